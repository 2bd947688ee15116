import {
  type EntryKind,
  exactFromRecord,
  fenToRecord,
  formatExact,
  type LedgerTime,
  NOTHING_CARRIED,
  type OrgId,
  type RecordId,
  type StatementLine,
  statusAt,
  SILENCE_SECONDS,
  type StatementState,
  type StatementStatus,
  type UsageCarried,
  type UsageKind,
  type UserId,
} from '@cloudfed/core';

import type { BillType, CorrectedType } from '../ledger/keys.js';

/** One thing that a statement adds up. */
export type EntryRecord = BillEntry | UsageEntry | NoteEntry;

interface BillEntry {
  readonly kind: BillType;
  readonly instanceID: RecordId;
  readonly userID: UserId;
  /** Fen. */
  readonly amount: number;
}

/** Metered usage of one user in one transaction. */
export interface UsageEntry {
  readonly kind: UsageKind;
  readonly userID: UserId;
  readonly records: number;
  /** A count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
}

/** A debit or credit note. */
interface NoteEntry {
  readonly kind: 'debit' | 'credit';
  readonly correctionID: RecordId;
  readonly billType: CorrectedType;
  readonly instanceID: RecordId;
  readonly userID: UserId;
  /** Fen. */
  readonly amount: number;
}

/** How far a provider's statements have come. */
export interface StatementBook {
  /** The last closed period; all before it are closed too. */
  readonly closedThrough?: string;
  /** The closed period whose statement is not issued yet. */
  readonly drafting?: string;
  /** Exact cost of all usage on issued statements. */
  readonly carried?: Readonly<Record<UsageKind, string>>;
}

export function carriedOf({ carried }: StatementBook): UsageCarried {
  if (carried === undefined) return NOTHING_CARRIED;
  return {
    ECSUsage: exactFromRecord(carried.ECSUsage, 'carried'),
    OSSUsage: exactFromRecord(carried.OSSUsage, 'carried'),
  };
}

export function carriedTexts(carried: UsageCarried): Readonly<Record<UsageKind, string>> {
  return { ECSUsage: formatExact(carried.ECSUsage), OSSUsage: formatExact(carried.OSSUsage) };
}

/** A statement that is being drawn up. */
export interface StatementDraft {
  readonly pages: number;
  readonly entriesHash: string;
  /** Sums in digits: fen, of usage exact. */
  readonly sums: Readonly<Record<EntryKind, { readonly count: number; readonly amount: string }>>;
}

export interface StatementLineRecord {
  readonly kind: EntryKind;
  readonly count: number;
  readonly amount: number;
  /** Of usage: exact cumulative cost before and after, in counts of 1/(86,400·10¹⁰) fen. */
  readonly exactBefore?: string;
  readonly exactAfter?: string;
}

export function lineRecord({ kind, count, amount, exact }: StatementLine): StatementLineRecord {
  return {
    kind,
    count,
    amount: fenToRecord(amount),
    ...(exact && { exactBefore: formatExact(exact.before), exactAfter: formatExact(exact.after) }),
  };
}

/** Figures never change after the issue; what becomes of it does. */
export interface StatementRecord {
  readonly objectType: 'Statement';
  readonly statementID: RecordId;
  readonly providerID: OrgId;
  readonly resourceProvider: string;
  readonly consumerID: OrgId;
  readonly resourceUser: string;
  /** `YYYY-MM`, Asia/Shanghai. */
  readonly period: string;
  /** Seconds since 1970: `from` ≤ t < `to`. */
  readonly from: number;
  readonly to: number;
  readonly lines: readonly StatementLineRecord[];
  /** Fen. */
  readonly amountDue: number;
  /** Who owes it; empty where nothing is due. */
  readonly debtorID: OrgId | '';
  readonly creditorID: OrgId | '';
  /** Entries are read by pages, and hash to this: sha256 of the hash before (in hexadecimal) and the page's text. */
  readonly pages: number;
  readonly entriesHash: string;
  readonly issuedTime: LedgerTime;
  /** Seconds since 1970: silence until then accepts. */
  readonly silentUntil: number;
  readonly status: StatementStatus;
  readonly acceptedTime?: LedgerTime;
  readonly acceptedBy?: 'consumer' | 'silence' | 'resolution';
  readonly disputeID?: RecordId;
  readonly netID?: RecordId;
  readonly paymentReference?: string | undefined;
  readonly settledTime?: LedgerTime | undefined;
  /** Why the creditor refused the last payment named. */
  readonly refusal?: string | undefined;
  readonly confirmedTime?: LedgerTime;
  readonly txID: string;
}

export function stateOf(record: StatementRecord): StatementState {
  const { debtorID, providerID, consumerID } = record;
  return {
    status: record.status,
    issuedAt: record.issuedTime.seconds,
    debtor: debtorID === consumerID ? 'consumer' : debtorID === providerID ? 'provider' : undefined,
  };
}

/** The record as it is at a moment: silence accepts without anybody writing it. */
export function statementAt(record: StatementRecord, seconds: number): StatementRecord {
  if (statusAt(stateOf(record), seconds) === record.status) return record;
  const acceptedTime = { ...record.issuedTime, seconds: record.issuedTime.seconds + SILENCE_SECONDS };
  return { ...record, status: 'accepted', acceptedTime, acceptedBy: 'silence' };
}
