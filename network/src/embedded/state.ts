import type { VersionedKey, VersionedState } from './conflicts.js';
import { OrderedTable, type TableView, compareKeys } from './ordered-table.js';
import type { KeyWrite, Version } from './protocol/rwset.js';

/** What a key holds and who wrote it. */
export interface StateValue {
  readonly value: Buffer;
  readonly version: Version;
}

export interface StateEntry extends StateValue {
  readonly key: string;
}

/** The writes of one valid transaction of a block. */
export interface TransactionWrites {
  /** Index in its block. */
  readonly index: number;
  readonly sets: readonly { readonly namespace: string; readonly writes: readonly KeyWrite[] }[];
}

/** The state as one block left it, however many blocks come while it is open. */
export interface StateSnapshot {
  /** Number of blocks whose writes it holds. */
  readonly height: number;
  /** The value is a copy, the caller's own. */
  get(namespace: string, key: string): StateValue | undefined;
  /** Entries from `startKey` on and before `endKey` by UTF-8 order; an empty bound is open. */
  range(namespace: string, startKey: string, endKey: string): Iterator<StateEntry, undefined>;
  /** Lets go of what the state has overwritten since; reading after that throws. */
  close(): void;
}

/** Packs (block, tx) into one exact number. */
const TX_LIMIT = 65_536;

/** A key as it is kept. Never changed, as snapshots share it; only `earlier` grows, which its readers cut by height. */
interface Row {
  readonly key: string;
  /** The value's bytes, a character each: a fifth of the memory overhead a Buffer has. */
  readonly bytes: string;
  readonly block: number;
  readonly tx: number;
  /** Packed versions before this one, oldest first. */
  readonly earlier: number[] | undefined;
}

interface Namespace {
  readonly rows: OrderedTable<Row>;
  /** Packed versions of keys that are deleted now, oldest first. */
  readonly gone: Map<string, number[]>;
}

/** World state of one ledger channel, in memory; it is what the blocks say and is made again from them. */
export class LedgerState implements VersionedState {
  readonly #namespaces = new Map<string, Namespace>();
  /** Views of the tables as the last block left them, made when first asked for. */
  #views: ReadonlyMap<string, TableView<Row>> | undefined;
  #height = 0;

  /** Number of blocks applied. */
  get height(): number {
    return this.#height;
  }

  get(namespace: string, key: string): StateValue | undefined {
    return valueOf(this.#namespaces.get(namespace)?.rows.get(key));
  }

  version(namespace: string, key: string): Version | undefined {
    const row = this.#namespaces.get(namespace)?.rows.get(key);
    return row === undefined ? undefined : { block: row.block, tx: row.tx };
  }

  *rangeVersions(
    namespace: string,
    startKey: string,
    endKey: string,
    includeEnd: boolean,
  ): Generator<VersionedKey, void> {
    const rows = this.#namespaces.get(namespace)?.rows;
    if (rows === undefined) return;
    for (const { key, block, tx } of rows.from(startKey)) {
      if (isPast(key, endKey, includeEnd)) return;
      yield { key, version: { block, tx } };
    }
  }

  /** Versions a key was written or deleted at, newest first. */
  history(namespace: string, key: string): readonly Version[] {
    const space = this.#namespaces.get(namespace);
    const row = space?.rows.get(key);
    const packed = row === undefined ? (space?.gone.get(key) ?? []) : [...(row.earlier ?? []), pack(row)];
    return packed.map((number) => ({ block: Math.floor(number / TX_LIMIT), tx: number % TX_LIMIT })).reverse();
  }

  /**
   * Applies a block's valid transactions in their order. Blocks come in order and none is left out.
   *
   * @throws RangeError for any other block than the next, before anything is applied
   */
  applyBlock(block: number, transactions: readonly TransactionWrites[]): void {
    if (block !== this.#height) throw new RangeError(`block ${block} does not follow ${this.#height - 1}`);
    if (transactions.some(({ index }) => index >= TX_LIMIT)) throw new RangeError('a block of too many transactions');
    for (const { index, sets } of transactions) {
      for (const { namespace, writes } of sets) {
        for (const write of writes) this.#write(namespace, write, { block, tx: index });
      }
    }
    this.#views = undefined;
    this.#height = block + 1;
  }

  /** The state as it is now. Costs next to nothing: later blocks copy only the chunks of the table they write to. */
  openSnapshot(): StateSnapshot {
    let views: ReadonlyMap<string, TableView<Row>> | undefined = (this.#views ??= new Map(
      [...this.#namespaces].map(([name, { rows }]) => [name, rows.freeze()]),
    ));
    const rowsOf = (namespace: string): TableView<Row> | undefined => {
      if (views === undefined) throw new Error('the snapshot is closed');
      return views.get(namespace);
    };
    return {
      height: this.#height,
      get: (namespace, key) => valueOf(rowsOf(namespace)?.get(key)),
      range: (namespace, startKey, endKey) => entriesOf(rowsOf(namespace), startKey, endKey),
      close: () => {
        views = undefined;
      },
    };
  }

  #write(namespace: string, write: KeyWrite, { block, tx }: Version): void {
    let space = this.#namespaces.get(namespace);
    if (space === undefined) {
      space = { rows: new OrderedTable(), gone: new Map() };
      this.#namespaces.set(namespace, space);
    }
    const { key, isDelete, value } = write;
    const before = space.rows.get(key);
    const earlier = before === undefined ? space.gone.get(key) : (before.earlier ?? []);
    if (before !== undefined) earlier?.push(pack(before));
    if (isDelete) {
      const versions = earlier ?? [];
      versions.push(pack({ block, tx }));
      space.gone.set(key, versions);
      if (before !== undefined) space.rows.delete(key);
    } else {
      space.rows.set({ key, bytes: value.toString('latin1'), block, tx, earlier });
      if (before === undefined) space.gone.delete(key);
    }
  }
}

function* entriesOf(
  rows: TableView<Row> | undefined,
  startKey: string,
  endKey: string,
): Generator<StateEntry, undefined> {
  if (rows === undefined) return undefined;
  for (const row of rows.from(startKey)) {
    if (isPast(row.key, endKey, false)) return undefined;
    yield { key: row.key, value: Buffer.from(row.bytes, 'latin1'), version: { block: row.block, tx: row.tx } };
  }
  return undefined;
}

/** Whether a key lies behind the end of a range; an empty end is none. */
function isPast(key: string, endKey: string, includeEnd: boolean): boolean {
  if (endKey === '') return false;
  const order = compareKeys(key, endKey);
  return includeEnd ? order > 0 : order >= 0;
}

function valueOf(row: Row | undefined): StateValue | undefined {
  if (row === undefined) return undefined;
  return { value: Buffer.from(row.bytes, 'latin1'), version: { block: row.block, tx: row.tx } };
}

function pack({ block, tx }: Version): number {
  return block * TX_LIMIT + tx;
}
