import type { Hex } from '../bytes.js';
import { argumentError, CloudfedError } from '../errors.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import type { ChannelState, HashLock } from './document.js';
import { MAX_LOCKS } from './document-form.js';
import { milliFen, type MilliFen, milliFenOf, wholeFen, ZERO_MILLI_FEN } from './milli-fen.js';
import type { Party } from './party.js';
import { channelEscrow, type PaymentChannel, type Payout } from './payment-channel.js';
import { CLOCK_SPREAD_SECONDS } from './terms.js';

/** When a preimage was revealed on the ledger, in seconds since 1970; undefined where it was not. */
export type RevealedAt = (hash: Hex) => number | undefined;

/**
 * Whether a state divides exactly what was paid in by the deposits that it counts, and takes back nothing that is paid.
 *
 * @throws CloudfedError INVALID_ARGUMENT
 */
export function requireFits(channel: PaymentChannel, state: ChannelState): void {
  const { members, deposits, withdrawn, departed, checkpoint } = channel;
  if (state.version === 0) throw argumentError('state', 'must have a version above zero');
  if (state.balances.length !== members.length || state.withdrawn.length !== members.length) {
    throw argumentError('state', 'must have a balance and what is withdrawn of every member');
  }
  if (state.funding > deposits.length) throw argumentError('state', 'counts deposits that were not made');
  if (state.funding < (checkpoint?.funding ?? 0)) throw argumentError('state', 'leaves out deposits that were counted');
  if (state.withdrawn.some((amount, at) => amount < (withdrawn[at] ?? ZERO_FEN))) {
    throw argumentError('state', 'takes back what was withdrawn');
  }
  requireLocks(members, state);
  requireLeaving(members, state);
  let divided = 0n;
  for (const balance of state.balances) divided += balance;
  for (const { amount } of state.locks) divided += amount;
  for (const amount of [...state.withdrawn, departed]) divided += milliFenOf(amount);
  let paidIn = 0n;
  for (const { amount } of deposits.slice(0, state.funding)) paidIn += milliFenOf(amount);
  if (divided !== paidIn) throw argumentError('state', 'does not divide what was paid in');
}

function requireLocks(members: readonly Party[], { locks, final }: ChannelState): void {
  if (final && locks.length > 0) throw argumentError('state', 'must have no locks when it is the last');
  if (locks.length > MAX_LOCKS) throw argumentError('state', `must have at most ${MAX_LOCKS.toString()} locks`);
  if (new Set(locks.map(({ id }) => id)).size !== locks.length) throw argumentError('state', 'has two locks of one id');
  for (const { payer, payee, amount } of locks) {
    if (!members.includes(payer) || !members.includes(payee)) {
      throw argumentError('state', 'has a lock of one that is no member');
    }
    if (payer === payee || amount === 0n) throw argumentError('state', 'has a lock that pays nothing to another');
  }
}

function requireLeaving(members: readonly Party[], { leaving, balances, locks }: ChannelState): void {
  if (leaving === undefined) return;
  const at = members.indexOf(leaving);
  if (at < 0) throw argumentError('state', 'says that one leaves who is no member');
  const isInvolved = locks.some(({ payer, payee }) => payer === leaving || payee === leaving);
  if (balances[at] !== 0n || isInvolved) throw argumentError('state', 'leaves a member something that says it leaves');
}

/**
 * Says that every lock's end is known: revealed in time, or out of time for every clock the ledger takes. Else who closes
 * could end it before the payee's time is over.
 *
 * @throws CloudfedError CONFLICT
 */
export function requireResolved(locks: readonly HashLock[], now: number, revealedAt: RevealedAt): void {
  for (const { id, hash, expiry } of locks) {
    const revealed = revealedAt(hash);
    const isRevealed = revealed !== undefined && revealed <= expiry;
    if (!isRevealed && now < expiry + CLOCK_SPREAD_SECONDS) {
      throw new CloudfedError('CONFLICT', `the preimage of the lock ${id} can still be revealed`);
    }
  }
}

/** What a state withdraws more than was paid out, and the stake of who leaves. */
export function payoutsAtWithdrawal(
  { members, withdrawn, stake }: PaymentChannel,
  state: ChannelState,
): readonly Payout[] {
  return members
    .map((to, at) => {
      const more = fen((state.withdrawn[at] ?? ZERO_FEN) - (withdrawn[at] ?? ZERO_FEN));
      return { to, amount: to === state.leaving ? addFen(more, stake) : more };
    })
    .filter(({ amount }) => amount > 0n);
}

/**
 * Whole fen for each: what a state gives it, the deposits that the state does not count yet, and the stakes. Parts of a fen
 * are rounded down; what that leaves goes to the first member, so that nothing stays behind.
 *
 * @param staleBy who loses its stake to the others
 */
export function payoutsAtClose(
  channel: PaymentChannel,
  state: ChannelState | undefined,
  revealedAt: RevealedAt,
  staleBy: Party | undefined,
): readonly Payout[] {
  const shares = sharesOf(channel, state, revealedAt);
  const stakes = stakesOf(channel, staleBy);
  let left: bigint = channelEscrow(channel);
  const payouts = channel.members.map((to, at) => {
    const unpaid = fen(
      (state?.withdrawn[at] ?? channel.withdrawn[at] ?? ZERO_FEN) - (channel.withdrawn[at] ?? ZERO_FEN),
    );
    const amount = addFen(wholeFen(shares.get(to) ?? ZERO_MILLI_FEN), unpaid, stakes[at] ?? ZERO_FEN);
    left -= amount;
    return { to, amount };
  });
  const rest = fen(left);
  return payouts
    .map(({ to, amount }, at) => ({ to, amount: at === 0 ? addFen(amount, rest) : amount }))
    .filter(({ amount }) => amount > 0n);
}

function sharesOf(
  { members, deposits }: PaymentChannel,
  state: ChannelState | undefined,
  revealedAt: RevealedAt,
): ReadonlyMap<Party, MilliFen> {
  const shares = new Map(members.map((member, at) => [member, state?.balances[at] ?? ZERO_MILLI_FEN]));
  const give = (member: Party, amount: MilliFen): void => {
    shares.set(member, milliFen((shares.get(member) ?? 0n) + amount));
  };
  for (const { payer, payee, amount, hash, expiry } of state?.locks ?? []) {
    const revealed = revealedAt(hash);
    give(revealed !== undefined && revealed <= expiry ? payee : payer, amount);
  }
  for (const { member, amount } of deposits.slice(state?.funding ?? 0)) give(member, milliFenOf(amount));
  return shares;
}

/** Each its own; a lost one goes to the others in equal parts, what is left over to the first of them. */
function stakesOf({ members, stake }: PaymentChannel, staleBy: Party | undefined): readonly Fen[] {
  if (staleBy === undefined) return members.map(() => stake);
  const others = members.filter((member) => member !== staleBy);
  const part = stake / BigInt(others.length);
  const first = others[0];
  return members.map((member) => {
    if (member === staleBy) return ZERO_FEN;
    return fen(stake + part + (member === first ? stake - part * BigInt(others.length) : 0n));
  });
}
