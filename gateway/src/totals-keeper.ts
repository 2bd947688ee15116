import { setTimeout as delay } from 'node:timers/promises';

import type { LedgerPort } from './fabric/ledger-port.js';
import { waitAtMost } from './fabric/pause.js';

export interface TotalsKeeperOptions {
  readonly ledger: Pick<LedgerPort, 'rollUpTotals'>;
  readonly everyMs: number;
  /** Called synchronously, must not throw. */
  readonly noticed: (event: { readonly rolledUp: number } | { readonly cause: unknown }) => void;
  readonly now?: () => number;
}

/** Sees to it, for as long as it runs, that totals stay a sum and a few rows. */
export interface TotalsKeeper {
  /** Begins nothing more; waits for what is under way at most so long. */
  close(graceMs: number): Promise<void>;
}

/** The share of a pause by which it varies, so that the gateways of a federation do not all act at once. */
const SPREAD = 0.2;
const ALL_MS = 60_000;

/** The first round is soon after the start: the last one may have been long ago. */
export function startTotalsKeeper({ ledger, everyMs, noticed, now = Date.now }: TotalsKeeperOptions): TotalsKeeper {
  const closing = new AbortController();
  const { signal } = closing;
  const isClosing = (): boolean => signal.aborted;
  const pause = async (ms: number): Promise<void> => {
    const varied = Math.round(ms * (1 - SPREAD * Math.random()));
    await delay(varied, undefined, { signal, ref: false }).catch(() => undefined);
  };
  const keep = async (): Promise<void> => {
    await pause(Math.min(everyMs, ALL_MS));
    while (!isClosing()) {
      try {
        const { rolledUp } = await ledger.rollUpTotals(Math.floor(now() / 1_000), signal);
        if (rolledUp > 0) noticed({ rolledUp });
      } catch (cause) {
        if (!isClosing()) noticed({ cause });
      }
      await pause(everyMs);
    }
  };
  const kept = keep();
  return {
    close: async (graceMs) => {
      closing.abort();
      await waitAtMost(graceMs, kept);
    },
  };
}
