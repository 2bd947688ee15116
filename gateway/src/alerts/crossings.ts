import { QUOTA_DIMENSIONS } from '@cloudfed/core';

import type { PriceVersionRecord } from '../fabric/ledger-port.js';
import type { Measurement, PriceMeasured, QuotaUseMeasured, SpendMeasured } from '../readmodel/measurements.js';
import { fromExactJson, toExactJson } from '../exact-json.js';
import type { AlertDetail, Threshold } from './alert.js';

// Where a measurement crosses a threshold. Pure: what stood before comes in, what stands now goes out.

/** What is now to be remembered of a subject, and what to tell where the threshold was crossed. */
export interface Judgement {
  /** Undefined where nothing is to be remembered: below the threshold. */
  readonly standing: string | undefined;
  readonly crossed?: AlertDetail;
}

/** One thing that a threshold is held against. */
export interface Judged {
  /** Names it among all that the rule looks at. */
  readonly subject: string;
  readonly judge: (before: string | undefined) => Judgement;
}

const OVER = 'over';
const HUNDRED = 100n;

/** @returns nothing where the rule does not look at this */
export function judged(threshold: Threshold, measurement: Measurement): readonly Judged[] {
  if (threshold.providerId !== undefined && threshold.providerId !== measurement.providerId) return [];
  switch (threshold.kind) {
    case 'quota-use':
      return measurement.kind === 'quota-use' ? ofQuota(threshold, measurement) : [];
    case 'spend':
      return measurement.kind === 'spend' ? ofSpend(threshold, measurement) : [];
    case 'price-change':
      return measurement.kind === 'price' ? [ofPrice(measurement)] : [];
  }
}

function ofQuota(
  { consumerId, quotaId, percent }: Extract<Threshold, { kind: 'quota-use' }>,
  { ledgerChannel, quota, used }: QuotaUseMeasured,
): readonly Judged[] {
  if (consumerId !== undefined && consumerId !== quota.consumerId) return [];
  if (quotaId !== undefined && quotaId !== quota.quotaId) return [];
  return QUOTA_DIMENSIONS.map((dimension) => {
    const limit = quota.limits[dimension];
    const isOver = quota.status === 'active' && limit > 0n && used[dimension] * HUNDRED >= limit * BigInt(percent);
    const detail = (): AlertDetail => ({
      kind: 'quota-use',
      consumerId: quota.consumerId,
      quotaId: quota.quotaId,
      dimension,
      used: used[dimension],
      limit,
      percent,
    });
    return {
      subject: `${ledgerChannel} ${quota.quotaId} ${dimension}`,
      judge: (before) => over(isOver, before, detail),
    };
  });
}

function ofSpend(
  { consumerId, userId, perUser, amount }: Extract<Threshold, { kind: 'spend' }>,
  measured: SpendMeasured,
): readonly Judged[] {
  if (consumerId !== undefined && consumerId !== measured.consumerId) return [];
  if (userId !== undefined ? measured.userId !== userId : perUser !== (measured.userId !== undefined)) return [];
  const { ledgerChannel, period, providerId, totalCost } = measured;
  const subject = [ledgerChannel, period, providerId, measured.consumerId, measured.userId ?? ''].join(' ');
  const detail = (): AlertDetail => ({
    kind: 'spend',
    consumerId: measured.consumerId,
    userId: measured.userId,
    period,
    spent: totalCost,
    amount,
  });
  return [{ subject, judge: (before) => over(totalCost >= amount, before, detail) }];
}

/** A price is on several ledger channels; what counts is its version. */
function ofPrice({ price }: PriceMeasured): Judged {
  return {
    subject: price.providerId,
    judge: (before) => {
      const previous = before === undefined ? undefined : (fromExactJson(before) as PriceVersionRecord);
      if (previous !== undefined && previous.version >= price.version) return { standing: before };
      return { standing: toExactJson(price), crossed: { kind: 'price-change', price, previous } };
    },
  };
}

function over(isOver: boolean, before: string | undefined, detail: () => AlertDetail): Judgement {
  if (!isOver) return { standing: undefined };
  return before === undefined ? { standing: OVER, crossed: detail() } : { standing: before };
}
