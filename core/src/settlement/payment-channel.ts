import { argumentError, CloudfedError } from '../errors.js';
import { parseId, type RecordId } from '../ids.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import {
  countForm,
  FEN_FORM,
  FLAG_FORM,
  type Form,
  listForm,
  optionalForm,
  recordForm,
  textForm,
} from '../record-form.js';
import { MAX_SECONDS } from '../time.js';
import type { ChannelState } from './document.js';
import { CHANNEL_STATE_FORM, MAX_MEMBERS } from './document-form.js';
import { requireSome } from './funds.js';
import { parseParty, type Party } from './party.js';
import { assertOutcome, type EscrowStatus, requireAct } from './transitions.js';

export const MIN_MEMBERS = 2;
/** Deposits a channel takes in its life. */
export const MAX_DEPOSITS = 64;

/** One payment into a channel. */
export interface Deposit {
  readonly member: Party;
  readonly amount: Fen;
}

/** A close that one member has begun. */
export interface Closing {
  readonly by: Party;
  /** Version of the state it began with; 0 where there was none. */
  readonly begunWith: number;
  /** The newest state that was shown; undefined where the deposits alone count. */
  readonly state: ChannelState | undefined;
  /** Seconds since 1970 from which it is final; undefined until somebody has armed it. */
  readonly deadline: number | undefined;
}

/**
 * A payment channel as the ledger knows it: what is in it and the newest state it was shown. What the members agree between
 * them stays off the ledger until a close.
 */
export interface PaymentChannel {
  readonly id: RecordId;
  /** How many members it has when all have joined: said at its opening, so that nobody who joins later can void a state. */
  readonly size: number;
  readonly members: readonly Party[];
  /** Who may join; anyone where there is nobody in it. */
  readonly invited: readonly Party[];
  /** Each member's pledge not to close with an old state. */
  readonly stake: Fen;
  readonly deposits: readonly Deposit[];
  /** By member: what was paid out to it so far. */
  readonly withdrawn: readonly Fen[];
  /** The same of members that have left. */
  readonly departed: Fen;
  /** The newest state that was shown while it was funded, or that it was closed together with: nothing older counts. */
  readonly checkpoint: ChannelState | undefined;
  readonly closing: Closing | undefined;
  readonly isClosed: boolean;
}

/** Money that leaves an escrow. */
export interface Payout {
  readonly to: Party;
  readonly amount: Fen;
}

export interface ChannelOutcome {
  readonly channel: PaymentChannel;
  readonly payouts: readonly Payout[];
}

export function statusOfChannel({ isClosed, closing, members, size }: PaymentChannel): EscrowStatus {
  if (isClosed) return 'closed';
  if (members.length < size) return 'open';
  if (closing === undefined) return 'funded';
  if (closing.deadline === undefined) return 'closing';
  return (closing.state?.version ?? 0) > closing.begunWith ? 'challenged' : 'armed';
}

export interface ChannelTerms {
  readonly id: RecordId;
  /** {@link MIN_MEMBERS} to {@link MAX_MEMBERS}. */
  readonly size: number;
  readonly stake: Fen;
  readonly invited?: readonly Party[];
}

/**
 * @param deposit of the member that opens it, who pays its stake as well
 * @throws CloudfedError INVALID_ARGUMENT
 */
export function openPaymentChannel(
  { id, size, stake, invited = [] }: ChannelTerms,
  opener: Party,
  deposit: Fen,
): PaymentChannel {
  if (!Number.isInteger(size) || size < MIN_MEMBERS || size > MAX_MEMBERS) {
    throw argumentError('size', `must be ${MIN_MEMBERS.toString()} to ${MAX_MEMBERS.toString()} members`);
  }
  return {
    id,
    size,
    members: [opener],
    invited,
    stake,
    deposits: [{ member: opener, amount: deposit }],
    withdrawn: [ZERO_FEN],
    departed: ZERO_FEN,
    checkpoint: undefined,
    closing: undefined,
    isClosed: false,
  };
}

/**
 * Adds a member with its deposit; it pays its stake as well.
 *
 * @throws CloudfedError CONFLICT where it is full or in, FORBIDDEN where it was not invited
 */
