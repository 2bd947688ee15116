import { argumentError, CloudfedError, type OrgId, toRfc3339, type UserId } from '@cloudfed/core';
import { z } from 'zod';

import type { Bill, BillSubject, BillType } from '../../fabric/ledger-port.js';
import type { OwnUser } from '../access/principal.js';
import { readPage } from '../cursor.js';
import { orgIdField, timeField, userIdField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, listOf, totalSchema } from '../schemas.js';
import { billView } from '../views.js';
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

/** The narrowest index that serves what is asked; with nothing asked, all that this organization lent and borrowed. */
function subjectsOf({ userId, providerId, consumerId }: Subjects, own: OrgId): readonly BillSubject[] {
  if (userId !== undefined) return [{ userId }];
  if (providerId !== undefined) return [{ providerId }];
  if (consumerId !== undefined) return [{ consumerId }];
  return [{ providerId: own }, { consumerId: own }];
}

const listBills = route({
  operationId: 'listBills',
  method: 'get',
  path: '/v1/bills',
  tag: TAG,
  summary: 'Bills of a provider, a consumer or a user',
  query: z.strictObject({
    ...subjectFields,
    type: billTypeField.optional(),
    from: timeField('Only bills whose usage ended then or later').optional(),
    to: timeField('Only bills whose usage ended before', '2026-03-15T08:00:00Z').optional(),
    ...pageFields,
  }),
  response: listOf(billSchema, 'BillList'),
  refusals: ['NOT_CONFIRMED', 'TIME_ORDER'],
  handle: async ({ query, ownUser, orgId, ledger }) => {
    const { limit, cursor, from, to, type, ...asked } = query;
    if (from !== undefined && to !== undefined && to.seconds < from.seconds) {
      throw argumentError('to', 'is before from', 'TIME_ORDER');
    }
    const subjects = { ...asked, userId: userAsked(ownUser, asked.userId) };
    const types = type === undefined ? BILL_TYPES : [type];
    const parts = subjectsOf(subjects, orgId).flatMap((subject) =>
      types.map((of) => ({
        read: (page: Parameters<typeof ledger.listBills>[2]) => ledger.listBills(subject, of, page),
      })),
    );
    const question = { list: 'bills', ...subjects, type, from: from && toRfc3339(from), to: to && toRfc3339(to) };
    const page = await readPage(
      parts,
      { question, limit: limitOf({ limit }), cursor },
      (bill) =>
        isOf(bill, subjects) &&
        (from === undefined || !isBefore(bill.endTime, from)) &&
        (to === undefined || isBefore(bill.endTime, to)),
    );
    return { body: { ...page, items: page.items.map(billView) } };
  },
});

function isOf(bill: Bill, { providerId, consumerId, userId }: Subjects): boolean {
  return (
    (providerId === undefined || bill.providerId === providerId) &&
    (consumerId === undefined || bill.consumerId === consumerId) &&
    (userId === undefined || bill.userId === userId)
  );
}

function isBefore(one: Bill['endTime'], other: Bill['endTime']): boolean {
  return one.seconds < other.seconds || (one.seconds === other.seconds && one.nanos < other.nanos);
}

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

export const BILL_ROUTES = [listBills, readBill, readTotals];
