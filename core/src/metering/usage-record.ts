import { asciiBytes } from '../bytes.js';
import { argumentError, CloudfedError } from '../errors.js';
import { parseId, type RecordId, type UserId } from '../ids.js';
import { MAX_FEN } from '../money.js';
import { formatQuantity, parseQuantity, parseWholeQuantity, type Quantity } from '../quantity.js';
import { MAX_SECONDS } from '../time.js';
import { EXACT_PER_FEN, type ExactAmount } from './rating.js';
import type { CountMeter, LevelMeter, Meter } from './bill.js';
import type { Price } from './price.js';
import type { NetworkType } from './resource.js';

/** Every meter, in the order of the compact form. */
export const METERS = ['cpu', 'ramGb', 'diskGb', 'bandwidthMbps', 'requests', 'flowOutGb'] as const satisfies Meter[];
/** The level meters, in that order. */
export const LEVEL_METERS = ['cpu', 'ramGb', 'diskGb', 'bandwidthMbps'] as const satisfies LevelMeter[];
const COUNT_METERS: readonly Meter[] = ['requests', 'flowOutGb'] satisfies CountMeter[];

/** What one meter of one instance showed from a second up to another. */
export interface UsageRecord {
  /** The provider's name for it, its own in its batch. */
  readonly id: RecordId;
  readonly instanceId: RecordId;
  readonly meter: Meter;
  /** Seconds since 1970: `from` ≤ t < `to`. */
  readonly from: number;
  readonly to: number;
  /** The level held all the time, or the number counted. */
  readonly quantity: Quantity;
}

/** What is known of a metered instance: enough to judge and rate its records. */
export interface MeteredInstance {
  readonly instanceId: RecordId;
  readonly userId: UserId;
  readonly type: 'ECS' | 'OSS';
  readonly networkType: NetworkType;
  /** Seconds since 1970. */
  readonly begin: number;
  /** Undefined while it runs. */
  readonly end: number | undefined;
  /** The most that each of its level meters can show. */
  readonly shape: Readonly<Partial<Record<LevelMeter, Quantity>>>;
  /** What both sides named for an instance of the past; any other is rated at its provider's prices. */
  readonly price?: Price | undefined;
}

export function isCountMeter(meter: Meter): meter is CountMeter {
  return COUNT_METERS.includes(meter);
}

/** The record's texts as a report brings them. */
export interface UsageTexts {
  readonly id: string;
  readonly instanceId: string;
  readonly meter: string;
  readonly quantity: string;
}

/**
 * Parses a record; its times come parsed, in whole seconds.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming the field, TIME_ORDER where `to` is before `from`
 */
export function parseUsageRecord(texts: UsageTexts, from: number, to: number): UsageRecord {
  const meter = METERS.find((candidate) => candidate === texts.meter);
  if (meter === undefined) throw argumentError('meter', `must be one of ${METERS.join(', ')}`);
  const parse = meter === 'requests' ? parseWholeQuantity : parseQuantity;
  const record = {
    id: parseId(texts.id, 'id'),
    instanceId: parseId(texts.instanceId, 'instanceId'),
    meter,
    from,
    to,
    quantity: parse(texts.quantity, 'quantity'),
  };
  refuseBadInterval(record);
  return record;
}

/** @throws CloudfedError */
function refuseBadInterval({ from, to }: UsageRecord): void {
  if (to > MAX_SECONDS) throw argumentError('to', 'is beyond the year 9999');
  if (to < from) throw argumentError('to', 'is before from', 'TIME_ORDER');
  if (to === from) throw argumentError('to', 'is the same second as from: a record covers at least one');
}

/**
 * Judges a record by its instance: whether the instance has the meter, and lived all the time, and was large enough.
 *
 * @throws CloudfedError INVALID_ARGUMENT, TIME_ORDER, OUTSIDE_LIFE, ABOVE_SHAPE
 */
export function refuseUnfitting(record: UsageRecord, instance: MeteredInstance): void {
  refuseBadInterval(record);
  const { meter, from, to, quantity } = record;
  if (meter === 'requests' && formatQuantity(quantity).includes('.')) {
    throw argumentError('quantity', 'must be a whole number of requests');
  }
  if (from < instance.begin) throw argumentError('from', 'is before the instance was opened', 'OUTSIDE_LIFE');
  if (instance.end !== undefined && to > instance.end) {
    throw argumentError('to', 'is after the instance was released', 'OUTSIDE_LIFE');
  }
  if (isCountMeter(meter)) {
    if (instance.type !== 'OSS') throw argumentError('meter', `a cloud host has no ${meter}`);
    return;
  }
  const most = instance.shape[meter];
  if (most === undefined) throw argumentError('meter', `an object store has no ${meter}`);
  if (quantity > most) {
    throw argumentError('quantity', `is more than the instance's ${formatQuantity(most)}`, 'ABOVE_SHAPE');
  }
}

const MOST_BILLABLE = MAX_FEN * EXACT_PER_FEN;

/** An amount so large that it could never be billed is refused where it arises. @throws CloudfedError AMOUNT_OVERFLOW */
export function refuseUnbillable(exact: ExactAmount): void {
  if (exact > MOST_BILLABLE) {
    throw new CloudfedError('AMOUNT_OVERFLOW', `the amount would be above ${MAX_FEN.toString()} fen`, 'quantity');
  }
}

/**
 * The bytes of a record in its batch's hash tree: its six fields, each a line, without a line end at the end. Everybody
 * can make them from the record as it is read.
 */
export function usageLeaf(record: UsageRecord): Uint8Array {
  const { id, instanceId, meter, from, to, quantity } = record;
  return asciiBytes(`${id}\n${instanceId}\n${meter}\n${from}\n${to}\n${formatQuantity(quantity)}`);
}
