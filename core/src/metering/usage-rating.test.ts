import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RecordId, UserId } from '../ids.js';
import { parseQuantity, quantity, type Quantity } from '../quantity.js';
import { ecsShapes, histories, LAST, ossShapes, price, smallQuantities } from '../testing/arbitraries.js';
import { refusalOf } from '../testing/refusal.js';
import { ledgerTime, parseRfc3339, periodSpan } from '../time.js';
import { type LevelMeter, type Meter, rateEcs, rateOss } from './bill.js';
import { priceAt, type PriceVersion } from './price.js';
import { addExact, type ExactAmount, rateCount, roundHalfUp } from './rating.js';
import { type UsagePart, UsageTally, UsageTimeline } from './usage-rating.js';
import {
  isCountMeter,
  type MeteredInstance,
  METERS,
  parseUsageRecord,
  refuseUnbillable,
  refuseUnfitting,
  type UsageRecord,
} from './usage-record.js';

const LEVELS = ['cpu', 'ramGb', 'diskGb', 'bandwidthMbps'] as const;
const ECS = { type: 'ECS', networkType: 'public' } as const;
const record = (fields: Partial<UsageRecord>): UsageRecord => ({
  id: 'r' as RecordId,
  instanceId: 'i' as RecordId,
  meter: 'cpu',
  from: 0,
  to: 1,
  quantity: parseQuantity('1', 'quantity'),
  ...fields,
});
const sumOf = (parts: readonly UsagePart[]): ExactAmount => addExact(...parts.map(({ exactAmount }) => exactAmount));

/** An interval and seconds to cut it at. */
const cuts = fc
  .tuple(
    fc.integer({ min: 0, max: LAST - 1 }),
    fc.integer({ min: 1, max: LAST }),
    fc.array(fc.nat({ max: LAST }), { maxLength: 12 }),
  )
  .map(([one, length, at]) => {
    const [from, to] = [one, Math.min(one + length, LAST)];
    return [from, ...[...new Set(at.filter((cut) => cut > from && cut < to))].sort((a, b) => a - b), to];
  })
  .filter((bounds) => (bounds[0] ?? 0) < (bounds.at(-1) ?? 0));

function pieces(bounds: readonly number[], fields: Partial<UsageRecord>): UsageRecord[] {
  return bounds.slice(1).map((to, at) => record({ ...fields, from: bounds[at] ?? 0, to }));
}

