import type { Branded } from '../brand.js';
import { type Hex, toHex } from '../bytes.js';
import { argumentError } from '../errors.js';

/** A P-256 signature in its one form: r and s, 32 bytes each, as 128 lower-case hexadecimal digits, s in the lower half. */
export type Signature = Branded<string, 'Signature'>;
/** A P-256 public key: the uncompressed point, 65 bytes, as 130 lower-case hexadecimal digits. */
export type PublicKey = Branded<string, 'PublicKey'>;

/** Says whether a signature (ECDSA on P-256 with SHA-256) of the bytes is of the key. Total: false for what is none. */
export type VerifySignature = (key: PublicKey, bytes: Uint8Array, signature: Signature) => boolean;

const SIGNATURE = /^[0-9a-f]{128}$/u;
const PUBLIC_KEY = /^04[0-9a-f]{128}$/u;
/** Order of the group of P-256 (FIPS 186-4, D.1.2.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;

/**
 * Reads a signature. With (r, s) also (r, order − s) verifies: only the lower of the two is taken, so that nobody can make
 * a second signature out of one.
 *
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function parseSignature(text: string, field: string): Signature {
  if (!SIGNATURE.test(text)) throw argumentError(field, 'must be 128 lower-case hexadecimal digits');
  const r = BigInt(`0x${text.slice(0, 64)}`);
  const s = BigInt(`0x${text.slice(64)}`);
  if (r === 0n || r >= ORDER || s === 0n || s > HALF_ORDER) throw argumentError(field, 'is not in its one form');
  return text as Signature;
}

/** @throws CloudfedError INVALID_ARGUMENT naming `field`; whether the point is on the curve is the verifier's to say */
export function parsePublicKey(text: string, field: string): PublicKey {
  if (!PUBLIC_KEY.test(text))
    throw argumentError(field, 'must be an uncompressed point: 04 and 128 hexadecimal digits');
  return text as PublicKey;
}

/** Brings r and s, 64 bytes as a signer gives them, to the one form. @throws RangeError where they are none */
export function lowSignature(bytes: Uint8Array): Signature {
  if (bytes.length !== 64) throw new RangeError('a signature of P-256 has 64 bytes');
  const text: Hex = toHex(bytes);
  const s = BigInt(`0x${text.slice(64)}`);
  const low = s > HALF_ORDER ? ORDER - s : s;
  return parseSignature(text.slice(0, 64) + low.toString(16).padStart(64, '0'), 'signature');
}
