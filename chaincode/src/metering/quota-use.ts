import {
  CloudfedError,
  lackingDimension,
  NOTHING,
  type OrgId,
  giveBack,
  isNothing,
  quantity,
  QUOTA_DIMENSIONS,
  type Quantity,
  type QuotaAmounts,
  type QuotaDimension,
  type RecordId,
  take,
} from '@cloudfed/core';

import { quotaUseKey, releaseKey, releasesOf } from '../ledger/keys.js';
import type { Row } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { type AmountsRecord, amountsFromRecord, amountsToRecord } from './records.js';

// Opens of one quota are in order: each reads and writes the row of its use. Releases must not wait in that order, so a
// release writes a row of its own, one a transaction, and the use counts it back ("folds" it) later: by point reads of
// rows that the next opens are told of, or, where only that makes room, by a range read.

/** Most release rows that one transaction folds by a range read. */
const MAX_FOLD = 1_000;

/** An active quota as opens need it: its terms, and what is taken of it as far as counted. */
export interface QuotaUse {
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly quotaId: RecordId;
  readonly holdingDays: number;
  readonly limits: QuotaAmounts;
  readonly used: QuotaAmounts;
}

interface QuotaUseRow {
  readonly quotaID: RecordId;
  readonly holdingtime: number;
  readonly limits: AmountsRecord;
  readonly used: AmountsRecord;
}

/** A release row: what one transaction gave back. */
type ReleaseRow = AmountsRecord;

export async function loadQuotaUse(
  tx: Transaction,
  providerId: OrgId,
  consumerId: OrgId,
): Promise<QuotaUse | undefined> {
  const text = await tx.store.get(quotaUseKey(providerId, consumerId));
  if (text === undefined) return undefined;
  const row = JSON.parse(text) as QuotaUseRow;
  return {
    providerId,
    consumerId,
    quotaId: row.quotaID,
    holdingDays: row.holdingtime,
    limits: amountsFromRecord(row.limits),
    used: amountsFromRecord(row.used),
  };
}

export function saveQuotaUse(tx: Transaction, use: QuotaUse): void {
  const row: QuotaUseRow = {
    quotaID: use.quotaId,
    holdingtime: use.holdingDays,
    limits: amountsToRecord(use.limits),
    used: amountsToRecord(use.used),
  };
  tx.store.put(quotaUseKey(use.providerId, use.consumerId), JSON.stringify(row));
}

/** Takes a demand from a quota. @throws CloudfedError QUOTA_EXCEEDED naming the dimension that lacks */
export async function takeFromQuota(tx: Transaction, use: QuotaUse, demand: QuotaAmounts): Promise<void> {
  const { limits } = use;
  let { used } = use;
  const short = lackingDimension(limits, used, demand) !== undefined;
  const canEverFit = lackingDimension(limits, NOTHING, demand) === undefined;
  if (short && canEverFit) ({ used } = await foldToFit(tx, use, limits, demand));
  saveQuotaUse(tx, { ...use, used: take(limits, used, demand) });
}

/** The use after folding releases, where that is needed to fit `demand` into `limits`; whether it fits is not judged. */
export async function foldToFit(
  tx: Transaction,
  use: QuotaUse,
  limits: QuotaAmounts,
  demand: QuotaAmounts,
): Promise<QuotaUse> {
  if (lackingDimension(limits, use.used, demand) === undefined) return use;
  const { used, more } = await foldReleases(tx, use);
  if (more && lackingDimension(limits, used, demand) !== undefined) throw tooManyPending(use.quotaId);
  return { ...use, used };
}

/** Notes what a release gives back, in this transaction's own row, which no other transaction touches. */
export function giveBackLater(tx: Transaction, quotaId: RecordId, returned: QuotaAmounts): void {
  if (isNothing(returned)) return;
  const key = releaseKey(quotaId, tx.txId);
  const before = tx.store.getOwn(key);
  const sum = before === undefined ? returned : add(amountsOf(before), returned);
  tx.store.put(key, JSON.stringify(amountsToRecord(sum)));
}

/** What a range read of a quota's releases has left in this transaction, so that no item of a group repeats it. */
const folded = new WeakMap<Transaction, Map<RecordId, { readonly more: boolean }>>();

/**
 * Folds up to 1,000 release rows by a range read. Folding changes no remainder, so it is written beside an item of a
 * group, not within it, and stands even if the item fails.
 */
export async function foldReleases(
  tx: Transaction,
  use: QuotaUse,
): Promise<{ readonly used: QuotaAmounts; readonly more: boolean }> {
  const { root } = tx;
  const done = folded.get(root) ?? new Map<RecordId, { readonly more: boolean }>();
  folded.set(root, done);
  const known = done.get(use.quotaId);
  const { rows, more } =
    known === undefined
      ? await root.store.range(releasesOf(use.quotaId), MAX_FOLD)
      : { rows: ownRelease(root, use.quotaId), more: known.more };
  done.set(use.quotaId, { more });
  return { used: foldRows(root, use, rows).used, more };
}

/** Folds the rows that hints name, by point reads. A hint of a row that is not there is passed over. */
export async function foldHinted(tx: Transaction, use: QuotaUse, hints: readonly RecordId[]): Promise<void> {
  const rows: Row[] = [];
  for (const hint of new Set(hints)) {
    const text = await tx.store.get(releaseKey(use.quotaId, hint));
    if (text !== undefined) rows.push({ attributes: [hint], text });
  }
  foldRows(tx, use, rows);
}

/** What is really in use: as counted, less every release that is not folded yet. */
export async function usedWithReleases(tx: Transaction, use: QuotaUse): Promise<QuotaAmounts> {
  const rows = await tx.store.scan(releasesOf(use.quotaId));
  return rows.reduce((used, { text }) => giveBack(used, amountsOf(text)), use.used);
}

/** The hints of release rows that are not folded yet. */
export async function unfoldedReleases(
  tx: Transaction,
  quotaId: RecordId,
  limit: number,
): Promise<{ hints: string[]; more: boolean }> {
  const { rows, more } = await tx.store.range(releasesOf(quotaId), limit);
  return { hints: rows.map(({ attributes }) => attributes[0] ?? ''), more };
}

export function tooManyPending(quotaId: RecordId): CloudfedError {
  return new CloudfedError(
    'LIMIT_EXCEEDED',
    `quota ${quotaId} has more releases to count back than one transaction may; fold them first`,
  );
}

function foldRows(tx: Transaction, use: QuotaUse, rows: readonly Row[]): QuotaUse {
  if (rows.length === 0) return use;
  const used = rows.reduce((sum, { text }) => giveBack(sum, amountsOf(text)), use.used);
  const after = { ...use, used };
  for (const { attributes } of rows) tx.store.delete(releaseKey(use.quotaId, attributes[0] ?? ''));
  saveQuotaUse(tx, after);
  return after;
}

function ownRelease(root: Transaction, quotaId: RecordId): Row[] {
  const text = root.store.getOwn(releaseKey(quotaId, root.txId));
  return text === undefined ? [] : [{ attributes: [root.txId], text }];
}

function amountsOf(text: string): QuotaAmounts {
  return amountsFromRecord(JSON.parse(text) as ReleaseRow);
}

function add(one: QuotaAmounts, other: QuotaAmounts): QuotaAmounts {
  const entries = QUOTA_DIMENSIONS.map((dimension): [QuotaDimension, Quantity] => [
    dimension,
    quantity(one[dimension] + other[dimension]),
  ]);
  return Object.fromEntries(entries) as unknown as QuotaAmounts;
}
