import { hash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import {
  argumentError,
  decodeUsageBatch,
  type ErrorCode,
  formatExact,
  MAX_BATCH_BYTES,
  type MeteredInstance,
  type OrgId,
  type Sha256,
  toHex,
  type UsageBatch,
  type UsageRecord,
  usageRoot,
  type UsageSum,
  usageTree,
} from '@cloudfed/core';

import { usageBatchKey, usageDataKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';

/** What stands on the ledger for a batch. Its records are beside it, packed as they came. */
export interface UsageBatchRecord {
  readonly objectType: 'UsageBatch';
  readonly providerID: OrgId;
  readonly lane: string;
  readonly sequence: number;
  /** Seconds since 1970. */
  readonly windowFrom: number;
  readonly windowTo: number;
  /** How many records came, and how many of them are charged: the leaves of the hash tree. */
  readonly records: number;
  readonly accepted: number;
  /** Commits to the batch and to each record that is charged. */
  readonly root: string;
  /** SHA-256 of the batch's compact form: a repeat is known by it. */
  readonly digest: string;
  /** Whether it is one record that came when its time was metered already. */
  readonly late: boolean;
  /** The price versions that it is rated at. */
  readonly priceVersions: readonly number[];
  /** What it costs, in counts of 1/(86,400·10¹⁰) fen. */
  readonly amounts: readonly AmountRecord[];
  /** The places of those that are not charged, by the code of the reason. */
  readonly refused: Readonly<Partial<Record<ErrorCode, readonly number[]>>>;
  readonly recordedTime: Transaction['time'];
  readonly txID: string;
}

interface AmountRecord {
  readonly period: string;
  readonly userID: string;
  readonly type: MeteredInstance['type'];
  readonly records: number;
  readonly exactAmount: string;
}

export const MAX_SEQUENCE = 9_007_199_254_740_991;

/** A batch takes thousands: in one call, and by way of a text, which costs half of what a buffer of its own does. */
export const sha256: Sha256 = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');

/** A record that can be charged, and whom. */
export interface Fitting {
  readonly at: number;
  readonly record: UsageRecord;
  readonly instance: MeteredInstance;
}

export type Refused = Partial<Record<ErrorCode, number[]>>;

export interface RatedUsage {
  readonly accepted: readonly Fitting[];
  readonly sums: readonly UsageSum[];
  readonly priceVersions: readonly number[];
}

/** What stands on the ledger for a batch, or for a late record. */
export function recordOf(
  tx: Transaction,
  providerId: OrgId,
  batch: UsageBatch & { readonly digest: string; readonly late: boolean },
  rated: RatedUsage & { readonly refused: Refused },
): UsageBatchRecord {
  const { lane, sequence, windowFrom, windowTo } = batch;
  const accepted = rated.accepted.map(({ record }) => record);
  const context = {
    ledgerChannel: tx.channelId,
    providerId,
    lane,
    sequence,
    windowFrom,
    windowTo,
    count: accepted.length,
  };
  const root = accepted.length === 0 ? '' : toHex(usageRoot(context, toHex(usageTree(accepted, sha256).root), sha256));
  return {
    objectType: 'UsageBatch',
    providerID: providerId,
    lane,
    sequence,
    windowFrom,
    windowTo,
    records: batch.records.length,
    accepted: accepted.length,
    root,
    digest: batch.digest,
    late: batch.late,
    priceVersions: rated.priceVersions,
    amounts: rated.sums.map(({ period, userId, type, records, exactAmount }) => ({
      period,
      userID: userId,
      type,
      records,
      exactAmount: formatExact(exactAmount),
    })),
    refused: rated.refused,
    recordedTime: tx.time,
    txID: tx.txId,
  };
}

/** @throws CloudfedError NOT_FOUND naming `sequence` */
export async function requireStanding(
  tx: Transaction,
  providerId: OrgId,
  lane: string,
  sequence: number,
): Promise<UsageBatchRecord> {
  const text = await tx.store.get(usageBatchKey(providerId, lane, sequence));
  if (text === undefined) throw argumentError('sequence', `lane ${lane} has no batch ${sequence}`, 'NOT_FOUND');
  return JSON.parse(text) as UsageBatchRecord;
}

/** The compact form of a stored batch, or of one that came. @throws CloudfedError INVALID_ARGUMENT */
export function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_BATCH_BYTES });
  } catch {
    throw argumentError('batch', 'is not raw-deflated, or too large');
  }
}

/** The packed batch, as it came. */
export async function loadBatch(
  tx: Transaction,
  providerId: OrgId,
  { lane, sequence }: Pick<UsageBatchRecord, 'lane' | 'sequence'>,
): Promise<{ readonly deflated: Uint8Array; readonly batch: UsageBatch }> {
  const deflated = await tx.store.getBytes(usageDataKey(providerId, lane, sequence));
  if (deflated === undefined) throw new Error(`the records of batch ${sequence} of lane ${lane} are missing`);
  return { deflated, batch: decodeUsageBatch(inflate(deflated), 'batch') };
}

/** The records that a batch is charged for, in the order of its hash tree. */
export async function chargedRecords(
  tx: Transaction,
  providerId: OrgId,
  standing: UsageBatchRecord,
): Promise<readonly UsageRecord[]> {
  const { batch } = await loadBatch(tx, providerId, standing);
  const refused = new Set(Object.values(standing.refused).flat());
  return batch.records.filter((_, at) => !refused.has(at));
}
