import { constants, readSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FILE_HEADER_BYTES, MAX_BLOCK_BYTES, RECORD_HEADER_BYTES, RecordFormat } from './block-record.js';

const FILE_NAME = 'blocks.dat';
const WINDOW_BYTES = 1024 * 1024;

/** The file of blocks was changed or damaged behind the network's back; nothing was taken away. */
export class BlockStoreError extends Error {
  override readonly name = 'BlockStoreError';
}

/**
 * Blocks of one ledger channel, one after the other in one file that only grows. A block is on disk when
 * {@link append} resolves. What a crash left half written at the end is cut off on opening: nobody was told of it.
 *
 * One process at a time; the caller sees to that.
 */
export class BlockStore {
  readonly #file: FileHandle;
  readonly #format: RecordFormat;
  /** Where each block's record begins; one more for the end of the last. */
  readonly #offsets: number[] = [FILE_HEADER_BYTES];
  #appending = false;
  #failure: unknown;
  #cutBytes = 0;

  private constructor(file: FileHandle, format: RecordFormat) {
    this.#file = file;
    this.#format = format;
  }

  /**
   * Opens or makes the store in a folder and shows every block in it, in order. The bytes shown may be kept.
   *
   * @throws BlockStoreError where a block before the last is damaged, or the file is none of blocks
   */
  static async open(folder: string, onBlock: (bytes: Buffer, number: number) => void): Promise<BlockStore> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, FILE_NAME), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      await syncFolder(folder);
      await syncFolder(dirname(folder));
      const store = new BlockStore(file, await formatOf(file));
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

  /** Bytes of an unfinished block that were cut off on opening. */
  get cutBytes(): number {
    return this.#cutBytes;
  }

  /**
   * Puts a block behind the others; resolves when it would survive a power cut. One at a time. After a failure, which
   * leaves open what is on disk, the store takes no more blocks until it is opened again.
   */
  async append(bytes: Buffer): Promise<void> {
    if (this.#failure !== undefined) throw new Error('the block store has failed before', { cause: this.#failure });
    if (this.#appending) throw new Error('a block is being appended already');
    if (bytes.length === 0 || bytes.length > MAX_BLOCK_BYTES) throw new RangeError('a block of impossible size');
    this.#appending = true;
    try {
      const at = this.#offsets[this.height] ?? 0;
      await writeAll(this.#file, [this.#format.headerOf(bytes, this.height), bytes], at);
      await this.#file.datasync();
      this.#offsets.push(at + RECORD_HEADER_BYTES + bytes.length);
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#appending = false;
    }
  }

  /** @throws RangeError where there is no such block; BlockStoreError where it can no longer be read as written */
  async read(number: number): Promise<Buffer> {
    const { at, length } = this.#place(number);
    const record = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#file.read(record, 0, length, at);
    return this.#contentOf(record.subarray(0, bytesRead), number);
  }

  /** As {@link read}, for the few places that cannot wait. */
  readNow(number: number): Buffer {
    const { at, length } = this.#place(number);
    const record = Buffer.allocUnsafe(length);
    const bytesRead = readSync(this.#file.fd, record, 0, length, at);
    return this.#contentOf(record.subarray(0, bytesRead), number);
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

  #contentOf(record: Buffer, number: number): Buffer {
    const header = this.#format.headerAt(record, 0);
    const content = record.subarray(RECORD_HEADER_BYTES);
    if (header?.number !== number || !this.#format.isContentOf(header, content)) {
      throw new BlockStoreError(`block ${number} on disk is not what was written`);
    }
    return content;
  }

  async #load(onBlock: (bytes: Buffer, number: number) => void): Promise<void> {
    const source = new FileWindows(this.#file, (await this.#file.stat()).size);
    for (;;) {
      const number = this.height;
      const at = this.#offsets[number] ?? 0;
      if (at === source.size) return;
      const content = await this.#recordAt(source, at, number);
      if (content === undefined) {
        await this.#cutTail(source, at);
        return;
      }
      onBlock(content, number);
      this.#offsets.push(at + RECORD_HEADER_BYTES + content.length);
    }
  }

  /** Content of a whole record of a block at a place; undefined where there is none. */
  async #recordAt(source: FileWindows, at: number, number: number): Promise<Buffer | undefined> {
    const header = this.#format.headerAt(await source.bytes(at, RECORD_HEADER_BYTES), 0);
    if (header?.number !== number) return undefined;
    const content = await source.bytes(at + RECORD_HEADER_BYTES, header.length);
    return this.#format.isContentOf(header, content) ? content : undefined;
  }

  /** Cuts off an unfinished last record. A whole one behind it means that the damage is in the middle. */
  async #cutTail(source: FileWindows, at: number): Promise<void> {
    const next = await this.#findRecord(source, at + 1);
    if (next !== undefined) {
      throw new BlockStoreError(
        `block ${this.height} is damaged (byte ${at} of ${FILE_NAME}) and whole blocks follow it: restore the file from a copy`,
      );
    }
    await this.#file.truncate(at);
    await this.#file.datasync();
    this.#cutBytes = source.size - at;
  }

  /** The first place from `from` on where a whole record of a later block begins. */
  async #findRecord(source: FileWindows, from: number): Promise<number | undefined> {
    for (let start = from; start < source.size; start += WINDOW_BYTES - RECORD_HEADER_BYTES + 1) {
      const window = await source.bytes(start, Math.min(WINDOW_BYTES, source.size - start));
      for (let at = 0; at + RECORD_HEADER_BYTES <= window.length; at += 1) {
        // Cheap and nearly always enough: numbers of blocks that could be here.
        const number = window.readUInt32BE(at + 4);
        if (number <= this.height || number > this.height + source.size / RECORD_HEADER_BYTES) continue;
        if (this.#format.headerAt(window, at)?.number !== number) continue;
        if ((await this.#recordAt(source, start + at, number)) !== undefined) return start + at;
      }
    }
    return undefined;
  }
}

/** Reads a file in large pieces, mostly forwards. */
class FileWindows {
  readonly #file: FileHandle;
  readonly size: number;
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, size: number) {
    this.#file = file;
    this.size = size;
  }

  /** Bytes from a place on; fewer, where the file ends before. */
  async bytes(at: number, length: number): Promise<Buffer> {
    const isInside = at >= this.#start && at + length <= this.#start + this.#window.length;
    if (!isInside) {
      const wanted = Math.max(0, Math.min(Math.max(length, WINDOW_BYTES), this.size - at));
      // A new one each time: whoever got a piece of the old one may keep it.
      const window = Buffer.allocUnsafeSlow(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead } = await this.#file.read(window, filled, wanted - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      this.#window = window.subarray(0, filled);
      this.#start = at;
    }
    return this.#window.subarray(at - this.#start, at - this.#start + length);
  }
}

/** Reads the file's header, or writes it into a file that has no more than an unfinished one. */
async function formatOf(file: FileHandle): Promise<RecordFormat> {
  const { size } = await file.stat();
  const header = await new FileWindows(file, size).bytes(0, FILE_HEADER_BYTES);
  const format = RecordFormat.of(header);
  if (format !== undefined) return format;
  if (size > FILE_HEADER_BYTES)
    throw new BlockStoreError(`${FILE_NAME} is no file of blocks, or its first bytes are damaged`);
  const fresh = RecordFormat.newFileHeader();
  await file.truncate(0);
  await writeAll(file, [fresh], 0);
  await file.datasync();
  return RecordFormat.of(fresh) as RecordFormat;
}

async function writeAll(file: FileHandle, parts: readonly Buffer[], at: number): Promise<void> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  let { bytesWritten: written } = await file.writev([...parts], at);
  if (written === total) return;
  const bytes = Buffer.concat(parts);
  while (written < total) {
    written += (await file.write(bytes, written, total - written, at + written)).bytesWritten;
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
