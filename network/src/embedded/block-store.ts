import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';

const FILE_NAME = 'blocks.dat';
/** Length, its complement, and the CRC-32 of the content, each four bytes, big-endian. */
const HEADER_BYTES = 12;
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
const SCAN_BYTES = 1024 * 1024;

/** The file of blocks was changed or damaged behind the network's back; nothing was taken away. */
export class BlockStoreError extends Error {
  override readonly name = 'BlockStoreError';
}

/**
 * Blocks of one ledger channel, one after the other in one file that only grows. A block is on disk when
 * {@link append} resolves. What a crash left half written at the end is cut off on opening: nobody was told of it.
 */
export class BlockStore {
  readonly #file: FileHandle;
  /** Where each block's record begins; one more for the end of the last. */
  readonly #offsets: number[] = [0];
  #appending = false;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Opens or makes the store in a folder and shows every block in it, in order.
   *
   * @throws BlockStoreError where a block before the last is damaged
   */
  static async open(folder: string, onBlock: (bytes: Buffer, number: number) => void): Promise<BlockStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, FILE_NAME), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      await syncFolder(folder);
      await syncFolder(dirname(folder));
      const store = new BlockStore(file);
      await store.#load(onBlock);
      return store;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Number of blocks. */
  get height(): number {
    return this.#offsets.length - 1;
  }

  /** Puts a block behind the others; resolves when it would survive a power cut. One at a time. */
  async append(bytes: Buffer): Promise<void> {
    if (this.#appending) throw new Error('a block is being appended already');
    if (bytes.length === 0 || bytes.length > MAX_BLOCK_BYTES) throw new RangeError('a block of impossible size');
    this.#appending = true;
    try {
      const at = this.#offsets[this.height] ?? 0;
      await writeAll(this.#file, [header(bytes), bytes], at);
      await this.#file.datasync();
      this.#offsets.push(at + HEADER_BYTES + bytes.length);
    } finally {
      this.#appending = false;
    }
  }

  /** @throws RangeError where there is no such block; BlockStoreError where it can no longer be read as written */
  async read(number: number): Promise<Buffer> {
    const { at, length } = this.#place(number);
    const record = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#file.read(record, 0, length, at);
    return contentOf(record.subarray(0, bytesRead), number);
  }

  /** As {@link read}, for the few places that cannot wait. */
  readNow(number: number): Buffer {
    const { at, length } = this.#place(number);
    const record = Buffer.allocUnsafe(length);
    const bytesRead = readSync(this.#file.fd, record, 0, length, at);
    return contentOf(record.subarray(0, bytesRead), number);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #place(number: number): { readonly at: number; readonly length: number } {
    const at = this.#offsets[number];
    const end = this.#offsets[number + 1];
    if (!Number.isInteger(number) || at === undefined || end === undefined) {
      throw new RangeError(`there is no block ${number}`);
    }
    return { at, length: end - at };
  }

  async #load(onBlock: (bytes: Buffer, number: number) => void): Promise<void> {
    const { size } = await this.#file.stat();
    for (;;) {
      const at = this.#offsets[this.height] ?? 0;
      if (at === size) return;
      const record = await readRecord(this.#file, at, size);
      if (record === undefined) {
        await this.#cutTail(at, size);
        return;
      }
      onBlock(record, this.height);
      this.#offsets.push(at + HEADER_BYTES + record.length);
    }
  }

  /** Cuts off an unfinished last record. A whole one behind it means that the damage is in the middle. */
  async #cutTail(at: number, size: number): Promise<void> {
    const next = await findRecord(this.#file, at + 1, size);
    if (next !== undefined) {
      throw new BlockStoreError(
        `block ${this.height} is damaged (byte ${at} of ${FILE_NAME}) and whole blocks follow it: restore the file from a copy`,
      );
    }
    await this.#file.truncate(at);
    await this.#file.datasync();
  }
}

function header(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(HEADER_BYTES);
  result.writeUInt32BE(bytes.length, 0);
  result.writeUInt32BE(~bytes.length >>> 0, 4);
  result.writeUInt32BE(crc32(bytes), 8);
  return result;
}

/** Length of the content a header announces; undefined where it is no header. */
function announcedLength(bytes: Buffer, at: number): number | undefined {
  const length = bytes.readUInt32BE(at);
  const isHeader = bytes.readUInt32BE(at + 4) === ~length >>> 0 && length > 0 && length <= MAX_BLOCK_BYTES;
  return isHeader ? length : undefined;
}

function contentOf(record: Buffer, number: number): Buffer {
  const length = record.length < HEADER_BYTES ? undefined : announcedLength(record, 0);
  const content = record.subarray(HEADER_BYTES);
  if (length !== content.length || crc32(content) !== record.readUInt32BE(8)) {
    throw new BlockStoreError(`block ${number} on disk is not what was written`);
  }
  return content;
}

/** Content of the record at a place; undefined where there is no whole one. */
async function readRecord(file: FileHandle, at: number, size: number): Promise<Buffer | undefined> {
  if (size - at < HEADER_BYTES) return undefined;
  const head = Buffer.allocUnsafe(HEADER_BYTES);
  await file.read(head, 0, HEADER_BYTES, at);
  const length = announcedLength(head, 0);
  if (length === undefined || at + HEADER_BYTES + length > size) return undefined;
  const content = Buffer.allocUnsafe(length);
  await file.read(content, 0, length, at + HEADER_BYTES);
  return crc32(content) === head.readUInt32BE(8) ? content : undefined;
}

/** The first place from `from` on where a whole record begins. */
async function findRecord(file: FileHandle, from: number, size: number): Promise<number | undefined> {
  const buffer = Buffer.allocUnsafe(SCAN_BYTES);
  for (let start = from; start + HEADER_BYTES <= size; start += SCAN_BYTES - HEADER_BYTES) {
    const { bytesRead } = await file.read(buffer, 0, SCAN_BYTES, start);
    for (let at = 0; at + HEADER_BYTES <= bytesRead; at += 1) {
      if (announcedLength(buffer, at) === undefined) continue;
      if ((await readRecord(file, start + at, size)) !== undefined) return start + at;
    }
  }
  return undefined;
}

async function writeAll(file: FileHandle, parts: readonly Buffer[], at: number): Promise<void> {
  const bytes = Buffer.concat(parts);
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
    written += bytesWritten;
  }
}

/** Makes a new name in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
