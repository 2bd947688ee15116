import {
  argumentError,
  type CorrectionReason,
  DISPUTE_ANSWERS,
  type DisputeAnswer,
  disputeAfter,
  type DISPUTE_ACTS,
  type DisputeStatus,
  type LedgerTime,
  type OrgId,
  orgOfUser,
  parseCorrectionReason,
  parseId,
  parseRemark,
  type RecordId,
} from '@cloudfed/core';

import { allDisputes, disputeKey, openDisputeKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, sameOrRefuse, takeArguments } from './arguments.js';
import { readBill } from './bills.js';
import { requireCorrection } from './correction-records.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, requireCaller, requirePair } from './organizations.js';
import type { BillRecord } from './records.js';
import { requireAct } from './statement-acts.js';
import { requireStatement, saveStatement } from './statements.js';

const SUBJECT_TYPES = ['Statement', 'ECSBill', 'OSSBill'] as const;
type SubjectType = (typeof SUBJECT_TYPES)[number];

/** What the consumer holds against a statement or a bill, and what was said to it. */
export interface DisputeRecord {
  readonly objectType: 'Dispute';
  readonly disputeID: RecordId;
  readonly subjectType: SubjectType;
  readonly subjectID: RecordId;
  readonly providerID: OrgId;
  readonly consumerID: OrgId;
  readonly reason: CorrectionReason;
  readonly text: string;
  readonly status: DisputeStatus;
  readonly openedTime: LedgerTime;
  readonly answer?: DisputeAnswer;
  readonly answerText?: string;
  /** The correction that the provider has made of it. */
  readonly correctionID?: RecordId | undefined;
  readonly answeredTime?: LedgerTime;
  readonly resolutionText?: string;
  readonly resolvedTime?: LedgerTime;
  readonly txID: string;
}

/**
 * `openDispute(disputeID, subjectType, subjectID, reason, text)`: by the consumer, of a statement that is not accepted
 * yet or of a bill. One that is open must be resolved before the next on the same subject.
 */
export async function openDispute(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['disputeID', 'subjectType', 'subjectID', 'reason', 'text'], args);
  const asked = {
    disputeID: parseId(given.disputeID, 'disputeID'),
    subjectType: parseWord(given.subjectType, 'subjectType', SUBJECT_TYPES),
    subjectID: parseId(given.subjectID, 'subjectID'),
    reason: parseCorrectionReason(given.reason, 'reason'),
    text: parseRemark(given.text, 'text'),
  };
  const { disputeID, subjectType, subjectID } = asked;
  const parties = await partiesOf(tx, subjectType, subjectID);
  const pair = await requirePair(tx, {
    providerId: parties.providerID,
    consumerId: parties.consumerID,
    providerArgument: 'subjectID',
    consumerArgument: 'subjectID',
  });
  requireCaller(pair, 'consumer', 'dispute what it owes');
  const stored = await tx.store.get(disputeKey(disputeID));
  if (stored !== undefined) return sameOrRefuse(stored, asked, 'disputeID');
  const open = await tx.store.get(openDisputeKey(subjectType, subjectID));
  if (open !== undefined) throw argumentError('subjectID', `is disputed already, by ${open}`, 'CONFLICT');
  if (subjectType === 'Statement') {
    const statement = await requireStatement(tx, subjectID);
    const status = await requireAct(tx, statement, 'dispute');
    saveStatement(tx, { ...statement, status, disputeID }, 'disputed');
  }
  tx.store.put(openDisputeKey(subjectType, subjectID), disputeID);
  const dispute: DisputeRecord = {
    objectType: 'Dispute',
    disputeID,
    subjectType,
    subjectID,
    ...parties,
    reason: asked.reason,
    text: asked.text,
    status: 'open',
    openedTime: tx.time,
    txID: tx.txId,
  };
  return save(tx, dispute, 'opened');
}

/** `answerDispute(disputeID, answer, text[, correctionID])`: by the provider, again as long as it is not resolved. */
export async function answerDispute(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['disputeID', 'answer', 'text'], args, { optional: ['correctionID'] });
  const disputeId = parseId(given.disputeID, 'disputeID');
  const answer = parseWord(given.answer, 'answer', DISPUTE_ANSWERS);
  const answerText = parseRemark(given.text, 'text');
  const correctionID = given.correctionID === undefined ? undefined : parseId(given.correctionID, 'correctionID');
  const { dispute, status } = await act(tx, disputeId, 'answer');
  if (correctionID !== undefined) await requireCorrection(tx, correctionID);
  return save(tx, { ...dispute, status, answer, answerText, correctionID, answeredTime: tx.time }, 'answered');
}

/** `resolveDispute(disputeID, text)`: by the consumer; a statement that was disputed is then accepted. */
export async function resolveDispute(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['disputeID', 'text'], args);
  const disputeId = parseId(given.disputeID, 'disputeID');
  const resolutionText = parseRemark(given.text, 'text');
  const { dispute, status } = await act(tx, disputeId, 'resolve');
  const { subjectType, subjectID } = dispute;
  if (subjectType === 'Statement') {
    const statement = await requireStatement(tx, subjectID);
    const accepted = { acceptedTime: tx.time, acceptedBy: 'resolution' } as const;
    saveStatement(tx, { ...statement, status: await requireAct(tx, statement, 'resolve'), ...accepted }, 'accepted');
  }
  tx.store.delete(openDisputeKey(subjectType, subjectID));
  return save(tx, { ...dispute, status, resolutionText, resolvedTime: tx.time }, 'resolved');
}

/** `readDispute(disputeID)`. */
export async function readDispute(tx: Transaction, args: readonly string[]): Promise<string> {
  const disputeId = parseId(takeArguments(['disputeID'], args).disputeID, 'disputeID');
  await metering(tx);
  return JSON.stringify(await requireDispute(tx, disputeId));
}

/** `listDisputes(pageSize, bookmark)`: by id. */
export async function listDisputes(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  return listPage(tx, allDisputes(), given);
}

async function partiesOf(
  tx: Transaction,
  type: SubjectType,
  id: RecordId,
): Promise<Pick<DisputeRecord, 'providerID' | 'consumerID'>> {
  if (type === 'Statement') {
    await metering(tx);
    const { providerID, consumerID } = await requireStatement(tx, id);
    return { providerID, consumerID };
  }
  const { providerID, userID } = JSON.parse(await readBill(tx, type, id)) as BillRecord;
  return { providerID, consumerID: orgOfUser(userID) };
}

async function act(
  tx: Transaction,
  disputeId: RecordId,
  what: keyof typeof DISPUTE_ACTS,
): Promise<{ readonly dispute: DisputeRecord; readonly status: DisputeStatus }> {
  const { own } = await metering(tx);
  const dispute = await requireDispute(tx, disputeId);
  const by = own.orgID === dispute.providerID ? 'provider' : 'consumer';
  return { dispute, status: disputeAfter(dispute.status, what, by) };
}

async function requireDispute(tx: Transaction, disputeId: RecordId): Promise<DisputeRecord> {
  const text = await tx.store.get(disputeKey(disputeId));
  if (text === undefined) throw argumentError('disputeID', `there is no dispute ${disputeId}`, 'NOT_FOUND');
  return JSON.parse(text) as DisputeRecord;
}

function save(tx: Transaction, dispute: DisputeRecord, event: string): string {
  const text = JSON.stringify(dispute);
  tx.store.put(disputeKey(dispute.disputeID), text);
  tx.changed(`Dispute.${event}`, dispute.disputeID, text);
  return text;
}
