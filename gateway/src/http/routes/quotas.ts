import { argumentError, type OrgId, type Quantity, type RecordId } from '@cloudfed/core';
import { z } from 'zod';

import type { PageRequest, QuotaInput } from '../../fabric/ledger-port.js';
import { readPage } from '../cursor.js';
import { addressesField, orgIdField, quantityField, wholeField, wordField } from '../fields.js';
import { route } from '../route.js';
import { listOf, quotaSchema, quotaUseSchema, writtenQuotaSchema } from '../schemas.js';
import { quotaUseView, quotaView, written } from '../views.js';
import { amongFields, limitOf, pageFields, quotaIdField } from './parameters.js';

const TAG = 'Quotas';
const params = z.strictObject({ quotaId: quotaIdField });

const termFields = {
  providerId: orgIdField('Who lends; this organization unless told').optional(),
  consumerId: orgIdField('Who may use it', '00002'),
  holdingDays: wholeField('The longest that an instance may be committed for, in days', '365'),
  cpu: quantityField('Cores', '10'),
  ramGb: quantityField('GB of memory', '40'),
  ecsDiskGb: quantityField('GB of disk of cloud hosts', '40'),
  ossDiskGb: quantityField('GB of object storage', '100'),
  bandwidthMbps: quantityField('Mbps', '2'),
  publicIps: addressesField('Public addresses', '10'),
  privateIps: addressesField('Private addresses', '20'),
};

interface Terms {
  readonly providerId?: OrgId | undefined;
  readonly consumerId: OrgId;
  readonly holdingDays: bigint;
  readonly cpu: Quantity;
  readonly ramGb: Quantity;
  readonly ecsDiskGb: Quantity;
  readonly ossDiskGb: Quantity;
  readonly bandwidthMbps: Quantity;
  readonly publicIps: Quantity;
  readonly privateIps: Quantity;
}

function quotaInput(quotaId: RecordId, terms: Terms, own: OrgId): QuotaInput {
  const { providerId = own, consumerId, holdingDays, ...limits } = terms;
  return { quotaId, providerId, consumerId, holdingDays, limits };
}

const createQuota = route({
  operationId: 'createQuota',
  method: 'post',
  path: '/v1/quotas',
  tag: TAG,
  summary: 'Promise capacity to a consumer organization',
  description: 'One quota is active for a provider and a consumer at a time. The same quota again is harmless.',
  body: z.strictObject({ quotaId: quotaIdField, ...termFields }).meta({ id: 'CreateQuota' }),
  status: 201,
  response: writtenQuotaSchema,
  refusals: ['ALREADY_EXISTS', 'QUOTA_ACTIVE', 'NOT_CONFIRMED'],
  handle: async ({ body, orgId, ledger }) => {
    const { quotaId, ...terms } = body;
    const committed = await ledger.createQuota(quotaInput(quotaId, terms, orgId));
    return {
      body: written(committed, quotaView),
      location: `/v1/quotas/${quotaId}`,
      transactionIds: [committed.transactionId],
    };
  },
});

const updateQuota = route({
  operationId: 'updateQuota',
  method: 'put',
  path: '/v1/quotas/{quotaId}',
  tag: TAG,
  summary: 'Change an active quota; never below what is in use',
  params,
  body: z.strictObject(termFields).meta({ id: 'UpdateQuota' }),
  response: writtenQuotaSchema,
  refusals: ['NOT_FOUND', 'QUOTA_IN_USE', 'QUOTA_CLOSED', 'NOT_CONFIRMED'],
  handle: async ({ params: { quotaId }, body, orgId, ledger }) => {
    const committed = await ledger.updateQuota(quotaInput(quotaId, body, orgId));
    return { body: written(committed, quotaView), transactionIds: [committed.transactionId] };
  },
});

const closeQuota = route({
  operationId: 'closeQuota',
  method: 'post',
  path: '/v1/quotas/{quotaId}/close',
  tag: TAG,
  summary: 'End a quota of which nothing is in use',
  params,
  query: z.strictObject(amongFields),
  body: z.strictObject({}).meta({ id: 'CloseQuota' }),
  response: writtenQuotaSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'QUOTA_IN_USE', 'NOT_CONFIRMED'],
  handle: async ({ params: { quotaId }, query, ledger }) => {
    const committed = await ledger.closeQuota(quotaId, query);
    return { body: written(committed, quotaView), transactionIds: [committed.transactionId] };
  },
});

const readQuota = route({
  operationId: 'readQuota',
  method: 'get',
  path: '/v1/quotas/{quotaId}',
  tag: TAG,
  summary: 'A quota, what of it is used and what remains',
  params,
  query: z.strictObject(amongFields),
  response: quotaUseSchema,
  refusals: ['NOT_FOUND', 'AMBIGUOUS_ID', 'NOT_CONFIRMED'],
  handle: async ({ params: { quotaId }, query, ownUser, orgId, ledger }) => {
    const quota = await ledger.readQuota(quotaId, query);
    if (ownUser !== undefined && quota.consumerId !== orgId) {
      throw argumentError('quotaId', `there is no ${quotaId}`, 'NOT_FOUND');
    }
    return { body: quotaUseView(quota) };
  },
});

const listQuotas = route({
  operationId: 'listQuotas',
  method: 'get',
  path: '/v1/quotas',
  tag: TAG,
  summary: 'Quotas, lent and borrowed',
  query: z.strictObject({
    providerId: orgIdField('Only those lent by it').optional(),
    consumerId: orgIdField('Only those lent to it', '00002').optional(),
    status: wordField(['active', 'closed'], 'Only those in this state').optional(),
    ...amongFields,
    ...pageFields,
  }),
  response: listOf(quotaSchema, 'QuotaList'),
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query, ownUser, orgId, lists }) => {
    const { limit, cursor, ...asked } = query;
    const filter = { ...asked, consumerId: ownUser === undefined ? query.consumerId : borrower(orgId, query) };
    const read = (request: PageRequest) => lists.quotas(filter, request);
    const question = { list: 'quotas', ...filter };
    const page = await readPage([{ read }], { question, limit: limitOf({ limit }), cursor });
    return { body: { ...page, items: page.items.map(quotaView) } };
  },
});

/** @throws CloudfedError FORBIDDEN for what is lent to others */
function borrower(own: OrgId, asked: { readonly consumerId?: OrgId | undefined }): OrgId {
  if (asked.consumerId === undefined || asked.consumerId === own) return own;
  throw argumentError('consumerId', 'a user sees only what is lent to its organization', 'FORBIDDEN');
}

export const QUOTA_ROUTES = [createQuota, listQuotas, readQuota, updateQuota, closeQuota];
