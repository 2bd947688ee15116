import { setTimeout as delay } from 'node:timers/promises';

import type { BlockSource, BlockStream, LedgerBlock } from '../fabric/blocks.js';
import { batchesOf } from './block-batches.js';
import { type Content, ForeignLedgerError, type Position } from './content.js';
import { newOutcome } from './outcome.js';
import { ForeignDatabaseError } from './owner.js';

/** Hooks for metrics and logs; called synchronously, must not throw. */
export interface ReadModelObserver {
  /** Blocks were taken up; `behind` counts those that are known and not taken up yet. */
  applied?(event: {
    readonly ledgerChannel: string;
    readonly blockNumber: number;
    readonly behind: number;
    readonly transactions: number;
    readonly seconds: number;
    /** Of what has changed, as the ledger names them. */
    readonly kinds: ReadonlySet<string>;
  }): void;
  /** Something could not be read or written; it is tried again. */
  failed?(event: { readonly ledgerChannel: string; readonly message: string; readonly cause: unknown }): void;
  /** A record that cannot be read, noted in the table of problems. */
  unreadable?(event: {
    readonly ledgerChannel: string;
    readonly transactionId: string;
    readonly problem: string;
  }): void;
}

export interface TailOptions {
  readonly ledgerChannel: string;
  readonly source: BlockSource;
  readonly content: Content;
  readonly observer: ReadModelObserver;
  /** Called after every batch, with the ids of its transactions; without any where it is known how far there is to go. */
  readonly onApplied: (transactionIds: readonly string[]) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Follows one ledger channel into the content, for ever: whatever fails is tried again where the content is. */
export class Tail {
  readonly #options: TailOptions;
  #nextBlock: number | undefined;
  #height: number | undefined;
  /** The height when this process began to follow: earlier content may miss what it acknowledged. */
  #startHeight: number | undefined;
  #failure: string | undefined;
  readonly #known = newOutcome();
  #isKnown = false;

  constructor(options: TailOptions) {
    this.#options = options;
  }

  get ledgerChannel(): string {
    return this.#options.ledgerChannel;
  }

  /** Resolves when the ledger channel is known to be the one that the content is of. @throws ForeignDatabaseError */
  get known(): Promise<void> {
    return this.#known.promise;
  }

  /** Whether everything that was there when this process began has been taken up. */
  get isCurrent(): boolean {
    return this.#startHeight !== undefined && (this.#nextBlock ?? 0) >= this.#startHeight;
  }

  /** Why nothing is taken up now, in a sentence; undefined while all is well. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Blocks known and not taken up yet; undefined before the ledger channel has answered. */
  get behind(): number | undefined {
    if (this.#height === undefined || this.#nextBlock === undefined) return undefined;
    return Math.max(0, this.#height - this.#nextBlock);
  }

  async run(signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      try {
        await this.#follow(signal, () => {
          pauseMs = FIRST_PAUSE_MS;
        });
      } catch (cause) {
        // The loop's condition is from before the wait.
        if (isOver(signal)) return;
        this.#fail(cause);
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  async #follow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { ledgerChannel, source, content, onApplied } = this.#options;
    await this.#requireKnown(signal);
    let position = await content.position(ledgerChannel);
    this.#nextBlock = position.nextBlock;
    const height = Number(await source.height(ledgerChannel));
    this.#startHeight ??= height;
    this.#height = Math.max(height, this.#height ?? 0);
    if (position.nextBlock > height) throw shorterLedger(ledgerChannel);
    onApplied([]);
    await this.#readFrom(position.nextBlock, signal, async (blocks) => {
      if (position.nextBlock === height) this.#failure = undefined;
      for await (const batch of batchesOf(blocks)) {
        if (isOver(signal)) return;
        const next = await this.#take(position, batch);
        onProgress();
        if (next === undefined) return;
        position = next;
      }
    });
  }

