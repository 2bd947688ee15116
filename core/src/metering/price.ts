import { CloudfedError } from '../errors.js';
import { type Fen, parseFen } from '../money.js';
import type { NetworkType } from './resource.js';

/** What a provider asks, in fen: per core·day, per GB·day, per Mbps·day, per GB of flow, per request. */
export interface Price {
  /** Per core and day. */
  readonly cpu: Fen;
  /** Per GB and day. */
  readonly ram: Fen;
  /** Per GB and day. */
  readonly ecsDisk: Fen;
  /** Per GB and day. */
  readonly ossDisk: Fen;
  /** Per request. */
  readonly request: Fen;
  /** Per Mbps and day (ECS), per GB of outbound flow (OSS). */
  readonly publicNetwork: Fen;
  /** Per Mbps and day (ECS), per GB of outbound flow (OSS). */
  readonly privateNetwork: Fen;
}

export const PRICE_FIELDS = [
  'cpu',
  'ram',
  'ecsDisk',
  'ossDisk',
  'request',
  'publicNetwork',
  'privateNetwork',
] as const satisfies readonly (keyof Price)[];

/**
 * A price from a moment on. Versions count from 1, and none begins before an earlier one. One that another replaces within
 * its first second was never in force.
 */
export interface PriceVersion {
  readonly version: number;
  /** Seconds since 1970. */
  readonly effectiveFrom: number;
  readonly price: Price;
}

/** The part of an interval that one price version covers: `from` ≤ t < `to`. */
export interface PriceSlice {
  readonly version: PriceVersion;
  readonly from: number;
  readonly to: number;
}

/** Parses the seven prices. `names` gives each one's name in the caller's world, for errors. */
export function parsePrice(
  texts: Readonly<Record<keyof Price, string>>,
  names: Readonly<Record<keyof Price, string>>,
): Price {
  const parsed = PRICE_FIELDS.map((field) => [field, parseFen(texts[field], names[field])] as const);
  return Object.fromEntries(parsed) as unknown as Price;
}

export function samePrice(one: Price, other: Price): boolean {
  return PRICE_FIELDS.every((field) => one[field] === other[field]);
}

/** Fen per Mbps and day of a cloud host's network, per GB of an object store's flow. */
export function networkPrice(price: Price, networkType: NetworkType): Fen {
  return networkType === 'public' ? price.publicNetwork : price.privateNetwork;
}

/**
 * The version in force at a moment.
 *
 * @param versions in any order
 * @throws CloudfedError PRICE_MISSING before the first
 */
export function priceAt(versions: readonly PriceVersion[], seconds: number): PriceVersion {
  let found: PriceVersion | undefined;
  for (const version of versions) {
    if (version.effectiveFrom <= seconds && (found === undefined || begins(found, version) < 0)) found = version;
  }
  if (found === undefined) throw new CloudfedError('PRICE_MISSING', 'no price was in force at that time');
  return found;
}

/**
 * Cuts an interval at the versions' beginnings. An empty interval gives the one slice of its moment, of no length.
 *
 * @param versions in any order
 * @throws CloudfedError PRICE_MISSING where the interval begins before the first version
 * @throws RangeError where a later version begins before an earlier one
 */
export function sliceByPrice(versions: readonly PriceVersion[], from: number, to: number): readonly PriceSlice[] {
  const sorted = inOrder(versions);
  const first = priceAt(sorted, from);
  const changes = sorted.filter(({ effectiveFrom }) => effectiveFrom > from && effectiveFrom < to);
  const slices: PriceSlice[] = [];
  let current = { version: first, from };
  for (const version of changes) {
    // Of two that begin in one second, the first gets no slice.
    if (version.effectiveFrom > current.from) slices.push({ ...current, to: version.effectiveFrom });
    current = { version, from: version.effectiveFrom };
  }
  return [...slices, { ...current, to }];
}

function inOrder(versions: readonly PriceVersion[]): readonly PriceVersion[] {
  const sorted = [...versions].sort(begins);
  for (const [at, version] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before !== undefined && before.version >= version.version) {
      throw new RangeError(`price version ${version.version} is out of order`);
    }
  }
  return sorted;
}

function begins(one: PriceVersion, other: PriceVersion): number {
  return one.effectiveFrom - other.effectiveFrom || one.version - other.version;
}
