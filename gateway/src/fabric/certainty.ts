import type { GatewayError } from '@hyperledger/fabric-gateway';

import type { WriteOrigin } from '../origin.js';
import type { CommitStreams, Expectation } from './commit-streams.js';
import type { CommitOutcome, LedgerClient, SignedTransaction } from './connection.js';
import type { EnvelopeStore, KeptWrite, StoredEnvelope, ToTell } from './envelope-store.js';
import {
  commitCodeOf,
  InvalidTransactionError,
  isRefusedByOrderer,
  UnavailableError,
  ValidationCode,
} from './failure.js';
import type { LedgerObserver } from './ledger-port.js';
import { pause, stopping, waitAtMost } from './pause.js';

/** What became of a write that nobody waited for any more. */
export interface LateWrite {
  readonly origins: readonly WriteOrigin[];
  /** Without one where the ledger refused the write before it was ordered. */
  readonly transactionId?: string | undefined;
  readonly ledgerChannel: string;
  /** Whether it is valid, and so on the ledger. */
  readonly isCommitted: boolean;
}

export interface CertaintyOptions {
  readonly client: Pick<LedgerClient, 'submit' | 'commitStatus'>;
  readonly streams: CommitStreams;
  readonly envelopes: EnvelopeStore;
  readonly observer: LedgerObserver;
  /** How long the block stream is trusted to tell before the ledger is asked. */
  readonly patienceMs: number;
  /** Told of outcomes that nobody waited for; the transaction is forgotten only once it has resolved. */
  readonly settledLate?: ((outcome: LateWrite) => Promise<void>) | undefined;
  /** Ends the waiting; what is not settled then is kept for the next run. */
  readonly closing: AbortSignal;
  readonly random?: (() => number) | undefined;
}

/** A transaction on its way. */
export interface UnderWay {
  /** Its valid outcome. Rejects with InvalidTransactionError, or UnavailableError where it was never ordered. */
  readonly outcome: Promise<CommitOutcome>;
  /** Resolves when it holds up no others: it is settled, or nothing can be done but ask after it now and then. */
  readonly free: Promise<void>;
  /** Its caller waits no longer: the outcome is told to whoever is told of late ones. */
  leave(): void;
}

const LONGEST_PAUSE_MS = 15_000;
/** Between two tries of a transaction that the ordering service refuses although it may have taken it before. */
const DOUBTFUL_PAUSE_MS = 60_000;
const ASK_MS = 5_000;
/** After so many refusals by the ordering service a transaction is doubtful. */
const DOUBTFUL_AFTER = 5;

interface Transaction {
  readonly envelope: StoredEnvelope;
  /** Whether an earlier run may have sent it. */
  readonly sentBefore: boolean;
  /** Whether somebody waits for its outcome. */
  isAwaited: boolean;
  readonly setFree: () => void;
}

/**
 * Makes transactions certain: each is on disk before it is sent, and is sent again and asked after, also after a restart,
 * until the ledger has judged it. It is forgotten in two cases only: the ledger has judged it, or the ordering service has
 * refused the one time that it was ever sent.
 */
export class Certainty {
  readonly #options: CertaintyOptions;
  readonly #settling = new Map<string, Promise<CommitOutcome>>();

  constructor(options: CertaintyOptions) {
    this.#options = options;
  }

  /**
   * Keeps a transaction on disk, then sends it: one that no run remembers could commit behind everyone's back.
   *
   * @throws UnavailableError where it cannot be kept
   */
  async begin(
    channel: string,
    signed: SignedTransaction,
    { origins, writes }: { readonly origins: readonly WriteOrigin[]; readonly writes: readonly KeptWrite[] },
  ): Promise<UnderWay> {
    const { transactionId, bytes, signature } = signed;
    const envelope: StoredEnvelope = { channel, transactionId, bytes, signature, origins };
    try {
      await this.#options.envelopes.add(envelope, writes);
    } catch (cause) {
      this.#options.observer.noticed?.({ level: 'error', message: 'a transaction could not be kept on disk', cause });
      throw new UnavailableError('the gateway cannot keep transactions now', 5);
    }
    return this.#settle(envelope, { sentBefore: false, isAwaited: true });
  }

  /**
   * What became of a transaction that was kept; undefined where nobody knows yet. Where it is under way it is waited for.
   *
   * @throws UnavailableError where it was never ordered
   */
  async outcome(channel: string, transactionId: string): Promise<CommitOutcome | undefined> {
    const settling = this.#settling.get(transactionId);
    if (settling === undefined) return this.#ask({ channel, transactionId });
    try {
      return await settling;
    } catch (error) {
      if (error instanceof InvalidTransactionError) return { code: error.validationCode, blockNumber: 0n };
      throw error;
    }
  }

