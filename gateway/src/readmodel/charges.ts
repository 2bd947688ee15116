import { type EntryKind, EXACT_PER_FEN, orgOfUser, roundTotal, type ExactAmount } from '@cloudfed/core';

import { correctionOf } from '../fabric/billing-codec.js';
import type { CorrectionRecord } from '../fabric/billing-records.js';
import type { BillTable, SpendTable } from './tables.js';
import { standingOf, type UsageChange } from './usage-change.js';

/** What sums are told apart by, beside the kind of charge. */
export type SpendSubject = Pick<SpendTable, 'period' | 'provider_id' | 'consumer_id' | 'user_id'>;

/** What a change adds to what its month costs, as its statement counts it. */
export interface Charge extends SpendSubject {
  readonly type: EntryKind;
  /** How many bills, records of usage, or notes. */
  readonly entries: number;
  /** In counts of 1/(86,400·10¹⁰) fen; below zero what is taken off. */
  readonly exact: bigint;
}

export function chargeOfBill({ period, provider_id, consumer_id, user_id, type }: BillTable, cost: bigint): Charge {
  return { period, provider_id, consumer_id, user_id, type, entries: 1, exact: cost * EXACT_PER_FEN };
}

/** @throws RangeError, CloudfedError */
export function chargeOfNote(record: CorrectionRecord): Charge {
  const { period, providerId, consumerId, userId, kind, amount } = correctionOf(record);
  if (period === undefined) throw new RangeError('a note in force counts in no month');
  const exact = amount * EXACT_PER_FEN;
  const subject = { period, provider_id: providerId, consumer_id: consumerId, user_id: userId };
  return { ...subject, type: kind, entries: 1, exact: kind === 'credit' ? 0n - exact : exact };
}

/** @throws RangeError, CloudfedError */
export function chargesOfUsage(change: UsageChange): readonly Charge[] {
  const { providerId, amounts } = standingOf(change);
  return amounts.map(({ period, userId, type, records, exactAmount }) => ({
    period,
    provider_id: providerId,
    consumer_id: orgOfUser(userId),
    user_id: userId,
    type: type === 'ECS' ? 'ECSUsage' : 'OSSUsage',
    entries: records,
    exact: exactAmount,
  }));
}

/** A charge counts for its user and for all of the consumer's users together. */
export function subjectsOf({ period, provider_id, consumer_id, user_id }: Charge): readonly SpendSubject[] {
  return ['', user_id].map((user) => ({ period, provider_id, consumer_id, user_id: user }));
}

/** Rounds once, half away from zero: credit notes may take off more than a month's charges. */
export function wholeFen(exact: bigint): bigint {
  return exact < 0n ? 0n - roundTotal((0n - exact) as ExactAmount) : roundTotal(exact as ExactAmount);
}
