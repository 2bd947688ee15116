import { join } from 'node:path';

/** A member of the demo federation. */
export interface DemoOrg {
  readonly orgId: string;
  readonly name: string;
  readonly mspId: string;
  /** Domain of its certificates and host names. */
  readonly domain: string;
}

export const DEMO_ORGS: readonly DemoOrg[] = [
  { orgId: '00001', name: 'CNIC', mspId: 'Org1MSP', domain: 'org1.example.com' },
  { orgId: '00002', name: 'CNNIC', mspId: 'Org2MSP', domain: 'org2.example.com' },
  { orgId: '00003', name: 'CSTNET', mspId: 'Org3MSP', domain: 'org3.example.com' },
];

/** A Fabric channel, its members and who must endorse. */
export interface LedgerChannel {
  readonly name: string;
  readonly members: readonly string[];
  /** Endorsement policy in Fabric's policy language. */
  readonly policy: string;
}

export const LEDGER_CHANNELS: readonly LedgerChannel[] = [
  {
    name: 'channelall',
    members: ['Org1MSP', 'Org2MSP', 'Org3MSP'],
    policy: "OutOf(2,'Org1MSP.peer','Org2MSP.peer','Org3MSP.peer')",
  },
  pairwise('channel12', 'Org1MSP', 'Org2MSP'),
  pairwise('channel13', 'Org1MSP', 'Org3MSP'),
  pairwise('channel23', 'Org2MSP', 'Org3MSP'),
];

export const CHAINCODE_NAME = 'cloudfed';

function pairwise(name: string, one: string, other: string): LedgerChannel {
  return { name, members: [one, other], policy: `AND('${one}.peer','${other}.peer')` };
}

/** Where things are in the federation's home folder. */
export interface HomeLayout {
  readonly home: string;
  readonly identities: string;
  readonly network: string;
  readonly profiles: string;
  readonly logs: string;
  readonly federationFile: string;
  readonly lockFile: string;
  /** What a federation keeps in its home itself: other things may be there. */
  readonly productFiles: readonly string[];
  gateway(orgId: string): string;
}

export function homeLayout(home: string): HomeLayout {
  return {
    home,
    identities: join(home, 'identities'),
    network: join(home, 'network'),
    profiles: join(home, 'profiles'),
    logs: join(home, 'logs'),
    federationFile: join(home, 'federation.json'),
    lockFile: join(home, 'lock'),
    productFiles: ['identities', 'network', 'profiles', 'gateways', 'logs', 'federation.json', 'network.json'],
    gateway: (orgId) => join(home, 'gateways', orgId),
  };
}

/** The same on a native network, which keeps all of its own in `native/`; what the gateways know of its ledgers lies there too. */
export function nativeHomeLayout(home: string): HomeLayout {
  return {
    ...homeLayout(join(home, 'native')),
    home,
    federationFile: join(home, 'federation.json'),
    lockFile: join(home, 'lock'),
    productFiles: ['federation.json'],
  };
}
