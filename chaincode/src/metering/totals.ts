import {
  argumentError,
  CloudfedError,
  type Fen,
  type LedgerTime,
  orgOfUser,
  parseOrgId,
  parseUserId,
  type UserId,
} from '@cloudfed/core';

import {
  type BillType,
  closedHourKey,
  closedThroughKey,
  type TotalDimension,
  totalDeltaKey,
  totalDeltasOf,
  totalDeltasOfHour,
  totalRollupKey,
  type TotalSubject,
} from '../ledger/keys.js';
import type { Row } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, parseWord, takeArguments } from './arguments.js';
import { memberNamed, metering, type Organization } from './organizations.js';

// A total is a rolled-up sum plus one small row for each transaction since. No bill touches a row that another bill
// touches, so bills never conflict, and rolling up keeps the rows few, so a total costs the same whatever its size.

const BILL_TYPES = ['ECSBill', 'OSSBill'] as const;
const ORG_ID_LENGTH = 5;
const HOUR_SECONDS = 3_600;
/** An hour can be closed this long after its end, when no honest client's transaction can still belong to it. */
const CLOSE_AFTER_SECONDS = 3_600;
const MAX_HOURS_PER_CLOSE = 1_000;
const MAX_HOURS_PER_ROLLUP = 744;
const MAX_ROWS_PER_ROLLUP = 5_000;

/** Fen as a decimal string, which has no limit, and the number of bills. */
interface Sum {
  readonly total: string;
  readonly count: number;
}

interface Rollup extends Sum {
  readonly objectType: 'TotalRollup';
  /** Every hour up to this one has been rolled up. */
  readonly through: number;
}

export function parseBillType(text: string, argument: string): BillType {
  return parseWord(text, argument, BILL_TYPES);
}

/** Adds a bill to its provider's and its user's totals. */
export async function addToTotals(
  tx: Transaction,
  bill: Readonly<{ type: BillType; providerId: string; userId: string; totalCost: Fen }>,
): Promise<void> {
  const hour = await openHour(tx);
  const subjects: [TotalDimension, string][] = [
    ['P', bill.providerId],
    ['U', bill.userId],
  ];
  for (const [dimension, id] of subjects) {
    const key = totalDeltaKey({ dimension, id, type: bill.type }, hour, tx.txId);
    // Only this transaction writes under its own id: what it wrote before is all there can be.
    const before = tx.store.getOwn(key);
    const sum = before === undefined ? NOTHING : (JSON.parse(before) as Sum);
    tx.store.put(key, JSON.stringify(add(sum, { total: bill.totalCost.toString(), count: 1 })));
  }
}

/** `queryProviderTotalCost(id, type)`: fen as a decimal string. */
export async function queryProviderTotalCost(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['id', 'type'], args);
  const id = parseOrgId(given.id, 'id');
  const type = parseBillType(given.type, 'type');
  const { members } = await metering(tx);
  memberNamed(members, id, 'id');
  return total(tx, { dimension: 'P', id, type });
}

/** `queryUserTotalCost(id, type)`: of a user, or with an org id of the whole consumer organization. */
export async function queryUserTotalCost(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['id', 'type'], args);
  const type = parseBillType(given.type, 'type');
  const consumer = await consumerNamed(tx, given.id, 'id');
  if (consumer.userId !== undefined) return total(tx, { dimension: 'U', id: consumer.userId, type });
  return total(tx, { dimension: 'P', id: consumer.provider.orgID, type });
}

/** Whose bills an id means: a user's, or with an org id all of the org's, which are all of the other org's as provider. */
export async function consumerNamed(
  tx: Transaction,
  text: string,
  argument: string,
): Promise<{ readonly provider: Organization; readonly userId: UserId | undefined }> {
  const wholeOrganization = text.length === ORG_ID_LENGTH;
  const userId = wholeOrganization ? undefined : parseUserId(text, argument);
  const consumerId = userId === undefined ? parseOrgId(text, argument) : orgOfUser(userId);
  const { members } = await metering(tx);
  const consumer = memberNamed(members, consumerId, argument);
  const provider = members.find((member) => member !== consumer);
  if (provider === undefined) throw new CloudfedError('NOT_CONFIRMED', 'the other organization is not confirmed yet');
  return { provider, userId };
}

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

/**
 * `rollUpTotals(dimension, id, type, throughHour)`: folds the rows of closed hours into one sum. Bounded: where `more`
 * is true it is to be called again. Answers `{through, total, count, more}`.
 */
