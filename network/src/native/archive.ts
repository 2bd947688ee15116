import { crc32 } from 'node:zlib';

/** A file of an archive. */
export interface ArchiveEntry {
  /** At most 100 bytes of UTF-8. */
  readonly path: string;
  readonly content: Buffer;
}

const BLOCK = 512;
const MAX_STORED_BLOCK = 0xffff;

/**
 * A tar.gz that has the same bytes on every machine: entries in the order given, no times, no owners, and no compression,
 * since deflate's output depends on who made the library.
 */
export function tarGz(entries: readonly ArchiveEntry[]): Buffer {
  return gzipStored(Buffer.concat([...entries.flatMap(tarEntry), Buffer.alloc(2 * BLOCK)]));
}

function tarEntry({ path, content }: ArchiveEntry): Buffer[] {
  const padding = (BLOCK - (content.length % BLOCK)) % BLOCK;
  return [tarHeader(path, content.length), content, Buffer.alloc(padding)];
}

function tarHeader(path: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is too long a name for an archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function gzipStored(data: Buffer): Buffer {
  // No name, no time, "unknown" operating system.
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])];
  for (let from = 0; from < data.length; from += MAX_STORED_BLOCK) {
    const chunk = data.subarray(from, from + MAX_STORED_BLOCK);
    const head = Buffer.alloc(5);
    head.writeUInt8(from + MAX_STORED_BLOCK >= data.length ? 1 : 0, 0);
    head.writeUInt16LE(chunk.length, 1);
    head.writeUInt16LE(~chunk.length & 0xffff, 3);
    parts.push(head, chunk);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(data), 0);
  trailer.writeUInt32LE(data.length, 4);
  return Buffer.concat([...parts, trailer]);
}
