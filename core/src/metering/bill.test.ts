import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_FEN } from '../money.js';
import {
  formatQuantity,
  MAX_QUANTITY,
  MAX_WHOLE_QUANTITY,
  parseQuantity,
  quantity,
  type Quantity,
} from '../quantity.js';
import {
  anyPrices,
  anyQuantities,
  counters,
  ecsShapes,
  histories,
  intervals,
  LAST,
  ossShapes,
  price,
} from '../testing/arbitraries.js';
import { Fraction } from '../testing/fraction.js';
import { refusalOf } from '../testing/refusal.js';
import { ledgerTime, MAX_SECONDS } from '../time.js';
import { rateEcs, type Rated, rateOss } from './bill.js';
import { type Price, type PriceVersion } from './price.js';
import { addExact, EXACT_PER_FEN, rateCount, rateLevel, roundHalfUp } from './rating.js';
import type { EcsShape, OssCounters, OssShape } from './resource.js';

const DAY = 86_400;
const SEED_PRICE = price(10n, 4n, 1n, 1n, 1n, 2n, 0n);
const SEED_VERSIONS: readonly PriceVersion[] = [{ version: 1, effectiveFrom: 0, price: SEED_PRICE }];
const SEED_SHAPE: EcsShape = {
  networkType: 'public',
  bandwidthMbps: parseQuantity('2', 'networkBandwidth'),
  cpu: parseQuantity('2', 'CPU'),
  ramGb: parseQuantity('4', 'RAM'),
  diskGb: parseQuantity('8', 'hardDisk'),
};

const ecs = (shape: EcsShape, begin: number, end: number, versions: readonly PriceVersion[]): Rated =>
  rateEcs(shape, ledgerTime(begin), ledgerTime(end), versions);
const oss = (
  shape: OssShape,
  counted: OssCounters,
  [begin, end]: readonly [number, number],
  versions: readonly PriceVersion[],
): Rated => rateOss(shape, counted, ledgerTime(begin), ledgerTime(end), versions);

const decimal = (value: Quantity): Fraction => Fraction.decimal(formatQuantity(value));
const sum = (parts: readonly Fraction[]): Fraction => parts.reduce((total, part) => total.plus(part), new Fraction(0n));
const lastBegun = (versions: readonly PriceVersion[], second: number): Price =>
  (versions.filter(({ effectiveFrom }) => effectiveFrom <= second).at(-1) as PriceVersion).price;

/** What one day costs at a price, as a fraction of fen. */
const hostADay = (shape: EcsShape, at: Price): Fraction =>
  sum([
    decimal(shape.cpu).times(new Fraction(at.cpu)),
    decimal(shape.ramGb).times(new Fraction(at.ram)),
    decimal(shape.diskGb).times(new Fraction(at.ecsDisk)),
    decimal(shape.bandwidthMbps).times(
      new Fraction({ public: at.publicNetwork, private: at.privateNetwork }[shape.networkType]),
    ),
  ]);
const diskADay = (shape: OssShape, at: Price): Fraction => decimal(shape.diskGb).times(new Fraction(at.ossDisk));

/** The oracle: every second by itself, at the price that was in force in it. */
function secondBySecond(begin: number, end: number, costADay: (second: number) => Fraction): Fraction {
  const days = new Map<string, { cost: Fraction; seconds: bigint }>();
  for (let second = begin; second < end; second += 1) {
    const cost = costADay(second);
    const key = `${cost.top}/${cost.bottom}`;
    const known = days.get(key) ?? { cost, seconds: 0n };
    known.seconds += 1n;
    days.set(key, known);
  }
  return sum([...days.values()].map(({ cost, seconds }) => cost.times(new Fraction(seconds, 86_400n))));
}

/** A rated usage is exactly the oracle's fraction, rounded as the oracle rounds; or both are too much. */
function expectCost(rate: () => Rated, expected: Fraction): void {
  if (expected.rounded() > MAX_FEN) {
    expect(refusalOf(rate)).toBe('AMOUNT_OVERFLOW');
    return;
  }
  const rated = rate();
  expect(new Fraction(rated.exactAmount, EXACT_PER_FEN).equals(expected)).toBe(true);
  expect(rated.totalCost).toBe(expected.rounded());
}

const shortIntervals = fc
  .tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: 300 }))
  .map(([begin, length]) => [begin, begin + length] as const);
/** Versions that crowd into the seconds that short intervals near 0 have. */
const crowded = fc
  .tuple(histories(), fc.constantFrom(1, 100, 1_000))
  .map(([versions, divisor]) =>
    versions.map((version) => ({ ...version, effectiveFrom: Math.floor(version.effectiveFrom / divisor) })),
  );

