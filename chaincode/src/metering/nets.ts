import { createHash } from 'node:crypto';

import {
  argumentError,
  fenFromRecord,
  fenToRecord,
  type LedgerTime,
  type NetAct,
  netAfter,
  netBytes,
  netIdOf,
  netOf,
  type NetStatus,
  type NettedStatement,
  type OrgId,
  parseHash,
  parseId,
  parseNetFen,
  parsePaymentReference,
  parseRemark,
  periodSpan,
  type RecordId,
  statementIdOf,
  ZERO_FEN,
} from '@cloudfed/core';

import { allNets, entriesOfPeriod, netKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, type Organization } from './organizations.js';
import { confirmPayment, dueOf, referenceOf, refusePayment, takePayment } from './payments.js';
import { requireAct } from './statement-acts.js';
import type { StatementRecord } from './statement-records.js';
import { findStatement, requireEnded, saveStatement } from './statements.js';

/** A month's statements of two organizations, both ways, set off against each other. */
export interface NetRecord {
  readonly objectType: 'Net';
  readonly netID: RecordId;
  /** `YYYY-MM`, Asia/Shanghai. */
  readonly period: string;
  /** By id; empty where the two owe each other nothing for the month. */
  readonly statements: readonly NettedStatementRecord[];
  /** Fen. */
  readonly amountDue: number;
  /** Who owes it; empty where they are even. */
  readonly debtorID: OrgId | '';
  readonly creditorID: OrgId | '';
  readonly salt: string;
  /** SHA-256, in hexadecimal, of {@link netBytes}: it stands for the statements where others may read. */
  readonly statementsHash: string;
  readonly status: NetStatus;
  readonly proposedBy: OrgId;
  readonly proposedTime: LedgerTime;
  readonly acceptedTime?: LedgerTime;
  readonly paymentReference?: string | undefined;
  readonly settledTime?: LedgerTime | undefined;
  /** Why the creditor refused the last payment named. */
  readonly refusal?: string | undefined;
  readonly confirmedTime?: LedgerTime;
  readonly txID: string;
}

export interface NettedStatementRecord {
  readonly statementID: RecordId;
  readonly amountDue: number;
  readonly debtorID: OrgId | '';
  readonly entriesHash: string;
}

/**
 * `proposeNet(period, salt)`: either side proposes to set off all statements of an ended month, which must be accepted;
 * its next proposal takes the place of its last. The salt is 64 hexadecimal digits at random.
 */
export async function proposeNet(tx: Transaction, args: readonly string[]): Promise<string> {
  const { period, salt: saltText } = takeArguments(['period', 'salt'], args);
  periodSpan(period, 'period');
  const salt = parseHash(saltText, 'salt');
  const { own, members } = await metering(tx);
  const other = members.find((member) => member !== own);
  if (other === undefined) throw argumentError('period', 'there is no other organization yet', 'NOT_CONFIRMED');
  const netID = netIdOf(own.orgID, other.orgID, period);
  const stored = await loadNet(tx, netID);
  if (stored !== undefined && isAgreed(stored, own, salt)) return JSON.stringify(stored);
  requireEnded(tx, period);
  const statements = (await acceptedStatements(tx, [own, other], period)).map(nettedStatement);
  const statementsHash = hashOf(salt, period, statements);
  if (stored?.statementsHash === statementsHash) return JSON.stringify(stored);
  const debt = netOf(statements);
  const net: NetRecord = {
    objectType: 'Net',
    netID,
    period,
    statements: statements.map(statementRecord),
    amountDue: fenToRecord(debt?.amount ?? ZERO_FEN),
    debtorID: debt?.debtorId ?? '',
    creditorID: debt?.creditorId ?? '',
    salt,
    statementsHash,
    status: 'proposed',
    proposedBy: own.orgID,
    proposedTime: tx.time,
    txID: tx.txId,
  };
  return save(tx, net, 'proposed');
}

/**
 * Whether a proposal has become the net that stands; it has not while it is one's own to replace.
 *
 * @throws CloudfedError ALREADY_EXISTS where another one stands, CONFLICT where the other side has proposed
 */
