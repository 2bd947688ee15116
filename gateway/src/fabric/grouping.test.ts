import { setTimeout as delay } from 'node:timers/promises';

import { describe, expect, it, vi } from 'vitest';

import { CloudfedError } from '@cloudfed/core';
import { withOrigin, type WriteOrigin } from '../origin.js';
import { UnavailableError } from './failure.js';
import { type GroupedWrite, newGrouping, type GroupingOptions } from './grouping.js';
import { newReleaseHints, type ReleaseHints } from './release-hints.js';
import type { Call, Committed, Vain, VainCall } from './submit.js';

const CHANNEL = 'channel12';

interface Sent {
  readonly name: string;
  readonly ids: readonly string[];
  readonly fold: Readonly<Record<string, readonly string[]>>;
  readonly origins: readonly WriteOrigin[];
}

/** Takes groups as the chaincode does: `bad…` items are refused, `huge…` ones find no room beside others. */
class FakeSubmitter {
  readonly sent: Sent[] = [];
  /** Held until released. */
  gate: Promise<void> = Promise.resolve();
  /** What a whole transaction of these ids fails with. */
  failure: (ids: readonly string[]) => Error | undefined = () => undefined;

  submit(call: Call): Promise<Committed>;
  submit(call: VainCall): Promise<Committed | Vain>;
  async submit(call: Call & Partial<VainCall>): Promise<Committed | Vain> {
    const group = call.name === 'group' ? (JSON.parse(call.args[0] ?? '') as GroupArgument) : undefined;
    const ids = group?.items.map(({ args }) => args[0] ?? '') ?? [call.args[0] ?? ''];
    const result =
      group === undefined
        ? JSON.stringify({ id: ids[0] })
        : JSON.stringify({ results: ids.map((id) => resultOf(id, ids.length)) });
    const origins = typeof call.origins === 'function' ? call.origins(result) : (call.origins ?? []);
    this.sent.push({ name: call.name, ids, fold: group?.fold ?? {}, origins });
    await this.gate;
    const failure = this.failure(ids);
    if (failure !== undefined) throw failure;
    if (call.isVain?.(result) === true) return { result };
    return { result, transactionId: `tx${this.sent.length}`, blockNumber: 3n };
  }
}

interface GroupArgument {
  readonly fold: Readonly<Record<string, readonly string[]>>;
  readonly items: readonly { readonly fn: string; readonly args: readonly string[] }[];
}

function resultOf(id: string, together: number): unknown {
  if (id.startsWith('bad')) return { error: 'QUOTA_EXCEEDED: cpu: 5 asked, 1 left' };
  if (id.startsWith('huge') && together > 1) return { error: 'LIMIT_EXCEEDED: the answer would be too large' };
  return { ok: { id } };
}

function newHints(): ReleaseHints {
  const client = { evaluate: () => Promise.reject(new Error('not asked')) };
  return newReleaseHints({ client, consumerOf: () => Promise.resolve(undefined) });
}

function start(options: Partial<GroupingOptions> = {}) {
  const submitter = new FakeSubmitter();
  const hints = newHints();
  const grouping = newGrouping({ submitter, hints, ...options });
  const write = (id: string, more: Partial<GroupedWrite> = {}): Promise<Committed> =>
    grouping.write({ channel: CHANNEL, key: 'open 00001', name: 'initECSResource', args: [id], ...more });
  return { submitter, hints, write };
}

const idsOf = (sent: readonly Sent[]): (readonly string[])[] => sent.map(({ ids }) => ids);

