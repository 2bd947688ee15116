import { NETWORK_TYPES } from '@cloudfed/core';
import { z } from 'zod';

import { readPage } from '../cursor.js';
import { countField, nameField, orgIdField, quantityField, userIdField, wordField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, listOf, ossSchema, writtenOssSchema } from '../schemas.js';
import { billView, ossView, written } from '../views.js';
import { matchesInstance, partiesOf } from './instances.js';
import {
  amongFields,
  amongOf,
  instanceIdField,
  limitOf,
  orgsOf,
  pageFields,
  requireOwnRecord,
  requireOwnUser,
  statusField,
  userAsked,
} from './parameters.js';

const TAG = 'Object stores';
const WHAT = 'OSSResource';
const params = z.strictObject({ instanceId: instanceIdField });

const openOssResource = route({
  operationId: 'openOssResource',
  method: 'post',
  path: '/v1/oss-resources',
  tag: TAG,
  summary: 'Open an object store under the quota between the two organizations',
  description: 'It takes disk of the quota and no address. The same instance again is harmless.',
  body: z
    .strictObject({
      instanceId: instanceIdField,
      providerId: orgIdField('Who lends'),
      userId: userIdField('The user that it is for; the consumer is the organization that the id begins with'),
      cloudService: nameField('What kind of service it is', 'OSS'),
      networkType: wordField(NETWORK_TYPES, 'Which network price its outbound flow has'),
      diskGb: quantityField('GB of object storage', '100'),
    })
    .meta({ id: 'OpenOssResource' }),
  status: 201,
  response: writtenOssSchema,
  refusals: ['ALREADY_EXISTS', 'QUOTA_MISSING', 'QUOTA_EXCEEDED', 'PRICE_MISSING', 'NOT_CONFIRMED'],
  handle: async ({ body, ownUser, ledger }) => {
    requireOwnUser(ownUser, body.userId);
    const committed = await ledger.openOss(body);
    return {
      body: written(committed, ossView),
      location: `/v1/oss-resources/${body.instanceId}`,
      transactionIds: [committed.transactionId],
    };
  },
});

const readOssResource = route({
  operationId: 'readOssResource',
  method: 'get',
  path: '/v1/oss-resources/{instanceId}',
  tag: TAG,
  summary: 'An object store',
  params,
  query: z.strictObject(amongFields),
  response: ossSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
    const resource = await ledger.readOss(instanceId, query);
    requireOwnRecord(ownUser, resource, WHAT);
    return { body: ossView(resource) };
  },
});

const listOssResources = route({
  operationId: 'listOssResources',
  method: 'get',
  path: '/v1/oss-resources',
  tag: TAG,
  summary: 'Object stores, lent and borrowed',
  query: z.strictObject({
    providerId: orgIdField('Only those of this provider').optional(),
    consumerId: orgIdField('Only those of this consumer', '00002').optional(),
    userId: userIdField('Only those of this user').optional(),
    status: statusField.optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(ossSchema, 'OssResourceList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, ownUser, orgId, ledger }) => {
    const { limit, cursor, ...narrowed } = query;
    const filter = { ...narrowed, userId: userAsked(ownUser, query.userId) };
    const among = amongOf(orgId, orgsOf(filter));
    const page = await readPage(
      among === undefined ? [] : [{ read: (request) => ledger.listOss(request, among) }],
      { question: { list: 'oss-resources', ...filter }, limit: limitOf({ limit }), cursor },
      (resource) => matchesInstance(resource, filter),
    );
    return { body: { ...page, items: page.items.map(ossView) } };
  },
});

const stopOssResource = route({
  operationId: 'stopOssResource',
  method: 'post',
  path: '/v1/oss-resources/{instanceId}/stop',
  tag: TAG,
  summary: 'Stop an object store’s clock; its provider bills it later',
  description: 'The consumer’s part of a release.',
  params,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'StopOssResource' }),
  response: writtenOssSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_RELEASED', 'TIME_ORDER', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
    const parties = await partiesOf(ownUser, WHAT, () => ledger.readOss(instanceId, query));
    const committed = await ledger.stopOss({ instanceId, ...query, ...parties });
    return { body: written(committed, ossView), transactionIds: [committed.transactionId] };
  },
});

const releaseOssResource = route({
  operationId: 'releaseOssResource',
  method: 'post',
  path: '/v1/oss-resources/{instanceId}/release',
  tag: TAG,
  summary: 'Report an object store’s counters and issue its bill',
  description: 'The provider’s part of a release. It ends the store too, where its consumer has not stopped it.',
  params,
  query: z.strictObject(amongFields),
  body: z
    .strictObject({
      ossRequest: countField('Requests over the store’s life', '1000'),
      flowOut: quantityField('GB of outbound flow over the store’s life', '12.5'),
    })
    .meta({ id: 'ReleaseOssResource' }),
  response: billSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_RELEASED', 'AMOUNT_OVERFLOW', 'TIME_ORDER', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, body, ledger }) => {
    const bill = await ledger.releaseOss({ instanceId, ...query }, body);
    return { body: billView(bill), transactionIds: [bill.transactionId] };
  },
});

export const OSS_ROUTES = [openOssResource, listOssResources, readOssResource, stopOssResource, releaseOssResource];
