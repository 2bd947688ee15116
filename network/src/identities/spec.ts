import { join } from 'node:path';

/** A person or program of an org, with a certificate of its own. */
export interface UserSpec {
  /** Before the `@`: `Admin`, `User1`. */
  readonly name: string;
  readonly role: 'admin' | 'client';
  /** Attributes for chaincode to read, as Fabric CA writes them. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface PeerOrgSpec {
  readonly domain: string;
  /** Host labels: `peer0`, `peer1`. */
  readonly peers: readonly string[];
  readonly users: readonly UserSpec[];
  /** Names of the chaincodes this org runs as a service; each gets a TLS server certificate. */
  readonly chaincodes?: readonly string[];
}

export interface OrdererOrgSpec {
  readonly domain: string;
  /** Host labels: `orderer1`. */
  readonly orderers: readonly string[];
  readonly users: readonly UserSpec[];
}

/** Everyone in a network who needs a certificate. */
export interface IdentitiesSpec {
  readonly peerOrgs: readonly PeerOrgSpec[];
  readonly ordererOrgs: readonly OrdererOrgSpec[];
  /** DNS names and IP addresses in every TLS server certificate besides its own name, `localhost` and `127.0.0.1`. */
  readonly extraHosts?: readonly string[];
}

const DOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/u;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;
const USER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/u;
const HOST = /^[A-Za-z0-9:][A-Za-z0-9:._-]{0,252}$/u;
const CHAINCODE = /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/u;
/** X.520's upper bound for a common name: longer ones are refused by some readers. */
const COMMON_NAME_LENGTH = 64;

/**
 * Checks that the names can be folder and host names.
 * @throws Error naming the first that cannot.
 */
export function checkIdentitiesSpec(spec: IdentitiesSpec): void {
  const orgs = [...spec.peerOrgs, ...spec.ordererOrgs];
  checkUnique(
    'domain',
    orgs.map((org) => org.domain),
  );
  for (const org of orgs) {
    check(DOMAIN, 'domain', org.domain);
    const nodes = 'peers' in org ? org.peers : org.orderers;
    checkUnique('node', nodes);
    for (const node of nodes) check(LABEL, 'node', node, `${node}.${org.domain}`);
    checkUnique(
      'user',
      org.users.map((user) => user.name),
    );
    for (const user of org.users) check(USER, 'user', user.name, `${user.name}@${org.domain}`);
    for (const name of 'chaincodes' in org ? org.chaincodes : []) {
      check(CHAINCODE, 'chaincode', name, `${name}.${org.domain}`);
    }
  }
  for (const host of spec.extraHosts ?? []) check(HOST, 'host', host);
}

function check(pattern: RegExp, what: string, value: string, commonName = value): void {
  if (!pattern.test(value)) throw new Error(`${what} ${JSON.stringify(value)} cannot be a name in a certificate`);
  if (what !== 'host' && commonName.length > COMMON_NAME_LENGTH) {
    throw new Error(`${what} ${JSON.stringify(commonName)} is longer than ${COMMON_NAME_LENGTH} characters`);
  }
}

function checkUnique(what: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) throw new Error(`${what} ${JSON.stringify(twice)} is named twice`);
}

/** Where a TLS certificate is. */
export interface TlsPaths {
  readonly folder: string;
  readonly rootCert: string;
  readonly cert: string;
  readonly key: string;
}

/** Where an identity is: the folder Fabric calls its local MSP, and the two files in it that sign. */
export interface MspPaths {
  readonly folder: string;
  readonly certPath: string;
  readonly keyPath: string;
}

export interface MemberPaths {
  readonly msp: MspPaths;
  readonly tls: TlsPaths;
}

/** Where the files of one org are, in the layout of Fabric's `cryptogen`. */
export interface OrgPaths {
  readonly folder: string;
  readonly msp: string;
  readonly ca: { readonly cert: string; readonly key: string };
  readonly tlsCa: { readonly cert: string; readonly key: string };
  /** A peer or an orderer by its host label. */
  readonly node: (label: string) => MemberPaths;
  readonly user: (name: string) => MemberPaths;
  readonly chaincode: (name: string) => TlsPaths;
}

export function peerOrgPaths(rootDir: string, domain: string): OrgPaths {
  return orgPaths(join(rootDir, 'peerOrganizations', domain), domain, 'peers');
}

export function ordererOrgPaths(rootDir: string, domain: string): OrgPaths {
  return orgPaths(join(rootDir, 'ordererOrganizations', domain), domain, 'orderers');
}

function orgPaths(folder: string, domain: string, nodes: 'orderers' | 'peers'): OrgPaths {
  const authority = (name: 'ca' | 'tlsca') => ({
    cert: join(folder, name, `${name}.${domain}-cert.pem`),
    key: join(folder, name, 'priv_sk'),
  });
  return {
    folder,
    msp: join(folder, 'msp'),
    ca: authority('ca'),
    tlsCa: authority('tlsca'),
    node: (label) => memberPaths(join(folder, nodes, `${label}.${domain}`), `${label}.${domain}`, 'server'),
    user: (name) => memberPaths(join(folder, 'users', `${name}@${domain}`), `${name}@${domain}`, 'client'),
    chaincode: (name) => tlsPaths(join(folder, 'chaincode', `${name}.${domain}`, 'tls'), 'server'),
  };
}

function memberPaths(folder: string, name: string, side: 'client' | 'server'): MemberPaths {
  const msp = join(folder, 'msp');
  return {
    msp: {
      folder: msp,
      certPath: join(msp, 'signcerts', `${name}-cert.pem`),
      keyPath: join(msp, 'keystore', 'priv_sk'),
    },
    tls: tlsPaths(join(folder, 'tls'), side),
  };
}

function tlsPaths(folder: string, side: 'client' | 'server'): TlsPaths {
  return {
    folder,
    rootCert: join(folder, 'ca.crt'),
    cert: join(folder, `${side}.crt`),
    key: join(folder, `${side}.key`),
  };
}
