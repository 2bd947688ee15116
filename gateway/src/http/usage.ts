import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';

import { argumentError, CloudfedError } from '@cloudfed/core';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';

import { refusedReport, type RefusedReport } from '../ingest/usage-event.js';
import type { UsageIngest } from '../ingest/usage-ingest.js';
import type { OperationId } from './access/policy.js';
import { exchangeOf } from './exchange.js';
import { type FieldProblem, InvalidRequestError } from './problem.js';
import { bodyError, hasBody } from './read-body.js';
import { readObject } from './read-object.js';
import { readQuery } from './read-query.js';
import { admit, auditedWrite, type ServeParts } from './serve.js';
import { usageAnswerSchema, usageEventSchema, usageRecordSchema } from './usage-schemas.js';

/** Largest body, in bytes, and most records in one. */
export const MAX_USAGE_BODY_BYTES = 8 * 1024 * 1024;
const MAX_RECORDS = 10_000;
const MAX_ERRORS = 20;
const EVENT = 'application/cloudevents+json';
const EVENTS = 'application/cloudevents-batch+json';
const LINES = 'application/x-ndjson';
const JSON_TYPE = 'application/json';
const STATUS = 202;

/** The one operation that takes events and lines, and answers before the ledger does. */
export const USAGE_ROUTE = {
  operationId: 'recordUsage' satisfies OperationId,
  method: 'post',
  path: '/v1/usage',
  tag: 'Metered usage',
  summary: 'Report what metered instances have used',
  description:
    'CloudEvents 1.0, one or a batch, or plain records; in JSON or a line each. At most 10,000 and 8 MiB. A record is ' +
    'told from others by `source` and `id`, so that sending it again is harmless. 202 says that every accepted record is ' +
    'on disk and will be on the ledger once, unless the ledger refuses it: `GET /v1/usage` tells.',
  response: usageAnswerSchema,
  content: {
    [EVENT]: { schema: usageEventSchema },
    [EVENTS]: { schema: z.array(usageEventSchema) },
    [JSON_TYPE]: {
      schema: z.union([usageRecordSchema, usageEventSchema, z.array(z.union([usageRecordSchema, usageEventSchema]))]),
    },
    [LINES]: { schema: z.string().meta({ description: 'A record or an event a line' }) },
  },
} as const;

const readBytes: RequestHandler = express.raw({ limit: MAX_USAGE_BODY_BYTES, inflate: false, type: () => true });

/** Serves `POST /v1/usage`. */
export function usageHandler(parts: ServeParts & { readonly usage: UsageIngest }): RequestHandler {
  return async (request, response) => {
    exchangeOf(response).route = USAGE_ROUTE.path;
    const { principal } = await admit(request, response, USAGE_ROUTE.operationId, parts);
    readObject(z.strictObject({}), readQuery(request), 'the query');
    const type = contentTypeOf(request);
    const text = await readText(request, response);
    const values = readValues(type, text);
    const content = { records: values.length, sha256: createHash('sha256').update(text).digest('hex') };
    const body = await auditedWrite(
      { request, response, principal, operation: USAGE_ROUTE.operationId, status: STATUS, content },
      parts,
      async () => {
        const { accepted, duplicates, refused } = await parts.usage.add(values.map(valueOf));
        const all = inOrder(refused, values);
        if (accepted + duplicates === 0) throw refusalOfAll(all);
        return { accepted, duplicates, refused: all.map(refusedView), waiting: parts.usage.waiting() };
      },
    );
    if (parts.checkAnswers === true) usageAnswerSchema.parse(body);
    response.status(STATUS);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    response.end(JSON.stringify(body));
  };
}

/** What came in one place: a value, or why it is none. */
type Came = { readonly value: unknown } | { readonly error: CloudfedError };

function contentTypeOf(request: Request): string {
  const type = [EVENT, EVENTS, LINES, JSON_TYPE].find((candidate) => request.is(candidate) === candidate);
  if (type !== undefined) return type;
  throw new CloudfedError(
    'UNSUPPORTED_MEDIA_TYPE',
    `the content type must be ${EVENT}, ${EVENTS}, ${JSON_TYPE} or ${LINES}`,
  );
}

async function readText(request: Request, response: Response): Promise<string> {
  if (!hasBody(request)) throw argumentError('body', 'a body is needed');
  await new Promise<void>((resolve, reject) => {
    void readBytes(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(bodyError(error, MAX_USAGE_BODY_BYTES));
    });
  });
  const bytes = request.body as Buffer;
  if (!isUtf8(bytes)) throw argumentError('body', 'is not valid UTF-8');
  return bytes.toString('utf8');
}

function readValues(type: string, text: string): readonly Came[] {
  const came = type === LINES ? linesOf(text) : jsonOf(type, text);
  if (came.length === 0) throw argumentError('body', 'has no record');
  if (came.length > MAX_RECORDS)
    throw new CloudfedError('PAYLOAD_TOO_LARGE', `more than ${MAX_RECORDS} records are sent`);
  return came;
}

function linesOf(text: string): readonly Came[] {
  const came: Came[] = [];
  for (const line of text.split('\n', MAX_USAGE_BODY_BYTES)) {
    if (line.trim() === '') continue;
    came.push(parsed(line, 'the line is not valid JSON'));
    if (came.length > MAX_RECORDS) break;
  }
  return came;
}

function jsonOf(type: string, text: string): readonly Came[] {
  const whole = parsed(text, 'is not valid JSON');
  if ('error' in whole) throw whole.error;
  const { value } = whole;
  if (Array.isArray(value)) {
    if (type === EVENT) throw argumentError('body', 'must be one event; a batch has a content type of its own');
    return value.map((one: unknown) => ({ value: one }));
  }
  if (type === EVENTS) throw argumentError('body', 'must be a list of events');
  return [whole];
}

function parsed(text: string, problem: string): Came {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { error: argumentError('body', problem) };
  }
}

/** What is no JSON is refused as any other value that is no record. */
function valueOf(came: Came): unknown {
  return 'value' in came ? came.value : undefined;
}

function inOrder(refused: readonly RefusedReport[], values: readonly Came[]): readonly RefusedReport[] {
  return refused.map((one) => {
    const came = values[one.index];
    return came !== undefined && 'error' in came ? refusedReport(one.index, came.error) : one;
  });
}

function refusalOfAll(refused: readonly RefusedReport[]): InvalidRequestError {
  const problems = refused.slice(0, MAX_ERRORS).map(({ index, code, field, detail }): FieldProblem => {
    const place = refused.length === 1 ? '' : `[${index}].`;
    const named = field === undefined ? '' : `${field}: `;
    return {
      field: `${place}${field ?? 'body'}`,
      code,
      detail: detail.startsWith(named) ? detail.slice(named.length) : detail,
    };
  });
  const [first, ...others] = problems;
  if (first === undefined) throw new Error('a refusal without a reason');
  return new InvalidRequestError([first, ...others]);
}

function refusedView({ index, code, field, detail }: RefusedReport) {
  return { index, code, field: field ?? null, detail };
}
