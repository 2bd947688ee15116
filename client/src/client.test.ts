import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { answerOf, type GatewayClient, type GatewayEvent, newGatewayClient } from './index.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a client of a gateway', () => {
  let server: Server;
  let gateway: GatewayClient;
  let asked: IncomingMessage[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request);
      request.resume();
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let tokens = 0;
    gateway = newGatewayClient({
      url: `http://127.0.0.1:${String(port)}`,
      token: () => `token-${String((tokens += 1))}`,
      attempts: 1,
    });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('asks by path and answers what is in the body, with a fresh token each time', async () => {
    answer = (_request, response) => response.writeHead(200, JSON_TYPE).end('{"totalCost":"48"}');
    const ask = () => answerOf(gateway.api.GET('/v1/totals', { params: { query: { userId: '00002001' } } }));
    expect((await ask()).totalCost).toBe('48');
    await ask();
    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('/v1/totals?userId=00002001'));
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('throws a refusal with its code', async () => {
    answer = (_request, response) => {
      const problem = { code: 'NOT_FOUND', detail: 'quotaId: there is none', field: 'quotaId', transactionId: 't' };
      response.writeHead(404, { 'content-type': 'application/problem+json', 'x-request-id': 'r' });
      response.end(JSON.stringify(problem));
    };
    const params = { path: { quotaId: 'q' } };
    await expect(answerOf(gateway.api.GET('/v1/quotas/{quotaId}', { params }))).rejects.toMatchObject({
      name: 'GatewayError',
      status: 404,
      code: 'NOT_FOUND',
      field: 'quotaId',
      transactionId: 't',
      requestId: 'r',
      message: 'quotaId: there is none',
    });
  });

  it('throws what is no answer of a gateway too', async () => {
    answer = (_request, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html>');
    await expect(answerOf(gateway.api.GET('/v1/prices'))).rejects.toMatchObject({ status: 502, code: 'UNKNOWN' });
  });

  it('reads a list to its end', async () => {
    const pages: Record<string, object> = {
      none: { items: [{ quotaId: 'a' }, { quotaId: 'b' }], nextCursor: 'next+/=' },
      'next+/=': { items: [], nextCursor: 'last' },
      last: { items: [{ quotaId: 'c' }], nextCursor: null },
    };
    answer = (request, response) => {
      const { searchParams } = new URL(request.url ?? '', 'http://gateway');
      expect(searchParams.get('status')).toBe('active');
      response.writeHead(200, JSON_TYPE).end(JSON.stringify(pages[searchParams.get('cursor') ?? 'none']));
    };
    const ids: string[] = [];
    for await (const quota of gateway.all('/v1/quotas', { query: { status: 'active' } })) ids.push(quota.quotaId);
    expect(ids).toEqual(['a', 'b', 'c']);
  });

  describe('follows events', () => {
    const begin = (response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('retry: 1\n\n: hello\n\n');
    };
    const tell = (response: ServerResponse, id: number): void => {
      response.write(`id: p${String(id)}\nevent: changes\ndata: {"transactionId":"t${String(id)}"}\n\n`);
    };
    const take = async (events: AsyncGenerator<GatewayEvent>, count: number): Promise<string[]> => {
      const taken: string[] = [];
      for await (const { eventId, transactionId } of events) {
        taken.push(`${eventId} ${transactionId}`);
        if (taken.length === count) break;
      }
      return taken;
    };

    it('and goes on after the last one where the connection is lost, also before the first', async () => {
      answer = (request, response) => {
        const after = Number((request.headers['last-event-id'] as string | undefined)?.slice(1) ?? 0);
        if (asked.length === 1) {
          response.destroy();
          return;
        }
        begin(response);
        tell(response, after + 1);
        // Half of another event is none.
        response.write(`id: p${String(after + 2)}\nevent: changes\nda`);
        setTimeout(() => response.destroy(), 5);
      };
      expect(await take(gateway.events({ after: 'p0' }), 3)).toEqual(['p1 t1', 'p2 t2', 'p3 t3']);
    });

    it('and passes over those that it may not see', async () => {
      answer = (request, response) => {
        begin(response);
        if (request.headers['last-event-id'] === undefined) {
          response.write(': still here\nid: p7\n\n');
          tell(response, 8);
        } else {
          tell(response, 9);
        }
        response.end();
      };
      expect(await take(gateway.events(), 2)).toEqual(['p8 t8', 'p9 t9']);
      expect(asked[1]?.headers['last-event-id']).toBe('p8');
    });

    it('with the alerts among them, and without what it does not know', async () => {
      answer = (_request, response) => {
        begin(response);
        tell(response, 1);
        response.write('id: p2\nevent: alert\ndata: {"alertId":7,"detail":{"kind":"spend"}}\n\n');
        response.write('id: p3\nevent: other\ndata: {}\n\n');
        tell(response, 4);
      };
      const told: string[] = [];
      for await (const event of gateway.events()) {
        told.push(event.type === 'alert' ? `alert ${String(event.alertId)} ${event.detail.kind}` : event.transactionId);
        if (told.length === 3) break;
      }
      expect(told).toEqual(['t1', 'alert 7 spend', 't4']);
    });

    it('and makes a stream anew that has fallen silent', async () => {
      answer = (_request, response) => {
        begin(response);
        if (asked.length > 1) tell(response, 1);
      };
      expect(await take(gateway.events({ silenceMs: 30 }), 1)).toEqual(['p1 t1']);
      expect(asked).toHaveLength(2);
    });

    it('until it is told to end', async () => {
      const controller = new AbortController();
      answer = (_request, response) => {
        begin(response);
        tell(response, 1);
      };
      const taken: string[] = [];
      for await (const { eventId } of gateway.events({ signal: controller.signal })) {
        taken.push(eventId);
        controller.abort();
      }
      expect(taken).toEqual(['p1']);
    });

    it('or throws where it may not', async () => {
      answer = (_request, response) => {
        response.writeHead(403, JSON_TYPE).end('{"code":"FORBIDDEN","detail":"no"}');
      };
      await expect(take(gateway.events(), 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });
  });
});
