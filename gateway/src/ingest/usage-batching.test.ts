import { inflateRawSync } from 'node:zlib';

import { decodeUsageBatch, METERS, type RecordId } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formBatch, packBatch, recordIdOf, type WaitingUsage } from './usage-batching.js';

const HOUR = 3_600;
const NONE = { sequence: 0, windowFrom: 0, windowTo: 0, lastInstance: '' };

let sequence = 0;
function row(instanceId: string, window: number, fields: Partial<WaitingUsage> = {}): WaitingUsage {
  sequence += 1;
  return {
    sequence,
    source: '/s',
    id: `r${sequence}`,
    part: 0,
    parts: 1,
    instanceId: instanceId as RecordId,
    meter: 'cpu',
    window: window * HOUR,
    from: window * HOUR,
    to: window * HOUR + HOUR,
    quantity: '1',
    received: 0,
    ...fields,
  };
}
const options = { head: NONE, windowSeconds: HOUR, maxRecords: 3, more: false, receivedBy: 0 };
const shape = (formed: ReturnType<typeof formBatch>) => ({
  late: formed.late.map(({ instanceId }) => instanceId),
  cuts: formed.cuts.map(({ at }) => at),
  batch: formed.batch && [
    formed.batch.windowFrom / HOUR,
    formed.batch.windowTo / HOUR,
    formed.batch.rows.map(({ instanceId }) => instanceId).join(''),
  ],
});

describe('the next batch of a lane', () => {
  it('takes the windows that fit', () => {
    expect(shape(formBatch([row('a', 1), row('b', 1), row('a', 4)], options)).batch).toEqual([1, 5, 'aba']);
    expect(shape(formBatch([row('a', 1), row('b', 1), row('a', 2), row('b', 2)], options)).batch).toEqual([1, 2, 'ab']);
    expect(shape(formBatch([], options)).batch).toBeUndefined();
  });

  it('waits for the others of a window whose first record has only come, and for what is behind it', () => {
    const fresh = { received: 1 };
    const [known, first, other, behind] = [row('a', 1), row('a', 2, fresh), row('b', 2, fresh), row('a', 3)];
    expect(shape(formBatch([known, first, other, behind], options)).batch).toEqual([1, 2, 'a']);
    expect(formBatch([first, other, behind], options)).toMatchObject({ batch: undefined, waitedSince: 1 });
    expect(shape(formBatch([first, other, behind], { ...options, receivedBy: 1 })).batch).toEqual([2, 4, 'aba']);
    // One that came long ago is enough: the others had their time.
    expect(shape(formBatch([row('c', 2), first], options)).batch).toEqual([2, 3, 'ca']);
    // Late ones wait for nobody, nor does anybody for them.
    const head = { sequence: 1, windowFrom: HOUR, windowTo: 3 * HOUR, lastInstance: 'z' };
    expect(shape(formBatch([first, behind], { ...options, head }))).toMatchObject({ late: ['a'], batch: [3, 4, 'a'] });
  });

  it('covers no longer than a batch may', () => {
    const far = row('a', 24 * 400);
    expect(shape(formBatch([row('a', 0), far], options)).batch).toEqual([0, 1, 'a']);
    expect(shape(formBatch([row('a', 1), far], options)).batch).toEqual([1, 24 * 400 + 1, 'aa']);
  });

  it('leaves a window whose rows are not all known to the next', () => {
    expect(shape(formBatch([row('a', 1), row('a', 2)], { ...options, more: true })).batch).toEqual([1, 2, 'a']);
  });

  it('cuts a window that is too large between instances, and goes on with it', () => {
    const rows = ['a', 'b', 'b', 'c', 'c'].map((id, at) => row(id, 1, { meter: METERS[at % 4] ?? 'cpu' }));
    expect(shape(formBatch(rows, options)).batch).toEqual([1, 2, 'abb']);
    const head = { sequence: 1, windowFrom: HOUR, windowTo: 2 * HOUR, lastInstance: 'b' };
    expect(shape(formBatch(rows.slice(3), { ...options, head })).batch).toEqual([1, 2, 'cc']);
    const many = Array.from({ length: 5 }, (_, at) => row('a', 1, { from: HOUR + at, to: HOUR + at + 1 }));
    expect(shape(formBatch(many, options)).batch).toEqual([1, 2, 'aaa']);
  });

  it('is not for what the lane is metered beyond', () => {
    const head = { sequence: 1, windowFrom: HOUR, windowTo: 2 * HOUR, lastInstance: 'm' };
    const rows = [row('z', 0), row('a', 1), row('z', 1), row('a', 2)];
    expect(shape(formBatch(rows, { ...options, head }))).toEqual({ late: ['z', 'a'], cuts: [], batch: [1, 2, 'z'] });
  });

  it('needs what the lane’s end lies within to be cut', () => {
    const head = { sequence: 1, windowFrom: 1.5 * HOUR, windowTo: 2.5 * HOUR, lastInstance: 'm' };
    const rows = [row('a', 2), row('z', 2), row('z', 1), row('a', 1)];
    expect(shape(formBatch(rows, { ...options, head }))).toEqual({
      late: ['a'],
      cuts: [2.5 * HOUR, 2.5 * HOUR, 1.5 * HOUR],
      batch: undefined,
    });
  });

  it('takes everything, in the end, once', () => {
    const instance = fc.constantFrom('a', 'b', 'c', 'd').map((id) => id as RecordId);
    const cell = fc.tuple(instance, fc.integer({ min: 0, max: 5 }), fc.constantFrom(...METERS));
    const cells = fc.uniqueArray(cell, { selector: (one) => one.join(' '), maxLength: 40 });
    fc.assert(
      fc.property(cells, fc.integer({ min: 4, max: 9 }), (all, maxRecords) => {
        let waiting = all
          .map(([instanceId, window, meter]) => row(instanceId, window, { meter }))
          .sort((one, other) => one.window - other.window || (one.instanceId < other.instanceId ? -1 : 1));
        let head: typeof NONE = NONE;
        const recorded = new Set<number>();
        while (waiting.length > 0) {
          const read = waiting.slice(0, maxRecords + 1);
          const formed = formBatch(read, { ...options, head, maxRecords, more: read.length > maxRecords });
          expect([formed.late, formed.cuts]).toEqual([[], []]);
          const { windowFrom, windowTo, rows = [] } = formed.batch ?? {};
          expect(rows.length).toBeGreaterThan(0);
          expect(rows.length).toBeLessThanOrEqual(maxRecords);
          // What the ledger demands of a batch.
          const goesOn = windowFrom === head.windowFrom && windowTo === head.windowTo;
          expect(goesOn || (windowFrom ?? 0) >= head.windowTo).toBe(true);
          for (const one of rows) {
            expect(recorded.has(one.sequence)).toBe(false);
            expect(one.from >= (windowFrom ?? 0) && one.to <= (windowTo ?? 0)).toBe(true);
            if (goesOn) expect(one.instanceId > head.lastInstance).toBe(true);
            recorded.add(one.sequence);
          }
          const ids = rows.map(({ instanceId }) => instanceId).sort();
          head = {
            sequence: head.sequence + 1,
            windowFrom: windowFrom ?? 0,
            windowTo: windowTo ?? 0,
            lastInstance: ids.at(-1) ?? '',
          };
          waiting = waiting.filter((one) => !recorded.has(one.sequence));
        }
        expect(recorded.size).toBe(all.length);
      }),
    );
  });
});

