import { createHash } from 'node:crypto';

import { argumentError, type OrgId } from '@cloudfed/core';
import type { Request } from 'express';

import type { Principal } from '../access/principal.js';
import { pathOf } from '../exchange.js';

export const IDEMPOTENCY_HEADER = 'Idempotency-Key';
/** On an answer that was given before. */
export const REPLAYED_HEADER = 'idempotent-replayed';

/** A request that says which request it is, so that it can be told from another and safely come again. */
export interface KeyedRequest {
  /** Digest of whose request it is, of what, under which key. */
  readonly id: string;
  /** Digest of what it asks for. */
  readonly content: string;
}

/** With the quotation marks of a structured field, or without. */
const KEY = /^(?:"([\x21\x23-\x7e]{1,255})"|([\x21\x23-\x7e]{1,255}))$/u;

/**
 * The request's key; undefined where it has none.
 *
 * @throws CloudfedError INVALID_ARGUMENT
 */
export function readIdempotencyKey(request: Request): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const [, quoted, plain] = KEY.exec(typeof header === 'string' ? header : '') ?? [];
  const key = quoted ?? plain;
  if (key === undefined) {
    throw argumentError(IDEMPOTENCY_HEADER, 'must be given once, 1 to 255 printable characters without space');
  }
  return key;
}

export function newKeyedRequest(parts: {
  readonly key: string;
  readonly orgId: OrgId;
  readonly principal: Principal;
  readonly request: Request;
  readonly query: unknown;
  readonly body: unknown;
}): KeyedRequest {
  const { key, orgId, principal, request, query, body } = parts;
  const { subject, userId = '' } = principal;
  return {
    id: digestOf([orgId, subject, userId, request.method, pathOf(request), key]),
    content: digestOf({ query, body }),
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

/** One text for all ways to write the same JSON. Not for values nested without bound: those are refused before. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
