import { argumentError } from '../errors.js';
import type { Fen } from '../money.js';
import { MAX_WHOLE_QUANTITY, type Quantity, quantityOfWhole } from '../quantity.js';
import { durationSeconds, type LedgerTime } from '../time.js';
import { networkPrice, priceAt, type PriceSlice, type PriceVersion, sliceByPrice } from './price.js';
import { addExact, type ExactAmount, rateCount, rateLevel, roundHalfUp } from './rating.js';
import type { EcsShape, OssCounters, OssShape } from './resource.js';

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

/**
 * Rates a cloud host over its life: each level meter in each price version's slice of it. Meters that cost nothing have
 * their lines too, so a bill always shows the whole shape.
 *
 * @param versions every version of the provider's price in force between `begin` and `end`, in any order
 * @throws CloudfedError TIME_ORDER, PRICE_MISSING where no version covers `begin`, AMOUNT_OVERFLOW
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
 * Rates an object store over its life: the disk in each price version's slice, the counters once, at the version in
 * force at the end, flow at the network price read as fen per GB.
 *
 * @param versions every version of the provider's price in force between `begin` and `end`, the one at `end` included,
 *   in any order
 * @throws CloudfedError TIME_ORDER, PRICE_MISSING where no version covers `begin`, AMOUNT_OVERFLOW, INVALID_ARGUMENT
 *   where `requests` is no whole number of at most 12 digits
 */
export function rateOss(
  shape: OssShape,
  counters: OssCounters,
  begin: LedgerTime,
  end: LedgerTime,
  versions: readonly PriceVersion[],
): Rated {
  const usageSeconds = durationSeconds(begin, end);
  const slices = sliceByPrice(versions, begin.seconds, end.seconds);
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
  return sumUp(usageSeconds, [
    ...slices.map((slice) => levelLine(slice, 'diskGb', shape.diskGb, slice.version.price.ossDisk)),
    countLine('requests', countedRequests(counters.requests), last.price.request),
    countLine('flowOutGb', counters.flowOutGb, networkPrice(last.price, shape.networkType)),
  ]);
}

function countedRequests(requests: bigint): Quantity {
  if (requests >= 0n && requests <= MAX_WHOLE_QUANTITY) return quantityOfWhole(requests);
  throw argumentError('requests', `must be from 0 to ${MAX_WHOLE_QUANTITY.toString()}`);
}

function levelLine(slice: PriceSlice, meter: LevelMeter, quantity: Quantity, price: Fen): BillLine {
  const { from, to } = slice;
  const seconds = BigInt(to - from);
  const exactAmount = rateLevel(quantity, seconds, price);
  return { priceVersion: slice.version.version, meter, from, to, seconds, quantity, price, exactAmount };
}

function sumUp(usageSeconds: bigint, lines: readonly BillLine[]): Rated {
  const exactAmount = addExact(...lines.map((line) => line.exactAmount));
  return { usageSeconds, lines, exactAmount, totalCost: roundHalfUp(exactAmount) };
}
