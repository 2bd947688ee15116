import { type KeyObject, X509Certificate, verify } from 'node:crypto';

import { msp as mspProtos } from '@hyperledger/fabric-protos';

import { type CertificateFields, DerError, readCertificateFields, readRevocationList } from './certificate-fields.js';
import { type MspParts, type NodeUnit, readMspFolder } from './msp-config.js';
import type { PolicyIdentity, PolicyRole } from './policy.js';
import { isCanonicalSignature } from './signature-form.js';

export type MspErrorReason =
  'unknown-msp' | 'malformed' | 'expired' | 'not-yet-valid' | 'untrusted' | 'revoked' | 'wrong-ou';

/** Why an identity is none, or not a valid one. */
export class MspError extends Error {
  override readonly name = 'MspError';
  readonly reason: MspErrorReason;

  constructor(reason: MspErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Somebody with a certificate of an org. */
export interface Identity extends PolicyIdentity {
  readonly certificatePem: string;
  /** Empty where the certificate is not valid in its MSP. */
  readonly roles: ReadonlySet<PolicyRole>;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** Whether a DER signature over the data is this identity's. High-S and non-canonical encodings are refused. */
  verify(data: Uint8Array, derSignature: Uint8Array): boolean;
  /** @throws MspError where the certificate does not hold in its MSP at that time */
  check(nowMs: number): void;
}

const MAX_IDENTITY_BYTES = 16_384;
const CACHED_IDENTITIES = 1_000;
const PEM_BEGIN = '-----BEGIN ';
const PEM_CERTIFICATE = /^-----BEGIN CERTIFICATE-----\s([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/u;
const PEM_CRL = /-----BEGIN X509 CRL-----\s([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/u;
/**
 * Critical extensions whose meaning is minded: key usage, alternative names (which say nothing here), basic constraints
 * and extended key usage. A certificate with another one is not trusted, as its issuer may have wanted to limit it.
 */
const KNOWN_CRITICAL = new Set(['2.5.29.15', '2.5.29.17', '2.5.29.19', '2.5.29.37']);

/** A certificate authority of an MSP, and those above it up to a root. */
interface Authority {
  readonly certificate: X509Certificate;
  readonly fields: CertificateFields;
  readonly fromMs: number;
  readonly toMs: number;
  /** Authorities above it, ending with a root; itself not included. Undefined until it is known to lead to one. */
  above: readonly Authority[] | undefined;
  /** It issued an intermediate of this MSP and therefore, as in Fabric, no identities. */
  isInternal: boolean;
}

/** What an org accepts as its members: its authorities, its revocations and which unit is which role. */
export class Msp {
  readonly mspId: string;
  readonly #authorities: readonly Authority[];
  readonly #admins: ReadonlySet<string>;
  /** Issuer's fingerprint and serial number of revoked certificates. */
  readonly #revoked: ReadonlySet<string>;
  readonly #nodeUnits: readonly (NodeUnit & { readonly issuer: string | undefined })[] | undefined;

  /** @throws Error saying what is wrong with the parts */
  constructor(mspId: string, parts: MspParts) {
    this.mspId = mspId;
    const refuse = (problem: string, options?: ErrorOptions): Error => new Error(`MSP ${mspId}: ${problem}`, options);
    if (parts.roots.length === 0) throw refuse('there is no root certificate');
    try {
      const roots = parts.roots.map((pem) => authorityOf(pem, []));
      const intermediates = parts.intermediates.map((pem) => authorityOf(pem, undefined));
      this.#authorities = [...roots, ...intermediates];
      this.#revoked = revokedBy(parts.crls, this.#authorities);
      for (const authority of intermediates) this.#place(authority, new Set());
      this.#admins = new Set(parts.admins.map((pem) => parseCertificate(pem).fingerprint256));
      this.#nodeUnits = parts.nodeUnits?.map((unit) => ({ ...unit, issuer: fingerprintOf(unit.authority) }));
    } catch (cause) {
      if (cause instanceof MspError || cause instanceof DerError) throw refuse(cause.message, { cause });
      throw cause;
    }
    const issuers = new Set(this.#authorities.map(({ certificate }) => certificate.fingerprint256));
    const stray = this.#nodeUnits?.find(({ issuer }) => issuer !== undefined && !issuers.has(issuer));
    if (stray !== undefined) throw refuse(`the certificate of unit ${stray.unit} is none of its authorities`);
  }

  /** Reads an MSP folder in the layout Fabric's tools make. @throws Error saying what is wrong with it */
  static fromFolder(mspId: string, folder: string): Msp {
    return new Msp(mspId, readMspFolder(folder));
  }

  /**
   * The identity a PEM certificate stands for. Its key must be on P-256, the only curve this network verifies.
   *
   * @throws MspError `malformed`
   */
  identity(idBytes: Uint8Array): Identity {
    const certificate = parseCertificate(Buffer.from(idBytes).toString('latin1'));
    const key = certificate.publicKey;
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new MspError('malformed', 'the identity’s key is not on P-256');
    }
    const fields = fieldsOf(certificate);
    const life = lifeOf(certificate);
    const issuer = this.#issuerOf(certificate, fields, life.fromMs);
    const verdict = issuer instanceof MspError ? issuer : this.#rolesOf(certificate, fields, issuer);
    return new CertificateIdentity(this.mspId, certificate, key, { verdict, ...life });
  }

  /** The authority that issued a certificate, or what is wrong with it whatever the time. */
  #issuerOf(certificate: X509Certificate, fields: CertificateFields, fromMs: number): Authority | MspError {
    if (certificate.ca) return new MspError('untrusted', 'the certificate of an authority is no identity');
    const unknown = fields.criticalExtensions.find((oid) => !KNOWN_CRITICAL.has(oid));
    if (unknown !== undefined) return new MspError('untrusted', `critical extension ${unknown} is unknown`);
    // Fabric judges a chain at the first second of the certificate at its end, so that it does not break with time.
    const issuer = this.#authorities.find(
      (authority) => leadsToRoot(authority, fromMs + 1_000) && issued(authority, certificate),
    );
    if (issuer === undefined) return new MspError('untrusted', `no authority of ${this.mspId} issued the certificate`);
    if (issuer.isInternal) return new MspError('untrusted', 'its issuer is not a leaf of the tree of authorities');
    if (this.#revoked.has(revocationKey(issuer, fields.serial))) {
      return new MspError('revoked', 'the certificate is revoked');
    }
    return issuer;
  }

  #rolesOf(
    certificate: X509Certificate,
    fields: CertificateFields,
    issuer: Authority,
  ): ReadonlySet<PolicyRole> | MspError {
    const isAdmin = this.#admins.has(certificate.fingerprint256);
    const nodeUnits = this.#nodeUnits;
    if (nodeUnits === undefined) return new Set<PolicyRole>(isAdmin ? ['member', 'admin'] : ['member']);
    const found = fields.organizationalUnits.flatMap((name) => nodeUnits.filter(({ unit }) => unit === name));
    const [only, second] = found;
    // As in Fabric: exactly one of the units that stand for a role, by the authority named for it.
    if (only === undefined) return new MspError('wrong-ou', 'the certificate has no unit of a role');
    if (second !== undefined) return new MspError('wrong-ou', 'the certificate has more than one unit of a role');
    if (only.issuer !== undefined && only.issuer !== issuer.certificate.fingerprint256) {
      return new MspError('wrong-ou', `the certificate’s issuer is not the one of unit ${only.unit}`);
    }
    return new Set<PolicyRole>(isAdmin ? ['member', 'admin', only.role] : ['member', only.role]);
  }

  /** Finds the chain from an intermediate to a root. @throws MspError where there is none that holds */
  #place(authority: Authority, below: ReadonlySet<Authority>): void {
    if (authority.above !== undefined) return;
    const issuers = this.#authorities.filter(
      (issuer) => issuer !== authority && !below.has(issuer) && issued(issuer, authority.certificate),
    );
    for (const issuer of issuers) {
      this.#place(issuer, new Set([...below, authority]));
      if (this.#revoked.has(revocationKey(issuer, authority.fields.serial))) {
        throw new MspError('revoked', `authority ${nameOf(authority.certificate)} is revoked`);
      }
      authority.above = issuer.above && [issuer, ...issuer.above];
      if (leadsToRoot(authority, authority.fromMs + 1_000)) break;
      authority.above = undefined;
    }
    if (authority.above === undefined) {
      throw new MspError('untrusted', `no chain leads from authority ${nameOf(authority.certificate)} to a root`);
    }
    for (const upper of authority.above) upper.isInternal = true;
  }
}

/** The MSPs of a channel, and the identities met so far. */
export class MspManager {
  readonly #msps: ReadonlyMap<string, Msp>;
  /** Insertion order is age: the least recently used comes first. */
  readonly #cache = new Map<string, Identity>();

