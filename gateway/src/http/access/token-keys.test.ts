import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CloudfedError } from '@cloudfed/core';
import { generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { keyUrl, newTokenKeys } from './token-keys.js';
import { newTokenVerifier, type TokenVerifier } from './tokens.js';
import { publicJwk } from '../../testing/public-jwk.js';

const FRESH_MS = 600_000;
const USABLE_MS = 3_600_000;
const COOLDOWN_MS = 10_000;

interface Signer {
  readonly jwk: JWK;
  token(subject?: string): Promise<string>;
}

async function newSigner(kid: string): Promise<Signer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  let tokens = 0;
  return {
    jwk: { ...(await publicJwk(publicKey)), kid, alg: 'ES256' },
    // Each is another token, so that none is remembered.
    token: (subject = 'alice') =>
      new SignJWT({ roles: ['auditor'], jti: String((tokens += 1)) })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setSubject(subject)
        .setIssuer('issuer')
        .setAudience('audience')
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}

describe('keys of tokens by URL', () => {
  let server: Server;
  let verifier: TokenVerifier;
  let first: Signer;
  let second: Signer;
  let now: number;
  let reads: number;
  let troubles: string[];
  /** What the issuer answers; undefined where it is away. */
  let answer: { status: number; body: string; location?: string } | undefined;

  const publish = (...signers: Signer[]): void => {
    answer = { status: 200, body: JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }) };
  };
  const verify = async (signer: Signer): Promise<string> => {
    try {
      return (await verifier.verify(await signer.token())).subject;
    } catch (error) {
      return (error as CloudfedError).code;
    }
  };

  beforeEach(async () => {
    now = 0;
    reads = 0;
    troubles = [];
    first = await newSigner('first');
    second = await newSigner('second');
    publish(first);
    server = createServer((_request, response) => {
      reads += 1;
      if (answer === undefined) {
        response.destroy();
        return;
      }
      response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location });
      response.end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    verifier = newTokenVerifier({
      orgId: '00002',
      issuer: 'issuer',
      audience: 'audience',
      algorithms: ['ES256'],
      keys: newTokenKeys({
        source: keyUrl(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/jwks`, 1_000),
        freshMs: FRESH_MS,
        usableMs: USABLE_MS,
        cooldownMs: COOLDOWN_MS,
        onTrouble: (error) => troubles.push(String(error)),
        onRecovered: () => troubles.push('recovered'),
        now: () => now,
      }),
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('are read once for many tokens, also for many at once', async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => verify(first)))).toEqual(Array(20).fill('alice'));
    now += FRESH_MS;
    expect(await verify(first)).toBe('alice');
    expect(reads).toBe(1);
  });

  it('are read again for a key that is not known, but not more often than the cooldown allows', async () => {
    expect(await verify(first)).toBe('alice');
    publish(first, second);
    expect(await verify(second)).toBe('UNAUTHENTICATED');
    now += COOLDOWN_MS;
    expect(await verify(second)).toBe('alice');
    expect(reads).toBe(2);
    const stranger = await newSigner('stranger');
    for (let tries = 0; tries < 50; tries += 1) expect(await verify(stranger)).toBe('UNAUTHENTICATED');
    expect(reads).toBe(2);
  });

  it('are not taken any more when the issuer took them away', async () => {
    expect(await verify(first)).toBe('alice');
    publish(second);
    now += FRESH_MS + 1;
    // The first token after that has them read, in the background.
    await verify(first);
    await until(() => reads === 2);
    await until(async () => (await verify(first)) === 'UNAUTHENTICATED');
    expect(await verify(second)).toBe('alice');
  });

  it('go on while the issuer is away, for as long as was said', async () => {
    expect(await verify(first)).toBe('alice');
    answer = undefined;
    now += FRESH_MS + 1;
    expect(await verify(first)).toBe('alice');
    await until(() => troubles.length === 1);
    now = USABLE_MS;
    expect(await verify(first)).toBe('alice');
    now += 1 + COOLDOWN_MS;
    expect(await verify(first)).toBe('UNAVAILABLE');
    publish(first);
    now += COOLDOWN_MS;
    expect(await verify(first)).toBe('alice');
    expect(troubles.at(-1)).toBe('recovered');
  });

  it('are waited for where the issuer is away at the start: a token is not judged, and the issuer not flooded', async () => {
    answer = undefined;
    for (let tries = 0; tries < 20; tries += 1) expect(await verify(first)).toBe('UNAVAILABLE');
    expect(reads).toBe(1);
    publish(first);
    now += COOLDOWN_MS;
    expect(await verify(first)).toBe('alice');
  });

  it.each([
    ['an error', { status: 500, body: '' }],
    ['a page', { status: 200, body: '<html>' }],
    ['no keys', { status: 200, body: '{}' }],
    ['too many keys', { status: 200, body: JSON.stringify({ keys: Array(101).fill({}) }) }],
    ['too much', { status: 200, body: ' '.repeat(1024 * 1024 + 1) }],
    ['another address', { status: 302, body: '', location: 'http://127.0.0.1:1/' }],
  ])('are kept where the issuer answers with %s', async (_what, bad) => {
    expect(await verify(first)).toBe('alice');
    answer = bad;
    now += FRESH_MS + 1;
    await verify(first);
    await until(() => troubles.length === 1);
    expect(await verify(first)).toBe('alice');
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries === 1_000) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
