import { EMPTY, WireReader, WireWriter } from '../protocol/wire.js';

/** Types of a `ChaincodeMessage`. */
export const MessageType = {
  register: 1,
  registered: 2,
  ready: 4,
  transaction: 5,
  completed: 6,
  error: 7,
  getState: 8,
  putState: 9,
  delState: 10,
  invokeChaincode: 11,
  response: 13,
  getStateByRange: 14,
  getQueryResult: 15,
  queryStateNext: 16,
  queryStateClose: 17,
  keepalive: 18,
  getHistoryForKey: 19,
  getStateMetadata: 20,
  putStateMetadata: 21,
  getPrivateDataHash: 22,
  purgePrivateData: 23,
} as const;

const NAMES = new Map<number, string>(
  Object.entries(MessageType).map(([name, type]) => [type, name.replace(/[A-Z]/g, '_$&').toUpperCase()]),
);

/** The type's name as Fabric prints it, such as `GET_STATE`. */
export function messageTypeName(type: number): string {
  return NAMES.get(type) ?? String(type);
}

/** One message of the stream between a peer and a chaincode. */
export interface ChaincodeMessage {
  readonly type: number;
  readonly payload: Buffer;
  readonly txId: string;
  readonly channelId: string;
  /** Encoded `ChaincodeEvent`; undefined when the chaincode set none. */
  readonly event?: Buffer | undefined;
  /** Encoded `SignedProposal`, in a TRANSACTION. */
  readonly proposal?: Buffer | undefined;
}

export function encodeMessage(message: ChaincodeMessage): Buffer {
  return new WireWriter(message.payload.length + (message.proposal?.length ?? 0) + 256)
    .uint(1, message.type)
    .bytes(3, message.payload)
    .string(4, message.txId)
    .bytes(5, message.proposal)
    .string(7, message.channelId)
    .finish();
}

/** @throws WireError when malformed */
export function decodeMessage(bytes: Buffer): ChaincodeMessage {
  let type = 0;
  let payload = EMPTY;
  let txId = '';
  let channelId = '';
  let event: Buffer | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) type = reader.int32();
    else if (reader.field === 3) payload = reader.bytes();
    else if (reader.field === 4) txId = reader.string();
    else if (reader.field === 6) event = reader.bytes();
    else if (reader.field === 7) channelId = reader.string();
    else reader.skip();
  }
  return { type, payload, txId, channelId, event };
}

/** Fields of a request about a key, a value and a collection. */
export interface KeyRequest {
  readonly key: string;
  readonly value: Buffer;
  readonly collection: string;
}

/** Decodes a `PutState`. */
export function decodePutState(payload: Buffer): KeyRequest {
  let key = '';
  let value = EMPTY;
  let collection = '';
  const reader = new WireReader(payload);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) value = reader.bytes();
    else if (reader.field === 3) collection = reader.string();
    else reader.skip();
  }
  return { key, value, collection };
}

/** Decodes a `GetState`, `DelState`, `GetStateMetadata` or `GetHistoryForKey`. */
export function decodeKeyRequest(payload: Buffer): KeyRequest {
  let key = '';
  let collection = '';
  const reader = new WireReader(payload);
  while (reader.next()) {
    if (reader.field === 1) key = reader.string();
    else if (reader.field === 2) collection = reader.string();
    else reader.skip();
  }
  return { key, value: EMPTY, collection };
}

export interface RangeRequest {
  readonly startKey: string;
  readonly endKey: string;
  readonly collection: string;
  readonly page: { readonly size: number; readonly bookmark: string } | undefined;
}

/** Decodes a `GetStateByRange`. */
export function decodeRangeRequest(payload: Buffer): RangeRequest {
  let startKey = '';
  let endKey = '';
  let collection = '';
  let page: RangeRequest['page'];
  const reader = new WireReader(payload);
  while (reader.next()) {
    if (reader.field === 1) startKey = reader.string();
    else if (reader.field === 2) endKey = reader.string();
    else if (reader.field === 3) collection = reader.string();
    else if (reader.field === 4) page = decodePage(reader.bytes());
    else reader.skip();
  }
  return { startKey, endKey, collection, page };
}

function decodePage(metadata: Buffer): RangeRequest['page'] {
  let size = 0;
  let bookmark = '';
  const reader = new WireReader(metadata);
  while (reader.next()) {
    if (reader.field === 1) size = reader.int32();
    else if (reader.field === 2) bookmark = reader.string();
    else reader.skip();
  }
  return size === 0 && bookmark === '' ? undefined : { size, bookmark };
}

/** Decodes the id in a `QueryStateNext` or `QueryStateClose`. */
export function decodeQueryId(payload: Buffer): string {
  return decodeKeyRequest(payload).key;
}