function isAgreed(stored: NetRecord, own: Organization, salt: string): boolean {
  const isOwn = stored.proposedBy === own.orgID;
  if (stored.status !== 'proposed') {
    if (isOwn && stored.salt === salt) return true;
    throw argumentError('period', `is netted already, by ${stored.netID}`, 'ALREADY_EXISTS');
  }
  if (isOwn) return false;
  throw argumentError('period', 'the other side has proposed it: accept that or withdraw it', 'CONFLICT');
}

/**
 * `acceptNet(netID, statementsHash)`: the other side agrees to the proposal with this hash. Its statements are netted from
 * then on: what is due of them is due by the net.
 */
export async function acceptNet(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['netID', 'statementsHash'], args);
  const statementsHash = parseHash(given.statementsHash, 'statementsHash');
  const { net, own, members } = await netNamed(tx, given.netID);
  const isOfThis = net.statementsHash === statementsHash;
  if (isOfThis && net.status !== 'proposed' && net.proposedBy !== own.orgID) return JSON.stringify(net);
  const status = requireNetAct(net, 'accept', own);
  if (!isOfThis) throw argumentError('statementsHash', 'is not the one that is proposed', 'CONFLICT');
  const statements = await acceptedStatements(tx, members, net.period);
  if (hashOf(net.salt, net.period, statements.map(nettedStatement)) !== statementsHash) {
    throw argumentError('netID', 'there are other statements than it was proposed for: propose it again', 'CONFLICT');
  }
  for (const statement of statements) {
    const netted = await requireAct(tx, statement, 'net');
    saveStatement(tx, { ...statement, status: netted, netID: net.netID }, 'netted');
  }
  const confirmed = status === 'confirmed' ? { confirmedTime: tx.time } : {};
  return save(tx, { ...net, status, acceptedTime: tx.time, ...confirmed }, 'accepted');
}

/** `withdrawNet(netID)`: either side drops a proposal. Answers it as it was. */
export async function withdrawNet(tx: Transaction, args: readonly string[]): Promise<string> {
  const { net } = await netNamed(tx, takeArguments(['netID'], args).netID);
  if (net.status !== 'proposed') {
    throw argumentError('netID', `is ${net.status}: both sides have agreed to it`, 'CONFLICT');
  }
  const text = JSON.stringify(net);
  tx.store.delete(netKey(net.netID));
  tx.changed('Net.withdrawn', net.netID, text);
  return text;
}

/** `settleNet(netID, paymentReference)`: the debtor says which payment settles it, as of a statement. */
export async function settleNet(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['netID', 'paymentReference'], args);
  const reference = parsePaymentReference(given.paymentReference, 'paymentReference');
  const { net, own } = await netNamed(tx, given.netID);
  if (net.status === 'settled' && net.paymentReference === reference) return JSON.stringify(net);
  const status = requireNetAct(net, 'settle', own);
  await takePayment(tx, dueOf(net.netID, net, net.period), reference);
  const settled = { status, paymentReference: reference, settledTime: tx.time, refusal: undefined };
  return save(tx, { ...net, ...settled }, 'settled');
}

/** `confirmNetSettlement(netID [, paid])`: the creditor has seen the payment; `paid` as of a statement. */
export async function confirmNetSettlement(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['netID'], args, { optional: ['paid'] });
  if (given.paid !== undefined) parseNetFen(given.paid, 'paid');
  const { net, own } = await netNamed(tx, given.netID);
  if (net.status === 'confirmed') return JSON.stringify(net);
  const status = requireNetAct(net, 'confirm', own);
  await confirmPayment(tx, dueOf(net.netID, net, net.period), referenceOf(net), given.paid);
  return save(tx, { ...net, status, confirmedTime: tx.time }, 'confirmed');
}

/** `refuseNetSettlement(netID, text)`: the creditor has not; the debtor is to name a payment again. */
export async function refuseNetSettlement(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['netID', 'text'], args);
  const refusal = parseRemark(given.text, 'text');
  const { net, own } = await netNamed(tx, given.netID);
  const status = requireNetAct(net, 'refuse', own);
  await refusePayment(tx, dueOf(net.netID, net, net.period), referenceOf(net));
  const refused = { status, refusal, paymentReference: undefined, settledTime: undefined };
  return save(tx, { ...net, ...refused }, 'refused');
}

