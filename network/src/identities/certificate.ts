import 'reflect-metadata';

import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign, webcrypto } from 'node:crypto';

import * as x509 from '@peculiar/x509';

/** The organizational unit by which Fabric's node OUs tell what a certificate may do. */
export type NodeRole = 'admin' | 'client' | 'orderer' | 'peer';

/** A certificate authority in memory. */
export interface Authority {
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: KeyObject;
}

/** A certificate and its key, both PEM (the key PKCS #8). */
export interface Credentials {
  readonly certificate: string;
  readonly privateKey: string;
}

/** From when to when, inclusive; seconds count, milliseconds are dropped. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface LeafOptions {
  readonly commonName: string;
  readonly organization: string;
  /** Organizational unit; none where a TLS certificate needs no role. */
  readonly role?: NodeRole;
  /** `identity` signs transactions; `tls` is for both ends of a connection, since Fabric's nodes dial each other. */
  readonly usage: 'identity' | 'tls';
  /** DNS names and IP addresses, for `tls`. */
  readonly hosts?: readonly string[];
  /** Attributes as Fabric CA writes them, readable in chaincode by `getAttributeValue`. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly validity?: Partial<Validity>;
  /** Reuses this key, as a renewal does; else a new one is made. */
  readonly privateKey?: KeyObject;
}

export const AUTHORITY_DAYS = 3650;
export const LEAF_DAYS = 365;

const CURVE = 'P-256';
const ECDSA = { name: 'ECDSA', namedCurve: CURVE } as const;
const DAY_MS = 86_400_000;
/** Certificates are valid from a little earlier than they are made, for hosts whose clocks are behind. */
const CLOCK_SKEW_MS = 600_000;
const ATTRIBUTES_OID = '1.2.3.4.5.6.7.8.1';
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/u;

/**
 * Makes a P-256 key. It is read from bytes, not taken from its making: Node locks a key while it exports it, and where the
 * making is swept up in that moment, which wants the same lock, the process stands still for good.
 */
export function newPrivateKey(): KeyObject {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: CURVE,
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  return createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' });
}

export function keyToPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Makes a self-signed certificate authority. */
export async function createAuthority(
  options: Readonly<{
    commonName: string;
    organization: string;
    validity?: Partial<Validity>;
    privateKey?: KeyObject;
  }>,
): Promise<Authority> {
  const privateKey = options.privateKey ?? newPrivateKey();
  const publicKey = await x509PublicKey(privateKey);
  const name = distinguishedName(options);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerial(),
      subject: name,
      issuer: name,
      ...validityOf(options.validity, AUTHORITY_DAYS),
      publicKey,
      signingKey: await signingKey(privateKey),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(publicKey, false, provider(privateKey)),
      ],
    },
    provider(privateKey),
  );
  return { certificate: pem(certificate), privateKey };
}

/** Issues an end-entity certificate. Its life never leaves the authority's: Fabric checks the chain at its first second. */
export async function issueCertificate(authority: Authority, options: LeafOptions): Promise<Credentials> {
  const privateKey = options.privateKey ?? newPrivateKey();
  const issuer = new x509.X509Certificate(authority.certificate);
  const publicKey = await x509PublicKey(privateKey);
  const crypto = provider(authority.privateKey);
  const validity = validityOf(options.validity, LEAF_DAYS);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: newSerial(),
      subject: distinguishedName(options),
      issuer: issuer.subjectName,
      notBefore: options.validity?.notBefore ?? later(validity.notBefore, issuer.notBefore),
      notAfter: options.validity?.notAfter ?? earlier(validity.notAfter, issuer.notAfter),
      publicKey,
      signingKey: await signingKey(authority.privateKey),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...usageExtensions(options),
        await x509.SubjectKeyIdentifierExtension.create(publicKey, false, crypto),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, crypto),
      ],
    },
    crypto,
  );
  return { certificate: pem(certificate), privateKey: keyToPem(privateKey) };
}

/** The bytes Fabric's attribute extension holds: JSON, keys in the order given. */
export function attributesJson(attributes: Readonly<Record<string, string>>): string {
  return JSON.stringify({ attrs: attributes });
}

export function readAuthority(certificatePem: string, privateKeyPem: string): Authority {
  return { certificate: certificatePem, privateKey: createPrivateKey(privateKeyPem) };
}

function usageExtensions(options: LeafOptions): x509.Extension[] {
  const extensions: x509.Extension[] = [];
  if (options.usage === 'tls') {
    extensions.push(
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
    );
  }
  if (options.hosts !== undefined && options.hosts.length > 0) {
    extensions.push(
      new x509.SubjectAlternativeNameExtension(
        options.hosts.map((host) => ({ type: isAddress(host) ? ('ip' as const) : ('dns' as const), value: host })),
      ),
    );
  }
  if (options.attributes !== undefined) {
    extensions.push(new x509.Extension(ATTRIBUTES_OID, false, Buffer.from(attributesJson(options.attributes))));
  }
  return extensions;
}

export function isAddress(host: string): boolean {
  return IPV4.test(host) || host.includes(':');
}

function distinguishedName(options: Readonly<{ commonName: string; organization: string; role?: NodeRole }>) {
  const parts = [{ O: [options.organization] }, { CN: [options.commonName] }];
  return options.role === undefined
    ? parts
    : [{ O: [options.organization] }, { OU: [options.role] }, ...parts.slice(1)];
}

function validityOf(validity: Partial<Validity> | undefined, days: number): Validity {
  const now = Date.now();
  return {
    notBefore: validity?.notBefore ?? wholeSeconds(now - CLOCK_SKEW_MS),
    notAfter: validity?.notAfter ?? wholeSeconds(now + days * DAY_MS),
  };
}

function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000) * 1000);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

/** 127 random bits in 16 octets: positive, and never short. */
function newSerial(): string {
  const serial = randomBytes(16);
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0);
  return serial.toString('hex');
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem').trim()}\n`;
}

function x509PublicKey(privateKey: KeyObject): Promise<x509.PublicKey> {
  const { x, y } = privateKey.export({ format: 'jwk' });
  if (x === undefined || y === undefined) throw new Error('not an elliptic curve key');
  const jwk = { kty: 'EC', crv: CURVE, x, y };
  return webcrypto.subtle
    .importKey('jwk', jwk, ECDSA, true, ['verify'])
    .then((key) => x509.PublicKey.create(key, webcrypto));
}

function signingKey(privateKey: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, ECDSA, true, ['sign']);
}

/**
 * Web Crypto that signs with low S. Fabric rewrites a certificate's signature to low S where it is not, and an identity
 * whose bytes change on the way is trouble, so ours are low from the start.
 */
function provider(privateKey: KeyObject): webcrypto.Crypto {
  const { subtle } = webcrypto;
  return {
    getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
    randomUUID: webcrypto.randomUUID.bind(webcrypto),
    subtle: {
      digest: subtle.digest.bind(subtle),
      exportKey: subtle.exportKey.bind(subtle),
      importKey: subtle.importKey.bind(subtle),
      sign: (_algorithm: unknown, _key: unknown, data: ArrayBuffer) =>
        Promise.resolve(lowS(sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' }))),
    },
  } as unknown as webcrypto.Crypto;
}

function lowS(signature: Buffer): ArrayBuffer {
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
  const low = s > ORDER / 2n ? ORDER - s : s;
  const bytes = new Uint8Array(64);
  bytes.set(signature.subarray(0, 32));
  bytes.set(Buffer.from(low.toString(16).padStart(64, '0'), 'hex'), 32);
  return bytes.buffer;
}
