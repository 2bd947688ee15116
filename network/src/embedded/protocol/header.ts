import { hash } from 'node:crypto';
import { EMPTY, WireError, WireReader, WireWriter } from './wire.js';

/** Kinds of a transaction, as `common.HeaderType` numbers them. */
export const HeaderType = { config: 1, configUpdate: 2, endorserTransaction: 3, deliverSeekInfo: 5 } as const;

/** A moment as the ledger has it. */
export interface LedgerTimestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}

export interface ChannelHeader {
  readonly bytes: Buffer;
  readonly type: number;
  readonly timestamp: LedgerTimestamp | undefined;
  /** The timestamp as it was encoded. */
  readonly timestampBytes: Buffer | undefined;
  readonly channelId: string;
  readonly txId: string;
  readonly epoch: number;
  /** Name in the chaincode header extension; empty when there is none. */
  readonly chaincodeName: string;
}

export interface SignatureHeader {
  readonly bytes: Buffer;
  readonly creator: Buffer;
  readonly nonce: Buffer;
}

export interface Header {
  readonly bytes: Buffer;
  readonly channel: ChannelHeader;
  readonly signature: SignatureHeader;
}

/** Decodes a `common.Header` and both headers inside. @throws WireError when malformed */
export function decodeHeader(bytes: Buffer): Header {
  let channel = EMPTY;
  let signature = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) channel = reader.bytes();
    else if (reader.field === 2) signature = reader.bytes();
    else reader.skip();
  }
  return { bytes, channel: decodeChannelHeader(channel), signature: decodeSignatureHeader(signature) };
}

function decodeChannelHeader(bytes: Buffer): ChannelHeader {
  const header = { type: 0, channelId: '', txId: '', epoch: 0, chaincodeName: '' };
  let timestampBytes: Buffer | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) header.type = reader.int32();
    else if (reader.field === 3) timestampBytes = reader.bytes();
    else if (reader.field === 4) header.channelId = reader.string();
    else if (reader.field === 5) header.txId = reader.string();
    else if (reader.field === 6) header.epoch = reader.uint();
    else if (reader.field === 7) header.chaincodeName = decodeExtension(reader.bytes());
    else reader.skip();
  }
  const timestamp = timestampBytes === undefined ? undefined : decodeTimestamp(timestampBytes);
  return { bytes, ...header, timestamp, timestampBytes };
}

function decodeTimestamp(bytes: Buffer): LedgerTimestamp {
  let seconds = 0n;
  let nanos = 0;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) seconds = reader.int64();
    else if (reader.field === 2) nanos = reader.int32();
    else reader.skip();
  }
  if (nanos < 0 || nanos > 999_999_999) throw new WireError('timestamp has illegal nanos');
  return { seconds, nanos };
}

/** The chaincode's name in a `ChaincodeHeaderExtension`. */
function decodeExtension(bytes: Buffer): string {
  const reader = new WireReader(bytes);
  let name = '';
  while (reader.next()) {
    if (reader.field === 2) name = decodeChaincodeId(reader.bytes()).name;
    else reader.skip();
  }
  return name;
}

/** Decodes a `protos.ChaincodeID`. */
export function decodeChaincodeId(bytes: Buffer): { readonly name: string; readonly version: string } {
  const reader = new WireReader(bytes);
  let name = '';
  let version = '';
  while (reader.next()) {
    if (reader.field === 2) name = reader.string();
    else if (reader.field === 3) version = reader.string();
    else reader.skip();
  }
  return { name, version };
}

/** Decodes a `common.SignatureHeader`. */
export function decodeSignatureHeader(bytes: Buffer): SignatureHeader {
  let creator = EMPTY;
  let nonce = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) creator = reader.bytes();
    else if (reader.field === 2) nonce = reader.bytes();
    else reader.skip();
  }
  return { bytes, creator, nonce };
}

/** Encodes a `common.SignatureHeader`. */
export function encodeSignatureHeader(creator: Uint8Array, nonce: Uint8Array): Buffer {
  return new WireWriter().bytes(1, creator).bytes(2, nonce).finish();
}

/** The transaction id a nonce and a creator give: lower-case hex of sha256(nonce ‖ creator). */
export function transactionIdOf(signature: SignatureHeader): string {
  return hash('sha256', Buffer.concat([signature.nonce, signature.creator]), 'hex');
}
