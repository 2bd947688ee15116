import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { findPostgres, startPostgres } from './testing/postgres.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** As it is written in the URL; as it is meant is another text. */
const WRITTEN = 'geheim%2Fund%2Blang%3D7f3a';
const MEANT = decodeURIComponent(WRITTEN);
const WAIT = { timeout: 20_000, interval: 50 };
const PATHS = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/openapi.json',
  '/v1/quotas',
  '/v1/spend',
  '/v1/chequebooks',
  '/v1/nowhere',
];

const binaries = findPostgres();

/** The gateway's process with everything that it says. */
class Running {
  readonly child: ChildProcess;
  said = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [MAIN, ...args], { env: environment, timeout: 60_000 });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
  }

  async url(): Promise<string> {
    return vi.waitFor(() => {
      const [, url] = /"url":"(http:[^"]+)"/u.exec(this.said) ?? [];
      if (url === undefined) throw new Error(`it does not listen: ${this.said}`);
      return url;
    }, WAIT);
  }

  async ended(): Promise<string> {
    await new Promise((resolve) => {
      if (this.child.exitCode === null) this.child.once('close', resolve);
      else resolve(undefined);
    });
    return this.said;
  }
}

describe('the password of DATABASE_URL', { timeout: 120_000 }, () => {
  let folder: string;
  let environment: Record<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-secret-'));
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    writeFileSync(keyPath, await exportPKCS8(privateKey));
    writeFileSync(certPath, await exportSPKI(publicKey));
    writeFileSync(join(folder, 'ca.pem'), '');
    const peer = { address: '127.0.0.1:1', serverName: 'peer', tlsRootCert: join(folder, 'ca.pem') };
    const profile = {
      ...{ mspId: 'Org1MSP', gatewayPeer: peer, identity: { certPath, keyPath }, chaincode: 'cloudfed' },
      channels: [{ name: 'channel12', orgs: ['Org1MSP', 'Org2MSP'] }],
    };
    writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
    environment = {
      CLOUDFED_ORG_ID: '00001',
      CLOUDFED_PROFILE: join(folder, 'profile.json'),
      CLOUDFED_DATA_DIR: join(folder, 'data'),
      CLOUDFED_LOG_LEVEL: 'trace',
      PORT: '0',
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const expectUntold = (text: string): void => {
    expect(text).not.toContain(WRITTEN);
    expect(text).not.toContain(MEANT);
  };

  /** Asks for everything there is, with a key and without; answers what was said. */
  async function askAll(url: string, apiKey: string): Promise<string> {
    const answers = await Promise.all(
      PATHS.flatMap((path) =>
        [{}, { authorization: `Bearer ${apiKey}` }].map(async (headers) => {
          const answer = await fetch(new URL(path, url), { headers });
          return `${path} ${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`;
        }),
      ),
    );
    return answers.join('\n');
  }

  async function newKey(): Promise<string> {
    return (await new Running(['--new-admin-key'], environment).ended()).trim();
  }

  it('is in no log, answer, metric or printed setting while the database does not answer', async () => {
    // Nothing listens on the discard port.
    environment['DATABASE_URL'] = `postgres://cloudfed:${WRITTEN}@127.0.0.1:9/readmodel`;
    const apiKey = await newKey();
    const gateway = new Running([], environment);
    const answers = await askAll(await gateway.url(), apiKey);
    expect(answers).toContain('/v1/quotas 503');
    gateway.child.kill('SIGTERM');
    const said = await gateway.ended();
    expect(said).toContain('the read model’s database does not answer');
    const printed = await new Running(['--print-config'], environment).ended();
    expect(printed).toContain('DATABASE_URL=(set)\n');
    const digest = await new Running(['readmodel', 'digest'], environment).ended();
    expect(digest).toContain('The gateway does not start: ');
    for (const text of [answers, said, printed, digest]) expectUntold(text);
  });

  it.each([`postgres//cloudfed:${WRITTEN}@127.0.0.1/readmodel`, `mysql://cloudfed:${WRITTEN}@127.0.0.1/readmodel`])(
    'is not told where the URL is none: %s',
    async (url) => {
      environment['DATABASE_URL'] = url;
      const said = await new Running([], environment).ended();
      expect(said).toContain('DATABASE_URL must be a URL such as');
      expectUntold(said);
    },
  );

  it.skipIf(binaries === undefined)('nor when the server refuses it or dies', async () => {
    const server = await startPostgres(binaries ?? '');
    try {
      const { port } = new URL(server.url);
      environment['DATABASE_URL'] = `postgres://nobody:${WRITTEN}@127.0.0.1:${port}/postgres`;
      const refused = await new Running(['readmodel', 'digest'], environment).ended();
      expect(refused).toContain('The gateway does not start: ');
      environment['DATABASE_URL'] = `postgres://cloudfed:${WRITTEN}@127.0.0.1:${port}/postgres`;
      const apiKey = await newKey();
      const gateway = new Running([], environment);
      const url = await gateway.url();
      const before = await askAll(url, apiKey);
      await server.kill();
      // The connections that nobody used tell of their end.
      await vi.waitFor(() => {
        expect(gateway.said).toContain('the read model’s database does not answer');
      }, WAIT);
      const after = await askAll(url, apiKey);
      gateway.child.kill('SIGTERM');
      const said = await gateway.ended();
      // Nor anything else of the connection.
      expect(said).not.toContain('connectionParameters');
      for (const text of [refused, before, after, said]) expectUntold(text);
    } finally {
      await server.stop();
    }
  });
});
