import { setTimeout as delay } from 'node:timers/promises';

import { Gauge, type Registry } from 'prom-client';

import type { Figures } from './readmodel/figures.js';

const TIMEOUT_MS = 2_000;
const NOTHING: Figures = { quotas: [], spends: [], prices: [] };

/** What the read model holds, asked for whenever metrics are; absent where it does not answer in time. */
export function newFigureGauges(registers: Registry[], read: () => Promise<Figures>): void {
  let asking: Promise<Figures> | undefined;
  // The gauges of one answer are of one reading.
  const figures = (): Promise<Figures> =>
    (asking ??= inTime(read).finally(() => {
      asking = undefined;
    }));
  new Gauge({
    name: 'cloudfed_quota_used_percent',
    help: 'How much of each dimension of the active quotas is used, in whole percents',
    labelNames: ['provider', 'consumer', 'quota', 'dimension'],
    registers,
    async collect() {
      const { quotas } = await figures();
      this.reset();
      for (const { quotaId: quota, providerId: provider, consumerId: consumer, usedPercent } of quotas) {
        for (const [dimension, percent] of usedPercent) {
          this.set({ provider, consumer, quota, dimension }, Number(percent));
        }
      }
    },
  });
  new Gauge({
    name: 'cloudfed_month_spend_fen',
    help: 'What the newest month that has charges costs: bills, metered usage and corrections, in fen',
    labelNames: ['provider', 'consumer', 'period'],
    registers,
    async collect() {
      const { spends } = await figures();
      this.reset();
      for (const { period, providerId: provider, consumerId: consumer, totalCost } of spends) {
        this.set({ provider, consumer, period }, Number(totalCost));
      }
    },
  });
  new Gauge({
    name: 'cloudfed_price_version',
    help: 'The newest price version of each provider, in force or announced',
    labelNames: ['provider'],
    registers,
    async collect() {
      const { prices } = await figures();
      this.reset();
      for (const { providerId: provider, version } of prices) this.set({ provider }, version);
    },
  });
}

async function inTime(read: () => Promise<Figures>): Promise<Figures> {
  const over = new AbortController();
  const late = delay(TIMEOUT_MS, NOTHING, { signal: over.signal }).catch(() => NOTHING);
  try {
    return await Promise.race([read().catch(() => NOTHING), late]);
  } finally {
    over.abort();
  }
}
