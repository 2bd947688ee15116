import type { Logger } from 'pino';
import { z } from 'zod';

import { type Config, ConfigError } from '../config.js';
import { keyFile, type KeySource, keyUrl, newTokenKeys } from '../http/access/token-keys.js';
import { newTokenVerifier, type TokenVerifier } from '../http/access/tokens.js';

const KEYS_TIMEOUT_MS = 5_000;
const KEYS_COOLDOWN_MS = 10_000;
/** Reading a file costs nothing, and it is how an operator takes a key away. */
const FILE_FRESH_MS = 10_000;

/** Undefined where no tokens are taken. @throws ConfigError where the file of their keys is none */
export function newTokens(config: Config, logger: Logger): TokenVerifier | undefined {
  const { CLOUDFED_JWKS_FILE: file, CLOUDFED_JWKS_URL: url } = config;
  const { CLOUDFED_JWT_ISSUER: issuer, CLOUDFED_JWT_AUDIENCE: audience } = config;
  if (issuer === undefined || audience === undefined) return undefined;
  return newTokenVerifier({
    orgId: config.CLOUDFED_ORG_ID,
    issuer,
    audience,
    algorithms: config.CLOUDFED_JWT_ALGORITHMS,
    keys: newTokenKeys({
      source: url === undefined ? requireKeyFile(file ?? '') : keyUrl(url, KEYS_TIMEOUT_MS),
      freshMs: url === undefined ? FILE_FRESH_MS : config.CLOUDFED_JWKS_REFRESH_SECONDS * 1_000,
      usableMs: config.CLOUDFED_JWKS_OUTAGE_SECONDS * 1_000,
      cooldownMs: KEYS_COOLDOWN_MS,
      onTrouble: (err) => {
        logger.warn({ err }, 'the keys of tokens cannot be read');
      },
      onRecovered: () => {
        logger.info('the keys of tokens can be read again');
      },
    }),
  });
}

function requireKeyFile(file: string): KeySource {
  try {
    return keyFile(file);
  } catch (error) {
    const reason = error instanceof z.ZodError || error instanceof SyntaxError ? 'is no JWKS' : 'cannot be read';
    throw new ConfigError([`CLOUDFED_JWKS_FILE names a file that ${reason}: ${file}`]);
  }
}