describe('usage that is metered', () => {
  it('of a cloud host costs exactly its bill, for any split, price change and order of arrival', () => {
    const arbitrary = fc.tuple(ecsShapes(), histories(), fc.tuple(cuts, cuts, cuts, cuts), fc.infiniteStream(fc.nat()));
    fc.assert(
      fc.property(arbitrary, ([shape, versions, splits, chance]) => {
        const [from, to] = [splits[0][0] ?? 0, splits[0].at(-1) ?? 1];
        const parts = LEVELS.flatMap((meter, at) => {
          const inside = (splits[at] ?? []).filter((cut) => cut > from && cut < to);
          return pieces([from, ...inside, to], { meter, quantity: shape[meter] });
        });
        const arrived = parts
          .map((part) => ({ part, rank: chance.next().value as number }))
          .sort((one, other) => one.rank - other.rank);
        // Each record comes with a batch of its own window, so with a timeline of its own.
        const exact = arrived.flatMap(({ part }) =>
          new UsageTimeline(versions, part.from, part.to).rate(part, { type: 'ECS', networkType: shape.networkType }),
        );
        const bill = rateEcs(shape, ledgerTime(from), ledgerTime(to), versions);
        expect(sumOf(exact)).toBe(bill.exactAmount);
        expect(roundHalfUp(sumOf(exact))).toBe(bill.totalCost);
      }),
    );
  });

  it('of an object store costs exactly its bill where the counters are of its last price', () => {
    const arbitrary = fc.tuple(
      ossShapes(),
      histories(),
      cuts,
      fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 5 }),
      smallQuantities,
    );
    fc.assert(
      fc.property(arbitrary, ([shape, versions, bounds, counts, flowOutGb]) => {
        const [from, to] = [bounds[0] ?? 0, bounds.at(-1) ?? 1];
        const timeline = new UsageTimeline(versions, from, to);
        const requests = counts.reduce((sum, count) => sum + count, 0);
        const last = timeline.versions.at(-1) as PriceVersion;
        fc.pre(priceAt(versions, to).version === last.version);
        const parts = [
          ...pieces(bounds, { meter: 'diskGb', quantity: shape.diskGb }),
          ...counts.map((count) =>
            record({ meter: 'requests', from: to - 1, to, quantity: quantity(BigInt(count) * 10n ** 10n) }),
          ),
          record({ meter: 'flowOutGb', from, to, quantity: flowOutGb }),
        ];
        const exact = parts.flatMap((part) => timeline.rate(part, { type: 'OSS', networkType: shape.networkType }));
        const counters = { requests: BigInt(requests), flowOutGb };
        expect(sumOf(exact)).toBe(rateOss(shape, counters, ledgerTime(from), ledgerTime(to), versions).exactAmount);
      }),
    );
  });

  it('rates a count once, at the price of its last second, whatever its begin', () => {
    fc.assert(
      fc.property(histories(), cuts, smallQuantities, (versions, bounds, counted) => {
        const [from, to] = [bounds[0] ?? 0, bounds.at(-1) ?? 1];
        const timeline = new UsageTimeline(versions, from, to);
        const expected = rateCount(counted, priceAt(versions, to - 1).price.request);
        for (const begin of bounds.slice(0, -1)) {
          const counts = record({ meter: 'requests', from: begin, to, quantity: counted });
          expect(sumOf(timeline.rate(counts, { type: 'OSS', networkType: 'public' }))).toBe(expected);
        }
      }),
    );
  });

  it('is told apart by periods, and the periods add up', () => {
    const month = periodSpan('2026-02', 'period');
    const versions = [{ version: 1, effectiveFrom: 0, price: price(86_400n, 0n, 0n, 0n, 7n, 0n, 0n) }];
    const timeline = new UsageTimeline(versions, month.from - 50, month.to + 100);
    expect(timeline.periods).toEqual(['2026-01', '2026-02', '2026-03']);
    const whole = record({ from: month.from - 50, to: month.to + 100 });
    const seconds = month.to - month.from;
    expect(
      timeline.rate(whole, ECS).map(({ period, exactAmount }) => [period, exactAmount / (86_400n * 10n ** 10n)]),
    ).toEqual([
      ['2026-01', 50n],
      ['2026-02', BigInt(seconds)],
      ['2026-03', 100n],
    ]);
    const requests = record({ meter: 'requests', from: month.from - 50, to: month.to });
    expect(timeline.rate(requests, { type: 'OSS', networkType: 'public' }).map(({ period }) => period)).toEqual([
      '2026-02',
    ]);
  });

  it('needs a price and stays within its timeline', () => {
    const versions = [{ version: 1, effectiveFrom: 100, price: price(1n, 1n, 1n, 1n, 1n, 1n, 1n) }];
    expect(refusalOf(() => new UsageTimeline(versions, 99, 200))).toBe('PRICE_MISSING');
    const timeline = new UsageTimeline(versions, 100, 200);
    for (const wrong of [
      { from: 99, to: 150 },
      { from: 150, to: 201 },
      { from: 150, to: 150 },
    ]) {
      expect(() => timeline.rate(record(wrong), ECS)).toThrow(RangeError);
    }
  });

  it('adds up by period, user and kind, in one order', () => {
    const tally = new UsageTally();
    const of = (userId: string, type: MeteredInstance['type']) => ({ userId: userId as UserId, type });
    const part = (period: string, exact: bigint) => ({ period, exactAmount: exact as ExactAmount });
    tally.add(part('2026-02', 5n), of('00002002', 'ECS'));
    tally.add(part('2026-01', 1n), of('00002001', 'OSS'));
    tally.add(part('2026-02', 7n), of('00002002', 'ECS'));
    tally.add(part('2026-01', 2n), of('00002001', 'ECS'), '2026-02');
    expect(tally.sums).toEqual([
      { period: '2026-01', userId: '00002001', type: 'OSS', records: 1, exactAmount: 1n },
      { period: '2026-02', userId: '00002001', type: 'ECS', records: 1, exactAmount: 2n },
      { period: '2026-02', userId: '00002002', type: 'ECS', records: 2, exactAmount: 12n },
    ]);
  });
});

describe('a period', () => {
  it('spans a month of Shanghai', () => {
    expect(periodSpan('2026-02', 'period')).toEqual({
      from: parseRfc3339('2026-01-31T16:00:00Z', 'from').seconds,
      to: parseRfc3339('2026-02-28T16:00:00Z', 'to').seconds,
    });
    expect(periodSpan('1970-01', 'period').from).toBe(0);
    expect(periodSpan('9999-12', 'period').to).toBe(253_402_272_000);
    for (const wrong of ['', '2026', '2026-00', '2026-13', '1969-12', '2026-1', '2026-01-01', ' 2026-01']) {
      expect(refusalOf(() => periodSpan(wrong, 'period'))).toBe('INVALID_ARGUMENT period');
    }
  });
});

