import {
  CORRECTION_KINDS,
  CORRECTION_REASONS,
  DISPUTE_ANSWERS,
  ENTRY_KINDS,
  MAX_REMARK_LENGTH,
  type PRICE_FIELDS,
  USAGE_KINDS,
} from '@cloudfed/core';
import { z } from 'zod';

import { blockNumber, count, fen, id, moment, orgId, said, transactionId, userId } from './answer-fields.js';
import { billSchema, ecsSchema, writtenEcsSchema } from './schemas.js';

// What the API answers of statements, corrections, disputes and instances of the past.

const EXACT = '^(0|[1-9][0-9]*)$';
const written = { transactionId, blockNumber };
const money = { currency: z.literal('CNY'), unit: z.literal('fen') };
const period = said('A month in Asia/Shanghai', '2026-02', '^[0-9]{4}-(0[1-9]|1[0-2])$');
const remark = (description: string) => said(description, '二月用量有误').max(MAX_REMARK_LENGTH);
const entryKind = z.enum(ENTRY_KINDS).meta({
  description: 'Bills, metered usage, debit notes (owed too) and credit notes (taken off)',
  example: 'ECSBill',
});
const corrected = z.enum(['ECSBill', 'OSSBill', ...USAGE_KINDS]);
const reason = z.enum(CORRECTION_REASONS).meta({ description: 'Why it is not right', example: 'METERED_TWICE' });

export const statementStatus = z.enum(['issued', 'disputed', 'accepted', 'netted', 'settled', 'confirmed']);

const statementLineSchema = z
  .strictObject({
    kind: entryKind,
    count: count('How many it adds up', 3),
    amount: fen('Fen', '144'),
    exactBefore: said(
      'Of usage: its exact cost on all statements before, in 1/(86,400·10¹⁰) fen',
      '0',
      EXACT,
    ).nullable(),
    exactAfter: said('Of usage: the same with this one', '41472000000000000', EXACT).nullable(),
  })
  .meta({ id: 'StatementLine' });

const statementFields = {
  statementId: id('Provider, consumer and period', '00001-00002-2026-02'),
  providerId: orgId('Who is owed', '00001'),
  providerName: said('Its registered name', 'CNIC'),
  consumerId: orgId('Who owes', '00002'),
  consumerName: said('Its registered name', 'CNNIC'),
  period,
  from: moment('Where the period begins'),
  to: moment('Where it ends'),
  lines: z.array(statementLineSchema),
  amountDue: fen('Fen: all lines, credit notes taken off', '144'),
  ...money,
  debtorId: orgId(
    'Who owes it: the provider where credit notes are more than all else; null where nothing is due',
    '00002',
  ).nullable(),
  creditorId: orgId('Who is owed it', '00001').nullable(),
  pages: count('Pages of entries on the ledger', 1),
  entriesHash: said('SHA-256 over the hash before and each page of entries; empty without entries', 'ab'.repeat(32)),
  status: statementStatus,
  issuedTime: moment('When it was issued'),
  silentUntil: moment('Silence until then accepts it'),
  acceptedTime: moment('When it was accepted').nullable(),
  acceptedBy: z.enum(['consumer', 'silence', 'resolution']).nullable(),
  disputeId: id('The dispute about it', 'dispute-1').nullable(),
  netId: id('The net that has taken its place', 'net-00001-00002-2026-02').nullable(),
  paymentReference: said('The payment that settles it', 'transfer:00002:transfer-1').nullable(),
  settledTime: moment('When the debtor named the payment').nullable(),
  refusal: said('Why the creditor refused the last payment named', 'no such payment').nullable(),
  confirmedTime: moment('When the creditor confirmed the payment').nullable(),
};
export const statementSchema = z
  .strictObject(statementFields)
  .meta({ id: 'Statement', description: 'Its figures never change; what becomes of it does' });
export const writtenStatementSchema = z
  .strictObject({ ...statementFields, ...written })
  .meta({ id: 'WrittenStatement' });

const net = (description: string, example: string) => said(description, example, '^(0|-?[1-9][0-9]*)$');
export const paymentInstrumentSchema = z
  .strictObject({
    paymentReference: said('As a statement names it', 'cheque:book-1:00001'),
    kind: z.enum(['cheque', 'payment-channel']),
    sides: z
      .array(
        z.strictObject({
          orgId: orgId('Who is paid', '00001'),
          paidBy: orgId('By whom', '00002'),
          received: net('Fen that have come to it in all; of a channel less what it has paid back', '144'),
          confirmed: fen('Fen that it has confirmed', '96'),
          pending: fen('Fen that the other has named and it has not answered yet', '0'),
          free: net('Fen that one more statement or net can be of; below zero where more is named than has come', '48'),
        }),
      )
      .min(1)
      .max(2),
    ...money,
  })
  .meta({ id: 'PaymentInstrument', description: 'Of cheques one side is paid, of a payment channel either' });

