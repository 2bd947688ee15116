import { toRfc3339 } from '@cloudfed/core';
import type { z } from 'zod';

import type { InstrumentStanding } from '../billing/payment-instrument.js';
import type {
  Correction,
  Dispute,
  Imported,
  ProposedImport,
  Statement,
  StatementEntry,
} from '../fabric/billing-port.js';
import type {
  correctionSchema,
  disputeSchema,
  importedSchema,
  importSchema,
  paymentInstrumentSchema,
  statementEntrySchema,
  statementSchema,
} from './billing-schemas.js';
import { billView, ecsView, optionalTime, priceAmounts, written } from './views.js';

// The ledger's records of billing as the API answers them.

const MONEY = { currency: 'CNY', unit: 'fen' } as const;

export function statementView(statement: Statement): z.infer<typeof statementSchema> {
  return {
    statementId: statement.statementId,
    providerId: statement.providerId,
    providerName: statement.providerName,
    consumerId: statement.consumerId,
    consumerName: statement.consumerName,
    period: statement.period,
    from: toRfc3339(statement.from),
    to: toRfc3339(statement.to),
    lines: statement.lines.map(({ kind, count, amount, exactBefore, exactAfter }) => ({
      kind,
      count,
      amount: amount.toString(),
      exactBefore: exactBefore ?? null,
      exactAfter: exactAfter ?? null,
    })),
    amountDue: statement.amountDue.toString(),
    ...MONEY,
    debtorId: statement.debtorId ?? null,
    creditorId: statement.creditorId ?? null,
    pages: statement.pages,
    entriesHash: statement.entriesHash,
    status: statement.status,
    issuedTime: toRfc3339(statement.issuedTime),
    silentUntil: toRfc3339(statement.silentUntil),
    acceptedTime: optionalTime(statement.acceptedTime),
    acceptedBy: statement.acceptedBy ?? null,
    disputeId: statement.disputeId ?? null,
    netId: statement.netId ?? null,
    paymentReference: statement.paymentReference ?? null,
    settledTime: optionalTime(statement.settledTime),
    refusal: statement.refusal ?? null,
    confirmedTime: optionalTime(statement.confirmedTime),
  };
}

export function instrumentView({
  paymentReference,
  kind,
  sides,
}: InstrumentStanding): z.infer<typeof paymentInstrumentSchema> {
  return {
    paymentReference,
    kind,
    sides: sides.map(({ orgId, paidBy, received, confirmed, pending, free }) => ({
      orgId,
      paidBy,
      received: received.toString(),
      confirmed: confirmed.toString(),
      pending: pending.toString(),
      free: free.toString(),
    })),
    ...MONEY,
  };
}

export function entryView(entry: StatementEntry): z.infer<typeof statementEntrySchema> {
  return {
    kind: entry.kind,
    userId: entry.userId,
    instanceId: entry.instanceId ?? null,
    billType: entry.billType ?? null,
    correctionId: entry.correctionId ?? null,
    amount: entry.amount?.toString() ?? null,
    records: entry.records ?? null,
    exactAmount: entry.exactAmount ?? null,
  };
}

export function correctionView(correction: Correction): z.infer<typeof correctionSchema> {
  return {
    correctionId: correction.correctionId,
    kind: correction.kind,
    billType: correction.billType,
    instanceId: correction.instanceId,
    usage: correction.usage === undefined ? null : { ...correction.usage, recordIds: [...correction.usage.recordIds] },
    providerId: correction.providerId,
    consumerId: correction.consumerId,
    userId: correction.userId,
    amount: correction.amount.toString(),
    ...MONEY,
    reason: correction.reason,
    text: correction.text,
    status: correction.status,
    createdTime: toRfc3339(correction.createdTime),
    decidedTime: optionalTime(correction.decidedTime),
    period: correction.period ?? null,
  };
}

export function disputeView(dispute: Dispute): z.infer<typeof disputeSchema> {
  return {
    disputeId: dispute.disputeId,
    subjectType: dispute.subjectType,
    subjectId: dispute.subjectId,
    providerId: dispute.providerId,
    consumerId: dispute.consumerId,
    reason: dispute.reason,
    text: dispute.text,
    status: dispute.status,
    openedTime: toRfc3339(dispute.openedTime),
    answer: dispute.answer ?? null,
    answerText: dispute.answerText ?? null,
    correctionId: dispute.correctionId ?? null,
    answeredTime: optionalTime(dispute.answeredTime),
    resolutionText: dispute.resolutionText ?? null,
    resolvedTime: optionalTime(dispute.resolvedTime),
  };
}

export function importView(proposal: ProposedImport): z.infer<typeof importSchema> {
  return {
    instanceId: proposal.instanceId,
    resource: ecsView(proposal.resource),
    price: priceAmounts(proposal.price),
    proposedBy: proposal.proposedBy,
    proposedTime: toRfc3339(proposal.proposedTime),
  };
}

export function importedView(imported: Imported): z.infer<typeof importedSchema> {
  const none = { proposal: null, bill: null, resource: null };
  if (imported.status === 'proposed') {
    return { ...none, status: 'proposed', proposal: written(imported.proposal, importView) };
  }
  return 'bill' in imported
    ? { ...none, status: 'accepted', bill: billView(imported.bill) }
    : { ...none, status: 'accepted', resource: written(imported.resource, ecsView) };
}
