import {
  argumentError,
  correct,
  type Corrected,
  correctionAfter,
  type CorrectionKind,
  CORRECTION_KINDS,
  type CorrectionReason,
  type CorrectionStatus,
  type DebitNoteAct,
  fenFromRecord,
  fenToRecord,
  type LedgerTime,
  type OrgId,
  orgOfUser,
  parseCorrectionReason,
  parseFen,
  parseId,
  parseRemark,
  type RecordId,
  type UserId,
  ZERO_FEN,
} from '@cloudfed/core';

import {
  allCorrections,
  billCorrectionKey,
  type BillType,
  correctedKey,
  correctionKey,
  correctionsOfBill,
} from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, sameOrRefuse, takeArguments } from './arguments.js';
import { readBill } from './bills.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, type Organization, requirePair, requireCaller } from './organizations.js';
import { addEntry, openPeriod } from './periods.js';
import type { BillRecord } from './records.js';
import { parseBillType } from './totals.js';

/** A note that says what was wrong with a bill. The bill itself never changes. */
export interface CorrectionRecord {
  readonly objectType: 'Correction';
  readonly correctionID: RecordId;
  readonly kind: CorrectionKind;
  readonly billType: BillType;
  readonly instanceID: RecordId;
  readonly providerID: OrgId;
  readonly userID: UserId;
  /** Fen. */
  readonly amount: number;
  readonly reason: CorrectionReason;
  readonly text: string;
  readonly status: CorrectionStatus;
  readonly createdTime: LedgerTime;
  /** When it came in force, or was rejected or withdrawn. */
  readonly decidedTime?: LedgerTime;
  /** The period whose statement it is on, once in force. */
  readonly period?: string;
  readonly txID: string;
}

const ARGUMENTS = ['correctionID', 'kind', 'billType', 'instanceID', 'amount', 'reason', 'text'] as const;

/**
 * `issueCorrection(correctionID, kind, billType, instanceID, amount, reason, text)`: the provider corrects a bill by a
 * credit note, in force at once, or a debit note, which the consumer is to accept.
 */
export async function issueCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(ARGUMENTS, args);
  const asked = {
    correctionID: parseId(given.correctionID, 'correctionID'),
    kind: parseWord(given.kind, 'kind', CORRECTION_KINDS),
    billType: parseBillType(given.billType, 'billType'),
    instanceID: parseId(given.instanceID, 'instanceID'),
    amount: fenToRecord(parseAmount(given.amount)),
    reason: parseCorrectionReason(given.reason, 'reason'),
    text: parseRemark(given.text, 'text'),
  };
  const bill = JSON.parse(await readBill(tx, asked.billType, asked.instanceID)) as BillRecord;
  const pair = await requirePair(tx, {
    providerId: bill.providerID,
    consumerId: orgOfUser(bill.userID),
    providerArgument: 'instanceID',
    consumerArgument: 'instanceID',
  });
  requireCaller(pair, 'provider', 'correct its bills');
  const stored = await tx.store.get(correctionKey(asked.correctionID));
  if (stored !== undefined) return sameOrRefuse(stored, asked, 'correctionID');
  const note: CorrectionRecord = {
    objectType: 'Correction',
    correctionID: asked.correctionID,
    kind: asked.kind,
    billType: asked.billType,
    instanceID: asked.instanceID,
    providerID: bill.providerID,
    userID: bill.userID,
    amount: asked.amount,
    reason: asked.reason,
    text: asked.text,
    status: 'proposed',
    createdTime: tx.time,
    txID: tx.txId,
  };
  return note.kind === 'credit' ? putInForce(tx, note, bill) : save(tx, note, 'proposed');
}

/** `acceptCorrection(correctionID)`: the consumer accepts a debit note. */
export function acceptCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  return decide(tx, args, 'accept');
}

/** `rejectCorrection(correctionID)`: the consumer does not. */
export function rejectCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  return decide(tx, args, 'reject');
}

/** `withdrawCorrection(correctionID)`: the provider takes a debit note back before it is decided. */
export function withdrawCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  return decide(tx, args, 'withdraw');
}

