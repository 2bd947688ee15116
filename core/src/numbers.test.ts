import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseFen } from './money.js';
import { parseQuantity, parseWholeQuantity } from './quantity.js';
import { refusalOf } from './testing/refusal.js';
import { parseWhole } from './whole.js';

const NEVER_A_NUMBER = [
  '',
  ' ',
  ' 1',
  '1 ',
  '1\n',
  '\n1',
  '1\r\n',
  '\t1',
  '\u00a01',
  '\u30001',
  '\ufeff1',
  '+1',
  '-1',
  '-0',
  '−1',
  '1e3',
  '1E3',
  '1e-3',
  '0x10',
  '0b1',
  '0o7',
  '1n',
  '1_000',
  '1,000',
  "1'000",
  '1 000',
  '１',
  '１２',
  '1２',
  '١',
  '९',
  '²',
  'Ⅷ',
  '一',
  '.5',
  '5.',
  '.',
  '1.2.3',
  '1,5',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'undefined',
  'true',
  'one',
  '00',
  '01',
  '007',
  '00.5',
  '1\u0000',
  '\u00001',
  '\u0000',
  '1/2',
  '1%',
  '$1',
  '[1]',
  '"1"',
  '٣.٥',
  '1．5',
];
const TOO_LONG_TO_BE_ONE = ['1'.repeat(1_000_000) + 'x', '0'.repeat(1_000_000), '.'.repeat(1_000_000)];

describe('a number from outside', () => {
  it.each([...NEVER_A_NUMBER, ...TOO_LONG_TO_BE_ONE])('is not %.40j, and the error names the argument', (text) => {
    expect(refusalOf(() => parseWhole(text, 'holdingtime'))).toBe('INVALID_ARGUMENT holdingtime');
    expect(refusalOf(() => parseFen(text, 'cpu_price'))).toBe('INVALID_ARGUMENT cpu_price');
    expect(refusalOf(() => parseQuantity(text, 'CPU'))).toBe('INVALID_ARGUMENT CPU');
    expect(refusalOf(() => parseWholeQuantity(text, 'publicIP'))).toBe('INVALID_ARGUMENT publicIP');
  });

  it.each(['1.5', '1.0', '0.0', '0.1', '1.'])('is not %j where it is whole', (text) => {
    expect(refusalOf(() => parseWhole(text, 'holdingtime'))).toBe('INVALID_ARGUMENT holdingtime');
    expect(refusalOf(() => parseFen(text, 'cpu_price'))).toBe('INVALID_ARGUMENT cpu_price');
    expect(refusalOf(() => parseWholeQuantity(text, 'publicIP'))).toBe('INVALID_ARGUMENT publicIP');
  });

  it('is its one plain spelling and no other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789.+-eExX n１')), maxLength: 8 }),
        (text) => {
          const plain = /^[0-9]+$/u.test(text) && (text === '0' || !text.startsWith('0'));
          expect(refusalOf(() => parseWhole(text, 'n'))).toBe(plain ? 'accepted' : 'INVALID_ARGUMENT n');
          if (plain) expect(parseWhole(text, 'n').toString()).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });
});
