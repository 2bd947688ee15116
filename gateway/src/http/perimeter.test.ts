import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { newLogger } from '../logging.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

const ORIGIN = 'https://console.example';
const METRICS_TOKEN = 'metrics-token-0123456789';

describe('the perimeter', () => {
  let gateway: GatewayUnderTest;

  const start = async (env: Readonly<Record<string, string>> = {}): Promise<string> => {
    gateway = await startGatewayUnderTest({ organizations: () => Promise.resolve([]) }, { env });
    return gateway.token({ sub: 'alice', roles: ['admin'] });
  };
  const list = (token?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    gateway.call({ path: '/v1/organizations', token, headers });

  afterEach(() => gateway.stop());

  describe('security headers', () => {
    it('are on every answer, whatever it is', async () => {
      const token = await start();
      const answers = [
        await list(token),
        await list(),
        await gateway.call({ path: '/v1/nothing' }),
        await gateway.call({ path: '/healthz' }),
        await gateway.call({ path: '/docs' }),
        await gateway.call({ path: '/v1/organizations', method: 'DELETE', token }),
        await gateway.call({ path: '/v1/events', token }),
      ];
      for (const { headers } of answers) {
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/u);
        expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/u);
        expect(headers.get('referrer-policy')).toBe('no-referrer');
        expect(headers.get('strict-transport-security')).toMatch(/max-age/u);
        expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._-]{1,64}$/u);
        for (const telling of ['x-powered-by', 'server']) expect(headers.get(telling)).toBeNull();
      }
      expect(answers[0]?.headers.get('cache-control')).toBe('no-store');
    });
  });

  describe('pages of other origins', () => {
    const preflight = (origin: string): Promise<Answer> =>
      gateway.call({
        path: '/v1/organizations',
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });

    it('are let in nowhere unless told', async () => {
      const token = await start();
      for (const answer of [await preflight(ORIGIN), await list(token, { origin: ORIGIN })]) {
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    });

    it('are let in from the origins that were told, and from no other', async () => {
      const token = await start({ CLOUDFED_CORS_ORIGINS: `${ORIGIN},http://127.0.0.1:5173` });
      const allowed = await preflight(ORIGIN);
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(allowed.headers.get('access-control-allow-headers')).toContain('idempotency-key');
      expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
      const answer = await list(token, { origin: ORIGIN });
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(answer.headers.get('access-control-expose-headers')).toContain('x-transaction-id');
      expect(answer.headers.get('vary')).toContain('Origin');
      for (const origin of ['https://console.example.evil', 'http://console.example', 'null']) {
        expect((await list(token, { origin })).headers.get('access-control-allow-origin')).toBeNull();
        expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      }
    });
  });

  describe('rate limits', () => {
    it('are for each principal alone, and say when to come again', async () => {
      const alice = await start({ CLOUDFED_RATE_LIMIT_PER_MINUTE: '3' });
      const aliceAgain = await gateway.token({ sub: 'alice', roles: ['auditor'] });
      const bob = await gateway.token({ sub: 'bob', roles: ['admin'] });
      for (const token of [alice, aliceAgain, alice]) expect((await list(token)).status).toBe(200);
      const refused = await list(aliceAgain);
      expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('ratelimit')).toContain('r=0');
      expect((await list(bob)).status).toBe(200);
      expect((await list()).status).toBe(401);
      expect((await gateway.call({ path: '/healthz' })).status).toBe(200);
    });
  });

  describe('secrets', () => {
    it('are in no log line, and in no file of the gateway', async () => {
      const token = await start({ CLOUDFED_METRICS_TOKEN: METRICS_TOKEN });
      const bad = `${token.slice(0, -4)}AAAA`;
      const made = await gateway.call({
        path: '/v1/api-keys',
        method: 'POST',
        token,
        body: { name: 'n', roles: ['admin'] },
        headers: { 'idempotency-key': 'idempotency-secret', 'x-request-id': 'r1' },
      });
      const apiKey = made.body['apiKey'] as string;
      const secret = apiKey.slice(21);
      await list(apiKey);
      await list(bad);
      await list(`${apiKey}x`);
      await gateway.call({ path: '/v1/organizations', headers: { authorization: 'Basic dXNlcjpwYXNzd29yZA==' } });
      await gateway.call({ path: `/v1/organizations?token=${token}`, token });
      await gateway.call({ path: '/v1/quotas', method: 'POST', token, body: { password: 'body-secret' } });
      await gateway.call({ path: '/v1/quotas', method: 'POST', token, body: '{"broken": "body-secret' });
      await gateway.call({ path: '/metrics', token: METRICS_TOKEN });
      await gateway.call({ path: '/metrics', token: `${METRICS_TOKEN}x` });
      await gateway.gateway.stop();
      const log = gateway.log();
      expect(log.split('\n').length).toBeGreaterThan(9);
      const secrets = [token, bad, apiKey, secret, METRICS_TOKEN, 'dXNlcjpwYXNzd29yZA', 'idempotency-secret'];
      for (const text of [...secrets, 'body-secret']) expect(log).not.toContain(text);
      const data = join(gateway.folder, 'data');
      for (const file of readdirSync(data)) {
        const bytes = readFileSync(join(data, file));
        for (const text of secrets) expect(bytes.includes(text), file).toBe(false);
      }
    });

    it('are blanked where an object that has one is logged after all', async () => {
      await start();
      const lines: string[] = [];
      const logger = newLogger({ level: 'info', orgId: '00002' }, { write: (line) => void lines.push(line) });
      logger.info({ authorization: 'SECRET', deep: { token: 'SECRET', deeper: { password: 'SECRET' } } }, 'x');
      logger.info(
        { req: { headers: { authorization: 'SECRET' } }, config: { apiKey: 'SECRET', privateKey: 'SECRET' } },
        'x',
      );
      expect(lines).toHaveLength(2);
      expect(lines.join('')).not.toContain('SECRET');
    });
  });
});