describe('writes of one key', () => {
  it('that come together go together, each with its own answer', async () => {
    const { submitter, write } = start();
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((id) => write(id)));
    expect(submitter.sent).toMatchObject([{ name: 'group', ids: ['a', 'bad', 'b'] }]);
    expect(outcomes[0]).toMatchObject({ value: { result: '{"id":"a"}', transactionId: 'tx1', blockNumber: 3n } });
    expect(outcomes[1]).toMatchObject({ reason: { code: 'QUOTA_EXCEEDED', field: 'cpu' } });
    expect(outcomes[2]).toMatchObject({ value: { result: '{"id":"b"}' } });
  });

  it('that come alone go alone, at once', async () => {
    const { submitter, write } = start();
    await expect(write('a')).resolves.toMatchObject({ result: '{"id":"a"}' });
    expect(submitter.sent).toMatchObject([{ name: 'initECSResource', ids: ['a'] }]);
  });

  it('wait for the ones before them, in their order, so many at a time', async () => {
    const { submitter, write } = start({ maxItems: 3 });
    await Promise.all(Array.from({ length: 8 }, (_, at) => write(`i${at}`)));
    expect(idsOf(submitter.sent)).toEqual([
      ['i0', 'i1', 'i2'],
      ['i3', 'i4', 'i5'],
      ['i6', 'i7'],
    ]);
  });

  it('of a kind that is large go fewer at a time', async () => {
    const { submitter, write } = start();
    await Promise.all(Array.from({ length: 130 }, (_, at) => write(`b${at}`, { mostTogether: 64 })));
    expect(submitter.sent.map(({ ids }) => ids.length)).toEqual([64, 64, 2]);
  });

  it('with long arguments go fewer at a time', async () => {
    const { submitter, write } = start();
    await Promise.all(['a', 'b', 'c'].map((id) => write(id, { args: [id, 'x'.repeat(240_000)] })));
    expect(idsOf(submitter.sent)).toEqual([['a', 'b'], ['c']]);
  });

  it('of other keys do not wait', async () => {
    const { submitter, write } = start();
    await Promise.all([write('a'), write('b', { key: 'open 00003' }), write('c', { channel: 'channel13' })]);
    expect(idsOf(submitter.sent)).toEqual([['a'], ['b'], ['c']]);
  });

  it('that find no room beside the others go again with fewer', async () => {
    const { submitter, write } = start();
    const answers = await Promise.all(['a', 'huge1', 'huge2', 'b'].map((id) => write(id)));
    expect(answers.map(({ result }) => result)).toEqual(
      ['a', 'huge1', 'huge2', 'b'].map((id) => JSON.stringify({ id })),
    );
    expect(idsOf(submitter.sent)).toEqual([['a', 'huge1', 'huge2', 'b'], ['huge1'], ['huge2']]);
  });

  it('are halved where the whole is refused, so that one does not fail the others', async () => {
    const { submitter, write } = start();
    submitter.failure = (ids) =>
      ids.includes('poison') ? new CloudfedError('INTERNAL', 'an unexpected fault') : undefined;
    const outcomes = await Promise.allSettled(['a', 'b', 'poison', 'c', 'd'].map((id) => write(id)));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('all fail with the ledger, and none is sent a second time', async () => {
    const { submitter, write } = start();
    submitter.failure = () => new UnavailableError('the ledger network does not answer', 3);
    const outcomes = await Promise.allSettled(['a', 'b'].map((id) => write(id)));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { retryAfterSeconds: 3 } });
    expect(submitter.sent).toHaveLength(1);
  });

  it('are refused where too many wait', async () => {
    const { write } = start({ mayWait: 2 });
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => write(id)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
  });

  it('are refused unsent where their turn does not come in time', async () => {
    const { submitter, write } = start({ queueMs: 30 });
    let open: () => void = () => undefined;
    submitter.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = write('a');
    await vi.waitFor(() => {
      expect(submitter.sent).toHaveLength(1);
    });
    await expect(write('late')).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
    open();
    await first;
    await delay(20);
    expect(idsOf(submitter.sent)).toEqual([['a']]);
  });

  it('are each on behalf of who asked; a refused one is on nobody’s', async () => {
    const { submitter, write } = start();
    const origin = (id: string): WriteOrigin => ({ requestId: id, principal: `of ${id}`, operation: 'open' });
    await Promise.allSettled(['a', 'bad', 'b'].map((id) => withOrigin(origin(id), () => write(id))));
    expect(submitter.sent[0]?.origins).toEqual([origin('a'), origin('b')]);
  });
});

describe('releases that a group of opens counts back', () => {
  it('come with it, and are there again where it did not happen', async () => {
    const { submitter, hints, write } = start();
    hints.released(CHANNEL, { providerId: '00001', quotaId: 'q', transactionId: 't1' });
    submitter.failure = () => new UnavailableError('the ledger network does not answer');
    const opening = { providerId: '00001' };
    await expect(write('a', opening)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    submitter.failure = () => undefined;
    await write('a', opening);
    await write('b', opening);
    expect(submitter.sent.map(({ fold }) => fold)).toEqual([{ q: ['t1'] }, { q: ['t1'] }, {}]);
  });
});
