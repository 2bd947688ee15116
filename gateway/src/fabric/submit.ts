import { CloudfedError } from '@cloudfed/core';

import { currentOrigins, type WriteOrigin } from '../origin.js';
import { Admission } from './admission.js';
import { Certainty, type LateWrite, type UnderWay } from './certainty.js';
import type { CommitStreams } from './commit-streams.js';
import type { CommitOutcome, LedgerClient, SignedTransaction } from './connection.js';
import type { EnvelopeStore, KeptWrite } from './envelope-store.js';
import {
  callerError,
  InvalidTransactionError,
  isConflict,
  isEndorsementMismatch,
  UnavailableError,
  ValidationCode,
} from './failure.js';
import type { LedgerObserver, RetryCause, WriteOutcome } from './ledger-port.js';
import { pause, stopping } from './pause.js';

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
  /** Told of outcomes after the caller was answered that they are not known yet; before they are forgotten. */
  readonly settledLate?: ((outcome: LateWrite) => Promise<void>) | undefined;
  /** Transactions at once whose outcome is not known. Default 300. */
  readonly atOnce?: number;
  /** Writes that may wait for a place. Default 5,000. */
  readonly mayWait?: number;
  /** Proposals made for one write, at most. Default 10. */
  readonly maxProposals?: number;
  /** From a write's call to its answer, whatever happens. Default 30,000 ms. */
  readonly deadlineMs?: number;
  /** How long the block stream is trusted to tell before the ledger is asked. Default 3,000 ms. */
  readonly patienceMs?: number;
  readonly random?: () => number;
}

/** An answer that there was nothing to write for. */
export interface Vain {
  readonly result: string;
  readonly transactionId?: undefined;
}

/** A write, by the function's name and arguments. */
export interface Call {
  readonly channel: string;
  readonly name: string;
  readonly args: readonly string[];
  /** On whose behalf; told by what the function answered where not all that was asked is in it. */
  readonly origins?: readonly WriteOrigin[] | ((result: string) => readonly WriteOrigin[]) | undefined;
  /** What is kept with the transaction, of its answer, for requests that may come again. */
  readonly keep?: ((result: string) => readonly KeptWrite[]) | undefined;
  /** From the call to its answer, where that is not the submitter's; Infinity waits for the outcome however late. */
  readonly deadlineMs?: number | undefined;
}

/** A write that may turn out to be none. */
export interface VainCall extends Call {
  /** Says of an answer that there is nothing to write, so that the proposal is not ordered. */
  readonly isVain: (result: string) => boolean;
}

