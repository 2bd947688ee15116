import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

import { PUBLIC_MODE, writeDurably } from './identities/durable-file.js';

/** A gRPC endpoint over TLS. */
export interface Endpoint {
  /** `host:port`. */
  readonly address: string;
  /** The name its TLS certificate carries; a host name, since TLS takes no IP address as a server name. */
  readonly serverName: string;
  /** Absolute path of the PEM file of the authority that issued its TLS certificate. */
  readonly tlsRootCert: string;
}

export interface PeerEndpoint extends Endpoint {
  readonly mspId: string;
}

/** Absolute paths of PEM files. */
export interface IdentityFiles {
  readonly certPath: string;
  readonly keyPath: string;
}

export interface ProfileChannel {
  readonly name: string;
  /** MSP ids of its members. */
  readonly orgs: readonly string[];
}

/**
 * All that a client of one org must know of its network. Whichever way the network came up, the profile looks the same.
 */
export interface ConnectionProfile {
  readonly mspId: string;
  readonly orgDomain: string;
  /** The peer whose gateway service the org's clients use. */
  readonly gatewayPeer: Endpoint;
  /** Who signs the org's ordinary transactions. */
  readonly identity: IdentityFiles;
  /** The org's administrator. */
  readonly admin: IdentityFiles;
  /** The ledger channels this org is a member of. */
  readonly channels: readonly ProfileChannel[];
  /** Name of the chaincode on every one of them. */
  readonly chaincode: string;
  readonly orderers: readonly Endpoint[];
  /** Peers of all orgs; the first of each org answers for it. */
  readonly peers: readonly PeerEndpoint[];
}

/** A connection profile that cannot be used: not there, not JSON, or wrong at `path` within it. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
}

const MAX_ENTRIES = 1000;
const ADDRESS = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9][A-Za-z0-9._-]{0,252}):(\d{1,5})$/u;
const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/u;
const MSP_ID = /^[A-Za-z0-9._-]{1,64}$/u;
const CHANNEL = /^[a-z][a-z0-9.-]{0,248}$/u;
const CHAINCODE = /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/u;

/**
 * Reads and checks a profile.
 * @throws ProfileError naming the file and what is wrong in it.
 */
export async function readProfile(path: string): Promise<ConnectionProfile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'is not there: has the network been brought up?' : `cannot be read (${String(code)})`;
    throw new ProfileError(`connection profile ${path} ${why}`, { cause: error });
  }
  try {
    return parseProfile(JSON.parse(text));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : `is wrong: ${(error as Error).message}`;
    throw new ProfileError(`connection profile ${path} ${why}`, { cause: error });
  }
}

/** Writes a profile after checking it. It holds paths and addresses, no secrets. */
export async function writeProfile(path: string, profile: ConnectionProfile): Promise<void> {
  parseProfile(profile);
  await writeDurably(path, `${JSON.stringify(profile, undefined, 2)}\n`, PUBLIC_MODE);
}

/**
 * Checks a profile, and drops nothing silently: a field it does not know is an error.
 * @throws ProfileError naming the field.
 */
export function parseProfile(value: unknown): ConnectionProfile {
  const profile = fields(value, 'profile', {
    mspId: matching(MSP_ID),
    orgDomain: matching(HOST_NAME),
    gatewayPeer: endpoint,
    identity: identityFiles,
    admin: identityFiles,
    channels: listOf(channel),
    chaincode: matching(CHAINCODE),
    orderers: listOf(endpoint),
    peers: listOf(peerEndpoint),
  });
  const names = profile.channels.map((one) => one.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ProfileError(`channels: ${twice} is named twice`);
  const foreign = profile.channels.find((one) => !one.orgs.includes(profile.mspId));
  if (foreign !== undefined) throw new ProfileError(`channels: ${profile.mspId} is not a member of ${foreign.name}`);
  return profile;
}

type Reader<T> = (value: unknown, path: string) => T;
type Shape<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

const endpointShape: Shape<Endpoint> = {
  address: (value, path) => {
    const address = text(value, path);
    const port = Number(ADDRESS.exec(address)?.[1] ?? 0);
    if (port < 1 || port > 65_535) throw new ProfileError(`${path}: must be host:port`);
    return address;
  },
  serverName: matching(HOST_NAME),
  tlsRootCert: absolutePath,
};

function endpoint(value: unknown, path: string): Endpoint {
  return fields(value, path, endpointShape);
}

function peerEndpoint(value: unknown, path: string): PeerEndpoint {
  return fields<PeerEndpoint>(value, path, { ...endpointShape, mspId: matching(MSP_ID) });
}

function identityFiles(value: unknown, path: string): IdentityFiles {
  return fields<IdentityFiles>(value, path, { certPath: absolutePath, keyPath: absolutePath });
}

function channel(value: unknown, path: string): ProfileChannel {
  return fields<ProfileChannel>(value, path, { name: matching(CHANNEL), orgs: listOf(matching(MSP_ID)) });
}

function fields<T>(value: unknown, path: string, shape: Shape<T>): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProfileError(`${path}: must be an object`);
  }
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) throw new ProfileError(`${path}: does not know the field ${JSON.stringify(unknown)}`);
  const read: Record<string, unknown> = {};
  for (const key of Object.keys(shape)) {
    if (!Object.hasOwn(value, key)) throw new ProfileError(`${path}.${key}: is missing`);
    const reader = shape[key as keyof T] as Reader<unknown>;
    read[key] = reader((value as Record<string, unknown>)[key], `${path}.${key}`);
  }
  return read as T;
}

function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length === 0) throw new ProfileError(`${path}: must be a list with an entry`);
    if (value.length > MAX_ENTRIES) throw new ProfileError(`${path}: has more than ${MAX_ENTRIES} entries`);
    return value.map((entry: unknown, index) => reader(entry, `${path}[${index}]`));
  };
}

function matching(pattern: RegExp): Reader<string> {
  return (value, path) => {
    const read = text(value, path);
    if (!pattern.test(read)) throw new ProfileError(`${path}: ${JSON.stringify(read)} is not allowed here`);
    return read;
  };
}

function absolutePath(value: unknown, path: string): string {
  const read = text(value, path);
  if (!isAbsolute(read) || read.includes('\0')) throw new ProfileError(`${path}: must be an absolute path`);
  return read;
}

function text(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new ProfileError(`${path}: must be text`);
  return value;
}
