import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterEach, describe, expect, it } from 'vitest';

import { ORG1 } from './ledger/testing/identities.js';
import { readServiceOptions } from './service-options.js';
import { invokeAsPeer } from './testing/mini-peer.js';

const SERVE = fileURLToPath(new URL('../dist/serve.js', import.meta.url));
const running: ChildProcess[] = [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function start(environment: Readonly<Record<string, string>>, args: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, [SERVE, ...args], {
    env: { PATH: process.env.PATH, CORE_PEER_LOCALMSPID: 'Org1MSP', CHAINCODE_TLS_DISABLED: 'true', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

async function exitOf(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors };
}

afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

describe('the chaincode service', () => {
  it('says when it is ready, answers a peer through the shim, and ends cleanly when asked to', async () => {
    const address = `127.0.0.1:${String(await freePort())}`;
    const child = start({ CHAINCODE_ID: 'cloudfed:1' }, ['--chaincode-address', address]);
    expect(JSON.parse(await firstLine(child))).toMatchObject({ ready: true, address, chaincodeId: 'cloudfed:1' });
    expect(await invokeAsPeer(address, ORG1.client, ['listOrganizations'])).toEqual({
      chaincodeId: 'cloudfed:1',
      status: 200,
      text: '{"result":[],"bookmark":""}',
    });
    expect(await invokeAsPeer(address, ORG1.client, ['initPrice', '1'])).toMatchObject({
      status: 500,
      text: expect.stringMatching(/^INVALID_ARGUMENT: arguments: 9 are expected/u) as unknown,
    });
    const exit = exitOf(child);
    child.kill('SIGTERM');
    expect(await exit).toEqual({ code: 0, errors: '' });
  });

  it('fails where its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const exit = await exitOf(
      start({ CHAINCODE_ID: 'cloudfed', CHAINCODE_SERVER_ADDRESS: `127.0.0.1:${String(port)}` }),
    );
    server.close();
    expect(exit.code).toBe(1);
    expect(exit.errors).toContain('"level":"error","message":"cannot start: ');
  });

  it.each([
    [{}, ['--nope'], "Unknown option '--nope'"],
    [{ CHAINCODE_ID: 'cloudfed' }, [], 'CHAINCODE_SERVER_ADDRESS is required'],
    [{ CHAINCODE_ID: 'cloudfed', CHAINCODE_TLS_KEY: '/nope' }, ['--chaincode-address', 'a:1'], 'both a key and'],
  ])('fails and says why with %j %j', async (environment, args, message) => {
    const { code, errors } = await exitOf(start(environment, args));
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });
});

describe("the service's options", () => {
  const environment = {
    CHAINCODE_SERVER_ADDRESS: '127.0.0.1:7052',
    CHAINCODE_ID: 'cloudfed',
    CORE_PEER_LOCALMSPID: 'Org1MSP',
    CHAINCODE_TLS_DISABLED: 'true',
  };

  it('come from flags first, then from the environment', () => {
    expect(readServiceOptions({ 'chaincode-id': 'other' }, environment)).toEqual({
      address: '127.0.0.1:7052',
      chaincodeId: 'other',
      mspId: 'Org1MSP',
      tls: undefined,
    });
  });

  it('never leave TLS out by oversight', () => {
    expect(() => readServiceOptions({}, { ...environment, CHAINCODE_TLS_DISABLED: undefined })).toThrow('TLS needs');
    expect(() => readServiceOptions({}, { ...environment, CHAINCODE_TLS_CERT: '/nope' })).toThrow('both a key');
    const files = { CHAINCODE_TLS_KEY: '/nope', CHAINCODE_TLS_CERT: '/nope' };
    expect(() => readServiceOptions({}, { ...environment, ...files })).toThrow('ENOENT');
  });

  it.each(['', '7052', ':7052', 'host', 'host:0', 'host:65536', 'host:7052x', 'http://host:7052'])(
    'refuse the address "%s"',
    (address) => {
      expect(() => readServiceOptions({}, { ...environment, CHAINCODE_SERVER_ADDRESS: address })).toThrow('address');
    },
  );
});
