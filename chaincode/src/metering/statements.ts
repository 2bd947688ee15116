import { createHash } from 'node:crypto';

import {
  argumentError,
  CloudfedError,
  countEntry,
  drawUpStatement,
  type EntryKind,
  type EntrySums,
  ENTRY_KINDS,
  exactFromRecord,
  fenFromRecord,
  fenToRecord,
  nextPeriod,
  NO_ENTRIES,
  parseId,
  parseOrgId,
  periodOf,
  periodSpan,
  type RecordId,
  SILENCE_SECONDS,
  statementIdOf,
} from '@cloudfed/core';

import {
  allStatements,
  closedPeriodKey,
  entriesOf,
  entriesOfPeriod,
  statementBookKey,
  statementDraftKey,
  statementKey,
  statementPageKey,
} from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import {
  loadMembers,
  memberNamed,
  metering,
  type Organization,
  type Pair,
  requireCaller,
  requirePair,
} from './organizations.js';
import { loadStatementBook } from './periods.js';
import {
  carriedOf,
  carriedTexts,
  type EntryRecord,
  lineRecord,
  type StatementBook,
  type StatementDraft,
  type StatementRecord,
  statementAt,
} from './statement-records.js';

/** A period can be closed this long after its end, when no honest client's transaction can still be of it. */
const CLOSE_AFTER_SECONDS = 3_600;
/** Rows that one transaction folds at most; it stops after this many entries. A row has at most 500. */
const MAX_ROWS_PER_FOLD = 500;
const MAX_ENTRIES_PER_FOLD = 2_000;
const STATEMENT_ARGUMENTS = ['providerID', 'consumerID', 'period'] as const;

interface Asked {
  readonly pair: Pair;
  readonly period: string;
  readonly statementId: RecordId;
}

/**
 * `foldStatement(providerID, consumerID, period)`: closes the period and moves some of its entries to the statement's
 * pages. Where `more` is true it is to be called again. Answers `{statementID, entries, pages, more}`.
 */
export async function foldStatement(tx: Transaction, args: readonly string[]): Promise<string> {
  const asked = await readAsked(tx, args);
  const { statementId } = asked;
  const issued = await loadStatement(tx, statementId);
  if (issued !== undefined) {
    return JSON.stringify({ statementID: statementId, entries: 0, pages: issued.pages, more: false });
  }
  await closePeriod(tx, asked);
  const { draft, entries, more } = await fold(tx, asked);
  return JSON.stringify({ statementID: statementId, entries, pages: draft.pages, more });
}

/**
 * `issueStatement(providerID, consumerID, period)`: closes the period and issues its statement. One with more entries
 * than one transaction may read is to be folded before.
 */
export async function issueStatement(tx: Transaction, args: readonly string[]): Promise<string> {
  const asked = await readAsked(tx, args);
  const { statementId, pair, period } = asked;
  const stored = await loadStatement(tx, statementId);
  if (stored !== undefined) return JSON.stringify(statementAt(stored, tx.time.seconds));
  await closePeriod(tx, asked);
  const { draft, more } = await fold(tx, asked);
  if (more)
    throw new CloudfedError('LIMIT_EXCEEDED', 'the period has more entries than one transaction may read; fold it');
  const book = await loadStatementBook(tx, pair.provider.orgID);
  const { lines, amountDue, debtor, carried } = drawUpStatement(sumsOf(draft), carriedOf(book));
  const creditor = debtor === 'consumer' ? pair.provider : pair.consumer;
  const statement: StatementRecord = {
    objectType: 'Statement',
    statementID: statementId,
    providerID: pair.provider.orgID,
    resourceProvider: pair.provider.name,
    consumerID: pair.consumer.orgID,
    resourceUser: pair.consumer.name,
    period,
    ...periodSpan(period, 'period'),
    lines: lines.map(lineRecord),
    amountDue: fenToRecord(amountDue),
    debtorID: debtor === undefined ? '' : pair[debtor].orgID,
    creditorID: debtor === undefined ? '' : creditor.orgID,
    pages: draft.pages,
    entriesHash: draft.entriesHash,
    issuedTime: tx.time,
    silentUntil: tx.time.seconds + SILENCE_SECONDS,
    status: 'issued',
    txID: tx.txId,
  };
  tx.store.delete(statementDraftKey(statementId));
  const { closedThrough = period } = book;
  saveBook(tx, pair.provider, { closedThrough, carried: carriedTexts(carried) });
  return saveStatement(tx, statement, 'issued');
}

