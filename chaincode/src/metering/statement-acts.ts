import {
  parseId,
  parseNetFen,
  parsePaymentReference,
  parseRemark,
  type StatementAct,
  statusAfter,
} from '@cloudfed/core';

import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { metering } from './organizations.js';
import { confirmPayment, dueOf, referenceOf, refusePayment, takePayment } from './payments.js';
import { requireStatement, saveStatement } from './statements.js';
import { type StatementRecord, stateOf } from './statement-records.js';

/** `acceptStatement(statementID)`: by the consumer. One that is accepted already, by silence too, stays as it is. */
export async function acceptStatement(tx: Transaction, args: readonly string[]): Promise<string> {
  const statement = await statementNamed(tx, takeArguments(['statementID'], args).statementID);
  if (statement.status === 'accepted') return JSON.stringify(statement);
  const status = await requireAct(tx, statement, 'accept');
  return saveStatement(tx, { ...statement, status, acceptedTime: tx.time, acceptedBy: 'consumer' }, 'accepted');
}

/**
 * `settleStatement(statementID, paymentReference)`: the debtor says which payment settles it. A payment settles one
 * statement once; cheques and payment channels settle many, each fen of them once.
 */
export async function settleStatement(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['statementID', 'paymentReference'], args);
  const reference = parsePaymentReference(given.paymentReference, 'paymentReference');
  const statement = await statementNamed(tx, given.statementID);
  if (statement.status === 'settled' && statement.paymentReference === reference) return JSON.stringify(statement);
  const status = await requireAct(tx, statement, 'settle');
  await takePayment(tx, dueOf(statement.statementID, statement), reference);
  const settled = { status, paymentReference: reference, settledTime: tx.time, refusal: undefined };
  return saveStatement(tx, { ...statement, ...settled }, 'settled');
}

/**
 * `confirmSettlement(statementID [, paid])`: the creditor has seen the payment. `paid`, for cheques and payment channels
 * alone: fen that it has seen come to it through them in all, of a channel less what went back.
 */
export async function confirmSettlement(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['statementID'], args, { optional: ['paid'] });
  if (given.paid !== undefined) parseNetFen(given.paid, 'paid');
  const statement = await statementNamed(tx, given.statementID);
  if (statement.status === 'confirmed') return JSON.stringify(statement);
  const status = await requireAct(tx, statement, 'confirm');
  await confirmPayment(tx, dueOf(statement.statementID, statement), referenceOf(statement), given.paid);
  return saveStatement(tx, { ...statement, status, confirmedTime: tx.time }, 'confirmed');
}

/** `refuseSettlement(statementID, text)`: the creditor has not; the debtor is to name a payment again. */
export async function refuseSettlement(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['statementID', 'text'], args);
  const refusal = parseRemark(given.text, 'text');
  const statement = await statementNamed(tx, given.statementID);
  const status = await requireAct(tx, statement, 'refuse');
  await refusePayment(tx, dueOf(statement.statementID, statement), referenceOf(statement));
  const refused = { status, refusal, paymentReference: undefined, settledTime: undefined };
  return saveStatement(tx, { ...statement, ...refused }, 'refused');
}

/** The status after an act of the caller's organization. @throws CloudfedError FORBIDDEN, CONFLICT */
export async function requireAct(
  tx: Transaction,
  statement: StatementRecord,
  act: StatementAct,
): Promise<StatementRecord['status']> {
  const { own } = await metering(tx);
  const by = own.orgID === statement.providerID ? 'provider' : 'consumer';
  return statusAfter(stateOf(statement), act, by, tx.time.seconds);
}

async function statementNamed(tx: Transaction, text: string): Promise<StatementRecord> {
  const statementId = parseId(text, 'statementID');
  await metering(tx);
  return requireStatement(tx, statementId);
}
