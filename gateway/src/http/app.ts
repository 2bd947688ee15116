import { argumentError, CloudfedError } from '@cloudfed/core';
import cors from 'cors';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';

import type { Metrics } from '../metrics.js';
import type { Tracing } from '../tracing.js';
import { serveDownload } from './download.js';
import { EVENTS_ROUTE, type EventStreams } from './events.js';
import { beginExchange, exchangeOf } from './exchange.js';
import { newOpenApi } from './openapi.js';
import { sendProblem } from './problem.js';
import { DOWNLOADS } from './routes/documents.js';
import { ROUTES } from './routes/index.js';
import { serve, type ServeParts } from './serve.js';
import { USAGE_ROUTE, usageHandler } from './usage.js';
import { labelled, SYSTEM_ROUTES, systemHandlers, type SystemParts } from './system-routes.js';

export interface AppParts extends ServeParts, Omit<SystemParts, 'openApi' | 'readModel'> {
  readonly readModel: ServeParts['readModel'] & SystemParts['readModel'];
  readonly metrics: Metrics;
  readonly streams: EventStreams;
  readonly tracing?: Pick<Tracing, 'requests'> | undefined;
  /** Whose pages may call. */
  readonly corsOrigins?: readonly string[] | undefined;
}

/** One organization's HTTP API. */
export function newApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  // Queries are read by our own parser, which refuses what is given twice.
  app.set('query parser', false);
  app.use(beginExchange(parts));
  if (parts.tracing !== undefined) app.use(parts.tracing.requests);
  app.use(securityHeaders());
  if (parts.corsOrigins !== undefined) app.use(crossOrigin(parts.corsOrigins));
  app.use((_request, response, next) => {
    if (parts.isStopping()) response.setHeader('connection', 'close');
    next();
  });
  for (const [path, methods] of handlersByPath(parts)) mount(app, path, methods);
  app.use(() => {
    throw new CloudfedError('NOT_FOUND', 'there is nothing at this path');
  });
  app.use(answerProblem);
  return app;
}

const PREFLIGHT_SECONDS = 600;

type Handlers = Map<string, RequestHandler>;

function handlersByPath(parts: AppParts): ReadonlyMap<string, Handlers> {
  const byPath = new Map<string, Handlers>();
  const add = (path: string, method: string, handler: RequestHandler): void => {
    const methods = byPath.get(path) ?? new Map<string, RequestHandler>();
    byPath.set(path, methods.set(method, handler));
  };
  const system = systemHandlers({ ...parts, openApi: newOpenApi() });
  for (const { path } of SYSTEM_ROUTES) add(path, 'GET', labelled(path, system[path]));
  // Before the statement itself, whose path would take the file's name for an id.
  for (const route of DOWNLOADS) add(route.path, 'GET', serveDownload(route, parts));
  for (const route of ROUTES) add(route.path, route.method.toUpperCase(), serve(route, parts));
  add(EVENTS_ROUTE.path, 'GET', parts.streams.handler(parts));
  add(USAGE_ROUTE.path, 'POST', usageHandler(parts));
  return byPath;
}

/** Serves a path's methods, HEAD as GET without the body; OPTIONS tells them, and any other is refused naming them. */
function mount(app: Express, path: string, methods: Handlers): void {
  const served = [...methods.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allowed = [...served, 'OPTIONS'].sort();
  app.all(path.replace(/\{([A-Za-z]+)\}/gu, ':$1'), (request, response, next) => {
    const handler = methods.get(request.method === 'HEAD' ? 'GET' : request.method);
    if (handler !== undefined) return handler(request, response, next);
    exchangeOf(response).route = path;
    response.setHeader('allow', allowed.join(', '));
    if (request.method === 'OPTIONS') return response.status(204).end();
    throw new CloudfedError('METHOD_NOT_ALLOWED', `this path takes ${allowed.join(', ')}`);
  });
}

/** Lets pages of these origins call and read the headers that matter; of any other, browsers let none. */
function crossOrigin(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-none-match',
      'last-event-id',
      'x-read-after',
      'x-request-id',
    ],
    exposedHeaders: [
      'etag',
      'idempotent-replayed',
      'location',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'www-authenticate',
      'x-request-id',
      'x-transaction-id',
    ],
    maxAge: PREFLIGHT_SECONDS,
  });
}

/** The API answers data, so a browser may load nothing in its name. */
function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const exchange = exchangeOf(response);
  const refusal = refusalOf(error);
  if (response.headersSent) {
    exchange.fault = error;
    next(error);
    return;
  }
  const problem = sendProblem(response, refusal, exchange.requestId);
  exchange.code = problem.code;
  if (problem.transactionId !== undefined) exchange.transactionIds = [problem.transactionId];
  if (problem.status >= 500) exchange.fault = error;
};

/** What the framework refuses (a path that is not properly encoded) is the caller's error too. */
function refusalOf(error: unknown): unknown {
  if (error instanceof CloudfedError || typeof error !== 'object' || error === null) return error;
  const status = 'status' in error ? error.status : undefined;
  if (typeof status !== 'number' || status < 400 || status > 499) return error;
  return argumentError('path', 'is not properly percent-encoded');
}
