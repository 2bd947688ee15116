import type { Branded } from '../brand.js';
import { argumentError } from '../errors.js';
import { type Fen, fen, MAX_FEN } from '../money.js';
import { parseDigits } from '../whole.js';

/** Thousandths of a fen, never negative: what signed documents count in. The ledger pays whole fen. */
export type MilliFen = Branded<bigint, 'MilliFen'>;

export const MILLI = 1_000n;
export const MAX_MILLI_FEN = MAX_FEN * MILLI;
export const ZERO_MILLI_FEN = 0n as MilliFen;

/** @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `field` */
export function parseMilliFen(text: string, field: string): MilliFen {
  const value = parseDigits(text, field);
  if (value > MAX_MILLI_FEN) {
    throw argumentError(field, `must be at most ${MAX_MILLI_FEN.toString()} milli-fen`, 'AMOUNT_OVERFLOW');
  }
  return value as MilliFen;
}

/** An amount that a computation made. @throws CloudfedError AMOUNT_OVERFLOW; RangeError where it is negative */
export function milliFen(value: bigint): MilliFen {
  if (value < 0n) throw new RangeError('an amount is negative');
  if (value > MAX_MILLI_FEN) throw argumentError('amount', 'would be too large', 'AMOUNT_OVERFLOW');
  return value as MilliFen;
}

export function milliFenOf(amount: Fen): MilliFen {
  return milliFen(amount * MILLI);
}

/** Whole fen of an amount, rounded down: the rest stays where it is. */
export function wholeFen(amount: MilliFen): Fen {
  return fen(amount / MILLI);
}
