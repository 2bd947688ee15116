import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, cp, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { endorserFlags, ordererFlags, type PeerOrg, tarGz } from '@cloudfed/network';

import { during } from './ending.js';
import { freePortNumbers, type NativeFederation } from './native-federation.js';

const run = promisify(execFile);
const SOURCES = fileURLToPath(new URL('../peers/one-record/', import.meta.url));
const NAME = 'one-record';
const LISTENS_WITHIN_MS = 20_000;

/** A chaincode that stores one record a transaction, deployed on a ledger channel beside ours. */
export interface OneRecordChaincode {
  readonly name: string;
  /** In which language it is written and how it got here. */
  readonly what: string;
  stop(): void;
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly what: string;
}

/**
 * Builds it, runs a service of it for each member and brings it to the ledger channel, without TLS between peer and
 * service, which is in its favour. Go where a Go toolchain can build it or `CLOUDFED_BENCH_ONE_RECORD` names a binary that
 * was built elsewhere; TypeScript on the same shim as ours where not.
 */
export function withOneRecord<T>(
  native: NativeFederation,
  channelName: string,
  act: (chaincode: Pick<OneRecordChaincode, 'name' | 'what'>) => Promise<T>,
): Promise<T> {
  const stop = (chaincode: OneRecordChaincode): void => {
    chaincode.stop();
  };
  return during({ start: () => deploy(native, channelName), stop }, act);
}

async function deploy(native: NativeFederation, channelName: string): Promise<OneRecordChaincode> {
  const { topology, commands, home } = native;
  const channel = topology.channels.find(({ name }) => name === channelName);
  const [orderer] = topology.orderers;
  if (channel === undefined || orderer === undefined) throw new Error(`there is no ${channelName}`);
  const program = await programFor(home);
  const ports = await freePortNumbers(channel.members.length);
  const services: ChildProcess[] = [];
  const stop = (): void => {
    for (const service of services) service.kill('SIGKILL');
  };
  const definition = ['--channelID', channelName, '--name', NAME, '--version', '1', '--sequence', '1'];
  try {
    for (const [index, org] of channel.members.entries()) {
      const port = ports[index] ?? 0;
      const packaged = packageFor(org, port);
      const file = join(home, `${packaged.packageId.replace(':', '-')}.tar.gz`);
      await writeFile(file, packaged.content);
      for (const peer of org.peers) await commands.peer(org, ['lifecycle', 'chaincode', 'install', file], peer);
      services.push(startService(program, org, port, packaged.packageId));
      await untilListening(port);
      const approval = ['--package-id', packaged.packageId, ...ordererFlags(orderer)];
      await commands.peer(org, ['lifecycle', 'chaincode', 'approveformyorg', ...definition, ...approval]);
    }
    const [first] = channel.members;
    if (first === undefined) throw new Error(`${channelName} has no members`);
    const everywhere = [...ordererFlags(orderer), ...endorserFlags(channel.members)];
    await commands.peer(first, ['lifecycle', 'chaincode', 'commit', ...definition, ...everywhere]);
  } catch (error) {
    stop();
    throw error;
  }
  return { name: NAME, what: program.what, stop };
}

async function programFor(home: string): Promise<Program> {
  const given = process.env['CLOUDFED_BENCH_ONE_RECORD'];
  if (given !== undefined) {
    await access(given);
    return { command: given, args: [], what: 'Go chaincode' };
  }
  const binary = join(home, NAME);
  const folder = join(home, `${NAME}-source`);
  await cp(SOURCES, folder, { recursive: true });
  try {
    await run('go', ['mod', 'tidy'], { cwd: folder, timeout: 120_000 });
    await run('go', ['build', '-o', binary, '.'], { cwd: folder, timeout: 300_000 });
    return { command: binary, args: [], what: 'Go chaincode' };
  } catch {
    const script = fileURLToPath(new URL('one-record-service.js', import.meta.url));
    const what = 'TypeScript chaincode, since no Go chaincode can be built here';
    return { command: process.execPath, args: [script], what };
  }
}

function packageFor(org: PeerOrg, port: number): { readonly packageId: string; readonly content: Buffer } {
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const label = `${NAME}_${org.name}`;
  const connection = { address: `127.0.0.1:${String(port)}`, dial_timeout: '10s', tls_required: false };
  const content = tarGz([
    { path: 'metadata.json', content: json({ type: 'ccaas', label }) },
    { path: 'code.tar.gz', content: tarGz([{ path: 'connection.json', content: json(connection) }]) },
  ]);
  return { packageId: `${label}:${createHash('sha256').update(content).digest('hex')}`, content };
}

function startService({ command, args }: Program, org: PeerOrg, port: number, packageId: string): ChildProcess {
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      CHAINCODE_SERVER_ADDRESS: `127.0.0.1:${String(port)}`,
      CHAINCODE_ID: packageId,
      CORE_PEER_LOCALMSPID: org.mspId,
      CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR',
    },
  });
}

async function untilListening(port: number): Promise<void> {
  const deadline = Date.now() + LISTENS_WITHIN_MS;
  while (Date.now() < deadline) {
    const connected = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (connected) return;
    await delay(50);
  }
  throw new Error(`the chaincode of the peer does not listen on ${String(port)}`);
}
