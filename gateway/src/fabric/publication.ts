import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, MAX_SECONDS, type Price, PRICE_FIELDS, samePrice } from '@cloudfed/core';

import { Admission } from './admission.js';
import { priceOf, transactionRef } from './codec.js';
import type { Membership } from './directory.js';
import { UnavailableError } from './failure.js';
import type { Ledger } from './ledger.js';
import type { LedgerObserver, PriceVersionRecord, Publication } from './ledger-port.js';
import { ifThere } from './lookup.js';
import { PriceCompletion, type PriceCompletionOptions } from './price-completion.js';
import type { PriceIntent, PriceIntents } from './price-intents.js';

export interface PricePublisherOptions {
  readonly ledger: Pick<Ledger, 'publishPrice' | 'tryPrice' | 'readPriceAt'>;
  /** The ledger channels to publish on. @throws CloudfedError NOT_CONFIRMED where there is none */
  readonly memberships: () => Promise<readonly Membership[]>;
  readonly intents: PriceIntents;
  readonly observer?: LedgerObserver | undefined;
  readonly settledLate?: PriceCompletionOptions['settledLate'];
  readonly nowSeconds?: () => number;
  readonly answerMs?: number;
  readonly retryMs?: number;
}

/**
 * Publishes prices on several ledger channels. What is to be published is kept on disk first, so a publication that was
 * cut short, also by a crash, is completed: never is a price left on some ledger channels only. One publication is
 * completed before the next begins; asking for the same again meanwhile, or afterwards, is harmless.
 */
export interface PricePublisher {
  /** A first price, in force at once. @throws CloudfedError the ledger's refusal, with nothing published */
  publish(price: Price): Promise<Publication>;
  /** A change, from `effectiveFrom` on, else from some seconds ahead. @throws CloudfedError as above */
  change(price: Price, effectiveFrom: number | undefined): Promise<Publication>;
  /** Puts the price in force, in the background, on ledger channels that came later and have none. */
  spread(): void;
  /** Goes on, in the background, with what an earlier run left. */
  resume(): void;
  close(): Promise<void>;
}

/** What a change needs to be endorsed and ordered everywhere before it is in force. */
const AHEAD_SECONDS = 5;
/** A version that starts later than this was put there on purpose; a change "now" cannot go before it. */
const SOON_SECONDS = 60;
const RETRY_MS = 2_000;
const ANSWER_MS = 30_000;
const TURN_MS = 15_000;

export function newPricePublisher(options: PricePublisherOptions): PricePublisher {
  return new IntentPublisher(options);
}

/** A ledger channel, and the latest version that it has: it may start later. */
interface Part {
  readonly membership: Membership;
  readonly latest: PriceVersionRecord | undefined;
}

class IntentPublisher implements PricePublisher {
  readonly #ledger: PricePublisherOptions['ledger'];
  readonly #memberships: PricePublisherOptions['memberships'];
  readonly #completion: PriceCompletion;
  readonly #observer: LedgerObserver;
  readonly #nowSeconds: () => number;
  readonly #retryMs: number;
  /** One publication at a time, so that versions come in one order on every ledger channel. */
  readonly #turn = new Admission({ atOnce: 1, mayWait: 50, patienceMs: TURN_MS });
  readonly #closing = new AbortController();
  #spreading: Promise<void> | undefined;
  #spreadAgain = false;

