import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import {
  type ConnectionProfile,
  generateIdentities,
  ordererOrgPaths,
  peerOrgPaths,
  writeProfile,
} from '@cloudfed/network';

import type { ProcessSpec } from './child-process.js';
import type { DemoIssuer } from './demo-tokens.js';
import { CHAINCODE_NAME, DEMO_ORGS, type DemoOrg, type HomeLayout, LEDGER_CHANNELS } from './layout.js';
import type { FederationPorts } from './ports.js';
import { writeFilePrivately } from './private-file.js';

const ORDERER_DOMAIN = 'example.com';
const HOST = '127.0.0.1';
const require = createRequire(import.meta.url);

/** Makes identities, the network's configuration and each org's connection profile, where they are missing. */
export async function prepareNetwork(
  layout: HomeLayout,
  ports: FederationPorts,
): Promise<readonly ConnectionProfile[]> {
  await generateIdentities(
    {
      peerOrgs: DEMO_ORGS.map((org) => ({
        domain: org.domain,
        peers: ['peer0', 'peer1'],
        users: [
          { name: 'Admin', role: 'admin' },
          // The gateway’s: it is its organization’s clearing too, and who may act for that is the gateway’s to say.
          { name: 'User1', role: 'client', attributes: { 'cloudfed.clearing': 'true' } },
        ],
        chaincodes: [CHAINCODE_NAME],
      })),
      ordererOrgs: [{ domain: ORDERER_DOMAIN, orderers: ['orderer1'], users: [{ name: 'Admin', role: 'admin' }] }],
    },
    layout.identities,
  );
  const configuration = {
    rootDir: layout.identities,
    dataDir: layout.network,
    orgs: DEMO_ORGS.map((org, at) => ({
      mspId: org.mspId,
      domain: org.domain,
      peers: (ports.peers[at] ?? []).map((port) => ({ host: HOST, port })),
    })),
    orderer: { domain: ORDERER_DOMAIN, host: HOST, port: ports.orderer },
    channels: LEDGER_CHANNELS.map((channel) => ({
      name: channel.name,
      orgs: channel.members,
      chaincodes: [{ name: CHAINCODE_NAME, policy: channel.policy }],
    })),
    chaincodes: Object.fromEntries(
      DEMO_ORGS.map((org, at) => {
        const { rootCert } = peerOrgPaths(layout.identities, org.domain).chaincode(CHAINCODE_NAME);
        const address = `${HOST}:${String(ports.chaincodes[at])}`;
        return [org.mspId, { [CHAINCODE_NAME]: { address, tlsRootCert: rootCert } }];
      }),
    ),
  };
  await writeFilePrivately(networkConfigurationFile(layout), `${JSON.stringify(configuration, null, 2)}\n`);
  await mkdir(layout.profiles, { recursive: true, mode: 0o700 });
  return Promise.all(
    DEMO_ORGS.map(async (org, at) => {
      const profile = connectionProfile(layout, org, ports, at);
      await writeProfile(profileFile(layout, org), profile);
      return profile;
    }),
  );
}

function connectionProfile(layout: HomeLayout, org: DemoOrg, ports: FederationPorts, at: number): ConnectionProfile {
  const paths = peerOrgPaths(layout.identities, org.domain);
  const peersOf = (member: DemoOrg, memberAt: number) =>
    (ports.peers[memberAt] ?? []).map((port, peerAt) => ({
      mspId: member.mspId,
      address: `${HOST}:${String(port)}`,
      serverName: `peer${String(peerAt)}.${member.domain}`,
      tlsRootCert: peerOrgPaths(layout.identities, member.domain).node(`peer${String(peerAt)}`).tls.rootCert,
    }));
  const [gatewayPeer] = peersOf(org, at);
  if (gatewayPeer === undefined) throw new Error(`${org.mspId} has no peer`);
  const identityOf = (user: string) => {
    const { certPath, keyPath } = paths.user(user).msp;
    return { certPath, keyPath };
  };
  return {
    mspId: org.mspId,
    orgDomain: org.domain,
    gatewayPeer: {
      address: gatewayPeer.address,
      serverName: gatewayPeer.serverName,
      tlsRootCert: gatewayPeer.tlsRootCert,
    },
    peers: DEMO_ORGS.flatMap(peersOf),
    orderers: [
      {
        address: `${HOST}:${String(ports.orderer)}`,
        serverName: `orderer1.${ORDERER_DOMAIN}`,
        tlsRootCert: ordererOrgPaths(layout.identities, ORDERER_DOMAIN).node('orderer1').tls.rootCert,
      },
    ],
    identity: identityOf('User1'),
    admin: identityOf('Admin'),
    channels: LEDGER_CHANNELS.filter((channel) => channel.members.includes(org.mspId)).map((channel) => ({
      name: channel.name,
      orgs: channel.members,
    })),
    chaincode: CHAINCODE_NAME,
  };
}

