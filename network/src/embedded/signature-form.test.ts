import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonicalSignature } from './signature-form.js';
import { createNativeSigner } from './signing.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function integer(value: bigint): Buffer {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  if (Number.parseInt(hex.slice(0, 2), 16) >= 0x80) hex = `00${hex}`;
  const content = Buffer.from(hex, 'hex');
  return Buffer.concat([Buffer.of(0x02, content.length), content]);
}

function der(r: bigint, s: bigint): Buffer {
  const content = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, content.length), content]);
}

const inOrder = fc.bigInt({ min: 1n, max: ORDER - 1n });

describe('the form of a signature', () => {
  it('takes every r and every low s, and no high s', () => {
    fc.assert(
      fc.property(inOrder, inOrder, (r, s) => {
        expect(isCanonicalSignature(der(r, s))).toBe(s <= ORDER / 2n);
      }),
    );
  });

  it('takes the bounds and nothing beyond', () => {
    const half = ORDER / 2n;
    expect(isCanonicalSignature(der(1n, 1n))).toBe(true);
    expect(isCanonicalSignature(der(ORDER - 1n, half))).toBe(true);
    for (const [r, s] of [
      [0n, 1n],
      [1n, 0n],
      [ORDER, 1n],
      [1n, half + 1n],
      [1n, ORDER],
      [2n ** 256n, 1n],
      [1n, 2n ** 300n],
    ] as const) {
      expect(isCanonicalSignature(der(r, s))).toBe(false);
    }
  });

  it.each([
    ['nothing', ''],
    ['no integers', '3000'],
    ['one integer', '3003020101'],
    ['three integers', '3009020101020101020101'],
    ['bytes behind', '300602010102010100'],
    ['bytes behind inside', '300702010102010100'],
    ['a length in long form', '30810602010102010 1'.replace(' ', '')],
    ['an indefinite length', '30800201010201010000'],
    ['an integer with a needless zero', '300702020001020101'],
    ['a negative integer', '3006020181020101'],
    ['an integer of no bytes', '30050200020101'],
    ['an integer that runs over', '3006020101020501'],
    ['a set', '3106020101020101'],
    ['an octet string', '3006040101020101'],
    ['lengths that do not fit', '3007020101020101'],
  ])('refuses %s', (_name, hex) => {
    expect(isCanonicalSignature(Buffer.from(hex, 'hex'))).toBe(false);
  });

  it('takes no two encodings of one pair: of any changed byte at most the pair differs', () => {
    const original = der(2n ** 200n + 12_345n, 2n ** 100n + 678n);
    fc.assert(
      fc.property(fc.nat(original.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(original);
        changed[at] = byte;
        if (!isCanonicalSignature(changed)) return;
        const rLength = changed[3] ?? 0;
        const r = BigInt(`0x${changed.subarray(4, 4 + rLength).toString('hex')}`);
        const s = BigInt(`0x${changed.subarray(6 + rLength).toString('hex')}`);
        expect(der(r, s)).toEqual(changed);
      }),
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(typeof isCanonicalSignature(bytes)).toBe('boolean');
      }),
    );
  });

  it('is what this network signs with', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const signNative = createNativeSigner(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    for (let count = 0; count < 50; count += 1) {
      const data = Buffer.from(`data ${count}`);
      const signature = signNative(data);
      expect(isCanonicalSignature(signature)).toBe(true);
      expect(verify('sha256', data, publicKey, signature)).toBe(true);
    }
  });

  it('is not what OpenSSL signs with half of the time', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const publicKey = createPublicKey(key);
    const forms = new Set<boolean>();
    for (let count = 0; count < 200 && forms.size < 2; count += 1) {
      const data = Buffer.of(count);
      const signature = sign('sha256', data, key);
      expect(verify('sha256', data, publicKey, signature)).toBe(true);
      forms.add(isCanonicalSignature(signature));
    }
    expect(forms.size).toBe(2);
  });
});
