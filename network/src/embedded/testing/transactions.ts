import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type * as grpc from '@grpc/grpc-js';
import { peerOrgPaths } from '../../identities/index.js';
import { decodeEnvelope, decodeTransaction } from '../protocol/envelope.js';
import { HeaderType, encodeSignatureHeader, transactionIdOf } from '../protocol/header.js';
import { pair } from '../protocol/proposal.js';
import { type Endorsement, encodeEndorsement } from '../protocol/response.js';
import { WireReader, WireWriter } from '../protocol/wire.js';
import { type Sign, createNativeSigner } from '../signing.js';
import { domainOf } from './test-network.js';

/** Somebody who signs: what a hostile client is made of. */
export interface TestSigner {
  readonly serialized: Buffer;
  readonly sign: Sign;
}

/** A signer from an MSP folder's files. */
export function signerOf(mspId: string, certPath: string, keyPath: string): TestSigner {
  const serialized = new WireWriter(2048).string(1, mspId).bytes(2, readFileSync(certPath)).finish();
  return { serialized, sign: createNativeSigner(readFileSync(keyPath)) };
}

export function userSigner(rootDir: string, mspId: string, user = 'User1'): TestSigner {
  const { certPath, keyPath } = peerOrgPaths(rootDir, domainOf(mspId)).user(user).msp;
  return signerOf(mspId, certPath, keyPath);
}

export function peerSigner(rootDir: string, mspId: string, label = 'peer0'): TestSigner {
  const { certPath, keyPath } = peerOrgPaths(rootDir, domainOf(mspId)).node(label).msp;
  return signerOf(mspId, certPath, keyPath);
}

export interface ProposalParts {
  readonly signer: TestSigner;
  readonly channel: string;
  readonly chaincode?: string;
  readonly args: readonly string[];
  readonly timestampMs?: number;
  readonly txId?: string;
  readonly nonce?: Buffer;
  readonly type?: number;
}

export interface TestProposal {
  readonly txId: string;
  readonly header: Buffer;
  /** `SignedProposal`. */
  readonly signed: Buffer;
}

/** A signed proposal made by hand, so that any part of it can be wrong. */
export function makeProposal(parts: ProposalParts): TestProposal {
  const { signer, channel, chaincode = 'probe', args, timestampMs = Date.now(), type } = parts;
  const nonce = parts.nonce ?? randomBytes(24);
  const signature = encodeSignatureHeader(signer.serialized, nonce);
  const txId = parts.txId ?? transactionIdOf({ bytes: signature, creator: signer.serialized, nonce });
  const chaincodeId = new WireWriter().string(2, chaincode).finish();
  const seconds = Math.floor(timestampMs / 1000);
  const channelHeader = new WireWriter(512)
    .uint(1, type ?? HeaderType.endorserTransaction)
    .element(3, new WireWriter().uint(1, seconds).finish())
    .string(4, channel)
    .string(5, txId)
    .bytes(7, new WireWriter().element(2, chaincodeId).finish())
    .finish();
  const header = new WireWriter(2048).bytes(1, channelHeader).bytes(2, signature).finish();
  const input = new WireWriter(1024);
  for (const argument of args) input.element(1, Buffer.from(argument));
  const spec = new WireWriter(1024).element(2, chaincodeId).element(3, input.finish()).finish();
  const payload = new WireWriter(1024).bytes(1, new WireWriter(1024).element(1, spec).finish()).finish();
  const proposal = new WireWriter(4096).bytes(1, header).bytes(2, payload).finish();
  const signed = new WireWriter(4096).bytes(1, proposal).bytes(2, signer.sign(proposal)).finish();
  return { txId, header, signed };
}

/** Calls a unary method with bytes. @throws the call's ServiceError */
export async function callRaw(client: grpc.Client, path: string, request: Buffer): Promise<Buffer> {
  const asIs = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, asIs, asIs, request, { deadline: Date.now() + 20_000 }, (error, response) => {
      if (error !== null) reject(error);
      else resolve(response ?? Buffer.alloc(0));
    });
  });
}

