import { orgOfUser, type UserId } from '@cloudfed/core';

import type { Directory, PairChannel } from './directory.js';
import type { Ledger } from './ledger.js';
import type { LedgerPort } from './ledger-port.js';

const HOUR_SECONDS = 3_600;
/** An hour can be closed an hour after its end; a little later here, for clocks differ. */
const CLOSE_AFTER_SECONDS = HOUR_SECONDS + 60;
/** What the other side has not rolled up by then is rolled up for it. */
const PATIENCE_HOURS = 24;
/** Steps of one closing or roll-up, pages of one round: what is left is for the next round. */
const MAX_STEPS = 1_000;

/** A subject whose totals have rows of closed hours. */
interface PendingTotal {
  readonly dimension: 'P' | 'U';
  readonly id: string;
  readonly type: string;
  readonly oldestHour: number;
}

interface PendingTotals {
  readonly closedThrough: number;
  readonly totals: readonly PendingTotal[];
  readonly usage: readonly { readonly providerID: string; readonly oldestHour: number }[];
  readonly bookmark: string;
}

/** Closes hours and rolls totals up, so that a total stays one sum and a few rows. */
export function newTotalsMethods({
  ledger,
  directory,
}: {
  readonly ledger: Ledger;
  readonly directory: Directory;
}): Pick<LedgerPort, 'rollUpTotals'> {
  return {
    rollUpTotals: async (nowSeconds, signal) => {
      let rolledUp = 0;
      for (const pair of await directory.pairs()) rolledUp += await rollUpPair(ledger, pair, nowSeconds, signal);
      return { rolledUp };
    },
  };
}

async function rollUpPair(
  ledger: Ledger,
  { channel, own, counterparty }: PairChannel,
  nowSeconds: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const until = async (name: string, args: readonly string[]): Promise<void> => {
    for (let step = 0; step < MAX_STEPS && signal?.aborted !== true; step += 1) {
      if (!(await ledger.submitAgain<{ readonly more: boolean }>(channel, name, args)).record.more) return;
    }
  };
  const last = Math.floor((nowSeconds - CLOSE_AFTER_SECONDS) / HOUR_SECONDS) - 1;
  let bookmark = '';
  let rolledUp = 0;
  for (let page = 0; page < MAX_STEPS && signal?.aborted !== true; page += 1) {
    let pending = await ledger.evaluate<PendingTotals>(channel, 'pendingTotals', [bookmark]);
    if (page === 0 && pending.closedThrough < last) {
      await until('closeHours', [last.toString()]);
      pending = await ledger.evaluate<PendingTotals>(channel, 'pendingTotals', [bookmark]);
    }
    const through = pending.closedThrough;
    const isDue = (providerId: string, oldestHour: number): boolean =>
      providerId === own.orgId || oldestHour <= through - PATIENCE_HOURS;
    // A user is of the consumer, and what it owes is the other one's to roll up.
    const providerOf = ({ dimension, id }: PendingTotal): string =>
      dimension === 'P' ? id : orgOfUser(id as UserId) === own.orgId ? counterparty.orgId : own.orgId;
    for (const total of pending.totals.filter((one) => isDue(providerOf(one), one.oldestHour))) {
      await until('rollUpTotals', [total.dimension, total.id, total.type, through.toString()]);
      rolledUp += 1;
    }
    for (const { providerID } of pending.usage.filter((one) => isDue(one.providerID, one.oldestHour))) {
      await until('rollUpUsage', [providerID, through.toString()]);
      rolledUp += 1;
    }
    ({ bookmark } = pending);
    if (bookmark === '') break;
  }
  return rolledUp;
}
