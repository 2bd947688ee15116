import { type ErrorCode, parseId, type RecordId, type StatementStatus } from '@cloudfed/core';
import { z } from 'zod';

import { readInstrument } from '../../billing/payment-instrument.js';
import { confirmPaid, isSettledBy, requirePayment } from '../../billing/payment-check.js';
import type { Statement } from '../../fabric/billing-port.js';
import type { Committed } from '../../fabric/ledger-port.js';
import {
  paymentInstrumentSchema,
  writtenDisputeSchema,
  statementEntrySchema,
  statementSchema,
  writtenStatementSchema,
} from '../billing-schemas.js';
import { disputeView, entryView, instrumentView, statementView } from '../billing-views.js';
import { type ListPart, readPage } from '../cursor.js';
import { idField, orgIdField, paymentReferenceField, periodField, remarkField, wordField } from '../fields.js';
import { type Answer, type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { written } from '../views.js';
import { amongFields, amongOf, limitOf, orgsOf, pageFields, reasonField } from './parameters.js';

const TAG = 'Statements';
const PATH = '/v1/statements/{statementId}';
const STATUSES = [
  'issued',
  'disputed',
  'accepted',
  'netted',
  'settled',
  'confirmed',
] as const satisfies readonly StatementStatus[];
const params = z.strictObject({ statementId: idField('The statement', '00001-00002-2026-02') });
const ACT_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'CONFLICT', 'NOT_CONFIRMED'];

function answerOf(committed: Committed<Statement>): Answer<z.input<typeof writtenStatementSchema>> {
  return { body: written(committed, statementView), transactionIds: [committed.transactionId] };
}

const issueStatement = route({
  operationId: 'issueStatement',
  method: 'post',
  path: '/v1/statements',
  tag: TAG,
  summary: 'Issue the statement of a month to a consumer',
  description:
    'It closes the month, which must have ended an hour ago; what comes later for it is on the next statement. ' +
    'The same again answers the statement as it is.',
  body: z
    .strictObject({ consumerId: orgIdField('Who owes', '00002'), period: periodField('A month in Asia/Shanghai') })
    .meta({ id: 'IssueStatement' }),
  status: 201,
  response: writtenStatementSchema,
  refusals: ['CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ body: { consumerId, period }, ledger }) => {
    const committed = await ledger.issueStatement(consumerId, period);
    return { ...answerOf(committed), location: `/v1/statements/${committed.record.statementId}` };
  },
});

const listStatements = route({
  operationId: 'listStatements',
  method: 'get',
  path: '/v1/statements',
  tag: TAG,
  summary: 'Statements, issued and received',
  query: z.strictObject({
    providerId: orgIdField('Only those of this provider').optional(),
    consumerId: orgIdField('Only those of this consumer', '00002').optional(),
    period: periodField('Only those of this month').optional(),
    status: wordField(STATUSES, 'Only those in this state').optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(statementSchema, 'StatementList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, orgId, ledger }) => {
    const { limit, cursor, ...asked } = query;
    const { providerId, consumerId, period, status } = asked;
    const among = amongOf(orgId, orgsOf(asked));
    const page = await readPage(
      among === undefined ? [] : [{ read: (request) => ledger.listStatements(request, among) }],
      { question: { list: 'statements', ...asked }, limit: limitOf({ limit }), cursor },
      (statement) =>
        (providerId === undefined || statement.providerId === providerId) &&
        (consumerId === undefined || statement.consumerId === consumerId) &&
        (period === undefined || statement.period === period) &&
        (status === undefined || statement.status === status),
    );
    return { body: { ...page, items: page.items.map(statementView) } };
  },
});

const readStatement = route({
  operationId: 'readStatement',
  method: 'get',
  path: PATH,
  tag: TAG,
  summary: 'A statement as it is now',
  params,
  response: statementSchema,
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { statementId }, ledger }) => ({
    body: statementView(await ledger.readStatement(statementId)),
  }),
});

const listStatementEntries = route({
  operationId: 'listStatementEntries',
  method: 'get',
  path: `${PATH}/entries`,
  tag: TAG,
  summary: 'What a statement adds up: bills, usage and notes',
  params,
  query: z.strictObject(pageFields),
  response: listOf(statementEntrySchema, 'StatementEntryList'),
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { statementId }, query: { limit, cursor }, ledger }) => {
    const { pages } = await ledger.readStatement(statementId);
    const parts = Array.from({ length: pages }, (_, page) =>
      pagePart(() => ledger.readStatementEntries(statementId, page)),
    );
    const question = { list: 'entries', statementId };
    const page = await readPage(parts, { question, limit: limitOf({ limit }), cursor });
    return { body: { ...page, items: page.items.map(entryView) } };
  },
});

/** A page of the ledger's is a part of the list; the cursor counts its entries. */
function pagePart<T>(readAll: () => Promise<readonly T[]>): ListPart<T> {
  return {
    async read({ limit, cursor }) {
      const all = await readAll();
      const from = Number(cursor ?? '0');
      const next = from + limit;
      return { items: all.slice(from, next), nextCursor: next < all.length ? next.toString() : undefined };
    },
  };
}

