import {
  argumentError,
  claimPayment,
  confirmClaim,
  type Fen,
  fenFromRecord,
  giveBackClaim,
  isInstrument,
  type NamedPayment,
  NO_CLAIMS,
  type OrgId,
  orgOfParty,
  parseNetFen,
  parseOrgId,
  parsePaymentReference,
  PAYMENT_CLAIMS_FORM,
  type PaymentClaims,
  type PaymentInstrument,
  paymentOf,
  readForm,
  type RecordId,
  writeForm,
} from '@cloudfed/core';

import { paymentInstrumentKey, paymentKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { metering } from './organizations.js';

/** What is to be paid. */
export interface Due {
  /** The statement or the like that the payment settles. */
  readonly settles: RecordId;
  readonly debtorID: OrgId;
  readonly creditorID: OrgId;
  readonly amount: Fen;
  /** Of a net: its month, whose netting round may pay it. */
  readonly netOf?: string | undefined;
}

/** What a record is owed, of one that is not even. */
export function dueOf(
  settles: RecordId,
  record: Readonly<{ debtorID: string; creditorID: string; amountDue: number }>,
  netOf?: string,
): Due {
  return {
    settles,
    debtorID: parseOrgId(record.debtorID, 'debtorID'),
    creditorID: parseOrgId(record.creditorID, 'creditorID'),
    amount: fenFromRecord(record.amountDue, 'amountDue'),
    netOf,
  };
}

/** The payment that a settled record names. */
export function referenceOf({ paymentReference }: Readonly<{ paymentReference?: string | undefined }>): string {
  if (paymentReference === undefined) throw new RangeError('what is settled has no payment');
  return paymentReference;
}

/**
 * The debtor names the payment of what is due. One payment settles one thing, for good; of an instrument, by which many
 * payments come, what is due is claimed. What really came is for the gateways to see: this ledger sees no other.
 *
 * @throws CloudfedError INVALID_ARGUMENT, CONFLICT (`paymentReference`) where it settles something else or is not between
 *   the two
 */
export async function takePayment(tx: Transaction, due: Due, reference: string): Promise<void> {
  const payment = paymentOf(reference);
  requireBetween(payment, due);
  if (isInstrument(payment)) {
    saveClaims(tx, reference, claimPayment(await loadClaims(tx, reference), due.creditorID, due.amount));
    return;
  }
  const bound = await tx.store.get(paymentKey(reference));
  if (bound !== undefined && bound !== due.settles) {
    throw argumentError('paymentReference', `is of the payment that settles ${bound}`, 'CONFLICT');
  }
  tx.store.put(paymentKey(reference), due.settles);
}

/** The creditor has not been paid by it: what was claimed of an instrument is free again. */
export async function refusePayment(tx: Transaction, due: Due, reference: string): Promise<void> {
  if ((await instrumentOf(tx, due, reference)) === undefined) return;
  saveClaims(tx, reference, giveBackClaim(await loadClaims(tx, reference), due.creditorID, due.amount));
}

/**
 * The creditor has been paid by it. Two confirmations in one block touch the instrument's one row, so one of them is done
 * again and sees what the other has counted.
 *
 * @param paid how much the creditor has seen come to it through the instrument in all, as an argument gives it
 * @throws CloudfedError INVALID_ARGUMENT, CONFLICT (`paid`) where less of that is free than is due
 */
export async function confirmPayment(
  tx: Transaction,
  due: Due,
  reference: string,
  paid: string | undefined,
): Promise<void> {
  const instrument = await instrumentOf(tx, due, reference);
  if (instrument === undefined) {
    if (paid !== undefined) throw argumentError('paid', 'is for a payment by cheque or payment channel');
    return;
  }
  if (paid === undefined) throw argumentError('paid', 'is needed for a payment by cheque or payment channel');
  const received = parseNetFen(paid, 'paid');
  if (instrument.kind === 'cheque' && received < 0n) throw argumentError('paid', 'is not below zero by cheque');
  saveClaims(tx, reference, confirmClaim(await loadClaims(tx, reference), due.creditorID, due.amount, received));
}

/** `readPaymentInstrument(paymentReference)`: what is claimed of the cheques or the payment channel; nothing where nothing was. */
export async function readPaymentInstrument(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['paymentReference'], args);
  const reference = parsePaymentReference(given.paymentReference, 'paymentReference');
  await metering(tx);
  if (!isInstrument(paymentOf(reference))) {
    throw argumentError('paymentReference', 'must be as cheque:book-1:00001 or payment-channel:channel-1');
  }
  const claims = PAYMENT_CLAIMS_FORM.encode(await loadClaims(tx, reference)) as object;
  return JSON.stringify({ objectType: 'PaymentInstrument', paymentReference: reference, ...claims });
}

/**
 * The instrument that what is due is claimed of; undefined for a payment that is bound to it. So is one that was named
 * when its reference was read as of a payment elsewhere.
 */
async function instrumentOf(
  tx: Transaction,
  { settles }: Due,
  reference: string,
): Promise<PaymentInstrument | undefined> {
  if ((await tx.store.get(paymentKey(reference))) === settles) return undefined;
  const payment = paymentOf(reference);
  return isInstrument(payment) ? payment : undefined;
}

/** As far as the reference itself tells who pays whom. */
function requireBetween(payment: NamedPayment, { debtorID, creditorID, netOf }: Due): void {
  if (payment.kind === 'netting' && payment.period !== netOf) {
    throw argumentError('paymentReference', `a netting round pays the nets of its month alone`, 'CONFLICT');
  }
  if (payment.kind === 'transfer' && payment.payer !== debtorID) {
    throw argumentError('paymentReference', `the transfer is of ${payment.payer}, ${debtorID} owes`, 'CONFLICT');
  }
  if (payment.kind === 'cheque' && orgOfParty(payment.beneficiary) !== creditorID) {
    const problem = `the cheques are to ${payment.beneficiary}, who is not of ${creditorID}, who is owed`;
    throw argumentError('paymentReference', problem, 'CONFLICT');
  }
}

async function loadClaims(tx: Transaction, reference: string): Promise<PaymentClaims> {
  const text = await tx.store.get(paymentInstrumentKey(reference));
  return text === undefined ? NO_CLAIMS : readForm(PAYMENT_CLAIMS_FORM, text);
}

function saveClaims(tx: Transaction, reference: string, claims: PaymentClaims): void {
  tx.store.put(paymentInstrumentKey(reference), writeForm(PAYMENT_CLAIMS_FORM, claims));
}
