import { setTimeout as delay } from 'node:timers/promises';

import { Admission } from './admission.js';
import type { CommitOutcome, LedgerClient, SignedTransaction } from './connection.js';
import type { EnvelopeStore, StoredEnvelope } from './envelope-store.js';
import {
  callerError,
  commitCodeOf,
  InvalidTransactionError,
  isConflict,
  isEndorsementMismatch,
  UnavailableError,
  ValidationCode,
} from './failure.js';

/** A write that is on the ledger. */
export interface Committed {
  /** The answer of the chaincode function. */
  readonly result: string;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** Told what happens to transactions, for metrics. */
export interface SubmitObserver {
  readonly outcome?: (outcome: 'committed' | 'refused' | 'conflict' | 'unavailable' | 'unknown') => void;
  readonly retried?: (reason: 'conflict' | 'mismatch' | 'resend') => void;
}

export interface SubmitOptions {
  readonly client: LedgerClient;
  readonly envelopes: EnvelopeStore;
  readonly observer?: SubmitObserver;
  /** Transactions on their way at once. Default 300. */
  readonly atOnce?: number;
  /** Writes that may wait for a place. Default 5,000. */
  readonly mayWait?: number;
  /** Proposals made for one write, at most. Default 8. */
  readonly maxProposals?: number;
  /** How long a write waits for its outcome before it answers that it is not known. Default 45,000 ms. */
  readonly certaintyMs?: number;
  readonly random?: () => number;
}

export interface Submitter {
  /**
   * Runs a function and answers when its writes are on the ledger. A transaction is kept on disk before it is sent;
   * while what became of it is not known, the same one is sent again and asked after, also after a restart. A new
   * proposal is made only after the ledger has judged the first invalid.
   *
   * @throws CloudfedError the function's refusal; UNAVAILABLE where the ledger does not answer or conflicts persist
   */
  submit(channel: string, name: string, args: readonly string[]): Promise<Committed>;
  /** Settles what an earlier run left; resolves when all of it is settled or the submitter is closed. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 2_000;
/** An orderer's refusal of a transaction as such, which sending it again does not mend. */
const REFUSED_BY_ORDERER = /status=(?:FORBIDDEN|BAD_REQUEST|REQUEST_ENTITY_TOO_LARGE)/u;

export function newSubmitter(options: SubmitOptions): Submitter {
  return new CertainSubmitter(options);
}

class CertainSubmitter implements Submitter {
  readonly #client: LedgerClient;
  readonly #envelopes: EnvelopeStore;
  readonly #observer: SubmitObserver;
  readonly #admission: Admission;
  readonly #maxProposals: number;
  readonly #certaintyMs: number;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  readonly #settling = new Set<Promise<unknown>>();

  constructor(options: SubmitOptions) {
    this.#client = options.client;
    this.#envelopes = options.envelopes;
    this.#observer = options.observer ?? {};
    this.#admission = new Admission({ atOnce: options.atOnce ?? 300, mayWait: options.mayWait ?? 5_000 });
    this.#maxProposals = options.maxProposals ?? 8;
    this.#certaintyMs = options.certaintyMs ?? 45_000;
    this.#random = options.random ?? Math.random;
  }

  submit(channel: string, name: string, args: readonly string[]): Promise<Committed> {
    return this.#admission.run(() => this.#submit(channel, name, args));
  }

  async recover(): Promise<void> {
    await Promise.all(this.#envelopes.unsettled().map((envelope) => this.#settle(envelope).catch(() => undefined)));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#settling);
  }

  async #submit(channel: string, name: string, args: readonly string[]): Promise<Committed> {
    for (let proposal = 1; ; proposal += 1) {
      const last = proposal === this.#maxProposals;
      try {
        const signed = await this.#endorse(channel, name, args);
        const outcome = await this.#commit(channel, signed);
        this.#observer.outcome?.('committed');
        return { result: signed.result, transactionId: signed.transactionId, blockNumber: outcome.blockNumber };
      } catch (error) {
        const mismatch = isEndorsementMismatch(error);
        if (!mismatch && !isConflict(error)) throw this.#report(error);
        if (last) {
          this.#observer.outcome?.('conflict');
          throw new UnavailableError('other writes of the same records came first each time');
        }
        this.#observer.retried?.(mismatch ? 'mismatch' : 'conflict');
        await this.#pause(proposal);
      }
    }
  }

