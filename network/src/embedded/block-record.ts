import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const MAGIC = Buffer.from('CFBLOCK1');
const SALT_BYTES = 16;
export const FILE_HEADER_BYTES = MAGIC.length + SALT_BYTES + 4;
/** Length, block number, checksum of the content, checksum of these three; four bytes each, big-endian. */
export const RECORD_HEADER_BYTES = 16;
export const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** What stands before a block in its file. */
export interface RecordHeader {
  /** Bytes of the block. */
  readonly length: number;
  readonly number: number;
  readonly checksum: number;
}

/**
 * How one file of blocks is written. Its checksums are CRC-32 begun with a secret of the file: what a block holds comes
 * from clients, who must not be able to write something that looks like a record of its own when a crash has torn the
 * one it is in.
 */
export class RecordFormat {
  readonly #seed: number;

  private constructor(salt: Buffer) {
    this.#seed = crc32(salt);
  }

  /** The first bytes of a new file. */
  static newFileHeader(): Buffer {
    const header = Buffer.concat([MAGIC, randomBytes(SALT_BYTES)]);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(header));
    return Buffer.concat([header, checksum]);
  }

  /** The format of a file by its first bytes; undefined where they are not those of a file of blocks. */
  static of(fileHeader: Buffer): RecordFormat | undefined {
    const end = MAGIC.length + SALT_BYTES;
    const isHeader =
      fileHeader.length === FILE_HEADER_BYTES &&
      fileHeader.subarray(0, MAGIC.length).equals(MAGIC) &&
      crc32(fileHeader.subarray(0, end)) === fileHeader.readUInt32BE(end);
    return isHeader ? new RecordFormat(fileHeader.subarray(MAGIC.length, end)) : undefined;
  }

  headerOf(content: Buffer, number: number): Buffer {
    const header = Buffer.allocUnsafe(RECORD_HEADER_BYTES);
    header.writeUInt32BE(content.length, 0);
    header.writeUInt32BE(number, 4);
    header.writeUInt32BE(crc32(content, this.#seed), 8);
    header.writeUInt32BE(crc32(header.subarray(0, 12), this.#seed), 12);
    return header;
  }

  /** The header at a place of some bytes; undefined where there is none, or no whole one. */
  headerAt(bytes: Buffer, at: number): RecordHeader | undefined {
    if (at + RECORD_HEADER_BYTES > bytes.length) return undefined;
    const length = bytes.readUInt32BE(at);
    if (length === 0 || length > MAX_BLOCK_BYTES) return undefined;
    if (crc32(bytes.subarray(at, at + 12), this.#seed) !== bytes.readUInt32BE(at + 12)) return undefined;
    return { length, number: bytes.readUInt32BE(at + 4), checksum: bytes.readUInt32BE(at + 8) };
  }

  /** Whether this is the content a header was written for. */
  isContentOf(header: RecordHeader, content: Buffer): boolean {
    return content.length === header.length && crc32(content, this.#seed) === header.checksum;
  }
}
