import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { argumentError, CloudfedError } from '@cloudfed/core';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';

import type { EventFeed, FeedEvent } from '../event-feed.js';
import type { LedgerChange, LedgerEvent } from '../fabric/ledger-port.js';
import { isSettlementChange } from '../fabric/settlement-port.js';
import { settlementParties } from '../fabric/settlement-records.js';
import type { Metrics } from '../metrics.js';
import type { OperationId } from './access/policy.js';
import type { OwnUser } from './access/principal.js';
import { exchangeOf } from './exchange.js';
import { readObject } from './read-object.js';
import { readQuery } from './read-query.js';
import { admit, type ServeParts } from './serve.js';
import { alertView } from './alert-views.js';
import { eventView } from './event-views.js';

/** The one operation that answers with a stream. */
export const EVENTS_ROUTE = {
  operationId: 'followEvents' satisfies OperationId,
  method: 'get',
  path: '/v1/events',
  tag: 'Events',
  summary: 'What changes on the ledgers, and the alerts, as it happens',
  description:
    'Server-sent events. One named `changes` is one ledger transaction, one named `alert` a threshold that was crossed; ' +
    'its `id` is the place to go on from. Without `Last-Event-ID` (or `after`) the stream begins with what comes from now ' +
    'on; `genesis` begins with everything.',
  query: z.strictObject({
    after: z
      .string()
      .optional()
      .meta({ description: 'Like the header `Last-Event-ID`, which goes before it', example: 'genesis' }),
  }),
} as const;

export interface EventStreamOptions {
  /** Open at once, all callers together. */
  readonly maxStreams: number;
  readonly maxStreamsPerPrincipal: number;
  readonly heartbeatMs: number;
  /** How long a reader may leave what it was sent unread. */
  readonly stalledMs: number;
}

export const EVENT_STREAM_DEFAULTS: EventStreamOptions = {
  maxStreams: 200,
  maxStreamsPerPrincipal: 20,
  heartbeatMs: 15_000,
  stalledMs: 30_000,
};

const MAX_POSITION = 500;
const POSITION = /^[\x21-\x7e]+$/u;
/** A position that is none is refused by the ledger's side at once; a stream without news stays silent. */
const FIRST_ANSWER_MS = 300;
const RETRY_MS = 2_000;

/** The open event streams of a gateway, so that they are bounded and can be ended. */
export class EventStreams {
  readonly #options: EventStreamOptions;
  readonly #metrics: Metrics;
  readonly #feed: EventFeed;
  readonly #closing = new AbortController();
  readonly #open = new Map<string, number>();
  #count = 0;

  constructor(options: EventStreamOptions, feed: EventFeed, metrics: Metrics) {
    this.#options = options;
    this.#feed = feed;
    this.#metrics = metrics;
  }

  /** Ends every stream; readers come again, by then to another gateway or this one restarted. */
  close(): void {
    this.#closing.abort();
  }

