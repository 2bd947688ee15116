import { ESCROW_KINDS, ESCROW_STATUSES } from '@cloudfed/core';
import { z } from 'zod';

import { SETTLEMENT_CHANGES } from '../fabric/settlement-port.js';
import { blockNumber, count, fen, id, moment, orgId, said, signedFen, transactionId } from './answer-fields.js';
import { PATTERNS } from './fields.js';

// What the API answers of settlement.

const money = { currency: z.literal('CNY'), unit: z.literal('fen') };
const party = (description: string, example = '00002') => said(description, example, PATTERNS.party);
const hex = (description: string) => said(description, 'ab'.repeat(32), '^[0-9a-f]{64}$');
const status = z.enum(ESCROW_STATUSES);

/** A record, and the same with the transaction that wrote it. */
function twice<Shape extends z.core.$ZodLooseShape>(name: string, fields: Shape, description?: string) {
  const about = description === undefined ? {} : { description };
  return [
    z.strictObject(fields).meta({ id: name, ...about }),
    z.strictObject({ ...fields, transactionId, blockNumber }).meta({ id: `Written${name}` }),
  ] as const;
}

const terms = z.strictObject({
  network: id('Name of the network in every document', 'cloudfed-demo'),
  chaincode: id('Likewise', 'cloudfed'),
  windowSeconds: count('How long others have to challenge, in seconds', 86_400),
});
export const settlementTermsSchema = z
  .strictObject({
    agreed: terms.nullable().meta({ description: 'What holds, for good; null until all organizations want the same' }),
    votes: z.array(z.strictObject({ orgId: orgId('Who wants them', '00001'), terms })),
  })
  .meta({ id: 'SettlementTerms' });

export const [settlementKeysSchema, writtenSettlementKeysSchema] = twice('SettlementKeys', {
  party: party('Whose keys'),
  keys: z.array(
    z.strictObject({
      epoch: count('From 1; it is in every document signed with the key', 1),
      publicKey: said('P-256, an uncompressed point', '04'.padEnd(130, 'a'), '^04[0-9a-f]{128}$'),
      retiresAt: moment('From then on its signatures count no more; null while nobody wants that').nullable(),
    }),
  ),
});

export const [fundsSchema] = twice(
  'Funds',
  {
    orgId: orgId('Whose', '00002'),
    balance: fen('Fen it can spend', '30000'),
    held: fen('Fen it has asked to be paid out', '0'),
    ...money,
  },
  'What an organization has on the ledger',
);

export const fundsAuditSchema = z
  .strictObject({
    issued: fen('Fen that have come in', '60000'),
    redeemed: fen('Fen that have gone out', '0'),
    balances: fen('Fen that organizations can spend', '30000'),
    held: fen('Fen asked to be paid out', '0'),
    chequebooks: fen('Fen in chequebooks', '0'),
    paymentChannels: fen('Fen in payment channels, stakes among them', '30000'),
    accounts: fen('Fen in accounts', '0'),
    conserved: z.boolean().meta({ description: 'Whether issued − redeemed is all the rest' }),
    ...money,
  })
  .meta({ id: 'FundsAudit' });

export const [fundsIssueSchema, writtenFundsIssueSchema] = twice('FundsIssue', {
  reference: id('The payment outside', 'bank-2026-0001'),
  status: z.enum(['requested', 'done']).meta({ description: 'Done when two organizations have said the same' }),
  requests: z.array(
    z.strictObject({
      byOrgId: orgId('Who says that it came in', '00001'),
      orgId: orgId('Whose it is', '00002'),
      amount: fen('Fen', '30000'),
    }),
  ),
  ...money,
});

export const [fundsRedemptionSchema, writtenFundsRedemptionSchema] = twice('FundsRedemption', {
  orgId: orgId('Who wants its money', '00002'),
  reference: id('Its name for it', 'redeem-1'),
  amount: fen('Fen', '100'),
  status: z.enum(['held', 'done', 'refused']),
  answeredBy: orgId('Who paid it outside, or refused to', '00001').nullable(),
  ...money,
});

export const [fundsTransferSchema, writtenFundsTransferSchema] = twice('FundsTransfer', {
  transferId: id('The payer’s name for it', 'transfer-1'),
  fromOrgId: orgId('Who paid', '00002'),
  toOrgId: orgId('Whom', '00001'),
  amount: fen('Fen', '48'),
  ...money,
});

export const listedTransferSchema = z
  .strictObject({ ...fundsTransferSchema.shape, time: moment('When it was made'), transactionId, blockNumber })
  .meta({ id: 'ListedFundsTransfer' });

export const fundsMovementSchema = z
  .strictObject({
    orgId: orgId('Whose funds', '00002'),
    time: moment('Of the transaction'),
    balanceChange: signedFen('Fen that came into its balance; below zero, that went out', '-48'),
    heldChange: signedFen('The same of what is held to be paid out', '0'),
    balance: fen('Fen it could spend then', '29952'),
    held: fen('Fen that were held then', '0'),
    cause: z
      .strictObject({ kind: z.enum(SETTLEMENT_CHANGES), id: z.string() })
      .nullable()
      .meta({ description: 'The change that moved it, as events tell it' }),
    counterpartyId: orgId('The other side of a transfer or of a netting payment; null of all else', '00001').nullable(),
    transactionId,
    blockNumber,
    ...money,
  })
  .meta({ id: 'FundsMovement' });

