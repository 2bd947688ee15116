import 'reflect-metadata';

import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import * as x509 from '@peculiar/x509';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { addUser, createAuthority, generateIdentities, type IdentitiesSpec, issueCertificate } from './index.js';
import { ordererOrgPaths, peerOrgPaths } from './spec.js';

const DAY_MS = 86_400_000;
const domain = 'org1.example.com';
const spec: IdentitiesSpec = {
  peerOrgs: [
    {
      domain,
      peers: ['peer0', 'peer1'],
      users: [
        { name: 'Admin', role: 'admin' },
        { name: 'User1', role: 'client', attributes: { 'cloudfed.role': 'operator' } },
      ],
      chaincodes: ['cloudfed'],
    },
  ],
  ordererOrgs: [{ domain: 'example.com', orderers: ['orderer1'], users: [{ name: 'Admin', role: 'admin' }] }],
};

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'identities-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function certificateAt(path: string): Promise<X509Certificate> {
  return new X509Certificate(await readFile(path));
}

async function everything(): Promise<{ path: string; isFolder: boolean; mode: number }[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(root, path), isFolder: entry.isDirectory(), mode: (await stat(path)).mode & 0o777 };
    }),
  );
}

async function contents(): Promise<Map<string, string>> {
  const files = (await everything()).filter((entry) => !entry.isFolder);
  return new Map(
    await Promise.all(files.map(async ({ path }) => [path, await readFile(join(root, path), 'utf8')] as const)),
  );
}

describe('the tree', () => {
  it("has cryptogen's layout", async () => {
    await generateIdentities(spec, root);
    const files = [...(await contents()).keys()].sort();
    const org = `peerOrganizations/${domain}`;
    const msp = (ca: string, name?: string) => [
      `msp/cacerts/ca.${ca}-cert.pem`,
      'msp/config.yaml',
      ...(name === undefined ? [] : ['msp/keystore/priv_sk', `msp/signcerts/${name}-cert.pem`]),
      `msp/tlscacerts/tlsca.${ca}-cert.pem`,
    ];
    const tls = (side: string) => ['tls/ca.crt', `tls/${side}.crt`, `tls/${side}.key`];
    const member = (folder: string, ca: string, name: string, side: string) =>
      [...msp(ca, name), ...tls(side)].map((file) => `${folder}/${name}/${file}`);
    const authorities = (folder: string, ca: string) =>
      ['ca', 'tlsca'].flatMap((kind) => [`${folder}/${kind}/${kind}.${ca}-cert.pem`, `${folder}/${kind}/priv_sk`]);
    const orderer = 'ordererOrganizations/example.com';
    expect(files).toEqual(
      [
        ...authorities(org, domain),
        ...msp(domain).map((file) => `${org}/${file}`),
        ...member(`${org}/peers`, domain, `peer0.${domain}`, 'server'),
        ...member(`${org}/peers`, domain, `peer1.${domain}`, 'server'),
        ...member(`${org}/users`, domain, `Admin@${domain}`, 'client'),
        ...member(`${org}/users`, domain, `User1@${domain}`, 'client'),
        ...tls('server').map((file) => `${org}/chaincode/cloudfed.${domain}/${file}`),
        ...authorities(orderer, 'example.com'),
        ...msp('example.com').map((file) => `${orderer}/${file}`),
        ...member(`${orderer}/orderers`, 'example.com', 'orderer1.example.com', 'server'),
        ...member(`${orderer}/users`, 'example.com', 'Admin@example.com', 'client'),
      ].sort(),
    );
  });

  it('keeps keys and folders from everyone else', async () => {
    await generateIdentities(spec, root);
    for (const { path, isFolder, mode } of await everything()) {
      const isKey = path.endsWith('priv_sk') || path.endsWith('.key');
      expect([path, mode.toString(8)]).toEqual([path, isFolder ? '700' : isKey ? '600' : '644']);
    }
  });

  it('refuses names that would leave the folder', async () => {
    const users = [{ name: 'User1', role: 'client' as const }];
    const bad = (org: object) =>
      generateIdentities({ peerOrgs: [{ domain, peers: [], users, ...org }], ordererOrgs: [] }, root);
    await expect(bad({ domain: '../x' })).rejects.toThrow(/domain/u);
    await expect(bad({ peers: ['a/b'] })).rejects.toThrow(/node/u);
    await expect(bad({ peers: ['peer0', 'peer0'] })).rejects.toThrow(/twice/u);
    await expect(bad({ users: [{ name: '..', role: 'client' }] })).rejects.toThrow(/user/u);
    await expect(bad({ chaincodes: ['a.b/c'] })).rejects.toThrow(/chaincode/u);
    expect(await readdir(root)).toEqual([]);
  });
});

