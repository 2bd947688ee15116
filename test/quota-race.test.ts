import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

const RACING = 500;
const ROOM = 300;
/** Every so many of them ask for what is never given. */
const BAD_EVERY = 25;
const QUOTA = { ...SEED.quota, cpu: String(ROOM * 2), ramGb: '10000', ecsDiskGb: '10000', privateIps: '1000' };
const SHAPE = { ...SEED.instance, networkType: 'private', bandwidthMbps: '0' };
const ALONE = 5;

describe('opening under one quota, through both organizations’ gateways', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
    expect((await consumer.put('/v1/provider-permissions/00001', { mayOpen: true })).status).toBe(200);
  });

  afterAll(() => federation.stop());

  const open = async (at: number): Promise<Answer> => {
    const by = at % 2 === 0 ? consumer : provider;
    const commitmentDays = at % BAD_EVERY === 0 ? '366' : '365';
    const body = { ...SHAPE, instanceId: `race-${at}`, commitmentDays };
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const answer = await by.post('/v1/ecs-resources', body);
      if (answer.status !== 503) return answer;
      await delay(100);
    }
    throw new Error('no answer');
  };

  const left = async (): Promise<string> =>
    (await provider.get(`/v1/quotas/${QUOTA.quotaId}`)).body.remaining.cpu as string;
  /** How many groups the consumer's gateway has sent on the ledger channel, and of how many writes. */
  const sent = async (): Promise<{ readonly groups: number; readonly writes: number }> => {
    const text = (await consumer.get('/metrics')).body as string;
    const figure = (name: string): number =>
      Number(new RegExp(`^cloudfed_ledger_group_size_${name}\\{.*channel12.*\\} (\\d+)$`, 'mu').exec(text)?.[1] ?? 0);
    return { groups: figure('count'), writes: figure('sum') };
  };

  it('waits for nobody where a write is alone: each is a transaction of its own, in the very next block', async () => {
    const before = await sent();
    const blocks: number[] = [];
    for (let at = 0; at < ALONE; at += 1) {
      const instanceId = `alone-${at}`;
      const opened = await consumer.post('/v1/ecs-resources', { ...SHAPE, instanceId });
      expect(opened.status).toBe(201);
      blocks.push(opened.body.blockNumber as number);
    }
    // Nothing was put together, and nothing else cut a block.
    expect(await sent()).toEqual({ groups: before.groups + ALONE, writes: before.writes + ALONE });
    expect(blocks).toEqual(blocks.map((_, at) => (blocks[0] ?? 0) + at));
    for (let at = 0; at < ALONE; at += 1) {
      expect((await consumer.post(`/v1/ecs-resources/alone-${at}/release`)).status).toBe(200);
    }
    await expect.poll(left, { timeout: 20_000 }).toBe(QUOTA.cpu);
  });

  it('of 500 clients that race gets them exactly what it has; who asks for too long is refused alone; releases give exactly that back', async () => {
    const answers = await Promise.all(Array.from({ length: RACING }, (_, at) => open(at)));
    const codes = new Map<string, number>();
    for (const { status, body } of answers) {
      const code = status === 201 ? 'opened' : (body.code as string);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    const bad = RACING / BAD_EVERY;
    expect(Object.fromEntries(codes)).toEqual({
      opened: ROOM,
      COMMITMENT_TOO_LONG: bad,
      QUOTA_EXCEEDED: RACING - ROOM - bad,
    });
    expect(await left()).toBe('0');
    const opened = answers.flatMap(({ status }, at) => (status === 201 ? [`race-${at}`] : []));
    const released = await Promise.all(opened.map((id) => consumer.post(`/v1/ecs-resources/${id}/release`)));
    expect(new Set(released.map(({ status }) => status))).toEqual(new Set([200]));
    await expect.poll(left, { timeout: 20_000 }).toBe(QUOTA.cpu);
  });
});
