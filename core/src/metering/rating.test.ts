import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Fen, MAX_FEN } from '../money.js';
import { formatQuantity, parseQuantity, type Quantity, quantity } from '../quantity.js';
import { ledgerTime } from '../time.js';
import { type Price, PRICE_FIELDS, priceAt, type PriceVersion, sliceByPrice } from './price.js';
import { addExact, EXACT_PER_FEN, type ExactAmount, rateEcs, rateOss, roundHalfUp } from './rating.js';
import type { EcsShape } from './resource.js';

const SEED_PRICE: Price = price(10n, 4n, 1n, 1n, 1n, 2n, 0n);
const SEED_SHAPE: EcsShape = {
  networkType: 'public',
  bandwidthMbps: parseQuantity('2', 'q'),
  cpu: parseQuantity('2', 'q'),
  ramGb: parseQuantity('4', 'q'),
  diskGb: parseQuantity('8', 'q'),
};
const DAY = 86_400;

function price(...fens: bigint[]): Price {
  return Object.fromEntries(PRICE_FIELDS.map((field, at) => [field, fens[at]])) as unknown as Price;
}

const quantities = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((counts) => quantity(counts));
const prices = fc.tuple(...PRICE_FIELDS.map(() => fc.bigInt({ min: 0n, max: 100_000n }))).map((fens) => price(...fens));
const shapes: fc.Arbitrary<EcsShape> = fc.record({
  networkType: fc.constantFrom('public' as const, 'private' as const),
  bandwidthMbps: quantities,
  cpu: quantities,
  ramGb: quantities,
  diskGb: quantities,
});
/** Versions with distinct beginnings, the first at 0. */
const histories: fc.Arbitrary<readonly PriceVersion[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 5 }),
    fc.array(prices, { minLength: 6, maxLength: 6 }),
  )
  .map(([starts, all]) =>
    [0, ...starts.sort((one, other) => one - other)].map((effectiveFrom, at) => ({
      version: at + 1,
      effectiveFrom,
      price: all[at] as Price,
    })),
  );
const intervals = fc
  .tuple(fc.integer({ min: 0, max: 120_000 }), fc.integer({ min: 0, max: 120_000 }))
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

/** A fraction of whole numbers in lowest terms: the oracle's own arithmetic, by cross multiplication. */
class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom: bigint) {
    let [a, b] = [top, bottom];
    while (b !== 0n) [a, b] = [b, a % b];
    this.top = top / (a === 0n ? 1n : a);
    this.bottom = bottom / (a === 0n ? 1n : a);
  }

  static decimal(text: string): Fraction {
    const [whole = '', digits = ''] = text.split('.');
    return new Fraction(BigInt(whole + digits), BigInt(`1${'0'.repeat(digits.length)}`));
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }

  /** Half up by comparing remainders, not by adding a half. */
  rounded(): bigint {
    const whole = this.top / this.bottom;
    const rest = this.top - whole * this.bottom;
    return rest + rest >= this.bottom ? whole + 1n : whole;
  }
}

/** Second by second: which price is in force, and what a second of it costs. Slow and plain. */
function oracleTotal(shape: EcsShape, begin: number, end: number, versions: readonly PriceVersion[]): bigint {
  const secondsOf = new Map<PriceVersion, bigint>();
  for (let second = begin; second < end; second += 1) {
    const inForce = versions.filter((version) => version.effectiveFrom <= second).at(-1) as PriceVersion;
    secondsOf.set(inForce, (secondsOf.get(inForce) ?? 0n) + 1n);
  }
  let total = new Fraction(0n, 1n);
  for (const [{ price: inForce }, seconds] of secondsOf) {
    const network = shape.networkType === 'public' ? inForce.publicNetwork : inForce.privateNetwork;
    const meters: readonly (readonly [Quantity, Fen])[] = [
      [shape.cpu, inForce.cpu],
      [shape.ramGb, inForce.ram],
      [shape.diskGb, inForce.ecsDisk],
      [shape.bandwidthMbps, network],
    ];
    for (const [held, perDay] of meters) {
      const days = new Fraction(seconds, 86_400n);
      total = total.plus(Fraction.decimal(formatQuantity(held)).times(new Fraction(perDay, 1n)).times(days));
    }
  }
  return total.rounded();
}

