import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  formatQuantity,
  MAX_QUANTITY,
  MAX_WHOLE_QUANTITY,
  parseQuantity,
  parseWholeQuantity,
  QUANTITY_ONE,
  quantity,
  quantityFromRecord,
  quantityOfWhole,
  quantityToRecord,
} from './quantity.js';
import { anyQuantities } from './testing/arbitraries.js';
import { refusalOf } from './testing/refusal.js';

describe('a quantity', () => {
  it('comes back from its text and from a record', () => {
    fc.assert(
      fc.property(anyQuantities, (value) => {
        const stored: unknown = JSON.parse(JSON.stringify({ value: quantityToRecord(value) }));
        expect(parseQuantity(formatQuantity(value), 'CPU')).toBe(value);
        expect(quantityFromRecord((stored as { value: unknown }).value, 'CPU')).toBe(value);
      }),
    );
  });

  it('means the same with trailing zeros, and is written without', () => {
    fc.assert(
      fc.property(anyQuantities, fc.integer({ min: 0, max: 10 }), (value, zeros) => {
        const text = formatQuantity(value);
        const digits = text.split('.')[1]?.length ?? 0;
        const padded = (text.includes('.') ? text : `${text}.`) + '0'.repeat(Math.min(zeros, 10 - digits));
        if (!padded.endsWith('.')) expect(parseQuantity(padded, 'CPU')).toBe(value);
        expect(text).not.toMatch(/\.\d*0$|\.$/u);
      }),
    );
  });

  it.each([
    ['0', 0n, 0],
    ['0.0', 0n, 0],
    ['2', 2n * QUANTITY_ONE, 2],
    ['4.0', 4n * QUANTITY_ONE, 4],
    ['7.5', 75_000_000_000n, '7.5'],
    ['7.500', 75_000_000_000n, '7.5'],
    ['0.152', 1_520_000_000n, '0.152'],
    ['0.0000000001', 1n, '0.0000000001'],
    ['999999999999', MAX_WHOLE_QUANTITY * QUANTITY_ONE, 999_999_999_999],
    ['999999999999.9999999999', MAX_QUANTITY, '999999999999.9999999999'],
  ] as const)('%j counts %s and stands in a record as %j', (text, counts, record) => {
    expect(parseQuantity(text, 'CPU')).toBe(counts);
    expect(quantityToRecord(parseQuantity(text, 'CPU'))).toBe(record);
  });

  it.each([
    '1000000000000',
    (2n ** 53n).toString(),
    (2n ** 64n).toString(),
    '0.00000000001',
    '0.00000000000',
    '1.12345678901',
    '9'.repeat(1_000_000),
    `0.${'0'.repeat(1_000_000)}`,
  ])('has at most 12 integer and 10 fraction digits: not %.40j', (text) => {
    expect(refusalOf(() => parseQuantity(text, 'CPU'))).toBe('INVALID_ARGUMENT CPU');
  });

  it('that is whole has 12 digits', () => {
    expect(parseWholeQuantity('999999999999', 'publicIP')).toBe(quantityOfWhole(MAX_WHOLE_QUANTITY));
    expect(refusalOf(() => parseWholeQuantity('1000000000000', 'publicIP'))).toBe('INVALID_ARGUMENT publicIP');
  });

  it.each([
    -1,
    1.5,
    1e12,
    2 ** 53,
    '4',
    '4.0',
    '7.50',
    '07.5',
    '',
    ' 1.5',
    '1e3',
    '-1.5',
    'x',
    null,
    undefined,
    true,
    {},
  ])('in a record is never %j', (value) => {
    expect(() => quantityFromRecord(value, 'CPU')).toThrow(RangeError);
  });

  it('that a computation made is within its bounds', () => {
    expect(() => quantity(-1n)).toThrow(RangeError);
    expect(() => quantity(MAX_QUANTITY + 1n)).toThrow(RangeError);
    expect(() => quantityOfWhole(MAX_WHOLE_QUANTITY + 1n)).toThrow(RangeError);
  });
});
