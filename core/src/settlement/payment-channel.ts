import type { Hex } from '../bytes.js';
import { argumentError, CloudfedError } from '../errors.js';
import type { RecordId } from '../ids.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import type { ChannelState } from './document.js';
import { milliFen, type MilliFen, milliFenOf, wholeFen } from './milli-fen.js';

export const MIN_MEMBERS = 2;
export const MAX_MEMBERS = 8;
/** Deposits a channel takes in its life. */
export const MAX_DEPOSITS = 64;
export const MAX_LOCKS = 64;
/** How long after it is armed a close can be challenged: a day, and longer than clocks on the ledger can differ. */
export const CHALLENGE_WINDOW_SECONDS = 86_400;

/** One payment into a channel. */
export interface Deposit {
  readonly member: RecordId;
  readonly amount: Fen;
}

/** A close that one member has begun. */
export interface Closing {
  readonly by: RecordId;
  /** The newest state that was shown; undefined where the close began with the deposits alone. */
  readonly state: ChannelState | undefined;
  /** Seconds since 1970 from which it is final; undefined until somebody has armed it. */
  readonly deadline: number | undefined;
  /** What the beginner's stake goes to: who proved that the close began with an old state. */
  readonly slashedTo: RecordId | undefined;
}

/**
 * A payment channel as the ledger knows it: what is in it and the newest state it was shown. What the members agree between
 * them stays off the ledger until a close.
 */
export interface PaymentChannel {
  readonly id: RecordId;
  /** How many members it has when all have joined: said at its opening, so that nobody who joins later can void a state. */
  readonly size: number;
  readonly members: readonly RecordId[];
  /** Each member's pledge not to close with an old state; whoever does loses it. */
  readonly stake: Fen;
  readonly deposits: readonly Deposit[];
  /** The newest state that was shown while it was open: nothing older counts any more. */
  readonly checkpoint: ChannelState | undefined;
  readonly closing: Closing | undefined;
  readonly isClosed: boolean;
}

export type ChannelPhase = 'joining' | 'open' | 'closing' | 'armed' | 'closed';

/** Which acts a phase allows; every other is a CONFLICT. */
export const CHANNEL_TRANSITIONS: Readonly<Record<ChannelPhase, readonly string[]>> = {
  joining: ['join', 'leave'],
  open: ['top up', 'checkpoint', 'close together', 'begin to close'],
  closing: ['arm', 'challenge', 'close together'],
  armed: ['challenge', 'close together', 'finalize'],
  closed: [],
};

/** When a preimage was revealed on the ledger, in seconds since 1970; undefined where it was not. */
export type RevealedAt = (hash: Hex) => number | undefined;

/** What each member gets out of a channel, its stake among it. */
export type Payouts = ReadonlyMap<RecordId, Fen>;

export function phaseOf({ isClosed, closing, members, size }: PaymentChannel): ChannelPhase {
  if (isClosed) return 'closed';
  if (members.length < size) return 'joining';
  if (closing === undefined) return 'open';
  return closing.deadline === undefined ? 'closing' : 'armed';
}

export interface ChannelTerms {
  readonly id: RecordId;
  /** {@link MIN_MEMBERS} to {@link MAX_MEMBERS}. */
  readonly size: number;
  readonly stake: Fen;
}

/**
 * @param deposit of the member that opens it, who pays its stake as well
 * @throws CloudfedError INVALID_ARGUMENT
 */
export function openPaymentChannel({ id, size, stake }: ChannelTerms, opener: RecordId, deposit: Fen): PaymentChannel {
  if (!Number.isInteger(size) || size < MIN_MEMBERS || size > MAX_MEMBERS) {
    throw argumentError('size', `must be ${MIN_MEMBERS.toString()} to ${MAX_MEMBERS.toString()} members`);
  }
  return {
    id,
    size,
    members: [opener],
    stake,
    deposits: [{ member: opener, amount: deposit }],
    checkpoint: undefined,
    closing: undefined,
    isClosed: false,
  };
}

/** Adds a member with its deposit; it pays its stake as well. @throws CloudfedError CONFLICT where it is full or in */
export function joinChannel(channel: PaymentChannel, member: RecordId, deposit: Fen): PaymentChannel {
  requirePhase(channel, 'join');
  if (channel.members.includes(member)) throw new CloudfedError('CONFLICT', `${member} is a member already`);
  if (channel.members.length >= MAX_MEMBERS) throw new CloudfedError('CONFLICT', 'the channel is full');
  if (channel.checkpoint !== undefined)
    throw new CloudfedError('CONFLICT', 'the members have agreed on states already');
  return withDeposit({ ...channel, members: [...channel.members, member] }, member, deposit);
}

