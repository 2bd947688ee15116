import { nextPeriod, type OrgId, periodOf } from '@cloudfed/core';

import { closedPeriodKey, entryKey, statementBookKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import type { EntryRecord, StatementBook } from './statement-records.js';

// What is owed for a period waits in rows of its own transaction until the period is closed and its statement drawn up.
// No bill touches a row that another bill touches, so bills never conflict.

/**
 * The period that something of `wanted` counts in: that one, or where it is closed the first open one.
 *
 * Whatever is of the present period reads only that period's own key, so that closing an earlier one disturbs nothing.
 */
export async function openPeriod(tx: Transaction, providerId: OrgId, wanted: string): Promise<string> {
  if (wanted === periodOf(tx.time) && (await tx.store.get(closedPeriodKey(providerId, wanted))) === undefined) {
    return wanted;
  }
  const { closedThrough } = await loadStatementBook(tx, providerId);
  return closedThrough === undefined || wanted > closedThrough ? wanted : nextPeriod(closedThrough);
}

/** Puts an entry on the statement of a period that {@link openPeriod} has given. */
export function addEntry(tx: Transaction, providerId: OrgId, period: string, entry: EntryRecord): void {
  const key = entryKey(providerId, period, tx.txId);
  // Only this transaction writes under its own id: what it wrote before is all there can be.
  const before = tx.store.getOwn(key);
  const text = JSON.stringify(entry);
  tx.store.put(key, before === undefined ? `[${text}]` : `${before.slice(0, -1)},${text}]`);
}

export async function loadStatementBook(tx: Transaction, providerId: OrgId): Promise<StatementBook> {
  const text = await tx.store.get(statementBookKey(providerId));
  return text === undefined ? {} : (JSON.parse(text) as StatementBook);
}
