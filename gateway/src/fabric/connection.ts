import { readFileSync } from 'node:fs';

import * as grpc from '@grpc/grpc-js';
import { connect, hash, type ChaincodeEvent, type CloseableAsyncIterable } from '@hyperledger/fabric-gateway';

import type { Profile } from './profile.js';
import { newMessageSigner } from './signer.js';

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

/** The ledger network as the rest of the gateway sees it. Failures are those of the client library. */
export interface LedgerClient {
  /** Runs a function and forgets its writes. */
  evaluate(channel: string, name: string, args: readonly string[]): Promise<string>;
  /** Has a function run and signed by all whose endorsement is needed. */
  endorse(channel: string, name: string, args: readonly string[]): Promise<SignedTransaction>;
  /** Sends a signed transaction to be ordered; harmless when it was sent before. Resolves to how to ask what became of it. */
  submit(bytes: Uint8Array, signature: Uint8Array): Promise<() => Promise<CommitOutcome>>;
  /** Events of valid transactions from a block on, or behind a transaction. */
  events(channel: string, from: EventPosition): Promise<CloseableAsyncIterable<ChaincodeEvent>>;
  close(): void;
}

export interface EventPosition {
  readonly block?: bigint;
  readonly afterTransactionId?: string;
}

const EVALUATE_MS = 15_000;
const ENDORSE_MS = 30_000;
const SUBMIT_MS = 10_000;
const COMMIT_MS = 30_000;

/** Connects to the org's own peer, with the org's client identity. */
export function newLedgerClient(profile: Profile): LedgerClient {
  const { gatewayPeer, identity, mspId, chaincode } = profile;
  const client = new grpc.Client(
    gatewayPeer.address,
    grpc.credentials.createSsl(readFileSync(gatewayPeer.tlsRootCert)),
    {
      'grpc.ssl_target_name_override': gatewayPeer.serverName,
      'grpc.default_authority': gatewayPeer.serverName,
      'grpc.keepalive_time_ms': 30_000,
      'grpc.keepalive_timeout_ms': 10_000,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 2_000,
      'grpc.max_receive_message_length': 64 * 1024 * 1024,
    },
  );
  const sign = newMessageSigner(readFileSync(identity.keyPath));
  const deadline = (milliseconds: number) => () => ({ deadline: Date.now() + milliseconds });
  const gateway = connect({
    client,
    identity: { mspId, credentials: readFileSync(identity.certPath) },
    signer: sign,
    hash: hash.none,
    evaluateOptions: deadline(EVALUATE_MS),
    endorseOptions: deadline(ENDORSE_MS),
    submitOptions: deadline(SUBMIT_MS),
    commitStatusOptions: deadline(COMMIT_MS),
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const contract = (channel: string) => gateway.getNetwork(channel).getContract(chaincode);
  return {
    evaluate: async (channel, name, args) => decoder.decode(await contract(channel).evaluateTransaction(name, ...args)),
    endorse: async (channel, name, args) => {
      const proposal = contract(channel).newProposal(name, { arguments: [...args] });
      const transaction = await proposal.endorse();
      // Signed here and not on submission, so that the signed bytes can be kept before they are sent.
      const signature = await sign(transaction.getDigest());
      return {
        transactionId: transaction.getTransactionId(),
        result: decoder.decode(transaction.getResult()),
        bytes: transaction.getBytes(),
        signature,
      };
    },
    submit: async (bytes, signature) => {
      const submitted = await gateway.newSignedTransaction(bytes, signature).submit();
      return async () => {
        const { code, blockNumber } = await submitted.getStatus();
        return { code, blockNumber };
      };
    },
    events: (channel, from) =>
      gateway.getNetwork(channel).getChaincodeEvents(chaincode, {
        startBlock: from.block ?? 0n,
        ...(from.afterTransactionId === undefined
          ? {}
          : {
              checkpoint: {
                getBlockNumber: () => from.block,
                getTransactionId: () => from.afterTransactionId,
              },
            }),
      }),
    close: () => {
      gateway.close();
      client.close();
    },
  };
}
