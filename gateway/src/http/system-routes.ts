import { createHash, timingSafeEqual } from 'node:crypto';

import { CloudfedError, type ErrorCode } from '@cloudfed/core';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';

import type { LedgerPort, Readiness } from '../fabric/ledger-port.js';
import type { Metrics } from '../metrics.js';
import type { ReadModel } from '../readmodel/read-model.js';
import { docsPage } from './docs-page.js';
import { exchangeOf } from './exchange.js';
import type { OpenApiDocument } from './openapi.js';
import { endRevalidated } from './revalidation.js';

/** An operation of the gateway itself, open to whoever reaches its port. */
export interface SystemRoute {
  readonly operationId: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly answers: { readonly contentType: string; readonly schema: z.ZodType };
  readonly refusals: readonly ErrorCode[];
}

const TAG = 'Gateway';
const statusOf = <const Word extends string>(word: Word, name: string) => ({
  contentType: 'application/json',
  schema: z.strictObject({ status: z.literal(word) }).meta({ id: name }),
});

export const SYSTEM_ROUTES = [
  {
    operationId: 'health',
    path: '/healthz',
    tag: TAG,
    summary: 'Whether the process is alive',
    answers: statusOf('alive', 'Health'),
    refusals: [],
  },
  {
    operationId: 'readiness',
    path: '/readyz',
    tag: TAG,
    summary: 'Whether it can serve: every ledger channel, the store and the read model are really asked',
    answers: statusOf('ready', 'Readiness'),
    refusals: ['UNAVAILABLE'],
  },
  {
    operationId: 'metrics',
    path: '/metrics',
    tag: TAG,
    summary: 'Metrics, for Prometheus; behind a token of their own where the gateway is told one',
    answers: { contentType: 'text/plain', schema: z.string() },
    refusals: ['UNAUTHENTICATED'],
  },
  {
    operationId: 'openApi',
    path: '/openapi.json',
    tag: TAG,
    summary: 'This description',
    answers: { contentType: 'application/json', schema: z.looseObject({}).meta({ id: 'OpenApiDocument' }) },
    refusals: [],
  },
  {
    operationId: 'docs',
    path: '/docs',
    tag: TAG,
    summary: 'This description, for people',
    answers: { contentType: 'text/html', schema: z.string() },
    refusals: [],
  },
] as const satisfies readonly SystemRoute[];

export type SystemPath = (typeof SYSTEM_ROUTES)[number]['path'];

export interface SystemParts {
  readonly ledger: LedgerPort;
  readonly readModel: Pick<ReadModel, 'readiness'>;
  readonly metrics: Metrics;
  readonly openApi: OpenApiDocument;
  /** Asks the gateway's own store; throws where it does not answer. */
  readonly checkStore: () => void;
  readonly isStopping: () => boolean;
  /** The bearer token that metrics ask for; open to all without one. */
  readonly metricsToken: string | undefined;
}

export function systemHandlers(parts: SystemParts): Readonly<Record<SystemPath, RequestHandler>> {
  const openApi = JSON.stringify(parts.openApi);
  const page = docsPage(parts.openApi);
  const readiness = newReadiness(parts);
  return {
    '/healthz': (_request, response) => {
      response.setHeader('cache-control', 'no-store');
      response.json({ status: 'alive' });
    },
    '/readyz': async (_request, response) => {
      const answer = await readiness();
      if (!answer.ready) throw new CloudfedError('UNAVAILABLE', answer.reason);
      response.setHeader('cache-control', 'no-store');
      response.json({ status: 'ready' });
    },
    '/metrics': async (request, response) => {
      requireMetricsToken(request, response, parts.metricsToken);
      const text = await parts.metrics.registry.metrics();
      response.setHeader('content-type', parts.metrics.registry.contentType);
      response.setHeader('cache-control', 'no-store');
      response.end(text);
    },
    '/openapi.json': (request, response) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('cache-control', 'no-cache');
      endRevalidated(request, response, openApi);
    },
    '/docs': (request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', page.contentSecurityPolicy);
      response.setHeader('cache-control', 'no-cache');
      endRevalidated(request, response, page.html);
    },
  };
}

/** Compares digests, so that the time taken says nothing of the token. */
function requireMetricsToken(request: Request, response: Response, token: string | undefined): void {
  if (token === undefined) return;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`))) return;
  response.setHeader('www-authenticate', 'Bearer realm="metrics"');
  throw new CloudfedError('UNAUTHENTICATED', 'metrics need their bearer token');
}

/** Labels the exchange with its route, whatever it answers. */
export function labelled(path: string, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    exchangeOf(response).route = path;
    return handler(request, response, next);
  };
}

/** Who asks while an answer is being found gets the same: probes do not add up. */
function newReadiness({ ledger, readModel, checkStore, isStopping }: SystemParts): () => Promise<Readiness> {
  let asking: Promise<Readiness> | undefined;
  const ask = async (): Promise<Readiness> => {
    if (isStopping()) return { ready: false, reason: 'the gateway is stopping' };
    try {
      checkStore();
    } catch {
      return { ready: false, reason: 'the store does not answer' };
    }
    const [ofLedger, ofReadModel] = await Promise.all([ledger.readiness(), readModel.readiness()]);
    return ofLedger.ready ? ofReadModel : ofLedger;
  };
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
