import {
  correct,
  type Corrected,
  correctionAfter,
  CORRECTION_KINDS,
  type DebitNoteAct,
  fenFromRecord,
  fenToRecord,
  orgOfUser,
  parseCorrectionReason,
  parseId,
  parseRemark,
  USAGE_KINDS,
} from '@cloudfed/core';

import { allCorrections, correctedKey, correctionKey, correctionsOf } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, sameOrRefuse, takeArguments } from './arguments.js';
import { readBill } from './bills.js';
import {
  type BillCorrectionRecord,
  type CorrectionRecord,
  countIn,
  isOfUsage,
  parseNoteAmount,
  requireCorrection,
  saveCorrection,
} from './correction-records.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, type Organization, requirePair, requireCaller } from './organizations.js';
import type { BillRecord } from './records.js';
import { parseBillType } from './totals.js';
import { periodOfUsage } from './usage-corrections.js';

const CORRECTED_TYPES = ['ECSBill', 'OSSBill', ...USAGE_KINDS] as const;
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
    amount: fenToRecord(parseNoteAmount(given.amount)),
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
  const note: BillCorrectionRecord = {
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
  return note.kind === 'credit' ? putInForce(tx, note, bill) : saveCorrection(tx, note, 'proposed');
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

/** `listBillCorrections(billType, instanceID, pageSize, bookmark)`: those of one bill or one instance's usage, by id. */
export async function listBillCorrections(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['billType', 'instanceID', ...PAGE_ARGUMENTS], args);
  const type = parseWord(given.billType, 'billType', CORRECTED_TYPES);
  const instanceId = parseId(given.instanceID, 'instanceID');
  await metering(tx);
  return listPage(tx, correctionsOf(type, instanceId), given);
}

async function decide(tx: Transaction, args: readonly string[], act: DebitNoteAct): Promise<string> {
  const correctionId = parseId(takeArguments(['correctionID'], args).correctionID, 'correctionID');
  const { own } = await metering(tx);
  const note = await requireCorrection(tx, correctionId);
  const status = correctionAfter(note.status, note.kind, act, sideOf(own, note));
  if (status === note.status) return JSON.stringify(note);
  if (status === 'inForce') {
    if (isOfUsage(note)) return countIn(tx, note, await periodOfUsage(tx, note));
    const bill = JSON.parse(await readBill(tx, note.billType, note.instanceID)) as BillRecord;
    return putInForce(tx, note, bill);
  }
  return saveCorrection(tx, { ...note, status, decidedTime: tx.time }, status);
}

/** From here on it counts: on the bill, and on a statement. */
async function putInForce(tx: Transaction, note: BillCorrectionRecord, bill: BillRecord): Promise<string> {
  const { kind, billType, instanceID, amount } = note;
  const key = correctedKey(billType, instanceID);
  const text = await tx.store.get(key);
  const before = text === undefined ? { credited: 0, debited: 0 } : (JSON.parse(text) as CorrectedRow);
  const billed = fenFromRecord(bill.totalCost, 'totalCost');
  const after = correct(billed, correctedOf(before), kind, fenFromRecord(amount, 'amount'));
  const row: CorrectedRow = { credited: fenToRecord(after.credited), debited: fenToRecord(after.debited) };
  tx.store.put(key, JSON.stringify(row));
  return countIn(tx, note, bill.period);
}

interface CorrectedRow {
  readonly credited: number;
  readonly debited: number;
}

function correctedOf(row: CorrectedRow): Corrected {
  return { credited: fenFromRecord(row.credited, 'credited'), debited: fenFromRecord(row.debited, 'debited') };
}

function sideOf(own: Organization, { providerID }: Pick<CorrectionRecord, 'providerID'>): 'provider' | 'consumer' {
  return own.orgID === providerID ? 'provider' : 'consumer';
}
