import type { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';

import { GatewayError } from './gateway-error.js';
import type { components } from './schema.js';

/** What one ledger transaction changed, and where to go on after it. */
export type LedgerEvent = components['schemas']['LedgerEvent'] & { readonly eventId: string };

export interface EventsOptions {
  /** Goes on after this `eventId`; `genesis` begins with everything; without it, what commits from now on. */
  readonly after?: string;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
  /** A stream that is silent for so long is made anew: a gateway gives a sign of life every 15 seconds. Default 45,000. */
  readonly silenceMs?: number;
}

const NAME = 'changes';
const SILENCE_MS = 45_000;
const PAUSE_MS = 2_000;

/**
 * Follows the events of a gateway; where the connection is lost it goes on after the last event, without loss or repeat.
 *
 * @throws GatewayError where the gateway refuses for good
 */
export async function* followEvents(
  open: (after: string | undefined, signal: AbortSignal) => Promise<Response>,
  { after, signal, silenceMs = SILENCE_MS }: EventsOptions,
): AsyncGenerator<LedgerEvent, void, undefined> {
  let last = after;
  let pauseMs = PAUSE_MS;
  const ended = signal ?? new AbortController().signal;
  while (!ended.aborted) {
    const silence = newSilence(silenceMs);
    try {
      const response = await open(last, AbortSignal.any([ended, silence.signal]));
      if (!response.ok) throw new GatewayError(response, await bodyOf(response));
      for await (const message of messagesOf(response, silence.heard)) {
        if ('retry' in message) {
          pauseMs = message.retry;
          continue;
        }
        if (message.id !== undefined) last = message.id;
        if (message.event !== NAME || message.id === undefined) continue;
        yield { ...(JSON.parse(message.data) as components['schemas']['LedgerEvent']), eventId: message.id };
      }
    } catch (error) {
      if (isEnded(ended)) return;
      if (error instanceof GatewayError && error.status < 500 && error.status !== 429) throw error;
    } finally {
      silence.end();
    }
    await untilOver(pauseMs, ended);
  }
}

type Message = { readonly retry: number } | EventSourceMessage;

async function* messagesOf(response: Response, heard: () => void): AsyncGenerator<Message, void, undefined> {
  if (response.body === null) return;
  const retries: number[] = [];
  const signs = new TransformStream<string, string>({
    transform: (chunk, controller) => {
      heard();
      controller.enqueue(chunk);
    },
  });
  const parser = new EventSourceParserStream({ onRetry: (retry) => retries.push(retry) });
  const messages = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(signs).pipeThrough(parser);
  for await (const message of messages) {
    for (const retry of retries.splice(0)) yield { retry };
    yield message;
  }
}

/** Aborts when nothing is heard for so long. */
function newSilence(milliseconds: number): { signal: AbortSignal; heard: () => void; end: () => void } {
  const controller = new AbortController();
  const begin = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => {
      controller.abort(new Error('nothing was heard of the gateway'));
    }, milliseconds);
  let timer = begin();
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = begin();
    },
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isEnded(signal: AbortSignal): boolean {
  return signal.aborted;
}

function untilOver(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