/** `readStatement(statementID)`: as it is now, silence counted. */
export async function readStatement(tx: Transaction, args: readonly string[]): Promise<string> {
  const { statementID } = takeArguments(['statementID'], args);
  await metering(tx);
  return JSON.stringify(await requireStatement(tx, parseId(statementID, 'statementID')));
}

/** `listStatements(pageSize, bookmark)`: by provider and period. */
export async function listStatements(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  const show = (text: string): string =>
    JSON.stringify(statementAt(JSON.parse(text) as StatementRecord, tx.time.seconds));
  return listPage(tx, allStatements(), given, { show });
}

/**
 * `readStatementEntries(statementID, page)`: the entries of a page, which count from 0, as they are hashed; also while the
 * statement is being drawn up.
 */
export async function readStatementEntries(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['statementID', 'page'], args);
  const statementId = parseId(given.statementID, 'statementID');
  const page = parseCount(given.page, 'page', 0, 99_999_999);
  await metering(tx);
  const text = await tx.store.get(statementPageKey(statementId, page));
  if (text === undefined) throw argumentError('page', `statement ${statementId} has no page ${page}`, 'NOT_FOUND');
  return text;
}

/**
 * `listPeriodEntries(providerID, period, pageSize, bookmark)`: the rows, one a transaction, that wait for the statement of
 * a period; each is a list of entries.
 */
export async function listPeriodEntries(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'period', ...PAGE_ARGUMENTS], args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  periodSpan(given.period, 'period');
  const { members } = await metering(tx);
  memberNamed(members, providerId, 'providerID');
  return listPage(tx, entriesOfPeriod(providerId, given.period), given);
}

/** The statement as it is now. @throws CloudfedError NOT_FOUND */
export async function requireStatement(tx: Transaction, statementId: RecordId): Promise<StatementRecord> {
  const statement = await findStatement(tx, statementId);
  if (statement === undefined) throw argumentError('statementID', `there is no statement ${statementId}`, 'NOT_FOUND');
  return statement;
}

/** The statement as it is now; undefined where it is not issued. */
export async function findStatement(tx: Transaction, statementId: RecordId): Promise<StatementRecord | undefined> {
  const statement = await loadStatement(tx, statementId);
  return statement && statementAt(statement, tx.time.seconds);
}

export function saveStatement(tx: Transaction, statement: StatementRecord, event: string): string {
  const text = JSON.stringify(statement);
  tx.store.put(statementKey(statement.statementID), text);
  tx.changed(`Statement.${event}`, statement.statementID, text);
  return text;
}

async function loadStatement(tx: Transaction, statementId: RecordId): Promise<StatementRecord | undefined> {
  const text = await tx.store.get(statementKey(statementId));
  return text === undefined ? undefined : (JSON.parse(text) as StatementRecord);
}

