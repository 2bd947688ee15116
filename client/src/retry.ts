import { UnreachableError } from './gateway-error.js';

export type Fetch = (request: Request) => Promise<Response>;

export interface RetryOptions {
  readonly fetch: Fetch;
  /** How often a request is sent, at most. */
  readonly attempts: number;
  /** How long one attempt may take. */
  readonly timeoutMs: number;
  readonly random?: () => number;
  /** Resolves after so many milliseconds; rejects when the signal does. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const KEY = 'idempotency-key';
const BUSY: readonly number[] = [429, 502, 503, 504];
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const LONGEST_ASKED_PAUSE_MS = 60_000;

/**
 * Sends a request again while its gateway is busy or cannot be reached. Every POST gets a key of its own, unless it has one,
 * so that a repeat of it writes nothing twice. What was refused for good is not sent again.
 */
export function withRetries(options: RetryOptions): Fetch {
  const { fetch, attempts, timeoutMs, random = Math.random, pause = delay } = options;
  return async (original) => {
    const request = withKey(original);
    const { signal } = request;
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt >= attempts;
      let waitMs = backoff(attempt, random);
      try {
        const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        const response = await fetch(new Request(request.clone(), { signal: limited }));
        if (isLast || !BUSY.includes(response.status)) return response;
        waitMs = Math.max(waitMs, askedPause(response));
        await response.body?.cancel();
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        if (isLast) throw new UnreachableError(`${new URL(request.url).origin} cannot be reached`, { cause });
      }
      await pause(waitMs, signal);
    }
  };
}

function withKey(request: Request): Request {
  if (request.method !== 'POST' || request.headers.has(KEY)) return request;
  const headers = new Headers(request.headers);
  headers.set(KEY, crypto.randomUUID());
  return new Request(request, { headers });
}

/** Grows with the attempts and is spread, so that those that were refused together do not come back together. */
function backoff(attempt: number, random: () => number): number {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
  return Math.floor(longest * (0.5 + random() / 2));
}

function askedPause(response: Response): number {
  const asked = response.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/u.test(asked) ? Math.min(Number(asked) * 1_000, LONGEST_ASKED_PAUSE_MS) : 0;
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
