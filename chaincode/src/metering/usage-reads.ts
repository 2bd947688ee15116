import {
  argumentError,
  CloudfedError,
  type ErrorCode,
  formatExact,
  formatQuantity,
  MAX_SECONDS,
  METERS,
  type OrgId,
  parseId,
  parseLane,
  parseOrgId,
  parseQuantity,
  type RecordId,
  toHex,
  type UsageRecord,
  usageTree,
} from '@cloudfed/core';

import { lanesOf, usageBatchesOf } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, parseWord, takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { memberNamed, metering } from './organizations.js';
import { exactAmountOf } from './usage-cost.js';
import { lateRow, requireMetered } from './usage-late.js';
import { type LaneHead, loadHead, loadRoster } from './usage-roster.js';
import {
  chargedRecords,
  loadBatch,
  MAX_SEQUENCE,
  requireStanding,
  sha256,
  type UsageBatchRecord,
} from './usage-standing.js';

const BATCH_ARGUMENTS = ['providerID', 'lane', 'sequence'] as const;
const MAX_LOCATED = 500;
/** With its comma. */
const MAX_ID_LENGTH = 65;

/**
 * `readUsageRecord(providerID, lane, sequence, recordID)`: a record that is charged, what it costs, and the proof that it
 * is under its batch's root.
 */
export async function readUsageRecord(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments([...BATCH_ARGUMENTS, 'recordID'], args);
  const recordId = parseId(given.recordID, 'recordID');
  const { providerId, standing } = await requireBatch(tx, given);
  const charged = await chargedRecords(tx, providerId, standing);
  return proved(tx, providerId, standing, charged, recordId);
}

/** `readLateUsage(providerID, instanceID, meter, from)`: the late record that begins then, likewise. */
export async function readLateUsage(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'instanceID', 'meter', 'from'], args);
  const providerId = await requireProvider(tx, given.providerID);
  const instanceId = parseId(given.instanceID, 'instanceID');
  const meter = parseWord(given.meter, 'meter', METERS);
  const from = parseCount(given.from, 'from', 0, MAX_SECONDS);
  const row = await lateRow(tx, providerId, { instanceId, meter, from });
  if (row === undefined) throw argumentError('from', 'no late record begins then', 'NOT_FOUND');
  const { id, to, quantity } = row.record;
  const record = { id: id as RecordId, instanceId, meter, from, to, quantity: parseQuantity(quantity, 'quantity') };
  return proved(tx, providerId, row.batch, [record], record.id);
}

/** `readUsageBatch(providerID, lane, sequence)`: what stands for a batch, and the batch itself as it came, in base64. */
export async function readUsageBatch(tx: Transaction, args: readonly string[]): Promise<string> {
  const { providerId, standing } = await requireBatch(tx, takeArguments(BATCH_ARGUMENTS, args));
  const { deflated } = await loadBatch(tx, providerId, standing);
  return JSON.stringify({ ...standing, batch: Buffer.from(deflated).toString('base64') });
}

/** `listUsageBatches(providerID, lane, pageSize, bookmark)`: what stands for a lane's batches, oldest first. */
export async function listUsageBatches(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'lane', ...PAGE_ARGUMENTS], args);
  const providerId = await requireProvider(tx, given.providerID);
  return listPage(tx, usageBatchesOf(providerId, parseLane(given.lane, 'lane')), given);
}

/** `readLane(providerID, lane)`: how far a lane is metered, and what its roster holds. */
export async function readLane(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'lane'], args);
  const providerId = await requireProvider(tx, given.providerID);
  const lane = parseLane(given.lane, 'lane');
  const roster = await loadRoster(tx, providerId, lane);
  const head = (await loadHead(tx, providerId, lane)) ?? { sequence: 0, windowFrom: 0, windowTo: 0, lastInstance: '' };
  return JSON.stringify({ providerID: providerId, lane, ...head, instances: roster.size, asOf: roster.asOf });
}

/** `listLanes(providerID)`: the lanes that have batches, and how far each is metered. */
export async function listLanes(tx: Transaction, args: readonly string[]): Promise<string> {
  const { providerID } = takeArguments(['providerID'], args);
  const providerId = await requireProvider(tx, providerID);
  const rows = await tx.store.scan(lanesOf(providerId));
  const result = rows.map(({ attributes, text }) => ({ lane: attributes[0], ...(JSON.parse(text) as LaneHead) }));
  return JSON.stringify({ result, bookmark: '' });
}

/**
 * `locateMetered(instanceIDs)`: in which lanes the caller's metered instances are, for at most 500 ids parted by commas;
 * in their order, with a code where there is none: `{"result":[{"instanceID","lane"} or {"instanceID","error"},…]}`.
 */
export async function locateMetered(tx: Transaction, args: readonly string[]): Promise<string> {
  const { instanceIDs } = takeArguments(['instanceIDs'], args, { maxLength: MAX_LOCATED * MAX_ID_LENGTH });
  const ids = instanceIDs.split(',').map((text) => parseId(text, 'instanceIDs'));
  if (ids.length > MAX_LOCATED) throw argumentError('instanceIDs', `are more than ${MAX_LOCATED}`);
  const { own } = await metering(tx);
  const result: { readonly instanceID: RecordId; readonly lane?: string; readonly error?: ErrorCode }[] = [];
  for (const instanceID of ids) {
    try {
      result.push({ instanceID, lane: (await requireMetered(tx, own.orgID, instanceID)).lane });
    } catch (error) {
      if (!(error instanceof CloudfedError)) throw error;
      result.push({ instanceID, error: error.code });
    }
  }
  return JSON.stringify({ result, bookmark: '' });
}

async function requireProvider(tx: Transaction, text: string): Promise<OrgId> {
  const providerId = parseOrgId(text, 'providerID');
  const { members } = await metering(tx);
  memberNamed(members, providerId, 'providerID');
  return providerId;
}

async function requireBatch(
  tx: Transaction,
  given: Readonly<Record<(typeof BATCH_ARGUMENTS)[number], string>>,
): Promise<{ readonly providerId: OrgId; readonly standing: UsageBatchRecord }> {
  const lane = parseLane(given.lane, 'lane');
  const sequence = parseCount(given.sequence, 'sequence', 1, MAX_SEQUENCE);
  const providerId = await requireProvider(tx, given.providerID);
  return { providerId, standing: await requireStanding(tx, providerId, lane, sequence) };
}

async function proved(
  tx: Transaction,
  providerId: OrgId,
  standing: UsageBatchRecord,
  charged: readonly UsageRecord[],
  recordId: RecordId,
): Promise<string> {
  const index = charged.findIndex(({ id }) => id === recordId);
  const record = charged[index];
  if (record === undefined) throw argumentError('recordID', `the batch is not charged for a ${recordId}`, 'NOT_FOUND');
  const tree = usageTree(charged, sha256);
  const { lane, sequence, windowFrom, windowTo, root, late, txID } = standing;
  const { id, instanceId, meter, from, to, quantity } = record;
  return JSON.stringify({
    objectType: 'UsageRecord',
    id,
    instanceID: instanceId,
    meter,
    from,
    to,
    quantity: formatQuantity(quantity),
    exactAmount: formatExact(await exactAmountOf(tx, providerId, standing, [record])),
    late,
    batch: { ledgerChannel: tx.channelId, providerID: providerId, lane, sequence, windowFrom, windowTo, root, txID },
    proof: { index, count: charged.length, treeRoot: toHex(tree.root), path: tree.proof(index).map(toHex) },
  });
}
