import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, type ErrorCode } from '@cloudfed/core';

import type { LaneHead, LedgerPort, UsageStanding } from '../fabric/ledger-port.js';
import { waitAtMost } from '../fabric/pause.js';
import { formBatch, packBatch, recordIdOf, usageRecordOf, type WaitingUsage } from './usage-batching.js';
import type { UsageLocations } from './usage-locations.js';
import type { KnownPlace, SentBatch, UsageOutbox } from './usage-outbox.js';
import { windowOf } from './usage-windows.js';

export type UsageLedger = Pick<
  LedgerPort,
  'readLaneHead' | 'recordUsage' | 'recordLateUsage' | 'refreshRoster' | 'locateMetered'
>;

/** Hooks for metrics and the log; called synchronously, must not throw. */
export interface UsageObserver {
  /** Parts of reports of which the outcome is known. */
  settled?(event: { readonly recorded: number; readonly late: number; readonly refused: number }): void;
  noticed?(event: {
    readonly level: 'info' | 'warn' | 'error';
    readonly message: string;
    readonly cause?: unknown;
  }): void;
}

export interface UsageDrainOptions {
  readonly ledger: UsageLedger;
  readonly outbox: UsageOutbox;
  readonly locations: UsageLocations;
  readonly windowSeconds: number;
  /** How long after a window's end, and after the first of its records came, the others are waited for. */
  readonly waitSeconds: number;
  readonly maxRecords: number;
  /** Batches on their way at once, of different lanes. */
  readonly atOnce: number;
  /** How long settled reports are remembered. */
  readonly keepSeconds: number;
  readonly observer?: UsageObserver | undefined;
  readonly now?: () => number;
}

const TICK_MS = 500;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const MOST_LATE_AT_ONCE = 100;
const FORGET_EVERY_MS = 60_000;
const FORGET_AT_ONCE = 5_000;
const MOST_REFRESHES = 1_000;
/** Refusals of a batch as it is: another has been recorded under its number, or beyond its window, meanwhile. */
const OUT_OF_TURN: readonly ErrorCode[] = ['CONFLICT', 'LATE_USAGE'];

/**
 * Brings what waits to the ledger: lane by lane, a batch at a time in each, several lanes at once. It never gives up: what
 * cannot be recorded now is tried again, later and later.
 */
export class UsageDrain {
  readonly #options: UsageDrainOptions;
  readonly #outbox: UsageOutbox;
  readonly #ledger: UsageLedger;
  readonly #observer: UsageObserver;
  readonly #closing = new AbortController();
  readonly #busy = new Map<number, Promise<void>>();
  readonly #heads = new Map<number, LaneHead>();
  /** Until when nothing can become of what waits for a lane: reading it meanwhile would be in vain. */
  readonly #quietUntil = new Map<number, number>();
  #ticking: Promise<void> | undefined;
  #forgottenAt = 0;

  constructor(options: UsageDrainOptions) {
    this.#options = options;
    this.#outbox = options.outbox;
    this.#ledger = options.ledger;
    this.#observer = options.observer ?? {};
  }

  start(): void {
    this.#ticking ??= this.#tick();
  }

  /** Lets batches on their way finish, at most for so long. What has not is kept for the next run. */
  async close(graceMs: number): Promise<void> {
    this.#closing.abort();
    await waitAtMost(graceMs, Promise.allSettled([this.#ticking, ...this.#busy.values()]));
  }

  async #tick(): Promise<void> {
    const { signal } = this.#closing;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#locate();
        this.#forget();
        this.#wake();
        failures = 0;
      } catch (cause) {
        failures += 1;
        this.#observer.noticed?.({ level: 'warn', message: 'usage cannot be brought to the ledger now', cause });
      }
      await this.#pause(failures === 0 ? TICK_MS : pauseMs(failures));
    }
  }

