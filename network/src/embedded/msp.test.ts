import 'reflect-metadata';

import { type webcrypto, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { msp as mspProtos } from '@hyperledger/fabric-protos';
import * as x509 from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MspParts, NodeUnit } from './msp-config.js';
import { type Identity, Msp, MspError, MspManager } from './msp.js';
import { createNativeSigner } from './signing.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-06-01T12:00:00Z');
const UNITS: readonly NodeUnit[] = (['client', 'peer', 'admin', 'orderer'] as const).map((role) => ({
  role,
  unit: role,
  authority: undefined,
}));

const AUTHORITY_USAGE: x509.KeyUsageFlags = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;

interface Holder {
  readonly pem: string;
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

interface CertificateOptions {
  readonly name?: string;
  readonly issuer?: Holder;
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly serial?: string;
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly curve?: 'P-256' | 'P-384';
  readonly extensions?: readonly x509.Extension[];
  readonly keyUsage?: x509.KeyUsageFlags;
}

let serials = 1;

async function make(given: CertificateOptions = {}): Promise<Holder> {
  const options = { name: 'O=org1,OU=client,CN=user', curve: 'P-256', isAuthority: false, extensions: [], ...given };
  const algorithm = { ...ALGORITHM, namedCurve: options.curve };
  const keys = options.keys ?? (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
  const { name, isAuthority } = options;
  const usage: x509.KeyUsageFlags = isAuthority ? AUTHORITY_USAGE : x509.KeyUsageFlags.digitalSignature;
  serials += 1;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: options.serial ?? serials.toString(16).padStart(4, '0'),
    subject: name,
    issuer: options.issuer?.certificate.subject ?? name,
    notBefore: new Date(options.fromMs ?? NOW - DAY_MS),
    notAfter: new Date(options.toMs ?? NOW + DAY_MS),
    publicKey: keys.publicKey,
    signingKey: (options.issuer?.keys ?? keys).privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, options.pathLength, true),
      new x509.KeyUsagesExtension(options.keyUsage ?? usage, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...options.extensions,
    ],
  });
  return { pem: certificate.toString('pem'), certificate, keys };
}

const authority = (options: CertificateOptions = {}): Promise<Holder> =>
  make({ name: 'O=org1,CN=ca', isAuthority: true, fromMs: NOW - 10 * DAY_MS, toMs: NOW + 10 * DAY_MS, ...options });

async function revocationList(issuer: Holder, serials: readonly string[]): Promise<Buffer> {
  const crl = await x509.X509CrlGenerator.create({
    issuer: issuer.certificate.subject,
    thisUpdate: new Date(NOW),
    nextUpdate: new Date(NOW + DAY_MS),
    entries: serials.map((serialNumber) => ({ serialNumber, revocationDate: new Date(NOW) })),
    signingAlgorithm: ALGORITHM,
    signingKey: issuer.keys.privateKey,
  });
  return Buffer.from(crl.rawData);
}

function mspOf(parts: Partial<MspParts>): Msp {
  return new Msp('Org1MSP', { roots: [], intermediates: [], admins: [], crls: [], nodeUnits: UNITS, ...parts });
}

function serialized(mspId: string, idBytes: string | Uint8Array): Uint8Array {
  const message = new mspProtos.SerializedIdentity();
  message.setMspid(mspId);
  message.setIdBytes(typeof idBytes === 'string' ? Buffer.from(idBytes) : idBytes);
  return message.serializeBinary();
}

/** The reason an identity is refused for, or its roles. */
function verdict(make: () => Identity, nowMs = NOW): string {
  try {
    const identity = make();
    identity.check(nowMs);
    return [...identity.roles].sort().join(' ');
  } catch (error) {
    if (error instanceof MspError) return error.reason;
    throw error;
  }
}

let root: Holder;
let msp: Msp;
let manager: MspManager;

beforeAll(async () => {
  root = await authority();
  msp = mspOf({ roots: [root.pem] });
  manager = new MspManager([msp]);
});

const judged = (holder: Holder, by: Msp = msp, nowMs = NOW): string =>
  verdict(() => by.identity(Buffer.from(holder.pem)), nowMs);

