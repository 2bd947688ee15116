import { type ChannelAccess, isExpired } from './access.js';
import type { ChaincodeConnection } from './chaincode/connection.js';
import type { Channel } from './channel.js';
import { type MspManager, MspError } from './msp.js';
import type { OwnEndorsements } from './own-endorsements.js';
import type { SigningNode } from './signing-node.js';

/** One peer: a name, a key and an address. The peers of an org share its channels and its chaincode streams. */
export interface Peer {
  readonly mspId: string;
  readonly node: SigningNode;
  /** `host:port` it is known by. */
  readonly address: string;
  /** Channels its org is a member of. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Chaincode name → the org's stream to its service. */
  readonly chaincodes: ReadonlyMap<string, ChaincodeConnection>;
  /** What a request that names no channel is checked against: the peer's own org. */
  readonly localAccess: ChannelAccess;
  /** What all peers of this process have endorsed. */
  readonly ownEndorsements: OwnEndorsements;
  /** Whether a serialized identity's certificate has run out; false for what is no identity at all. */
  isExpired(serialized: Buffer, nowMs: number): boolean;
}

/** Asks all MSPs of the network, as the check comes before the channel is known. */
export function expiryCheck(msps: MspManager): Peer['isExpired'] {
  return (serialized, nowMs) => {
    try {
      return isExpired(msps.deserialize(serialized), nowMs);
    } catch (error) {
      if (error instanceof MspError) return false;
      throw error;
    }
  };
}
