import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type ConnectionProfile, readProfile } from '@cloudfed/network';

import { startOwnFederation } from './federation.js';

/** A network that suites run on, known by nothing but its connection profiles. */
export interface NetworkUnderTest {
  /** `embedded`, or the name the environment gives. */
  readonly name: string;
  readonly profiles: readonly [ConnectionProfile, ConnectionProfile, ConnectionProfile];
  stop(): Promise<void>;
}

/**
 * The network whose profiles are in the folder `CLOUDFED_PROFILES`, already up and with its organizations confirmed;
 * without that variable an embedded one of the suite's own.
 */
export async function networkUnderTest(): Promise<NetworkUnderTest> {
  const folder = process.env['CLOUDFED_PROFILES'];
  if (folder !== undefined && folder !== '') {
    const files = ['org1', 'org2', 'org3'].map((org) => join(folder, `${org}.json`));
    const missing = files.find((file) => !existsSync(file));
    if (missing !== undefined) throw new Error(`CLOUDFED_PROFILES: ${missing} is not there`);
    const profiles = three(await Promise.all(files.map(readProfile)));
    return { name: process.env['CLOUDFED_NETWORK'] ?? 'given', profiles, stop: () => Promise.resolve() };
  }
  const federation = await startOwnFederation({ gateways: false });
  return { name: 'embedded', profiles: three(federation.profiles), stop: () => federation.stop() };
}

function three<T>(values: readonly T[]): readonly [T, T, T] {
  const [first, second, third] = values;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three profiles expected');
  return [first, second, third];
}
