import { argumentError, type LedgerTime } from '@cloudfed/core';

import { closedHourKey, closedThroughKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, takeArguments } from './arguments.js';
import { metering, type Organization } from './organizations.js';

// Rows of totals lie in hours. A writer reads whether its hour is closed, and closing writes just that: so a transaction
// that was held back cannot slip a row into an hour that is rolled up already.

const HOUR_SECONDS = 3_600;
/** An hour can be closed this long after its end, when no honest client's transaction can still belong to it. */
const CLOSE_AFTER_SECONDS = 3_600;
const MAX_HOURS_PER_CLOSE = 1_000;

/**
 * `closeHours(throughHour)`: closes the hours since 1970 up to this one, so that they can be rolled up; at most 1,000
 * in one call. Bills of a closed hour are counted in the first open one. Answers `{closedThrough, more}`.
 */
export async function closeHours(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['throughHour'], args);
  const wanted = parseHour(given.throughHour, 'throughHour');
  const { members } = await metering(tx);
  if ((wanted + 1) * HOUR_SECONDS + CLOSE_AFTER_SECONDS > tx.time.seconds) {
    throw argumentError('throughHour', 'has not ended an hour ago');
  }
  const closed = await closedOrNone(tx, members);
  const through = Math.min(wanted, closed + MAX_HOURS_PER_CLOSE);
  for (let hour = closed + 1; hour <= through; hour += 1) tx.store.put(closedHourKey(hour), '1');
  if (through > closed) {
    tx.store.put(closedThroughKey(), through.toString());
    tx.changed('Hours.closed', through.toString(), JSON.stringify({ closedThrough: through }));
  }
  return JSON.stringify({ closedThrough: Math.max(through, closed), more: wanted > through });
}

/** The hour that a row of now belongs to: its own, or where that is closed already the first open one. */
export async function openHour(tx: Transaction): Promise<number> {
  const hour = hourOf(tx.time);
  if ((await tx.store.get(closedHourKey(hour))) === undefined) return hour;
  return ((await closedThrough(tx)) ?? hour) + 1;
}

/** The last closed hour; before the first closing, the hour before anything was. */
export async function closedOrNone(tx: Transaction, members: readonly Organization[]): Promise<number> {
  return (await closedThrough(tx)) ?? firstHour(members) - 1;
}

async function closedThrough(tx: Transaction): Promise<number | undefined> {
  const text = await tx.store.get(closedThroughKey());
  return text === undefined ? undefined : Number(text);
}

/** No bill is older than the first confirmation: there both organizations must be confirmed. */
export function firstHour(members: readonly Organization[]): number {
  return Math.min(...members.map(({ confirmedTime, claimedTime }) => hourOf(confirmedTime ?? claimedTime)));
}

export function hourOf(time: Pick<LedgerTime, 'seconds'>): number {
  return Math.floor(time.seconds / HOUR_SECONDS);
}

export function parseHour(text: string, argument: string): number {
  return parseCount(text, argument, 0, 99_999_999);
}
