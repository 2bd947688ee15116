import {
  argumentError,
  channelPair,
  CloudfedError,
  freeOf,
  type Hex,
  type NamedPayment,
  type OrgId,
  orgOfParty,
  paymentOf,
  postOf,
  receivedThrough,
  shortOf,
  statusOfRound,
  unclaimedOf,
} from '@cloudfed/core';

import type { BillingPort, Statement } from '../fabric/billing-port.js';
import type { Committed } from '../fabric/ledger-port.js';
import { ifThere } from '../fabric/lookup.js';
import { channels, chequebooks, funds, nettingRounds } from '../fabric/settlement-calls.js';
import type { SettlementCall, SettlementPort } from '../fabric/settlement-port.js';

/** What is to be paid, of a statement or a net, which has a hash of its own. */
export type Due = Pick<Statement, 'debtorId' | 'creditorId' | 'amountDue'> & {
  readonly statementsHash?: Hex | undefined;
};
/** Where a payment is looked up: on the ledger channel of all, and what is claimed of it on that of the two. */
export type PaymentLedger = Pick<SettlementPort, 'readSettlement'> & Pick<BillingPort, 'readPaymentClaims'>;

/**
 * Looks after the payment that the debtor is about to name, where its reference names one on the ledger channel of all.
 * Of a payment made elsewhere people know.
 *
 * @throws CloudfedError INVALID_ARGUMENT for a reference that is none, CONFLICT where it is not of the debtor, to the creditor
 *   and of what is due, or where other claims have taken what came by it
 */
export async function requirePayment(ledger: PaymentLedger, due: Due, reference: string): Promise<void> {
  await checkPayment(ledger, due, reference, unclaimedOf);
}

/**
 * The same of a payment that the creditor is about to confirm.
 *
 * @returns fen that have come to it through cheques or a payment channel in all; undefined of any other payment
 */
export function requirePaid(ledger: PaymentLedger, due: Due, reference: string): Promise<bigint | undefined> {
  return checkPayment(ledger, due, reference, freeOf);
}

/** A statement or the like that is paid, or is to be. */
export type Payable = Due & Readonly<{ status: string; paymentReference: string | undefined }>;

/** How its record is read again and confirmed. */
export interface PayableActs<T extends Payable> {
  readonly read: () => Promise<T>;
  readonly confirm: (paid: bigint | undefined) => Promise<Committed<T>>;
}

/** Whether the debtor says again what it has said already. */
export function isSettledBy({ status, paymentReference }: Payable, reference: string): boolean {
  return status === 'settled' && paymentReference === reference;
}

/**
 * Confirms what is paid, as far as its payment can be looked up.
 *
 * @throws CloudfedError as {@link requirePayment}, and what the ledger refuses
 */
export async function confirmPaid<T extends Payable>(
  ledger: PaymentLedger,
  payable: T,
  { read, confirm }: PayableActs<T>,
): Promise<Committed<T>> {
  const { status, paymentReference } = payable;
  // The ledger says what is wrong with any other status, and answers a repeat.
  if (status !== 'settled' || paymentReference === undefined) return confirm(undefined);
  let paid: bigint | undefined;
  try {
    paid = await requirePaid(ledger, payable, paymentReference);
  } catch (error) {
    if (!(error instanceof CloudfedError) || error.code !== 'CONFLICT') throw error;
    // Where it was confirmed meanwhile, what came counts already: for this very one.
    if ((await read()).status !== 'confirmed') throw error;
  }
  return confirm(paid);
}

async function checkPayment(
  ledger: PaymentLedger,
  due: Due,
  reference: string,
  openOf: typeof freeOf,
): Promise<bigint | undefined> {
  const payment = paymentOf(reference);
  const { debtorId, creditorId, amountDue, statementsHash } = due;
  // The ledger says what is wrong with a statement on which nothing is due.
  if (debtorId === undefined || creditorId === undefined) return undefined;
  const paid = await seePayment(ledger, payment, { debtorId, creditorId, amountDue, statementsHash });
  if (paid === undefined) return undefined;
  const free = openOf(await ledger.readPaymentClaims({ debtorId, creditorId }, reference), creditorId, paid);
  if (free < amountDue) throw conflict(shortOf({ amount: amountDue, free, paid }));
  return paid;
}