  /** Where endorsers saw the ledger at different heights, the error of the client library passes. */
  async #endorse(channel: string, name: string, args: readonly string[]): Promise<SignedTransaction> {
    try {
      return await this.#client.endorse(channel, name, args);
    } catch (error) {
      throw isEndorsementMismatch(error) ? error : callerError(error);
    }
  }

  async #commit(channel: string, signed: SignedTransaction): Promise<CommitOutcome> {
    const { transactionId, bytes, signature } = signed;
    const envelope: StoredEnvelope = { transactionId, channel, bytes, signature };
    await this.#envelopes.add(envelope);
    const settled = this.#settle(envelope);
    const deadline = new AbortController();
    const late = delay(this.#certaintyMs, undefined, { signal: deadline.signal }).then(
      () => {
        throw new UnavailableError(
          `the outcome of transaction ${transactionId} is not known yet; it is followed up, ask again later`,
          5,
        );
      },
      () => new Promise<never>(() => undefined),
    );
    try {
      return await Promise.race([settled, late]);
    } finally {
      deadline.abort();
    }
  }

  /** Sends a kept transaction until the ledger has judged it, then forgets it. */
  #settle(envelope: StoredEnvelope): Promise<CommitOutcome> {
    const settling = this.#untilJudged(envelope);
    this.#settling.add(settling);
    const forget = (): void => {
      this.#settling.delete(settling);
    };
    settling.then(forget, forget);
    return settling;
  }

  async #untilJudged({ transactionId, bytes, signature }: StoredEnvelope): Promise<CommitOutcome> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#sendOnce(bytes, signature, attempt);
      if (outcome instanceof UnavailableError) {
        await this.#envelopes.settle(transactionId);
        throw outcome;
      }
      if (outcome !== undefined) {
        await this.#envelopes.settle(transactionId);
        if (outcome.code !== ValidationCode.valid) throw new InvalidTransactionError(transactionId, outcome.code);
        return outcome;
      }
      this.#observer.retried?.('resend');
      await this.#pause(attempt);
    }
  }

  /** The outcome; undefined where it is not known; an error where the orderer will never take the transaction. */
  async #sendOnce(
    bytes: Uint8Array,
    signature: Uint8Array,
    attempt: number,
  ): Promise<CommitOutcome | UnavailableError | undefined> {
    try {
      const ask = await this.#client.submit(bytes, signature);
      const outcome = await ask();
      // The first sending was judged; this one is its duplicate. Asked again, the ledger tells of the first.
      return outcome.code === ValidationCode.duplicateTxId ? undefined : outcome;
    } catch (error) {
      const code = commitCodeOf(error);
      if (code !== undefined && code !== ValidationCode.duplicateTxId) return { code, blockNumber: 0n };
      const refused = attempt === 1 && error instanceof Error && REFUSED_BY_ORDERER.test(error.message);
      return refused ? new UnavailableError('the ordering service refused the transaction', 5) : undefined;
    }
  }

  #report(error: unknown): unknown {
    if (error instanceof InvalidTransactionError) {
      this.#observer.outcome?.('refused');
      return new UnavailableError(`transaction ${error.transactionId} was judged invalid (${error.validationCode})`);
    }
    this.#observer.outcome?.(error instanceof UnavailableError ? 'unavailable' : 'refused');
    return error;
  }

  /** Grows with the attempts and is spread, so that writers that met once do not meet again. */
  async #pause(attempt: number): Promise<void> {
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10), LONGEST_PAUSE_MS);
    const spread = Math.floor(longest * (0.5 + this.#random() / 2));
    try {
      await delay(spread, undefined, { signal: this.#closing.signal });
    } catch {
      throw new UnavailableError('the gateway is stopping');
    }
  }
}
