import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FILE_HEADER_BYTES, RECORD_HEADER_BYTES } from './block-record.js';
import { BlockStore, BlockStoreError } from './block-store.js';

const base = mkdtempSync(join(tmpdir(), 'cloudfed-blocks-'));
afterAll(() => {
  rmSync(base, { recursive: true });
});

let folders = 0;
const newFolder = (): string => join(base, `channel${(folders += 1)}`);
const fileOf = (folder: string): string => join(folder, 'blocks.dat');

interface Opened {
  readonly store: BlockStore;
  readonly blocks: readonly Buffer[];
}

async function open(folder: string): Promise<Opened> {
  const blocks: Buffer[] = [];
  const store = await BlockStore.open(folder, (bytes, number) => {
    expect(number).toBe(blocks.length);
    blocks.push(bytes);
  });
  return { store, blocks };
}

async function fill(folder: string, blocks: readonly Uint8Array[]): Promise<void> {
  const { store } = await open(folder);
  for (const block of blocks) await store.append(Buffer.from(block));
  await store.close();
}

/** What opening finds, closed again at once. */
async function found(folder: string): Promise<readonly Buffer[]> {
  const { store, blocks } = await open(folder);
  expect(store.height).toBe(blocks.length);
  for (const [number, block] of blocks.entries()) {
    expect((await store.read(number)).equals(block)).toBe(true);
    expect(store.readNow(number).equals(block)).toBe(true);
  }
  await store.close();
  return blocks;
}

const bytes = (...texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text));
const someBlocks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 });
/** Ends of the records in a file of these blocks, after the file's own header. */
function endsOf(blocks: readonly Uint8Array[]): number[] {
  let end = FILE_HEADER_BYTES;
  return blocks.map((block) => (end += RECORD_HEADER_BYTES + block.length));
}

describe('a block store', () => {
  it('gives back what was put in, also after it was opened again', async () => {
    const folder = newFolder();
    const { store } = await open(folder);
    for (const block of bytes('genesis', 'one', 'two')) await store.append(block);
    expect(store.height).toBe(3);
    expect(store.cutBytes).toBe(0);
    expect((await store.read(1)).toString()).toBe('one');
    expect(store.readNow(2).toString()).toBe('two');
    await store.close();
    expect(await found(folder)).toEqual(bytes('genesis', 'one', 'two'));
    expect(statSync(fileOf(folder)).mode & 0o777).toBe(0o600);
  });

  it('says which blocks it does not have', async () => {
    const { store } = await open(newFolder());
    await store.append(Buffer.from('genesis'));
    for (const number of [1, -1, 0.5, Number.NaN]) {
      await expect(store.read(number)).rejects.toThrow(RangeError);
      expect(() => store.readNow(number)).toThrow(RangeError);
    }
    await store.close();
  });

  it('takes blocks one at a time, and none without or with too many bytes', async () => {
    const { store } = await open(newFolder());
    const first = store.append(Buffer.from('a'));
    await expect(store.append(Buffer.from('b'))).rejects.toThrow('already');
    await first;
    await expect(store.append(Buffer.alloc(0))).rejects.toThrow(RangeError);
    await expect(store.append(Buffer.alloc(64 * 1024 * 1024 + 1))).rejects.toThrow(RangeError);
    await store.append(Buffer.from('b'));
    expect(store.height).toBe(2);
    await store.close();
  });

  it('takes no more after a failure', async () => {
    const { store } = await open(newFolder());
    await store.close();
    await expect(store.append(Buffer.from('a'))).rejects.toThrow();
    await expect(store.append(Buffer.from('a'))).rejects.toThrow('failed before');
    expect(store.height).toBe(0);
  });

  it('reads blocks of any size, smaller and larger than what it reads at once', async () => {
    const folder = newFolder();
    const sizes = [1, 1024 * 1024 - 30, 5, 3 * 1024 * 1024, 1024 * 1024, 7];
    const blocks = sizes.map((size, index) => Buffer.alloc(size, index + 1));
    await fill(folder, blocks);
    expect((await found(folder)).every((block, index) => block.equals(blocks[index] ?? Buffer.alloc(0)))).toBe(true);
  });
});

