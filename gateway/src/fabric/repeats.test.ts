import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore, type Store } from '../store.js';
import type { CommitOutcome, LedgerClient } from './connection.js';
import type { CommitStreams } from './commit-streams.js';
import { newEnvelopeStore } from './envelope-store.js';
import { newGrouping } from './grouping.js';
import { Ledger } from './ledger.js';
import { newReleaseHints } from './release-hints.js';
import { newRepeats } from './repeats.js';
import { newSubmitter, type Submitter } from './submit.js';

const CHANNEL = 'channel12';
const QUOTA_ARGS = ['000001', 'CNIC'];

/** A ledger that commits what it is sent, and whose answers can be lost. */
class FakeNetwork {
  proposals = 0;
  readonly committed = new Map<string, CommitOutcome>();
  /** The outcome of every transaction from now on; undefined where nobody tells. */
  tells = true;
  code = 0;

  readonly client: Pick<LedgerClient, 'endorse' | 'submit' | 'commitStatus' | 'evaluate'> = {
    endorse: (_channel, name, args) => {
      this.proposals += 1;
      const transactionId = `tx${String(this.proposals)}`;
      const answerOf = (call: string): string => JSON.stringify({ call, proposal: this.proposals });
      const result =
        name === 'group'
          ? JSON.stringify({
              results: (JSON.parse(args[0] ?? '') as { items: { args: string[] }[] }).items.map((item) =>
                item.args[0] === 'bad'
                  ? { error: 'QUOTA_EXCEEDED: too much' }
                  : { ok: JSON.parse(answerOf(item.args[0] ?? '')) as unknown },
              ),
            })
          : answerOf(args[0] ?? '');
      return Promise.resolve({ transactionId, result, bytes: Buffer.from(transactionId), signature: Buffer.from('s') });
    },
    submit: (bytes) => {
      const transactionId = Buffer.from(bytes).toString();
      if (!this.committed.has(transactionId)) {
        this.committed.set(transactionId, { code: this.code, blockNumber: BigInt(this.committed.size + 1) });
      }
      return Promise.resolve();
    },
    commitStatus: (_channel, transactionId) => {
      const outcome = this.committed.get(transactionId);
      if (!this.tells || outcome === undefined) return Promise.reject(new Error('nobody tells'));
      return Promise.resolve(outcome);
    },
    evaluate: () => Promise.reject(new Error('not asked')),
  };

  readonly streams: CommitStreams = {
    expect: (_channel, transactionId) => ({
      within: () => Promise.resolve(this.tells ? this.committed.get(transactionId) : undefined),
      forget: () => undefined,
    }),
    close: () => undefined,
  };
}

describe('a ledger write on behalf of a request that may come again', () => {
  let folder: string;
  let store: Store;
  let network: FakeNetwork;
  const running: Submitter[] = [];

  /** One run of the gateway's process over the same files. */
  const start = (): Ledger => {
    const envelopes = newEnvelopeStore(store);
    const { client, streams } = network;
    const submitter = newSubmitter({ client, streams, envelopes, deadlineMs: 30, patienceMs: 1, random: () => 0 });
    running.push(submitter);
    void submitter.recover();
    const hints = newReleaseHints({ client, consumerOf: () => Promise.resolve(undefined) });
    const grouping = newGrouping({ submitter, hints });
    return new Ledger({ client, submitter, grouping, repeats: newRepeats({ envelopes, submitter }) });
  };
  /** The process is gone without a word; what it would have settled is still open. */
  const crash = async (): Promise<void> => {
    await Promise.all(running.splice(0).map((submitter) => submitter.close(0)));
    store.close();
    store = openStore(folder);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-repeats-'));
    store = openStore(folder);
    network = new FakeNetwork();
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((submitter) => submitter.close(0)));
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found by a repeat and not made again', async () => {
    const ledger = start();
    const first = await ledger.onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS);
    expect(await ledger.onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS)).toEqual(first);
    await crash();
    expect(await start().onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS)).toEqual(first);
    expect(network.proposals).toBe(1);
  });

  it('is found after a crash between its commit and its answer', async () => {
    network.tells = false;
    const unanswered = start().onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS);
    await expect(unanswered).rejects.toMatchObject({ code: 'UNAVAILABLE', transactionId: 'tx1' });
    expect(network.committed.size).toBe(1);
    await crash();
    const ledger = start();
    await expect(ledger.onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      transactionId: 'tx1',
    });
    network.tells = true;
    const answer = await untilAnswered(() => ledger.onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS));
    expect(answer).toMatchObject({ transactionId: 'tx1', blockNumber: 1n, record: { proposal: 1 } });
    expect(network.proposals).toBe(1);
  });

  it('is made anew where its transaction turned out invalid', async () => {
    network.code = 10;
    const ledger = start();
    await expect(ledger.onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS)).rejects.toThrow('judged invalid');
    await crash();
    network.code = 0;
    const answer = await start().onBehalfOf('request').initInitialQuota(CHANNEL, QUOTA_ARGS);
    expect(answer).toMatchObject({ transactionId: 'tx2', record: { proposal: 2 } });
  });

  it('is told apart in a group, where each has a request of its own', async () => {
    const ledger = start();
    const open = (on: Ledger, request: string, id: string) =>
      on.onBehalfOf(request).initEcsResource(CHANNEL, '00001', [id]);
    const first = await Promise.allSettled(
      ['a', 'bad', 'b', 'c'].map((id, at) => open(ledger, `request${String(at)}`, id)),
    );
    await crash();
    const again = start();
    for (const [at, id] of ['a', 'bad', 'b', 'c'].entries()) {
      if (id === 'bad') continue;
      expect(await open(again, `request${String(at)}`, id)).toEqual(
        (first[at] as PromiseFulfilledResult<unknown>).value,
      );
    }
    expect(network.proposals).toBe(1);
    // Another request with the same content is another write.
    await open(again, 'other', 'a');
    expect(network.proposals).toBe(2);
  });
});

async function untilAnswered<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 100) throw error;
    }
  }
}
