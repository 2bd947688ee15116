import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];
export type ErrorCode = Problem['code'];

/** A gateway refused, or answered what is no answer of a gateway. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** HTTP status. */
  readonly status: number;
  /** Stable, for programs; `UNKNOWN` where something in between answered and not a gateway. */
  readonly code: ErrorCode | 'UNKNOWN';
  /** The field that it is about. */
  readonly field: string | undefined;
  /** The ledger transaction, where there is one: it may be under way still. */
  readonly transactionId: string | undefined;
  /** Names the request in the gateway's log. */
  readonly requestId: string | undefined;
  readonly problem: Problem | undefined;
  /** Whether it is the answer of an earlier request, given again under the same `Idempotency-Key`. */
  readonly isReplayed: boolean;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? `${String(response.status)} ${response.statusText}`.trimEnd());
    this.status = response.status;
    this.code = problem?.code ?? 'UNKNOWN';
    this.field = problem?.field;
    this.transactionId = problem?.transactionId;
    this.requestId = response.headers.get('x-request-id') ?? undefined;
    this.problem = problem;
    this.isReplayed = response.headers.get('idempotent-replayed') === 'true';
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

/** A gateway could not be reached, or its answer was cut off, as often as it was tried. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}
