import {
  argumentError,
  channelPair,
  CloudfedError,
  type Fen,
  isInstrument,
  type OrgId,
  orgOfParty,
  parsePaymentReference,
  type PaymentClaims,
  type PaymentInstrument,
  paymentOf,
  receivedThrough,
  unclaimedOf,
  ZERO_FEN,
} from '@cloudfed/core';

import { channels, chequebooks } from '../fabric/settlement-calls.js';
import { lookUp, type PaymentLedger } from './payment-check.js';

/** What has come through cheques or a payment channel to one organization, and what of it counts. */
export interface InstrumentSide {
  readonly orgId: OrgId;
  readonly paidBy: OrgId;
  /** Fen in all; of a payment channel less what it has paid back, so it may be below zero. */
  readonly received: bigint;
  readonly confirmed: Fen;
  /** Named by the other organization and not answered yet. */
  readonly pending: Fen;
  /** What one more statement or net can be of; below zero where more is named than has come. */
  readonly free: bigint;
}

/** Of each organization that can be paid by it. */
export interface InstrumentStanding {
  readonly paymentReference: string;
  readonly kind: PaymentInstrument['kind'];
  readonly sides: readonly InstrumentSide[];
}

type Received = Pick<InstrumentSide, 'orgId' | 'paidBy' | 'received'>;

/**
 * How a chequebook or a payment channel stands that this organization pays with or is paid by.
 *
 * @throws CloudfedError INVALID_ARGUMENT (`paymentReference`) for a reference of anything else, NOT_FOUND, FORBIDDEN where it is
 *   between others, CONFLICT where no statement can be paid by it
 */
export async function readInstrument(
  ledger: PaymentLedger,
  ownId: OrgId,
  reference: string,
): Promise<InstrumentStanding> {
  const paymentReference = parsePaymentReference(reference, 'paymentReference');
  const payment = paymentOf(paymentReference);
  if (!isInstrument(payment)) {
    throw argumentError('paymentReference', 'must be as cheque:book-1:00001 or payment-channel:channel-1');
  }
  const all = payment.kind === 'cheque' ? await ofCheques(ledger, payment) : await ofChannel(ledger, payment.channel);
  const [{ orgId: creditorId, paidBy: debtorId }] = all;
  if (ownId !== creditorId && ownId !== debtorId) {
    // What is claimed of it is on the ledger channel of the two.
    throw new CloudfedError('FORBIDDEN', 'paymentReference: it is between other organizations', 'paymentReference');
  }
  const claims = await ledger.readPaymentClaims({ debtorId, creditorId }, paymentReference);
  return { paymentReference, kind: payment.kind, sides: all.map((side) => sideOf(side, claims)) };
}

function sideOf({ orgId, paidBy, received }: Received, claims: PaymentClaims): InstrumentSide {
  const [confirmed, pending] = [claims.confirmed.get(orgId) ?? ZERO_FEN, claims.pending.get(orgId) ?? ZERO_FEN];
  return { orgId, paidBy, received, confirmed, pending, free: unclaimedOf(claims, orgId, received) };
}

async function ofCheques(
  ledger: PaymentLedger,
  { book, beneficiary }: Extract<PaymentInstrument, { kind: 'cheque' }>,
): Promise<readonly [Received]> {
  const { drawer } = await ledger.readSettlement(chequebooks.read(book));
  const account = await lookUp(ledger, chequebooks.readAccount(book, beneficiary));
  return [{ orgId: orgOfParty(beneficiary), paidBy: orgOfParty(drawer), received: account?.paid ?? ZERO_FEN }];
}

async function ofChannel(
  ledger: PaymentLedger,
  id: Extract<PaymentInstrument, { kind: 'payment-channel' }>['channel'],
): Promise<readonly [Received, Received]> {
  const channel = await ledger.readSettlement(channels.read(id));
  const [one, other] = channel.members;
  const pair =
    one === undefined || other === undefined ? undefined : channelPair(channel, orgOfParty(one), orgOfParty(other));
  if (pair === undefined) {
    const problem = 'the payment channel is not of two members alone, of two organizations: no statement is paid by it';
    throw argumentError('paymentReference', problem, 'CONFLICT');
  }
  const { payer, payee } = pair;
  const side = (member: typeof payer, from: typeof payer): Received => ({
    orgId: orgOfParty(member),
    paidBy: orgOfParty(from),
    received: receivedThrough(channel, member),
  });
  return [side(payee, payer), side(payer, payee)];
}