describe('a usage record', () => {
  const texts = { id: 'r1', instanceId: 'i1', meter: 'cpu', quantity: '2' };
  const held = (text: string): Quantity => parseQuantity(text, 'quantity');
  const host: MeteredInstance = {
    instanceId: 'i' as RecordId,
    userId: '00002001' as UserId,
    type: 'ECS',
    networkType: 'public',
    begin: 1_000,
    end: 2_000,
    shape: { cpu: held('2'), ramGb: held('4'), diskGb: held('8'), bandwidthMbps: held('0') },
  };
  const store: MeteredInstance = { ...host, type: 'OSS', end: undefined, shape: { diskGb: held('20') } };
  const judged = (fields: Partial<UsageRecord>, instance = host): string =>
    refusalOf(() => {
      refuseUnfitting(record({ from: 1_000, to: 2_000, ...fields }), instance);
    });

  it('is parsed strictly', () => {
    expect(parseUsageRecord(texts, 10, 20)).toEqual(
      record({ id: 'r1' as RecordId, instanceId: 'i1' as RecordId, from: 10, to: 20, quantity: held('2') }),
    );
    const wrong = (fields: Partial<typeof texts>): string =>
      refusalOf(() => parseUsageRecord({ ...texts, ...fields }, 10, 20));
    expect(wrong({ id: '' })).toBe('INVALID_ARGUMENT id');
    expect(wrong({ instanceId: 'a b' })).toBe('INVALID_ARGUMENT instanceId');
    expect(wrong({ meter: 'gpu' })).toBe('INVALID_ARGUMENT meter');
    for (const text of ['', '-1', '1e3', '0x10', ' 1', '１', '1000000000000', '0.00000000001']) {
      expect(wrong({ quantity: text })).toBe('INVALID_ARGUMENT quantity');
    }
    expect(wrong({ meter: 'requests', quantity: '0.5' })).toBe('INVALID_ARGUMENT quantity');
  });

  it('covers at least a second, forwards, before the last', () => {
    expect(refusalOf(() => parseUsageRecord(texts, 10, 10))).toBe('INVALID_ARGUMENT to');
    expect(refusalOf(() => parseUsageRecord(texts, 10, 9))).toBe('TIME_ORDER to');
    expect(refusalOf(() => parseUsageRecord(texts, 10, 253_402_272_000))).toBe('INVALID_ARGUMENT to');
  });

  it('lies within its instance’s life', () => {
    expect(judged({})).toBe('accepted');
    expect(judged({ from: 999 })).toBe('OUTSIDE_LIFE from');
    expect(judged({ to: 2_001 })).toBe('OUTSIDE_LIFE to');
    expect(judged({ to: 2_001, meter: 'diskGb' }, store)).toBe('accepted');
    expect(judged({ from: 1_500, to: 1_500 })).toBe('INVALID_ARGUMENT to');
    expect(judged({ from: 1_500, to: 1_400 })).toBe('TIME_ORDER to');
  });

  it('is of a meter that its instance has, and no more than its instance is', () => {
    const meters = (instance: MeteredInstance): string[] =>
      METERS.map((meter) => judged({ meter, quantity: held('0') }, instance));
    expect(meters(host)).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'INVALID_ARGUMENT meter',
      'INVALID_ARGUMENT meter',
    ]);
    expect(meters(store)).toEqual([
      'INVALID_ARGUMENT meter',
      'INVALID_ARGUMENT meter',
      'accepted',
      'INVALID_ARGUMENT meter',
      'accepted',
      'accepted',
    ]);
    const most: Readonly<Record<LevelMeter, string>> = { cpu: '2', ramGb: '4', diskGb: '8', bandwidthMbps: '0' };
    for (const meter of METERS.filter((candidate: Meter) => !isCountMeter(candidate)) as LevelMeter[]) {
      expect(judged({ meter, quantity: held(most[meter]) })).toBe('accepted');
      expect(judged({ meter, quantity: quantity(held(most[meter]) + 1n) })).toBe('ABOVE_SHAPE quantity');
    }
    expect(judged({ meter: 'requests', quantity: held('0.5') }, store)).toBe('INVALID_ARGUMENT quantity');
  });

  it('costs no more than can ever be billed', () => {
    const most = (2n ** 53n - 1n) * 86_400n * 10n ** 10n;
    const judge = (exact: bigint): string =>
      refusalOf(() => {
        refuseUnbillable(exact as ExactAmount);
      });
    expect([judge(most), judge(most + 1n)]).toEqual(['accepted', 'AMOUNT_OVERFLOW quantity']);
  });
});
