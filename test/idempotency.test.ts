import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

const INSTANCES = 60;
const ids = Array.from({ length: INSTANCES }, (_, at) => `instance-${String(at)}`);
const QUOTA = {
  ...SEED.quota,
  cpu: '1000',
  ramGb: '1000',
  ecsDiskGb: '1000',
  bandwidthMbps: '1000',
  privateIps: '200',
};

describe('Idempotency-Key on a whole federation', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;

  const postWith = (key: string, path: string, body: unknown): Promise<Answer> =>
    consumer.send('POST', path, JSON.stringify(body), { 'content-type': 'application/json', 'idempotency-key': key });
  const open = (id: string): Promise<Answer> =>
    postWith(`open-${id}`, '/v1/ecs-resources', {
      ...SEED.instance,
      instanceId: id,
      networkType: 'private',
    });
  const release = (id: string): Promise<Answer> => postWith(`release-${id}`, `/v1/ecs-resources/${id}/release`, {});
  /** As a client does that keeps its key: until it has an answer. */
  const untilAnswered = async (act: () => Promise<Answer>): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await act();
        if (answer.status < 500 || attempt === 200) return answer;
      } catch (error) {
        if (attempt === 200) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
  });

  afterAll(() => federation.stop());

  it('answers the same to a hundred at once, and writes once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => open('at-once')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const released = await Promise.all(Array.from({ length: 100 }, () => release('at-once')));
    expect(new Set(released.map(({ status, body }) => `${String(status)} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(released[0]).toMatchObject({ status: 200, body: { instanceId: 'at-once' } });
  });

  it('writes once and answers each, whenever the gateway is killed', async () => {
    const gateway = federation.processes.get('gateway-00002');
    const kill = (): void => {
      if (gateway?.pid !== undefined) process.kill(gateway.pid, 'SIGKILL');
    };
    expect(
      new Set((await Promise.all(ids.map((id) => untilAnswered(() => open(id))))).map(({ status }) => status)),
    ).toEqual(new Set([201]));
    let answered = 0;
    const bills = Promise.all(
      ids.map(async (id, at) => {
        await new Promise((resolve) => setTimeout(resolve, at * 25));
        const answer = await untilAnswered(() => release(id));
        answered += 1;
        return answer;
      }),
    );
    // Twice in the middle of it: the second time the gateway has just come back.
    for (const share of [0.2, 0.6]) {
      while (answered < INSTANCES * share) await new Promise((resolve) => setTimeout(resolve, 5));
      kill();
    }
    const first = await bills;
    for (const [at, id] of ids.entries()) {
      expect(first[at]).toMatchObject({ status: 200, body: { type: 'ECSBill', instanceId: id } });
      const again = await untilAnswered(() => release(id));
      expect(again.body).toEqual(first[at]?.body);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      const read = await untilAnswered(() => provider.get(`/v1/bills/ECSBill/${id}`));
      expect(read.body).toEqual(first[at]?.body);
    }
    const quota = await provider.get(`/v1/quotas/${QUOTA.quotaId}`);
    expect(quota.body.used).toMatchObject({ cpu: '0', privateIps: '0' });
  });
});