export interface Submitter {
  /**
   * Runs a function and answers when its writes are on the ledger. A transaction is kept on disk before it is sent;
   * while what became of it is not known, the same one is sent again and asked after, also after a restart. A new
   * proposal is made only after the ledger has judged the first invalid.
   *
   * @throws CloudfedError the function's refusal; UNAVAILABLE where the ledger does not answer, conflicts persist or the
   * outcome is not known in time: it is then followed up
   */
  submit(call: Call): Promise<Committed>;
  submit(call: VainCall): Promise<Committed | Vain>;
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

const LONGEST_PAUSE_MS = 2_000;
const DEFAULT_DEADLINE_MS = 30_000;
const ENDORSE_MS = 30_000;
/** What the platform's timers can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const DEFAULT_GRACE_MS = 10_000;
const AFTER_GRACE_MS = 500;

export function newSubmitter(options: SubmitterOptions): Submitter {
  return new CertainSubmitter(options);
}

class CertainSubmitter implements Submitter {
  readonly #client: SubmitterOptions['client'];
  readonly #observer: LedgerObserver;
  readonly #admission: Admission;
  readonly #certainty: Certainty;
  readonly #maxProposals: number;
  readonly #deadlineMs: number;
  readonly #random: (() => number) | undefined;
  readonly #closing = new AbortController();
  #open = true;

  constructor(options: SubmitterOptions) {
    const { client, streams, envelopes, observer = {}, settledLate, random } = options;
    this.#client = client;
    this.#observer = observer;
    this.#deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    this.#maxProposals = options.maxProposals ?? 10;
    this.#random = random;
    this.#admission = new Admission({
      atOnce: options.atOnce ?? 300,
      mayWait: options.mayWait ?? 5_000,
      // What has waited longer would have too little time left to be written.
      patienceMs: this.#deadlineMs / 2,
    });
    this.#certainty = new Certainty({
      client,
      streams,
      envelopes,
      observer,
      settledLate,
      random,
      patienceMs: options.patienceMs ?? 3_000,
      closing: this.#closing.signal,
    });
  }

  submit(call: Call): Promise<Committed>;
  submit(call: VainCall): Promise<Committed | Vain>;
  async submit(call: Call & Partial<VainCall>): Promise<Committed | Vain> {
    if (!this.#open) throw stopping();
    const started = performance.now();
    const report = (outcome: WriteOutcome): void => {
      const seconds = (performance.now() - started) / 1_000;
      this.#observer.written?.({ ledgerChannel: call.channel, outcome, seconds });
    };
    try {
      const committed = await this.#propose(call, started + (call.deadlineMs ?? this.#deadlineMs));
      report('committed');
      return committed;
    } catch (error) {
      report(outcomeOf(error));
      throw error;
    }
  }

  outcome(channel: string, transactionId: string): Promise<CommitOutcome | undefined> {
    const outcome = this.#certainty.outcome(channel, transactionId);
    return inTime({ outcome }, transactionId, performance.now() + this.#deadlineMs);
  }

  recover(): Promise<void> {
    return this.#certainty.recover(() => this.#admission.enterAnyway());
  }

  async close(graceMs = DEFAULT_GRACE_MS): Promise<void> {
    this.#open = false;
    await this.#certainty.settledWithin(graceMs);
    this.#closing.abort();
    await this.#certainty.settledWithin(AFTER_GRACE_MS);
  }

  /** Proposal after proposal, until one is valid or the time is up. */
  async #propose(call: Call & Partial<VainCall>, until: number): Promise<Committed | Vain> {
    const origins = call.origins ?? currentOrigins();
    const leave = await this.#admission.enter();
    let underWay: UnderWay | undefined;
    try {
      for (let proposal = 1; ; proposal += 1) {
        if (this.#closing.signal.aborted) throw stopping();
        try {
          const signed = await this.#endorse(call, until - performance.now());
          if (call.isVain?.(signed.result) === true) return { result: signed.result };
          const carried = {
            origins: typeof origins === 'function' ? origins(signed.result) : origins,
            writes: call.keep?.(signed.result) ?? [],
          };
          // Its place is given back when its outcome is known, which may be after its caller has been answered.
          underWay = await this.#certainty.begin(call.channel, signed, carried);
          const { blockNumber } = await inTime(underWay, signed.transactionId, until);
          return { result: signed.result, transactionId: signed.transactionId, blockNumber };
        } catch (error) {
          await this.#prepareRetry(error, call.channel, { proposal, until });
        }
      }
    } finally {
      if (underWay === undefined) leave();
      else void underWay.free.then(leave);
    }
  }

  /** Returns where a new proposal is to be made; throws what the caller is told otherwise. */
  async #prepareRetry(
    error: unknown,
    channel: string,
    { proposal, until }: { readonly proposal: number; readonly until: number },
  ): Promise<void> {
    const cause = retryCauseOf(error);
    if (cause === undefined) {
      if (!(error instanceof InvalidTransactionError)) throw error;
      throw new UnavailableError(
        `transaction ${error.transactionId} was judged invalid (code ${error.validationCode})`,
        5,
        error.transactionId,
      );
    }
    if (proposal >= this.#maxProposals || performance.now() >= until) {
      throw new PersistentConflictError('other writes of the same records came first each time', 1);
    }
    this.#observer.retried?.({ ledgerChannel: channel, cause });
    await pause({
      attempt: proposal,
      longestMs: LONGEST_PAUSE_MS,
      signal: this.#closing.signal,
      random: this.#random,
    });
  }

  /** Where endorsers saw the ledger at different heights, the error of the client library passes. */
  async #endorse({ channel, name, args }: Call, timeoutMs: number): Promise<SignedTransaction> {
    if (timeoutMs <= 0) throw new UnavailableError('the write could not be proposed in time', 1);
    try {
      return await this.#client.endorse(channel, name, args, Math.min(timeoutMs, ENDORSE_MS));
    } catch (error) {
      throw isEndorsementMismatch(error) ? error : callerError(error);
    }
  }
}

/** @throws UnavailableError where it takes longer; who waited has then left */
async function inTime<T>(
  underWay: { readonly outcome: Promise<T>; readonly leave?: () => void },
  transactionId: string,
  until: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const remaining = Math.min(Math.max(until - performance.now(), 0), LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      underWay.leave?.();
      const sentence = `the outcome of transaction ${transactionId} is not known yet; it is followed up`;
      reject(new UnavailableError(sentence, 5, transactionId));
    }, remaining);
  });
  try {
    return await Promise.race([underWay.outcome, late]);
  } finally {
    clearTimeout(timer);
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