  async #locate(): Promise<void> {
    const refused = await this.#options.locations.locateWaiting(this.#now(), this.#closing.signal);
    if (refused > 0) this.#observer.settled?.({ recorded: 0, late: 0, refused });
  }

  #forget(): void {
    const now = this.#now();
    if (now * 1_000 - this.#forgottenAt < FORGET_EVERY_MS) return;
    const more = this.#outbox.forget(now - this.#options.keepSeconds, FORGET_AT_ONCE);
    if (!more) this.#forgottenAt = now * 1_000;
  }

  /** Sets to work on every lane that has work and is not worked on, as far as there is room. */
  #wake(): void {
    for (const place of this.#outbox.places()) {
      if (this.#busy.size >= this.#options.atOnce) return;
      if (this.#busy.has(place.placeId) || !this.#hasWork(place)) continue;
      const working = this.#drain(place)
        .catch((cause: unknown) => {
          this.#observer.noticed?.({ level: 'error', message: `lane ${place.lane} cannot be drained`, cause });
        })
        .finally(() => {
          this.#busy.delete(place.placeId);
        });
      this.#busy.set(place.placeId, working);
    }
  }

  #hasWork({ placeId }: KnownPlace): boolean {
    return (
      this.#outbox.sentBatches(placeId).length > 0 ||
      (this.#now() >= (this.#quietUntil.get(placeId) ?? 0) &&
        this.#outbox.waiting(placeId, this.#lastWindow(), 1).length > 0) ||
      this.#outbox.late(placeId, 1).length > 0
    );
  }

  /** The begin of the last window whose records have been waited for. */
  #lastWindow(): number {
    const { windowSeconds, waitSeconds } = this.#options;
    return windowOf(this.#now() - waitSeconds, windowSeconds) - windowSeconds;
  }

  async #drain(place: KnownPlace): Promise<void> {
    for (const batch of this.#outbox.sentBatches(place.placeId)) await this.#send(place, batch);
    while (!this.#closing.signal.aborted) {
      const didBatch = await this.#nextBatch(place);
      const didLate = await this.#nextLate(place);
      if (!didBatch && !didLate) return;
    }
  }

  async #nextBatch(place: KnownPlace): Promise<boolean> {
    const { maxRecords, windowSeconds, waitSeconds } = this.#options;
    const rows = this.#outbox.waiting(place.placeId, this.#lastWindow(), maxRecords + 1);
    if (rows.length === 0) return false;
    const head = await this.#headOf(place);
    const more = rows.length > maxRecords;
    const receivedBy = this.#now() - waitSeconds;
    const { late, cuts, batch, waitedSince } = formBatch(rows, { head, windowSeconds, maxRecords, more, receivedBy });
    for (const { row, at } of cuts) this.#outbox.cut(row, at, windowSeconds);
    if (late.length > 0) this.#outbox.markLate(late);
    if (batch !== undefined) {
      const sequence = head.sequence + 1;
      await this.#send(place, this.#outbox.keepBatch(place.placeId, sequence, packBatch(batch, place.lane, sequence)));
    }
    if (waitedSince !== undefined) this.#quietUntil.set(place.placeId, waitedSince + waitSeconds);
    return batch !== undefined || late.length > 0 || cuts.length > 0;
  }

  async #headOf(place: KnownPlace): Promise<LaneHead> {
    const known = this.#heads.get(place.placeId);
    if (known !== undefined) return known;
    const head = await this.#untilAnswered(() => this.#ledger.readLaneHead(place));
    this.#heads.set(place.placeId, head);
    return head;
  }

  /** Sends a batch until the ledger has judged it. */
  async #send(place: KnownPlace, batch: SentBatch): Promise<void> {
    // Whatever becomes of it, the lane's end is asked for anew.
    this.#heads.delete(place.placeId);
    for (let failures = 1; ; failures += 1) {
      try {
        const standing = await this.#recordUsage(place, batch);
        const { recorded, refused } = this.#outbox.settleBatch(batch, standing);
        this.#observer.settled?.({ recorded, late: 0, refused });
        return;
      } catch (error) {
        if (this.#closing.signal.aborted) throw error;
        if (error instanceof CloudfedError && OUT_OF_TURN.includes(error.code)) {
          this.#observer.noticed?.({
            level: 'warn',
            message: `a batch of lane ${place.lane} is formed anew`,
            cause: error,
          });
          this.#outbox.dropBatch(batch);
          return;
        }
        this.#observer.noticed?.({
          level: 'warn',
          message: `a batch of lane ${place.lane} is sent again`,
          cause: error,
        });
        await this.#pause(pauseMs(failures));
      }
    }
  }

  async #recordUsage(place: KnownPlace, { argument }: SentBatch): Promise<UsageStanding> {
    try {
      return await this.#ledger.recordUsage(place, argument);
    } catch (error) {
      if (!(error instanceof CloudfedError) || error.code !== 'LIMIT_EXCEEDED') throw error;
    }
    // More opens and releases than a batch counts in by itself.
    for (let refreshes = 0; refreshes < MOST_REFRESHES; refreshes += 1) {
      if (!(await this.#ledger.refreshRoster(place)).more) break;
    }
    return this.#ledger.recordUsage(place, argument);
  }

  async #nextLate(place: KnownPlace): Promise<boolean> {
    const rows = this.#outbox.late(place.placeId, MOST_LATE_AT_ONCE);
    if (rows.length === 0) return false;
    await Promise.all(rows.map((row) => this.#recordLate(place, row)));
    return true;
  }

  async #recordLate(place: KnownPlace, row: WaitingUsage): Promise<void> {
    const recordId = recordIdOf(row);
    const call = (): Promise<UsageStanding> => this.#ledger.recordLateUsage(place, usageRecordOf(row, recordId));
    try {
      const { transactionId } = await this.#untilAnswered(call);
      this.#outbox.recordedLate(row, recordId, transactionId);
      this.#observer.settled?.({ recorded: 0, late: 1, refused: 0 });
    } catch (error) {
      if (this.#closing.signal.aborted || !(error instanceof CloudfedError)) throw error;
      if (error.code === 'CONFLICT') {
        // The lane is not metered so far: it is not late.
        this.#heads.delete(place.placeId);
        this.#outbox.unmarkLate([row]);
        await this.#pause(FIRST_PAUSE_MS);
        return;
      }
      this.#outbox.refusedLate(row, error.code);
      this.#observer.settled?.({ recorded: 0, late: 0, refused: 1 });
    }
  }

  /** Asks until there is an answer or a refusal: what is not there now will be. */
  async #untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await ask();
      } catch (error) {
        const isLasting = error instanceof CloudfedError && error.status < 500 && error.code !== 'RATE_LIMITED';
        if (isLasting || this.#closing.signal.aborted) throw error;
      }
      await this.#pause(pauseMs(failures));
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #now(): number {
    return this.#options.now?.() ?? Math.floor(Date.now() / 1_000);
  }
}

function pauseMs(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);
}
