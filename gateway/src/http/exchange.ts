import { randomUUID } from 'node:crypto';

import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

import type { Metrics } from '../metrics.js';
import type { Principal } from './access/principal.js';

/** What is known of a request while it is served: for its answer, its log line and its metrics. */
export interface Exchange {
  readonly requestId: string;
  /** The route's template; `unknown` until one matches. */
  route: string;
  principal: Principal | undefined;
  code: string | undefined;
  transactionIds: readonly string[];
  /** Where it is traced. */
  traceId?: string;
  /** An unexpected fault, for the log alone. */
  fault: unknown;
}

/** A caller may name its request, in characters that are safe in a log and in a URN. */
const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/u;
const UNKNOWN_ROUTE = 'unknown';
const MAX_PATH = 256;
const EXCHANGE = 'exchange';

export function exchangeOf(response: Response): Exchange {
  return response.locals[EXCHANGE] as Exchange;
}

/** Begins an exchange; at its end it is logged and counted. Headers and query are never logged: they may hold secrets. */
export function beginExchange(parts: { readonly logger: Logger; readonly metrics: Metrics }) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.headers['x-request-id'];
    const exchange: Exchange = {
      requestId: typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID(),
      route: UNKNOWN_ROUTE,
      principal: undefined,
      code: undefined,
      transactionIds: [],
      fault: undefined,
    };
    response.locals[EXCHANGE] = exchange;
    response.setHeader('x-request-id', exchange.requestId);
    const startedAt = performance.now();
    const path = pathOf(request);
    parts.metrics.inFlight(1);
    response.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      parts.metrics.inFlight(-1);
      const { method } = request;
      parts.metrics.observeHttp({ method, route: exchange.route, status: response.statusCode, seconds });
      log(parts.logger, exchange, { method, path, seconds, response });
    });
    next();
  };
}

/** The path as it was asked for, without the query. */
export function pathOf(request: Request): string {
  const [path = ''] = request.originalUrl.split('?', 1);
  return path.slice(0, MAX_PATH);
}

function log(
  logger: Logger,
  exchange: Exchange,
  about: { readonly method: string; readonly path: string; readonly seconds: number; readonly response: Response },
): void {
  const { response, seconds, ...request } = about;
  const line = {
    requestId: exchange.requestId,
    ...request,
    route: exchange.route,
    status: response.statusCode,
    milliseconds: Math.round(seconds * 1_000_000) / 1_000,
    ...(exchange.principal && { principal: exchange.principal.subject }),
    ...(exchange.traceId && { traceId: exchange.traceId }),
    ...(exchange.code && { code: exchange.code }),
    ...(exchange.transactionIds.length > 0 && { transactionIds: exchange.transactionIds }),
    ...(response.writableFinished ? {} : { aborted: true }),
    ...(exchange.fault === undefined ? {} : { err: exchange.fault }),
  };
  if (response.statusCode === 500) logger.error(line, 'request');
  else if (response.statusCode > 500) logger.warn(line, 'request');
  else logger.info(line, 'request');
}
