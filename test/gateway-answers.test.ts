import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { CheckedCaller } from './support/checked-caller.js';
import { Caller, SEED, startOwnFederation } from './support/federation.js';
import { OpenApiCheck } from './support/openapi-check.js';

const METERING = ['Organizations', 'Prices', 'Quotas', 'Cloud hosts', 'Object stores', 'Bills', 'Search'];
const SYSTEM = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs'];
const STORE = {
  instanceId: 'store-1',
  providerId: '00001',
  userId: '00002001',
  cloudService: 'OSS',
  networkType: 'public',
  diskGb: '7.5',
};
const PRICE = Object.fromEntries(Object.entries(SEED.price).filter(([name]) => name !== 'providerId'));
const TERMS = Object.fromEntries(Object.entries(SEED.quota).filter(([name]) => name !== 'quotaId'));

describe('what a running gateway answers', () => {
  let federation: RunningFederation;
  let check: OpenApiCheck;
  let provider: CheckedCaller;
  let consumer: CheckedCaller;
  let user: CheckedCaller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    const callerOf = (orgId: string, role: 'operator' | 'user' | 'admin'): Caller =>
      new Caller(federation, orgId, role);
    check = new OpenApiCheck((await callerOf('00001', 'operator').get('/openapi.json')).body);
    provider = new CheckedCaller(callerOf('00001', 'operator'), check);
    consumer = new CheckedCaller(callerOf('00002', 'operator'), check);
    user = new CheckedCaller(callerOf('00002', 'user'), check);
  });

  afterAll(() => federation.stop());

  it('is what its document says: prices and organizations', async () => {
    await provider.expect(200, 'GET', '/v1/organizations');
    await provider.expect(422, 'POST', '/v1/quotas', { ...SEED.quota, consumerId: '00009' });
    await provider.expect(422, 'PUT', '/v1/prices/00001', PRICE);
    await provider.expect(404, 'GET', '/v1/prices/00001');
    const published = await provider.expect(201, 'POST', '/v1/prices', SEED.price);
    expect(published.headers.get('location')).toBe('/v1/prices/00001');
    await provider.expect(409, 'POST', '/v1/prices', { ...SEED.price, cpu: '11' });
    await provider.expect(200, 'PUT', '/v1/prices/00001', { ...PRICE, ram: '5' });
    await provider.expect(400, 'PUT', '/v1/prices/00001', { ...PRICE, effectiveFrom: '2020-01-01T00:00:00Z' });
    await consumer.expect(403, 'PUT', '/v1/prices/00001', PRICE);
    for (const caller of [provider, consumer, user]) {
      await caller.expect(200, 'GET', '/v1/prices');
      await caller.expect(200, 'GET', '/v1/prices/00001');
      await caller.expect(404, 'GET', '/v1/prices/00001?at=2020-01-01T00:00:00Z');
      await caller.expect(200, 'GET', '/v1/prices/00001/versions?limit=1');
    }
  });

  it('is what its document says: quotas', async () => {
    const created = await provider.expect(201, 'POST', '/v1/quotas', SEED.quota);
    expect(created.headers.get('x-transaction-id')).toBe(created.body.transactionId);
    await provider.expect(409, 'POST', '/v1/quotas', { ...SEED.quota, cpu: '11' });
    await provider.expect(409, 'POST', '/v1/quotas', { ...SEED.quota, quotaId: 'second' });
    await provider.expect(200, 'PUT', '/v1/quotas/000001', { ...TERMS, cpu: '12', bandwidthMbps: '9.25' });
    await provider.expect(404, 'PUT', '/v1/quotas/nothing', TERMS);
    for (const caller of [provider, consumer, user]) {
      await caller.expect(200, 'GET', '/v1/quotas/000001');
      const list = await caller.expect(200, 'GET', '/v1/quotas?status=active');
      expect(list.body.items).toHaveLength(1);
      await caller.expect(404, 'GET', '/v1/quotas/nothing');
    }
    const other = await provider.expect(201, 'POST', '/v1/quotas', {
      ...SEED.quota,
      quotaId: 'q3',
      consumerId: '00003',
    });
    expect(other.body.status).toBe('active');
    await provider.expect(200, 'POST', '/v1/quotas/q3/close');
    await provider.expect(409, 'PUT', '/v1/quotas/q3', { ...TERMS, consumerId: '00003', cpu: '5' });
  });

  it('is what its document says: cloud hosts and their bills', async () => {
    await user.expect(201, 'POST', '/v1/ecs-resources', SEED.instance);
    await user.expect(409, 'POST', '/v1/ecs-resources', { ...SEED.instance, cpu: '3' });
    const refused = await user.expect(422, 'POST', '/v1/ecs-resources', {
      ...SEED.instance,
      instanceId: 'x',
      cpu: '99',
    });
    expect(refused.body.field).toBe('cpu');
    for (const caller of [provider, consumer, user]) {
      await caller.expect(200, 'GET', '/v1/ecs-resources/202202150002');
      await caller.expect(200, 'GET', '/v1/ecs-resources?status=open&limit=1');
      await caller.expect(404, 'GET', '/v1/bills/ECSBill/202202150002');
    }
    await user.expect(200, 'POST', '/v1/ecs-resources/202202150002/release');
    const again = await user.expect(409, 'POST', '/v1/ecs-resources/202202150002/release');
    expect(again.body).toMatchObject({ code: 'ALREADY_RELEASED', field: 'instanceId' });
    await user.expect(404, 'POST', '/v1/ecs-resources/nothing/release');
  });

  it('is what its document says: object stores and their bills', async () => {
    await user.expect(201, 'POST', '/v1/oss-resources', STORE);
    const stopped = await user.expect(200, 'POST', '/v1/oss-resources/store-1/stop');
    expect(stopped.body.status).toBe('stopped');
    await user.expect(409, 'POST', '/v1/oss-resources/store-1/stop');
    await user.expect(403, 'POST', '/v1/oss-resources/store-1/release', { ossRequest: '1', flowOut: '1' });
    const counters = { ossRequest: '12', flowOut: '0.5' };
    const bill = await provider.expect(200, 'POST', '/v1/oss-resources/store-1/release', counters);
    // 12 requests at 1 fen, half a GB at 2 fen, and a disk for less than a day.
    expect(BigInt(bill.body.totalCost)).toBeGreaterThanOrEqual(13n);
    for (const caller of [provider, consumer, user]) {
      await caller.expect(200, 'GET', '/v1/oss-resources/store-1');
      await caller.expect(200, 'GET', '/v1/oss-resources?status=released');
      await caller.expect(200, 'GET', '/v1/bills/OSSBill/store-1');
      await caller.expect(200, 'GET', '/v1/bills?limit=1');
      await caller.expect(200, 'GET', '/v1/bills?type=OSSBill');
      const spent = await caller.expect(200, 'GET', '/v1/spend?limit=1');
      expect(spent.body.items).toHaveLength(1);
      const found = await caller.expect(200, 'GET', '/v1/search?q=store');
      expect(found.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['OSSResource', 'OSSBill']);
    }
    await provider.expect(400, 'GET', '/v1/spend?from=2026-03&to=2026-02');
    await provider.expect(400, 'GET', '/v1/search');
    await user.expect(200, 'GET', '/v1/totals');
    await provider.expect(200, 'GET', '/v1/totals?providerId=00001&type=OSSBill');
    await provider.expect(400, 'GET', '/v1/totals');
  });

  it('is what its document says: permissions, and what the gateway tells of itself', async () => {
    await consumer.expect(200, 'PUT', '/v1/provider-permissions/00001', { mayOpen: true });
    await consumer.expect(200, 'GET', '/v1/provider-permissions/00001');
    await provider.expect(200, 'GET', '/v1/provider-permissions/00001?consumerId=00002');
    for (const path of SYSTEM) await provider.expect(200, 'GET', path);
    expect(check.unseen([...METERING, 'Gateway'])).toEqual([]);
  });

  it('has no cursor made up, of the gateway’s or of the ledger’s making', async () => {
    const first = await provider.expect(200, 'GET', '/v1/bills?limit=1&providerId=00001');
    const cursor = JSON.parse(Buffer.from(first.body.nextCursor as string, 'base64url').toString()) as object;
    const made = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
    const inner = (text: string): string => Buffer.from(text).toString('base64url');
    for (const other of [
      'x',
      made({ ...cursor, c: 'no base64 !' }),
      made({ ...cursor, c: inner('channel23~a') }),
      made({ ...cursor, c: inner('channelall~') }),
      made({ ...cursor, c: inner('channel12~../..') }),
      made({ ...cursor, c: inner(`channel12~.${'a'.repeat(20)}`) }),
      made({ ...cursor, p: 99 }),
    ]) {
      const answer = await provider.expect(400, 'GET', `/v1/bills?limit=1&providerId=00001&cursor=${other}`);
      expect(answer.body).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'cursor' });
    }
  });
});
