import { asciiBytes } from '../bytes.js';

/**
 * The one form in which a document is signed: each of its values in turn as a netstring, `length:value,` with the length
 * in digits. Values are printable ASCII. No two lists of values have the same bytes, and any language writes it in a line.
 *
 * @throws RangeError where a value is not printable ASCII
 */
export function canonicalBytes(values: readonly string[]): Uint8Array {
  return asciiBytes(values.map((value) => `${value.length.toString()}:${value},`).join(''));
}
