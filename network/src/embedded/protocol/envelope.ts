import { type Header, decodeHeader } from './header.js';
import { type Proposal, pair } from './proposal.js';
import { type ChaincodeAction, type Endorsement, decodeAction, encodeEndorsement } from './response.js';
import { WireError, WireReader, WireWriter } from './wire.js';

/** A signed envelope, opened as far as its headers. */
export interface Envelope {
  /** The whole envelope, as it goes into a block. */
  readonly bytes: Buffer;
  /** What the creator signed. */
  readonly payload: Buffer;
  readonly signature: Buffer;
  readonly header: Header;
  /** Content of the payload: a `Transaction`, a `SeekInfo`, a `ConfigEnvelope`. */
  readonly data: Buffer;
}

/** The one action of an endorser transaction. */
export interface TransactionAction {
  readonly signatureHeader: Buffer;
  readonly ledgerPayload: Buffer;
  readonly responsePayload: Buffer;
  readonly proposalHash: Buffer;
  readonly action: ChaincodeAction;
  readonly endorsements: readonly Endorsement[];
}

/** Opens an envelope and its headers. @throws WireError when malformed */
export function decodeEnvelope(bytes: Buffer): Envelope {
  const [payload, signature] = pair(bytes);
  const [header, data] = pair(payload);
  return { bytes, payload, signature, header: decodeHeader(header), data };
}

/** Decodes a `protos.Transaction`. @throws WireError when malformed or when it has not exactly one action */
export function decodeTransaction(data: Buffer): TransactionAction {
  const actions = repeated(data, 1);
  const [only] = actions;
  if (only === undefined || actions.length !== 1) {
    throw new WireError(`only one action per transaction is supported, tx contains ${actions.length}`);
  }
  const [signatureHeader, actionPayload] = pair(only);
  const [ledgerPayload, endorsed] = pair(actionPayload);
  const [responsePayload] = pair(endorsed);
  const [proposalHash, extension] = pair(responsePayload);
  return {
    signatureHeader,
    ledgerPayload,
    responsePayload,
    proposalHash,
    action: decodeAction(extension),
    endorsements: repeated(endorsed, 2).map((bytes) => {
      const [endorser, signature] = pair(bytes);
      return { endorser, signature };
    }),
  };
}

/** Assembles the unsigned envelope of an endorsed proposal; the client signs its payload. */
export function encodePreparedTransaction(
  proposal: Proposal,
  responsePayload: Buffer,
  endorsements: readonly Endorsement[],
): Buffer {
  const endorsed = new WireWriter(responsePayload.length + endorsements.length * 1024 + 64);
  endorsed.bytes(1, responsePayload);
  for (const endorsement of endorsements) endorsed.element(2, encodeEndorsement(endorsement));
  const action = endorsed.finish();
  const actionPayload = new WireWriter(action.length + proposal.ledgerPayload.length + 32)
    .bytes(1, proposal.ledgerPayload)
    .element(2, action)
    .finish();
  const transactionAction = new WireWriter(actionPayload.length + proposal.header.signature.bytes.length + 32)
    .bytes(1, proposal.header.signature.bytes)
    .bytes(2, actionPayload)
    .finish();
  const transaction = new WireWriter(transactionAction.length + 16).element(1, transactionAction).finish();
  const payload = new WireWriter(transaction.length + proposal.header.bytes.length + 32)
    .element(1, proposal.header.bytes)
    .bytes(2, transaction)
    .finish();
  return new WireWriter(payload.length + 16).bytes(1, payload).finish();
}

function repeated(bytes: Buffer, field: number): Buffer[] {
  const values: Buffer[] = [];
  const reader = new WireReader(bytes);
  while (reader.next()) {
    if (reader.field === field) values.push(reader.bytes());
    else reader.skip();
  }
  return values;
}
