import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

import type { LedgerObserver } from './fabric/ledger-port.js';
import { exchangeOf } from './http/exchange.js';

/** Spans of requests and of what they ask of the ledger, sent to an OpenTelemetry collector. */
export interface Tracing {
  /** Begins a span for a request, in its caller's trace where that says so, and ends it with the answer. */
  readonly requests: RequestHandler;
  readonly ledgerObserver: Pick<LedgerObserver, 'written' | 'evaluated'>;
  /** Sends what is not sent yet, for as long as it takes to fail once. */
  stop(): Promise<void>;
}

const TRACER = 'cloudfed-gateway';
const FIRST_SERVER_ERROR = 500;

/**
 * Loads the tracing libraries, which nobody else needs. What the standard `OTEL_…` variables say of sampling and headers
 * holds.
 *
 * @param endpoint OTLP over HTTP, without `/v1/traces`
 */
export async function startTracing(endpoint: string, orgId: string): Promise<Tracing> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/u, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': TRACER, 'cloudfed.org.id': orgId }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return {
    requests: traceRequest,
    ledgerObserver: {
      written: ({ ledgerChannel, outcome, seconds }) => {
        ledgerSpan('ledger write', seconds, { channel: ledgerChannel, outcome, ok: outcome === 'committed' });
      },
      evaluated: ({ ledgerChannel, ok, seconds }) => {
        ledgerSpan('ledger evaluate', seconds, { channel: ledgerChannel, outcome: ok ? 'answered' : 'failed', ok });
      },
    },
    stop: () => provider.shutdown(),
  };
}

const traceRequest: RequestHandler = (request, response, next) => {
  const caller = propagation.extract(ROOT_CONTEXT, request.headers);
  const { method } = request;
  const span = trace.getTracer(TRACER).startSpan(method, { kind: SpanKind.SERVER }, caller);
  const exchange = exchangeOf(response);
  exchange.traceId = span.spanContext().traceId;
  response.once('close', () => {
    const { route, requestId, transactionIds } = exchange;
    span.updateName(`${method} ${route}`);
    span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': response.statusCode,
      'cloudfed.request.id': requestId,
      'cloudfed.transaction.ids': [...transactionIds],
    });
    if (response.statusCode >= FIRST_SERVER_ERROR) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(caller, span), next);
};

/** The ledger's side tells of what is over, in the course of the request that asked for it. */
function ledgerSpan(
  name: string,
  seconds: number,
  about: { readonly channel: string; readonly outcome: string; readonly ok: boolean },
): void {
  const attributes = { 'cloudfed.ledger.channel': about.channel, 'cloudfed.ledger.outcome': about.outcome };
  const startTime = new Date(Date.now() - seconds * 1_000);
  const span = trace.getTracer(TRACER).startSpan(name, { kind: SpanKind.CLIENT, startTime, attributes });
  if (!about.ok) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
