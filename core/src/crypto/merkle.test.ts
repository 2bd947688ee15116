import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asciiBytes, toHex } from '../bytes.js';
import { MerkleTree, rootOfProof } from './merkle.js';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hash = (...parts: readonly Uint8Array[]): Uint8Array => sha256(Buffer.concat(parts));
const lists = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 40 });

/** The definition of RFC 6962 word by word: cut at the largest power of two below the length. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return hash(Uint8Array.of(0), leaves[0] as Uint8Array);
  let cut = 1;
  while (cut * 2 < leaves.length) cut *= 2;
  return hash(Uint8Array.of(1), definedRoot(leaves.slice(0, cut)), definedRoot(leaves.slice(cut)));
}

describe('a hash tree', () => {
  it('has the root that its definition gives', () => {
    fc.assert(
      fc.property(lists, (leaves) => {
        expect(toHex(new MerkleTree(leaves, sha256).root)).toBe(toHex(definedRoot(leaves)));
      }),
    );
  });

  it('has the root of a published example', () => {
    // The tree of the eight entries that certificate transparency programs test with.
    const entries = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const leaves = entries.map((text) => new Uint8Array(Buffer.from(text, 'hex')));
    expect(toHex(new MerkleTree(leaves, sha256).root)).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  it('proves each leaf at its place and no other', () => {
    fc.assert(
      fc.property(lists, (leaves) => {
        const tree = new MerkleTree(leaves, sha256);
        const count = leaves.length;
        for (const [index, leaf] of leaves.entries()) {
          const proof = tree.proof(index);
          expect(toHex(rootOfProof(leaf, { index, count, proof }, sha256) ?? leaf)).toBe(toHex(tree.root));
          const other = (index + 1) % count;
          if (toHex(leaves[other] as Uint8Array) === toHex(leaf)) continue;
          const forged = rootOfProof(leaves[other] as Uint8Array, { index, count, proof }, sha256);
          expect(forged && toHex(forged)).not.toBe(toHex(tree.root));
        }
      }),
    );
  });

  it('takes no proof that is too short, too long or of another tree’s size', () => {
    const leaves = ['a', 'b', 'c', 'd', 'e'].map(asciiBytes);
    const leaf = asciiBytes('c');
    const proof = new MerkleTree(leaves, sha256).proof(2);
    const place = { index: 2, count: 5, proof };
    expect(rootOfProof(leaf, place, sha256)).toBeDefined();
    for (const wrong of [
      { ...place, proof: proof.slice(1) },
      { ...place, proof: [...proof, leaf] },
      { ...place, proof: [...proof, new Uint8Array(32)] },
      { ...place, index: 5 },
      { ...place, index: -1 },
      { ...place, index: 0.5 },
      { ...place, count: 2 ** 53 },
      { ...place, count: 3 },
    ]) {
      expect(rootOfProof(leaf, wrong, sha256)).toBeUndefined();
    }
  });

  it('does not mistake an inner node for a leaf', () => {
    const [one, other] = [asciiBytes('one'), asciiBytes('other')];
    const tree = new MerkleTree([one, other], sha256);
    const node = Buffer.concat([hash(Uint8Array.of(0), one), hash(Uint8Array.of(0), other)]);
    expect(toHex(new MerkleTree([node], sha256).root)).not.toBe(toHex(tree.root));
  });

  it('needs a leaf, and proves none that it has not', () => {
    expect(() => new MerkleTree([], sha256)).toThrow(RangeError);
    for (const index of [-1, 1, 0.5]) {
      expect(() => new MerkleTree([asciiBytes('a')], sha256).proof(index)).toThrow(RangeError);
    }
  });
});
