import {
  addExact,
  argumentError,
  type ExactAmount,
  exactFromRecord,
  formatExact,
  type MeteredInstance,
  type OrgId,
  parseOrgId,
  type UserId,
  type UsageSum,
} from '@cloudfed/core';

import { usageDeltaKey, usageDeltasOf, usageDeltasOfHour, usageOfProviderKey, usageOfUserKey } from '../ledger/keys.js';
import type { KeyPath } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { closedOrNone, firstHour, openHour, parseHour } from './hours.js';
import { memberNamed, metering } from './organizations.js';
import { addEntry } from './periods.js';

// What metered usage costs is kept in exact amounts; only a statement line and a total round. Each transaction adds a row
// of its own; closed hours' rows are rolled up into sums, of the provider and of each user.

type Kind = MeteredInstance['type'];
/** Exact amounts, in digits, and how many records they are of. */
interface Amount {
  readonly records: number;
  readonly exactAmount: string;
}
type Amounts = Readonly<Record<Kind, Amount>>;
/** A row of one transaction: user, kind, records, exact amount. */
type Delta = readonly (readonly [userId: UserId, kind: Kind, records: number, exactAmount: string])[];
interface ProviderRow extends Amounts {
  /** Every hour up to this one has been rolled up. */
  readonly through: number;
}

const NONE: Amount = { records: 0, exactAmount: '0' };
const NOTHING: Amounts = { ECS: NONE, OSS: NONE };
const MAX_ROWS = 1_000;
const MAX_USERS = 2_000;
const MAX_HOURS = 744;

/** Adds what a transaction's usage costs: to the totals, and to the statements of its periods, which must be open. */
export async function addUsage(tx: Transaction, providerId: OrgId, sums: readonly UsageSum[]): Promise<void> {
  const key = usageDeltaKey(providerId, await openHour(tx), tx.txId);
  // Only this transaction writes under its own id: what it wrote before is all there can be.
  const before = tx.store.getOwn(key);
  const delta: Delta[number][] = before === undefined ? [] : [...(JSON.parse(before) as Delta)];
  for (const { period, userId, type, records, exactAmount } of sums) {
    const exact = formatExact(exactAmount);
    delta.push([userId, type, records, exact]);
    addEntry(tx, providerId, period, { kind: `${type}Usage`, userID: userId, records, exactAmount: exact });
  }
  tx.store.put(key, JSON.stringify(delta));
}

/** The exact amount of all usage of one kind: of a provider, or of one user. */
export async function usageCost(
  tx: Transaction,
  providerId: OrgId,
  kind: Kind,
  userId: UserId | undefined,
): Promise<ExactAmount> {
  const key = userId === undefined ? usageOfProviderKey(providerId) : usageOfUserKey(providerId, userId);
  const rows = await tx.store.scan(usageDeltasOf(providerId));
  const deltas = rows.map(({ text }) => JSON.parse(text) as Delta);
  const rolledUp = await loadAmounts(tx, key);
  return exactOf(deltas.reduce((sum, delta) => addDelta(sum, delta, userId), rolledUp)[kind]);
}

/**
 * `rollUpUsage(providerID, throughHour)`: folds the rows of closed hours into sums. Bounded: where `more` is true it is to
 * be called again. Answers `{through, records, more}`.
 */
export async function rollUpUsage(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'throughHour'], args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  const wanted = parseHour(given.throughHour, 'throughHour');
  const { members } = await metering(tx);
  memberNamed(members, providerId, 'providerID');
  if (wanted > (await closedOrNone(tx, members))) throw argumentError('throughHour', 'is not closed yet');
  const text = await tx.store.get(usageOfProviderKey(providerId));
  const before: ProviderRow =
    text === undefined ? { ...NOTHING, through: firstHour(members) - 1 } : (JSON.parse(text) as ProviderRow);
  const { through, records, users } = await foldHours(tx, providerId, { start: before.through + 1, wanted });
  if (through > before.through || users.size > 0) {
    let sum: Amounts = before;
    for (const [userId, amounts] of users) {
      sum = addAmounts(sum, amounts);
      const key = usageOfUserKey(providerId, userId);
      tx.store.put(key, JSON.stringify(addAmounts(await loadAmounts(tx, key), amounts)));
    }
    const row: ProviderRow = { ...sum, through };
    tx.store.put(usageOfProviderKey(providerId), JSON.stringify(row));
    tx.changed('Usage.rolledUp', providerId, JSON.stringify({ providerID: providerId, ...row }));
  }
  return JSON.stringify({ through, records, more: through < wanted });
}

interface Folded {
  readonly through: number;
  readonly records: number;
  readonly users: ReadonlyMap<UserId, Amounts>;
}

async function foldHours(
  tx: Transaction,
  providerId: OrgId,
  hours: Readonly<{ start: number; wanted: number }>,
): Promise<Folded> {
  const users = new Map<UserId, Amounts>();
  let [through, rows, records] = [hours.start - 1, 0, 0];
  const last = Math.min(hours.wanted, hours.start + MAX_HOURS - 1);
  while (through < last && rows < MAX_ROWS && users.size < MAX_USERS) {
    const prefix = usageDeltasOfHour(providerId, through + 1);
    const found = await tx.store.range(prefix, MAX_ROWS - rows);
    for (const { attributes, text } of found.rows) {
      for (const entry of JSON.parse(text) as Delta) {
        users.set(entry[0], addDelta(users.get(entry[0]) ?? NOTHING, [entry]));
        records += entry[2];
      }
      tx.store.delete([...prefix, ...attributes]);
    }
    rows += found.rows.length;
    // A full hour's rest is folded by the next call: its rows count until then wherever they are.
    if (found.more) break;
    through += 1;
  }
  return { through, records, users };
}

async function loadAmounts(tx: Transaction, key: KeyPath): Promise<Amounts> {
  const text = await tx.store.get(key);
  return text === undefined ? NOTHING : (JSON.parse(text) as Amounts);
}

function addDelta(sum: Amounts, delta: Delta, of?: UserId): Amounts {
  const amounts: Record<Kind, Amount> = { ...sum };
  for (const [userId, kind, records, exactAmount] of delta) {
    if (of === undefined || of === userId) amounts[kind] = addAmount(amounts[kind], { records, exactAmount });
  }
  return amounts;
}

function addAmounts(one: Amounts, other: Amounts): Amounts {
  return { ECS: addAmount(one.ECS, other.ECS), OSS: addAmount(one.OSS, other.OSS) };
}

function addAmount(one: Amount, other: Amount): Amount {
  return { records: one.records + other.records, exactAmount: formatExact(addExact(exactOf(one), exactOf(other))) };
}

function exactOf({ exactAmount }: Amount): ExactAmount {
  return exactFromRecord(exactAmount, 'exactAmount');
}
