import http from 'node:http';
import https from 'node:https';

import type { FederationFile } from './start-federation.js';

/** A refusal of a gateway: its problem document's code and sentence. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(`${String(status)} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

const ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 2_000;
const LONGEST_EXCHANGE_MS = 60_000;

interface Body {
  readonly type: string;
  readonly text: string;
}

interface Response {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly bytes: Uint8Array;
}

/** One org's HTTP API as one principal sees it. Busy answers (429, 503) are waited out, boundedly. */
export class GatewayClient {
  readonly #url: string;
  readonly #token: string;
  // Not `fetch`: what the client costs is a part of what thousands of its calls take on a machine of two cores.
  readonly #transport: typeof http | typeof https;
  readonly #agent: http.Agent;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
    this.#transport = new URL(url).protocol === 'https:' ? https : http;
    this.#agent = new this.#transport.Agent({ keepAlive: true });
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.#call<T>('PUT', path, body);
  }

  /** Sends values a line each. */
  async postLines<T>(path: string, values: readonly unknown[]): Promise<T> {
    const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    return JSON.parse(textOf(await this.#send('POST', path, { type: 'application/x-ndjson', text }))) as T;
  }

  /** Any document as it comes. */
  download(path: string): Promise<Uint8Array> {
    return this.#send('GET', path);
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : { type: 'application/json', text: JSON.stringify(body) };
    return JSON.parse(textOf(await this.#send(method, path, sent))) as T;
  }

  async #send(method: string, path: string, body?: Body): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#exchange(method, path, body);
      if (response.status >= 200 && response.status < 300) return response.bytes;
      const busy = response.status === 503 || response.status === 429;
      if (!busy || attempt === ATTEMPTS) throw refusal(response.status, textOf(response.bytes));
      await pause(response.retryAfter, attempt);
    }
  }

  #exchange(method: string, path: string, body?: Body): Promise<Response> {
    return new Promise((resolve, reject) => {
      const request = this.#transport.request(
        new URL(path, this.#url),
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            ...(body && { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) }),
          },
          signal: AbortSignal.timeout(LONGEST_EXCHANGE_MS),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const { statusCode = 0, headers } = response;
            resolve({ status: statusCode, retryAfter: headers['retry-after'], bytes: Buffer.concat(chunks) });
          });
        },
      );
      request.on('error', (error: NodeJS.ErrnoException) => {
        // The gateway has closed a connection that was idle, just as it was taken again.
        if (request.reusedSocket && error.code === 'ECONNRESET') resolve(this.#exchange(method, path, body));
        else reject(error);
      });
      request.end(body?.text);
    });
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function refusal(status: number, text: string): GatewayRefusal {
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string; title?: string };
    return new GatewayRefusal(status, problem.code ?? 'UNKNOWN', problem.detail ?? problem.title ?? '');
  } catch {
    return new GatewayRefusal(status, 'UNKNOWN', text.slice(0, 200));
  }
}

function pause(retryAfter: string | undefined, attempt: number): Promise<void> {
  const askedMs = retryAfter !== undefined && /^\d{1,3}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 50 * attempt;
  return new Promise((resolve) => setTimeout(resolve, Math.min(askedMs, LONGEST_PAUSE_MS)));
}

/** An organization's gateway as one of its people sees it. */
export function clientOf(federation: FederationFile, orgId: string, role: 'operator' | 'billing'): GatewayClient {
  const org = federation.orgs.find((member) => member.orgId === orgId);
  if (!org) throw new Error(`the running federation has no org ${orgId}`);
  return new GatewayClient(org.gatewayUrl, org.tokens[role]);
}
