import { readFile } from 'node:fs/promises';

import * as grpc from '@grpc/grpc-js';
import { type ConnectionProfile, createNativeSigner } from '@cloudfed/network';
import { connect, type Contract, hash } from '@hyperledger/fabric-gateway';

export interface PlainClient {
  readonly contract: Contract;
  close(): void;
}

/** The bare client library at an organization's peer, signing natively. */
export async function connectPlainClient(
  { gatewayPeer, identity, mspId }: ConnectionProfile,
  channel: string,
  chaincode: string,
): Promise<PlainClient> {
  const client = new grpc.Client(
    gatewayPeer.address,
    grpc.credentials.createSsl(await readFile(gatewayPeer.tlsRootCert)),
    { 'grpc.ssl_target_name_override': gatewayPeer.serverName },
  );
  const sign = createNativeSigner(await readFile(identity.keyPath, 'utf8'));
  const gateway = connect({
    client,
    identity: { mspId, credentials: await readFile(identity.certPath) },
    signer: (message) => Promise.resolve(sign(Buffer.from(message))),
    hash: hash.none,
  });
  return {
    contract: gateway.getNetwork(channel).getContract(chaincode),
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

const ATTEMPTS = 100;

/** Tries until it succeeds: a network that has just come up answers a little later. */
export async function untilDone(act: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