describe('an identity', () => {
  it.each(['client', 'peer', 'admin', 'orderer'])('has the role its unit %s stands for', async (unit) => {
    const holder = await make({ issuer: root, name: `O=org1,OU=${unit},CN=x` });
    expect(judged(holder).split(' ').sort()).toEqual(['member', unit].sort());
  });

  it.each([
    ['no unit', 'O=org1,CN=x'],
    ['an unknown unit', 'O=org1,OU=boss,CN=x'],
    ['two units', 'O=org1,OU=client,OU=admin,CN=x'],
    ['the same unit twice', 'O=org1,OU=peer,OU=peer,CN=x'],
    ['two units in one part of the name', 'O=org1,OU=client+OU=admin,CN=x'],
    ['a unit only in another field', 'O=org1,CN=OU\\=admin'],
    ['another case', 'O=org1,OU=Admin,CN=x'],
  ])('is none with %s', async (_what, name) => {
    expect(judged(await make({ issuer: root, name }))).toBe('wrong-ou');
  });

  it('may have other units beside', async () => {
    expect(judged(await make({ issuer: root, name: 'O=org1,OU=client,OU=department 1,CN=x' }))).toBe('client member');
  });

  it('holds from its first to its last moment', async () => {
    const holder = await make({ issuer: root });
    expect(judged(holder, msp, NOW - DAY_MS)).toBe('client member');
    expect(judged(holder, msp, NOW + DAY_MS)).toBe('client member');
    expect(judged(holder, msp, NOW - DAY_MS - 1)).toBe('not-yet-valid');
    expect(judged(holder, msp, NOW + DAY_MS + 1)).toBe('expired');
  });

  it('verifies its signatures and no others', async () => {
    const holder = await make({ issuer: root });
    const other = await make({ issuer: root });
    const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', holder.keys.privateKey));
    const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    const data = Buffer.from('what is signed');
    const signature = createNativeSigner(pem)(data);
    const identity = msp.identity(Buffer.from(holder.pem));
    expect(identity.verify(data, signature)).toBe(true);
    expect(identity.verify(Buffer.from('what is not'), signature)).toBe(false);
    expect(msp.identity(Buffer.from(other.pem)).verify(data, signature)).toBe(false);
    expect(identity.verify(data, Buffer.concat([signature, Buffer.of(0)]))).toBe(false);
    expect(identity.verify(data, Buffer.alloc(0))).toBe(false);
    expect(identity.verify(data, Buffer.from('30060201010201 01'.replace(' ', ''), 'hex'))).toBe(false);
    const seen = new Set<boolean>();
    for (let count = 0; count < 100 && seen.size < 2; count += 1) {
      // OpenSSL's own signatures are right, but their s is as often high as low.
      const message = Buffer.of(count);
      seen.add(identity.verify(message, sign('sha256', message, pem)));
    }
    expect(seen.size).toBe(2);
  });

  it('has one id however its certificate is encoded', async () => {
    const { pem } = await make({ issuer: root });
    const plain = manager.deserialize(serialized('Org1MSP', pem));
    const dressed = manager.deserialize(serialized('Org1MSP', `Certificate:\n  Data\n${pem}\n\ntrailing`));
    expect(dressed.id).toBe(plain.id);
    expect(dressed.certificatePem).toBe(plain.certificatePem);
    const other = await make({ issuer: root });
    expect(manager.deserialize(serialized('Org1MSP', other.pem)).id).not.toBe(plain.id);
  });
});

