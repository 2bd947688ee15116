import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { tarGz } from './archive.js';

describe('an archive', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-archive-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is what tar unpacks, also beyond one deflate block', () => {
    const large = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251));
    const entries = [
      { path: 'metadata.json', content: Buffer.from('{}') },
      { path: 'large', content: large },
      { path: 'empty', content: Buffer.alloc(0) },
    ];
    writeFileSync(join(folder, 'a.tar.gz'), tarGz(entries));
    execFileSync('tar', ['-xzf', 'a.tar.gz'], { cwd: folder });
    for (const { path, content } of entries) expect(readFileSync(join(folder, path))).toEqual(content);
  });

  it('has the same bytes for the same entries, and says nothing of time or owner', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        const entries = [{ path: 'file', content: Buffer.from(bytes) }];
        const archive = tarGz(entries);
        expect(archive.equals(tarGz(entries))).toBe(true);
        const tar = gunzipSync(archive);
        expect(tar.length % 512).toBe(0);
        expect(tar.subarray(108, 124).toString()).toBe('0000000\0'.repeat(2));
        expect(tar.subarray(512, 512 + bytes.length).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a name that its header cannot hold', () => {
    expect(() => tarGz([{ path: 'x'.repeat(101), content: Buffer.alloc(0) }])).toThrow('too long a name');
  });
});
