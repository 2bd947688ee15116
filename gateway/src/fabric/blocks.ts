import { createHash } from 'node:crypto';

import { type LedgerTime, ledgerTime } from '@cloudfed/core';
import { common, peer } from '@hyperledger/fabric-protos';

import type { LedgerClient } from './connection.js';
import { ValidationCode } from './failure.js';
import type { Profile } from './profile.js';
import type { ChangeRecord } from './records.js';

/** A block as the ledger channel holds it, as far as its readers need it. */
export interface LedgerBlock {
  readonly number: number;
  /** Of its header, in hex: the next block's `previousHash`. */
  readonly hash: string;
  readonly previousHash: string;
  /** Bytes of its content. */
  readonly size: number;
  /** The valid ones of clients, in order. Those that were refused and those of the ledger itself are left out. */
  readonly transactions: readonly LedgerTransaction[];
}

export interface LedgerTransaction {
  readonly id: string;
  /** Its place in the block. */
  readonly index: number;
  /** As its client stamped it. */
  readonly time: LedgerTime;
  /** What it changed, as its event tells; undefined where the event cannot be read. */
  readonly changes: readonly ChangeRecord[] | undefined;
  /** The batch of usage that it was called with, where it recorded one: base64 of the packed form. */
  readonly usageBatch?: string | undefined;
}

/** Blocks as they come; `close` ends the iteration. */
export interface BlockStream extends AsyncIterable<LedgerBlock> {
  close(): void;
}

/** Where the read model gets its blocks. */
export interface BlockSource {
  readonly ledgerChannels: readonly string[];
  /** Number of blocks of a ledger channel. */
  height(ledgerChannel: string): Promise<bigint>;
  /** Full blocks, from `start` on, for ever. */
  blocks(ledgerChannel: string, start: bigint): Promise<BlockStream>;
}

/** A block is not what its own hash says, or cannot be read: what sent it is broken. */
export class BlockError extends Error {
  override readonly name = 'BlockError';
}

const EVENT_NAME = 'cloudfed';
const FILTER = common.BlockMetadataIndex.TRANSACTIONS_FILTER;

/** The blocks of an org's ledger channels, from its peers. */
export function newBlockSource(
  client: Pick<LedgerClient, 'height' | 'fullBlocks'>,
  { channels, chaincode }: Pick<Profile, 'channels' | 'chaincode'>,
): BlockSource {
  return {
    ledgerChannels: channels.map(({ name }) => name),
    height: (ledgerChannel) => client.height(ledgerChannel),
    blocks: async (ledgerChannel, start) => {
      const blocks = await client.fullBlocks(ledgerChannel, start);
      return {
        async *[Symbol.asyncIterator]() {
          for await (const block of blocks) yield readBlock(block, chaincode);
        },
        close: () => {
          blocks.close();
        },
      };
    },
  };
}

/**
 * Reads a full block.
 *
 * @param chaincode whose events tell what changed
 * @throws BlockError
 */
export function readBlock(block: common.Block, chaincode: string): LedgerBlock {
  const header = block.getHeader();
  if (header === undefined) throw new BlockError('a block has no header');
  const number = header.getNumber();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const dataHash = header.getDataHash_asU8();
  if (!contentHash(envelopes).equals(dataHash)) throw new BlockError(`block ${number} is not what its hash says`);
  const previousHash = header.getPreviousHash_asU8();
  const codes = block.getMetadata()?.getMetadataList_asU8()[FILTER] ?? new Uint8Array();
  try {
    const transactions = envelopes.flatMap((envelope, index) =>
      codes[index] === ValidationCode.valid ? (readEnvelope(envelope, index, chaincode) ?? []) : [],
    );
    return {
      number,
      hash: headerHash(number, previousHash, dataHash),
      previousHash: Buffer.from(previousHash).toString('hex'),
      size: envelopes.reduce((sum, { length }) => sum + length, 0),
      transactions,
    };
  } catch (cause) {
    throw new BlockError(`block ${number} cannot be read`, { cause });
  }
}

function readEnvelope(bytes: Uint8Array, index: number, chaincode: string): LedgerTransaction | undefined {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const timestamp = header.getTimestamp();
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const actions = transaction
    .getActionsList()
    .map((action) => peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()));
  const changes = changesOf(actions, chaincode);
  return {
    id: header.getTxId(),
    index,
    time: ledgerTime(timestamp?.getSeconds() ?? 0, timestamp?.getNanos() ?? 0),
    changes,
    ...(changes?.some(({ kind }) => kind === 'Usage.recorded') === true && { usageBatch: argumentOf(actions) }),
  };
}

/** The one argument of the call, besides the function's name. */
function argumentOf([action]: readonly peer.ChaincodeActionPayload[]): string | undefined {
  const proposal = action?.getChaincodeProposalPayload_asU8() ?? new Uint8Array();
  const input = peer.ChaincodeProposalPayload.deserializeBinary(proposal).getInput_asU8();
  const call = peer.ChaincodeInvocationSpec.deserializeBinary(input).getChaincodeSpec()?.getInput();
  const [, argument, ...others] = call?.getArgsList_asU8() ?? [];
  return argument === undefined || others.length > 0 ? undefined : Buffer.from(argument).toString('latin1');
}

function changesOf(
  actions: readonly peer.ChaincodeActionPayload[],
  chaincode: string,
): readonly ChangeRecord[] | undefined {
  const all: ChangeRecord[] = [];
  for (const payload of actions) {
    const response = peer.ProposalResponsePayload.deserializeBinary(
      payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
    );
    const events = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getEvents_asU8();
    if (events.length === 0) continue;
    const event = peer.ChaincodeEvent.deserializeBinary(events);
    if (event.getEventName() !== EVENT_NAME || event.getChaincodeId() !== chaincode) continue;
    const changes = readChanges(event.getPayload_asU8());
    if (changes === undefined) return undefined;
    all.push(...changes);
  }
  return all;
}

function readChanges(payload: Uint8Array): readonly ChangeRecord[] | undefined {
  try {
    const { changes } = JSON.parse(Buffer.from(payload).toString()) as { readonly changes: readonly ChangeRecord[] };
    return changes.every(isChange) ? changes : undefined;
  } catch {
    return undefined;
  }
}

function isChange(change: unknown): change is ChangeRecord {
  return (
    typeof change === 'object' &&
    change !== null &&
    'kind' in change &&
    typeof change.kind === 'string' &&
    'id' in change &&
    typeof change.id === 'string' &&
    'record' in change &&
    typeof change.record === 'object'
  );
}

function contentHash(envelopes: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const envelope of envelopes) hash.update(envelope);
  return hash.digest();
}

/** sha256 of the DER of SEQUENCE{number, previous hash, data hash}. */
function headerHash(number: number, previousHash: Uint8Array, dataHash: Uint8Array): string {
  const hex = number.toString(16);
  const magnitude = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const isHigh = (magnitude[0] ?? 0) >= 0x80;
  const content = Buffer.concat([
    der(0x02, isHigh ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude),
    der(0x04, previousHash),
    der(0x04, dataHash),
  ]);
  return createHash('sha256').update(der(0x30, content)).digest('hex');
}

/** DER of at most 127 bytes, which a header never exceeds. */
function der(tag: number, content: Uint8Array): Buffer {
  if (content.length > 127) throw new BlockError('a block header is too long');
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}