/**
 * Takes a member out again that waits for others to join: it gets back what it paid in. The last to leave closes it.
 *
 * @throws CloudfedError CONFLICT once all have joined, FORBIDDEN where it is no member
 */
export function leaveChannel(
  channel: PaymentChannel,
  member: RecordId,
): { readonly channel: PaymentChannel; readonly paid: Fen } {
  requirePhase(channel, 'leave');
  requireMember(channel, member);
  const members = channel.members.filter((other) => other !== member);
  const own = channel.deposits.filter((deposit) => deposit.member === member);
  const deposits = channel.deposits.filter((deposit) => deposit.member !== member);
  const paid = addFen(channel.stake, ...own.map(({ amount }) => amount));
  return { channel: { ...channel, members, deposits, isClosed: members.length === 0 }, paid };
}

/** @throws CloudfedError CONFLICT, FORBIDDEN where it is no member */
export function topUpChannel(channel: PaymentChannel, member: RecordId, amount: Fen): PaymentChannel {
  requirePhase(channel, 'top up');
  requireMember(channel, member);
  if (amount === 0n) throw argumentError('amount', 'must be above zero');
  return withDeposit(channel, member, amount);
}

/** Keeps a state on the ledger so that nothing older can close the channel. @param state signed by all */
export function checkpointChannel(channel: PaymentChannel, state: ChannelState): PaymentChannel {
  requirePhase(channel, 'checkpoint');
  requireNewer(channel, state, channel.checkpoint);
  return { ...channel, checkpoint: state };
}

/** Ends the channel at once with a state that all have signed as the last. */
export function closeTogether(
  channel: PaymentChannel,
  state: ChannelState,
): { readonly channel: PaymentChannel; readonly payouts: Payouts } {
  requirePhase(channel, 'close together');
  if (!state.final) throw argumentError('state', 'is not the last: it must be signed as final');
  if (state.locks.length > 0) throw argumentError('state', 'must have no locks when it is the last');
  requireFits(channel, state);
  return { channel: { ...channel, isClosed: true }, payouts: payoutsOf(channel, state, () => undefined, undefined) };
}

/**
 * Begins a close that the others do not join in. It sets no deadline: that is for {@link armClose}, in a transaction after
 * this one has committed, so that a transaction that was held back never shortens anybody's time.
 *
 * @param state the newest that all have signed; undefined where there is none, for the checkpoint or else the deposits
 */
export function beginClose(channel: PaymentChannel, by: RecordId, state: ChannelState | undefined): PaymentChannel {
  requirePhase(channel, 'begin to close');
  requireMember(channel, by);
  if (state !== undefined && !isSame(state, channel.checkpoint)) requireNewer(channel, state, channel.checkpoint);
  return { ...channel, closing: { by, state: state ?? channel.checkpoint, deadline: undefined, slashedTo: undefined } };
}

/** Sets the deadline of a close that has begun, once. Anyone may. @param now seconds since 1970 of the transaction */
export function armClose(channel: PaymentChannel, now: number): PaymentChannel {
  const closing = requirePhase(channel, 'arm');
  return { ...channel, closing: { ...closing, deadline: now + CHALLENGE_WINDOW_SECONDS } };
}

/**
 * Shows a newer state than the close began with: the beginner loses its stake to who shows the first. Valid from the
 * beginning of the close until it is final, whatever the clock says.
 */
export function challengeClose(channel: PaymentChannel, by: RecordId, state: ChannelState): PaymentChannel {
  const closing = requirePhase(channel, 'challenge');
  requireMember(channel, by);
  requireNewer(channel, state, closing.state);
  const slashedTo = closing.slashedTo ?? (by === closing.by ? undefined : by);
  return { ...channel, closing: { ...closing, state, slashedTo } };
}

/** Pays out by the newest state that was shown. @throws CloudfedError CONFLICT before the deadline */
export function finalizeClose(
  channel: PaymentChannel,
  now: number,
  revealedAt: RevealedAt,
): { readonly channel: PaymentChannel; readonly payouts: Payouts } {
  const { deadline, state } = requirePhase(channel, 'finalize');
  if (deadline === undefined || now < deadline) throw new CloudfedError('CONFLICT', 'it can still be challenged');
  return { channel: { ...channel, isClosed: true }, payouts: payoutsOf(channel, state, revealedAt, channel.closing) };
}

/** All that is in it: deposits and stakes. */
export function escrowOf({ deposits, members, stake, isClosed }: PaymentChannel): Fen {
  if (isClosed) return ZERO_FEN;
  return addFen(...deposits.map(({ amount }) => amount), ...members.map(() => stake));
}

