import { setTimeout as delay } from 'node:timers/promises';

import { expect, it, vi } from 'vitest';

import { startTotalsKeeper } from './totals-keeper.js';

it('rolls totals up again and again, and goes on after a failure', async () => {
  const rollUpTotals = vi
    .fn<(nowSeconds: number) => Promise<{ rolledUp: number }>>()
    .mockRejectedValueOnce(new Error('not now'))
    .mockResolvedValueOnce({ rolledUp: 0 })
    .mockResolvedValue({ rolledUp: 3 });
  const noticed = vi.fn();
  const keeper = startTotalsKeeper({ ledger: { rollUpTotals }, everyMs: 5, noticed, now: () => 7_999 });
  await vi.waitFor(() => {
    expect(noticed.mock.calls.slice(0, 2)).toEqual([[{ cause: new Error('not now') }], [{ rolledUp: 3 }]]);
  });
  await keeper.close(1_000);
  expect(rollUpTotals.mock.calls[0]?.[0]).toBe(7);
  const { length } = rollUpTotals.mock.calls;
  await delay(30);
  expect(rollUpTotals.mock.calls).toHaveLength(length);
});

it('is not held up in its end by what does not end', async () => {
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ledger = {
    rollUpTotals: (_: number, signal?: AbortSignal): Promise<never> => {
      begun();
      expect(signal?.aborted).toBe(false);
      return new Promise(() => undefined);
    },
  };
  const keeper = startTotalsKeeper({ ledger, everyMs: 1, noticed: () => undefined });
  await started;
  await keeper.close(10);
});