async function readAsked(tx: Transaction, args: readonly string[]): Promise<Asked> {
  const given = takeArguments(STATEMENT_ARGUMENTS, args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  const consumerId = parseOrgId(given.consumerID, 'consumerID');
  periodSpan(given.period, 'period');
  const pair = await requirePair(tx, {
    providerId,
    consumerId,
    providerArgument: 'providerID',
    consumerArgument: 'consumerID',
  });
  requireCaller(pair, 'provider', 'issue its statements');
  const statementId = parseId(statementIdOf(providerId, consumerId, given.period), 'period');
  return { pair, period: given.period, statementId };
}

/** Closes the period and all before it, in order, so that nothing is left off every statement. */
async function closePeriod(tx: Transaction, { pair, period }: Asked): Promise<void> {
  const providerId = pair.provider.orgID;
  const book = await loadStatementBook(tx, providerId);
  if (book.drafting === period) return;
  if (book.drafting !== undefined) {
    throw argumentError('period', `the statement of ${book.drafting} is to be issued first`, 'CONFLICT');
  }
  if (book.closedThrough !== undefined && period <= book.closedThrough) {
    throw argumentError('period', `statements have been issued through ${book.closedThrough}`, 'CONFLICT');
  }
  requireEnded(tx, period);
  const [earliest] = (await tx.store.range(entriesOf(providerId), 1)).rows;
  const waiting = earliest?.attributes[0];
  if (waiting !== undefined && waiting < period) {
    throw argumentError('period', `${waiting} has amounts that are on no statement yet; issue it first`, 'CONFLICT');
  }
  const since = book.closedThrough === undefined ? undefined : nextPeriod(book.closedThrough);
  for (let closing = later(since, await firstPeriod(tx)); closing <= period; closing = nextPeriod(closing)) {
    tx.store.put(closedPeriodKey(providerId, closing), '1');
  }
  saveBook(tx, pair.provider, { ...book, closedThrough: period, drafting: period });
}

/** @throws CloudfedError CONFLICT where the period can still go on, by some honest client's clock */
export function requireEnded(tx: Transaction, period: string): void {
  if (periodSpan(period, 'period').to + CLOSE_AFTER_SECONDS <= tx.time.seconds) return;
  throw argumentError('period', 'has not ended an hour ago', 'CONFLICT');
}

/** Whatever was endorsed before the organizations were confirmed has no entry, so there is nothing to close before. */
async function firstPeriod(tx: Transaction): Promise<string> {
  const seconds = (await loadMembers(tx)).map(
    ({ confirmedTime, claimedTime }) => (confirmedTime ?? claimedTime).seconds,
  );
  return periodOf({ seconds: Math.min(...seconds), nanos: 0 });
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

const EMPTY_DRAFT: StatementDraft = {
  pages: 0,
  entriesHash: '',
  sums: sumTexts(NO_ENTRIES),
};

/** Moves some of the period's rows to a page of the statement. */
async function fold(
  tx: Transaction,
  { pair, period, statementId }: Asked,
): Promise<{ readonly draft: StatementDraft; readonly entries: number; readonly more: boolean }> {
  const text = await tx.store.get(statementDraftKey(statementId));
  const before = text === undefined ? EMPTY_DRAFT : (JSON.parse(text) as StatementDraft);
  const prefix = entriesOfPeriod(pair.provider.orgID, period);
  const found = await tx.store.range(prefix, MAX_ROWS_PER_FOLD);
  const entries: EntryRecord[] = [];
  let rows = 0;
  for (const row of found.rows) {
    if (entries.length >= MAX_ENTRIES_PER_FOLD) break;
    entries.push(...(JSON.parse(row.text) as EntryRecord[]));
    tx.store.delete([...prefix, ...row.attributes]);
    rows += 1;
  }
  const draft = entries.length === 0 ? before : withPage(tx, statementId, before, entries);
  tx.store.put(statementDraftKey(statementId), JSON.stringify(draft));
  return { draft, entries: entries.length, more: found.more || rows < found.rows.length };
}

function withPage(
  tx: Transaction,
  statementId: RecordId,
  before: StatementDraft,
  entries: readonly EntryRecord[],
): StatementDraft {
  const text = JSON.stringify(entries);
  tx.store.put(statementPageKey(statementId, before.pages), text);
  return {
    pages: before.pages + 1,
    entriesHash: createHash('sha256').update(before.entriesHash).update(text).digest('hex'),
    sums: sumTexts(entries.reduce(count, sumsOf(before))),
  };
}

function count(sums: EntrySums, entry: EntryRecord): EntrySums {
  if ('exactAmount' in entry) {
    const amount = exactFromRecord(entry.exactAmount, 'exactAmount');
    return countEntry(sums, entry.kind, { count: entry.records, amount });
  }
  return countEntry(sums, entry.kind, { count: 1, amount: fenFromRecord(entry.amount, 'amount') });
}

function sumsOf({ sums }: StatementDraft): EntrySums {
  const entries = ENTRY_KINDS.map((kind) => [kind, { count: sums[kind].count, amount: BigInt(sums[kind].amount) }]);
  return Object.fromEntries(entries) as EntrySums;
}

function sumTexts(sums: EntrySums): StatementDraft['sums'] {
  const entries = ENTRY_KINDS.map((kind): [EntryKind, { count: number; amount: string }] => [
    kind,
    { count: sums[kind].count, amount: sums[kind].amount.toString() },
  ]);
  return Object.fromEntries(entries) as StatementDraft['sums'];
}

function saveBook(tx: Transaction, provider: Organization, book: StatementBook): void {
  tx.store.put(statementBookKey(provider.orgID), JSON.stringify(book));
}
