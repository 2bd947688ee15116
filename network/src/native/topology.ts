import { join } from 'node:path';

import {
  type IdentitiesSpec,
  type MemberPaths,
  ordererOrgPaths,
  peerOrgPaths,
  type TlsPaths,
} from '../identities/index.js';
import type { Environment } from './env-file.js';
import { OperatorError } from './operator-error.js';

export const ORDERER_DOMAIN = 'example.com';
export const ORDERER_MSP = 'OrdererMSP';
export const CHAINCODE = 'cloudfed';
/** What nodes listen on. Nothing here is meant to be reached from another host. */
export const LISTEN_HOST = '127.0.0.1';
/** On one host nodes call each other by this: a name, since TLS wants one, and in every certificate. */
export const LOOPBACK_NAME = 'localhost';

/** Whether nodes are on one host, or each is known by its own name, as containers are. */
export type Naming = 'loopback' | 'own-names';

/** The folders of a native network, all below one. */
export interface NativeLayout {
  readonly home: string;
  readonly folder: string;
  readonly identities: string;
  readonly config: string;
  readonly artifacts: string;
  readonly data: string;
  readonly logs: string;
  readonly pids: string;
  readonly profiles: string;
  /** One command at a time works on the network. */
  readonly lockFile: string;
  /** Who runs on the network, so that it is not taken down meanwhile. */
  readonly holdFile: string;
  readonly settingsFile: string;
  readonly stateFile: string;
}

export function nativeLayout(home: string): NativeLayout {
  const folder = join(home, 'native');
  return {
    home,
    folder,
    identities: join(folder, 'identities'),
    config: join(folder, 'config'),
    artifacts: join(folder, 'channel-artifacts'),
    data: join(folder, 'data'),
    logs: join(folder, 'logs'),
    pids: join(folder, 'pids'),
    profiles: join(folder, 'profiles'),
    lockFile: join(folder, 'lock'),
    holdFile: join(folder, 'in-use'),
    settingsFile: join(folder, 'settings.json'),
    stateFile: join(folder, 'state.json'),
  };
}

export interface OrdererNode {
  /** `orderer1` */
  readonly name: string;
  /** What others dial it by. */
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
  readonly paths: MemberPaths;
}

export interface PeerNode {
  /** `peer0.org1` */
  readonly name: string;
  /** `peer0` */
  readonly label: string;
  readonly mspId: string;
  readonly domain: string;
  /** What others dial it by. */
  readonly host: string;
  readonly port: number;
  readonly operationsPort: number;
  readonly paths: MemberPaths;
}

export interface PeerOrg {
  /** `org1` */
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
  /** On the ledger: five digits and a name. */
  readonly orgId: string;
  readonly orgName: string;
  readonly peers: readonly [PeerNode, PeerNode];
  readonly admin: MemberPaths;
  readonly user: MemberPaths;
  readonly chaincode: ChaincodeService;
}

/** An org's chaincode, run as a service that its peers dial. */
export interface ChaincodeService {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsPaths;
}

export interface LedgerChannel {
  readonly name: string;
  /** Its profile in `configtx.yaml`. */
  readonly profile: string;
  readonly members: readonly PeerOrg[];
}

/** What the organizations settle by; see docs/settlement.md. */
export interface SettlementTerms {
  readonly network: string;
  readonly windowSeconds: string;
}

/** Who is in the network and where. */
export interface Topology {
  readonly orderers: readonly OrdererNode[];
  readonly orgs: readonly PeerOrg[];
  readonly channels: readonly LedgerChannel[];
  /** Undefined where nothing is to be agreed on. */
  readonly settlement: SettlementTerms | undefined;
}

const ORDERERS = [1, 2, 3];
const ORGS = [1, 2, 3];
const CHANNELS = [
  { name: 'channelall', profile: 'ThreeOrgsChannel', members: [1, 2, 3] },
  { name: 'channel12', profile: 'Channel12', members: [1, 2] },
  { name: 'channel13', profile: 'Channel13', members: [1, 3] },
  { name: 'channel23', profile: 'Channel23', members: [2, 3] },
];
const ORG_ID = /^\d{5}$/u;

/**
 * Puts ports and names of the environment into the network's shape.
 * @throws OperatorError naming the variable that is missing or wrong, or two that are the same port.
 */
export function readTopology(environment: Environment, identitiesDir: string, naming: Naming): Topology {
  const seen = new Map<number, string>();
  const port = (name: string): number => readPort(environment, name, seen);
  const host = (name: string): string => (naming === 'loopback' ? LOOPBACK_NAME : name);
  const orderers = ORDERERS.map((number) => ({
    name: `orderer${number}`,
    host: host(`orderer${number}.${ORDERER_DOMAIN}`),
    port: port(`CLOUDFED_ORDERER${number}_PORT`),
    adminPort: port(`CLOUDFED_ORDERER${number}_ADMIN_PORT`),
    operationsPort: port(`CLOUDFED_ORDERER${number}_OPERATIONS_PORT`),
    paths: ordererOrgPaths(identitiesDir, ORDERER_DOMAIN).node(`orderer${number}`),
  }));
  const orgs = ORGS.map((number): PeerOrg => readOrg(environment, number, { port, host, root: identitiesDir }));
  const channels = CHANNELS.map((channel) => ({
    ...channel,
    members: orgs.filter((_org, index) => channel.members.includes(index + 1)),
  }));
  return { orderers, orgs, channels, settlement: readSettlement(environment) };
}

