import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LedgerState, type StateEntry, type StateSnapshot, type TransactionWrites } from './state.js';

const KEYS = ['', '\0a\0', '\0a\0b', 'a', 'b', 'b\uffff', 'b\u{10ffff}', 'c', '\ue000', '\u{1f600}'];
const NAMESPACES = ['cloudfed', 'other'];

const key = fc.constantFrom(...KEYS);
const namespace = fc.constantFrom(...NAMESPACES);
const write = fc.record({
  key,
  isDelete: fc.boolean(),
  value: fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)),
});
const transaction = fc.record({
  namespace,
  writes: fc.uniqueArray(write, { selector: (entry) => entry.key, maxLength: 4 }),
});
const block = fc.record({
  transactions: fc.array(transaction, { maxLength: 4 }),
  /** Invalid transactions leave holes in a block's indexes. */
  skip: fc.nat(3),
  snapshotAfter: fc.boolean(),
});

type Rows = readonly StateEntry[];

/** What a namespace holds, kept the plainest way. */
class Model {
  rows = new Map<string, Map<string, StateEntry>>();
  history = new Map<string, { readonly block: number; readonly tx: number }[]>();

  apply(number: number, transactions: readonly TransactionWrites[]): void {
    for (const { index, sets } of transactions) {
      for (const { namespace: name, writes } of sets) {
        const rows = this.rows.get(name) ?? new Map<string, StateEntry>();
        this.rows.set(name, rows);
        for (const entry of writes) {
          const version = { block: number, tx: index };
          const id = JSON.stringify([name, entry.key]);
          this.history.set(id, [version, ...(this.history.get(id) ?? [])]);
          if (entry.isDelete) rows.delete(entry.key);
          else rows.set(entry.key, { key: entry.key, value: Buffer.from(entry.value), version });
        }
      }
    }
  }

  /** Rows of a range in the order of their bytes. */
  range(name: string, start: string, end: string): Rows {
    const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
    return [...(this.rows.get(name)?.values() ?? [])]
      .filter((row) => bytes(row.key).compare(bytes(start)) >= 0)
      .filter((row) => end === '' || bytes(row.key).compare(bytes(end)) < 0)
      .sort((one, other) => bytes(one.key).compare(bytes(other.key)));
  }

  copy(): Model {
    const model = new Model();
    model.rows = new Map([...this.rows].map(([name, rows]) => [name, new Map(rows)]));
    return model;
  }
}

function listed(iterator: Iterator<StateEntry, undefined>): Rows {
  const rows: StateEntry[] = [];
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) rows.push(next.value);
  return rows;
}

function expectSame(snapshot: StateSnapshot, model: Model): void {
  for (const name of NAMESPACES) {
    for (const [start, end] of [
      ['', ''],
      ['a', ''],
      ['', 'b\u{10ffff}'],
      ['b', 'b\u{10ffff}'],
      ['c', 'a'],
    ] as const) {
      expect(listed(snapshot.range(name, start, end))).toEqual(model.range(name, start, end));
    }
    for (const id of KEYS) {
      const found = model.rows.get(name)?.get(id);
      expect(snapshot.get(name, id)).toEqual(found && { value: found.value, version: found.version });
    }
  }
}

describe('the state of a ledger channel', () => {
  it('is what a plain model says, at every height a snapshot was taken', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const state = new LedgerState();
        const model = new Model();
        const snapshots: { readonly snapshot: StateSnapshot; readonly at: Model }[] = [];
        for (const [number, { transactions, skip, snapshotAfter }] of blocks.entries()) {
          const applied = transactions.map((entry, index) => ({ index: index * (skip + 1), sets: [entry] }));
          state.applyBlock(number, applied);
          model.apply(number, applied);
          if (snapshotAfter) snapshots.push({ snapshot: state.openSnapshot(), at: model.copy() });
        }
        expectSame(state.openSnapshot(), model);
        for (const { snapshot, at } of snapshots) expectSame(snapshot, at);
        for (const name of NAMESPACES) {
          expect([...state.rangeVersions(name, '', '', false)]).toEqual(
            model.range(name, '', '').map((row) => ({ key: row.key, version: row.version })),
          );
          for (const id of KEYS) {
            expect(state.history(name, id)).toEqual(model.history.get(JSON.stringify([name, id])) ?? []);
            expect(state.version(name, id)).toEqual(model.rows.get(name)?.get(id)?.version);
          }
        }
      }),
    );
  });

  const put = (id: string, value: string) => ({ key: id, isDelete: false, value: Buffer.from(value) });
  const stateOf = (ids: readonly string[]): LedgerState => {
    const state = new LedgerState();
    state.applyBlock(0, [{ index: 0, sets: [{ namespace: 'cc', writes: ids.map((id) => put(id, id)) }] }]);
    return state;
  };

  it('gives a range that was begun before a block as it was', () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `k${String(index).padStart(4, '0')}`);
    const state = stateOf(ids);
    const range = state.openSnapshot().range('cc', '', '');
    expect(range.next().value?.key).toBe('k0000');
    const writes = [
      put('k0000a', 'new'),
      { key: 'k0500', isDelete: true, value: Buffer.alloc(0) },
      put('k0999', 'new'),
    ];
    state.applyBlock(1, [{ index: 0, sets: [{ namespace: 'cc', writes }] }]);
    const rest = listed(range);
    expect(rest.map((row) => row.key)).toEqual(ids.slice(1));
    expect(rest.at(-1)?.value.toString()).toBe('k0999');
    expect(state.get('cc', 'k0999')?.value.toString()).toBe('new');
  });

  it('ends a range of versions with its end key where that is included', () => {
    const state = stateOf(['a', 'b', 'b\u{10ffff}', 'b\uffff', 'c']);
    const keys = (includeEnd: boolean) =>
      [...state.rangeVersions('cc', 'a', 'b\u{10ffff}', includeEnd)].map((row) => row.key);
    expect(keys(false)).toEqual(['a', 'b', 'b\uffff']);
    expect(keys(true)).toEqual(['a', 'b', 'b\uffff', 'b\u{10ffff}']);
  });

  it('keeps any bytes, and hands out copies', () => {
    const state = new LedgerState();
    const value = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    state.applyBlock(0, [{ index: 0, sets: [{ namespace: 'cc', writes: [{ key: 'k', isDelete: false, value }] }] }]);
    const written = Buffer.from(value);
    value.fill(0);
    const first = state.get('cc', 'k');
    expect(first?.value).toEqual(written);
    first?.value.fill(0);
    expect(state.get('cc', 'k')?.value).toEqual(written);
  });

  it('takes only the next block', () => {
    const state = stateOf(['a']);
    expect(() => {
      state.applyBlock(0, []);
    }).toThrow(RangeError);
    expect(() => {
      state.applyBlock(2, []);
    }).toThrow(RangeError);
    expect(() => {
      state.applyBlock(1, [{ index: 65_536, sets: [] }]);
    }).toThrow(RangeError);
    expect(state.height).toBe(1);
  });

  it('lets nobody read a closed snapshot', () => {
    const snapshot = stateOf(['a']).openSnapshot();
    snapshot.close();
    snapshot.close();
    expect(() => snapshot.get('cc', 'a')).toThrow('closed');
  });
});
