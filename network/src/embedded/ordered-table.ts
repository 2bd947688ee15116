/** Entries a chunk holds at most; a chunk is what a write copies while an older view is kept. */
const LARGEST_CHUNK = 256;
/** A chunk smaller than this is joined with its neighbour where both fit well. */
const SMALL_CHUNK = LARGEST_CHUNK / 4;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const ABOVE_SURROGATES_OR_ONE = /[\ud800-\uffff]/;

/**
 * Compares two texts by their UTF-8 bytes, which is Fabric's order of keys. JavaScript's own order is by UTF-16 units
 * and puts characters above U+FFFF, such as the U+10FFFF that ends composite key ranges, before U+E000 to U+FFFF.
 */
export function compareKeys(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one === other) continue;
    const oneIsSurrogate = one >= FIRST_SURROGATE && one <= LAST_SURROGATE;
    const otherIsSurrogate = other >= FIRST_SURROGATE && other <= LAST_SURROGATE;
    if (oneIsSurrogate !== otherIsSurrogate) {
      // Half of a pair stands for a character above every single unit.
      return oneIsSurrogate ? 1 : -1;
    }
    return one - other;
  }
  return left.length - right.length;
}

export interface Keyed {
  readonly key: string;
}

interface Chunk<E extends Keyed> {
  /** The table's epoch it was made in; a later epoch's write copies it first. */
  readonly epoch: number;
  readonly entries: E[];
}

/** Entries in the order of their keys' UTF-8 bytes, as a table had them at one moment. */
export class TableView<E extends Keyed> {
  protected chunks: Chunk<E>[];
  /** No key has a unit from U+D800 on, so JavaScript's own, faster order is the order of bytes: see {@link isBefore}. */
  protected plain: boolean;

  constructor(chunks: Chunk<E>[], plain: boolean) {
    this.chunks = chunks;
    this.plain = plain;
  }

  get(key: string): E | undefined {
    const entries = this.chunks[this.chunkOf(key)]?.entries ?? [];
    const entry = entries[this.lowerBound(entries, key)];
    return entry?.key === key ? entry : undefined;
  }

  /** Entries whose keys are not before `start`, in order. A table must not be written to while one is read. */
  *from(start: string): Generator<E, void> {
    const first = this.chunkOf(start);
    let at = this.lowerBound(this.chunks[first]?.entries ?? [], start);
    for (let chunkAt = first; chunkAt < this.chunks.length; chunkAt += 1) {
      const { entries } = this.chunks[chunkAt] as Chunk<E>;
      for (; at < entries.length; at += 1) yield entries[at] as E;
      at = 0;
    }
  }

  /** Whether one key comes before another, one of them stored: the two orders differ only where both have such units. */
  protected isBefore(one: string, other: string): boolean {
    return this.plain ? one < other : compareKeys(one, other) < 0;
  }

  /** Index of the last chunk that begins at or before a key, else of the first. */
  protected chunkOf(key: string): number {
    let low = 0;
    let high = this.chunks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const first = (this.chunks[middle] as Chunk<E>).entries[0] as E;
      if (this.isBefore(key, first.key)) high = middle;
      else low = middle;
    }
    return low;
  }

  /** Index of the first entry that is not before a key. */
  protected lowerBound(entries: readonly E[], key: string): number {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.isBefore((entries[middle] as E).key, key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * A sorted table in chunks: a write moves a few hundred entries and never all. A view of it as it is now costs nothing;
 * the writes after it copy the chunks they touch, once each, so views share what has not changed.
 */
export class OrderedTable<E extends Keyed> extends TableView<E> {
  #epoch = 0;
  #frozen: TableView<E> | undefined;
  #size = 0;

  constructor() {
    super([], true);
  }

  get size(): number {
    return this.#size;
  }

  /** The table as it is now, whatever is written later. */
  freeze(): TableView<E> {
    return (this.#frozen ??= new TableView(this.chunks, this.plain));
  }

  /** Puts an entry in, in place of the one with its key. */
  set(entry: E): void {
    this.#thaw();
    this.plain &&= !ABOVE_SURROGATES_OR_ONE.test(entry.key);
    if (this.chunks.length === 0) this.chunks.push({ epoch: this.#epoch, entries: [] });
    const chunkAt = this.chunkOf(entry.key);
    const entries = this.#own(chunkAt);
    const at = this.lowerBound(entries, entry.key);
    if (entries[at]?.key === entry.key) {
      entries[at] = entry;
      return;
    }
    entries.splice(at, 0, entry);
    this.#size += 1;
    if (entries.length > LARGEST_CHUNK) this.#split(chunkAt, at);
  }

  delete(key: string): void {
    if (this.get(key) === undefined) return;
    this.#thaw();
    const chunkAt = this.chunkOf(key);
    const entries = this.#own(chunkAt);
    entries.splice(this.lowerBound(entries, key), 1);
    this.#size -= 1;
    if (entries.length === 0) this.chunks.splice(chunkAt, 1);
    else if (entries.length < SMALL_CHUNK) this.#join(chunkAt);
  }

  /** Makes the list of chunks this table's own again after a view was taken. */
  #thaw(): void {
    if (this.#frozen === undefined) return;
    this.#frozen = undefined;
    this.#epoch += 1;
    this.chunks = this.chunks.slice();
  }

  /** The entries of a chunk, to be changed: no view has them. */
  #own(chunkAt: number): E[] {
    const chunk = this.chunks[chunkAt] as Chunk<E>;
    if (chunk.epoch === this.#epoch) return chunk.entries;
    const copy = { epoch: this.#epoch, entries: chunk.entries.slice() };
    this.chunks[chunkAt] = copy;
    return copy.entries;
  }

  #split(chunkAt: number, insertedAt: number): void {
    const entries = this.#own(chunkAt);
    // Keys often come in rising order: the last chunk is cut near its end, so that chunks stay well filled.
    const rising = chunkAt === this.chunks.length - 1 && insertedAt === entries.length - 1;
    const cut = rising ? entries.length - 1 : entries.length >> 1;
    this.chunks.splice(chunkAt + 1, 0, { epoch: this.#epoch, entries: entries.splice(cut) });
  }

  #join(chunkAt: number): void {
    const next = this.chunks[chunkAt + 1];
    const entries = this.#own(chunkAt);
    if (next === undefined || entries.length + next.entries.length > LARGEST_CHUNK / 2) return;
    for (const entry of next.entries) entries.push(entry);
    this.chunks.splice(chunkAt + 1, 1);
  }
}