function readSettlement(environment: Environment): SettlementTerms | undefined {
  const name = 'CLOUDFED_SETTLEMENT_NETWORK';
  if ((environment[name] ?? '') === '') return undefined;
  return {
    network: readMatching(environment, name, /^[A-Za-z0-9._-]{1,64}$/u, '1 to 64 of A-Z a-z 0-9 . _ -'),
    windowSeconds: readMatching(environment, 'CLOUDFED_SETTLEMENT_WINDOW_SECONDS', /^[1-9]\d{0,6}$/u, 'seconds'),
  };
}

interface Readers {
  readonly port: (variable: string) => number;
  readonly host: (name: string) => string;
  readonly root: string;
}

function readOrg(environment: Environment, number: number, { port, host, root }: Readers): PeerOrg {
  const domain = `org${number}.example.com`;
  const mspId = `Org${number}MSP`;
  const variable = `CLOUDFED_ORG${number}`;
  const paths = peerOrgPaths(root, domain);
  const peer = (index: number): PeerNode => ({
    name: `peer${index}.org${number}`,
    label: `peer${index}`,
    mspId,
    domain,
    host: host(`peer${index}.${domain}`),
    port: port(`${variable}_PEER${index}_PORT`),
    operationsPort: port(`${variable}_PEER${index}_OPERATIONS_PORT`),
    paths: paths.node(`peer${index}`),
  });
  return {
    name: `org${number}`,
    mspId,
    domain,
    orgId: readMatching(environment, `${variable}_ID`, ORG_ID, 'five digits'),
    orgName: readMatching(environment, `${variable}_NAME`, /^[^\p{Cc}]{1,64}$/u, '1 to 64 characters'),
    peers: [peer(0), peer(1)],
    admin: paths.user('Admin'),
    user: paths.user('User1'),
    chaincode: {
      name: `chaincode.org${number}`,
      host: host(`${CHAINCODE}.${domain}`),
      port: port(`${variable}_CHAINCODE_PORT`),
      tls: paths.chaincode(CHAINCODE),
    },
  };
}

function readPort(environment: Environment, name: string, seen: Map<number, string>): number {
  const text = readMatching(environment, name, /^\d{1,5}$/u, 'a port');
  const port = Number(text);
  if (port < 1 || port > 65_535) throw new OperatorError(`${name}: must be a port, is ${text}`);
  const other = seen.get(port);
  if (other !== undefined) throw new OperatorError(`${name} and ${other} are both port ${port}: give each its own`);
  seen.set(port, name);
  return port;
}

function readMatching(environment: Environment, name: string, pattern: RegExp, what: string): string {
  const value = environment[name];
  if (value === undefined) throw new OperatorError(`${name} is not set: see network/env/federation.env`);
  if (!pattern.test(value)) throw new OperatorError(`${name}: must be ${what}, is ${JSON.stringify(value)}`);
  return value;
}

/** Everyone in the network who needs a certificate. */
export function identitiesSpec(): IdentitiesSpec {
  const admin = { name: 'Admin', role: 'admin' as const };
  return {
    peerOrgs: ORGS.map((number) => ({
      domain: `org${number}.example.com`,
      peers: ['peer0', 'peer1'],
      users: [admin, { name: 'User1', role: 'client' as const, attributes: { 'cloudfed.clearing': 'true' } }],
      chaincodes: [CHAINCODE],
    })),
    ordererOrgs: [{ domain: ORDERER_DOMAIN, orderers: ORDERERS.map((number) => `orderer${number}`), users: [admin] }],
  };
}

export function ordererAdmin(identitiesDir: string): MemberPaths {
  return ordererOrgPaths(identitiesDir, ORDERER_DOMAIN).user('Admin');
}

export function allPeers(topology: Topology): readonly PeerNode[] {
  return topology.orgs.flatMap((org) => org.peers);
}

/** A port and what listens there. */
export interface OwnedPort {
  readonly port: number;
  readonly owner: string;
}

/** Every port of the network. */
export function allPorts(topology: Topology): readonly OwnedPort[] {
  return [
    ...topology.orderers.flatMap(({ name, port, adminPort, operationsPort }) =>
      [port, adminPort, operationsPort].map((one) => ({ port: one, owner: name })),
    ),
    ...allPeers(topology).flatMap(({ name, port, operationsPort }) =>
      [port, operationsPort].map((one) => ({ port: one, owner: name })),
    ),
    ...topology.orgs.map(({ chaincode }) => ({ port: chaincode.port, owner: chaincode.name })),
  ];
}
