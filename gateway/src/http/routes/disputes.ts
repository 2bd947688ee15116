import { DISPUTE_ANSWERS, type DisputeStatus } from '@cloudfed/core';
import { z } from 'zod';

import { disputeSchema, writtenDisputeSchema } from '../billing-schemas.js';
import { disputeView } from '../billing-views.js';
import { readPage } from '../cursor.js';
import { idField, orgIdField, remarkField, wordField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { written } from '../views.js';
import {
  amongFields,
  amongOf,
  billTypeField,
  instanceIdField,
  limitOf,
  orgsOf,
  pageFields,
  reasonField,
} from './parameters.js';

const TAG = 'Disputes';
const params = z.strictObject({ disputeId: idField('The dispute', 'dispute-1') });
const STATUSES = ['open', 'answered', 'resolved'] as const satisfies readonly DisputeStatus[];

const disputeBill = route({
  operationId: 'disputeBill',
  method: 'post',
  path: '/v1/bills/{type}/{instanceId}/disputes',
  tag: TAG,
  summary: 'The consumer disputes a bill',
  description: 'One dispute of a bill at a time. The same dispute again is harmless.',
  params: z.strictObject({ type: billTypeField, instanceId: instanceIdField }),
  query: z.strictObject(amongFields),
  body: z
    .strictObject({
      disputeId: idField('Names the dispute', 'dispute-1'),
      reason: reasonField,
      text: remarkField('What is wrong with it'),
    })
    .meta({ id: 'DisputeBill' }),
  status: 201,
  response: writtenDisputeSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_EXISTS', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: { type, instanceId }, query, body, ledger }) => {
    const committed = await ledger.openDispute({ ...body, subjectType: type, subjectId: instanceId }, query);
    return {
      body: written(committed, disputeView),
      location: `/v1/disputes/${body.disputeId}`,
      transactionIds: [committed.transactionId],
    };
  },
});

const listDisputes = route({
  operationId: 'listDisputes',
  method: 'get',
  path: '/v1/disputes',
  tag: TAG,
  summary: 'Disputes, opened and received',
  query: z.strictObject({
    providerId: orgIdField('Only those against this provider').optional(),
    consumerId: orgIdField('Only those of this consumer', '00002').optional(),
    status: wordField(STATUSES, 'Only those in this state').optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(disputeSchema, 'DisputeList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, orgId, ledger }) => {
    const { limit, cursor, ...asked } = query;
    const { providerId, consumerId, status } = asked;
    const among = amongOf(orgId, orgsOf(asked));
    const page = await readPage(
      among === undefined ? [] : [{ read: (request) => ledger.listDisputes(request, among) }],
      { question: { list: 'disputes', ...asked }, limit: limitOf({ limit }), cursor },
      (dispute) =>
        (providerId === undefined || dispute.providerId === providerId) &&
        (consumerId === undefined || dispute.consumerId === consumerId) &&
        (status === undefined || dispute.status === status),
    );
    return { body: { ...page, items: page.items.map(disputeView) } };
  },
});

const readDispute = route({
  operationId: 'readDispute',
  method: 'get',
  path: '/v1/disputes/{disputeId}',
  tag: TAG,
  summary: 'A dispute',
  params,
  query: z.strictObject(amongFields),
  response: disputeSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { disputeId }, query, ledger }) => ({
    body: disputeView(await ledger.readDispute(disputeId, query)),
  }),
});

const answerDispute = route({
  operationId: 'answerDispute',
  method: 'post',
  path: '/v1/disputes/{disputeId}/answer',
  tag: TAG,
  summary: 'The provider answers a dispute, as often as it likes until it is resolved',
  params,
  query: z.strictObject(amongFields),
  body: z
    .strictObject({
      answer: wordField(DISPUTE_ANSWERS, 'Whether it agrees'),
      text: remarkField('What it says to it', '已核实并更正'),
      correctionId: idField('The correction that it has made of it', 'credit-1').optional(),
    })
    .meta({ id: 'AnswerDispute' }),
  response: writtenDisputeSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: { disputeId }, query, body, ledger }) => {
    const committed = await ledger.answerDispute(disputeId, body, query);
    return { body: written(committed, disputeView), transactionIds: [committed.transactionId] };
  },
});

const resolveDispute = route({
  operationId: 'resolveDispute',
  method: 'post',
  path: '/v1/disputes/{disputeId}/resolve',
  tag: TAG,
  summary: 'The consumer ends a dispute; a statement that was disputed is then accepted',
  params,
  query: z.strictObject(amongFields),
  body: z.strictObject({ text: remarkField('How it ended', '同意更正') }).meta({ id: 'ResolveDispute' }),
  response: writtenDisputeSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: { disputeId }, query, body: { text }, ledger }) => {
    const committed = await ledger.resolveDispute(disputeId, text, query);
    return { body: written(committed, disputeView), transactionIds: [committed.transactionId] };
  },
});

export const DISPUTE_ROUTES: readonly Route[] = [disputeBill, listDisputes, readDispute, answerDispute, resolveDispute];
