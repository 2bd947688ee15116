import { setTimeout as delay } from 'node:timers/promises';

import type { CommitOutcome, LedgerClient } from './connection.js';
import type { LedgerObserver } from './ledger-port.js';

/** Waits for one transaction to stand in a block. */
export interface Expectation {
  /** Its outcome; undefined where the stream cannot tell: it is down or lost, or `patienceMs` are over. */
  within(patienceMs: number): Promise<CommitOutcome | undefined>;
  forget(): void;
}

/** Outcomes of transactions, read from one stream of blocks a ledger channel instead of a request each. */
export interface CommitStreams {
  /** To be called before the transaction is sent, so that its block cannot be missed. */
  expect(channel: string, transactionId: string): Expectation;
  close(): void;
}

export interface CommitStreamsOptions {
  readonly client: Pick<LedgerClient, 'blocks' | 'height'>;
  readonly observer?: LedgerObserver | undefined;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export function newCommitStreams(options: CommitStreamsOptions): CommitStreams {
  const streams = new Map<string, ChannelStream>();
  const closing = new AbortController();
  return {
    expect: (channel, transactionId) => {
      let stream = streams.get(channel);
      if (stream === undefined) {
        stream = new ChannelStream(channel, options);
        streams.set(channel, stream);
        void stream.run(closing.signal);
      }
      return stream.expect(transactionId);
    },
    close: () => {
      closing.abort();
    },
  };
}

class Waiter implements Expectation {
  readonly #stream: ChannelStream;
  readonly #transactionId: string;
  readonly #wakers = new Set<() => void>();
  #outcome: CommitOutcome | undefined;

  constructor(stream: ChannelStream, transactionId: string) {
    this.#stream = stream;
    this.#transactionId = transactionId;
  }

  settle(outcome: CommitOutcome): void {
    this.#outcome ??= outcome;
    this.wake();
  }

  /** Ends the waiting, with an outcome or without. */
  wake(): void {
    for (const waker of this.#wakers) waker();
    this.#wakers.clear();
  }

  async within(patienceMs: number): Promise<CommitOutcome | undefined> {
    if (this.#outcome !== undefined || !this.#stream.live) return this.#outcome;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#wakers.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    return this.#outcome;
  }

  forget(): void {
    this.wake();
    this.#stream.forget(this.#transactionId);
  }
}

/** Follows the blocks of one ledger channel; where the connection is lost it goes on at the last block seen. */
class ChannelStream {
  readonly #channel: string;
  readonly #client: Pick<LedgerClient, 'blocks' | 'height'>;
  readonly #observer: LedgerObserver;
  readonly #waiters = new Map<string, Waiter>();
  #last: bigint | undefined;
  #live = false;

  constructor(channel: string, options: CommitStreamsOptions) {
    this.#channel = channel;
    this.#client = options.client;
    this.#observer = options.observer ?? {};
  }

  /** Whether blocks are known to arrive: a block has, since the connection was made. */
  get live(): boolean {
    return this.#live;
  }

  expect(transactionId: string): Expectation {
    const waiter = new Waiter(this, transactionId);
    this.#waiters.set(transactionId, waiter);
    return waiter;
  }

  forget(transactionId: string): void {
    this.#waiters.delete(transactionId);
  }

  async run(signal: AbortSignal): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await this.#follow(signal, () => {
          pause = FIRST_PAUSE_MS;
        });
      } catch (cause) {
        // The loop's condition is from before the wait.
        if (!isOver(signal)) this.#observer.noticed?.({ level: 'warn', message: this.#lostMessage(), cause });
      }
      this.#setLive(false);
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }

  async #follow(signal: AbortSignal, onBlock: () => void): Promise<void> {
    const blocks = await this.#client.blocks(this.#channel, await this.#start());
    const stop = (): void => {
      blocks.close();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return;
      for await (const block of blocks) {
        onBlock();
        for (const { transactionId, code } of block.transactions) {
          this.#waiters.get(transactionId)?.settle({ code, blockNumber: block.blockNumber });
        }
        this.#last = block.blockNumber;
        this.#setLive(true);
        this.#observer.followed?.({ ledgerChannel: this.#channel, blockNumber: Number(block.blockNumber) });
      }
    } finally {
      signal.removeEventListener('abort', stop);
      blocks.close();
    }
  }

  /** The last block there is, which comes at once and so proves the stream; undefined where that is not told. */
  async #start(): Promise<bigint | undefined> {
    if (this.#last !== undefined) return this.#last;
    try {
      const height = await this.#client.height(this.#channel);
      return height > 0n ? height - 1n : 0n;
    } catch {
      return undefined;
    }
  }

  #setLive(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    this.#observer.streaming?.({ ledgerChannel: this.#channel, connected: live });
    if (!live) for (const waiter of this.#waiters.values()) waiter.wake();
  }

  #lostMessage(): string {
    return `the block stream of ${this.#channel} was lost and is made again`;
  }
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