/** `readCorrection(correctionID)`. */
export async function readCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  const correctionId = parseId(takeArguments(['correctionID'], args).correctionID, 'correctionID');
  await metering(tx);
  return JSON.stringify(await requireCorrection(tx, correctionId));
}

/** `listCorrections(pageSize, bookmark)`: by id. */
export async function listCorrections(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  return listPage(tx, allCorrections(), given);
}

/** `listBillCorrections(billType, instanceID, pageSize, bookmark)`: those of one bill, by id. */
export async function listBillCorrections(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['billType', 'instanceID', ...PAGE_ARGUMENTS], args);
  const type = parseBillType(given.billType, 'billType');
  const instanceId = parseId(given.instanceID, 'instanceID');
  await metering(tx);
  return listPage(tx, correctionsOfBill(type, instanceId), given);
}

/** @throws CloudfedError NOT_FOUND */
export async function requireCorrection(tx: Transaction, correctionId: RecordId): Promise<CorrectionRecord> {
  const text = await tx.store.get(correctionKey(correctionId));
  if (text === undefined) throw argumentError('correctionID', `there is no correction ${correctionId}`, 'NOT_FOUND');
  return JSON.parse(text) as CorrectionRecord;
}

async function decide(tx: Transaction, args: readonly string[], act: DebitNoteAct): Promise<string> {
  const correctionId = parseId(takeArguments(['correctionID'], args).correctionID, 'correctionID');
  const { own } = await metering(tx);
  const note = await requireCorrection(tx, correctionId);
  const status = correctionAfter(note.status, note.kind, act, sideOf(own, note));
  if (status === note.status) return JSON.stringify(note);
  if (status === 'inForce') {
    return putInForce(tx, note, JSON.parse(await readBill(tx, note.billType, note.instanceID)) as BillRecord);
  }
  return save(tx, { ...note, status, decidedTime: tx.time }, status);
}

/** From here on it counts: on the bill, and on the statement of the bill's period or the first open one. */
async function putInForce(tx: Transaction, note: CorrectionRecord, bill: BillRecord): Promise<string> {
  const { kind, billType, instanceID, providerID, userID, correctionID, amount } = note;
  const key = correctedKey(billType, instanceID);
  const text = await tx.store.get(key);
  const before = text === undefined ? { credited: 0, debited: 0 } : (JSON.parse(text) as CorrectedRow);
  const billed = fenFromRecord(bill.totalCost, 'totalCost');
  const after = correct(billed, correctedOf(before), kind, fenFromRecord(amount, 'amount'));
  const row: CorrectedRow = { credited: fenToRecord(after.credited), debited: fenToRecord(after.debited) };
  tx.store.put(key, JSON.stringify(row));
  const period = await openPeriod(tx, providerID, bill.period);
  addEntry(tx, providerID, period, { kind, correctionID, billType, instanceID, userID, amount });
  return save(tx, { ...note, status: 'inForce', decidedTime: tx.time, period }, 'inForce');
}

interface CorrectedRow {
  readonly credited: number;
  readonly debited: number;
}

function correctedOf(row: CorrectedRow): Corrected {
  return { credited: fenFromRecord(row.credited, 'credited'), debited: fenFromRecord(row.debited, 'debited') };
}

function save(tx: Transaction, note: CorrectionRecord, event: CorrectionStatus): string {
  const text = JSON.stringify(note);
  tx.store.put(correctionKey(note.correctionID), text);
  tx.store.put(billCorrectionKey(note.billType, note.instanceID, note.correctionID), text);
  tx.changed(`Correction.${event}`, note.correctionID, text);
  return text;
}

function sideOf(own: Organization, { providerID }: Pick<CorrectionRecord, 'providerID'>): 'provider' | 'consumer' {
  return own.orgID === providerID ? 'provider' : 'consumer';
}

function parseAmount(text: string): ReturnType<typeof parseFen> {
  const amount = parseFen(text, 'amount');
  if (amount === ZERO_FEN) throw argumentError('amount', 'must be at least 1 fen');
  return amount;
}