export const [chequebookSchema, writtenChequebookSchema] = twice('Chequebook', {
  bookId: id('The book', 'book-1'),
  drawer: party('Who writes its cheques'),
  deposit: fen('Fen in it', '30000'),
  setAside: fen('Fen of these that are for one beneficiary alone', '0'),
  bounced: z.boolean().meta({ description: 'Whether a cheque has ever come for which there was not enough' }),
  withdrawal: z
    .strictObject({
      amount: fen('Fen that the drawer wants back', '100'),
      dueAt: moment('When it can be completed; null until it is armed').nullable(),
    })
    .nullable(),
  status,
  ...money,
});

export const [chequeAccountSchema, writtenChequeAccountSchema] = twice(
  'ChequeAccount',
  {
    bookId: id('The book', 'book-1'),
    beneficiary: party('Whom it pays', '00001'),
    paid: fen('Fen paid so far', '48'),
    claimed: fen('The highest cheque shown, in milli-fen', '48000'),
    hardDeposit: fen('Fen of the book for it alone', '0'),
    ...money,
  },
  'What a book has paid to one beneficiary',
);

export const writtenCashingSchema = z
  .strictObject({
    paid: fen('Fen paid now', '48'),
    missing: fen('Fen that stay cashable by the same cheque', '0'),
    account: chequeAccountSchema,
    book: chequebookSchema,
    transactionId,
    blockNumber,
  })
  .meta({ id: 'WrittenCashing' });

const stateSchema = z
  .strictObject({
    version: count('Higher is newer', 1),
    funding: count('How many of the deposits it counts', 2),
    balances: z.array(fen('Milli-fen, by member', '29000000')),
    withdrawn: z.array(fen('Fen taken out in all, by member', '0')),
    locks: z.array(
      z.strictObject({
        id: id('The lock', 'p-1'),
        payer: party('Who pays if it is claimed'),
        payee: party('Who claims it', '00001'),
        amount: fen('Milli-fen', '10000'),
        hash: hex('SHA-256 of the preimage'),
        expiry: moment('The last second in which it can be claimed'),
      }),
    ),
    leaving: party('Who goes with it').nullable(),
    final: z.boolean(),
  })
  .meta({ id: 'ChannelState' });

export const [paymentChannelSchema, writtenPaymentChannelSchema] = twice('PaymentChannel', {
  channelId: id('The channel', 'chan1'),
  size: count('Members when all have joined', 2),
  members: z.array(party('In the order of their balances')),
  invited: z.array(party('Who alone may join')),
  stake: fen('Fen that each loses for closing with an old state', '100'),
  deposits: z.array(z.strictObject({ member: party('Who paid in'), amount: fen('Fen', '30000') })),
  withdrawn: z.array(fen('Fen paid out so far, by member', '0')),
  departed: fen('Fen paid out to members that have left', '0'),
  checkpoint: stateSchema.nullable().meta({ description: 'Nothing older counts any more' }),
  closing: z
    .strictObject({
      by: party('Who closes it alone'),
      begunWith: count('Version it began with', 1),
      state: stateSchema.nullable().meta({ description: 'The newest shown' }),
      deadline: moment('From then on it can be finalized; null until it is armed').nullable(),
    })
    .nullable(),
  status,
  ...money,
});

export const [preimageSchema, writtenPreimageSchema] = twice('Preimage', {
  hash: hex('Its SHA-256'),
  preimage: hex('32 bytes'),
  revealedAt: moment('The earliest time it was revealed at'),
});

export const [accountSchema, writtenAccountSchema] = twice('Account', {
  accountId: id('The account', 'acc-1'),
  holder: party('Whose it is', '00002001'),
  platform: party('Who keeps it', '00001'),
  locked: fen('Fen the holder has put in', '500'),
  backed: fen('Fen the platform has put in for its credits', '0'),
  credits: fen('Milli-fen credited in all', '0'),
  debits: fen('Milli-fen debited in all', '0'),
  toHolder: fen('Fen paid out to the holder', '0'),
  toPlatform: fen('Fen paid out to the platform', '0'),
  closing: z
    .strictObject({
      by: party('Who closes it alone'),
      challenged: z.boolean(),
      deadline: moment('From then on it can be finalized; null until it is armed').nullable(),
    })
    .nullable(),
  status,
  ...money,
});

export const overdraftSchema = z
  .strictObject({
    bookId: id('Of a cheque', 'book-1').nullable(),
    accountId: id('Of an account’s close', 'acc-1').nullable(),
    debtor: party('Who had not enough'),
    creditor: party('Who is owed the rest', '00001'),
    paid: fen('Fen paid on the cheque', '20').nullable(),
    missing: fen('Fen that are missing', '28'),
  })
  .meta({ id: 'Overdraft' });

export const escrowPaymentSchema = z
  .strictObject({
    escrow: z.enum(ESCROW_KINDS),
    escrowId: id('What it was paid out of', 'book-1'),
    party: party('Whom it was paid to', '00001'),
    amount: fen('Fen', '48'),
    ...money,
  })
  .meta({ id: 'EscrowPayment' });