describe('certificates', () => {
  it('chain to their authorities and carry role, names and a key of their own', async () => {
    await generateIdentities(spec, root);
    const paths = peerOrgPaths(root, domain);
    const ca = await certificateAt(paths.ca.cert);
    const tlsCa = await certificateAt(paths.tlsCa.cert);
    expect([ca.ca, tlsCa.ca]).toEqual([true, true]);
    const peer = await certificateAt(paths.node('peer0').msp.certPath);
    expect(peer.subject).toBe(`O=${domain}\nOU=peer\nCN=peer0.${domain}`);
    expect([peer.ca, peer.checkIssued(ca), peer.verify(ca.publicKey)]).toEqual([false, true, true]);
    expect(peer.checkPrivateKey(createPrivateKey(await readFile(paths.node('peer0').msp.keyPath)))).toBe(true);
    const tls = await certificateAt(paths.node('peer0').tls.cert);
    expect([tls.checkIssued(tlsCa), tls.verify(tlsCa.publicKey)]).toEqual([true, true]);
    expect(tls.subjectAltName).toBe(`DNS:peer0.${domain}, DNS:peer0, DNS:localhost, IP Address:127.0.0.1`);
    expect((await certificateAt(paths.chaincode('cloudfed').cert)).checkHost(`cloudfed.${domain}`)).toBeDefined();
    const admin = await certificateAt(paths.user('Admin').msp.certPath);
    const user = await certificateAt(paths.user('User1').msp.certPath);
    const orderer = await certificateAt(ordererOrgPaths(root, 'example.com').node('orderer1').msp.certPath);
    expect([admin, user, orderer].map(({ subject }) => /OU=(\w+)/u.exec(subject)?.[1])).toEqual([
      'admin',
      'client',
      'orderer',
    ]);
  });

  it('may sign, or sign and serve, and nothing else', async () => {
    await generateIdentities(spec, root);
    const paths = peerOrgPaths(root, domain);
    expect((await certificateAt(paths.node('peer0').tls.cert)).keyUsage).toEqual([
      '1.3.6.1.5.5.7.3.1',
      '1.3.6.1.5.5.7.3.2',
    ]);
    expect((await certificateAt(paths.node('peer0').msp.certPath)).keyUsage).toBeUndefined();
  });

  it('are valid from a little ago, for a year, and authorities for ten', async () => {
    await generateIdentities(spec, root);
    const paths = peerOrgPaths(root, domain);
    const ca = await certificateAt(paths.ca.cert);
    const peer = await certificateAt(paths.node('peer0').msp.certPath);
    const lead = Date.now() - Date.parse(peer.validFrom);
    expect(lead).toBeGreaterThan(300_000);
    expect(lead).toBeLessThan(900_000);
    expect(Math.round((Date.parse(peer.validTo) - Date.now()) / DAY_MS)).toBe(365);
    expect(Math.round((Date.parse(ca.validTo) - Date.now()) / DAY_MS)).toBe(3650);
    expect(Date.parse(peer.validFrom)).toBeGreaterThanOrEqual(Date.parse(ca.validFrom));
  });

  it('never share a serial number', async () => {
    await generateIdentities(spec, root);
    const files = [...(await contents()).entries()].filter(([path]) => /signcerts|server\.crt|client\.crt/u.test(path));
    const serials = files.map(([, pem]) => new X509Certificate(pem).serialNumber);
    expect(new Set(serials).size).toBe(files.length);
    expect(serials.every((serial) => serial.length === 32)).toBe(true);
  });

  it('have signatures with low S', async () => {
    const authority = await createAuthority({ commonName: 'ca', organization: 'x' });
    const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
    for (let count = 0; count < 64; count += 1) {
      const { certificate } = await issueCertificate(authority, {
        commonName: 'a',
        organization: 'x',
        usage: 'identity',
      });
      // SEQUENCE { INTEGER r, INTEGER s }, each of them shorter than 128 bytes.
      const signature = Buffer.from(new x509.X509Certificate(certificate).signature);
      const lengthOfR = signature.readUInt8(3);
      const s = signature.subarray(6 + lengthOfR);
      expect(signature.readUInt8(5 + lengthOfR)).toBe(s.length);
      expect(BigInt(`0x${s.toString('hex')}`) <= half).toBe(true);
    }
  });

  it("carry attributes as Fabric's own authority writes them", async () => {
    await generateIdentities(spec, root);
    const { raw } = await certificateAt(peerOrgPaths(root, domain).user('User1').msp.certPath);
    expect(raw.includes(Buffer.from('{"attrs":{"cloudfed.role":"operator"}}'))).toBe(true);
    expect(raw.includes(Buffer.from('06082a03040506070801', 'hex'))).toBe(true);
  });
});

