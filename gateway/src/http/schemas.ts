import { BILLINGS, ENTRY_KINDS, type PRICE_FIELDS, type QUOTA_DIMENSIONS } from '@cloudfed/core';
import { z } from 'zod';

import { ROLES } from './access/policy.js';
import {
  blockNumber,
  count,
  fen,
  id,
  moment,
  orgId,
  quantity,
  said,
  signedFen,
  transactionId,
  userId,
} from './answer-fields.js';
import { PATTERNS } from './fields.js';

// What the API answers. Amounts and quantities are exact texts; moments are RFC 3339 in UTC; counts of seconds and
// versions are JSON integers.

/** A page of a list. */
export function listOf<T extends z.ZodType>(item: T, name: string) {
  const nextCursor = z
    .string()
    .nullable()
    .meta({ description: 'Give it as `cursor` to go on; null at the end of the list' });
  return z.strictObject({ items: z.array(item), nextCursor }).meta({ id: name });
}

export const organizationSchema = z
  .strictObject({
    orgId: orgId('Five digits', '00001'),
    name: said('Its registered name', 'CNIC'),
    mspId: said('Its membership service provider', 'Org1MSP'),
    own: z.boolean().meta({ description: 'Whether this gateway is its gateway' }),
  })
  .meta({ id: 'Organization' });

const EXAMPLE_LIMITS = { cpu: '10', ramGb: '40', ecsDiskGb: '40', ossDiskGb: '100', bandwidthMbps: '2' } as const;
const amounts = {
  cpu: quantity('Cores', EXAMPLE_LIMITS.cpu),
  ramGb: quantity('GB of memory', EXAMPLE_LIMITS.ramGb),
  ecsDiskGb: quantity('GB of disk of cloud hosts', EXAMPLE_LIMITS.ecsDiskGb),
  ossDiskGb: quantity('GB of object storage', EXAMPLE_LIMITS.ossDiskGb),
  bandwidthMbps: quantity('Mbps', EXAMPLE_LIMITS.bandwidthMbps),
  publicIps: quantity('Public addresses', '10'),
  privateIps: quantity('Private addresses', '20'),
} satisfies Record<(typeof QUOTA_DIMENSIONS)[number], z.ZodString>;

export const quotaAmountsSchema = z.strictObject(amounts).meta({ id: 'QuotaAmounts' });

const quotaFields = {
  quotaId: id('The quota', '000001'),
  providerId: orgId('Who lends', '00001'),
  providerName: said('Its registered name', 'CNIC'),
  consumerId: orgId('Who may use it', '00002'),
  consumerName: said('Its registered name', 'CNNIC'),
  holdingDays: said('The longest that an instance may be committed for', '365', PATTERNS.whole),
  ...amounts,
  status: z.enum(['active', 'closed']),
  createdTime: moment('When it was made'),
  updatedTime: moment('When it was last changed'),
  closedTime: moment('When it was closed').nullable(),
};

export const quotaSchema = z.strictObject(quotaFields).meta({ id: 'Quota' });
export const quotaUseSchema = z
  .strictObject({ ...quotaFields, used: quotaAmountsSchema, remaining: quotaAmountsSchema })
  .meta({ id: 'QuotaUse' });
export const writtenQuotaSchema = z
  .strictObject({ ...quotaFields, transactionId, blockNumber })
  .meta({ id: 'WrittenQuota' });

const priceAmounts = {
  cpu: fen('Fen per core and day', '10'),
  ram: fen('Fen per GB and day', '4'),
  ecsDisk: fen('Fen per GB and day', '1'),
  ossDisk: fen('Fen per GB and day', '1'),
  request: fen('Fen per request', '1'),
  publicNetwork: fen('Fen per Mbps and day (ECS), per GB of outbound flow (OSS)', '2'),
  privateNetwork: fen('Fen per Mbps and day (ECS), per GB of outbound flow (OSS)', '0'),
} satisfies Record<(typeof PRICE_FIELDS)[number], z.ZodString>;

const priceFields = {
  providerId: orgId('Whose price it is', '00001'),
  providerName: said('Its registered name', 'CNIC'),
  version: count('Counts from 1', 1),
  effectiveFrom: moment('In force from here on'),
  publishedTime: moment('When it was put on the ledger'),
  scheduled: z.boolean().meta({ description: 'Whether it was published ahead of its start' }),
  ...priceAmounts,
};

