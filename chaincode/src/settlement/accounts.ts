import {
  type Account,
  ACCOUNT_FORM,
  type AccountCredits,
  type AccountDebits,
  argumentError,
  armAccountClose as arm,
  back,
  beginAccountClose as begin,
  challengeAccountClose as challenge,
  checkpointAccount as checkpoint,
  type Counters,
  finalizeAccount,
  lockIn,
  MAX_DOCUMENT_LENGTH,
  openAccount,
  orgOfParty,
  parseFen,
  parseId,
  parseParty,
  parseSignedDocument,
  type Party,
  type Payout,
  readForm,
  type SignedDocument,
  statusOfAccount,
  withdraw,
} from '@cloudfed/core';

import { accountKey, allAccounts } from '../ledger/keys.js';
import { takeArguments } from '../metering/arguments.js';
import { listPage, PAGE_ARGUMENTS } from '../metering/lists.js';
import { type Call, readRow, recordText, requireMemberOrg, requireOwn, requireTerms, writeRow } from './call.js';
import { payOut, requireRow, requireSigned } from './escrows.js';
import { payIn } from './funds.js';

const LONG = { maxLength: MAX_DOCUMENT_LENGTH } as const;

/** `registerAccount(accountID, terms)`: anyone shows what holder and platform have both signed. */
export async function registerAccount(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['accountID', 'terms'], args, LONG);
  const id = parseId(given.accountID, 'accountID');
  const signed = parseSignedDocument(given.terms, 'terms', ['account-terms']);
  const { holder, platform } = signed.document;
  const account = openAccount(id, signed.document);
  for (const party of [holder, platform]) requireMemberOrg(call, orgOfParty(party), 'terms');
  await requireSigned(call, { kind: 'account', id }, signed, [holder, platform], 'terms');
  const before = await readRow(call, ACCOUNT_FORM, accountKey(id));
  if (before !== undefined) {
    if (before.holder === holder && before.platform === platform) return accountText(before);
    throw argumentError('accountID', 'it exists with others', 'ALREADY_EXISTS');
  }
  return keep(call, 'Account.registered', account);
}

/** `lockIntoAccount(accountID, amount)`: money of the holder. */
export async function lockIntoAccount(call: Call, args: readonly string[]): Promise<string> {
  return payInto(call, args, { payer: ({ holder }) => holder, change: lockIn, kind: 'Account.locked' });
}

/** `backAccount(accountID, amount)`: money of the platform, which stands for what it credits. */
export async function backAccount(call: Call, args: readonly string[]): Promise<string> {
  return payInto(call, args, { payer: ({ platform }) => platform, change: back, kind: 'Account.backed' });
}

/** `checkpointAccount(accountID, document[, other])`: anyone shows newer counters; they stay known. */
export async function checkpointAccount(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['accountID', 'document'], args, { ...LONG, optional: ['other'] });
  const documents = [parseCounter(given.document, 'document'), ...parseOther(given.other, 'other')];
  const account = await load(call, given.accountID);
  return keep(call, 'Account.checkpointed', checkpoint(account, await counters(call, account, documents)));
}

/** `withdrawFromAccount(accountID, withdrawal)`: anyone shows what both have signed; it is paid at once. */
export async function withdrawFromAccount(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['accountID', 'withdrawal'], args, LONG);
  const signed = parseSignedDocument(given.withdrawal, 'withdrawal', ['account-withdrawal']);
  const account = await load(call, given.accountID);
  const parties = [account.holder, account.platform];
  const agreed = await requireSigned(call, { kind: 'account', id: account.id }, signed, parties, 'withdrawal');
  const { account: after, payouts } = withdraw(account, agreed);
  return settle(call, agreed.final ? 'Account.closed' : 'Account.withdrawn', after, payouts);
}

/** `beginAccountClose(accountID, party[, document[, other]])`: the holder or the platform alone, with what it has. */
export async function beginAccountClose(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['accountID', 'party'], args, { ...LONG, optional: ['document', 'other'] });
  const party = parseParty(given.party, 'party');
  const documents = [...parseOther(given.document, 'document'), ...parseOther(given.other, 'other')];
  const account = await load(call, given.accountID);
  requireOwn(call, party);
  return keep(call, 'Account.closeBegun', begin(account, party, await counters(call, account, documents)));
}

