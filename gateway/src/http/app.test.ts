import { connect } from 'node:net';

import type { OrgId } from '@cloudfed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

const OWN = { orgId: '00002' as OrgId, name: 'CNNIC', mspId: 'Org2MSP', own: true };
const QUOTA = {
  quotaId: 'q',
  providerId: '00002',
  consumerId: '00001',
  holdingDays: '1',
  cpu: '1',
  ramGb: '1',
  ecsDiskGb: '1',
  ossDiskGb: '1',
  bandwidthMbps: '1',
  publicIps: '1',
  privateIps: '1',
};
const PATH = '/v1/organizations';

describe('the HTTP side', () => {
  let gateway: GatewayUnderTest;
  let token: string;
  let organizations = [OWN];
  let asked: string[] = [];

  beforeAll(async () => {
    gateway = await startGatewayUnderTest(
      { organizations: () => Promise.resolve(organizations) },
      { onAsked: (method) => asked.push(method) },
    );
    token = await gateway.token({ roles: ['admin'] });
  });
  afterAll(() => gateway.stop());

  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    asked = [];
    return gateway.call({ method: 'POST', path: '/v1/quotas', token, body, headers });
  };
  /** Refused before the ledger was asked for anything. */
  const expectRefused = (answer: Answer, status: number, code: string, field?: string): void => {
    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, ...(field === undefined ? {} : { field }) });
    expect(asked).toEqual([]);
  };

  describe('a body', () => {
    it.each([
      ['{"quotaId":', 'cut off'],
      ['{"quotaId":"q",}', 'with a comma too many'],
      ['', 'empty'],
      ['nonsense', 'no JSON at all'],
      ["{'a':1}", 'in other quotes'],
    ])('that is no JSON is refused: %s (%s)', async (body) => {
      expectRefused(await post(body), 400, 'INVALID_ARGUMENT', 'body');
    });

    it.each(['[]', 'null', '"text"', '7', 'true'])('that is JSON but no object is refused: %s', async (body) => {
      expectRefused(await post(body), 400, 'INVALID_ARGUMENT', 'body');
    });

    it('that is not UTF-8 is refused', async () => {
      const bytes = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
      const response = await fetch(new URL('/v1/quotas', gateway.gateway.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: bytes,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ field: 'body', detail: 'body: is not valid UTF-8' });
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/jsonx', 'json'])(
      'of content type %s is refused',
      async (type) => {
        expectRefused(await post(JSON.stringify(QUOTA), { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
      },
    );

    it('with a character set other than UTF-8, or compressed, is refused', async () => {
      const latin = { 'content-type': 'application/json; charset=latin1' };
      expectRefused(await post(JSON.stringify(QUOTA), latin), 415, 'UNSUPPORTED_MEDIA_TYPE');
      expectRefused(await post(JSON.stringify(QUOTA), { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    });

    it('of JSON with its character set is taken', async () => {
      const answer = await post(JSON.stringify(QUOTA), { 'content-type': 'application/json; charset=utf-8' });
      expect(answer.body['code']).toBe('NOT_FOUND');
      expect(asked).toContain('createQuota');
    });

    it.each([1_048_577, 10_000_000])('of %i bytes is refused, and its sender gets the answer', async (length) => {
      const body = JSON.stringify({ ...QUOTA, quotaId: 'x'.repeat(length) });
      expectRefused(await post(body), 413, 'PAYLOAD_TOO_LARGE');
      expect((await gateway.call({ path: PATH, token })).status).toBe(200);
    });

    it('with fields that are none names each of them, fit to be printed', async () => {
      const answer = await post({ ...QUOTA, gpu: '1', 'a\u0000b': '1', ['n'.repeat(100)]: '1', __proto__x: '1' });
      expectRefused(answer, 400, 'INVALID_ARGUMENT', 'gpu');
      const fields = (answer.body['errors'] as { field: string }[]).map(({ field }) => field);
      expect(fields).toEqual(['gpu', 'a?b', `${'n'.repeat(64)}…`, '__proto__x']);
    });

    it('with many wrong fields names at most twenty', async () => {
      const wrong = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`f${at}`, '1']));
      const answer = await post({ ...QUOTA, ...wrong });
      expect(answer.body['errors']).toHaveLength(20);
    });

    it('that misses what is needed names it', async () => {
      expectRefused(await post({ ...QUOTA, cpu: undefined }), 400, 'INVALID_ARGUMENT', 'cpu');
    });
  });

  describe('a path', () => {
    it.each(['/', '/v1', '/v1/nothing', '/v1/quotas/', '/V1/quotas', '/v1//quotas', '/v2/quotas', '/admin', '/.env'])(
      'that is none is not found: %s',
      async (path) => {
        expect(await gateway.call({ path, token })).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      },
    );

    it.each(['/v1/quotas/%E0%A4%A', '/v1/quotas/%'])('that is not properly encoded is refused: %s', async (path) => {
      expect(await gateway.call({ path, token })).toMatchObject({ status: 400, body: { field: 'path' } });
    });

    it.each([
      ['/v1/quotas', 'DELETE', 'GET, HEAD, OPTIONS, POST'],
      ['/v1/quotas/q', 'PATCH', 'GET, HEAD, OPTIONS, PUT'],
      ['/v1/quotas/q/close', 'GET', 'OPTIONS, POST'],
      ['/v1/events', 'POST', 'GET, HEAD, OPTIONS'],
      ['/healthz', 'POST', 'GET, HEAD, OPTIONS'],
      ['/metrics', 'DELETE', 'GET, HEAD, OPTIONS'],
    ])('%s does not take %s, and says what it takes', async (path, method, allowed) => {
      const answer = await gateway.call({ path, method, token });
      expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
      expect(answer.headers.get('allow')).toBe(allowed);
      const options = await gateway.call({ path, method: 'OPTIONS' });
      expect(options).toMatchObject({ status: 204, text: '' });
      expect(options.headers.get('allow')).toBe(allowed);
      expect(options.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('a query', () => {
    it.each([
      ['limit=1&limit=2', 'query', 'twice'],
      ['limit=0', 'limit', 'too small'],
      ['limit=1001', 'limit', 'too large'],
      ['limit=1e2', 'limit', 'no number'],
      ['limit=%31%', 'query', 'not properly encoded'],
      ['limit[]=1', 'limit[]', 'with brackets'],
      ['unknown=1', 'unknown', 'of a name that is none'],
      ['__proto__=1', '__proto__', 'of a name that is special elsewhere'],
      ['cursor=', 'cursor', 'without a value'],
      [Array.from({ length: 60 }, (_, at) => `p${at}=1`).join('&'), 'query', 'of too many parameters'],
    ])('that is wrong is refused: %s', async (query, field) => {
      asked = [];
      expectRefused(await gateway.call({ path: `${PATH}?${query}`, token }), 400, 'INVALID_ARGUMENT', field);
    });
  });

  describe('an answer', () => {
    it('to HEAD has the headers of GET and no body', async () => {
      const get = await gateway.call({ path: PATH, token });
      const head = await gateway.call({ path: PATH, method: 'HEAD', token });
      expect(head).toMatchObject({ status: 200, text: '' });
      for (const name of ['content-type', 'etag', 'cache-control']) {
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      }
    });

    it('that the caller has already is not sent again, until it changes', async () => {
      const first = await gateway.call({ path: PATH, token });
      const etag = first.headers.get('etag') ?? '';
      // In memory: it may be about persons, so nothing between here and there may store it.
      expect(first.headers.get('cache-control')).toBe('no-store');
      for (const known of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
        const same = await gateway.call({ path: PATH, token, headers: { 'if-none-match': known } });
        expect(same).toMatchObject({ status: 304, text: '' });
        expect(same.headers.get('etag')).toBe(etag);
      }
      organizations = [OWN, { ...OWN, orgId: '00003' as OrgId, own: false }];
      const changed = await gateway.call({ path: PATH, token, headers: { 'if-none-match': etag } });
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(etag);
      const docs = await gateway.call({ path: '/openapi.json' });
      const again = { 'if-none-match': docs.headers.get('etag') ?? '' };
      expect((await gateway.call({ path: '/openapi.json', headers: again })).status).toBe(304);
    });

    it('tells browsers to load nothing in its name, and other origins nothing at all', async () => {
      const { headers } = await gateway.call({ path: PATH, token, headers: { origin: 'https://evil.example' } });
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toContain('max-age');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    });

    it('names its request: as the caller did, where that is safe to print', async () => {
      const named = async (id: string): Promise<string | null> =>
        (await gateway.call({ path: PATH, token, headers: { 'x-request-id': id } })).headers.get('x-request-id');
      expect(await named('trace-1.a_B')).toBe('trace-1.a_B');
      for (const id of ['a b', 'x'.repeat(65), 'urn:x', '']) {
        expect(await named(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/u);
      }
    });
  });

  it('says so where a request is no HTTP', async () => {
    const { hostname, port } = new URL(gateway.gateway.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'));
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => (text += part));
      socket.on('end', () => {
        resolve(text);
      });
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/u);
    expect(answer).toContain('"code":"INVALID_ARGUMENT"');
  });

  it('logs no token, no query and no body', async () => {
    await gateway.call({ path: `${PATH}?limit=77`, token });
    await post({ ...QUOTA, quotaId: 'not-for-the-log!' });
    const log = gateway.log();
    expect(log).not.toContain(token);
    expect(log).not.toContain('limit=77');
    expect(log).not.toContain('not-for-the-log');
  });
});
