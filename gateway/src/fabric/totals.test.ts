import type { OrgId } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { Directory } from './directory.js';
import type { Ledger } from './ledger.js';
import { newTotalsMethods } from './totals.js';

const HOUR = 3_600;
const NOW = 1_000 * HOUR + 90;
/** The last hour that ended an hour and a minute before. */
const LAST = 998;

interface Pending {
  readonly totals: readonly { dimension: string; id: string; type: string; oldestHour: number }[];
  readonly usage: readonly { providerID: string; oldestHour: number }[];
}

/** A ledger channel that does what it is told, and says that there is more to do `times` times. */
function rounds(pages: readonly Pending[], closedThrough: number, times = 0) {
  const calls: string[] = [];
  let closed = closedThrough;
  let more = times;
  const ledger = {
    evaluate: (_: string, name: string, [bookmark = '']: readonly string[]) => {
      expect(name).toBe('pendingTotals');
      const at = bookmark === '' ? 0 : Number(bookmark);
      const page = pages[at] ?? { totals: [], usage: [] };
      return Promise.resolve({ ...page, closedThrough: closed, bookmark: at + 1 < pages.length ? `${at + 1}` : '' });
    },
    submitAgain: (channel: string, name: string, args: readonly string[]) => {
      calls.push([channel, name, ...args].join(' '));
      if (name === 'closeHours') closed = Number(args[0]);
      more -= 1;
      return Promise.resolve({ record: { more: more >= 0 } });
    },
  };
  const organization = (orgId: string) => ({ orgId: orgId as OrgId });
  const pair = { channel: 'channel12', own: organization('00001'), counterparty: organization('00002') };
  const methods = newTotalsMethods({
    ledger: ledger as unknown as Ledger,
    directory: { pairs: () => Promise.resolve([pair]) } as unknown as Directory,
  });
  return { calls, rollUp: () => methods.rollUpTotals(NOW) };
}

const total = (dimension: string, id: string, oldestHour = LAST) => ({ dimension, id, type: 'ECSBill', oldestHour });

describe('a round of rolling up', () => {
  it('closes the hours that can be closed, until no more can', async () => {
    const { calls, rollUp } = rounds([], LAST - 5, 2);
    expect(await rollUp()).toEqual({ rolledUp: 0 });
    expect(calls).toEqual(Array(3).fill(`channel12 closeHours ${LAST}`));
    expect(await rollUp()).toEqual({ rolledUp: 0 });
    expect(calls).toHaveLength(3);
  });

  it('rolls up what its own organization provides, and leaves the rest to the other one for a day', async () => {
    const totals = [total('P', '00001'), total('P', '00002'), total('U', '00001001'), total('U', '00002001')];
    const usage = [
      { providerID: '00001', oldestHour: LAST },
      { providerID: '00002', oldestHour: LAST - 23 },
    ];
    const { calls, rollUp } = rounds([{ totals, usage }], LAST);
    expect(await rollUp()).toEqual({ rolledUp: 3 });
    expect(calls).toEqual([
      `channel12 rollUpTotals P 00001 ECSBill ${LAST}`,
      `channel12 rollUpTotals U 00002001 ECSBill ${LAST}`,
      `channel12 rollUpUsage 00001 ${LAST}`,
    ]);
  });

  it('does the other one’s part, too, where it has not been done in a day; page by page', async () => {
    const first = { totals: [total('P', '00002', LAST - 24)], usage: [] };
    const second = { totals: [total('U', '00001001', LAST - 25)], usage: [] };
    const { calls, rollUp } = rounds([first, second], LAST);
    expect(await rollUp()).toEqual({ rolledUp: 2 });
    expect(calls).toEqual([
      `channel12 rollUpTotals P 00002 ECSBill ${LAST}`,
      `channel12 rollUpTotals U 00001001 ECSBill ${LAST}`,
    ]);
  });
});
