import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  compareTimes,
  durationSeconds,
  type LedgerTime,
  ledgerTime,
  MAX_SECONDS,
  parseRfc3339,
  periodOf,
  toRfc3339,
} from './time.js';
import { refusalOf } from './testing/refusal.js';

const seconds = fc.oneof(fc.integer({ min: 0, max: MAX_SECONDS }), fc.integer({ min: 0, max: 3 }));
const nanos = fc.oneof(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 3 }));
const moments: fc.Arbitrary<LedgerTime> = fc.record({ seconds, nanos });

const asNanos = (time: LedgerTime): bigint => BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanos);

describe('ledger time', () => {
  it('is the calendar that the platform has', () => {
    fc.assert(
      fc.property(seconds, (second) => {
        expect(toRfc3339(ledgerTime(second))).toBe(new Date(second * 1000).toISOString().replace('.000Z', 'Z'));
      }),
    );
  });

  it('comes back from its text', () => {
    fc.assert(
      fc.property(moments, (time) => {
        expect(parseRfc3339(toRfc3339(time), 'at')).toEqual(time);
      }),
    );
  });

  it('is ordered as its nanoseconds are', () => {
    fc.assert(
      fc.property(moments, moments, (one, other) => {
        const difference = asNanos(one) - asNanos(other);
        const order = difference < 0n ? -1 : difference > 0n ? 1 : 0;
        expect(Math.sign(compareTimes(one, other))).toBe(order);
      }),
    );
  });

  it.each([
    [-1, 0],
    [MAX_SECONDS + 1, 0],
    [1.5, 0],
    [Number.NaN, 0],
    [Infinity, 0],
    [0, -1],
    [0, 1_000_000_000],
    [0, 0.5],
  ])('has no moment of %s s and %s ns', (second, nano) => {
    expect(() => ledgerTime(second, nano)).toThrow(RangeError);
  });

  it.each([
    '',
    'now',
    '2022-02-15',
    '2022-02-30T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2022-00-10T00:00:00Z',
    '2022-13-01T00:00:00Z',
    '2022-01-00T00:00:00Z',
    '2022-04-31T00:00:00Z',
    '2022-02-15T24:00:00Z',
    '2022-02-15T08:60:00Z',
    '2022-02-15T08:00:60Z',
    '2022-02-15T08:00:00',
    '2022-02-15T08:00:00+08:00',
    '2022-02-15T08:00:00+00:00',
    '2022-02-15 08:00:00Z',
    '2022-02-15t08:00:00z',
    '2022-2-15T08:00:00Z',
    ' 2022-02-15T08:00:00Z',
    '2022-02-15T08:00:00Z\n',
    '2022-02-15T08:00:00.Z',
    '2022-02-15T08:00:00.1234567890Z',
    '１022-02-15T08:00:00Z',
    '1969-12-31T23:59:59Z',
    '9999-12-31T16:00:00Z',
    '+10000-01-01T00:00:00Z',
    '1644883200',
    `2022-02-15T08:00:00.${'0'.repeat(1_000_000)}Z`,
  ])('%.40j is no moment', (text) => {
    expect(refusalOf(() => parseRfc3339(text, 'effectiveFrom'))).toBe('INVALID_ARGUMENT effectiveFrom');
  });

  it('knows leap years, the first second and the last', () => {
    expect(parseRfc3339('2024-02-29T00:00:00Z', 'at').seconds).toBe(1_709_164_800);
    expect(parseRfc3339('2000-02-29T00:00:00Z', 'at').seconds).toBe(951_782_400);
    expect(parseRfc3339('1970-01-01T00:00:00Z', 'at')).toEqual({ seconds: 0, nanos: 0 });
    expect(toRfc3339(ledgerTime(MAX_SECONDS, 999_999_999))).toBe('9999-12-31T15:59:59.999999999Z');
    expect(parseRfc3339('2022-02-15T08:00:00.5Z', 'at').nanos).toBe(500_000_000);
  });
});

describe('a period', () => {
  it.each([
    ['2022-01-31T15:59:59.999999999Z', '2022-01'],
    ['2022-01-31T16:00:00Z', '2022-02'],
    ['2022-12-31T16:00:00Z', '2023-01'],
    ['2024-02-29T15:59:59Z', '2024-02'],
    ['1970-01-01T00:00:00Z', '1970-01'],
    ['9999-12-31T15:59:59Z', '9999-12'],
  ])('%s lies in %s', (text, period) => {
    expect(periodOf(parseRfc3339(text, 'at'))).toBe(period);
  });

  it('is the month of eight hours later in UTC', () => {
    fc.assert(
      fc.property(seconds, (second) => {
        const shown = new Date((second + 8 * 3_600) * 1000).toISOString().slice(0, 7);
        expect(periodOf(ledgerTime(second))).toBe(shown);
        expect(shown).toHaveLength(7);
      }),
    );
  });
});

describe('a duration', () => {
  it('is the difference of seconds, and never negative', () => {
    fc.assert(
      fc.property(moments, moments, (begin, end) => {
        if (asNanos(end) < asNanos(begin)) {
          expect(refusalOf(() => durationSeconds(begin, end))).toBe('TIME_ORDER');
        } else {
          expect(durationSeconds(begin, end)).toBe(BigInt(end.seconds) - BigInt(begin.seconds));
        }
      }),
    );
  });

  it('adds up over any moments between', () => {
    fc.assert(
      fc.property(fc.array(moments, { minLength: 2, maxLength: 10 }), (all) => {
        const ordered = [...all].sort(compareTimes);
        const first = ordered[0] as LedgerTime;
        const last = ordered.at(-1) as LedgerTime;
        const parts = ordered.slice(1).map((end, at) => durationSeconds(ordered[at] as LedgerTime, end));
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(durationSeconds(first, last));
      }),
    );
  });

  it('counts no nanos, but an end within the second before its begin is none', () => {
    expect(durationSeconds(ledgerTime(10, 999_999_999), ledgerTime(11))).toBe(1n);
    expect(durationSeconds(ledgerTime(10), ledgerTime(10, 999_999_999))).toBe(0n);
    expect(durationSeconds(ledgerTime(10, 5), ledgerTime(10, 5))).toBe(0n);
    expect(refusalOf(() => durationSeconds(ledgerTime(10, 5), ledgerTime(10, 4)))).toBe('TIME_ORDER');
    expect(() => durationSeconds(ledgerTime(1), ledgerTime(0))).toThrow(
      'the end 1970-01-01T00:00:00Z is before the begin 1970-01-01T00:00:01Z',
    );
  });
});
