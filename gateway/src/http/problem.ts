import { CloudfedError, type ErrorCode, ERRORS } from '@cloudfed/core';
import type { Response } from 'express';
import { z } from 'zod';

export const PROBLEM_TYPE = 'application/problem+json';

const fieldProblem = z
  .strictObject({
    field: z.string().meta({ description: 'The field, by its path in the request', example: 'cpu' }),
    code: z.string().meta({ example: 'INVALID_ARGUMENT' }),
    detail: z.string(),
  })
  .meta({ id: 'FieldProblem' });

/** RFC 9457 problem details, with the registry's code. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'urn:cloudfed:error:<code>', example: 'urn:cloudfed:error:NOT_FOUND' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string().meta({ description: 'urn:cloudfed:request:<x-request-id>' }),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ description: 'Stable, for programs' }),
    field: z.string().optional().meta({ description: 'The field that it is about' }),
    errors: z.array(fieldProblem).optional().meta({ description: 'Every field that is wrong, at most 20' }),
    transactionId: z.string().optional().meta({ description: 'The ledger transaction, where there is one' }),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' });

export type Problem = z.infer<typeof problemSchema>;
export type FieldProblem = z.infer<typeof fieldProblem>;

const MAX_ERRORS = 20;

/** A request that cannot be read as what the route takes. */
export class InvalidRequestError extends CloudfedError {
  readonly errors: readonly FieldProblem[];

  /** @param errors at least one; the first gives the code and the field of the whole */
  constructor(errors: readonly [FieldProblem, ...FieldProblem[]]) {
    const [first] = errors;
    super(first.code as ErrorCode, `${first.field}: ${first.detail}`, first.field);
    this.errors = errors.slice(0, MAX_ERRORS);
  }
}

/** What a failure tells beside its code, where the ledger's side noted it. */
interface FailureNotes {
  readonly transactionId?: unknown;
  readonly retryAfterSeconds?: unknown;
}

/** What the caller is told of a failure. What is not a registered refusal is an unexpected fault and tells nothing. */
export function problemOf(error: unknown, requestId: string): Problem {
  const known = error instanceof CloudfedError ? error : new CloudfedError('INTERNAL', 'an unexpected fault');
  const { status, title } = ERRORS[known.code];
  const { message: detail, field } = known;
  const { transactionId } = known as FailureNotes;
  return {
    type: `urn:cloudfed:error:${known.code}`,
    title,
    status,
    detail,
    instance: `urn:cloudfed:request:${requestId}`,
    code: known.code,
    ...(field === undefined ? {} : { field }),
    ...(known instanceof InvalidRequestError ? { errors: [...known.errors] } : {}),
    ...(typeof transactionId === 'string' ? { transactionId } : {}),
  };
}

/** Answers with a problem; nothing where an answer has begun already. */
export function sendProblem(response: Response, error: unknown, requestId: string): Problem {
  const problem = problemOf(error, requestId);
  if (response.headersSent) return problem;
  if (problem.status === 503 || problem.status === 429) {
    const { retryAfterSeconds } = error as FailureNotes;
    const asked = typeof retryAfterSeconds === 'number' ? Math.max(1, Math.ceil(retryAfterSeconds)) : 1;
    if (!response.hasHeader('retry-after')) response.setHeader('retry-after', String(asked));
  }
  response.status(problem.status);
  response.setHeader('content-type', PROBLEM_TYPE);
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(problem));
  return problem;
}
