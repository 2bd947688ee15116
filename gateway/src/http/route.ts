import type { ErrorCode, OrgId } from '@cloudfed/core';
import { z } from 'zod';

import type { AlertStore } from '../alerts/alert-store.js';
import type { AuditLog } from '../audit.js';
import type { LedgerPort } from '../fabric/ledger-port.js';
import type { UsageIngest } from '../ingest/usage-ingest.js';
import type { Lists } from '../readmodel/lists.js';
import type { ApiKeys } from './access/api-keys.js';
import type { OperationId } from './access/policy.js';
import type { OwnUser, Principal } from './access/principal.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import { readObject } from './read-object.js';

type Fields = z.ZodObject;
export type Method = 'get' | 'post' | 'put';

/** What a request brings, before it is read as what its route takes. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly principal: Principal;
  /** Set where the caller may act on this user's records alone. */
  readonly ownUser: OwnUser;
  /** The gateway's own organization. */
  readonly orgId: OrgId;
  readonly ledger: LedgerPort;
  readonly lists: Lists;
  readonly apiKeys: ApiKeys;
  readonly audit: Pick<AuditLog, 'list'>;
  readonly usage: Pick<UsageIngest, 'outcomes' | 'waiting'>;
  readonly alerts: Pick<AlertStore, 'createRule' | 'readRule' | 'listRules' | 'removeRule' | 'listBefore'>;
  readonly webhooks: Omit<Webhooks, 'close'>;
  /** Set where the request may come again. */
  readonly requestKey?: string | undefined;
}

export interface RouteRequest<P extends Fields, Q extends Fields, B extends Fields> extends RawRequest {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
}

export interface Answer<R> {
  readonly body: R;
  /** Where a created record is read. */
  readonly location?: string;
  /** The ledger transactions that hold what was written. */
  readonly transactionIds?: readonly string[];
}

interface RouteDefinition<P extends Fields, Q extends Fields, B extends Fields, R extends z.ZodType> {
  /** Names the row of the access table. */
  readonly operationId: OperationId;
  readonly method: Method;
  /** With parameters in braces: `/v1/quotas/{quotaId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: P;
  readonly query?: Q;
  /** Of POST and PUT. */
  readonly body?: B;
  readonly status?: 200 | 201;
  readonly response: R;
  /** Refusals of its own, beside those that any route has. */
  readonly refusals?: readonly ErrorCode[];
  /** A field of the answer that is told once and kept nowhere: null in a repeat of it. */
  readonly secretField?: string;
  readonly handle: (request: RouteRequest<P, Q, B>) => Promise<Answer<z.input<R>>>;
}

/** One operation of the API: served, guarded, validated and documented from this alone. */
export interface Route {
  readonly operationId: OperationId;
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly params: Fields;
  readonly query: Fields;
  readonly body: Fields | undefined;
  readonly status: 200 | 201;
  readonly response: z.ZodType;
  readonly refusals: readonly ErrorCode[];
  readonly secretField?: string;
  /**
   * Reads a request as what the route takes; what it gives does the work.
   *
   * @throws CloudfedError for a request that is not that; the work throws CloudfedError too
   */
  prepare(request: RawRequest): () => Promise<Answer<unknown>>;
}

const NOTHING = z.strictObject({});

/** Whether every field of a body may be left out, so that the body may be too. */
export function mayBeEmpty(body: Fields): boolean {
  return body.safeParse({}).success;
}

export function route<
  R extends z.ZodType,
  P extends Fields = typeof NOTHING,
  Q extends Fields = typeof NOTHING,
  B extends Fields = typeof NOTHING,
>(definition: RouteDefinition<P, Q, B, R>): Route {
  const { handle, description, body, status = 200, refusals = [], ...rest } = definition;
  const params: Fields = definition.params ?? NOTHING;
  const query: Fields = definition.query ?? NOTHING;
  return {
    ...rest,
    description,
    params,
    query,
    body,
    status,
    refusals,
    prepare: (request) => {
      const read = {
        ...request,
        params: readObject(params, request.params, 'the path') as z.output<P>,
        query: readObject(query, request.query, 'the query') as z.output<Q>,
        body: readObject(body ?? NOTHING, request.body, 'the body') as z.output<B>,
      };
      return () => handle(read);
    },
  };
}
