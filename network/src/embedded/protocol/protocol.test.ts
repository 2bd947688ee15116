import { createHash, randomBytes } from 'node:crypto';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../chaincode/message.js';
import { decodeBlock, encodeBlock, headerBytesOf, headerHashOf } from './block.js';
import { decodeEnvelope, decodeTransaction } from './envelope.js';
import { decodeSignedProposal } from './proposal.js';
import { decodeEvent, decodeResponse, encodeEvent } from './response.js';
import { type NamespaceSet, decodeReadWriteSet, encodeReadWriteSet } from './rwset.js';
import { WireError, WireReader, WireWriter } from './wire.js';

const { KVRWSet } = ledger.rwset.kvrwset;

describe('the wire format', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array(), fc.maxSafeNat(), (text, bytes, number) => {
        const written = new WireWriter(1).string(1, text).element(2, bytes).uint(3, number).finish();
        const reader = new WireReader(written);
        const seen: unknown[] = [];
        while (reader.next()) {
          if (reader.field === 1) seen.push(reader.string());
          else if (reader.field === 2) seen.push(reader.bytes());
          else seen.push(reader.uint());
        }
        const expected: unknown[] = [Buffer.from(bytes)];
        if (text !== '') expected.unshift(text);
        if (number !== 0) expected.push(number);
        expect(seen).toEqual(expected);
      }),
    );
  });

  it('refuses invalid UTF-8 and takes U+FFFD itself', () => {
    const read = (bytes: Buffer): string => {
      const reader = new WireReader(new WireWriter().element(1, bytes).finish());
      reader.next();
      return reader.string();
    };
    expect(read(Buffer.from('\ufffd'))).toBe('\ufffd');
    expect(() => read(Buffer.from('c328', 'hex'))).toThrow(WireError);
  });

  it('reads negative numbers as protobuf writes them', () => {
    const minusOne = Buffer.from(`08${'ff'.repeat(9)}01`, 'hex');
    const reader = new WireReader(minusOne);
    reader.next();
    expect(reader.int32()).toBe(-1);
  });
});

const DECODERS: readonly ((bytes: Buffer) => unknown)[] = [
  decodeEnvelope,
  decodeTransaction,
  decodeSignedProposal,
  decodeReadWriteSet,
  decodeBlock,
  decodeMessage,
  decodeResponse,
  decodeEvent,
];

