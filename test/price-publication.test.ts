import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';
import { LedgerClient } from './support/ledger-client.js';

const CHANNELS = ['channel12', 'channel13', 'channelall'] as const;
const HOUR_MS = 3_600_000;
const { providerId, ...PRICE } = SEED.price;

interface VersionRecord {
  readonly version: number;
  readonly cpu_price: number;
  readonly effectiveFrom: { readonly seconds: number; readonly nanos: number };
}

describe('a price on several ledger channels', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let ledger: LedgerClient;

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, providerId, 'operator');
    ledger = await LedgerClient.connect(federation.profiles[0] as RunningFederation['profiles'][number]);
    expect((await provider.post('/v1/prices', SEED.price)).status).toBe(201);
  });

  afterAll(async () => {
    ledger.close();
    await federation.stop();
  });

  const pidOf = (name: string): number => {
    const pid = federation.processes.get(name)?.pid;
    if (pid === undefined) throw new Error(`${name} does not run`);
    return pid;
  };
  /** Of a start that is far enough away for it to be the same everywhere, whatever is killed meanwhile. */
  const scheduled = (hours: number, cpu: string): object => ({
    ...PRICE,
    cpu,
    effectiveFrom: new Date(Math.ceil(Date.now() / 1_000) * 1_000 + hours * HOUR_MS)
      .toISOString()
      .replace('.000Z', 'Z'),
  });
  const versionsOn = async (channel: string): Promise<readonly VersionRecord[]> => {
    const text = await ledger.evaluate(channel, 'readPriceVersions', providerId, '100', '');
    return (JSON.parse(text) as { readonly result: readonly VersionRecord[] }).result;
  };
  const told = (versions: readonly VersionRecord[]): readonly unknown[] =>
    versions.map(({ version, cpu_price, effectiveFrom }) => [version, cpu_price, effectiveFrom]);
  /** Every ledger channel has the same versions, the newest with this price. */
  const untilEverywhere = (version: number, cpu: number): Promise<void> =>
    vi.waitFor(
      async () => {
        const [one = [], ...others] = await Promise.all(CHANNELS.map(versionsOn));
        expect(one.at(-1)).toMatchObject({ version, cpu_price: cpu });
        // The first was in force at once: at its transaction's own moment on each.
        for (const other of others) expect(told(other).slice(1)).toEqual(told(one).slice(1));
      },
      { timeout: 60_000, interval: 200 },
    );
  const untilAnswered = (body: object): Promise<Answer> =>
    vi.waitFor(
      async () => {
        const answer = await provider.put(`/v1/prices/${providerId}`, body);
        expect(answer.status).toBe(200);
        return answer;
      },
      { timeout: 60_000, interval: 200 },
    );

  it('is completed with one start after its gateway was killed while only some had it', async () => {
    const body = scheduled(1, '11');
    const held = pidOf('chaincode-00003');
    process.kill(held, 'SIGSTOP');
    let sending: Promise<unknown>;
    try {
      sending = provider.put(`/v1/prices/${providerId}`, body).catch(() => undefined);
      await vi.waitFor(
        async () => {
          expect(await versionsOn('channel12')).toHaveLength(2);
        },
        { timeout: 60_000, interval: 20 },
      );
      expect(await versionsOn('channel13')).toHaveLength(1);
      process.kill(pidOf(`gateway-${providerId}`), 'SIGKILL');
      await sending;
    } finally {
      process.kill(held, 'SIGCONT');
    }
    // Nobody asks for it again.
    await untilEverywhere(2, 11);
    const again = await untilAnswered(body);
    expect(again.body).toMatchObject({ version: 2, cpu: '11' });
    await untilEverywhere(2, 11);
  });

  it('is the same everywhere whenever its gateway is killed, and whoever got no answer asks again', async () => {
    const pausesMs = [0, 2, 5, 9, 14, 20, 35, 60];
    for (const [round, pause] of pausesMs.entries()) {
      const body = scheduled(2 + round, String(20 + round));
      const sending = provider.put(`/v1/prices/${providerId}`, body).catch(() => undefined);
      await delay(pause);
      process.kill(pidOf(`gateway-${providerId}`), 'SIGKILL');
      await sending;
      await untilAnswered(body);
      await untilEverywhere(3 + round, 20 + round);
    }
  });
});
