import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { ErrorCode, OrgId } from '@cloudfed/core';
import type { RequestHandler, Response } from 'express';
import type { z } from 'zod';

import type { LedgerPort } from '../fabric/ledger-port.js';
import type { Lists } from '../readmodel/lists.js';
import type { OperationId } from './access/policy.js';
import type { OwnUser } from './access/principal.js';
import { exchangeOf } from './exchange.js';
import { readAfterOf } from './read-after.js';
import { readObject } from './read-object.js';
import { readQuery } from './read-query.js';
import { admit, type ServeParts } from './serve.js';

/** A file that is made part by part as it is read. */
export interface Download {
  /** ASCII without quotes. */
  readonly fileName: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
}

interface DownloadRequest<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  /** The gateway's own organization. */
  readonly orgId: OrgId;
  readonly ownUser: OwnUser;
  readonly ledger: LedgerPort;
  readonly lists: Lists;
}

interface DownloadDefinition<P extends z.ZodObject, Q extends z.ZodObject> {
  readonly operationId: OperationId;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params: P;
  readonly query: Q;
  readonly contentType: string;
  readonly refusals: readonly ErrorCode[];
  readonly handle: (request: DownloadRequest<P, Q>) => Promise<Download>;
}

/** An operation that answers a file. It is always a read. */
export interface DownloadRoute extends Omit<DownloadDefinition<z.ZodObject, z.ZodObject>, 'description' | 'handle'> {
  readonly method: 'get';
  readonly description: string | undefined;
  prepare(request: {
    readonly params: unknown;
    readonly query: unknown;
    readonly orgId: OrgId;
    readonly ownUser: OwnUser;
    readonly ledger: LedgerPort;
    readonly lists: Lists;
  }): () => Promise<Download>;
}

export function download<P extends z.ZodObject, Q extends z.ZodObject>(
  definition: DownloadDefinition<P, Q>,
): DownloadRoute {
  const { handle, description, ...rest } = definition;
  return {
    ...rest,
    method: 'get',
    description,
    prepare: ({ orgId, ownUser, ledger, lists, ...request }) => {
      const params = readObject(rest.params, request.params, 'the path');
      const query = readObject(rest.query, request.query, 'the query');
      return () => handle({ params, query, orgId, ownUser, ledger, lists });
    },
  };
}

/** Serves a file. A refusal before its first part is a problem document; after it the connection is cut off. */
export function serveDownload(route: DownloadRoute, parts: ServeParts): RequestHandler {
  return async (request, response) => {
    exchangeOf(response).route = route.path;
    const { ownUser } = await admit(request, response, route.operationId, parts);
    const { orgId, ledger, readModel } = parts;
    const readAfter = readAfterOf(request);
    if (readAfter.length > 0) await readModel.readAfter(readAfter);
    const { lists } = readModel;
    const work = route.prepare({ params: request.params, query: readQuery(request), orgId, ownUser, ledger, lists });
    const { fileName, parts: content } = await work();
    const reading = content[Symbol.asyncIterator]();
    const first = await reading.next();
    response.setHeader('content-type', route.contentType);
    response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
    response.setHeader('cache-control', 'no-store');
    if (request.method === 'HEAD') {
      await reading.return?.();
      response.end();
      return;
    }
    await send(response, first, reading);
  };
}

/** No part is made before the one before it is taken: nothing piles up here. */
async function send(
  response: Response,
  first: IteratorResult<string | Uint8Array>,
  reading: AsyncIterator<string | Uint8Array>,
): Promise<void> {
  async function* rest(): AsyncGenerator<string | Uint8Array> {
    try {
      for (let next = first; next.done !== true; next = await reading.next()) yield next.value;
    } finally {
      await reading.return?.();
    }
  }
  try {
    await pipeline(Readable.from(rest(), { objectMode: true }), response);
  } catch (error) {
    // Whoever reads learns of it by the connection's end: the file must not pass for a whole one.
    exchangeOf(response).fault = error;
    response.destroy();
  }
}
