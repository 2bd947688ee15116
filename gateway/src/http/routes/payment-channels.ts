import { MAX_MEMBERS, MIN_MEMBERS } from '@cloudfed/core';
import { z } from 'zod';

import { channels } from '../../fabric/settlement-calls.js';
import { documentField } from '../document-field.js';
import { boundedField, fenField, hashField, idField, partyField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import {
  paymentChannelSchema,
  preimageSchema,
  writtenPaymentChannelSchema,
  writtenPreimageSchema,
} from '../settlement-schemas.js';
import { channelView, preimageView } from '../settlement-views.js';
import {
  acted,
  ACT_REFUSALS,
  escrowFields,
  found,
  foundOwn,
  listedEscrows,
  READ_REFUSALS,
} from './settlement-answers.js';

const TAG = 'Payment channels';
const CHANNELS = '/v1/payment-channels';
const CHANNEL = `${CHANNELS}/{channelId}`;
const channelId = idField('The channel', 'chan1');
const params = z.strictObject({ channelId });
const member = partyField('A member of this organization');
const state = documentField(['channel-state'], 'Signed by all members');
const deposit = fenField('Fen it pays in, beside the stake', '30000');

export const PAYMENT_CHANNEL_ROUTES: readonly Route[] = [
  route({
    operationId: 'openPaymentChannel',
    method: 'post',
    path: CHANNELS,
    tag: TAG,
    summary: 'Open a payment channel: its first member pays its deposit and its stake',
    body: z
      .strictObject({
        channelId,
        member,
        size: boundedField('Members when all have joined', { least: MIN_MEMBERS, most: MAX_MEMBERS, example: 2 }),
        stake: fenField('Fen that each loses for closing with an old state', '100'),
        deposit,
        invited: z
          .array(partyField('May join', '00001'))
          .max(MAX_MEMBERS)
          .optional()
          .meta({ description: 'Who alone may join; anybody where none are named', example: ['00001'] }),
      })
      .meta({ id: 'OpenPaymentChannel' }),
    status: 201,
    response: writtenPaymentChannelSchema,
    refusals: ['ALREADY_EXISTS', 'FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ body, ledger }) =>
      acted(
        ledger,
        channels.open({ ...body, invited: body.invited ?? [] }),
        channelView,
        `${CHANNELS}/${body.channelId}`,
      ),
  }),
  route({
    operationId: 'listPaymentChannels',
    method: 'get',
    path: CHANNELS,
    tag: TAG,
    summary: 'Payment channels of all organizations, by id',
    query: z.strictObject(escrowFields),
    response: listOf(paymentChannelSchema, 'PaymentChannelList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query, ownUser, lists: { settlement } }) =>
      listedEscrows(
        { name: 'payment channels', read: (...of) => settlement.paymentChannels(...of), view: channelView },
        query,
        ownUser,
      ),
  }),
  route({
    operationId: 'readPaymentChannel',
    method: 'get',
    path: CHANNEL,
    tag: TAG,
    summary: 'A payment channel as the ledger knows it',
    params,
    response: paymentChannelSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ...caller }) =>
      foundOwn(caller, {
        call: channels.read(params.channelId),
        parties: ({ members }) => members,
        view: channelView,
        idField: 'channelId',
      }),
  }),
  route({
    operationId: 'joinPaymentChannel',
    method: 'post',
    path: `${CHANNEL}/join`,
    tag: TAG,
    summary: 'One more member pays its deposit and the stake',
    params,
    body: z.strictObject({ member, deposit }).meta({ id: 'JoinPaymentChannel' }),
    response: writtenPaymentChannelSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, channels.join(params.channelId, body.member, body.deposit), channelView),
  }),
  route({
    operationId: 'leavePaymentChannel',
    method: 'post',
    path: `${CHANNEL}/leave`,
    tag: TAG,
    summary: 'Take a member out again, with all it paid in, while others are still missing',
    params,
    body: z.strictObject({ member }).meta({ id: 'LeavePaymentChannel' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) => acted(ledger, channels.leave(params.channelId, body.member), channelView),
  }),
  route({
    operationId: 'topUpPaymentChannel',
    method: 'post',
    path: `${CHANNEL}/top-up`,
    tag: TAG,
    summary: 'A member pays in more',
    description: 'Each time counts: send an `Idempotency-Key`, so that a repeat does not.',
    params,
    body: z.strictObject({ member, amount: fenField('Fen, at least 1', '48') }).meta({ id: 'TopUpPaymentChannel' }),
    response: writtenPaymentChannelSchema,
    refusals: ['FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ params, body, ledger }) =>
      acted(ledger, channels.topUp(params.channelId, body.member, body.amount), channelView),
  }),
  route({
    operationId: 'checkpointPaymentChannel',
    method: 'post',
    path: `${CHANNEL}/checkpoint`,
    tag: TAG,
    summary: 'Show a state: nothing older counts any more, and what it withdraws is paid',
    params,
    body: z.strictObject({ state }).meta({ id: 'CheckpointPaymentChannel' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) => acted(ledger, channels.checkpoint(params.channelId, body.state), channelView),
  }),
  route({
    operationId: 'closePaymentChannel',
    method: 'post',
    path: `${CHANNEL}/close`,
    tag: TAG,
    summary: 'Close at once, with a state that all have signed as the last',
    params,
    body: z.strictObject({ state }).meta({ id: 'ClosePaymentChannel' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) => acted(ledger, channels.close(params.channelId, body.state), channelView),
  }),
  route({
    operationId: 'beginPaymentChannelClose',
    method: 'post',
    path: `${CHANNEL}/closing/begin`,
    tag: TAG,
    summary: 'Begin to close alone, with the newest state; without one, with what the ledger knows',
    params,
    body: z.strictObject({ member, state: state.optional() }).meta({ id: 'BeginPaymentChannelClose' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) =>
      acted(ledger, channels.beginClose(params.channelId, body.member, body.state), channelView),
  }),
  route({
    operationId: 'armPaymentChannelClose',
    method: 'post',
    path: `${CHANNEL}/closing/arm`,
    tag: TAG,
    summary: 'Set the deadline of a close that has begun: a window from now',
    params,
    body: z.strictObject({}).meta({ id: 'ArmPaymentChannelClose' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, channels.armClose(params.channelId), channelView),
  }),
  route({
    operationId: 'challengePaymentChannelClose',
    method: 'post',
    path: `${CHANNEL}/closing/challenge`,
    tag: TAG,
    summary: 'Show a newer state than a close has',
    params,
    body: z.strictObject({ state }).meta({ id: 'ChallengePaymentChannelClose' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) =>
      acted(ledger, channels.challengeClose(params.channelId, body.state), channelView),
  }),
  route({
    operationId: 'finalizePaymentChannelClose',
    method: 'post',
    path: `${CHANNEL}/closing/finalize`,
    tag: TAG,
    summary: 'Pay out by the newest state that was shown, after the deadline',
    params,
    body: z.strictObject({}).meta({ id: 'FinalizePaymentChannelClose' }),
    response: writtenPaymentChannelSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) => acted(ledger, channels.finalizeClose(params.channelId), channelView),
  }),
  route({
    operationId: 'revealPreimage',
    method: 'post',
    path: '/v1/preimages',
    tag: TAG,
    summary: 'Reveal a preimage: it claims every lock of its hash that has not expired',
    body: z.strictObject({ preimage: hashField('32 bytes') }).meta({ id: 'RevealPreimage' }),
    status: 201,
    response: writtenPreimageSchema,
    refusals: ['NOT_CONFIRMED', 'TERMS_MISSING'],
    handle: ({ body, ledger }) =>
      acted(ledger, channels.reveal(body.preimage), preimageView, ({ hash }) => `/v1/preimages/${hash}`),
  }),
  route({
    operationId: 'readPreimage',
    method: 'get',
    path: '/v1/preimages/{hash}',
    tag: TAG,
    summary: 'The preimage of a hash, once revealed',
    params: z.strictObject({ hash: hashField('SHA-256 of the preimage') }),
    response: preimageSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ledger }) => found(ledger, channels.readPreimage(params.hash), preimageView),
  }),
];
