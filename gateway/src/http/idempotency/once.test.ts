import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { newEnvelopeStore } from '../../fabric/envelope-store.js';
import { openStore, type Store } from '../../store.js';
import type { RecordedAnswer } from './answer-store.js';
import { type Idempotency, newIdempotency } from './once.js';

const HOUR_MS = 3_600_000;
const answerOf = (body: string, status = 201): RecordedAnswer => ({
  status,
  code: undefined,
  location: '/v1/things/1',
  transactionIds: ['tx1', 'tx2'],
  body,
});

describe('a request under an idempotency key', () => {
  let folder: string;
  let store: Store;
  let now: number;

  const open = (mostKeys = 100): Idempotency =>
    newIdempotency({
      store,
      logger: pino({ level: 'silent' }),
      rememberMs: HOUR_MS,
      mostKeys,
      now: () => now,
    });

  beforeEach(() => {
    now = 1_000_000;
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-once-'));
    store = openStore(folder);
  });

  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('acts once and answers the same again, also after a restart', async () => {
    let acts = 0;
    const act = (): Promise<RecordedAnswer> => Promise.resolve(answerOf(`{"act":${String((acts += 1))}}`));
    const first = await open().once({ id: 'k', content: 'c' }, act);
    const again = await open().once({ id: 'k', content: 'c' }, act);
    store.close();
    store = openStore(folder);
    const afterRestart = await open().once({ id: 'k', content: 'c' }, act);
    expect(first).toEqual({ answer: answerOf('{"act":1}'), isReplayed: false });
    expect(again).toEqual({ answer: answerOf('{"act":1}'), isReplayed: true });
    expect(afterRestart).toEqual(again);
    expect(acts).toBe(1);
  });

  it('waits for the first while it acts, and acts once for a hundred at once', async () => {
    const idempotency = open();
    let acts = 0;
    let finish: (answer: RecordedAnswer) => void = () => undefined;
    const act = (): Promise<RecordedAnswer> => {
      acts += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    };
    const all = Array.from({ length: 100 }, () => idempotency.once({ id: 'k', content: 'c' }, act));
    await expect(idempotency.once({ id: 'k', content: 'other' }, act)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    while (acts === 0) await new Promise(setImmediate);
    finish(answerOf('{}'));
    const answers = await Promise.all(all);
    expect(acts).toBe(1);
    expect(answers.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
    expect(answers.every(({ answer }) => answer.body === '{}')).toBe(true);
  });

  it('is refused for other content, answered or not', async () => {
    const idempotency = open();
    await idempotency.once({ id: 'done', content: 'c' }, () => Promise.resolve(answerOf('{}')));
    await expect(
      idempotency.once({ id: 'failed', content: 'c' }, () => Promise.reject(new Error('not now'))),
    ).rejects.toThrow('not now');
    for (const id of ['done', 'failed']) {
      await expect(
        idempotency.once({ id, content: 'other' }, () => Promise.resolve(answerOf('{}'))),
      ).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 409, field: 'Idempotency-Key' });
    }
  });

  it('acts again where the first came to no answer', async () => {
    const idempotency = open();
    const request = { id: 'k', content: 'c' };
    await expect(idempotency.once(request, () => Promise.reject(new Error('not now')))).rejects.toThrow('not now');
    const second = await idempotency.once(request, () => Promise.resolve(answerOf('{"second":true}')));
    expect(second).toMatchObject({ isReplayed: false, answer: { body: '{"second":true}' } });
  });

  it('is forgotten when its time is over, but not while its transaction is under way', async () => {
    const idempotency = open();
    const answerAgain = (id: string, content: string): ReturnType<Idempotency['once']> =>
      idempotency.once({ id, content }, () => Promise.resolve(answerOf('{"again":true}')));
    await idempotency.once({ id: 'old', content: 'c' }, () => Promise.resolve(answerOf('{}')));
    await idempotency.once({ id: 'open', content: 'c' }, () => Promise.reject(new Error('x'))).catch(() => undefined);
    const bytes = Buffer.from('b');
    const envelope = { transactionId: 't', channel: 'ch', bytes, signature: bytes, origins: [] };
    await newEnvelopeStore(store).add(envelope, [{ requestKey: 'open', call: 'call', result: '{}' }]);
    now += HOUR_MS - 1;
    expect(await answerAgain('old', 'c')).toMatchObject({ isReplayed: true });
    now += 2;
    expect(await answerAgain('old', 'other')).toMatchObject({ isReplayed: false });
    await expect(answerAgain('open', 'other')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    await newEnvelopeStore(store).settle('t', { code: 0, blockNumber: 7n });
    expect(await answerAgain('open', 'other')).toMatchObject({ isReplayed: false });
  });

  it('is refused where as many keys are remembered as may be, until some expire', async () => {
    const idempotency = open(2);
    const use = (id: string): ReturnType<Idempotency['once']> =>
      idempotency.once({ id, content: 'c' }, () => Promise.resolve(answerOf('{}')));
    await use('one');
    await use('two');
    await expect(use('three')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await use('one')).toMatchObject({ isReplayed: true });
    now += HOUR_MS + 1;
    expect(await use('three')).toMatchObject({ isReplayed: false });
  });
});
