import {
  type Fen,
  fenFromRecord,
  isUsageKind,
  ledgerTime,
  orgOfUser,
  parseId,
  parseLane,
  parseOrgId,
  parseUserId,
  PAYMENT_CLAIMS_FORM,
  type PaymentClaims,
  readForm,
  type RecordId,
} from '@cloudfed/core';

import type { Corrected, Correction, Dispute, ProposedImport, Statement, StatementEntry } from './billing-port.js';
import type { CorrectionRecord, DisputeRecord, EntryRecord, ImportRecord, StatementRecord } from './billing-records.js';
import { ecsOf, priceOf, timeOf } from './codec.js';
import type { RecordTime } from './records.js';

// The ledger's records of billing → the clean names, asserting what the types promise.

const maybeTime = (record: RecordTime | undefined) => record && timeOf(record);
const maybeId = (text: string | undefined, field: string): RecordId | undefined =>
  text === undefined ? undefined : parseId(text, field);
const maybeOrg = (text: string, field: string) => (text === '' ? undefined : parseOrgId(text, field));
const maybeFen = (value: number | undefined, field: string): Fen | undefined =>
  value === undefined ? undefined : fenFromRecord(value, field);

export function statementOf(record: StatementRecord): Statement {
  return {
    statementId: parseId(record.statementID, 'statementID'),
    providerId: parseOrgId(record.providerID, 'providerID'),
    providerName: record.resourceProvider,
    consumerId: parseOrgId(record.consumerID, 'consumerID'),
    consumerName: record.resourceUser,
    period: record.period,
    from: ledgerTime(record.from),
    to: ledgerTime(record.to),
    lines: record.lines.map(({ kind, count, amount, exactBefore, exactAfter }) => ({
      kind,
      count,
      amount: fenFromRecord(amount, 'amount'),
      exactBefore,
      exactAfter,
    })),
    amountDue: fenFromRecord(record.amountDue, 'amountDue'),
    debtorId: maybeOrg(record.debtorID, 'debtorID'),
    creditorId: maybeOrg(record.creditorID, 'creditorID'),
    pages: record.pages,
    entriesHash: record.entriesHash,
    status: record.status,
    issuedTime: timeOf(record.issuedTime),
    silentUntil: ledgerTime(record.silentUntil),
    acceptedTime: maybeTime(record.acceptedTime),
    acceptedBy: record.acceptedBy,
    disputeId: maybeId(record.disputeID, 'disputeID'),
    netId: maybeId(record.netID, 'netID'),
    paymentReference: record.paymentReference,
    settledTime: maybeTime(record.settledTime),
    refusal: record.refusal,
    confirmedTime: maybeTime(record.confirmedTime),
  };
}

export function claimsOf(record: unknown): PaymentClaims {
  const { confirmed, pending } = record as Readonly<Record<string, unknown>>;
  return readForm(PAYMENT_CLAIMS_FORM, JSON.stringify({ confirmed, pending }));
}

export function entryOf(record: EntryRecord): StatementEntry {
  return {
    kind: record.kind,
    userId: parseUserId(record.userID, 'userID'),
    instanceId: maybeId(record.instanceID, 'instanceID'),
    billType: record.billType,
    correctionId: maybeId(record.correctionID, 'correctionID'),
    amount: maybeFen(record.amount, 'amount'),
    records: record.records,
    exactAmount: record.exactAmount,
  };
}

export function correctionOf(record: CorrectionRecord): Correction {
  const userId = parseUserId(record.userID, 'userID');
  return {
    correctionId: parseId(record.correctionID, 'correctionID'),
    kind: record.kind,
    ...correctedOf(record),
    instanceId: parseId(record.instanceID, 'instanceID'),
    providerId: parseOrgId(record.providerID, 'providerID'),
    consumerId: orgOfUser(userId),
    userId,
    amount: fenFromRecord(record.amount, 'amount'),
    reason: record.reason,
    text: record.text,
    status: record.status,
    createdTime: timeOf(record.createdTime),
    decidedTime: maybeTime(record.decidedTime),
    period: record.period,
  };
}

function correctedOf({ billType, usage }: CorrectionRecord): Corrected {
  if (!isUsageKind(billType)) return { billType, usage: undefined };
  if (usage === undefined) throw new RangeError('a note on usage names no records');
  const { lane, sequence, recordIDs } = usage;
  const recordIds = recordIDs.map((text) => parseId(text, 'recordIDs'));
  return { billType, usage: { lane: parseLane(lane, 'lane'), sequence, recordIds } };
}

export function disputeOf(record: DisputeRecord): Dispute {
  return {
    disputeId: parseId(record.disputeID, 'disputeID'),
    subjectType: record.subjectType,
    subjectId: parseId(record.subjectID, 'subjectID'),
    providerId: parseOrgId(record.providerID, 'providerID'),
    consumerId: parseOrgId(record.consumerID, 'consumerID'),
    reason: record.reason,
    text: record.text,
    status: record.status,
    openedTime: timeOf(record.openedTime),
    answer: record.answer,
    answerText: record.answerText,
    correctionId: maybeId(record.correctionID, 'correctionID'),
    answeredTime: maybeTime(record.answeredTime),
    resolutionText: record.resolutionText,
    resolvedTime: maybeTime(record.resolvedTime),
  };
}

export function importOf(record: ImportRecord): ProposedImport {
  return {
    instanceId: parseId(record.instanceID, 'instanceID'),
    resource: ecsOf(record.resource),
    price: priceOf(record.price).price,
    proposedBy: parseOrgId(record.proposedBy, 'proposedBy'),
    proposedTime: timeOf(record.proposedTime),
  };
}
