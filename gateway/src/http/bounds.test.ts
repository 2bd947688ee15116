import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { LedgerPort } from '../fabric/ledger-port.js';
import { type Call, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

let gateway: GatewayUnderTest | undefined;

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

async function start(
  ledger: Partial<LedgerPort>,
  env: Readonly<Record<string, string>> = {},
): Promise<{ gateway: GatewayUnderTest; token: string }> {
  gateway = await startGatewayUnderTest(ledger, { env });
  return { gateway, token: await gateway.token({ roles: ['admin'] }) };
}

/** A write that ends when the test says so. */
function slowWrite(onWritten: () => void = () => undefined) {
  let isAsked = false;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const ledger: Partial<LedgerPort> = {
    allowProvider: async (providerId, allowed) => {
      isAsked = true;
      await done;
      onWritten();
      const record = { providerId, consumerId: '00002' as typeof providerId, allowed };
      return { record, transactionId: 'f'.repeat(64), blockNumber: 1 };
    },
  };
  return {
    ledger,
    finish,
    asked: () =>
      vi.waitFor(() => {
        expect(isAsked).toBe(true);
      }),
  };
}

const WRITE: Call = { method: 'PUT', path: '/v1/provider-permissions/00001', body: { mayOpen: true } };

describe('the requests of one principal in a minute', () => {
  it('are bounded, told ahead, and another’s are not touched', async () => {
    const { gateway, token } = await start(
      { organizations: () => Promise.resolve([]) },
      { CLOUDFED_RATE_LIMIT_PER_MINUTE: '3' },
    );
    const ask = (as: string) => gateway.call({ path: '/v1/organizations', token: as });
    const answers = [await ask(token), await ask(token), await ask(token), await ask(token)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const [first, , , refused] = answers;
    expect(first?.headers.get('ratelimit')).toMatch(/r=2/u);
    expect(refused?.body).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await gateway.token({ sub: 'other', roles: ['admin'] });
    expect((await ask(other)).status).toBe(200);
    expect((await gateway.call({ path: '/healthz' })).status).toBe(200);
  });
});

describe('a request that takes too long', () => {
  it('is answered 503 in time, and what it wrote after all is in the audit log', async () => {
    const { ledger, finish } = slowWrite();
    const { gateway, token } = await start(ledger, { CLOUDFED_ANSWER_SECONDS: '1' });
    const answer = await gateway.call({ ...WRITE, token });
    expect(answer).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    finish();
    await vi.waitFor(async () => {
      const { body } = await gateway.call({ path: '/v1/audit-log', token });
      expect(body['items']).toMatchObject([
        { phase: 'settled', code: null, transactionIds: ['f'.repeat(64)], operation: 'setProviderPermission' },
        { phase: 'answered', code: 'UNAVAILABLE', status: 503 },
        { phase: 'asked' },
      ]);
    });
  });
});

describe('a gateway that stops', () => {
  it('lets a write under way finish, takes no new connection, and closes its ledger after', async () => {
    const order: string[] = [];
    const { ledger, finish, asked } = slowWrite(() => order.push('written'));
    const { gateway, token } = await start({
      ...ledger,
      close: () => {
        order.push('ledger closed');
        return Promise.resolve();
      },
    });
    const writing = gateway.call({ ...WRITE, token });
    await asked();
    const stopping = gateway.gateway.stop();
    await delay(20);
    await expect(gateway.call({ path: '/healthz', headers: { connection: 'close' } })).rejects.toThrow();
    finish();
    const answer = await writing;
    expect(answer).toMatchObject({ status: 200, body: { mayOpen: true } });
    expect(await stopping).toBe(true);
    expect(order).toEqual(['written', 'ledger closed']);
  });

  it('is not held up by connections that were made ahead of any request', async () => {
    const { gateway } = await start({});
    const { hostname, port } = new URL(gateway.gateway.url);
    const sockets = Array.from({ length: 3 }, () => connect(Number(port), hostname));
    // How the server ends them is its affair.
    for (const socket of sockets) socket.on('error', () => undefined);
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    expect(await gateway.gateway.stop()).toBe(true);
    await vi.waitFor(() => {
      expect(sockets.every(({ closed }) => closed)).toBe(true);
    });
  });

  it('does not wait for ever', async () => {
    const { ledger, asked } = slowWrite();
    const { gateway, token } = await start(ledger, { CLOUDFED_STOP_SECONDS: '1' });
    const writing = gateway.call({ ...WRITE, token });
    writing.catch(() => undefined);
    await asked();
    expect(await gateway.gateway.stop()).toBe(false);
    await expect(writing).rejects.toThrow();
  });

  it('ends event streams at once: their readers come again elsewhere', async () => {
    const { gateway, token } = await start({
      events: async function* (request) {
        await new Promise((resolve) => request?.signal?.addEventListener('abort', resolve));
        yield* [];
      },
    });
    const response = await fetch(new URL('/v1/events', gateway.gateway.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const reading = response.text();
    await gateway.gateway.stop();
    expect(await reading).toBe('retry: 2000\n\n');
  });
});

describe('readiness', () => {
  it('is what the ledger says, once for all who ask at once', async () => {
    let ready = true;
    let times = 0;
    const { gateway } = await start({
      readiness: async () => {
        times += 1;
        // Long enough for all to have come, on a machine with other work too.
        await delay(1_000);
        return ready ? { ready } : { ready, reason: 'the ledger network does not answer in time' };
      },
    });
    const answers = await Promise.all(Array.from({ length: 5 }, () => gateway.call({ path: '/readyz' })));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(5).fill([200, { status: 'ready' }]));
    expect(times).toBe(1);
    ready = false;
    const answer = await gateway.call({ path: '/readyz' });
    expect(answer).toMatchObject({ status: 503, body: { detail: 'the ledger network does not answer in time' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await gateway.call({ path: '/healthz' })).status).toBe(200);
  });
});

const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*\})? (?:[-+]?[0-9][-+0-9.e]*|[-+]?Inf|NaN)$/u;

describe('metrics', () => {
  it('are what Prometheus reads, with few values of a label', async () => {
    const { gateway, token } = await start({
      organizations: () => Promise.reject(new CloudfedError('NOT_FOUND', 'nothing')),
    });
    for (const path of ['/v1/organizations', '/v1/quotas/a', '/v1/quotas/b', '/nothing/at/all', '/v1/quotas/%']) {
      await gateway.call({ path, token });
    }
    const { text, headers } = await gateway.call({ path: '/metrics' });
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/u);
    const lines = text.split('\n').filter((line) => line !== '');
    for (const line of lines)
      expect(line).toMatch(line.startsWith('#') ? /^# (?:HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* \S/u : SAMPLE);
    const counted = lines.filter((line) => line.startsWith('cloudfed_http_request_duration_seconds_count'));
    const routes = counted.map((line) => /route="([^"]*)"/u.exec(line)?.[1]);
    expect(new Set(routes)).toEqual(new Set(['/v1/organizations', '/v1/quotas/{quotaId}', 'unknown']));
    expect(text).toContain('org="00002"');
  });

  it('are behind their token where there is one', async () => {
    const secret = 'a-token-of-some-length';
    const { gateway, token } = await start({}, { CLOUDFED_METRICS_TOKEN: secret });
    const ask = (as?: string) => gateway.call({ path: '/metrics', token: as });
    expect(await ask()).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect((await ask(token)).status).toBe(401);
    expect((await ask(secret)).status).toBe(200);
  });
});
