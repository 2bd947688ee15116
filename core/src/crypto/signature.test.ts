import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { toHex } from '../bytes.js';
import { lowSignature, parsePublicKey, parseSignature } from './signature.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const hex = (value: bigint): string => value.toString(16).padStart(64, '0');

describe('signatures', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  it('are brought to their one form, which still verifies', () => {
    for (let count = 0; count < 20; count += 1) {
      const bytes = Buffer.of(count);
      const raw = sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      const low = lowSignature(raw);
      expect(parseSignature(low, 'signature')).toBe(low);
      expect(verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(low, 'hex'))).toBe(
        true,
      );
    }
  });

  it('have no second form', () => {
    const low = lowSignature(sign('sha256', Buffer.of(1), { key: privateKey, dsaEncoding: 'ieee-p1363' }));
    const high = low.slice(0, 64) + hex(ORDER - BigInt(`0x${low.slice(64)}`));
    for (const other of [high, low.toUpperCase(), low.slice(1), `${low}00`, `0x${low.slice(2)}`]) {
      expect(() => parseSignature(other, 'signature')).toThrow(/signature: /u);
    }
  });

  it.each([
    [0n, 1n],
    [1n, 0n],
    [ORDER, 1n],
    [1n, ORDER],
    [1n, ORDER / 2n + 1n],
  ])('with r = %s and s = %s are none', (r, s) => {
    expect(() => parseSignature(hex(r) + hex(s), 'signature')).toThrow(/signature: /u);
  });
});

describe('public keys', () => {
  it('are uncompressed points', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const point = pointOf(createPublicKey(createPrivateKey(key.privateKey.export({ type: 'pkcs8', format: 'pem' }))));
    expect(parsePublicKey(point, 'key')).toBe(point);
    for (const other of [point.slice(2), `02${point.slice(2, 66)}`, point.toUpperCase()]) {
      expect(() => parsePublicKey(other, 'key')).toThrow(/key: /u);
    }
  });
});

function pointOf(key: KeyObject): string {
  return toHex(key.export({ type: 'spki', format: 'der' }).subarray(-65));
}
