import { argumentError, type LedgerTime, type OrgId, orgOfUser, type UserId } from '@cloudfed/core';
import { z } from 'zod';

import type { ApiKeyRecord } from '../access/api-keys.js';
import { type Role, ROLES } from '../access/policy.js';
import { type ListPart, readPage } from '../cursor.js';
import { boundedField, nameField, timeField, userIdField } from '../fields.js';
import { route } from '../route.js';
import { apiKeySchema, issuedApiKeySchema, listOf } from '../schemas.js';
import { apiKeyView } from '../views.js';
import { limitOf, pageFields } from './parameters.js';

const TAG = 'API keys';
const MOST_OVERLAP_HOURS = 24 * 30;
const DEFAULT_OVERLAP_HOURS = 24;
const HOUR_MS = 3_600_000;
const MILLION = 1_000_000;

const params = z.strictObject({
  keyId: z
    .string()
    .regex(/^[0-9a-f]{16}$/u, { error: 'must be 16 hexadecimal digits' })
    .meta({ description: 'The key', example: '0123456789abcdef', pattern: '^[0-9a-f]{16}$' }),
});

const createApiKey = route({
  operationId: 'createApiKey',
  method: 'post',
  path: '/v1/api-keys',
  tag: TAG,
  summary: 'Make an API key for a program',
  description:
    'It is sent as a bearer token is. The key is told in this answer alone; a repeat under the same ' +
    '`Idempotency-Key` has null instead. A key of role `user` needs the user that it acts for.',
  body: z
    .strictObject({
      name: nameField('What it is for', 'nightly usage report'),
      roles: z
        .array(z.enum(ROLES, { error: `must be some of ${ROLES.join(', ')}` }), { error: 'must be a list of roles' })
        .min(1, { error: 'must name a role' })
        .max(ROLES.length, { error: 'has too many roles' })
        .meta({ description: 'What it may do', example: ['operator'] }),
      userId: userIdField('Whom it acts for, in role `user`').optional(),
      expiresTime: timeField('When it ends; never unless told', '2036-01-01T00:00:00Z').optional(),
    })
    .meta({ id: 'CreateApiKey' }),
  status: 201,
  response: issuedApiKeySchema,
  refusals: ['CONFLICT'],
  secretField: 'apiKey',
  handle: async ({ body, principal, orgId, apiKeys, requestKey }) => {
    const { name, expiresTime } = body;
    const roles = [...new Set(body.roles)];
    const userId = userOfKey(roles, body.userId, orgId);
    const expiresAt = expiresTime === undefined ? undefined : laterThanNow(expiresTime);
    const createdBy = principal.subject;
    const { record, apiKey } = await apiKeys.create({ name, roles, userId, expiresAt, createdBy, requestKey });
    return { body: { ...apiKeyView(record), apiKey }, location: `/v1/api-keys/${record.keyId}` };
  },
});

/** @throws CloudfedError INVALID_ARGUMENT naming `userId` */
function userOfKey(roles: readonly Role[], userId: UserId | undefined, own: OrgId): UserId | undefined {
  if (!roles.includes('user')) {
    if (userId !== undefined) throw argumentError('userId', 'is for a key of role user alone');
    return undefined;
  }
  if (userId === undefined) throw argumentError('userId', 'is needed for a key of role user');
  if (orgOfUser(userId) !== own) throw argumentError('userId', 'is not a user of this organization');
  return userId;
}

function laterThanNow({ seconds, nanos }: LedgerTime): number {
  const moment = seconds * 1_000 + Math.floor(nanos / MILLION);
  if (moment <= Date.now()) throw argumentError('expiresTime', 'must be later than now');
  return moment;
}

const rotateApiKey = route({
  operationId: 'rotateApiKey',
  method: 'post',
  path: '/v1/api-keys/{keyId}/rotate',
  tag: TAG,
  summary: 'Give an API key a new secret',
  description:
    'Its id and roles stay. The secret before is taken beside the new one for a while, so that programs can be changed ' +
    'one by one; the one before that no longer.',
  params,
  body: z
    .strictObject({
      overlapHours: boundedField('How long the secret before is taken too, 24 unless told; 0 ends it at once', {
        least: 0,
        most: MOST_OVERLAP_HOURS,
        example: DEFAULT_OVERLAP_HOURS,
      }).optional(),
    })
    .meta({ id: 'RotateApiKey' }),
  response: issuedApiKeySchema,
  refusals: ['NOT_FOUND', 'CONFLICT'],
  secretField: 'apiKey',
  handle: async ({ params: { keyId }, body, apiKeys, requestKey }) => {
    const overlapMs = (body.overlapHours ?? DEFAULT_OVERLAP_HOURS) * HOUR_MS;
    const { record, apiKey } = await apiKeys.rotate(keyId, { overlapMs, requestKey });
    return { body: { ...apiKeyView(record), apiKey } };
  },
});

const revokeApiKey = route({
  operationId: 'revokeApiKey',
  method: 'post',
  path: '/v1/api-keys/{keyId}/revoke',
  tag: TAG,
  summary: 'End an API key at once',
  params,
  body: z.strictObject({}).meta({ id: 'RevokeApiKey' }),
  response: apiKeySchema,
  refusals: ['NOT_FOUND'],
  handle: async ({ params: { keyId }, apiKeys }) => ({ body: apiKeyView(await apiKeys.revoke(keyId)) }),
});

const readApiKey = route({
  operationId: 'readApiKey',
  method: 'get',
  path: '/v1/api-keys/{keyId}',
  tag: TAG,
  summary: 'An API key, without its secret',
  params,
  response: apiKeySchema,
  refusals: ['NOT_FOUND'],
  handle: ({ params: { keyId }, apiKeys }) => Promise.resolve({ body: apiKeyView(apiKeys.read(keyId)) }),
});

const listApiKeys = route({
  operationId: 'listApiKeys',
  method: 'get',
  path: '/v1/api-keys',
  tag: TAG,
  summary: 'The API keys that there are and were, without their secrets',
  query: z.strictObject(pageFields),
  response: listOf(apiKeySchema, 'ApiKeyList'),
  handle: async ({ query, apiKeys }) => {
    const keys: ListPart<ApiKeyRecord> = {
      read: ({ limit, cursor }) => {
        const items = apiKeys.list(limit, cursor);
        return Promise.resolve({ items, nextCursor: items.length < limit ? undefined : items.at(-1)?.keyId });
      },
    };
    const about = { question: { list: 'api-keys' }, limit: limitOf(query), cursor: query.cursor };
    const page = await readPage([keys], about);
    return { body: { ...page, items: page.items.map(apiKeyView) } };
  },
});

export const API_KEY_ROUTES = [createApiKey, listApiKeys, readApiKey, rotateApiKey, revokeApiKey];
