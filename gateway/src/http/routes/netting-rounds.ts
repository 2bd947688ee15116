import { parseHash, ROUND_STATUSES } from '@cloudfed/core';
import { z } from 'zod';

import { netToPost, requireOwnNets } from '../../billing/netting-round.js';
import { nettingRounds } from '../../fabric/settlement-calls.js';
import type { SettlementLists } from '../../readmodel/settlement-lists.js';
import { hexField, orgIdField, paidElsewhereField, periodField, wordField } from '../fields.js';
import { nettingRoundSchema, writtenNettingRoundSchema } from '../netting-schemas.js';
import { nettingRoundView } from '../netting-views.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { pageFields } from './parameters.js';
import { acted, ACT_REFUSALS, found, listed, READ_REFUSALS } from './settlement-answers.js';

const TAG = 'Netting';
const ROUNDS = '/v1/netting-rounds';
const ROUND = `${ROUNDS}/{period}`;
const params = z.strictObject({ period: periodField('The month in Asia/Shanghai') });
const counterpartyId = orgIdField('The other organization of the net', '00002');

const listNettingRounds = route({
  operationId: 'listNettingRounds',
  method: 'get',
  path: ROUNDS,
  tag: TAG,
  summary: 'Months that all organizations net with each other, by month',
  query: z.strictObject({ status: wordField(ROUND_STATUSES, 'Only those in this state').optional(), ...pageFields }),
  response: listOf(nettingRoundSchema, 'NettingRoundList'),
  refusals: ['NOT_CONFIRMED'],
  handle: ({ query: { status, ...page }, lists }) => {
    const read: SettlementLists['nettingRounds'] = (filter, request) => lists.settlement.nettingRounds(filter, request);
    return listed({ name: 'netting-rounds', read, view: nettingRoundView }, { status }, page);
  },
});

const readNettingRound = route({
  operationId: 'readNettingRound',
  method: 'get',
  path: ROUND,
  tag: TAG,
  summary: 'What is posted for a month, its terms once all pairs have posted the same, and who has signed and paid',
  params,
  response: nettingRoundSchema,
  refusals: READ_REFUSALS,
  handle: ({ params: { period }, ledger }) => found(ledger, nettingRounds.read(period), nettingRoundView),
});

const postNet = route({
  operationId: 'postNet',
  method: 'post',
  path: `${ROUND}/post`,
  tag: TAG,
  summary: 'Offer the net with another organization to be set off with those of all',
  description:
    'It goes on the ledger of all: every member then knows who of the two owes the other how much for the month, and a ' +
    'salted hash; not their statements. Figures and hash are those of the net that both have accepted. When both of every ' +
    'pair have posted the same, all sign the smallest set of payments.',
  params,
  body: z.strictObject({ counterpartyId }).meta({ id: 'PostNet' }),
  response: writtenNettingRoundSchema,
  refusals: ['AMOUNT_OVERFLOW', ...ACT_REFUSALS],
  handle: async ({ params: { period }, body, orgId, ledger }) => {
    const net = await netToPost(ledger, orgId, body.counterpartyId, period);
    return acted(ledger, nettingRounds.post(net, body.counterpartyId), nettingRoundView);
  },
});

const withdrawPostedNet = route({
  operationId: 'withdrawPostedNet',
  method: 'post',
  path: `${ROUND}/withdraw`,
  tag: TAG,
  summary: 'Take back what this organization has posted, until all have signed; it stays told',
  params,
  body: z.strictObject({ counterpartyId }).meta({ id: 'WithdrawPostedNet' }),
  response: writtenNettingRoundSchema,
  refusals: ACT_REFUSALS,
  handle: ({ params: { period }, body, ledger }) =>
    acted(ledger, nettingRounds.withdraw(period, body.counterpartyId), nettingRoundView),
});

const signNettingRound = route({
  operationId: 'signNettingRound',
  method: 'post',
  path: `${ROUND}/sign`,
  tag: TAG,
  summary: 'Agree to all nets and payments of a month, as this organization has read them',
  description:
    'Its own nets are compared with the ledgers of the pairs first. A change of what is posted makes other terms, which ' +
    'nobody has signed. Once all have signed, they hold for good.',
  params,
  body: z
    .strictObject({ termsHash: hexField(parseHash, 'Of the terms that it has read', 'ab'.repeat(32)) })
    .meta({ id: 'SignNettingRound' }),
  response: writtenNettingRoundSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { period }, body: { termsHash }, orgId, ledger }) => {
    await requireOwnNets(ledger, orgId, await ledger.readSettlement(nettingRounds.read(period)));
    return acted(ledger, nettingRounds.sign(period, termsHash), nettingRoundView);
  },
});

const payNettingRound = route({
  operationId: 'payNettingRound',
  method: 'post',
  path: `${ROUND}/pay`,
  tag: TAG,
  summary: 'Pay what this organization owes another by an agreed round, out of its funds, once',
  params,
  body: z.strictObject({ creditorId: orgIdField('Whom it pays', '00003') }).meta({ id: 'PayNettingRound' }),
  response: writtenNettingRoundSchema,
  refusals: ['FUNDS_SHORT', 'AMOUNT_OVERFLOW', ...ACT_REFUSALS],
  handle: ({ params: { period }, body: { creditorId }, ledger }) =>
    acted(ledger, nettingRounds.pay(period, creditorId), nettingRoundView),
});

const confirmNettingPayment = route({
  operationId: 'confirmNettingPayment',
  method: 'post',
  path: `${ROUND}/confirm-payment`,
  tag: TAG,
  summary: 'Confirm that this organization was paid elsewhere what it is owed by an agreed round',
  params,
  body: z
    .strictObject({
      debtorId: orgIdField('Who has paid', '00002'),
      paymentReference: paidElsewhereField('The payment'),
    })
    .meta({ id: 'ConfirmNettingPayment' }),
  response: writtenNettingRoundSchema,
  refusals: ACT_REFUSALS,
  handle: ({ params: { period }, body: { debtorId, paymentReference }, ledger }) =>
    acted(ledger, nettingRounds.confirmPayment(period, debtorId, paymentReference), nettingRoundView),
});

export const NETTING_ROUND_ROUTES: readonly Route[] = [
  listNettingRounds,
  readNettingRound,
  postNet,
  withdrawPostedNet,
  signNettingRound,
  payNettingRound,
  confirmNettingPayment,
];
