import type { RecordId, UserId } from '../ids.js';
import type { Fen } from '../money.js';
import { daySpan } from '../time.js';
import type { Meter } from './bill.js';
import { type ExactAmount, rateCount, rateLevel } from './rating.js';
import type { UsagePart } from './usage-rating.js';
import { isCountMeter, type MeteredInstance, type UsageRecord } from './usage-record.js';

const SECONDS_PER_DAY = 86_400;

/** What one meter of one instance used on a day at one price. */
export interface UsageDay {
  /** Whose statement it is on. */
  readonly period: string;
  readonly userId: UserId;
  readonly type: MeteredInstance['type'];
  readonly instanceId: RecordId;
  readonly meter: Meter;
  /** A day in Asia/Shanghai, `from` ≤ t < `to`; of a record that is longer than a day its own time at that price. */
  readonly from: number;
  readonly to: number;
  readonly priceVersion: number;
  /** Fen: a day of a unit held, or a unit counted. */
  readonly price: Fen;
  /** How many usage records have a part in it. */
  readonly records: number;
  /** A level times the seconds that it was held, or what was counted; in counts of 10⁻¹⁰. */
  readonly consumed: bigint;
  readonly exactAmount: ExactAmount;
}

/**
 * A rated part of a record, cut where days begin. The amounts add up to the part's own. What is longer than a day stays
 * whole, so that no record leaves more than two for each of its prices and periods.
 *
 * @param period where the amount counts: the part's own, unless that is closed
 */
export function daysOf(
  record: UsageRecord,
  { userId, type }: Pick<MeteredInstance, 'userId' | 'type'>,
  part: UsagePart,
  period: string = part.period,
): readonly UsageDay[] {
  const { instanceId, meter, quantity } = record;
  const { priceVersion, price } = part;
  const always = { period, userId, type, instanceId, meter, priceVersion, price, records: 1 };
  if (isCountMeter(meter)) {
    return [{ ...always, ...daySpan(part.to - 1), consumed: quantity, exactAmount: rateCount(quantity, price) }];
  }
  const held = (from: number, to: number): Pick<UsageDay, 'consumed' | 'exactAmount'> => {
    const seconds = BigInt(to - from);
    return { consumed: quantity * seconds, exactAmount: rateLevel(quantity, seconds, price) };
  };
  if (part.to - part.from > SECONDS_PER_DAY) {
    return [{ ...always, from: part.from, to: part.to, ...held(part.from, part.to) }];
  }
  const days: UsageDay[] = [];
  for (let { from } = part; from < part.to;) {
    const day = daySpan(from);
    const to = Math.min(day.to, part.to);
    days.push({ ...always, ...day, ...held(from, to) });
    from = to;
  }
  return days;
}
