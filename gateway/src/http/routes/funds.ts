import { parsePublicKey, parseSignature } from '@cloudfed/core';
import { z } from 'zod';

import { funds, keys, settlementTerms } from '../../fabric/settlement-calls.js';
import { boundedField, fenField, hexField, idField, orgIdField, partyField } from '../fields.js';
import { type Route, route } from '../route.js';
import {
  fundsAuditSchema,
  fundsIssueSchema,
  fundsRedemptionSchema,
  fundsSchema,
  fundsTransferSchema,
  settlementKeysSchema,
  settlementTermsSchema,
  writtenFundsIssueSchema,
  writtenFundsRedemptionSchema,
  writtenFundsTransferSchema,
  writtenSettlementKeysSchema,
} from '../settlement-schemas.js';
import {
  auditView,
  fundsView,
  issueView,
  keysView,
  redemptionView,
  termsView,
  transferView,
} from '../settlement-views.js';
import { acted, ACT_REFUSALS, found, READ_REFUSALS } from './settlement-answers.js';

const TAG = 'Funds';
const ISSUES = '/v1/funds/issues';
const REDEMPTIONS = '/v1/funds/redemptions';
const TRANSFERS = '/v1/funds/transfers';
const KEYS = '/v1/settlement-keys';
const amount = fenField('Fen, at least 1', '48');
const reference = idField('The payment outside', 'bank-2026-0001');
const redemptionParams = z.strictObject({
  orgId: orgIdField('Who wants its money', '00002'),
  reference: idField('Its name for it', 'redeem-1'),
});
const keyFields = {
  publicKey: hexField(parsePublicKey, 'P-256, an uncompressed point', `04${'ab'.repeat(64)}`),
  proof: hexField(
    parseSignature,
    'The new key’s signature, as docs/settlement.md says',
    `${'0'.repeat(63)}1`.repeat(2),
  ),
};
const partyParams = z.strictObject({ party: partyField('Whose keys') });

