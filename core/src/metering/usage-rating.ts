import type { UserId } from '../ids.js';
import type { Fen } from '../money.js';
import { ledgerTime, periodOf, periodSpan } from '../time.js';
import { networkPrice, type PriceVersion, sliceByPrice } from './price.js';
import { addExact, type ExactAmount, rateCount, rateLevel, ZERO_EXACT } from './rating.js';
import { isCountMeter, type MeteredInstance, type UsageRecord } from './usage-record.js';

/** A part of time with one price in one period: `from` ≤ t < `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly period: string;
  readonly version: PriceVersion;
}

/** What a record costs in one period at one price. */
export interface UsagePart {
  readonly period: string;
  readonly exactAmount: ExactAmount;
  /** The time that it is of: `from` ≤ t < `to`; of a count all of the record's. */
  readonly from: number;
  readonly to: number;
  readonly priceVersion: number;
  /** Fen, of the record's meter: a day of a unit held, or a unit counted. */
  readonly price: Fen;
}

/** The prices in force over a time, cut also where periods begin. It rates any number of records within that time. */
export class UsageTimeline {
  readonly from: number;
  readonly to: number;
  readonly #stretches: readonly Stretch[];

  /**
   * @param versions every version in force within the time, in any order
   * @throws CloudfedError PRICE_MISSING where it begins before the first version
   */
  constructor(versions: readonly PriceVersion[], from: number, to: number) {
    this.from = from;
    this.to = to;
    this.#stretches = sliceByPrice(versions, from, to).flatMap(cutByPeriod);
  }

  /** Every period that the time touches, in order. */
  get periods(): readonly string[] {
    return [...new Set(this.#stretches.map(({ period }) => period))];
  }

  /** The price versions that the time touches, in order. */
  get versions(): readonly PriceVersion[] {
    return [...new Set(this.#stretches.map(({ version }) => version))];
  }

  /**
   * Rates a record: a level for the seconds of each price, a count once, at the price of its last second, and in that
   * second's period. The parts of any split add up to the same, and so does a count that is given later bounds.
   *
   * @throws RangeError where the record is not within the timeline
   */
  rate(record: UsageRecord, instance: Pick<MeteredInstance, 'type' | 'networkType'>): readonly UsagePart[] {
    const { meter, from, to, quantity } = record;
    if (from < this.from || to > this.to || from >= to) throw new RangeError('a record is outside of the timeline');
    const first = this.#at(from);
    if (isCountMeter(meter)) {
      const { version, period } = this.#stretches[this.#at(to - 1)] as Stretch;
      const price = priceOf(version, record, instance);
      return [{ period, exactAmount: rateCount(quantity, price), from, to, priceVersion: version.version, price }];
    }
    const parts: UsagePart[] = [];
    for (let index = first; index < this.#stretches.length; index += 1) {
      const stretch = this.#stretches[index] as Stretch;
      if (stretch.from >= to) break;
      const within = { from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) };
      const price = priceOf(stretch.version, record, instance);
      const exactAmount = rateLevel(quantity, BigInt(within.to - within.from), price);
      parts.push({ period: stretch.period, exactAmount, ...within, priceVersion: stretch.version.version, price });
    }
    return parts;
  }

  /** The stretch that a second lies in, found by halving. */
  #at(second: number): number {
    let [low, high] = [0, this.#stretches.length - 1];
    while (low < high) {
      const middle = Math.floor((low + high + 1) / 2);
      if ((this.#stretches[middle] as Stretch).from <= second) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function cutByPeriod(slice: ReturnType<typeof sliceByPrice>[number]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let { from } = slice;
  while (from < slice.to) {
    const period = periodOf(ledgerTime(from));
    const to = Math.min(periodSpan(period, 'period').to, slice.to);
    stretches.push({ from, to, period, version: slice.version });
    from = to;
  }
  return stretches;
}

function priceOf(
  { price }: PriceVersion,
  { meter }: UsageRecord,
  { type, networkType }: Pick<MeteredInstance, 'type' | 'networkType'>,
): Fen {
  switch (meter) {
    case 'cpu':
      return price.cpu;
    case 'ramGb':
      return price.ram;
    case 'diskGb':
      return type === 'ECS' ? price.ecsDisk : price.ossDisk;
    case 'requests':
      return price.request;
    case 'bandwidthMbps':
    case 'flowOutGb':
      return networkPrice(price, networkType);
  }
}

/** Exact amounts by what they are for. */
export interface UsageSum {
  readonly period: string;
  readonly userId: UserId;
  readonly type: MeteredInstance['type'];
  readonly records: number;
  readonly exactAmount: ExactAmount;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds up what records cost: by period, user and kind of instance. */
export class UsageTally {
  readonly #sums = new Map<string, Mutable<UsageSum>>();
  /** Records of one instance come together, and mostly of one period. */
  #last: Mutable<UsageSum> | undefined;

  /** @param period where the amount counts: the part's own, unless that is closed */
  add(
    part: Pick<UsagePart, 'period' | 'exactAmount'>,
    instance: Pick<MeteredInstance, 'userId' | 'type'>,
    period: string = part.period,
  ): void {
    const sum = this.#sumOf(period, instance);
    sum.records += 1;
    sum.exactAmount = addExact(sum.exactAmount, part.exactAmount);
  }

  #sumOf(period: string, { userId, type }: Pick<MeteredInstance, 'userId' | 'type'>): Mutable<UsageSum> {
    const last = this.#last;
    if (last?.period === period && last.userId === userId && last.type === type) return last;
    const key = `${period} ${userId} ${type}`;
    const sum = this.#sums.get(key) ?? { period, userId, type, records: 0, exactAmount: ZERO_EXACT };
    this.#sums.set(key, sum);
    return (this.#last = sum);
  }

  /** In the order of period, user and kind. */
  get sums(): readonly UsageSum[] {
    return [...this.#sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => ({ ...sum }));
  }
}
