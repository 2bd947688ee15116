import { CloudfedError } from '@cloudfed/core';
import type { ChaincodeStub } from 'fabric-shim-api';

import { attributesAfter, encodeKey, type KeyPath } from './keys.js';

/** A peer cuts every range read off here without a word, so a read that gets this far has not seen everything. */
export const LEDGER_SCAN_LIMIT = 100_000;

const SCAN_LIMIT_REACHED = `a read reached the ledger's limit of ${LEDGER_SCAN_LIMIT} rows`;

/** A row of a range: the key's attributes after the range's prefix, and the value's text. */
export interface Row {
  readonly attributes: readonly string[];
  readonly text: string;
}

export interface Page {
  readonly rows: readonly Row[];
  /** Where the next page begins; empty at the end. */
  readonly bookmark: readonly string[];
}

/** The ledger calls that the store needs; the shim's stub has them. */
export type LedgerStub = Pick<
  ChaincodeStub,
  | 'getState'
  | 'putState'
  | 'deleteState'
  | 'getStateByPartialCompositeKey'
  | 'getStateByPartialCompositeKeyWithPagination'
>;

/**
 * The state as one transaction sees it: reads are cached, writes are kept and put to the ledger in order at the end.
 * Fabric's own reads never see the transaction's writes; these do. A nested store can be kept or dropped as a whole.
 */
export class Store {
  readonly #stub: LedgerStub;
  readonly #parent: Store | undefined;
  readonly #reads: Map<string, string | undefined>;
  readonly #writes = new Map<string, string | Uint8Array | undefined>();

  constructor(stub: LedgerStub, parent?: Store) {
    this.#stub = stub;
    this.#parent = parent;
    this.#reads = parent === undefined ? new Map<string, string | undefined>() : parent.#reads;
  }

  /** The value's text, or undefined where there is none. */
  async get(path: KeyPath): Promise<string | undefined> {
    const key = encodeKey(path);
    const own = this.#written(key);
    if (own !== undefined) return textOf(own.value);
    if (this.#reads.has(key)) return this.#reads.get(key);
    const bytes = await this.#stub.getState(key);
    const text = bytes.length === 0 ? undefined : decode(bytes);
    this.#reads.set(key, text);
    return text;
  }

  /** The value's bytes, of a row that is no text; not kept for a second reading. */
  async getBytes(path: KeyPath): Promise<Uint8Array | undefined> {
    const key = encodeKey(path);
    const own = this.#written(key);
    if (own !== undefined) return typeof own.value === 'string' ? Buffer.from(own.value) : own.value;
    const bytes = await this.#stub.getState(key);
    return bytes.length === 0 ? undefined : bytes;
  }

  /** What this transaction itself has written under the key, without a look at the ledger. */
  getOwn(path: KeyPath): string | undefined {
    return textOf(this.#written(encodeKey(path))?.value);
  }

  /** @param value a text, or the bytes of a row that is none */
  put(path: KeyPath, value: string | Uint8Array): void {
    if (value.length === 0) throw new Error('an empty value would read as missing');
    this.#writes.set(encodeKey(path), value);
  }

  delete(path: KeyPath): void {
    this.#writes.set(encodeKey(path), undefined);
  }

  /** A store over this one, whose writes reach it only by `keep`. */
  nested(): Store {
    return new Store(this.#stub, this);
  }

  /** Hands a nested store's writes to its parent. */
  keep(): void {
    if (this.#parent === undefined) throw new Error('only a nested store can be kept');
    for (const [key, value] of this.#writes) this.#parent.#writes.set(key, value);
    this.#writes.clear();
  }

  /** Forgets every write. */
  discard(): void {
    this.#writes.clear();
  }

  /** Puts the writes to the ledger, in the order of their first writing. One message is under way at a time anyway. */
  async flush(): Promise<void> {
    if (this.#parent !== undefined) throw new Error('a nested store cannot be flushed');
    for (const [key, value] of this.#writes) {
      if (value === undefined) await this.#stub.deleteState(key);
      else await this.#stub.putState(key, typeof value === 'string' ? Buffer.from(value) : value);
    }
    this.#writes.clear();
  }

  /**
   * At most `limit` rows under a prefix, in key order, with this transaction's own writes. `more` says that there are
   * others. The range joins the read set: a transaction that adds to it at the same time makes one of the two fail.
   */
  async range(prefix: KeyPath, limit: number): Promise<{ rows: Row[]; more: boolean }> {
    const own = this.#writtenUnder(encodeKey(prefix));
    const found = new Map<string, string>();
    const enough = limit + own.size;
    const [type, ...attributes] = prefix;
    for await (const { key, value } of this.#stub.getStateByPartialCompositeKey(type, attributes)) {
      found.set(key, decode(value));
      if (found.size > enough) break;
      if (found.size >= LEDGER_SCAN_LIMIT) throw new CloudfedError('LIMIT_EXCEEDED', SCAN_LIMIT_REACHED);
    }
    for (const [key, text] of own) {
      if (text === undefined) found.delete(key);
      else found.set(key, text);
    }
    const keys = [...found.keys()].sort();
    const rows = keys.slice(0, limit).map((key) => row(prefix, key, found.get(key) ?? ''));
    return { rows, more: keys.length > limit };
  }

  /** All rows under a prefix. Fails with LIMIT_EXCEEDED rather than pass off a part as the whole. */
  async scan(prefix: KeyPath): Promise<Row[]> {
    return (await this.range(prefix, LEDGER_SCAN_LIMIT)).rows;
  }

  /**
   * One page of the rows under a prefix. The bookmark is the attributes, after the prefix, of the next page's first row.
   * Only for transactions that write nothing: the ledger refuses pages in others.
   */
  async page(prefix: KeyPath, size: number, bookmark: readonly string[]): Promise<Page> {
    const [type, ...attributes] = prefix;
    const start = bookmark.length === 0 ? '' : encodeKey([...prefix, ...bookmark]);
    const { iterator, metadata } = await this.#stub.getStateByPartialCompositeKeyWithPagination(
      type,
      attributes,
      size,
      start,
    );
    const rows: Row[] = [];
    for (let item = await iterator.next(); !item.done; item = await iterator.next()) {
      rows.push(row(prefix, item.value.key, decode(item.value.value)));
    }
    await iterator.close();
    // The shim leaves the metadata out where they are empty on the wire, whatever its types say.
    const next = (metadata as typeof metadata | undefined)?.bookmark ?? '';
    return { rows, bookmark: next === '' ? [] : (attributesAfter(prefix, next) ?? []) };
  }

  #written(key: string): { readonly value: string | Uint8Array | undefined } | undefined {
    if (this.#writes.has(key)) return { value: this.#writes.get(key) };
    return this.#parent === undefined ? undefined : this.#parent.#written(key);
  }

  #writtenUnder(start: string): Map<string, string | undefined> {
    const under =
      this.#parent === undefined ? new Map<string, string | undefined>() : this.#parent.#writtenUnder(start);
    for (const [key, value] of this.#writes) if (key.startsWith(start)) under.set(key, textOf(value));
    return under;
  }
}

function row(prefix: KeyPath, key: string, text: string): Row {
  const attributes = attributesAfter(prefix, key);
  if (attributes === undefined) throw new Error(`a range over ${prefix[0]} answered a foreign key`);
  return { attributes, text };
}

function textOf(value: string | Uint8Array | undefined): string | undefined {
  return value instanceof Uint8Array ? decode(value) : value;
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
