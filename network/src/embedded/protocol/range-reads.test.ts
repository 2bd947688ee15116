import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RangeReads } from './range-reads.js';
import { WireWriter } from './wire.js';

/** Summary of a range of this many rows: level, number of hashes, and a hash over the encoded summary. */
function summaryOf(rows: number): { reads: number; level: number; hashes: number; sum: string } {
  const range = new RangeReads();
  for (let row = 0; row < rows; row += 1) {
    const version = { block: Math.floor(row / 7), tx: row % 7 };
    range.add({ key: `k${String(row).padStart(6, '0')}`, version });
  }
  const { reads, merkle } = range.finish();
  if (merkle === undefined) return { reads: reads.length, level: 0, hashes: 0, sum: '' };
  const writer = new WireWriter().uint(1, merkle.maxDegree).uint(2, merkle.maxLevel);
  for (const hash of merkle.hashes) writer.element(3, hash);
  const sum = createHash('sha256').update(writer.finish()).digest('hex').slice(0, 16);
  return { reads: reads.length, level: merkle.maxLevel, hashes: merkle.hashes.length, sum };
}

describe('the results of a range read', () => {
  it('are listed up to fifty', () => {
    for (const rows of [0, 1, 50]) expect(summaryOf(rows)).toEqual({ reads: rows, level: 0, hashes: 0, sum: '' });
  });

  // Made with Fabric 3.1.5's own builder over the same rows.
  it.each([
    [51, 1, 1, '792922ce60cd72d6'],
    [52, 1, 2, '2d4d9a5292402f80'],
    [102, 1, 2, '24e8a030d5d8c3af'],
    [103, 1, 3, '254b4850083d7abb'],
    [2601, 2, 1, '6a47eb4c8c138e74'],
    [2602, 2, 2, '1293a328e00d48ba'],
    [2653, 2, 2, '550508a123ff08c3'],
    [140_000, 3, 2, '1b11d4fe38f72239'],
  ])('are the hashes Fabric makes of %i rows', (rows, level, hashes, sum) => {
    expect(summaryOf(rows)).toEqual({ reads: 0, level, hashes, sum });
  });
});
