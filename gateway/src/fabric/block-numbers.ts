import { Admission } from './admission.js';
import type { LedgerClient } from './connection.js';
import { UnavailableError } from './failure.js';

/** In which block a transaction stands. Records name their transaction but cannot name its block. */
export interface BlockNumbers {
  /** @throws UnavailableError */
  of(channel: string, transactionId: string): Promise<number>;
  /** Saves a later question. */
  note(transactionId: string, blockNumber: bigint): void;
}

const MAX_KEPT = 100_000;
const ASK_MS = 5_000;

export function newBlockNumbers(client: Pick<LedgerClient, 'commitStatus'>): BlockNumbers {
  return new AskedBlockNumbers(client);
}

class AskedBlockNumbers implements BlockNumbers {
  readonly #client: Pick<LedgerClient, 'commitStatus'>;
  readonly #known = new Map<string, number>();
  readonly #asked = new Map<string, Promise<number>>();
  readonly #asking = new Admission({ atOnce: 32, mayWait: 5_000, patienceMs: 15_000 });

  constructor(client: Pick<LedgerClient, 'commitStatus'>) {
    this.#client = client;
  }

  note(transactionId: string, blockNumber: bigint): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(transactionId, Number(blockNumber));
  }

  of(channel: string, transactionId: string): Promise<number> {
    const known = this.#known.get(transactionId);
    if (known !== undefined) return Promise.resolve(known);
    // Records that share a transaction share the question.
    const asked = this.#asked.get(transactionId) ?? this.#ask(channel, transactionId);
    this.#asked.set(transactionId, asked);
    return asked;
  }

  async #ask(channel: string, transactionId: string): Promise<number> {
    try {
      const { blockNumber } = await this.#asking.run(() => this.#client.commitStatus(channel, transactionId, ASK_MS));
      this.note(transactionId, blockNumber);
      return Number(blockNumber);
    } catch {
      throw new UnavailableError('the ledger network does not answer');
    } finally {
      this.#asked.delete(transactionId);
    }
  }
}
