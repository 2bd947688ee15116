import { join } from 'node:path';

import { type ConnectionProfile, type Endpoint, writeProfile } from '../profile.js';
import { ordererHostName } from './fabric-command.js';
import {
  allPeers,
  CHAINCODE,
  LISTEN_HOST,
  type NativeLayout,
  type PeerNode,
  type PeerOrg,
  type Topology,
} from './topology.js';

/** Writes each org's connection profile: `profiles/org1.json` and so on. */
export async function writeProfiles(layout: Pick<NativeLayout, 'profiles'>, topology: Topology): Promise<void> {
  for (const org of topology.orgs) {
    await writeProfile(join(layout.profiles, `${org.name}.json`), profileOf(topology, org));
  }
}

function profileOf(topology: Topology, org: PeerOrg): ConnectionProfile {
  const files = ({ msp: { certPath, keyPath } }: PeerOrg['user']) => ({ certPath, keyPath });
  return {
    mspId: org.mspId,
    orgDomain: org.domain,
    gatewayPeer: peerEndpoint(org.peers[0]),
    identity: files(org.user),
    admin: files(org.admin),
    channels: topology.channels
      .filter(({ members }) => members.includes(org))
      .map(({ name, members }) => ({ name, orgs: members.map(({ mspId }) => mspId) })),
    chaincode: CHAINCODE,
    orderers: topology.orderers.map((orderer) => ({
      address: `${LISTEN_HOST}:${orderer.port}`,
      serverName: ordererHostName(orderer),
      tlsRootCert: orderer.paths.tls.rootCert,
    })),
    peers: allPeers(topology).map((peer) => ({ mspId: peer.mspId, ...peerEndpoint(peer) })),
  };
}

function peerEndpoint(peer: PeerNode): Endpoint {
  return {
    address: `${LISTEN_HOST}:${peer.port}`,
    serverName: `${peer.label}.${peer.domain}`,
    tlsRootCert: peer.paths.tls.rootCert,
  };
}