describe('bytes that are no identity', () => {
  const refused = (bytes: Uint8Array): string => verdict(() => manager.deserialize(bytes));

  it('are malformed, or of an unknown MSP', async () => {
    const holder = await make({ issuer: root });
    const { pem } = holder;
    expect(refused(Buffer.alloc(0))).toBe('unknown-msp');
    expect(refused(Buffer.from('ffffffff', 'hex'))).toBe('malformed');
    expect(refused(serialized('Org9MSP', pem))).toBe('unknown-msp');
    expect(refused(serialized('Org1MSP', ''))).toBe('malformed');
    expect(refused(serialized('Org1MSP', 'no certificate'))).toBe('malformed');
    expect(refused(serialized('Org1MSP', Buffer.from(holder.certificate.rawData)))).toBe('malformed');
    expect(refused(serialized('Org1MSP', pem.replace(/[A-Za-z0-9+/]{40}/u, '')))).toBe('malformed');
    expect(refused(serialized('Org1MSP', pem.replaceAll('CERTIFICATE', 'PUBLIC KEY')))).toBe('malformed');
    expect(refused(serialized('Org1MSP', `-----BEGIN X-----\nAAAA\n-----END X-----\n${pem}`))).toBe('malformed');
    expect(refused(serialized('Org1MSP', pem + ' '.repeat(20_000)))).toBe('malformed');
  });

  it('may be a certificate with a key that is not on P-256', async () => {
    const holder = await make({ issuer: root, curve: 'P-384' });
    expect(judged(holder)).toBe('malformed');
    const rsa = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    expect(judged(await make({ issuer: root, keys: rsa }))).toBe('malformed');
  });
});

describe('a chain', () => {
  it('is not trusted from another authority, of the same name too', async () => {
    const impostor = await authority();
    expect(judged(await make({ issuer: impostor }))).toBe('untrusted');
    expect(judged(await make())).toBe('untrusted');
    expect(judged(root)).toBe('untrusted');
  });

  it('is not trusted where the issuer is no authority', async () => {
    const user = await make({ issuer: root, name: 'O=org1,OU=client,CN=a' });
    expect(judged(await make({ issuer: user }))).toBe('untrusted');
    await expect(async () => mspOf({ roots: [(await make()).pem] })).rejects.toThrow(
      'not the certificate of an authority',
    );
  });

  it('is not trusted where the authority may not sign certificates', async () => {
    const weak = await authority({ keyUsage: x509.KeyUsageFlags.digitalSignature });
    expect(() => mspOf({ roots: [weak.pem] })).toThrow('not the certificate of an authority');
  });

  it('is not trusted where something of it was changed', async () => {
    const holder = await make({ issuer: root });
    const bytes = Buffer.from(holder.certificate.rawData);
    const at = bytes.indexOf('client');
    bytes.write('admins', at);
    expect(verdict(() => msp.identity(Buffer.from(pemOf(bytes))))).toBe('untrusted');
  });

  it('is not trusted with a critical extension nobody knows', async () => {
    const limited = [new x509.Extension('1.2.3.4', true, Buffer.from('0500', 'hex'))];
    expect(judged(await make({ issuer: root, extensions: limited }))).toBe('untrusted');
    const marked = [new x509.Extension('1.2.3.4', false, Buffer.from('0500', 'hex'))];
    expect(judged(await make({ issuer: root, extensions: marked }))).toBe('client member');
    const bad = await authority({ extensions: limited });
    expect(() => mspOf({ roots: [bad.pem] })).toThrow('critical extension 1.2.3.4');
  });

  it('goes through intermediates, and then only through them', async () => {
    const middle = await authority({ issuer: root, name: 'O=org1,CN=ica' });
    const lower = await authority({ issuer: middle, name: 'O=org1,CN=ica2' });
    const both = mspOf({ roots: [root.pem], intermediates: [lower.pem, middle.pem] });
    expect(judged(await make({ issuer: lower }), both)).toBe('client member');
    expect(judged(await make({ issuer: middle }), both)).toBe('untrusted');
    expect(judged(await make({ issuer: root }), both)).toBe('untrusted');
    expect(judged(await make({ issuer: lower }))).toBe('untrusted');
    expect(judged(middle, both)).toBe('untrusted');
    expect(() => mspOf({ roots: [root.pem], intermediates: [lower.pem] })).toThrow('no chain leads from');
  });

  it('is as long as its authorities allow', async () => {
    const short = await authority({ pathLength: 0, name: 'O=org1,CN=short' });
    expect(judged(await make({ issuer: short }), mspOf({ roots: [short.pem] }))).toBe('client member');
    const under = await authority({ issuer: short, name: 'O=org1,CN=under' });
    expect(() => mspOf({ roots: [short.pem], intermediates: [under.pem] })).toThrow('no chain leads from');
    const one = await authority({ pathLength: 1, name: 'O=org1,CN=one' });
    const below = await authority({ issuer: one, name: 'O=org1,CN=below' });
    expect(judged(await make({ issuer: below }), mspOf({ roots: [one.pem], intermediates: [below.pem] }))).toBe(
      'client member',
    );
  });

  it('is judged at the first second of the certificate at its end', async () => {
    const old = await authority({ fromMs: NOW - 9 * DAY_MS, toMs: NOW - DAY_MS });
    const expired = mspOf({ roots: [old.pem] });
    const before = await make({ issuer: old, fromMs: NOW - 5 * DAY_MS });
    const after = await make({ issuer: old, fromMs: NOW });
    expect(judged(before, expired)).toBe('client member');
    expect(judged(after, expired)).toBe('untrusted');
  });

  it('may come from any of two authorities with one name', async () => {
    const renewed = await authority({ keys: root.keys, fromMs: NOW });
    const changed = await authority({ fromMs: NOW });
    const all = mspOf({ roots: [changed.pem, renewed.pem, root.pem] });
    expect(judged(await make({ issuer: root }), all)).toBe('client member');
    expect(judged(await make({ issuer: changed, fromMs: NOW }), all)).toBe('client member');
  });
});

