import {
  argumentError,
  CORRECTION_KINDS,
  fenToRecord,
  ledgerTime,
  type OrgId,
  orgOfUser,
  parseCorrectionReason,
  parseId,
  parseLane,
  parseRemark,
  periodOf,
  type RecordId,
  refuseAboveCost,
  type UsageRecord,
} from '@cloudfed/core';

import { correctionKey, creditedUsageKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { MAX_ARGUMENT_LENGTH, parseCount, parseWord, sameOrRefuse, takeArguments } from './arguments.js';
import {
  type CorrectedUsage,
  countIn,
  parseNoteAmount,
  saveCorrection,
  type UsageCorrectionRecord,
} from './correction-records.js';
import { metering, requirePair } from './organizations.js';
import { exactAmountOf } from './usage-cost.js';
import { requireMetered } from './usage-late.js';
import { chargedRecords, MAX_SEQUENCE, requireStanding, type UsageBatchRecord } from './usage-standing.js';

const ARGUMENTS = ['correctionID', 'kind', 'lane', 'sequence', 'recordIDs', 'amount', 'reason', 'text'] as const;
const MAX_RECORDS = 100;
/** With its comma. */
const MAX_ID_LENGTH = 65;

/**
 * `issueUsageCorrection(correctionID, kind, lane, sequence, recordIDs, amount, reason, text)`: the provider corrects
 * charged records of one instance in one of its batches, 1 to 100 ids parted by commas, by a credit note, in force at
 * once, of at most what they cost and one a record; or by a debit note, which the consumer is to accept.
 */
export async function issueUsageCorrection(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(ARGUMENTS, args, {
    maxLength: Math.max(MAX_ARGUMENT_LENGTH, MAX_RECORDS * MAX_ID_LENGTH),
  });
  const correctionID = parseId(given.correctionID, 'correctionID');
  const kind = parseWord(given.kind, 'kind', CORRECTION_KINDS);
  const lane = parseLane(given.lane, 'lane');
  const sequence = parseCount(given.sequence, 'sequence', 1, MAX_SEQUENCE);
  const usage: CorrectedUsage = { lane, sequence, recordIDs: parseRecordIds(given.recordIDs) };
  const amount = parseNoteAmount(given.amount);
  const reason = parseCorrectionReason(given.reason, 'reason');
  const text = parseRemark(given.text, 'text');

  const { own } = await metering(tx);
  const asked = { correctionID, kind, usage, providerID: own.orgID, amount: fenToRecord(amount), reason, text };
  const stored = await tx.store.get(correctionKey(correctionID));
  if (stored !== undefined) return sameOrRefuse(stored, asked, 'correctionID');

  const { standing, records } = await loadCorrected(tx, own.orgID, usage);
  const instance = await requireMetered(tx, own.orgID, records[0].instanceId);
  await requirePair(tx, {
    providerId: own.orgID,
    consumerId: orgOfUser(instance.userId),
    providerArgument: 'recordIDs',
    consumerArgument: 'recordIDs',
  });
  const note: UsageCorrectionRecord = {
    objectType: 'Correction',
    correctionID,
    kind,
    billType: instance.type === 'ECS' ? 'ECSUsage' : 'OSSUsage',
    instanceID: instance.instanceId,
    usage,
    providerID: own.orgID,
    userID: instance.userId,
    amount: asked.amount,
    reason,
    text,
    status: 'proposed',
    createdTime: tx.time,
    txID: tx.txId,
  };
  if (kind === 'debit') return saveCorrection(tx, note, 'proposed');
  refuseAboveCost(await exactAmountOf(tx, own.orgID, standing, records), amount);
  await markCredited(tx, note);
  return countIn(tx, note, periodOfFirst(records));
}

/** The period that a note on records counts in, unless it is closed: that in which the first of them begins. */
export async function periodOfUsage(tx: Transaction, { providerID, usage }: UsageCorrectionRecord): Promise<string> {
  return periodOfFirst((await loadCorrected(tx, providerID, usage)).records);
}

type Records = readonly [UsageRecord, ...UsageRecord[]];

function periodOfFirst(records: Records): string {
  return periodOf(ledgerTime(records.reduce((first, { from }) => Math.min(first, from), records[0].from)));
}

/** @throws CloudfedError NOT_FOUND, INVALID_ARGUMENT where they are of several instances */
async function loadCorrected(
  tx: Transaction,
  providerId: OrgId,
  { lane, sequence, recordIDs }: CorrectedUsage,
): Promise<{ readonly standing: UsageBatchRecord; readonly records: Records }> {
  const standing = await requireStanding(tx, providerId, lane, sequence);
  const charged = new Map((await chargedRecords(tx, providerId, standing)).map((record) => [record.id, record]));
  const records = recordIDs.map((id) => {
    const record = charged.get(id);
    if (record !== undefined) return record;
    throw argumentError('recordIDs', `the batch is not charged for a ${id}; late records are in none`, 'NOT_FOUND');
  });
  const [first, ...others] = records;
  if (first === undefined) throw new Error('a note on usage names no record');
  if (others.some(({ instanceId }) => instanceId !== first.instanceId)) {
    throw argumentError('recordIDs', 'are of several instances; a note is of one');
  }
  return { standing, records: [first, ...others] };
}

/** @throws CloudfedError CONFLICT where a record is credited already */
async function markCredited(
  tx: Transaction,
  { providerID, correctionID, usage }: UsageCorrectionRecord,
): Promise<void> {
  for (const recordId of usage.recordIDs) {
    const key = creditedUsageKey(providerID, usage.lane, usage.sequence, recordId);
    const before = await tx.store.get(key);
    if (before !== undefined)
      throw argumentError('recordIDs', `${recordId} is credited already, by ${before}`, 'CONFLICT');
    tx.store.put(key, correctionID);
  }
}

/** In the order of their letters, so that the same records in another order are the same note. */
function parseRecordIds(text: string): readonly RecordId[] {
  const ids = text.split(',').map((id) => parseId(id, 'recordIDs'));
  if (ids.length > MAX_RECORDS) throw argumentError('recordIDs', `are more than ${MAX_RECORDS}`);
  if (new Set(ids).size < ids.length) throw argumentError('recordIDs', 'has an id twice');
  return ids.sort();
}