describe('run again', () => {
  it('changes nothing', async () => {
    const first = await generateIdentities(spec, root);
    expect(first.created).toHaveLength(4 + 2 * 6 + 1);
    const before = await contents();
    expect(await generateIdentities(spec, root)).toEqual({ created: [], renewed: [] });
    expect(await contents()).toEqual(before);
  });

  it('completes what a crash left half made, keeping every key', async () => {
    await generateIdentities(spec, root);
    const before = await contents();
    const paths = peerOrgPaths(root, domain);
    await unlink(paths.node('peer0').msp.certPath);
    await unlink(paths.user('User1').tls.cert);
    await unlink(paths.user('User1').tls.key);
    await rm(join(paths.user('Admin').msp.folder, 'cacerts'), { recursive: true });
    await writeFile(`${paths.node('peer1').tls.cert}.tmp`, 'torn');
    await unlink(paths.node('peer1').tls.cert);
    const { created } = await generateIdentities(spec, root);
    expect([...created].sort()).toEqual(
      [paths.node('peer0').msp.certPath, paths.node('peer1').tls.cert, paths.user('User1').tls.cert].sort(),
    );
    const after = await contents();
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    const keys = [...before].filter(([path]) => /priv_sk|server\.key/u.test(path));
    for (const [path, pem] of keys) expect([path, after.get(path)]).toEqual([path, pem]);
  });

  it('completes an authority that has only its key', async () => {
    await generateIdentities({ peerOrgs: [{ domain, peers: [], users: [] }], ordererOrgs: [] }, root);
    const { ca } = peerOrgPaths(root, domain);
    const key = createPublicKey(await readFile(ca.key, 'utf8'));
    await unlink(ca.cert);
    await generateIdentities(spec, root);
    expect((await certificateAt(ca.cert)).publicKey.equals(key)).toBe(true);
  });

  it('needs no authority key when nothing is missing, and says so when something is', async () => {
    await generateIdentities(spec, root);
    const paths = peerOrgPaths(root, domain);
    await unlink(paths.ca.key);
    expect(await generateIdentities(spec, root)).toEqual({ created: [], renewed: [] });
    await unlink(paths.node('peer0').msp.certPath);
    await expect(generateIdentities(spec, root)).rejects.toThrow(/authority's key .* is missing/u);
  });

  it('refuses files that contradict each other', async () => {
    await generateIdentities(spec, root);
    const { node, user } = peerOrgPaths(root, domain);
    await writeFile(node('peer0').msp.keyPath, await readFile(node('peer1').msp.keyPath));
    await expect(generateIdentities(spec, root)).rejects.toThrow(/not of the key beside it/u);
    await writeFile(node('peer0').msp.certPath, await readFile(user('Admin').tls.cert));
    await expect(generateIdentities(spec, root)).rejects.toThrow(/was not issued by/u);
  });

  it('takes a key back from everyone else', async () => {
    await generateIdentities(spec, root);
    const { keyPath } = peerOrgPaths(root, domain).user('User1').msp;
    await chmod(keyPath, 0o644);
    await generateIdentities(spec, root);
    expect((await stat(keyPath)).mode & 0o777).toBe(0o600);
  });

  it('issues anew, on the same key, what expires soon or has other hosts', async () => {
    await generateIdentities(spec, root);
    const { node } = peerOrgPaths(root, domain);
    const before = await certificateAt(node('peer0').tls.cert);
    expect((await generateIdentities(spec, root, { renewWithinDays: 30 })).renewed).toEqual([]);
    const wider = await generateIdentities({ ...spec, extraHosts: ['::1', 'peer.test'] }, root);
    expect(wider.renewed).toHaveLength(4);
    const after = await certificateAt(node('peer0').tls.cert);
    expect(after.checkIP('::1')).toBeDefined();
    expect(after.publicKey.equals(before.publicKey)).toBe(true);
    expect(after.serialNumber).not.toBe(before.serialNumber);
    expect((await generateIdentities({ ...spec, extraHosts: ['::1'] }, root)).renewed).toEqual([]);
    const renewed = await generateIdentities(spec, root, { renewWithinDays: 366 });
    expect(renewed.renewed).toHaveLength(13);
    expect(renewed.created).toEqual([]);
  });
});

describe('special certificates', () => {
  it('can be expired, not yet valid, or large', async () => {
    await generateIdentities(spec, root);
    const expired = await addUser(
      root,
      domain,
      { name: 'Old', role: 'client' },
      { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) },
    );
    const certificate = await certificateAt(expired.msp.certPath);
    expect(Date.parse(certificate.validTo)).toBeLessThan(Date.now());
    expect(certificate.verify((await certificateAt(peerOrgPaths(root, domain).ca.cert)).publicKey)).toBe(true);
    const large = await addUser(root, domain, { name: 'Large', role: 'client', attributes: { a: 'x'.repeat(20_000) } });
    expect((await certificateAt(large.msp.certPath)).raw.length).toBeGreaterThan(20_000);
  });

  it('can be of an authority that only looks like the real one', async () => {
    await generateIdentities(spec, root);
    const real = await certificateAt(peerOrgPaths(root, domain).ca.cert);
    const fake = await createAuthority({ commonName: `ca.${domain}`, organization: domain });
    const { certificate } = await issueCertificate(fake, {
      commonName: `User1@${domain}`,
      organization: domain,
      role: 'client',
      usage: 'identity',
    });
    expect(new X509Certificate(certificate).issuer).toBe(real.subject);
    expect(new X509Certificate(certificate).verify(real.publicKey)).toBe(false);
  });
});
