/** A fraction of whole numbers in lowest terms: the tests' own arithmetic, by cross multiplication from texts. */
export class Fraction {
  readonly top: bigint;
  readonly bottom: bigint;

  constructor(top: bigint, bottom = 1n) {
    let [a, b] = [top, bottom];
    while (b !== 0n) [a, b] = [b, a % b];
    this.top = top / a;
    this.bottom = bottom / a;
  }

  /** Reads `12.34` as 1234/100. */
  static decimal(text: string): Fraction {
    const [whole = '', digits = ''] = text.split('.');
    return new Fraction(BigInt(whole + digits), BigInt(`1${'0'.repeat(digits.length)}`));
  }

  plus(other: Fraction): Fraction {
    return new Fraction(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.top * other.top, this.bottom * other.bottom);
  }

  equals(other: Fraction): boolean {
    return this.top === other.top && this.bottom === other.bottom;
  }

  /** Half up, by comparing remainders. */
  rounded(): bigint {
    const whole = this.top / this.bottom;
    const rest = this.top - whole * this.bottom;
    return rest + rest >= this.bottom ? whole + 1n : whole;
  }
}
