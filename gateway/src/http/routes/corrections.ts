import { argumentError, CORRECTION_KINDS, type CorrectionStatus, type Fen, ZERO_FEN } from '@cloudfed/core';
import { z } from 'zod';

import type { Correction } from '../../fabric/billing-port.js';
import type { Committed } from '../../fabric/ledger-port.js';
import { correctionSchema, writtenCorrectionSchema } from '../billing-schemas.js';
import { correctionView } from '../billing-views.js';
import { readPage } from '../cursor.js';
import { fenField, idField, orgIdField, remarkField, wordField } from '../fields.js';
import type { OperationId } from '../access/policy.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { written } from '../views.js';
import {
  amongFields,
  amongOf,
  batchFields,
  billTypeField,
  instanceIdField,
  limitOf,
  orgsOf,
  pageFields,
  reasonField,
} from './parameters.js';

const TAG = 'Corrections';
const BILL_PATH = '/v1/bills/{type}/{instanceId}/corrections';
const billParams = z.strictObject({ type: billTypeField, instanceId: instanceIdField });
const params = z.strictObject({ correctionId: idField('The note', 'credit-1') });
const STATUSES = ['inForce', 'proposed', 'rejected', 'withdrawn'] as const satisfies readonly CorrectionStatus[];

const MOST_RECORDS = 100;
const noteFields = {
  correctionId: idField('Names the note', 'credit-1'),
  kind: wordField(CORRECTION_KINDS, 'Taken off, or added'),
  amount: fenField('Fen, at least 1', '48'),
  reason: reasonField,
  text: remarkField('What was wrong'),
};

const issueCorrection = route({
  operationId: 'issueCorrection',
  method: 'post',
  path: BILL_PATH,
  tag: TAG,
  summary: 'The provider corrects a bill by a credit or a debit note',
  description:
    'The bill itself never changes. A credit note is in force at once; a debit note when the consumer accepts it. ' +
    'The same note again is harmless.',
  params: billParams,
  query: z.strictObject(amongFields),
  body: z.strictObject(noteFields).meta({ id: 'IssueCorrection' }),
  status: 201,
  response: writtenCorrectionSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_EXISTS', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: { type, instanceId }, query, body, ledger }) => {
    requireSome(body.amount);
    return issued(await ledger.issueCorrection({ ...body, billType: type, instanceId }, query));
  },
});

const issueUsageCorrection = route({
  operationId: 'issueUsageCorrection',
  method: 'post',
  path: '/v1/usage/batches/{providerId}/{lane}/{sequence}/corrections',
  tag: TAG,
  summary: 'The provider corrects metered usage by a credit or a debit note',
  description:
    'Of records of one batch and one instance. The records themselves never change. A credit note takes off what they ' +
    'cost at most, and each of them once; it is in force at once, a debit note when the consumer accepts it. ' +
    'Late records stand alone, in no batch, and are not corrected so. The same note again is harmless.',
  params: z.strictObject(batchFields),
  query: z.strictObject(amongFields),
  body: z
    .strictObject({
      ...noteFields,
      recordIds: z
        .array(idField('The ledger’s name for a record', 'a-1'), { error: 'must be a list of records' })
        .min(1)
        .max(MOST_RECORDS)
        .meta({ description: 'The records that were not right', example: ['a-1'] }),
    })
    .meta({ id: 'IssueUsageCorrection' }),
  status: 201,
  response: writtenCorrectionSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_EXISTS', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: batch, query, body, ledger }) => {
    requireSome(body.amount);
    return issued(await ledger.issueUsageCorrection({ ...body, ...batch }, query));
  },
});

function requireSome(amount: Fen): void {
  if (amount === ZERO_FEN) throw argumentError('amount', 'must be at least 1 fen');
}

function issued(committed: Committed<Correction>) {
  return {
    body: written(committed, correctionView),
    location: `/v1/corrections/${committed.record.correctionId}`,
    transactionIds: [committed.transactionId],
  };
}

