import type { VersionedKey, VersionedState } from './conflicts.js';
import { compareKeys, OrderedKeys } from './ordered-keys.js';
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
  get(namespace: string, key: string): StateValue | undefined;
  /** Entries from `startKey` on and before `endKey` by UTF-8 order; an empty bound is open. */
  range(namespace: string, startKey: string, endKey: string): Iterator<StateEntry, undefined>;
  /** Must be called: what it holds of older values is kept until then. */
  close(): void;
}

/** What a block overwrote, kept for the snapshots that are older than the block. */
interface UndoLayer {
  /** The block's number: snapshots of at most this height read these values. */
  readonly block: number;
  readonly before: Map<string, Map<string, StateValue | undefined>>;
}

/** Entries a range copies at once, before it looks again what has changed. */
const RANGE_BATCH = 128;
/** Packs (block, tx) into one exact number: a block has at most 10,000 transactions. */
const TX_LIMIT = 65_536;

interface Namespace {
  readonly values: Map<string, StateValue>;
  readonly keys: OrderedKeys;
  /** Every version a key had, oldest first; one alone is kept as a bare number. */
  readonly versions: Map<string, number | number[]>;
}

/** World state of one ledger channel, in memory; it is what the blocks say and is made again from them. */
export class LedgerState implements VersionedState {
  readonly #namespaces = new Map<string, Namespace>();
  readonly #openHeights = new Map<number, number>();
  #layers: UndoLayer[] = [];
  #height = 0;

  /** Number of blocks applied. */
  get height(): number {
    return this.#height;
  }

  get(namespace: string, key: string): StateValue | undefined {
    return this.#namespaces.get(namespace)?.values.get(key);
  }

  version(namespace: string, key: string): Version | undefined {
    return this.get(namespace, key)?.version;
  }

  *rangeVersions(
    namespace: string,
    startKey: string,
    endKey: string,
    includeEnd: boolean,
  ): Generator<VersionedKey, void> {
    const space = this.#namespaces.get(namespace);
    if (space === undefined) return;
    for (const key of space.keys.from(startKey)) {
      if (endKey !== '') {
        const order = compareKeys(key, endKey);
        if (order > 0 || (order === 0 && !includeEnd)) return;
      }
      const stored = space.values.get(key);
      if (stored !== undefined) yield { key, version: stored.version };
    }
  }

  /** Versions a key was written or deleted at, newest first. */
  history(namespace: string, key: string): readonly Version[] {
    const packed = this.#namespaces.get(namespace)?.versions.get(key);
    const list = packed === undefined ? [] : typeof packed === 'number' ? [packed] : packed;
    return list.map((number) => ({ block: Math.floor(number / TX_LIMIT), tx: number % TX_LIMIT })).reverse();
  }

  /**
   * Applies a block's valid transactions in their order. Blocks come in order and none is left out.
   *
   * @throws RangeError for any other block than the next
   */
  applyBlock(block: number, transactions: Iterable<TransactionWrites>): void {
    if (block !== this.#height) throw new RangeError(`block ${block} does not follow ${this.#height - 1}`);
    const layer =
      this.#openHeights.size > 0
        ? { block, before: new Map<string, Map<string, StateValue | undefined>>() }
        : undefined;
    for (const { index, sets } of transactions) {
      for (const { namespace, writes } of sets) {
        for (const write of writes) this.#write(namespace, write, { block, tx: index }, layer);
      }
    }
    if (layer !== undefined && layer.before.size > 0) this.#layers.push(layer);
    this.#height = block + 1;
  }

  openSnapshot(): StateSnapshot {
    const height = this.#height;
    this.#openHeights.set(height, (this.#openHeights.get(height) ?? 0) + 1);
    let open = true;
    return {
      height,
      get: (namespace, key) => this.#getAt(height, namespace, key),
      range: (namespace, startKey, endKey) => this.#rangeAt(height, namespace, startKey, endKey),
      close: () => {
        if (!open) return;
        open = false;
        this.#closeSnapshot(height);
      },
    };
  }

  #write(namespace: string, write: KeyWrite, version: Version, layer: UndoLayer | undefined): void {
    let space = this.#namespaces.get(namespace);
    if (space === undefined) {
      space = { values: new Map(), keys: new OrderedKeys(), versions: new Map() };
      this.#namespaces.set(namespace, space);
    }
    const { key } = write;
    const before = space.values.get(key);
    if (layer !== undefined) rememberFirst(layer, namespace, key, before);
    remember(space.versions, key, version.block * TX_LIMIT + version.tx);
    if (write.isDelete) {
      space.values.delete(key);
      if (before !== undefined) space.keys.delete(key);
      return;
    }
    // A copy: a view would keep the whole block's bytes alive.
    space.values.set(key, { value: Buffer.from(write.value), version });
    if (before === undefined) space.keys.add(key);
  }