export const statementEntrySchema = z
  .strictObject({
    kind: entryKind,
    userId,
    instanceId: id('Of a bill or a note', '202202150002').nullable(),
    billType: corrected.nullable().meta({ description: 'Of a note: what it corrects' }),
    correctionId: id('Of a note', 'credit-1').nullable(),
    amount: fen('Fen; null of usage, which is exact', '48').nullable(),
    records: count('Of usage: how many records', 24).nullable(),
    exactAmount: said('Of usage: in 1/(86,400·10¹⁰) fen', '41472000000000000', EXACT).nullable(),
  })
  .meta({ id: 'StatementEntry' });

const correctionFields = {
  correctionId: id('The note', 'credit-1'),
  kind: z.enum(CORRECTION_KINDS).meta({ description: 'Taken off, or added' }),
  billType: corrected.meta({ description: 'A bill, or metered usage', example: 'ECSBill' }),
  instanceId: id('Whose bill or usage it corrects', '202202150002'),
  usage: z
    .strictObject({
      lane: said('The lane of their batch', '07'),
      sequence: count('Which batch of the lane', 1),
      recordIds: z.array(id('A record of it', 'a-1')),
    })
    .meta({ id: 'CorrectedUsage' })
    .nullable()
    .meta({ description: 'The usage records that it corrects; null of a note on a bill' }),
  providerId: orgId('Who issued it', '00001'),
  consumerId: orgId('Who is charged', '00002'),
  userId,
  amount: fen('Fen', '48'),
  ...money,
  reason,
  text: remark('What was wrong'),
  status: z
    .enum(['inForce', 'proposed', 'rejected', 'withdrawn'])
    .meta({ description: 'A credit note is in force at once, a debit note when the consumer accepts it' }),
  createdTime: moment('When it was issued'),
  decidedTime: moment('When it came in force, or was rejected or withdrawn').nullable(),
  period: period.nullable().meta({ description: 'The period whose statement it is on, once in force' }),
};
export const correctionSchema = z.strictObject(correctionFields).meta({ id: 'Correction' });
export const writtenCorrectionSchema = z
  .strictObject({ ...correctionFields, ...written })
  .meta({ id: 'WrittenCorrection' });

const disputeFields = {
  disputeId: id('The dispute', 'dispute-1'),
  subjectType: z.enum(['Statement', 'ECSBill', 'OSSBill']),
  subjectId: id('The statement, or the instance of the bill', '00001-00002-2026-02'),
  providerId: orgId('Who answers it', '00001'),
  consumerId: orgId('Who opened it and resolves it', '00002'),
  reason,
  text: remark('What the consumer holds against it'),
  status: z.enum(['open', 'answered', 'resolved']),
  openedTime: moment('When it was opened'),
  answer: z.enum(DISPUTE_ANSWERS).nullable(),
  answerText: remark('What the provider says to it').nullable(),
  correctionId: id('The correction that was made of it', 'credit-1').nullable(),
  answeredTime: moment('When it was answered last').nullable(),
  resolutionText: remark('What the consumer said at the end').nullable(),
  resolvedTime: moment('When it was resolved').nullable(),
};
export const disputeSchema = z.strictObject(disputeFields).meta({ id: 'Dispute' });
export const writtenDisputeSchema = z.strictObject({ ...disputeFields, ...written }).meta({ id: 'WrittenDispute' });

const namedPrice = z
  .strictObject({
    cpu: fen('Fen per core and day', '10'),
    ram: fen('Fen per GB and day', '4'),
    ecsDisk: fen('Fen per GB and day', '1'),
    ossDisk: fen('Fen per GB and day', '1'),
    request: fen('Fen per request', '1'),
    publicNetwork: fen('Fen per Mbps and day', '2'),
    privateNetwork: fen('Fen per Mbps and day', '0'),
  } satisfies Record<(typeof PRICE_FIELDS)[number], z.ZodString>)
  .meta({ id: 'NamedPrice' });

const importFields = {
  instanceId: id('The instance', '202202150002'),
  resource: ecsSchema,
  price: namedPrice,
  proposedBy: orgId('Who proposed it; the other side accepts', '00001'),
  proposedTime: moment('When it was proposed'),
};
export const importSchema = z.strictObject(importFields).meta({ id: 'ProposedImport' });
export const writtenImportSchema = z.strictObject({ ...importFields, ...written }).meta({ id: 'WrittenImport' });
export const importedSchema = z
  .strictObject({
    status: z
      .enum(['proposed', 'accepted'])
      .meta({ description: 'Accepted where the other side had proposed the same' }),
    proposal: writtenImportSchema.nullable(),
    bill: billSchema.nullable().meta({ description: 'Once accepted, unless it is metered' }),
    resource: writtenEcsSchema.nullable().meta({ description: 'Once accepted, where it is metered' }),
  })
  .meta({ id: 'Imported' });

export const BILLING_CHANGES = [
  'statement.issued',
  'statement.accepted',
  'statement.disputed',
  'statement.netted',
  'statement.settled',
  'statement.refused',
  'statement.confirmed',
  'net.proposed',
  'net.accepted',
  'net.withdrawn',
  'net.settled',
  'net.refused',
  'net.confirmed',
  'correction.inForce',
  'correction.proposed',
  'correction.rejected',
  'correction.withdrawn',
  'dispute.opened',
  'dispute.answered',
  'dispute.resolved',
  'ecs-import.proposed',
  'ecs-import.withdrawn',
] as const;
