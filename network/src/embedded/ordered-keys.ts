/** Keys a chunk holds before it is split in two. */
const LARGEST_CHUNK = 512;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

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

/** A sorted set of keys: chunks of sorted keys, so that an insertion moves a few hundred keys and never all. */
export class OrderedKeys {
  readonly #chunks: string[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(key: string): void {
    const chunkAt = Math.max(0, this.#chunkOf(key));
    const chunk = this.#chunks[chunkAt];
    if (chunk === undefined) {
      this.#chunks.push([key]);
      this.#size += 1;
      return;
    }
    const at = lowerBound(chunk, key);
    if (chunk[at] === key) return;
    chunk.splice(at, 0, key);
    this.#size += 1;
    if (chunk.length > LARGEST_CHUNK) {
      // Keys often come in rising order: the last chunk is cut near its end, so that chunks stay well filled.
      const rising = chunkAt === this.#chunks.length - 1 && at === chunk.length - 1;
      const cut = rising ? chunk.length - 1 : chunk.length >> 1;
      this.#chunks.splice(chunkAt + 1, 0, chunk.splice(cut));
    }
  }

  delete(key: string): void {
    const chunkAt = this.#chunkOf(key);
    const chunk = this.#chunks[chunkAt];
    if (chunk === undefined) return;
    const at = lowerBound(chunk, key);
    if (chunk[at] !== key) return;
    chunk.splice(at, 1);
    this.#size -= 1;
    if (chunk.length === 0) this.#chunks.splice(chunkAt, 1);
  }

  /** Keys from `start` on, in order. The set must not change while the iterator is used. */
  *from(start: string): Generator<string, void> {
    let chunkAt = Math.max(0, this.#chunkOf(start));
    let at = lowerBound(this.#chunks[chunkAt] ?? [], start);
    for (let chunk = this.#chunks[chunkAt]; chunk !== undefined; chunk = this.#chunks[chunkAt]) {
      for (; at < chunk.length; at += 1) yield chunk[at] as string;
      chunkAt += 1;
      at = 0;
    }
  }

  /** Index of the last chunk that begins at or before a key; -1 where none does. */
  #chunkOf(key: string): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const first = this.#chunks[middle]?.[0] ?? '';
      if (compareKeys(first, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Index of the first key that is not before the given one. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(keys[middle] ?? '', key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
