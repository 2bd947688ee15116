import type { OrgId } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Alert } from './alerts/alert.js';
import { type FeedEvent, newEventFeed } from './event-feed.js';
import type { EventRequest, LedgerEvent } from './fabric/ledger-port.js';

function eventAt(at: number): LedgerEvent {
  return {
    transactionId: String(at).padStart(64, '0'),
    blockNumber: at,
    position: `channel12:${at}`,
    ledgerChannel: 'channel12',
    counterpartyId: '00001' as OrgId,
    changes: [],
  };
}

function alertAt(alertId: number): Alert {
  return {
    alertId,
    ruleId: 'a rule',
    ruleName: 'a rule',
    time: { seconds: 1_770_000_000, nanos: 0 },
    providerId: '00001' as OrgId,
    transactionId: 'f00d'.repeat(16),
    blockNumber: 1,
    detail: {
      kind: 'spend',
      consumerId: '00002' as OrgId,
      userId: undefined,
      period: '2026-02',
      spent: 2n,
      amount: 1n,
    },
  } as Alert;
}

/** A gateway's two sources, which grow; readers wait for what comes. */
class Sources {
  readonly #listeners = new Set<() => void>();
  #events = 0;
  #alerts = 0;
  readonly feed = newEventFeed(
    {
      eventHead: () => Promise.resolve(`channel12:${this.#events}`),
      events: (request) => this.#eventsAfter(request),
    },
    {
      head: () => this.#alerts,
      listAfter: (after, limit) =>
        Array.from({ length: Math.min(limit, this.#alerts - after) }, (_, at) => alertAt(after + at + 1)),
      onNews: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    },
  );

  add(what: 'event' | 'alert'): void {
    if (what === 'event') this.#events += 1;
    else this.#alerts += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async *#eventsAfter({ after = '', signal }: EventRequest = {}): AsyncGenerator<LedgerEvent, void> {
    let at = after === 'genesis' ? 0 : Number(after.split(':')[1]);
    while (signal?.aborted !== true) {
      if (at < this.#events) {
        at += 1;
        yield eventAt(at);
      } else {
        await new Promise<void>((resolve) => {
          this.#listeners.add(resolve);
          signal?.addEventListener('abort', () => {
            resolve();
          });
        });
      }
    }
  }
}

async function read(sources: Sources, after: string | undefined, count: number): Promise<FeedEvent[]> {
  const come: FeedEvent[] = [];
  if (count === 0) return come;
  for await (const event of sources.feed.events({ after })) {
    come.push(event);
    if (come.length === count) break;
  }
  return come;
}

const nameOf = (come: FeedEvent): string =>
  come.type === 'alert' ? `alert ${come.alert.alertId}` : `event ${come.event.blockNumber}`;

describe('the feed of events and alerts', () => {
  it('has each once, wherever its reader was cut off', async () => {
    const pieces = fc.array(fc.nat(6), { minLength: 1, maxLength: 12 });
    const added = fc.array(fc.constantFrom('event' as const, 'alert' as const), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(added, pieces, async (what, sizes) => {
        const sources = new Sources();
        for (const one of what) sources.add(one);
        const seen: FeedEvent[] = [];
        for (let piece = 0; seen.length < what.length; piece += 1) {
          const size = Math.min(1 + (sizes[piece % sizes.length] ?? 0), what.length - seen.length);
          seen.push(...(await read(sources, seen.at(-1)?.position ?? 'genesis', size)));
        }
        const names = seen.map(nameOf);
        const of = (kind: string) => names.filter((name) => name.startsWith(kind));
        const expected = (kind: 'event' | 'alert') =>
          what.filter((one) => one === kind).map((_, at) => `${kind} ${at + 1}`);
        expect(of('event')).toEqual(expected('event'));
        expect(of('alert')).toEqual(expected('alert'));
      }),
      { numRuns: 50 },
    );
  });

  it('begins with what comes from now on', async () => {
    const sources = new Sources();
    for (const what of ['event', 'alert', 'event'] as const) sources.add(what);
    const reading = read(sources, undefined, 2);
    setTimeout(() => {
      sources.add('alert');
      sources.add('event');
    }, 20);
    expect((await reading).map(nameOf).sort()).toEqual(['alert 2', 'event 3']);
    expect(await sources.feed.head()).toBe('channel12:3~~2');
  });

  it('goes on with all alerts behind a position of before there were any', async () => {
    const sources = new Sources();
    for (const what of ['event', 'event', 'alert'] as const) sources.add(what);
    expect((await read(sources, 'channel12:1', 2)).map(nameOf).sort()).toEqual(['alert 1', 'event 2']);
  });

  it('refuses a position of another gateway, and leaves nobody listening', async () => {
    const sources = new Sources();
    await expect(read(sources, 'channel12:0~~7', 1)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const over = new AbortController();
    const reading = sources.feed.events({ after: 'genesis', signal: over.signal }).next();
    over.abort();
    expect(await reading).toMatchObject({ done: true });
  });
});
