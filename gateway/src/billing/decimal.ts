// Exact numbers as decimal texts. Nothing here is a float.

/** A ratio as a decimal, rounded half up (away from zero) to so many digits; trailing zeros are left out. */
export function decimalOf(numerator: bigint, denominator: bigint, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const isNegative = numerator < 0n !== denominator < 0n && numerator !== 0n;
  const [top, bottom] = [abs(numerator) * scale, abs(denominator)];
  const rounded = (2n * top + bottom) / (2n * bottom);
  const fraction = (rounded % scale).toString().padStart(digits, '0').replace(/0+$/u, '');
  const text = `${(rounded / scale).toString()}${digits === 0 || fraction === '' ? '' : `.${fraction}`}`;
  return isNegative && rounded !== 0n ? `-${text}` : text;
}

/** Fen as yuan with two digits: `1234.50`, negative for what is taken off. */
export function yuanOf(fen: bigint): string {
  const text = abs(fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** The same for people: `1,234.50`. */
export function yuanForPeople(fen: bigint): string {
  return yuanOf(fen).replace(/\B(?=(?:\d{3})+\.)/gu, ',');
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