export const FUNDS_ROUTES: readonly Route[] = [
  route({
    operationId: 'readSettlementTerms',
    method: 'get',
    path: '/v1/settlement-terms',
    tag: TAG,
    summary: 'The terms of settlement: agreed, or who wants what',
    response: settlementTermsSchema,
    refusals: ['NOT_CONFIRMED'],
    handle: ({ ledger }) => found(ledger, settlementTerms(), termsView),
  }),
  route({
    operationId: 'registerSettlementKey',
    method: 'post',
    path: KEYS,
    tag: TAG,
    summary: 'The first key that a user signs documents with',
    description: 'An organization’s own key is registered by its admin, with the admin’s certificate.',
    body: z.strictObject({ party: partyField('A user', '00002001'), ...keyFields }).meta({ id: 'RegisterKey' }),
    status: 201,
    response: writtenSettlementKeysSchema,
    refusals: ['ALREADY_EXISTS', ...ACT_REFUSALS],
    handle: ({ body, ledger }) => acted(ledger, keys.register(body), keysView, `${KEYS}/${body.party}`),
  }),
  route({
    operationId: 'readSettlementKey',
    method: 'get',
    path: `${KEYS}/{party}`,
    tag: TAG,
    summary: 'The keys of a party that still count, the newest last',
    params: partyParams,
    response: settlementKeysSchema,
    refusals: READ_REFUSALS,
    handle: ({ params: { party }, ledger }) => found(ledger, keys.read(party), keysView),
  }),
  route({
    operationId: 'rotateSettlementKey',
    method: 'post',
    path: `${KEYS}/{party}/rotate`,
    tag: TAG,
    summary: 'The next key; a user’s takes the consent of its present one',
    params: partyParams,
    body: z
      .strictObject({
        ...keyFields,
        consent: hexField(
          parseSignature,
          'The present key’s signature of the same',
          `${'0'.repeat(63)}1`.repeat(2),
        ).optional(),
      })
      .meta({ id: 'RotateKey' }),
    response: writtenSettlementKeysSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body: { consent, ...key }, ledger }) =>
      acted(ledger, keys.rotate({ ...params, ...key }, consent), keysView),
  }),
  route({
    operationId: 'retireSettlementKey',
    method: 'post',
    path: `${KEYS}/{party}/retire`,
    tag: TAG,
    summary: 'An older key counts no more from a window on; again after that, it is dropped',
    params: partyParams,
    body: z
      .strictObject({ epoch: boundedField('Of the key', { least: 1, most: 1_000_000, example: 1 }) })
      .meta({ id: 'RetireKey' }),
    response: writtenSettlementKeysSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params: { party }, body: { epoch }, ledger }) => acted(ledger, keys.retire(party, epoch), keysView),
  }),
  route({
    operationId: 'auditFunds',
    method: 'get',
    path: '/v1/funds',
    tag: TAG,
    summary: 'All the money there is: what came in and went out, and where the rest is',
    response: fundsAuditSchema,
    refusals: ['NOT_CONFIRMED', 'LIMIT_EXCEEDED'],
    handle: ({ ledger }) => found(ledger, funds.audit(), auditView),
  }),
  route({
    operationId: 'readFunds',
    method: 'get',
    path: '/v1/funds/balances/{orgId}',
    tag: TAG,
    summary: 'What an organization has',
    params: z.strictObject({ orgId: orgIdField('Whose', '00002') }),
    response: fundsSchema,
    refusals: ['NOT_CONFIRMED'],
    handle: ({ params: { orgId }, ledger }) => found(ledger, funds.read(orgId), fundsView),
  }),
  route({
    operationId: 'issueFunds',
    method: 'post',
    path: ISSUES,
    tag: TAG,
    summary: 'Money came in outside: it is there when the clearing of two organizations has said the same',
    body: z.strictObject({ reference, orgId: orgIdField('Whose it is', '00002'), amount }).meta({ id: 'IssueFunds' }),
    status: 201,
    response: writtenFundsIssueSchema,
    refusals: ['ALREADY_EXISTS', 'AMOUNT_OVERFLOW', ...ACT_REFUSALS],
    handle: ({ body, ledger }) =>
      acted(ledger, funds.issue(body.reference, body.orgId, body.amount), issueView, `${ISSUES}/${body.reference}`),
  }),
  route({
    operationId: 'readFundsIssue',
    method: 'get',
    path: `${ISSUES}/{reference}`,
    tag: TAG,
    summary: 'Who has said what of money that came in',
    params: z.strictObject({ reference }),
    response: fundsIssueSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ledger }) => found(ledger, funds.readIssue(params.reference), issueView),
  }),
  route({
    operationId: 'redeemFunds',
    method: 'post',
    path: REDEMPTIONS,
    tag: TAG,
    summary: 'This organization wants money out: it is held until another has paid it outside, or refuses to',
    body: z.strictObject({ reference: idField('Names it', 'redeem-1'), amount }).meta({ id: 'RedeemFunds' }),
    status: 201,
    response: writtenFundsRedemptionSchema,
    refusals: ['ALREADY_EXISTS', 'FUNDS_SHORT', ...ACT_REFUSALS],
    handle: ({ body, orgId, ledger }) =>
      acted(
        ledger,
        funds.redeem(body.reference, body.amount),
        redemptionView,
        `${REDEMPTIONS}/${orgId}/${body.reference}`,
      ),
  }),
  route({
    operationId: 'readFundsRedemption',
    method: 'get',
    path: `${REDEMPTIONS}/{orgId}/{reference}`,
    tag: TAG,
    summary: 'A redemption',
    params: redemptionParams,
    response: fundsRedemptionSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ledger }) => found(ledger, funds.readRedemption(params.orgId, params.reference), redemptionView),
  }),
  route({
    operationId: 'confirmFundsRedemption',
    method: 'post',
    path: `${REDEMPTIONS}/{orgId}/{reference}/confirm`,
    tag: TAG,
    summary: 'This organization has paid another’s redemption outside',
    params: redemptionParams,
    body: z.strictObject({ amount }).meta({ id: 'ConfirmFundsRedemption' }),
    response: writtenFundsRedemptionSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, body, ledger }) =>
      acted(ledger, funds.confirmRedemption(params.orgId, params.reference, body.amount), redemptionView),
  }),
  route({
    operationId: 'refuseFundsRedemption',
    method: 'post',
    path: `${REDEMPTIONS}/{orgId}/{reference}/refuse`,
    tag: TAG,
    summary: 'This organization does not pay another’s redemption: the money is free again',
    params: redemptionParams,
    body: z.strictObject({}).meta({ id: 'RefuseFundsRedemption' }),
    response: writtenFundsRedemptionSchema,
    refusals: ACT_REFUSALS,
    handle: ({ params, ledger }) =>
      acted(ledger, funds.refuseRedemption(params.orgId, params.reference), redemptionView),
  }),
  route({
    operationId: 'transferFunds',
    method: 'post',
    path: TRANSFERS,
    tag: TAG,
    summary: 'Pay another organization, once under its id',
    body: z
      .strictObject({
        transferId: idField('Names it', 'transfer-1'),
        toOrgId: orgIdField('Whom', '00001'),
        amount,
      })
      .meta({ id: 'TransferFunds' }),
    status: 201,
    response: writtenFundsTransferSchema,
    refusals: ['ALREADY_EXISTS', 'FUNDS_SHORT', 'AMOUNT_OVERFLOW', ...ACT_REFUSALS],
    handle: ({ body, orgId, ledger }) =>
      acted(
        ledger,
        funds.transfer(body.transferId, body.toOrgId, body.amount),
        transferView,
        `${TRANSFERS}/${orgId}/${body.transferId}`,
      ),
  }),
  route({
    operationId: 'readFundsTransfer',
    method: 'get',
    path: `${TRANSFERS}/{fromOrgId}/{transferId}`,
    tag: TAG,
    summary: 'A transfer',
    params: z.strictObject({
      fromOrgId: orgIdField('Who paid', '00002'),
      transferId: idField('Its name for it', 'transfer-1'),
    }),
    response: fundsTransferSchema,
    refusals: READ_REFUSALS,
    handle: ({ params, ledger }) =>
      found(ledger, funds.readTransfer(params.fromOrgId, params.transferId), transferView),
  }),
];
