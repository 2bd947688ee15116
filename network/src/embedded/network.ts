import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type * as grpc from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import { ChannelAccess } from './access.js';
import { ChaincodeConnection, type ChaincodeEndpoint } from './chaincode/connection.js';
import { Channel } from './channel.js';
import { type ConfigOrg, createGenesisBlock } from './genesis.js';
import { ChannelLedger } from './ledger.js';
import { lockFolder } from './lock.js';
import { Msp, MspManager } from './msp.js';
import { createNodeServer, freePort, listen } from './node-server.js';
import {
  ABSOLUTE_MAX_BYTES,
  type ChaincodeAddressOptions,
  type ChannelOptions,
  DEFAULT_BATCH,
  type EmbeddedNetworkOptions,
  type ListenOptions,
  checkOptions,
} from './options.js';
import { OwnEndorsements } from './own-endorsements.js';
import { type Peer, expiryCheck } from './peer.js';
import { type Policy, parsePolicy, policyToProto } from './policy.js';
import { addDeliverServices, addOrdererServices } from './services/blocks.js';
import { DiscoveryService } from './services/discovery.js';
import { addEndorserService } from './services/endorser.js';
import { GatewayService } from './services/gateway.js';
import type { Report } from './services/methods.js';
import { type SigningNode, readSigningNode } from './signing-node.js';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_EXECUTE_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_REQUESTS = 2_500;
const FLUSH_MS = 50;

/** A running network. */
export interface EmbeddedNetwork {
  /** `host:port` of each org's peers, by MSP id. */
  readonly peers: Readonly<Record<string, readonly string[]>>;
  /** `host:port` of the orderer. */
  readonly orderer: string;
  /** Number of blocks of a channel, or undefined when there is no such channel. */
  height(channel: string): number | undefined;
  /** Resolves true when every configured chaincode is connected, or false after `timeoutMs`. */
  chaincodesReady(timeoutMs: number): Promise<boolean>;
  /** Commits what was accepted, closes every connection and releases the data folder. Safe to call twice. */
  stop(): Promise<void>;
}

/** What the network tells whoever started it. */
export interface EmbeddedNetworkHooks {
  /** Something no client can be blamed for; the call it happened in got `INTERNAL`. */
  readonly onError?: (error: unknown) => void;
  /** A ledger cannot be written any more; the network takes nothing more and should be stopped. */
  readonly onFatal?: (error: Error) => void;
}

/**
 * Starts a Fabric network in this process: every org's peers, an orderer and their ledgers. Resolves when all of it
 * listens. Chaincode services may come later: until one is connected, what needs it answers UNAVAILABLE.
 *
 * @throws OptionsError when the options cannot be used
 * @throws LockedError when another process uses the data folder
 */
