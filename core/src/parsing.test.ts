import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  CloudfedError,
  ERRORS,
  fen,
  formatQuantity,
  MAX_FEN,
  MAX_QUANTITY,
  orgOfUser,
  parseFen,
  parseId,
  parseName,
  parseOrgId,
  parseQuantity,
  parseUserId,
  parseWhole,
  parseWire,
  quantity,
  quantityFromRecord,
  quantityToRecord,
} from './index.js';

const NEVER_A_NUMBER = [
  '',
  ' ',
  ' 1',
  '1 ',
  '1\n',
  '\t1',
  '+1',
  '-1',
  '-0',
  '1e3',
  '1E3',
  '0x10',
  '0b1',
  '0o7',
  '١',
  '１',
  '1_000',
  '1,000',
  '.5',
  '5.',
  '1.2.3',
  'NaN',
  'Infinity',
  'null',
  '00',
  '01',
  '1\u0000',
  '\ufeff1',
  '٣',
  '1n',
  '९',
];

function codeOf(act: () => unknown): { code: string; field: string | undefined } {
  try {
    act();
  } catch (error) {
    if (error instanceof CloudfedError) return { code: error.code, field: error.field };
    throw error;
  }
  return { code: 'accepted', field: undefined };
}

const refused = (code: string, field: string): { code: string; field: string } => ({ code, field });

describe('numbers from outside', () => {
  it.each(NEVER_A_NUMBER)('%j is none, and the error names the argument', (text) => {
    expect(codeOf(() => parseWhole(text, 'days'))).toEqual(refused('INVALID_ARGUMENT', 'days'));
    expect(codeOf(() => parseFen(text, 'cpu_price'))).toEqual(refused('INVALID_ARGUMENT', 'cpu_price'));
    expect(codeOf(() => parseQuantity(text, 'CPU'))).toEqual(refused('INVALID_ARGUMENT', 'CPU'));
  });

  it('keeps whole numbers whole', () => {
    expect(codeOf(() => parseWhole('1.5', 'days'))).toEqual(refused('INVALID_ARGUMENT', 'days'));
    expect(codeOf(() => parseFen('1.5', 'price'))).toEqual(refused('INVALID_ARGUMENT', 'price'));
    expect(codeOf(() => parseWhole('1.0', 'days'))).toEqual(refused('INVALID_ARGUMENT', 'days'));
  });

  it('knows its largest values', () => {
    const largest = (2n ** 53n - 1n).toString();
    const above = (2n ** 53n).toString();
    expect(parseFen(largest, 'price')).toBe(MAX_FEN);
    expect(codeOf(() => parseFen(above, 'price'))).toEqual(refused('AMOUNT_OVERFLOW', 'price'));
    expect(codeOf(() => parseFen((2n ** 64n).toString(), 'price'))).toEqual(refused('AMOUNT_OVERFLOW', 'price'));
    expect(codeOf(() => parseWhole(above, 'days'))).toEqual(refused('INVALID_ARGUMENT', 'days'));
    expect(codeOf(() => parseWhole('9'.repeat(1_000_000), 'days'))).toEqual(refused('INVALID_ARGUMENT', 'days'));
    expect(codeOf(() => fen(MAX_FEN + 1n)).code).toBe('AMOUNT_OVERFLOW');
    expect(parseQuantity('999999999999.9999999999', 'CPU')).toBe(MAX_QUANTITY);
    expect(codeOf(() => parseQuantity('1000000000000', 'CPU'))).toEqual(refused('INVALID_ARGUMENT', 'CPU'));
    expect(codeOf(() => parseQuantity('0.00000000001', 'CPU'))).toEqual(refused('INVALID_ARGUMENT', 'CPU'));
  });

  it('gives every quantity back as it was, as text and in a record', () => {
    const quantities = fc.bigInt({ min: 0n, max: MAX_QUANTITY });
    fc.assert(
      fc.property(quantities, (counts) => {
        const value = quantity(counts);
        const stored: unknown = JSON.parse(JSON.stringify(quantityToRecord(value)));
        return parseQuantity(formatQuantity(value), 'q') === value && quantityFromRecord(stored, 'q') === value;
      }),
    );
  });

  it('writes a quantity in one way only', () => {
    expect(formatQuantity(parseQuantity('7.500', 'q'))).toBe('7.5');
    expect(quantityToRecord(parseQuantity('4.0', 'q'))).toBe(4);
    expect(quantityToRecord(parseQuantity('0.152', 'q'))).toBe('0.152');
  });
});

describe('ids', () => {
  it.each([
    '',
    '/',
    'a/b',
    'a\u0000',
    '\u0000',
    '.a',
    '-a',
    '_a',
    'a b',
    'ａ',
    'a'.repeat(65),
    'a\n',
    'ä',
    'a\u{10ffff}',
  ])('%j is none', (text) => {
    expect(codeOf(() => parseId(text, 'quotaID'))).toEqual(refused('INVALID_ARGUMENT', 'quotaID'));
  });

  it.each(['0', 'a', '000001', '202202150002', 'a.b_c-d', 'a'.repeat(64)])('%j is one', (text) => {
    expect(parseId(text, 'id')).toBe(text);
  });

  it('an organization has exactly five digits, a user more', () => {
    for (const text of ['', '0001', '000001', '0000a', '００００１', '00001\n']) {
      expect(codeOf(() => parseOrgId(text, 'providerID'))).toEqual(refused('INVALID_ARGUMENT', 'providerID'));
    }
    for (const text of ['', '00002', '0000a001', 'x00002001', `00002${'0'.repeat(60)}`]) {
      expect(codeOf(() => parseUserId(text, 'userID'))).toEqual(refused('INVALID_ARGUMENT', 'userID'));
    }
    expect(orgOfUser(parseUserId('00002001', 'userID'))).toBe('00002');
  });

  it('a name is printable, normalized and has no stray spaces', () => {
    for (const text of [
      '',
      ' ',
      ' a',
      'a ',
      'a  b',
      'a\u0000',
      'a\u202eb',
      'a\ud800',
      'e\u0301',
      'x'.repeat(65),
      'a\tb',
    ]) {
      expect(codeOf(() => parseName(text, 'name'))).toEqual(refused('INVALID_ARGUMENT', 'name'));
    }
    for (const text of ['CNIC', '中国科技网', 'Élan Vital & Co.']) expect(parseName(text, 'name')).toBe(text);
  });
});

describe('errors on the wire', () => {
  it('come back with code and field', () => {
    const sent = new CloudfedError('INVALID_ARGUMENT', 'CPU: must be a decimal', 'CPU');
    expect(sent.toWire()).toBe('INVALID_ARGUMENT: CPU: must be a decimal');
    const read = parseWire(sent.toWire());
    expect([read?.code, read?.field, read?.message, read?.status]).toEqual([
      'INVALID_ARGUMENT',
      'CPU',
      'CPU: must be a decimal',
      400,
    ]);
  });

  it.each(['', 'x', 'INVALID_ARGUMENT', 'UNKNOWN_CODE: x', 'toString: x', '__PROTO__: x', 'invalid_argument: x'])(
    '%j is not one of ours',
    (text) => {
      expect(parseWire(text)).toBeUndefined();
    },
  );

  it('has a status and a title for every code', () => {
    for (const [code, { status, title }] of Object.entries(ERRORS)) {
      expect(code).toMatch(/^[A-Z][A-Z_]+$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe('');
    }
  });
});
