import { readIfThere, SECRET_MODE, writeDurably } from '../identities/durable-file.js';
import type { FabricVersion } from './configuration.js';
import type { Environment } from './env-file.js';
import { OperatorError } from './operator-error.js';
import type { NativeLayout } from './topology.js';

/** Ports, names and version: they are in the ledger channels from the first block on, so a network keeps those it began with. */
export interface NetworkSettings {
  readonly fabric: FabricVersion;
  /** The variables of `network/env/federation.env`. */
  readonly environment: Readonly<Record<string, string>>;
}

const KEPT = /^CLOUDFED_OR(?:DERER|G)\d_/u;

/** What of an environment a network keeps. */
export function settingsOf(environment: Environment, fabric: FabricVersion): NetworkSettings {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => KEPT.test(entry[0]) && entry[1] !== undefined,
  );
  return { fabric, environment: Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** Those the network began with; undefined where there is none. */
export async function readSettings(layout: Pick<NativeLayout, 'settingsFile'>): Promise<NetworkSettings | undefined> {
  const text = await readIfThere(layout.settingsFile);
  return text === undefined ? undefined : (JSON.parse(text) as NetworkSettings);
}

/**
 * Keeps the settings of a network that begins.
 * @throws OperatorError naming the first that differs from those it began with.
 */
export async function keepSettings(layout: Pick<NativeLayout, 'settingsFile'>, wanted: NetworkSettings): Promise<void> {
  const kept = await readSettings(layout);
  if (kept === undefined) {
    await writeDurably(layout.settingsFile, `${JSON.stringify(wanted, undefined, 2)}\n`, SECRET_MODE);
    return;
  }
  const difference = differenceOf({ ...wanted.environment, '--fabric': wanted.fabric }, kept);
  if (difference !== undefined) {
    throw new OperatorError(`the network was made with ${difference}: set it the same, or run "down" first`);
  }
}

function differenceOf(wanted: Environment, { environment, fabric }: NetworkSettings): string | undefined {
  const kept: Environment = { ...environment, '--fabric': fabric };
  const name = [...new Set([...Object.keys(kept), ...Object.keys(wanted)])].find((one) => kept[one] !== wanted[one]);
  return name === undefined ? undefined : `${name}=${kept[name] ?? ''}, now it is ${wanted[name] ?? 'not set'}`;
}
