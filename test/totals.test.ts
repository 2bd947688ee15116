import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { freePorts } from '@cloudfed/federation';
import { readProfile } from '@cloudfed/network';

import { type ClockedFederation, startClockedFederation } from './support/clocked-federation.js';
import { Caller, SEED } from './support/federation.js';
import { LedgerClient } from './support/ledger-client.js';

const HOUR_SECONDS = 3_600;
/** Whoever begins now is in an hour that can be closed then. */
const LATER_SECONDS = 3 * HOUR_SECONDS;
const START_MS = 120_000;
/** The first round of a gateway is a minute after its start at most. */
const ROUND_MS = 120_000;
const PAUSE_MS = 200;
const USERS = ['00002001', '00002002', '00002003'];
/** Fen a core and second, so that no bill is of nothing. */
const PRICE = { ...SEED.price, cpu: '864000' };
const QUOTA = { ...SEED.quota, cpu: '2000', ramGb: '4000', ecsDiskGb: '8000', bandwidthMbps: '1', privateIps: '1000' };
const SHAPE = { ...SEED.instance, networkType: 'private', bandwidthMbps: '0' };

interface PendingTotals {
  readonly closedThrough: number;
  readonly totals: readonly object[];
}

describe('totals while the gateways roll them up by themselves', () => {
  let home: string;
  let firstPort: number;
  let federation: ClockedFederation | undefined;
  let provider: Caller;
  let consumer: Caller;
  /** What the bills that were acknowledged come to. */
  const billed = new Map<string, bigint>();
  let opened = 0;

  const start = async (aheadSeconds: number): Promise<void> => {
    federation = await startClockedFederation(home, firstPort, aheadSeconds);
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
  };
  /** Opens an instance of each user and releases them together. */
  const bill = async (): Promise<void> => {
    opened += 1;
    const ids = USERS.map((userId) => ({ userId, instanceId: `t-${opened}-${userId}` }));
    const made = await Promise.all(ids.map((id) => consumer.post('/v1/ecs-resources', { ...SHAPE, ...id })));
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
    const bills = await Promise.all(
      ids.map(({ instanceId }) => consumer.post(`/v1/ecs-resources/${instanceId}/release`)),
    );
    expect(bills.map(({ status }) => status)).toEqual([200, 200, 200]);
    for (const [at, { body }] of bills.entries()) {
      const user = USERS[at] ?? '';
      billed.set(user, (billed.get(user) ?? 0n) + BigInt(body.totalCost as string));
    }
  };
  const totalOf = async (by: Caller, query: string): Promise<bigint> => {
    const { status, body } = await by.get(`/v1/totals?type=ECSBill&${query}`);
    expect(status).toBe(200);
    return BigInt(body.totalCost as string);
  };
  const expectTotals = async (): Promise<void> => {
    const sum = [...billed.values()].reduce((one, other) => one + other, 0n);
    expect(await totalOf(provider, 'providerId=00001')).toBe(sum);
    expect(await totalOf(consumer, 'providerId=00001')).toBe(sum);
    for (const [userId, cost] of billed) expect(await totalOf(consumer, `userId=${userId}`)).toBe(cost);
  };
  /** Asked of the ledger, at the time that it is there. */
  const pendingAt = async (aheadSeconds: number): Promise<PendingTotals> => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + aheadSeconds * 1_000 });
    const ledger = await LedgerClient.connect(await readProfile(join(home, 'profiles', 'org1.json')));
    try {
      return JSON.parse(await ledger.evaluate('channel12', 'pendingTotals', '')) as PendingTotals;
    } finally {
      ledger.close();
      vi.useRealTimers();
    }
  };
  const hasRolledUp = async (): Promise<boolean> =>
    (await readFile(join(home, 'logs', 'gateway-00001.log'), 'utf8')).includes('totals are rolled up');

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'cloudfed-totals-'));
    firstPort = 20_000 + ((await freePorts()).orderer % 20_000);
    await start(0);
    expect((await provider.post('/v1/prices', PRICE)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
  }, START_MS);

  afterAll(async () => {
    await federation?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('are the sum of all bills before, meanwhile and afterwards', { timeout: START_MS + ROUND_MS }, async () => {
    for (let round = 0; round < 5; round += 1) await bill();
    await expectTotals();
    const writtenIn = Math.floor(Date.now() / (HOUR_SECONDS * 1_000));
    await federation?.stop();

    await start(LATER_SECONDS);
    const before = await pendingAt(LATER_SECONDS);
    expect(before.closedThrough).toBeLessThan(writtenIn);
    // Their rows lie in an hour that has passed and that nobody has closed yet.
    await expectTotals();
    const isOver = Date.now() + ROUND_MS;
    let rounds = 0;
    while (!(await hasRolledUp())) {
      expect(Date.now()).toBeLessThan(isOver);
      await bill();
      await expectTotals();
      rounds += 1;
      await delay(PAUSE_MS);
    }
    expect(rounds).toBeGreaterThan(0);
    for (let round = 0; round < 5; round += 1) {
      await bill();
      await expectTotals();
    }
    const after = await pendingAt(LATER_SECONDS);
    expect(after.closedThrough).toBeGreaterThanOrEqual(writtenIn);
    expect(after.totals).toEqual([]);
  });
});
