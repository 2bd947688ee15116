import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, SignJWT } from 'jose';

import { writeFilePrivately } from './private-file.js';

export const DEMO_ROLES = ['admin', 'operator', 'billing', 'auditor', 'user'] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

const ALGORITHM = 'ES256';
const KEY_ID = 'demo';
const VALIDITY = '30d';

/** What a gateway is told to accept demo tokens: who signs them and for whom. */
export interface DemoIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksFile: string;
}

/**
 * Makes (or keeps) an org's demo signing key and signs a token a role. The token of role `user` is for the user
 * `<orgId>001`. The key stays in the org's own folder; the gateway gets the public half only.
 */
export async function issueDemoTokens(
  orgId: string,
  folder: string,
): Promise<{ readonly issuer: DemoIssuer; readonly tokens: Readonly<Record<DemoRole, string>> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyFile = join(folder, 'demo-signing-key.pem');
  const jwksFile = join(folder, 'demo-jwks.json');
  if (!existsSync(keyFile) || !existsSync(jwksFile)) {
    const pair = await generateKeyPair(ALGORITHM, { extractable: true });
    // By way of its text: a JWK of the very key that was made may wait for itself, in Node, for good.
    const publicKey = createPublicKey(await exportSPKI(pair.publicKey));
    const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' };
    await writeFilePrivately(jwksFile, JSON.stringify({ keys: [jwk] }, null, 2));
    // The key comes last: where it is, the public half is too.
    await writeFilePrivately(keyFile, await exportPKCS8(pair.privateKey));
  }
  const key = await importPKCS8(readFileSync(keyFile, 'utf8'), ALGORITHM);
  const issuer: DemoIssuer = { issuer: `cloudfed-demo-${orgId}`, audience: `cloudfed-${orgId}`, jwksFile };
  const sign = async (role: DemoRole): Promise<[DemoRole, string]> => {
    const userId = `${orgId}001`;
    const claims = role === 'user' ? { roles: [role], user_id: userId } : { roles: [role] };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .setSubject(role === 'user' ? userId : `demo-${role}`)
      .setIssuer(issuer.issuer)
      .setAudience(issuer.audience)
      .setIssuedAt()
      .setExpirationTime(VALIDITY)
      .sign(key);
    return [role, token];
  };
  const tokens = Object.fromEntries(await Promise.all(DEMO_ROLES.map(sign))) as Record<DemoRole, string>;
  return { issuer, tokens };
}
