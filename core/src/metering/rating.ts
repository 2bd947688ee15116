import type { Branded } from '../brand.js';
import { type Fen, fen } from '../money.js';
import { type Quantity, QUANTITY_ONE } from '../quantity.js';

export const SECONDS_PER_DAY = 86_400n;
/** How many {@link ExactAmount} counts make one fen: 86,400·10¹⁰. */
export const EXACT_PER_FEN = SECONDS_PER_DAY * QUANTITY_ONE;

/** An exact amount of money: a count of 1/(86,400·10¹⁰) fen, never negative. No bill needs a smaller part. */
export type ExactAmount = Branded<bigint, 'ExactAmount'>;
export const ZERO_EXACT = 0n as ExactAmount;

const EXACT_TEXT = /^(?:0|[1-9][0-9]{0,79})$/u;

/** Exact cost of a level held for some seconds at a price a day. @throws RangeError for negative seconds */
export function rateLevel(held: Quantity, seconds: bigint, pricePerDay: Fen): ExactAmount {
  if (seconds < 0n) throw new RangeError('a duration is negative');
  return (held * seconds * pricePerDay) as ExactAmount;
}

/** Exact cost of a counted quantity at a price each. */
export function rateCount(counted: Quantity, priceEach: Fen): ExactAmount {
  return (counted * SECONDS_PER_DAY * priceEach) as ExactAmount;
}

export function addExact(...amounts: readonly ExactAmount[]): ExactAmount {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum as ExactAmount;
}

/** Rounds an exact amount to whole fen, half up. @throws CloudfedError AMOUNT_OVERFLOW */
export function roundHalfUp(exact: ExactAmount): Fen {
  return fen(roundTotal(exact));
}

/** The same of a total over many bills, which may be above what one bill may hold. */
export function roundTotal(exact: ExactAmount): bigint {
  return (2n * exact + EXACT_PER_FEN) / (2n * EXACT_PER_FEN);
}

/** An exact amount on the wire: its count of 1/(86,400·10¹⁰) fen in digits. */
export function formatExact(exact: ExactAmount): string {
  return exact.toString();
}

/** Reads {@link formatExact}'s text back. @throws RangeError */
export function exactFromRecord(value: unknown, field: string): ExactAmount {
  if (typeof value !== 'string' || !EXACT_TEXT.test(value)) {
    throw new RangeError(`${field} in a record is not an exact amount`);
  }
  return BigInt(value) as ExactAmount;
}
