import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { GatewayClient } from './gateway-client.js';

describe('a client of a gateway', () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  async function serve(
    answer: (request: IncomingMessage, body: string, response: ServerResponse) => void,
  ): Promise<{ readonly client: GatewayClient; readonly server: Server }> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        answer(request, Buffer.concat(chunks).toString(), response);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      client: new GatewayClient(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, 't'),
      server,
    };
  }

  it('sends a body of its kind with its token and reads the answer', async () => {
    const { client } = await serve(({ method, url, headers }, body, response) => {
      const { authorization, 'content-type': type } = headers;
      response.end(JSON.stringify({ method, url, authorization, type, body }));
    });
    const authorization = 'Bearer t';
    expect(await client.get('/v1/a?b=c')).toEqual({ method: 'GET', url: '/v1/a?b=c', authorization, body: '' });
    expect(await client.post('/v1/a', { name: '中' })).toMatchObject({
      type: 'application/json',
      body: '{"name":"中"}',
    });
    expect(await client.postLines('/v1/a', [1, 2])).toMatchObject({ type: 'application/x-ndjson', body: '1\n2\n' });
  });

  it('waits busy answers out, and says what a refusal says', async () => {
    let asked = 0;
    const { client } = await serve((_request, _body, response) => {
      asked += 1;
      response.statusCode = asked === 1 ? 503 : 409;
      response.end('{"code":"CONFLICT","detail":"it was"}');
    });
    await expect(client.post('/v1/a', {})).rejects.toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(asked).toBe(2);
  });

  it('asks anew where the gateway has closed an idle connection', async () => {
    const { client, server } = await serve((_request, _body, response) => response.end('{}'));
    await client.get('/v1/a');
    server.closeAllConnections();
    expect(await client.get('/v1/a')).toEqual({});
  });
});