export function profileFile(layout: HomeLayout, org: DemoOrg): string {
  return join(layout.profiles, `${org.domain.split('.')[0] ?? org.domain}.json`);
}

function networkConfigurationFile(layout: HomeLayout): string {
  return join(layout.home, 'network.json');
}

export function networkProcess(layout: HomeLayout): ProcessSpec {
  return {
    name: 'network',
    script: packageFile('@cloudfed/network', 'dist/embedded/main.js'),
    args: ['--config', networkConfigurationFile(layout)],
    env: {},
    logFile: join(layout.logs, 'network.log'),
    isReadyLine: (line) => line.startsWith('{') && line.includes('"ready":true'),
    readyTimeoutMs: 120_000,
    stopTimeoutMs: 10_000,
  };
}

export function chaincodeProcess(layout: HomeLayout, org: DemoOrg, port: number): ProcessSpec {
  const tls = peerOrgPaths(layout.identities, org.domain).chaincode(CHAINCODE_NAME);
  return {
    name: `chaincode-${org.orgId}`,
    script: packageFile('@cloudfed/chaincode', 'dist/serve.js'),
    args: [],
    env: {
      CHAINCODE_SERVER_ADDRESS: `${HOST}:${String(port)}`,
      CHAINCODE_ID: CHAINCODE_NAME,
      CHAINCODE_TLS_KEY: tls.key,
      CHAINCODE_TLS_CERT: tls.cert,
      CORE_PEER_LOCALMSPID: org.mspId,
    },
    logFile: join(layout.logs, `chaincode-${org.orgId}.log`),
    isReadyLine: (line) => line.includes('ready'),
    readyTimeoutMs: 60_000,
    stopTimeoutMs: 5_000,
  };
}

export function gatewayProcess(
  layout: HomeLayout,
  org: DemoOrg,
  options: { readonly port: number; readonly issuer: DemoIssuer; readonly env: Readonly<Record<string, string>> },
): ProcessSpec {
  return {
    name: `gateway-${org.orgId}`,
    script: packageFile('@cloudfed/gateway', 'dist/main.js'),
    args: [],
    env: {
      CLOUDFED_ORG_ID: org.orgId,
      CLOUDFED_PROFILE: profileFile(layout, org),
      CLOUDFED_DATA_DIR: join(layout.gateway(org.orgId), 'data'),
      HOST,
      PORT: String(options.port),
      CLOUDFED_JWT_ISSUER: options.issuer.issuer,
      CLOUDFED_JWT_AUDIENCE: options.issuer.audience,
      CLOUDFED_JWKS_FILE: options.issuer.jwksFile,
      CLOUDFED_DEMO: 'true',
      ...options.env,
    },
    logFile: join(layout.logs, `gateway-${org.orgId}.log`),
    isReadyLine: (line) => line.includes('"listening"'),
    readyTimeoutMs: 60_000,
    stopTimeoutMs: 15_000,
  };
}

/** A file of another workspace, found as Node finds the package: its process is started, its code is not loaded. */
function packageFile(packageName: string, file: string): string {
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}
