import {
  argumentError,
  CloudfedError,
  type Fen,
  type OrgId,
  orgOfUser,
  parseOrgId,
  parseUserId,
  roundTotal,
  type UserId,
} from '@cloudfed/core';

import {
  type BillType,
  type TotalDimension,
  totalDeltaKey,
  totalDeltasOf,
  totalDeltasOfHour,
  totalRollupKey,
  type TotalSubject,
} from '../ledger/keys.js';
import type { Row } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, takeArguments } from './arguments.js';
import { closedOrNone, firstHour, openHour, parseHour } from './hours.js';
import { memberNamed, metering, type Organization } from './organizations.js';
import { usageCost } from './usage-totals.js';

// A total is a rolled-up sum plus one small row for each transaction since. No bill touches a row that another bill
// touches, so bills never conflict, and rolling up keeps the rows few, so a total costs the same whatever its size.

const BILL_TYPES = ['ECSBill', 'OSSBill'] as const;
const ORG_ID_LENGTH = 5;
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
  return total(tx, { dimension: 'P', id, type }, id);
}

/** `queryUserTotalCost(id, type)`: of a user, or with an org id of the whole consumer organization. */
export async function queryUserTotalCost(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['id', 'type'], args);
  const type = parseBillType(given.type, 'type');
  const consumer = await consumerNamed(tx, given.id, 'id');
  const providerId = consumer.provider.orgID;
  if (consumer.userId !== undefined) return total(tx, { dimension: 'U', id: consumer.userId, type }, providerId);
  return total(tx, { dimension: 'P', id: providerId, type }, providerId);
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

/** Bills, and what is metered: that is exact, and rounded once in the sum. */
async function total(tx: Transaction, subject: TotalSubject, providerId: OrgId): Promise<string> {
  const rollup = await loadRollup(tx, subject);
  const rows: Row[] = await tx.store.scan(totalDeltasOf(subject));
  const bills = rows.reduce((sum, { text }) => add(sum, JSON.parse(text) as Sum), rollup ?? NOTHING).total;
  const userId = subject.dimension === 'U' ? (subject.id as UserId) : undefined;
  const usage = await usageCost(tx, providerId, subject.type === 'ECSBill' ? 'ECS' : 'OSS', userId);
  return (BigInt(bills) + roundTotal(usage)).toString();
}

async function loadRollup(tx: Transaction, subject: TotalSubject): Promise<Rollup | undefined> {
  const text = await tx.store.get(totalRollupKey(subject));
  return text === undefined ? undefined : (JSON.parse(text) as Rollup);
}

const NOTHING: Sum = { total: '0', count: 0 };

function add(a: Sum, b: Sum): Sum {
  return { total: (BigInt(a.total) + BigInt(b.total)).toString(), count: a.count + b.count };
}
