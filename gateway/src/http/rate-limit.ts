import { CloudfedError } from '@cloudfed/core';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';

import { exchangeOf } from './exchange.js';

const WINDOW_MS = 60_000;

/**
 * Bounds the requests of one principal in a minute.
 *
 * @param perMinute 0 for no bound
 */
export function newRateLimit(perMinute: number): RequestHandler {
  if (perMinute === 0) {
    return (_request, _response, next) => {
      next();
    };
  }
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'principal',
    keyGenerator: (_request: Request, response: Response) => exchangeOf(response).principal?.subject ?? '',
    // It has set Retry-After already: the rest of the window.
    handler: (_request: Request, _response: Response, next: NextFunction) => {
      next(new CloudfedError('RATE_LIMITED', `more than ${perMinute} requests in a minute`));
    },
  });
}
