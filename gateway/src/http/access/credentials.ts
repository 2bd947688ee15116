import { looksLikeApiKey } from './api-key-secret.js';
import type { ApiKeys } from './api-keys.js';
import type { Principal } from './principal.js';
import { type TokenVerifier, unauthenticated } from './tokens.js';

/** Tells who a bearer credential stands for, a token or an API key. */
export interface CredentialVerifier {
  /**
   * @param certificate SHA-256 of the caller’s own, where it has one
   * @throws CloudfedError UNAUTHENTICATED, UNAVAILABLE where the keys of tokens cannot be fetched
   */
  verify(credential: string, certificate: string | undefined): Promise<Principal>;
}

/** @param parts.tokens undefined where API keys alone are taken */
export function newCredentialVerifier(parts: {
  readonly apiKeys: Pick<ApiKeys, 'verify'>;
  readonly tokens: TokenVerifier | undefined;
}): CredentialVerifier {
  const { apiKeys, tokens } = parts;
  return {
    verify: async (credential, certificate) => {
      if (looksLikeApiKey(credential)) return apiKeys.verify(credential);
      if (tokens === undefined) throw unauthenticated('an API key is needed');
      return tokens.verify(credential, certificate);
    },
  };
}
