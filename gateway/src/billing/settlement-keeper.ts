import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, type OrgId } from '@cloudfed/core';

import type { AuditedRequest, AuditLog } from '../audit.js';
import { UnavailableError } from '../fabric/failure.js';
import { waitAtMost } from '../fabric/pause.js';
import { withOrigin } from '../origin.js';
import { type DuesLedger, type SettledDue, settledDues } from './settled-dues.js';

/** What became of a settled statement or net, or hindered the keeper. */
export type KeeperEvent =
  | {
      readonly outcome: 'confirmed';
      readonly id: string;
      readonly paymentReference: string;
      readonly transactionId: string;
    }
  /** It is for people: told once for each payment named. */
  | { readonly outcome: 'left'; readonly id: string; readonly paymentReference: string; readonly problem: string }
  /** Tried again. */
  | { readonly outcome: 'hindered'; readonly cause: unknown };

export interface SettlementKeeperOptions {
  readonly ledger: DuesLedger;
  readonly ownId: OrgId;
  readonly audit: Pick<AuditLog, 'asked' | 'answered'>;
  /** Called synchronously, must not throw. */
  readonly noticed: (event: KeeperEvent) => void;
  readonly pauses?: Partial<KeeperPauses>;
}

/** Milliseconds. */
export interface KeeperPauses {
  /** From the start to the first look. */
  readonly first: number;
  /** From one look to the next, where nothing happens. */
  readonly idle: number;
  /** From a change on a ledger to the look: what happens meanwhile is seen with it. */
  readonly gather: number;
  /**
   * To a second look after a change: the peer that answered may have been behind the one that told of it. After one that
   * was hindered too, and twice as long after each further one.
   */
  readonly again: number;
}

/**
 * Confirms, for as long as it runs, what this organization was paid and can look up. It keeps nothing: all that it knows
 * stands on the ledgers, so it goes on after a restart, and several gateways of one organization do no harm to each other.
 */
export interface SettlementKeeper {
  /** Told the kinds of what has changed on a ledger. */
  changed(kinds: ReadonlySet<string>): void;
  /** Settled statements and nets to this organization that are not confirmed, as far as it has looked. */
  waiting(): number;
  /** Begins nothing more; waits for what is under way at most so long. */
  close(graceMs: number): Promise<void>;
}

const PAUSES: KeeperPauses = { first: 1_000, idle: 600_000, gather: 200, again: 3_000 };
/** What makes a statement or a net one that is settled, or one no more. */
const OF_DUES = /^(?:Statement|Net)\.(?:settled|refused|confirmed)$/u;
/** What may make a payment one that can be seen. */
const OF_PAYMENTS =
  /^(?:Funds\.transferred|Netting\.settled|Chequebook\.cashed|PaymentChannel\.(?:checkpointed|closed|closeBegun|challenged))$/u;
const SELF = { principal: 'gateway', roles: [], userId: undefined, method: 'POST' } as const;
const OK = 200;
const MOST_DOUBLED = 10;
/** Looked at in a round, and remembered as told of. */
const MOST = 10_000;

/** The first look is soon after the start: statements may have been settled meanwhile. */
export function startSettlementKeeper(options: SettlementKeeperOptions): SettlementKeeper {
  return new RunningKeeper(options);
}

class RunningKeeper implements SettlementKeeper {
  readonly #options: SettlementKeeperOptions;
  readonly #pauses: KeeperPauses;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  /** By id. */
  #dues = new Map<string, SettledDue>();
  /** Payments that people were told of, and those that the ledger will never take, by what they were to pay. */
  readonly #told = new Map<string, string>();
  readonly #barred = new Map<string, string>();
  #wake: (() => void) | undefined;
  #news: 'none' | 'payments' | 'dues' = 'none';

  constructor(options: SettlementKeeperOptions) {
    this.#options = options;
    this.#pauses = { ...PAUSES, ...options.pauses };
    this.#running = this.#run();
  }