export async function startEmbeddedNetwork(
  options: EmbeddedNetworkOptions,
  hooks: EmbeddedNetworkHooks = {},
): Promise<EmbeddedNetwork> {
  const checked = checkOptions(options);
  mkdirSync(checked.dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(checked.dataDir);
  const network = new RunningNetwork(checked, hooks, unlock);
  try {
    await network.start();
    return network;
  } catch (error) {
    await network.stop();
    throw error;
  }
}

interface Address {
  readonly host: string;
  readonly port: number;
  readonly text: string;
}

class RunningNetwork implements EmbeddedNetwork {
  readonly #options: EmbeddedNetworkOptions;
  readonly #report: Report;
  readonly #onFatal: (error: Error) => void;
  readonly #unlock: () => void;
  readonly #channels = new Map<string, Channel>();
  readonly #peers: Peer[] = [];
  readonly #servers: grpc.Server[] = [];
  readonly #connections: ChaincodeConnection[] = [];
  readonly #orgs: ConfigOrg[] = [];
  readonly #ownEndorsements = new OwnEndorsements();
  #ordererAddress = '';
  #stopping: Promise<void> | undefined;

  constructor(options: EmbeddedNetworkOptions, hooks: EmbeddedNetworkHooks, unlock: () => void) {
    this.#options = options;
    this.#report = hooks.onError ?? (() => undefined);
    this.#onFatal = hooks.onFatal ?? (() => undefined);
    this.#unlock = unlock;
  }

  get peers(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
      this.#options.orgs.map(({ mspId }) => [
        mspId,
        this.#peers.filter((peer) => peer.mspId === mspId).map((peer) => peer.address),
      ]),
    );
  }

  get orderer(): string {
    return this.#ordererAddress;
  }

  height(channel: string): number | undefined {
    return this.#channels.get(channel)?.ledger.height;
  }

  async chaincodesReady(timeoutMs: number): Promise<boolean> {
    const ready = await Promise.all(this.#connections.map((connection) => connection.whenReady(timeoutMs)));
    return !ready.includes(false);
  }

  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  async start(): Promise<void> {
    const { orderer, orgs } = this.#options;
    const ordererMspId = orderer.mspId ?? 'OrdererMSP';
    const ordererDir = join(this.#options.rootDir, 'ordererOrganizations', orderer.domain);
    const ordererName = `${orderer.name ?? 'orderer1'}.${orderer.domain}`;
    const ordererNode = readSigningNode(ordererMspId, join(ordererDir, 'orderers', ordererName));
    const ordererAt = await addressOf(orderer);
    this.#ordererAddress = ordererAt.text;
    const addresses = await Promise.all(orgs.map((org) => Promise.all(org.peers.map((peer) => addressOf(peer)))));
    this.#orgs.push({ mspId: ordererMspId, mspDir: join(ordererDir, 'msp'), endpoints: [ordererAt.text] });
    for (const [index, org] of orgs.entries()) {
      const mspDir = join(this.#orgDir(org.domain), 'msp');
      this.#orgs.push({ mspId: org.mspId, mspDir, endpoints: (addresses[index] ?? []).map(({ text }) => text) });
    }
    const msps = new Map(this.#orgs.map(({ mspId, mspDir }) => [mspId, Msp.fromFolder(mspId, mspDir)]));
    for (const channel of this.#options.channels) await this.#openChannel(channel, msps, ordererNode);
    const ordererServer = this.#createServer();
    addOrdererServices(ordererServer, this.#channels, this.#report);
    const listening = [listen(ordererServer, ordererNode, ordererAt.host, ordererAt.port)];
    listening.push(...this.#createPeers(addresses, msps));
    await Promise.all(listening);
    for (const connection of this.#connections) connection.start();
  }

  #orgDir(domain: string): string {
    return join(this.#options.rootDir, 'peerOrganizations', domain);
  }

  async #openChannel(channel: ChannelOptions, msps: ReadonlyMap<string, Msp>, orderer: SigningNode): Promise<void> {
    const batch = { ...DEFAULT_BATCH, ...channel.batch };
    const members = this.#orgs.filter(({ mspId }) => channel.orgs.includes(mspId));
    const ordererOrg = this.#orgs.find(({ mspId }) => mspId === orderer.mspId);
    if (ordererOrg === undefined) throw new Error('the orderer org is missing');
    const channelMsps = [...members, ordererOrg].map(({ mspId }) => mspOf(msps, mspId));
    const ledger = await ChannelLedger.open(join(this.#options.dataDir, 'channels', channel.name), () =>
      createGenesisBlock({
        name: channel.name,
        members,
        ordererOrg,
        batch: { ...batch, absoluteMaxBytes: ABSOLUTE_MAX_BYTES },
      }),
    );
    const access = new ChannelAccess(channel.name, new MspManager(channelMsps), {
      members: channel.orgs,
      ordererMspId: orderer.mspId,
    });
    const chaincodes = channel.chaincodes.map(({ name, version = '1.0', sequence = 1, policy: text }) => {
      const policy = parsePolicy(text);
      return { name, version, sequence, policy, policyBytes: applicationPolicy(policy) };
    });
    this.#channels.set(
      channel.name,
      new Channel({
        name: channel.name,
        members: channel.orgs,
        access,
        chaincodes,
        ledger,
        orderer,
        ownEndorsements: this.#ownEndorsements,
        batch,
        onFatal: this.#onFatal,
      }),
    );
  }

  /** Makes every org's peers and begins to listen for each. */
  #createPeers(addresses: readonly (readonly Address[])[], msps: ReadonlyMap<string, Msp>): Promise<void>[] {
    const isExpired = expiryCheck(new MspManager([...msps.values()]));
    const starts: (() => Promise<void>)[] = [];
    for (const [orgIndex, org] of this.#options.orgs.entries()) {
      const { mspId, domain } = org;
      const chaincodes = this.#connect(mspId);
      const channels = new Map([...this.#channels].filter(([, channel]) => channel.members.includes(mspId)));
      const localAccess = new ChannelAccess('', new MspManager([mspOf(msps, mspId)]), {
        members: [mspId],
        ordererMspId: '',
      });
      for (const [index, at] of (addresses[orgIndex] ?? []).entries()) {
        const node = readSigningNode(mspId, join(this.#orgDir(domain), 'peers', `peer${index}.${domain}`));
        const own = { channels, chaincodes, localAccess, ownEndorsements: this.#ownEndorsements, isExpired };
        const peer: Peer = { mspId, node, address: at.text, ...own };
        this.#peers.push(peer);
        starts.push(() => this.#servePeer(peer, at));
      }
    }
    return starts.map((start) => start());
  }

  #servePeer(peer: Peer, at: Address): Promise<void> {
    const server = this.#createServer();
    const report = this.#report;
    const options = this.#options;
    new GatewayService({
      peer,
      endorsersOf: (mspId) => this.#peers.filter((candidate) => candidate.mspId === mspId),
      simulateOnce: options.simulateOnce ?? false,
      maxRequests: options.maxGatewayRequests ?? DEFAULT_MAX_REQUESTS,
      report,
    }).addTo(server);
    addEndorserService(server, peer, report);
    addDeliverServices(server, peer.channels, report);
    const ordererMspId = options.orderer.mspId ?? 'OrdererMSP';
    new DiscoveryService({ peer, peers: this.#peers, orgs: () => this.#orgs, ordererMspId, report }).addTo(server);
    return listen(server, peer.node, at.host, at.port);
  }

  #createServer(): grpc.Server {
    const server = createNodeServer();
    this.#servers.push(server);
    return server;
  }

  /** An org's streams to its chaincode services. */
  #connect(mspId: string): ReadonlyMap<string, ChaincodeConnection> {
    const streams = new Map<string, ChaincodeConnection>();
    for (const [name, service] of Object.entries(this.#options.chaincodes[mspId] ?? {})) {
      const connection = new ChaincodeConnection(name, endpointOf(service), {
        executeTimeoutMs: this.#options.executeTimeoutMs ?? DEFAULT_EXECUTE_TIMEOUT_MS,
        maxConcurrent: this.#options.maxGatewayRequests ?? DEFAULT_MAX_REQUESTS,
      });
      streams.set(name, connection);
      this.#connections.push(connection);
    }
    return streams;
  }

  async #stop(): Promise<void> {
    await Promise.all([...this.#channels.values()].map((channel) => channel.ordering.close()));
    // Answers to what was just committed are on their way to the clients.
    if (this.#servers.length > 0) await delay(FLUSH_MS);
    for (const server of this.#servers) server.forceShutdown();
    for (const connection of this.#connections) connection.close();
    await Promise.all([...this.#channels.values()].map((channel) => channel.close()));
    this.#unlock();
  }
}

async function addressOf(options: ListenOptions): Promise<Address> {
  const host = options.host ?? DEFAULT_HOST;
  const port = options.port === 0 ? await freePort(host) : options.port;
  return { host, port, text: `${host}:${port}` };
}

/** An endorsement policy in the form a chaincode's definition carries it. */
function applicationPolicy(policy: Policy): Uint8Array {
  const wrapped = new common.ApplicationPolicy();
  wrapped.setSignaturePolicy(policyToProto(policy));
  return wrapped.serializeBinary();
}

function mspOf(msps: ReadonlyMap<string, Msp>, mspId: string): Msp {
  const msp = msps.get(mspId);
  if (msp === undefined) throw new Error(`no MSP ${mspId}`);
  return msp;
}

function endpointOf(service: ChaincodeAddressOptions): ChaincodeEndpoint {
  const { address, serverName } = service;
  const file = (path: string | undefined): Buffer | undefined => (path === undefined ? undefined : readFileSync(path));
  const parts = {
    tlsRootCert: file(service.tlsRootCert),
    clientCert: file(service.clientCert),
    clientKey: file(service.clientKey),
  };
  const present = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { address, ...(serverName === undefined ? {} : { serverName }), ...present };
}
