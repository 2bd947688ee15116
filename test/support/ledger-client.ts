import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import * as grpc from '@grpc/grpc-js';
import {
  connect,
  type Contract,
  EndorseError,
  type Gateway,
  GatewayError,
  hash,
  type Network,
  type Signer,
  signers,
} from '@hyperledger/fabric-gateway';

import type { ConnectionProfile } from '@cloudfed/network';

/** A plain client of Fabric, as anybody may write one: no code of the gateway's. */
export class LedgerClient {
  readonly #gateway: Gateway;
  readonly #client: grpc.Client;
  readonly #chaincode: string;

  readonly #signer: Signer;

  private constructor(gateway: Gateway, signer: Signer, client: grpc.Client, chaincode: string) {
    this.#gateway = gateway;
    this.#signer = signer;
    this.#client = client;
    this.#chaincode = chaincode;
  }

  /** @param as whose identity to sign with; the peer is always the profile's */
  static async connect(profile: ConnectionProfile, as: 'identity' | 'admin' = 'identity'): Promise<LedgerClient> {
    const { gatewayPeer } = profile;
    const client = new grpc.Client(
      gatewayPeer.address,
      grpc.credentials.createSsl(await readFile(gatewayPeer.tlsRootCert)),
      { 'grpc.ssl_target_name_override': gatewayPeer.serverName },
    );
    const signer = signers.newPrivateKeySigner(createPrivateKey(await readFile(profile[as].keyPath)));
    const gateway = connect({
      client,
      identity: { mspId: profile.mspId, credentials: await readFile(profile[as].certPath) },
      signer,
      hash: hash.sha256,
    });
    return new LedgerClient(gateway, signer, client, profile.chaincode);
  }

  get chaincode(): string {
    return this.#chaincode;
  }

  /** For what a client does not do by itself. */
  get gateway(): Gateway {
    return this.#gateway;
  }

  /** Its own signature under a SHA-256 digest. */
  sign(digest: Uint8Array): Promise<Uint8Array> {
    return this.#signer(digest);
  }

  network(channel: string): Network {
    return this.#gateway.getNetwork(channel);
  }

  contract(channel: string): Contract {
    return this.#gateway.getNetwork(channel).getContract(this.#chaincode);
  }

  /** Submits and answers the function's text, or `CODE: sentence` of its refusal. */
  async submit(channel: string, name: string, ...args: readonly string[]): Promise<string> {
    return answerOf(this.contract(channel).submitTransaction(name, ...args));
  }

  async evaluate(channel: string, name: string, ...args: readonly string[]): Promise<string> {
    return answerOf(this.contract(channel).evaluateTransaction(name, ...args));
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }
}

async function answerOf(call: Promise<Uint8Array>): Promise<string> {
  try {
    return Buffer.from(await call).toString();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const messages = error instanceof EndorseError ? error.details.map((detail) => detail.message) : [error.message];
    const refusal = messages.map((message) => /chaincode response \d+, ([\s\S]*)$/u.exec(message)?.[1]).find(Boolean);
    return refusal ?? `no chaincode: ${error.message}`;
  }
}
