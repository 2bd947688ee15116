import { type KeyObject, createPrivateKey, sign } from 'node:crypto';

/** Order of P-256's base point, big-endian. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
const HALF_ORDER = ORDER / 2n;

/** Signs data with ECDSA P-256 over its SHA-256, in DER, with the low one of the two possible S. */
export type Sign = (data: Uint8Array) => Buffer;

/**
 * A signer with native code. OpenSSL gives either S; Fabric refuses the high one, so it is turned into its mirror.
 *
 * @param privateKeyPem PKCS#8 or SEC 1 key of curve P-256
 * @throws RangeError when the key is not a P-256 key
 */
export function createNativeSigner(privateKeyPem: string | Buffer): Sign {
  const key: KeyObject = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new RangeError('signing key is not an ECDSA P-256 key');
  }
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  return (data) => {
    const signature = sign('sha256', data, options);
    return encodeDer(signature.subarray(0, 32), lowS(signature.subarray(32)));
  };
}

function lowS(s: Buffer): Buffer {
  // The first byte decides nearly always: below 7f…, or above.
  if ((s[0] ?? 0) < 0x7f) return s;
  const value = BigInt(`0x${s.toString('hex')}`);
  if (value <= HALF_ORDER) return s;
  return Buffer.from((ORDER - value).toString(16).padStart(64, '0'), 'hex');
}

function encodeDer(r: Buffer, s: Buffer): Buffer {
  const first = integer(r);
  const second = integer(s);
  return Buffer.concat([Buffer.of(0x30, first.length + second.length), first, second]);
}

function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = bytes.subarray(start);
  const padding = (trimmed[0] ?? 0) >= 0x80 ? 1 : 0;
  const result = Buffer.alloc(2 + padding + trimmed.length);
  result[0] = 0x02;
  result[1] = padding + trimmed.length;
  result.set(trimmed, 2 + padding);
  return result;
}
