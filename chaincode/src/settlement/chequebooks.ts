import {
  argumentError,
  armWithdrawal,
  beginWithdrawal,
  cash,
  CHEQUE_ACCOUNT_FORM,
  type ChequeAccount,
  type Chequebook,
  CHEQUEBOOK_FORM,
  completeWithdrawal,
  depositInto,
  newChequeAccount,
  openChequebook as newChequebook,
  orgOfParty,
  type Party,
  MAX_DOCUMENT_LENGTH,
  parseFen,
  parseId,
  parseParty,
  parseSignedDocument,
  raiseHardDeposit,
  readForm,
  type RecordId,
  releaseHardDeposit as release,
  statusOfChequebook,
} from '@cloudfed/core';

import { allChequebooks, chequeAccountKey, chequebookKey } from '../ledger/keys.js';
import { takeArguments } from '../metering/arguments.js';
import { listPage, PAGE_ARGUMENTS } from '../metering/lists.js';
import { type Call, readRow, recordText, requireMemberOrg, requireOwn, requireTerms, writeRow } from './call.js';
import { payOut, requireRow, requireSigned } from './escrows.js';
import { payIn, readRecord } from './funds.js';

/** `openChequebook(bookID, drawer)`: an empty book of a party of the caller's organization. */
export async function openChequebook(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['bookID', 'drawer'], args);
  const id = parseId(given.bookID, 'bookID');
  const drawer = parseParty(given.drawer, 'drawer');
  requireOwn(call, drawer);
  await requireTerms(call);
  const before = await readRow(call, CHEQUEBOOK_FORM, chequebookKey(id));
  if (before !== undefined) {
    if (before.drawer === drawer) return bookText(before);
    throw argumentError('bookID', 'it exists with another drawer', 'ALREADY_EXISTS');
  }
  return keepBook(call, 'Chequebook.opened', newChequebook(id, drawer));
}

/** `depositToChequebook(bookID, amount)`: from the balance of the drawer's organization. */
export async function depositToChequebook(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['bookID', 'amount'], args);
  const amount = parseFen(given.amount, 'amount');
  const book = await loadBook(call, given.bookID);
  requireOwn(call, book.drawer);
  const after = depositInto(book, amount);
  await payIn(call, amount);
  return keepBook(call, 'Chequebook.deposited', after);
}

/** `setHardDeposit(bookID, beneficiary, amount)`: the drawer sets aside so much in all; more than before. */
export async function setHardDeposit(call: Call, args: readonly string[]): Promise<string> {
  const { book, account, amount } = await ofBeneficiary(call, args);
  requireOwn(call, book.drawer);
  const after = raiseHardDeposit(book, account, amount);
  keepBook(call, 'Chequebook.setAside', after.book);
  return keepAccount(call, after.account);
}

/** `releaseHardDeposit(bookID, beneficiary, amount)`: the beneficiary leaves so much of it in all; less than before. */
export async function releaseHardDeposit(call: Call, args: readonly string[]): Promise<string> {
  const { book, account, amount } = await ofBeneficiary(call, args);
  requireOwn(call, account.beneficiary);
  const after = release(book, account, amount);
  keepBook(call, 'Chequebook.released', after.book);
  return keepAccount(call, after.account);
}

/**
 * `cashCheque(bookID, cheque)`: anyone shows it, its beneficiary is paid what it is still owed, as far as there is money.
 * Answers `{"paid","missing","account","book"}`; where something is missing the event says `Overdraft`.
 */
export async function cashCheque(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['bookID', 'cheque'], args, { maxLength: MAX_DOCUMENT_LENGTH });
  const signed = parseSignedDocument(given.cheque, 'cheque', ['cheque']);
  const book = await loadBook(call, given.bookID);
  const { beneficiary, cumulative } = signed.document;
  requireMemberOrg(call, orgOfParty(beneficiary), 'cheque');
  await requireSigned(call, { kind: 'chequebook', id: book.id }, signed, [book.drawer], 'cheque');
  const cashed = cash(book, await loadAccount(call, book, beneficiary), cumulative);
  await payOut(call, { kind: 'chequebook', id: book.id }, [{ to: beneficiary, amount: cashed.paid }]);
  const bookAfter = keepBook(call, 'Chequebook.cashed', cashed.book);
  const accountAfter = keepAccount(call, cashed.account);
  const amounts = { paid: Number(cashed.paid), missing: Number(cashed.missing) };
  if (cashed.missing > 0n) {
    const overdraft = { objectType: 'Overdraft', bookID: book.id, drawer: book.drawer, beneficiary, ...amounts };
    call.changed('Overdraft', book.id, JSON.stringify(overdraft));
  }
  return `{"objectType":"Cashing","paid":${amounts.paid},"missing":${amounts.missing},"account":${accountAfter},"book":${bookAfter}}`;
}