describe('rating a cloud host', () => {
  it('bills the seed’s instance for a day at 48 fen', () => {
    const versions = [{ version: 1, effectiveFrom: 0, price: SEED_PRICE }];
    const rated = rateEcs(SEED_SHAPE, ledgerTime(0), ledgerTime(DAY), versions);
    expect(rated.totalCost).toBe(48n);
    expect(rated.lines.map((line) => [line.meter, line.exactAmount / EXACT_PER_FEN])).toEqual([
      ['cpu', 20n],
      ['ramGb', 16n],
      ['diskGb', 8n],
      ['bandwidthMbps', 4n],
    ]);
  });

  it('gives what an oracle written otherwise gives', () => {
    const short = fc.tuple(fc.integer({ min: 0, max: 99_000 }), fc.integer({ min: 0, max: 3_000 }));
    fc.assert(
      fc.property(shapes, histories, short, (shape, versions, [begin, length]) => {
        const rated = rateEcs(shape, ledgerTime(begin), ledgerTime(begin + length), versions);
        expect(rated.totalCost).toBe(oracleTotal(shape, begin, begin + length, versions));
      }),
      { numRuns: 60 },
    );
  });

  it('adds up over any split', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(shapes, histories, intervals, cuts, (shape, versions, [begin, end], at) => {
        const inside = at.filter((cut) => cut > begin && cut < end);
        const edges = [begin, ...inside.sort((one, other) => one - other), end];
        const parts = edges
          .slice(1)
          .map((to, index) => rateEcs(shape, ledgerTime(edges[index] ?? 0), ledgerTime(to), versions).exactAmount);
        expect(addExact(...parts)).toBe(rateEcs(shape, ledgerTime(begin), ledgerTime(end), versions).exactAmount);
      }),
    );
  });

  it('does not mind the order of the versions', () => {
    fc.assert(
      fc.property(
        shapes,
        histories,
        intervals,
        fc.infiniteStream(fc.nat()),
        (shape, versions, [begin, end], random) => {
          const shuffled = [...versions].sort(() => ((random.next().value ?? 0) % 3) - 1);
          expect(rateEcs(shape, ledgerTime(begin), ledgerTime(end), shuffled)).toEqual(
            rateEcs(shape, ledgerTime(begin), ledgerTime(end), versions),
          );
        },
      ),
    );
  });

  it('bills no time as nothing', () => {
    const versions = [{ version: 1, effectiveFrom: 0, price: SEED_PRICE }];
    expect(rateEcs(SEED_SHAPE, ledgerTime(5), ledgerTime(5), versions).totalCost).toBe(0n);
  });

  it('refuses a time before the first price, an end before the begin, a bill above the largest amount', () => {
    const versions = [{ version: 1, effectiveFrom: 100, price: SEED_PRICE }];
    const code = (name: string): unknown => expect.objectContaining({ code: name });
    expect(() => rateEcs(SEED_SHAPE, ledgerTime(99), ledgerTime(200), versions)).toThrow(code('PRICE_MISSING'));
    expect(() => rateEcs(SEED_SHAPE, ledgerTime(200), ledgerTime(199), versions)).toThrow(code('TIME_ORDER'));
    const dear = [{ version: 1, effectiveFrom: 0, price: price(MAX_FEN, 0n, 0n, 0n, 0n, 0n, 0n) }];
    expect(() => rateEcs(SEED_SHAPE, ledgerTime(0), ledgerTime(DAY), dear)).toThrow(code('AMOUNT_OVERFLOW'));
  });
});

describe('rating an object store', () => {
  it('counts requests and flow once, at the last version, and the disk by time', () => {
    const versions = [
      { version: 1, effectiveFrom: 0, price: price(0n, 0n, 0n, 3n, 5n, 7n, 11n) },
      { version: 2, effectiveFrom: DAY, price: price(0n, 0n, 0n, 4n, 6n, 8n, 12n) },
    ];
    const shape = { networkType: 'private' as const, diskGb: parseQuantity('10', 'q') };
    const counters = { requests: 100n, flowOutGb: parseQuantity('0.5', 'q') };
    const rated = rateOss(shape, counters, ledgerTime(0), ledgerTime(2 * DAY), versions);
    expect(rated.totalCost).toBe(30n + 40n + 600n + 6n);
    expect(rated.lines.map(({ meter, priceVersion }) => `${meter} ${priceVersion}`)).toEqual([
      'diskGb 1',
      'diskGb 2',
      'requests 2',
      'flowOutGb 2',
    ]);
  });
});

describe('rounding', () => {
  it('is half up, once', () => {
    const half = EXACT_PER_FEN / 2n;
    expect(roundHalfUp((half - 1n) as ExactAmount)).toBe(0n);
    expect(roundHalfUp(half as ExactAmount)).toBe(1n);
    expect(roundHalfUp((3n * half) as ExactAmount)).toBe(2n);
  });
});

describe('price versions', () => {
  it('slices cover an interval without gap or overlap, each at its version', () => {
    fc.assert(
      fc.property(histories, intervals, (versions, [begin, end]) => {
        const slices = sliceByPrice(versions, begin, end);
        expect(slices[0]?.from).toBe(begin);
        expect(slices.at(-1)?.to).toBe(end);
        for (const [at, slice] of slices.entries()) {
          if (at > 0) expect(slice.from).toBe(slices[at - 1]?.to);
          expect(priceAt(versions, slice.from)).toBe(slice.version);
          if (slice.to > slice.from) expect(priceAt(versions, slice.to - 1)).toBe(slice.version);
        }
      }),
    );
  });
});
