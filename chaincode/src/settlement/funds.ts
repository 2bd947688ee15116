import {
  ACCOUNT_FORM,
  accountEscrow,
  addFen,
  answerRedemption,
  argumentError,
  channelEscrow,
  CHEQUEBOOK_FORM,
  CloudfedError,
  credit,
  debit,
  type Fen,
  fen,
  type Form,
  type Funds,
  FUNDS_FORM,
  hold,
  ISSUE_FORM,
  NO_TOTALS,
  noFunds,
  type OrgId,
  parseFen,
  parseId,
  parseOrgId,
  PAYMENT_CHANNEL_FORM,
  readForm,
  type RecordId,
  type Redemption,
  REDEMPTION_FORM,
  requestIssue,
  requireSome,
  TOTALS_FORM,
  TRANSFER_FORM,
  ZERO_FEN,
} from '@cloudfed/core';

import {
  allAccounts,
  allChequebooks,
  allFunds,
  allPaymentChannels,
  fundsKey,
  fundsTotalsKey,
  issueKey,
  type KeyPath,
  redemptionKey,
  transferKey,
} from '../ledger/keys.js';
import { takeArguments } from '../metering/arguments.js';
import { type Call, readRow, recordText, requireMemberOrg, requireTerms, writeRow } from './call.js';

/**
 * `issueFunds(reference, orgID, amount)`: money came in outside, under a reference. It is there when the clearing of two
 * organizations has said the same.
 */
export async function issueFunds(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['reference', 'orgID', 'amount'], args);
  const reference = parseId(given.reference, 'reference');
  const org = parseOrgId(given.orgID, 'orgID');
  const amount = parseFen(given.amount, 'amount');
  requireMemberOrg(call, org, 'orgID');
  await requireClearing(call);
  const before = await readRow(call, ISSUE_FORM, issueKey(reference));
  const after = requestIssue(before, reference, { by: call.org, org, amount });
  const text = recordText('FundsIssue', ISSUE_FORM, after);
  if (after === before || text === (before && recordText('FundsIssue', ISSUE_FORM, before))) return text;
  writeRow(call, ISSUE_FORM, issueKey(reference), after);
  if (after.status === 'done') {
    const totals = (await readRow(call, TOTALS_FORM, fundsTotalsKey())) ?? NO_TOTALS;
    writeRow(call, TOTALS_FORM, fundsTotalsKey(), { ...totals, issued: addFen(totals.issued, amount) });
    await changeFunds(call, org, (funds) => credit(funds, amount));
  }
  call.changed(after.status === 'done' ? 'Funds.issued' : 'Funds.issueRequested', reference, text);
  return text;
}

/** `redeemFunds(reference, amount)`: the caller's organization wants money out; it is held until another has paid it. */
export async function redeemFunds(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['reference', 'amount'], args);
  const reference = parseId(given.reference, 'reference');
  const amount = parseFen(given.amount, 'amount');
  requireSome(amount);
  await requireClearing(call);
  const before = await readRow(call, REDEMPTION_FORM, redemptionKey(call.org, reference));
  if (before !== undefined) {
    if (before.amount === amount) return redemptionText(before);
    throw argumentError('reference', 'was used for another redemption', 'ALREADY_EXISTS');
  }
  await changeFunds(call, call.org, (funds) => hold(funds, amount));
  return keepRedemption(call, { org: call.org, reference, amount, status: 'held', answeredBy: '' });
}

/** `confirmRedemption(orgID, reference, amount)`: another organization's clearing has paid it outside. */
export async function confirmRedemption(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['orgID', 'reference', 'amount'], args);
  const amount = parseFen(given.amount, 'amount');
  const { before, after } = await answered(call, given, 'done');
  if (before.amount !== amount) throw argumentError('amount', 'is not what is to be redeemed');
  if (after === before) return redemptionText(before);
  const totals = (await readRow(call, TOTALS_FORM, fundsTotalsKey())) ?? NO_TOTALS;
  writeRow(call, TOTALS_FORM, fundsTotalsKey(), { ...totals, redeemed: addFen(totals.redeemed, amount) });
  await changeFunds(call, before.org, (funds) => ({ ...funds, held: fen(funds.held - amount) }));
  return keepRedemption(call, after);
}

