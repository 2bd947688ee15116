import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `cfk_`, the key's id, and its secret of 256 random bits: nobody finds it by trying, so one round of SHA-256 hides it. */
const FORM = /^cfk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/u;
const PREFIX = 'cfk_';
const ID_BYTES = 8;
const SECRET_BYTES = 32;

export interface NewSecret {
  /** What the caller sends; it is told once and not kept. */
  readonly apiKey: string;
  readonly hash: Buffer;
}

export function newKeyId(): string {
  return randomBytes(ID_BYTES).toString('hex');
}

export function newSecret(keyId: string): NewSecret {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { apiKey: `${PREFIX}${keyId}_${secret}`, hash: hashOf(keyId, secret) };
}

/** Whether a credential means to be an API key, valid or not. */
export function looksLikeApiKey(credential: string): boolean {
  return credential.startsWith(PREFIX);
}

/** The key's id and the hash of its secret; undefined for what is no API key. */
export function readApiKey(credential: string): { readonly keyId: string; readonly hash: Buffer } | undefined {
  const [, keyId, secret] = FORM.exec(credential) ?? [];
  return keyId === undefined || secret === undefined ? undefined : { keyId, hash: hashOf(keyId, secret) };
}

export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function hashOf(keyId: string, secret: string): Buffer {
  return createHash('sha256').update(`${keyId}:${secret}`).digest();
}
