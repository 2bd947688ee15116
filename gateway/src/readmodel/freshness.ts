import { CloudfedError } from '@cloudfed/core';
import type { Kysely } from 'kysely';

import { UnavailableError } from '../fabric/failure.js';
import type { ReadModelTables } from './tables.js';

export interface FreshnessOptions {
  readonly database: Kysely<ReadModelTables>;
  readonly patienceMs: number;
  /** Whether every block that is known has been taken up. */
  readonly isCurrent: () => boolean;
}

const MAX_OWN = 10_000;
const MAX_ASKED = 1_000;
const STRAY_MS = 60_000;
const BEHIND = 'the read model has not caught up with the ledger yet';

/** Lets reads wait for writes. */
export class Freshness {
  readonly #options: FreshnessOptions;
  /** Acknowledged by this gateway and not known to be taken up → when, in the order of their acknowledgement. */
  readonly #own = new Map<string, number>();
  readonly #wakers = new Set<() => void>();
  /** Counts the batches taken up, so that one that is taken up during a look is not missed. */
  #taken = 0;

  constructor(options: FreshnessOptions) {
    this.#options = options;
  }

  noteWritten(transactionIds: readonly string[]): void {
    for (const id of transactionIds) {
      // With so many outstanding the read model is far behind, which every read tells anyhow.
      const [oldest] = this.#own.keys();
      if (this.#own.size >= MAX_OWN && oldest !== undefined) this.#own.delete(oldest);
      this.#own.set(id, performance.now());
    }
  }

  applied(transactionIds: readonly string[]): void {
    this.#taken += 1;
    for (const id of transactionIds) this.#own.delete(id);
    for (const waker of this.#wakers) waker();
    this.#wakers.clear();
  }

  /** Resolves when everything acknowledged up to now has been taken up. @throws CloudfedError UNAVAILABLE */
  async hasOwn(): Promise<void> {
    this.#forgetStray();
    const own = [...this.#own.keys()];
    if (own.length === 0) return;
    // The block may have been taken up before the write was acknowledged: the database knows.
    for (let at = 0; at < own.length; at += MAX_ASKED) this.applied(await this.#found(own.slice(at, at + MAX_ASKED)));
    await this.until(() => own.every((id) => !this.#own.has(id)));
  }

  /** @throws CloudfedError TRANSACTION_UNKNOWN, UNAVAILABLE */
  async has(transactionIds: readonly string[]): Promise<void> {
    const missing = new Set(transactionIds);
    const look = async (): Promise<void> => {
      for (const id of await this.#found([...missing])) missing.delete(id);
    };
    const deadline = performance.now() + this.#options.patienceMs;
    for (;;) {
      const before = this.#taken;
      await look();
      if (missing.size === 0) return;
      if (performance.now() < deadline && (this.#taken !== before || (await this.#news(deadline)))) continue;
      const [id = ''] = missing;
      if (!this.#options.isCurrent()) throw new UnavailableError(BEHIND);
      throw new CloudfedError('TRANSACTION_UNKNOWN', `the ledger has no transaction ${id}, or it was refused there`);
    }
  }

  /** @throws CloudfedError UNAVAILABLE */
  async until(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + this.#options.patienceMs;
    while (!condition()) if (!(await this.#news(deadline))) throw new UnavailableError(BEHIND);
  }

  /** What is in no block long after, though every block was taken up, would hold up every list for ever. */
  #forgetStray(): void {
    if (!this.#options.isCurrent()) return;
    const before = performance.now() - STRAY_MS;
    for (const [id, notedAt] of this.#own) if (notedAt < before) this.#own.delete(id);
  }

  async #found(transactionIds: readonly string[]): Promise<readonly string[]> {
    if (transactionIds.length === 0) return [];
    const rows = await this.#options.database
      .selectFrom('ledger_transaction')
      .select('id')
      .where('id', 'in', transactionIds)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Waits for something to be taken up; false where nothing was in time. */
  #news(deadline: number): Promise<boolean> {
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const waker = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#wakers.delete(waker);
        resolve(false);
      }, leftMs);
      this.#wakers.add(waker);
    });
  }
}