describe('after a crash', () => {
  it('every whole block is there, whatever was cut off the end', async () => {
    await fc.assert(
      fc.asyncProperty(someBlocks, fc.nat(), async (blocks, cut) => {
        const folder = newFolder();
        await fill(folder, blocks);
        const size = cut % (statSync(fileOf(folder)).size + 1);
        truncateSync(fileOf(folder), size);
        const whole = endsOf(blocks).filter((end) => end <= size).length;
        expect((await found(folder)).map(String)).toEqual(
          blocks.slice(0, whole).map((block) => String(Buffer.from(block))),
        );
        await fill(folder, [Buffer.from('goes on')]);
        expect(await found(folder)).toHaveLength(whole + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('a last block that was written only in parts, or with garbage behind, is gone', async () => {
    await fc.assert(
      fc.asyncProperty(
        someBlocks,
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        fc.nat(),
        async (blocks, garbage, at) => {
          const folder = newFolder();
          await fill(folder, blocks);
          const ends = endsOf(blocks);
          const last = blocks.length - 1;
          const begin = ends[last - 1] ?? FILE_HEADER_BYTES;
          const file = readFileSync(fileOf(folder));
          const place = begin + (at % (file.length - begin));
          file[place] = (file[place] ?? 0) ^ (1 + (at % 255));
          writeFileSync(fileOf(folder), Buffer.concat([file, garbage]));
          const opened = await open(folder);
          expect(opened.blocks).toHaveLength(last);
          expect(opened.store.cutBytes).toBe(file.length + garbage.length - begin);
          await opened.store.close();
          expect(statSync(fileOf(folder)).size).toBe(begin);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a file that was never begun, or not wholly, is begun anew', async () => {
    for (const size of [0, 1, FILE_HEADER_BYTES - 1, FILE_HEADER_BYTES]) {
      const folder = newFolder();
      await fill(folder, []);
      writeFileSync(fileOf(folder), Buffer.alloc(size));
      await fill(folder, bytes('genesis'));
      expect(await found(folder)).toEqual(bytes('genesis'));
    }
  });

  it('a block is cut off though it holds what looks like a block', async () => {
    const folder = newFolder();
    // A client knows the format but not the secret the checksums begin with.
    const forged = Buffer.alloc(RECORD_HEADER_BYTES + 5, 'x');
    forged.writeUInt32BE(5, 0);
    forged.writeUInt32BE(2, 4);
    forged.writeUInt32BE(crc32(forged.subarray(RECORD_HEADER_BYTES)), 8);
    forged.writeUInt32BE(crc32(forged.subarray(0, 12)), 12);
    await fill(folder, [Buffer.from('genesis'), Buffer.concat([forged, Buffer.alloc(100)])]);
    truncateSync(fileOf(folder), statSync(fileOf(folder)).size - 50);
    expect(await found(folder)).toEqual(bytes('genesis'));
  });

  it('a block of another file is none of this', async () => {
    const [one, other] = [newFolder(), newFolder()];
    await fill(one, bytes('a', 'b'));
    await fill(other, bytes('a', 'b'));
    const record = readFileSync(fileOf(other)).subarray(endsOf(bytes('a'))[0]);
    truncateSync(fileOf(one), endsOf(bytes('a'))[0]);
    appendFileSync(fileOf(one), record);
    expect(await found(one)).toEqual(bytes('a'));
  });
});

describe('damage in the middle', () => {
  it('is refused, and nothing is changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (blocks, at, change) => {
          const folder = newFolder();
          await fill(folder, blocks);
          const file = readFileSync(fileOf(folder));
          const lastBegins = endsOf(blocks).at(-2) ?? 0;
          const place = FILE_HEADER_BYTES + (at % (lastBegins - FILE_HEADER_BYTES));
          file[place] = (file[place] ?? 0) ^ change;
          writeFileSync(fileOf(folder), file);
          await expect(found(folder)).rejects.toThrow(BlockStoreError);
          expect(readFileSync(fileOf(folder)).equals(file)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is found far behind, too', async () => {
    const folder = newFolder();
    const blocks = [Buffer.alloc(3_000_000, 1), Buffer.from('last')];
    await fill(folder, blocks);
    const file = readFileSync(fileOf(folder));
    file.fill(0, FILE_HEADER_BYTES, FILE_HEADER_BYTES + 2_000_000);
    writeFileSync(fileOf(folder), file);
    await expect(found(folder)).rejects.toThrow('block 0 is damaged');
  });

  it('is refused in the file’s first bytes', async () => {
    const folder = newFolder();
    await fill(folder, bytes('genesis'));
    const file = readFileSync(fileOf(folder));
    file[10] = (file[10] ?? 0) ^ 1;
    writeFileSync(fileOf(folder), file);
    await expect(found(folder)).rejects.toThrow('no file of blocks');
  });

  it('that comes while the store is open is found by reading', async () => {
    const folder = newFolder();
    const { store } = await open(folder);
    for (const block of bytes('genesis', 'one', 'two')) await store.append(block);
    const file = readFileSync(fileOf(folder));
    const at = file.indexOf('one');
    file[at] = 0;
    writeFileSync(fileOf(folder), file);
    await expect(store.read(1)).rejects.toThrow(BlockStoreError);
    expect(() => store.readNow(1)).toThrow(BlockStoreError);
    expect((await store.read(2)).toString()).toBe('two');
    await store.close();
  });
});
