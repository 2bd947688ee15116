import type { Branded } from '../brand.js';
import { CloudfedError } from '../errors.js';
import { type Fen, fen } from '../money.js';
import { type Quantity, QUANTITY_ONE, quantityOfWhole } from '../quantity.js';
import { type LedgerTime, durationSeconds } from '../time.js';
import { type Price, priceAt, type PriceSlice, type PriceVersion, sliceByPrice } from './price.js';
import type { EcsShape, NetworkType, OssCounters, OssShape } from './resource.js';

export const SECONDS_PER_DAY = 86_400n;
/** How many {@link ExactAmount} counts make one fen: 86,400·10¹⁰. */
export const EXACT_PER_FEN = SECONDS_PER_DAY * QUANTITY_ONE;

/** An exact amount of money: a count of 1/(86,400·10¹⁰) fen. No bill's exact amount needs a smaller part. */
export type ExactAmount = Branded<bigint, 'ExactAmount'>;
export const ZERO_EXACT = 0n as ExactAmount;

/** Level meters are multiplied by time, count meters are not. */
export type LevelMeter = 'cpu' | 'ramGb' | 'diskGb' | 'bandwidthMbps';
export type CountMeter = 'requests' | 'flowOutGb';
export type Meter = LevelMeter | CountMeter;

/** One line of a bill: one meter under one price version. */
export interface BillLine {
  readonly priceVersion: number;
  readonly meter: Meter;
  /** Seconds since 1970; a count meter's line covers the whole usage. */
  readonly from: number;
  readonly to: number;
  readonly seconds: bigint;
  readonly quantity: Quantity;
  /** Fen per unit·day of a level meter, per unit of a count meter. */
  readonly price: Fen;
  readonly exactAmount: ExactAmount;
}

/** What a usage costs: its lines and their exact sum, rounded once. */
export interface Rated {
  readonly usageSeconds: bigint;
  readonly lines: readonly BillLine[];
  readonly exactAmount: ExactAmount;
  readonly totalCost: Fen;
}

/** Rounds an exact amount to whole fen, half up. @throws CloudfedError AMOUNT_OVERFLOW */
export function roundHalfUp(exact: ExactAmount): Fen {
  return fen((2n * exact + EXACT_PER_FEN) / (2n * EXACT_PER_FEN));
}

export function addExact(...amounts: readonly ExactAmount[]): ExactAmount {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum as ExactAmount;
}

/** Exact cost of a level held for some seconds at a price a day. */
export function rateLevel(held: Quantity, seconds: bigint, pricePerDay: Fen): ExactAmount {
  return (held * seconds * pricePerDay) as ExactAmount;
}

/** Exact cost of a counted quantity at a price each. */
export function rateCount(counted: Quantity, priceEach: Fen): ExactAmount {
  return (counted * SECONDS_PER_DAY * priceEach) as ExactAmount;
}

/**
 * Rates a cloud host over its life: each level meter in each price version's slice of it.
 *
 * @param versions every version of the provider's price that begins before `end`, in any order
 * @throws CloudfedError TIME_ORDER, PRICE_MISSING, AMOUNT_OVERFLOW
 */
export function rateEcs(shape: EcsShape, begin: LedgerTime, end: LedgerTime, versions: readonly PriceVersion[]): Rated {
  const usageSeconds = durationSeconds(begin, end);
  const lines = sliceByPrice(versions, begin.seconds, end.seconds).flatMap((slice) => {
    const { price } = slice.version;
    return [
      levelLine(slice, 'cpu', shape.cpu, price.cpu),
      levelLine(slice, 'ramGb', shape.ramGb, price.ram),
      levelLine(slice, 'diskGb', shape.diskGb, price.ecsDisk),
      levelLine(slice, 'bandwidthMbps', shape.bandwidthMbps, networkPrice(price, shape.networkType)),
    ];
  });
  return sumUp(usageSeconds, lines);
}

/**
 * Rates an object store over its life: the disk in each price version's slice, the counters at the version in force at
 * the end, flow at the network price read as fen per GB.
 *
 * @param versions every version of the provider's price that begins by `end`, in any order
 * @throws CloudfedError TIME_ORDER, PRICE_MISSING, AMOUNT_OVERFLOW
 */
export function rateOss(
  shape: OssShape,
  counters: OssCounters,
  begin: LedgerTime,
  end: LedgerTime,
  versions: readonly PriceVersion[],
): Rated {
  const usageSeconds = durationSeconds(begin, end);
  const last = priceAt(versions, end.seconds);
  const countLine = (meter: CountMeter, quantity: Quantity, price: Fen): BillLine => ({
    priceVersion: last.version,
    meter,
    from: begin.seconds,
    to: end.seconds,
    seconds: usageSeconds,
    quantity,
    price,
    exactAmount: rateCount(quantity, price),
  });
  const lines = sliceByPrice(versions, begin.seconds, end.seconds).map((slice) =>
    levelLine(slice, 'diskGb', shape.diskGb, slice.version.price.ossDisk),
  );
  return sumUp(usageSeconds, [
    ...lines,
    countLine('requests', quantityOfWhole(counters.requests), last.price.request),
    countLine('flowOutGb', counters.flowOutGb, networkPrice(last.price, shape.networkType)),
  ]);
}

/** An exact amount on the wire: its count of 1/(86,400·10¹⁰) fen in digits. */
export function formatExact(exact: ExactAmount): string {
  return exact.toString();
}

/** Reads {@link formatExact}'s text back. @throws RangeError */
export function exactFromRecord(value: unknown, field: string): ExactAmount {
  if (typeof value !== 'string' || !/^(?:0|[1-9][0-9]{0,79})$/u.test(value)) {
    throw new RangeError(`${field} in a record is not an exact amount`);
  }
  return BigInt(value) as ExactAmount;
}

export function networkPrice(price: Price, networkType: NetworkType): Fen {
  return networkType === 'public' ? price.publicNetwork : price.privateNetwork;
}

function levelLine(slice: PriceSlice, meter: LevelMeter, quantity: Quantity, price: Fen): BillLine {
  const seconds = BigInt(slice.to - slice.from);
  const { version } = slice.version;
  const exactAmount = rateLevel(quantity, seconds, price);
  return { priceVersion: version, meter, from: slice.from, to: slice.to, seconds, quantity, price, exactAmount };
}

function sumUp(usageSeconds: bigint, lines: readonly BillLine[]): Rated {
  const exactAmount = addExact(...lines.map((line) => line.exactAmount));
  try {
    return { usageSeconds, lines, exactAmount, totalCost: roundHalfUp(exactAmount) };
  } catch (error) {
    if (!(error instanceof CloudfedError)) throw error;
    throw new CloudfedError(error.code, 'the bill would be above the largest amount that is kept');
  }
}
