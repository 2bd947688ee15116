import {
  argumentError,
  CloudfedError,
  encodeUsageBatch,
  MAX_SECONDS,
  type OrgId,
  parseId,
  parseUsageRecord,
  type RecordId,
  refuseUnfitting,
  toHex,
  type UsageRecord,
} from '@cloudfed/core';

import { lateUsageKey, lateUsageOfDay, resourceKey, usageBatchKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, takeArguments } from './arguments.js';
import { metering } from './organizations.js';
import { meteredInstanceOf, type ResourceRecord } from './records.js';
import { rate } from './usage.js';
import { chargedRecords, recordOf, sha256, type UsageBatchRecord } from './usage-standing.js';
import { addUsage } from './usage-totals.js';
import { type LaneHead, loadHead, meteredThrough } from './usage-roster.js';

/** A late record covers at most a day, so that few batches have to be looked through for it. */
export const MAX_LATE_SECONDS = 86_400;
const SECONDS_PER_DAY = 86_400;
const MAX_LATE_ROWS_A_DAY = 2_000;
const MAX_BATCHES = 100;
export const LATE_ARGUMENTS = ['id', 'instanceID', 'meter', 'from', 'to', 'quantity'] as const;

/** A late record and what stands on the ledger for it. */
export interface LateUsageRow {
  readonly record: LateRecord;
  readonly batch: UsageBatchRecord;
}

interface LateRecord {
  readonly id: string;
  readonly instanceID: string;
  readonly meter: string;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
}

/**
 * `recordLateUsage(id, instanceID, meter, from, to, quantity)`: the provider records usage of a time that its lane is
 * metered beyond. It stands alone, marked late, after every stored batch of that time was looked through. The same record
 * again answers what stands of it.
 */
export async function recordLateUsage(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(LATE_ARGUMENTS, args);
  const id = parseId(given.id, 'id');
  const instanceId = parseId(given.instanceID, 'instanceID');
  const record = parseUsageRecord(
    { ...given, id, instanceId },
    parseCount(given.from, 'from', 0, MAX_SECONDS),
    parseCount(given.to, 'to', 0, MAX_SECONDS),
  );
  if (record.to - record.from > MAX_LATE_SECONDS) throw argumentError('to', 'is more than a day after from; cut it');
  const { own } = await metering(tx);
  const instance = await requireMetered(tx, own.orgID, record.instanceId);
  const text: LateRecord = {
    id: given.id,
    instanceID: given.instanceID,
    meter: given.meter,
    from: record.from,
    to: record.to,
    quantity: given.quantity,
  };
  const stored = await lateRow(tx, own.orgID, record);
  if (stored !== undefined && JSON.stringify(stored.record) === JSON.stringify(text))
    return JSON.stringify(stored.batch);
  refuseUnfitting(record, instance);
  const head = await loadHead(tx, own.orgID, instance.lane);
  refuseEarly(record, instance.lane, head);
  await refuseOverlapWithLate(tx, own.orgID, record);
  await refuseOverlapWithBatches(tx, own.orgID, instance.lane, record, head);

  const refused = {};
  const rated = await rate(tx, own.orgID, [{ at: 0, record, instance }], refused);
  if (rated.accepted.length === 0) {
    throw argumentError('quantity', 'the amount could never be billed', 'AMOUNT_OVERFLOW');
  }
  const batch = { lane: instance.lane, sequence: 1, windowFrom: record.from, windowTo: record.to, records: [record] };
  const digest = toHex(sha256(encodeUsageBatch(batch)));
  const standing = recordOf(tx, own.orgID, { ...batch, digest, late: true }, { ...rated, refused });
  const row: LateUsageRow = { record: text, batch: standing };
  tx.store.put(lateUsageKey(placeOf(own.orgID, record), record.from), JSON.stringify(row));
  await addUsage(tx, own.orgID, rated.sums);
  tx.changed('Usage.recordedLate', record.id, JSON.stringify(row));
  return JSON.stringify(standing);
}