const listBillCorrections = route({
  operationId: 'listBillCorrections',
  method: 'get',
  path: BILL_PATH,
  tag: TAG,
  summary: 'The corrections of a bill',
  params: billParams,
  query: z.strictObject({ ...amongFields, ...pageFields }),
  response: listOf(correctionSchema, 'BillCorrectionList'),
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: bill, query: { limit, cursor, ...among }, ledger }) => {
    const page = await readPage([{ read: (request) => ledger.listBillCorrections(bill, request, among) }], {
      question: { list: 'bill corrections', ...bill, ...among },
      limit: limitOf({ limit }),
      cursor,
    });
    return { body: { ...page, items: page.items.map(correctionView) } };
  },
});

const listCorrections = route({
  operationId: 'listCorrections',
  method: 'get',
  path: '/v1/corrections',
  tag: TAG,
  summary: 'Corrections, issued and received',
  query: z.strictObject({
    providerId: orgIdField('Only those of this provider').optional(),
    consumerId: orgIdField('Only those of this consumer', '00002').optional(),
    status: wordField(STATUSES, 'Only those in this state').optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(correctionSchema, 'CorrectionList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, orgId, ledger }) => {
    const { limit, cursor, ...asked } = query;
    const { providerId, consumerId, status } = asked;
    const among = amongOf(orgId, orgsOf(asked));
    const page = await readPage(
      among === undefined ? [] : [{ read: (request) => ledger.listCorrections(request, among) }],
      { question: { list: 'corrections', ...asked }, limit: limitOf({ limit }), cursor },
      (correction) =>
        (providerId === undefined || correction.providerId === providerId) &&
        (consumerId === undefined || correction.consumerId === consumerId) &&
        (status === undefined || correction.status === status),
    );
    return { body: { ...page, items: page.items.map(correctionView) } };
  },
});

const readCorrection = route({
  operationId: 'readCorrection',
  method: 'get',
  path: '/v1/corrections/{correctionId}',
  tag: TAG,
  summary: 'A correction',
  params,
  query: z.strictObject(amongFields),
  response: correctionSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { correctionId }, query, ledger }) => ({
    body: correctionView(await ledger.readCorrection(correctionId, query)),
  }),
});

function decisionRoute(of: {
  readonly operationId: OperationId;
  readonly decision: 'accept' | 'reject' | 'withdraw';
  readonly summary: string;
  readonly bodyName: string;
}): Route {
  const { operationId, decision, summary, bodyName } = of;
  return route({
    operationId,
    method: 'post',
    path: `/v1/corrections/{correctionId}/${decision}`,
    tag: TAG,
    summary,
    params,
    query: z.strictObject(amongFields),
    body: z.strictObject({}).meta({ id: bodyName }),
    response: writtenCorrectionSchema,
    refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'CONFLICT', 'NOT_CONFIRMED'],
    handle: async ({ params: { correctionId }, query, ledger }) => {
      const committed = await ledger.decideCorrection(correctionId, decision, query);
      return { body: written(committed, correctionView), transactionIds: [committed.transactionId] };
    },
  });
}

export const CORRECTION_ROUTES: readonly Route[] = [
  issueCorrection,
  issueUsageCorrection,
  listBillCorrections,
  listCorrections,
  readCorrection,
  decisionRoute({
    operationId: 'acceptCorrection',
    decision: 'accept',
    summary: 'The consumer accepts a debit note',
    bodyName: 'AcceptCorrection',
  }),
  decisionRoute({
    operationId: 'rejectCorrection',
    decision: 'reject',
    summary: 'The consumer rejects a debit note',
    bodyName: 'RejectCorrection',
  }),
  decisionRoute({
    operationId: 'withdrawCorrection',
    decision: 'withdraw',
    summary: 'The provider withdraws a debit note',
    bodyName: 'WithdrawCorrection',
  }),
];
