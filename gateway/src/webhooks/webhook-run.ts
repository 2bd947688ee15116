import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';

import type { EventFeed, FeedEvent } from '../event-feed.js';
import type { Post } from './post.js';
import { signatureOf } from './signature.js';
import { ALERTS, type WebhookDelivery, type WebhookRecord } from './webhook.js';
import type { WebhookStore } from './webhook-store.js';

/** Hooks for metrics and logs; called synchronously, must not throw. */
export interface WebhookObserver {
  attempted?(event: {
    readonly webhookId: string;
    readonly outcome: 'delivered' | 'failed' | 'dead';
    readonly problem: string | undefined;
    readonly seconds: number;
  }): void;
  /** It is told nothing any more until somebody lets it go on. */
  suspended?(event: { readonly webhookId: string; readonly problem: string }): void;
  /** What it is to be told could not be read or kept; it is tried again. */
  hindered?(event: { readonly webhookId: string; readonly cause: unknown }): void;
}

export interface WebhookRunParts {
  readonly store: WebhookStore;
  readonly feed: EventFeed;
  readonly post: Post;
  /** The event as the API tells it. */
  readonly viewOf: (event: FeedEvent) => object;
  /** Pauses after the first attempt, the second …; after the last the delivery is dead. Milliseconds. */
  readonly retryMs: readonly number[];
  readonly observer: WebhookObserver;
}

const AT_ONCE = 8;
/** More are left on the ledger, which is read on when these are delivered. */
const MOST_WAITING = 500;
const MOST_DEAD = 1_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const IDLE_MS = 60_000;
const STOP_MS = 2_000;
const JITTER = 0.2;
const CONTENT_TYPE = 'application/json; charset=utf-8';

/** Tells one webhook: reads the feed into deliveries that survive a crash, and sends those. */
export class WebhookRun {
  readonly #webhook: WebhookRecord;
  readonly #parts: WebhookRunParts;
  readonly #over = new AbortController();
  /** Ends the attempts under way. */
  readonly #cut = new AbortController();
  readonly #running: Promise<unknown>;
  readonly #sending = new Set<number>();
  readonly #wakers = new Set<() => void>();

  constructor(webhook: WebhookRecord, parts: WebhookRunParts) {
    this.#webhook = webhook;
    this.#parts = parts;
    this.#running = Promise.all([this.#again(() => this.#read()), this.#again(() => this.#sendDue())]);
  }

