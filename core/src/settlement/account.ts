import { argumentError, CloudfedError } from '../errors.js';
import { parseId, type RecordId } from '../ids.js';
import { addFen, type Fen, fen, MAX_FEN, ZERO_FEN } from '../money.js';
import {
  countForm,
  digitsForm,
  FEN_FORM,
  FLAG_FORM,
  type Form,
  optionalForm,
  recordForm,
  textForm,
} from '../record-form.js';
import { MAX_SECONDS } from '../time.js';
import type { AccountTerms, AccountWithdrawal } from './document.js';
import { requireSome } from './funds.js';
import { MILLI, type MilliFen, milliFenOf, parseMilliFen, ZERO_MILLI_FEN } from './milli-fen.js';
import { parseParty, type Party } from './party.js';
import type { Payout } from './payment-channel.js';
import { assertOutcome, type EscrowStatus, requireAct } from './transitions.js';

/** The two counters of an account; both only grow. */
export interface Counters {
  readonly credits: MilliFen;
  readonly debits: MilliFen;
}

export interface AccountClosing {
  readonly by: Party;
  /** Something newer was shown than it began with. */
  readonly challenged: boolean;
  /** Seconds since 1970 from which it is final; undefined until somebody has armed it. */
  readonly deadline: number | undefined;
}

/**
 * An account of a holder with a platform, as the ledger knows it. What the holder has is `locked + credits − debits`, less
 * what was paid out to it; the rest of the escrow is the platform's.
 */
export interface Account extends Counters {
  readonly id: RecordId;
  readonly holder: Party;
  readonly platform: Party;
  /** What the holder has put in on the ledger, in all. */
  readonly locked: Fen;
  /** What the platform has put in to stand for its credits, in all. */
  readonly backed: Fen;
  /** What was paid out to each, in all. */
  readonly toHolder: Fen;
  readonly toPlatform: Fen;
  readonly closing: AccountClosing | undefined;
  readonly isClosed: boolean;
}

export interface AccountOutcome {
  readonly account: Account;
  readonly payouts: readonly Payout[];
  /** Above zero the platform has credited more than there is: that much the holder does not get here. */
  readonly missing: Fen;
}

/** @throws CloudfedError INVALID_ARGUMENT where the two are one */
export function openAccount(id: RecordId, { holder, platform }: AccountTerms): Account {
  if (holder === platform) throw argumentError('terms', 'the holder and the platform must be two');
  return {
    id,
    holder,
    platform,
    locked: ZERO_FEN,
    backed: ZERO_FEN,
    credits: ZERO_MILLI_FEN,
    debits: ZERO_MILLI_FEN,
    toHolder: ZERO_FEN,
    toPlatform: ZERO_FEN,
    closing: undefined,
    isClosed: false,
  };
}

export function statusOfAccount(account: Account): EscrowStatus {
  const { isClosed, closing } = account;
  if (isClosed) return 'closed';
  if (closing === undefined) return accountEscrow(account) === 0n ? 'open' : 'funded';
  if (closing.deadline === undefined) return 'closing';
  return closing.challenged ? 'challenged' : 'armed';
}

/** All that is in it. */
export function accountEscrow({ locked, backed, toHolder, toPlatform }: Account): Fen {
  return fen(locked + backed - toHolder - toPlatform);
}

/** Puts money of the holder in. @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW */
export function lockIn(account: Account, amount: Fen): Account {
  return act(account, 'lock', () => {
    requireSome(amount);
    const after = { ...account, locked: addFen(account.locked, amount) };
    addFen(after.locked, after.backed);
    return after;
  });
}

/** Puts money of the platform in, to stand for its credits. @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW */
export function back(account: Account, amount: Fen): Account {
  return act(account, 'back', () => {
    requireSome(amount);
    const after = { ...account, backed: addFen(account.backed, amount) };
    addFen(after.locked, after.backed);
    return after;
  });
}

/** Keeps newer counters on the ledger. @throws CloudfedError CONFLICT where neither is newer */
export function checkpointAccount(account: Account, shown: Partial<Counters>): Account {
  return act(account, 'checkpoint', () => newer(account, shown));
}

/**
 * Pays what both have agreed that each takes out, at once.
 *
 * @throws CloudfedError CONFLICT where all of it is paid, FUNDS_SHORT where there is less in the account
 */
export function withdraw(account: Account, agreed: AccountWithdrawal): AccountOutcome {
  const name = agreed.final ? 'close together' : 'withdraw';
  requireAct('account', statusOfAccount(account), name);
  if (agreed.toHolder < account.toHolder || agreed.toPlatform < account.toPlatform) {
    throw new CloudfedError('CONFLICT', 'more than that is paid out already');
  }
  const toHolder = fen(agreed.toHolder - account.toHolder);
  const toPlatform = fen(agreed.toPlatform - account.toPlatform);
  const held = accountEscrow(account);
  if (toHolder + toPlatform > held) {
    throw argumentError('withdrawal', `there are ${held.toString()} fen in the account`, 'FUNDS_SHORT');
  }
  if (!agreed.final && toHolder + toPlatform === 0n) throw new CloudfedError('CONFLICT', 'this is paid out already');
  if (agreed.final && toHolder + toPlatform !== held) {
    throw argumentError('withdrawal', 'is the last: it must take out all that there is');
  }
  const paid = { ...account, toHolder: agreed.toHolder, toPlatform: agreed.toPlatform, isClosed: agreed.final };
  return {
    account: act(account, name, () => paid),
    payouts: payoutsTo(account, toHolder, toPlatform),
    missing: ZERO_FEN,
  };
}

