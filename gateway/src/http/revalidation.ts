import { createHash } from 'node:crypto';

import type { Request, Response } from 'express';

/**
 * Ends an answer to GET or HEAD with its body and an ETag over it, or with 304 where the caller says that it has just
 * this: a program that asks again and again need not be sent the same each time.
 */
export function endRevalidated(request: Request, response: Response, body: string): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  response.setHeader('etag', etag);
  if (!hasAlready(request, etag)) {
    response.end(body);
    return;
  }
  response.status(304);
  response.removeHeader('content-type');
  response.end();
}

/** Whatever else the caller says of caches: this server is none. */
function hasAlready(request: Request, etag: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//u, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}
