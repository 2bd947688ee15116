import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { readEvents, type StreamedEvent } from './support/events.js';
import { Caller, SEED, startOwnFederation } from './support/federation.js';

describe('one organization lends another a cloud host', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let user: Caller;
  let stranger: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    user = new Caller(federation, '00002', 'user');
    stranger = new Caller(federation, '00003', 'operator');
  });

  afterAll(() => federation.stop());

  it('the provider publishes its price, which everybody can read', async () => {
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    for (const reader of [provider, consumer, user, stranger]) {
      const read = await reader.get('/v1/prices/00001');
      expect(read).toMatchObject({ status: 200, body: { ...SEED.price, version: 1 } });
    }
  });

  it('the provider promises a quota, which the two can read and the third cannot', async () => {
    const created = await provider.post('/v1/quotas', SEED.quota);
    expect(created).toMatchObject({ status: 201, body: { ...SEED.quota, providerId: '00001' } });
    expect(created.headers.get('location')).toBe('/v1/quotas/000001');
    for (const reader of [provider, consumer]) {
      const read = await reader.get('/v1/quotas/000001');
      expect(read).toMatchObject({
        status: 200,
        body: { used: { cpu: '0' }, remaining: { cpu: '10', publicIps: '10' } },
      });
    }
    expect((await stranger.get('/v1/quotas/000001')).status).toBe(404);
  });

  it('a user of the consumer opens an instance, which takes its part of the quota', async () => {
    const opened = await user.post('/v1/ecs-resources', SEED.instance);
    expect(opened).toMatchObject({ status: 201, body: { ...SEED.instance, status: 'open', consumerId: '00002' } });
    const { body } = await provider.get('/v1/quotas/000001');
    expect(body.used).toMatchObject({ cpu: '2', ramGb: '4', ecsDiskGb: '8', bandwidthMbps: '2', publicIps: '1' });
    expect(body.remaining).toMatchObject({ cpu: '8', ramGb: '36', publicIps: '9', privateIps: '20' });
  });

  it('opening it again with the same content changes nothing, with other content is refused', async () => {
    expect([200, 201]).toContain((await user.post('/v1/ecs-resources', SEED.instance)).status);
    const other = await user.post('/v1/ecs-resources', { ...SEED.instance, cpu: '3' });
    expect(other).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } });
    expect((await consumer.get('/v1/quotas/000001')).body.used.cpu).toBe('2');
  });

  it('its release gives a bill that both read alike, and the quota back', async () => {
    await delay(1_100);
    const released = await user.post('/v1/ecs-resources/202202150002/release');
    expect(released.status).toBe(200);
    const bill = released.body;
    expect(bill).toMatchObject({
      type: 'ECSBill',
      instanceId: '202202150002',
      providerId: '00001',
      consumerId: '00002',
      userId: '00002001',
      currency: 'CNY',
      usageHours: expect.anything(),
    });
    const asProvider = await provider.get('/v1/bills/ECSBill/202202150002');
    const asConsumer = await consumer.get('/v1/bills/ECSBill/202202150002');
    expect(asProvider).toMatchObject({ status: 200, body: { totalCost: bill.totalCost, lines: bill.lines } });
    expect(asConsumer.body).toEqual(asProvider.body);
    expect((await consumer.get('/v1/quotas/000001')).body.used).toMatchObject({ cpu: '0', publicIps: '0' });
  });

  it('a bill is exactly its seconds at the price of each', async () => {
    const { body } = await provider.get('/v1/bills/ECSBill/202202150002');
    const seconds = BigInt(body.usageSeconds);
    expect(seconds).toBeGreaterThan(0n);
    // 48 fen a day for the example's instance, in counts of 1/(86,400·10¹⁰) fen.
    const exact = body.lines.reduce((sum: bigint, line: { exactAmount: string }) => sum + BigInt(line.exactAmount), 0n);
    expect(exact).toBe(seconds * 48n * 10n ** 10n);
    expect(BigInt(body.totalCost)).toBe((2n * seconds * 48n + 86_400n) / (2n * 86_400n));
  });

  it('bills and totals are read by both, and by nobody else', async () => {
    for (const reader of [provider, consumer]) {
      const byProvider = await reader.get('/v1/bills?providerId=00001&type=ECSBill');
      expect(byProvider.body.items.map((bill: { instanceId: string }) => bill.instanceId)).toEqual(['202202150002']);
      const byUser = await reader.get('/v1/totals?userId=00002001&type=ECSBill');
      const total = byProvider.body.items[0].totalCost as string;
      expect(byUser.body).toEqual({ totalCost: total, currency: 'CNY', unit: 'fen' });
    }
    expect((await stranger.get('/v1/bills/ECSBill/202202150002')).status).toBe(404);
    expect((await stranger.get('/v1/ecs-resources/202202150002')).status).toBe(404);
    const foreign = await stranger.get('/v1/bills?providerId=00001&type=ECSBill');
    expect(foreign.body.items ?? []).toEqual([]);
    const release = await stranger.post('/v1/ecs-resources/202202150002/release');
    expect(release.status).toBe(404);
  });

  it('a second release is refused and changes nothing', async () => {
    const before = await provider.get('/v1/bills/ECSBill/202202150002');
    const again = await user.post('/v1/ecs-resources/202202150002/release');
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_RELEASED' } });
    expect((await provider.get('/v1/bills/ECSBill/202202150002')).body).toEqual(before.body);
  });

  it('tells the whole story to whoever follows, each in its turn, and goes on where it was left', async () => {
    const all = await readEvents(federation, { orgId: '00002', after: 'genesis', until: endsWith('bill.issued') });
    const kinds = all.flatMap(({ data }) => data.changes.map((change) => change.kind));
    // Ledgers tell in turn, each for itself: of a price on two of them one may come after the bill.
    expect(kinds).toContain('price.published');
    for (const kind of ['quota.created', 'ecs-resource.opened', 'bill.issued']) {
      expect(kinds.filter((other) => other === kind)).toHaveLength(1);
    }
    const opened = all.findIndex(({ data }) => data.changes.some(({ kind }) => kind === 'ecs-resource.opened'));
    const rest = await readEvents(federation, {
      orgId: '00002',
      after: all[opened]?.id ?? '',
      until: endsWith('bill.issued'),
    });
    const ofThePair = (events: readonly StreamedEvent[]): readonly StreamedEvent['data'][] =>
      events.map(({ data }) => data).filter(({ counterpartyId }) => counterpartyId === '00001');
    expect(ofThePair(rest)).toEqual(ofThePair(all.slice(opened + 1)));
  });

  it('tells the third nothing of it', async () => {
    const seen = await readEvents(federation, {
      orgId: '00003',
      after: 'genesis',
      until: endsWith('price.published', 2),
    });
    expect(JSON.stringify(seen)).not.toMatch(/202202150002|quota\.created/u);
  });
});

/** Ends a reading of events where a kind of change has come so often. */
function endsWith(kind: string, times = 1): (event: StreamedEvent) => boolean {
  let left = times;
  return ({ data }) => {
    if (data.changes.some((change) => change.kind === kind)) left -= 1;
    return left <= 0;
  };
}