  #getAt(height: number, namespace: string, key: string): StateValue | undefined {
    for (const layer of this.#layers) {
      if (layer.block < height) continue;
      const before = layer.before.get(namespace);
      if (before?.has(key)) return before.get(key);
    }
    return this.get(namespace, key);
  }

  /** Takes entries in batches, each as of one moment, and after each goes on behind its last key. */
  *#rangeAt(height: number, namespace: string, startKey: string, endKey: string): Generator<StateEntry, undefined> {
    let start = startKey;
    let afterStart = false;
    for (;;) {
      const batch = this.#batchAt(height, namespace, { start, afterStart, end: endKey });
      yield* batch;
      const last = batch.at(-1);
      if (last === undefined || batch.length < RANGE_BATCH) return undefined;
      start = last.key;
      afterStart = true;
    }
  }

  #batchAt(
    height: number,
    namespace: string,
    bounds: Readonly<{ start: string; afterStart: boolean; end: string }>,
  ): readonly StateEntry[] {
    const inRange = (key: string): boolean => {
      const order = compareKeys(key, bounds.start);
      return (bounds.afterStart ? order > 0 : order >= 0) && (bounds.end === '' || compareKeys(key, bounds.end) < 0);
    };
    const changed = this.#changedSince(height, namespace, inRange);
    const earlier = [...changed.keys()].filter((key) => changed.get(key) !== undefined).sort(compareKeys);
    const batch: StateEntry[] = [];
    let earlierAt = 0;
    const takeEarlier = (before: string | undefined): void => {
      for (; earlierAt < earlier.length && batch.length < RANGE_BATCH; earlierAt += 1) {
        const key = earlier[earlierAt] as string;
        if (before !== undefined && compareKeys(key, before) >= 0) return;
        const stored = changed.get(key);
        if (stored !== undefined) batch.push({ key, ...stored });
      }
    };
    const space = this.#namespaces.get(namespace);
    for (const key of space?.keys.from(bounds.start) ?? []) {
      if (bounds.afterStart && key === bounds.start) continue;
      if (bounds.end !== '' && compareKeys(key, bounds.end) >= 0) break;
      takeEarlier(key);
      if (batch.length >= RANGE_BATCH) return batch;
      const stored = changed.has(key) ? undefined : space?.values.get(key);
      if (stored !== undefined) batch.push({ key, ...stored });
      if (batch.length >= RANGE_BATCH) return batch;
    }
    takeEarlier(undefined);
    return batch;
  }

  /** Keys of a range that blocks after a height wrote, with what they held at that height. */
  #changedSince(
    height: number,
    namespace: string,
    inRange: (key: string) => boolean,
  ): ReadonlyMap<string, StateValue | undefined> {
    const changed = new Map<string, StateValue | undefined>();
    for (const layer of this.#layers) {
      if (layer.block < height) continue;
      for (const [key, before] of layer.before.get(namespace) ?? []) {
        if (!changed.has(key) && inRange(key)) changed.set(key, before);
      }
    }
    return changed;
  }

  #closeSnapshot(height: number): void {
    const count = (this.#openHeights.get(height) ?? 0) - 1;
    if (count > 0) {
      this.#openHeights.set(height, count);
      return;
    }
    this.#openHeights.delete(height);
    const oldest = Math.min(...this.#openHeights.keys());
    this.#layers = this.#layers.filter((layer) => layer.block >= oldest);
  }
}

function rememberFirst(layer: UndoLayer, namespace: string, key: string, before: StateValue | undefined): void {
  let keys = layer.before.get(namespace);
  if (keys === undefined) layer.before.set(namespace, (keys = new Map<string, StateValue | undefined>()));
  if (!keys.has(key)) keys.set(key, before);
}

function remember(versions: Map<string, number | number[]>, key: string, packed: number): void {
  const known = versions.get(key);
  if (known === undefined) versions.set(key, packed);
  else if (typeof known === 'number') versions.set(key, [known, packed]);
  else known.push(packed);
}
