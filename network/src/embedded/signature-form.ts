const TAG_SEQUENCE = 0x30;
const TAG_INTEGER = 0x02;
/** Two integers of at most 33 bytes with their headers. */
const LONGEST = 72;
const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const HALF_ORDER = Buffer.from('7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8', 'hex');

/**
 * Whether bytes are the one DER encoding of a P-256 signature (r, s) with 0 < r < n and 0 < s ≤ n/2. Fabric refuses the
 * other s, n − s, so that nobody can make a second signature out of a first.
 */
export function isCanonicalSignature(der: Uint8Array): boolean {
  if (der.length > LONGEST || der[0] !== TAG_SEQUENCE || der[1] !== der.length - 2) return false;
  const r = integerAt(der, 2);
  if (r === undefined) return false;
  const s = integerAt(der, r.end);
  if (s?.end !== der.length) return false;
  return isPositive(r.value) && isPositive(s.value) && r.value.compare(ORDER) < 0 && s.value.compare(HALF_ORDER) <= 0;
}

/** A non-negative DER integer as 32 bytes; undefined where it is longer or not minimal. */
function integerAt(der: Uint8Array, at: number): { readonly value: Buffer; readonly end: number } | undefined {
  const length = der[at + 1];
  if (der[at] !== TAG_INTEGER || length === undefined || length === 0) return undefined;
  const end = at + 2 + length;
  if (end > der.length) return undefined;
  const [first = 0, second = 0] = der.subarray(at + 2, end);
  if (first >= 0x80 || (first === 0 && length > 1 && second < 0x80)) return undefined;
  const digits = der.subarray(first === 0 ? at + 3 : at + 2, end);
  if (digits.length > 32) return undefined;
  const value = Buffer.alloc(32);
  value.set(digits, 32 - digits.length);
  return { value, end };
}

function isPositive(value: Buffer): boolean {
  return value.some((byte) => byte !== 0);
}
