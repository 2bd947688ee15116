import type { EventSourceMessage } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';

import { GatewayError } from './gateway-error.js';
import type { components } from './schema.js';

type Schemas = components['schemas'];
interface Told<Type extends string> {
  readonly type: Type;
  /** Where to go on after it. */
  readonly eventId: string;
}

/** What one ledger transaction changed. */
export type LedgerEvent = Schemas['LedgerEvent'] & Told<'changes'>;
/** A threshold that was crossed. */
export type AlertEvent = Schemas['Alert'] & Told<'alert'>;
export type GatewayEvent = LedgerEvent | AlertEvent;

export interface EventsOptions {
  /** Goes on after this `eventId`; `genesis` begins with everything; without it, what commits from now on. */
  readonly after?: string;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
  /** A stream that is silent for so long is made anew: a gateway gives a sign of life every 15 seconds. Default 45,000. */
  readonly silenceMs?: number;
}

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
): AsyncGenerator<GatewayEvent, void, undefined> {
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
        const event = eventOf(message);
        if (event !== undefined) yield event;
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

/** Undefined for signs of life, and for what a newer gateway may tell of. */
function eventOf({ event: type, id: eventId, data }: EventSourceMessage): GatewayEvent | undefined {
  if (eventId === undefined) return undefined;
  switch (type) {
    case 'changes':
      return { type, eventId, ...(JSON.parse(data) as Schemas['LedgerEvent']) };
    case 'alert':
      return { type, eventId, ...(JSON.parse(data) as Schemas['Alert']) };
    default:
      return undefined;
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