  changed(kinds: ReadonlySet<string>): void {
    const all = [...kinds];
    if (all.some((kind) => OF_DUES.test(kind))) this.#news = 'dues';
    else if (this.#dues.size > 0 && this.#news === 'none' && all.some((kind) => OF_PAYMENTS.test(kind))) {
      this.#news = 'payments';
    }
    if (this.#news !== 'none') this.#wake?.();
  }

  waiting(): number {
    return this.#dues.size;
  }

  async close(graceMs: number): Promise<void> {
    this.#closing.abort();
    this.#wake?.();
    await waitAtMost(graceMs, this.#running);
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  async #run(): Promise<void> {
    const { first, idle, gather, again } = this.#pauses;
    let pause = first;
    let hindered = 0;
    while (!this.#isClosing()) {
      await this.#untilNews(pause);
      const news = this.#news;
      if (news !== 'none') await this.#sleep(gather);
      if (this.#isClosing()) return;
      this.#news = 'none';
      const isWhole = await this.#look(news !== 'payments', news === 'none');
      hindered = isWhole ? 0 : Math.min(hindered + 1, MOST_DOUBLED);
      pause = isWhole && news === 'none' ? idle : Math.min(again * 2 ** hindered, idle);
    }
  }

  /** @returns whether nothing hindered it */
  async #look(isNew: boolean, isLast: boolean): Promise<boolean> {
    let isWhole = true;
    const hindered = (cause: unknown): void => {
      isWhole = false;
      if (!this.#isClosing()) this.#options.noticed({ outcome: 'hindered', cause });
    };
    if (isNew) {
      await this.#list().catch((error: unknown) => {
        // An organization that is on no ledger yet is owed nothing there.
        if (!(error instanceof CloudfedError) || error.code !== 'NOT_CONFIRMED') hindered(error);
      });
    }
    for (const due of [...this.#dues.values()]) {
      if (this.#isClosing()) return isWhole;
      if (this.#barred.get(due.id) === due.paymentReference) continue;
      try {
        await this.#confirm(due);
        this.#dues.delete(due.id);
      } catch (error) {
        if (!isRefusal(error)) hindered(error);
        else if (isLast) this.#leave(due, error);
      }
    }
    return isWhole;
  }

  async #list(): Promise<void> {
    const { ledger, ownId } = this.#options;
    const dues = new Map<string, SettledDue>();
    for await (const due of settledDues(ledger, ownId)) {
      if (this.#isClosing() || dues.size >= MOST) break;
      dues.set(due.id, due);
    }
    this.#dues = dues;
    for (const known of [this.#told, this.#barred]) {
      for (const id of known.keys()) if (!dues.has(id)) known.delete(id);
    }
  }

  /** Told to the audit log before and after, as what people ask for is; a person may have been first. */
  async #confirm(due: SettledDue): Promise<void> {
    const { audit, noticed } = this.#options;
    const { id, paymentReference, operation, path } = due;
    const paid = await due.check();
    const request: AuditedRequest = { ...SELF, requestId: randomUUID(), operation, path };
    await audit.asked(request, JSON.stringify({ paymentReference, paid: paid?.toString() }));
    let transactionId: string;
    try {
      ({ transactionId } = await withOrigin(request, () => due.confirm(paid)));
    } catch (error) {
      if (error instanceof CloudfedError) {
        const unknown = error instanceof UnavailableError ? error.transactionId : undefined;
        const transactionIds = unknown === undefined ? [] : [unknown];
        await audit.answered(request, { status: error.status, code: error.code, transactionIds });
        if (isRefusal(error) && error.code !== 'CONFLICT') this.#barred.set(id, paymentReference);
      }
      throw error;
    }
    noticed({ outcome: 'confirmed', id, paymentReference, transactionId });
    await audit.answered(request, { status: OK, code: undefined, transactionIds: [transactionId] });
  }

  #leave({ id, paymentReference }: SettledDue, { message: problem }: CloudfedError): void {
    if (this.#told.get(id) === paymentReference) return;
    this.#told.set(id, paymentReference);
    this.#options.noticed({ outcome: 'left', id, paymentReference, problem });
  }

  /** Returns at once where there is some already. */
  async #untilNews(ms: number): Promise<void> {
    if (this.#news !== 'none' || this.#isClosing()) return;
    const over = new AbortController();
    this.#wake = () => {
      over.abort();
    };
    await delay(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    this.#wake = undefined;
  }

  async #sleep(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}

/** It would be the same again until something changes. */
function isRefusal(error: unknown): error is CloudfedError {
  return error instanceof CloudfedError && error.status < 500;
}
