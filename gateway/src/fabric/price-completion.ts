import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';

import { currentOrigins } from '../origin.js';
import type { LateWrite } from './certainty.js';
import { callerError, UnavailableError } from './failure.js';
import type { Ledger, Written } from './ledger.js';
import type { LedgerObserver } from './ledger-port.js';
import type { KeptIntent, PriceIntent, PriceIntents } from './price-intents.js';
import type { PriceRecord } from './records.js';

export interface PriceCompletionOptions {
  readonly ledger: Pick<Ledger, 'publishPrice' | 'tryPrice'>;
  readonly intents: PriceIntents;
  readonly observer: LedgerObserver;
  readonly nowSeconds: () => number;
  /** Told of parts that were done after their caller was answered; before they are forgotten. */
  readonly settledLate?: ((outcome: LateWrite) => Promise<void>) | undefined;
  /** How long a publication is waited for before its caller is answered that it goes on. */
  readonly answerMs: number;
  readonly retryMs: number;
}

/** A part of a publication that is on its ledger channel. */
export interface PublishedPart extends Written<PriceRecord> {
  readonly ledgerChannel: string;
}

/**
 * Sends the parts of publications until the ledger has taken or finally refused each. They are on disk from before the
 * first is sent until the last is done, so a publication that was cut short, also by a crash, is completed.
 */
export class PriceCompletion {
  readonly #options: PriceCompletionOptions;
  readonly #closing = new AbortController();
  /** By their numbers: each is worked on once. */
  readonly #underWay = new Map<number, Promise<void>>();

  constructor(options: PriceCompletionOptions) {
    this.#options = options;
  }

  /** Whether a publication is not complete yet. */
  get isPending(): boolean {
    return this.#options.intents.all().length > 0;
  }

  /**
   * Publishes all parts.
   *
   * @throws CloudfedError the ledger's refusal of a part; UNAVAILABLE where some are not done in time: they go on
   */
  async publish(intents: readonly PriceIntent[]): Promise<readonly PublishedPart[]> {
    const kept = this.#keep(intents);
    const outcomes = await Promise.allSettled(kept.map((intent) => this.#firstTry(intent)));
    const written = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [callerError(outcome.reason)] : [],
    );
    const refusal = failures.find((failure) => !(failure instanceof UnavailableError));
    if (refusal !== undefined) throw refusal;
    if (failures.length > 0) {
      const done = `${written.length} of ${kept.length}`;
      throw new UnavailableError(`published on ${done} ledger channels; the rest is being completed`, 5);
    }
    return written;
  }

  /** Goes on, in the background, with what an earlier run left. */
  resume(): void {
    for (const intent of this.#options.intents.all()) this.#goOn(intent, this.#send(intent));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#underWay.values());
  }

  #keep(intents: readonly PriceIntent[]): readonly KeptIntent[] {
    try {
      return this.#options.intents.add(intents, currentOrigins());
    } catch (cause) {
      this.#notice('a publication could not be kept on disk', cause);
      throw new UnavailableError('the gateway cannot keep publications now', 5);
    }
  }

  /** Resolves where the part is done at the first try and in time; goes on with it in the background otherwise. */
  async #firstTry(intent: KeptIntent): Promise<PublishedPart> {
    const { channel } = intent;
    const sending = this.#send(intent);
    const over = new AbortController();
    const late = delay(this.#options.answerMs, undefined, { signal: over.signal });
    late.catch(() => undefined);
    try {
      const written = await Promise.race([sending, late]);
      if (written !== undefined) {
        this.#done(intent);
        return { ...written, ledgerChannel: channel };
      }
    } catch (error) {
      if (await this.#isFinal(intent, error)) {
        this.#refused(intent, error);
        throw error;
      }
    } finally {
      over.abort();
    }
    this.#goOn(intent, sending);
    throw new UnavailableError(`the price is not on ${channel} yet`, 5);
  }

  #goOn(intent: KeptIntent, sending: Promise<Written<PriceRecord>>): void {
    const { sequence, channel } = intent;
    if (this.#underWay.has(sequence)) return;
    const working = this.#untilDone(intent, sending)
      .catch((cause: unknown) => {
        if (!this.#closing.signal.aborted) this.#notice(`a publication on ${channel} waits for the next start`, cause);
      })
      .finally(() => this.#underWay.delete(sequence));
    this.#underWay.set(sequence, working);
  }

  async #untilDone(intent: KeptIntent, first: Promise<Written<PriceRecord>>): Promise<void> {
    const { channel: ledgerChannel, origins } = intent;
    for (let sending = first; ; sending = this.#send(intent)) {
      try {
        const { transactionId } = await sending;
        await this.#options.settledLate?.({ origins, ledgerChannel, transactionId, isCommitted: true });
        this.#done(intent);
        return;
      } catch (error) {
        if (await this.#isFinal(intent, error)) {
          await this.#options.settledLate?.({ origins, ledgerChannel, isCommitted: false });
          this.#refused(intent, error);
          return;
        }
      }
      await delay(this.#options.retryMs, undefined, { signal: this.#closing.signal });
    }
  }

  async #send({ channel, call, args, origins }: KeptIntent): Promise<Written<PriceRecord>> {
    const { ledger, nowSeconds } = this.#options;
    try {
      return await ledger.publishPrice(channel, { name: call, args, origins });
    } catch (error) {
      const isLate = call === 'schedulePrice' && error instanceof CloudfedError && error.code === 'TIME_ORDER';
      if (!isLate || Number(args.at(-1)) > nowSeconds()) throw error;
      // The ledger could not be reached until the start had passed. Nothing is retroactive, so it is in force at once;
      // that the price is in force already, from an earlier try, is no error.
      return ledger.publishPrice(channel, { name: 'updatePrice', args: args.slice(0, -1), origins });
    }
  }

  /**
   * Whether sending a part again is no use. Another organization's endorser may be behind, and then refuses what this
   * organization's own, asked again, does not.
   */
  async #isFinal({ channel, call, args }: KeptIntent, error: unknown): Promise<boolean> {
    if (!isRefusal(error) || this.#closing.signal.aborted) return false;
    try {
      await this.#options.ledger.tryPrice(channel, call, args);
      return false;
    } catch (again) {
      return isRefusal(again);
    }
  }

  #done(intent: KeptIntent): void {
    try {
      this.#options.intents.done(intent);
    } catch (cause) {
      // Done again by the next run, which changes nothing.
      this.#notice('a publication that is complete could not be forgotten', cause);
    }
  }

  #refused(intent: KeptIntent, cause: unknown): void {
    this.#notice(`the ledger refused a price on ${intent.channel} that other ledger channels may have`, cause);
    this.#done(intent);
  }

  #notice(message: string, cause: unknown): void {
    this.#options.observer.noticed?.({ level: 'error', message, cause });
  }
}

/** Whether the ledger has judged, and will again: a confirmation that is on its way is not that. */
function isRefusal(error: unknown): boolean {
  return !(error instanceof UnavailableError) && callerError(error).code !== 'NOT_CONFIRMED';
}
