import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as grpc from '@grpc/grpc-js';
import { type ConnectOptions, type Gateway, type Signer, connect, hash } from '@hyperledger/fabric-gateway';
import { generateIdentities, ordererOrgPaths, peerOrgPaths } from '../../identities/index.js';
import { type EmbeddedNetwork, type EmbeddedNetworkHooks, startEmbeddedNetwork } from '../network.js';
import { freePort } from '../node-server.js';
import type { ChannelOptions, EmbeddedNetworkOptions } from '../options.js';
import { createNativeSigner } from '../signing.js';

const require = createRequire(import.meta.url);
const CHAINCODE_DIR = fileURLToPath(new URL('../../../test-chaincode', import.meta.url));
const ORDERER_DOMAIN = 'example.com';
const CHAINCODE = 'probe';
const START_MS = 20_000;

export const domainOf = (mspId: string): string => `${mspId.replace('MSP', '').toLowerCase()}.example.com`;

export const TEST_CHANNELS: readonly ChannelOptions[] = [
  channelOf('channelall', ['Org1MSP', 'Org2MSP', 'Org3MSP'], 'OutOf(2,%)'),
  channelOf('channel12', ['Org1MSP', 'Org2MSP'], 'AND(%)'),
];

function channelOf(name: string, orgs: readonly string[], form: string): ChannelOptions {
  const principals = orgs.map((mspId) => `'${mspId}.peer'`).join(',');
  return { name, orgs, chaincodes: [{ name: CHAINCODE, policy: form.replace('%', principals) }] };
}

/** A folder of the identities of three orgs with two peers each, and one orderer. */
export async function makeIdentities(): Promise<string> {
  const rootDir = mkdtempSync(join(tmpdir(), 'cloudfed-identities-'));
  const users = [
    { name: 'Admin', role: 'admin' },
    { name: 'User1', role: 'client' },
  ] as const;
  await generateIdentities(
    {
      peerOrgs: ['Org1MSP', 'Org2MSP', 'Org3MSP'].map((mspId) => ({
        domain: domainOf(mspId),
        peers: ['peer0', 'peer1'],
        users,
        chaincodes: [CHAINCODE],
      })),
      ordererOrgs: [{ domain: ORDERER_DOMAIN, orderers: ['orderer1'], users: [{ name: 'Admin', role: 'admin' }] }],
    },
    rootDir,
  );
  return rootDir;
}

/** One org's test chaincode in a process of its own, on the unmodified server of fabric-shim. */
export class ChaincodeProcess {
  readonly address: string;
  readonly #arguments: readonly string[];
  readonly #mspId: string;
  #child: ChildProcess | undefined;

