import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type GatewayUnderTest, startGatewayUnderTest } from './http/gateway-under-test.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';

interface Span {
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}
interface Export {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

describe('traces', () => {
  let collector: Server;
  let gateway: GatewayUnderTest;
  const spans: Span[] = [];
  const bodies: string[] = [];

  beforeAll(async () => {
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        bodies.push(body);
        const { resourceSpans } = JSON.parse(body) as Export;
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    gateway = await startGatewayUnderTest(
      { organizations: () => Promise.resolve([]) },
      { env: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}/` } },
    );
  });

  afterAll(() => {
    collector.close();
  });

  it('have a span for each request, in its caller’s trace, and their id is in the log; no secret is in them', async () => {
    const token = await gateway.token({ roles: ['auditor'] });
    const traceparent = `00-${TRACE_ID}-${PARENT_ID}-01`;
    const call = { path: '/v1/organizations?limit=5', token };
    expect((await gateway.call({ ...call, headers: { traceparent, 'x-request-id': 'r1' } })).status).toBe(200);
    expect((await gateway.call({ path: '/v1/organizations' })).status).toBe(401);
    await gateway.stop();

    expect(spans.map(({ name }) => name)).toEqual(['GET /v1/organizations', 'GET /v1/organizations']);
    const [traced, alone] = spans;
    expect(traced).toMatchObject({ traceId: TRACE_ID, parentSpanId: PARENT_ID });
    const attributes = Object.fromEntries(traced?.attributes.map(({ key, value }) => [key, value]) ?? []);
    expect(attributes).toMatchObject({
      'http.route': { stringValue: '/v1/organizations' },
      'http.response.status_code': { intValue: 200 },
      'cloudfed.request.id': { stringValue: 'r1' },
    });
    expect(alone?.traceId).not.toBe(TRACE_ID);
    expect(gateway.log()).toContain(`"traceId":"${TRACE_ID}"`);
    expect(bodies.join('')).not.toContain(token);
  });
});
