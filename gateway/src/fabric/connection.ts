import { readFileSync } from 'node:fs';

import * as grpc from '@grpc/grpc-js';
import {
  type ChaincodeEvent,
  type CloseableAsyncIterable,
  connect,
  type Gateway,
  hash,
} from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayProtos, msp, type peer } from '@hyperledger/fabric-protos';

import { heardStream } from './heard-stream.js';
import { newFailoverClient } from './peer-failover.js';
import type { Profile } from './profile.js';
import { type MessageSigner, newMessageSigner } from './signer.js';

/** A transaction that its endorsers have signed and so has this gateway: ready to be ordered. */
export interface SignedTransaction {
  readonly transactionId: string;
  /** The answer of the chaincode function. */
  readonly result: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

export interface CommitOutcome {
  /** Fabric's validation code. */
  readonly code: number;
  readonly blockNumber: bigint;
}

/** A block as far as outcomes need it. */
export interface FilteredBlock {
  readonly blockNumber: bigint;
  readonly transactions: readonly { readonly transactionId: string; readonly code: number }[];
}

/** The ledger network as the rest of the gateway sees it. Failures are those of the client library. */
export interface LedgerClient {
  /** Runs a function and forgets its writes. */
  evaluate(channel: string, name: string, args: readonly string[]): Promise<string>;
  /** Has a function run and signed by all whose endorsement is needed, within `timeoutMs`. */
  endorse(channel: string, name: string, args: readonly string[], timeoutMs: number): Promise<SignedTransaction>;
  /** Sends a signed transaction to be ordered; harmless when it was sent before. */
  submit(bytes: Uint8Array, signature: Uint8Array): Promise<void>;
  /** What became of a transaction; waits for it to commit for at most `timeoutMs`. */
  commitStatus(channel: string, transactionId: string, timeoutMs: number): Promise<CommitOutcome>;
  /** Number of blocks of a ledger channel. */
  height(channel: string): Promise<bigint>;
  /** Blocks as they commit, from `start` on, else from the next one on. */
  blocks(channel: string, start: bigint | undefined): Promise<CloseableAsyncIterable<FilteredBlock>>;
  /** Whole blocks as they commit, from `start` on. */
  fullBlocks(channel: string, start: bigint): Promise<CloseableAsyncIterable<common.Block>>;
  /** Events of valid transactions, from a block on. */
  events(channel: string, start: bigint): Promise<CloseableAsyncIterable<ChaincodeEvent>>;
  close(): void;
}

const EVALUATE_MS = 15_000;
const SUBMIT_MS = 10_000;
/** Peers end connections that ping more often than once a minute. */
const KEEPALIVE_MS = 90_000;
const LARGEST_MESSAGE = 64 * 1024 * 1024;

/**
 * Connects to the org's own peers, with the org's client identity: one connection a peer, that all calls share. The one
 * named as gateway is used while it answers.
 */
export function newLedgerClient(profile: Profile): LedgerClient {
  const { gatewayPeer, mspId, peers } = profile;
  const others = peers.filter((peer) => peer.mspId === mspId && peer.address !== gatewayPeer.address);
  return newFailoverClient([gatewayPeer, ...others].map((peer) => new PeerLedgerClient(profile, peer)));
}

class PeerLedgerClient implements LedgerClient {
  readonly #chaincode: string;
  readonly #client: grpc.Client;
  readonly #gateway: Gateway;
  readonly #sign: MessageSigner;
  readonly #creator: Uint8Array;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(profile: Profile, peer: Profile['gatewayPeer']) {
    const { identity, mspId } = profile;
    const certificate = readFileSync(identity.certPath);
    this.#chaincode = profile.chaincode;
    this.#client = new grpc.Client(peer.address, grpc.credentials.createSsl(readFileSync(peer.tlsRootCert)), {
      'grpc.ssl_target_name_override': peer.serverName,
      'grpc.default_authority': peer.serverName,
      'grpc.keepalive_time_ms': KEEPALIVE_MS,
      'grpc.keepalive_timeout_ms': 10_000,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2_000,
      'grpc.max_receive_message_length': LARGEST_MESSAGE,
    });
    this.#sign = newMessageSigner(readFileSync(identity.keyPath));
    this.#creator = serializedIdentity(mspId, certificate);
    this.#gateway = connect({
      client: this.#client,
      identity: { mspId, credentials: certificate },
      signer: this.#sign,
      hash: hash.none,
      evaluateOptions: deadline(EVALUATE_MS),
      submitOptions: deadline(SUBMIT_MS),
    });
  }

  async evaluate(channel: string, name: string, args: readonly string[]): Promise<string> {
    return this.#decoder.decode(await this.#contract(channel).evaluateTransaction(name, ...args));
  }

  async endorse(channel: string, name: string, args: readonly string[], timeoutMs: number): Promise<SignedTransaction> {
    const proposal = this.#contract(channel).newProposal(name, { arguments: [...args] });
    const transaction = await proposal.endorse(deadline(timeoutMs)());
    // Signed here and not on submission, so that the signed bytes can be kept before they are sent.
    const signature = await this.#sign(transaction.getDigest());
    return {
      transactionId: transaction.getTransactionId(),
      result: this.#decoder.decode(transaction.getResult()),
      bytes: transaction.getBytes(),
      signature,
    };
  }

  async submit(bytes: Uint8Array, signature: Uint8Array): Promise<void> {
    await this.#gateway.newSignedTransaction(bytes, signature).submit();
  }

  async commitStatus(channel: string, transactionId: string, timeoutMs: number): Promise<CommitOutcome> {
    const request = new gatewayProtos.CommitStatusRequest();
    request.setChannelId(channel);
    request.setTransactionId(transactionId);
    request.setIdentity(this.#creator);
    const signed = new gatewayProtos.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    const commit = this.#gateway.newCommit(signed.serializeBinary());
    const { code, blockNumber } = await commit.getStatus(deadline(timeoutMs)());
    return { code, blockNumber };
  }

  async height(channel: string): Promise<bigint> {
    const info = await this.#gateway
      .getNetwork(channel)
      .getContract('qscc')
      .evaluateTransaction('GetChainInfo', channel);
    return BigInt(common.BlockchainInfo.deserializeBinary(info).getHeight());
  }

  async blocks(channel: string, start: bigint | undefined): Promise<CloseableAsyncIterable<FilteredBlock>> {
    const blocks = await this.#gateway
      .getNetwork(channel)
      .getFilteredBlockEvents(start === undefined ? {} : { startBlock: start });
    return mapIterable(heardStream(blocks), filteredBlock);
  }

  async fullBlocks(channel: string, start: bigint): Promise<CloseableAsyncIterable<common.Block>> {
    return heardStream(await this.#gateway.getNetwork(channel).getBlockEvents({ startBlock: start }));
  }

  async events(channel: string, start: bigint): Promise<CloseableAsyncIterable<ChaincodeEvent>> {
    const network = this.#gateway.getNetwork(channel);
    return heardStream(await network.getChaincodeEvents(this.#chaincode, { startBlock: start }));
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }

  #contract(channel: string): ReturnType<ReturnType<Gateway['getNetwork']>['getContract']> {
    return this.#gateway.getNetwork(channel).getContract(this.#chaincode);
  }
}

function deadline(milliseconds: number): () => grpc.CallOptions {
  return () => ({ deadline: Date.now() + milliseconds });
}

function serializedIdentity(mspId: string, certificate: Uint8Array): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  return identity.serializeBinary();
}

function filteredBlock(block: peer.FilteredBlock): FilteredBlock {
  return {
    blockNumber: BigInt(block.getNumber()),
    transactions: block
      .getFilteredTransactionsList()
      .map((transaction) => ({ transactionId: transaction.getTxid(), code: transaction.getTxValidationCode() })),
  };
}

function mapIterable<T, U>(source: CloseableAsyncIterable<T>, map: (value: T) => U): CloseableAsyncIterable<U> {
  const close = (): void => {
    source.close();
  };
  return {
    async *[Symbol.asyncIterator]() {
      for await (const value of source) yield map(value);
    },
    close,
    [Symbol.dispose]: close,
  };
}
