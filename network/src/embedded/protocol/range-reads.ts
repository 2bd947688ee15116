import { createHash } from 'node:crypto';
import { type KeyRead, type MerkleSummary, encodeQueryReads } from './rwset.js';

/** Results above this number are hashed instead of listed, as Fabric does. */
export const RANGE_HASH_DEGREE = 50;

/**
 * Collects the results of one range read: listed while they are few, beyond that as the hashes of an incrementally
 * built Merkle tree, so a range of 100,000 rows does not make a read set of megabytes.
 */
export class RangeReads {
  readonly #maxDegree: number;
  #pending: KeyRead[] = [];
  readonly #levels: Buffer[][] = [];

  constructor(maxDegree = RANGE_HASH_DEGREE) {
    this.#maxDegree = maxDegree;
  }

  add(read: KeyRead): void {
    this.#pending.push(read);
    if (this.#pending.length > this.#maxDegree) this.#hashPending();
  }

  /** The listed results, or the summary; called once, at the end. */
  finish(): { readonly reads: readonly KeyRead[]; readonly merkle: MerkleSummary | undefined } {
    if (this.#levels.length === 0) return { reads: this.#pending, merkle: undefined };
    if (this.#pending.length > 0) this.#hashPending();
    this.#foldLowerLevels();
    const hashes = this.#levels.at(-1) ?? [];
    return { reads: [], merkle: { maxDegree: this.#maxDegree, maxLevel: this.#levels.length, hashes } };
  }

  #hashPending(): void {
    const leaf = createHash('sha256').update(encodeQueryReads(this.#pending)).digest();
    this.#pending = [];
    this.#push(0, leaf);
  }

  /** Adds a node; a level that outgrows the degree becomes one node of the level above. */
  #push(level: number, node: Buffer): void {
    const nodes = (this.#levels[level] ??= []);
    nodes.push(node);
    if (nodes.length <= this.#maxDegree) return;
    this.#levels[level] = [];
    this.#push(level + 1, combine(nodes));
  }

  /** Brings what is left on the lower levels up to the highest. */
  #foldLowerLevels(): void {
    const top = this.#levels.length - 1;
    for (let level = 0; level < top; level += 1) {
      const nodes = this.#levels[level] ?? [];
      const [first] = nodes;
      if (first === undefined) continue;
      this.#levels[level] = [];
      (this.#levels[level + 1] ??= []).push(nodes.length === 1 ? first : combine(nodes));
    }
    const highest = this.#levels[top] ?? [];
    if (highest.length > this.#maxDegree) {
      this.#levels[top] = [];
      this.#levels.push([combine(highest)]);
    }
  }
}

function combine(nodes: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const node of nodes) hash.update(node);
  return hash.digest();
}
