import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, MAX_SECONDS, type Price, PRICE_FIELDS, samePrice } from '@cloudfed/core';

import { Admission } from './admission.js';
import { priceOf, transactionRef } from './codec.js';
import type { Membership } from './directory.js';
import { callerError, UnavailableError } from './failure.js';
import type { Ledger, Written } from './ledger.js';
import type { LedgerObserver, PriceVersionRecord, Publication } from './ledger-port.js';
import type { KeptIntent, PriceIntent, PriceIntents } from './price-intents.js';
import type { PriceRecord } from './records.js';

export interface PricePublisherOptions {
  readonly ledger: Pick<Ledger, 'publishPrice' | 'tryPrice' | 'readPriceAt'>;
  readonly intents: PriceIntents;
  readonly observer?: LedgerObserver | undefined;
  readonly nowSeconds?: () => number;
  readonly retryMs?: number;
}

/**
 * Publishes prices on several ledger channels. What is to be published is kept on disk first, so a publication that was
 * cut short, also by a crash, is completed: never is a price left on some ledger channels only.
 */
export interface PricePublisher {
  /** A first price, in force at once. @throws CloudfedError the ledger's refusal, with nothing published */
  publish(memberships: readonly Membership[], price: Price): Promise<Publication>;
  /** A change, from `effectiveFrom` on, else from some seconds ahead. @throws CloudfedError as above */
  change(memberships: readonly Membership[], price: Price, effectiveFrom: number | undefined): Promise<Publication>;
  /** Puts the price in force on ledger channels that came later and have none. */
  spread(memberships: readonly Membership[]): Promise<void>;
  /** Goes on, in the background, with what an earlier run left. */
  resume(): void;
  close(): Promise<void>;
}

/** What a change needs to be endorsed and ordered everywhere before it is in force. */
const AHEAD_SECONDS = 5;
/** A version that starts later than this was put there on purpose; a change "now" cannot go before it. */
const SOON_SECONDS = 60;
const RETRY_MS = 2_000;

export function newPricePublisher(options: PricePublisherOptions): PricePublisher {
  return new IntentPublisher(options);
}

interface Part {
  readonly membership: Membership;
  readonly latest: PriceVersionRecord | undefined;
}

class IntentPublisher implements PricePublisher {
  readonly #ledger: PricePublisherOptions['ledger'];
  readonly #intents: PriceIntents;
  readonly #observer: LedgerObserver;
  readonly #nowSeconds: () => number;
  readonly #retryMs: number;
  /** One publication at a time, so that versions come in one order on every ledger channel. */
  readonly #turn = new Admission({ atOnce: 1, mayWait: 50, patienceMs: 30_000 });
  readonly #closing = new AbortController();
  #completing: Promise<void> | undefined;

  constructor(options: PricePublisherOptions) {
    this.#ledger = options.ledger;
    this.#intents = options.intents;
    this.#observer = options.observer ?? {};
    this.#nowSeconds = options.nowSeconds ?? ((): number => Math.floor(Date.now() / 1_000));
    this.#retryMs = options.retryMs ?? RETRY_MS;
  }

