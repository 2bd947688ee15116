/**
 * SHA-256, as the place where this runs has it: the domain itself imports nothing. It must not keep the bytes, which are
 * written over.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_LENGTH = 32;
const LEAF = 0x00;
const NODE = 0x01;
/** A proof of a tree with 2^53 leaves is not longer. */
const MAX_PROOF_LENGTH = 53;

/**
 * A hash tree over a list, as RFC 6962 (section 2.1) has it: a leaf is hashed behind a byte 0, two subtrees behind a
 * byte 1, so that no leaf can stand for a subtree; a list is cut at the largest power of two below its length.
 *
 * @param leaves the entries' bytes, at least one
 */
export class MerkleTree {
  readonly #sha256: Sha256;
  /** From the leaves' hashes up to the root; a last one without a partner is taken over as it is. */
  readonly #levels: readonly (readonly Uint8Array[])[];

  /** @throws RangeError where there is no leaf */
  constructor(leaves: readonly Uint8Array[], sha256: Sha256) {
    if (leaves.length === 0) throw new RangeError('a hash tree needs a leaf');
    this.#sha256 = sha256;
    let level: Uint8Array[] = leaves.map((leaf) => leafHash(leaf, sha256));
    const levels = [level];
    while (level.length > 1) {
      level = this.#above(level);
      levels.push(level);
    }
    this.#levels = levels;
  }

  get root(): Uint8Array {
    const top = this.#levels.at(-1)?.[0];
    if (top === undefined) throw new RangeError('a hash tree without a root');
    return top;
  }

  /** The hashes beside the way from a leaf up to the root. @throws RangeError for an index that is none */
  proof(index: number): readonly Uint8Array[] {
    const leaves = this.#levels[0] ?? [];
    if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('there is no such leaf');
    const proof: Uint8Array[] = [];
    let at = index;
    for (const level of this.#levels) {
      const beside = level[at % 2 === 0 ? at + 1 : at - 1];
      if (beside !== undefined) proof.push(beside);
      at = Math.floor(at / 2);
    }
    return proof;
  }

  #above(level: readonly Uint8Array[]): Uint8Array[] {
    const above: Uint8Array[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Uint8Array;
      const right = level[at + 1];
      above.push(right === undefined ? left : nodeHash(left, right, this.#sha256));
    }
    return above;
  }
}

/** Room for a leaf that is not long, so that it need not be made for each. */
const LEAF_BYTES = new Uint8Array(512);

export function leafHash(leaf: Uint8Array, sha256: Sha256): Uint8Array {
  const length = 1 + leaf.length;
  const bytes = length <= LEAF_BYTES.length ? LEAF_BYTES.subarray(0, length) : new Uint8Array(length);
  bytes[0] = LEAF;
  bytes.set(leaf, 1);
  return sha256(bytes);
}

/**
 * The root that a proof leads to; undefined where the proof does not fit the place. Whoever compares it with the root that
 * is known has verified that the leaf is at that place of a list of that length.
 */
export function rootOfProof(
  leaf: Uint8Array,
  place: Readonly<{ index: number; count: number; proof: readonly Uint8Array[] }>,
  sha256: Sha256,
): Uint8Array | undefined {
  const { index, count, proof } = place;
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(index) || index < 0 || index >= count) return undefined;
  if (proof.length > MAX_PROOF_LENGTH || proof.some(({ length }) => length !== HASH_LENGTH)) return undefined;
  let hash = leafHash(leaf, sha256);
  let at = index;
  let last = count - 1;
  let used = 0;
  while (last > 0) {
    // The last of a level without a partner goes up as it is.
    if (at % 2 === 1 || at < last) {
      const beside = proof[used];
      if (beside === undefined) return undefined;
      hash = at % 2 === 1 ? nodeHash(beside, hash, sha256) : nodeHash(hash, beside, sha256);
      used += 1;
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return used === proof.length ? hash : undefined;
}

const NODE_BYTES = new Uint8Array(1 + 2 * HASH_LENGTH);
NODE_BYTES[0] = NODE;

function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  if (left.length !== HASH_LENGTH || right.length !== HASH_LENGTH) throw new RangeError('a hash of another length');
  NODE_BYTES.set(left, 1);
  NODE_BYTES.set(right, 1 + HASH_LENGTH);
  return sha256(NODE_BYTES);
}
