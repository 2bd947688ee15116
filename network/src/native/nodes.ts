import { readFile } from 'node:fs/promises';
import { Agent, get } from 'node:https';
import { join } from 'node:path';

import type { TlsPaths } from '../identities/index.js';
import type { BackgroundProcesses, ProcessSpec } from './background-process.js';
import type { FabricRelease } from './fabric-release.js';
import { OperatorError } from './operator-error.js';
import { listens } from './ports.js';
import {
  LISTEN_HOST,
  LOOPBACK_NAME,
  type NativeLayout,
  ORDERER_MSP,
  type OrdererNode,
  type PeerNode,
  type PeerOrg,
} from './topology.js';

const HEALTHY_WITHIN_MS = 60_000;
const POLL_MS = 100;
const REQUEST_TIMEOUT_MS = 2_000;

/** What to run for an orderer. `common` are the settings that all orderers share. */
export function ordererProcess(
  layout: NativeLayout,
  release: FabricRelease,
  orderer: OrdererNode,
  common: Readonly<Record<string, string>>,
): ProcessSpec {
  const data = join(layout.data, orderer.name);
  const { tls } = orderer.paths;
  return {
    name: orderer.name,
    command: release.binaries.orderer,
    args: [],
    folder: layout.config,
    logFile: join(layout.logs, `${orderer.name}.log`),
    env: {
      ...common,
      FABRIC_CFG_PATH: layout.config,
      ORDERER_GENERAL_LISTENADDRESS: LISTEN_HOST,
      ORDERER_GENERAL_LISTENPORT: String(orderer.port),
      ORDERER_GENERAL_LOCALMSPID: ORDERER_MSP,
      ORDERER_GENERAL_LOCALMSPDIR: orderer.paths.msp.folder,
      ...tlsSettings('ORDERER_GENERAL_TLS', tls),
      ORDERER_GENERAL_CLUSTER_CLIENTCERTIFICATE: tls.cert,
      ORDERER_GENERAL_CLUSTER_CLIENTPRIVATEKEY: tls.key,
      ORDERER_GENERAL_CLUSTER_ROOTCAS: `[${tls.rootCert}]`,
      ORDERER_ADMIN_LISTENADDRESS: `${LISTEN_HOST}:${orderer.adminPort}`,
      ...tlsSettings('ORDERER_ADMIN_TLS', tls),
      ORDERER_ADMIN_TLS_CLIENTROOTCAS: `[${tls.rootCert}]`,
      ORDERER_OPERATIONS_LISTENADDRESS: `${LISTEN_HOST}:${orderer.operationsPort}`,
      ORDERER_OPERATIONS_TLS_CERTIFICATE: tls.cert,
      ORDERER_OPERATIONS_TLS_PRIVATEKEY: tls.key,
      ORDERER_OPERATIONS_TLS_CLIENTROOTCAS: `[${tls.rootCert}]`,
      ORDERER_FILELEDGER_LOCATION: join(data, 'ledger'),
      ORDERER_CONSENSUS_WALDIR: join(data, 'etcdraft', 'wal'),
      ORDERER_CONSENSUS_SNAPDIR: join(data, 'etcdraft', 'snapshot'),
    },
  };
}

function tlsSettings(prefix: string, tls: TlsPaths): Record<string, string> {
  return {
    [`${prefix}_CERTIFICATE`]: tls.cert,
    [`${prefix}_PRIVATEKEY`]: tls.key,
    [`${prefix}_ROOTCAS`]: `[${tls.rootCert}]`,
  };
}