/** `refuseRedemption(orgID, reference)`: another organization's clearing does not pay it; the money is free again. */
export async function refuseRedemption(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['orgID', 'reference'], args);
  const { before, after } = await answered(call, given, 'refused');
  if (after === before) return redemptionText(before);
  await changeFunds(call, before.org, (funds) =>
    credit({ ...funds, held: fen(funds.held - before.amount) }, before.amount),
  );
  return keepRedemption(call, after);
}

/** `transferFunds(transferID, toOrgID, amount)`: from the caller's organization to another, once under its id. */
export async function transferFunds(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['transferID', 'toOrgID', 'amount'], args);
  const id = parseId(given.transferID, 'transferID');
  const to = parseOrgId(given.toOrgID, 'toOrgID');
  const amount = parseFen(given.amount, 'amount');
  await requireTerms(call);
  if (to === call.org) throw argumentError('toOrgID', 'must be another organization');
  requireMemberOrg(call, to, 'toOrgID');
  const transfer = { from: call.org, id, to, amount };
  const text = recordText('FundsTransfer', TRANSFER_FORM, transfer);
  const before = await readRow(call, TRANSFER_FORM, transferKey(call.org, id));
  if (before !== undefined) {
    if (before.to === to && before.amount === amount) return text;
    throw argumentError('transferID', 'it exists with other content', 'ALREADY_EXISTS');
  }
  await changeFunds(call, call.org, (funds) => debit(funds, amount));
  await changeFunds(call, to, (funds) => credit(funds, amount));
  writeRow(call, TRANSFER_FORM, transferKey(call.org, id), transfer);
  call.changed('Funds.transferred', id, text);
  return text;
}

/** `readFunds(orgID)`: what an organization has; nothing where it never had any. */
export async function readFunds(call: Call, args: readonly string[]): Promise<string> {
  const org = parseOrgId(takeArguments(['orgID'], args).orgID, 'orgID');
  requireMemberOrg(call, org, 'orgID');
  return recordText('Funds', FUNDS_FORM, await loadFunds(call, org));
}

/** `readTransfer(fromOrgID, transferID)`. */
export async function readTransfer(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['fromOrgID', 'transferID'], args);
  const path = transferKey(parseOrgId(given.fromOrgID, 'fromOrgID'), parseId(given.transferID, 'transferID'));
  return readRecord(call, 'FundsTransfer', TRANSFER_FORM, path, 'transferID');
}

/** `readIssue(reference)`. */
export async function readIssue(call: Call, args: readonly string[]): Promise<string> {
  const reference = parseId(takeArguments(['reference'], args).reference, 'reference');
  return readRecord(call, 'FundsIssue', ISSUE_FORM, issueKey(reference), 'reference');
}

/** `readRedemption(orgID, reference)`. */
export async function readRedemption(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['orgID', 'reference'], args);
  const path = redemptionKey(parseOrgId(given.orgID, 'orgID'), parseId(given.reference, 'reference'));
  return readRecord(call, 'FundsRedemption', REDEMPTION_FORM, path, 'reference');
}

/**
 * `auditFunds()`: adds up all there is. `conserved` says whether issued − redeemed = Σ balances + Σ held + Σ escrow. For
 * evaluating; more than 100,000 escrows of a kind are LIMIT_EXCEEDED.
 */
