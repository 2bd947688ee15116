import type { ChannelAccess } from './access.js';
import type { Cancellation } from './cancellation.js';
import { CommittedBlock } from './committed-block.js';
import type { ChannelLedger } from './ledger.js';
import { Ordering, type OrderingOptions } from './ordering.js';
import { type Policy, endorsementLayouts } from './policy.js';
import { type Block, dataHashOf, encodeBlock, encodeSignaturesSlot } from './protocol/block.js';
import { encodeSignatureHeader } from './protocol/header.js';
import { EMPTY } from './protocol/wire.js';
import type { OwnEndorsements } from './own-endorsements.js';
import type { SigningNode } from './signing-node.js';
import { type ChaincodeDefinition, type PendingEnvelope, type ValidationContext, validateBlock } from './validate.js';

/** A chaincode of a channel, as the configuration defines it. */
export interface ChannelChaincode extends ChaincodeDefinition {
  readonly sequence: number;
  /** The policy as an encoded `ApplicationPolicy`. */
  readonly policyBytes: Uint8Array;
  readonly policy: Policy;
  /** Sets of MSP ids any of which satisfies the policy. */
  readonly layouts: readonly (readonly string[])[];
}

export interface TransactionStatus {
  readonly code: number;
  readonly blockNumber: number;
}

const RECENT_BLOCKS = 64;
const RECENT_BYTES = 8 * 1024 * 1024;

/** One ledger channel: its members, its chaincodes, its ledger, and the order transactions come in. */
export class Channel implements ValidationContext {
  readonly channelId: string;
  readonly members: readonly string[];
  readonly access: ChannelAccess;
  readonly chaincodes: ReadonlyMap<string, ChannelChaincode>;
  readonly ledger: ChannelLedger;
  readonly ordering: Ordering;
  readonly ownEndorsements: OwnEndorsements;
  readonly #orderer: SigningNode;
  readonly #recent = new Map<number, CommittedBlock>();
  #recentBytes = 0;
  readonly #blockWaiters = new Map<number, Set<(number: number) => void>>();
  readonly #statusWaiters = new Map<string, Set<(status: TransactionStatus) => void>>();
  readonly #onFatal: (error: Error) => void;

  constructor(
    parts: Readonly<{
      name: string;
      members: readonly string[];
      access: ChannelAccess;
      chaincodes: readonly Omit<ChannelChaincode, 'layouts'>[];
      ledger: ChannelLedger;
      orderer: SigningNode;
      ownEndorsements: OwnEndorsements;
      batch: OrderingOptions;
      onFatal: (error: Error) => void;
    }>,
  ) {
    this.channelId = parts.name;
    this.members = parts.members;
    this.access = parts.access;
    this.chaincodes = new Map(
      parts.chaincodes.map((entry) => [entry.name, { ...entry, layouts: endorsementLayouts(entry.policy) }]),
    );
    this.ledger = parts.ledger;
    this.ownEndorsements = parts.ownEndorsements;
    this.#orderer = parts.orderer;
    this.#onFatal = parts.onFatal;
    this.ordering = new Ordering(parts.batch, (batch) => this.#commit(batch));
  }

  get state(): ValidationContext['state'] {
    return this.ledger.state;
  }

  hasTransaction(txId: string): boolean {
    return this.ledger.transaction(txId) !== undefined;
  }

  /** A committed block. @throws Error when there is none of that number yet */
  async block(number: number): Promise<CommittedBlock> {
    const recent = this.#recent.get(number);
    return recent ?? new CommittedBlock(number, await this.ledger.readBlock(number));
  }

  /** Resolves when the block of that number is on the ledger, or with false when that is cancelled before. */
  async committed(number: number, cancellation: Cancellation): Promise<boolean> {
    if (number < this.ledger.height) return true;
    return (await waitIn(this.#blockWaiters, number, cancellation)) !== undefined;
  }

  /** Status of a transaction as soon as it has one, or undefined when that is cancelled before. */
  async status(txId: string, cancellation: Cancellation): Promise<TransactionStatus | undefined> {
    const found = this.ledger.transaction(txId);
    if (found !== undefined) return { code: found.code, blockNumber: found.block };
    return waitIn(this.#statusWaiters, txId, cancellation);
  }

  async close(): Promise<void> {
    await this.ordering.close();
    await this.ledger.close();
  }

  async #commit(batch: readonly PendingEnvelope[]): Promise<void> {
    try {
      const validated = validateBlock(this, batch);
      const block = this.#assemble(
        batch,
        validated.map(({ code }) => code),
      );
      const bytes = encodeBlock(block);
      await this.ledger.append(block, bytes, validated);
      this.#remember(new CommittedBlock(block.header.number, bytes));
      const blockNumber = block.header.number;
      for (const { txId, code } of validated) {
        // A transaction that came twice keeps the status of its first time.
        const first = this.ledger.transaction(txId) ?? { code, block: blockNumber };
        notify(this.#statusWaiters, txId, { code: first.code, blockNumber: first.block });
      }
      notify(this.#blockWaiters, blockNumber, blockNumber);
    } catch (cause) {
      const error = new Error(`ledger of channel ${this.channelId} cannot go on`, { cause });
      this.#onFatal(error);
      throw error;
    }
  }

  #assemble(batch: readonly PendingEnvelope[], codes: readonly number[]): Block {
    const envelopes = batch.map(({ envelope }) => envelope.bytes);
    const header = {
      number: this.ledger.height,
      previousHash: this.ledger.lastHash,
      dataHash: dataHashOf(envelopes),
    };
    const signatureHeader = encodeSignatureHeader(this.#orderer.serialized, header.dataHash.subarray(0, 24));
    const signatures = encodeSignaturesSlot(header, signatureHeader, this.#orderer.sign);
    return { header, envelopes, metadata: [signatures, EMPTY, Buffer.from(codes), EMPTY, EMPTY] };
  }

  #remember(block: CommittedBlock): void {
    this.#recent.set(block.number, block);
    this.#recentBytes += block.bytes.length;
    for (const [number, oldest] of this.#recent) {
      if (this.#recent.size <= RECENT_BLOCKS && this.#recentBytes <= RECENT_BYTES) break;
      this.#recent.delete(number);
      this.#recentBytes -= oldest.bytes.length;
    }
  }
}

/** Waits for a key to be notified; undefined when cancelled before. */
async function waitIn<K, V>(
  waiters: Map<K, Set<(value: V) => void>>,
  key: K,
  cancellation: Cancellation,
): Promise<V | undefined> {
  if (cancellation.cancelled) return undefined;
  return new Promise((resolve) => {
    const set = waiters.get(key) ?? new Set();
    waiters.set(key, set);
    const done = (value: V): void => {
      forget();
      resolve(value);
    };
    const forget = cancellation.onCancel(() => {
      set.delete(done);
      if (set.size === 0 && waiters.get(key) === set) waiters.delete(key);
      resolve(undefined);
    });
    set.add(done);
  });
}

function notify<K, V>(waiters: Map<K, Set<(value: V) => void>>, key: K, value: V): void {
  const set = waiters.get(key);
  if (set === undefined) return;
  waiters.delete(key);
  for (const waiter of set) waiter(value);
}
