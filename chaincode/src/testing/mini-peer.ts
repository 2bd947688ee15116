import { createRequire } from 'node:module';

import { Client, credentials } from '@grpc/grpc-js';

import type { Identity } from '../ledger/testing/fake-ledger.js';

/** A generated protobuf message: accessors by name. */
type Message = Readonly<Record<string, (...values: unknown[]) => unknown>> & { serializeBinary(): Uint8Array };
type MessageClass = (new () => Message) & { deserializeBinary(bytes: Uint8Array): Message; readonly Type?: never };
type Messages = Readonly<Record<string, MessageClass>>;

// The shim's own generation of the protobuf classes: two of them in one process write to one global.
const requireAsShim = createRequire(createRequire(import.meta.url).resolve('fabric-shim'));
const protos = requireAsShim('@hyperledger/fabric-protos') as Readonly<Record<'common' | 'msp' | 'peer', Messages>>;
const { Timestamp } = requireAsShim('google-protobuf/google/protobuf/timestamp_pb.js') as Messages;

const TYPE = {
  REGISTERED: 2,
  READY: 4,
  TRANSACTION: 5,
  COMPLETED: 6,
  GET_STATE: 8,
  RESPONSE: 13,
  GET_STATE_BY_RANGE: 14,
  QUERY_STATE_CLOSE: 17,
} as const;

export interface Answer {
  readonly chaincodeId: string;
  readonly status: number;
  readonly text: string;
}

/** Dials a chaincode service as a peer with an empty ledger does, and runs one transaction. */
export function invokeAsPeer(address: string, identity: Identity, args: readonly string[]): Promise<Answer> {
  const client = new Client(address, credentials.createInsecure());
  const identityBytes = (bytes: Buffer): Buffer => bytes;
  const stream = client.makeBidiStreamRequest('/protos.Chaincode/Connect', identityBytes, identityBytes);
  const send = (type: number, payload: Uint8Array = new Uint8Array(), proposal?: Message): void => {
    const message = build('peer', 'ChaincodeMessage', {
      Type: type,
      Payload: payload,
      Txid: 'tx',
      ChannelId: 'channel12',
    });
    if (proposal !== undefined) message.setProposal?.(proposal);
    stream.write(Buffer.from(message.serializeBinary()));
  };
  return new Promise<Answer>((resolve, reject) => {
    let chaincodeId = '';
    stream.on('error', reject);
    stream.on('data', (bytes: Buffer) => {
      const message = read('peer', 'ChaincodeMessage', bytes);
      const payload = message.getPayload_asU8?.() as Uint8Array;
      switch (message.getType?.()) {
        case 1: // REGISTER
          chaincodeId = read('peer', 'ChaincodeID', payload).getName?.() as string;
          send(TYPE.REGISTERED);
          send(TYPE.READY);
          send(TYPE.TRANSACTION, inputOf(args).serializeBinary(), signedProposalOf(identity));
          break;
        case TYPE.GET_STATE:
          send(TYPE.RESPONSE);
          break;
        case TYPE.GET_STATE_BY_RANGE:
        case TYPE.QUERY_STATE_CLOSE:
          send(TYPE.RESPONSE, build('peer', 'QueryResponse', { Id: '1', HasMore: false }).serializeBinary());
          break;
        case TYPE.COMPLETED: {
          const response = read('peer', 'Response', payload);
          const status = response.getStatus?.() as number;
          const text =
            status === 200
              ? Buffer.from(response.getPayload_asU8?.() as Uint8Array).toString('utf8')
              : (response.getMessage?.() as string);
          resolve({ chaincodeId, status, text });
          break;
        }
        default:
          reject(new Error(`the chaincode sent a message of type ${String(message.getType?.())}`));
      }
    });
  }).finally(() => {
    stream.on('error', () => undefined);
    stream.cancel();
    client.close();
  });
}

function inputOf(args: readonly string[]): Message {
  return build('peer', 'ChaincodeInput', { ArgsList: args.map((arg) => Buffer.from(arg)) });
}

function signedProposalOf({ mspId, certificate }: Identity): Message {
  const creator = build('msp', 'SerializedIdentity', { Mspid: mspId, IdBytes: Buffer.from(certificate) });
  const signatureHeader = build('common', 'SignatureHeader', {
    Creator: creator.serializeBinary(),
    Nonce: Buffer.alloc(24),
  });
  if (Timestamp === undefined) throw new Error('no such message: Timestamp');
  const timestamp = new Timestamp();
  timestamp.setSeconds?.(1_770_000_000);
  const channelHeader = build('common', 'ChannelHeader', { ChannelId: 'channel12', TxId: 'tx', Timestamp: timestamp });
  const header = build('common', 'Header', {
    ChannelHeader: channelHeader.serializeBinary(),
    SignatureHeader: signatureHeader.serializeBinary(),
  });
  const payload = build('peer', 'ChaincodeProposalPayload', { Input: Buffer.from('input') });
  const proposal = build('peer', 'Proposal', { Header: header.serializeBinary(), Payload: payload.serializeBinary() });
  return build('peer', 'SignedProposal', { ProposalBytes: proposal.serializeBinary() });
}

function build(file: keyof typeof protos, name: string, fields: Readonly<Record<string, unknown>>): Message {
  const message = new (classOf(file, name))();
  for (const [field, value] of Object.entries(fields)) message[`set${field}`]?.(value);
  return message;
}

function read(file: keyof typeof protos, name: string, bytes: Uint8Array): Message {
  return classOf(file, name).deserializeBinary(bytes);
}

function classOf(file: keyof typeof protos, name: string): MessageClass {
  const found = protos[file][name];
  if (found === undefined) throw new Error(`no such message: ${name}`);
  return found;
}
