import { setTimeout as delay } from 'node:timers/promises';

import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';

import type { LedgerClient } from './connection.js';
import { UnavailableError } from './failure.js';
import type { LedgerObserver } from './ledger-port.js';
import { type ChannelPosition, positionAfter } from './positions.js';
import type { ChangeRecord } from './records.js';

/** The changes of one transaction, and where it stands on its ledger channel. */
export interface ChannelEvent {
  readonly channel: string;
  readonly blockNumber: bigint;
  readonly transactionId: string;
  readonly changes: readonly ChangeRecord[];
}

/** The events of the ledger channels, from any position on. */
export interface Follower {
  /** Behind the newest block there is. */
  head(channel: string): Promise<ChannelPosition>;
  /** The events behind a position, for ever, each when the consumer asks for it. Ends when `signal` aborts. */
  follow(channel: string, from: ChannelPosition, signal: AbortSignal): AsyncGenerator<ChannelEvent, void>;
  close(): void;
}

export interface FollowerOptions {
  readonly client: Pick<LedgerClient, 'events' | 'height'>;
  readonly observer?: LedgerObserver | undefined;
  /** Newest events of a ledger channel that are kept in memory for its readers. Default 1,000. */
  readonly kept?: number;
  /** Readers at once that are further behind than what is kept. Default 50. */
  readonly maxCatchingUp?: number;
}

const EVENT_NAME = 'cloudfed';
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** Characters of payloads kept in memory for each ledger channel. */
const MAX_KEPT_LENGTH = 16_000_000;
/** A feed begins so many blocks back, so that readers that were cut off go on from it. */
const BLOCKS_BACK = 500n;

export function newFollower(options: FollowerOptions): Follower {
  return new SharedFollower(options);
}

/** One stream a ledger channel for all readers that keep up; one of their own for those that do not. */
class SharedFollower implements Follower {
  readonly #options: FollowerOptions;
  readonly #feeds = new Map<string, Promise<Feed>>();
  readonly #closing = new AbortController();
  #catchingUp = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  async head(channel: string): Promise<ChannelPosition> {
    return (await this.#feed(channel)).head;
  }

