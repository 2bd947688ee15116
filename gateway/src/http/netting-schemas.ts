import { NET_STATUSES, ROUND_STATUSES } from '@cloudfed/core';
import { z } from 'zod';

import { blockNumber, fen, id, moment, orgId, said, transactionId } from './answer-fields.js';
import { statementStatus } from './billing-schemas.js';

// What the API answers of netting.

const money = { currency: z.literal('CNY'), unit: z.literal('fen') };
const period = said('A month in Asia/Shanghai', '2026-02', '^[0-9]{4}-(0[1-9]|1[0-2])$');
const hash = (description: string) => said(description, 'ab'.repeat(32), '^[0-9a-f]{64}$');

const debtSchema = z
  .strictObject({
    debtorId: orgId('Who owes', '00002'),
    creditorId: orgId('Whom', '00001'),
    amount: fen('Fen', '144'),
  })
  .meta({ id: 'Debt' });

export const nettingSchema = z
  .strictObject({
    period,
    pairs: z.array(
      z.strictObject({
        counterpartyId: orgId('The other organization', '00002'),
        statements: z.array(
          z.strictObject({
            statementId: id('Provider, consumer and period', '00001-00002-2026-02'),
            status: statementStatus,
            amountDue: fen('Fen', '144'),
            debtorId: orgId('Who owes it; null where nothing is due', '00002').nullable(),
          }),
        ),
        net: debtSchema.nullable().meta({ description: 'What remains of the accepted ones; null where they are even' }),
        complete: z.boolean().meta({ description: 'Whether no statement waits to be accepted' }),
        netId: id('The net on their ledger, proposed or agreed', 'net-00001-00002-2026-02').nullable(),
        netStatus: z.enum(NET_STATUSES).nullable(),
      }),
    ),
    position: said('What this organization is owed by all less what it owes, in fen', '-144', '^(0|-?[1-9][0-9]*)$'),
    payments: z.array(debtSchema).meta({ description: 'The smallest set of payments' }),
    ...money,
  })
  .meta({ id: 'Netting' });

const netFields = {
  netId: id('The two organizations and the month', 'net-00001-00002-2026-02'),
  period,
  statements: z
    .array(
      z.strictObject({
        statementId: id('Provider, consumer and period', '00001-00002-2026-02'),
        amountDue: fen('Fen', '240'),
        debtorId: orgId('Who owes it; null where nothing is due', '00002').nullable(),
        entriesHash: said('The hash of its entries; empty without entries', 'ab'.repeat(32)),
      }),
    )
    .meta({ description: 'All of the month, both ways' }),
  amountDue: fen('Fen that remain when they are set off', '144'),
  ...money,
  debtorId: orgId('Who owes it; null where the two are even', '00002').nullable(),
  creditorId: orgId('Who is owed it', '00001').nullable(),
  salt: hash('At random, so that nobody finds the statements by trying'),
  statementsHash: hash('SHA-256 over the salt and the statements, which stands for them where others may read'),
  status: z.enum(NET_STATUSES),
  proposedBy: orgId('Who proposed it; the other side accepts', '00001'),
  proposedTime: moment('When it was proposed'),
  acceptedTime: moment('When the other side agreed').nullable(),
  paymentReference: said('The payment that settles it', 'f00d'.repeat(16)).nullable(),
  settledTime: moment('When the debtor named the payment').nullable(),
  refusal: said('Why the creditor refused the last payment named', 'no such payment').nullable(),
  confirmedTime: moment('When the creditor confirmed the payment, or an even net was agreed').nullable(),
};
export const netSchema = z
  .strictObject(netFields)
  .meta({ id: 'Net', description: 'A month’s statements of two organizations, set off against each other' });
export const writtenNetSchema = z.strictObject({ ...netFields, transactionId, blockNumber }).meta({ id: 'WrittenNet' });

const roundFields = {
  period,
  members: z.array(orgId('All organizations that are netted', '00001')),
  posts: z
    .array(
      z.strictObject({
        byOrgId: orgId('Who says so', '00001'),
        counterpartyId: orgId('Of its net with whom', '00002'),
        debtorId: orgId('Which of the two owes; null where they are even', '00002').nullable(),
        amount: fen('Fen', '144'),
        statementsHash: hash('The net’s'),
      }),
    )
    .meta({ description: 'What each has posted; where two of a pair differ, both stand here' }),
  openPairs: z
    .array(
      z.strictObject({
        orgIds: z.array(orgId('One of the two', '00001')),
        postedBy: z.array(orgId('Who of them has posted: where both have, they differ', '00001')),
      }),
    )
    .meta({ description: 'Pairs that have not both posted the same yet' }),
  terms: z
    .strictObject({
      termsHash: hash('SHA-256 over the members, all nets and all payments'),
      positions: z
        .array(
          z.strictObject({
            orgId: orgId('Whose', '00001'),
            amount: said('Fen it is owed by all less what it owes', '-48', '^(0|-?[1-9][0-9]*)$'),
          }),
        )
        .meta({ description: 'They add up to zero' }),
      payments: z
        .array(
          z.strictObject({
            debtorId: orgId('Who pays', '00001'),
            creditorId: orgId('Whom', '00003'),
            amount: fen('Fen', '48'),
            paidBy: z.enum(['funds', 'elsewhere']).nullable(),
            paymentReference: said('Of a payment elsewhere', 'wire-2026-17').nullable(),
          }),
        )
        .meta({ description: 'The smallest set of payments' }),
    })
    .nullable()
    .meta({ description: 'Null until both of every pair have posted the same' }),
  signatures: z.array(orgId('Who has signed these terms', '00001')),
  status: z
    .enum(ROUND_STATUSES)
    .meta({ description: 'Agreed, for good, once all have signed; settled once all is paid' }),
  ...money,
};
export const nettingRoundSchema = z
  .strictObject(roundFields)
  .meta({ id: 'NettingRound', description: 'A month’s nets of all organizations, set off against each other' });
export const writtenNettingRoundSchema = z
  .strictObject({ ...roundFields, transactionId, blockNumber })
  .meta({ id: 'WrittenNettingRound' });
