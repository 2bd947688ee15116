import { CloudfedError } from '@cloudfed/core';

import { currentOrigins, type WriteOrigin } from '../origin.js';
import type { KeptWrite } from './envelope-store.js';
import { isTooLarge, refusalOf, UnavailableError } from './failure.js';
import type { LedgerObserver } from './ledger-port.js';
import type { ReleaseHints } from './release-hints.js';
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
  /** Writes like this in one transaction, where that is fewer than of others. */
  readonly mostTogether?: number;
  /** Set where the request that it is of may come again. */
  readonly requestKey?: string | undefined;
}

export interface GroupingOptions {
  readonly submitter: Pick<Submitter, 'submit'>;
  readonly hints: ReleaseHints;
  readonly observer?: LedgerObserver | undefined;
  /** Writes in one transaction, at most; 1 turns grouping off. Default 200. */
  readonly maxItems?: number;
  /** Writes of one key that may wait. Default 5,000. */
  readonly mayWait?: number;
  /** How long a write waits for those before it, until it is refused unsent. Default 20,000 ms. */
  readonly queueMs?: number;
}

export interface Grouping {
  /**
   * Answers as if the write had been a transaction of its own.
   *
   * @throws CloudfedError as the submitter does; UNAVAILABLE also where too many wait, or its turn does not come in time
   */
  write(write: GroupedWrite): Promise<Committed>;
}

interface Item {
  readonly write: GroupedWrite;
  readonly origins: readonly WriteOrigin[];
  /** When it is too late to send it. */
  readonly sendUntil: number;
  readonly timer: NodeJS.Timeout;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** Characters of one group's arguments, well below what a transaction may have. */
const MAX_GROUP_LENGTH = 500_000;
/** What an argument, and a write, add to that. */
const ARGUMENT_LENGTH = 4;
const WRITE_LENGTH = 64;

/**
 * Turns concurrent writes of one key into one transaction: while one is on its way the others wait and go together
 * next. A write that is alone goes at once, so that grouping costs nothing when it gains nothing.
 */
export function newGrouping(options: GroupingOptions): Grouping {
  return new MicroBatcher(options);
}

class MicroBatcher implements Grouping {
  readonly #submitter: GroupingOptions['submitter'];
  readonly #hints: ReleaseHints;
  readonly #observer: LedgerObserver;
  readonly #maxItems: number;
  readonly #mayWait: number;
  readonly #queueMs: number;
  /** What waits, of each key that has a transaction on its way. */
  readonly #queues = new Map<string, Set<Item>>();

  constructor(options: GroupingOptions) {
    this.#submitter = options.submitter;
    this.#hints = options.hints;
    this.#observer = options.observer ?? {};
    this.#maxItems = options.maxItems ?? 200;
    this.#mayWait = options.mayWait ?? 5_000;
    this.#queueMs = options.queueMs ?? 20_000;
  }

  write(write: GroupedWrite): Promise<Committed> {
    const { channel, key } = write;
    if (this.#maxItems === 1) return this.#submitAlone(write, currentOrigins());
    const queueKey = JSON.stringify([channel, key]);
    const queue = this.#queues.get(queueKey) ?? this.#startQueue(queueKey);
    if (queue.size >= this.#mayWait) {
      return Promise.reject(new UnavailableError('too many writes wait for the same records'));
    }
    return new Promise((resolve, reject) => {
      const item: Item = {
        write,
        origins: currentOrigins(),
        sendUntil: performance.now() + this.#queueMs,
        timer: setTimeout(() => {
          queue.delete(item);
          reject(lateError());
        }, this.#queueMs),
        resolve,
        reject,
      };
      queue.add(item);
    });
  }

  #startQueue(queueKey: string): Set<Item> {
    const queue = new Set<Item>();
    this.#queues.set(queueKey, queue);
    // After this turn of the event loop, so that writes that came together go together.
    setImmediate(() => {
      void this.#work(queueKey, queue);
    });
    return queue;
  }

  /** Sends what waits, group after group, until nothing does. */
  async #work(queueKey: string, queue: Set<Item>): Promise<void> {
    while (queue.size > 0) await this.#sendAll(takeGroup(queue, this.#maxItems));
    this.#queues.delete(queueKey);
  }

  /**
   * Sends a group and answers its items. Where the transaction as a whole is refused before it was ordered, halves are
   * tried: one item that nobody can serve, or a group grown too large, must not fail the others.
   */
  async #sendAll(group: readonly Item[]): Promise<void> {
    const now = performance.now();
    const items = group.filter((item) => item.sendUntil > now);
    for (const item of group) if (item.sendUntil <= now) item.reject(lateError());
    let again: readonly Item[];
    try {
      again = await this.#send(items);
    } catch (error) {
      if (items.length === 1 || !isRefusalOfTheWhole(error)) {
        for (const { reject } of items) reject(error);
        return;
      }
      again = items;
    }
    if (again.length === 0) return;
    const middle = Math.ceil(again.length / 2);
    await this.#sendAll(again.slice(0, middle));
    await this.#sendAll(again.slice(middle));
  }

