import { describe, expect, it } from 'vitest';
import { BlockUpdates, conflictOf } from './conflicts.js';
import { RangeReads } from './protocol/range-reads.js';
import type { KeyRead, NamespaceSet, RangeRead } from './protocol/rwset.js';
import { LedgerState } from './state.js';

const write = (key: string, value = 'x') => ({ key, isDelete: false, value: Buffer.from(value) });
const remove = (key: string) => ({ key, isDelete: true, value: Buffer.alloc(0) });

function set(parts: Partial<NamespaceSet>): NamespaceSet {
  return { namespace: 'cc', reads: [], ranges: [], writes: [], hasUnsupported: false, ...parts };
}

/** A state of one block whose only transaction wrote the keys. */
function stateOf(keys: readonly string[]): LedgerState {
  const state = new LedgerState();
  state.applyBlock(0, [{ index: 0, sets: [{ namespace: 'cc', writes: keys.map((key) => write(key)) }] }]);
  return state;
}

const version = { block: 0, tx: 0 };

/** What a simulation records of a range of these keys. */
function rangeOf(keys: readonly string[], bounds: Partial<RangeRead> = {}): RangeRead {
  const reads = new RangeReads();
  for (const key of keys) reads.add({ key, version } satisfies KeyRead);
  return { startKey: 'k', endKey: 'l', exhausted: true, ...reads.finish(), ...bounds };
}

function after(...writes: readonly (ReturnType<typeof write> | ReturnType<typeof remove>)[]): BlockUpdates {
  const updates = new BlockUpdates();
  for (const entry of writes) updates.add([set({ writes: [entry] })]);
  return updates;
}

describe('reads of keys', () => {
  const state = stateOf(['k1']);

  it('hold while the version is the one read', () => {
    const sets = [set({ reads: [{ key: 'k1', version }] })];
    expect(conflictOf(sets, state, new BlockUpdates())).toBeUndefined();
  });

  it('conflict with another version, a missing key and a new key', () => {
    for (const read of [
      { key: 'k1', version: { block: 0, tx: 1 } },
      { key: 'k1', version: undefined },
      { key: 'k2', version },
    ]) {
      expect(conflictOf([set({ reads: [read] })], state, new BlockUpdates())).toBe('mvccReadConflict');
    }
  });

  it('tell a key that never existed from one written first of all', () => {
    expect(
      conflictOf([set({ reads: [{ key: 'k2', version: undefined }] })], state, new BlockUpdates()),
    ).toBeUndefined();
  });

  it('conflict with a write or a removal earlier in the block', () => {
    const sets = [set({ reads: [{ key: 'k1', version }] })];
    expect(conflictOf(sets, state, after(write('k1')))).toBe('mvccReadConflict');
    expect(conflictOf(sets, state, after(remove('k1')))).toBe('mvccReadConflict');
    expect(conflictOf(sets, state, after(write('k2')))).toBeUndefined();
  });
});

describe.each([
  ['few rows', ['k1', 'k3', 'k5']],
  ['rows kept as hashes', Array.from({ length: 130 }, (_, index) => `k${String(index + 100)}`)],
])('reads of a range of %s', (_name, keys) => {
  const state = stateOf([...keys, 'm1']);
  const sets = [set({ ranges: [rangeOf(keys)] })];

  it('hold while the rows are the same', () => {
    expect(conflictOf(sets, state, new BlockUpdates())).toBeUndefined();
    expect(conflictOf(sets, state, after(write('m1'), write('j'), write('l')))).toBeUndefined();
  });

  it('see what the block has added, changed or removed', () => {
    expect(conflictOf(sets, state, after(write('k2x')))).toBe('phantomReadConflict');
    expect(conflictOf(sets, state, after(write(keys[1] ?? '')))).toBe('phantomReadConflict');
    expect(conflictOf(sets, state, after(remove(keys[2] ?? '')))).toBe('phantomReadConflict');
  });

  it('do not mind a row that came and went in the block, nor the removal of none', () => {
    expect(conflictOf(sets, state, after(write('k2x'), remove('k2x')))).toBeUndefined();
    expect(conflictOf(sets, state, after(remove('k2y')))).toBeUndefined();
  });

  it('see what an earlier block has added', () => {
    expect(conflictOf(sets, stateOf([...keys, 'k4x']), new BlockUpdates())).toBe('phantomReadConflict');
    expect(conflictOf(sets, stateOf(keys.slice(1)), new BlockUpdates())).toBe('phantomReadConflict');
  });

  it('end at the last row seen when not exhausted, that row included', () => {
    const seen = keys.slice(0, 2);
    const partial = [set({ ranges: [rangeOf(seen, { exhausted: false, endKey: seen.at(-1) ?? '' })] })];
    expect(conflictOf(partial, state, new BlockUpdates())).toBeUndefined();
    expect(conflictOf(partial, state, after(write(`${seen.at(-1) ?? ''}x`)))).toBeUndefined();
    expect(conflictOf(partial, state, after(write(seen.at(-1) ?? '')))).toBe('phantomReadConflict');
  });
});

it('reports a stale key before a phantom, and a phantom before a stale key of a later namespace', () => {
  const state = stateOf(['k1']);
  const stale = { reads: [{ key: 'k1', version: undefined }] };
  const phantom = { ranges: [rangeOf([])] };
  const none = new BlockUpdates();
  expect(conflictOf([set({ ...stale, ...phantom })], state, none)).toBe('mvccReadConflict');
  expect(conflictOf([set(phantom), set({ namespace: 'other', ...stale })], state, none)).toBe('phantomReadConflict');
});
