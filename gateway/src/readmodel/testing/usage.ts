import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import {
  compareUsage,
  encodeUsageBatch,
  formatExact,
  formatQuantity,
  type PriceVersion,
  type UsageRecord,
  type UserId,
  UsageTally,
  UsageTimeline,
} from '@cloudfed/core';

import type { Step } from './blocks.js';

// Usage as the ledger records it, for tests.

export interface Recorded {
  readonly records: readonly UsageRecord[];
  readonly versions: readonly PriceVersion[];
  readonly userId?: string;
  /** Every month before is closed. */
  readonly openFrom?: string;
  /** Places of records that the ledger refused. */
  readonly refused?: readonly number[];
}

export function recordedUsage(usage: Recorded): Step {
  const records = [...usage.records].sort(compareUsage);
  const standing = standingOf({ ...usage, records }, false);
  const { lane, sequence, windowFrom, windowTo } = standing;
  const compact = encodeUsageBatch({ lane, sequence, windowFrom, windowTo, records });
  const digest = createHash('sha256').update(compact).digest('hex');
  return {
    kind: 'Usage.recorded',
    id: `${lane}.${sequence.toString()}`,
    record: { ...standing, digest },
    usageBatch: deflateRawSync(compact).toString('base64'),
  };
}

export function recordedLate(record: UsageRecord, versions: readonly PriceVersion[], openFrom?: string): Step {
  const { instanceId, quantity, ...rest } = record;
  const batch = standingOf({ records: [record], versions, ...(openFrom !== undefined && { openFrom }) }, true);
  return {
    kind: 'Usage.recordedLate',
    id: record.id,
    record: { record: { ...rest, instanceID: instanceId, quantity: formatQuantity(quantity) }, batch },
  };
}

function standingOf({ records, versions, userId = '00002001', openFrom = '', refused = [] }: Recorded, late: boolean) {
  const [windowFrom, windowTo] = [
    Math.min(...records.map(({ from }) => from)),
    Math.max(...records.map(({ to }) => to)),
  ];
  const charged = records.filter((_, at) => !refused.includes(at));
  const timeline = new UsageTimeline(versions, windowFrom, windowTo);
  const tally = new UsageTally();
  for (const record of charged) {
    const type = record.meter === 'requests' || record.meter === 'flowOutGb' ? 'OSS' : 'ECS';
    const networkType = type === 'ECS' ? 'private' : 'public';
    for (const part of timeline.rate(record, { type, networkType })) {
      tally.add(part, { userId: userId as UserId, type }, part.period < openFrom ? openFrom : part.period);
    }
  }
  return {
    ...{ objectType: 'UsageBatch', providerID: '00001', lane: '00', sequence: 1, windowFrom, windowTo },
    ...{ records: records.length, accepted: charged.length, root: '', digest: '', late, txID: 'f00d' },
    priceVersions: timeline.versions.map(({ version }) => version),
    amounts: tally.sums.map(({ period, userId: userID, type, records: count, exactAmount }) => ({
      ...{ period, userID, type, records: count, exactAmount: formatExact(exactAmount) },
    })),
    refused: refused.length === 0 ? {} : { OVERLAPPING_USAGE: refused },
  };
}