  /** Answers the items, but for those returned: they have to go again, with fewer others. */
  async #send(items: readonly Item[]): Promise<readonly Item[]> {
    const [first] = items;
    if (first === undefined) return [];
    const { channel, providerId } = first.write;
    this.#observer.grouped?.({ ledgerChannel: channel, size: items.length });
    const claimed = providerId === undefined ? undefined : this.#hints.claim(channel, providerId);
    if (items.length === 1 && claimed === undefined) {
      first.resolve(await this.#submitAlone(first.write, first.origins));
      return [];
    }
    const group = {
      fold: claimed?.fold ?? {},
      items: items.map(({ write }) => ({ fn: write.name, args: write.args })),
    };
    let written = false;
    try {
      const { committed, results } = await this.#submitGroup(channel, JSON.stringify(group), items);
      written = committed !== undefined;
      return answer(items, results, committed);
    } finally {
      // What was not counted back is still there to be.
      if (!written) claimed?.giveBack();
    }
  }

  #submitAlone(write: GroupedWrite, origins: readonly WriteOrigin[]): Promise<Committed> {
    const { channel, name, args } = write;
    return this.#submitter.submit({ channel, name, args, origins, keep: (result) => kept(write, result) });
  }

  async #submitGroup(
    channel: string,
    json: string,
    items: readonly Item[],
  ): Promise<{ readonly committed: Committed | undefined; readonly results: readonly ItemResult[] }> {
    const resultsOf = newResultsReader();
    // Where every item is refused nothing is written, so there is nothing to order.
    const isVain = (result: string): boolean => !resultsOf(result).some(isOk);
    // An item that was refused has written nothing, so the transaction is not on its behalf.
    const origins = (result: string): readonly WriteOrigin[] =>
      resultsOf(result).flatMap((one, at) => (isOk(one) ? (items[at]?.origins ?? []) : []));
    const keep = (result: string): readonly KeptWrite[] =>
      resultsOf(result).flatMap((one, at) => {
        const write = items[at]?.write;
        return write !== undefined && isOk(one) ? kept(write, JSON.stringify(one.ok)) : [];
      });
    const answer = await this.#submitter.submit({ channel, name: 'group', args: [json], isVain, origins, keep });
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

/** Reads a group's answer, which is long and asked of several times, once. */
function newResultsReader(): (result: string) => readonly ItemResult[] {
  let last: { readonly result: string; readonly results: readonly ItemResult[] } | undefined;
  return (result) => {
    if (last?.result !== result) {
      last = { result, results: (JSON.parse(result) as { readonly results: readonly ItemResult[] }).results };
    }
    return last.results;
  };
}

function isOk(result: ItemResult): result is { readonly ok: unknown } {
  return 'ok' in result;
}

/** Answers each item; returns those that found no room in the answer beside the others. */
function answer(
  items: readonly Item[],
  results: readonly ItemResult[],
  committed: Committed | undefined,
): readonly Item[] {
  const crowdedOut: Item[] = [];
  for (const [index, item] of items.entries()) {
    const result = results[index];
    const refusal = result === undefined || isOk(result) ? undefined : refusalOf(result.error);
    if (refusal?.code === 'LIMIT_EXCEEDED' && items.length > 1) crowdedOut.push(item);
    else if (refusal !== undefined) item.reject(refusal);
    else if (result === undefined || !isOk(result) || committed === undefined) item.reject(refusalOf(''));
    else item.resolve({ ...committed, result: JSON.stringify(result.ok) });
  }
  return crowdedOut;
}

/** Whether the transaction was refused before it was ordered, so that parts of it can be tried. */
function isRefusalOfTheWhole(error: unknown): boolean {
  return isTooLarge(error) || (error instanceof CloudfedError && error.code !== 'UNAVAILABLE');
}

function lateError(): UnavailableError {
  return new UnavailableError('too many writes of the same records come first', 5);
}

/** Takes those that go together next, in the order they came. */
function takeGroup(waiting: Set<Item>, maxItems: number): readonly Item[] {
  const taken: Item[] = [];
  let length = 0;
  let most = maxItems;
  for (const item of waiting) {
    const { args, mostTogether } = item.write;
    length += args.reduce((sum, argument) => sum + argument.length + ARGUMENT_LENGTH, WRITE_LENGTH);
    most = Math.min(most, mostTogether ?? most);
    if (taken.length > 0 && (taken.length >= most || length > MAX_GROUP_LENGTH)) break;
    clearTimeout(item.timer);
    waiting.delete(item);
    taken.push(item);
  }
  return taken;
}