/** What to run for a peer. It dials its org's chaincode service and shows its own certificate there. */
export async function peerProcess(
  layout: NativeLayout,
  release: FabricRelease,
  org: PeerOrg,
  peer: PeerNode,
  common: Readonly<Record<string, string>>,
): Promise<ProcessSpec> {
  const data = join(layout.data, peer.name);
  const { tls, msp } = peer.paths;
  const [first, second] = org.peers;
  const other = peer === first ? second : first;
  return {
    name: peer.name,
    command: release.binaries.peer,
    args: ['node', 'start'],
    folder: layout.config,
    logFile: join(layout.logs, `${peer.name}.log`),
    env: {
      ...common,
      PATH: '/usr/bin:/bin',
      FABRIC_CFG_PATH: layout.config,
      CORE_VM_ENDPOINT: '',
      CORE_PEER_ID: `${peer.label}.${peer.domain}`,
      CORE_PEER_LOCALMSPID: peer.mspId,
      CORE_PEER_MSPCONFIGPATH: msp.folder,
      CORE_PEER_ADDRESS: `${peer.host}:${peer.port}`,
      CORE_PEER_LISTENADDRESS: `${LISTEN_HOST}:${peer.port}`,
      // Nobody dials it: the peer dials the chaincode. The system gives it a free port.
      CORE_PEER_CHAINCODELISTENADDRESS: `${LISTEN_HOST}:0`,
      CORE_PEER_GOSSIP_BOOTSTRAP: `${other.host}:${other.port}`,
      CORE_PEER_GOSSIP_EXTERNALENDPOINT: `${peer.host}:${peer.port}`,
      CORE_PEER_TLS_CERT_FILE: tls.cert,
      CORE_PEER_TLS_KEY_FILE: tls.key,
      CORE_PEER_TLS_ROOTCERT_FILE: tls.rootCert,
      CORE_PEER_FILESYSTEMPATH: data,
      CORE_LEDGER_SNAPSHOTS_ROOTDIR: join(data, 'snapshots'),
      CORE_OPERATIONS_LISTENADDRESS: `${LISTEN_HOST}:${peer.operationsPort}`,
      CORE_OPERATIONS_TLS_CERT_FILE: tls.cert,
      CORE_OPERATIONS_TLS_KEY_FILE: tls.key,
      CORE_OPERATIONS_TLS_CLIENTROOTCAS_FILES: tls.rootCert,
      CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: await builderConfiguration(org, peer),
    },
  };
}

/** What the release's builder puts into the package's templates: where this peer finds its org's chaincode service. */
export async function builderConfiguration(org: PeerOrg, peer: PeerNode): Promise<string> {
  const [rootCert, clientCert, clientKey] = await Promise.all([
    readFile(org.chaincode.tls.rootCert, 'utf8'),
    readFile(peer.paths.tls.cert, 'utf8'),
    readFile(peer.paths.tls.key, 'utf8'),
  ]);
  return JSON.stringify({
    address: `${org.chaincode.host}:${org.chaincode.port}`,
    root_cert: rootCert,
    client_cert: clientCert,
    client_key: clientKey,
  });
}

/** Asks a node's health service. False also where nothing answers. */
export async function isHealthy(node: OrdererNode | PeerNode): Promise<boolean> {
  const answer = await ask(node, '/healthz');
  return answer?.status === 200;
}

/**
 * A page of a node's operations service, as the node itself may see it; undefined where nothing answers.
 * `/metrics` wants a client certificate, and the node's own will do.
 */
export async function ask(
  node: OrdererNode | PeerNode,
  path: string,
): Promise<Readonly<{ status: number; body: string }> | undefined> {
  const { tls } = node.paths;
  const [ca, cert, key] = await Promise.all([readFile(tls.rootCert), readFile(tls.cert), readFile(tls.key)]);
  const agent = new Agent({ ca, cert, key, servername: LOOPBACK_NAME, keepAlive: false });
  return new Promise((resolve) => {
    const request = get(
      { host: LISTEN_HOST, port: node.operationsPort, path, agent, timeout: REQUEST_TIMEOUT_MS },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
        response.on('error', () => {
          resolve(undefined);
        });
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(undefined);
    });
  });
}

/**
 * Waits until a node that was started is healthy.
 * @throws OperatorError where its process ended, with the end of its log, or where it takes too long.
 */
export async function untilHealthy(
  processes: BackgroundProcesses,
  spec: ProcessSpec,
  node: OrdererNode | PeerNode,
): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  while (Date.now() < deadline) {
    // The health service answers before the node itself listens.
    if ((await isHealthy(node)) && (await listens(node.port))) return;
    if ((await processes.pid(spec.name)) === undefined) {
      throw new OperatorError(await processes.diagnosis(spec.name, spec.logFile));
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new OperatorError(`${spec.name} is not healthy after ${HEALTHY_WITHIN_MS / 1000} s: read ${spec.logFile}`);
}
