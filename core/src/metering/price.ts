import { CloudfedError } from '../errors.js';
import { type Fen, parseFen } from '../money.js';

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

/** A price from a moment on. Versions count from 1; each begins after the one before. */
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

/**
 * The version in force at a moment.
 *
 * @param versions in any order
 * @throws CloudfedError PRICE_MISSING before the first
 */
export function priceAt(versions: readonly PriceVersion[], seconds: number): PriceVersion {
  let found: PriceVersion | undefined;
  for (const version of versions) {
    if (version.effectiveFrom <= seconds && (found === undefined || version.effectiveFrom > found.effectiveFrom)) {
      found = version;
    }
  }
  if (found === undefined) throw new CloudfedError('PRICE_MISSING', 'no price was in force at that time');
  return found;
}

/**
 * Cuts an interval at the versions' beginnings. An empty interval gives the one slice of its moment, of no length.
 *
 * @param versions in any order
 * @throws CloudfedError PRICE_MISSING where the interval begins before the first version
 */
export function sliceByPrice(versions: readonly PriceVersion[], from: number, to: number): readonly PriceSlice[] {
  const sorted = [...versions].sort((one, other) => one.effectiveFrom - other.effectiveFrom);
  const first = priceAt(sorted, from);
  const slices: PriceSlice[] = [];
  for (let at = sorted.indexOf(first); at < sorted.length; at += 1) {
    const version = sorted[at] as PriceVersion;
    const next = sorted[at + 1];
    const begin = Math.max(from, version.effectiveFrom);
    const end = next === undefined ? to : Math.min(to, next.effectiveFrom);
    if (begin >= to && slices.length > 0) break;
    slices.push({ version, from: begin, to: Math.max(begin, end) });
  }
  return slices;
}
