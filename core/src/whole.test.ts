import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { refusalOf } from './testing/refusal.js';
import { MAX_SAFE_WHOLE, parseWhole, wholeFromRecord, wholeToRecord } from './whole.js';

describe('a whole number', () => {
  it('comes back from its text and from a record', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX_SAFE_WHOLE }), (value) => {
        const stored: unknown = JSON.parse(JSON.stringify({ value: wholeToRecord(value) }));
        expect(parseWhole(value.toString(), 'n')).toBe(value);
        expect(wholeFromRecord((stored as { value: unknown }).value, 'n')).toBe(value);
      }),
    );
  });

  it.each([2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n, 10n ** 39n, 10n ** 40n, 10n ** 1_000n])(
    'is not above 2^53 − 1: %s',
    (value) => {
      expect(refusalOf(() => parseWhole(value.toString(), 'holdingtime'))).toBe('INVALID_ARGUMENT holdingtime');
    },
  );

  it('keeps the caller’s bounds, the bounds included', () => {
    const parse = (text: string): bigint => parseWhole(text, 'pageSize', 1_000n, 1n);
    expect([parse('1'), parse('1000')]).toEqual([1n, 1_000n]);
    expect(refusalOf(() => parse('0'))).toBe('INVALID_ARGUMENT pageSize');
    expect(refusalOf(() => parse('1001'))).toBe('INVALID_ARGUMENT pageSize');
    expect(() => parse('1001')).toThrow('pageSize: must be at most 1000');
    expect(() => parse('0')).toThrow('pageSize: must be at least 1');
  });

  it.each([1.5, -1, Number.NaN, Infinity, 2 ** 53, '1', null, undefined, true, 1n, [1], {}])(
    'in a record is never %s',
    (value) => {
      expect(() => wholeFromRecord(value, 'n')).toThrow(RangeError);
    },
  );

  it('is never written where a record would not hold it', () => {
    expect(() => wholeToRecord(-1n)).toThrow(RangeError);
    expect(() => wholeToRecord(MAX_SAFE_WHOLE + 1n)).toThrow(RangeError);
  });
});
