import { setTimeout as delay } from 'node:timers/promises';

import { type Answer, type Caller, describe } from './caller.js';

export interface LoadCallers {
  /** Opens instances, and releases every other one. */
  readonly consumer: Caller;
  /** Releases the others, and reports usage. */
  readonly provider: Caller;
}

/** What happened since counting began. */
export interface Counted {
  /** Writes answered with success. */
  readonly acknowledged: number;
  /** Answers that asked to come again. */
  readonly refused: number;
  /** Requests whose connection was lost before the whole answer was there. */
  readonly lost: number;
  /** The longest time in which no instance was opened or released. */
  readonly longestGapMs: number;
}

export const METERED = 'metered';
export const USAGE_SOURCE = '/faults/meter';
const WORKERS = 12;
const MOST_ROUNDS = 100_000;
const AGAIN_MS = 50;
const USAGE_PAUSE_MS = 100;
const INSTANCE = {
  ...{ providerId: '00001', userId: '00002001', cloudService: 'ECS', networkType: 'private', bandwidthMbps: '1' },
  ...{ cpu: '2', ramGb: '4', diskGb: '8', commitmentDays: '1' },
};

/** Opens and releases instances and reports usage, without end. Whatever has no answer is asked for again, by the same id. */
export class Load {
  /** Of each opened instance the id. */
  readonly opened = new Set<string>();
  /** Of each released instance the cost, as it was told; undefined where the answer that told it was lost. */
  readonly released = new Map<string, string | undefined>();
  /** Ids of the usage records that were taken: each is a second of the metered instance. */
  readonly reported = new Set<string>();
  /** Answers that must not be. */
  readonly unexpected: string[] = [];
  readonly #callers: LoadCallers;
  #counted = { acknowledged: 0, refused: 0, lost: 0 };
  #progress = 0;
  #lastAt = 0;
  #longestGapMs = 0;
  #isStopping = false;
  #workers: readonly Promise<void>[] = [];

  constructor(callers: LoadCallers) {
    this.#callers = callers;
  }

  async start(): Promise<void> {
    const { consumer, provider } = this.#callers;
    const metered = await consumer.post('/v1/ecs-resources', { ...INSTANCE, instanceId: METERED, billing: 'metered' });
    if (metered?.status !== 201) throw new Error(`no metered instance: ${metered && describe(metered)}`);
    const begin = Math.floor(Date.parse(String(metered.body['beginTime'])) / 1_000) + 1;
    this.#workers = [
      ...Array.from({ length: WORKERS }, (_, worker) => this.#openAndRelease(worker)),
      this.#reportUsage(begin),
      this.#readLists(consumer),
      this.#readLists(provider),
    ];
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#workers);
  }

  beginCounting(): void {
    this.#counted = { acknowledged: 0, refused: 0, lost: 0 };
    this.#lastAt = performance.now();
    this.#longestGapMs = 0;
  }

  get counted(): Counted {
    return { ...this.#counted, longestGapMs: Math.round(this.#longestGapMs) };
  }

  /** @throws Error where so many more instances are not opened or released in time, or an answer came that must not be */
  async untilMore(count: number, timeoutMs = 120_000): Promise<void> {
    const from = this.#progress;
    const deadline = performance.now() + timeoutMs;
    while (this.#progress - from < count) {
      const [unexpected] = this.unexpected;
      if (unexpected !== undefined) throw new Error(`an answer that must not be: ${unexpected}`);
      if (performance.now() > deadline) throw new Error('the load did not go on');
      await delay(AGAIN_MS);
    }
  }

  async #openAndRelease(worker: number): Promise<void> {
    const { consumer, provider } = this.#callers;
    const releaser = worker % 2 === 0 ? consumer : provider;
    for (let round = 0; !this.#isStopping && round < MOST_ROUNDS; round += 1) {
      const instanceId = `fault-${String(worker)}-${String(round)}`;
      const opened = await this.#insist(() => consumer.post('/v1/ecs-resources', { ...INSTANCE, instanceId }));
      if (opened === undefined) return;
      this.opened.add(instanceId);
      this.#noteProgress();
      const path = `/v1/ecs-resources/${instanceId}/release`;
      const released = await this.#insist(() => releaser.post(path), 'ALREADY_RELEASED');
      if (released === undefined) return;
      const cost = released.body['totalCost'];
      this.released.set(instanceId, typeof cost === 'string' ? cost : undefined);
      this.#noteProgress();
    }
  }

  /** Each second of the metered instance that has gone by, one record a request. */
  async #reportUsage(begin: number): Promise<void> {
    const momentOf = (second: number): string => new Date(second * 1_000).toISOString();
    for (let second = begin; !this.#isStopping;) {
      if (second + 1 > Date.now() / 1_000) {
        await delay(USAGE_PAUSE_MS);
        continue;
      }
      const id = `second-${String(second)}`;
      const record = { source: USAGE_SOURCE, id, instanceId: METERED, meter: 'cpu', quantity: '2' };
      const body = { ...record, from: momentOf(second), to: momentOf(second + 1) };
      if ((await this.#insist(() => this.#callers.provider.post('/v1/usage', body))) === undefined) return;
      this.reported.add(id);
      second += 1;
    }
  }

  /** A list may say that it cannot be read now; never anything else that is no list. */
  async #readLists(caller: Caller): Promise<void> {
    while (!this.#isStopping) {
      const answer = await caller.get('/v1/bills?providerId=00001&type=ECSBill&limit=10');
      if (answer !== undefined && answer.status !== 200 && answer.status !== 503) {
        this.unexpected.push(`GET /v1/bills: ${describe(answer)}`);
        return;
      }
      await delay(AGAIN_MS * 4);
    }
  }

  /** The success; undefined where the answer was one that must not be. */
  async #insist(ask: () => Promise<Answer | undefined>, doneBefore?: string): Promise<Answer | undefined> {
    for (;;) {
      const answer = await ask();
      if (answer === undefined) {
        this.#counted.lost += 1;
        await delay(AGAIN_MS);
      } else if (answer.status < 300 || (doneBefore !== undefined && answer.body['code'] === doneBefore)) {
        this.#counted.acknowledged += 1;
        return answer;
      } else if (answer.status === 503 && answer.retryAfterSeconds !== undefined) {
        this.#counted.refused += 1;
        await delay(answer.retryAfterSeconds * 1_000);
      } else {
        this.unexpected.push(describe(answer));
        return undefined;
      }
    }
  }

  #noteProgress(): void {
    const now = performance.now();
    this.#progress += 1;
    this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#lastAt);
    this.#lastAt = now;
  }
}
