import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OrgId } from '@cloudfed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { EventRequest, LedgerEvent } from '../../fabric/ledger-port.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';

const WAIT = { timeout: 20_000, interval: 20 };
const LOOPBACK = { CLOUDFED_WEBHOOK_NETWORKS: '127.0.0.0/8', CLOUDFED_WEBHOOK_RETRY_SECONDS: '1,1' };

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver that answers as it is told. */
class Receiver {
  readonly received: Received[] = [];
  status = 204;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
        response.writeHead(receiver.status, { location: 'http://127.0.0.1:9/' }).end('thank you');
      });
    });
    const receiver = new Receiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/hook?of=cloudfed`;
  }

  /** The events told of, by the number of their block. */
  get told(): number[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { data: { blockNumber: number } }).data.blockNumber);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function verified({ headers, body }: Received, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(signature);
}

/** A ledger of numbered events that grows. */
class GrowingLedger {
  #head = 0;
  readonly #wakers = new Set<() => void>();

  add(count = 1): void {
    this.#head += count;
    for (const waker of [...this.#wakers]) waker();
  }

  eventHead = (): Promise<string> => Promise.resolve(`channel12:${this.#head}`);

  events = async function* (
    this: GrowingLedger,
    { after = '', signal }: EventRequest = {},
  ): AsyncGenerator<LedgerEvent, void> {
    for (let at = Number(after.split(':')[1]); signal?.aborted !== true;) {
      if (at < this.#head) yield eventAt((at += 1));
      else {
        await new Promise<void>((resolve) => {
          this.#wakers.add(resolve);
          signal?.addEventListener('abort', () => {
            resolve();
          });
        });
      }
    }
  }.bind(this);
}

function eventAt(at: number): LedgerEvent {
  const record = { providerId: '00001' as OrgId, consumerId: '00002' as OrgId, allowed: true };
  return {
    transactionId: String(at).padStart(64, '0'),
    blockNumber: at,
    position: `channel12:${at}`,
    ledgerChannel: 'channel12',
    counterpartyId: '00001' as OrgId,
    changes: [{ kind: 'allowance.changed', id: `${at}`, record }],
  };
}

describe('webhooks', () => {
  let folder: string;
  let gateway: GatewayUnderTest;
  let token: string;
  let ledger: GrowingLedger;
  let receiver: Receiver;

  const start = async (env: Readonly<Record<string, string>> = LOOPBACK): Promise<void> => {
    gateway = await startGatewayUnderTest({ events: ledger.events, eventHead: ledger.eventHead }, { env, folder });
    token = await gateway.token({ sub: 'alice', roles: ['admin'] });
  };
  const restart = async (env?: Readonly<Record<string, string>>): Promise<void> => {
    await gateway.stop();
    await start(env);
  };
  const post = (path: string, body: unknown = {}, headers = {}): Promise<Answer> =>
    gateway.call({ method: 'POST', path, token, body, headers });
  const get = async (path: string): Promise<Record<string, unknown>> => (await gateway.call({ path, token })).body;
  const create = async (body = {}, headers = {}): Promise<{ path: string; secret: string }> => {
    const answer = await post('/v1/webhooks', { endpoint: receiver.url, ...body }, headers);
    expect(answer.status, answer.text).toBe(201);
    return { path: answer.headers.get('location') ?? '', secret: String(answer.body['secret']) };
  };
  const deliveries = async (): Promise<Record<string, unknown>[]> =>
    (await get('/v1/webhook-deliveries'))['items'] as Record<string, unknown>[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-gateway-'));
    ledger = new GrowingLedger();
    receiver = await Receiver.start();
    await start();
  });

  afterEach(async () => {
    await gateway.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tell what happens from now on, signed, each message under an id of its own, across a restart', async () => {
    ledger.add(3);
    const { path, secret } = await create();
    ledger.add(2);
    await expect.poll(() => receiver.told, WAIT).toEqual([4, 5]);
    await gateway.stop();
    ledger.add(2);
    await start();
    await expect.poll(() => receiver.told.length, WAIT).toBe(4);
    expect([...receiver.told].sort()).toEqual([4, 5, 6, 7]);
    expect(receiver.received.every((one) => verified(one, secret))).toBe(true);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      id: 'channel12:4~~0',
      type: 'changes',
      data: { blockNumber: 4, changes: [{ kind: 'allowance.changed' }] },
    });
    await expect.poll(() => get(path), WAIT).toMatchObject({ delivered: 4, waiting: 0, dead: 0, state: 'active' });
    await post(`${path}/remove`);
    ledger.add();
    expect((await gateway.call({ path, token })).status).toBe(404);
  });

  it('tell the kinds that are asked for', async () => {
    await create({ kinds: ['alert'] });
    ledger.add(2);
    const other = await Receiver.start();
    await create({ endpoint: other.url, kinds: ['allowance.changed'] });
    ledger.add();
    await expect.poll(() => other.told, WAIT).toEqual([3]);
    expect(receiver.received).toEqual([]);
    await other.stop();
    expect(await post('/v1/webhooks', { endpoint: receiver.url, kinds: ['nothing'] })).toMatchObject({
      status: 400,
      body: { field: 'kinds.0' },
    });
  });

  it('try again under the same id; what stays undelivered is listed, and delivered when somebody asks', async () => {
    receiver.status = 302;
    const { path, secret } = await create();
    ledger.add();
    await expect.poll(() => receiver.received.length, WAIT).toBe(3);
    await expect
      .poll(deliveries, WAIT)
      .toMatchObject([
        { state: 'dead', attempts: 3, problem: 'it answered 302', eventId: 'channel12:1~~0', nextAttemptTime: null },
      ]);
    expect(await get(path)).toMatchObject({ delivered: 0, dead: 1 });
    await restart();
    expect(await deliveries()).toHaveLength(1);
    receiver.status = 200;
    const [{ deliveryId } = {}] = await deliveries();
    expect((await post(`/v1/webhook-deliveries/${String(deliveryId)}/redeliver`)).body).toMatchObject({
      state: 'waiting',
      attempts: 0,
    });
    await expect.poll(deliveries, WAIT).toEqual([]);
    expect(await get(path)).toMatchObject({ delivered: 1, dead: 0 });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 1]);
    expect(receiver.received.every((one) => verified(one, secret))).toBe(true);
    expect((await post(`/v1/webhook-deliveries/${String(deliveryId)}/redeliver`)).status).toBe(404);
  });

  it('are suspended and go on with what happened since; what is dead may be given up', async () => {
    const { path } = await create();
    await post(`${path}/suspend`);
    ledger.add(2);
    await restart();
    expect((await get(path))['state']).toBe('suspended');
    expect(receiver.received).toEqual([]);
    receiver.status = 500;
    await post(`${path}/resume`);
    await expect.poll(async () => (await get(path))['dead'], WAIT).toBe(2);
    for (const { deliveryId } of await deliveries()) {
      expect((await post(`/v1/webhook-deliveries/${String(deliveryId)}/discard`)).status).toBe(200);
    }
    expect(await deliveries()).toEqual([]);
  });

  it('have a secret that is told once; two count while it is replaced', async () => {
    const first = await create({}, { 'idempotency-key': 'one' });
    const again = await post('/v1/webhooks', { endpoint: receiver.url }, { 'idempotency-key': 'one' });
    expect(again).toMatchObject({ status: 201, body: { secret: null } });
    const { body } = await post(`${first.path}/rotate`, { overlapHours: '1' });
    const secret = String(body['secret']);
    ledger.add();
    await expect.poll(() => receiver.received.length, WAIT).toBe(1);
    const [one = { headers: {}, body: '' }] = receiver.received;
    expect([verified(one, first.secret), verified(one, secret)]).toEqual([true, true]);
    await post(`${first.path}/rotate`, { overlapHours: '0' });
    ledger.add();
    await expect.poll(() => receiver.received.length, WAIT).toBe(2);
    const last = receiver.received.at(-1) ?? one;
    expect([verified(last, first.secret), verified(last, secret)]).toEqual([false, false]);
    const told = JSON.stringify([await get('/v1/webhooks'), await get(first.path), await get('/v1/audit-log')]);
    for (const hidden of [first.secret, secret]) {
      expect(told).not.toContain(hidden);
      expect(gateway.log()).not.toContain(hidden);
    }
  });

  it('reach no address of this machine or network unless the settings name it', async () => {
    await restart({ CLOUDFED_WEBHOOK_RETRY_SECONDS: '1' });
    const port = new URL(receiver.url).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0']) {
      for (const scheme of ['http', 'https']) await create({ endpoint: `${scheme}://${host}:${port}/` });
    }
    ledger.add();
    await expect.poll(async () => (await deliveries()).filter(({ state }) => state === 'dead').length, WAIT).toBe(12);
    const problems = new Set((await deliveries()).map(({ problem }) => problem));
    expect([...problems]).toEqual(['its address is not one that webhooks may reach']);
    expect(receiver.received).toEqual([]);
  });

  it.each(['ftp://hooks.example', 'hooks.example', 'https://me:secret@hooks.example', 'https://hooks.example/#x', ''])(
    'are not made for %j',
    async (url) => {
      expect(await post('/v1/webhooks', { endpoint: url })).toMatchObject({ status: 400, body: { field: 'endpoint' } });
    },
  );

  it('wait for a receiver that is away, and are counted', async () => {
    await create();
    receiver.status = 503;
    ledger.add();
    await expect.poll(() => receiver.received.length, WAIT).toBeGreaterThan(0);
    const { text } = await gateway.call({ path: '/metrics' });
    expect(text).toMatch(/^cloudfed_webhook_deliveries\{state="waiting",org="00002"\} 1$/mu);
    receiver.status = 200;
    await expect.poll(deliveries, WAIT).toEqual([]);
  });
});
