import { CloudfedError, parseWire } from '@cloudfed/core';

import type { LedgerClient } from './connection.js';
import { UnavailableError } from './failure.js';
import type { Committed, Submitter } from './submit.js';

/** One write that may share a transaction with others of the same key. */
export interface GroupedWrite {
  readonly channel: string;
  /** Writes of one key are in order: those that would conflict with each other. */
  readonly key: string;
  readonly name: string;
  readonly args: readonly string[];
  /** The quota that the write takes from, if any. */
  readonly quotaId?: string;
}

export interface GroupingOptions {
  readonly client: LedgerClient;
  readonly submitter: Submitter;
  /** Writes in one transaction, at most. Default 100. */
  readonly maxItems?: number;
  /** Writes of one key that may wait. Default 5,000. */
  readonly mayWait?: number;
  /** Transactions of one key on their way at once; more than one only where they do not conflict. Default 1. */
  readonly observeSize?: (items: number) => void;
}

export interface Grouping {
  /** Answers as if the write had been a transaction of its own. */
  write(write: GroupedWrite): Promise<Committed>;
  /** Told when something was given back to a quota: the next group counts it. */
  released(channel: string): void;
}

interface Item {
  readonly write: GroupedWrite;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes of arguments in one group, well below what a transaction may have. */
const MAX_GROUP_BYTES = 500_000;
const MAX_HINTS = 200;

/**
 * Turns concurrent writes of one key into one transaction: while one is on its way the others wait and go together
 * next. A write that is alone goes at once, so that grouping costs nothing when it gains nothing.
 */
export function newGrouping(options: GroupingOptions): Grouping {
  return new MicroBatcher(options);
}

class MicroBatcher implements Grouping {
  readonly #options: GroupingOptions;
  readonly #queues = new Map<string, { readonly waiting: Item[] }>();
  /** Ledger channels on which something was released since the last group. */
  readonly #released = new Set<string>();

  constructor(options: GroupingOptions) {
    this.#options = options;
  }

  released(channel: string): void {
    this.#released.add(channel);
  }

  write(write: GroupedWrite): Promise<Committed> {
    const queueKey = JSON.stringify([write.channel, write.key]);
    return new Promise((resolve, reject) => {
      const item: Item = { write, resolve, reject };
      const queue = this.#queues.get(queueKey);
      if (queue === undefined) {
        this.#queues.set(queueKey, { waiting: [item] });
        // After this turn of the event loop, so that writes that came together go together.
        setImmediate(() => {
          void this.#work(queueKey);
        });
      } else if (queue.waiting.length >= (this.#options.mayWait ?? 5_000)) {
        reject(new UnavailableError('too many writes wait for the same records'));
      } else {
        queue.waiting.push(item);
      }
    });
  }

  /** Sends what waits, group after group, until nothing does. */
  async #work(queueKey: string): Promise<void> {
    const queue = this.#queues.get(queueKey);
    while (queue !== undefined && queue.waiting.length > 0) {
      const items = takeGroup(queue.waiting, this.#options.maxItems ?? 100);
      this.#options.observeSize?.(items.length);
      try {
        await this.#send(items);
      } catch (error) {
        for (const { reject } of items) reject(error);
      }
    }
    this.#queues.delete(queueKey);
  }

  async #send(items: readonly Item[]): Promise<void> {
    const [first] = items;
    if (first === undefined) return;
    const { channel, name, args } = first.write;
    const fold = await this.#foldHints(items);
    if (items.length === 1 && fold === undefined) {
      first.resolve(await this.#options.submitter.submit(channel, name, args));
      return;
    }
    const group = { fold: fold ?? {}, items: items.map(({ write }) => ({ fn: write.name, args: write.args })) };
    const committed = await this.#options.submitter.submit(channel, 'group', [JSON.stringify(group)]);
    const { results } = JSON.parse(committed.result) as { results: ({ ok: unknown } | { error: string })[] };
    for (const [index, item] of items.entries()) {
      const result = results[index];
      if (result !== undefined && 'ok' in result) {
        item.resolve({ ...committed, result: JSON.stringify(result.ok) });
      } else {
        item.reject(refusalOf(result?.error));
      }
    }
  }

  /** Rows of released instances that the group's quotas can count back by point reads, which conflict with nothing. */
  async #foldHints(items: readonly Item[]): Promise<Record<string, readonly string[]> | undefined> {
    const [first] = items;
    if (first === undefined) return undefined;
    const { channel } = first.write;
    const quotaIds = new Set(items.flatMap(({ write }) => (write.quotaId === undefined ? [] : [write.quotaId])));
    if (quotaIds.size === 0 || !this.#released.delete(channel)) return undefined;
    const hints: Record<string, readonly string[]> = {};
    for (const quotaId of quotaIds) {
      const text = await this.#options.client
        .evaluate(channel, 'pendingReleases', [quotaId, String(MAX_HINTS)])
        .catch(() => undefined);
      // Without hints the group works as well, by a range read where it must.
      if (text === undefined) continue;
      const { result, more } = JSON.parse(text) as { result: readonly string[]; more: boolean };
      if (more) this.#released.add(channel);
      if (result.length > 0) hints[quotaId] = result;
    }
    return Object.keys(hints).length === 0 ? undefined : hints;
  }
}

function takeGroup(waiting: Item[], maxItems: number): readonly Item[] {
  let bytes = 0;
  let count = 0;
  for (const { write } of waiting) {
    bytes += write.args.reduce((sum, argument) => sum + argument.length + 4, 64);
    if (count > 0 && (count >= maxItems || bytes > MAX_GROUP_BYTES)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

function refusalOf(error: string | undefined): CloudfedError {
  return parseWire(error ?? '') ?? new CloudfedError('INTERNAL', 'an unexpected fault');
}
