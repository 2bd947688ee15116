import { createPrivateKey, type KeyObject, sign } from 'node:crypto';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;
const FIELD_BYTES = 32;

/** Signs a message (not its digest) as Fabric wants it: ECDSA over SHA-256, DER, low S. */
export type MessageSigner = (message: Uint8Array) => Promise<Uint8Array>;

/**
 * Signs with the platform's own P-256, about ten times as fast as the client library's default signer.
 *
 * @throws Error where the key is not on P-256
 */
export function newMessageSigner(privateKeyPem: string | Buffer): MessageSigner {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Error('the signing key is not on P-256');
  return (message) => Promise.resolve(signLowS(message, key));
}

function signLowS(message: Uint8Array, key: KeyObject): Buffer {
  const raw = sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' });
  const s = BigInt(`0x${raw.toString('hex', FIELD_BYTES)}`);
  // Of the two valid s Fabric takes only the lower; the platform gives either.
  const low =
    s > HALF_ORDER ? Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex') : raw.subarray(FIELD_BYTES);
  const content = Buffer.concat([derInteger(raw.subarray(0, FIELD_BYTES)), derInteger(low)]);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

function derInteger(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const padded = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(0x02, padded.length), padded]);
}