  constructor(msps: readonly Msp[]) {
    this.#msps = new Map(msps.map((msp) => [msp.mspId, msp]));
  }

  /**
   * The identity in a `SerializedIdentity`. Whether it holds is for {@link Identity.check} to say.
   *
   * @throws MspError `malformed`, `unknown-msp`
   */
  deserialize(serializedIdentity: Uint8Array): Identity {
    if (serializedIdentity.length > MAX_IDENTITY_BYTES) throw new MspError('malformed', 'the identity is too long');
    const { buffer, byteOffset, byteLength } = serializedIdentity;
    const cacheKey = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
    const cached = this.#cache.get(cacheKey);
    if (cached !== undefined) {
      this.#cache.delete(cacheKey);
      this.#cache.set(cacheKey, cached);
      return cached;
    }
    const identity = this.#parse(serializedIdentity);
    // Anybody can make certificates that are not valid; they must not push out those that are.
    if (identity.roles.size > 0) this.#remember(cacheKey, identity);
    return identity;
  }

  #remember(cacheKey: string, identity: Identity): void {
    this.#cache.set(cacheKey, identity);
    if (this.#cache.size <= CACHED_IDENTITIES) return;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined) this.#cache.delete(oldest);
  }

  #parse(serializedIdentity: Uint8Array): Identity {
    let message: mspProtos.SerializedIdentity;
    try {
      message = mspProtos.SerializedIdentity.deserializeBinary(serializedIdentity);
    } catch (cause) {
      throw new MspError('malformed', 'the identity cannot be read', { cause });
    }
    const msp = this.#msps.get(message.getMspid());
    if (msp === undefined) throw new MspError('unknown-msp', `MSP ${message.getMspid().slice(0, 64)} is unknown`);
    return msp.identity(message.getIdBytes_asU8());
  }
}

