import { type Block, MetadataSlot, decodeBlock } from './protocol/block.js';
import { decodeEnvelope, decodeTransaction } from './protocol/envelope.js';
import { HeaderType, type LedgerTimestamp } from './protocol/header.js';
import { type ChaincodeEvent, decodeEvent, encodeEvent } from './protocol/response.js';
import { EMPTY, WireWriter } from './protocol/wire.js';

/** What followers of a channel want to know of a transaction. */
export interface CommittedTransaction {
  readonly txId: string;
  readonly type: number;
  readonly code: number;
  readonly timestamp: LedgerTimestamp | undefined;
  readonly event: ChaincodeEvent | undefined;
}

/** A block on the ledger, taken apart only when somebody looks inside. */
export class CommittedBlock {
  readonly number: number;
  readonly bytes: Buffer;
  #block: Block | undefined;
  #transactions: readonly CommittedTransaction[] | undefined;
  #filtered: Buffer | undefined;

  constructor(number: number, bytes: Buffer) {
    this.number = number;
    this.bytes = bytes;
  }

  get block(): Block {
    return (this.#block ??= decodeBlock(this.bytes));
  }

  get transactions(): readonly CommittedTransaction[] {
    return (this.#transactions ??= transactionsOf(this.block));
  }

  /** The `protos.FilteredBlock`: no payloads, but the events of invalid transactions too. */
  filtered(channelId: string): Buffer {
    return (this.#filtered ??= encodeFiltered(channelId, this.number, this.transactions));
  }
}

function transactionsOf(block: Block): CommittedTransaction[] {
  const codes = block.metadata[MetadataSlot.transactionsFilter] ?? EMPTY;
  return block.envelopes.map((bytes, index) => {
    const code = codes[index] ?? 0;
    const { header, data } = decodeEnvelope(bytes);
    const { txId, type, timestamp } = header.channel;
    return { txId, type, code, timestamp, event: type === HeaderType.endorserTransaction ? eventOf(data) : undefined };
  });
}

/** The event in a transaction, if there is one that can be read: an invalid transaction may hold anything. */
function eventOf(data: Buffer): ChaincodeEvent | undefined {
  try {
    const { events } = decodeTransaction(data).action;
    return events.length === 0 ? undefined : decodeEvent(events);
  } catch {
    return undefined;
  }
}

function encodeFiltered(channelId: string, number: number, transactions: readonly CommittedTransaction[]): Buffer {
  const writer = new WireWriter(transactions.length * 256 + 64).string(1, channelId).uint(2, number);
  for (const { txId, type, code, event } of transactions) {
    const entry = new WireWriter(512).string(1, txId).uint(2, type).uint(3, code);
    if (type === HeaderType.endorserTransaction) {
      const actions = new WireWriter(256);
      if (event !== undefined) {
        const named = encodeEvent({ ...event, payload: EMPTY });
        actions.element(1, new WireWriter(256).element(1, named).finish());
      }
      entry.element(4, actions.finish());
    }
    writer.element(4, entry.finish());
  }
  return writer.finish();
}
