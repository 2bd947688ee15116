import { z } from 'zod';

import type { SettlementLists } from '../../readmodel/settlement-lists.js';
import { orgIdField, timeField, wordField } from '../fields.js';
import { type Route, route } from '../route.js';
import { listOf } from '../schemas.js';
import {
  fundsIssueSchema,
  fundsMovementSchema,
  fundsRedemptionSchema,
  fundsSchema,
  listedTransferSchema,
} from '../settlement-schemas.js';
import { fundsView, issueView, listedTransferView, movementView, redemptionView } from '../settlement-views.js';
import { pageFields } from './parameters.js';
import { listed, requireSpan } from './settlement-answers.js';

const TAG = 'Funds';
const spanFields = {
  from: timeField('Only what was then or later').optional(),
  to: timeField('Only what was before', '2026-03-15T08:00:00Z').optional(),
};

/** What the ledger has of the money of organizations, as lists. */
export const FUNDS_LIST_ROUTES: readonly Route[] = [
  route({
    operationId: 'listFunds',
    method: 'get',
    path: '/v1/funds/balances',
    tag: TAG,
    summary: 'What organizations have; those that never had any are not there',
    query: z.strictObject({ orgId: orgIdField('Only of this organization', '00002').optional(), ...pageFields }),
    response: listOf(fundsSchema, 'FundsList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query: { orgId, ...page }, lists }) => {
      const read: SettlementLists['funds'] = (filter, request) => lists.settlement.funds(filter, request);
      return listed({ name: 'funds', read, view: fundsView }, { orgId }, page);
    },
  }),
  route({
    operationId: 'listFundsIssues',
    method: 'get',
    path: '/v1/funds/issues',
    tag: TAG,
    summary: 'Money that came in, or that somebody says came in; by reference',
    query: z.strictObject({
      orgId: orgIdField('Only what this organization has said, or is to have', '00002').optional(),
      status: wordField(['requested', 'done'], 'Only those in this state').optional(),
      ...pageFields,
    }),
    response: listOf(fundsIssueSchema, 'FundsIssueList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query: { orgId, status, ...page }, lists }) => {
      const read: SettlementLists['issues'] = (filter, request) => lists.settlement.issues(filter, request);
      return listed({ name: 'issues', read, view: issueView }, { orgId, status }, page);
    },
  }),
  route({
    operationId: 'listFundsRedemptions',
    method: 'get',
    path: '/v1/funds/redemptions',
    tag: TAG,
    summary: 'Redemptions, by organization and reference',
    query: z.strictObject({
      orgId: orgIdField('Only of this organization', '00002').optional(),
      status: wordField(['held', 'done', 'refused'], 'Only those in this state').optional(),
      ...pageFields,
    }),
    response: listOf(fundsRedemptionSchema, 'FundsRedemptionList'),
    refusals: ['NOT_CONFIRMED'],
    handle: ({ query: { orgId, status, ...page }, lists }) => {
      const read: SettlementLists['redemptions'] = (filter, request) => lists.settlement.redemptions(filter, request);
      return listed({ name: 'redemptions', read, view: redemptionView }, { orgId, status }, page);
    },
  }),
  route({
    operationId: 'listFundsTransfers',
    method: 'get',
    path: '/v1/funds/transfers',
    tag: TAG,
    summary: 'Transfers as they stand on the ledger, the oldest first',
    query: z.strictObject({
      orgId: orgIdField('Only from or to this organization').optional(),
      fromOrgId: orgIdField('Only those that it has paid', '00002').optional(),
      toOrgId: orgIdField('Only those that it was paid').optional(),
      ...spanFields,
      ...pageFields,
    }),
    response: listOf(listedTransferSchema, 'FundsTransferList'),
    refusals: ['NOT_CONFIRMED', 'TIME_ORDER'],
    handle: ({ query: { limit, cursor, ...filter }, lists }) => {
      requireSpan(filter);
      const read: SettlementLists['transfers'] = (asked, request) => lists.settlement.transfers(asked, request);
      return listed({ name: 'transfers', read, view: listedTransferView }, filter, { limit, cursor });
    },
  }),
  route({
    operationId: 'listFundsMovements',
    method: 'get',
    path: '/v1/funds/movements',
    tag: TAG,
    summary: 'What each transaction did to the funds of each organization, the oldest first',
    description: 'The changes of an organization’s balance add up to what it has.',
    query: z.strictObject({
      orgId: orgIdField('Only of this organization', '00002').optional(),
      ...spanFields,
      ...pageFields,
    }),
    response: listOf(fundsMovementSchema, 'FundsMovementList'),
    refusals: ['NOT_CONFIRMED', 'TIME_ORDER'],
    handle: ({ query: { limit, cursor, ...filter }, lists }) => {
      requireSpan(filter);
      const read: SettlementLists['movements'] = (asked, request) => lists.settlement.movements(asked, request);
      return listed({ name: 'movements', read, view: movementView }, filter, { limit, cursor });
    },
  }),
];
