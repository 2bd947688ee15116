import { argumentError, CloudfedError } from '../errors.js';
import { parseId, type RecordId } from '../ids.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
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
import { requireSome } from './funds.js';
import { type MilliFen, parseMilliFen, wholeFen, ZERO_MILLI_FEN } from './milli-fen.js';
import { orgOfParty, parseParty, type Party } from './party.js';
import { assertOutcome, type EscrowStatus, requireAct } from './transitions.js';

/** A book of cheques of one drawer. It holds `deposit`; what is set aside for beneficiaries is a part of that. */
export interface Chequebook {
  readonly id: RecordId;
  readonly drawer: Party;
  readonly deposit: Fen;
  /** Sum of the hard deposits. */
  readonly setAside: Fen;
  /** A cheque came for which there was not enough: it stays in the book's record for good. */
  readonly bounced: boolean;
  readonly withdrawal: PendingWithdrawal | undefined;
}

/** What one beneficiary has to do with a book: a row of its own, so that nobody can fill the book with others. */
export interface ChequeAccount {
  readonly book: RecordId;
  readonly beneficiary: Party;
  /** Whole fen paid on its cheques so far. */
  readonly paid: Fen;
  /** The highest cumulative shown: what its whole fen are above those paid is still owed. */
  readonly claimed: MilliFen;
  /** Part of the deposit that nobody else's cheques take. */
  readonly hardDeposit: Fen;
}

/** What the drawer wants back. It stays in the book for a window, in which every cheque issued can still be cashed. */
export interface PendingWithdrawal {
  readonly amount: Fen;
  /** Seconds since 1970 from which it can be completed; undefined until somebody has armed it. */
  readonly dueAt: number | undefined;
}

/** What cashing does: the rows after it, what the beneficiary gets now, and what is missing for the rest. */
export interface Cashing {
  readonly book: Chequebook;
  readonly account: ChequeAccount;
  readonly paid: Fen;
  /** Above zero the cheque bounced: this much stays cashable once there is money. */
  readonly missing: Fen;
}

export function openChequebook(id: RecordId, drawer: Party): Chequebook {
  return { id, drawer, deposit: ZERO_FEN, setAside: ZERO_FEN, bounced: false, withdrawal: undefined };
}

/**
 * A drawer's own organization is no beneficiary: a cheque to itself would be a withdrawal that nobody can see coming.
 *
 * @throws CloudfedError INVALID_ARGUMENT
 */
export function newChequeAccount({ id, drawer }: Chequebook, beneficiary: Party): ChequeAccount {
  if (orgOfParty(beneficiary) === orgOfParty(drawer)) {
    throw argumentError('beneficiary', 'must be of another organization than the drawer');
  }
  return { book: id, beneficiary, paid: ZERO_FEN, claimed: ZERO_MILLI_FEN, hardDeposit: ZERO_FEN };
}

export function statusOfChequebook({ deposit, withdrawal }: Chequebook): EscrowStatus {
  if (withdrawal !== undefined) return withdrawal.dueAt === undefined ? 'closing' : 'armed';
  return deposit === 0n ? 'open' : 'funded';
}

/** What is set aside for nobody. A withdrawal under way may take of it: who accepts a cheque counts that off. */
export function freeDeposit({ deposit, setAside }: Chequebook): Fen {
  return fen(deposit - setAside);
}

/** @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW */
export function depositInto(book: Chequebook, amount: Fen): Chequebook {
  return act(book, 'deposit', () => {
    requireSome(amount);
    return { ...book, deposit: addFen(book.deposit, amount) };
  });
}

/**
 * Sets a part of the deposit aside for one beneficiary. It only grows here: what was promised is not taken back.
 *
 * @param amount what the hard deposit is to be, in all
 * @throws CloudfedError FUNDS_SHORT where the free deposit is not enough, INVALID_ARGUMENT where it would not grow
 */
export function raiseHardDeposit(
  book: Chequebook,
  account: ChequeAccount,
  amount: Fen,
): { readonly book: Chequebook; readonly account: ChequeAccount } {
  const after = act(book, 'set aside', () => {
    if (amount <= account.hardDeposit) throw argumentError('amount', 'must be above the present hard deposit');
    const more = fen(amount - account.hardDeposit);
    if (more > freeDeposit(book)) throw argumentError('amount', 'the free deposit is not enough', 'FUNDS_SHORT');
    return { ...book, setAside: addFen(book.setAside, more) };
  });
  return { book: after, account: { ...account, hardDeposit: amount } };
}

/** Gives a hard deposit up, or a part of it: for the beneficiary alone. @param amount what is left of it */
export function releaseHardDeposit(
  book: Chequebook,
  account: ChequeAccount,
  amount: Fen,
): { readonly book: Chequebook; readonly account: ChequeAccount } {
  const after = act(book, 'release', () => {
    if (amount >= account.hardDeposit) throw argumentError('amount', 'must be below the present hard deposit');
    return { ...book, setAside: fen(book.setAside - (account.hardDeposit - amount)) };
  });
  return { book: after, account: { ...account, hardDeposit: amount } };
}

