import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError } from '@cloudfed/core';
import type { GatewayError } from '@hyperledger/fabric-gateway';

import { Admission } from './admission.js';
import type { CommitStreams, Expectation } from './commit-streams.js';
import type { CommitOutcome, LedgerClient, SignedTransaction } from './connection.js';
import type { EnvelopeStore, KeptWrite, StoredEnvelope } from './envelope-store.js';
import {
  callerError,
  commitCodeOf,
  InvalidTransactionError,
  isConflict,
  isEndorsementMismatch,
  isRefusedByOrderer,
  UnavailableError,
  ValidationCode,
} from './failure.js';
import type { LedgerObserver, RetryCause, WriteOutcome } from './ledger-port.js';

/** A write that is on the ledger. */
export interface Committed {
  /** The answer of the chaincode function. */
  readonly result: string;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

export interface SubmitterOptions {
  readonly client: Pick<LedgerClient, 'endorse' | 'submit' | 'commitStatus'>;
  readonly streams: CommitStreams;
  readonly envelopes: EnvelopeStore;
  readonly observer?: LedgerObserver | undefined;
  /** Transactions at once whose outcome is not known; the table of kept ones is bounded by it. Default 300. */
  readonly atOnce?: number;
  /** Writes that may wait for a place. Default 5,000. */
  readonly mayWait?: number;
  /** Proposals made for one write, at most. Default 10. */
  readonly maxProposals?: number;
  /** How long a write waits for a place, and then for its outcome, before it answers that. Default 30,000 ms. */
  readonly certaintyMs?: number;
  /** How long the block stream is trusted to tell before the ledger is asked. Default 3,000 ms. */
  readonly patienceMs?: number;
  readonly random?: () => number;
}

/** An answer that there was nothing to write for. */
export interface Vain {
  readonly result: string;
  readonly transactionId?: undefined;
}

export interface SubmitOptions {
  /** What is kept with the transaction, of its answer, for requests that may come again. */
  readonly keep?: ((result: string) => readonly KeptWrite[]) | undefined;
}

export interface VainOptions extends SubmitOptions {
  /** Says of an answer that there is nothing to write, so that the proposal is not ordered. */
  readonly isVain: (result: string) => boolean;
}

export interface Submitter {
  /**
   * Runs a function and answers when its writes are on the ledger. A transaction is kept on disk before it is sent;
   * while what became of it is not known, the same one is sent again and asked after, also after a restart. A new
   * proposal is made only after the ledger has judged the first invalid.
   *
   * @throws CloudfedError the function's refusal; UNAVAILABLE where the ledger does not answer or conflicts persist
   */
  submit(channel: string, name: string, args: readonly string[], options?: SubmitOptions): Promise<Committed>;
  submit(channel: string, name: string, args: readonly string[], options: VainOptions): Promise<Committed | Vain>;
  /**
   * What became of a transaction that was kept; undefined where nobody knows yet.
   *
   * @throws CloudfedError UNAVAILABLE where it is not settled in time
   */
  outcome(channel: string, transactionId: string): Promise<CommitOutcome | undefined>;
  /** Settles what an earlier run left; resolves when all of it is settled or the submitter is closed. */
  recover(): Promise<void>;
  /** Takes no more; waits at most `graceMs` for what is under way. What is not settled then is kept for the next run. */
  close(graceMs?: number): Promise<void>;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 2_000;
const LONGEST_RESEND_PAUSE_MS = 15_000;
const ASK_MS = 5_000;
const DEFAULT_GRACE_MS = 10_000;
const AFTER_GRACE_MS = 500;
/** After so many refusals by the ordering service, and still no outcome, a transaction is given up. */
const MAX_REFUSALS = 5;

export function newSubmitter(options: SubmitterOptions): Submitter {
  return new CertainSubmitter(options);
}

interface Write extends SubmitOptions {
  readonly isVain: VainOptions['isVain'] | undefined;
  readonly channel: string;
  readonly name: string;
  readonly args: readonly string[];
}

class CertainSubmitter implements Submitter {
  readonly #client: SubmitterOptions['client'];
  readonly #streams: CommitStreams;
  readonly #envelopes: EnvelopeStore;
  readonly #observer: LedgerObserver;
  readonly #admission: Admission;
  readonly #maxProposals: number;
  readonly #certaintyMs: number;
  readonly #patienceMs: number;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  readonly #settling = new Map<string, Promise<CommitOutcome>>();
  #open = true;

  constructor(options: SubmitterOptions) {
    this.#client = options.client;
    this.#streams = options.streams;
    this.#envelopes = options.envelopes;
    this.#observer = options.observer ?? {};
    this.#certaintyMs = options.certaintyMs ?? 30_000;
    this.#patienceMs = options.patienceMs ?? 3_000;
    this.#maxProposals = options.maxProposals ?? 10;
    this.#random = options.random ?? Math.random;
    this.#admission = new Admission({
      atOnce: options.atOnce ?? 300,
      mayWait: options.mayWait ?? 5_000,
      patienceMs: this.#certaintyMs,
    });
  }

