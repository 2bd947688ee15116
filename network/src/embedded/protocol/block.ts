import { createHash } from 'node:crypto';
import { pair } from './proposal.js';
import { EMPTY, WireReader, WireWriter } from './wire.js';

/** Index of each metadata slot of a block. */
export const MetadataSlot = { signatures: 0, lastConfig: 1, transactionsFilter: 2, orderer: 3, commitHash: 4 } as const;

const METADATA_SLOTS = 5;

export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly dataHash: Buffer;
}

/** A block taken apart; all buffers are views of its bytes. */
export interface Block {
  readonly header: BlockHeader;
  readonly envelopes: readonly Buffer[];
  /** The five metadata slots. */
  readonly metadata: readonly Buffer[];
}

/** Hash of a block's content: sha256 of its envelopes, one after the other. */
export function dataHashOf(envelopes: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const envelope of envelopes) hash.update(envelope);
  return hash.digest();
}

/** The DER of SEQUENCE{number, previous hash, data hash}: what a block's hash and its orderer's signature cover. */
export function headerBytesOf(header: BlockHeader): Buffer {
  const content = Buffer.concat([
    der(0x02, unsignedInteger(header.number)),
    der(0x04, header.previousHash),
    der(0x04, header.dataHash),
  ]);
  return der(0x30, content);
}

/** The hash the next block carries. */
export function headerHashOf(header: BlockHeader): Buffer {
  return createHash('sha256').update(headerBytesOf(header)).digest();
}

function unsignedInteger(value: number): Buffer {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  const bytes = Buffer.from(hex, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

/** DER of at most 127 bytes of content, which a header's parts never exceed. */
function der(tag: number, content: Buffer): Buffer {
  if (content.length > 127) throw new RangeError('block header is too long');
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

/** Encodes a `common.Block`. */
export function encodeBlock(block: Block): Buffer {
  const size = block.envelopes.reduce((sum, envelope) => sum + envelope.length + 8, 0);
  const header = new WireWriter()
    .uint(1, block.header.number)
    .bytes(2, block.header.previousHash)
    .bytes(3, block.header.dataHash)
    .finish();
  const data = new WireWriter(size + 16);
  for (const envelope of block.envelopes) data.element(1, envelope);
  const metadata = new WireWriter();
  for (const slot of block.metadata) metadata.element(1, slot);
  return new WireWriter(size + 2048)
    .element(1, header)
    .element(2, data.finish())
    .element(3, metadata.finish())
    .finish();
}

/** Decodes a `common.Block`. @throws WireError when malformed */
export function decodeBlock(bytes: Buffer): Block {
  let header: BlockHeader = { number: 0, previousHash: EMPTY, dataHash: EMPTY };
  let envelopes: Buffer[] = [];
  let metadata: Buffer[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) header = decodeBlockHeader(reader.bytes());
    else if (reader.field === 2) envelopes = elements(reader.bytes());
    else if (reader.field === 3) metadata = elements(reader.bytes());
    else reader.skip();
  }
  while (metadata.length < METADATA_SLOTS) metadata.push(EMPTY);
  return { header, envelopes, metadata };
}

/** Decodes only a block's header. */
export function decodeBlockHeader(bytes: Buffer): BlockHeader {
  let number = 0;
  let previousHash = EMPTY;
  let dataHash = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) number = reader.uint();
    else if (reader.field === 2) previousHash = reader.bytes();
    else if (reader.field === 3) dataHash = reader.bytes();
    else reader.skip();
  }
  return { number, previousHash, dataHash };
}

/** Slot 0: the orderer's signature over metadata value ‖ signature header ‖ block header. */
export function encodeSignaturesSlot(
  header: BlockHeader,
  signatureHeader: Buffer,
  sign: (data: Buffer) => Buffer,
): Buffer {
  // OrdererBlockMetadata{last_config: LastConfig{index 0}}: the genesis block is the only configuration there is.
  const value = new WireWriter().element(1, EMPTY).finish();
  const signature = sign(Buffer.concat([value, signatureHeader, headerBytesOf(header)]));
  const entry = new WireWriter(1024).bytes(1, signatureHeader).bytes(2, signature).finish();
  return new WireWriter(1200).bytes(1, value).element(2, entry).finish();
}

/** Splits a `common.Metadata` into its value and the first of its signatures. */
export function decodeMetadata(slot: Buffer): { readonly value: Buffer; readonly signature: Buffer } {
  const [value, signature] = pair(slot);
  return { value, signature };
}

function elements(bytes: Buffer): Buffer[] {
  const values: Buffer[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) values.push(reader.bytes());
    else reader.skip();
  }
  return values;
}
