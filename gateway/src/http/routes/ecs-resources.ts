import { NETWORK_TYPES } from '@cloudfed/core';
import { z } from 'zod';

import { readPage } from '../cursor.js';
import { nameField, orgIdField, quantityField, userIdField, wholeField, wordField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, ecsSchema, listOf, writtenEcsSchema } from '../schemas.js';
import { billView, ecsView, written } from '../views.js';
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

const TAG = 'Cloud hosts';
const WHAT = 'ECSResource';
const params = z.strictObject({ instanceId: instanceIdField });

const openEcsResource = route({
  operationId: 'openEcsResource',
  method: 'post',
  path: '/v1/ecs-resources',
  tag: TAG,
  summary: 'Open a cloud host under the quota between the two organizations',
  description: 'The same instance again is harmless.',
  body: z
    .strictObject({
      instanceId: instanceIdField,
      providerId: orgIdField('Who lends'),
      userId: userIdField('The user that it is for; the consumer is the organization that the id begins with'),
      cloudService: nameField('What kind of service it is', 'ECS'),
      networkType: wordField(NETWORK_TYPES, 'Which kind of address it takes'),
      bandwidthMbps: quantityField('Mbps', '2'),
      cpu: quantityField('Cores', '2'),
      ramGb: quantityField('GB of memory', '4'),
      diskGb: quantityField('GB of disk', '8'),
      commitmentDays: wholeField('Days that it is committed for', '365'),
    })
    .meta({ id: 'OpenEcsResource' }),
  status: 201,
  response: writtenEcsSchema,
  refusals: [
    'ALREADY_EXISTS',
    'QUOTA_MISSING',
    'QUOTA_EXCEEDED',
    'PRICE_MISSING',
    'COMMITMENT_TOO_LONG',
    'NOT_CONFIRMED',
  ],
  handle: async ({ body, ownUser, ledger }) => {
    requireOwnUser(ownUser, body.userId);
    const committed = await ledger.openEcs(body);
    return {
      body: written(committed, ecsView),
      location: `/v1/ecs-resources/${body.instanceId}`,
      transactionIds: [committed.transactionId],
    };
  },
});

const readEcsResource = route({
  operationId: 'readEcsResource',
  method: 'get',
  path: '/v1/ecs-resources/{instanceId}',
  tag: TAG,
  summary: 'A cloud host',
  params,
  query: z.strictObject(amongFields),
  response: ecsSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
    const resource = await ledger.readEcs(instanceId, query);
    requireOwnRecord(ownUser, resource, WHAT);
    return { body: ecsView(resource) };
  },
});

const listEcsResources = route({
  operationId: 'listEcsResources',
  method: 'get',
  path: '/v1/ecs-resources',
  tag: TAG,
  summary: 'Cloud hosts, lent and borrowed',
  query: z.strictObject({
    providerId: orgIdField('Only those of this provider').optional(),
    consumerId: orgIdField('Only those of this consumer', '00002').optional(),
    userId: userIdField('Only those of this user').optional(),
    status: statusField.optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(ecsSchema, 'EcsResourceList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, ownUser, orgId, ledger }) => {
    const { limit, cursor, ...narrowed } = query;
    const filter = { ...narrowed, userId: userAsked(ownUser, query.userId) };
    const among = amongOf(orgId, orgsOf(filter));
    const page = await readPage(
      among === undefined ? [] : [{ read: (request) => ledger.listEcs(request, among) }],
      { question: { list: 'ecs-resources', ...filter }, limit: limitOf({ limit }), cursor },
      (resource) => matchesInstance(resource, filter),
    );
    return { body: { ...page, items: page.items.map(ecsView) } };
  },
});

const releaseEcsResource = route({
  operationId: 'releaseEcsResource',
  method: 'post',
  path: '/v1/ecs-resources/{instanceId}/release',
  tag: TAG,
  summary: 'Release a cloud host and get its bill',
  params,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'ReleaseEcsResource' }),
  response: billSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_RELEASED', 'AMOUNT_OVERFLOW', 'TIME_ORDER', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
    const parties = await partiesOf(ownUser, WHAT, () => ledger.readEcs(instanceId, query));
    const bill = await ledger.releaseEcs({ instanceId, ...query, ...parties });
    return { body: billView(bill), transactionIds: [bill.transactionId] };
  },
});

export const ECS_ROUTES = [openEcsResource, listEcsResources, readEcsResource, releaseEcsResource];