function requirePhase(channel: PaymentChannel, act: 'arm' | 'challenge' | 'finalize'): Closing;
function requirePhase(channel: PaymentChannel, act: string): Closing | undefined;
function requirePhase(channel: PaymentChannel, act: string): Closing | undefined {
  const phase = phaseOf(channel);
  if (!CHANNEL_TRANSITIONS[phase].includes(act)) {
    throw new CloudfedError('CONFLICT', `a channel that is ${phase} cannot ${act}`);
  }
  return channel.closing;
}

function requireMember({ members }: PaymentChannel, member: RecordId): void {
  if (!members.includes(member)) throw new CloudfedError('FORBIDDEN', `${member} is no member of the channel`);
}

function requireNewer(channel: PaymentChannel, state: ChannelState, than: ChannelState | undefined): void {
  requireFits(channel, state);
  if (than !== undefined && state.version <= than.version) {
    throw new CloudfedError('CONFLICT', `version ${state.version.toString()} is not newer than what was shown`);
  }
}

/** Whether a state divides exactly what was paid in by the deposits that it counts. */
function requireFits({ members, deposits }: PaymentChannel, state: ChannelState): void {
  if (state.balances.length !== members.length) throw argumentError('state', 'must have a balance of every member');
  if (state.locks.length > MAX_LOCKS) throw argumentError('state', `must have at most ${MAX_LOCKS.toString()} locks`);
  if (state.funding > deposits.length) throw argumentError('state', 'counts deposits that were not made');
  const ids = new Set(state.locks.map(({ id }) => id));
  if (ids.size !== state.locks.length) throw argumentError('state', 'has two locks of one id');
  const strangers = state.locks.some(({ payer, payee }) => !members.includes(payer) || !members.includes(payee));
  if (strangers) throw argumentError('state', 'has a lock of one that is no member');
  let divided = 0n;
  for (const balance of state.balances) divided += balance;
  for (const { amount } of state.locks) divided += amount;
  let paidIn = 0n;
  for (const { amount } of deposits.slice(0, state.funding)) paidIn += milliFenOf(amount);
  if (divided !== paidIn) throw argumentError('state', 'does not divide what was paid in');
}

function isSame(one: ChannelState, other: ChannelState | undefined): boolean {
  return other !== undefined && JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain({ version, funding, balances, locks, final }: ChannelState): unknown {
  const shown = locks.map((lock) => [lock.id, lock.payer, lock.payee, lock.amount.toString(), lock.hash, lock.expiry]);
  return [version, funding, balances.map(String), shown, final];
}

/**
 * Whole fen for each: what a state gives it, the deposits that the state does not count yet, and the stakes. Parts of a fen
 * are rounded down; what that leaves goes to the first member, so that nothing stays behind.
 */
function payoutsOf(
  channel: PaymentChannel,
  state: ChannelState | undefined,
  revealedAt: RevealedAt,
  closing: Closing | undefined,
): Payouts {
  const payouts = new Map<RecordId, Fen>();
  let left: bigint = escrowOf(channel);
  for (const [member, share] of sharesOf(channel, state, revealedAt)) {
    const paid = addFen(wholeFen(share), stakesOf(channel, closing, member));
    payouts.set(member, paid);
    left -= paid;
  }
  const [first] = channel.members;
  if (first !== undefined && left > 0n) payouts.set(first, addFen(payouts.get(first) ?? ZERO_FEN, fen(left)));
  return payouts;
}

function sharesOf(
  { members, deposits }: PaymentChannel,
  state: ChannelState | undefined,
  revealedAt: RevealedAt,
): ReadonlyMap<RecordId, MilliFen> {
  const shares = new Map<RecordId, MilliFen>(
    members.map((member, at) => [member, state?.balances[at] ?? milliFen(0n)]),
  );
  const give = (member: RecordId, amount: MilliFen): void => {
    shares.set(member, milliFen((shares.get(member) ?? 0n) + amount));
  };
  for (const { payer, payee, amount, hash, expiry } of state?.locks ?? []) {
    const revealed = revealedAt(hash);
    give(revealed !== undefined && revealed <= expiry ? payee : payer, amount);
  }
  for (const { member, amount } of deposits.slice(state?.funding ?? 0)) give(member, milliFenOf(amount));
  return shares;
}

/** Its own stake, unless it was lost, and the one that it won. */
function stakesOf({ stake }: PaymentChannel, closing: Closing | undefined, member: RecordId): Fen {
  const slashedTo = closing?.slashedTo;
  if (slashedTo === undefined) return stake;
  if (slashedTo === member) return addFen(stake, stake);
  return closing?.by === member ? ZERO_FEN : stake;
}

function withDeposit(channel: PaymentChannel, member: RecordId, amount: Fen): PaymentChannel {
  if (channel.deposits.length >= MAX_DEPOSITS)
    throw new CloudfedError('CONFLICT', 'the channel takes no more deposits');
  return { ...channel, deposits: [...channel.deposits, { member, amount }] };
}