class CertificateIdentity implements Identity {
  readonly mspId: string;
  readonly id: string;
  readonly certificatePem: string;
  readonly roles: ReadonlySet<PolicyRole>;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly #key: KeyObject;
  readonly #problem: MspError | undefined;

  constructor(
    mspId: string,
    certificate: X509Certificate,
    key: KeyObject,
    found: Readonly<{ verdict: ReadonlySet<PolicyRole> | MspError; fromMs: number; toMs: number }>,
  ) {
    this.mspId = mspId;
    this.id = `${mspId} ${certificate.fingerprint256}`;
    this.certificatePem = certificate.toString();
    this.roles = found.verdict instanceof MspError ? new Set() : found.verdict;
    this.notBeforeMs = found.fromMs;
    this.notAfterMs = found.toMs;
    this.#key = key;
    this.#problem = found.verdict instanceof MspError ? found.verdict : undefined;
  }

  verify(data: Uint8Array, derSignature: Uint8Array): boolean {
    return isCanonicalSignature(derSignature) && verify('sha256', data, this.#key, derSignature);
  }

  check(nowMs: number): void {
    if (this.#problem) throw this.#problem;
    if (nowMs > this.notAfterMs) throw new MspError('expired', 'the certificate has expired');
    if (nowMs < this.notBeforeMs) throw new MspError('not-yet-valid', 'the certificate is not valid yet');
  }
}

/** The first certificate in a PEM text, which like in Fabric must come before any other block. */
function parseCertificate(pem: string): X509Certificate {
  const begin = pem.indexOf(PEM_BEGIN);
  const body = begin < 0 ? undefined : PEM_CERTIFICATE.exec(pem.slice(begin))?.[1];
  if (body === undefined) throw new MspError('malformed', 'no PEM certificate');
  try {
    return new X509Certificate(Buffer.from(body, 'base64'));
  } catch (cause) {
    throw new MspError('malformed', 'no X.509 certificate', { cause });
  }
}

function fieldsOf(certificate: X509Certificate): CertificateFields {
  try {
    return readCertificateFields(certificate.raw);
  } catch (cause) {
    throw new MspError('malformed', 'the certificate cannot be read', { cause });
  }
}

function lifeOf(certificate: X509Certificate): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Date.parse(certificate.validFrom);
  const toMs = Date.parse(certificate.validTo);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) throw new MspError('malformed', 'the certificate has no dates');
  return { fromMs, toMs };
}

