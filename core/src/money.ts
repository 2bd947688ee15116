import type { Branded } from './brand.js';
import { argumentError, CloudfedError } from './errors.js';
import { MAX_SAFE_WHOLE, parseDigits, wholeFromRecord, wholeToRecord } from './whole.js';

/** Whole fen (1/100 CNY), never negative, at most {@link MAX_FEN}. */
export type Fen = Branded<bigint, 'Fen'>;

/** Largest amount that is kept: 2^53 − 1 fen, so that a JSON number is always exact. */
export const MAX_FEN = MAX_SAFE_WHOLE;
export const ZERO_FEN = 0n as Fen;

/**
 * Parses an amount in fen.
 *
 * @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `field`
 */
export function parseFen(text: string, field: string): Fen {
  const value = parseDigits(text, field);
  if (value > MAX_FEN) {
    throw argumentError(field, `must be at most ${MAX_FEN.toString()} fen`, 'AMOUNT_OVERFLOW');
  }
  return value as Fen;
}

/**
 * An amount that a computation made.
 *
 * @throws CloudfedError AMOUNT_OVERFLOW above {@link MAX_FEN}
 */
export function fen(value: bigint): Fen {
  if (value < 0n) throw new RangeError('an amount is negative');
  if (value > MAX_FEN) {
    throw new CloudfedError('AMOUNT_OVERFLOW', `the amount would be above ${MAX_FEN.toString()} fen`);
  }
  return value as Fen;
}

/** @throws CloudfedError AMOUNT_OVERFLOW */
export function addFen(...amounts: readonly Fen[]): Fen {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return fen(sum);
}

/** An amount as a ledger record holds it: a JSON integer. */
export function fenToRecord(amount: Fen): number {
  return wholeToRecord(amount);
}

/** An amount of a ledger record, read back and asserted. @throws RangeError */
export function fenFromRecord(value: unknown, field: string): Fen {
  return wholeFromRecord(value, field) as Fen;
}
