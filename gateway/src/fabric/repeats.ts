import { createHash } from 'node:crypto';

import type { EnvelopeStore, KeptWrite } from './envelope-store.js';
import { UnavailableError, ValidationCode } from './failure.js';
import type { Committed, Submitter } from './submit.js';

/** One write of a request that may come again. */
export interface RepeatableWrite {
  readonly requestKey: string;
  readonly channel: string;
  readonly name: string;
  readonly args: readonly string[];
}

/** Finds what an earlier try of a request has written, so that a repeat answers that and writes nothing. */
export interface Repeats {
  /**
   * The write where it is on the ledger; undefined where it is not and will not be.
   *
   * @throws CloudfedError UNAVAILABLE while that is not known
   */
  find(write: RepeatableWrite): Promise<Committed | undefined>;
}

export function newRepeats(parts: {
  readonly envelopes: Pick<EnvelopeStore, 'found'>;
  readonly submitter: Pick<Submitter, 'outcome'>;
}): Repeats {
  const { envelopes, submitter } = parts;
  return {
    find: async (write) => {
      for (const { transactionId, channel, result, ...found } of envelopes.found(write.requestKey, callOf(write))) {
        const outcome = found.outcome ?? (await submitter.outcome(channel, transactionId));
        if (outcome === undefined) {
          const sentence = `the outcome of transaction ${transactionId} is not known yet; it is followed up`;
          throw new UnavailableError(sentence, 5, transactionId);
        }
        if (outcome.code === ValidationCode.valid) return { result, transactionId, blockNumber: outcome.blockNumber };
      }
      return undefined;
    },
  };
}

/** What is kept of a write with the transaction that would make it. */
export function keptWrite(write: RepeatableWrite, result: string): KeptWrite {
  return { requestKey: write.requestKey, call: callOf(write), result };
}

function callOf({ channel, name, args }: RepeatableWrite): string {
  return createHash('sha256')
    .update(JSON.stringify([channel, name, ...args]))
    .digest('base64url');
}
