import {
  argumentError,
  type CorrectionKind,
  type CorrectionReason,
  type CorrectionStatus,
  type LedgerTime,
  type OrgId,
  parseFen,
  type RecordId,
  type UsageKind,
  type UserId,
  ZERO_FEN,
} from '@cloudfed/core';

import { type BillType, correctionKey, correctionOfKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { addEntry, openPeriod } from './periods.js';

/** A note that says what was wrong with a bill, or with records of usage. What it corrects never changes. */
interface Note {
  readonly objectType: 'Correction';
  readonly correctionID: RecordId;
  readonly kind: CorrectionKind;
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

/** Which records of a batch of the provider, by id. */
export interface CorrectedUsage {
  readonly lane: string;
  readonly sequence: number;
  readonly recordIDs: readonly RecordId[];
}

/** A note on a bill. */
export interface BillCorrectionRecord extends Note {
  readonly billType: BillType;
}

/** A note on metered records. */
export interface UsageCorrectionRecord extends Note {
  readonly billType: UsageKind;
  readonly usage: CorrectedUsage;
}

export type CorrectionRecord = BillCorrectionRecord | UsageCorrectionRecord;

export function isOfUsage(note: CorrectionRecord): note is UsageCorrectionRecord {
  return 'usage' in note;
}

/** @throws CloudfedError NOT_FOUND */
export async function requireCorrection(tx: Transaction, correctionId: RecordId): Promise<CorrectionRecord> {
  const text = await tx.store.get(correctionKey(correctionId));
  if (text === undefined) throw argumentError('correctionID', `there is no correction ${correctionId}`, 'NOT_FOUND');
  return JSON.parse(text) as CorrectionRecord;
}

/** A proposed note comes in force: it is on the statement of `wanted`, or of the first open period. */
export async function countIn(tx: Transaction, note: CorrectionRecord, wanted: string): Promise<string> {
  const { kind, correctionID, billType, instanceID, providerID, userID, amount } = note;
  const period = await openPeriod(tx, providerID, wanted);
  addEntry(tx, providerID, period, { kind, correctionID, billType, instanceID, userID, amount });
  return saveCorrection(tx, { ...note, status: 'inForce', decidedTime: tx.time, period }, 'inForce');
}

export function saveCorrection(tx: Transaction, note: CorrectionRecord, event: CorrectionStatus): string {
  const text = JSON.stringify(note);
  tx.store.put(correctionKey(note.correctionID), text);
  tx.store.put(correctionOfKey(note.billType, note.instanceID, note.correctionID), text);
  tx.changed(`Correction.${event}`, note.correctionID, text);
  return text;
}

/** Fen, at least one. @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `amount` */
export function parseNoteAmount(text: string): ReturnType<typeof parseFen> {
  const amount = parseFen(text, 'amount');
  if (amount === ZERO_FEN) throw argumentError('amount', 'must be at least 1 fen');
  return amount;
}
