import { type OrgId, QUOTA_DIMENSIONS, type QuotaDimension, type RecordId } from '@cloudfed/core';
import type { Kysely } from 'kysely';

import { quotaOf } from '../fabric/codec.js';
import type { QuotaRecord } from '../fabric/records.js';
import { parseAmounts } from './changes.js';
import { wholeFen } from './charges.js';
import type { ReadModelTables } from './tables.js';

/** What thresholds are set on, as it stands now: between organizations, not of single users. */
export interface Figures {
  /** Of active quotas: whole percents, of dimensions that have a limit. */
  readonly quotas: readonly {
    readonly quotaId: RecordId;
    readonly providerId: OrgId;
    readonly consumerId: OrgId;
    readonly usedPercent: readonly (readonly [QuotaDimension, bigint])[];
  }[];
  /** Of the newest month that has charges. */
  readonly spends: readonly {
    readonly period: string;
    readonly providerId: OrgId;
    readonly consumerId: OrgId;
    /** Fen, rounded once. */
    readonly totalCost: bigint;
  }[];
  readonly prices: readonly { readonly providerId: OrgId; readonly version: number }[];
}

const MOST = 1_000;
const HUNDRED = 100n;

export async function readFigures(database: Kysely<ReadModelTables>): Promise<Figures> {
  const quotas = await database
    .selectFrom('ledger_quota')
    .select(['record', 'used'])
    .where('status', '=', 'active')
    .orderBy('quota_id')
    .limit(MOST)
    .execute();
  const month = await database.selectFrom('ledger_spend').select('period').orderBy('period', 'desc').limit(1).execute();
  const spends = await database
    .selectFrom('ledger_spend')
    .select(['period', 'provider_id', 'consumer_id', 'exact_amount'])
    .where('user_id', '=', '')
    .where('period', '=', month[0]?.period ?? '')
    .limit(MOST)
    .execute();
  const prices = await database
    .selectFrom('ledger_price')
    .select((select) => ['provider_id', select.fn.max('version').as('version')])
    .groupBy('provider_id')
    .limit(MOST)
    .execute();
  return {
    quotas: quotas.map(quotaFigure),
    spends: summed(spends),
    prices: prices.map(({ provider_id, version }) => ({ providerId: provider_id as OrgId, version })),
  };
}

function quotaFigure({ record, used }: { readonly record: string; readonly used: string }): Figures['quotas'][number] {
  const { quotaId, providerId, consumerId, limits } = quotaOf(JSON.parse(record) as QuotaRecord);
  const amounts = parseAmounts(used);
  const usedPercent = QUOTA_DIMENSIONS.filter((dimension) => limits[dimension] > 0n).map(
    (dimension) => [dimension, (amounts[dimension] * HUNDRED) / limits[dimension]] as const,
  );
  return { quotaId, providerId, consumerId, usedPercent };
}

/** All kinds of charges together. */
function summed(
  rows: readonly Pick<ReadModelTables['ledger_spend'], 'period' | 'provider_id' | 'consumer_id' | 'exact_amount'>[],
): Figures['spends'] {
  const sums = new Map<string, Omit<Figures['spends'][number], 'totalCost'> & { readonly exact: bigint }>();
  for (const { period, provider_id, consumer_id, exact_amount } of rows) {
    const key = `${provider_id} ${consumer_id}`;
    const exact = (sums.get(key)?.exact ?? 0n) + BigInt(exact_amount);
    sums.set(key, { period, providerId: provider_id as OrgId, consumerId: consumer_id as OrgId, exact });
  }
  return [...sums.values()].map(({ exact, ...spend }) => ({ ...spend, totalCost: wholeFen(exact) }));
}
