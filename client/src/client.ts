import createClient, { type Client } from 'openapi-fetch';

import { type EventsOptions, followEvents, type GatewayEvent } from './events.js';
import { GatewayError } from './gateway-error.js';
import { type Fetch, withRetries } from './retry.js';
import type { paths } from './schema.js';

export interface GatewayClientOptions {
  /** Where the gateway is: `https://gateway.example`. */
  readonly url: string;
  /** A token or an API key; a function is asked before every request, so that a token can be renewed. */
  readonly token: string | (() => string | Promise<string>);
  /** How often a request is sent while the gateway is busy or cannot be reached. Default 6. */
  readonly attempts?: number;
  /** How long one attempt may take. Default 65,000: the gateway itself answers within a minute. */
  readonly timeoutMs?: number;
  /** Default: that of the platform. */
  readonly fetch?: Fetch;
}

type PageOf<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body extends { items: (infer Item)[]; nextCursor: string | null }
    ? Item
    : never
  : never;

/** Paths that answer a list in pages. */
export type ListPath = { [P in keyof paths]: [PageOf<P>] extends [never] ? never : P }[keyof paths];
/** What a list is of. */
export type ItemOf<P extends ListPath> = PageOf<P>;

interface ListParameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
}
/** What a list is narrowed by: its path's parameters and its query, but the cursor. */
export type ParametersOf<P extends ListPath> = paths[P] extends { get: { parameters: infer Parameters } }
  ? Pick<Parameters, keyof Parameters & ('path' | 'query')>
  : never;

export interface GatewayClient {
  /** One method for each of HTTP's, typed by path. Answers `data` or `error`; see {@link answerOf}. */
  readonly api: Client<paths>;
  /**
   * Every record of a list, page after page.
   *
   * @throws GatewayError, UnreachableError
   */
  all<P extends ListPath>(path: P, parameters?: ParametersOf<P>): AsyncGenerator<ItemOf<P>, void, undefined>;
  /**
   * Any request, authorized and repeated as every other.
   *
   * @param path from the gateway's root: `/v1/prices`
   * @throws UnreachableError
   */
  send(path: string, init?: RequestInit): Promise<Response>;
  /** @throws GatewayError where the gateway refuses for good */
  events(options?: EventsOptions): AsyncGenerator<GatewayEvent, void, undefined>;
}

const ATTEMPTS = 6;
const TIMEOUT_MS = 65_000;
const PAGE = '1000';

/**
 * A client of one organization's gateway.
 *
 * @example
 * const gateway = newGatewayClient({ url: 'http://127.0.0.1:3001', token });
 * const quota = await answerOf(gateway.api.GET('/v1/quotas/{quotaId}', { params: { path: { quotaId: '000001' } } }));
 * for await (const bill of gateway.all('/v1/bills', { query: { type: 'ECSBill' } })) console.log(bill.totalCost);
 */
export function newGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { url, token, attempts = ATTEMPTS, timeoutMs = TIMEOUT_MS } = options;
  const send: Fetch = options.fetch ?? ((request) => globalThis.fetch(request));
  const authorized: Fetch = async (request) => {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
    return send(new Request(request, { headers }));
  };
  const fetch = withRetries({ fetch: authorized, attempts, timeoutMs });
  const api = createClient<paths>({ baseUrl: url, fetch });
  return {
    api,
    all: (path, parameters) => allOf(api, path, parameters as ListParameters | undefined),
    send: (path, init) => fetch(new Request(new URL(path, url), init)),
    events: (about = {}) =>
      followEvents((after, signal) => {
        const headers = new Headers({ accept: 'text/event-stream' });
        if (after !== undefined) headers.set('last-event-id', after);
        return authorized(new Request(new URL('/v1/events', url), { headers, signal }));
      }, about),
  };
}

async function* allOf<P extends ListPath>(
  api: Client<paths>,
  path: P,
  parameters: ListParameters = {},
): AsyncGenerator<ItemOf<P>, void, undefined> {
  const get = api.GET as unknown as (path: string, init: unknown) => Promise<Answered<Page<ItemOf<P>>>>;
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE, ...parameters.query, ...(cursor === undefined ? {} : { cursor }) };
    const page: Page<ItemOf<P>> = await answerOf(get(path, { params: { ...parameters, query } }));
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

interface Answered<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer's body.
 *
 * @throws GatewayError for a refusal
 */
export async function answerOf<T>(answering: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await answering;
  if (!response.ok || data === undefined) throw new GatewayError(response, error);
  return data;
}
