import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { orgOfUser, parseId, parseName, parseOrgId, parseUserId } from './ids.js';
import { refusalOf } from './testing/refusal.js';

const NEVER_AN_ID = [
  '',
  '/',
  'a/b',
  '../a',
  'a\\b',
  'a\u0000',
  '\u0000',
  '\u0000a\u0000',
  '.a',
  '-a',
  '_a',
  ' a',
  'a ',
  'a b',
  'a\n',
  'a\r\n',
  'ａ',
  '１',
  'ä',
  'a\u{10ffff}',
  'a\ud800',
  'a:b',
  'a%00',
  'a'.repeat(65),
  'a'.repeat(1_000_000),
];

describe('an id', () => {
  it.each(NEVER_AN_ID)('is not %.40j', (text) => {
    expect(refusalOf(() => parseId(text, 'quotaID'))).toBe('INVALID_ARGUMENT quotaID');
    expect(refusalOf(() => parseOrgId(text, 'providerID'))).toBe('INVALID_ARGUMENT providerID');
    expect(refusalOf(() => parseUserId(text, 'userID'))).toBe('INVALID_ARGUMENT userID');
  });

  it.each(['0', 'a', '000001', '202202150002', 'a.b_c-d', 'Z..', 'a'.repeat(64)])('is %.70j', (text) => {
    expect(parseId(text, 'id')).toBe(text);
  });

  it('is any text of the permitted characters, and no other text', () => {
    const inner = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-';
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (text) => {
        const characters = Array.from(text);
        const permitted =
          characters.length >= 1 &&
          characters.length <= 64 &&
          characters.every((character) => inner.includes(character)) &&
          !'._-'.includes(characters[0] ?? '');
        expect(refusalOf(() => parseId(text, 'id'))).toBe(permitted ? 'accepted' : 'INVALID_ARGUMENT id');
      }),
    );
  });
});

describe('an organization’s id', () => {
  it.each(['0001', '000001', '0000a', '００００１', '٠٠٠٠١', '00001\n', ' 00001', '-0001', '1e003'])(
    'is not %j',
    (text) => {
      expect(refusalOf(() => parseOrgId(text, 'providerID'))).toBe('INVALID_ARGUMENT providerID');
    },
  );

  it('is exactly five digits', () => {
    for (const text of ['00001', '99999', '00000']) expect(parseOrgId(text, 'providerID')).toBe(text);
  });
});

describe('a user’s id', () => {
  it.each(['00002', '0000a001', 'x00002001', '０0002001', `00002${'0'.repeat(60)}`])('is not %.70j', (text) => {
    expect(refusalOf(() => parseUserId(text, 'userID'))).toBe('INVALID_ARGUMENT userID');
  });

  it.each(['00002001', '00002a', '00002.a-b_c', `00002${'0'.repeat(59)}`])(
    'is %.70j, of organization 00002',
    (text) => {
      expect(orgOfUser(parseUserId(text, 'userID'))).toBe('00002');
    },
  );
});

describe('a name', () => {
  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['a leading space', ' a'],
    ['a trailing space', 'a '],
    ['a double space', 'a  b'],
    ['a tab', 'a\tb'],
    ['a line end', 'a\n'],
    ['NUL', 'a\u0000'],
    ['a no-break space', 'a\u00a0b'],
    ['a wide space', 'a\u3000b'],
    ['a text direction', 'a\u202eb'],
    ['a zero-width space', 'a\u200bb'],
    ['a zero-width joiner', 'a\u200db'],
    ['a soft hyphen', 'a\u00adb'],
    ['a byte order mark', '\ufeffa'],
    ['an invisible letter', 'a\u3164'],
    ['an invisible jamo', '\u115f'],
    ['an empty braille cell', '\u2800'],
    ['a variation selector', 'a\ufe0f'],
    ['half a surrogate pair', 'a\ud800'],
    ['a private character', '\ue000'],
    ['a letter that is not composed', 'e\u0301'],
    ['65 characters', 'x'.repeat(65)],
    ['a million characters', 'x'.repeat(1_000_000)],
  ])('is not %s', (_, text) => {
    expect(refusalOf(() => parseName(text, 'name'))).toBe('INVALID_ARGUMENT name');
  });

  it.each(['CNIC', 'CNNIC', '中国科技网', 'Élan Vital & Co.', 'ECS', 'a', 'x'.repeat(64)])('is %j', (text) => {
    expect(parseName(text, 'name')).toBe(text);
  });
});