export function joinChannel(channel: PaymentChannel, member: Party, deposit: Fen): PaymentChannel {
  return act(channel, 'join', () => {
    if (channel.members.includes(member)) throw new CloudfedError('CONFLICT', `${member} is a member already`);
    if (channel.invited.length > 0 && !channel.invited.includes(member)) {
      throw new CloudfedError('FORBIDDEN', `${member} is not invited to the channel`);
    }
    const members = [...channel.members, member];
    return withDeposit({ ...channel, members, withdrawn: members.map(() => ZERO_FEN) }, member, deposit);
  });
}

/**
 * Takes a member out again that waits for others to join: it gets back what it paid in. The last to leave closes it.
 *
 * @throws CloudfedError CONFLICT once all have joined, FORBIDDEN where it is no member
 */
export function leaveChannel(channel: PaymentChannel, member: Party): ChannelOutcome {
  let amount = ZERO_FEN;
  const after = act(channel, 'leave', () => {
    requireMember(channel, member);
    const members = channel.members.filter((other) => other !== member);
    const own = channel.deposits.filter((deposit) => deposit.member === member);
    const deposits = channel.deposits.filter((deposit) => deposit.member !== member);
    amount = addFen(channel.stake, ...own.map((deposit) => deposit.amount));
    const withdrawn = members.map(() => ZERO_FEN);
    return { ...channel, members, deposits, withdrawn, isClosed: members.length === 0 };
  });
  return { channel: after, payouts: [{ to: member, amount }] };
}

/** @throws CloudfedError CONFLICT, FORBIDDEN where it is no member, INVALID_ARGUMENT */
export function topUpChannel(channel: PaymentChannel, member: Party, amount: Fen): PaymentChannel {
  return act(channel, 'top up', () => {
    requireMember(channel, member);
    requireSome(amount);
    return withDeposit(channel, member, amount);
  });
}

/** All that is in it: deposits and stakes, less what was paid out. */
export function channelEscrow({ deposits, members, stake, withdrawn, departed, isClosed }: PaymentChannel): Fen {
  if (isClosed) return ZERO_FEN;
  const paidIn = addFen(...deposits.map(({ amount }) => amount), ...members.map(() => stake));
  return fen(paidIn - addFen(departed, ...withdrawn));
}

/** @throws CloudfedError FORBIDDEN */
export function requireMember({ members }: PaymentChannel, member: Party): void {
  if (!members.includes(member)) throw new CloudfedError('FORBIDDEN', `${member} is no member of the channel`);
}

/** Changes a channel as the table of transitions allows. */
export function act(channel: PaymentChannel, name: string, change: () => PaymentChannel): PaymentChannel {
  const before = statusOfChannel(channel);
  requireAct('payment-channel', before, name);
  const after = change();
  assertOutcome('payment-channel', before, name, statusOfChannel(after));
  return after;
}

function withDeposit(channel: PaymentChannel, member: Party, amount: Fen): PaymentChannel {
  if (channel.deposits.length >= MAX_DEPOSITS) {
    throw new CloudfedError('CONFLICT', 'the channel takes no more deposits');
  }
  return { ...channel, deposits: [...channel.deposits, { member, amount }] };
}

const PARTY = textForm(parseParty);

export const PAYMENT_CHANNEL_FORM: Form<PaymentChannel> = recordForm<PaymentChannel>({
  id: textForm(parseId),
  size: countForm(MAX_MEMBERS),
  members: listForm(PARTY, MAX_MEMBERS),
  invited: listForm(PARTY, MAX_MEMBERS),
  stake: FEN_FORM,
  deposits: listForm(recordForm<Deposit>({ member: PARTY, amount: FEN_FORM }), MAX_DEPOSITS),
  withdrawn: listForm(FEN_FORM, MAX_MEMBERS),
  departed: FEN_FORM,
  checkpoint: optionalForm(CHANNEL_STATE_FORM),
  closing: optionalForm(
    recordForm<Closing>({
      by: PARTY,
      begunWith: countForm(Number.MAX_SAFE_INTEGER),
      state: optionalForm(CHANNEL_STATE_FORM),
      deadline: optionalForm(countForm(2 * MAX_SECONDS)),
    }),
  ),
  isClosed: FLAG_FORM,
});
