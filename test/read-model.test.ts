import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { findPostgres, type PostgresServer, startPostgres } from '../gateway/dist/testing/postgres.js';
import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL('../gateway/dist/main.js', import.meta.url));
const WAIT = { timeout: 60_000, interval: 100 };
const OF_ECS = { networkType: 'private', bandwidthMbps: '1', cpu: '1', ramGb: '1', diskGb: '1' };
/** Half of its addresses are 20 instances. */
const QUOTA = { ...SEED.quota, cpu: '1000', ramGb: '1000', ecsDiskGb: '1000', bandwidthMbps: '1000', privateIps: '40' };

const POSTGRES = findPostgres();
const KINDS = [
  { name: 'SQLite', isInstalled: true },
  { name: 'PostgreSQL', isInstalled: POSTGRES !== undefined },
];

describe.each(KINDS)('a read model in $name while things die', ({ name, isInstalled }) => {
  const when = it.skipIf(!isInstalled);
  let postgres: PostgresServer | undefined;
  let federation: RunningFederation;
  let receiver: WebhookReceiver;
  let provider: Caller;
  let consumer: Caller;
  let admin: Caller;
  let made = 0;

  beforeAll(async () => {
    if (!isInstalled) return;
    receiver = await WebhookReceiver.start();
    if (name === 'PostgreSQL' && POSTGRES !== undefined) postgres = await startPostgres(POSTGRES, true);
    federation = await startOwnFederation({ gatewayEnv: environmentOf });
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    admin = new Caller(federation, '00002', 'admin');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
    const rule = { name: 'half is used', kind: 'quota-use', quotaId: QUOTA.quotaId, percent: '50' };
    expect((await admin.post('/v1/alert-rules', rule)).status).toBe(201);
    expect((await admin.post('/v1/webhooks', { endpoint: receiver.url })).status).toBe(201);
  });

  afterAll(async () => {
    if (!isInstalled) return;
    await federation.stop();
    await postgres?.stop();
    await receiver.stop();
  });

  function environmentOf(orgId: string): Readonly<Record<string, string>> {
    if (orgId !== '00002') return {};
    return {
      CLOUDFED_WEBHOOK_NETWORKS: '127.0.0.0/8',
      CLOUDFED_WEBHOOK_RETRY_SECONDS: '1,1,1,1,1,1,1,1',
      ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
    };
  }

  const kill = (process_: string): void => {
    const pid = federation.processes.get(process_)?.pid;
    if (pid === undefined) throw new Error(`${process_} does not run`);
    process.kill(pid, 'SIGKILL');
  };
  const nextId = (): string => `i${String((made += 1)).padStart(3, '0')}`;
  const open = (instanceId: string): Promise<Answer> =>
    untilAnswered(() => consumer.post('/v1/ecs-resources', { ...SEED.instance, ...OF_ECS, instanceId }));
  const release = (instanceId: string): Promise<Answer> =>
    untilAnswered(() => consumer.post(`/v1/ecs-resources/${instanceId}/release`));
  const isReady = (): Promise<void> =>
    vi.waitFor(async () => {
      expect((await consumer.get('/readyz')).status).toBe(200);
    }, WAIT);
  const listed = async (): Promise<string[]> => {
    const { status, body } = await consumer.get('/v1/ecs-resources?limit=1000');
    expect(status).toBe(200);
    return (body.items as { instanceId: string }[]).map(({ instanceId }) => instanceId);
  };
  const alerts = async (): Promise<{ alertId: number; detail: { dimension: string } }[]> => {
    const { body } = await admin.get('/v1/alerts?limit=1000');
    return body.items as { alertId: number; detail: { dimension: string } }[];
  };
  /** What the command prints: how far the ledgers were read, and the digest of every row. */
  const command = async (...of: readonly string[]): Promise<string> => {
    const { stdout } = await run(process.execPath, [MAIN, ...of], {
      env: {
        PATH: process.env['PATH'],
        CLOUDFED_ORG_ID: '00002',
        CLOUDFED_PROFILE: join(federation.layout.profiles, 'org2.json'),
        CLOUDFED_DATA_DIR: join(federation.layout.gateway('00002'), 'data'),
        ...environmentOf('00002'),
      },
    });
    return stdout;
  };
  const isEqualWhenBuiltAgain = async (): Promise<void> => {
    const before = await command('readmodel', 'digest');
    expect(before).toContain('digest ');
    expect(await command('readmodel', 'rebuild')).toBe(before);
  };

  when(
    'a gateway that is killed again and again loses no record, and tells of each crossing once',
    async () => {
      const ids = Array.from({ length: 30 }, nextId);
      const opening = ids.map((id, at) => delay(at * 60).then(() => open(id)));
      for (let time = 0; time < 2; time += 1) {
        await delay(600);
        await isReady();
        kill('gateway-00002');
      }
      expect((await Promise.all(opening)).map(({ status }) => status)).toEqual(ids.map(() => 201));
      await isReady();
      expect(await listed()).toEqual(ids);
      const releasing = Promise.all(ids.slice(0, 20).map((id) => release(id)));
      await delay(100);
      kill('gateway-00002');
      await releasing;
      await isReady();
      const again = Array.from({ length: 15 }, nextId);
      for (const id of again) await open(id);
      expect(await listed()).toEqual([...ids, ...again]);
      // Up to half of the addresses twice, and down once.
      await vi.waitFor(async () => {
        expect((await alerts()).map(({ detail }) => detail.dimension)).toEqual(['privateIps', 'privateIps']);
      }, WAIT);
      await isEqualWhenBuiltAgain();
      await isReady();
      await vi.waitFor(async () => {
        expect(await listed()).toEqual([...ids, ...again]);
      }, WAIT);
      expect(await alerts()).toHaveLength(2);
    },
    240_000,
  );

  when('a webhook has been told of each alert and each transaction, each under one id', async () => {
    const told = await alerts();
    await vi.waitFor(async () => {
      const { body } = await admin.get('/v1/webhook-deliveries');
      expect(body.items).toEqual([]);
      expect(new Set(alertsTold().values())).toEqual(new Set(told.map(({ alertId }) => alertId)));
    }, WAIT);
    expect(alertsTold().size).toBe(told.length);
    const opened = messagesOf('changes').flatMap(({ data }) =>
      (data.changes as { kind: string; id: string }[]).filter(({ kind }) => kind === 'ecs-resource.opened'),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(made);
    const events = new Map(receiver.messages.map(({ eventId, messageId }) => [eventId, messageId]));
    expect(new Set(events.values()).size).toBe(events.size);
  });

  const messagesOf = (type: string) => receiver.messages.filter((message) => message.type === type);
  const alertsTold = (): ReadonlyMap<string, number> =>
    new Map(messagesOf('alert').map(({ messageId, data }) => [messageId, data.alertId as number]));

  when('goes on by itself after the network was killed', async () => {
    kill('network');
    await vi.waitFor(async () => {
      expect((await consumer.get('/readyz')).status).toBe(503);
    }, WAIT);
    await isReady();
    const id = nextId();
    const opened = await open(id);
    expect(opened.status).toBe(201);
    const answer = await consumer.send('GET', '/v1/ecs-resources?status=open&limit=1000');
    expect((answer.body.items as { instanceId: string }[]).map(({ instanceId }) => instanceId)).toContain(id);
    const { body } = await consumer.get('/metrics');
    expect(String(body)).toMatch(/^cloudfed_read_model_lag_blocks\{ledger_channel="channel12",org="00002"\} 0$/mu);
  });

  it.skipIf(!isInstalled || name !== 'PostgreSQL')(
    'while its database is away lists say so, writes are taken, and then all is there',
    async () => {
      await postgres?.kill();
      await vi.waitFor(async () => {
        expect((await consumer.get('/v1/ecs-resources')).status).toBe(503);
      }, WAIT);
      expect(await consumer.get('/readyz')).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
      const id = nextId();
      expect((await open(id)).status).toBe(201);
      await postgres?.restart();
      await isReady();
      await vi.waitFor(async () => {
        expect(await listed()).toContain(id);
      }, WAIT);
      await isEqualWhenBuiltAgain();
    },
  );
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
