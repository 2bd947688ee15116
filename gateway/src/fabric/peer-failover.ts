import { status } from '@grpc/grpc-js';
import { type CloseableAsyncIterable, type ChaincodeEvent, GatewayError } from '@hyperledger/fabric-gateway';

import type { CommitOutcome, FilteredBlock, LedgerClient, SignedTransaction } from './connection.js';

/** The peer did not answer at all, or says that what it needs is not there: another one may do better at once. */
const TRY_ANOTHER: readonly number[] = [status.UNAVAILABLE];
/** The call's time is used up, but the next one should not spend its own on the same peer. */
const LEAVE: readonly number[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED];

/**
 * One ledger client over several, each connected to another peer of the same org. Calls go to one peer until it fails;
 * then the others are tried, and the one that answers is kept to. Every call is safe to send to two peers: a proposal
 * changes nothing, and a signed transaction counts once.
 */
export function newFailoverClient(clients: readonly LedgerClient[]): LedgerClient {
  const [only] = clients;
  if (only === undefined) throw new RangeError('no peer to connect to');
  return clients.length === 1 ? only : new FailoverClient(clients);
}

class FailoverClient implements LedgerClient {
  readonly #clients: readonly LedgerClient[];
  #current = 0;

  constructor(clients: readonly LedgerClient[]) {
    this.#clients = clients;
  }

  evaluate(channel: string, name: string, args: readonly string[]): Promise<string> {
    return this.#run((client) => client.evaluate(channel, name, args));
  }

  endorse(channel: string, name: string, args: readonly string[], timeoutMs: number): Promise<SignedTransaction> {
    return this.#run((client) => client.endorse(channel, name, args, timeoutMs));
  }

  async submit(bytes: Uint8Array, signature: Uint8Array): Promise<void> {
    let lost: unknown;
    await this.#run(async (client) => {
      try {
        await client.submit(bytes, signature);
      } catch (error) {
        if (isOneOf(error, TRY_ANOTHER)) lost ??= error;
        // A peer that gave no answer may have passed it on all the same: a later refusal is not the whole truth.
        throw lost ?? error;
      }
    });
  }

  commitStatus(channel: string, transactionId: string, timeoutMs: number): Promise<CommitOutcome> {
    // Its deadline passes where the transaction takes its time, which says nothing of the peer.
    return this.#run((client) => client.commitStatus(channel, transactionId, timeoutMs), TRY_ANOTHER);
  }

  height(channel: string): Promise<bigint> {
    return this.#run((client) => client.height(channel));
  }

  blocks(channel: string, start: bigint | undefined): Promise<CloseableAsyncIterable<FilteredBlock>> {
    return this.#stream((client) => client.blocks(channel, start));
  }

  fullBlocks(channel: string, start: bigint): ReturnType<LedgerClient['fullBlocks']> {
    return this.#stream((client) => client.fullBlocks(channel, start));
  }

  events(channel: string, start: bigint): Promise<CloseableAsyncIterable<ChaincodeEvent>> {
    return this.#stream((client) => client.events(channel, start));
  }

  close(): void {
    for (const client of this.#clients) client.close();
  }

  async #run<T>(call: (client: LedgerClient) => Promise<T>, leaveOn: readonly number[] = LEAVE): Promise<T> {
    const first = this.#current;
    let failure: unknown;
    for (let tried = 0; tried < this.#clients.length; tried += 1) {
      const at = (first + tried) % this.#clients.length;
      try {
        const answer = await call(this.#at(at));
        if (tried > 0) this.#current = at;
        return answer;
      } catch (error) {
        // What the first peer said is told: the others are only asked because of it.
        failure ??= error;
        if (!isOneOf(error, TRY_ANOTHER)) {
          if (isOneOf(error, leaveOn)) this.#leave(at);
          throw error;
        }
      }
    }
    throw failure;
  }

  /** A stream belongs to the peer it began at. When it fails, its reader begins another: by then at another peer. */
  async #stream<T>(
    open: (client: LedgerClient) => Promise<CloseableAsyncIterable<T>>,
  ): Promise<CloseableAsyncIterable<T>> {
    const at = this.#current;
    const source = await open(this.#at(at));
    const leave = (error: unknown): void => {
      if (isOneOf(error, LEAVE)) this.#leave(at);
    };
    return {
      async *[Symbol.asyncIterator]() {
        try {
          yield* source;
        } catch (error) {
          leave(error);
          throw error;
        }
      },
      close: () => {
        source.close();
      },
      [Symbol.dispose]: () => {
        source.close();
      },
    };
  }

  #leave(at: number): void {
    if (this.#current === at) this.#current = (at + 1) % this.#clients.length;
  }

  #at(index: number): LedgerClient {
    const client = this.#clients[index];
    if (client === undefined) throw new RangeError(`there is no peer ${index}`);
    return client;
  }
}

function isOneOf(error: unknown, codes: readonly number[]): boolean {
  return error instanceof GatewayError && codes.includes(error.code);
}
