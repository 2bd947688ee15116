import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';

describe('API keys over HTTP', () => {
  let gateway: GatewayUnderTest;
  let admin: string;

  const post = (path: string, body: unknown = {}, headers = {}, token = admin): Promise<Answer> =>
    gateway.call({ method: 'POST', path, token, body, headers });
  const create = (body: object = {}, headers = {}): Promise<Answer> =>
    post('/v1/api-keys', { name: 'reports', roles: ['auditor'], ...body }, headers);

  beforeEach(async () => {
    gateway = await startGatewayUnderTest({ organizations: () => Promise.resolve([]) });
    admin = await gateway.token({ sub: 'alice', roles: ['admin'] });
  });

  afterEach(() => gateway.stop());

  it('is told once, opens what its roles open, and is never in the log, a list or a repeated answer', async () => {
    const made = await create({}, { 'idempotency-key': 'k' });
    expect(made).toMatchObject({ status: 201, body: { name: 'reports', createdBy: 'alice', lastUsedTime: null } });
    const { apiKey, keyId } = made.body as { apiKey: string; keyId: string };
    expect(made.headers.get('location')).toBe(`/v1/api-keys/${keyId}`);

    expect((await gateway.call({ path: '/v1/organizations', token: apiKey })).status).toBe(200);
    expect((await gateway.call({ path: '/v1/api-keys', token: apiKey })).status).toBe(200);
    expect((await post('/v1/api-keys', {}, {}, apiKey)).status).toBe(403);

    const again = await create({}, { 'idempotency-key': 'k' });
    expect(again.body).toEqual({ ...made.body, apiKey: null });
    const list = await gateway.call({ path: '/v1/api-keys', token: admin });
    expect(list.body['items']).toMatchObject([{ keyId, roles: ['auditor'], userId: null }]);
    const read = await gateway.call({ path: `/v1/api-keys/${keyId}`, token: admin });
    const secret = apiKey.slice(apiKey.lastIndexOf(keyId) + keyId.length + 1);
    for (const text of [list.text, read.text, again.text, gateway.log()]) expect(text).not.toContain(secret);
    expect(gateway.log()).toContain(`key:${keyId}`);
  });

  it('goes on after a rotation and ends with a revocation', async () => {
    const { apiKey, keyId } = (await create()).body as { apiKey: string; keyId: string };
    const rotated = await post(`/v1/api-keys/${keyId}/rotate`, { overlapHours: '1' });
    expect(rotated).toMatchObject({ status: 200, body: { keyId } });
    expect(rotated.body['previousSecretUntil']).not.toBeNull();
    const second = rotated.body['apiKey'] as string;
    for (const token of [apiKey, second]) {
      expect((await gateway.call({ path: '/v1/organizations', token })).status).toBe(200);
    }
    expect(await post(`/v1/api-keys/${keyId}/revoke`)).toMatchObject({ status: 200, body: { keyId } });
    for (const token of [apiKey, second]) {
      const answer = await gateway.call({ path: '/v1/organizations', token });
      expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    }
    expect(await post(`/v1/api-keys/${keyId}/rotate`)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  it('lists in pages', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => create()));
    const ids: unknown[] = [];
    let cursor = '';
    do {
      const page = await gateway.call({ path: `/v1/api-keys?limit=2${cursor}`, token: admin });
      const { items, nextCursor } = page.body as { items: { keyId: string }[]; nextCursor: string | null };
      ids.push(...items.map(({ keyId }) => keyId));
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
    } while (cursor !== '');
    expect(ids).toEqual(made.map(({ body }) => body['keyId']).sort());
  });

  it.each([
    [{ roles: [] }, 'roles'],
    [{ roles: ['root'] }, 'roles.0'],
    [{ roles: 'admin' }, 'roles'],
    [{ name: '' }, 'name'],
    [{ roles: ['user'] }, 'userId'],
    [{ roles: ['user'], userId: '00001001' }, 'userId'],
    [{ userId: '00002001' }, 'userId'],
    [{ expiresTime: '2020-01-01T00:00:00Z' }, 'expiresTime'],
    [{ expiresTime: 'tomorrow' }, 'expiresTime'],
  ])('refuses %j', async (body, field) => {
    expect(await create(body)).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', field } });
  });

  it('does not know a key that is not there', async () => {
    expect(await post('/v1/api-keys/0123456789abcdef/revoke')).toMatchObject({ status: 404 });
    expect(await post('/v1/api-keys/../revoke')).toMatchObject({ status: 404 });
    expect(await post('/v1/api-keys/ABC/revoke')).toMatchObject({ status: 400, body: { field: 'keyId' } });
  });
});
