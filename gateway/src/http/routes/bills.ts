import { argumentError, CloudfedError, type OrgId, toRfc3339, type UserId } from '@cloudfed/core';
import { z } from 'zod';

import type { BillSubject, BillType, PageRequest } from '../../fabric/ledger-port.js';
import type { OwnUser } from '../access/principal.js';
import { readPage } from '../cursor.js';
import { orgIdField, periodField, timeField, userIdField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, listOf, spendSchema, totalSchema } from '../schemas.js';
import { billView, spendView } from '../views.js';
import {
  amongFields,
  billTypeField,
  instanceIdField,
  limitOf,
  pageFields,
  requireOwnRecord,
  userAsked,
} from './parameters.js';

const TAG = 'Bills';
const BILL_TYPES: readonly BillType[] = ['ECSBill', 'OSSBill'];

const subjectFields = {
  providerId: orgIdField('What this provider is owed').optional(),
  consumerId: orgIdField('What this consumer owes', '00002').optional(),
  userId: userIdField('What this user has used').optional(),
};

interface Subjects {
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  readonly userId?: UserId | undefined;
}

const listBills = route({
  operationId: 'listBills',
  method: 'get',
  path: '/v1/bills',
  tag: TAG,
  summary: 'Bills, lent and borrowed, in the order of their ends',
  query: z.strictObject({
    ...subjectFields,
    type: billTypeField.optional(),
    from: timeField('Only bills whose usage ended then or later').optional(),
    to: timeField('Only bills whose usage ended before', '2026-03-15T08:00:00Z').optional(),
    ...pageFields,
  }),
  response: listOf(billSchema, 'BillList'),
  refusals: ['NOT_CONFIRMED', 'TIME_ORDER'],
  handle: async ({ query, ownUser, lists }) => {
    const { limit, cursor, from, to, type, ...asked } = query;
    if (from !== undefined && to !== undefined && to.seconds < from.seconds) {
      throw argumentError('to', 'is before from', 'TIME_ORDER');
    }
    const filter = { ...asked, type, userId: userAsked(ownUser, asked.userId) };
    const question = { list: 'bills', ...filter, from: from && toRfc3339(from), to: to && toRfc3339(to) };
    const read = (request: PageRequest) => lists.bills({ ...filter, from, to }, request);
    const page = await readPage([{ read }], { question, limit: limitOf({ limit }), cursor });
    return { body: { ...page, items: page.items.map(billView) } };
  },
});

const readBill = route({
  operationId: 'readBill',
  method: 'get',
  path: '/v1/bills/{type}/{instanceId}',
  tag: TAG,
  summary: 'The bill of an instance',
  params: z.strictObject({ type: billTypeField, instanceId: instanceIdField }),
  query: z.strictObject(amongFields),
  response: billSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { type, instanceId }, query, ownUser, ledger }) => {
    const bill = await ledger.readBill(type, instanceId, query);
    requireOwnRecord(ownUser, bill, type === 'ECSBill' ? 'ECSResource' : 'OSSResource');
    return { body: billView(bill) };
  },
});

const readTotals = route({
  operationId: 'readTotals',
  method: 'get',
  path: '/v1/totals',
  tag: TAG,
  summary: 'The sum of all bills of a provider, a consumer or a user',
  description: 'Exactly one of `providerId`, `consumerId` and `userId` says whose; of both types unless told.',
  query: z.strictObject({ ...subjectFields, type: billTypeField.optional() }),
  response: totalSchema,
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: { type, ...asked }, ownUser, ledger }) => {
    const subject = onlySubject(asked, ownUser);
    const types = type === undefined ? BILL_TYPES : [type];
    const sums = await Promise.all(types.map((of) => ledger.totalCost(subject, of)));
    const totalCost = sums.reduce((total, sum) => total + sum, 0n).toString();
    return { body: { totalCost, currency: 'CNY' as const, unit: 'fen' as const } };
  },
});

const readSpend = route({
  operationId: 'readSpend',
  method: 'get',
  path: '/v1/spend',
  tag: TAG,
  summary: 'What each month of Asia/Shanghai has cost so far: bills, metered usage, corrections',
  description:
    'For a provider and a consumer together, or for one user with `userId`. Each is in the month whose statement it is on.',
  query: z.strictObject({
    ...subjectFields,
    from: periodField('From this month on').optional(),
    to: periodField('Up to this month', '2026-03').optional(),
    ...pageFields,
  }),
  response: listOf(spendSchema, 'SpendList'),
  refusals: ['NOT_CONFIRMED', 'TIME_ORDER'],
  handle: async ({ query, ownUser, lists }) => {
    const { limit, cursor, ...asked } = query;
    if (asked.from !== undefined && asked.to !== undefined && asked.to < asked.from) {
      throw argumentError('to', 'is before from', 'TIME_ORDER');
    }
    const filter = { ...asked, userId: userAsked(ownUser, asked.userId) };
    const read = (request: PageRequest) => lists.spend(filter, request);
    const question = { list: 'spend', ...filter };
    const page = await readPage([{ read }], { question, limit: limitOf({ limit }), cursor });
    return { body: { ...page, items: page.items.map(spendView) } };
  },
});

function onlySubject(asked: Subjects, ownUser: OwnUser): BillSubject {
  const { providerId, consumerId } = asked;
  if (ownUser !== undefined && (providerId !== undefined || consumerId !== undefined)) {
    throw new CloudfedError('FORBIDDEN', 'a user sees only its own total');
  }
  const userId = userAsked(ownUser, asked.userId);
  const named = [providerId, consumerId, userId].filter((id) => id !== undefined);
  if (named.length !== 1) {
    throw argumentError('providerId', 'exactly one of providerId, consumerId and userId is needed');
  }
  if (userId !== undefined) return { userId };
  return providerId !== undefined ? { providerId } : { consumerId: consumerId as OrgId };
}

export const BILL_ROUTES = [listBills, readBill, readTotals, readSpend];