/** `readNet(netID)`. */
export async function readNet(tx: Transaction, args: readonly string[]): Promise<string> {
  return JSON.stringify((await netNamed(tx, takeArguments(['netID'], args).netID)).net);
}

/** `listNets(pageSize, bookmark)`: by id, which on a ledger channel is by period. */
export async function listNets(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  return listPage(tx, allNets(), given);
}

/**
 * The statements of a period between the two, both ways, as they are now.
 *
 * @throws CloudfedError CONFLICT where one is not accepted, or something of the period is on no statement yet
 */
async function acceptedStatements(
  tx: Transaction,
  [one, other]: readonly Organization[],
  period: string,
): Promise<readonly StatementRecord[]> {
  if (one === undefined || other === undefined) throw new RangeError('a net is of two organizations');
  const found: StatementRecord[] = [];
  const [first, second] = one.orgID < other.orgID ? [one, other] : [other, one];
  const ways = [
    [first, second],
    [second, first],
  ] as const;
  for (const [provider, consumer] of ways) {
    const statementId = parseId(statementIdOf(provider.orgID, consumer.orgID, period), 'period');
    const statement = await findStatement(tx, statementId);
    if (statement === undefined) await requireNothingWaits(tx, provider, period);
    else if (statement.status === 'accepted') found.push(statement);
    else throw argumentError('period', `statement ${statementId} is ${statement.status}, not accepted`, 'CONFLICT');
  }
  return found;
}

async function requireNothingWaits(tx: Transaction, provider: Organization, period: string): Promise<void> {
  const { rows } = await tx.store.range(entriesOfPeriod(provider.orgID, period), 1);
  if (rows.length === 0) return;
  throw argumentError('period', `${provider.orgID} has amounts of it that are on no statement yet`, 'CONFLICT');
}

function nettedStatement(statement: StatementRecord): NettedStatement {
  const { statementID, amountDue, entriesHash } = statement;
  return {
    statementId: statementID,
    amountDue: fenFromRecord(amountDue, 'amountDue'),
    ...sidesOf(statement),
    entriesHash,
  };
}

function sidesOf({
  debtorID,
  creditorID,
}: Pick<NetRecord, 'debtorID' | 'creditorID'>): Pick<NettedStatement, 'debtorId' | 'creditorId'> {
  return {
    debtorId: debtorID === '' ? undefined : debtorID,
    creditorId: creditorID === '' ? undefined : creditorID,
  };
}

function statementRecord({ statementId, amountDue, debtorId, entriesHash }: NettedStatement): NettedStatementRecord {
  return { statementID: statementId, amountDue: fenToRecord(amountDue), debtorID: debtorId ?? '', entriesHash };
}

function hashOf(salt: string, period: string, statements: readonly NettedStatement[]): string {
  return createHash('sha256')
    .update(netBytes(salt, period, statements))
    .digest('hex');
}

/** @throws CloudfedError FORBIDDEN, CONFLICT */
function requireNetAct(net: NetRecord, act: NetAct, own: Organization): NetStatus {
  return netAfter({ status: net.status, proposedBy: net.proposedBy, ...sidesOf(net) }, act, own.orgID);
}

async function netNamed(
  tx: Transaction,
  text: string,
): Promise<{ readonly net: NetRecord; readonly own: Organization; readonly members: readonly Organization[] }> {
  const netId = parseId(text, 'netID');
  const { own, members } = await metering(tx);
  const net = await loadNet(tx, netId);
  if (net === undefined) throw argumentError('netID', `there is no net ${netId}`, 'NOT_FOUND');
  return { net, own, members };
}

async function loadNet(tx: Transaction, netId: RecordId): Promise<NetRecord | undefined> {
  const text = await tx.store.get(netKey(netId));
  return text === undefined ? undefined : (JSON.parse(text) as NetRecord);
}

function save(tx: Transaction, net: NetRecord, event: string): string {
  const text = JSON.stringify(net);
  tx.store.put(netKey(net.netID), text);
  tx.changed(`Net.${event}`, net.netID, text);
  return text;
}
