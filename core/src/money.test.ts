import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addFen, fen, fenFromRecord, fenToRecord, MAX_FEN, parseFen, ZERO_FEN } from './money.js';
import { refusalOf } from './testing/refusal.js';

const amounts = fc.bigInt({ min: 0n, max: MAX_FEN }).map(fen);

describe('an amount in fen', () => {
  it('comes back from its text and from a record, to the last fen', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const stored: unknown = JSON.parse(JSON.stringify({ amount: fenToRecord(amount) }));
        expect(parseFen(amount.toString(), 'price')).toBe(amount);
        expect(fenFromRecord((stored as { amount: unknown }).amount, 'price')).toBe(amount);
        expect(JSON.stringify(fenToRecord(amount))).toBe(amount.toString());
      }),
    );
  });

  it('is at most 2^53 − 1', () => {
    expect(parseFen('9007199254740991', 'price')).toBe(MAX_FEN);
    for (const above of [2n ** 53n, 2n ** 53n + 1n, 2n ** 64n, 10n ** 40n, 10n ** 41n, 10n ** 10_000n]) {
      expect(refusalOf(() => parseFen(above.toString(), 'price'))).toBe('AMOUNT_OVERFLOW price');
      expect(refusalOf(() => fen(above))).toBe('AMOUNT_OVERFLOW');
    }
  });

  it('adds up in any order, and never beyond the largest', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 8 }), (all) => {
        const sum = all.reduce((total, amount) => total + amount, 0n);
        if (sum > MAX_FEN) {
          expect(refusalOf(() => addFen(...all))).toBe('AMOUNT_OVERFLOW');
        } else {
          expect(addFen(...all)).toBe(sum);
          expect(addFen(...[...all].reverse())).toBe(sum);
        }
      }),
    );
    expect(addFen()).toBe(ZERO_FEN);
    expect(addFen(fen(MAX_FEN), ZERO_FEN)).toBe(MAX_FEN);
    expect(refusalOf(() => addFen(fen(MAX_FEN), fen(1n)))).toBe('AMOUNT_OVERFLOW');
  });

  it('is never negative, and in a record never anything but a JSON integer', () => {
    expect(() => fen(-1n)).toThrow(RangeError);
    for (const value of [-1, 1.5, 2 ** 53, '1', null, undefined]) {
      expect(() => fenFromRecord(value, 'price')).toThrow(RangeError);
    }
  });
});
