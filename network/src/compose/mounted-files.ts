import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { PUBLIC_MODE, readIfThere, SECRET_MODE, writeDurably, writeIfDifferent } from '../identities/durable-file.js';
import { type IdentitiesSpec, ordererOrgPaths, peerOrgPaths, type TlsPaths } from '../identities/index.js';
import { builderConfiguration } from '../native/nodes.js';
import {
  CHAINCODE,
  identitiesSpec,
  type Naming,
  ORDERER_DOMAIN,
  type PeerNode,
  type PeerOrg,
  type Topology,
} from '../native/topology.js';
import { type ComposeLayout, CONTAINER_FOLDER } from './layout.js';

/** Reads nodes' metrics, and can do nothing else: only its TLS certificate is given away. */
const METRICS_USER = 'Metrics';
const SECRET_BYTES = 24;
export const NAMING: Naming = 'own-names';

/** Everyone in the network, and in each org somebody who reads metrics. */
export function composeIdentities(): IdentitiesSpec {
  const { peerOrgs, ordererOrgs } = identitiesSpec();
  const metrics = { name: METRICS_USER, role: 'client' as const };
  return {
    peerOrgs: peerOrgs.map((org) => ({ ...org, users: [...org.users, metrics] })),
    ordererOrgs: ordererOrgs.map((org) => ({ ...org, users: [...org.users, metrics] })),
  };
}

/** Writes what containers read besides the identities; what is there and right is left alone. */
export async function writeMountedFiles(layout: ComposeLayout, topology: Topology): Promise<void> {
  for (const org of topology.orgs) {
    for (const peer of org.peers) {
      await writeIfDifferent(
        join(layout.builders, `${peer.name}.json`),
        await builderConfiguration(org, peer),
        SECRET_MODE,
      );
    }
    await writeGatewayFolder(layout, topology, org);
    await writeDatabaseUrl(layout, org);
  }
  await ensureSecret(join(layout.secrets, 'grafana'));
  await writePrometheusFolder(layout, topology);
}

/** What an org's gateway may see: its own user's key, and the certificates of those it calls. */
async function writeGatewayFolder(layout: ComposeLayout, topology: Topology, org: PeerOrg): Promise<void> {
  const folder = join(layout.gateways, org.name);
  const inside = (name: string): string => `${CONTAINER_FOLDER}/${name}`;
  const peers = topology.channels
    .flatMap(({ members }) => (members.includes(org) ? members : []))
    .filter((member, at, members) => members.indexOf(member) === at);
  const endpoint = (peer: PeerNode, member: PeerOrg) => ({
    mspId: member.mspId,
    address: `${peer.host}:${peer.port}`,
    serverName: peer.host,
    tlsRootCert: inside(`tls/${member.name}.crt`),
  });
  const profile = {
    mspId: org.mspId,
    orgDomain: org.domain,
    gatewayPeer: endpoint(org.peers[0], org),
    identity: { certPath: inside('user.crt'), keyPath: inside('user.key') },
    channels: topology.channels
      .filter(({ members }) => members.includes(org))
      .map(({ name, members }) => ({ name, orgs: members.map(({ mspId }) => mspId) })),
    chaincode: CHAINCODE,
    peers: peers.flatMap((member) => member.peers.map((peer) => endpoint(peer, member))),
  };
  await writeIfDifferent(join(folder, 'profile.json'), `${JSON.stringify(profile, undefined, 2)}\n`, PUBLIC_MODE);
  for (const member of peers) {
    await copy(member.peers[0].paths.tls.rootCert, join(folder, 'tls', `${member.name}.crt`), PUBLIC_MODE);
  }
  await copy(org.user.msp.certPath, join(folder, 'user.crt'), PUBLIC_MODE);
  await copy(org.user.msp.keyPath, join(folder, 'user.key'), SECRET_MODE);
  await ensureSecret(join(folder, 'metrics-token'));
}

/** The org's own PostgreSQL, which it uses where that runs. */
async function writeDatabaseUrl(layout: ComposeLayout, org: PeerOrg): Promise<void> {
  const secret = join(layout.secrets, `postgres-${org.name}`);
  await ensureSecret(secret);
  const url = `postgres://cloudfed:${await readFile(secret, 'utf8')}@postgres.${org.domain}:5432/cloudfed`;
  await writeIfDifferent(join(layout.gateways, org.name, 'database-url'), url, SECRET_MODE);
}

/** Whom to ask for metrics, and with which certificate. */
async function writePrometheusFolder(layout: ComposeLayout, topology: Topology): Promise<void> {
  const folder = layout.prometheus;
  const { identities } = layout;
  await copyTls(ordererOrgPaths(identities, ORDERER_DOMAIN).user(METRICS_USER).tls, join(folder, 'orderers'));
  await writeTargets(
    join(folder, 'orderers.json'),
    topology.orderers.map(({ host, operationsPort }) => `${host}:${operationsPort}`),
  );
  for (const org of topology.orgs) {
    await copyTls(peerOrgPaths(identities, org.domain).user(METRICS_USER).tls, join(folder, org.name));
    await writeTargets(
      join(folder, `${org.name}.json`),
      org.peers.map(({ host, operationsPort }) => `${host}:${operationsPort}`),
    );
    await copy(join(layout.gateways, org.name, 'metrics-token'), join(folder, org.name, 'gateway-token'), SECRET_MODE);
  }
}

async function writeTargets(path: string, targets: readonly string[]): Promise<void> {
  await writeIfDifferent(path, `${JSON.stringify([{ targets }])}\n`, PUBLIC_MODE);
}

async function copyTls({ rootCert, cert, key }: TlsPaths, folder: string): Promise<void> {
  await copy(rootCert, join(folder, 'ca.crt'), PUBLIC_MODE);
  await copy(cert, join(folder, 'client.crt'), PUBLIC_MODE);
  await copy(key, join(folder, 'client.key'), SECRET_MODE);
}

async function copy(from: string, to: string, mode: number): Promise<void> {
  await writeIfDifferent(to, await readFile(from, 'utf8'), mode);
}

async function ensureSecret(path: string): Promise<void> {
  if ((await readIfThere(path)) !== undefined) return;
  await writeDurably(path, randomBytes(SECRET_BYTES).toString('hex'), SECRET_MODE);
}

/** Who the containers run as: whoever owns the files; somebody without rights where that is root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const UNPRIVILEGED: Owner = { uid: 10_001, gid: 10_001 };

export function containerOwner(): Owner {
  const uid = process.getuid?.() ?? UNPRIVILEGED.uid;
  return uid === 0 ? UNPRIVILEGED : { uid, gid: process.getgid?.() ?? uid };
}

/** Gives the mounted files to the containers' user, where root has written them. */
export async function handOver(layout: ComposeLayout): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = containerOwner();
  const { identities, artifacts, builders, gateways, prometheus, secrets } = layout;
  for (const folder of [identities, artifacts, builders, gateways, prometheus, secrets]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const entries = await readdir(folder, { recursive: true });
    for (const path of ['', ...entries]) await chown(join(folder, path), uid, gid);
  }
}
