import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';

import { UnavailableError } from '../fabric/failure.js';
import type { Ledger, Written } from '../fabric/ledger.js';
import type { PriceRecord } from '../fabric/records.js';
import type { Store } from '../store.js';

/** One publication's part on one ledger channel. */
interface Part {
  readonly id: string;
  readonly channel: string;
  /** The nine arguments. */
  readonly args: readonly string[];
  /** Seconds; a change of price has one, a first price is in force at once. */
  readonly effectiveFrom: string | undefined;
}

const RETRY_MS = 2_000;
const AHEAD_SECONDS = 5;

/**
 * Publishes prices on several ledger channels. What is to be published is kept on disk first, so a publication that was
 * cut short, also by a crash, is completed: never is a price left on some ledger channels only.
 */
export class PricePublication {
  readonly #ledger: Ledger;
  readonly #store: Store;
  readonly #closing = new AbortController();
  #completing: Promise<void> | undefined;

  constructor(parts: { readonly ledger: Ledger; readonly store: Store }) {
    this.#ledger = parts.ledger;
    this.#store = parts.store;
  }

  /**
   * @param effectiveFrom undefined for a provider's first price
   * @throws CloudfedError the ledger's refusal; UNAVAILABLE where a part is still to be completed
   */
  async publish(
    channels: readonly string[],
    args: readonly string[],
    effectiveFrom: number | undefined,
  ): Promise<Written<PriceRecord>> {
    const parts = channels.map((channel): Part => ({
      id: randomUUID(),
      channel,
      args,
      effectiveFrom: effectiveFrom?.toString(),
    }));
    this.#keep(parts);
    const outcomes = await Promise.allSettled(parts.map((part) => this.#publishPart(part)));
    const published = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    const refusal = failures.find((failure) => !(failure instanceof UnavailableError));
    if (refusal instanceof Error) throw refusal;
    const [first] = published;
    if (failures.length > 0 || first === undefined) {
      this.complete();
      const done = `${String(published.length)} of ${String(parts.length)}`;
      throw new UnavailableError(`published on ${done} ledger channels; the rest is being completed`, 5);
    }
    return first;
  }

  /** Goes on, in the background, with what is not published yet. */
  complete(): void {
    this.#completing ??= this.#untilComplete().finally(() => {
      this.#completing = undefined;
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#completing;
  }

  async #untilComplete(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const parts = this.#kept();
      if (parts.length === 0) return;
      await Promise.allSettled(parts.map((part) => this.#publishPart(part)));
      await delay(RETRY_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  /** A part that the ledger refuses is done with as well: sending it again would be refused again. */
  async #publishPart(part: Part): Promise<Written<PriceRecord>> {
    try {
      const written = await this.#send(part);
      this.#forget(part);
      return written;
    } catch (error) {
      if (!(error instanceof UnavailableError)) this.#forget(part);
      throw error;
    }
  }

  async #send({ channel, args, effectiveFrom }: Part): Promise<Written<PriceRecord>> {
    if (effectiveFrom === undefined) return this.#ledger.initPrice(channel, args);
    try {
      return await this.#ledger.schedulePrice(channel, args, effectiveFrom);
    } catch (error) {
      const isLate = error instanceof CloudfedError && error.code === 'TIME_ORDER';
      if (!isLate || Number(effectiveFrom) > Date.now() / 1000) throw error;
      // The ledger could not be reached until the start had passed. Nothing is retroactive: it starts as soon as it can.
      const soon = Math.floor(Date.now() / 1000) + AHEAD_SECONDS;
      return this.#ledger.schedulePrice(channel, args, soon.toString());
    }
  }

  #keep(parts: readonly Part[]): void {
    const insert = this.#store.prepare('INSERT INTO publication (id, channel, call, stored_at) VALUES (?, ?, ?, ?)');
    this.#store.transaction(() => {
      for (const { id, channel, args, effectiveFrom } of parts) {
        insert.run(id, channel, JSON.stringify({ args, effectiveFrom }), Date.now());
      }
    })();
  }

  #kept(): readonly Part[] {
    const rows = this.#store.prepare('SELECT id, channel, call FROM publication ORDER BY stored_at, rowid').all();
    return (rows as { id: string; channel: string; call: string }[]).map(({ id, channel, call }) => {
      const { args, effectiveFrom } = JSON.parse(call) as { args: readonly string[]; effectiveFrom?: string };
      return { id, channel, args, effectiveFrom };
    });
  }

  #forget({ id }: Part): void {
    this.#store.prepare('DELETE FROM publication WHERE id = ?').run(id);
  }
}
