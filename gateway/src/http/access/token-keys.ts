import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

/** Where an issuer's keys come from. */
export interface KeySource {
  /** Answers the text of a JWKS. */
  read(): Promise<string>;
}

export interface TokenKeysOptions {
  readonly source: KeySource;
  /** After so long they are read again, in the background. */
  readonly freshMs: number;
  /** Keys that could not be read again are taken for so long, counted from when they were last read. */
  readonly usableMs: number;
  /** Not read more often than that, whatever tokens come and whatever fails. */
  readonly cooldownMs: number;
  /** Told when reading fails and when it works again. */
  readonly onTrouble?: (error: unknown) => void;
  readonly onRecovered?: () => void;
  readonly now?: () => number;
}

/** No key can be told: a token cannot be judged now. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

const MAX_JWKS_LENGTH = 1024 * 1024;
const MAX_KEYS = 100;
const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(MAX_KEYS) });

/**
 * The keys that tokens are signed with, kept fresh. A token of an unknown key has them read again, so that an issuer may
 * rotate; a key that the issuer took away is not taken any more when they have been. An issuer that is away for a while
 * is gone on without.
 */
export function newTokenKeys(options: TokenKeysOptions): JWTVerifyGetKey {
  const keys = new CachedKeys(options);
  return (header, token) => keys.find(header, token);
}

type TokenKey = Awaited<ReturnType<JWTVerifyGetKey>>;

class CachedKeys {
  readonly #options: TokenKeysOptions;
  readonly #now: () => number;
  #keys: JWTVerifyGetKey | undefined;
  #readAt = -Infinity;
  #triedAt = -Infinity;
  #reading: Promise<void> | undefined;
  #isTroubled = false;

  constructor(options: TokenKeysOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  async find(...[header, token]: Parameters<JWTVerifyGetKey>): Promise<TokenKey> {
    const age = this.#now() - this.#readAt;
    if (age > this.#options.usableMs) await this.#read();
    else if (age > this.#options.freshMs) void this.#read();
    try {
      return await this.#usable()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const readAt = this.#readAt;
      await this.#read();
      if (this.#readAt === readAt) throw error;
      return this.#usable()(header, token);
    }
  }

  #usable(): JWTVerifyGetKey {
    const isUsable = this.#now() - this.#readAt <= this.#options.usableMs;
    if (this.#keys === undefined || !isUsable) throw new KeysUnavailableError('the keys of tokens cannot be read');
    return this.#keys;
  }

  /** Reads unless it was tried a moment ago; who comes meanwhile waits for the same reading. */
  #read(): Promise<void> {
    if (this.#reading !== undefined) return this.#reading;
    if (this.#now() - this.#triedAt < this.#options.cooldownMs) return Promise.resolve();
    this.#triedAt = this.#now();
    this.#reading = this.#tryRead().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #tryRead(): Promise<void> {
    try {
      const text = await this.#options.source.read();
      this.#keys = createLocalJWKSet(parseKeys(text));
      this.#readAt = this.#now();
      if (this.#isTroubled) this.#options.onRecovered?.();
      this.#isTroubled = false;
    } catch (error) {
      if (!this.#isTroubled) this.#options.onTrouble?.(error);
      this.#isTroubled = true;
    }
  }
}

function parseKeys(text: string): JSONWebKeySet {
  return jwks.parse(JSON.parse(text));
}

/** @throws Error where the file cannot be read or is no JWKS: better told at the start than to every caller */
export function keyFile(file: string): KeySource {
  parseKeys(readFileSync(file, 'utf8'));
  return { read: () => readFile(file, 'utf8') };
}

/** By HTTP. Another address that it sends to is not followed: it could be anybody's. */
export function keyUrl(url: string, timeoutMs: number): KeySource {
  return {
    read: async () => {
      const response = await fetch(url, {
        headers: { accept: 'application/jwk-set+json, application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (!response.ok) throw new Error(`${url} answers ${response.status}`);
      return readAtMost(response, MAX_JWKS_LENGTH);
    },
  };
}

async function readAtMost(response: Response, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > bytes) throw new Error(`the keys are longer than ${bytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
