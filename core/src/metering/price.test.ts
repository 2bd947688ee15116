import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { histories, intervals, LAST, price, smallPrices } from '../testing/arbitraries.js';
import { refusalOf } from '../testing/refusal.js';
import {
  networkPrice,
  parsePrice,
  type Price,
  PRICE_FIELDS,
  priceAt,
  type PriceVersion,
  samePrice,
  sliceByPrice,
} from './price.js';

const SEVEN = price(10n, 4n, 1n, 1n, 1n, 2n, 0n);
const NAMES = Object.fromEntries(PRICE_FIELDS.map((field) => [field, `${field}_price`])) as Record<keyof Price, string>;
const version = (number: number, effectiveFrom: number): PriceVersion => ({
  version: number,
  effectiveFrom,
  price: SEVEN,
});

describe('a price', () => {
  const texts = Object.fromEntries(PRICE_FIELDS.map((field) => [field, SEVEN[field].toString()])) as Record<
    keyof Price,
    string
  >;

  it('is seven amounts', () => {
    expect(parsePrice(texts, NAMES)).toEqual(SEVEN);
  });

  it.each(PRICE_FIELDS)('names %s as the caller knows it where it is wrong', (field) => {
    for (const wrong of ['', ' 1', '1e3', '0x10', '-1', '1.5', '１']) {
      expect(refusalOf(() => parsePrice({ ...texts, [field]: wrong }, NAMES))).toBe(`INVALID_ARGUMENT ${field}_price`);
    }
    for (const large of [2n ** 53n, 2n ** 64n]) {
      const wrong = { ...texts, [field]: large.toString() };
      expect(refusalOf(() => parsePrice(wrong, NAMES))).toBe(`AMOUNT_OVERFLOW ${field}_price`);
    }
  });

  it.each(PRICE_FIELDS)('is another one where %s differs', (field) => {
    expect(samePrice(SEVEN, { ...SEVEN })).toBe(true);
    expect(samePrice(SEVEN, { ...SEVEN, [field]: SEVEN[field] + 1n })).toBe(false);
  });

  it('has a network price of each type', () => {
    expect([networkPrice(SEVEN, 'public'), networkPrice(SEVEN, 'private')]).toEqual([2n, 0n]);
  });
});

describe('the version in force', () => {
  it('is the last that has begun', () => {
    fc.assert(
      fc.property(histories(), fc.integer({ min: 0, max: LAST }), (versions, second) => {
        expect(priceAt(versions, second)).toBe(versions.filter(({ effectiveFrom }) => effectiveFrom <= second).at(-1));
      }),
    );
  });

  it('begins with its first second, and is missing before the first version', () => {
    const versions = [version(1, 100), version(2, 200)];
    expect(refusalOf(() => priceAt(versions, 99))).toBe('PRICE_MISSING');
    expect([100, 199, 200, 1e11].map((second) => priceAt(versions, second).version)).toEqual([1, 1, 2, 2]);
    expect(refusalOf(() => priceAt([], 0))).toBe('PRICE_MISSING');
  });

  it('is the later of two that begin in one second, in any order', () => {
    const [one, two] = [version(1, 100), version(2, 100)];
    expect(priceAt([one, two], 100)).toBe(two);
    expect(priceAt([two, one], 100)).toBe(two);
  });
});

describe('an interval', () => {
  it('is cut without gap or overlap, each slice of one version, no slice empty', () => {
    fc.assert(
      fc.property(histories(), intervals, (versions, [from, to]) => {
        const slices = sliceByPrice(versions, from, to);
        expect(slices[0]?.from).toBe(from);
        expect(slices.at(-1)?.to).toBe(to);
        expect(slices.length).toBeLessThanOrEqual(versions.length);
        for (const [at, slice] of slices.entries()) {
          if (at > 0) expect(slice.from).toBe(slices[at - 1]?.to);
          if (from < to) expect(slice.to).toBeGreaterThan(slice.from);
          expect(priceAt(versions, slice.from)).toBe(slice.version);
          if (slice.to > slice.from) expect(priceAt(versions, slice.to - 1)).toBe(slice.version);
        }
      }),
    );
  });

  it('does not mind the order in which the versions are given', () => {
    const shuffled = histories().chain((versions) =>
      fc.tuple(fc.constant(versions), fc.shuffledSubarray([...versions], { minLength: versions.length })),
    );
    fc.assert(
      fc.property(shuffled, intervals, ([versions, mixed], [from, to]) => {
        expect(sliceByPrice(mixed, from, to)).toEqual(sliceByPrice(versions, from, to));
      }),
    );
  });

  it('ends before the version that begins with its end', () => {
    const versions = [version(1, 0), version(2, 50), version(3, 100), version(4, 200)];
    const cut = (from: number, to: number): readonly (readonly number[])[] =>
      sliceByPrice(versions, from, to).map((slice) => [slice.version.version, slice.from, slice.to]);
    expect(cut(10, 100)).toEqual([
      [1, 10, 50],
      [2, 50, 100],
    ]);
    expect(cut(50, 101)).toEqual([
      [2, 50, 100],
      [3, 100, 101],
    ]);
    expect(cut(100, 100)).toEqual([[3, 100, 100]]);
  });

  it('has no slice of a version that another replaced within its first second', () => {
    const versions = [version(1, 0), version(2, 50), version(3, 50), version(4, 50), version(5, 60)];
    expect(sliceByPrice(versions, 0, 100).map((slice) => slice.version.version)).toEqual([1, 4, 5]);
    expect(sliceByPrice(versions, 50, 60).map((slice) => slice.version.version)).toEqual([4]);
  });

  it('that begins before the first version is refused', () => {
    expect(refusalOf(() => sliceByPrice([version(1, 100)], 99, 200))).toBe('PRICE_MISSING');
    expect(refusalOf(() => sliceByPrice([], 0, 1))).toBe('PRICE_MISSING');
    expect(refusalOf(() => sliceByPrice([version(1, 100)], 100, 200))).toBe('accepted');
  });

  it('is not cut by a history that contradicts itself', () => {
    expect(() => sliceByPrice([version(2, 0), version(1, 100)], 0, 200)).toThrow(RangeError);
    expect(() => sliceByPrice([version(1, 0), version(1, 0)], 0, 200)).toThrow(RangeError);
  });

  it('is cut at any number of versions', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => version(at + 1, at * 10));
    expect(sliceByPrice(many, 0, 10_000)).toHaveLength(1_000);
    fc.assert(
      fc.property(smallPrices, (only) => {
        const history = [{ version: 7, effectiveFrom: 5, price: only }];
        expect(sliceByPrice(history, 5, 6)).toEqual([{ version: history[0], from: 5, to: 6 }]);
      }),
      { numRuns: 5 },
    );
  });
});
