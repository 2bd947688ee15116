import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalBytes } from './canonical.js';

const texts = fc.array(fc.string({ unit: fc.constantFrom('0', '1', ':', ',', 'a'), maxLength: 6 }), { maxLength: 6 });

describe('the canonical form', () => {
  it('is netstrings', () => {
    expect(Buffer.from(canonicalBytes(['cheque', '', '12:3,'])).toString()).toBe('6:cheque,0:,5:12:3,,');
  });

  it('differs wherever the values differ', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(Buffer.from(canonicalBytes(one)).equals(canonicalBytes(other))).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['é', '\u0000', '１'])('refuses %j', (value) => {
    expect(() => canonicalBytes([value])).toThrow(RangeError);
  });
});
