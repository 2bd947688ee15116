import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

const BAD_NUMBERS = ['', ' 1', '1e3', '0x10', '-1', '１', '1 ', '+1', '01'];
const TOO_LARGE = [(2n ** 53n).toString(), (2n ** 64n).toString()];
const BAD_IDS = ['', '/', 'a/b', '\u0000', 'a\u0000b', 'a'.repeat(65), '.a', 'a b', 'ä'];

const PRICE_FIELDS = ['cpu', 'ram', 'ecsDisk', 'ossDisk', 'request', 'publicNetwork', 'privateNetwork'] as const;
const QUOTA_QUANTITIES = ['cpu', 'ramGb', 'ecsDiskGb', 'ossDiskGb', 'bandwidthMbps'] as const;
const QUOTA_WHOLE = ['holdingDays', 'publicIps', 'privateIps'] as const;
const INSTANCE_QUANTITIES = ['bandwidthMbps', 'cpu', 'ramGb', 'diskGb'] as const;
const OSS = {
  instanceId: 'store-1',
  providerId: '00001',
  userId: '00002001',
  cloudService: 'OSS',
  networkType: 'public',
  diskGb: '10',
} as const;

/** A quota in which each dimension can be exhausted alone. */
const QUOTA = { ...SEED.quota, bandwidthMbps: '100' };

