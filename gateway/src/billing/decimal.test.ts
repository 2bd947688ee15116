import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decimalOf, yuanForPeople, yuanOf } from './decimal.js';

describe('exact numbers as texts', () => {
  it.each([
    [1n, 3n, 4, '0.3333'],
    [2n, 3n, 4, '0.6667'],
    [1n, 2n, 0, '1'],
    [-1n, 2n, 0, '-1'],
    [1n, 4n, 2, '0.25'],
    [5n, 1n, 6, '5'],
    [-1n, 1_000n, 2, '0'],
    [0n, 7n, 3, '0'],
    [10n ** 30n + 1n, 10n, 1, `1${'0'.repeat(29)}.1`],
  ])('%s/%s with %s digits is %s', (top, bottom, digits, text) => {
    expect(decimalOf(top, bottom, digits)).toBe(text);
  });

  it('is never further off than half of its last digit', () => {
    const whole = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
    fc.assert(
      fc.property(
        whole,
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 0, max: 12 }),
        (top, bottom, digits) => {
          const [, sign = '', units = '0', fraction = ''] =
            /^(-?)(\d+)(?:\.(\d+))?$/u.exec(decimalOf(top, bottom, digits)) ?? [];
          const scaled = BigInt(units + fraction.padEnd(digits, '0')) * (sign === '-' ? -1n : 1n);
          const error = scaled * bottom - top * 10n ** BigInt(digits);
          expect(2n * (error < 0n ? -error : error) <= bottom).toBe(true);
        },
      ),
    );
  });

  it('is yuan with two digits', () => {
    expect([0n, 7n, 48n, 123_456n, -5n].map(yuanOf)).toEqual(['0.00', '0.07', '0.48', '1234.56', '-0.05']);
    expect([100n, 123_456_789n, -100_000n].map(yuanForPeople)).toEqual(['1.00', '1,234,567.89', '-1,000.00']);
  });
});
