import type { Branded } from './brand.js';
import { argumentError } from './errors.js';
import { MAX_SAFE_WHOLE } from './whole.js';

/** An exact decimal of at most 12 integer and 10 fraction digits, counted in 10⁻¹⁰. Never negative. */
export type Quantity = Branded<bigint, 'Quantity'>;

export const QUANTITY_FRACTION_DIGITS = 10;
/** How many of {@link Quantity}'s counts make one. */
export const QUANTITY_ONE = 10_000_000_000n;
export const MAX_QUANTITY = 10n ** 22n - 1n;
export const ZERO_QUANTITY = 0n as Quantity;

const QUANTITY = /^(0|[1-9][0-9]{0,11})(?:\.([0-9]{1,10}))?$/u;
const LONGEST = 23;

/**
 * Parses an exact decimal such as `"7.5"`: ASCII digits, at most 12 before and 10 after the point.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseQuantity(text: string, field: string): Quantity {
  const match = text.length <= LONGEST ? QUANTITY.exec(text) : null;
  if (!match) {
    throw argumentError(field, 'must be a decimal with at most 12 integer and 10 fraction digits, such as 7.5');
  }
  const [, whole = '0', fraction = ''] = match;
  return (BigInt(whole) * QUANTITY_ONE + BigInt(fraction.padEnd(QUANTITY_FRACTION_DIGITS, '0'))) as Quantity;
}

/** A quantity that a computation made. @throws RangeError outside 0 … {@link MAX_QUANTITY} */
export function quantity(counts: bigint): Quantity {
  if (counts < 0n || counts > MAX_QUANTITY) throw new RangeError('a quantity is out of bounds');
  return counts as Quantity;
}

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
  const isWhole = value % QUANTITY_ONE === 0n;
  return isWhole && value / QUANTITY_ONE <= MAX_SAFE_WHOLE ? Number(value / QUANTITY_ONE) : formatQuantity(value);
}

/** A quantity of a ledger record, read back and asserted. */
export function quantityFromRecord(value: unknown, field: string): Quantity {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return parseQuantity(value.toString(), field);
  if (typeof value === 'string') return parseQuantity(value, field);
  throw new RangeError(`${field} in a record is not a quantity`);
}
