import { describe, expect, it } from 'vitest';

import { parseRemark } from './remark.js';
import { refusalOf } from './testing/refusal.js';

describe('a remark', () => {
  it.each(['no', '账单与用量不符：请核对 2 月。', 'first line\nsecond line', 'x'.repeat(500)])('is %s', (text) => {
    expect(parseRemark(text, 'text')).toBe(text);
  });

  it.each(['', ' ', ' a', 'a\n', 'a\u0000b', 'a\tb', 'a\u202Eb', 'a\u200Bb', 'e\u0301', 'x'.repeat(501)])(
    'is not %j',
    (text) => {
      expect(refusalOf(() => parseRemark(text, 'text'))).toBe('INVALID_ARGUMENT text');
    },
  );
});