function authorityOf(pem: string, above: readonly Authority[] | undefined): Authority {
  const certificate = parseCertificate(pem);
  const fields = fieldsOf(certificate);
  if (!certificate.ca) throw new MspError('untrusted', `${nameOf(certificate)} is not the certificate of an authority`);
  const unknown = fields.criticalExtensions.find((oid) => !KNOWN_CRITICAL.has(oid));
  if (unknown !== undefined) {
    throw new MspError('untrusted', `critical extension ${unknown} of authority ${nameOf(certificate)} is unknown`);
  }
  return { certificate, fields, ...lifeOf(certificate), above, isInternal: false };
}

function issued(authority: Authority, certificate: X509Certificate): boolean {
  return certificate.checkIssued(authority.certificate) && certificate.verify(authority.certificate.publicKey);
}

/** Whether an authority and those above it were all valid at a time, and allow a chain this long. */
function leadsToRoot(authority: Authority, atMs: number): boolean {
  if (authority.above === undefined) return false;
  return [authority, ...authority.above].every(
    ({ fromMs, toMs, fields: { pathLength } }, below) =>
      fromMs <= atMs && atMs <= toMs && (pathLength === undefined || below <= pathLength),
  );
}

/** @throws MspError for a list none of the authorities has signed: passing over it would let the revoked in */
function revokedBy(lists: readonly Buffer[], authorities: readonly Authority[]): ReadonlySet<string> {
  const revoked = new Set<string>();
  for (const bytes of lists) {
    const pem = PEM_CRL.exec(bytes.toString('latin1'))?.[1];
    const list = readRevocationList(pem === undefined ? bytes : Buffer.from(pem, 'base64'));
    const issuers = authorities.filter(({ certificate }) =>
      verify(list.digest, list.signedBytes, certificate.publicKey, list.signature),
    );
    if (issuers.length === 0) throw new MspError('untrusted', 'a revocation list is signed by none of its authorities');
    for (const issuer of issuers) for (const serial of list.serials) revoked.add(revocationKey(issuer, serial));
  }
  return revoked;
}

function revocationKey(issuer: Authority, serial: string): string {
  return `${issuer.certificate.fingerprint256} ${serial}`;
}

function fingerprintOf(pem: string | undefined): string | undefined {
  return pem === undefined ? undefined : parseCertificate(pem).fingerprint256;
}

function nameOf(certificate: X509Certificate): string {
  return certificate.subject.replaceAll('\n', ', ');
}
