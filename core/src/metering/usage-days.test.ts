import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RecordId, UserId } from '../ids.js';
import { parseQuantity } from '../quantity.js';
import { histories, LAST, smallQuantities } from '../testing/arbitraries.js';
import { daySpan, parseRfc3339 } from '../time.js';
import { addExact } from './rating.js';
import { daysOf } from './usage-days.js';
import { UsageTimeline } from './usage-rating.js';
import { isCountMeter, METERS, type UsageRecord } from './usage-record.js';

const INSTANCE = { userId: '00002001' as UserId, type: 'OSS', networkType: 'public' } as const;
const at = (text: string): number => parseRfc3339(text, 'time').seconds;
const record = (fields: Partial<UsageRecord>): UsageRecord => ({
  id: 'r' as RecordId,
  instanceId: 'i' as RecordId,
  meter: 'cpu',
  from: 0,
  to: 1,
  quantity: parseQuantity('2', 'quantity'),
  ...fields,
});

describe('usage by day', () => {
  it('adds up to what its record is rated at, with every second in its day once', () => {
    const spans = fc.tuple(fc.nat({ max: LAST - 1 }), fc.integer({ min: 1, max: 400_000 }));
    fc.assert(
      fc.property(
        histories(),
        spans,
        fc.constantFrom(...METERS),
        smallQuantities,
        (versions, span, meter, quantity) => {
          const [from, to] = [span[0], Math.min(span[0] + span[1], LAST)];
          const one = record({ meter, from, to, quantity });
          const parts = new UsageTimeline(versions, from, to).rate(one, INSTANCE);
          for (const part of parts) {
            const days = daysOf(one, INSTANCE, part);
            expect(addExact(...days.map(({ exactAmount }) => exactAmount))).toBe(part.exactAmount);
            const consumed = days.reduce((sum, day) => sum + day.consumed, 0n);
            expect(consumed).toBe(isCountMeter(meter) ? quantity : quantity * BigInt(part.to - part.from));
            expect(days.length).toBeLessThanOrEqual(2);
            for (const [index, day] of days.entries()) {
              expect(day.exactAmount).toBe(day.consumed * day.price * (isCountMeter(meter) ? 86_400n : 1n));
              expect(day.priceVersion).toBe(part.priceVersion);
              if (part.to - part.from <= 86_400) expect(daySpan(day.from)).toEqual({ from: day.from, to: day.to });
              expect(day.from).toBeGreaterThan(days[index - 1]?.from ?? -1);
            }
          }
        },
      ),
    );
  });

  it('begins at midnight in Asia/Shanghai', () => {
    const [from, to] = [at('2026-01-31T15:00:00Z'), at('2026-01-31T18:00:00Z')];
    const one = record({ from, to });
    const parts = [{ period: '2026-01', exactAmount: 0n as never, from, to, priceVersion: 3, price: 10n as never }];
    expect(parts.flatMap((part) => daysOf(one, INSTANCE, part, '2026-02'))).toMatchObject([
      {
        period: '2026-02',
        from: at('2026-01-30T16:00:00Z'),
        to: at('2026-01-31T16:00:00Z'),
        consumed: 72n * 10n ** 12n,
      },
      {
        period: '2026-02',
        from: at('2026-01-31T16:00:00Z'),
        to: at('2026-02-01T16:00:00Z'),
        consumed: 144n * 10n ** 12n,
      },
    ]);
    expect(daySpan(0)).toEqual({ from: 0, to: 57_600 });
  });

  it('is of a count the day of its last second', () => {
    const [from, to] = [at('2026-01-30T15:00:00Z'), at('2026-01-31T16:00:00Z')];
    const part = { period: '2026-01', exactAmount: 0n as never, from, to, priceVersion: 3, price: 10n as never };
    expect(daysOf(record({ meter: 'requests', from, to }), INSTANCE, part)).toMatchObject([
      { from: at('2026-01-30T16:00:00Z'), to, consumed: 2n * 10n ** 10n },
    ]);
  });
});
