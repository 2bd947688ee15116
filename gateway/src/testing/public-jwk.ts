import { createPublicKey, type webcrypto } from 'node:crypto';

import { exportJWK, exportSPKI, type JWK } from 'jose';

/**
 * A public key as JWK, by way of its text: Node locks a key while it exports it as JWK, and where the object that made the
 * key is swept up in that moment, which wants the same lock, the process stands still for good.
 */
export async function publicJwk(key: webcrypto.CryptoKey): Promise<JWK> {
  return exportJWK(createPublicKey(await exportSPKI(key)));
}
