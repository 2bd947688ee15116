import { createHash, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';

import 'reflect-metadata';

import * as x509 from '@peculiar/x509';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';
import { keepTlsFresh, readTls } from './tls.js';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR_MS = 3_600_000;

interface Issued {
  readonly cert: string;
  readonly key: string;
  readonly thumbprint: string;
}
interface Authority extends Issued {
  issue(name: string): Promise<Issued>;
}

async function newAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    ...(await issuedOf(root, keys)),
    issue: async (common) => {
      const own = await newKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        ...validity(),
        subject: `CN=${common}`,
        issuer: root.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
      });
      return issuedOf(certificate, own);
    },
  };
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - HOUR_MS), notAfter: new Date(now + HOUR_MS) };
}

async function newKeys(): Promise<Required<webcrypto.CryptoKeyPair>> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function issuedOf(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): Promise<Issued> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    cert: certificate.toString('pem'),
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    thumbprint: createHash('sha256').update(new Uint8Array(certificate.rawData)).digest('base64url'),
  };
}

/** The answer's status, or the code with which the connection failed. */
function ask(url: string, token: string, options: RequestOptions): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(
      new URL('/v1/organizations', url),
      { ...options, agent: false, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        response.resume();
        resolve(String(response.statusCode));
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => {
      resolve(`failed: ${String(error.code)}`);
    });
    asked.end();
  });
}

/** The certificate that a server shows. */
function servedBy(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      resolve(createHash('sha256').update(raw).digest('base64url'));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries === 1_000) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('TLS', () => {
  let folder: string;
  let authority: Authority;
  let gateway: GatewayUnderTest | undefined;

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const start = async (clients?: Authority): Promise<string> => {
    const server = await authority.issue('server');
    gateway = await startGatewayUnderTest(
      { organizations: () => Promise.resolve([]) },
      {
        env: {
          CLOUDFED_TLS_CERT_FILE: file('cert.pem', server.cert),
          CLOUDFED_TLS_KEY_FILE: file('key.pem', server.key),
          ...(clients === undefined ? {} : { CLOUDFED_TLS_CLIENT_CA_FILE: file('clients.pem', clients.cert) }),
        },
      },
    );
    return gateway.gateway.url;
  };
  const tokenFor = (thumbprint?: string): Promise<string> =>
    gateway?.token({
      roles: ['auditor'],
      ...(thumbprint === undefined ? {} : { cnf: { 'x5t#S256': thumbprint } }),
    }) ?? Promise.reject(new Error('not started'));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-tls-'));
    authority = await newAuthority('servers');
  });

  afterEach(async () => {
    await gateway?.stop();
    gateway = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is spoken with the certificate that was given', async () => {
    const url = await start();
    expect(url).toMatch(/^https:/u);
    expect(await ask(url, await tokenFor(), { ca: authority.cert })).toBe('200');
    expect(await ask(url, await tokenFor(), { ca: (await newAuthority('other')).cert })).toMatch(/^failed/u);
    expect(await ask(url, await tokenFor(), { ca: authority.cert, maxVersion: 'TLSv1.1' })).toMatch(/^failed/u);
  });

  it('asks callers for a certificate of the authority that was given, and for a credential still', async () => {
    const clients = await newAuthority('clients');
    const url = await start(clients);
    const own = await clients.issue('program');
    const foreign = await (await newAuthority('clients')).issue('program');
    const ca = authority.cert;
    expect(await ask(url, await tokenFor(), { ca, cert: own.cert, key: own.key })).toBe('200');
    expect(await ask(url, 'none', { ca, cert: own.cert, key: own.key })).toBe('401');
    expect(await ask(url, await tokenFor(), { ca })).toMatch(/^failed/u);
    expect(await ask(url, await tokenFor(), { ca, cert: foreign.cert, key: foreign.key })).toMatch(/^failed/u);
  });

  it('takes a token that is bound to a certificate from the holder of that one alone', async () => {
    const clients = await newAuthority('clients');
    const url = await start(clients);
    const [one, other] = [await clients.issue('one'), await clients.issue('other')];
    const bound = await tokenFor(one.thumbprint);
    const ca = authority.cert;
    // The second time of each it is remembered.
    expect(await ask(url, bound, { ca, cert: one.cert, key: one.key })).toBe('200');
    expect(await ask(url, bound, { ca, cert: other.cert, key: other.key })).toBe('401');
    expect(await ask(url, bound, { ca, cert: one.cert, key: one.key })).toBe('200');
  });

  it('refuses a bound token where callers have no certificates, and one bound in another way', async () => {
    const url = await start();
    expect(await ask(url, await tokenFor('x'), { ca: authority.cert })).toBe('401');
    const other = await gateway?.token({ roles: ['auditor'], cnf: { jkt: 'x' } });
    expect(await ask(url, other ?? '', { ca: authority.cert })).toBe('401');
  });

  it('takes a renewed certificate without a restart, and goes on with the one before where the new one is not whole', async () => {
    const [one, other] = [await authority.issue('one'), await authority.issue('other')];
    const files = { certFile: file('cert.pem', one.cert), keyFile: file('key.pem', one.key) };
    const server = createServer(readTls(files));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const lines: string[] = [];
    keepTlsFresh(server, files, pino({}, { write: (line: string) => void lines.push(line) }), 10);
    const { port } = server.address() as AddressInfo;
    try {
      expect(await servedBy(port)).toBe(one.thumbprint);
      file('cert.pem', other.cert);
      await until(() => lines.length > 0);
      expect(await servedBy(port)).toBe(one.thumbprint);
      file('key.pem', other.key);
      await until(async () => (await servedBy(port)) === other.thumbprint);
    } finally {
      server.close();
    }
  });

  it('says at the start what is wrong with its files', async () => {
    const [one, other] = [await authority.issue('one'), await authority.issue('other')];
    const startWith = (cert: string, key: string): Promise<unknown> =>
      startGatewayUnderTest({}, { env: { CLOUDFED_TLS_CERT_FILE: cert, CLOUDFED_TLS_KEY_FILE: key } });
    const cert = file('one.pem', one.cert);
    await expect(startWith(cert, file('other.key', other.key))).rejects.toThrow('are no certificate and its key');
    await expect(startWith(cert, join(folder, 'missing.key'))).rejects.toThrow('missing.key cannot be read');
    await expect(startWith(cert, file('empty.key', ''))).rejects.toThrow('are no certificate and its key');
  });
});
