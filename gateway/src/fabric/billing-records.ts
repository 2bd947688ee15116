import type { CorrectionKind, CorrectionReason, CorrectionStatus, DisputeAnswer, DisputeStatus } from '@cloudfed/core';
import type { EntryKind, StatementStatus, UsageKind } from '@cloudfed/core';

import type { BillType, EcsRecord, PriceRecord, RecordTime } from './records.js';

// The ledger's records of statements, corrections, disputes and instances of the past, as they stand.

export interface StatementLineRecord {
  readonly kind: EntryKind;
  readonly count: number;
  readonly amount: number;
  readonly exactBefore?: string;
  readonly exactAfter?: string;
}

export interface StatementRecord {
  readonly statementID: string;
  readonly providerID: string;
  readonly resourceProvider: string;
  readonly consumerID: string;
  readonly resourceUser: string;
  readonly period: string;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly StatementLineRecord[];
  readonly amountDue: number;
  readonly debtorID: string;
  readonly creditorID: string;
  readonly pages: number;
  readonly entriesHash: string;
  readonly issuedTime: RecordTime;
  readonly silentUntil: number;
  readonly status: StatementStatus;
  readonly acceptedTime?: RecordTime;
  readonly acceptedBy?: 'consumer' | 'silence' | 'resolution';
  readonly disputeID?: string;
  readonly netID?: string;
  readonly paymentReference?: string;
  readonly settledTime?: RecordTime;
  readonly refusal?: string;
  readonly confirmedTime?: RecordTime;
  readonly txID: string;
}

export interface EntryRecord {
  readonly kind: EntryKind;
  readonly userID: string;
  readonly instanceID?: string;
  readonly billType?: BillType | UsageKind;
  readonly correctionID?: string;
  readonly amount?: number;
  readonly records?: number;
  readonly exactAmount?: string;
}

export interface CorrectionRecord {
  readonly correctionID: string;
  readonly kind: CorrectionKind;
  readonly billType: BillType | UsageKind;
  readonly instanceID: string;
  /** Where it corrects usage. */
  readonly usage?: { readonly lane: string; readonly sequence: number; readonly recordIDs: readonly string[] };
  readonly providerID: string;
  readonly userID: string;
  readonly amount: number;
  readonly reason: CorrectionReason;
  readonly text: string;
  readonly status: CorrectionStatus;
  readonly createdTime: RecordTime;
  readonly decidedTime?: RecordTime;
  readonly period?: string;
  readonly txID: string;
}

export type DisputeSubject = 'Statement' | BillType;

export interface DisputeRecord {
  readonly disputeID: string;
  readonly subjectType: DisputeSubject;
  readonly subjectID: string;
  readonly providerID: string;
  readonly consumerID: string;
  readonly reason: CorrectionReason;
  readonly text: string;
  readonly status: DisputeStatus;
  readonly openedTime: RecordTime;
  readonly answer?: DisputeAnswer;
  readonly answerText?: string;
  readonly correctionID?: string;
  readonly answeredTime?: RecordTime;
  readonly resolutionText?: string;
  readonly resolvedTime?: RecordTime;
  readonly txID: string;
}

export interface ImportRecord {
  readonly objectType: 'ECSImport';
  readonly instanceID: string;
  readonly resource: EcsRecord;
  readonly price: PriceRecord;
  readonly proposedBy: string;
  readonly proposedTime: RecordTime;
  readonly digest: string;
}
