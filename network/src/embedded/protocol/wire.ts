/**
 * Protobuf's wire format, by hand, for the messages every transaction passes through.
 *
 * The generated classes copy, build arrays and lose the exact bytes; here a field of a message is a view of the bytes
 * it came in, so what was signed is what is hashed, stored and sent on. Messages off the hot path use the generated
 * classes of `@hyperledger/fabric-protos`.
 */

/** Bytes that are not the message they should be. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** No bytes. */
export const EMPTY: Buffer = Buffer.alloc(0);

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Walks the fields of one message without copying. Every malformed length or tag throws {@link WireError}. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;
  #wireType = VARINT;
  /** Number of the field {@link next} stopped at. */
  field = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = asBuffer(bytes);
  }

  /** Moves to the next field; the one before must have been read or skipped. */
  next(): boolean {
    if (this.#at >= this.#bytes.length) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.#wireType = tag % 8;
    if (this.field === 0 || tag > 0xffffffff) throw new WireError('illegal tag');
    return true;
  }

  /** A bytes or message field, as a view. */
  bytes(): Buffer {
    if (this.#wireType !== LENGTH_DELIMITED) throw new WireError('field is not length-delimited');
    const length = this.#varint();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new WireError('field runs past the end of its message');
    const view = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return view;
  }

  /** A string field. Invalid UTF-8 is refused, as Fabric's decoder does. */
  string(): string {
    const view = this.bytes();
    const text = view.toString('utf8');
    if (text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(view)) {
      throw new WireError('string field contains invalid UTF-8');
    }
    return text;
  }

  /** An unsigned integer up to 2^53-1. */
  uint(): number {
    if (this.#wireType !== VARINT) throw new WireError('field is not a varint');
    return this.#varint();
  }

  /** A signed 64-bit integer, as timestamps have it. */
  int64(): bigint {
    if (this.#wireType !== VARINT) throw new WireError('field is not a varint');
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new WireError('varint is too long');
  }

  /** A signed 32-bit integer or an enum. */
  int32(): number {
    return Number(BigInt.asIntN(32, this.int64()));
  }

  bool(): boolean {
    return this.int64() !== 0n;
  }

  skip(): void {
    if (this.#wireType === VARINT) this.int64();
    else if (this.#wireType === LENGTH_DELIMITED) this.bytes();
    else if (this.#wireType === FIXED64) this.#forward(8);
    else if (this.#wireType === FIXED32) this.#forward(4);
    else throw new WireError('illegal wire type');
  }

  #forward(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new WireError('field runs past the end of its message');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new WireError('message ends inside a field');
    this.#at += 1;
    return byte;
  }

  #varint(): number {
    let byte = this.#byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 128;
    for (let count = 1; count < 8; count += 1) {
      byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (value > Number.MAX_SAFE_INTEGER) throw new WireError('integer is too large');
        return value;
      }
      scale *= 128;
    }
    throw new WireError('integer is too large');
  }
}

const INITIAL_CAPACITY = 256;
const TAG_AND_LENGTH = 12;

/** Builds one message. Fields are written in the order of the calls; proto3's default values are left out. */
export class WireWriter {
  #buffer: Buffer;
  #at = 0;

  constructor(capacity = INITIAL_CAPACITY) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  /** A bytes or message field; left out when empty. */
  bytes(field: number, value: Uint8Array | undefined): this {
    return value === undefined || value.length === 0 ? this : this.element(field, value);
  }

  /** A bytes or message field, written also when empty: an element of a repeated field, or a present message. */
  element(field: number, value: Uint8Array): this {
    this.#reserve(value.length + TAG_AND_LENGTH);
    this.#varint(field * 8 + LENGTH_DELIMITED);
    this.#varint(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
    return this;
  }

  string(field: number, value: string): this {
    if (value === '') return this;
    const length = Buffer.byteLength(value, 'utf8');
    this.#reserve(length + TAG_AND_LENGTH);
    this.#varint(field * 8 + LENGTH_DELIMITED);
    this.#varint(length);
    this.#at += this.#buffer.write(value, this.#at, 'utf8');
    return this;
  }

  /** A non-negative integer up to 2^53-1; left out when 0. */
  uint(field: number, value: number): this {
    if (value === 0) return this;
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an unsigned integer: ${value}`);
    this.#reserve(TAG_AND_LENGTH);
    this.#varint(field * 8 + VARINT);
    this.#varint(value);
    return this;
  }

  bool(field: number, value: boolean): this {
    return value ? this.uint(field, 1) : this;
  }

  /** The message; a view of this writer's buffer, so the writer is done. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#at);
  }

  #reserve(count: number): void {
    const needed = this.#at + count;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#at);
    this.#buffer = grown;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#buffer[this.#at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#at++] = rest;
  }
}
