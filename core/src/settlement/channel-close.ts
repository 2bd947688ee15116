import { argumentError, CloudfedError } from '../errors.js';
import { addFen, ZERO_FEN } from '../money.js';
import {
  payoutsAtClose,
  payoutsAtWithdrawal,
  requireFits,
  requireResolved,
  type RevealedAt,
} from './channel-shares.js';
import type { ChannelState } from './document.js';
import type { Party } from './party.js';
import {
  act,
  type ChannelOutcome,
  type Closing,
  MIN_MEMBERS,
  type PaymentChannel,
  requireMember,
  statusOfChannel,
} from './payment-channel.js';
import { requireAct } from './transitions.js';

const NOTHING_REVEALED: RevealedAt = () => undefined;

/**
 * Keeps a state on the ledger so that nothing older can close the channel, pays out what it withdraws more than was
 * withdrawn before, and lets the member go that it says is leaving, with its stake.
 *
 * @param state signed by all
 * @throws CloudfedError CONFLICT where it is not newer, INVALID_ARGUMENT where it does not fit the channel
 */
export function checkpointChannel(channel: PaymentChannel, state: ChannelState): ChannelOutcome {
  requireAct('payment-channel', statusOfChannel(channel), 'checkpoint');
  requireNewer(channel, state, channel.checkpoint);
  if (state.final) throw argumentError('state', 'is the last: with it the channel is closed');
  const payouts = payoutsAtWithdrawal(channel, state);
  const after = act(channel, 'checkpoint', () => {
    const kept = { ...channel, checkpoint: state, withdrawn: state.withdrawn };
    return state.leaving === undefined ? kept : without(kept, state, state.leaving);
  });
  return { channel: after, payouts };
}

/** Ends the channel at once with a state that all have signed as the last; so ends a close that is under way. */
export function closeTogether(channel: PaymentChannel, state: ChannelState): ChannelOutcome {
  requireAct('payment-channel', statusOfChannel(channel), 'close together');
  if (!state.final) throw argumentError('state', 'is not the last: it must be signed as final');
  const known = channel.closing === undefined ? channel.checkpoint : channel.closing.state;
  if (!isSame(state, known)) requireNewer(channel, state, known);
  const closing = channel.closing && { ...channel.closing, state };
  return {
    channel: act(channel, 'close together', () => closed({ ...channel, checkpoint: state })),
    payouts: payoutsAtClose(channel, state, NOTHING_REVEALED, isStale(closing) ? closing.by : undefined),
  };
}

/**
 * Begins a close that the others do not join in. It sets no deadline: that is for {@link armClose}, in a transaction after
 * this one has committed, so that a transaction that was held back never shortens anybody's time.
 *
 * @param state the newest that all have signed; undefined where there is none, for the checkpoint or else the deposits
 */
export function beginClose(channel: PaymentChannel, by: Party, state: ChannelState | undefined): PaymentChannel {
  return act(channel, 'begin to close', () => {
    requireMember(channel, by);
    if (state !== undefined && !isSame(state, channel.checkpoint)) requireNewer(channel, state, channel.checkpoint);
    const shown = state ?? channel.checkpoint;
    return { ...channel, closing: { by, begunWith: shown?.version ?? 0, state: shown, deadline: undefined } };
  });
}

/** Sets the deadline of a close that has begun, once. Anyone may. @param now seconds since 1970 of the transaction */
export function armClose(channel: PaymentChannel, now: number, windowSeconds: number): PaymentChannel {
  return act(channel, 'arm', () => ({
    ...channel,
    closing: channel.closing && { ...channel.closing, deadline: now + windowSeconds },
  }));
}

/**
 * Shows a newer state than the close has. Anyone may, for all have signed it; it is valid from the beginning of the close
 * until it is final, whatever the clock says. Whether the beginner loses its stake is seen at the end.
 */
export function challengeClose(channel: PaymentChannel, state: ChannelState): PaymentChannel {
  return act(channel, 'challenge', () => {
    requireNewer(channel, state, channel.closing?.state);
    return { ...channel, closing: channel.closing && { ...channel.closing, state } };
  });
}

/**
 * Pays out by the newest state that was shown.
 *
 * @throws CloudfedError CONFLICT before the deadline, or while a lock can still be claimed
 */
export function finalizeClose(channel: PaymentChannel, now: number, revealedAt: RevealedAt): ChannelOutcome {
  requireAct('payment-channel', statusOfChannel(channel), 'finalize');
  const { closing } = channel;
  if (closing?.deadline === undefined || now < closing.deadline) {
    throw new CloudfedError('CONFLICT', 'the close can still be challenged');
  }
  requireResolved(closing.state?.locks ?? [], now, revealedAt);
  return {
    channel: act(channel, 'finalize', () => closed(channel)),
    payouts: payoutsAtClose(channel, closing.state, revealedAt, isStale(closing) ? closing.by : undefined),
  };
}

/**
 * Whether the beginner must have known better. It signs a version only when it has the one before with all signatures, so a
 * version two above what it began with proves that it had one newer. One above proves nothing: others may have kept it back.
 */
function isStale(closing: Closing | undefined): closing is Closing {
  return closing !== undefined && (closing.state?.version ?? 0) >= closing.begunWith + 2;
}

function without(channel: PaymentChannel, state: ChannelState, leaver: Party): PaymentChannel {
  if (channel.members.length <= MIN_MEMBERS) throw argumentError('state', 'the last two members close together');
  if (channel.deposits.slice(state.funding).some(({ member }) => member === leaver)) {
    throw argumentError('state', 'does not count all that the leaving member has paid in');
  }
  const at = channel.members.indexOf(leaver);
  const rest = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => index !== at);
  return {
    ...channel,
    size: channel.size - 1,
    members: rest(channel.members),
    withdrawn: rest(channel.withdrawn),
    departed: addFen(channel.departed, channel.withdrawn[at] ?? ZERO_FEN),
    checkpoint: { ...state, balances: rest(state.balances), withdrawn: rest(state.withdrawn), leaving: undefined },
  };
}

function closed(channel: PaymentChannel): PaymentChannel {
  return { ...channel, isClosed: true };
}

function requireNewer(channel: PaymentChannel, state: ChannelState, than: ChannelState | undefined): void {
  requireFits(channel, state);
  if (state.version <= (than?.version ?? 0)) {
    throw new CloudfedError('CONFLICT', `version ${state.version.toString()} is not newer than what was shown`);
  }
}

function isSame(one: ChannelState, other: ChannelState | undefined): boolean {
  return other !== undefined && textOf(one) === textOf(other);
}

function textOf({ version, funding, balances, withdrawn, locks, leaving, final }: ChannelState): string {
  const shown = locks.map((lock) => [lock.id, lock.payer, lock.payee, lock.amount.toString(), lock.hash, lock.expiry]);
  return JSON.stringify([version, funding, balances.map(String), withdrawn.map(String), shown, leaving ?? '', final]);
}
