import { describe, expect, it } from 'vitest';

import { UnreachableError } from './gateway-error.js';
import { withRetries } from './retry.js';

type Turn = Response | Error;

/** A server that answers turn by turn, and what came to it. */
function play(...turns: readonly Turn[]) {
  const seen: { method: string; key: string | null; body: string }[] = [];
  const pauses: number[] = [];
  const fetch = withRetries({
    attempts: 4,
    timeoutMs: 1_000,
    random: () => 0,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    fetch: async (request) => {
      const turn = turns[seen.length];
      seen.push({ method: request.method, key: request.headers.get('idempotency-key'), body: await request.text() });
      if (turn === undefined) throw new Error('it was asked too often');
      if (turn instanceof Error) throw turn;
      return turn;
    },
  });
  return { fetch, seen, pauses };
}

const answer = (status: number, retryAfter?: string): Response =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });
const post = (headers = {}): Request =>
  new Request('http://gateway.example/v1/quotas', { method: 'POST', body: '{}', headers });

describe('a request', () => {
  it('is sent again while the gateway is busy or away, under one key and with its body', async () => {
    const { fetch, seen, pauses } = play(answer(503, '2'), new TypeError('fetch failed'), answer(429), answer(201));
    expect((await fetch(post())).status).toBe(201);
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/u);
    expect(seen.every(({ body }) => body === '{}')).toBe(true);
    expect(pauses).toEqual([2_000, 100, 200]);
  });

  it('keeps the key that its caller gave, and has none where none is needed', async () => {
    const { fetch, seen } = play(answer(200), answer(200));
    await fetch(post({ 'idempotency-key': 'mine' }));
    await fetch(new Request('http://gateway.example/v1/quotas'));
    expect(seen.map(({ key }) => key)).toEqual(['mine', null]);
  });

  it.each([200, 201, 304, 400, 401, 403, 404, 409, 422, 500])('is over with %i', async (status) => {
    const { fetch, seen } = play(answer(status));
    expect((await fetch(post())).status).toBe(status);
    expect(seen).toHaveLength(1);
  });

  it('ends with the last answer, or with what was in the way', async () => {
    const busy = play(answer(503), answer(503), answer(503), answer(503));
    expect((await busy.fetch(post())).status).toBe(503);
    const away = play(...Array<Turn>(4).fill(new TypeError('fetch failed')));
    await expect(away.fetch(post())).rejects.toBeInstanceOf(UnreachableError);
  });

  it('waits no longer than a minute, whatever it is told', async () => {
    const { fetch, pauses } = play(answer(503, '999999'), answer(503, 'tomorrow'), answer(200));
    await fetch(post());
    expect(pauses).toEqual([60_000, 100]);
  });

  it('ends at once when its caller gives it up', async () => {
    const controller = new AbortController();
    const fetch = withRetries({
      attempts: 4,
      timeoutMs: 1_000,
      fetch: () => {
        controller.abort(new Error('given up'));
        return Promise.reject(new TypeError('fetch failed'));
      },
    });
    await expect(fetch(new Request('http://gateway.example/', { signal: controller.signal }))).rejects.toThrow(
      'given up',
    );
  });
});
