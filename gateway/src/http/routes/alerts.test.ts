import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';

describe('alert rules over HTTP', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloudfed-gateway-'));
  let gateway: GatewayUnderTest;
  let token: string;

  const start = async (): Promise<void> => {
    gateway = await startGatewayUnderTest({}, { folder });
    token = await gateway.token({ sub: 'biller', roles: ['billing'] });
  };
  const post = (path: string, body: unknown, headers = {}): Promise<Answer> =>
    gateway.call({ method: 'POST', path, token, body, headers });
  const get = (path: string): Promise<Answer> => gateway.call({ path, token });

  beforeAll(start);
  afterAll(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are made, read, listed and removed, across a restart', async () => {
    const asked = { name: 'nearly used up', kind: 'quota-use', providerId: '00001', percent: '75' };
    const made = await post('/v1/alert-rules', asked, { 'idempotency-key': 'one' });
    expect(made).toMatchObject({
      status: 201,
      body: { kind: 'quota-use', percent: 75, providerId: '00001', createdBy: 'biller' },
    });
    const path = made.headers.get('location') ?? '';
    await gateway.stop();
    await start();
    expect((await get(path)).body).toEqual(made.body);
    const again = await post('/v1/alert-rules', asked, { 'idempotency-key': 'one' });
    expect(again.body).toEqual(made.body);
    expect((await get('/v1/alert-rules')).body['items']).toEqual([made.body]);
    expect((await post(`${path}/remove`, {})).body).toEqual(made.body);
    expect((await get(path)).status).toBe(404);
    expect((await get('/v1/alerts')).body).toEqual({ items: [], nextCursor: null });
  });

  it.each([
    [{ kind: 'spend' }, 'amount'],
    [{ kind: 'spend', amount: '0' }, 'amount'],
    [{ kind: 'spend', amount: '1', percent: '5' }, 'percent'],
    [{ kind: 'price-change', consumerId: '00002' }, 'consumerId'],
    [{ kind: 'quota-use', percent: '101' }, 'percent'],
    [{ kind: 'quota-use', amount: '1' }, 'amount'],
    [{ kind: 'other' }, 'kind'],
  ])('say what is wrong with %j', async (fields, field) => {
    const answer = await post('/v1/alert-rules', { name: 'a rule', ...fields });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', field } });
  });

  it('are counted', async () => {
    const { text } = await gateway.call({ path: '/metrics' });
    expect(text).toMatch(/^cloudfed_alerts_total\{kind="spend",org="00002"\} 0$/mu);
    expect(text).toMatch(/^cloudfed_alerts_standing\{kind="quota-use",org="00002"\} 0$/mu);
  });
});
