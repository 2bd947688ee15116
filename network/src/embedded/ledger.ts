import { BlockStore, BlockStoreError } from './block-store.js';
import { type Block, dataHashOf, decodeBlock, encodeBlock, headerHashOf, MetadataSlot } from './protocol/block.js';
import { decodeEnvelope, decodeTransaction } from './protocol/envelope.js';
import { HeaderType } from './protocol/header.js';
import { decodeReadWriteSet, type NamespaceSet, type Version } from './protocol/rwset.js';
import { EMPTY, WireWriter } from './protocol/wire.js';
import { LedgerState, type StateSnapshot } from './state.js';
import { TransactionIndex, type TransactionPlace } from './transaction-index.js';

/** What became of a transaction of a block, in the block's order. */
export interface AppliedTransaction {
  readonly txId: string;
  /** Fabric's validation code. */
  readonly code: number;
  /** Its read/write sets; empty unless valid. */
  readonly sets: readonly NamespaceSet[];
}

/** A channel's state at one height, with the history its blocks tell. */
export interface LedgerSnapshot extends StateSnapshot {
  /** Encoded `KeyModification`s of a key, newest first. */
  history(namespace: string, key: string): Iterator<Buffer, undefined>;
}

const VALID = 0;

/** Blocks of one channel, and the state and the index of transactions that follow from them. */
export class ChannelLedger {
  readonly state = new LedgerState();
  readonly #transactions = new TransactionIndex();
  #blocks!: BlockStore;
  #lastHash: Buffer = EMPTY;

  /**
   * Opens a channel's folder and makes the state again from its blocks, whose hashes must follow from one another. An
   * empty folder begins with the genesis block.
   *
   * @throws BlockStoreError where a block is damaged or does not follow its predecessor
   */
  static async open(folder: string, genesis: () => Block): Promise<ChannelLedger> {
    const ledger = new ChannelLedger();
    ledger.#blocks = await BlockStore.open(folder, (bytes, number) => {
      const block = decodeBlock(bytes);
      ledger.#checkChain(block, number);
      ledger.#apply(block, appliedOf(block));
    });
    if (ledger.height === 0) {
      const block = genesis();
      await ledger.append(block, encodeBlock(block), appliedOf(block));
    }
    return ledger;
  }

  /** Number of blocks that are durable and applied. */
  get height(): number {
    return this.state.height;
  }

  /** Hash of the last block's header. */
  get lastHash(): Buffer {
    return this.#lastHash;
  }

  transaction(txId: string): TransactionPlace | undefined {
    return this.#transactions.get(txId);
  }

  /** Makes a block durable, then applies it: nobody sees a state that a crash could take back. */
  async append(block: Block, bytes: Buffer, transactions: readonly AppliedTransaction[]): Promise<void> {
    await this.#blocks.append(bytes);
    this.#apply(block, transactions);
  }

  readBlock(number: number): Promise<Buffer> {
    return this.#blocks.read(number);
  }

  openSnapshot(): LedgerSnapshot {
    const snapshot = this.state.openSnapshot();
    return { ...snapshot, history: (namespace, key) => this.#historyAt(snapshot.height, namespace, key) };
  }

  close(): Promise<void> {
    return this.#blocks.close();
  }

  #checkChain(block: Block, number: number): void {
    const { header, envelopes } = block;
    const follows = header.number === number && header.previousHash.equals(this.#lastHash);
    if (!follows || !header.dataHash.equals(dataHashOf(envelopes))) {
      throw new BlockStoreError(`block ${number} does not follow from the blocks before it`);
    }
  }

  #apply(block: Block, transactions: readonly AppliedTransaction[]): void {
    const { number } = block.header;
    const writes = transactions.map(({ code, sets }, index) => ({ index, sets: code === VALID ? sets : [] }));
    this.state.applyBlock(number, writes);
    for (const [index, { txId, code }] of transactions.entries()) {
      if (txId !== '') this.#transactions.add(txId, { block: number, index, code });
    }
    this.#lastHash = headerHashOf(block.header);
  }

  *#historyAt(height: number, namespace: string, key: string): Generator<Buffer, undefined> {
    for (const version of this.state.history(namespace, key)) {
      if (version.block < height) yield this.#modification(version, namespace, key);
    }
    return undefined;
  }

  /** A `queryresult.KeyModification`, read from the block that made it. */
  #modification({ block: number, tx }: Version, namespace: string, key: string): Buffer {
    const envelope = decodeEnvelope(decodeBlock(this.#blocks.readNow(number)).envelopes[tx] ?? EMPTY);
    const sets = decodeReadWriteSet(decodeTransaction(envelope.data).action.results);
    const write = sets.find((set) => set.namespace === namespace)?.writes.find((entry) => entry.key === key);
    if (write === undefined) throw new BlockStoreError(`block ${number} does not write the key its index names`);
    const { txId, timestampBytes } = envelope.header.channel;
    return new WireWriter(write.value.length + 256)
      .string(1, txId)
      .bytes(2, write.value)
      .element(3, timestampBytes ?? EMPTY)
      .bool(4, write.isDelete)
      .finish();
  }
}

/** What a stored block says became of its transactions. */
function appliedOf(block: Block): AppliedTransaction[] {
  const codes = block.metadata[MetadataSlot.transactionsFilter] ?? EMPTY;
  return block.envelopes.map((bytes, index) => {
    const { header, data } = decodeEnvelope(bytes);
    const code = codes[index] ?? VALID;
    const { txId, type } = header.channel;
    const isWrite = code === VALID && type === HeaderType.endorserTransaction;
    return { txId, code, sets: isWrite ? decodeReadWriteSet(decodeTransaction(data).action.results) : [] };
  });
}
