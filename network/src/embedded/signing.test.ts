import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isCanonicalSignature } from './signature-form.js';
import { createNativeSigner } from './signing.js';

describe('native signatures', () => {
  it('verify, are canonical DER, and have the low S', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sign = createNativeSigner(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    for (let count = 0; count < 500; count += 1) {
      const data = Buffer.from(String(count));
      const signature = sign(data);
      expect(isCanonicalSignature(signature)).toBe(true);
      expect(
        verify('sha256', data, createPublicKey(publicKey.export({ format: 'pem', type: 'spki' })), signature),
      ).toBe(true);
    }
  });

  it('are made with P-256 keys only', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey;
    expect(() => createNativeSigner(other.export({ format: 'pem', type: 'pkcs8' }))).toThrow(RangeError);
    const edwards = generateKeyPairSync('ed25519').privateKey;
    expect(() => createNativeSigner(edwards.export({ format: 'pem', type: 'pkcs8' }))).toThrow(RangeError);
  });
});