/** `armAccountClose(accountID)`: anyone sets the deadline. */
export async function armAccountClose(call: Call, args: readonly string[]): Promise<string> {
  const account = await load(call, takeArguments(['accountID'], args).accountID);
  const { windowSeconds } = await requireTerms(call);
  return keep(call, 'Account.closeArmed', arm(account, call.now, windowSeconds));
}

/** `challengeAccountClose(accountID, document[, other])`: anyone shows newer counters. */
export async function challengeAccountClose(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['accountID', 'document'], args, { ...LONG, optional: ['other'] });
  const documents = [parseCounter(given.document, 'document'), ...parseOther(given.other, 'other')];
  const account = await load(call, given.accountID);
  return keep(call, 'Account.challenged', challenge(account, await counters(call, account, documents)));
}

/** `finalizeAccountClose(accountID)`: anyone, after the deadline. The event says `Overdraft` where something is missing. */
export async function finalizeAccountClose(call: Call, args: readonly string[]): Promise<string> {
  const account = await load(call, takeArguments(['accountID'], args).accountID);
  const { account: after, payouts, missing } = finalizeAccount(account, call.now);
  if (missing > 0n) {
    const { id, holder, platform } = account;
    const overdraft = { objectType: 'Overdraft', accountID: id, holder, platform, missing: Number(missing) };
    call.changed('Overdraft', id, JSON.stringify(overdraft));
  }
  return settle(call, 'Account.closed', after, payouts);
}

/** `readAccount(accountID)`. */
export async function readAccount(call: Call, args: readonly string[]): Promise<string> {
  return accountText(await load(call, takeArguments(['accountID'], args).accountID));
}

/** `listAccounts(pageSize, bookmark)`: by id. */
export async function listAccounts(call: Call, args: readonly string[]): Promise<string> {
  const show = (text: string): string => accountText(readForm(ACCOUNT_FORM, text));
  return listPage({ store: call.ledger }, allAccounts(), takeArguments(PAGE_ARGUMENTS, args), { show });
}

interface Counter {
  readonly argument: string;
  readonly signed: SignedDocument<AccountCredits | AccountDebits>;
}

function parseCounter(text: string, argument: string): Counter {
  return { argument, signed: parseSignedDocument(text, argument, ['account-credits', 'account-debits']) };
}

function parseOther(text: string | undefined, argument: string): readonly Counter[] {
  return text === undefined ? [] : [parseCounter(text, argument)];
}

/** Credits are the platform's word alone, debits both sides'. Of two of one kind the last would count: it is refused. */
async function counters(call: Call, account: Account, documents: readonly Counter[]): Promise<Partial<Counters>> {
  const shown: { credits?: Counters['credits']; debits?: Counters['debits'] } = {};
  for (const { argument, signed } of documents) {
    const isCredits = signed.document.type === 'account-credits';
    const parties: readonly Party[] = isCredits ? [account.platform] : [account.holder, account.platform];
    const document = await requireSigned(call, { kind: 'account', id: account.id }, signed, parties, argument);
    if ((document.type === 'account-credits' ? shown.credits : shown.debits) !== undefined) {
      throw argumentError(argument, 'is of the same type as the first');
    }
    if (document.type === 'account-credits') shown.credits = document.credits;
    else shown.debits = document.debits;
  }
  return shown;
}

async function payInto(
  call: Call,
  args: readonly string[],
  how: Readonly<{ payer: (account: Account) => Party; change: typeof lockIn; kind: string }>,
): Promise<string> {
  const given = takeArguments(['accountID', 'amount'], args);
  const amount = parseFen(given.amount, 'amount');
  const account = await load(call, given.accountID);
  requireOwn(call, how.payer(account));
  const after = how.change(account, amount);
  await payIn(call, amount);
  return keep(call, how.kind, after);
}

function load(call: Call, accountID: string): Promise<Account> {
  const id = parseId(accountID, 'accountID');
  return requireRow(call, ACCOUNT_FORM, accountKey(id), 'accountID');
}

async function settle(call: Call, change: string, account: Account, payouts: readonly Payout[]): Promise<string> {
  await payOut(call, { kind: 'account', id: account.id }, payouts);
  return keep(call, change, account);
}

function keep(call: Call, change: string, account: Account): string {
  writeRow(call, ACCOUNT_FORM, accountKey(account.id), account);
  const text = accountText(account);
  call.changed(change, account.id, text);
  return text;
}

function accountText(account: Account): string {
  return recordText('Account', ACCOUNT_FORM, account, { status: statusOfAccount(account) });
}
