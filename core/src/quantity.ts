import type { Branded } from './brand.js';
import { argumentError } from './errors.js';
import { parseWhole, wholeFromRecord, wholeToRecord } from './whole.js';

/** An exact decimal of at most 12 integer and 10 fraction digits, counted in 10⁻¹⁰. Never negative. */
export type Quantity = Branded<bigint, 'Quantity'>;

export const QUANTITY_FRACTION_DIGITS = 10;
/** How many of {@link Quantity}'s counts make one. */
export const QUANTITY_ONE = 10_000_000_000n;
export const MAX_QUANTITY = 10n ** 22n - 1n;
/** Largest whole number that is a quantity: 12 digits. */
export const MAX_WHOLE_QUANTITY = MAX_QUANTITY / QUANTITY_ONE;
export const ZERO_QUANTITY = 0n as Quantity;

const QUANTITY = /^(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,10}))?$/u;
const LONGEST = 23;

/**
 * Parses an exact decimal such as `"7.5"`: ASCII digits, at most 12 before and 10 after the point, no leading zeros.
 * Trailing zeros are accepted and mean nothing.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseQuantity(text: string, field: string): Quantity {
  const read = readDecimal(text);
  if (read !== undefined) return read;
  throw argumentError(field, 'must be a decimal with at most 12 integer and 10 fraction digits, such as 7.5');
}

/**
 * Parses a quantity that is whole, such as a number of addresses.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseWholeQuantity(text: string, field: string): Quantity {
  return quantityOfWhole(parseWhole(text, field, MAX_WHOLE_QUANTITY));
}

/** A quantity that a computation made. @throws RangeError outside 0 … {@link MAX_QUANTITY} */
export function quantity(counts: bigint): Quantity {
  if (counts < 0n || counts > MAX_QUANTITY) throw new RangeError('a quantity is out of bounds');
  return counts as Quantity;
}

/** @throws RangeError above {@link MAX_WHOLE_QUANTITY} */
export function quantityOfWhole(value: bigint): Quantity {
  return quantity(value * QUANTITY_ONE);
}

/** The shortest exact decimal: `"0.152"`, `"4"`. */
export function formatQuantity(value: Quantity): string {
  const whole = value / QUANTITY_ONE;
  const fraction = (value % QUANTITY_ONE).toString().padStart(QUANTITY_FRACTION_DIGITS, '0').replace(/0+$/u, '');
  return fraction === '' ? whole.toString() : `${whole.toString()}.${fraction}`;
}

/** As a ledger record holds it: a JSON integer where it is whole, else a decimal text. */
export function quantityToRecord(value: Quantity): number | string {
  return value % QUANTITY_ONE === 0n ? wholeToRecord(value / QUANTITY_ONE) : formatQuantity(value);
}

/** A quantity of a ledger record, read back and asserted to be what {@link quantityToRecord} writes. @throws RangeError */
export function quantityFromRecord(value: unknown, field: string): Quantity {
  if (typeof value === 'number') return quantityOfWhole(wholeFromRecord(value, field));
  const read = typeof value === 'string' ? readDecimal(value) : undefined;
  if (read === undefined || quantityToRecord(read) !== value) {
    throw new RangeError(`${field} in a record is not a quantity`);
  }
  return read;
}

function readDecimal(text: string): Quantity | undefined {
  const match = text.length <= LONGEST ? QUANTITY.exec(text) : null;
  if (!match) return undefined;
  const [, whole = '0', fraction = ''] = match;
  return quantity(BigInt(whole) * QUANTITY_ONE + BigInt(fraction.padEnd(QUANTITY_FRACTION_DIGITS, '0')));
}