export async function auditFunds(call: Call, args: readonly string[]): Promise<string> {
  takeArguments([], args);
  const totals = (await readRow(call, TOTALS_FORM, fundsTotalsKey())) ?? NO_TOTALS;
  const sumOf = async <T>(path: KeyPath, form: Form<T>, part: (row: T) => Fen): Promise<Fen> =>
    addFen(...(await call.ledger.scan(path)).map(({ text }) => part(readForm(form, text))));
  const balances = await sumOf(allFunds(), FUNDS_FORM, ({ balance }) => balance);
  const held = await sumOf(allFunds(), FUNDS_FORM, (funds) => funds.held);
  const chequebooks = await sumOf(allChequebooks(), CHEQUEBOOK_FORM, ({ deposit }) => deposit);
  const paymentChannels = await sumOf(allPaymentChannels(), PAYMENT_CHANNEL_FORM, channelEscrow);
  const accounts = await sumOf(allAccounts(), ACCOUNT_FORM, accountEscrow);
  const there = balances + held + chequebooks + paymentChannels + accounts;
  return JSON.stringify({
    objectType: 'FundsAudit',
    ...(TOTALS_FORM.encode(totals) as object),
    balances: Number(balances),
    held: Number(held),
    escrow: {
      chequebooks: Number(chequebooks),
      paymentChannels: Number(paymentChannels),
      accounts: Number(accounts),
    },
    conserved: totals.issued - totals.redeemed === there,
  });
}

/** Changes what an organization has; several changes of one transaction add up. */
export async function changeFunds(call: Call, org: OrgId, change: (funds: Funds) => Funds): Promise<void> {
  const after = change(await loadFunds(call, org));
  writeRow(call, FUNDS_FORM, fundsKey(org), after);
  call.changed('Funds.changed', org, recordText('Funds', FUNDS_FORM, after));
}

/** Takes out of the caller's balance what goes into an escrow; nothing is nothing. @throws CloudfedError FUNDS_SHORT */
export async function payIn(call: Call, amount: Fen): Promise<void> {
  if (amount !== ZERO_FEN) await changeFunds(call, call.org, (funds) => debit(funds, amount));
}

export async function readRecord<T>(
  call: Call,
  objectType: string,
  form: Form<T>,
  path: KeyPath,
  argument: string,
): Promise<string> {
  const row = await readRow(call, form, path);
  if (row === undefined) throw argumentError(argument, 'there is none of it', 'NOT_FOUND');
  return recordText(objectType, form, row);
}

async function loadFunds(call: Call, org: OrgId): Promise<Funds> {
  return (await readRow(call, FUNDS_FORM, fundsKey(org))) ?? noFunds(org);
}

async function requireClearing(call: Call): Promise<void> {
  if (!call.isClearing()) {
    throw new CloudfedError('FORBIDDEN', "only an organization's clearing, or its admin, may do this");
  }
  await requireTerms(call);
}

async function answered(
  call: Call,
  given: Readonly<{ orgID: string; reference: string }>,
  status: 'done' | 'refused',
): Promise<{ readonly before: Redemption; readonly after: Redemption }> {
  const org = parseOrgId(given.orgID, 'orgID');
  const reference: RecordId = parseId(given.reference, 'reference');
  await requireClearing(call);
  const before = await readRow(call, REDEMPTION_FORM, redemptionKey(org, reference));
  if (before === undefined) throw argumentError('reference', 'there is no such redemption', 'NOT_FOUND');
  return { before, after: answerRedemption(before, status, call.org) };
}

function keepRedemption(call: Call, redemption: Redemption): string {
  writeRow(call, REDEMPTION_FORM, redemptionKey(redemption.org, redemption.reference), redemption);
  const text = redemptionText(redemption);
  const kinds = { held: 'Funds.redemptionRequested', done: 'Funds.redeemed', refused: 'Funds.redemptionRefused' };
  call.changed(kinds[redemption.status], redemption.reference, text);
  return text;
}

function redemptionText(redemption: Redemption): string {
  return recordText('FundsRedemption', REDEMPTION_FORM, redemption);
}
