import { CloudfedError } from '@cloudfed/core';
import type { Logger } from 'pino';

import type { Store } from '../../store.js';
import { type AnswerStore, newAnswerStore, type RecordedAnswer } from './answer-store.js';
import { IDEMPOTENCY_HEADER, type KeyedRequest } from './keyed-request.js';

export interface IdempotencyOptions {
  readonly store: Store;
  readonly logger: Logger;
  /** How long a key is remembered from its first use on. */
  readonly rememberMs: number;
  /** Keys remembered at most; beyond it new ones are refused. */
  readonly mostKeys: number;
  readonly now?: () => number;
}

export interface OnceAnswer {
  readonly answer: RecordedAnswer;
  /** Whether it is the answer of an earlier request. */
  readonly isReplayed: boolean;
}

/** Answers a request that comes again as it was answered first. */
export interface Idempotency {
  /**
   * Acts unless the key has an answer, or another request of it is acting, whose answer is waited for. What `act` throws
   * is no answer: whoever comes again acts again, and the ledger finds what was written before.
   *
   * @throws CloudfedError IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
   */
  once(request: KeyedRequest, act: () => Promise<RecordedAnswer>): Promise<OnceAnswer>;
  close(): void;
}

const SWEEP_MS = 60_000;
/** Sweeps in a row, at most, while there is more to forget. */
const MOST_SWEEPS = 100;

export function newIdempotency(options: IdempotencyOptions): Idempotency {
  return new StoredIdempotency(options);
}

interface Running {
  readonly content: string;
  readonly answer: Promise<OnceAnswer>;
}

class StoredIdempotency implements Idempotency {
  readonly #answers: AnswerStore;
  readonly #logger: Logger;
  readonly #rememberMs: number;
  readonly #mostKeys: number;
  readonly #now: () => number;
  readonly #running = new Map<string, Running>();
  readonly #timer: NodeJS.Timeout;
  #count: number;

  constructor(options: IdempotencyOptions) {
    this.#answers = newAnswerStore(options.store);
    this.#logger = options.logger;
    this.#rememberMs = options.rememberMs;
    this.#mostKeys = options.mostKeys;
    this.#now = options.now ?? Date.now;
    this.#count = this.#answers.count();
    this.#timer = setInterval(() => {
      this.#sweep();
    }, SWEEP_MS);
    this.#timer.unref();
  }

  async once(request: KeyedRequest, act: () => Promise<RecordedAnswer>): Promise<OnceAnswer> {
    const running = this.#running.get(request.id);
    if (running !== undefined) {
      if (running.content !== request.content) throw keyReused();
      return { ...(await running.answer), isReplayed: true };
    }
    // Entered before anything is waited for, so that no second one begins.
    const answer = this.#answer(request, act);
    this.#running.set(request.id, { content: request.content, answer });
    try {
      return await answer;
    } finally {
      this.#running.delete(request.id);
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #answer(request: KeyedRequest, act: () => Promise<RecordedAnswer>): Promise<OnceAnswer> {
    const known = this.#known(request.id);
    if (known !== undefined && known.content !== request.content) throw keyReused();
    if (known?.answer !== undefined) return { answer: known.answer, isReplayed: true };
    if (known === undefined) await this.#begin(request);
    const answer = await act();
    try {
      await this.#answers.finish(request.id, answer);
    } catch (err) {
      // The ledger has decided; should it be asked again, it finds what was written.
      this.#logger.error({ err }, 'an answer could not be recorded under its idempotency key');
    }
    return { answer, isReplayed: false };
  }

  #known(id: string): ReturnType<AnswerStore['find']> {
    const known = this.#answers.find(id);
    // A key is not forgotten while it is open whether its request wrote something.
    return known !== undefined && (known.isPending || known.expiresAt > this.#now()) ? known : undefined;
  }

  async #begin(request: KeyedRequest): Promise<void> {
    if (this.#count >= this.#mostKeys) this.#sweep();
    if (this.#count >= this.#mostKeys) {
      throw new CloudfedError('UNAVAILABLE', 'as many idempotency keys are remembered as may be');
    }
    this.#count += 1;
    try {
      await this.#answers.begin(request, this.#now() + this.#rememberMs);
    } catch (cause) {
      this.#count -= 1;
      throw Object.assign(new CloudfedError('UNAVAILABLE', 'idempotency keys cannot be kept now'), { cause });
    }
  }

  #sweep(): void {
    try {
      for (let sweeps = 0; sweeps < MOST_SWEEPS && this.#answers.sweep(this.#now()) > 0; sweeps += 1);
      this.#count = this.#answers.count();
    } catch (err) {
      this.#logger.error({ err }, 'expired idempotency keys could not be forgotten');
    }
  }
}

function keyReused(): CloudfedError {
  const sentence = `${IDEMPOTENCY_HEADER}: it was used for a request with other content`;
  return new CloudfedError('IDEMPOTENCY_KEY_REUSED', sentence, IDEMPOTENCY_HEADER);
}