describe('revocation', () => {
  it('holds for the certificates listed by their own authority', async () => {
    const twin = await authority({ name: 'O=org1,CN=other ca' });
    const revoked = await make({ issuer: root, serial: '00ab12' });
    const other = await make({ issuer: root, serial: '00ab13' });
    const namesake = await make({ issuer: twin, serial: '00ab12' });
    for (const crl of [await revocationList(root, ['00ab12', '01']), await revocationList(root, ['ab12'])]) {
      const withList = mspOf({ roots: [root.pem, twin.pem], crls: [crl] });
      expect([revoked, other, namesake].map((holder) => judged(holder, withList))).toEqual([
        'revoked',
        'client member',
        'client member',
      ]);
    }
  });

  it('reads lists in PEM, and empty ones', async () => {
    const revoked = await make({ issuer: root });
    const bytes = await revocationList(root, [revoked.certificate.serialNumber]);
    const crl = Buffer.from(`-----BEGIN X509 CRL-----\n${bytes.toString('base64')}\n-----END X509 CRL-----\n`);
    expect(judged(revoked, mspOf({ roots: [root.pem], crls: [crl] }))).toBe('revoked');
    expect(judged(revoked, mspOf({ roots: [root.pem], crls: [await revocationList(root, [])] }))).toBe('client member');
  });

  it('refuses a list that nobody of the MSP has signed', async () => {
    const impostor = await authority();
    const crl = await revocationList(impostor, ['01']);
    expect(() => mspOf({ roots: [root.pem], crls: [crl] })).toThrow('signed by none');
    expect(() => mspOf({ roots: [root.pem], crls: [Buffer.from('no list')] })).toThrow('MSP Org1MSP');
  });

  it('refuses a revoked intermediate', async () => {
    const middle = await authority({ issuer: root, name: 'O=org1,CN=ica' });
    const crls = [await revocationList(root, [middle.certificate.serialNumber])];
    expect(() => mspOf({ roots: [root.pem], intermediates: [middle.pem], crls })).toThrow('is revoked');
  });
});

describe('roles', () => {
  it('are not told apart without units, but for listed admins', async () => {
    const admin = await make({ issuer: root, name: 'CN=x' });
    const plain = mspOf({ roots: [root.pem], nodeUnits: undefined, admins: [admin.pem] });
    expect(judged(await make({ issuer: root, name: 'O=org1,OU=peer,CN=y' }), plain)).toBe('member');
    expect(judged(admin, plain)).toBe('admin member');
  });

  it('need the authority that the unit names', async () => {
    const second = await authority({ name: 'O=org1,CN=second' });
    const nodeUnits = [{ role: 'peer' as const, unit: 'node', authority: second.pem }];
    const strict = mspOf({ roots: [root.pem, second.pem], nodeUnits });
    expect(judged(await make({ issuer: second, name: 'OU=node,CN=x' }), strict)).toBe('member peer');
    expect(judged(await make({ issuer: root, name: 'OU=node,CN=x' }), strict)).toBe('wrong-ou');
    expect(() => mspOf({ roots: [root.pem], nodeUnits })).toThrow('none of its authorities');
  });
});

