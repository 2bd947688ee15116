import { type Identity, MspError, type MspManager } from './msp.js';
import type { SignatureHeader } from './protocol/header.js';

/** Why a signer may not do what it asked. */
export type RefusalReason = 'malformed' | 'expired' | 'denied' | 'signature' | 'policy';

/** A signer was refused; the message is what real Fabric says at that place. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The two things an application may do on a channel. */
export type ChannelRight = 'Readers' | 'Writers';

const ROLES: Readonly<Record<ChannelRight, readonly string[]>> = {
  Readers: ['admin', 'peer', 'client'],
  Writers: ['admin', 'client'],
};

/** Who may do what on one channel: its members' MSPs, and the policies every channel of this network has. */
export class ChannelAccess {
  readonly #channel: string;
  readonly #msps: MspManager;
  readonly #members: ReadonlySet<string>;
  readonly #ordererMspId: string;

  constructor(
    channel: string,
    msps: MspManager,
    options: Readonly<{ members: readonly string[]; ordererMspId: string }>,
  ) {
    this.#channel = channel;
    this.#msps = msps;
    this.#members = new Set(options.members);
    this.#ordererMspId = options.ordererMspId;
  }

  /** The identity in serialized bytes, its certificate not yet checked. @throws AccessError `malformed` */
  identify(serialized: Buffer): Identity {
    try {
      return this.#msps.deserialize(serialized);
    } catch (error) {
      if (!(error instanceof MspError)) throw error;
      throw new AccessError(
        'malformed',
        `access denied: channel [${this.#channel}] creator org unknown, creator is malformed`,
      );
    }
  }

  /**
   * Checks a proposal's creator: chain, revocation and signature, and after that the right to write.
   *
   * @throws AccessError with the peer's own words
   */
  checkCreator(signature: SignatureHeader, data: Buffer, signed: Buffer): Identity {
    const identity = this.identify(signature.creator);
    if (!isTrusted(identity) || !identity.verify(data, signed)) {
      throw new AccessError('denied', `access denied: channel [${this.#channel}] creator org [${identity.mspId}]`);
    }
    return identity;
  }

  /** The identity if chain and revocation hold, whatever the time: blocks must be judged alike at any time. */
  trusted(serialized: Buffer): Identity | undefined {
    try {
      const identity = this.#msps.deserialize(serialized);
      return isTrusted(identity) ? identity : undefined;
    } catch (error) {
      if (error instanceof MspError) return undefined;
      throw error;
    }
  }

  /** The identity if it is trusted and the signature over the data is its own. */
  signed(serialized: Buffer, data: Buffer, signature: Buffer): Identity | undefined {
    const identity = this.trusted(serialized);
    return identity?.verify(data, signature) === true ? identity : undefined;
  }

  /** Checks that a signed request comes from an identity with this right. @throws AccessError */
  authorize(right: ChannelRight, serialized: Buffer, data: Buffer, signature: Buffer): Identity {
    const identity = this.signed(serialized, data, signature);
    if (identity === undefined || !this.allows(right, identity)) throw this.refusal(right);
    return identity;
  }

  allows(right: ChannelRight, identity: Identity): boolean {
    return this.#members.has(identity.mspId) && ROLES[right].some((role) => identity.roles.has(role as never));
  }

  /** Also the orderer org's members may write to and read from an orderer. */
  allowsAtOrderer(right: ChannelRight, identity: Identity): boolean {
    return identity.mspId === this.#ordererMspId || this.allows(right, identity);
  }

  refusal(right: ChannelRight): AccessError {
    return new AccessError(
      'policy',
      `Failed evaluating policy on signed data during check policy on channel [${this.#channel}] with policy [/Channel/Application/${right}]: [${unsatisfied(right)}]`,
    );
  }
}

/** What Fabric says when no org's sub-policy was satisfied. */
export function unsatisfied(right: ChannelRight): string {
  return `implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the '${right}' sub-policies to be satisfied`;
}

/** Whether the certificate has run out. As in Fabric this is asked first, of untrusted certificates too. */
export function isExpired(identity: Identity, nowMs: number): boolean {
  return nowMs > identity.notAfterMs;
}

/** Chain and revocation hold. Expiry is not asked: Fabric checks it where requests come in, never in a block. */
function isTrusted(identity: Identity): boolean {
  try {
    identity.check(identity.notBeforeMs);
    return true;
  } catch (error) {
    if (error instanceof MspError) return false;
    throw error;
  }
}