const acceptStatement = route({
  operationId: 'acceptStatement',
  method: 'post',
  path: `${PATH}/accept`,
  tag: TAG,
  summary: 'The consumer accepts a statement; silence for 15 days does too',
  params,
  body: z.strictObject({}).meta({ id: 'AcceptStatement' }),
  response: writtenStatementSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { statementId }, ledger }) => answerOf(await ledger.acceptStatement(statementId)),
});

const disputeStatement = route({
  operationId: 'disputeStatement',
  method: 'post',
  path: `${PATH}/dispute`,
  tag: TAG,
  summary: 'The consumer disputes a statement, within 15 days',
  params,
  body: z
    .strictObject({
      disputeId: idField('Names the dispute; `dispute-` and the statement’s id unless told', 'dispute-1').optional(),
      reason: reasonField,
      text: remarkField('What is wrong with it'),
    })
    .meta({ id: 'DisputeStatement' }),
  status: 201,
  response: writtenDisputeSchema,
  refusals: [...ACT_REFUSALS, 'ALREADY_EXISTS'],
  handle: async ({ params: { statementId }, body, ledger }) => {
    const { disputeId = disputeIdOf(statementId), reason, text } = body;
    const input = { disputeId, subjectType: 'Statement', subjectId: statementId, reason, text } as const;
    const committed = await ledger.openDispute(input);
    return {
      body: written(committed, disputeView),
      location: `/v1/disputes/${disputeId}`,
      transactionIds: [committed.transactionId],
    };
  },
});

/** A statement is disputed once at most. */
function disputeIdOf(statementId: RecordId): RecordId {
  return parseId(`dispute-${statementId}`, 'statementId');
}

const settleStatement = route({
  operationId: 'settleStatement',
  method: 'post',
  path: `${PATH}/settle`,
  tag: TAG,
  summary: 'The debtor names the payment that settles an accepted statement',
  description:
    'A transfer of funds is named `transfer:00002:transfer-1`, by payer and id: it must be of what is due. Cheques are named ' +
    '`cheque:book-1:00001`, by book and beneficiary, a payment channel of the two `payment-channel:channel-1`: many statements ' +
    'are paid by one, each fen of it once, and it is refused where less has come through it than is claimed. Any other ' +
    'reference is of a payment elsewhere.',
  params,
  body: z
    .strictObject({ paymentReference: paymentReferenceField('The payment; each fen of it settles once') })
    .meta({ id: 'SettleStatement' }),
  response: writtenStatementSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { statementId }, body: { paymentReference }, ledger }) => {
    const statement = await ledger.readStatement(statementId);
    if (!isSettledBy(statement, paymentReference)) await requirePayment(ledger, statement, paymentReference);
    return answerOf(await ledger.settleStatement(statementId, paymentReference));
  },
});

const confirmSettlement = route({
  operationId: 'confirmSettlement',
  method: 'post',
  path: `${PATH}/confirm-settlement`,
  tag: TAG,
  summary: 'The creditor confirms that it has been paid',
  description:
    'A transfer of funds, cheques and a payment channel are looked up on the ledger of all first, and it is refused where ' +
    'less has come than is due. Of these the gateway confirms by itself, unless it is told not to.',
  params,
  body: z.strictObject({}).meta({ id: 'ConfirmSettlement' }),
  response: writtenStatementSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { statementId }, ledger }) => {
    const read = (): Promise<Statement> => ledger.readStatement(statementId);
    const confirm = (paid?: bigint) => ledger.confirmSettlement(statementId, paid);
    return answerOf(await confirmPaid(ledger, await read(), { read, confirm }));
  },
});

const refuseSettlement = route({
  operationId: 'refuseSettlement',
  method: 'post',
  path: `${PATH}/refuse-settlement`,
  tag: TAG,
  summary: 'The creditor has not been paid: the debtor is to name a payment again',
  params,
  body: z.strictObject({ text: remarkField('Why', '未收到该笔付款') }).meta({ id: 'RefuseSettlement' }),
  response: writtenStatementSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { statementId }, body: { text }, ledger }) =>
    answerOf(await ledger.refuseSettlement(statementId, text)),
});

const readPaymentInstrument = route({
  operationId: 'readPaymentInstrument',
  method: 'get',
  path: '/v1/payment-instruments/{paymentReference}',
  tag: TAG,
  summary: 'What has come through cheques or a payment channel, and what of it counts',
  description:
    'Of one that this organization pays with or is paid by: what came as the ledger of all shows it, what creditors have ' +
    'confirmed, what debtors have named, and how much one more statement or net can be of.',
  params: z.strictObject({
    paymentReference: paymentReferenceField(
      'The cheques or the channel, as a statement names it',
      'cheque:book-1:00001',
    ),
  }),
  response: paymentInstrumentSchema,
  refusals: ['NOT_FOUND', 'CONFLICT', 'NOT_CONFIRMED'],
  handle: async ({ params: { paymentReference }, orgId, ledger }) => ({
    body: instrumentView(await readInstrument(ledger, orgId, paymentReference)),
  }),
});

export const STATEMENT_ROUTES: readonly Route[] = [
  issueStatement,
  listStatements,
  readStatement,
  listStatementEntries,
  acceptStatement,
  disputeStatement,
  settleStatement,
  confirmSettlement,
  refuseSettlement,
  readPaymentInstrument,
];
