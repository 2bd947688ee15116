import { argumentError, type Meter } from '@cloudfed/core';

/** Most windows that one report may span. */
export const MAX_PARTS = 200;

/** A part of a report that lies within one window. */
export interface UsagePart {
  /** The window's begin. */
  readonly window: number;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
}

/**
 * Cuts a report where windows begin. A level holds in every part; a count belongs to its last second, so the parts before
 * count nothing. What the parts cost is exactly what the whole would.
 *
 * @throws CloudfedError INVALID_ARGUMENT where it spans too many
 */
export function cutByWindow(
  report: Readonly<{ meter: Meter; from: number; to: number; quantity: string }>,
  windowSeconds: number,
): readonly UsagePart[] {
  const { meter, from, to, quantity } = report;
  const first = windowOf(from, windowSeconds);
  const last = windowOf(to - 1, windowSeconds);
  const count = (last - first) / windowSeconds + 1;
  if (count > MAX_PARTS) throw argumentError('to', `it spans more than ${MAX_PARTS} metering windows; cut it`);
  const isCounted = meter === 'requests' || meter === 'flowOutGb';
  return Array.from({ length: count }, (_, at): UsagePart => {
    const window = first + at * windowSeconds;
    return {
      window,
      from: Math.max(from, window),
      to: Math.min(to, window + windowSeconds),
      quantity: isCounted && window !== last ? '0' : quantity,
    };
  });
}

/** The begin of the window that a second lies in. */
export function windowOf(second: number, windowSeconds: number): number {
  return Math.floor(second / windowSeconds) * windowSeconds;
}
