import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CloudfedError } from '@cloudfed/core';
import { base64url, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { keyFile, newTokenKeys } from './token-keys.js';
import { newTokenVerifier, type TokenVerifier } from './tokens.js';
import { publicJwk } from '../../testing/public-jwk.js';

const NOW = new Date('2026-02-15T08:00:00Z');
const NOW_SECONDS = NOW.getTime() / 1_000;
const CLAIMS: JWTPayload = {
  sub: 'alice',
  iss: 'https://issuer.example',
  aud: 'cloudfed-00002',
  exp: NOW_SECONDS + 60,
  roles: ['operator'],
};

describe('a token', () => {
  let folder: string;
  let verifier: TokenVerifier;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let rsa: Awaited<ReturnType<typeof generateKeyPair>>;
  let clock: number;

  const sign = (
    claims: Record<string, unknown>,
    header: { alg: string; kid?: string } = { alg: 'ES256', kid: 'k' },
    key = keys,
  ) => new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
  const judge = async (token: string): Promise<string> => {
    try {
      return (await verifier.verify(token)).subject;
    } catch (error) {
      return `${(error as CloudfedError).code}: ${(error as Error).message}`;
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-tokens-'));
    clock = 0;
    keys = await generateKeyPair('ES256');
    rsa = await generateKeyPair('RS256');
    const file = join(folder, 'jwks.json');
    const jwks = [
      { ...(await publicJwk(keys.publicKey)), kid: 'k' },
      { ...(await publicJwk(rsa.publicKey)), kid: 'rsa' },
    ];
    writeFileSync(file, JSON.stringify({ keys: jwks }));
    verifier = newTokenVerifier({
      orgId: '00002',
      issuer: 'https://issuer.example',
      audience: 'cloudfed-00002',
      algorithms: ['ES256'],
      keys: newTokenKeys({
        source: keyFile(file),
        freshMs: 10,
        usableMs: 1_000_000,
        cooldownMs: 10,
        now: () => clock,
      }),
      now: () => NOW,
    });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('stands for its subject and roles', async () => {
    expect(await verifier.verify(await sign(CLAIMS))).toEqual({
      subject: 'alice',
      roles: ['operator'],
      userId: undefined,
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['expired', { ...CLAIMS, exp: NOW_SECONDS - 10 }],
    ['without an end', { ...CLAIMS, exp: undefined }],
    ['not valid yet', { ...CLAIMS, nbf: NOW_SECONDS + 60 }],
    ['of another issuer', { ...CLAIMS, iss: 'https://issuer.example.evil' }],
    ['for another audience', { ...CLAIMS, aud: 'cloudfed-00001' }],
    ['without an audience', { ...CLAIMS, aud: undefined }],
    ['without a subject', { ...CLAIMS, sub: undefined }],
    ['with a subject that takes an API key’s name', { ...CLAIMS, sub: 'key:0123456789abcdef' }],
    ['with a subject that would break a log', { ...CLAIMS, sub: 'a\nb' }],
    ['with a subject too long', { ...CLAIMS, sub: 'a'.repeat(257) }],
    ['with roles that are no list', { ...CLAIMS, roles: 'admin' }],
    ['with roles that are no texts', { ...CLAIMS, roles: [{}] }],
  ])('is refused %s', async (_what, claims) => {
    expect(await judge(await sign(claims))).toMatch(/^UNAUTHENTICATED: /u);
  });

  it('is refused with another algorithm than those allowed, whatever its key', async () => {
    expect(await judge(await sign(CLAIMS, { alg: 'RS256', kid: 'rsa' }, rsa))).toMatch(/^UNAUTHENTICATED/u);
    const none = [{ alg: 'none' }, CLAIMS].map((part) => base64url.encode(JSON.stringify(part))).join('.');
    expect(await judge(`${none}.`)).toMatch(/^UNAUTHENTICATED/u);
    // The public key taken for a shared secret.
    const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    const confused = await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(secret);
    expect(await judge(confused)).toMatch(/^UNAUTHENTICATED/u);
  });

  it('is refused when it was changed, cut or is no token', async () => {
    const [header = '', , signature = ''] = (await sign(CLAIMS)).split('.');
    const changed = [header, base64url.encode(JSON.stringify({ ...CLAIMS, roles: ['admin'] })), signature].join('.');
    const foreign = await sign(CLAIMS, { alg: 'ES256', kid: 'k' }, await generateKeyPair('ES256'));
    for (const token of [changed, foreign, header, '', '..', 'a.b.c', 'x'.repeat(10_000)]) {
      expect(await judge(token)).toMatch(/^UNAUTHENTICATED/u);
    }
  });

  it('never has its own text in a refusal', async () => {
    const claims = { ...CLAIMS, aud: 'SECRET', iss: 'SECRET', sub: 'SECRET' };
    expect(await judge(await sign(claims))).not.toContain('SECRET');
  });

  it('ends though it was taken a moment ago', async () => {
    let now = NOW;
    const remembering = newTokenVerifier({
      orgId: '00002',
      issuer: 'https://issuer.example',
      audience: 'cloudfed-00002',
      algorithms: ['ES256'],
      keys: () => keys.publicKey,
      now: () => now,
    });
    const token = await sign(CLAIMS);
    expect((await remembering.verify(token)).subject).toBe('alice');
    now = new Date(NOW.getTime() + 70_000);
    await expect(remembering.verify(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is refused soon after its key is taken out of the file', async () => {
    const other = await generateKeyPair('ES256');
    const file = join(folder, 'jwks.json');
    const draft = join(folder, 'draft.json');
    writeFileSync(draft, JSON.stringify({ keys: [{ ...(await publicJwk(other.publicKey)), kid: 'other' }] }));
    renameSync(draft, file);
    clock += 11;
    const fresh = (sub: string) => sign({ ...CLAIMS, sub });
    await judge(await fresh('a'));
    await until(async () => (await judge(await fresh('b'))).startsWith('UNAUTHENTICATED'));
    expect(await judge(await sign(CLAIMS, { alg: 'ES256', kid: 'other' }, other))).toBe('alice');
  });

  it('cannot be judged by a file that is no JWKS: the gateway says so at its start', () => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, '{}');
    expect(() => keyFile(file)).toThrow();
    expect(() => keyFile(join(folder, 'missing.json'))).toThrow('ENOENT');
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries === 1_000) throw new Error('it never was so');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
