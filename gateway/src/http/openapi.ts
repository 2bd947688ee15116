import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { type ErrorCode, ERRORS } from '@cloudfed/core';
import { z } from 'zod';

import { ACCESS, type OperationId, type Reach, ROLES } from './access/policy.js';
import type { DownloadRoute } from './download.js';
import { alertSchema } from './alert-schemas.js';
import { EVENTS_ROUTE } from './events.js';
import { IDEMPOTENCY_HEADER, REPLAYED_HEADER } from './idempotency/keyed-request.js';
import { PROBLEM_TYPE, problemSchema } from './problem.js';
import { READ_AFTER_HEADER, readAfterHeader } from './read-after.js';
import { mayBeEmpty, type Route } from './route.js';
import { DOWNLOADS } from './routes/documents.js';
import { ROUTES } from './routes/index.js';
import { ledgerEventSchema } from './event-schemas.js';
import { SYSTEM_ROUTES, type SystemRoute } from './system-routes.js';
import { TAGS } from './tags.js';
import { USAGE_ROUTE } from './usage.js';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;
type Responses = RouteConfig['responses'];

const VERSION = '1.0.0';
const BEARER = 'bearer';

/** Refusals that every guarded operation has. */
const GUARDED: readonly ErrorCode[] = [
  'INVALID_ARGUMENT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'INTERNAL',
  'LIMIT_EXCEEDED',
  'UNAVAILABLE',
];
const KEYED: readonly ErrorCode[] = ['IDEMPOTENCY_KEY_REUSED'];
const READ: readonly ErrorCode[] = ['TRANSACTION_UNKNOWN'];
const WITH_BODY: readonly ErrorCode[] = ['AMOUNT_OVERFLOW', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

const idempotencyKey = z
  .string()
  .optional()
  .meta({
    description:
      'Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, ' +
      'also while the first is still under way and after a restart. 1 to 255 printable characters.',
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  });
const replayed = z
  .literal('true')
  .optional()
  .meta({ description: 'There where the answer was given before, under the same `Idempotency-Key`' });

/** The API's description, from the very schemas and table that serve it. */
export function newOpenApi(): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', BEARER, {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'An OpenID Connect access token with the claims `sub`, `roles` and, for role `user`, `user_id`; or an API key.',
  });
  for (const route of ROUTES) registry.registerPath(pathOfRoute(route));
  for (const route of DOWNLOADS) registry.registerPath(pathOfDownload(route));
  registry.registerPath(pathOfEvents());
  registry.registerPath(pathOfUsage());
  for (const route of SYSTEM_ROUTES) registry.registerPath(pathOfSystemRoute(route));
  // No operation answers with one alone: they are in a stream's data.
  const streamed = [ledgerEventSchema, alertSchema].map((schema) => ({ type: 'schema' as const, schema }));
  return new OpenApiGeneratorV31([...streamed, ...registry.definitions], {
    sortComponents: 'alphabetically',
  }).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'cloudfed gateway',
      version: VERSION,
      description:
        'Metering and billing between federated clouds: one organization’s access to the ledgers that it shares with ' +
        'others. Amounts are whole fen and quantities exact decimals, both written as strings. A write answers when it ' +
        'is on the ledger.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...TAGS],
  });
}

function pathOfRoute(route: Route): RouteConfig {
  const { method, path, tag, operationId, summary, body } = route;
  const codes = [
    ...GUARDED,
    ...(body === undefined ? [] : WITH_BODY),
    ...(method === 'post' ? KEYED : []),
    ...(method === 'get' ? READ : []),
    ...route.refusals,
  ];
  return {
    method,
    path,
    tags: [tag],
    operationId,
    summary,
    description: describe(operationId, route.description),
    security: [{ [BEARER]: [] }],
    request: {
      params: route.params,
      query: route.query,
      ...(method === 'post' ? { headers: z.object({ [IDEMPOTENCY_HEADER]: idempotencyKey }) } : {}),
      ...(method === 'get' ? { headers: z.object({ [READ_AFTER_HEADER]: readAfterHeader }) } : {}),
      ...(body === undefined
        ? {}
        : { body: { required: !mayBeEmpty(body), content: { 'application/json': { schema: body } } } }),
    },
    responses: {
      [route.status]: {
        description: route.status === 201 ? 'On the ledger' : 'Done',
        headers: answerHeaders(route),
        content: { 'application/json': { schema: route.response } },
      },
      ...(method === 'get' ? { 304: NOT_CHANGED } : {}),
      ...refusalsOf(codes),
    },
  };
}