/** Sends one envelope over Broadcast and gives the status and the info. */
export async function broadcastRaw(
  client: grpc.Client,
  envelope: Buffer,
): Promise<{ readonly status: number; readonly info: string }> {
  const asIs = (bytes: Buffer): Buffer => bytes;
  return new Promise((resolve, reject) => {
    const stream = client.makeBidiStreamRequest('/orderer.AtomicBroadcast/Broadcast', asIs, asIs);
    stream.on('error', reject);
    stream.on('data', (bytes: Buffer) => {
      let status = 0;
      let info = '';
      const reader = new WireReader(bytes);
      while (reader.next()) {
        if (reader.field === 1) status = reader.uint();
        else if (reader.field === 2) info = reader.string();
        else reader.skip();
      }
      stream.end();
      resolve({ status, info });
    });
    stream.write(envelope);
  });
}

/** Asks the gateway to endorse; gives the unsigned envelope. */
export async function endorseRaw(
  client: grpc.Client,
  proposal: TestProposal,
  orgs: readonly string[] = [],
): Promise<Buffer> {
  const request = new WireWriter(8192).string(1, proposal.txId).element(3, proposal.signed);
  for (const mspId of orgs) request.string(4, mspId);
  const response = await callRaw(client, '/gateway.Gateway/Endorse', request.finish());
  return pair(response)[0];
}

/** Signs an envelope's payload. */
export function signEnvelope(unsigned: Buffer, signer: TestSigner): Buffer {
  const [payload] = pair(unsigned);
  return new WireWriter(payload.length + 128).bytes(1, payload).bytes(2, signer.sign(payload)).finish();
}

/** The same transaction with other endorsements, and another response payload if one is given. */
export function withEndorsements(
  unsigned: Buffer,
  change: (endorsements: readonly Endorsement[], responsePayload: Buffer) => readonly Endorsement[],
  otherPayload?: Buffer,
): Buffer {
  const { header, data } = decodeEnvelope(unsigned);
  const { signatureHeader, ledgerPayload, responsePayload, endorsements } = decodeTransaction(data);
  const payload = otherPayload ?? responsePayload;
  const action = new WireWriter(8192).bytes(1, payload);
  for (const endorsement of change(endorsements, payload)) action.element(2, encodeEndorsement(endorsement));
  const actionPayload = new WireWriter(8192).bytes(1, ledgerPayload).element(2, action.finish()).finish();
  const transactionAction = new WireWriter(8192).bytes(1, signatureHeader).bytes(2, actionPayload).finish();
  const transaction = new WireWriter(8192).element(1, transactionAction).finish();
  const outer = new WireWriter(8192).element(1, header.bytes).bytes(2, transaction).finish();
  return new WireWriter(8192).bytes(1, outer).finish();
}

/** Submits a signed envelope through the gateway. */
export async function submitRaw(client: grpc.Client, channel: string, envelope: Buffer): Promise<void> {
  const request = new WireWriter(envelope.length + 128).string(2, channel).element(3, envelope).finish();
  await callRaw(client, '/gateway.Gateway/Submit', request);
}

/** Waits for a transaction's validation code. */
export async function statusRaw(
  client: grpc.Client,
  request: Readonly<{ signer: TestSigner; channel: string; txId: string }>,
): Promise<{ readonly code: number; readonly blockNumber: number }> {
  const { signer, channel, txId } = request;
  const inner = new WireWriter(2048).string(1, txId).string(2, channel).bytes(3, signer.serialized).finish();
  const signed = new WireWriter(4096).bytes(1, inner).bytes(2, signer.sign(inner)).finish();
  const response = await callRaw(client, '/gateway.Gateway/CommitStatus', signed);
  let code = 0;
  let blockNumber = 0;
  const reader = new WireReader(response);
  while (reader.next()) {
    if (reader.field === 1) code = reader.uint();
    else if (reader.field === 2) blockNumber = reader.uint();
    else reader.skip();
  }
  return { code, blockNumber };
}

/** An envelope signed by one signer, with its own header, around somebody else's endorsed transaction. */
export function envelopeOfAnother(signer: TestSigner, header: Buffer, unsigned: Buffer): Buffer {
  const { data } = decodeEnvelope(unsigned);
  const payload = new WireWriter(8192).element(1, header).bytes(2, data).finish();
  return new WireWriter(8192).bytes(1, payload).bytes(2, signer.sign(payload)).finish();
}

/** The same signature with the other S, which Fabric refuses. */
export function highS(der: Buffer): Buffer {
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const rLength = der[3] ?? 0;
  const r = der.subarray(2, 4 + rLength);
  const s = BigInt(`0x${der.subarray(6 + rLength).toString('hex')}`);
  const mirrored = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  const padded = (mirrored[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), mirrored]) : mirrored;
  const body = Buffer.concat([r, Buffer.of(2, padded.length), padded]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
