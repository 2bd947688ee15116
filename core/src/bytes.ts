import type { Branded } from './brand.js';

/** Lower-case hexadecimal digits. */
export type Hex = Branded<string, 'Hex'>;

const MAX_SAFE = Number.MAX_SAFE_INTEGER;
const CHUNK = 0x80;
const LOW_BITS = 0x7f;
const CHUNK_BIG = 128n;
/** Longest texts that are read or written: ids and names are shorter. */
const MAX_TEXT = 255;
const ASCII = /^[\x21-\x7e]*$/u;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): Hex {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text as Hex;
}

/** The bytes of a text of printable ASCII characters and line ends. @throws RangeError for any other */
export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || (code < 0x20 && code !== 0x0a)) throw new RangeError('a text is not plain ASCII');
    bytes[at] = code;
  }
  return bytes;
}

/** Bytes of a compact form, written one after the other. A value that has no form here is a fault: a RangeError. */
export class ByteWriter {
  #bytes = new Uint8Array(1_024);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  /** A whole number of at most 53 bits: seven bits a byte, the lowest first, the high bit set on all but the last. */
  whole(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('a number is out of bounds');
    let rest = value;
    while (rest >= CHUNK) {
      this.byte((rest % CHUNK) + CHUNK);
      rest = Math.floor(rest / CHUNK);
    }
    this.byte(rest);
  }

  /** The same of any size. */
  bigWhole(value: bigint): void {
    if (value < 0n) throw new RangeError('a number is out of bounds');
    let rest = value;
    while (rest >= CHUNK_BIG) {
      this.byte(Number(rest % CHUNK_BIG) + CHUNK);
      rest /= CHUNK_BIG;
    }
    this.byte(Number(rest));
  }

  /** A number that may be negative: 0, −1, 1, −2, … are written as 0, 1, 2, 3, … */
  signed(value: number): void {
    this.whole(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A text of printable ASCII, as what it shares with the one before and its rest. */
  text(value: string, before: string): void {
    if (value.length > MAX_TEXT || !ASCII.test(value)) throw new RangeError('a text is out of bounds');
    const shared = sharedLength(value, before);
    this.byte(shared);
    this.byte(value.length - shared);
    for (let at = shared; at < value.length; at += 1) this.byte(value.charCodeAt(at));
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

/** Bytes that do not have the form that is read. */
export class MalformedBytesError extends Error {
  override readonly name = 'MalformedBytesError';
}

/**
 * Reads what {@link ByteWriter} writes, and nothing else: every value has one form only.
 *
 * @throws MalformedBytesError from each of its methods
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new MalformedBytesError('it ends too early');
    this.#at += 1;
    return value;
  }

  /** @param most larger numbers are refused */
  whole(most = MAX_SAFE): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & LOW_BITS) * scale;
      if (value > most) throw new MalformedBytesError('a number is too large');
      if (byte < CHUNK) {
        if (byte === 0 && scale > 1) throw new MalformedBytesError('a number is not in its shortest form');
        return value;
      }
      scale *= CHUNK;
    }
  }

  bigWhole(most: bigint): bigint {
    let small = 0;
    let scale = 1;
    // Numbers are below 2^49 most of the time: no need for large ones until there are seven bytes.
    for (let index = 0; index < 7; index += 1) {
      const byte = this.byte();
      small += (byte & LOW_BITS) * scale;
      if (byte < CHUNK) {
        if (byte === 0 && index > 0) throw new MalformedBytesError('a number is not in its shortest form');
        return within(BigInt(small), most);
      }
      scale *= CHUNK;
    }
    let value = BigInt(small);
    let large = BigInt(scale);
    for (;;) {
      const byte = this.byte();
      value += BigInt(byte & LOW_BITS) * large;
      if (byte < CHUNK) {
        if (byte === 0) throw new MalformedBytesError('a number is not in its shortest form');
        return within(value, most);
      }
      within(value, most);
      large *= CHUNK_BIG;
      if (large > most * CHUNK_BIG) throw new MalformedBytesError('a number is too large');
    }
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(before: string): string {
    const shared = this.byte();
    const rest = this.byte();
    if (shared > before.length || shared + rest > MAX_TEXT) throw new MalformedBytesError('a text is out of bounds');
    const end = this.#at + rest;
    if (end > this.#bytes.length) throw new MalformedBytesError('it ends too early');
    const own = String.fromCharCode(...this.#bytes.subarray(this.#at, end));
    this.#at = end;
    if (!ASCII.test(own)) throw new MalformedBytesError('a text is not plain ASCII');
    // Only the longest shared part is the one form of a text.
    if (rest > 0 && own.charAt(0) === before.charAt(shared)) {
      throw new MalformedBytesError('a text is not in its shortest form');
    }
    return before.slice(0, shared) + own;
  }

  /** Says that nothing follows. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new MalformedBytesError('bytes follow its end');
  }
}

function within(value: bigint, most: bigint): bigint {
  if (value > most) throw new MalformedBytesError('a number is too large');
  return value;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one.charCodeAt(length) === other.charCodeAt(length)) {
    length += 1;
  }
  return length;
}
