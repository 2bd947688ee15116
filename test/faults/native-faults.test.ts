import { setTimeout as delay } from 'node:timers/promises';

import { newNativeMode, PROJECT, type PartStatus, readFederationEnvironment } from '@cloudfed/network';
import type { RunningFederation } from '@cloudfed/federation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Caller, SEED, startOwnFederation } from '../support/federation.js';

const WORKERS = 16;
const QUOTA = {
  ...SEED.quota,
  cpu: '100000',
  ramGb: '100000',
  ecsDiskGb: '100000',
  bandwidthMbps: '100000',
  publicIps: '100000',
};
/** Every node and service of one kind that is killed, each at once with the others of its line. */
const FAULTS: readonly (readonly [what: string, names: (parts: readonly PartStatus[]) => readonly string[]])[] = [
  ['the orderer that leads channel12', leaderOf('channel12')],
  ['a follower of channel12', (parts) => [followerOf(parts)]],
  ['one peer of each organization', () => ['peer0.org1', 'peer0.org2', 'peer0.org3']],
  ['the other peer of each', () => ['peer1.org1', 'peer1.org2', 'peer1.org3']],
  ['the chaincode service of one', () => ['chaincode.org1']],
  ['all chaincode services', () => ['chaincode.org1', 'chaincode.org2', 'chaincode.org3']],
];

const isNative = process.env['CLOUDFED_FEDERATION'] === 'native';

