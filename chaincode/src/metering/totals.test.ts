import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, wideQuota } from './testing/seed.js';

const HOUR = 3_600;
const DAY = 86_400;

const hourOf = (seconds: number): number => Math.floor(seconds / HOUR);
const close = (hour: number): string[] => ['closeHours', hour.toString()];
const rollUp = (hour: number, dimension = 'P', id = '00001'): string[] => [
  'rollUpTotals',
  dimension,
  id,
  'ECSBill',
  hour.toString(),
];
const provider = (ledger: FakeLedger): Promise<string> =>
  ledger.evaluate(ORG2.client, ['queryProviderTotalCost', '00001', 'ECSBill']);
const user = (ledger: FakeLedger): Promise<string> =>
  ledger.evaluate(ORG1.client, ['queryUserTotalCost', '00002001', 'ECSBill']);
const rows = (ledger: FakeLedger): number => ledger.dump().filter(([key]) => key.startsWith('\u0000totalDelta')).length;

/** Opens and bills an instance that lives for a day: 48 fen. */
async function bill(ledger: FakeLedger, id: string): Promise<void> {
  await ledger.submit(ORG2.client, ecs(id));
  ledger.seconds += DAY;
  await ledger.submit(ORG2.client, billEcs(id));
}

describe('totals', () => {
  it('stay the same when closed hours are rolled up, and go on from there', async () => {
    const ledger = await openForBusiness(wideQuota());
    await bill(ledger, 'a');
    await bill(ledger, 'b');
    const hour = hourOf(ledger.seconds);
    ledger.seconds = (hour + 2) * HOUR;
    expect(JSON.parse(await ledger.submit(ORG1.client, close(hour)))).toEqual({ closedThrough: hour, more: false });
    expect(JSON.parse(await ledger.submit(ORG2.client, rollUp(hour)))).toEqual({
      through: hour,
      total: '96',
      count: 2,
      more: false,
    });
    expect(rows(ledger)).toBe(2);
    await ledger.submit(ORG2.client, rollUp(hour, 'U', '00002001'));
    expect(rows(ledger)).toBe(0);
    expect([await provider(ledger), await user(ledger)]).toEqual(['96', '96']);
    const before = ledger.dump();
    await ledger.submit(ORG2.client, rollUp(hour));
    await ledger.submit(ORG2.client, close(hour));
    expect(ledger.dump()).toEqual(before);
    await bill(ledger, 'c');
    expect([await provider(ledger), await user(ledger)]).toEqual(['144', '144']);
  });

  it('close an hour only an hour after its end, and roll up only what is closed', async () => {
    const ledger = await openForBusiness();
    const hour = hourOf(ledger.seconds);
    ledger.seconds = (hour + 2) * HOUR - 1;
    await expect(ledger.submit(ORG1.client, close(hour))).rejects.toThrow('INVALID_ARGUMENT: throughHour: ');
    await expect(ledger.submit(ORG1.client, rollUp(hour))).rejects.toThrow('INVALID_ARGUMENT: throughHour: ');
  });

  it('count a late bill in the first open hour', async () => {
    const ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, ecs('late'));
    const hour = hourOf(ledger.seconds);
    const lateSeconds = ledger.seconds + 60;
    ledger.seconds = (hour + 4) * HOUR;
    await ledger.submit(ORG1.client, close(hour + 2));
    await ledger.submit(ORG2.client, billEcs('late'), { seconds: lateSeconds });
    const keys = ledger.dump().filter(([key]) => key.startsWith('\u0000totalDelta'));
    expect(keys.map(([key]) => Number(key.split('\u0000')[5]))).toEqual([hour + 3, hour + 3]);
    await ledger.submit(ORG1.client, rollUp(hour + 2));
    expect(await provider(ledger)).toBe('0');
    ledger.seconds += HOUR;
    await ledger.submit(ORG1.client, close(hour + 3));
    await ledger.submit(ORG1.client, rollUp(hour + 3));
    expect(ledger.dump().filter(([key]) => key.startsWith('\u0000totalRollup'))[0]?.[1]).toContain('"count":1');
  });

  it('cannot be slipped a row into an hour that is closed meanwhile', async () => {
    const ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, ecs('held'));
    const hour = hourOf(ledger.seconds);
    const heldBack = await ledger.simulate(ORG2.client, billEcs('held'));
    ledger.seconds = (hour + 2) * HOUR;
    const closing = await ledger.simulate(ORG1.client, close(hour));
    expect(ledger.commit(closing, heldBack)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('do not make bills conflict with rolling up earlier hours', async () => {
    const ledger = await openForBusiness(wideQuota());
    await bill(ledger, 'a');
    const hour = hourOf(ledger.seconds);
    ledger.seconds = (hour + 2) * HOUR;
    await ledger.submit(ORG1.client, close(hour));
    await ledger.submit(ORG2.client, ecs('b'));
    const billing = await ledger.simulate(ORG2.client, billEcs('b'));
    const rolling = await ledger.simulate(ORG1.client, rollUp(hour));
    expect(ledger.commit(billing, rolling)).toEqual(['VALID', 'VALID']);
    expect(await provider(ledger)).toBe('48');
  });

  it('roll up very many rows and hours in several bounded steps', async () => {
    const ledger = await openForBusiness(wideQuota());
    const first = hourOf(ledger.seconds);
    await bill(ledger, 'a');
    ledger.seconds += 1_500 * HOUR;
    await bill(ledger, 'b');
    const last = hourOf(ledger.seconds);
    ledger.seconds += 2 * HOUR;
    expect(JSON.parse(await ledger.submit(ORG1.client, close(last)))).toEqual({
      closedThrough: first + 999,
      more: true,
    });
    await ledger.submit(ORG1.client, close(last));
    const seen: unknown[] = [];
    let more = true;
    while (more) {
      const answer = JSON.parse(await ledger.submit(ORG1.client, rollUp(last))) as { more: boolean; total: string };
      ({ more } = answer);
      seen.push(answer.total);
      expect(await provider(ledger)).toBe('96');
    }
    expect(seen).toEqual(['48', '48', '96']);
    expect(rows(ledger)).toBe(2);
  });

  it('are told where there are rows of closed hours, subject by subject', async () => {
    const ledger = await openForBusiness(wideQuota());
    const pending = async (bookmark = ''): Promise<Record<string, unknown>> =>
      JSON.parse(await ledger.evaluate(ORG1.client, ['pendingTotals', bookmark])) as Record<string, unknown>;
    await bill(ledger, 'a');
    const hour = hourOf(ledger.seconds);
    expect(await pending()).toMatchObject({ totals: [], usage: [], bookmark: '' });
    ledger.seconds = (hour + 2) * HOUR;
    await ledger.submit(ORG1.client, close(hour));
    await bill(ledger, 'b');
    const [a, b] = [
      { dimension: 'P', id: '00001', type: 'ECSBill', oldestHour: hour },
      { dimension: 'U', id: '00002001', type: 'ECSBill', oldestHour: hour },
    ];
    expect(await pending()).toEqual({ closedThrough: hour, totals: [a, b], usage: [], bookmark: '' });
    expect(await pending('P 00001 ECSBill')).toMatchObject({ totals: [b] });
    await ledger.submit(ORG1.client, rollUp(hour));
    expect(await pending()).toMatchObject({ totals: [b] });
    await ledger.submit(ORG1.client, rollUp(hour, 'U', '00002001'));
    expect(await pending()).toMatchObject({ totals: [] });
    await expect(pending('P 00001')).rejects.toThrow('INVALID_ARGUMENT: bookmark: ');
  });

  it('are asked for by provider, user or consumer organization of this ledger channel', async () => {
    const ledger = await openForBusiness();
    for (const [args, error] of [
      [['queryProviderTotalCost', '00001', 'Bill'], 'INVALID_ARGUMENT: type: '],
      [['queryProviderTotalCost', '00002001', 'ECSBill'], 'INVALID_ARGUMENT: id: '],
      [['queryProviderTotalCost', '00003', 'ECSBill'], 'NOT_CONFIRMED: id: '],
      [['queryUserTotalCost', '00003001', 'ECSBill'], 'NOT_CONFIRMED: id: '],
      [['queryUserTotalCost', '0000x001', 'ECSBill'], 'INVALID_ARGUMENT: id: '],
      [['queryUserBill', '', 'ECSBill'], 'INVALID_ARGUMENT: id: '],
    ] as const) {
      await expect(ledger.evaluate(ORG1.client, args)).rejects.toThrow(error);
    }
  });
});