type Owed = Due & Readonly<{ debtorId: OrgId; creditorId: OrgId }>;

/** How much has come through an instrument; undefined where it is one payment, of just what is due. */
async function seePayment(ledger: PaymentLedger, payment: NamedPayment, owed: Owed): Promise<bigint | undefined> {
  switch (payment.kind) {
    case 'transfer':
      await requireTransfer(ledger, payment, owed);
      return undefined;
    case 'netting':
      await requireNetted(ledger, payment, owed);
      return undefined;
    case 'cheque':
      return cashed(ledger, payment, owed);
    case 'payment-channel':
      return received(ledger, payment, owed);
    case 'elsewhere':
      return undefined;
  }
}

type Of<Kind extends NamedPayment['kind']> = Extract<NamedPayment, { readonly kind: Kind }>;

async function requireTransfer(
  ledger: PaymentLedger,
  { payer, id }: Of<'transfer'>,
  { debtorId, creditorId, amountDue }: Owed,
): Promise<void> {
  const transfer = await lookUp(ledger, funds.readTransfer(payer, id));
  if (transfer === undefined) throw conflict('there is no such transfer');
  if (transfer.from !== debtorId || transfer.to !== creditorId) {
    throw conflict(`the transfer is from ${transfer.from} to ${transfer.to}; ${debtorId} owes ${creditorId}`);
  }
  if (transfer.amount !== amountDue) {
    throw conflict(`the transfer is of ${transfer.amount.toString()} fen, ${amountDue.toString()} are due`);
  }
}

/** All of the round is paid, and this very net is in it. */
async function requireNetted(
  ledger: PaymentLedger,
  { period }: Of<'netting'>,
  { debtorId, creditorId, amountDue, statementsHash }: Owed,
): Promise<void> {
  const round = await lookUp(ledger, nettingRounds.read(period));
  if (round === undefined) throw conflict(`nobody has posted a net of ${period}`);
  const post = postOf(round, debtorId, creditorId);
  const isOfThis = post?.debtor === debtorId && post.amount === amountDue && post.statementsHash === statementsHash;
  if (!isOfThis) throw conflict(`the netting of ${period} does not have this net`);
  const status = statusOfRound(round);
  if (status !== 'settled') throw conflict(`the netting of ${period} is ${status}: not all of it is paid yet`);
}

/** What was paid on the cheques so far: what bounced is not. */
async function cashed(
  ledger: PaymentLedger,
  { book: id, beneficiary }: Of<'cheque'>,
  { debtorId, creditorId }: Owed,
): Promise<bigint> {
  const book = await lookUp(ledger, chequebooks.read(id));
  if (book === undefined) throw conflict(`there is no chequebook ${id}`);
  if (orgOfParty(book.drawer) !== debtorId) {
    throw conflict(`the chequebook is of ${book.drawer}, who is not of ${debtorId}, who owes`);
  }
  if (orgOfParty(beneficiary) !== creditorId) {
    throw conflict(`the cheques are to ${beneficiary}, who is not of ${creditorId}, who is owed`);
  }
  return (await lookUp(ledger, chequebooks.readAccount(id, beneficiary)))?.paid ?? 0n;
}

async function received(
  ledger: PaymentLedger,
  { channel: id }: Of<'payment-channel'>,
  { debtorId, creditorId }: Owed,
): Promise<bigint> {
  const channel = await lookUp(ledger, channels.read(id));
  if (channel === undefined) throw conflict(`there is no payment channel ${id}`);
  const pair = channelPair(channel, debtorId, creditorId);
  if (pair === undefined) {
    throw conflict(`the payment channel is not of two members alone, one of ${debtorId} and one of ${creditorId}`);
  }
  return receivedThrough(channel, pair.payee);
}

/** Undefined where there is none of it. */
export function lookUp<T>(ledger: PaymentLedger, call: SettlementCall<T>): Promise<T | undefined> {
  return ifThere(ledger.readSettlement(call));
}

function conflict(problem: string): CloudfedError {
  return argumentError('paymentReference', problem, 'CONFLICT');
}
