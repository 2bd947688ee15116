import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { durationSeconds, ledgerTime, MAX_SECONDS, parseRfc3339, periodOf, toRfc3339 } from './time.js';

const moments = fc.record({
  seconds: fc.integer({ min: 0, max: MAX_SECONDS }),
  nanos: fc.integer({ min: 0, max: 999_999_999 }),
});

describe('ledger time', () => {
  it('is the calendar that the platform has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_SECONDS }), (seconds) => {
        expect(toRfc3339(ledgerTime(seconds))).toBe(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'));
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

  it.each([
    '',
    '2022-02-15',
    '2022-02-30T00:00:00Z',
    '2022-13-01T00:00:00Z',
    '2022-02-15T24:00:00Z',
    '2022-02-15T08:00:00+08:00',
    '2022-02-15t08:00:00z',
    '1969-12-31T23:59:59Z',
    '2022-02-15T08:00:00.1234567890Z',
    '２022-02-15T08:00:00Z',
  ])('%j is no moment', (text) => {
    expect(() => parseRfc3339(text, 'at')).toThrow(/^at: /);
  });

  it('counts months in Asia/Shanghai', () => {
    expect(periodOf(parseRfc3339('2022-01-31T15:59:59Z', 'at'))).toBe('2022-01');
    expect(periodOf(parseRfc3339('2022-01-31T16:00:00Z', 'at'))).toBe('2022-02');
  });

  it('a duration is the difference of seconds, and never negative', () => {
    expect(durationSeconds({ seconds: 10, nanos: 999_999_999 }, { seconds: 11, nanos: 0 })).toBe(1n);
    expect(() => durationSeconds(ledgerTime(11), ledgerTime(10))).toThrow(
      expect.objectContaining({ code: 'TIME_ORDER' }),
    );
  });
});
