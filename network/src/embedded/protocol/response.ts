import { decodeChaincodeId } from './header.js';
import { EMPTY, WireReader, WireWriter } from './wire.js';

/** A `protos.Response`. */
export interface ChaincodeResponse {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
}

export interface Endorsement {
  /** Serialized identity of the endorser. */
  readonly endorser: Buffer;
  readonly signature: Buffer;
}

/** A chaincode event; its encoding is field-ordered, so equal events are equal bytes. */
export interface ChaincodeEvent {
  readonly chaincodeId: string;
  readonly txId: string;
  readonly name: string;
  readonly payload: Buffer;
}

/** A `ChaincodeAction`: what a transaction did. */
export interface ChaincodeAction {
  readonly results: Buffer;
  /** One encoded {@link ChaincodeEvent}, or no bytes. */
  readonly events: Buffer;
  readonly response: Buffer;
  /** Undefined when the action carries no chaincode id at all. */
  readonly chaincodeId: { readonly name: string; readonly version: string } | undefined;
}

export function decodeResponse(bytes: Buffer): ChaincodeResponse {
  let status = 0;
  let message = '';
  let payload = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) status = reader.int32();
    else if (reader.field === 2) message = reader.string();
    else if (reader.field === 3) payload = reader.bytes();
    else reader.skip();
  }
  return { status, message, payload };
}

export function encodeResponse(response: ChaincodeResponse): Buffer {
  const writer = new WireWriter(response.payload.length + 64);
  return writer.uint(1, response.status).string(2, response.message).bytes(3, response.payload).finish();
}

export function decodeEvent(bytes: Buffer): ChaincodeEvent {
  const event = { chaincodeId: '', txId: '', name: '', payload: EMPTY };
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) event.chaincodeId = reader.string();
    else if (reader.field === 2) event.txId = reader.string();
    else if (reader.field === 3) event.name = reader.string();
    else if (reader.field === 4) event.payload = reader.bytes();
    else reader.skip();
  }
  return event;
}

export function encodeEvent(event: ChaincodeEvent): Buffer {
  return new WireWriter(event.payload.length + 256)
    .string(1, event.chaincodeId)
    .string(2, event.txId)
    .string(3, event.name)
    .bytes(4, event.payload)
    .finish();
}

/** A `ProposalResponsePayload`: the bytes every endorser of a transaction must agree on. */
export function encodeResponsePayload(
  hash: Buffer,
  action: Readonly<{ results: Buffer; events: Buffer; response: Buffer; name: string; version: string }>,
): Buffer {
  const chaincodeId = new WireWriter().string(2, action.name).string(3, action.version).finish();
  const extension = new WireWriter(action.results.length + action.events.length + action.response.length + 128)
    .bytes(1, action.results)
    .bytes(2, action.events)
    .element(3, action.response)
    .element(4, chaincodeId)
    .finish();
  return new WireWriter(extension.length + 64).bytes(1, hash).bytes(2, extension).finish();
}

export function decodeAction(bytes: Buffer): ChaincodeAction {
  let results = EMPTY;
  let events = EMPTY;
  let response = EMPTY;
  let chaincodeId: ChaincodeAction['chaincodeId'];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) results = reader.bytes();
    else if (reader.field === 2) events = reader.bytes();
    else if (reader.field === 3) response = reader.bytes();
    else if (reader.field === 4) chaincodeId = decodeChaincodeId(reader.bytes());
    else reader.skip();
  }
  return { results, events, response, chaincodeId };
}

/** A `protos.ProposalResponse`, as ProcessProposal answers it. */
export function encodeProposalResponse(
  parts: Readonly<{ response: Buffer; payload?: Buffer; endorsement?: Endorsement; interest?: string }>,
): Buffer {
  const writer = new WireWriter((parts.payload?.length ?? 0) + parts.response.length + 2048);
  writer
    .uint(1, parts.endorsement === undefined ? 0 : 1)
    .element(4, parts.response)
    .bytes(5, parts.payload);
  if (parts.endorsement !== undefined) writer.element(6, encodeEndorsement(parts.endorsement));
  if (parts.interest !== undefined) {
    const call = new WireWriter().string(1, parts.interest).finish();
    writer.element(7, new WireWriter().element(1, call).finish());
  }
  return writer.finish();
}

export function encodeEndorsement(endorsement: Endorsement): Buffer {
  return new WireWriter(1024).bytes(1, endorsement.endorser).bytes(2, endorsement.signature).finish();
}