  /** Asks the ledger for its first block, once. */
  async #requireKnown(signal: AbortSignal): Promise<void> {
    if (this.#isKnown) return;
    const { ledgerChannel, content } = this.#options;
    await this.#readFrom(0, signal, async (blocks) => {
      for await (const { hash } of blocks) {
        await content.requireLedger(ledgerChannel, hash);
        this.#isKnown = true;
        this.#known.resolve();
        return;
      }
    });
  }

  /** Blocks from one on, until they are read as far as is wanted, or an abort ends them. */
  async #readFrom(block: number, signal: AbortSignal, read: (blocks: BlockStream) => Promise<void>): Promise<void> {
    const { ledgerChannel, source } = this.#options;
    const blocks = await source.blocks(ledgerChannel, BigInt(block));
    const stop = (): void => {
      blocks.close();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      // An abort of before the listener was there would be waited for without end.
      if (!isOver(signal)) await read(blocks);
    } finally {
      signal.removeEventListener('abort', stop);
      blocks.close();
    }
  }

  /** Undefined where somebody has forgotten the content: the blocks have to come again. */
  async #take(from: Position, batch: readonly LedgerBlock[]): Promise<Position | undefined> {
    let position = from;
    let rest = batch;
    for (let last = rest.at(-1); last !== undefined; last = rest.at(-1)) {
      this.#height = Math.max(this.#height ?? 0, last.number + 1);
      if (await this.#apply(position, rest)) return { nextBlock: last.number + 1, lastHash: last.hash };
      // Another process follows into the same database and was first.
      position = await this.#options.content.position(this.ledgerChannel);
      const { nextBlock } = position;
      if (nextBlock < (rest[0]?.number ?? 0)) return undefined;
      this.#taken(rest.filter(({ number }) => number < nextBlock));
      rest = rest.filter(({ number }) => number >= nextBlock);
    }
    return position;
  }

  /** @returns whether it was this process that took them up */
  async #apply(from: Position, batch: readonly LedgerBlock[]): Promise<boolean> {
    const { ledgerChannel, content, observer } = this.#options;
    const startedAt = performance.now();
    const problems = await content.apply(ledgerChannel, from, batch);
    if (problems === undefined) return false;
    const transactions = this.#taken(batch);
    for (const { transaction_id: transactionId, problem } of problems) {
      observer.unreadable?.({ ledgerChannel, transactionId, problem });
    }
    observer.applied?.({
      ledgerChannel,
      blockNumber: batch.at(-1)?.number ?? 0,
      behind: this.behind ?? 0,
      transactions,
      seconds: (performance.now() - startedAt) / 1_000,
      kinds: kindsIn(batch),
    });
    return true;
  }

  #taken(blocks: readonly LedgerBlock[]): number {
    const last = blocks.at(-1);
    if (last === undefined) return 0;
    this.#failure = undefined;
    this.#nextBlock = last.number + 1;
    const ids = blocks.flatMap(({ transactions }) => transactions.map(({ id }) => id));
    this.#options.onApplied(ids);
    return ids.length;
  }

  #fail(cause: unknown): void {
    const { ledgerChannel, observer } = this.#options;
    if (cause instanceof ForeignDatabaseError) this.#known.reject(cause);
    const message =
      cause instanceof ForeignLedgerError || cause instanceof ForeignDatabaseError
        ? cause.message
        : `${ledgerChannel} cannot be taken up into the read model now`;
    this.#failure = message;
    observer.failed?.({ ledgerChannel, message, cause });
  }
}

function kindsIn(blocks: readonly LedgerBlock[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const { transactions } of blocks) {
    for (const { changes = [] } of transactions) for (const { kind } of changes) kinds.add(kind);
  }
  return kinds;
}

function shorterLedger(ledgerChannel: string): ForeignLedgerError {
  return new ForeignLedgerError(
    `${ledgerChannel} has fewer blocks than were read: the peer is behind, or this is another ledger and the read model has to be built again`,
  );
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}