  private constructor(mspId: string, address: string, tls: Readonly<{ cert: string; key: string }>) {
    this.#mspId = mspId;
    this.address = address;
    this.#arguments = [
      join(require.resolve('fabric-shim/package.json'), '..', 'cli.js'),
      'server',
      ...['--chaincode-address', address, '--chaincode-id', `${CHAINCODE}:1`],
      ...['--chaincode-tls-cert-file', tls.cert, '--chaincode-tls-key-file', tls.key],
      ...['--module-path', CHAINCODE_DIR],
    ];
  }

  static async create(rootDir: string, mspId: string): Promise<ChaincodeProcess> {
    const tls = peerOrgPaths(rootDir, domainOf(mspId)).chaincode(CHAINCODE);
    return new ChaincodeProcess(mspId, `127.0.0.1:${await freePort('127.0.0.1')}`, tls);
  }

  async start(): Promise<void> {
    const env = { ...process.env, CORE_PEER_LOCALMSPID: this.#mspId, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' };
    this.#child = spawn(process.execPath, ['--no-warnings', ...this.#arguments], { env, stdio: 'ignore' });
    const port = Number(this.address.split(':')[1]);
    for (let waitedMs = 0; !(await accepts(port)); waitedMs += 50) {
      if (waitedMs > START_MS) throw new Error('chaincode did not start');
      await delay(50);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** Options of the test network: three orgs, their chaincodes, free ports. */
export function networkOptions(
  parts: Readonly<{
    rootDir: string;
    dataDir: string;
    chaincodes: ReadonlyMap<string, string>;
    channels?: readonly ChannelOptions[];
    ports?: readonly number[];
  }>,
): EmbeddedNetworkOptions {
  const { rootDir, dataDir, channels = TEST_CHANNELS } = parts;
  let next = 0;
  const port = (): number => parts.ports?.[next++] ?? 0;
  return {
    rootDir,
    dataDir,
    channels,
    orgs: ['Org1MSP', 'Org2MSP', 'Org3MSP'].map((mspId) => ({
      mspId,
      domain: domainOf(mspId),
      peers: [{ port: port() }, { port: port() }],
    })),
    orderer: { domain: ORDERER_DOMAIN, port: port() },
    chaincodes: Object.fromEntries(
      [...parts.chaincodes].map(([mspId, address]) => {
        const { rootCert } = peerOrgPaths(rootDir, domainOf(mspId)).chaincode(CHAINCODE);
        return [mspId, { [CHAINCODE]: { address, tlsRootCert: rootCert, serverName: 'localhost' } }];
      }),
    ),
  };
}

/** A whole test network: identities, chaincode processes, the network in this process, and clients of it. */
export class TestNetwork {
  readonly rootDir: string;
  readonly dataDir: string;
  readonly chaincodes: ReadonlyMap<string, ChaincodeProcess>;
  readonly #channels: readonly ChannelOptions[];
  readonly #clients: grpc.Client[] = [];
  readonly #hooks: EmbeddedNetworkHooks;
  #network: EmbeddedNetwork | undefined;

  private constructor(
    rootDir: string,
    chaincodes: ReadonlyMap<string, ChaincodeProcess>,
    channels: readonly ChannelOptions[],
    hooks: EmbeddedNetworkHooks,
  ) {
    this.rootDir = rootDir;
    this.dataDir = mkdtempSync(join(tmpdir(), 'cloudfed-network-'));
    this.chaincodes = chaincodes;
    this.#channels = channels;
    this.#hooks = hooks;
  }

  static async start(
    options: Readonly<{
      orgs?: readonly string[];
      channels?: readonly ChannelOptions[];
      onError?: (error: unknown) => void;
    }> = {},
  ): Promise<TestNetwork> {
    const { orgs = ['Org1MSP', 'Org2MSP', 'Org3MSP'], channels = TEST_CHANNELS, onError } = options;
    const rootDir = await makeIdentities();
    const chaincodes = new Map<string, ChaincodeProcess>();
    for (const mspId of orgs) chaincodes.set(mspId, await ChaincodeProcess.create(rootDir, mspId));
    const hooks = {
      onError: onError ?? report,
    };
    const network = new TestNetwork(rootDir, chaincodes, channels, hooks);
    await Promise.all([...chaincodes.values()].map((chaincode) => chaincode.start()));
    await network.open();
    return network;
  }

  get network(): EmbeddedNetwork {
    if (this.#network === undefined) throw new Error('the network is not running');
    return this.#network;
  }

  /** Starts the network on its data folder, and waits for the chaincodes. */
  async open(): Promise<void> {
    const addresses = new Map([...this.chaincodes].map(([mspId, { address }]) => [mspId, address]));
    const options = networkOptions({
      rootDir: this.rootDir,
      dataDir: this.dataDir,
      chaincodes: addresses,
      channels: this.#channels,
    });
    this.#network = await startEmbeddedNetwork(options, this.#hooks);
    if (!(await this.#network.chaincodesReady(START_MS))) throw new Error('the chaincodes are not connected');
  }

  async close(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await this.#network?.stop();
    this.#network = undefined;
  }

  async stop(): Promise<void> {
    await this.close();
    await Promise.all([...this.chaincodes.values()].map((chaincode) => chaincode.stop()));
    rmSync(this.dataDir, { recursive: true, force: true });
    rmSync(this.rootDir, { recursive: true, force: true });
  }

  /** A gRPC client of one org's first peer, as an application has it. */
  grpcClient(mspId: string, index = 0): grpc.Client {
    const address = this.network.peers[mspId]?.[index] ?? '';
    const client = clientOf(this.rootDir, mspId, address);
    this.#clients.push(client);
    return client;
  }

  /** A gateway connection as a user of one org, through the peer of that or of another org. */
  gateway(mspId: string, options: Readonly<{ user?: string; via?: string }> = {}): Gateway {
    const client = this.grpcClient(options.via ?? mspId);
    return connect({ ...identityOf(this.rootDir, mspId, options.user ?? 'User1'), client, ...DEADLINES });
  }
}

function report(error: unknown): void {
  console.error(error);
}

/** Generous deadlines: the machine that runs the tests may be busy. */
const inSeconds = (seconds: number) => () => ({ deadline: Date.now() + seconds * 1000 });
const DEADLINES = {
  evaluateOptions: inSeconds(20),
  endorseOptions: inSeconds(20),
  submitOptions: inSeconds(20),
  commitStatusOptions: inSeconds(30),
};

export function clientOf(rootDir: string, mspId: string, address: string): grpc.Client {
  const root = readFileSync(peerOrgPaths(rootDir, domainOf(mspId)).node('peer0').tls.rootCert);
  return new grpc.Client(address, grpc.credentials.createSsl(root), {
    'grpc.ssl_target_name_override': `peer0.${domainOf(mspId)}`,
    'grpc.use_local_subchannel_pool': 1,
  });
}

/** A client of the orderer. */
export function clientOfOrderer(rootDir: string, address: string): grpc.Client {
  const root = readFileSync(ordererOrgPaths(rootDir, ORDERER_DOMAIN).node('orderer1').tls.rootCert);
  return new grpc.Client(address, grpc.credentials.createSsl(root), {
    'grpc.ssl_target_name_override': `orderer1.${ORDERER_DOMAIN}`,
  });
}

/** Identity and signer of a user, for `connect`. */
export function identityOf(
  rootDir: string,
  mspId: string,
  user: string,
): Pick<ConnectOptions, 'identity' | 'signer' | 'hash'> {
  const { certPath, keyPath } = peerOrgPaths(rootDir, domainOf(mspId)).user(user).msp;
  const key = readFileSync(keyPath);
  const sign = createNativeSigner(key);
  const signer: Signer = (message) => Promise.resolve(sign(message));
  return { identity: { mspId, credentials: readFileSync(certPath) }, signer, hash: hash.none };
}

/** A name no other test uses. */
export function freshKey(prefix = 'key'): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