/** `beginBookWithdrawal(bookID, amount)`: the drawer wants free money back. */
export async function beginBookWithdrawal(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['bookID', 'amount'], args);
  const amount = parseFen(given.amount, 'amount');
  const book = await loadBook(call, given.bookID);
  requireOwn(call, book.drawer);
  return keepBook(call, 'Chequebook.withdrawalBegun', beginWithdrawal(book, amount));
}

/** `armBookWithdrawal(bookID)`: anyone sets when it is due. */
export async function armBookWithdrawal(call: Call, args: readonly string[]): Promise<string> {
  const book = await loadBook(call, takeArguments(['bookID'], args).bookID);
  const { windowSeconds } = await requireTerms(call);
  return keepBook(call, 'Chequebook.withdrawalArmed', armWithdrawal(book, call.now, windowSeconds));
}

/** `completeBookWithdrawal(bookID)`: anyone, once it is due; the drawer is paid. */
export async function completeBookWithdrawal(call: Call, args: readonly string[]): Promise<string> {
  const book = await loadBook(call, takeArguments(['bookID'], args).bookID);
  const { book: after, paid } = completeWithdrawal(book, call.now);
  await payOut(call, { kind: 'chequebook', id: book.id }, [{ to: book.drawer, amount: paid }]);
  return keepBook(call, 'Chequebook.withdrawn', after);
}

/** `readChequebook(bookID)`. */
export async function readChequebook(call: Call, args: readonly string[]): Promise<string> {
  return bookText(await loadBook(call, takeArguments(['bookID'], args).bookID));
}

/** `readChequeAccount(bookID, beneficiary)`: what the beneficiary was paid and what is set aside for it. */
export async function readChequeAccount(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['bookID', 'beneficiary'], args);
  const path = chequeAccountKey(parseId(given.bookID, 'bookID'), parseParty(given.beneficiary, 'beneficiary'));
  return readRecord(call, 'ChequeAccount', CHEQUE_ACCOUNT_FORM, path, 'beneficiary');
}

/** `listChequebooks(pageSize, bookmark)`: by id. */
export async function listChequebooks(call: Call, args: readonly string[]): Promise<string> {
  const show = (text: string): string => bookText(readForm(CHEQUEBOOK_FORM, text));
  return listPage({ store: call.ledger }, allChequebooks(), takeArguments(PAGE_ARGUMENTS, args), { show });
}

async function ofBeneficiary(call: Call, args: readonly string[]) {
  const given = takeArguments(['bookID', 'beneficiary', 'amount'], args);
  const beneficiary = parseParty(given.beneficiary, 'beneficiary');
  const amount = parseFen(given.amount, 'amount');
  const book = await loadBook(call, given.bookID);
  requireMemberOrg(call, orgOfParty(beneficiary), 'beneficiary');
  return { book, account: await loadAccount(call, book, beneficiary), amount };
}

function loadBook(call: Call, bookID: string): Promise<Chequebook> {
  const id: RecordId = parseId(bookID, 'bookID');
  return requireRow(call, CHEQUEBOOK_FORM, chequebookKey(id), 'bookID');
}

async function loadAccount(call: Call, book: Chequebook, beneficiary: Party): Promise<ChequeAccount> {
  const path = chequeAccountKey(book.id, beneficiary);
  return (await readRow(call, CHEQUE_ACCOUNT_FORM, path)) ?? newChequeAccount(book, beneficiary);
}

function keepBook(call: Call, change: string, book: Chequebook): string {
  writeRow(call, CHEQUEBOOK_FORM, chequebookKey(book.id), book);
  const text = bookText(book);
  call.changed(change, book.id, text);
  return text;
}

function keepAccount(call: Call, account: ChequeAccount): string {
  writeRow(call, CHEQUE_ACCOUNT_FORM, chequeAccountKey(account.book, account.beneficiary), account);
  const text = recordText('ChequeAccount', CHEQUE_ACCOUNT_FORM, account);
  call.changed('ChequeAccount.changed', account.book, text);
  return text;
}

function bookText(book: Chequebook): string {
  return recordText('Chequebook', CHEQUEBOOK_FORM, book, { status: statusOfChequebook(book) });
}
