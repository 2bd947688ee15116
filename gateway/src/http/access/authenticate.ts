import { CloudfedError } from '@cloudfed/core';
import type { Request, Response } from 'express';

import type { Principal } from './principal.js';
import { callerCertificate } from '../tls.js';
import type { CredentialVerifier } from './credentials.js';
import { unauthenticated } from './tokens.js';

const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/iu;
const REALM = 'Bearer realm="cloudfed"';

/**
 * Who a request comes from. A refusal is answered with how to do better (`WWW-Authenticate`).
 *
 * @throws CloudfedError UNAUTHENTICATED, UNAVAILABLE
 */
export async function authenticate(
  request: Request,
  response: Response,
  verifier: CredentialVerifier,
): Promise<Principal> {
  const header = request.headers.authorization;
  if (header === undefined) {
    response.setHeader('www-authenticate', REALM);
    throw unauthenticated('a bearer token or an API key is needed');
  }
  const [, token] = BEARER.exec(header) ?? [];
  try {
    if (token === undefined) throw unauthenticated('the authorization is not a bearer token');
    return await verifier.verify(token, callerCertificate(request.socket));
  } catch (error) {
    // Where the keys cannot be read, the token was not judged.
    const wasJudged = error instanceof CloudfedError && error.code === 'UNAUTHENTICATED';
    if (wasJudged) response.setHeader('www-authenticate', `${REALM}, error="invalid_token"`);
    throw error;
  }
}