  publish(memberships: readonly Membership[], price: Price): Promise<Publication> {
    return this.#inTurn(() =>
      this.#publishAll(
        memberships.map((membership) => initIntent(membership, price)),
        undefined,
      ),
    );
  }

  change(memberships: readonly Membership[], price: Price, effectiveFrom?: number): Promise<Publication> {
    return this.#inTurn(async () => {
      // A scheduled change alone would leave a ledger channel without a price until then.
      if (effectiveFrom !== undefined) await this.#spreadNow(memberships);
      const parts = await Promise.all(memberships.map((membership) => this.#part(membership)));
      const published = parts.flatMap(({ latest }) => (latest === undefined ? [] : [latest]));
      const [first] = published;
      if (first === undefined) {
        throw new CloudfedError('PRICE_MISSING', 'there is no price yet to be changed; publish one first');
      }
      const from = effectiveFrom ?? this.#soon(published);
      const intents = parts.flatMap(({ membership, latest }): PriceIntent[] => {
        if (latest === undefined) return [initIntent(membership, price)];
        // A change that is there already, of this or an earlier try, is not made again.
        if (effectiveFrom === undefined && samePrice(latest.price, price)) return [];
        return [scheduleIntent(membership, price, from)];
      });
      return this.#publishAll(intents, first);
    });
  }

  async spread(memberships: readonly Membership[]): Promise<void> {
    await this.#inTurn(() => this.#spreadNow(memberships));
  }

  resume(): void {
    if (this.#closing.signal.aborted || this.#intents.all().length === 0) return;
    this.#completing ??= this.#untilComplete().finally(() => {
      this.#completing = undefined;
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#completing;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.#turn.run(() => {
      if (this.#intents.all().length > 0) {
        throw new UnavailableError('an earlier publication is still being completed', 5);
      }
      return act();
    });
  }

  /** The latest version there is, also one whose start is to come. */
  async #part(membership: Membership): Promise<Part> {
    const { channel, own } = membership;
    try {
      return { membership, latest: priceOf(await this.#ledger.readPriceAt(channel, own.orgId, MAX_SECONDS)) };
    } catch (error) {
      if (error instanceof CloudfedError && error.code === 'NOT_FOUND') return { membership, latest: undefined };
      throw error;
    }
  }

  async #spreadNow(memberships: readonly Membership[]): Promise<void> {
    const parts = await Promise.all(memberships.map((membership) => this.#part(membership)));
    const published = parts.find(({ latest }) => latest !== undefined);
    const missing = parts.filter(({ latest }) => latest === undefined);
    if (published === undefined || missing.length === 0) return;
    const { channel, own } = published.membership;
    const { price } = priceOf(await this.#ledger.readPriceAt(channel, own.orgId, this.#nowSeconds()));
    await this.#publishAll(
      missing.map(({ membership }) => initIntent(membership, price)),
      published.latest,
    );
  }

  #soon(published: readonly PriceVersionRecord[]): number {
    const now = this.#nowSeconds();
    const last = Math.max(...published.map(({ effectiveFrom }) => effectiveFrom.seconds));
    if (last > now + SOON_SECONDS) {
      throw new CloudfedError('CONFLICT', 'a later version is scheduled; the next one can only be scheduled after it');
    }
    return Math.max(now + AHEAD_SECONDS, last + 1);
  }

  /** @param before what the provider's price is where there is nothing to write */
  async #publishAll(intents: readonly PriceIntent[], before: PriceVersionRecord | undefined): Promise<Publication> {
    // A refusal on one ledger channel must come before anything is written on another.
    await Promise.all(intents.map(({ channel, call, args }) => this.#ledger.tryPrice(channel, call, args)));
    const kept = this.#intents.add(intents);
    const outcomes = await Promise.allSettled(kept.map((intent) => this.#complete(intent)));
    const written = outcomes.flatMap((outcome, at) => {
      const intent = kept[at];
      return outcome.status === 'fulfilled' && intent ? [{ ledgerChannel: intent.channel, ...outcome.value }] : [];
    });
    const failures = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [callerError(outcome.reason)] : [],
    );
    const refusal = failures.find((failure) => !(failure instanceof UnavailableError));
    if (refusal !== undefined) throw refusal;
    if (failures.length > 0) {
      this.resume();
      const done = `${written.length} of ${kept.length}`;
      throw new UnavailableError(`published on ${done} ledger channels; the rest is being completed`, 5);
    }
    const [first] = written;
    const record = first === undefined ? before : priceOf(first.record);
    if (record === undefined) throw new CloudfedError('NOT_CONFIRMED', 'there is no ledger channel to publish on');
    const transactions = written.map((part) => ({ ledgerChannel: part.ledgerChannel, ...transactionRef(part) }));
    return { record, transactions };
  }

  async #untilComplete(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const left = this.#intents.all();
      if (left.length === 0) return;
      await Promise.allSettled(left.map((intent) => this.#complete(intent)));
      await delay(this.#retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** A part that the ledger refuses is done with as well: sending it again would be refused again. */
  async #complete(intent: KeptIntent): Promise<Written<PriceRecord>> {
    try {
      const written = await this.#send(intent);
      this.#intents.done(intent);
      return written;
    } catch (error) {
      if (!(error instanceof UnavailableError)) {
        const message = `the ledger refused a price on ${intent.channel} that others may have`;
        this.#observer.noticed?.({ level: 'error', message, cause: error });
        this.#intents.done(intent);
      }
      throw error;
    }
  }

  async #send({ channel, call, args }: PriceIntent): Promise<Written<PriceRecord>> {
    try {
      return await this.#ledger.publishPrice(channel, call, args);
    } catch (error) {
      const now = this.#nowSeconds();
      const from = Number(args.at(-1));
      const isLate = call === 'schedulePrice' && error instanceof CloudfedError && error.code === 'TIME_ORDER';
      if (!isLate || from > now) throw error;
      // The ledger could not be reached until the start had passed. Nothing is retroactive: it starts as soon as it can.
      const soon = [...args.slice(0, -1), (now + AHEAD_SECONDS).toString()];
      return this.#ledger.publishPrice(channel, call, soon);
    }
  }
}

function initIntent(membership: Membership, price: Price): PriceIntent {
  return { channel: membership.channel, call: 'initPrice', args: priceArguments(membership, price) };
}

function scheduleIntent(membership: Membership, price: Price, effectiveFrom: number): PriceIntent {
  const args = [...priceArguments(membership, price), effectiveFrom.toString()];
  return { channel: membership.channel, call: 'schedulePrice', args };
}

function priceArguments({ own }: Membership, price: Price): readonly string[] {
  return [own.name, own.orgId, ...PRICE_FIELDS.map((field) => price[field].toString())];
}