export const priceSchema = z.strictObject(priceFields).meta({ id: 'PriceVersion' });
export const publicationSchema = z
  .strictObject({
    ...priceFields,
    transactions: z
      .array(z.strictObject({ ledgerChannel: said('The ledger channel', 'channel12'), transactionId, blockNumber }))
      .meta({ description: 'One for each ledger channel of the provider' }),
  })
  .meta({ id: 'PricePublication' });

const instanceFields = {
  instanceId: id('The instance', '202202150002'),
  providerId: orgId('Who lends', '00001'),
  providerName: said('Its registered name', 'CNIC'),
  consumerId: orgId('Whose user it is', '00002'),
  consumerName: said('Its registered name', 'CNNIC'),
  userId,
  cloudService: said('What kind of service it is', 'ECS'),
  networkType: z.enum(['public', 'private']),
  quotaId: id('The quota that it was opened under; null where it was brought in from the past', '000001').nullable(),
  priceVersion: count('The price version in force at its begin; 0 where both sides named the prices', 1),
  status: z
    .enum(['open', 'stopped', 'released'])
    .meta({ description: 'A stopped one waits for its provider’s counters; a released one is billed' }),
  beginTime: moment('When it was opened'),
  endTime: moment('When it ended').nullable(),
  billing: z.enum(BILLINGS).meta({ description: 'Whether it is billed on its release, or charged as it is metered' }),
};
const written = { transactionId, blockNumber };

const ecsFields = {
  type: z.literal('ECSResource'),
  ...instanceFields,
  bandwidthMbps: quantity('Mbps', '2'),
  cpu: quantity('Cores', '2'),
  ramGb: quantity('GB of memory', '4'),
  diskGb: quantity('GB of disk', '8'),
  commitmentDays: said('Days that it is committed for', '365', PATTERNS.whole),
};
export const ecsSchema = z.strictObject(ecsFields).meta({ id: 'EcsResource' });
export const writtenEcsSchema = z.strictObject({ ...ecsFields, ...written }).meta({ id: 'WrittenEcsResource' });

const ossFields = {
  type: z.literal('OSSResource'),
  ...instanceFields,
  diskGb: quantity('GB of object storage', '100'),
};
export const ossSchema = z.strictObject(ossFields).meta({ id: 'OssResource' });
export const writtenOssSchema = z.strictObject({ ...ossFields, ...written }).meta({ id: 'WrittenOssResource' });

const billLineSchema = z
  .strictObject({
    priceVersion: count('The price version that it is rated at', 1),
    meter: z.enum(['cpu', 'ramGb', 'diskGb', 'bandwidthMbps', 'requests', 'flowOutGb']),
    from: moment('Where the line begins'),
    to: moment('Where it ends'),
    seconds: count('Between the two', 86_400),
    quantity: quantity('How much was held, or counted', '2'),
    price: fen('Fen per unit and day, or per unit counted', '10'),
    exactAmount: said('A count of 1/(86,400·10¹⁰) fen', '17280000000000000', '^(0|[1-9][0-9]*)$'),
  })
  .meta({ id: 'BillLine' });

export const billSchema = z
  .strictObject({
    type: z.enum(['ECSBill', 'OSSBill']),
    instanceId: id('The instance', '202202150002'),
    providerId: orgId('Who is owed', '00001'),
    consumerId: orgId('Who owes', '00002'),
    userId,
    beginTime: moment('When the instance was opened'),
    endTime: moment('When it ended'),
    usageHours: count('Whole hours', 24),
    usageSeconds: count('Seconds', 86_400),
    totalCost: fen('Fen: the lines’ exact sum, rounded once, half up', '48'),
    currency: z.literal('CNY'),
    unit: z.literal('fen'),
    exactAmount: said('The lines’ sum: a count of 1/(86,400·10¹⁰) fen', '41472000000000000', '^(0|[1-9][0-9]*)$'),
    lines: z.array(billLineSchema),
    resource: z.union([ecsSchema, ossSchema]).meta({ description: 'The instance as it was at its release' }),
    priceSnapshot: z.array(priceSchema).meta({ description: 'The price versions of the lines, as they were' }),
    period: said('The month whose statement it is on, in Asia/Shanghai', '2026-02'),
    ossRequest: said('Requests, of an OSSBill', '1000').nullable(),
    flowOut: said('GB of outbound flow, of an OSSBill', '12.5').nullable(),
    transactionId,
    blockNumber,
  })
  .meta({ id: 'Bill', description: 'An issued bill never changes' });

