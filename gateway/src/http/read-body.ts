import { isUtf8 } from 'node:buffer';

import { argumentError, CloudfedError } from '@cloudfed/core';
import express, { type Request, type RequestHandler, type Response } from 'express';

/** Largest body that is read, in bytes. What is larger is read past, so that its sender gets the answer. */
export const MAX_BODY_BYTES = 1024 * 1024;

const parseJson: RequestHandler = express.json({
  limit: MAX_BODY_BYTES,
  inflate: false,
  strict: true,
  type: () => true,
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw new Error('not UTF-8');
  },
});

/**
 * Reads a JSON body.
 *
 * @param mayBeAbsent answers `{}` where there is none
 * @throws CloudfedError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_ARGUMENT
 */
export async function readBody(request: Request, response: Response, mayBeAbsent: boolean): Promise<unknown> {
  if (!hasBody(request)) {
    if (mayBeAbsent) return {};
    throw argumentError('body', 'a JSON body is needed');
  }
  if (request.is('application/json') !== 'application/json') {
    throw new CloudfedError('UNSUPPORTED_MEDIA_TYPE', 'the content type must be application/json');
  }
  await new Promise<void>((resolve, reject) => {
    void parseJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(bodyError(error));
    });
  });
  return request.body as unknown;
}

export function hasBody(request: Request): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true;
  const length = request.headers['content-length'];
  return length !== undefined && Number(length) !== 0;
}

/** The parser's own messages quote the body, so they are not passed on. */
export function bodyError(error: unknown, most: number = MAX_BODY_BYTES): CloudfedError {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return new CloudfedError('PAYLOAD_TOO_LARGE', `the body is larger than ${most} bytes`);
    case 'encoding.unsupported':
      return new CloudfedError('UNSUPPORTED_MEDIA_TYPE', 'the content encoding is not supported');
    case 'charset.unsupported':
      return new CloudfedError('UNSUPPORTED_MEDIA_TYPE', 'the character set must be UTF-8');
    case 'entity.verify.failed':
      return argumentError('body', 'is not valid UTF-8');
    case 'request.aborted':
    case 'request.size.invalid':
      return argumentError('body', 'ended before its length');
    default:
      return argumentError('body', 'is not valid JSON');
  }
}
