import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Ordering } from './ordering.js';
import type { PendingEnvelope } from './validate.js';

const envelope = (size: number): PendingEnvelope =>
  ({ envelope: { bytes: Buffer.alloc(size) }, creatorVerified: true }) as unknown as PendingEnvelope;

const LIMITS = { maxMessages: 4, maxBytes: 1_000, timeoutMs: 40 };

/** An ordering that notes the sizes of its batches; each commit takes `commitMs`. */
function noting(commitMs = 1): { ordering: Ordering; batches: number[][] } {
  const batches: number[][] = [];
  const ordering = new Ordering(LIMITS, async (batch) => {
    batches.push(batch.map(({ envelope: { bytes } }) => bytes.length));
    await delay(commitMs);
  });
  return { ordering, batches };
}

describe('ordering', () => {
  it('cuts at once when nothing else is on its way', () => {
    const { ordering, batches } = noting();
    ordering.enqueue(envelope(1));
    expect(batches).toEqual([[1]]);
  });

  it('waits for what is on its way, but no longer than the timeout', async () => {
    const { ordering, batches } = noting();
    const over = ordering.announce();
    ordering.enqueue(envelope(1));
    ordering.enqueue(envelope(2));
    expect(batches).toEqual([]);
    over();
    expect(batches).toEqual([[1, 2]]);
    over();
    await delay(5);
    ordering.announce();
    ordering.enqueue(envelope(3));
    expect(batches).toHaveLength(1);
    await delay(LIMITS.timeoutMs + 20);
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('cuts when there are enough messages or bytes', async () => {
    const { ordering, batches } = noting();
    ordering.announce();
    for (let size = 1; size <= 4; size += 1) ordering.enqueue(envelope(size));
    expect(batches).toEqual([[1, 2, 3, 4]]);
    await delay(5);
    ordering.enqueue(envelope(600));
    ordering.enqueue(envelope(600));
    await delay(LIMITS.timeoutMs + 20);
    expect(batches.slice(1)).toEqual([[600], [600]]);
  });

  it('lets one that is larger than a batch have a batch of its own', async () => {
    const { ordering, batches } = noting();
    ordering.announce();
    for (const size of [1, 5_000, 2]) ordering.enqueue(envelope(size));
    await delay(LIMITS.timeoutMs + 30);
    expect(batches).toEqual([[1], [5_000], [2]]);
  });

  it('commits one batch at a time, in order, and makes the next of what came meanwhile', async () => {
    const { ordering, batches } = noting(20);
    for (const size of [1, 2, 3]) ordering.enqueue(envelope(size));
    expect(batches).toEqual([[1]]);
    await delay(60);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('commits what it has taken when it is closed, and takes nothing more', async () => {
    const { ordering, batches } = noting(5);
    ordering.announce();
    for (const size of [1, 2, 3, 4, 5, 6]) ordering.enqueue(envelope(size));
    await ordering.close();
    expect(batches.flat()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ordering.enqueue(envelope(7))).toBe(false);
  });

  it('takes nothing more after a commit has failed', async () => {
    const ordering = new Ordering(LIMITS, () => Promise.reject(new Error('disk full')));
    expect(ordering.enqueue(envelope(1))).toBe(true);
    await delay(1);
    expect(ordering.enqueue(envelope(2))).toBe(false);
    await ordering.close();
  });

  it('is full at some point', () => {
    const ordering = new Ordering(LIMITS, () => new Promise(() => undefined));
    let taken = 0;
    while (taken < 100_000 && ordering.enqueue(envelope(1))) taken += 1;
    expect(taken).toBeLessThan(100_000);
  });
});