  submit(channel: string, name: string, args: readonly string[], options?: SubmitOptions): Promise<Committed>;
  submit(channel: string, name: string, args: readonly string[], options: VainOptions): Promise<Committed | Vain>;
  async submit(
    channel: string,
    name: string,
    args: readonly string[],
    { keep, isVain }: Partial<VainOptions> = {},
  ): Promise<Committed | Vain> {
    if (!this.#open) throw stopping();
    const leave = await this.#admission.enter();
    const started = performance.now();
    const report = (outcome: WriteOutcome): void => {
      this.#observer.written?.({ ledgerChannel: channel, outcome, seconds: (performance.now() - started) / 1_000 });
    };
    try {
      const committed = await this.#propose({ channel, name, args, isVain, keep }, leave);
      report('committed');
      return committed;
    } catch (error) {
      report(outcomeOf(error));
      throw error;
    }
  }

  async outcome(channel: string, transactionId: string): Promise<CommitOutcome | undefined> {
    const settling = this.#settling.get(transactionId);
    if (settling === undefined) return this.#ask(channel, transactionId);
    try {
      return await this.#inTime(settling, transactionId);
    } catch (error) {
      if (error instanceof InvalidTransactionError) return { code: error.validationCode, blockNumber: 0n };
      throw error;
    }
  }

  async recover(): Promise<void> {
    const left = this.#envelopes.unsettled();
    const settled = left.map((envelope) =>
      this.#settle(envelope, { sentBefore: true, leave: this.#admission.enterAnyway() }),
    );
    await Promise.allSettled(settled);
  }

  async close(graceMs = DEFAULT_GRACE_MS): Promise<void> {
    this.#open = false;
    await this.#settledWithin(graceMs);
    this.#closing.abort();
    await this.#settledWithin(AFTER_GRACE_MS);
  }

  async #settledWithin(milliseconds: number): Promise<void> {
    const over = new AbortController();
    const timeUp = delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#settling.values()), timeUp]);
    over.abort();
  }

  /** Proposal after proposal, until one is valid. The place is given back when the last one's outcome is known. */
  async #propose(write: Write, leave: () => void): Promise<Committed | Vain> {
    let settling: Promise<CommitOutcome> | undefined;
    try {
      for (let proposal = 1; ; proposal += 1) {
        if (this.#closing.signal.aborted) throw stopping();
        try {
          const signed = await this.#endorse(write.channel, write.name, write.args);
          if (write.isVain?.(signed.result)) return { result: signed.result };
          const envelope = await this.#keep(write.channel, signed, write.keep?.(signed.result));
          settling = this.#settle(envelope, { sentBefore: false });
          const { blockNumber } = await this.#inTime(settling, signed.transactionId);
          return { result: signed.result, transactionId: signed.transactionId, blockNumber };
        } catch (error) {
          await this.#prepareRetry(error, write.channel, proposal);
        }
      }
    } finally {
      // A caller that was told to come again leaves behind a transaction that still takes its place.
      if (settling === undefined) leave();
      else settling.then(leave, leave);
    }
  }

