import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { type ConnectionProfile, findFabricRelease, type PeerEndpoint } from '@cloudfed/network';

const run = promisify(execFile);

/** Where Fabric's own binaries are; undefined where this machine has none. */
export const fabricRelease = await findFabricRelease(process.env).catch(() => undefined);

/** Fabric's `peer` command, acting for an org as an operator's shell would. */
export class PeerCommand {
  readonly #profile: ConnectionProfile;

  constructor(profile: ConnectionProfile) {
    this.#profile = profile;
  }

  /** Invokes with the orderer and the first peer of every member named, as the first prototype's documentation does. */
  async invoke(channel: string, ...args: readonly string[]): Promise<string> {
    const [orderer] = this.#profile.orderers;
    if (orderer === undefined) throw new Error('no orderer');
    const { stderr } = await this.run([
      ...['chaincode', 'invoke', '-o', orderer.address, '--ordererTLSHostnameOverride', orderer.serverName],
      ...['--tls', '--cafile', orderer.tlsRootCert, '-C', channel, '-n', this.#profile.chaincode],
      ...this.#endorsers(channel).flatMap((peer) => [
        ...['--peerAddresses', peer.address, '--tlsRootCertFiles', peer.tlsRootCert],
      ]),
      ...['--waitForEvent', '-c', JSON.stringify({ Args: args })],
    ]);
    return stderr;
  }

  async query(channel: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await this.run([
      ...['chaincode', 'query', '-C', channel, '-n', this.#profile.chaincode, '-c', JSON.stringify({ Args: args })],
    ]);
    return stdout.trim();
  }

  /** @throws with `stderr` where it exits with another code than 0 */
  async run(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    if (fabricRelease === undefined) throw new Error('no peer on PATH');
    const { mspId, identity, gatewayPeer } = this.#profile;
    return run(fabricRelease.binaries.peer, args, {
      env: {
        PATH: process.env['PATH'],
        FABRIC_LOGGING_SPEC: 'warn:chaincodeCmd=info',
        FABRIC_CFG_PATH: fabricRelease.config,
        CORE_PEER_TLS_ENABLED: 'true',
        CORE_PEER_LOCALMSPID: mspId,
        CORE_PEER_MSPCONFIGPATH: resolve(identity.certPath, '..', '..'),
        CORE_PEER_ADDRESS: gatewayPeer.address,
        CORE_PEER_TLS_ROOTCERT_FILE: gatewayPeer.tlsRootCert,
      },
      timeout: 30_000,
    });
  }

  #endorsers(channel: string): readonly PeerEndpoint[] {
    const members = this.#profile.channels.find(({ name }) => name === channel)?.orgs ?? [];
    return members.flatMap((member) => this.#profile.peers.find(({ mspId }) => mspId === member) ?? []);
  }
}