  /** Goes on with what an earlier run left. */
  async recover(takePlace: () => () => void): Promise<void> {
    const left = this.#options.envelopes.unsettled().map((envelope) => {
      const { outcome, free } = this.#settle(envelope, { sentBefore: true, isAwaited: false });
      void free.then(takePlace());
      return outcome;
    });
    await Promise.allSettled([...left, ...this.#options.envelopes.untold().map((judged) => this.#tell(judged))]);
  }

  /** An earlier run knew its outcome, but may have ended before its callers were answered. */
  async #tell({ transactionId, channel, origins }: ToTell & { readonly transactionId: string }): Promise<void> {
    try {
      await this.#options.settledLate?.({ origins, transactionId, ledgerChannel: channel, isCommitted: true });
      await this.#options.envelopes.told(transactionId);
    } catch (cause) {
      this.#options.observer.noticed?.({ level: 'error', message: 'an outcome could not be told', cause });
    }
  }

  #settle(envelope: StoredEnvelope, how: Pick<Transaction, 'sentBefore' | 'isAwaited'>): UnderWay {
    let setFree: () => void = () => undefined;
    const free = new Promise<void>((resolve) => {
      setFree = resolve;
    });
    const transaction: Transaction = { envelope, ...how, setFree };
    const expectation = this.#options.streams.expect(envelope.channel, envelope.transactionId);
    const outcome = this.#untilJudged(transaction, expectation);
    this.#settling.set(envelope.transactionId, outcome);
    const forget = (): void => {
      this.#settling.delete(envelope.transactionId);
      expectation.forget();
      setFree();
    };
    outcome.then(forget, forget);
    const leave = (): void => {
      transaction.isAwaited = false;
    };
    return { outcome, free, leave };
  }

  async #untilJudged(transaction: Transaction, expectation: Expectation): Promise<CommitOutcome> {
    const { envelope, sentBefore } = transaction;
    let refusals = 0;
    for (let attempt = 1; ; attempt += 1) {
      // One that may be on the ledger already is asked after before it is sent again.
      const mayBeOrdered = sentBefore || attempt > 1;
      const outcome =
        (mayBeOrdered ? await this.#ask(envelope) : undefined) ?? (await this.#sendAndWait(envelope, expectation));
      if (outcome instanceof Error) {
        if (!mayBeOrdered) await this.#giveUp(envelope, outcome);
        refusals += 1;
        if (refusals === DOUBTFUL_AFTER) this.#doubt(transaction, outcome);
      } else if (outcome !== undefined) {
        await this.#judged(transaction, outcome);
        if (outcome.code !== ValidationCode.valid) {
          throw new InvalidTransactionError(envelope.transactionId, outcome.code);
        }
        return outcome;
      }
      this.#options.observer.retried?.({ ledgerChannel: envelope.channel, cause: 'outcome_unknown' });
      await this.#pause(attempt + 3, refusals >= DOUBTFUL_AFTER ? DOUBTFUL_PAUSE_MS : LONGEST_PAUSE_MS);
    }
  }

  async #judged({ envelope, isAwaited }: Transaction, outcome: CommitOutcome): Promise<void> {
    const { channel, transactionId, origins } = envelope;
    const isCommitted = outcome.code === ValidationCode.valid;
    if (isAwaited) {
      // The caller need not wait for this to be on disk: settled twice is settled. It is still to be answered, and a
      // crash may come first; one that is invalid is made again, or told by its absence.
      void this.#forget(transactionId, outcome, isCommitted ? { channel, origins } : undefined);
      return;
    }
    try {
      await this.#options.settledLate?.({ origins, transactionId, ledgerChannel: channel, isCommitted });
    } catch (cause) {
      // Kept, so that the next run finds the outcome again and tells it.
      this.#options.observer.noticed?.({ level: 'error', message: 'an outcome could not be told', cause });
      return;
    }
    await this.#forget(transactionId, outcome);
  }

  async #forget(transactionId: string, outcome?: CommitOutcome, toTell?: ToTell): Promise<void> {
    try {
      await this.#options.envelopes.settle(transactionId, outcome, toTell);
    } catch (cause) {
      const message = 'a settled transaction could not be forgotten';
      this.#options.observer.noticed?.({ level: 'error', message, cause });
    }
  }

  /** It was sent once and refused: it is on no ledger and never will be. */
  async #giveUp({ transactionId }: StoredEnvelope, cause: Error): Promise<never> {
    await this.#forget(transactionId);
    const error = new UnavailableError('the ordering service refused the transaction', 5, transactionId);
    error.cause = cause;
    throw error;
  }

  /** It may have been taken before it was refused, so only the ledger can tell; it holds up no others meanwhile. */
  #doubt({ envelope, setFree }: Transaction, cause: Error): void {
    const { transactionId, channel } = envelope;
    const message = `the ordering service of ${channel} refuses transaction ${transactionId}, which it may have taken before`;
    this.#options.observer.noticed?.({ level: 'error', message, cause });
    setFree();
  }

  /** The outcome; undefined where it is not known; an error where the orderer does not take the transaction. */
  async #sendAndWait(
    envelope: StoredEnvelope,
    expectation: Expectation,
  ): Promise<CommitOutcome | GatewayError | undefined> {
    const { bytes, signature } = envelope;
    try {
      await this.#options.client.submit(bytes, signature);
    } catch (error) {
      // Without an answer it may have been taken all the same, so the ledger is asked.
      if (isRefusedByOrderer(error)) return error;
    }
    const seen = await expectation.within(this.#options.patienceMs);
    // A duplicate was judged before; the ledger tells how the first of its id was.
    if (seen !== undefined && seen.code !== ValidationCode.duplicateTxId) return seen;
    return this.#ask(envelope);
  }

  async #ask({
    channel,
    transactionId,
  }: Pick<StoredEnvelope, 'channel' | 'transactionId'>): Promise<CommitOutcome | undefined> {
    if (this.#options.closing.aborted) throw stopping();
    try {
      const outcome = await this.#options.client.commitStatus(channel, transactionId, ASK_MS);
      return outcome.code === ValidationCode.duplicateTxId ? undefined : outcome;
    } catch (error) {
      const code = commitCodeOf(error);
      return code === undefined || code === ValidationCode.duplicateTxId ? undefined : { code, blockNumber: 0n };
    }
  }

  #pause(attempt: number, longestMs: number): Promise<void> {
    return pause({ attempt, longestMs, signal: this.#options.closing, random: this.#options.random });
  }

  /** Waits for what is under way, at most so long. */
  settledWithin(milliseconds: number): Promise<void> {
    return waitAtMost(milliseconds, Promise.allSettled(this.#settling.values()));
  }
}
