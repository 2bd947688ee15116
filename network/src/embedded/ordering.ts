import type { PendingEnvelope } from './validate.js';

export interface OrderingOptions {
  readonly maxMessages: number;
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

/** Envelopes a channel keeps waiting at most; beyond, the orderer is unavailable. */
const MAX_WAITING = 20_000;
const MAX_WAITING_BYTES = 128 * 1024 * 1024;

interface Waiting {
  readonly pending: PendingEnvelope;
  readonly since: number;
}

/**
 * Puts a channel's envelopes in order and cuts them into batches. A batch is cut at once when nothing else is on its
 * way; otherwise when it is full, or when its first envelope has waited long enough. One batch is committed at a time:
 * what comes meanwhile makes the next one.
 */
export class Ordering {
  readonly #options: OrderingOptions;
  readonly #commit: (batch: readonly PendingEnvelope[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #onTheirWay = 0;
  #committing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param commit makes a batch a block; when it fails the channel takes nothing more */
  constructor(options: OrderingOptions, commit: (batch: readonly PendingEnvelope[]) => Promise<void>) {
    this.#options = options;
    this.#commit = commit;
  }

  /** Takes an envelope; false when the queue is full or the channel is closed. */
  enqueue(pending: PendingEnvelope): boolean {
    const size = pending.envelope.bytes.length;
    if (this.#closed || this.#waiting.length >= MAX_WAITING || this.#waitingBytes + size > MAX_WAITING_BYTES)
      return false;
    this.#waiting.push({ pending, since: performance.now() });
    this.#waitingBytes += size;
    this.#consider();
    return true;
  }

  /** Says that a transaction is being endorsed, so that others may wait for it; call the result when that is over. */
  announce(): () => void {
    this.#onTheirWay += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#onTheirWay -= 1;
      if (this.#onTheirWay === 0) this.#consider();
    };
  }

  /** Commits what was accepted, then takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#consider();
    while (this.#committing !== undefined) await this.#committing;
  }

  #consider(): void {
    clearTimeout(this.#timer);
    const [first] = this.#waiting;
    if (first === undefined || this.#committing !== undefined) return;
    const waitMs = this.#waitMs(first);
    if (waitMs > 0) {
      this.#timer = setTimeout(() => {
        this.#consider();
      }, waitMs);
      return;
    }
    this.#committing = this.#commitNext().finally(() => {
      this.#committing = undefined;
      this.#consider();
    });
  }

  /** How long the first envelope should still wait for others. */
  #waitMs(first: Waiting): number {
    const full = this.#waiting.length >= this.#options.maxMessages || this.#waitingBytes >= this.#options.maxBytes;
    if (full || this.#onTheirWay === 0 || this.#closed) return 0;
    return Math.max(0, this.#options.timeoutMs - (performance.now() - first.since));
  }

  async #commitNext(): Promise<void> {
    const batch = this.#cut();
    try {
      await this.#commit(batch);
    } catch {
      // The committer has reported it; with a ledger that cannot be written nothing may be accepted any more.
      this.#closed = true;
      this.#waiting = [];
      this.#waitingBytes = 0;
    }
  }

  #cut(): PendingEnvelope[] {
    let bytes = 0;
    let count = 0;
    for (const { pending } of this.#waiting) {
      const size = pending.envelope.bytes.length;
      if (count > 0 && (count >= this.#options.maxMessages || bytes + size > this.#options.maxBytes)) break;
      bytes += size;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    return this.#waiting.splice(0, count).map(({ pending }) => pending);
  }
}