  async *follow(channel: string, from: ChannelPosition, given: AbortSignal): AsyncGenerator<ChannelEvent, void> {
    const signal = AbortSignal.any([given, this.#closing.signal]);
    let position = from;
    while (!signal.aborted) {
      const feed = await this.#feed(channel);
      const events = feed.keeps(position) ? feed.read(position, signal) : this.#catchUp(feed, position, signal);
      for await (const event of events) {
        position = positionAfter(event.blockNumber, event.transactionId);
        yield event;
      }
    }
  }

  close(): void {
    this.#closing.abort();
  }

  #feed(channel: string): Promise<Feed> {
    let feed = this.#feeds.get(channel);
    if (feed === undefined) {
      feed = this.#startFeed(channel);
      this.#feeds.set(channel, feed);
      feed.catch(() => this.#feeds.delete(channel));
    }
    return feed;
  }

  async #startFeed(channel: string): Promise<Feed> {
    let height: bigint;
    try {
      height = await this.#options.client.height(channel);
    } catch {
      throw new UnavailableError('the ledger network does not answer');
    }
    const start = height > BLOCKS_BACK ? height - BLOCKS_BACK : 0n;
    const feed = new Feed({ channel, start, height, kept: this.#options.kept ?? 1_000 });
    void this.#fill(feed, start);
    return feed;
  }

  async #fill(feed: Feed, start: bigint): Promise<void> {
    const from = { block: start, after: undefined };
    for await (const event of readStream(this.#options, feed.channel, from, this.#closing.signal)) feed.add(event);
  }

  /** A stream of the reader's own, until what the feed keeps goes on from there. */
  async *#catchUp(feed: Feed, from: ChannelPosition, signal: AbortSignal): AsyncGenerator<ChannelEvent, void> {
    if (this.#catchingUp >= (this.#options.maxCatchingUp ?? 50)) {
      throw new UnavailableError('too many readers are far behind', 5);
    }
    this.#catchingUp += 1;
    try {
      for await (const event of readStream(this.#options, feed.channel, from, signal)) {
        yield event;
        if (feed.keeps(positionAfter(event.blockNumber, event.transactionId))) return;
      }
    } finally {
      this.#catchingUp -= 1;
    }
  }
}

/** The newest events of a ledger channel, read once and shared. */
class Feed {
  readonly channel: string;
  readonly #kept: number;
  readonly #events: SizedEvent[] = [];
  readonly #wakers = new Set<() => void>();
  #length = 0;
  /** How many were kept once and are no more. */
  #dropped = 0;
  /** Every event from this block on is kept. */
  #completeFrom: bigint;
  #head: ChannelPosition;

  constructor(options: {
    readonly channel: string;
    readonly start: bigint;
    readonly height: bigint;
    readonly kept: number;
  }) {
    this.channel = options.channel;
    this.#kept = options.kept;
    this.#completeFrom = options.start;
    this.#head = { block: options.height, after: undefined };
  }

  get head(): ChannelPosition {
    return this.#head;
  }

  keeps(position: ChannelPosition): boolean {
    return position.block >= this.#completeFrom;
  }

  add(event: SizedEvent): void {
    this.#events.push(event);
    this.#length += event.length;
    if (event.blockNumber >= this.#head.block) this.#head = positionAfter(event.blockNumber, event.transactionId);
    while (this.#events.length > this.#kept || this.#length > MAX_KEPT_LENGTH) {
      const oldest = this.#events.shift();
      if (oldest === undefined) break;
      this.#dropped += 1;
      this.#length -= oldest.length;
      this.#completeFrom = oldest.blockNumber + 1n;
    }
    this.#wake();
  }

  /** What is kept behind a position and what comes; ends where the reader has fallen behind what is kept. */
  read(position: ChannelPosition, signal: AbortSignal): AsyncGenerator<SizedEvent, void> {
    return skipThrough(this.#readFrom(position.block, signal), position);
  }

  async *#readFrom(block: bigint, signal: AbortSignal): AsyncGenerator<SizedEvent, void> {
    const wake = (): void => {
      this.#wake();
    };
    signal.addEventListener('abort', wake);
    try {
      let next = this.#dropped;
      while (!signal.aborted && next >= this.#dropped) {
        const event = this.#events[next - this.#dropped];
        if (event === undefined) {
          await new Promise<void>((resolve) => this.#wakers.add(resolve));
        } else {
          next += 1;
          if (event.blockNumber >= block) yield event;
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  #wake(): void {
    for (const waker of this.#wakers) waker();
    this.#wakers.clear();
  }
}

type SizedEvent = ChannelEvent & { readonly length: number };

/** The events behind a position, for ever: when the connection is lost it is made again and goes on there. */
async function* readStream(
  { client, observer }: FollowerOptions,
  channel: string,
  from: ChannelPosition,
  signal: AbortSignal,
): AsyncGenerator<SizedEvent, void> {
  let position = from;
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const events = await client.events(channel, position.block);
      const stop = (): void => {
        events.close();
      };
      signal.addEventListener('abort', stop, { once: true });
      try {
        for await (const event of skipThrough(events, position)) {
          pause = FIRST_PAUSE_MS;
          const read = eventOf(channel, event);
          if (read === 'unreadable') {
            observer?.noticed?.({ level: 'error', message: `the event of ${event.transactionId} cannot be read` });
          } else if (read !== undefined) {
            yield read;
          }
          position = positionAfter(event.blockNumber, event.transactionId);
        }
      } finally {
        signal.removeEventListener('abort', stop);
        events.close();
      }
    } catch (cause) {
      // The loop's condition is from before the wait.
      if (isOver(signal)) return;
      observer?.noticed?.({
        level: 'warn',
        message: `the event stream of ${channel} was lost and is made again`,
        cause,
      });
    }
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
}

type RawEvent = Pick<ChaincodeEvent, 'blockNumber' | 'transactionId' | 'eventName' | 'payload'>;
type Placed = Pick<ChannelEvent, 'blockNumber' | 'transactionId'>;

/**
 * Events from a position's block on, without those up to the position. Where its transaction turns out not to be in its
 * block, the block is given whole: rather twice than never.
 */
async function* skipThrough<T extends Placed>(
  events: AsyncIterable<T>,
  position: ChannelPosition,
): AsyncGenerator<T, void> {
  const { block, after } = position;
  let held: T[] | undefined = after === undefined ? undefined : [];
  for await (const event of events) {
    if (held === undefined) {
      yield event;
    } else if (event.blockNumber > block) {
      yield* held;
      held = undefined;
      yield event;
    } else if (event.transactionId.startsWith(after ?? '')) {
      held = undefined;
    } else {
      held.push(event);
    }
  }
}

function eventOf(channel: string, event: RawEvent): SizedEvent | 'unreadable' | undefined {
  if (event.eventName !== EVENT_NAME) return undefined;
  const { blockNumber, transactionId } = event;
  const text = Buffer.from(event.payload).toString();
  try {
    const { changes } = JSON.parse(text) as { readonly changes: readonly ChangeRecord[] };
    return { channel, blockNumber, transactionId, changes, length: text.length };
  } catch {
    return 'unreadable';
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