/**
 * Pays what a cheque of this cumulative is still owed, as far as there is money: first of the beneficiary's own hard
 * deposit, then of what is set aside for nobody. Whoever shows the cheque, the beneficiary is paid.
 *
 * @param cumulative of a cheque whose signature was verified
 * @throws CloudfedError CONFLICT where it is paid already, FUNDS_SHORT where it was shown before and there is still nothing
 */
export function cash(book: Chequebook, account: ChequeAccount, cumulative: MilliFen): Cashing {
  const claimed = cumulative > account.claimed ? cumulative : account.claimed;
  const owed = fen(wholeFen(claimed) - account.paid);
  const isKnown = claimed === account.claimed;
  if (isKnown && owed === 0n) throw new CloudfedError('CONFLICT', 'this cheque is paid already');
  const ofHard = smaller(owed, account.hardDeposit);
  const ofFree = smaller(fen(owed - ofHard), freeDeposit(book));
  const paid = addFen(ofHard, ofFree);
  if (isKnown && paid === 0n) throw new CloudfedError('FUNDS_SHORT', 'there is still nothing to pay this cheque from');
  const missing = fen(owed - paid);
  const after = act(book, 'cash', () => ({
    ...book,
    deposit: fen(book.deposit - paid),
    setAside: fen(book.setAside - ofHard),
    bounced: book.bounced || missing > 0n,
  }));
  return {
    book: after,
    account: {
      ...account,
      paid: addFen(account.paid, paid),
      claimed,
      hardDeposit: fen(account.hardDeposit - ofHard),
    },
    paid,
    missing,
  };
}

/**
 * Asks for a part of the free deposit back. It sets no deadline: that is for {@link armWithdrawal}, in a transaction after
 * this one has committed, so that one that was held back never shortens anybody's time.
 *
 * @throws CloudfedError INVALID_ARGUMENT, FUNDS_SHORT; CONFLICT where one is under way
 */
export function beginWithdrawal(book: Chequebook, amount: Fen): Chequebook {
  return act(book, 'begin to withdraw', () => {
    requireSome(amount);
    if (amount > freeDeposit(book)) throw argumentError('amount', 'the free deposit is not enough', 'FUNDS_SHORT');
    return { ...book, withdrawal: { amount, dueAt: undefined } };
  });
}

/** Sets when the withdrawal is due, once. Anyone may. @param now seconds since 1970 of the transaction */
export function armWithdrawal(book: Chequebook, now: number, windowSeconds: number): Chequebook {
  return act(book, 'arm', () => ({
    ...book,
    withdrawal: book.withdrawal && { ...book.withdrawal, dueAt: now + windowSeconds },
  }));
}

/** Gives back what was asked for, or what cheques cashed meanwhile have left of it. @throws CloudfedError CONFLICT */
export function completeWithdrawal(book: Chequebook, now: number): { readonly book: Chequebook; readonly paid: Fen } {
  let paid = ZERO_FEN;
  const after = act(book, 'complete', () => {
    const { amount = ZERO_FEN, dueAt } = book.withdrawal ?? {};
    if (dueAt === undefined || now < dueAt) throw new CloudfedError('CONFLICT', 'the withdrawal is not due yet');
    paid = smaller(amount, freeDeposit(book));
    return { ...book, deposit: fen(book.deposit - paid), withdrawal: undefined };
  });
  return { book: after, paid };
}

function act(book: Chequebook, name: string, change: () => Chequebook): Chequebook {
  const before = statusOfChequebook(book);
  requireAct('chequebook', before, name);
  const after = change();
  assertOutcome('chequebook', before, name, statusOfChequebook(after));
  return after;
}

function smaller(one: Fen, other: Fen): Fen {
  return one < other ? one : other;
}

export const CHEQUEBOOK_FORM: Form<Chequebook> = recordForm<Chequebook>({
  id: textForm(parseId),
  drawer: textForm(parseParty),
  deposit: FEN_FORM,
  setAside: FEN_FORM,
  bounced: FLAG_FORM,
  withdrawal: optionalForm(
    recordForm<PendingWithdrawal>({ amount: FEN_FORM, dueAt: optionalForm(countForm(2 * MAX_SECONDS)) }),
  ),
});

export const CHEQUE_ACCOUNT_FORM: Form<ChequeAccount> = recordForm<ChequeAccount>({
  book: textForm(parseId),
  beneficiary: textForm(parseParty),
  paid: FEN_FORM,
  claimed: digitsForm(parseMilliFen),
  hardDeposit: FEN_FORM,
});
