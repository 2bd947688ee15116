import { NETWORK_TYPES } from '@cloudfed/core';
import { z } from 'zod';

import type { LedgerPort } from '../../fabric/ledger-port.js';
import type { Lists } from '../../readmodel/lists.js';
import { quantityField, wholeField, wordField } from '../fields.js';
import { route } from '../route.js';
import { billSchema, ecsSchema, writtenEcsSchema } from '../schemas.js';
import { billView, ecsView, written } from '../views.js';
import { instanceFields, instanceParams, listInstancesRoute, partiesOf, readInstanceRoute } from './instances.js';
import { amongFields, requireOwnUser } from './parameters.js';

const TAG = 'Cloud hosts';
const WHAT = 'ECSResource';

const openEcsResource = route({
  operationId: 'openEcsResource',
  method: 'post',
  path: '/v1/ecs-resources',
  tag: TAG,
  summary: 'Open a cloud host under the quota between the two organizations',
  description: 'The same instance again is harmless.',
  body: z
    .strictObject({
      ...instanceFields('ECS'),
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

const KIND = {
  type: WHAT,
  path: '/v1/ecs-resources',
  tag: TAG,
  operations: { read: 'readEcsResource', list: 'listEcsResources' },
  summaries: { read: 'A cloud host', list: 'Cloud hosts, lent and borrowed' },
  schema: ecsSchema,
  listName: 'EcsResourceList',
  read: (ledger: LedgerPort, ...of: Parameters<LedgerPort['readEcs']>) => ledger.readEcs(...of),
  list: (lists: Lists, ...of: Parameters<Lists['ecsResources']>) => lists.ecsResources(...of),
  view: ecsView,
} as const;

const releaseEcsResource = route({
  operationId: 'releaseEcsResource',
  method: 'post',
  path: '/v1/ecs-resources/{instanceId}/release',
  tag: TAG,
  summary: 'Release a cloud host and get its bill',
  description: 'A metered one has no bill: it is answered itself, and what is left is settled by its usage records.',
  params: instanceParams,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'ReleaseEcsResource' }),
  response: z.union([billSchema, writtenEcsSchema]),
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'ALREADY_RELEASED', 'AMOUNT_OVERFLOW', 'TIME_ORDER', 'NOT_CONFIRMED'],
  handle: async ({ params: { instanceId }, query, ownUser, ledger }) => {
    const parties = await partiesOf(ownUser, WHAT, () => ledger.readEcs(instanceId, query));
    const released = await ledger.releaseEcs({ instanceId, ...query, ...parties });
    const body = 'record' in released ? written(released, ecsView) : billView(released);
    return { body, transactionIds: [released.transactionId] };
  },
});

export const ECS_ROUTES = [openEcsResource, listInstancesRoute(KIND), readInstanceRoute(KIND), releaseEcsResource];
