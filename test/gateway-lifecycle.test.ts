import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { readEvents, type StreamedEvent } from './support/events.js';
import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

const ANSWER_SECONDS = 4;
const QUOTA = {
  ...SEED.quota,
  cpu: '10000',
  ramGb: '10000',
  ecsDiskGb: '10000',
  bandwidthMbps: '10000',
  privateIps: '500',
};
const PRICE = Object.fromEntries(Object.entries(SEED.price).filter(([name]) => name !== 'providerId'));

describe('a gateway whose process or network comes and goes', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let admin: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation({ gatewayEnv: { CLOUDFED_ANSWER_SECONDS: String(ANSWER_SECONDS) } });
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    admin = new Caller(federation, '00002', 'admin');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
  });

  afterAll(async () => {
    signal('network', 'SIGCONT');
    await federation.stop();
  });

  const signal = (name: string, what: NodeJS.Signals): void => {
    const pid = federation.processes.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    process.kill(pid, what);
  };
  const open = (instanceId: string): Promise<Answer> =>
    consumer.post('/v1/ecs-resources', { ...SEED.instance, instanceId, networkType: 'private', bandwidthMbps: '1' });
  const inFlight = async (): Promise<number> => {
    const { body } = await consumer.get('/metrics');
    return Number(/^cloudfed_http_requests_in_flight\{[^}]*\} (\d+)$/mu.exec(String(body))?.[1]);
  };
  const isReady = (of: Caller): Promise<void> =>
    vi.waitFor(
      async () => {
        expect((await of.get('/readyz')).status).toBe(200);
      },
      { timeout: 30_000, interval: 100 },
    );
  const namesOf = (prefix: string, count: number): string[] =>
    Array.from({ length: count }, (_, at) => `${prefix}-${at}`);

  it('says the truth of its network, and follows up what it could not answer', async () => {
    signal('network', 'SIGSTOP');
    const late = open('late');
    const readiness = await consumer.get('/readyz');
    expect(readiness).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(readiness.headers.get('retry-after')).toMatch(/^\d+$/u);
    expect((await consumer.get('/healthz')).status).toBe(200);
    const answer = await late;
    expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    signal('network', 'SIGCONT');
    await isReady(consumer);
    await vi.waitFor(
      async () => {
        const { body } = await admin.get('/v1/audit-log?limit=1');
        expect(body.items[0]).toMatchObject({ phase: 'settled', operation: 'openEcsResource', code: null });
      },
      { timeout: 30_000, interval: 100 },
    );
    expect((await consumer.get('/v1/ecs-resources/late')).body.status).toBe('open');
  });

  it('finishes on SIGTERM what it has taken, and takes nothing more', async () => {
    const ids = namesOf('term', 40);
    signal('network', 'SIGSTOP');
    const opening = ids.map((id) => open(id));
    await vi.waitFor(
      async () => {
        expect(await inFlight()).toBe(ids.length + 1);
      },
      { timeout: 3_000, interval: 20 },
    );
    signal('gateway-00002', 'SIGTERM');
    signal('network', 'SIGCONT');
    const answers = await Promise.all(opening);
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
    await isReady(consumer);
  });

  it('forgets nothing when it is killed: what it wrote is there once, and the audit log says for whom', async () => {
    const ids = namesOf('kill', 120);
    const before = (await provider.get(`/v1/quotas/${QUOTA.quotaId}`)).body.used;
    const opening = ids.map((id) => open(id).catch(() => undefined));
    await Promise.race(opening);
    signal('gateway-00002', 'SIGKILL');
    await Promise.all(opening);
    await isReady(consumer);
    // Whoever got no answer asks again for the same.
    const answers = await Promise.all(ids.map((id) => untilAnswered(() => open(id))));
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 201));
    const { used } = (await provider.get(`/v1/quotas/${QUOTA.quotaId}`)).body;
    expect(BigInt(used.privateIps) - BigInt(before.privateIps)).toBe(BigInt(ids.length));

    const events = await readEvents(federation, { orgId: '00002', after: 'genesis', until: endOf(ids) });
    for (const { data } of events.filter(isOpening)) {
      await vi.waitFor(
        async () => {
          const { body } = await admin.get(`/v1/audit-log?limit=1000&transactionId=${data.transactionId}`);
          const told = body.items.filter((line: { code: unknown; phase: string }) => line.code === null);
          expect(told.length).toBeGreaterThanOrEqual(data.changes.length);
        },
        { timeout: 20_000, interval: 100 },
      );
    }
  });

  it('completes a price on every ledger channel, whenever it is killed', async () => {
    for (const [at, pause] of [0, 8, 16, 30].entries()) {
      const price = { ...PRICE, cpu: String(20 + at) };
      const changing = provider.put('/v1/prices/00001', price).catch(() => undefined);
      await delay(pause);
      signal('gateway-00001', 'SIGKILL');
      await changing;
      await isReady(provider);
      const answer = await untilAnswered(() => provider.put('/v1/prices/00001', price));
      expect(answer).toMatchObject({ status: 200, body: { cpu: price.cpu } });
    }
    const versionsWith = async (orgId: string): Promise<string[]> => {
      const { body } = await provider.get(`/v1/prices/00001/versions?counterpartyId=${orgId}`);
      const versions = body.items as { version: number; cpu: string }[];
      return versions.map(({ version, cpu }) => `${version}: ${cpu}`);
    };
    expect(await versionsWith('00002')).toEqual(['1: 10', '2: 20', '3: 21', '4: 22', '5: 23']);
    expect(await versionsWith('00003')).toEqual(await versionsWith('00002'));
  });

  it('tells every event once to a reader that is cut off again and again', async () => {
    const ids = namesOf('event', 30);
    const writing = ids.reduce<Promise<unknown>>((before, id) => before.then(() => open(id)), Promise.resolve());
    const read: StreamedEvent[] = [];
    const until = endOf(ids);
    let isAll = false;
    for (let piece = 1; !isAll; piece += 1) {
      const after = read.at(-1)?.id ?? 'genesis';
      const next = await readEvents(federation, { orgId: '00002', after, until, most: 1 + (piece % 5) });
      read.push(...next);
      isAll = next.some(until);
    }
    await writing;
    const whole = await readEvents(federation, { orgId: '00002', after: 'genesis', until: endOf(ids) });
    // What is between the two organizations is on one ledger channel, so in one order.
    const between = (events: readonly StreamedEvent[]): string[] =>
      events.filter(({ data }) => data.counterpartyId === '00001').map(({ data }) => data.transactionId);
    expect(between(read)).toEqual(between(whole));
    expect(new Set(between(read)).size).toBe(between(read).length);
  });
});

/** As a client does that wants an answer. */
async function untilAnswered(act: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await act().catch(() => undefined);
    if (answer !== undefined && answer.status !== 503) return answer;
    if (attempt === 300) throw new Error('no answer');
    await delay(100);
  }
}

function isOpening({ data }: StreamedEvent): boolean {
  return data.changes.some(({ kind }) => kind === 'ecs-resource.opened');
}

/** The event that opens the last of them. */
function endOf(ids: readonly string[]): (event: StreamedEvent) => boolean {
  const left = new Set(ids);
  return ({ data }) => {
    for (const { id } of data.changes) left.delete(id);
    return left.size === 0;
  };
}
