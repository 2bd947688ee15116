import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { canonicalJson } from './keyed-request.js';

describe('canonical JSON', () => {
  it('is the same text for one value however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const other = JSON.parse(JSON.stringify(reversed(value))) as unknown;
        const parsed = JSON.parse(JSON.stringify(value)) as unknown;
        expect(canonicalJson(other)).toBe(canonicalJson(parsed));
        expect(JSON.parse(canonicalJson(parsed))).toEqual(parsed);
      }),
    );
  });

  it('differs where the value differs', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        const [first, second] = [one, other].map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        fc.pre(JSON.stringify(first) !== JSON.stringify(second));
        if (canonicalJson(first) === canonicalJson(second)) expect(first).toEqual(second);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