  /** Deliveries may have become due. */
  wake(): void {
    for (const waker of [...this.#wakers]) waker();
  }

  /** Attempts under way that do not end within a moment are cut off, and made again by the next run. */
  async stop(): Promise<void> {
    this.#over.abort();
    this.wake();
    const cut = setTimeout(() => {
      this.#cut.abort();
    }, STOP_MS);
    await this.#running;
    clearTimeout(cut);
  }

  async #again(act: () => Promise<void>): Promise<void> {
    const { signal } = this.#over;
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const startedAt = performance.now();
      try {
        await act();
      } catch (cause) {
        if (isOver(signal)) return;
        this.#parts.observer.hindered?.({ webhookId: this.#webhook.webhookId, cause });
      }
      if (performance.now() - startedAt > LONGEST_PAUSE_MS) pauseMs = FIRST_PAUSE_MS;
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #read(): Promise<void> {
    const { store, feed, viewOf } = this.#parts;
    const { webhookId, kinds } = this.#webhook;
    const { signal } = this.#over;
    const after = store.telling(webhookId)?.position;
    if (after === undefined) return;
    try {
      for await (const come of feed.events({ after, signal })) {
        while (store.waiting(webhookId) >= MOST_WAITING && !isOver(signal)) await this.#woken(IDLE_MS);
        if (isOver(signal)) return;
        const told = wanted(come, kinds);
        const { position: id, type } = come;
        const body = told === undefined ? undefined : JSON.stringify({ id, type, data: viewOf(told) });
        await store.tell(webhookId, body, id);
        if (body !== undefined) this.wake();
      }
    } catch (error) {
      if (!(error instanceof CloudfedError) || error.code !== 'INVALID_ARGUMENT') throw error;
      await this.#suspend('the ledger is another one than it was told of');
    }
  }

  async #sendDue(): Promise<void> {
    const { store } = this.#parts;
    const { webhookId } = this.#webhook;
    while (!this.#over.signal.aborted) {
      const candidates = store.due(webhookId, AT_ONCE * 2).filter(({ deliveryId }) => !this.#sending.has(deliveryId));
      const now = store.now();
      const due = candidates.filter(({ dueAt }) => dueAt <= now).slice(0, AT_ONCE - this.#sending.size);
      for (const delivery of due) this.#begin(delivery);
      if (due.length > 0) continue;
      const next = candidates.find(({ dueAt }) => dueAt > now);
      const waitMs = next === undefined || this.#sending.size >= AT_ONCE ? IDLE_MS : next.dueAt - now;
      await this.#woken(Math.min(waitMs, IDLE_MS));
    }
    while (this.#sending.size > 0) await this.#woken(IDLE_MS);
  }

  #begin(delivery: WebhookDelivery): void {
    this.#sending.add(delivery.deliveryId);
    this.#send(delivery)
      .catch(async (cause: unknown) => {
        this.#parts.observer.hindered?.({ webhookId: this.#webhook.webhookId, cause });
        // What came of it is not kept: it is sent again, after a while.
        await delay(FIRST_PAUSE_MS, undefined, { signal: this.#over.signal }).catch(() => undefined);
      })
      .finally(() => {
        this.#sending.delete(delivery.deliveryId);
        this.wake();
      });
  }

  async #send(delivery: WebhookDelivery): Promise<void> {
    const { store, post, observer } = this.#parts;
    const { webhookId, url } = this.#webhook;
    const secrets = store.telling(webhookId)?.secrets;
    const body = store.bodyOf(delivery);
    if (secrets === undefined || body === undefined) return;
    const { messageId } = delivery;
    const seconds = Math.floor(store.now() / 1_000);
    const headers = {
      'content-type': CONTENT_TYPE,
      'user-agent': 'cloudfed-gateway',
      'webhook-id': messageId,
      'webhook-timestamp': seconds.toString(),
      'webhook-signature': signatureOf({ messageId, seconds, body }, secrets),
    };
    const startedAt = performance.now();
    const posted = await post(url, body, headers, this.#cut.signal);
    // An attempt that was cut off by a stop says nothing of the other side.
    if (!posted.ok && isOver(this.#cut.signal)) return;
    const took = { webhookId, seconds: (performance.now() - startedAt) / 1_000 };
    if (posted.ok) {
      await store.delivered(delivery);
      observer.attempted?.({ ...took, outcome: 'delivered', problem: undefined });
      return;
    }
    const pauseMs = this.#parts.retryMs[delivery.attempts];
    const dueAt = pauseMs === undefined ? undefined : store.now() + jittered(pauseMs);
    await store.failed(delivery, posted.problem, dueAt);
    observer.attempted?.({ ...took, outcome: dueAt === undefined ? 'dead' : 'failed', problem: posted.problem });
    if (dueAt === undefined && store.dead(webhookId) >= MOST_DEAD) {
      await this.#suspend(`${MOST_DEAD} deliveries are dead`);
    }
  }

  async #suspend(problem: string): Promise<void> {
    const { webhookId } = this.#webhook;
    await this.#parts.store.setState(webhookId, 'suspended', problem);
    this.#parts.observer.suspended?.({ webhookId, problem });
    this.#over.abort();
    this.wake();
  }

  async #woken(waitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const waker = (): void => {
        clearTimeout(timer);
        this.#wakers.delete(waker);
        resolve();
      };
      const timer = setTimeout(waker, waitMs);
      this.#wakers.add(waker);
    });
  }
}

/** The part of an event that a webhook is to be told; undefined for nothing. */
function wanted(come: FeedEvent, kinds: readonly string[] | undefined): FeedEvent | undefined {
  if (kinds === undefined) return come;
  if (come.type === 'alert') return kinds.includes(ALERTS) ? come : undefined;
  const changes = come.event.changes.filter(({ kind }) => kinds.includes(kind));
  return changes.length === 0 ? undefined : { ...come, event: { ...come.event, changes } };
}

/** So that what failed together does not come again together. */
function jittered(pauseMs: number): number {
  return Math.round(pauseMs * (1 - JITTER + Math.random() * 2 * JITTER));
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
