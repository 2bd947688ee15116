import { GatewayError, type GatewayClient } from '@cloudfed/client';

import type { Call } from './values.js';

/** What a gateway answered. */
export interface Answer {
  /** Undefined where it is not JSON. */
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

const JSON_TYPE = /^application\/(?:[a-z.+-]+\+)?json\b/u;

/** @throws GatewayError, UnreachableError */
export async function send(
  gateway: Pick<GatewayClient, 'send'>,
  { method, path, body, contentType }: Call,
  about: { readonly signal: AbortSignal; readonly idempotencyKey?: string | undefined },
): Promise<Answer> {
  const headers = new Headers();
  if (contentType !== undefined && body !== undefined) headers.set('content-type', contentType);
  if (about.idempotencyKey !== undefined) headers.set('idempotency-key', about.idempotencyKey);
  const response = await gateway.send(path, {
    method,
    headers,
    signal: about.signal,
    ...(body === undefined ? {} : { body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = JSON_TYPE.test(response.headers.get('content-type') ?? '');
  const json = isJson ? parse(bytes) : undefined;
  if (!response.ok) throw new GatewayError(response, json);
  return { json, bytes };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
