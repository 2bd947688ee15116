import { argumentError } from './errors.js';

const WHOLE = /^(?:0|[1-9][0-9]*)$/u;
/** Largest whole number a JSON number holds exactly: 2^53 − 1. */
export const MAX_SAFE_WHOLE = 9_007_199_254_740_991n;
/** More digits than any bound here has: a longer text is judged without being counted out. */
const MAX_DIGITS = 40;
const BEYOND_EVERY_BOUND = 10n ** BigInt(MAX_DIGITS);

/**
 * Parses a whole number written as plain ASCII digits: no sign, space, exponent, leading zero or other script's digits.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseWhole(text: string, field: string, most: bigint = MAX_SAFE_WHOLE, least = 0n): bigint {
  const value = parseDigits(text, field);
  if (value > most) throw argumentError(field, `must be at most ${most.toString()}`);
  if (value < least) throw argumentError(field, `must be at least ${least.toString()}`);
  return value;
}

/**
 * The digits alone; the caller judges the size, so its bound must be below 10^40: whatever is longer is given as that.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseDigits(text: string, field: string): bigint {
  if (!WHOLE.test(text)) throw argumentError(field, 'must be a whole number in plain digits, such as 365');
  return text.length > MAX_DIGITS ? BEYOND_EVERY_BOUND : BigInt(text);
}

/** A whole number as a ledger record holds it: a JSON integer. @throws RangeError above {@link MAX_SAFE_WHOLE} */
export function wholeToRecord(value: bigint): number {
  if (value < 0n || value > MAX_SAFE_WHOLE) throw new RangeError('a whole number is outside what a record holds');
  return Number(value);
}

/** A whole number as a ledger record holds it, read back and asserted. @throws RangeError */
export function wholeFromRecord(value: unknown, field: string): bigint {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${field} in a record is not a whole number`);
  }
  return BigInt(value);
}
