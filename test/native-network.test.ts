import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';

import { ordererOrgPaths, peerOrgPaths, readFederationEnvironment } from '@cloudfed/network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fabricRelease } from './support/peer-command.js';

const SCRIPT = resolve(fileURLToPath(import.meta.url), '..', '..', 'scripts', 'network.sh');
const isNative = process.env['CLOUDFED_FEDERATION'] === 'native' && fabricRelease !== undefined;
/** When a command is killed, in milliseconds: while it makes keys, starts nodes, joins channels. */
const KILLED_AFTER_MS = [500, 1_500, 3_000];

describe.skipIf(!isNative)('scripts/network.sh on real Fabric', () => {
  let home: string;
  let environment: Awaited<ReturnType<typeof readFederationEnvironment>>;

  beforeAll(async () => {
    home = join(await mkdtemp(join(tmpdir(), 'cloudfed-native-')), 'home');
    environment = await readFederationEnvironment();
  });

  afterAll(async () => {
    await run(['down', '--mode', 'native']);
    await rm(join(home, '..'), { recursive: true, force: true });
  });

  it('an up that was killed goes on, or is taken down', async () => {
    for (const after of KILLED_AFTER_MS) {
      await killedAfter(['up', '--mode', 'native'], after);
      expect(await run(['down', '--mode', 'native']), `down after ${after} ms`).toMatchObject({ code: 0 });
      expect(await leftovers(), `after ${after} ms`).toEqual([]);
    }
    for (const after of KILLED_AFTER_MS) await killedAfter(['up', '--mode', 'native'], after);
    expect(await run(['up', '--mode', 'native'])).toMatchObject({ code: 0 });
    expect(await stateOf('peer1.org3')).toBe('running');
  });

  it('a second up changes nothing', async () => {
    const before = await processesOf();
    expect(await run(['up'])).toMatchObject({ code: 0 });
    expect(await processesOf()).toEqual(before);
  });

  it('a busy port, other settings or a missing binary is one line that says what to do', async () => {
    for (const [variables, line] of [
      [
        { CLOUDFED_ORG1_PEER0_PORT: '9' },
        /^network\.sh: the network was made with CLOUDFED_ORG1_PEER0_PORT=\d+, now it is 9: /u,
      ],
      [{ FABRIC_BIN: home }, /^network\.sh: peer is not in FABRIC_BIN .*: unpack a Hyperledger Fabric 3\.1 release/u],
      [{ CLOUDFED_ORDERER1_PORT: 'x' }, /^network\.sh: CLOUDFED_ORDERER1_PORT: must be a port, is "x"$/u],
    ] as const) {
      const { code, stderr } = await run(['up'], variables);
      expect(code).toBe(1);
      expect(stderr.trim()).toMatch(line);
      expect(stderr.trim()).not.toContain('\n');
    }
    const server = createServer();
    const port = environment['CLOUDFED_ORG2_PEER0_PORT'];
    const other = join(home, 'other');
    await run(['down', '--mode', 'native', '--keep']);
    await new Promise<void>((done) => server.listen(Number(port), '127.0.0.1', done));
    const { code, stderr } = await run(['up', '--mode', 'native'], { CLOUDFED_HOME: other });
    server.close();
    expect(code).toBe(1);
    expect(stderr.trim()).toBe(
      `network.sh: port ${port} (peer0.org2) is in use: stop what listens there, or set another in network/env/federation.env`,
    );
    await run(['down', '--mode', 'native'], { CLOUDFED_HOME: other });
    expect(await run(['up', '--mode', 'native'])).toMatchObject({ code: 0 });
  });

  it('a deploy that was killed goes on; another version is the next sequence', async () => {
    for (const after of [1_500, 4_000]) await killedAfter(['deploy'], after);
    expect(await run(['deploy'])).toMatchObject({ code: 0 });
    const { code, stdout } = await run(['deploy', '--version', '9.9']);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('committed as sequence 2') });
    expect(await notesOf('chaincode.org2')).toMatch(/^cloudfed_9\.9:[0-9a-f]{64}$/u);
    expect((await run(['status'])).code).toBe(0);
  });

  it('no key is for others to read', async () => {
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    const keys = files.filter(({ name }) => name.endsWith('.key') || name.endsWith('_sk'));
    expect(keys.length).toBeGreaterThan(30);
    for (const { parentPath, name } of keys) {
      expect((await stat(join(parentPath, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it('orderers’ admin endpoints and chaincode services take only who has a certificate', async () => {
    const identities = join(home, 'native', 'identities');
    const orderers = ordererOrgPaths(identities, 'example.com');
    const admin = Number(environment['CLOUDFED_ORDERER1_ADMIN_PORT']);
    const own = orderers.user('Admin').tls;
    const stranger = peerOrgPaths(identities, 'org1.example.com').node('peer0').tls;
    const channels = 'GET /participation/v1/channels HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await talk(admin, own.rootCert, channels, own)).toContain('"name": "channel12"'.replace(' ', ''));
    expect(await talk(admin, own.rootCert, channels)).toBe('refused');
    expect(await talk(admin, own.rootCert, channels, stranger)).toBe('refused');
    const service = Number(environment['CLOUDFED_ORG2_CHAINCODE_PORT']);
    const { rootCert } = peerOrgPaths(identities, 'org2.example.com').chaincode('cloudfed');
    const peer = peerOrgPaths(identities, 'org2.example.com').node('peer1').tls;
    expect(await talk(service, rootCert, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', peer)).not.toBe('refused');
    expect(await talk(service, rootCert, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', stranger)).toBe('refused');
  });

  it('what was kept is there again, what was not is gone', async () => {
    const heights = await notesOf('peer0.org1');
    expect(await run(['down', '--keep'])).toMatchObject({ code: 0 });
    expect((await run(['status', '--mode', 'native'])).code).toBe(1);
    expect(await run(['up', '--mode', 'native'])).toMatchObject({ code: 0 });
    expect(await notesOf('peer0.org1')).toBe(heights);
    expect(await run(['down'])).toMatchObject({ code: 0 });
    expect(await leftovers()).toEqual([]);
  });

  /** Runs a command to its end. */
  async function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    const child = start(args, variables);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, stdout, stderr };
  }

  /** Starts a command and kills it, unless it ended before. */
  async function killedAfter(args: readonly string[], milliseconds: number): Promise<void> {
    const child = start(args, {});
    child.stdout?.resume();
    child.stderr?.resume();
    const ended = once(child, 'close');
    await Promise.race([ended, delay(milliseconds)]);
    child.kill('SIGKILL');
    await ended;
  }

  function start(args: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
    return spawn(SCRIPT, args, {
      env: { ...process.env, CLOUDFED_HOME: home, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** The columns of `status` for a node or service: name, state, port, process, notes. */
  async function lineOf(name: string): Promise<readonly string[]> {
    const { stdout } = await run(['status', '--mode', 'native']);
    return (
      stdout
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(/\s{2,}/u) ?? []
    );
  }

  async function stateOf(name: string): Promise<string | undefined> {
    return (await lineOf(name))[1];
  }

  async function notesOf(name: string): Promise<string | undefined> {
    return (await lineOf(name))[4];
  }

  async function processesOf(): Promise<readonly string[]> {
    const { stdout } = await run(['status', '--mode', 'native']);
    return stdout.split('\n').flatMap((line) => line.split(/\s{2,}/u)[3] ?? []);
  }

  /** Processes that were started for the network, and what is in its folder. */
  async function leftovers(): Promise<readonly string[]> {
    const files = await readdir(home).catch(() => []);
    const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/u.test(entry));
    const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
    const running = pids.filter((_pid, index) => environments[index]?.includes(`CLOUDFED_PID_FILE=${home}`));
    return [...files, ...running];
  }
});

/** What a TLS server answers to bytes, or `refused` where it does not want the client's certificate. */
function talk(
  port: number,
  rootCert: string,
  bytes: string,
  client?: Readonly<{ cert: string; key: string }>,
): Promise<string> {
  return Promise.all([readFile(rootCert), ...(client ? [readFile(client.cert), readFile(client.key)] : [])]).then(
    ([ca, cert, key]) =>
      new Promise((done) => {
        const socket = connect({
          host: '127.0.0.1',
          port,
          servername: 'localhost',
          ALPNProtocols: bytes.startsWith('PRI') ? ['h2'] : ['http/1.1'],
          ca,
          ...(cert && key ? { cert, key } : {}),
        });
        let answer = '';
        socket.on('data', (chunk: Buffer) => {
          answer += chunk.toString('latin1');
          if (bytes.startsWith('PRI')) socket.end();
        });
        socket.on('error', () => {
          done('refused');
        });
        socket.on('close', () => {
          done(answer === '' ? 'refused' : answer);
        });
        socket.write(bytes);
      }),
  );
}
