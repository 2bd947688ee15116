import type { OrgId } from '../ids.js';
import { ZERO_FEN } from '../money.js';
import { MILLI, milliFenOf } from './milli-fen.js';
import { orgOfParty, type Party } from './party.js';
import { MIN_MEMBERS, type PaymentChannel, requireMember } from './payment-channel.js';

/** Who pays whom through a channel. */
export interface ChannelPair {
  readonly payer: Party;
  readonly payee: Party;
}

/**
 * The two members of a channel that nobody else was ever in, where one is of each organization: what one of them has got
 * through such a channel, the other has paid. Undefined for any other channel.
 */
export function channelPair(channel: PaymentChannel, payer: OrgId, payee: OrgId): ChannelPair | undefined {
  const { members, size, departed, deposits } = channel;
  const hasOnlyTwo = size === MIN_MEMBERS && members.length === MIN_MEMBERS && departed === ZERO_FEN;
  if (!hasOnlyTwo || payer === payee || !deposits.every(({ member }) => members.includes(member))) return undefined;
  const memberOf = (org: OrgId): Party | undefined => members.find((member) => orgOfParty(member) === org);
  const [paying, paid] = [memberOf(payer), memberOf(payee)];
  return paying === undefined || paid === undefined ? undefined : { payer: paying, payee: paid };
}

/**
 * Whole fen that have come to a member through a channel, less what it has paid through it, rounded down; so it may be
 * below zero. By the newest state that the ledger was shown: its balance and what was withdrawn, less what it had paid in.
 * What is locked counts for nobody: who gets it is not known.
 *
 * @throws CloudfedError FORBIDDEN where it is no member
 */
export function receivedThrough(channel: PaymentChannel, member: Party): bigint {
  requireMember(channel, member);
  const { members, deposits, checkpoint, closing } = channel;
  const shown = closing?.state;
  const state = (shown?.version ?? 0) > (checkpoint?.version ?? 0) ? shown : checkpoint;
  if (state === undefined) return 0n;
  const at = members.indexOf(member);
  let received: bigint = (state.balances[at] ?? 0n) + milliFenOf(state.withdrawn[at] ?? ZERO_FEN);
  // A deposit that the state does not count yet is the member's own besides: it adds as much as it takes off.
  for (const deposit of deposits.slice(0, state.funding)) {
    if (deposit.member === member) received -= milliFenOf(deposit.amount);
  }
  return wholeDown(received);
}

/** Division of bigints rounds to zero; below zero that would be up. */
function wholeDown(milli: bigint): bigint {
  const whole = milli / MILLI;
  return whole * MILLI > milli ? whole - 1n : whole;
}
