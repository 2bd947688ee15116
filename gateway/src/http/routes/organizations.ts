import { z } from 'zod';

import { readPage, wholePart } from '../cursor.js';
import { flagField, orgIdField } from '../fields.js';
import { route } from '../route.js';
import { listOf, organizationSchema, permissionSchema, writtenPermissionSchema } from '../schemas.js';
import { permissionView, written } from '../views.js';
import { limitOf, pageFields } from './parameters.js';

const TAG = 'Organizations';
const providerParams = z.strictObject({ providerId: orgIdField('The provider') });

const listOrganizations = route({
  operationId: 'listOrganizations',
  method: 'get',
  path: '/v1/organizations',
  tag: TAG,
  summary: 'The confirmed organizations that this one deals with, itself among them',
  query: z.strictObject(pageFields),
  response: listOf(organizationSchema, 'OrganizationList'),
  handle: async ({ query, ledger }) => {
    const all = wholePart(
      () => ledger.organizations(),
      ({ orgId }) => orgId,
    );
    const page = await readPage([all], {
      question: { list: 'organizations' },
      limit: limitOf(query),
      cursor: query.cursor,
    });
    const items = page.items.map(({ orgId, name, mspId, own }) => ({ orgId, name, mspId, own }));
    return { body: { ...page, items } };
  },
});

const setProviderPermission = route({
  operationId: 'setProviderPermission',
  method: 'put',
  path: '/v1/provider-permissions/{providerId}',
  tag: TAG,
  summary: 'Let a provider open instances in the name of this organization, or no longer',
  params: providerParams,
  body: z
    .strictObject({ mayOpen: flagField('Whether the provider may open instances') })
    .meta({ id: 'ProviderPermissionRequest' }),
  response: writtenPermissionSchema,
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ params, body, ledger }) => {
    const committed = await ledger.allowProvider(params.providerId, body.mayOpen);
    return { body: written(committed, permissionView), transactionIds: [committed.transactionId] };
  },
});

const readProviderPermission = route({
  operationId: 'readProviderPermission',
  method: 'get',
  path: '/v1/provider-permissions/{providerId}',
  tag: TAG,
  summary: 'Whether a provider may open instances for a consumer',
  params: providerParams,
  query: z.strictObject({
    consumerId: orgIdField('The consumer; this organization unless told', '00002').optional(),
  }),
  response: permissionSchema,
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ params, query, orgId, ledger }) => ({
    body: permissionView(await ledger.readAllowance(params.providerId, query.consumerId ?? orgId)),
  }),
});

export const ORGANIZATION_ROUTES = [listOrganizations, setProviderPermission, readProviderPermission];
