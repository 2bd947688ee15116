import { type KeyRead, type KeyWrite, type RangeRead, type Version, encodeReadWriteSet } from '../protocol/rwset.js';
import { RangeReads } from '../protocol/range-reads.js';
import { EMPTY, WireWriter } from '../protocol/wire.js';

/** Results a chaincode gets in one answer. */
const BATCH_SIZE = 100;
/** Results an iterator gives at most, as a peer's `ledger.state.totalQueryLimit`. */
const TOTAL_QUERY_LIMIT = 100_000;
const MAX_OPEN_ITERATORS = 1_000;

export interface StoredValue {
  readonly value: Buffer;
  readonly version: Version;
}

export interface StoredEntry extends StoredValue {
  readonly key: string;
}

/** One height of a channel's state, as a simulation reads it. */
export interface StateReader {
  get(namespace: string, key: string): StoredValue | undefined;
  /** Entries from `startKey` on and before `endKey`, by UTF-8 order of their keys; an empty bound is open. */
  range(namespace: string, startKey: string, endKey: string): Iterator<StoredEntry, unknown>;
  /** Encoded `KeyModification`s of a key, newest first. */
  history(namespace: string, key: string): Iterator<Buffer, unknown>;
}

export interface Page {
  readonly size: number;
  readonly bookmark: string;
}

/** Something a chaincode asked for that Fabric refuses. The message goes to the chaincode. */
export class SimulationError extends Error {
  override readonly name = 'SimulationError';
}

interface OpenQuery {
  next(): Buffer | undefined;
  /** Key of the entry after the last one given, or none. */
  bookmark(): string;
  returned: number;
  pending: Buffer[];
}

interface RecordedRange {
  readonly startKey: string;
  endKey: string;
  exhausted: boolean;
  readonly reads: RangeReads;
}

/**
 * One transaction's run over a snapshot: answers reads from it, records them with their versions and keeps the writes
 * for the read/write set. A transaction never sees its own writes.
 */
export class Simulation {
  readonly #state: StateReader;
  readonly #namespace: string;
  readonly #txId: string;
  readonly #maxBytes: number;
  readonly #reads = new Map<string, KeyRead>();
  readonly #writes = new Map<string, KeyWrite>();
  readonly #ranges: RecordedRange[] = [];
  readonly #queries = new Map<string, OpenQuery>();
  #queryCount = 0;
  #writtenBytes = 0;
  #paginated = false;

  constructor(state: StateReader, options: Readonly<{ namespace: string; txId: string; maxBytes: number }>) {
    this.#state = state;
    this.#namespace = options.namespace;
    this.#txId = options.txId;
    this.#maxBytes = options.maxBytes;
  }

  getState(key: string): Buffer {
    const stored = this.#state.get(this.#namespace, key);
    this.#reads.set(key, { key, version: stored?.version });
    return stored?.value ?? EMPTY;
  }

  /** Keeps a write; no bytes delete the key, as in Fabric. */
  putState(key: string, value: Buffer): void {
    if (this.#paginated) {
      throw new SimulationError(
        `txid [${this.#txId}]: unsuppored transaction. Transaction has already performed a paginated query. Writes are not allowed`,
      );
    }
    this.#writtenBytes += key.length + value.length - (this.#writes.get(key)?.value.length ?? 0);
    if (this.#writtenBytes > this.#maxBytes) {
      throw new SimulationError(`transaction writes more than ${this.#maxBytes} bytes`);
    }
    this.#writes.set(key, { key, isDelete: value.length === 0, value: Buffer.from(value) });
  }

  /** Opens a range read and gives the first `QueryResponse`. */
  queryRange(startKey: string, endKey: string, page: Page | undefined): Buffer {
    if (page !== undefined && this.#writes.size > 0) {
      throw new SimulationError(
        `txid [${this.#txId}]: unsuppored transaction. Paginated queries are supported only in a read-only transaction`,
      );
    }
    if (page !== undefined) this.#paginated = true;
    const from = page === undefined || page.bookmark === '' ? startKey : page.bookmark;
    const query = this.#openRange(from, endKey);
    const limit = page !== undefined && page.size > 0 ? Math.min(page.size, TOTAL_QUERY_LIMIT) : TOTAL_QUERY_LIMIT;
    return this.#respond(this.#open(query), query, limit, page !== undefined);
  }

  /** Opens the history of a key and gives the first `QueryResponse`. */
  queryHistory(key: string): Buffer {
    const entries = this.#state.history(this.#namespace, key);
    const query: OpenQuery = {
      next: () => {
        const entry = entries.next();
        return entry.done === true ? undefined : entry.value;
      },
      bookmark: () => '',
      returned: 0,
      pending: [],
    };
    return this.#respond(this.#open(query), query, TOTAL_QUERY_LIMIT, false);
  }