describe('an MSP folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudfed-msp-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (file: string, content: string | Buffer): void => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  const identifier = (name: string, unit: string): string =>
    `  ${name}OUIdentifier:\n    Certificate: cacerts/ca.pem\n    OrganizationalUnitIdentifier: ${unit}\n`;

  it('is read as Fabric’s tools write it', async () => {
    const revoked = await make({ issuer: root });
    write('cacerts/ca.pem', root.pem);
    write('cacerts/.keep', '');
    write('crls/list', await revocationList(root, [revoked.certificate.serialNumber]));
    write(
      'config.yaml',
      `# made\nNodeOUs:\n  Enable: true # yes\n${identifier('Client', 'user')}\n${identifier('Peer', '"peer"')}`,
    );
    const read = Msp.fromFolder('Org1MSP', folder);
    expect(judged(await make({ issuer: root, name: 'OU=user,CN=x' }), read)).toBe('client member');
    expect(judged(await make({ issuer: root, name: 'OU=peer,CN=x' }), read)).toBe('member peer');
    expect(judged(await make({ issuer: root }), read)).toBe('wrong-ou');
    expect(judged(revoked, read)).toBe('revoked');
    write('config.yaml', `NodeOUs:\n  Enable: false\n${identifier('Client', 'user')}`);
    expect(judged(await make({ issuer: root }), Msp.fromFolder('Org1MSP', folder))).toBe('member');
  });

  it.each([
    'OrganizationalUnitIdentifiers:\n  - OrganizationalUnitIdentifier: x\n',
    'NodeOUs:\n  Enable: maybe\n',
    'NodeOUs:\n  GuestOUIdentifier:\n',
    'NodeOUs:\n  OrganizationalUnitIdentifier: x\n',
    'NodeOUs: {Enable: true}\n',
  ])('is refused with a config.yaml such as %j', (config) => {
    write('config.yaml', config);
    expect(() => Msp.fromFolder('Org1MSP', folder)).toThrow('is not understood');
  });

  it('is refused without a root', () => {
    expect(() => Msp.fromFolder('Org1MSP', join(folder, 'missing'))).toThrow('no root certificate');
  });
});

describe('the cache', () => {
  it('gives the same identity again, and forgets the oldest', async () => {
    const holder = await make({ issuer: root });
    const own = new MspManager([msp]);
    const first = own.deserialize(serialized('Org1MSP', holder.pem));
    expect(own.deserialize(serialized('Org1MSP', holder.pem))).toBe(first);
    for (let count = 0; count < 1_000; count += 1) own.deserialize(serialized('Org1MSP', `${holder.pem}${count}`));
    expect(own.deserialize(serialized('Org1MSP', holder.pem))).not.toBe(first);
  });

  it('is not filled by certificates anybody can make', async () => {
    const holder = await make({ issuer: root });
    const impostor = await make({ issuer: await authority() });
    const own = new MspManager([msp]);
    const first = own.deserialize(serialized('Org1MSP', holder.pem));
    for (let count = 0; count < 1_100; count += 1) own.deserialize(serialized('Org1MSP', `${impostor.pem}${count}`));
    expect(own.deserialize(serialized('Org1MSP', holder.pem))).toBe(first);
  });

  it('asks for the time anew each time', async () => {
    const holder = await make({ issuer: root });
    const identity = manager.deserialize(serialized('Org1MSP', holder.pem));
    identity.check(NOW);
    expect(() => {
      identity.check(NOW + 2 * DAY_MS);
    }).toThrow('expired');
  });
});

function pemOf(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
