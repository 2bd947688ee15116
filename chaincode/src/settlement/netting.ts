import {
  argumentError,
  confirmPaidElsewhere,
  credit,
  debit,
  NETTING_ROUND_FORM,
  type NettingRound,
  type OrgId,
  parseFen,
  parseHash,
  parseOrgId,
  parsePaymentReference,
  payInRound,
  periodSpan,
  postNet as postInRound,
  readForm,
  roundAmong,
  type RoundStatus,
  signRound,
  statusOfRound,
  withdrawPosted,
  ZERO_FEN,
} from '@cloudfed/core';

import { allNettingRounds, nettingRoundKey } from '../ledger/keys.js';
import { takeArguments } from '../metering/arguments.js';
import { listPage, PAGE_ARGUMENTS } from '../metering/lists.js';
import { type Call, readRow, recordText, requireMemberOrg, requireTerms, sha256, writeRow } from './call.js';
import { changeFunds } from './funds.js';

/**
 * `postNet(period, counterpartyID, debtorID, amount, statementsHash)`: the caller's organization says what remains between it
 * and another for an ended month. Who both post the same is set off with all others, who see it. `debtorID` is empty, and
 * `amount` 0, where the two are even.
 */
export async function postNet(call: Call, args: readonly string[]): Promise<string> {
  const names = ['period', 'counterpartyID', 'debtorID', 'amount', 'statementsHash'] as const;
  const given = takeArguments(names, args);
  const { to } = periodSpan(given.period, 'period');
  const counterparty = parseOrgId(given.counterpartyID, 'counterpartyID');
  const amount = parseFen(given.amount, 'amount');
  const isEven = given.debtorID === '' && amount === ZERO_FEN;
  const debtor: OrgId | '' = isEven ? '' : parseOrgId(given.debtorID, 'debtorID');
  const statementsHash = parseHash(given.statementsHash, 'statementsHash');
  await requireTerms(call);
  requireMemberOrg(call, counterparty, 'counterpartyID');
  if (to > call.now) throw argumentError('period', 'has not ended', 'CONFLICT');
  const before = await present(call, given.period);
  const post = { by: call.org, counterparty, debtor, amount, statementsHash };
  return keep(call, before, postInRound(before, post, sha256), 'posted');
}

/** `withdrawPostedNet(period, counterpartyID)`: until all have signed. */
export async function withdrawPostedNet(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['period', 'counterpartyID'], args);
  const counterparty = parseOrgId(given.counterpartyID, 'counterpartyID');
  const before = await roundNamed(call, given.period);
  return keep(call, before, withdrawPosted(before, call.org, counterparty, sha256), 'withdrawn');
}

/** `signNetting(period, termsHash)`: the caller's organization agrees to all nets and payments of the round. */
export async function signNetting(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['period', 'termsHash'], args);
  const termsHash = parseHash(given.termsHash, 'termsHash');
  const before = await roundNamed(call, given.period);
  return keep(call, before, signRound(before, call.org, termsHash), 'signed');
}

/** `payNetting(period, creditorID)`: the caller's organization pays what it owes by the round, out of its funds, once. */
export async function payNetting(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['period', 'creditorID'], args);
  const creditor = parseOrgId(given.creditorID, 'creditorID');
  const before = await roundNamed(call, given.period);
  const { round, amount } = payInRound(before, call.org, creditor);
  if (amount !== ZERO_FEN) {
    await changeFunds(call, call.org, (funds) => debit(funds, amount));
    await changeFunds(call, creditor, (funds) => credit(funds, amount));
  }
  return keep(call, before, round, 'paid');
}

/** `confirmNettingPayment(period, debtorID, paymentReference)`: the caller's organization was paid elsewhere. */
export async function confirmNettingPayment(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['period', 'debtorID', 'paymentReference'], args);
  const debtor = parseOrgId(given.debtorID, 'debtorID');
  const reference = parsePaymentReference(given.paymentReference, 'paymentReference');
  const before = await roundNamed(call, given.period);
  return keep(call, before, confirmPaidElsewhere(before, call.org, debtor, reference), 'paid');
}

/** `readNettingRound(period)`. */
export async function readNettingRound(call: Call, args: readonly string[]): Promise<string> {
  const { period } = takeArguments(['period'], args);
  periodSpan(period, 'period');
  return roundText(await stored(call, period));
}

/** `listNettingRounds(pageSize, bookmark)`: by period. */
export async function listNettingRounds(call: Call, args: readonly string[]): Promise<string> {
  const show = (text: string): string => roundText(readForm(NETTING_ROUND_FORM, text));
  return listPage({ store: call.ledger }, allNettingRounds(), takeArguments(PAGE_ARGUMENTS, args), { show });
}

/** The round as it is with the organizations of now. @throws CloudfedError NOT_FOUND, TERMS_MISSING */
async function roundNamed(call: Call, period: string): Promise<NettingRound> {
  periodSpan(period, 'period');
  await requireTerms(call);
  await stored(call, period);
  return present(call, period);
}

async function stored(call: Call, period: string): Promise<NettingRound> {
  const round = await readRow(call, NETTING_ROUND_FORM, nettingRoundKey(period));
  if (round === undefined) throw argumentError('period', 'nobody has posted a net of it', 'NOT_FOUND');
  return round;
}

async function present(call: Call, period: string): Promise<NettingRound> {
  const round = await readRow(call, NETTING_ROUND_FORM, nettingRoundKey(period));
  return roundAmong(round, period, [...call.members].sort(), sha256);
}

const ENDS: Readonly<Record<RoundStatus, string | undefined>> = {
  open: undefined,
  agreed: 'agreed',
  settled: 'settled',
};

/** Keeps what has changed, and tells it: by what the act has made of the round, where that is more than the act. */
function keep(call: Call, before: NettingRound, after: NettingRound, act: string): string {
  const text = roundText(after);
  if (after === before) return text;
  writeRow(call, NETTING_ROUND_FORM, nettingRoundKey(after.period), after);
  const [was, is] = [statusOfRound(before), statusOfRound(after)];
  call.changed(`Netting.${(was === is ? undefined : ENDS[is]) ?? act}`, after.period, text);
  return text;
}

function roundText(round: NettingRound): string {
  return recordText('NettingRound', NETTING_ROUND_FORM, round, { status: statusOfRound(round) });
}
