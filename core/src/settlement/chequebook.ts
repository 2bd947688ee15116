import { CloudfedError } from '../errors.js';
import type { RecordId } from '../ids.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import { type MilliFen, wholeFen, ZERO_MILLI_FEN } from './milli-fen.js';

/** How long a drawer waits between asking for its money back and having it, so that no issued cheque is starved: a day. */
export const WITHDRAW_WINDOW_SECONDS = 86_400;

/** What one beneficiary has to do with a book. */
export interface BeneficiaryAccount {
  /** Whole fen paid on its cheques so far. */
  readonly paid: Fen;
  /** The highest cumulative shown: what is above the whole fen paid is still owed to it. */
  readonly claimed: MilliFen;
  /** Part of the deposit that nobody else's cheques take. */
  readonly hardDeposit: Fen;
}

export interface PendingWithdrawal {
  readonly amount: Fen;
  /** Seconds since 1970: from here on it can be completed. */
  readonly dueAt: number;
}

/** A book of cheques of one drawer. What it holds is `deposit`; hard deposits are a part of that. */
export interface Chequebook {
  readonly id: RecordId;
  readonly drawer: RecordId;
  readonly deposit: Fen;
  /** A cheque came for which there was not enough. */
  readonly bounced: boolean;
  readonly beneficiaries: ReadonlyMap<RecordId, BeneficiaryAccount>;
  readonly withdrawal: PendingWithdrawal | undefined;
}

const NO_ACCOUNT: BeneficiaryAccount = { paid: ZERO_FEN, claimed: ZERO_MILLI_FEN, hardDeposit: ZERO_FEN };

/** What cashing does: the book after it, what the beneficiary gets now, and what is missing for the rest. */
export interface Cashing {
  readonly book: Chequebook;
  readonly paid: Fen;
  /** Above zero the cheque bounced: this much stays cashable once there is money. */
  readonly missing: Fen;
}

export function openChequebook(id: RecordId, drawer: RecordId): Chequebook {
  return { id, drawer, deposit: ZERO_FEN, bounced: false, beneficiaries: new Map(), withdrawal: undefined };
}

/** @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW */
export function depositInto(book: Chequebook, amount: Fen): Chequebook {
  requireSome(amount);
  return { ...book, deposit: addFen(book.deposit, amount) };
}

/**
 * Sets a part of the deposit aside for one beneficiary. It can only grow here: what was promised is not taken back.
 *
 * @throws CloudfedError CONFLICT where the free deposit is not enough, INVALID_ARGUMENT where it would shrink
 */
export function raiseHardDeposit(book: Chequebook, beneficiary: RecordId, amount: Fen): Chequebook {
  const account = accountOf(book, beneficiary);
  if (amount <= account.hardDeposit) {
    throw new CloudfedError('INVALID_ARGUMENT', 'amount: must be above the present hard deposit', 'amount');
  }
  const more = fen(amount - account.hardDeposit);
  if (more > freeDeposit(book)) throw new CloudfedError('CONFLICT', 'the free deposit is not enough');
  return withAccount(book, beneficiary, { ...account, hardDeposit: amount });
}

/**
 * Pays what a cheque of this cumulative is still owed, as far as there is money: first of the beneficiary's own hard
 * deposit, then of what is set aside for nobody. Whoever shows the cheque, the beneficiary is paid.
 *
 * @param cumulative of a cheque whose signature was verified
 * @throws CloudfedError CONFLICT where it is not above what was shown before and nothing of that is left to pay
 */
export function cash(book: Chequebook, beneficiary: RecordId, cumulative: MilliFen): Cashing {
  const account = accountOf(book, beneficiary);
  const claimed = cumulative > account.claimed ? cumulative : account.claimed;
  const owed = fen(wholeFen(claimed) - account.paid);
  if (owed === 0n) {
    if (claimed === account.claimed) throw new CloudfedError('CONFLICT', 'this cheque is paid already');
    // Less than a fen more: nothing to pay yet, and the claim is kept.
    return { book: withAccount(book, beneficiary, { ...account, claimed }), paid: ZERO_FEN, missing: ZERO_FEN };
  }
  const ofHard = smaller(owed, account.hardDeposit);
  const ofFree = smaller(fen(owed - ofHard), freeDeposit(book));
  const paid = addFen(ofHard, ofFree);
  const missing = fen(owed - paid);
  const after = withAccount(book, beneficiary, {
    paid: addFen(account.paid, paid),
    claimed,
    hardDeposit: fen(account.hardDeposit - ofHard),
  });
  return {
    book: { ...after, deposit: fen(book.deposit - paid), bounced: missing > 0n },
    paid,
    missing,
  };
}

/**
 * Asks for a part of the free deposit back. It stays in the book for {@link WITHDRAW_WINDOW_SECONDS}, in which every
 * cheque that was issued can still be cashed, so no cheque is starved by it.
 *
 * @param now seconds since 1970 of the transaction
 * @throws CloudfedError INVALID_ARGUMENT, CONFLICT where one is pending or the free deposit is not enough
 */
export function beginWithdrawal(book: Chequebook, amount: Fen, now: number): Chequebook {
  requireSome(amount);
  if (book.withdrawal !== undefined) throw new CloudfedError('CONFLICT', 'a withdrawal is pending already');
  if (amount > freeDeposit(book)) throw new CloudfedError('CONFLICT', 'the free deposit is not enough');
  return { ...book, withdrawal: { amount, dueAt: now + WITHDRAW_WINDOW_SECONDS } };
}

/**
 * Gives back what was asked for, or what cheques cashed meanwhile have left of it.
 *
 * @throws CloudfedError CONFLICT where none is pending or it is not due yet
 */
export function completeWithdrawal(book: Chequebook, now: number): { readonly book: Chequebook; readonly paid: Fen } {
  const { withdrawal } = book;
  if (withdrawal === undefined) throw new CloudfedError('CONFLICT', 'no withdrawal is pending');
  if (now < withdrawal.dueAt) throw new CloudfedError('CONFLICT', 'the withdrawal is not due yet');
  const paid = smaller(withdrawal.amount, freeDeposit(book));
  return { book: { ...book, deposit: fen(book.deposit - paid), withdrawal: undefined }, paid };
}

/** What is set aside for nobody. */
export function freeDeposit(book: Chequebook): Fen {
  let aside = 0n;
  for (const { hardDeposit } of book.beneficiaries.values()) aside += hardDeposit;
  return fen(book.deposit - aside);
}

export function accountOf(book: Chequebook, beneficiary: RecordId): BeneficiaryAccount {
  return book.beneficiaries.get(beneficiary) ?? NO_ACCOUNT;
}

function withAccount(book: Chequebook, beneficiary: RecordId, account: BeneficiaryAccount): Chequebook {
  return { ...book, beneficiaries: new Map([...book.beneficiaries, [beneficiary, account]]) };
}

function requireSome(amount: Fen): void {
  if (amount === 0n) throw new CloudfedError('INVALID_ARGUMENT', 'amount: must be above zero', 'amount');
}

function smaller(one: Fen, other: Fen): Fen {
  return one < other ? one : other;
}
