import { describe, expect, it } from 'vitest';

import { encodeKey, type KeyPath } from './keys.js';
import { LEDGER_SCAN_LIMIT, Store } from './store.js';
import { FakeStub, type VersionedValue } from './testing/fake-stub.js';

function stubOver(rows: Readonly<Record<string, string>> | Map<string, VersionedValue>): FakeStub {
  const version = { block: 1, tx: 0 };
  const state =
    rows instanceof Map
      ? rows
      : new Map(Object.entries(rows).map(([key, text]) => [key, { value: Buffer.from(text), version }]));
  return new FakeStub(state, {
    args: [],
    channelId: 'channel12',
    txId: 'tx',
    seconds: 0,
    creator: { mspid: 'Org1MSP', idBytes: Buffer.alloc(0) },
  });
}

const storeOver = (stub: FakeStub): Store => new Store(stub as unknown as ConstructorParameters<typeof Store>[0]);
const A: KeyPath = ['thing', 'a'];
const B: KeyPath = ['thing', 'b'];
const C: KeyPath = ['thing', 'c'];

describe('the store of one transaction', () => {
  it('sees its own writes, which the ledger does not', async () => {
    const stub = stubOver({ [encodeKey(A)]: 'old' });
    const store = storeOver(stub);
    expect(await store.get(A)).toBe('old');
    store.put(A, 'new');
    expect(await store.get(A)).toBe('new');
    store.delete(A);
    expect(await store.get(A)).toBeUndefined();
    expect(stub.writes.size).toBe(0);
    await store.flush();
    expect([...stub.writes]).toEqual([[encodeKey(A), undefined]]);
  });

  it('reads a key from the ledger once', async () => {
    const stub = stubOver({});
    let reads = 0;
    const getState = stub.getState.bind(stub);
    stub.getState = (key) => {
      reads += 1;
      return getState(key);
    };
    const store = storeOver(stub);
    await store.get(A);
    await store.nested().get(A);
    expect(reads).toBe(1);
  });

  it('keeps or drops what a nested store wrote as a whole', async () => {
    const store = storeOver(stubOver({}));
    store.put(A, '1');
    const dropped = store.nested();
    dropped.put(A, '2');
    dropped.put(B, '2');
    expect(await dropped.get(A)).toBe('2');
    const kept = store.nested();
    expect(await kept.get(A)).toBe('1');
    kept.put(B, '3');
    kept.keep();
    expect([await store.get(A), await store.get(B)]).toEqual(['1', '3']);
  });

  it('merges its own writes into a range, in key order', async () => {
    const store = storeOver(stubOver({ [encodeKey(A)]: 'a', [encodeKey(C)]: 'c', [encodeKey(['other', 'x'])]: 'x' }));
    store.put(B, 'b');
    store.delete(C);
    expect(await store.range(['thing'], 10)).toEqual({
      rows: [
        { attributes: ['a'], text: 'a' },
        { attributes: ['b'], text: 'b' },
      ],
      more: false,
    });
    expect(await store.range(['thing'], 1)).toMatchObject({ rows: [{ text: 'a' }], more: true });
  });

  it('says that there is more also where its own deletions hide rows', async () => {
    const store = storeOver(stubOver({ [encodeKey(A)]: 'a', [encodeKey(B)]: 'b', [encodeKey(C)]: 'c' }));
    store.delete(A);
    expect(await store.range(['thing'], 1)).toEqual({ rows: [{ attributes: ['b'], text: 'b' }], more: true });
    expect(await store.range(['thing'], 2)).toMatchObject({ more: false });
  });

  it('does not mix up a type with one that begins alike', async () => {
    const store = storeOver(stubOver({ [encodeKey(['thing', 'a'])]: '1', [encodeKey(['things', 'a'])]: '2' }));
    expect((await store.scan(['thing'])).map(({ text }) => text)).toEqual(['1']);
  });

  it('pages with a bookmark that is the next id', async () => {
    const store = storeOver(stubOver({ [encodeKey(A)]: 'a', [encodeKey(B)]: 'b', [encodeKey(C)]: 'c' }));
    const first = await store.page(['thing'], 2, []);
    expect(first).toMatchObject({ rows: [{ text: 'a' }, { text: 'b' }], bookmark: ['c'] });
    expect(await store.page(['thing'], 2, first.bookmark)).toMatchObject({ rows: [{ text: 'c' }], bookmark: [] });
  });

  it('fails rather than answer a part where the ledger cuts a read off', async () => {
    const version = { block: 1, tx: 0 };
    const state = new Map<string, VersionedValue>();
    for (let row = 0; row < LEDGER_SCAN_LIMIT; row += 1) {
      state.set(encodeKey(['thing', row.toString().padStart(6, '0')]), { value: Buffer.from('1'), version });
    }
    await expect(storeOver(stubOver(state)).scan(['thing'])).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    state.delete(encodeKey(['thing', '000000']));
    expect(await storeOver(stubOver(state)).scan(['thing'])).toHaveLength(LEDGER_SCAN_LIMIT - 1);
  });

  it('makes no key of an attribute with a separator in it', () => {
    expect(() => encodeKey(['thing', 'a\u0000b'])).toThrow('bad key attribute');
    expect(() => encodeKey(['thing', ''])).toThrow('bad key attribute');
  });
});