  queryNext(id: string): Buffer {
    const query = this.#queries.get(id);
    if (query === undefined) throw new SimulationError('query iterator not found');
    return this.#respond(id, query, TOTAL_QUERY_LIMIT, false);
  }

  queryClose(id: string): Buffer {
    this.#queries.delete(id);
    return new WireWriter().string(3, id).finish();
  }

  /** The transaction's `TxReadWriteSet`. */
  results(): Buffer {
    this.#queries.clear();
    const ranges: RangeRead[] = [];
    const seen = new Set<string>();
    for (const { startKey, endKey, exhausted, reads } of this.#ranges) {
      const identity = JSON.stringify([startKey, endKey, exhausted]);
      if (seen.has(identity)) continue;
      seen.add(identity);
      ranges.push({ startKey, endKey, exhausted, ...reads.finish() });
    }
    return encodeReadWriteSet([
      {
        // A peer reads the chaincode's definition; here definitions are configuration, so the key is never there.
        namespace: '_lifecycle',
        reads: [{ key: `namespaces/fields/${this.#namespace}/Sequence`, version: undefined }],
        ranges: [],
        writes: [],
        hasUnsupported: false,
      },
      {
        namespace: this.#namespace,
        reads: sortedByKey(this.#reads),
        ranges,
        writes: sortedByKey(this.#writes),
        hasUnsupported: false,
      },
    ]);
  }

  #open(query: OpenQuery): string {
    if (this.#queries.size >= MAX_OPEN_ITERATORS) {
      throw new SimulationError(`more than ${MAX_OPEN_ITERATORS} iterators are open`);
    }
    this.#queryCount += 1;
    const id = String(this.#queryCount);
    this.#queries.set(id, query);
    return id;
  }

  #openRange(startKey: string, endKey: string): OpenQuery {
    const entries = this.#state.range(this.#namespace, startKey, endKey);
    const recorded: RecordedRange = { startKey, endKey: '', exhausted: false, reads: new RangeReads() };
    this.#ranges.push(recorded);
    return {
      next: () => {
        const entry = entries.next();
        if (entry.done === true) {
          recorded.exhausted = true;
          recorded.endKey = endKey;
          return undefined;
        }
        const { key, value, version } = entry.value;
        recorded.reads.add({ key, version });
        recorded.endKey = key;
        return new WireWriter(value.length + 256).string(1, this.#namespace).string(2, key).bytes(3, value).finish();
      },
      bookmark: () => {
        if (recorded.exhausted) return '';
        const entry = entries.next();
        return entry.done === true ? '' : entry.value.key;
      },
      returned: 0,
      pending: [],
    };
  }

  /** Fills one answer. One result is read ahead, so "has more" is never wrong. */
  #respond(id: string, query: OpenQuery, limit: number, paginated: boolean): Buffer {
    while (query.returned < limit) {
      const result = query.next();
      if (result === undefined) break;
      query.returned += 1;
      if (!paginated && query.pending.length === BATCH_SIZE) {
        const batch = query.pending;
        query.pending = [result];
        return encodeQueryResponse(batch, { id, hasMore: true });
      }
      query.pending.push(result);
    }
    this.#queries.delete(id);
    if (!paginated) return encodeQueryResponse(query.pending, { id, hasMore: false });
    const metadata = new WireWriter().uint(1, query.returned).string(2, query.bookmark()).finish();
    return encodeQueryResponse(query.pending, { id, hasMore: false, metadata });
  }
}

function encodeQueryResponse(
  results: readonly Buffer[],
  options: Readonly<{ id: string; hasMore: boolean; metadata?: Buffer }>,
): Buffer {
  const writer = new WireWriter(results.reduce((sum, result) => sum + result.length + 16, 256));
  for (const result of results) writer.element(1, new WireWriter(result.length + 8).bytes(1, result).finish());
  return writer.bool(2, options.hasMore).string(3, options.id).bytes(4, options.metadata).finish();
}

/** UTF-8 order of the keys: UTF-16 order would put a composite range's U+10FFFF before other keys. */
function sortedByKey<T extends { readonly key: string }>(entries: ReadonlyMap<string, T>): T[] {
  if (entries.size < 2) return [...entries.values()];
  return [...entries.values()]
    .map((entry) => ({ entry, bytes: Buffer.from(entry.key, 'utf8') }))
    .sort((left, right) => Buffer.compare(left.bytes, right.bytes))
    .map(({ entry }) => entry);
}
