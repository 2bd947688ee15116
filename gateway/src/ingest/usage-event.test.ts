import { CloudfedError } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { UsageReportReader } from './usage-event.js';
import { cutByWindow, MAX_PARTS } from './usage-windows.js';

const NOW = 1_770_003_600;
const flat = {
  source: '/meters/7',
  id: 'a-1',
  instanceId: 'i1',
  meter: 'cpu',
  from: '2026-02-02T02:00:00Z',
  to: '2026-02-02T03:00:00Z',
  quantity: '2.50',
};
const { source, id, ...data } = flat;
const event = {
  specversion: '1.0',
  type: 'cloudfed.usage.v1',
  source,
  id,
  time: '2026-02-02T03:00:01Z',
  traceid: 'x',
  data,
};

function read(value: unknown): unknown {
  return new UsageReportReader(NOW).read(value);
}

function refusal(value: unknown): string {
  try {
    read(value);
  } catch (error) {
    if (!(error instanceof CloudfedError)) throw error;
    return `${error.code} ${error.field ?? ''}`;
  }
  return 'accepted';
}

describe('a report of usage', () => {
  const report = {
    source,
    id,
    instanceId: 'i1',
    consumerId: undefined,
    meter: 'cpu',
    from: 1_769_997_600,
    to: 1_770_001_200,
    quantity: '2.5',
  };

  it('is a CloudEvent, or a plain object with the same fields', () => {
    expect(read(flat)).toEqual(report);
    expect(read(event)).toEqual(report);
    expect(read({ ...event, datacontenttype: 'application/json' })).toEqual(report);
    expect(read({ ...flat, consumerId: '00002' })).toEqual({ ...report, consumerId: '00002' });
  });

  it('is refused, with the field, where it is not that', () => {
    for (const value of [null, 1, 'x', [], [flat]]) expect(refusal(value)).toBe('INVALID_ARGUMENT body');
    for (const name of Object.keys(flat)) {
      expect(refusal({ ...flat, [name]: undefined })).toBe(`INVALID_ARGUMENT ${name}`);
      expect(refusal({ ...flat, [name]: 7 })).toBe(`INVALID_ARGUMENT ${name}`);
    }
    expect(refusal({ ...flat, extra: 1 })).toBe('INVALID_ARGUMENT extra');
    expect(refusal({ ...event, data: { ...data, extra: 1 } })).toBe('INVALID_ARGUMENT extra');
    expect(refusal({ ...event, data: undefined })).toBe('INVALID_ARGUMENT data');
    expect(refusal({ ...event, specversion: '0.3' })).toBe('INVALID_ARGUMENT specversion');
    expect(refusal({ ...event, type: 'other' })).toBe('INVALID_ARGUMENT type');
    expect(refusal({ ...event, datacontenttype: 'text/csv' })).toBe('INVALID_ARGUMENT datacontenttype');
    expect(refusal({ ...event, 'Bad-Name': 1 })).toBe('INVALID_ARGUMENT Bad-Name');
    for (const wrong of ['', 'a b', 'é', 'x'.repeat(257)])
      expect(refusal({ ...flat, source: wrong })).toBe('INVALID_ARGUMENT source');
    for (const wrong of ['', ' ', 'a b', 'a\u0000', 'x'.repeat(129)])
      expect(refusal({ ...flat, id: wrong })).toBe('INVALID_ARGUMENT id');
    for (const wrong of ['-1', '1e3', '', '0x1', '1000000000000'])
      expect(refusal({ ...flat, quantity: wrong })).toBe('INVALID_ARGUMENT quantity');
    expect(refusal({ ...flat, consumerId: '2' })).toBe('INVALID_ARGUMENT consumerId');
  });

  it('covers whole seconds that have been', () => {
    expect(refusal({ ...flat, from: '2026-02-02T02:00:00.5Z' })).toBe('INVALID_ARGUMENT from');
    expect(refusal({ ...flat, to: flat.from })).toBe('INVALID_ARGUMENT to');
    expect(refusal({ ...flat, from: flat.to, to: flat.from })).toBe('TIME_ORDER to');
    expect(refusal({ ...flat, to: '2026-02-02T03:45:00Z' })).toBe('accepted');
    expect(refusal({ ...flat, to: '2026-02-02T03:45:01Z' })).toBe('FUTURE_USAGE to');
    expect(refusal({ ...flat, from: '2026-02-30T00:00:00Z' })).toBe('INVALID_ARGUMENT from');
  });

  it('of any shape is read or refused, never a fault', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            specversion: fc.constant('1.0'),
            type: fc.anything(),
            source: fc.anything(),
            id: fc.anything(),
            data: fc.anything(),
          }),
        ),
        (value) => {
          expect(refusal(value)).toMatch(/^(accepted|[A-Z_]+ [\x21-\x7e]+)$/u);
        },
      ),
    );
  });
});

describe('a report that spans windows', () => {
  it('is cut where they begin; a count belongs to its last second', () => {
    const cut = (meter: 'cpu' | 'requests') =>
      cutByWindow({ meter, from: 3_500, to: 10_900, quantity: '7' }, 3_600).map(({ from, to, quantity }) => [
        from,
        to,
        quantity,
      ]);
    expect(cut('cpu')).toEqual([
      [3_500, 3_600, '7'],
      [3_600, 7_200, '7'],
      [7_200, 10_800, '7'],
      [10_800, 10_900, '7'],
    ]);
    expect(cut('requests')).toEqual([
      [3_500, 3_600, '0'],
      [3_600, 7_200, '0'],
      [7_200, 10_800, '0'],
      [10_800, 10_900, '7'],
    ]);
  });

  it('covers the same time, whatever the windows', () => {
    const arbitrary = fc.tuple(
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 600, max: 86_400 }),
    );
    fc.assert(
      fc.property(arbitrary, ([from, seconds, windowSeconds]) => {
        const parts = cutByWindow({ meter: 'cpu', from, to: from + seconds, quantity: '1' }, windowSeconds);
        expect(parts[0]?.from).toBe(from);
        expect(parts.at(-1)?.to).toBe(from + seconds);
        for (const [at, part] of parts.entries()) {
          expect(part.from).toBe(at === 0 ? from : parts[at - 1]?.to);
          expect(part.window % windowSeconds).toBe(0);
          expect(part.from >= part.window && part.to <= part.window + windowSeconds && part.from < part.to).toBe(true);
        }
      }),
    );
  });

  it('is refused where they are too many', () => {
    const spans = (seconds: number): number =>
      cutByWindow({ meter: 'cpu', from: 0, to: seconds, quantity: '1' }, 60).length;
    expect(spans(60 * MAX_PARTS)).toBe(MAX_PARTS);
    expect(() => spans(60 * MAX_PARTS + 1)).toThrow('to: ');
  });
});
