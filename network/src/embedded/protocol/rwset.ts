import { EMPTY, WireError, WireReader, WireWriter } from './wire.js';

/** Where a key was last written. */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

/** A key a transaction read, and the version it saw; none when the key did not exist. */
export interface KeyRead {
  readonly key: string;
  readonly version: Version | undefined;
}

export interface KeyWrite {
  readonly key: string;
  readonly isDelete: boolean;
  readonly value: Buffer;
}

/** Hashes that stand for the results of a long range read. */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Buffer[];
}

/** A range a transaction read. When not exhausted, the end key is the last key it saw. */
export interface RangeRead {
  readonly startKey: string;
  readonly endKey: string;
  readonly exhausted: boolean;
  readonly reads: readonly KeyRead[];
  readonly merkle: MerkleSummary | undefined;
}

/** What a transaction read and wrote in one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly reads: readonly KeyRead[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly KeyWrite[];
  /** It holds private-data hashes or key metadata, which this network does not support. */
  readonly hasUnsupported: boolean;
}

/** Encodes a `rwset.TxReadWriteSet`; the sets are written in the order given. */
export function encodeReadWriteSet(sets: readonly NamespaceSet[]): Buffer {
  const writer = new WireWriter(1024);
  for (const set of sets) {
    const content = encodeNamespace(set);
    const namespace = new WireWriter(content.length + 128).string(1, set.namespace).bytes(2, content).finish();
    writer.element(2, namespace);
  }
  return writer.finish();
}

function encodeNamespace(set: NamespaceSet): Buffer {
  const writer = new WireWriter(1024);
  for (const read of set.reads) writer.element(1, encodeRead(read));
  for (const range of set.ranges) writer.element(2, encodeRange(range));
  for (const write of set.writes) {
    const entry = new WireWriter(write.value.length + 256).string(1, write.key).bool(2, write.isDelete);
    writer.element(3, entry.bytes(3, write.value).finish());
  }
  return writer.finish();
}

function encodeRead(read: KeyRead): Buffer {
  const writer = new WireWriter().string(1, read.key);
  if (read.version !== undefined) {
    writer.element(2, new WireWriter(24).uint(1, read.version.block).uint(2, read.version.tx).finish());
  }
  return writer.finish();
}

function encodeRange(range: RangeRead): Buffer {
  const writer = new WireWriter().string(1, range.startKey).string(2, range.endKey).bool(3, range.exhausted);
  if (range.merkle !== undefined) {
    const summary = new WireWriter().uint(1, range.merkle.maxDegree).uint(2, range.merkle.maxLevel);
    for (const hash of range.merkle.hashes) summary.element(3, hash);
    writer.element(5, summary.finish());
  } else if (range.reads.length > 0) {
    writer.element(4, encodeQueryReads(range.reads));
  }
  return writer.finish();
}

/** Encodes a `kvrwset.QueryReads`: raw results of a range, and what a Merkle leaf hashes. */
export function encodeQueryReads(reads: readonly KeyRead[]): Buffer {
  const writer = new WireWriter(reads.length * 64 + 16);
  for (const read of reads) writer.element(1, encodeRead(read));
  return writer.finish();
}

/** Decodes a `rwset.TxReadWriteSet`. @throws WireError when malformed */
export function decodeReadWriteSet(bytes: Buffer): NamespaceSet[] {
  const sets: NamespaceSet[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) sets.push(decodeNamespace(reader.bytes()));
    else reader.skip();
  }
  return sets;
}

function decodeNamespace(bytes: Buffer): NamespaceSet {
  let namespace = '';
  let content = EMPTY;
  let hasPrivate = false;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) namespace = reader.string();
    else if (reader.field === 2) content = reader.bytes();
    else {
      hasPrivate ||= reader.field === 3;
      reader.skip();
    }
  }
  const reads: KeyRead[] = [];
  const ranges: RangeRead[] = [];
  const writes: KeyWrite[] = [];
  let hasMetadata = false;
  const fields = new WireReader(content);
  while (fields.next()) {
    if (fields.field === 1) reads.push(decodeRead(fields.bytes()));
    else if (fields.field === 2) ranges.push(decodeRange(fields.bytes()));
    else if (fields.field === 3) writes.push(decodeWrite(fields.bytes()));
    else {
      hasMetadata ||= fields.field === 4;
      fields.skip();
    }
  }
  return { namespace, reads, ranges, writes, hasUnsupported: hasPrivate || hasMetadata };
}

function decodeRead(bytes: Buffer): KeyRead {
  let key = '';
  let version: Version | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) version = decodeVersion(reader.bytes());
    else reader.skip();
  }
  return { key, version };
}

function decodeVersion(bytes: Buffer): Version {
  let block = 0;
  let tx = 0;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) block = reader.uint();
    else if (reader.field === 2) tx = reader.uint();
    else reader.skip();
  }
  return { block, tx };
}

function decodeRange(bytes: Buffer): RangeRead {
  let startKey = '';
  let endKey = '';
  let exhausted = false;
  let reads: KeyRead[] = [];
  let merkle: MerkleSummary | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) startKey = reader.string();
    else if (reader.field === 2) endKey = reader.string();
    else if (reader.field === 3) exhausted = reader.bool();
    else if (reader.field === 4) reads = decodeQueryReads(reader.bytes());
    else if (reader.field === 5) merkle = decodeMerkle(reader.bytes());
    else reader.skip();
  }
  return { startKey, endKey, exhausted, reads, merkle };
}

function decodeQueryReads(bytes: Buffer): KeyRead[] {
  const reads: KeyRead[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) reads.push(decodeRead(reader.bytes()));
    else reader.skip();
  }
  return reads;
}

function decodeMerkle(bytes: Buffer): MerkleSummary {
  let maxDegree = 0;
  let maxLevel = 0;
  const hashes: Buffer[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) maxDegree = reader.uint();
    else if (reader.field === 2) maxLevel = reader.uint();
    else if (reader.field === 3) hashes.push(reader.bytes());
    else reader.skip();
  }
  if (maxDegree < 2) throw new WireError('a Merkle summary of degree below 2');
  return { maxDegree, maxLevel, hashes };
}

function decodeWrite(bytes: Buffer): KeyWrite {
  let key = '';
  let isDelete = false;
  let value = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) isDelete = reader.bool();
    else if (reader.field === 3) value = reader.bytes();
    else reader.skip();
  }
  // An empty value and a missing one are the same to the state, as in Fabric.
  return { key, isDelete: isDelete || value.length === 0, value };
}