describe('decoders of what strangers send', () => {
  it('throw nothing but WireError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const decode of DECODERS) {
          try {
            decode(Buffer.from(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('throw nothing but WireError for a good message with a byte changed or cut', () => {
    const good = encodeReadWriteSet([sample]);
    for (let at = 0; at < good.length; at += 1) {
      for (const bad of [good.subarray(0, at), flipped(good, at)]) {
        try {
          decodeReadWriteSet(bad);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }
    }
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const sample: NamespaceSet = {
  namespace: 'cc',
  reads: [
    { key: 'missing', version: undefined },
    { key: 'first', version: { block: 0, tx: 0 } },
    { key: '\u0000type\u0000\u{1f600}\u0000', version: { block: 300, tx: 7 } },
  ],
  ranges: [
    {
      startKey: 'a',
      endKey: 'b',
      exhausted: true,
      reads: [{ key: 'aa', version: { block: 1, tx: 2 } }],
      merkle: undefined,
    },
    {
      startKey: 'c',
      endKey: '',
      exhausted: false,
      reads: [],
      merkle: { maxDegree: 50, maxLevel: 2, hashes: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] },
    },
  ],
  writes: [
    { key: 'put', isDelete: false, value: Buffer.from('value') },
    { key: 'gone', isDelete: true, value: Buffer.alloc(0) },
  ],
  hasUnsupported: false,
};

describe('read/write sets', () => {
  it('are what Fabric’s own classes read', () => {
    const set = ledger.rwset.TxReadWriteSet.deserializeBinary(encodeReadWriteSet([sample]));
    const [namespace] = set.getNsRwsetList();
    expect(namespace?.getNamespace()).toBe('cc');
    const content = KVRWSet.deserializeBinary(namespace?.getRwset_asU8() ?? new Uint8Array());
    expect(content.getReadsList().map((read) => [read.getKey(), read.getVersion()?.toObject()])).toEqual([
      ['missing', undefined],
      ['first', { blockNum: 0, txNum: 0 }],
      ['\u0000type\u0000\u{1f600}\u0000', { blockNum: 300, txNum: 7 }],
    ]);
    const [listed, hashed] = content.getRangeQueriesInfoList();
    expect(listed?.getRawReads()?.getKvReadsList()[0]?.getKey()).toBe('aa');
    expect(hashed?.getReadsMerkleHashes()?.getMaxLevelHashesList_asU8()).toHaveLength(2);
    expect(content.getWritesList().map((write) => write.getIsDelete())).toEqual([false, true]);
    // Byte for byte the same encoding, so an endorser of either kind signs the same.
    expect(Buffer.from(set.serializeBinary())).toEqual(encodeReadWriteSet([sample]));
    expect(Buffer.from(content.serializeBinary())).toEqual(Buffer.from(namespace?.getRwset_asU8() ?? []));
  });

  it('are read back as they were', () => {
    expect(decodeReadWriteSet(encodeReadWriteSet([sample]))).toEqual([sample]);
  });
});

describe('blocks', () => {
  const header = { number: 128, previousHash: Buffer.alloc(32, 5), dataHash: Buffer.alloc(32, 6) };

  it('are what Fabric’s own classes read', () => {
    const bytes = encodeBlock({
      header,
      envelopes: [Buffer.from('one'), Buffer.from('two')],
      metadata: [Buffer.of(1)],
    });
    const block = common.Block.deserializeBinary(bytes);
    expect(block.getHeader()?.getNumber()).toBe(128);
    expect(block.getData()?.getDataList_asU8().map(String)).toHaveLength(2);
    expect(Buffer.from(block.serializeBinary())).toEqual(bytes);
    expect(decodeBlock(bytes)).toMatchObject({ header, envelopes: [Buffer.from('one'), Buffer.from('two')] });
  });

  it('are hashed over the DER of their header', () => {
    // SEQUENCE { INTEGER 128 (with its sign byte), OCTET STRING, OCTET STRING }
    const der = `304802020080 0420${'05'.repeat(32)} 0420${'06'.repeat(32)}`.replaceAll(' ', '');
    expect(headerBytesOf(header).toString('hex')).toBe(der);
    expect(headerHashOf(header)).toEqual(createHash('sha256').update(Buffer.from(der, 'hex')).digest());
  });
});

describe('messages of a chaincode', () => {
  it('are what Fabric’s own classes read', () => {
    const message = {
      type: peer.ChaincodeMessage.Type.TRANSACTION,
      payload: randomBytes(20),
      txId: 'tx',
      channelId: 'channel',
      proposal: new WireWriter().bytes(1, Buffer.from('p')).bytes(2, Buffer.from('s')).finish(),
    };
    const bytes = encodeMessage(message);
    const read = peer.ChaincodeMessage.deserializeBinary(bytes);
    expect(read.getProposal()?.getSignature_asU8()).toEqual(Uint8Array.from(Buffer.from('s')));
    expect(Buffer.from(read.serializeBinary())).toEqual(bytes);
    expect(decodeMessage(bytes)).toMatchObject({ type: 5, txId: 'tx', channelId: 'channel', payload: message.payload });
  });

  it('carry events that Fabric’s own classes read', () => {
    const event = { chaincodeId: 'cc', txId: 'tx', name: 'said', payload: Buffer.from('x') };
    const read = peer.ChaincodeEvent.deserializeBinary(encodeEvent(event));
    expect(read.getEventName()).toBe('said');
    expect(Buffer.from(read.serializeBinary())).toEqual(encodeEvent(event));
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });
});