  handler(parts: ServeParts): RequestHandler {
    return async (request, response) => {
      exchangeOf(response).route = EVENTS_ROUTE.path;
      const { principal, ownUser } = await admit(request, response, EVENTS_ROUTE.operationId, parts);
      const after = positionOf(request);
      if (request.method === 'HEAD') {
        beginStream(response);
        response.end();
        return;
      }
      const leave = this.#enter(principal.subject);
      const gone = new AbortController();
      response.once('close', () => {
        gone.abort();
      });
      try {
        const signal = AbortSignal.any([gone.signal, this.#closing.signal]);
        await this.#stream(response, this.#feed.events({ after, signal }), { ownUser, signal });
      } finally {
        gone.abort();
        leave();
      }
    };
  }

  #enter(subject: string): () => void {
    if (this.#closing.signal.aborted) throw new CloudfedError('UNAVAILABLE', 'the gateway is stopping');
    const own = this.#open.get(subject) ?? 0;
    if (own >= this.#options.maxStreamsPerPrincipal) {
      throw new CloudfedError('RATE_LIMITED', `more than ${own} event streams are open already`);
    }
    if (this.#count >= this.#options.maxStreams)
      throw new CloudfedError('UNAVAILABLE', 'too many event streams are open');
    this.#open.set(subject, own + 1);
    this.#count += 1;
    this.#metrics.streams(1);
    return () => {
      const left = (this.#open.get(subject) ?? 1) - 1;
      if (left === 0) this.#open.delete(subject);
      else this.#open.set(subject, left);
      this.#count -= 1;
      this.#metrics.streams(-1);
    };
  }

  /** Takes the next event only when the last one has been taken by the reader: nothing piles up here. */
  async #stream(
    response: Response,
    events: AsyncIterable<FeedEvent>,
    about: { readonly ownUser: OwnUser; readonly signal: AbortSignal },
  ): Promise<void> {
    const iterator = events[Symbol.asyncIterator]();
    const first = iterator.next();
    const writer = new EventWriter(response, this.#options);
    try {
      // A refusal comes before the stream begins, as a problem with its status.
      await Promise.race([first, delay(FIRST_ANSWER_MS, undefined, { signal: about.signal })]).catch(
        (error: unknown) => {
          if (!about.signal.aborted) throw error;
        },
      );
      beginStream(response);
      writer.begin();
      for (let next = await first; next.done !== true; next = await iterator.next()) {
        const told = toldTo(about.ownUser, next.value);
        if (told === undefined) writer.passed(next.value.position);
        else await writer.write(told, about.signal);
      }
    } catch (error) {
      if (about.signal.aborted) return;
      // The answer has begun, so the reader learns of it by the stream's end, and comes again.
      if (!response.headersSent) throw error;
      exchangeOf(response).fault = error;
    } finally {
      writer.end();
      await iterator.return?.().catch(() => undefined);
    }
  }
}

/** Writes events, and a sign of life where there are none. */
class EventWriter {
  readonly #response: Response;
  readonly #options: EventStreamOptions;
  #heartbeat: NodeJS.Timeout | undefined;
  /** Of events that this reader may not see: it goes on behind them. */
  #passed: string | undefined;

  constructor(response: Response, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
  }

  begin(): void {
    this.#response.write(`retry: ${RETRY_MS}\n\n`);
    this.#heartbeat = setInterval(() => {
      this.#beat();
    }, this.#options.heartbeatMs);
  }

  passed(position: string): void {
    this.#passed = position;
  }

  /** @throws Error where the reader takes nothing any more */
  async write({ position, type, data }: Told, signal: AbortSignal): Promise<void> {
    this.#passed = undefined;
    if (this.#response.write(`id: ${position}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`)) return;
    const stalled = AbortSignal.timeout(this.#options.stalledMs);
    try {
      await once(this.#response, 'drain', { signal: AbortSignal.any([signal, stalled]) });
    } catch (error) {
      // What it has not read is dropped with the connection; it can go on from the last event that it has read.
      if (stalled.aborted) this.#response.destroy();
      throw error;
    }
  }

  end(): void {
    clearInterval(this.#heartbeat);
    if (this.#response.headersSent) this.#response.end();
  }

  #beat(): void {
    if (this.#response.writableNeedDrain) return;
    const id = this.#passed === undefined ? '' : `id: ${this.#passed}\n`;
    this.#passed = undefined;
    this.#response.write(`: still here\n${id}\n`);
  }
}

function beginStream(response: Response): void {
  response.status(200);
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
}

function positionOf(request: Request): string | undefined {
  const { after } = readObject(EVENTS_ROUTE.query, readQuery(request), 'the query');
  const header = request.headers['last-event-id'];
  const position = (typeof header === 'string' && header !== '' ? header : undefined) ?? after;
  if (position === undefined) return undefined;
  if (position.length > MAX_POSITION || !POSITION.test(position)) {
    throw argumentError('after', 'is not the id of an event');
  }
  return position;
}

/** An event as the API tells it. */
export function feedView(come: FeedEvent): object {
  return come.type === 'alert' ? alertView(come.alert) : eventView(come.event);
}

interface Told {
  readonly position: string;
  readonly type: FeedEvent['type'];
  readonly data: unknown;
}

/** Undefined for what the caller may not see. */
function toldTo(ownUser: OwnUser, come: FeedEvent): Told | undefined {
  const { position, type } = come;
  if (come.type === 'alert') {
    const { detail } = come.alert;
    const isOwn = detail.kind === 'price-change' || (detail.kind === 'spend' && detail.userId === ownUser);
    return ownUser === undefined || isOwn ? { position, type, data: alertView(come.alert) } : undefined;
  }
  const event = visibleTo(ownUser, come.event);
  return event === undefined ? undefined : { position, type, data: eventView(event) };
}

/** The part of an event that a user may see: its own records, those of settlement it takes part in, and prices. */
function visibleTo(ownUser: OwnUser, event: LedgerEvent): LedgerEvent | undefined {
  if (ownUser === undefined) return event;
  const changes = event.changes.filter((change) => isVisible(change, ownUser));
  return changes.length === 0 ? undefined : { ...event, changes };
}

function isVisible(change: LedgerChange, ownUser: NonNullable<OwnUser>): boolean {
  switch (change.kind) {
    case 'price.published':
    case 'price.scheduled':
      return true;
    case 'ecs-resource.opened':
    case 'ecs-resource.released':
    case 'oss-resource.opened':
    case 'oss-resource.released':
    case 'oss-resource.stopped':
    case 'bill.issued':
      return change.record.userId === ownUser;
    default:
      return (
        isSettlementChange(change) && settlementParties(change.record).some((party) => party === (ownUser as string))
      );
  }
}