describe('bad input', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let stranger: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    stranger = new Caller(federation, '00003', 'operator');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
  });

  afterAll(() => federation.stop());

  /** The answer is a problem with this status and code, and says nothing it should not. */
  const expectProblem = (answer: Answer, status: number, code: string, field?: string): void => {
    expect(answer).toMatchObject({ status, body: { status, code, ...(field === undefined ? {} : { field }) } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/u);
    expect(JSON.stringify(answer.body)).not.toMatch(/ at .*\.js|node_modules|stack/u);
  };
  const used = async (): Promise<unknown> => (await provider.get(`/v1/quotas/${QUOTA.quotaId}`)).body.used;

  it.each(BAD_NUMBERS)('%j is refused for every number of every body, by its name', async (bad) => {
    for (const field of PRICE_FIELDS) {
      expectProblem(
        await provider.put('/v1/prices/00001', { ...withoutProvider(SEED.price), [field]: bad }),
        400,
        'INVALID_ARGUMENT',
        field,
      );
    }
    for (const field of [...QUOTA_QUANTITIES, ...QUOTA_WHOLE]) {
      const body = { ...QUOTA, quotaId: 'other', [field]: bad };
      expectProblem(await provider.post('/v1/quotas', body), 400, 'INVALID_ARGUMENT', field);
    }
    for (const field of [...INSTANCE_QUANTITIES, 'commitmentDays']) {
      const body = { ...SEED.instance, [field]: bad };
      expectProblem(await consumer.post('/v1/ecs-resources', body), 400, 'INVALID_ARGUMENT', field);
    }
    expectProblem(await consumer.post('/v1/oss-resources', { ...OSS, diskGb: bad }), 400, 'INVALID_ARGUMENT', 'diskGb');
    for (const field of ['ossRequest', 'flowOut']) {
      const body = { ossRequest: '1', flowOut: '1', [field]: bad };
      expectProblem(await provider.post('/v1/oss-resources/store-1/release', body), 400, 'INVALID_ARGUMENT', field);
    }
  });

  it.each(TOO_LARGE)('%s is too large, for amounts with a code of their own', async (large) => {
    for (const field of PRICE_FIELDS) {
      const answer = await provider.put('/v1/prices/00001', { ...withoutProvider(SEED.price), [field]: large });
      expectProblem(answer, 400, 'AMOUNT_OVERFLOW', field);
    }
    for (const field of [...QUOTA_QUANTITIES, ...QUOTA_WHOLE]) {
      const body = { ...QUOTA, quotaId: 'other', [field]: large };
      expectProblem(await provider.post('/v1/quotas', body), 400, 'INVALID_ARGUMENT', field);
    }
  });

  it('"1.5" is refused where a whole number is meant', async () => {
    for (const field of QUOTA_WHOLE) {
      expectProblem(await provider.post('/v1/quotas', { ...QUOTA, [field]: '1.5' }), 400, 'INVALID_ARGUMENT', field);
    }
    for (const field of PRICE_FIELDS) {
      const body = { ...withoutProvider(SEED.price), [field]: '1.5' };
      expectProblem(await provider.put('/v1/prices/00001', body), 400, 'INVALID_ARGUMENT', field);
    }
    const body = { ...SEED.instance, commitmentDays: '1.5' };
    expectProblem(await consumer.post('/v1/ecs-resources', body), 400, 'INVALID_ARGUMENT', 'commitmentDays');
  });

  it.each(BAD_IDS)('%j is no id', async (bad) => {
    expectProblem(await provider.post('/v1/quotas', { ...QUOTA, quotaId: bad }), 400, 'INVALID_ARGUMENT', 'quotaId');
    const body = { ...SEED.instance, instanceId: bad };
    expectProblem(await consumer.post('/v1/ecs-resources', body), 400, 'INVALID_ARGUMENT', 'instanceId');
    if (bad === '') return;
    const path = `/v1/ecs-resources/${encodeURIComponent(bad)}`;
    const read = await consumer.get(path);
    expect([400, 404]).toContain(read.status);
    expect([400, 404]).toContain((await consumer.post(`${path}/release`)).status);
  });

  it('an unknown network type, an unknown field, a number for a text', async () => {
    const open = (change: object): Promise<Answer> =>
      consumer.post('/v1/ecs-resources', { ...SEED.instance, ...change });
    expectProblem(await open({ networkType: 'vpn' }), 400, 'INVALID_ARGUMENT', 'networkType');
    expectProblem(await open({ gpu: '1' }), 400, 'INVALID_ARGUMENT', 'gpu');
    expectProblem(await open({ cpu: 2 }), 400, 'INVALID_ARGUMENT', 'cpu');
    expectProblem(await open({ cpu: null }), 400, 'INVALID_ARGUMENT', 'cpu');
    expectProblem(await open({ userId: '00003001' }), 403, 'FORBIDDEN');
  });

  it('a body that is none', async () => {
    expectProblem(await consumer.send('POST', '/v1/ecs-resources', '{"instanceId":'), 400, 'INVALID_ARGUMENT');
    expectProblem(await consumer.send('POST', '/v1/ecs-resources', '[]'), 400, 'INVALID_ARGUMENT');
    expectProblem(await consumer.send('POST', '/v1/ecs-resources', 'null'), 400, 'INVALID_ARGUMENT');
    const text = { 'content-type': 'text/plain' };
    expectProblem(await consumer.send('POST', '/v1/ecs-resources', '{}', text), 415, 'UNSUPPORTED_MEDIA_TYPE');
    const large = JSON.stringify({ ...SEED.instance, cloudService: 'x'.repeat(10_000_000) });
    expectProblem(await consumer.send('POST', '/v1/ecs-resources', large), 413, 'PAYLOAD_TOO_LARGE');
  });

  it('a price change or a quota by another organization', async () => {
    const price = withoutProvider(SEED.price);
    expectProblem(await consumer.put('/v1/prices/00001', price), 403, 'FORBIDDEN');
    expectProblem(await stranger.post('/v1/prices', SEED.price), 403, 'FORBIDDEN');
    // Whoever asks is the provider: nobody can promise itself, and another pair's ledger has no such quota.
    const before = await provider.get(`/v1/quotas/${QUOTA.quotaId}`);
    const own = await consumer.put(`/v1/quotas/${QUOTA.quotaId}`, withoutId(QUOTA, '00002'));
    expectProblem(own, 400, 'INVALID_ARGUMENT', 'consumerId');
    const other = await consumer.put(`/v1/quotas/${QUOTA.quotaId}`, withoutId(QUOTA, '00003'));
    expectProblem(other, 404, 'NOT_FOUND');
    expect((await provider.get(`/v1/quotas/${QUOTA.quotaId}`)).body).toEqual(before.body);
    expect((await provider.get('/v1/prices/00001')).body).toMatchObject({ version: 1, ...SEED.price });
  });

  it('billing another organization’s instance', async () => {
    expect((await consumer.post('/v1/ecs-resources', { ...SEED.instance, instanceId: 'own' })).status).toBe(201);
    expectProblem(await stranger.post('/v1/ecs-resources/own/release'), 404, 'NOT_FOUND');
    expect((await consumer.get('/v1/ecs-resources/own')).body.status).toBe('open');
    expect((await consumer.post('/v1/ecs-resources/own/release')).status).toBe(200);
    expectProblem(await consumer.post('/v1/ecs-resources/own/release'), 409, 'ALREADY_RELEASED');
  });

  it('a provider opens for a consumer only once the consumer has allowed it', async () => {
    const body = { ...SEED.instance, instanceId: 'by-provider' };
    expectProblem(await provider.post('/v1/ecs-resources', body), 403, 'FORBIDDEN');
    expect((await consumer.get('/v1/ecs-resources/by-provider')).status).toBe(404);
    const admin = new Caller(federation, '00002', 'admin');
    expect((await admin.put('/v1/provider-permissions/00001', { mayOpen: true })).status).toBe(200);
    expect((await provider.post('/v1/ecs-resources', body)).status).toBe(201);
    expect((await provider.post('/v1/ecs-resources/by-provider/release')).status).toBe(200);
    expect((await admin.put('/v1/provider-permissions/00001', { mayOpen: false })).status).toBe(200);
    expectProblem(await provider.post('/v1/ecs-resources', { ...body, instanceId: 'again' }), 403, 'FORBIDDEN');
  });

  it('an organization that is not confirmed, as consumer or provider', async () => {
    const quota = { ...QUOTA, quotaId: 'unconfirmed', consumerId: '00009' };
    expectProblem(await provider.post('/v1/quotas', quota), 422, 'NOT_CONFIRMED', 'consumerId');
    const instance = { ...SEED.instance, instanceId: 'unconfirmed', providerId: '00009' };
    expectProblem(await consumer.post('/v1/ecs-resources', instance), 422, 'NOT_CONFIRMED', 'providerId');
    expect((await provider.get('/v1/quotas/unconfirmed')).status).toBe(404);
    expect((await consumer.get('/v1/ecs-resources/unconfirmed')).status).toBe(404);
  });

  it('a commitment beyond the holding time, a resource without a quota', async () => {
    const body = { ...SEED.instance, instanceId: 'long', commitmentDays: '366' };
    expectProblem(await consumer.post('/v1/ecs-resources', body), 422, 'COMMITMENT_TOO_LONG');
    const foreign = { ...SEED.instance, instanceId: 'no-quota', userId: '00003001' };
    const answer = await stranger.post('/v1/ecs-resources', foreign);
    expect(answer.status).toBe(422);
    expect(['QUOTA_MISSING', 'PRICE_MISSING']).toContain(answer.body.code);
  });

  it.each([
    ['cpu', { cpu: '10.0000000001' }],
    ['ramGb', { ramGb: '40.0000000001' }],
    ['ecsDiskGb', { diskGb: '41' }],
    ['bandwidthMbps', { bandwidthMbps: '101' }],
  ] as const)('one unit too much of %s', async (_dimension, change) => {
    const before = await used();
    const body = { ...SEED.instance, instanceId: 'too-much', ...change };
    expectProblem(await consumer.post('/v1/ecs-resources', body), 422, 'QUOTA_EXCEEDED');
    expect(await used()).toEqual(before);
    expect((await consumer.get('/v1/ecs-resources/too-much')).status).toBe(404);
  });

  it.each([
    ['public', 'publicIps'],
    ['private', 'privateIps'],
  ] as const)('one address too many: %s', async (networkType, dimension) => {
    const before = await used();
    const limit = Number(QUOTA[dimension]);
    const small = { ...SEED.instance, networkType, bandwidthMbps: '0', cpu: '0.01', ramGb: '0.01', diskGb: '0.01' };
    const open = (at: number): Promise<Answer> =>
      consumer.post('/v1/ecs-resources', { ...small, instanceId: `${networkType}-${at}` });
    const opened = await Promise.all(Array.from({ length: limit }, (_, at) => open(at)));
    expect(opened.map(({ status }) => status)).toEqual(opened.map(() => 201));
    expectProblem(await open(limit), 422, 'QUOTA_EXCEEDED', dimension);
    expect((await used()) as object).toMatchObject({ [dimension]: String(limit) });
    for (const { body } of opened) {
      expect((await consumer.post(`/v1/ecs-resources/${String(body.instanceId)}/release`)).status).toBe(200);
    }
    expect(await used()).toEqual(before);
  });

  it('one unit too much of object storage', async () => {
    expectProblem(await consumer.post('/v1/oss-resources', { ...OSS, diskGb: '101' }), 422, 'QUOTA_EXCEEDED');
  });

  it('fifty at once for ten addresses: ten get one, and not one more', async () => {
    const before = await used();
    const small = { ...SEED.instance, bandwidthMbps: '0', cpu: '0.1', ramGb: '0.1', diskGb: '0.1' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => consumer.post('/v1/ecs-resources', { ...small, instanceId: `race-${at}` })),
    );
    const opened = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(opened).toHaveLength(10);
    for (const answer of refused) expectProblem(answer, 422, 'QUOTA_EXCEEDED');
    expect(await used()).toMatchObject({ publicIps: '10', cpu: '1' });
    const bills = await Promise.all(
      opened.map(({ body }) => consumer.post(`/v1/ecs-resources/${String(body.instanceId)}/release`)),
    );
    expect(bills.every(({ status }) => status === 200)).toBe(true);
    expect(await used()).toEqual(before);
  });

  it('no token, a wrong one, another organization’s, a role that may not', async () => {
    const url = new URL('/v1/quotas', federation.file.orgs[0]?.gatewayUrl);
    const status = async (authorization?: string): Promise<number> =>
      (await fetch(url, authorization === undefined ? {} : { headers: { authorization } })).status;
    expect(await status()).toBe(401);
    expect(await status('Bearer x')).toBe(401);
    expect(await status(`Basic ${Buffer.from('a:b').toString('base64')}`)).toBe(401);
    expect(await status(`Bearer ${federation.file.orgs[1]?.tokens.admin ?? ''}`)).toBe(401);
    const auditor = new Caller(federation, '00001', 'auditor');
    expectProblem(await auditor.post('/v1/quotas', { ...QUOTA, quotaId: 'by-auditor' }), 403, 'FORBIDDEN');
    const user = new Caller(federation, '00002', 'user');
    const other = { ...SEED.instance, instanceId: 'others', userId: '00002999' };
    expectProblem(await user.post('/v1/ecs-resources', other), 403, 'FORBIDDEN');
  });

  it('a path or a method that is none', async () => {
    expectProblem(await provider.get('/v1/nothing'), 404, 'NOT_FOUND');
    const answer = await provider.send('DELETE', `/v1/quotas/${QUOTA.quotaId}`);
    expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toMatch(/GET/u);
    expect((await provider.get('/v1/quotas?limit=0')).status).toBe(400);
    expect((await provider.get('/v1/quotas?limit=1001')).status).toBe(400);
    expect((await provider.get('/v1/quotas?cursor=%00')).status).toBe(400);
    expect((await provider.get('/v1/quotas/%E0%A4%A')).status).toBe(400);
  });
});

function withoutProvider(price: typeof SEED.price): object {
  return Object.fromEntries(Object.entries(price).filter(([name]) => name !== 'providerId'));
}

function withoutId(quota: typeof QUOTA, consumerId: string): object {
  return { ...Object.fromEntries(Object.entries(quota).filter(([name]) => name !== 'quotaId')), consumerId };
}
