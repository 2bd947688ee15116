import {
  type Fen,
  ledgerTime,
  parseQuantity,
  periodSpan,
  type PriceVersion,
  rateEcs,
  type UsageRecord,
} from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, SEED_PRICE, wideQuota, withArguments } from './testing/seed.js';
import { idsOfLane, lane, late, meteredEcs, openMetered, packed, record, usage } from './testing/usage.js';

const HOUR = 3_600;
const DAY = 86_400;
const EXACT_PER_FEN = 864_000_000_000_000n;

const hourOf = (seconds: number): number => Math.floor(seconds / HOUR);
const total = (ledger: FakeLedger, id: string): Promise<string> =>
  ledger.evaluate(ORG2.client, [id.length === 5 ? 'queryProviderTotalCost' : 'queryUserTotalCost', id, 'ECSBill']);
const deltas = (ledger: FakeLedger): number =>
  ledger.dump().filter(([key]) => key.startsWith('\u0000usageDelta')).length;
/** What waits for the statement of a period, or of all, in exact amounts. */
function waiting(ledger: FakeLedger, period = ''): bigint {
  const rows = ledger.dump().filter(([key]) => key.startsWith(`\u0000entry\u000000001\u0000${period}`));
  const entries = rows.flatMap(([, text]) => JSON.parse(text) as { kind: string; exactAmount?: string }[]);
  return entries.reduce((sum, { exactAmount = '0' }) => sum + BigInt(exactAmount), 0n);
}

/** Two cores for a day: 20 fen. */
async function meterADay(ledger: FakeLedger, id: string): Promise<void> {
  const from = ledger.seconds;
  ledger.seconds += DAY;
  await record(ledger, {
    lane: lane(id),
    windowFrom: from,
    windowTo: ledger.seconds,
    records: [usage(id, 'cpu', [from, ledger.seconds], '2')],
  });
}

async function rollUp(ledger: FakeLedger, hour: number): Promise<unknown> {
  await ledger.submit(ORG1.client, ['closeHours', hour.toString()]);
  return JSON.parse(await ledger.submit(ORG2.client, ['rollUpUsage', '00001', hour.toString()])) as unknown;
}

describe('totals of metered usage', () => {
  it('count both kinds, and stay the same when closed hours are rolled up', async () => {
    const ledger = await openForBusiness(wideQuota());
    const start = ledger.seconds;
    await ledger.submit(ORG2.client, meteredEcs('m'));
    await ledger.submit(ORG2.client, ecs('billed'));
    await meterADay(ledger, 'm');
    await ledger.submit(ORG2.client, billEcs('billed'));
    expect([
      await total(ledger, '00001'),
      await total(ledger, '00002001'),
      await ledger.evaluate(ORG1.client, ['queryUserTotalCost', '00002', 'ECSBill']),
    ]).toEqual(['68', '68', '68']);
    await meterADay(ledger, 'm');
    expect(waiting(ledger)).toBe(40n * EXACT_PER_FEN);
    ledger.seconds += 3 * HOUR;
    expect(deltas(ledger)).toBe(2);
    const hour = hourOf(start + DAY);
    expect(await rollUp(ledger, hour)).toEqual({ through: hour, records: 1, more: false });
    expect(deltas(ledger)).toBe(1);
    expect([await total(ledger, '00001'), await total(ledger, '00002001')]).toEqual(['88', '88']);
    expect(await rollUp(ledger, hourOf(start + 2 * DAY))).toMatchObject({ records: 1 });
    expect(deltas(ledger)).toBe(0);
    const rows = ledger.dump();
    await rollUp(ledger, hourOf(start + 2 * DAY));
    expect(ledger.dump()).toEqual(rows);
    expect([await total(ledger, '00001'), await total(ledger, '00002001'), await total(ledger, '00002002')]).toEqual([
      '88',
      '88',
      '0',
    ]);
  });

  it('round once: parts of a fen are not lost', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [a = '', b = '', c = ''] = idsOfLane('00', 3);
    const begin = await openMetered(ledger, [a, b, c]);
    ledger.seconds += HOUR;
    // A third of a fen each: 2 cores at 10 for 1,440 seconds.
    const records = [a, b, c].map((id) => usage(id, 'cpu', [begin, begin + 1_440], '2'));
    await record(ledger, { lane: '00', windowFrom: begin, windowTo: ledger.seconds, records });
    expect(await total(ledger, '00001')).toBe('1');
    expect(waiting(ledger)).toBe(EXACT_PER_FEN);
  });

  it('roll up only what is closed, as the provider or the consumer asks', async () => {
    const ledger = await openForBusiness();
    const hour = hourOf(ledger.seconds).toString();
    await expect(ledger.submit(ORG1.client, ['rollUpUsage', '00001', hour])).rejects.toThrow(
      'INVALID_ARGUMENT: throughHour: ',
    );
    await expect(ledger.submit(ORG1.client, ['rollUpUsage', '00003', '0'])).rejects.toThrow('NOT_CONFIRMED');
  });

  it('are told where there is usage of closed hours', async () => {
    const ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, meteredEcs('m'));
    const begin = ledger.seconds;
    ledger.seconds += HOUR;
    const records = [usage('m', 'cpu', [begin, begin + HOUR], '2')];
    await record(ledger, { lane: lane('m'), windowFrom: begin, windowTo: begin + HOUR, records });
    const hour = Math.floor(ledger.seconds / HOUR);
    ledger.seconds = (hour + 2) * HOUR;
    await ledger.submit(ORG1.client, ['closeHours', hour.toString()]);
    const pending = async (): Promise<unknown> =>
      (JSON.parse(await ledger.evaluate(ORG2.client, ['pendingTotals', ''])) as { usage: unknown }).usage;
    expect(await pending()).toEqual([{ providerID: '00001', oldestHour: hour }]);
    await ledger.submit(ORG2.client, ['rollUpUsage', '00001', hour.toString()]);
    expect(await pending()).toEqual([]);
  });

  it('cannot lose a row to a roll-up: one that was held back is invalid', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += 10;
    const batch = packed({
      lane: lane('m'),
      sequence: 1,
      windowFrom: begin,
      windowTo: begin + 10,
      records: [usage('m', 'cpu', [begin, begin + 10], '2')],
    });
    const held = await ledger.simulate(ORG1.client, ['recordUsage', batch]);
    const hour = hourOf(ledger.seconds);
    ledger.seconds += 3 * HOUR;
    await rollUp(ledger, hour);
    expect(ledger.commit(held)).toEqual(['MVCC_READ_CONFLICT']);
    // Proposed again, it counts in the first open hour.
    await ledger.submit(ORG1.client, ['recordUsage', batch], { seconds: ledger.seconds - 3 * HOUR });
    expect(deltas(ledger)).toBe(1);
    expect(
      ledger
        .dump()
        .find(([key]) => key.startsWith('\u0000usageDelta'))?.[0]
        .split('\u0000')[3],
    ).toBe((hour + 1).toString().padStart(8, '0'));
  });
});