/**
 * Begins a close that the other side does not join in; the deadline is for {@link armAccountClose}.
 *
 * @param shown the newest counters that the beginner has; what is known already may be shown again
 */
export function beginAccountClose(account: Account, by: Party, shown: Partial<Counters>): Account {
  return act(account, 'begin to close', () => {
    if (by !== account.holder && by !== account.platform) {
      throw new CloudfedError('FORBIDDEN', `${by} is neither the holder nor the platform`);
    }
    const known = highest(account, shown);
    return { ...account, ...known, closing: { by, challenged: false, deadline: undefined } };
  });
}

/** @param now seconds since 1970 of the transaction */
export function armAccountClose(account: Account, now: number, windowSeconds: number): Account {
  return act(account, 'arm', () => ({
    ...account,
    closing: account.closing && { ...account.closing, deadline: now + windowSeconds },
  }));
}

/** Shows a newer counter than the close has. Anyone may. @throws CloudfedError CONFLICT where none is newer */
export function challengeAccountClose(account: Account, shown: Partial<Counters>): Account {
  return act(account, 'challenge', () => ({
    ...newer(account, shown),
    closing: account.closing && { ...account.closing, challenged: true },
  }));
}

/** Pays the holder what it has, as far as there is money, and the platform the rest. @throws CloudfedError CONFLICT */
export function finalizeAccount(account: Account, now: number): AccountOutcome {
  requireAct('account', statusOfAccount(account), 'finalize');
  const { deadline } = account.closing ?? {};
  if (deadline === undefined || now < deadline)
    throw new CloudfedError('CONFLICT', 'the close can still be challenged');
  const held = accountEscrow(account);
  const due = holdersDue(account);
  const toHolder = due < held ? due : held;
  const toPlatform = fen(held - toHolder);
  const after = act(account, 'finalize', () => ({
    ...account,
    toHolder: addFen(account.toHolder, toHolder),
    toPlatform: addFen(account.toPlatform, toPlatform),
    isClosed: true,
  }));
  return { account: after, payouts: payoutsTo(account, toHolder, toPlatform), missing: fen(due - toHolder) };
}

/** Whole fen that the holder is still to have, by the counters that are known. */
export function holdersDue({ locked, credits, debits, toHolder }: Account): Fen {
  const due = (milliFenOf(locked) + credits - debits) / MILLI - toHolder;
  if (due <= 0n) return ZERO_FEN;
  // Credits are the platform's word alone: none is so large that the account could not be closed.
  return fen(due < MAX_FEN ? due : MAX_FEN);
}

function payoutsTo({ holder, platform }: Account, toHolder: Fen, toPlatform: Fen): readonly Payout[] {
  return [
    { to: holder, amount: toHolder },
    { to: platform, amount: toPlatform },
  ].filter(({ amount }) => amount > 0n);
}

function highest(account: Account, { credits, debits }: Partial<Counters>): Counters {
  return {
    credits: credits !== undefined && credits > account.credits ? credits : account.credits,
    debits: debits !== undefined && debits > account.debits ? debits : account.debits,
  };
}

function newer(account: Account, shown: Partial<Counters>): Account {
  const counters = highest(account, shown);
  if (counters.credits === account.credits && counters.debits === account.debits) {
    throw new CloudfedError('CONFLICT', 'neither counter is above what was shown');
  }
  return { ...account, ...counters };
}

function act(account: Account, name: string, change: () => Account): Account {
  const before = statusOfAccount(account);
  requireAct('account', before, name);
  const after = change();
  assertOutcome('account', before, name, statusOfAccount(after));
  return after;
}

const PARTY = textForm(parseParty);
const MILLI_FEN = digitsForm(parseMilliFen);

export const ACCOUNT_FORM: Form<Account> = recordForm<Account>({
  id: textForm(parseId),
  holder: PARTY,
  platform: PARTY,
  locked: FEN_FORM,
  backed: FEN_FORM,
  credits: MILLI_FEN,
  debits: MILLI_FEN,
  toHolder: FEN_FORM,
  toPlatform: FEN_FORM,
  closing: optionalForm(
    recordForm<AccountClosing>({
      by: PARTY,
      challenged: FLAG_FORM,
      deadline: optionalForm(countForm(2 * MAX_SECONDS)),
    }),
  ),
  isClosed: FLAG_FORM,
});