export async function rollUpTotals(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['dimension', 'id', 'type', 'throughHour'], args);
  const dimension = parseWord(given.dimension, 'dimension', ['P', 'U'] as const);
  const id = dimension === 'P' ? parseOrgId(given.id, 'id') : parseUserId(given.id, 'id');
  const subject: TotalSubject = { dimension, id, type: parseBillType(given.type, 'type') };
  const wanted = parseHour(given.throughHour, 'throughHour');
  const { members } = await metering(tx);
  if (wanted > (await closedOrNone(tx, members))) throw argumentError('throughHour', 'is not closed yet');

  const before = await loadRollup(tx, subject);
  const start = (before?.through ?? firstHour(members) - 1) + 1;
  const { sum, through, rows } = await foldHours(tx, subject, { start, wanted, sum: before ?? NOTHING });
  if (rows > 0 || through >= start) {
    const rollup: Rollup = { objectType: 'TotalRollup', through, total: sum.total, count: sum.count };
    const text = JSON.stringify(rollup);
    tx.store.put(totalRollupKey(subject), text);
    tx.changed('Totals.rolledUp', id, JSON.stringify({ dimension, type: subject.type, ...rollup }));
  }
  return JSON.stringify({ through, total: sum.total, count: sum.count, more: through < wanted });
}

async function foldHours(
  tx: Transaction,
  subject: TotalSubject,
  from: Readonly<{ start: number; wanted: number; sum: Sum }>,
): Promise<{ sum: Sum; through: number; rows: number }> {
  let { sum } = from;
  let through = from.start - 1;
  let rows = 0;
  const last = Math.min(from.wanted, from.start + MAX_HOURS_PER_ROLLUP - 1);
  while (through < last && rows < MAX_ROWS_PER_ROLLUP) {
    const prefix = totalDeltasOfHour(subject, through + 1);
    const found = await tx.store.range(prefix, MAX_ROWS_PER_ROLLUP - rows);
    for (const { attributes, text } of found.rows) {
      sum = add(sum, JSON.parse(text) as Sum);
      tx.store.delete([...prefix, ...attributes]);
    }
    rows += found.rows.length;
    // A full hour's rest is folded by the next call: its rows count until then wherever they are.
    if (found.more) break;
    through += 1;
  }
  return { sum, through, rows };
}

async function total(tx: Transaction, subject: TotalSubject): Promise<string> {
  const rollup = await loadRollup(tx, subject);
  const rows: Row[] = await tx.store.scan(totalDeltasOf(subject));
  return rows.reduce((sum, { text }) => add(sum, JSON.parse(text) as Sum), rollup ?? NOTHING).total;
}

/** The hour that a row of now belongs to: its own, or where that is closed already the first open one. */
async function openHour(tx: Transaction): Promise<number> {
  const hour = hourOf(tx.time);
  if ((await tx.store.get(closedHourKey(hour))) === undefined) return hour;
  return ((await closedThrough(tx)) ?? hour) + 1;
}

/** The last closed hour; before the first closing, the hour before anything was. */
async function closedOrNone(tx: Transaction, members: readonly Organization[]): Promise<number> {
  return (await closedThrough(tx)) ?? firstHour(members) - 1;
}

async function closedThrough(tx: Transaction): Promise<number | undefined> {
  const text = await tx.store.get(closedThroughKey());
  return text === undefined ? undefined : Number(text);
}

async function loadRollup(tx: Transaction, subject: TotalSubject): Promise<Rollup | undefined> {
  const text = await tx.store.get(totalRollupKey(subject));
  return text === undefined ? undefined : (JSON.parse(text) as Rollup);
}

/** No bill is older than the first confirmation: there both organizations must be confirmed. */
function firstHour(members: readonly Organization[]): number {
  return Math.min(...members.map(({ confirmedTime, claimedTime }) => hourOf(confirmedTime ?? claimedTime)));
}

function hourOf(time: LedgerTime): number {
  return Math.floor(time.seconds / HOUR_SECONDS);
}

function parseHour(text: string, argument: string): number {
  return parseCount(text, argument, 0, 99_999_999);
}

const NOTHING: Sum = { total: '0', count: 0 };

function add(a: Sum, b: Sum): Sum {
  return { total: (BigInt(a.total) + BigInt(b.total)).toString(), count: a.count + b.count };
}