describe('a statement’s period', () => {
  const february = periodSpan('2026-02', 'period');
  const issue = async (ledger: FakeLedger, period: string): Promise<unknown> =>
    JSON.parse(await ledger.submit(ORG1.client, ['issueStatement', '00001', '00002', period])) as unknown;

  it('has what was used in it, also of a record that spans its end', async () => {
    const ledger = await openForBusiness(wideQuota());
    ledger.seconds = february.to - DAY;
    await openMetered(ledger, ['m']);
    const from = ledger.seconds;
    ledger.seconds = february.to + 2 * DAY;
    const records = [usage('m', 'cpu', [from, ledger.seconds], '2')];
    await record(ledger, { lane: lane('m'), windowFrom: from, windowTo: ledger.seconds, records });
    expect([waiting(ledger, '2026-02'), waiting(ledger, '2026-03')]).toEqual([
      20n * EXACT_PER_FEN,
      40n * EXACT_PER_FEN,
    ]);
    expect(await issue(ledger, '2026-02')).toMatchObject({ lines: [{ kind: 'ECSUsage', count: 1, amount: 20 }] });
  });

  it('gets no more once it is closed: what comes late counts in the next', async () => {
    const ledger = await openForBusiness(wideQuota());
    ledger.seconds = february.to - 2 * DAY;
    const begin = await openMetered(ledger, ['m']);
    await meterADay(ledger, 'm');
    ledger.seconds = february.to + 2 * HOUR;
    const call = late(usage('m', 'ramGb', [begin, begin + DAY], '4'), '4');
    const held = await ledger.simulate(ORG1.client, call);
    expect(await issue(ledger, '2026-02')).toMatchObject({ lines: [{ kind: 'ECSUsage', amount: 20 }], amountDue: 20 });
    // One that was held back is invalid; proposed again, it counts in March.
    expect(ledger.commit(held)).toEqual(['MVCC_READ_CONFLICT']);
    expect(JSON.parse(await ledger.submit(ORG1.client, call))).toMatchObject({ amounts: [{ period: '2026-03' }] });
    expect([waiting(ledger, '2026-02'), waiting(ledger, '2026-03')]).toEqual([0n, 16n * EXACT_PER_FEN]);
    expect(await total(ledger, '00001')).toBe('36');
  });

  it('rounds a line as the difference of two cumulative amounts', async () => {
    const ledger = await openForBusiness(wideQuota());
    ledger.seconds = february.to - HOUR;
    await openMetered(ledger, ['m']);
    const from = ledger.seconds;
    ledger.seconds = february.to + HOUR + 1;
    // 2 cores at 10 fen a day: 0.83 fen in February's hour and as much in March's.
    const records = [
      usage('m', 'cpu', [from, february.to], '2'),
      usage('m', 'cpu', [february.to, february.to + HOUR], '2'),
    ];
    await record(ledger, { lane: lane('m'), windowFrom: from, windowTo: ledger.seconds, records });
    expect(await issue(ledger, '2026-02')).toMatchObject({ amountDue: 1 });
    ledger.seconds = periodSpan('2026-03', 'period').to + HOUR;
    // 1.67 fen are 2; one has been asked for.
    expect(await issue(ledger, '2026-03')).toMatchObject({ amountDue: 1 });
    expect(await total(ledger, '00001')).toBe('2');
  });
});

