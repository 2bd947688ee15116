import { lookup as resolve, type LookupAddress } from 'node:dns';
import { Agent as PlainAgent, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import type { AllowedAddresses } from './addresses.js';

/** What came of an attempt; `problem` is a sentence without the other side's words. */
export type Posted = { readonly ok: true } | { readonly ok: false; readonly problem: string };

export interface Post {
  /** Never rejects. */
  (url: string, body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Posted>;
  close(): void;
}

const TIMEOUT_MS = 10_000;
const MOST_SOCKETS = 20;
const LONGEST_ANSWER = 65_536;

interface Sending {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

/**
 * Sends a body to an address that is allowed. It is the address connected to that is checked, so a name that is resolved
 * anew to another reaches nothing; redirections are not followed and no proxy is asked.
 */
export function newPost(allowed: AllowedAddresses, timeoutMs = TIMEOUT_MS): Post {
  const options = { keepAlive: true, maxSockets: MOST_SOCKETS };
  const plain = new PlainAgent(options);
  const tls = new TlsAgent(options);
  const post = async (...[url, body, headers, signal]: Parameters<Post>): Promise<Posted> => {
    try {
      const status = await send(new URL(url), body, {
        headers,
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      return status >= 200 && status < 300 ? { ok: true } : { ok: false, problem: `it answered ${status}` };
    } catch (error) {
      return { ok: false, problem: problemOf(error) };
    }
  };
  const send = (url: URL, body: string, given: Sending): Promise<number> => {
    const isPlain = url.protocol === 'http:';
    const host = url.hostname.replace(/^\[|\]$/gu, '');
    // An address is not looked up, so nobody else would check it.
    if (isIP(host) !== 0 && !allowed.allows(host, isPlain)) throw new NotAllowedError();
    return new Promise((answered, failed) => {
      const asked = (isPlain ? plainRequest : tlsRequest)(
        url,
        {
          ...given,
          method: 'POST',
          agent: isPlain ? plain : tls,
          lookup: lookupAmong(allowed, isPlain),
          headers: { ...given.headers, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          drain(response);
          answered(response.statusCode ?? 0);
        },
      );
      asked.on('error', failed);
      asked.end(body);
    });
  };
  return Object.assign(post, {
    close: () => {
      plain.destroy();
      tls.destroy();
    },
  });
}

/** Reads what nobody needs, so that the connection may be used again; what is long ends it. */
function drain(response: IncomingMessage): void {
  let length = 0;
  response.on('data', (part: Buffer) => {
    length += part.length;
    if (length > LONGEST_ANSWER) response.destroy();
  });
  response.on('error', () => undefined);
}

function lookupAmong(allowed: AllowedAddresses, isPlain: boolean): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found: readonly LookupAddress[]) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const reachable = found.filter(({ address }) => allowed.allows(address, isPlain));
      const [first] = reachable;
      if (first === undefined) done(new NotAllowedError(), []);
      else if (options.all === true) done(null, [...reachable]);
      else done(null, first.address, first.family);
    });
  };
}

function problemOf(error: unknown): string {
  if (error instanceof NotAllowedError) return 'its address is not one that webhooks may reach';
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return 'it did not answer in time';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^[A-Z][A-Z0-9_]{2,60}$/u.test(code) ? `it cannot be reached: ${code}` : 'it cannot be reached';
}
