import type { Environment } from './env-file.js';
import { lockNetwork } from './network-lock.js';
import { type NetworkSettings, readSettings } from './settings.js';
import { nativeLayout, readTopology } from './topology.js';

// What a program may ask of a native network that it runs on.

/** A member as the ledgers know it. */
export interface NativeMember {
  readonly orgId: string;
  readonly name: string;
  readonly mspId: string;
  /** Domain of its certificates and host names. */
  readonly domain: string;
}

/** @throws OperatorError naming the variable that is missing or wrong. */
export function nativeMembers(environment: Environment): readonly NativeMember[] {
  const { orgs } = readTopology(environment, '/', 'loopback');
  return orgs.map(({ orgId, orgName, mspId, domain }) => ({ orgId, name: orgName, mspId, domain }));
}

/** The settings a network in the folder began with; undefined where there is none. */
export function keptNativeSettings(home: string): Promise<NetworkSettings | undefined> {
  return readSettings(nativeLayout(home));
}

/**
 * Keeps others from taking the network down while this process runs on it.
 * @returns What lets go of it.
 * @throws OperatorError where another process holds it.
 */
export function holdNativeNetwork(home: string): Promise<() => Promise<void>> {
  return lockNetwork(nativeLayout(home).holdFile, 'a federation runs on this network');
}
