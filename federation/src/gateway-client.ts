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

/** One org's HTTP API as one principal sees it. Busy answers (429, 503) are waited out, boundedly. */
export class GatewayClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
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

  async #send(
    method: string,
    path: string,
    body?: { readonly type: string; readonly text: string },
  ): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(new URL(path, this.#url), {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { 'content-type': body.type }),
        },
        ...(body === undefined ? {} : { body: body.text }),
        signal: AbortSignal.timeout(60_000),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok) return bytes;
      const busy = response.status === 503 || response.status === 429;
      if (!busy || attempt === ATTEMPTS) throw refusal(response.status, textOf(bytes));
      await pause(response.headers.get('retry-after'), attempt);
    }
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

function pause(retryAfter: string | null, attempt: number): Promise<void> {
  const askedMs = retryAfter !== null && /^\d{1,3}$/.test(retryAfter) ? Number(retryAfter) * 1000 : 50 * attempt;
  return new Promise((resolve) => setTimeout(resolve, Math.min(askedMs, LONGEST_PAUSE_MS)));
}

/** An organization's gateway as one of its people sees it. */
export function clientOf(federation: FederationFile, orgId: string, role: 'operator' | 'billing'): GatewayClient {
  const org = federation.orgs.find((member) => member.orgId === orgId);
  if (!org) throw new Error(`the running federation has no org ${orgId}`);
  return new GatewayClient(org.gatewayUrl, org.tokens[role]);
}