  /** Returns where a new proposal is to be made; throws what the caller is told otherwise. */
  async #prepareRetry(error: unknown, channel: string, proposal: number): Promise<void> {
    const cause = retryCauseOf(error);
    if (cause === undefined) {
      if (!(error instanceof InvalidTransactionError)) throw error;
      throw new UnavailableError(
        `transaction ${error.transactionId} was judged invalid (code ${error.validationCode})`,
        5,
        error.transactionId,
      );
    }
    if (proposal >= this.#maxProposals) {
      throw new PersistentConflictError('other writes of the same records came first each time', 1);
    }
    this.#observer.retried?.({ ledgerChannel: channel, cause });
    await this.#pause(proposal, LONGEST_PAUSE_MS);
  }

  /** Where endorsers saw the ledger at different heights, the error of the client library passes. */
  async #endorse(channel: string, name: string, args: readonly string[]): Promise<SignedTransaction> {
    try {
      return await this.#client.endorse(channel, name, args);
    } catch (error) {
      throw isEndorsementMismatch(error) ? error : callerError(error);
    }
  }

  /** On disk before it is sent: a transaction that no run remembers could commit behind everyone's back. */
  async #keep(channel: string, signed: SignedTransaction, writes: readonly KeptWrite[] = []): Promise<StoredEnvelope> {
    const { transactionId, bytes, signature } = signed;
    const envelope = { channel, transactionId, bytes, signature };
    try {
      await this.#envelopes.add(envelope, writes);
    } catch (cause) {
      this.#observer.noticed?.({ level: 'error', message: 'a transaction could not be kept on disk', cause });
      throw new UnavailableError('the gateway cannot keep transactions now', 5);
    }
    return envelope;
  }

  async #inTime(settling: Promise<CommitOutcome>, transactionId: string): Promise<CommitOutcome> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const sentence = `the outcome of transaction ${transactionId} is not known yet; it is followed up`;
        reject(new UnavailableError(sentence, 5, transactionId));
      }, this.#certaintyMs);
    });
    try {
      return await Promise.race([settling, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends a kept transaction until the ledger has judged it, then forgets it. */
  #settle(
    envelope: StoredEnvelope,
    how: { readonly sentBefore: boolean; readonly leave?: () => void },
  ): Promise<CommitOutcome> {
    const expectation = this.#streams.expect(envelope.channel, envelope.transactionId);
    const settling = this.#untilJudged(envelope, expectation, how.sentBefore);
    this.#settling.set(envelope.transactionId, settling);
    const forget = (): void => {
      this.#settling.delete(envelope.transactionId);
      expectation.forget();
      how.leave?.();
    };
    settling.then(forget, forget);
    return settling;
  }

  async #untilJudged(envelope: StoredEnvelope, expectation: Expectation, sentBefore: boolean): Promise<CommitOutcome> {
    const { transactionId, channel } = envelope;
    let refusals = 0;
    for (let attempt = 1; ; attempt += 1) {
      // One that may be on the ledger already is asked after before it is sent again.
      const mayBeKnown = sentBefore || attempt > 1;
      const outcome =
        (mayBeKnown ? await this.#ask(channel, transactionId) : undefined) ??
        (await this.#sendAndWait(envelope, expectation));
      if (outcome instanceof Error) {
        refusals += 1;
        if (!mayBeKnown || refusals >= MAX_REFUSALS) await this.#giveUp(envelope, outcome);
      } else if (outcome !== undefined) {
        // The next transaction need not wait for this to be on disk: settled twice is settled.
        void this.#envelopes.settle(transactionId, outcome).catch((cause: unknown) => {
          this.#observer.noticed?.({ level: 'error', message: 'a settled transaction could not be forgotten', cause });
        });
        if (outcome.code !== ValidationCode.valid) throw new InvalidTransactionError(transactionId, outcome.code);
        return outcome;
      }
      this.#observer.retried?.({ ledgerChannel: channel, cause: 'outcome_unknown' });
      await this.#pause(attempt + 3, LONGEST_RESEND_PAUSE_MS);
    }
  }

  async #giveUp({ transactionId, channel }: StoredEnvelope, cause: Error): Promise<never> {
    await this.#envelopes.settle(transactionId);
    const message = `the ordering service of ${channel} refuses transaction ${transactionId}`;
    this.#observer.noticed?.({ level: 'error', message, cause });
    const error = new UnavailableError('the ordering service refused the transaction', 5, transactionId);
    error.cause = cause;
    throw error;
  }

  /** The outcome; undefined where it is not known; an error where the orderer does not take the transaction. */
  async #sendAndWait(
    { channel, transactionId, bytes, signature }: StoredEnvelope,
    expectation: Expectation,
  ): Promise<CommitOutcome | GatewayError | undefined> {
    try {
      await this.#client.submit(bytes, signature);
    } catch (error) {
      // Without an answer it may have been taken all the same, so the ledger is asked.
      if (isRefusedByOrderer(error)) return error;
    }
    const seen = await expectation.within(this.#patienceMs);
    // A duplicate was judged before; the ledger tells how the first of its id was.
    if (seen !== undefined && seen.code !== ValidationCode.duplicateTxId) return seen;
    return this.#ask(channel, transactionId);
  }

  async #ask(channel: string, transactionId: string): Promise<CommitOutcome | undefined> {
    if (this.#closing.signal.aborted) throw stopping();
    try {
      const outcome = await this.#client.commitStatus(channel, transactionId, ASK_MS);
      return outcome.code === ValidationCode.duplicateTxId ? undefined : outcome;
    } catch (error) {
      const code = commitCodeOf(error);
      return code === undefined || code === ValidationCode.duplicateTxId ? undefined : { code, blockNumber: 0n };
    }
  }

  /** Grows with the attempts and is spread, so that writers that met once do not meet again. */
  async #pause(attempt: number, longestMs: number): Promise<void> {
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempt, 12), longestMs);
    const spread = Math.floor(longest * (0.25 + 0.75 * this.#random()));
    try {
      await delay(spread, undefined, { signal: this.#closing.signal });
    } catch {
      throw stopping();
    }
  }
}

/** Conflicts persisted although they were retried. */
export class PersistentConflictError extends UnavailableError {}

function retryCauseOf(error: unknown): RetryCause | undefined {
  if (isEndorsementMismatch(error)) return 'endorsement_mismatch';
  if (!isConflict(error)) return undefined;
  return error.validationCode === ValidationCode.mvccReadConflict ? 'mvcc_read_conflict' : 'phantom_read_conflict';
}

function outcomeOf(error: unknown): WriteOutcome {
  if (error instanceof PersistentConflictError) return 'conflict';
  return error instanceof CloudfedError && error.code !== 'UNAVAILABLE' ? 'refused' : 'unavailable';
}

function stopping(): UnavailableError {
  return new UnavailableError('the gateway is stopping', 5);
}
