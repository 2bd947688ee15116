import { createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { msp as mspProtos } from '@hyperledger/fabric-protos';
import type * as x509 from '@peculiar/x509';

import type { PolicyIdentity, PolicyRole } from './policy.js';
import { isCanonicalSignature } from './signature-form.js';

export type MspErrorReason =
  'unknown-msp' | 'malformed' | 'expired' | 'not-yet-valid' | 'untrusted' | 'revoked' | 'wrong-ou';

/** Why an identity is none, or not a valid one. */
export class MspError extends Error {
  override readonly name = 'MspError';
  readonly reason: MspErrorReason;

  constructor(reason: MspErrorReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Somebody with a certificate of an org. */
export interface Identity extends PolicyIdentity {
  readonly mspId: string;
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

const MAX_CHAIN = 5;
const MAX_IDENTITY_BYTES = 16_384;
const CACHED_IDENTITIES = 2_000;
const DEFAULT_OUS: Readonly<Record<string, PolicyRole>> = {
  client: 'client',
  peer: 'peer',
  admin: 'admin',
  orderer: 'orderer',
};

interface MspParts {
  readonly roots: readonly string[];
  readonly intermediates: readonly string[];
  readonly admins: readonly string[];
  /** Certificate revocation lists, PEM or DER. */
  readonly crls: readonly Buffer[];
  /** Organizational unit → role; null where the MSP does not tell roles by units. */
  readonly nodeOus: Readonly<Record<string, PolicyRole>> | null;
}

/** What an org accepts as its members: its authorities, its revocations and which unit is which role. */
export class Msp {
  readonly mspId: string;
  readonly #authorities: readonly X509Certificate[];
  readonly #roots: ReadonlySet<string>;
  readonly #admins: ReadonlySet<string>;
  /** Issuer's subject key hash and serial number of revoked certificates. */
  readonly #revoked: ReadonlySet<string>;
  readonly #nodeOus: Readonly<Record<string, PolicyRole>> | null;

  constructor(mspId: string, parts: MspParts) {
    this.mspId = mspId;
    const roots = parts.roots.map(parseCertificate);
    if (roots.length === 0) throw new Error(`MSP ${mspId} has no root certificate`);
    const authorities = [...roots, ...parts.intermediates.map(parseCertificate)];
    const notAuthority = authorities.find((certificate) => !certificate.ca);
    if (notAuthority) throw new Error(`MSP ${mspId}: ${notAuthority.subject} is not the certificate of an authority`);
    this.#authorities = authorities;
    this.#roots = new Set(roots.map((root) => root.fingerprint256));
    this.#admins = new Set(parts.admins.map((pem) => parseCertificate(pem).fingerprint256));
    this.#nodeOus = parts.nodeOus;
    this.#revoked = revokedBy(parts.crls, authorities);
  }

  /** Reads an MSP folder in the layout Fabric's tools make: `cacerts`, `intermediatecerts`, `crls`, `config.yaml`. */
  static fromFolder(mspId: string, folder: string): Msp {
    return new Msp(mspId, {
      roots: filesOf(folder, 'cacerts').map(String),
      intermediates: filesOf(folder, 'intermediatecerts').map(String),
      admins: filesOf(folder, 'admincerts').map(String),
      crls: filesOf(folder, 'crls'),
      nodeOus: readNodeOus(join(folder, 'config.yaml')),
    });
  }

  /** @throws MspError `malformed` where the bytes are no certificate with a P-256 key */
  identity(idBytes: Uint8Array): Identity {
    const certificate = parseCertificate(idBytes);
    const key = certificate.publicKey;
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
      throw new MspError('malformed', 'the identity’s key is not on P-256');
    }
    const problem = this.#problemOf(certificate);
    const roles = problem === undefined ? this.#rolesOf(certificate) : new Set<PolicyRole>();
    return new CertificateIdentity(this.mspId, certificate, key, {
      roles,
      problem:
        problem ?? (roles.size === 0 ? new MspError('wrong-ou', 'the certificate has no unit of a role') : undefined),
    });
  }

  /** What is wrong with a certificate whatever the time. */
  #problemOf(certificate: X509Certificate): MspError | undefined {
    if (certificate.ca) return new MspError('untrusted', 'the certificate of an authority is no identity');
    let current = certificate;
    for (let length = 0; length < MAX_CHAIN; length += 1) {
      const issuer = this.#authorities.find(
        (authority) => current.checkIssued(authority) && current.verify(authority.publicKey),
      );
      if (issuer === undefined)
        return new MspError('untrusted', `no authority of ${this.mspId} issued the certificate`);
      if (this.#revoked.has(revocationKey(issuer, current.serialNumber))) {
        return new MspError('revoked', 'the certificate is revoked');
      }
      if (this.#roots.has(issuer.fingerprint256)) return undefined;
      current = issuer;
    }
    return new MspError('untrusted', 'the certificate’s chain is too long');
  }

  #rolesOf(certificate: X509Certificate): ReadonlySet<PolicyRole> {
    const isAdmin = this.#admins.has(certificate.fingerprint256);
    if (this.#nodeOus === null) return new Set<PolicyRole>(isAdmin ? ['member', 'admin'] : ['member']);
    const ous = this.#nodeOus;
    const found = unitsOf(certificate).flatMap((unit) => (Object.hasOwn(ous, unit) ? [ous[unit] as PolicyRole] : []));
    // As in Fabric: exactly one of the units that stand for a role.
    if (new Set(found).size !== 1) return new Set();
    return new Set<PolicyRole>(isAdmin ? ['member', 'admin', ...found] : ['member', ...found]);
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
    const cacheKey = createHash('sha256').update(serializedIdentity).digest('base64');
    const cached = this.#cache.get(cacheKey);
    if (cached !== undefined) {
      this.#cache.delete(cacheKey);
      this.#cache.set(cacheKey, cached);
      return cached;
    }
    const identity = this.#parse(serializedIdentity);
    this.#cache.set(cacheKey, identity);
    if (this.#cache.size > CACHED_IDENTITIES) {
      const [oldest] = this.#cache.keys();
      if (oldest !== undefined) this.#cache.delete(oldest);
    }
    return identity;
  }

  #parse(serializedIdentity: Uint8Array): Identity {
    let message: mspProtos.SerializedIdentity;
    try {
      message = mspProtos.SerializedIdentity.deserializeBinary(serializedIdentity);
    } catch (cause) {
      throw Object.assign(new MspError('malformed', 'the identity cannot be read'), { cause });
    }
    const msp = this.#msps.get(message.getMspid());
    if (msp === undefined) throw new MspError('unknown-msp', `MSP ${message.getMspid().slice(0, 64)} is unknown`);
    return msp.identity(message.getIdBytes_asU8());
  }
}

class CertificateIdentity implements Identity {
  readonly mspId: string;
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
    verdict: Readonly<{ roles: ReadonlySet<PolicyRole>; problem: MspError | undefined }>,
  ) {
    this.mspId = mspId;
    this.certificatePem = certificate.toString();
    this.roles = verdict.roles;
    this.notBeforeMs = Date.parse(certificate.validFrom);
    this.notAfterMs = Date.parse(certificate.validTo);
    this.#key = key;
    this.#problem = verdict.problem;
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

function parseCertificate(source: string | Uint8Array): X509Certificate {
  try {
    return new X509Certificate(source);
  } catch (cause) {
    throw Object.assign(new MspError('malformed', 'no X.509 certificate'), { cause });
  }
}

/** Values of the subject's organizational units. */
function unitsOf(certificate: X509Certificate): readonly string[] {
  return certificate.subject
    .split('\n')
    .filter((line) => line.startsWith('OU='))
    .map((line) => line.slice('OU='.length));
}

function filesOf(folder: string, name: string): readonly Buffer[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .map((file) => readFileSync(join(path, file)));
}

/**
 * Reads which organizational unit is which role from an MSP's `config.yaml`. Only the form that Fabric's own tools
 * write is understood: one `OrganizationalUnitIdentifier` below each of `ClientOUIdentifier`, `PeerOUIdentifier`, ….
 */
function readNodeOus(file: string): Readonly<Record<string, PolicyRole>> | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  if (!/^\s*Enable:\s*true\s*$/mu.test(text)) return null;
  const units: Record<string, PolicyRole> = {};
  let role: PolicyRole | undefined;
  for (const line of text.split(/\r?\n/u)) {
    const section = /^\s*(Client|Peer|Admin|Orderer)OUIdentifier:/u.exec(line)?.[1];
    if (section !== undefined) role = DEFAULT_OUS[section.toLowerCase()];
    const unit = /^\s*OrganizationalUnitIdentifier:\s*["']?([^"'\s]+)["']?\s*$/u.exec(line)?.[1];
    if (unit !== undefined && role !== undefined) units[unit] = role;
  }
  return Object.keys(units).length === 0 ? DEFAULT_OUS : units;
}

function revokedBy(crls: readonly Buffer[], authorities: readonly X509Certificate[]): ReadonlySet<string> {
  const revoked = new Set<string>();
  if (crls.length === 0) return revoked;
  const readCrl = crlReader();
  for (const bytes of crls) {
    const crl = readCrl(new Uint8Array(bytes));
    for (const issuer of authorities.filter((authority) => namesOf(authority.subject) === crlIssuer(crl))) {
      for (const entry of crl.entries) revoked.add(revocationKey(issuer, entry.serialNumber));
    }
  }
  return revoked;
}

/** Loads the library that reads revocation lists, which takes time and memory that a network without any can save. */
function crlReader(): (bytes: Uint8Array<ArrayBuffer>) => x509.X509Crl {
  const require = createRequire(import.meta.url);
  require('reflect-metadata');
  const library = require('@peculiar/x509') as typeof x509;
  return (bytes) => new library.X509Crl(bytes);
}

function revocationKey(issuer: X509Certificate, serialNumber: string): string {
  return `${issuer.fingerprint256} ${serialNumber.toLowerCase().replace(/^(?:00)+/u, '')}`;
}

function crlIssuer(crl: x509.X509Crl): string {
  return crl.issuer.split(', ').sort().join('\n');
}

function namesOf(subject: string): string {
  return subject.split('\n').sort().join('\n');
}