export const totalSchema = z
  .strictObject({ totalCost: fen('The sum of all bills', '48'), currency: z.literal('CNY'), unit: z.literal('fen') })
  .meta({ id: 'Total' });

const period = (description: string) => said(description, '2026-02', PATTERNS.period);

export const spendSchema = z
  .strictObject({
    period: period('The month, in Asia/Shanghai'),
    providerId: orgId('Who is owed', '00001'),
    consumerId: orgId('Who owes', '00002'),
    userId: userId.nullable().meta({ description: 'Null for all users of the consumer together' }),
    type: z.enum(ENTRY_KINDS).meta({ description: 'Bills, metered usage, or corrections', example: 'ECSBill' }),
    count: count('How many bills, records of usage, or notes', 2),
    totalCost: signedFen('Their sum, rounded once; below zero what credit notes take off', '96'),
    currency: z.literal('CNY'),
    unit: z.literal('fen'),
  })
  .meta({ id: 'Spend' });

export const matchSchema = z
  .strictObject({
    kind: z.enum(['quota', 'ECSResource', 'OSSResource', 'ECSBill', 'OSSBill']),
    id: id('The quota, or the instance', '202202150002'),
    providerId: orgId('Who lends', '00001'),
    consumerId: orgId('Who borrows', '00002'),
    userId: userId.nullable().meta({ description: 'Null for a quota' }),
    path: said('Where the record is read', '/v1/ecs-resources/202202150002'),
  })
  .meta({ id: 'Match' });

export const permissionSchema = z
  .strictObject({
    providerId: orgId('Who is allowed or not', '00001'),
    consumerId: orgId('Who allows it or not', '00002'),
    mayOpen: z.boolean().meta({ description: 'Whether the provider may open instances for the consumer' }),
  })
  .meta({ id: 'ProviderPermission' });
export const writtenPermissionSchema = z
  .strictObject({ ...permissionSchema.shape, ...written })
  .meta({ id: 'WrittenProviderPermission' });

const apiKeyFields = {
  keyId: said('The key', '0123456789abcdef', '^[0-9a-f]{16}$'),
  name: said('What it is for', 'nightly usage report'),
  roles: z.array(z.enum(ROLES)).meta({ description: 'What it may do', example: ['operator'] }),
  userId: userId.nullable().meta({ description: 'Whom it acts for, in role `user`' }),
  createdTime: moment('When it was made'),
  createdBy: said('The principal that made it', 'alice'),
  expiresTime: moment('When it ends').nullable(),
  revokedTime: moment('When it was revoked').nullable(),
  lastUsedTime: moment('When it was last used, to the minute').nullable(),
  previousSecretUntil: moment('Until when the secret before the last rotation is taken too').nullable(),
};
export const apiKeySchema = z.strictObject(apiKeyFields).meta({ id: 'ApiKey' });
export const issuedApiKeySchema = z
  .strictObject({
    ...apiKeyFields,
    apiKey: said('What the program sends as its bearer token; null in a repeat of the answer', 'cfk_…').nullable(),
  })
  .meta({ id: 'IssuedApiKey' });

const hash = (description: string) => said(description, 'f00d'.repeat(16), '^[0-9a-f]{64}$');
export const auditLineSchema = z
  .strictObject({
    sequence: count('Counts from 1', 1),
    at: moment('When it was written'),
    phase: z.enum(['asked', 'answered', 'settled']).meta({
      description:
        'Before the ledger is asked, with the content; with the answer; with the outcome, where it was not known then',
    }),
    requestId: said('The request, as `x-request-id` names it', '8e03978e-40d5-43dd-bc93-6894a57f9324'),
    principal: said('Who: the token’s `sub`, or `key:` and the API key’s id', 'alice'),
    roles: z.array(z.string()),
    userId: userId.nullable(),
    operation: said('What', 'createQuota'),
    method: said('Its method', 'POST').nullable(),
    path: said('Its path', '/v1/quotas').nullable(),
    content: said('What was sent, at most 4,096 characters', '{"quotaId":"000001"}').nullable(),
    status: z.int().nullable().meta({ description: 'The answer’s HTTP status', example: 201 }),
    code: said('The refusal’s code', 'ALREADY_EXISTS').nullable(),
    transactionIds: z.array(z.string()).meta({ description: 'The ledger transactions that hold what was written' }),
    previousHash: hash('The line before’s'),
    hash: hash('SHA-256 over the rest of the line'),
  })
  .meta({ id: 'AuditLine' });
