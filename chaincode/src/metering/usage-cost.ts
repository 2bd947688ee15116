import {
  addExact,
  type ExactAmount,
  type OrgId,
  type PriceVersion,
  type UsageRecord,
  UsageTimeline,
  ZERO_EXACT,
} from '@cloudfed/core';

import type { Transaction } from '../ledger/transaction.js';
import { loadVersion } from './prices.js';
import { NAMED_PRICE_VERSION, priceVersionOf } from './records.js';
import { requireMetered } from './usage-late.js';
import type { UsageBatchRecord } from './usage-standing.js';

/** What charged records of one instance cost: at the prices that their batch was rated at, added up exactly. */
export async function exactAmountOf(
  tx: Transaction,
  providerId: OrgId,
  standing: Pick<UsageBatchRecord, 'priceVersions'>,
  records: readonly [UsageRecord, ...UsageRecord[]],
): Promise<ExactAmount> {
  const instance = await requireMetered(tx, providerId, records[0].instanceId);
  const published: PriceVersion[] = [];
  if (instance.price === undefined) {
    for (const version of standing.priceVersions) {
      if (version === NAMED_PRICE_VERSION) continue;
      published.push(priceVersionOf(await loadVersion(tx, providerId, version)));
    }
  }
  let sum = ZERO_EXACT;
  for (const record of records) {
    const { from, to } = record;
    const named = instance.price && { version: NAMED_PRICE_VERSION, effectiveFrom: from, price: instance.price };
    const parts = new UsageTimeline(named === undefined ? published : [named], from, to).rate(record, instance);
    sum = addExact(sum, ...parts.map(({ exactAmount }) => exactAmount));
  }
  return sum;
}