describe('a packed batch', () => {
  it('has its rows in the order of its records, each with an id of its own', () => {
    const rows = [
      row('b', 1, { id: 'same' }),
      row('a', 1, { id: 'same', source: '/other' }),
      row('a', 1, { id: 'evt/1', meter: 'ramGb' }),
      row('a', 1, { id: 'long', part: 1, parts: 3, meter: 'diskGb' }),
    ];
    const packed = packBatch({ windowFrom: HOUR, windowTo: 2 * HOUR, rows }, '03', 7);
    const batch = decodeUsageBatch(inflateRawSync(Buffer.from(packed.argument, 'base64')), 'batch');
    expect(batch).toMatchObject({ lane: '03', sequence: 7, windowFrom: HOUR, windowTo: 2 * HOUR });
    expect(batch.records.map(({ id }) => id)).toEqual(packed.rows.map(({ recordId }) => recordId));
    expect(batch.records.map(({ instanceId }) => instanceId)).toEqual(
      packed.rows.map(({ row: { instanceId } }) => instanceId),
    );
    expect(new Set(batch.records.map(({ id }) => id)).size).toBe(4);
    expect(batch.records.map(({ id }) => id)).toContain('long.p2');
  });

  it('keeps an id that the ledger can take, and makes one of any other', () => {
    expect(recordIdOf(row('a', 1, { id: 'A-1.b_c' }))).toBe('A-1.b_c');
    const made = ['evt/1', '.a', 'é', 'x'.repeat(59)].map((id) => recordIdOf(row('a', 1, { id })));
    for (const one of made) expect(one).toMatch(/^x-[0-9a-f]{40}$/u);
    expect(recordIdOf(row('a', 1, { id: 'x'.repeat(58), part: 199, parts: 200 }))).toHaveLength(63);
  });
});
