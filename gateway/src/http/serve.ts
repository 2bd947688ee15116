import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, type OrgId } from '@cloudfed/core';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';

import type { AlertStore } from '../alerts/alert-store.js';
import type { AuditedRequest, AuditLog } from '../audit.js';
import { UnavailableError } from '../fabric/failure.js';
import type { LedgerPort } from '../fabric/ledger-port.js';
import type { UsageIngest } from '../ingest/usage-ingest.js';
import { withOrigin } from '../origin.js';
import type { ReadModel } from '../readmodel/read-model.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import type { ApiKeys } from './access/api-keys.js';
import { authenticate } from './access/authenticate.js';
import { type OperationId, reachOf } from './access/policy.js';
import { type OwnUser, ownUserOf, type Principal } from './access/principal.js';
import type { CredentialVerifier } from './access/credentials.js';
import { type Exchange, exchangeOf, pathOf } from './exchange.js';
import type { RecordedAnswer } from './idempotency/answer-store.js';
import { newKeyedRequest, readIdempotencyKey, REPLAYED_HEADER } from './idempotency/keyed-request.js';
import type { Idempotency, OnceAnswer } from './idempotency/once.js';
import { PROBLEM_TYPE, problemOf } from './problem.js';
import { readAfterOf } from './read-after.js';
import { readBody } from './read-body.js';
import { readQuery } from './read-query.js';
import { endRevalidated } from './revalidation.js';
import { type Answer, mayBeEmpty, type Route } from './route.js';

export interface ServeParts {
  readonly orgId: OrgId;
  readonly ledger: LedgerPort;
  readonly readModel: Pick<ReadModel, 'lists' | 'noteWritten' | 'readAfter'>;
  readonly verifier: CredentialVerifier;
  readonly audit: AuditLog;
  readonly apiKeys: ApiKeys;
  readonly idempotency: Idempotency;
  readonly usage: UsageIngest;
  readonly alerts: AlertStore;
  readonly webhooks: Webhooks;
  readonly rateLimit: RequestHandler;
  readonly logger: Logger;
  /** From a request's body to its answer at most. */
  readonly answerMs: number;
  /** Checks every answer against its schema: for tests. */
  readonly checkAnswers?: boolean;
}

const LATE_RETRY_SECONDS = 5;

/**
 * Serves one route: who is it, may it, not too often, what does it want; then the route's own work. Writes are told to
 * the audit log before the ledger is asked and after.
 */
export function serve(route: Route, parts: ServeParts): RequestHandler {
  const isWrite = route.method !== 'get';
  const bodyMayBeAbsent = route.body !== undefined && mayBeEmpty(route.body);
  return async (request, response) => {
    const exchange = exchangeOf(response);
    exchange.route = route.path;
    const { principal, ownUser } = await admit(request, response, route.operationId, parts);
    const audited = isWrite ? auditedRequest(request, exchange, principal, route.operationId) : undefined;
    let answer: OnceAnswer;
    try {
      const body = route.body === undefined ? {} : await readBody(request, response, bodyMayBeAbsent);
      const query = readQuery(request);
      const readAfter = isWrite ? [] : readAfterOf(request);
      const key = route.method === 'post' ? readIdempotencyKey(request) : undefined;
      if (audited) await askedOrUnavailable(parts.audit, audited, body);
      if (readAfter.length > 0) await parts.readModel.readAfter(readAfter);
      const { orgId, apiKeys, audit, readModel } = parts;
      const keyed = key === undefined ? undefined : newKeyedRequest({ key, orgId, principal, request, query, body });
      const ledger = keyed === undefined ? parts.ledger : parts.ledger.onBehalfOf(keyed.id);
      const { params } = request;
      const requestKey = keyed?.id;
      const work = route.prepare({
        params,
        query,
        body,
        principal,
        ownUser,
        orgId,
        ledger,
        lists: readModel.lists,
        apiKeys,
        audit,
        usage: parts.usage,
        alerts: parts.alerts,
        webhooks: parts.webhooks,
        requestKey,
      });
      const act = (): Promise<RecordedAnswer> => work().then((done) => recorded(route, done, parts.checkAnswers));
      const once = async (): Promise<OnceAnswer> =>
        keyed === undefined
          ? { answer: await act(), isReplayed: false }
          : parts.idempotency.once(keyed, () => definite(act, exchange.requestId));
      answer = await answerInTime(audited === undefined ? once() : withOrigin(audited, once), parts, audited);
    } catch (error) {
      if (audited) await answered(parts, audited, resultOf(error, exchange));
      throw error;
    }
    exchange.transactionIds = answer.answer.transactionIds;
    exchange.code = answer.answer.code;
    // From here on this gateway’s own reads have it.
    if (exchange.code === undefined) parts.readModel.noteWritten(exchange.transactionIds);
    if (audited) await answered(parts, audited, answer.answer);
    send(request, response, answer);
  };
}

/**
 * An answer comes before callers give up waiting for one. The ledger's side has its own, shorter times; this one bounds
 * them together. What is written after it is still told to the audit log.
 *
 * @throws CloudfedError the route's refusal, UNAVAILABLE
 */
async function answerInTime(
  answering: Promise<OnceAnswer>,
  { audit, logger, answerMs }: ServeParts,
  audited: AuditedRequest | undefined,
): Promise<OnceAnswer> {
  const over = new AbortController();
  const late = delay(answerMs, undefined, { signal: over.signal });
  late.catch(() => undefined);
  try {
    const answer = await Promise.race([answering, late]);
    if (answer !== undefined) return answer;
  } finally {
    over.abort();
  }
  answering
    .then(async ({ answer: { transactionIds } }) => {
      if (audited === undefined) return;
      for (const transactionId of transactionIds) await audit.settled([audited], { transactionId, isCommitted: true });
    })
    .catch((err: unknown) => {
      logger.warn({ requestId: audited?.requestId, err }, 'a request failed after its answer');
    });
  throw new UnavailableError('there was no answer in time', LATE_RETRY_SECONDS);
}