  constructor(options: PricePublisherOptions) {
    const { ledger, intents, settledLate, observer = {} } = options;
    this.#ledger = ledger;
    this.#memberships = options.memberships;
    this.#observer = observer;
    this.#nowSeconds = options.nowSeconds ?? ((): number => Math.floor(Date.now() / 1_000));
    this.#retryMs = options.retryMs ?? RETRY_MS;
    this.#completion = new PriceCompletion({
      ledger,
      intents,
      observer,
      settledLate,
      nowSeconds: this.#nowSeconds,
      answerMs: options.answerMs ?? ANSWER_MS,
      retryMs: this.#retryMs,
    });
  }

  publish(price: Price): Promise<Publication> {
    return this.#inTurn(async () => {
      const intents = (await this.#parts()).map(({ membership, latest }) => ({
        latest,
        intent: initIntent(membership, price),
      }));
      const there = intents.filter(({ latest }) => latest !== undefined);
      // Where a price is, only the same first price is no contradiction; the ledger compares, and tells that one.
      const [first] = await Promise.all(there.map(({ intent }) => this.#try(intent)));
      const missing = intents.flatMap(({ latest, intent }) => (latest === undefined ? [intent] : []));
      return this.#publishAll(missing, first);
    });
  }

  change(price: Price, effectiveFrom: number | undefined): Promise<Publication> {
    return this.#inTurn(async () => {
      // A scheduled change alone would leave a ledger channel without a price until then.
      if (effectiveFrom !== undefined) await this.#spreadNow();
      const parts = await this.#parts();
      const published = parts.flatMap(({ latest }) => (latest === undefined ? [] : [latest]));
      const [first] = published;
      if (first === undefined) {
        throw new CloudfedError('PRICE_MISSING', 'there is no price yet to be changed; publish one first');
      }
      const from = effectiveFrom ?? this.#soon(published);
      const intents = parts.flatMap(({ membership, latest }): PriceIntent[] => {
        if (latest === undefined) return [initIntent(membership, price)];
        // A change that is there already, of this or an earlier try, is not made again.
        if (samePrice(latest.price, price) && (effectiveFrom === undefined || isFrom(latest, from))) return [];
        return [scheduleIntent(membership, price, from)];
      });
      return this.#publishAll(intents, first);
    });
  }

  spread(): void {
    if (this.#closing.signal.aborted) return;
    this.#spreadAgain = true;
    this.#spreading ??= this.#untilSpread().finally(() => {
      this.#spreading = undefined;
    });
  }

  resume(): void {
    this.#completion.resume();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#completion.close();
    await this.#spreading;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    return this.#turn.run(() => {
      if (this.#completion.isPending) {
        throw new UnavailableError('an earlier publication is still being completed', 5);
      }
      return act();
    });
  }

  async #parts(): Promise<readonly Part[]> {
    const memberships = await this.#memberships();
    return Promise.all(
      memberships.map(async (membership) => ({ membership, latest: await this.#priceAt(membership, MAX_SECONDS) })),
    );
  }

  #priceAt({ channel, own }: Membership, seconds: number): Promise<PriceVersionRecord | undefined> {
    return ifThere(this.#ledger.readPriceAt(channel, own.orgId, seconds).then(priceOf));
  }

  async #untilSpread(): Promise<void> {
    for (let isFirst = true; this.#spreadAgain && !this.#closing.signal.aborted; isFirst = false) {
      this.#spreadAgain = false;
      try {
        await this.#inTurn(() => this.#spreadNow());
      } catch (cause) {
        const message = 'the price is not on every ledger channel yet';
        if (isFirst) this.#observer.noticed?.({ level: 'info', message, cause });
        // Where this organization is not confirmed yet, its confirmation is told and begins this again.
        if (cause instanceof UnavailableError) this.#spreadAgain = true;
      }
      await delay(this.#retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
  }

  async #spreadNow(): Promise<void> {
    const parts = await this.#parts();
    const published = parts.find(({ latest }) => latest !== undefined);
    const missing = parts.filter(({ latest }) => latest === undefined);
    if (published === undefined || missing.length === 0) return;
    const inForce = await this.#priceAt(published.membership, this.#nowSeconds());
    if (inForce === undefined) return;
    await this.#publishAll(
      missing.map(({ membership }) => initIntent(membership, inForce.price)),
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

  async #try({ channel, call, args }: PriceIntent): Promise<PriceVersionRecord> {
    return priceOf(await this.#ledger.tryPrice(channel, call, args));
  }

  /** @param before what the provider's price is where there is nothing to write */
  async #publishAll(intents: readonly PriceIntent[], before: PriceVersionRecord | undefined): Promise<Publication> {
    // A refusal on one ledger channel must come before anything is written on another.
    await Promise.all(intents.map((intent) => this.#try(intent)));
    const written = await this.#completion.publish(intents);
    const [first] = written;
    const record = first === undefined ? before : priceOf(first.record);
    if (record === undefined) throw new CloudfedError('NOT_CONFIRMED', 'there is no ledger channel to publish on');
    const transactions = written.map((part) => ({ ledgerChannel: part.ledgerChannel, ...transactionRef(part) }));
    return { record, transactions };
  }
}

function isFrom({ effectiveFrom }: PriceVersionRecord, seconds: number): boolean {
  return effectiveFrom.seconds === seconds && effectiveFrom.nanos === 0;
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