describe('a cloud host’s bill', () => {
  it('of the seed’s instance for a day is 48 fen: 2·10 + 4·4 + 8·1 + 2·2', () => {
    const rated = ecs(SEED_SHAPE, 0, DAY, SEED_VERSIONS);
    expect(rated.totalCost).toBe(48n);
    expect(rated.usageSeconds).toBe(86_400n);
    const line = { priceVersion: 1, from: 0, to: DAY, seconds: 86_400n };
    expect(rated.lines).toEqual([
      { ...line, meter: 'cpu', quantity: SEED_SHAPE.cpu, price: 10n, exactAmount: 20n * EXACT_PER_FEN },
      { ...line, meter: 'ramGb', quantity: SEED_SHAPE.ramGb, price: 4n, exactAmount: 16n * EXACT_PER_FEN },
      { ...line, meter: 'diskGb', quantity: SEED_SHAPE.diskGb, price: 1n, exactAmount: 8n * EXACT_PER_FEN },
      {
        ...line,
        meter: 'bandwidthMbps',
        quantity: SEED_SHAPE.bandwidthMbps,
        price: 2n,
        exactAmount: 4n * EXACT_PER_FEN,
      },
    ]);
  });

  it('takes the network price of its type', () => {
    expect(ecs({ ...SEED_SHAPE, networkType: 'private' }, 0, DAY, SEED_VERSIONS).totalCost).toBe(44n);
  });

  it('changes price in the second in which a version begins', () => {
    const versions = [...SEED_VERSIONS, { version: 2, effectiveFrom: DAY, price: price(20n, 4n, 1n, 1n, 1n, 2n, 0n) }];
    expect(ecs(SEED_SHAPE, 0, DAY, versions).totalCost).toBe(48n);
    expect(ecs(SEED_SHAPE, 0, 2 * DAY, versions).totalCost).toBe(48n + 68n);
    expect(ecs(SEED_SHAPE, DAY, 2 * DAY, versions).totalCost).toBe(68n);
  });

  it('is what every second by itself costs', () => {
    fc.assert(
      fc.property(ecsShapes(), crowded, shortIntervals, (shape, versions, [begin, end]) => {
        const expected = secondBySecond(begin, end, (second) => hostADay(shape, lastBegun(versions, second)));
        expectCost(() => ecs(shape, begin, end, versions), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of any size is exact or refused', () => {
    const times = fc.bigInt({ min: 0n, max: BigInt(MAX_SECONDS) }).map(Number);
    fc.assert(
      fc.property(ecsShapes(anyQuantities), anyPrices, times, (shape, only, end) => {
        const expected = hostADay(shape, only).times(new Fraction(BigInt(end), 86_400n));
        expectCost(() => ecs(shape, 0, end, [{ version: 1, effectiveFrom: 0, price: only }]), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('adds up exactly over any split of its time, across price changes', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: LAST }), { maxLength: 6 });
    fc.assert(
      fc.property(ecsShapes(), histories(), intervals, cuts, (shape, versions, [begin, end], at) => {
        const inside = at.filter((cut) => cut > begin && cut < end).sort((one, other) => one - other);
        const edges = [begin, ...inside, end];
        const parts = edges.slice(1).map((to, index) => ecs(shape, edges[index] ?? 0, to, versions).exactAmount);
        expect(addExact(...parts)).toBe(ecs(shape, begin, end, versions).exactAmount);
      }),
    );
  });

  it('adds up exactly over any split of its shape', () => {
    fc.assert(
      fc.property(ecsShapes(), ecsShapes(), histories(), intervals, (one, other, versions, [begin, end]) => {
        const { networkType } = one;
        const both: EcsShape = {
          networkType,
          cpu: quantity(one.cpu + other.cpu),
          ramGb: quantity(one.ramGb + other.ramGb),
          diskGb: quantity(one.diskGb + other.diskGb),
          bandwidthMbps: quantity(one.bandwidthMbps + other.bandwidthMbps),
        };
        const apart = [one, { ...other, networkType }].map((shape) => ecs(shape, begin, end, versions).exactAmount);
        expect(addExact(...apart)).toBe(ecs(both, begin, end, versions).exactAmount);
      }),
    );
  });

  it('does not mind the order of the versions, nor versions before or after its time', () => {
    const shuffled = histories().chain((versions) =>
      fc.tuple(fc.constant(versions), fc.shuffledSubarray([...versions], { minLength: versions.length })),
    );
    fc.assert(
      fc.property(ecsShapes(), shuffled, intervals, (shape, [versions, mixed], [begin, end]) => {
        const rated = ecs(shape, begin, end, versions);
        expect(ecs(shape, begin, end, mixed)).toEqual(rated);
        const used = new Set(rated.lines.map((line) => line.priceVersion));
        expect(
          ecs(
            shape,
            begin,
            end,
            versions.filter(({ version }) => used.has(version)),
          ),
        ).toEqual(rated);
      }),
    );
  });

  it('does not mind a new version that changes no price', () => {
    fc.assert(
      fc.property(ecsShapes(), histories(), intervals, fc.nat({ max: 5 }), (shape, versions, [begin, end], at) => {
        const doubled = versions.map((version) => ({ ...version, version: version.version * 2 }));
        const one = doubled[at % doubled.length] as PriceVersion;
        const next = doubled.find(({ version }) => version > one.version)?.effectiveFrom ?? LAST;
        const effectiveFrom = Math.floor((one.effectiveFrom + next) / 2);
        const more = [...doubled, { ...one, version: one.version + 1, effectiveFrom }];
        const { exactAmount, totalCost } = ecs(shape, begin, end, versions);
        expect(ecs(shape, begin, end, more)).toMatchObject({ exactAmount, totalCost });
      }),
    );
  });

  it('has lines that each hold, cover all of the time, and sum up to it', () => {
    fc.assert(
      fc.property(ecsShapes(), histories(), intervals, (shape, versions, [begin, end]) => {
        const { lines, exactAmount, totalCost, usageSeconds } = ecs(shape, begin, end, versions);
        for (const meter of ['cpu', 'ramGb', 'diskGb', 'bandwidthMbps'] as const) {
          const own = lines.filter((line) => line.meter === meter);
          expect(own.reduce((seconds, line) => seconds + line.seconds, 0n)).toBe(usageSeconds);
          expect(own.every((line) => line.quantity === shape[meter])).toBe(true);
          expect(own.map(({ from }) => from)).toEqual([begin, ...own.slice(0, -1).map(({ to }) => to)]);
        }
        for (const line of lines) {
          expect(line.seconds).toBe(BigInt(line.to - line.from));
          expect(line.exactAmount).toBe(rateLevel(line.quantity, line.seconds, line.price));
        }
        expect(addExact(...lines.map((line) => line.exactAmount))).toBe(exactAmount);
        expect(roundHalfUp(exactAmount)).toBe(totalCost);
      }),
    );
  });

  it('never falls as time goes on', () => {
    fc.assert(
      fc.property(ecsShapes(), histories(), intervals, (shape, versions, [begin, end]) => {
        const now = ecs(shape, begin, end, versions);
        expect(ecs(shape, begin, end + 1, versions).exactAmount >= now.exactAmount).toBe(true);
      }),
    );
  });

  it('of no time is nothing, in lines of no seconds', () => {
    const rated = ecs(SEED_SHAPE, 5, 5, SEED_VERSIONS);
    expect([rated.totalCost, rated.usageSeconds, rated.lines.length]).toEqual([0n, 0n, 4]);
  });

  it('rounds once: four lines of 0.4 fen each are 1.6 fen, not four times nothing', () => {
    const [held, each] = [parseQuantity('0.4', 'CPU'), price(1n, 1n, 1n, 1n, 1n, 1n, 1n)];
    const shape = { ...SEED_SHAPE, cpu: held, ramGb: held, diskGb: held, bandwidthMbps: held };
    expect(ecs(shape, 0, DAY, [{ version: 1, effectiveFrom: 0, price: each }]).totalCost).toBe(2n);
  });

  it('needs a price at its begin, an end not before its begin, and an amount that is kept', () => {
    const late = [{ version: 1, effectiveFrom: 100, price: SEED_PRICE }];
    expect(refusalOf(() => ecs(SEED_SHAPE, 99, 200, late))).toBe('PRICE_MISSING');
    expect(refusalOf(() => ecs(SEED_SHAPE, 99, 99, late))).toBe('PRICE_MISSING');
    expect(refusalOf(() => ecs(SEED_SHAPE, 0, 1, []))).toBe('PRICE_MISSING');
    expect(refusalOf(() => ecs(SEED_SHAPE, 200, 199, late))).toBe('TIME_ORDER');
    expect(refusalOf(() => rateEcs(SEED_SHAPE, ledgerTime(200, 1), ledgerTime(200, 0), late))).toBe('TIME_ORDER');
    const dear = [{ version: 1, effectiveFrom: 0, price: price(MAX_FEN, 0n, 0n, 0n, 0n, 0n, 0n) }];
    expect(refusalOf(() => ecs(SEED_SHAPE, 0, DAY, dear))).toBe('AMOUNT_OVERFLOW');
    expect(ecs({ ...SEED_SHAPE, cpu: parseQuantity('1', 'CPU') }, 0, DAY, dear).totalCost).toBe(MAX_FEN);
  });
});

describe('an object store’s bill', () => {
  const versions = [
    { version: 1, effectiveFrom: 0, price: price(0n, 0n, 0n, 3n, 5n, 7n, 11n) },
    { version: 2, effectiveFrom: DAY, price: price(0n, 0n, 0n, 4n, 6n, 8n, 12n) },
  ];
  const shape: OssShape = { networkType: 'private', diskGb: parseQuantity('10', 'hardDisk') };
  const counted: OssCounters = { requests: 100n, flowOutGb: parseQuantity('0.5', 'flowout') };

  it('counts requests and flow once, at the version in force at release, and the disk by time', () => {
    const rated = oss(shape, counted, [0, 2 * DAY], versions);
    expect(rated.totalCost).toBe(30n + 40n + 600n + 6n);
    expect(rated.lines.map((line) => [line.meter, line.priceVersion, line.from, line.to])).toEqual([
      ['diskGb', 1, 0, DAY],
      ['diskGb', 2, DAY, 2 * DAY],
      ['requests', 2, 0, 2 * DAY],
      ['flowOutGb', 2, 0, 2 * DAY],
    ]);
  });

  it('released in the second of a price change has its counters at the new price', () => {
    expect(oss(shape, counted, [0, DAY], versions).totalCost).toBe(30n + 600n + 6n);
    expect(oss(shape, counted, [0, DAY - 1], versions).totalCost).toBe(535n);
  });

  it('takes the flow’s price of its network type', () => {
    expect(oss({ ...shape, networkType: 'public' }, counted, [0, 2 * DAY], versions).totalCost).toBe(
      30n + 40n + 600n + 4n,
    );
  });

  it('owes its counters even where it lived no time', () => {
    expect(oss(shape, counted, [5, 5], versions).totalCost).toBe(500n + 6n);
  });

  it('is what every second by itself costs, and the counters once', () => {
    fc.assert(
      fc.property(ossShapes(), counters, crowded, shortIntervals, (store, counts, history, [begin, end]) => {
        const atEnd = lastBegun(history, end);
        const flowPrice = { public: atEnd.publicNetwork, private: atEnd.privateNetwork }[store.networkType];
        const expected = sum([
          secondBySecond(begin, end, (second) => diskADay(store, lastBegun(history, second))),
          new Fraction(counts.requests).times(new Fraction(atEnd.request)),
          decimal(counts.flowOutGb).times(new Fraction(flowPrice)),
        ]);
        expectCost(() => oss(store, counts, [begin, end], history), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('has lines that each hold and sum up to it', () => {
    fc.assert(
      fc.property(ossShapes(), counters, histories(), intervals, (store, counts, history, interval) => {
        const { lines, exactAmount } = oss(store, counts, interval, history);
        for (const { meter, quantity: held, seconds, price: each, exactAmount: exact } of lines) {
          expect(exact).toBe(meter === 'diskGb' ? rateLevel(held, seconds, each) : rateCount(held, each));
        }
        expect(addExact(...lines.map((line) => line.exactAmount))).toBe(exactAmount);
      }),
    );
  });

  it('needs a price at its begin, an end not before its begin, requests that can be counted', () => {
    const late = [{ version: 1, effectiveFrom: 100, price: SEED_PRICE }];
    expect(refusalOf(() => oss(shape, counted, [99, 200], late))).toBe('PRICE_MISSING');
    expect(refusalOf(() => oss(shape, counted, [200, 199], late))).toBe('TIME_ORDER');
    for (const requests of [-1n, MAX_WHOLE_QUANTITY + 1n, 2n ** 64n]) {
      expect(refusalOf(() => oss(shape, { ...counted, requests }, [0, DAY], versions))).toBe(
        'INVALID_ARGUMENT requests',
      );
    }
  });

  it('above the largest amount is refused', () => {
    const dear = [{ version: 1, effectiveFrom: 0, price: price(0n, 0n, 0n, 0n, MAX_FEN, MAX_FEN, 0n) }];
    const free = { requests: 0n, flowOutGb: quantity(0n) };
    expect(refusalOf(() => oss(shape, { ...free, requests: 2n }, [0, 1], dear))).toBe('AMOUNT_OVERFLOW');
    const most = { networkType: 'public' as const, diskGb: quantity(0n) };
    expect(refusalOf(() => oss(most, { ...free, flowOutGb: quantity(MAX_QUANTITY) }, [0, 1], dear))).toBe(
      'AMOUNT_OVERFLOW',
    );
    expect(oss(shape, { ...free, requests: 1n }, [0, 1], dear).totalCost).toBe(MAX_FEN);
  });
});