function recorded(route: Route, answer: Answer<unknown>, isChecked: boolean | undefined): RecordedAnswer {
  if (isChecked === true) route.response.parse(answer.body);
  const { location, transactionIds = [], body } = answer;
  const recordedAnswer = {
    status: route.status,
    code: undefined,
    location,
    transactionIds,
    body: JSON.stringify(body),
  };
  if (route.secretField === undefined) return recordedAnswer;
  return { ...recordedAnswer, bodyToKeep: JSON.stringify({ ...(body as object), [route.secretField]: null }) };
}

/** A refusal that would be the same again is an answer; what may fare better another time is not. */
async function definite(act: () => Promise<RecordedAnswer>, requestId: string): Promise<RecordedAnswer> {
  try {
    return await act();
  } catch (error) {
    const problem = problemOf(error, requestId);
    const { status, code, transactionId } = problem;
    if (status >= 500 || status === 429) throw error;
    const transactionIds = transactionId === undefined ? [] : [transactionId];
    return { status, code, location: undefined, transactionIds, body: JSON.stringify(problem) };
  }
}

/**
 * Lets a caller in, or not.
 *
 * @throws CloudfedError UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED, UNAVAILABLE
 */
export async function admit(
  request: Request,
  response: Response,
  operation: OperationId,
  parts: Pick<ServeParts, 'verifier' | 'rateLimit' | 'audit' | 'logger'>,
): Promise<{ readonly principal: Principal; readonly ownUser: OwnUser }> {
  const exchange = exchangeOf(response);
  const principal = await authenticate(request, response, parts.verifier);
  exchange.principal = principal;
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown): void => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the rate limit failed'));
    };
    void parts.rateLimit(request, response, next);
  });
  try {
    const reach = reachOf(operation, principal.roles);
    if (reach === undefined) throw new CloudfedError('FORBIDDEN', 'the token’s roles do not allow this');
    return { principal, ownUser: ownUserOf(principal, reach) };
  } catch (error) {
    response.setHeader('www-authenticate', 'Bearer realm="cloudfed", error="insufficient_scope"');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      await answered(parts, auditedRequest(request, exchange, principal, operation), resultOf(error, exchange));
    }
    throw error;
  }
}

function send(request: Request, response: Response, { answer, isReplayed }: OnceAnswer): void {
  response.status(answer.status);
  response.setHeader('content-type', answer.code === undefined ? 'application/json; charset=utf-8' : PROBLEM_TYPE);
  response.setHeader('cache-control', 'no-store');
  if (answer.location !== undefined) response.setHeader('location', answer.location);
  const [transactionId] = answer.transactionIds;
  if (transactionId !== undefined) response.setHeader('x-transaction-id', transactionId);
  if (isReplayed) response.setHeader(REPLAYED_HEADER, 'true');
  if (request.method === 'GET' || request.method === 'HEAD') endRevalidated(request, response, answer.body);
  else response.end(answer.body);
}

function auditedRequest(
  request: Request,
  exchange: Exchange,
  principal: Principal,
  operation: OperationId,
): AuditedRequest {
  return {
    requestId: exchange.requestId,
    principal: principal.subject,
    roles: principal.roles,
    userId: principal.userId,
    operation,
    method: request.method,
    path: pathOf(request),
  };
}

/** A write that is no {@link Route}. */
export interface AuditedWrite {
  readonly request: Request;
  readonly response: Response;
  readonly principal: Principal;
  readonly operation: OperationId;
  /** Of its answer. */
  readonly status: number;
  /** What the audit log is to keep of what was asked. */
  readonly content: unknown;
}

/** Does a write that the audit log is told of before and after. @throws CloudfedError what the work throws; UNAVAILABLE */
export async function auditedWrite<T>(
  { request, response, principal, operation, status, content }: AuditedWrite,
  parts: Pick<ServeParts, 'audit' | 'logger'>,
  work: () => Promise<T>,
): Promise<T> {
  const exchange = exchangeOf(response);
  const audited = auditedRequest(request, exchange, principal, operation);
  try {
    await askedOrUnavailable(parts.audit, audited, content);
    const result = await work();
    await answered(parts, audited, { status, code: undefined, transactionIds: [] });
    return result;
  } catch (error) {
    await answered(parts, audited, resultOf(error, exchange));
    throw error;
  }
}

/** What nobody would know of is not done. */
async function askedOrUnavailable(audit: AuditLog, request: AuditedRequest, body: unknown): Promise<void> {
  try {
    await audit.asked(request, JSON.stringify(body));
  } catch (cause) {
    throw Object.assign(new CloudfedError('UNAVAILABLE', 'the audit log cannot be written'), { cause });
  }
}

/** The ledger has decided: an answer is not withheld because its row could not be written. */
async function answered(
  parts: Pick<ServeParts, 'audit' | 'logger'>,
  request: AuditedRequest,
  result: Parameters<AuditLog['answered']>[1],
): Promise<void> {
  try {
    await parts.audit.answered(request, result);
  } catch (err) {
    parts.logger.error({ requestId: request.requestId, err }, 'the audit log cannot be written');
  }
}

function resultOf(error: unknown, exchange: Exchange): Parameters<AuditLog['answered']>[1] {
  const { status, code, transactionId } = problemOf(error, exchange.requestId);
  return { status, code, transactionIds: transactionId === undefined ? [] : [transactionId] };
}
