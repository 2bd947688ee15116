import { createHash } from 'node:crypto';

import { CloudfedError, orgOfUser, parseUserId, type UserId } from '@cloudfed/core';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';

import { isRole } from './policy.js';
import { KeysUnavailableError } from './token-keys.js';
import type { Principal } from './principal.js';

export interface TokenOptions {
  readonly orgId: string;
  readonly issuer: string;
  readonly audience: string;
  /** Signature algorithms that are taken; never `none` or a shared secret's. */
  readonly algorithms: readonly string[];
  readonly keys: JWTVerifyGetKey;
  readonly now?: () => Date;
}

export interface TokenVerifier {
  /**
   * @param certificate SHA-256 of the caller’s own: a token that is bound to one (RFC 8705) is good with it alone
   * @throws CloudfedError UNAUTHENTICATED, UNAVAILABLE where the keys cannot be fetched
   */
  verify(token: string, certificate?: string): Promise<Principal>;
}

/** What the principals of API keys are called begins so. */
export const KEY_SUBJECT_PREFIX = 'key:';
const MAX_TOKEN_LENGTH = 8_192;
const MAX_SUBJECT_LENGTH = 256;
const MAX_ROLES = 20;
const CLOCK_TOLERANCE_SECONDS = 5;
/** A verified token is taken again without a look at its signature for this long at most, and never after its end. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1_000;
/** Printable ASCII: it stands in logs and in the audit log. */
const SUBJECT = /^[\x21-\x7e]+$/u;

export function newTokenVerifier(options: TokenOptions): TokenVerifier {
  return new JwtVerifier(options);
}

interface Verified {
  readonly principal: Principal;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** The certificate that the token is bound to. */
  readonly certificate: string | undefined;
}

class JwtVerifier implements TokenVerifier {
  readonly #options: TokenOptions;
  readonly #now: () => Date;
  readonly #remembered = new Map<string, Verified>();

  constructor(options: TokenOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  async verify(token: string, certificate?: string): Promise<Principal> {
    const verified = await this.#verified(token);
    if (verified.certificate !== undefined && verified.certificate !== certificate) {
      throw unauthenticated('the token is bound to another certificate than the caller’s');
    }
    return verified.principal;
  }

  async #verified(token: string): Promise<Verified> {
    if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated('the token is too long');
    const digest = createHash('sha256').update(token).digest('base64');
    const remembered = this.#remembered.get(digest);
    const now = this.#now().getTime();
    if (remembered !== undefined && remembered.until > now) return remembered;
    const payload = await this.#payload(token);
    const principal = principalOf(payload, this.#options.orgId);
    const until = Math.min((payload.exp ?? 0) * 1_000, now + REMEMBERED_MS);
    const verified = { principal, until, certificate: certificateOf(payload) };
    this.#remember(digest, verified);
    return verified;
  }

  async #payload(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, keys } = this.#options;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: this.#now(),
      });
      return payload;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  #remember(digest: string, entry: Verified): void {
    if (this.#remembered.size >= MAX_REMEMBERED) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    this.#remembered.set(digest, entry);
  }
}

function principalOf(payload: JWTPayload, orgId: string): Principal {
  const { sub: subject, roles, user_id: user } = payload;
  const isNamed = subject !== undefined && subject.length <= MAX_SUBJECT_LENGTH && SUBJECT.test(subject);
  // An API key's name is not for tokens to take.
  if (!isNamed || subject.startsWith(KEY_SUBJECT_PREFIX)) {
    throw unauthenticated('the token’s sub is not valid');
  }
  if (!Array.isArray(roles) || roles.length > MAX_ROLES || !roles.every((role) => typeof role === 'string')) {
    throw unauthenticated('the token’s roles are not a list of texts');
  }
  const known = [...new Set(roles.filter(isRole))];
  const userId = user === undefined ? undefined : userOf(user, orgId);
  if (known.includes('user') && userId === undefined) throw unauthenticated('a token of role user needs a user_id');
  return { subject, roles: known, userId };
}

/** A binding of another kind cannot be checked here, so its token is no good here. */
function certificateOf({ cnf }: JWTPayload): string | undefined {
  if (cnf === undefined) return undefined;
  const thumbprint = typeof cnf === 'object' && cnf !== null && 'x5t#S256' in cnf ? cnf['x5t#S256'] : undefined;
  if (typeof thumbprint !== 'string') throw unauthenticated('the token is bound to its holder in a way not known here');
  return thumbprint;
}

function userOf(claim: unknown, orgId: string): UserId {
  try {
    const userId = parseUserId(typeof claim === 'string' ? claim : '', 'user_id');
    if (orgOfUser(userId) === orgId) return userId;
  } catch {
    // Told below, without the claim's text.
  }
  throw unauthenticated('the token’s user_id is not a user of this organization');
}

/** Says which check failed, never what was in the token. */
function refusalOf(error: unknown): CloudfedError {
  if (error instanceof errors.JWTExpired) return unauthenticated('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthenticated(`the token’s ${error.claim} is not valid`);
  if (error instanceof KeysUnavailableError) return new CloudfedError('UNAVAILABLE', error.message);
  // Whatever else a token can bring about is the token's fault: a key that does not fit it, a form that is none.
  return unauthenticated('the token is not valid');
}

export function unauthenticated(sentence: string): CloudfedError {
  return new CloudfedError('UNAUTHENTICATED', sentence);
}
