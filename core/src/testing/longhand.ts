// Decimal arithmetic on digits, as by hand with a pencil: nothing in it knows bigint, scales or remainders of the product.

/** Digits from the lowest to the highest. */
type Digits = readonly number[];

const digitsOf = (text: string): Digits => Array.from(text).reverse().map(Number);

function carried(columns: readonly number[]): Digits {
  const digits: number[] = [];
  let carry = 0;
  for (let at = 0; at < columns.length || carry > 0; at += 1) {
    const sum = (columns[at] ?? 0) + carry;
    digits.push(sum % 10);
    carry = Math.floor(sum / 10);
  }
  return digits;
}

function multiply(one: Digits, other: Digits): Digits {
  const columns = new Array<number>(one.length + other.length).fill(0);
  one.forEach((a, i) => {
    other.forEach((b, j) => (columns[i + j] = (columns[i + j] ?? 0) + a * b));
  });
  return carried(columns);
}

function add(one: Digits, other: Digits): Digits {
  return carried(
    Array.from({ length: Math.max(one.length, other.length) }, (_, at) => (one[at] ?? 0) + (other[at] ?? 0)),
  );
}

/** Long division by a small divisor; what is left over is dropped. */
function divide(dividend: Digits, divisor: number): Digits {
  const quotient: number[] = [];
  let rest = 0;
  for (const digit of [...dividend].reverse()) {
    rest = rest * 10 + digit;
    quotient.push(Math.floor(rest / divisor));
    rest %= divisor;
  }
  return quotient.reverse();
}

/** One product of a bill, in texts: `"7.5"` of a quantity × seconds × fen a day. */
export type Item = readonly [quantity: string, seconds: string, fen: string];

const FRACTION_DIGITS = 10;
const SECONDS_PER_DAY = 86_400;

/** Σ quantity × seconds × fen ÷ 86,400, rounded half up to whole fen, worked out on digits. */
export function billByHand(items: readonly Item[]): string {
  let sum: Digits = [0];
  for (const [quantity, seconds, fen] of items) {
    const [whole = '', fraction = ''] = quantity.split('.');
    const shifted = digitsOf(whole + fraction.padEnd(FRACTION_DIGITS, '0'));
    sum = add(sum, multiply(multiply(shifted, digitsOf(seconds)), digitsOf(fen)));
  }
  const quotient = divide(sum, SECONDS_PER_DAY);
  // The first digit after the point says whether it is a half or more, whatever follows.
  const roundsUp = (quotient[FRACTION_DIGITS - 1] ?? 0) >= 5;
  const whole = add(quotient.slice(FRACTION_DIGITS), [roundsUp ? 1 : 0]);
  const text = [...whole].reverse().join('').replace(/^0+/u, '');
  return text === '' ? '0' : text;
}