function answerHeaders(route: Route): z.ZodObject {
  const requestId = z.string().meta({ description: 'Names the request, in logs too' });
  const transactionId = z.string().optional().meta({ description: 'The ledger transaction, where one wrote' });
  const etag = z.string().meta({ description: 'For `If-None-Match`, to be answered 304 while nothing has changed' });
  const location = z.string().meta({ description: 'Where the record is read' });
  return z.object({
    'x-request-id': requestId,
    ...(route.method === 'get' ? { etag } : { 'x-transaction-id': transactionId }),
    ...(route.method === 'post' ? { [REPLAYED_HEADER]: replayed } : {}),
    ...(route.status === 201 ? { location } : {}),
  });
}

function pathOfDownload(route: DownloadRoute): RouteConfig {
  const { method, path, tag, operationId, summary, params, query, contentType, refusals } = route;
  return {
    method,
    path,
    tags: [tag],
    operationId,
    summary,
    description: describe(operationId, route.description),
    security: [{ [BEARER]: [] }],
    request: { params, query },
    responses: {
      200: { description: 'The file', content: { [contentType]: { schema: z.string() } } },
      ...refusalsOf([...GUARDED, ...refusals]),
    },
  };
}

function pathOfEvents(): RouteConfig {
  const { method, path, tag, operationId, summary, description, query } = EVENTS_ROUTE;
  const resume = z.string().optional().meta({ description: 'The `id` of the last event that was read' });
  return {
    method,
    path,
    tags: [tag],
    operationId,
    summary,
    description: describe(operationId, `${description} The \`data\` is a \`LedgerEvent\`, or an \`Alert\`.`),
    security: [{ [BEARER]: [] }],
    request: { query, headers: z.object({ 'Last-Event-ID': resume }) },
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
      ...refusalsOf(GUARDED),
    },
  };
}

function pathOfUsage(): RouteConfig {
  const { method, path, tag, operationId, summary, description, response, content } = USAGE_ROUTE;
  return {
    method,
    path,
    tags: [tag],
    operationId,
    summary,
    description: describe(operationId, description),
    security: [{ [BEARER]: [] }],
    request: { body: { required: true, content } },
    responses: {
      202: { description: 'On disk', content: { 'application/json': { schema: response } } },
      ...refusalsOf([...GUARDED, ...WITH_BODY, 'TIME_ORDER', 'FUTURE_USAGE', 'ALREADY_EXISTS']),
    },
  };
}

function pathOfSystemRoute({ path, tag, operationId, summary, answers, refusals }: SystemRoute): RouteConfig {
  const { contentType, schema } = answers;
  return {
    method: 'get',
    path,
    tags: [tag],
    operationId,
    summary,
    security: [],
    responses: { 200: { description: 'Done', content: { [contentType]: { schema } } }, ...refusalsOf(refusals) },
  };
}

const NOT_CHANGED = { description: 'Not changed: `If-None-Match` has the `etag` of the answer' };

/** One response a status, with the codes that it may have. */
function refusalsOf(codes: readonly ErrorCode[]): Responses {
  const byStatus = new Map<number, Set<ErrorCode>>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, (byStatus.get(status) ?? new Set<ErrorCode>()).add(code));
  }
  const sorted = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    sorted.map(([status, of]) => [
      String(status),
      {
        description: [...of].map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('. '),
        ...(status === 401 ? { headers: z.object({ 'www-authenticate': z.string() }) } : {}),
        ...(status === 429 || status === 503 ? { headers: z.object({ 'retry-after': z.string() }) } : {}),
        content: { [PROBLEM_TYPE]: { schema: problemSchema } },
      },
    ]),
  );
}

function describe(operation: OperationId, description: string | undefined): string {
  const row: Readonly<Partial<Record<string, Reach>>> = ACCESS[operation];
  const who = ROLES.filter((role) => row[role] !== undefined).map((role) => {
    return row[role] === 'own' ? `${role} (own records)` : role;
  });
  return [description, `Roles: ${who.join(', ')}.`].filter((part) => part !== undefined).join(' ');
}
