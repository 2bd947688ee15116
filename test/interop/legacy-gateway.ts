import { readFile } from 'node:fs/promises';

import type { ConnectionProfile } from '@cloudfed/network';
import { Gateway, Wallets, type X509Identity } from 'fabric-network';

type LegacyNode = Readonly<Record<string, unknown>>;

/**
 * Connects as an application written for Fabric 2.2 does, with that client's own wallet and connection profile.
 * @param discovery Off: the profile lists a peer of each member and the orderers. On: one peer, which tells the rest.
 */
export async function connectLegacyGateway(
  profile: ConnectionProfile,
  options: Readonly<{ discovery: boolean }>,
): Promise<Gateway> {
  const wallet = await Wallets.newInMemoryWallet();
  const [certificate, privateKey] = await Promise.all([
    readFile(profile.identity.certPath, 'utf8'),
    readFile(profile.identity.keyPath, 'utf8'),
  ]);
  const user: X509Identity = { type: 'X.509', mspId: profile.mspId, credentials: { certificate, privateKey } };
  await wallet.put('user', user);
  const gateway = new Gateway();
  await gateway.connect(options.discovery ? await smallProfile(profile) : await fullProfile(profile), {
    wallet,
    identity: 'user',
    // Nodes in containers tell the names they have there; their ports are published on this host.
    discovery: { enabled: options.discovery, asLocalhost: options.discovery },
  });
  return gateway;
}

async function smallProfile(profile: ConnectionProfile): Promise<Record<string, unknown>> {
  return describe(profile, { peers: { peer: await nodeAt(profile.gatewayPeer) }, own: ['peer'], channels: {} });
}

async function fullProfile(profile: ConnectionProfile): Promise<Record<string, unknown>> {
  const members = [...new Set(profile.peers.map(({ mspId }) => mspId))];
  const firstPeers = members.flatMap((mspId) => profile.peers.filter((peer) => peer.mspId === mspId).slice(0, 1));
  const peers = Object.fromEntries(
    await Promise.all(firstPeers.map(async (peer) => [peer.mspId, await nodeAt(peer)] as const)),
  );
  const orderers = Object.fromEntries(
    await Promise.all(profile.orderers.map(async (node) => [node.serverName, await nodeAt(node)] as const)),
  );
  const channels = profile.channels.map(({ name, orgs }) => [
    name,
    { orderers: Object.keys(orderers), peers: Object.fromEntries(orgs.map((mspId) => [mspId, {}])) },
  ]);
  return describe(profile, {
    peers,
    orderers,
    own: [profile.mspId],
    channels: Object.fromEntries(channels) as Record<string, unknown>,
  });
}

function describe(
  profile: ConnectionProfile,
  parts: Readonly<{
    peers: Readonly<Record<string, LegacyNode>>;
    own: readonly string[];
    channels: Readonly<Record<string, unknown>>;
    orderers?: Readonly<Record<string, LegacyNode>>;
  }>,
): Record<string, unknown> {
  const { own, ...nodes } = parts;
  const others = Object.keys(parts.peers).filter((name) => !own.includes(name));
  return {
    name: 'legacy',
    version: '1.0.0',
    client: { organization: profile.mspId },
    organizations: {
      [profile.mspId]: { mspid: profile.mspId, peers: own },
      ...Object.fromEntries(others.map((mspId) => [mspId, { mspid: mspId, peers: [mspId] }])),
    },
    ...nodes,
  };
}

async function nodeAt(node: ConnectionProfile['gatewayPeer']): Promise<LegacyNode> {
  return {
    url: `grpcs://${node.address}`,
    tlsCACerts: { pem: await readFile(node.tlsRootCert, 'utf8') },
    grpcOptions: { 'ssl-target-name-override': node.serverName },
  };
}
