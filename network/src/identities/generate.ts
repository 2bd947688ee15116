import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { basename, join } from 'node:path';

import {
  attributesJson,
  type Authority,
  createAuthority,
  isAddress,
  issueCertificate,
  keyToPem,
  type LeafOptions,
  newPrivateKey,
  type NodeRole,
  type Validity,
} from './certificate.js';
import { PUBLIC_MODE, readIfThere, SECRET_MODE, tighten, writeDurably, writeIfDifferent } from './durable-file.js';
import {
  checkIdentitiesSpec,
  type IdentitiesSpec,
  type MemberPaths,
  ordererOrgPaths,
  type OrgPaths,
  peerOrgPaths,
  type TlsPaths,
  type UserSpec,
} from './spec.js';

export interface GenerateOptions {
  /** Issues certificates (not the authorities') anew that expire within so many days; the keys stay. */
  readonly renewWithinDays?: number;
}

/** Paths of the certificates that were made, and of those that were issued anew on their old key. */
export interface GenerateResult {
  readonly created: readonly string[];
  readonly renewed: readonly string[];
}

const DAY_MS = 86_400_000;
const LOOPBACK = ['localhost', '127.0.0.1'];

/** One run over the tree. */
interface Run {
  readonly renewBefore: Date | undefined;
  readonly extraHosts: readonly string[];
  readonly created: string[];
  readonly renewed: string[];
}

interface OrgRun extends Run {
  readonly domain: string;
  readonly paths: OrgPaths;
  readonly ca: LazyAuthority;
  readonly tlsCa: LazyAuthority;
}

/** An authority whose key may be kept elsewhere: it is asked for only where something must be issued. */
interface LazyAuthority {
  readonly certificate: string;
  readonly certPath: string;
  load(): Authority;
}

/**
 * Makes the certificates and keys of a whole network in the folder layout of Fabric's `cryptogen`, with node OUs.
 *
 * What is there is kept: running it twice changes nothing, and what a crash has left half made is completed. A certificate
 * is issued anew, on the same key, where its hosts or attributes are no longer those of the spec and, on request, where it
 * expires soon. An authority's key may be taken away once everything is issued.
 * One run at a time for a folder: the caller sees to that.
 *
 * @throws Error where files contradict each other (a certificate of another key or of another authority).
 */
export async function generateIdentities(
  spec: IdentitiesSpec,
  rootDir: string,
  options: Readonly<GenerateOptions> = {},
): Promise<GenerateResult> {
  checkIdentitiesSpec(spec);
  const run = newRun(options, spec.extraHosts);
  for (const org of spec.peerOrgs) {
    const orgRun = await beginOrg(run, org.domain, peerOrgPaths(rootDir, org.domain));
    for (const peer of org.peers) await ensureNode(orgRun, peer, 'peer');
    for (const user of org.users) await ensureUser(orgRun, user);
    for (const chaincode of org.chaincodes ?? []) {
      await ensureTls(orgRun, orgRun.paths.chaincode(chaincode), hostsOf(orgRun, `${chaincode}.${org.domain}`));
    }
  }
  for (const org of spec.ordererOrgs) {
    const orgRun = await beginOrg(run, org.domain, ordererOrgPaths(rootDir, org.domain));
    for (const orderer of org.orderers) await ensureNode(orgRun, orderer, 'orderer');
    for (const user of org.users) await ensureUser(orgRun, user);
  }
  return { created: run.created, renewed: run.renewed };
}

/** Adds one user to a peer org made before. With `validity` it makes one already expired, or not yet valid. */
export async function addUser(
  rootDir: string,
  domain: string,
  user: UserSpec,
  validity?: Partial<Validity>,
): Promise<MemberPaths> {
  checkIdentitiesSpec({ peerOrgs: [{ domain, peers: [], users: [user] }], ordererOrgs: [] });
  const run = await beginOrg(newRun({}), domain, peerOrgPaths(rootDir, domain));
  await ensureUser(run, user, validity);
  return run.paths.user(user.name);
}

function newRun(options: GenerateOptions, extraHosts: readonly string[] = []): Run {
  const { renewWithinDays } = options;
  return {
    renewBefore: renewWithinDays === undefined ? undefined : new Date(Date.now() + renewWithinDays * DAY_MS),
    extraHosts,
    created: [],
    renewed: [],
  };
}

async function beginOrg(run: Run, domain: string, paths: OrgPaths): Promise<OrgRun> {
  const ca = await ensureAuthority(run, `ca.${domain}`, domain, paths.ca);
  const tlsCa = await ensureAuthority(run, `tlsca.${domain}`, domain, paths.tlsCa);
  const orgRun = { ...run, domain, paths, ca, tlsCa };
  await ensureMspFolder(orgRun, paths.msp);
  return orgRun;
}

async function ensureAuthority(
  run: Run,
  commonName: string,
  organization: string,
  paths: Readonly<{ cert: string; key: string }>,
): Promise<LazyAuthority> {
  let certificate = await readIfThere(paths.cert);
  let keyPem = await readIfThere(paths.key);
  if (certificate === undefined) {
    const privateKey = await ensureKey(paths.key);
    keyPem = keyToPem(privateKey);
    ({ certificate } = await createAuthority({ commonName, organization, privateKey }));
    await writeDurably(paths.cert, certificate, PUBLIC_MODE);
    run.created.push(paths.cert);
  }
  return { certificate, certPath: paths.cert, load: () => loadAuthority(paths, certificate, keyPem) };
}

