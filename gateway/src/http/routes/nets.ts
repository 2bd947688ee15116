import { type ErrorCode, NET_STATUSES } from '@cloudfed/core';
import { z } from 'zod';

import { requireUnposted } from '../../billing/netting-round.js';
import { confirmPaid, isSettledBy, requirePayment } from '../../billing/payment-check.js';
import type { Committed } from '../../fabric/ledger-port.js';
import type { Net } from '../../fabric/net-port.js';
import { readPage } from '../cursor.js';
import { idField, orgIdField, paymentReferenceField, periodField, remarkField, wordField } from '../fields.js';
import { netSchema, writtenNetSchema } from '../netting-schemas.js';
import { netView } from '../netting-views.js';
import { type Answer, type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import { written } from '../views.js';
import { limitOf, pageFields } from './parameters.js';

const TAG = 'Netting';
const NETS = '/v1/nets';
const NET = `${NETS}/{netId}`;
const params = z.strictObject({ netId: idField('The net', 'net-00001-00002-2026-02') });
const ACT_REFUSALS: readonly ErrorCode[] = ['NOT_FOUND', 'CONFLICT', 'NOT_CONFIRMED'];

function answerOf(committed: Committed<Net>): Answer<z.input<typeof writtenNetSchema>> {
  return { body: written(committed, netView), transactionIds: [committed.transactionId] };
}

const proposeNet = route({
  operationId: 'proposeNet',
  method: 'post',
  path: NETS,
  tag: TAG,
  summary: 'Propose to set off all statements of a month with another organization',
  description:
    'Both ways, and all of them accepted; where there are none, the two say that they owe each other nothing. Once the ' +
    'other side has accepted it, what is due of them is due by the net. The same again answers the proposal as it is.',
  body: z
    .strictObject({
      counterpartyId: orgIdField('The other organization', '00002'),
      period: periodField('A month in Asia/Shanghai'),
    })
    .meta({ id: 'ProposeNet' }),
  status: 201,
  response: writtenNetSchema,
  refusals: ['ALREADY_EXISTS', 'CONFLICT', 'AMOUNT_OVERFLOW', 'NOT_CONFIRMED'],
  handle: async ({ body: { counterpartyId, period }, ledger }) => {
    const committed = await ledger.proposeNet(counterpartyId, period);
    return { ...answerOf(committed), location: `${NETS}/${committed.record.netId}` };
  },
});

const listNets = route({
  operationId: 'listNets',
  method: 'get',
  path: NETS,
  tag: TAG,
  summary: 'Nets with other organizations, proposed and agreed',
  query: z.strictObject({
    counterpartyId: orgIdField('Only those with this organization', '00002').optional(),
    period: periodField('Only those of this month').optional(),
    status: wordField(NET_STATUSES, 'Only those in this state').optional(),
    ...pageFields,
  }),
  response: listOf(netSchema, 'NetList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: { limit, cursor, ...asked }, ledger }) => {
    const { counterpartyId, period, status } = asked;
    const page = await readPage(
      [{ read: (request) => ledger.listNets(request, { counterpartyId }) }],
      { question: { list: 'nets', ...asked }, limit: limitOf({ limit }), cursor },
      (net) => (period === undefined || net.period === period) && (status === undefined || net.status === status),
    );
    return { body: { ...page, items: page.items.map(netView) } };
  },
});

const readNet = route({
  operationId: 'readNet',
  method: 'get',
  path: NET,
  tag: TAG,
  summary: 'A net as it is now',
  params,
  response: netSchema,
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { netId }, ledger }) => ({ body: netView(await ledger.readNet(netId)) }),
});

const acceptNet = route({
  operationId: 'acceptNet',
  method: 'post',
  path: `${NET}/accept`,
  tag: TAG,
  summary: 'Accept what the other side has proposed, as it stands now',
  description: 'Its statements are `netted` from then on. A net that is even is `confirmed` at once.',
  params,
  body: z.strictObject({}).meta({ id: 'AcceptNet' }),
  response: writtenNetSchema,
  refusals: ['FORBIDDEN', ...ACT_REFUSALS],
  handle: async ({ params: { netId }, ledger }) => answerOf(await ledger.acceptNet(netId)),
});

const withdrawNet = route({
  operationId: 'withdrawNet',
  method: 'post',
  path: `${NET}/withdraw`,
  tag: TAG,
  summary: 'Drop a proposal; either side may, until both have agreed',
  params,
  body: z.strictObject({}).meta({ id: 'WithdrawNet' }),
  response: writtenNetSchema,
  refusals: ACT_REFUSALS,
  handle: async ({ params: { netId }, ledger }) => answerOf(await ledger.withdrawNet(netId)),
});

const settleNet = route({
  operationId: 'settleNet',
  method: 'post',
  path: `${NET}/settle`,
  tag: TAG,
  summary: 'The debtor names the payment that settles a net',
  description:
    'References are those that settle a statement, and `netting:2026-02`: the netting round of the month, once all of it is ' +
    'paid. A net that is posted there is paid by nothing else.',
  params,
  body: z
    .strictObject({ paymentReference: paymentReferenceField('The payment; each fen of it settles once') })
    .meta({ id: 'SettleNet' }),
  response: writtenNetSchema,
  refusals: ['FORBIDDEN', ...ACT_REFUSALS],
  handle: async ({ params: { netId }, body: { paymentReference }, orgId, ledger }) => {
    const net = await ledger.readNet(netId);
    if (!isSettledBy(net, paymentReference)) {
      await requireUnposted(ledger, orgId, net, paymentReference);
      await requirePayment(ledger, net, paymentReference);
    }
    return answerOf(await ledger.settleNet(netId, paymentReference));
  },
});

const confirmNetSettlement = route({
  operationId: 'confirmNetSettlement',
  method: 'post',
  path: `${NET}/confirm-settlement`,
  tag: TAG,
  summary: 'The creditor confirms that it has been paid',
  description:
    'A payment on the ledger of all is looked up there first. Of such the gateway confirms by itself, unless it is told not to.',
  params,
  body: z.strictObject({}).meta({ id: 'ConfirmNetSettlement' }),
  response: writtenNetSchema,
  refusals: ['FORBIDDEN', ...ACT_REFUSALS],
  handle: async ({ params: { netId }, ledger }) => {
    const read = (): Promise<Net> => ledger.readNet(netId);
    const confirm = (paid?: bigint) => ledger.confirmNetSettlement(netId, paid);
    return answerOf(await confirmPaid(ledger, await read(), { read, confirm }));
  },
});

const refuseNetSettlement = route({
  operationId: 'refuseNetSettlement',
  method: 'post',
  path: `${NET}/refuse-settlement`,
  tag: TAG,
  summary: 'The creditor has not been paid: the debtor is to name a payment again',
  params,
  body: z.strictObject({ text: remarkField('Why', '未收到该笔付款') }).meta({ id: 'RefuseNetSettlement' }),
  response: writtenNetSchema,
  refusals: ['FORBIDDEN', ...ACT_REFUSALS],
  handle: async ({ params: { netId }, body: { text }, ledger }) =>
    answerOf(await ledger.refuseNetSettlement(netId, text)),
});

export const NET_ROUTES: readonly Route[] = [
  proposeNet,
  listNets,
  readNet,
  acceptNet,
  withdrawNet,
  settleNet,
  confirmNetSettlement,
  refuseNetSettlement,
];
