import { NETWORK_TYPES } from '@cloudfed/core';
import { z } from 'zod';

import type { LedgerPort } from '../../fabric/ledger-port.js';
import type { Lists } from '../../readmodel/lists.js';
import { countField, quantityField, wordField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, ossSchema, writtenOssSchema } from '../schemas.js';
import { billView, ossView, written } from '../views.js';
import { instanceFields, instanceParams, listInstancesRoute, partiesOf, readInstanceRoute } from './instances.js';
import { amongFields, requireOwnUser } from './parameters.js';

const TAG = 'Object stores';
const WHAT = 'OSSResource';

const openOssResource = route({
  operationId: 'openOssResource',
  method: 'post',
  path: '/v1/oss-resources',
  tag: TAG,
  summary: 'Open an object store under the quota between the two organizations',
  description: 'It takes disk of the quota and no address. The same instance again is harmless.',
  body: z
    .strictObject({
      ...instanceFields('OSS'),
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

const KIND = {
  type: WHAT,
  path: '/v1/oss-resources',
  tag: TAG,
  operations: { read: 'readOssResource', list: 'listOssResources' },
  summaries: { read: 'An object store', list: 'Object stores, lent and borrowed' },
  schema: ossSchema,
  listName: 'OssResourceList',
  read: (ledger: LedgerPort, ...of: Parameters<LedgerPort['readOss']>) => ledger.readOss(...of),
  list: (lists: Lists, ...of: Parameters<Lists['ossResources']>) => lists.ossResources(...of),
  view: ossView,
} as const;

const stopOssResource = route({
  operationId: 'stopOssResource',
  method: 'post',
  path: '/v1/oss-resources/{instanceId}/stop',
  tag: TAG,
  summary: 'Stop an object store’s clock; its provider bills it later',
  description: 'The consumer’s part of a release. A metered store is ended so, by either side.',
  params: instanceParams,
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
  params: instanceParams,
  query: z.strictObject(amongFields),
  body: z
    .strictObject({
      ossRequest: countField('Requests over the store’s life', '1000'),
      flowOut: quantityField('GB of outbound flow over the store’s life', '12.5'),
    })
    .meta({ id: 'ReleaseOssResource' }),
  response: billSchema,
  refusals: [
    'NOT_FOUND',
    'AMBIGUOUS_ID',
    'ALREADY_RELEASED',
    'CONFLICT',
    'AMOUNT_OVERFLOW',
    'TIME_ORDER',
    'NOT_CONFIRMED',
  ],
  handle: async ({ params: { instanceId }, query, body, ledger }) => {
    const bill = await ledger.releaseOss({ instanceId, ...query }, body);
    return { body: billView(bill), transactionIds: [bill.transactionId] };
  },
});

export const OSS_ROUTES = [
  openOssResource,
  listInstancesRoute(KIND),
  readInstanceRoute(KIND),
  stopOssResource,
  releaseOssResource,
];
