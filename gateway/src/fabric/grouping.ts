import { CloudfedError } from '@cloudfed/core';

import { isTooLarge, refusalOf, UnavailableError } from './failure.js';
import type { LedgerObserver } from './ledger-port.js';
import type { ReleaseHints } from './release-hints.js';
import type { KeptWrite } from './envelope-store.js';
import { keptWrite } from './repeats.js';
import type { Committed, Submitter } from './submit.js';

/** One write that may share a transaction with others of the same key. */
export interface GroupedWrite {
  readonly channel: string;
  /** Writes of one key are in order: those that would conflict with each other. */
  readonly key: string;
  readonly name: string;
  readonly args: readonly string[];
  /** Provider of the quota that the write takes from, if it takes from one. */
  readonly providerId?: string;
  /** Bytes that the write adds to its transaction beside its arguments. */
  readonly weight?: number;
  /** Set where the request that it is of may come again. */
  readonly requestKey?: string | undefined;
}

export interface GroupingOptions {
  readonly submitter: Submitter;
  readonly hints: ReleaseHints;
  readonly observer?: LedgerObserver | undefined;
  /** Writes in one transaction, at most; 1 turns grouping off. Default 200. */
  readonly maxItems?: number;
  /** Writes of one key that may wait. Default 5,000. */
  readonly mayWait?: number;
}

export interface Grouping {
  /** Answers as if the write had been a transaction of its own. */
  write(write: GroupedWrite): Promise<Committed>;
}

interface Item {
  readonly write: GroupedWrite;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes of one group, well below what a transaction may have. */
const MAX_GROUP_BYTES = 500_000;

/**
 * Turns concurrent writes of one key into one transaction: while one is on its way the others wait and go together
 * next. A write that is alone goes at once, so that grouping costs nothing when it gains nothing.
 */
export function newGrouping(options: GroupingOptions): Grouping {
  return new MicroBatcher(options);
}

class MicroBatcher implements Grouping {
  readonly #submitter: Submitter;
  readonly #hints: ReleaseHints;
  readonly #observer: LedgerObserver;
  readonly #maxItems: number;
  readonly #mayWait: number;
  /** What waits, of each key that has a transaction on its way. */
  readonly #queues = new Map<string, Item[]>();

  constructor(options: GroupingOptions) {
    this.#submitter = options.submitter;
    this.#hints = options.hints;
    this.#observer = options.observer ?? {};
    this.#maxItems = options.maxItems ?? 200;
    this.#mayWait = options.mayWait ?? 5_000;
  }

  write(write: GroupedWrite): Promise<Committed> {
    if (this.#maxItems === 1) return this.#submitAlone(write);
    const queueKey = JSON.stringify([write.channel, write.key]);
    return new Promise((resolve, reject) => {
      const item: Item = { write, resolve, reject };
      const queue = this.#queues.get(queueKey);
      if (queue === undefined) {
        this.#queues.set(queueKey, [item]);
        // After this turn of the event loop, so that writes that came together go together.
        setImmediate(() => {
          void this.#work(queueKey);
        });
      } else if (queue.length >= this.#mayWait) {
        reject(new UnavailableError('too many writes wait for the same records'));
      } else {
        queue.push(item);
      }
    });
  }

  /** Sends what waits, group after group, until nothing does. */
  async #work(queueKey: string): Promise<void> {
    const queue = this.#queues.get(queueKey) ?? [];
    while (queue.length > 0) await this.#sendAll(takeGroup(queue, this.#maxItems));
    this.#queues.delete(queueKey);
  }

  /**
   * Sends a group and answers its items. Where the transaction as a whole is refused before it was ordered, halves are
   * tried: one item that nobody can serve, or a group grown too large, must not fail the others.
   */
  async #sendAll(items: readonly Item[]): Promise<void> {
    try {
      await this.#send(items);
    } catch (error) {
      if (items.length === 1 || !isRefusalOfTheWhole(error)) {
        for (const { reject } of items) reject(error);
        return;
      }
      const middle = Math.ceil(items.length / 2);
      await this.#sendAll(items.slice(0, middle));
      await this.#sendAll(items.slice(middle));
    }
  }

  async #send(items: readonly Item[]): Promise<void> {
    const [first] = items;
    if (first === undefined) return;
    const { channel, providerId } = first.write;
    this.#observer.grouped?.({ ledgerChannel: channel, size: items.length });
    const claimed = providerId === undefined ? undefined : this.#hints.claim(channel, providerId);
    if (items.length === 1 && claimed === undefined) {
      first.resolve(await this.#submitAlone(first.write));
      return;
    }
    const group = {
      fold: claimed?.fold ?? {},
      items: items.map(({ write }) => ({ fn: write.name, args: write.args })),
    };
    let written = false;
    try {
      const { committed, results } = await this.#submitGroup(channel, items, JSON.stringify(group));
      written = committed !== undefined;
      answer(items, results, committed);
    } finally {
      // What was not counted back is still there to be.
      if (!written) claimed?.giveBack();
    }
  }

  #submitAlone(write: GroupedWrite): Promise<Committed> {
    return this.#submitter.submit(write.channel, write.name, write.args, { keep: (result) => kept(write, result) });
  }

  async #submitGroup(
    channel: string,
    items: readonly Item[],
    json: string,
  ): Promise<{ readonly committed: Committed | undefined; readonly results: readonly ItemResult[] }> {
    // Where every item is refused nothing is written, so there is nothing to order.
    const isVain = (result: string): boolean => !resultsOf(result).some(isOk);
    const keep = (result: string): readonly KeptWrite[] =>
      resultsOf(result).flatMap((of, at) => {
        const write = items[at]?.write;
        return write !== undefined && isOk(of) ? kept(write, JSON.stringify(of.ok)) : [];
      });
    const answer = await this.#submitter.submit(channel, 'group', [json], { isVain, keep });
    return {
      committed: answer.transactionId === undefined ? undefined : answer,
      results: resultsOf(answer.result),
    };
  }
}

type ItemResult = { readonly ok: unknown } | { readonly error: string };

function kept({ requestKey, ...write }: GroupedWrite, result: string): readonly KeptWrite[] {
  return requestKey === undefined ? [] : [keptWrite({ requestKey, ...write }, result)];
}

function resultsOf(result: string): readonly ItemResult[] {
  return (JSON.parse(result) as { readonly results: readonly ItemResult[] }).results;
}

function isOk(result: ItemResult): result is { readonly ok: unknown } {
  return 'ok' in result;
}

function answer(items: readonly Item[], results: readonly ItemResult[], committed: Committed | undefined): void {
  for (const [index, item] of items.entries()) {
    const result = results[index];
    if (result === undefined) item.reject(refusalOf(''));
    else if (!isOk(result)) item.reject(refusalOf(result.error));
    else if (committed === undefined) item.reject(refusalOf(''));
    else item.resolve({ ...committed, result: JSON.stringify(result.ok) });
  }
}

/** Whether the transaction was refused before it was ordered, so that parts of it can be tried. */
function isRefusalOfTheWhole(error: unknown): boolean {
  return isTooLarge(error) || (error instanceof CloudfedError && error.code !== 'UNAVAILABLE');
}

function takeGroup(waiting: Item[], maxItems: number): readonly Item[] {
  let bytes = 0;
  let count = 0;
  for (const { write } of waiting) {
    bytes += write.args.reduce((sum, argument) => sum + argument.length + 4, write.weight ?? 64);
    if (count > 0 && (count >= maxItems || bytes > MAX_GROUP_BYTES)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}