describe.skipIf(!isNative)('real Fabric loses processes under load', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let load: Load;
  const figures: string[] = [];

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
    load = new Load(consumer);
    load.start();
  });

  afterAll(async () => {
    await load.stop();
    await federation.stop();
  });

  it.each(FAULTS)('%s', async (what, namesOf) => {
    await load.untilMoreAcknowledged(50);
    const names = namesOf(await parts());
    const victims = (await parts()).filter(({ name }) => names.includes(name));
    expect(victims.map(({ name }) => name).sort()).toEqual([...names].sort());
    load.beginCounting();
    for (const { pid } of victims) process.kill(pid ?? Number.NaN, 'SIGKILL');
    // Automatic: whoever writes does nothing but try again.
    await expect.poll(async () => (await parts()).every(({ healthy }) => healthy), { timeout: 90_000 }).toBe(true);
    await load.untilMoreAcknowledged(100);
    const { acknowledged, refused, longestGapMs } = load.counted();
    figures.push(
      `${what}: ${String(acknowledged)} writes acknowledged, ${String(refused)} asked to come again, longest time without one ${String(longestGapMs)} ms`,
    );
    expect(load.unexpected).toEqual([]);
  });

  it('has lost none of what it acknowledged, and done nothing twice', async () => {
    await load.stop();
    const { opened, released } = load;
    const bills = new Map<string, string>();
    let cursor = '';
    do {
      const page = await consumer.get(`/v1/bills?providerId=00001&type=ECSBill&limit=1000${cursor}`);
      expect(page.status).toBe(200);
      for (const bill of page.body.items as { instanceId: string; totalCost: string }[]) {
        expect(bills.has(bill.instanceId)).toBe(false);
        bills.set(bill.instanceId, bill.totalCost);
      }
      cursor = page.body.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.body.nextCursor as string)}`;
    } while (cursor !== '');
    for (const [instanceId, totalCost] of released)
      expect([instanceId, bills.get(instanceId)]).toEqual([instanceId, totalCost]);
    expect([...bills.keys()].filter((instanceId) => !opened.has(instanceId))).toEqual([]);
    const sum = [...bills.values()].reduce((total, cost) => total + BigInt(cost), 0n);
    const totals = await provider.get('/v1/totals?providerId=00001&type=ECSBill');
    expect(totals.body.totalCost).toBe(String(sum));
    const open = opened.size - bills.size;
    const quota = await provider.get(`/v1/quotas/${QUOTA.quotaId}`);
    expect(quota.body.used).toMatchObject({ publicIps: String(open), cpu: String(2 * open) });
    console.log(['', ...figures].join('\n  '));
  });

  async function parts(): Promise<readonly PartStatus[]> {
    const environment = await readFederationEnvironment();
    const mode = newNativeMode({ project: PROJECT, home: federation.layout.home, environment, fabric: '3.1' });
    return (await mode.status()).parts;
  }
});

/** Opens instances and releases them, again and again; what is refused for now is asked for again, by the same id. */
class Load {
  readonly opened = new Set<string>();
  readonly released = new Map<string, string>();
  /** Answers that are neither a success nor "come again". */
  readonly unexpected: string[] = [];
  readonly #caller: Caller;
  #acknowledged = 0;
  #refused = 0;
  #countedFrom = { acknowledged: 0, refused: 0 };
  #lastAt = 0;
  #longestGapMs = 0;
  #stopping = false;
  #workers: readonly Promise<void>[] = [];

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  start(): void {
    this.#workers = Array.from({ length: WORKERS }, (_, worker) => this.#work(worker));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#workers);
  }

  beginCounting(): void {
    this.#countedFrom = { acknowledged: this.#acknowledged, refused: this.#refused };
    this.#lastAt = performance.now();
    this.#longestGapMs = 0;
  }

  counted(): { acknowledged: number; refused: number; longestGapMs: number } {
    return {
      acknowledged: this.#acknowledged - this.#countedFrom.acknowledged,
      refused: this.#refused - this.#countedFrom.refused,
      longestGapMs: Math.round(this.#longestGapMs),
    };
  }

  async untilMoreAcknowledged(count: number): Promise<void> {
    const from = this.#acknowledged;
    await expect.poll(() => this.#acknowledged - from, { timeout: 90_000 }).toBeGreaterThanOrEqual(count);
  }

  async #work(worker: number): Promise<void> {
    for (let count = 0; !this.#stopping && count < 100_000; count += 1) {
      const instanceId = `fault-${String(worker)}-${String(count)}`;
      const body = { ...SEED.instance, instanceId };
      const opened = await this.#insist(() => this.#caller.post('/v1/ecs-resources', body), [200, 201]);
      if (opened === undefined) return;
      this.opened.add(instanceId);
      const path = `/v1/ecs-resources/${instanceId}/release`;
      const bill = await this.#insist(() => this.#caller.post(path), [200], 'ALREADY_RELEASED');
      if (bill === undefined) return;
      if (bill.totalCost !== undefined) this.released.set(instanceId, bill.totalCost);
    }
  }

  /** The body of the success; undefined where the answer was one that must not be. */
  async #insist(
    ask: () => ReturnType<Caller['post']>,
    good: readonly number[],
    doneBefore?: string,
  ): Promise<{ totalCost?: string } | undefined> {
    for (;;) {
      const { status, headers, body } = await ask();
      if (good.includes(status) || (doneBefore !== undefined && body.code === doneBefore)) {
        this.#acknowledge();
        return body as { totalCost?: string };
      }
      const retryAfter = headers.get('retry-after') ?? '';
      if (status !== 503 || !/^\d+$/u.test(retryAfter)) {
        this.unexpected.push(`${String(status)} ${JSON.stringify(body)}`);
        return undefined;
      }
      this.#refused += 1;
      await delay(Number(retryAfter) * 1_000);
    }
  }

  #acknowledge(): void {
    const now = performance.now();
    this.#acknowledged += 1;
    this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt);
    this.#lastAt = now;
  }
}

function leaderOf(channel: string): (parts: readonly PartStatus[]) => readonly string[] {
  return (parts) =>
    parts.filter(({ notes }) => notes.startsWith('leads') && notes.includes(channel)).map(({ name }) => name);
}

function followerOf(parts: readonly PartStatus[]): string {
  const leaders = leaderOf('channel12')(parts);
  return parts.find(({ name }) => name.startsWith('orderer') && !leaders.includes(name))?.name ?? '';
}
