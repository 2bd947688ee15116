import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { newAuditLog } from './audit.js';
import { parseOrgId } from '@cloudfed/core';

import { newApiKeys } from './http/access/api-keys.js';
import { openReadModelDatabase, prepareReadModel } from './readmodel/read-model.js';
import { lockFolder } from './store-lock.js';
import { openStore } from './store.js';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const EXIT_CONFIG = 78;

interface End {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

describe('the gateway’s process', () => {
  let folder: string;
  let environment: Record<string, string>;

  const run = (args: readonly string[] = [], more: Readonly<Record<string, string>> = {}): Promise<End> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [MAIN, ...args], { env: { ...environment, ...more }, timeout: 20_000 });
      let output = '';
      let errors = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, output, errors });
      });
    });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-main-'));
    const identity = join(folder, 'identity.pem');
    writeFileSync(identity, '');
    const peer = { address: '127.0.0.1:1', serverName: 'peer', tlsRootCert: identity };
    writeFileSync(
      join(folder, 'profile.json'),
      JSON.stringify({
        mspId: 'Org1MSP',
        gatewayPeer: peer,
        identity: { certPath: identity, keyPath: identity },
        channels: [{ name: 'channel12', orgs: ['Org1MSP', 'Org2MSP'] }],
        chaincode: 'cloudfed',
      }),
    );
    environment = {
      CLOUDFED_ORG_ID: '00001',
      CLOUDFED_PROFILE: join(folder, 'profile.json'),
      CLOUDFED_DATA_DIR: join(folder, 'data'),
      PORT: '0',
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('prints its settings, without secrets', async () => {
    const token = 'a-metrics-token-of-some-length';
    const { code, output } = await run(['--print-config'], { CLOUDFED_METRICS_TOKEN: token });
    expect(code).toBe(0);
    expect(output).toContain('CLOUDFED_ORG_ID=00001\n');
    expect(output).toContain('CLOUDFED_METRICS_TOKEN=(set)\n');
    expect(output).not.toContain(token);
  });

  it('does not start with settings that are wrong, and names them', async () => {
    const { code, errors } = await run([], { CLOUDFED_ORG_ID: 'x', PORT: 'y' });
    expect(code).toBe(EXIT_CONFIG);
    expect(errors).toBe(
      'The gateway does not start: the configuration is not valid:\n' +
        '  CLOUDFED_ORG_ID must be exactly five digits, such as 00001\n' +
        '  PORT must be a whole number\n',
    );
  });

  it.each<[string, (folder: string) => Readonly<Record<string, string>>, RegExp, number]>([
    [
      'a profile that is not there',
      () => ({ CLOUDFED_PROFILE: '/nowhere/profile.json' }),
      /\/nowhere\/profile\.json cannot be read as JSON/u,
      EXIT_CONFIG,
    ],
    [
      'a profile that is none',
      (at) => {
        writeFileSync(join(at, 'empty.json'), '{}');
        return { CLOUDFED_PROFILE: join(at, 'empty.json') };
      },
      /empty\.json: mspId: /u,
      EXIT_CONFIG,
    ],
    [
      'a database that is none',
      (at) => {
        mkdirSync(join(at, 'data'));
        writeFileSync(join(at, 'data', 'gateway.db'), 'this is no database, whatever its name says'.repeat(100));
        return {};
      },
      /the database in CLOUDFED_DATA_DIR .* is damaged/u,
      1,
    ],
    [
      'a data folder that is a file',
      (at) => {
        writeFileSync(join(at, 'file'), '');
        return { CLOUDFED_DATA_DIR: join(at, 'file') };
      },
      /file is no folder/u,
      1,
    ],
    [
      'keys of tokens that are none',
      (at) => {
        writeFileSync(join(at, 'jwks.json'), '[]');
        return {
          CLOUDFED_JWKS_FILE: join(at, 'jwks.json'),
          CLOUDFED_JWT_ISSUER: 'i',
          CLOUDFED_JWT_AUDIENCE: 'a',
        };
      },
      /CLOUDFED_JWKS_FILE names a file that is no JWKS/u,
      EXIT_CONFIG,
    ],
  ])('does not start with %s, and says why in a sentence', async (_what, prepare, sentence, expected) => {
    const { code, errors } = await run([], prepare(folder));
    expect(errors).toMatch(/^The gateway does not start: /u);
    expect(errors).toMatch(sentence);
    expect(errors).not.toMatch(/ at .*\.js|node_modules/u);
    expect(code).toBe(expected);
  });

  it('does not start on the read model of another organization', async () => {
    const database = openReadModelDatabase({ folder: join(folder, 'data') });
    await prepareReadModel(database, parseOrgId('00002', 'orgId'));
    await database.close();
    const { code, errors } = await run([], { CLOUDFED_PROFILE: await newKey(folder) });
    expect(errors).toMatch(
      /^The gateway does not start: the read model’s database is organization 00002’s, .* of 00001: /u,
    );
    expect(code).toBe(EXIT_CONFIG);
    for (const command of ['rebuild', 'digest']) {
      const refused = await run(['readmodel', command], { CLOUDFED_PROFILE: await newKey(folder) });
      expect(refused).toMatchObject({ code: EXIT_CONFIG, output: '' });
    }
  });

  it('does not start in a folder that another one serves from', async () => {
    const unlock = lockFolder(join(folder, 'data'));
    try {
      const { code, errors } = await run();
      expect(errors).toContain('another gateway serves from');
      expect(code).toBe(1);
    } finally {
      unlock();
    }
  });

  it('does not start on a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const key = await newKey(folder);
    try {
      const { code, errors } = await run([], { PORT: String(port), CLOUDFED_PROFILE: key });
      expect(errors).toBe(
        `The gateway does not start: PORT ${String(port)} of 127.0.0.1 is taken by another program\n`,
      );
      expect(code).toBe(1);
    } finally {
      server.close();
    }
  });

  it('makes the first API key, of which the audit log tells, and verifies that log', async () => {
    const { code, output } = await run(['--new-admin-key']);
    expect(code).toBe(0);
    const store = openStore(join(folder, 'data'));
    try {
      expect(newApiKeys(store).verify(output.trim())).toMatchObject({ roles: ['admin'] });
      expect(newAuditLog(store).list({ limit: 9 })).toMatchObject([{ principal: 'host' }, { principal: 'host' }]);
    } finally {
      store.close();
    }
    const verified = await run(['--verify-audit-log']);
    expect(verified.output).toMatch(/^2 lines, the last with hash [0-9a-f]{64}\n$/u);
  });

  it('explains itself', async () => {
    expect((await run(['--help'])).output).toMatch(/^usage: /u);
    expect(await run(['--nonsense'])).toMatchObject({ code: 64 });
  });
});

/** A profile whose identity can be read: the one of a client that nobody will answer. */
async function newKey(folder: string): Promise<string> {
  const { generateKeyPair, exportPKCS8, exportSPKI } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const [keyPath, certPath] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(keyPath, await exportPKCS8(privateKey));
  writeFileSync(certPath, await exportSPKI(publicKey));
  const profile = JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8')) as object;
  const file = join(folder, 'other-profile.json');
  writeFileSync(file, JSON.stringify({ ...profile, identity: { certPath, keyPath } }));
  return file;
}
