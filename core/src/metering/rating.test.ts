import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Fen, fen, MAX_FEN, parseFen } from '../money.js';
import { formatQuantity, parseQuantity, type Quantity } from '../quantity.js';
import { anyQuantities } from '../testing/arbitraries.js';
import { Fraction } from '../testing/fraction.js';
import { billByHand } from '../testing/longhand.js';
import { refusalOf } from '../testing/refusal.js';
import {
  addExact,
  EXACT_PER_FEN,
  type ExactAmount,
  exactFromRecord,
  formatExact,
  rateCount,
  rateLevel,
  roundHalfUp,
  ZERO_EXACT,
} from './rating.js';

const exacts = fc.bigInt({ min: 0n, max: 10n ** 49n }).map((counts) => counts as ExactAmount);
const prices = fc.oneof(fc.bigInt({ min: 0n, max: 100n }), fc.bigInt({ min: 0n, max: MAX_FEN })).map(fen);
const seconds = fc.oneof(fc.bigInt({ min: 0n, max: 100_000n }), fc.bigInt({ min: 0n, max: 250_000_000_000n }));

/** The fraction of fen that an exact amount stands for. */
const fenOf = (exact: ExactAmount): Fraction => new Fraction(exact, EXACT_PER_FEN);

describe('an exact amount', () => {
  it('counts 1/(86,400·10¹⁰) fen', () => {
    expect(EXACT_PER_FEN).toBe(864_000_000_000_000n);
    const one = parseQuantity('0.0000000001', 'CPU');
    expect(rateLevel(one, 1n, 1n as Fen)).toBe(1n);
    expect(rateCount(parseQuantity('1', 'requests'), 1n as Fen)).toBe(EXACT_PER_FEN);
  });

  it('is quantity × seconds × price ÷ 86,400, without error', () => {
    fc.assert(
      fc.property(anyQuantities, seconds, prices, (held, lasted, price) => {
        const expected = Fraction.decimal(formatQuantity(held))
          .times(new Fraction(price))
          .times(new Fraction(lasted, 86_400n));
        expect(fenOf(rateLevel(held, lasted, price)).equals(expected)).toBe(true);
      }),
    );
  });

  it('of a count is quantity × price, without error', () => {
    fc.assert(
      fc.property(anyQuantities, prices, (counted, price) => {
        const expected = Fraction.decimal(formatQuantity(counted)).times(new Fraction(price));
        expect(fenOf(rateCount(counted, price)).equals(expected)).toBe(true);
      }),
    );
  });

  it('of any split adds up to the whole’s', () => {
    fc.assert(
      fc.property(anyQuantities, fc.array(seconds, { maxLength: 20 }), prices, (held, parts, price) => {
        const whole = parts.reduce((sum, part) => sum + part, 0n);
        expect(addExact(...parts.map((part) => rateLevel(held, part, price)))).toBe(rateLevel(held, whole, price));
      }),
    );
  });

  it('sums in any order and grouping to the same', () => {
    const mixed = fc
      .array(exacts, { maxLength: 30 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.nat({ max: 30 })),
      );
    fc.assert(
      fc.property(mixed, ([all, shuffled, at]) => {
        const grouped = addExact(addExact(...shuffled.slice(0, at)), addExact(...shuffled.slice(at)));
        expect(grouped).toBe(addExact(...all));
      }),
    );
    expect(addExact()).toBe(ZERO_EXACT);
  });

  it('comes back from its text', () => {
    fc.assert(
      fc.property(exacts, (exact) => {
        expect(exactFromRecord(formatExact(exact), 'exactAmount')).toBe(exact);
      }),
    );
    for (const wrong of ['', '-1', '01', '1.0', ' 1', '1e3', '0x1', '１', '9'.repeat(81), 1, null, undefined]) {
      expect(() => exactFromRecord(wrong, 'exactAmount')).toThrow(RangeError);
    }
  });

  it('is never of negative time', () => {
    expect(() => rateLevel(parseQuantity('1', 'CPU'), -1n, parseFen('1', 'price'))).toThrow(RangeError);
  });
});

describe('rounding', () => {
  it('is half up', () => {
    const half = EXACT_PER_FEN / 2n;
    const rounded = (exact: bigint): bigint => roundHalfUp(exact as ExactAmount);
    expect([0n, 1n, half - 1n].map(rounded)).toEqual([0n, 0n, 0n]);
    expect([half, half + 1n, EXACT_PER_FEN, EXACT_PER_FEN + half - 1n].map(rounded)).toEqual([1n, 1n, 1n, 1n]);
    expect([3n * half, 5n * half].map(rounded)).toEqual([2n, 3n]);
  });

  it('is never off by more than half a fen, and never down at the half', () => {
    const inReach = fc.bigInt({ min: 0n, max: MAX_FEN * EXACT_PER_FEN }).map((counts) => counts as ExactAmount);
    fc.assert(
      fc.property(inReach, (exact) => {
        const twiceOff = 2n * (roundHalfUp(exact) * EXACT_PER_FEN - exact);
        expect(twiceOff > -EXACT_PER_FEN && twiceOff <= EXACT_PER_FEN).toBe(true);
        expect(roundHalfUp(exact)).toBe(fenOf(exact).rounded());
      }),
    );
  });

  it('never makes more than the largest amount', () => {
    const largest = MAX_FEN * EXACT_PER_FEN + EXACT_PER_FEN / 2n - 1n;
    expect(roundHalfUp(largest as ExactAmount)).toBe(MAX_FEN);
    expect(refusalOf(() => roundHalfUp((largest + 1n) as ExactAmount))).toBe('AMOUNT_OVERFLOW');
  });

  it('of a long sum is what a pencil finds', () => {
    const item = fc.tuple(anyQuantities, seconds, prices);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (items) => {
        const exact = addExact(...items.map(([held, lasted, price]) => rateLevel(held, lasted, price)));
        const texts = items.map(
          ([held, lasted, price]: readonly [Quantity, bigint, Fen]) =>
            [formatQuantity(held), lasted.toString(), price.toString()] as const,
        );
        const byHand = billByHand(texts);
        const tooLarge = BigInt(byHand) > MAX_FEN;
        if (tooLarge) expect(refusalOf(() => roundHalfUp(exact))).toBe('AMOUNT_OVERFLOW');
        else expect(roundHalfUp(exact).toString()).toBe(byHand);
      }),
    );
  });

  it('of ten thousand tenths drifts nowhere', () => {
    const parts = Array.from({ length: 10_000 }, () =>
      rateLevel(parseQuantity('0.1', 'CPU'), 1n, parseFen('3', 'price')),
    );
    expect(new Fraction(addExact(...parts), EXACT_PER_FEN).equals(new Fraction(5n, 144n))).toBe(true);
  });
});