function loadAuthority(paths: Readonly<{ cert: string; key: string }>, cert: string, key?: string): Authority {
  if (key === undefined)
    throw new Error(`a certificate is to be issued, but the authority's key ${paths.key} is missing`);
  const privateKey = createPrivateKey(key);
  if (!new X509Certificate(cert).checkPrivateKey(privateKey))
    throw new Error(`${paths.cert} is not of the key beside it`);
  return { certificate: cert, privateKey };
}

async function ensureNode(run: OrgRun, label: string, role: NodeRole): Promise<void> {
  const commonName = `${label}.${run.domain}`;
  const paths = run.paths.node(label);
  await ensureMspFolder(run, paths.msp.folder);
  const subject = { commonName, organization: run.domain, role };
  await ensureLeaf(
    run,
    run.ca,
    { cert: paths.msp.certPath, key: paths.msp.keyPath },
    { ...subject, usage: 'identity' },
  );
  await ensureTls(run, paths.tls, hostsOf(run, commonName, label));
}

async function ensureUser(run: OrgRun, user: UserSpec, validity?: Partial<Validity>): Promise<void> {
  const paths = run.paths.user(user.name);
  await ensureMspFolder(run, paths.msp.folder);
  await ensureLeaf(
    run,
    run.ca,
    { cert: paths.msp.certPath, key: paths.msp.keyPath },
    {
      commonName: `${user.name}@${run.domain}`,
      organization: run.domain,
      role: user.role,
      usage: 'identity',
      ...(user.attributes === undefined ? {} : { attributes: user.attributes }),
      ...(validity === undefined ? {} : { validity }),
    },
  );
  await ensureTls(run, paths.tls, [], `${user.name}@${run.domain}`);
}

function hostsOf(run: OrgRun, ...names: string[]): string[] {
  return [...new Set([...names, ...LOOPBACK, ...run.extraHosts])];
}

async function ensureTls(
  run: OrgRun,
  paths: TlsPaths,
  hosts: readonly string[],
  commonName = hosts[0] ?? run.domain,
): Promise<void> {
  await ensureLeaf(run, run.tlsCa, paths, { commonName, organization: run.domain, usage: 'tls', hosts });
  await writeIfDifferent(paths.rootCert, run.tlsCa.certificate, PUBLIC_MODE);
}

/** The part of an MSP folder that says who belongs to the org. */
async function ensureMspFolder(run: OrgRun, folder: string): Promise<void> {
  const caFile = basename(run.ca.certPath);
  await writeIfDifferent(join(folder, 'cacerts', caFile), run.ca.certificate, PUBLIC_MODE);
  await writeIfDifferent(join(folder, 'tlscacerts', basename(run.tlsCa.certPath)), run.tlsCa.certificate, PUBLIC_MODE);
  await writeIfDifferent(join(folder, 'config.yaml'), nodeOus(caFile), PUBLIC_MODE);
}

function nodeOus(caFile: string): string {
  const role = (name: string, ou: NodeRole) =>
    `  ${name}OUIdentifier:\n    Certificate: cacerts/${caFile}\n    OrganizationalUnitIdentifier: ${ou}\n`;
  return (
    'NodeOUs:\n  Enable: true\n' +
    role('Client', 'client') +
    role('Peer', 'peer') +
    role('Admin', 'admin') +
    role('Orderer', 'orderer')
  );
}

async function ensureLeaf(
  run: Run,
  authority: LazyAuthority,
  paths: Readonly<{ cert: string; key: string }>,
  options: LeafOptions,
): Promise<void> {
  const there = await readIfThere(paths.cert);
  if (there !== undefined) {
    const certificate = new X509Certificate(there);
    if (!certificate.verify(createPublicKey(authority.certificate))) {
      throw new Error(`${paths.cert} was not issued by ${authority.certPath}`);
    }
    const isStale = run.renewBefore !== undefined && new Date(certificate.validTo) < run.renewBefore;
    if (!isStale && holds(certificate, options)) {
      await checkKeyFile(certificate, paths);
      return;
    }
  }
  const privateKey = await ensureKey(paths.key);
  if (there !== undefined) checkKey(new X509Certificate(there), privateKey, paths.cert);
  const issued = await issueCertificate(authority.load(), { ...options, privateKey });
  await writeDurably(paths.cert, issued.certificate, PUBLIC_MODE);
  (there === undefined ? run.created : run.renewed).push(paths.cert);
}

/** Whether the certificate already says what it should. */
function holds(certificate: X509Certificate, options: LeafOptions): boolean {
  const isNamed = (host: string) => certificate[isAddress(host) ? 'checkIP' : 'checkHost'](host) !== undefined;
  if (options.hosts?.every(isNamed) === false) return false;
  return options.attributes === undefined || certificate.raw.includes(attributesJson(options.attributes));
}

async function checkKeyFile(
  certificate: X509Certificate,
  paths: Readonly<{ cert: string; key: string }>,
): Promise<void> {
  const pem = await readIfThere(paths.key);
  if (pem === undefined) throw new Error(`${paths.cert} is there, but its key ${paths.key} is missing`);
  checkKey(certificate, createPrivateKey(pem), paths.cert);
  await tighten(paths.key);
}

function checkKey(certificate: X509Certificate, key: KeyObject, path: string): void {
  if (!certificate.checkPrivateKey(key)) throw new Error(`${path} is not of the key beside it`);
}

/** The key in the file, or a new one written to it. It is written before its certificate, so none is ever without. */
async function ensureKey(path: string): Promise<KeyObject> {
  const there = await readIfThere(path);
  if (there !== undefined) {
    await tighten(path);
    return createPrivateKey(there);
  }
  const key = newPrivateKey();
  await writeDurably(path, keyToPem(key), SECRET_MODE);
  return key;
}