/** The metered instance of a provider with an id, whichever kind it is. */
export async function requireMetered(
  tx: Transaction,
  providerId: OrgId,
  instanceId: RecordId,
): Promise<NonNullable<ReturnType<typeof meteredInstanceOf>>> {
  let found: ResourceRecord | undefined;
  for (const type of ['ECSResource', 'OSSResource'] as const) {
    const text = await tx.store.get(resourceKey(type, instanceId));
    const resource = text === undefined ? undefined : (JSON.parse(text) as ResourceRecord);
    if (resource?.providerID !== providerId) continue;
    const metered = meteredInstanceOf(resource);
    if (metered !== undefined) return metered;
    found ??= resource;
  }
  if (found === undefined) throw argumentError('instanceID', `there is no instance ${instanceId}`, 'NOT_FOUND');
  throw argumentError('instanceID', `${instanceId} is billed on its release`, 'NOT_METERED');
}

/** The late record that begins with a record's begin, if there is one. */
export async function lateRow(
  tx: Transaction,
  providerId: OrgId,
  record: Pick<UsageRecord, 'instanceId' | 'meter' | 'from'>,
): Promise<LateUsageRow | undefined> {
  const text = await tx.store.get(lateUsageKey(placeOf(providerId, record), record.from));
  return text === undefined ? undefined : (JSON.parse(text) as LateUsageRow);
}

function placeOf(
  providerId: OrgId,
  record: Pick<UsageRecord, 'instanceId' | 'meter' | 'from'>,
  day = dayOf(record.from),
) {
  return { providerId, instanceId: record.instanceId, meter: record.meter, day };
}

function dayOf(seconds: number): number {
  return Math.floor(seconds / SECONDS_PER_DAY);
}

/** What a batch can still bring is not late: it would be metered twice. */
function refuseEarly(record: UsageRecord, lane: string, head: LaneHead | undefined): void {
  if (record.to <= meteredThrough(head, record.instanceId)) return;
  throw argumentError('to', `is not late: lane ${lane} is not metered so far yet`, 'CONFLICT');
}

/** Late records are a day long at most, so those that can reach into a record begin on its days or the one before. */
async function refuseOverlapWithLate(tx: Transaction, providerId: OrgId, record: UsageRecord): Promise<void> {
  for (let day = Math.max(dayOf(record.from) - 1, 0); day <= dayOf(record.to - 1); day += 1) {
    const { rows, more } = await tx.store.range(lateUsageOfDay(placeOf(providerId, record, day)), MAX_LATE_ROWS_A_DAY);
    if (more) throw new CloudfedError('LIMIT_EXCEEDED', 'that day has too many late records');
    for (const { text } of rows) refuseOverlap(record, (JSON.parse(text) as LateUsageRow).record);
  }
}

async function refuseOverlapWithBatches(
  tx: Transaction,
  providerId: OrgId,
  lane: string,
  record: UsageRecord,
  head: LaneHead | undefined,
): Promise<void> {
  const load = async (sequence: number): Promise<UsageBatchRecord> => {
    const text = await tx.store.get(usageBatchKey(providerId, lane, sequence));
    if (text === undefined) throw new Error(`batch ${sequence} of lane ${lane} is missing`);
    return JSON.parse(text) as UsageBatchRecord;
  };
  const last = head?.sequence ?? 0;
  // Windows only grow with the sequence, so the first that reaches beyond the record's begin is found by halving.
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await load(middle)).windowTo > record.from) high = middle;
    else low = middle + 1;
  }
  for (let sequence = low, seen = 0; sequence <= last; sequence += 1, seen += 1) {
    const batch = await load(sequence);
    if (batch.windowFrom >= record.to) return;
    if (seen === MAX_BATCHES)
      throw new CloudfedError('LIMIT_EXCEEDED', 'too many batches lie in that time; cut the record');
    for (const charged of await chargedRecords(tx, providerId, batch)) {
      if (charged.instanceId === record.instanceId && charged.meter === record.meter) refuseOverlap(record, charged);
    }
  }
}

function refuseOverlap(record: UsageRecord, other: Readonly<{ id: string; from: number; to: number }>): void {
  if (other.to <= record.from || other.from >= record.to) return;
  throw argumentError('from', `overlaps record ${other.id}`, 'OVERLAPPING_USAGE');
}