describe('any metering', () => {
  const METERS = ['cpu', 'ramGb', 'diskGb', 'bandwidthMbps'] as const;
  const QUANTITIES = { cpu: '1.5', ramGb: '4', diskGb: '8', bandwidthMbps: '2' } as const;
  const held = (text: string) => parseQuantity(text, 'quantity');
  const window = fc.record({
    seconds: fc.integer({ min: 2, max: 3 * HOUR }),
    newPrice: fc.option(fc.integer({ min: 0, max: 1_000 })),
    cut: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 2 }),
    late: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    rollsUp: fc.boolean(),
  });

  it('costs exactly what the bill would, whatever is split, priced, late and rolled up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(window, { minLength: 1, maxLength: 4 }), fc.nat(), async (windows, chance) => {
        const ledger = await openForBusiness(wideQuota());
        const ids = [...idsOfLane('08', 2), ...idsOfLane('09', 1)];
        for (const id of ids) await ledger.submit(ORG2.client, meteredEcs(id, { 8: '1.5' }));
        const begin = ledger.seconds;
        const versions = [version(1, begin, 10)];
        const heldBack: UsageRecord[] = [];
        for (const { seconds, newPrice, cut, late: isLate, rollsUp } of [...windows, lastWindow]) {
          const from = ledger.seconds;
          if (newPrice !== null) {
            await ledger.submit(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: newPrice.toString() })]);
            versions.push(version(versions.length + 1, from, newPrice));
          }
          ledger.seconds += seconds;
          const bounds = [from, ...cuts(from, seconds, cut), ledger.seconds];
          const pieces = ids.flatMap((id) => METERS.map((meter) => split(id, meter, bounds)));
          const onTime = pieces.filter((_, at) => !(isLate[at] ?? false)).flat();
          heldBack.push(...pieces.filter((_, at) => isLate[at] ?? false).flat());
          for (const each of ['08', '09']) {
            const records = onTime.filter(({ instanceId }) => lane(instanceId) === each);
            if (records.length > 0)
              await record(ledger, { lane: each, windowFrom: from, windowTo: ledger.seconds, records });
          }
          if (rollsUp) await rollUpAll(ledger);
        }
        for (const id of ids) await ledger.submit(ORG2.client, billEcs(id));
        const shuffled = heldBack
          .map((one, at) => ({ one, rank: (at * 7_919 + chance) % 101 }))
          .sort((x, y) => x.rank - y.rank);
        for (const { one } of shuffled)
          await ledger.submit(ORG1.client, late(one, QUANTITIES[one.meter as keyof typeof QUANTITIES]));
        const shape = {
          networkType: 'public',
          cpu: held('1.5'),
          ramGb: held('4'),
          diskGb: held('8'),
          bandwidthMbps: held('2'),
        } as const;
        const bill = rateEcs(shape, ledgerTime(begin), ledgerTime(ledger.seconds), versions);
        expect(waiting(ledger)).toBe(3n * bill.exactAmount);
        const rounded = (2n * 3n * bill.exactAmount + EXACT_PER_FEN) / (2n * EXACT_PER_FEN);
        expect(await total(ledger, '00002001')).toBe(rounded.toString());
      }),
      { numRuns: 10 },
    );
  }, 120_000);

  const lastWindow = { seconds: 60, newPrice: null, cut: [], late: [], rollsUp: true };

  function version(number: number, effectiveFrom: number, cpu: number): PriceVersion {
    const [ram, one, two, none] = [4n, 1n, 2n, 0n] as Fen[] as [Fen, Fen, Fen, Fen];
    const price = {
      cpu: BigInt(cpu) as Fen,
      ram,
      ecsDisk: one,
      ossDisk: one,
      request: one,
      publicNetwork: two,
      privateNetwork: none,
    };
    return { version: number, effectiveFrom, price };
  }

  function cuts(from: number, seconds: number, percents: readonly number[]): number[] {
    const at = percents.map((percent) => from + Math.floor((seconds * percent) / 100));
    return [...new Set(at)].filter((cut) => cut > from).sort((one, other) => one - other);
  }

  function split(id: string, meter: (typeof METERS)[number], bounds: readonly number[]): UsageRecord[] {
    return bounds.slice(1).map((to, at) => usage(id, meter, [bounds[at] ?? 0, to], QUANTITIES[meter]));
  }

  async function rollUpAll(ledger: FakeLedger): Promise<void> {
    const hour = hourOf(ledger.seconds) - 2;
    const { ok } = await ledger.simulate(ORG1.client, ['closeHours', hour.toString()]);
    if (ok) await rollUp(ledger, hour);
  }
});
