import { EMPTY, WireReader, WireWriter } from '../protocol/wire.js';

/** An `EndorseRequest` or an `EvaluateRequest`. */
export interface ProposalRequest {
  /** Encoded `SignedProposal`. */
  readonly proposal: Buffer;
  /** MSP ids the client wants to endorse or to answer; none leaves the choice to the gateway. */
  readonly orgs: readonly string[];
}

export function decodeProposalRequest(bytes: Buffer): ProposalRequest {
  let proposal = EMPTY;
  const orgs: string[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 3) proposal = reader.bytes();
    else if (reader.field === 4) orgs.push(reader.string());
    else reader.skip();
  }
  return { proposal, orgs };
}

export interface SubmitRequest {
  readonly channelId: string;
  /** Encoded `Envelope`; undefined when the request has none. */
  readonly envelope: Buffer | undefined;
}

export function decodeSubmitRequest(bytes: Buffer): SubmitRequest {
  let channelId = '';
  let envelope: Buffer | undefined;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 2) channelId = reader.string();
    else if (reader.field === 3) envelope = reader.bytes();
    else reader.skip();
  }
  return { channelId, envelope };
}

export interface CommitStatusRequest {
  readonly txId: string;
  readonly channelId: string;
  readonly identity: Buffer;
}

export function decodeCommitStatusRequest(bytes: Buffer): CommitStatusRequest {
  let txId = '';
  let channelId = '';
  let identity = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) txId = reader.string();
    else if (reader.field === 2) channelId = reader.string();
    else if (reader.field === 3) identity = reader.bytes();
    else reader.skip();
  }
  return { txId, channelId, identity };
}

export function encodeCommitStatus(code: number, blockNumber: number): Buffer {
  return new WireWriter(24).uint(1, code).uint(2, blockNumber).finish();
}

/** An `EndorseResponse` around an envelope, or an `EvaluateResponse` around a `Response`. */
export function encodeSingle(message: Buffer): Buffer {
  return new WireWriter(message.length + 16).element(1, message).finish();
}

export function encodeChaincodeEvents(events: readonly Buffer[], blockNumber: number): Buffer {
  const writer = new WireWriter(1024);
  for (const event of events) writer.element(1, event);
  return writer.uint(2, blockNumber).finish();
}
