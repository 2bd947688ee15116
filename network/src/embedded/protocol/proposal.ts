import { hash } from 'node:crypto';
import { type Header, decodeChaincodeId, decodeHeader } from './header.js';
import { EMPTY, WireError, WireReader, WireWriter } from './wire.js';

/** A client's proposal, taken apart once; all buffers are views of the message it came in. */
export interface Proposal {
  /** The whole `SignedProposal`, as chaincode gets it. */
  readonly signedBytes: Buffer;
  /** What the creator signed. */
  readonly proposalBytes: Buffer;
  readonly signature: Buffer;
  readonly header: Header;
  readonly channelId: string;
  readonly txId: string;
  /** Name the header names; the one the endorsement is for. */
  readonly chaincodeName: string;
  /** Name the invocation inside names. */
  readonly invokedName: string;
  /** The `ChaincodeInput`. */
  readonly input: Buffer;
  readonly hasTransient: boolean;
  /** `ChaincodeProposalPayload` without the transient map: what goes on the ledger. */
  readonly ledgerPayload: Buffer;
  /** sha256(channel header ‖ signature header ‖ ledger payload). */
  readonly hash: Buffer;
}

/** Decodes a `protos.SignedProposal`. @throws WireError when any layer is malformed or missing */
export function decodeSignedProposal(signedBytes: Buffer): Proposal {
  const [proposalBytes, signature] = pair(signedBytes);
  const [headerBytes, payload] = pair(proposalBytes);
  const header = decodeHeader(headerBytes);
  if (header.channel.chaincodeName === '') throw new WireError('ChaincodeHeaderExtension.ChaincodeId is nil');
  const { invocation, hasTransient } = decodeProposalPayload(payload);
  const spec = decodeInvocation(invocation);
  const ledgerPayload = new WireWriter(invocation.length + 16).bytes(1, invocation).finish();
  return {
    signedBytes,
    proposalBytes,
    signature,
    header,
    channelId: header.channel.channelId,
    txId: header.channel.txId,
    chaincodeName: header.channel.chaincodeName,
    invokedName: spec.name,
    input: spec.input,
    hasTransient,
    ledgerPayload,
    hash: proposalHash(header.channel.bytes, header.signature.bytes, ledgerPayload),
  };
}

/** The hash that binds an endorsement to its proposal. */
export function proposalHash(channelHeader: Buffer, signatureHeader: Buffer, ledgerPayload: Buffer): Buffer {
  return hash('sha256', Buffer.concat([channelHeader, signatureHeader, ledgerPayload]), 'buffer');
}

/** Arguments of a `ChaincodeInput`. */
export function decodeArguments(input: Buffer): Buffer[] {
  const args: Buffer[] = [];
  const reader = new WireReader(input);
  while (reader.next()) {
    if (reader.field === 1) args.push(reader.bytes());
    else reader.skip();
  }
  return args;
}

/** Fields 1 and 2 of a message of two byte fields, such as `SignedProposal`, `Proposal`, `Envelope` and `Payload`. */
export function pair(bytes: Buffer): [first: Buffer, second: Buffer] {
  let first = EMPTY;
  let second = EMPTY;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) first = reader.bytes();
    else if (reader.field === 2) second = reader.bytes();
    else reader.skip();
  }
  return [first, second];
}

function decodeProposalPayload(bytes: Buffer): { invocation: Buffer; hasTransient: boolean } {
  let invocation = EMPTY;
  let hasTransient = false;
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === 1) invocation = reader.bytes();
    else if (reader.field === 2) {
      hasTransient = true;
      reader.skip();
    } else reader.skip();
  }
  return { invocation, hasTransient };
}

function decodeInvocation(bytes: Buffer): { name: string; input: Buffer } {
  let spec: Buffer | undefined;
  const outer = new WireReader(bytes);
  while (outer.next()) {
    if (outer.field === 1) spec = outer.bytes();
    else outer.skip();
  }
  if (spec === undefined) throw new WireError('chaincode invocation spec did not contain chaincode spec');
  let name = '';
  let input: Buffer | undefined;
  const reader = new WireReader(spec);
  while (reader.next()) {
    if (reader.field === 2) name = decodeChaincodeId(reader.bytes()).name;
    else if (reader.field === 3) input = reader.bytes();
    else reader.skip();
  }
  if (input === undefined) throw new WireError('chaincode input did not contain any input');
  return { name, input };
}
