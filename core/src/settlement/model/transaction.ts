import {
  armClose,
  beginClose,
  challengeClose,
  checkpointChannel,
  closeTogether,
  finalizeClose,
} from '../channel-close.js';
import type { ChannelState } from '../document.js';
import type { Party } from '../party.js';
import type { ChannelOutcome, PaymentChannel } from '../payment-channel.js';

/** From arming to the deadline: a model's window is short, its ticks are seconds. */
export const WINDOW = 4;

export type Act = 'checkpoint' | 'begin' | 'arm' | 'challenge' | 'finalize' | 'together';

/** What a member has had endorsed. The state it shows is told by its version; 0 is the deposits, which no state says. */
export interface Transaction {
  readonly act: Act;
  readonly by: Party;
  readonly version: number;
  /** Its timestamp, in seconds. */
  readonly stamp: number;
}

/** The signed state of a version. */
export type StateOf = (version: number) => ChannelState;

/** What a contract makes of a transaction. @throws CloudfedError where it refuses it */
export type Contract = (channel: PaymentChannel, transaction: Transaction, stateOf: StateOf) => ChannelOutcome;

/** The product's own rules. */
export const contract: Contract = (channel, { act, by, version, stamp }, stateOf) => {
  switch (act) {
    case 'checkpoint':
      return checkpointChannel(channel, stateOf(version));
    case 'begin':
      return going(beginClose(channel, by, version === 0 ? undefined : stateOf(version)));
    case 'arm':
      return going(armClose(channel, stamp, WINDOW));
    case 'challenge':
      return going(challengeClose(channel, stateOf(version)));
    case 'finalize':
      return finalizeClose(channel, stamp, () => undefined);
    case 'together':
      return closeTogether(channel, stateOf(version));
  }
};

export function going(channel: PaymentChannel): ChannelOutcome {
  return { channel, payouts: [] };
}
