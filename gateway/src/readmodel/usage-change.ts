import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

import {
  decodeUsageBatch,
  exactFromRecord,
  type ExactAmount,
  MAX_BATCH_BYTES,
  parseOrgId,
  parseUsageRecord,
  type OrgId,
  parseUserId,
  type UsageRecord,
  type UserId,
} from '@cloudfed/core';

import type { ChangeRecord, LateUsageRecord, UsageBatchRecord } from '../fabric/records.js';
import type { Place } from './changes.js';

/** Usage that a transaction recorded: a batch, or a late record. */
export interface UsageChange extends Place, ChangeRecord {
  readonly transactionIndex: number;
  readonly ordinal: number;
  /** The batch that the transaction was called with. */
  readonly packed: string | undefined;
}

/** What stands on the ledger for some usage. */
export interface UsageStanding {
  readonly providerId: OrgId;
  readonly priceVersions: readonly number[];
  /** Seconds since 1970. */
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly amounts: readonly UsageAmount[];
}

interface UsageAmount {
  readonly period: string;
  readonly userId: UserId;
  readonly type: 'ECS' | 'OSS';
  readonly records: number;
  readonly exactAmount: ExactAmount;
}

export function isUsage({ kind }: ChangeRecord): boolean {
  return kind === 'Usage.recorded' || kind === 'Usage.recordedLate';
}

/** @throws RangeError, CloudfedError where the record is not what its kind promises */
export function standingOf({ kind, record }: UsageChange): UsageStanding {
  const standing = kind === 'Usage.recorded' ? (record as UsageBatchRecord) : (record as LateUsageRecord).batch;
  const { providerID, priceVersions, windowFrom, windowTo, amounts } = standing;
  if (![windowFrom, windowTo, ...priceVersions].every(Number.isSafeInteger)) throw new RangeError('a time is none');
  return {
    providerId: parseOrgId(providerID, 'providerID'),
    priceVersions,
    windowFrom,
    windowTo,
    amounts: amounts.map(({ period, userID, type, records, exactAmount }) => ({
      period,
      userId: parseUserId(userID, 'userID'),
      type,
      records,
      exactAmount: exactFromRecord(exactAmount, 'exactAmount'),
    })),
  };
}

/** The records that are charged. @throws RangeError, CloudfedError */
export function chargedRecords({ kind, record, packed }: UsageChange): readonly UsageRecord[] {
  if (kind === 'Usage.recordedLate') {
    const { instanceID, from, to, ...texts } = (record as LateUsageRecord).record;
    return [parseUsageRecord({ ...texts, instanceId: instanceID }, from, to)];
  }
  const { digest, refused } = record as UsageBatchRecord;
  const compact = inflate(Buffer.from(packed ?? '', 'base64'));
  if (createHash('sha256').update(compact).digest('hex') !== digest) {
    throw new RangeError('the transaction was not called with the batch that stands on the ledger');
  }
  const places = new Set(Object.values(refused).flat());
  return decodeUsageBatch(compact, 'batch').records.filter((_, at) => !places.has(at));
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_BATCH_BYTES });
  } catch {
    throw new RangeError('the batch is not raw-deflated, or too large');
  }
}
