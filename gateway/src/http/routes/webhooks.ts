import { argumentError } from '@cloudfed/core';
import { z } from 'zod';

import type { WebhookDelivery, WebhookRecord } from '../../webhooks/webhook.js';
import { parseWebhookUrl } from '../../webhooks/webhooks.js';
import { type ListPart, readPage } from '../cursor.js';
import { boundedField, field, wordField } from '../fields.js';
import { route } from '../route.js';
import { listOf } from '../schemas.js';
import { deliverySchema, issuedWebhookSchema, webhookKinds, webhookSchema } from '../webhook-schemas.js';
import { deliveryView, webhookView } from '../webhook-views.js';
import { limitOf, pageFields } from './parameters.js';

const TAG = 'Webhooks';
const HOUR_MS = 3_600_000;
const MOST_OVERLAP_HOURS = 24 * 30;
const DEFAULT_OVERLAP_HOURS = 24;
/** Bodies may be long, so a page of them is short. */
const MOST_DELIVERIES = 100;

const webhookIdField = z
  .string()
  .regex(/^[0-9a-f]{16}$/u, { error: 'must be 16 hexadecimal digits' })
  .meta({ description: 'The webhook', example: '0123456789abcdef', pattern: '^[0-9a-f]{16}$' });
const params = z.strictObject({ webhookId: webhookIdField });
const deliveryParams = z.strictObject({
  deliveryId: boundedField('The delivery', { least: 1, most: Number.MAX_SAFE_INTEGER, example: 1 }),
});

const createWebhook = route({
  operationId: 'createWebhook',
  method: 'post',
  path: '/v1/webhooks',
  tag: TAG,
  summary: 'Have a URL told of events and alerts from now on',
  description:
    'Messages are posted and signed as Standard Webhooks 1.0 has it. The secret is told in this answer alone; a repeat ' +
    'under the same `Idempotency-Key` has null instead. Only public addresses are reached, over TLS, unless the ' +
    'gateway’s settings name others.',
  body: z
    .strictObject({
      endpoint: field(parseWebhookUrl, { description: 'Where to post to', example: 'https://hooks.example/cloudfed' }),
      kinds: webhookKinds
        .optional()
        .meta({ description: 'Kinds of changes, and `alert`; all unless told', example: ['alert'] }),
    })
    .meta({ id: 'CreateWebhook' }),
  status: 201,
  response: issuedWebhookSchema,
  refusals: ['CONFLICT'],
  secretField: 'secret',
  handle: async ({ body, principal, webhooks, requestKey }) => {
    const kinds = body.kinds === undefined ? undefined : [...new Set(body.kinds)];
    const asked = { url: body.endpoint, kinds, createdBy: principal.subject, requestKey };
    const { record, secret } = await webhooks.create(asked);
    return { body: { ...webhookView(record), secret }, location: `/v1/webhooks/${record.webhookId}` };
  },
});

const listWebhooks = route({
  operationId: 'listWebhooks',
  method: 'get',
  path: '/v1/webhooks',
  tag: TAG,
  summary: 'The webhooks, without their secrets',
  query: z.strictObject(pageFields),
  response: listOf(webhookSchema, 'WebhookList'),
  handle: async ({ query, webhooks }) => {
    const all: ListPart<WebhookRecord> = {
      read: ({ limit, cursor }) => {
        const items = webhooks.list(limit, cursor);
        return Promise.resolve({ items, nextCursor: items.length < limit ? undefined : items.at(-1)?.webhookId });
      },
    };
    const about = { question: { list: 'webhooks' }, limit: limitOf(query), cursor: query.cursor };
    const page = await readPage([all], about);
    return { body: { ...page, items: page.items.map(webhookView) } };
  },
});

const readWebhook = route({
  operationId: 'readWebhook',
  method: 'get',
  path: '/v1/webhooks/{webhookId}',
  tag: TAG,
  summary: 'A webhook, without its secret',
  params,
  response: webhookSchema,
  refusals: ['NOT_FOUND'],
  handle: ({ params: { webhookId }, webhooks }) => Promise.resolve({ body: webhookView(webhooks.read(webhookId)) }),
});

const rotateWebhookSecret = route({
  operationId: 'rotateWebhookSecret',
  method: 'post',
  path: '/v1/webhooks/{webhookId}/rotate',
  tag: TAG,
  summary: 'Give a webhook a new secret',
  description: 'For a while its messages are signed with both, so that the receiver can be changed meanwhile.',
  params,
  body: z
    .strictObject({
      overlapHours: boundedField('How long the secret before is used too, 24 unless told; 0 ends it at once', {
        least: 0,
        most: MOST_OVERLAP_HOURS,
        example: DEFAULT_OVERLAP_HOURS,
      }).optional(),
    })
    .meta({ id: 'RotateWebhookSecret' }),
  response: issuedWebhookSchema,
  refusals: ['NOT_FOUND'],
  secretField: 'secret',
  handle: async ({ params: { webhookId }, body, webhooks }) => {
    const overlapMs = (body.overlapHours ?? DEFAULT_OVERLAP_HOURS) * HOUR_MS;
    const { record, secret } = await webhooks.rotate(webhookId, overlapMs);
    return { body: { ...webhookView(record), secret } };
  },
});

const ACTS = {
  suspend: { operationId: 'suspendWebhook', summary: 'Send nothing to a webhook for now' },
  resume: { operationId: 'resumeWebhook', summary: 'Go on with what happened since a webhook was suspended' },
  remove: { operationId: 'removeWebhook', summary: 'Forget a webhook and what was not delivered to it' },
} as const;

function actRoute(act: keyof typeof ACTS) {
  const { operationId, summary } = ACTS[act];
  return route({
    operationId,
    method: 'post',
    path: `/v1/webhooks/{webhookId}/${act}`,
    tag: TAG,
    summary,
    params,
    body: z.strictObject({}).meta({ id: `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}` }),
    response: webhookSchema,
    refusals: ['NOT_FOUND'],
    handle: async ({ params: { webhookId }, webhooks }) => ({ body: webhookView(await webhooks[act](webhookId)) }),
  });
}

const listWebhookDeliveries = route({
  operationId: 'listWebhookDeliveries',
  method: 'get',
  path: '/v1/webhook-deliveries',
  tag: TAG,
  summary: 'Messages that could not be delivered yet, or not at all',
  query: z.strictObject({
    webhookId: webhookIdField.optional(),
    state: wordField(['waiting', 'dead'], 'Only those in this state').optional(),
    ...pageFields,
    limit: boundedField('Messages in the answer at most, 100 unless told', {
      least: 1,
      most: MOST_DELIVERIES,
      example: MOST_DELIVERIES,
    }).optional(),
  }),
  response: listOf(deliverySchema, 'WebhookDeliveryList'),
  handle: async ({ query, webhooks }) => {
    const { webhookId, state } = query;
    const part: ListPart<WebhookDelivery> = {
      read: ({ limit, cursor }) => {
        const after = cursor === undefined ? 0 : Number(cursor);
        if (!Number.isSafeInteger(after)) throw argumentError('cursor', 'is not one that this list gave');
        const items = webhooks.listDeliveries({ webhookId, state }, limit, after);
        const last = items.at(-1)?.deliveryId.toString();
        return Promise.resolve({ items, nextCursor: items.length < limit ? undefined : last });
      },
    };
    const question = { list: 'webhook-deliveries', webhookId, state };
    const page = await readPage([part], { question, limit: limitOf(query), cursor: query.cursor });
    return { body: { ...page, items: page.items.map(deliveryView) } };
  },
});

const redeliverWebhookDelivery = route({
  operationId: 'redeliverWebhookDelivery',
  method: 'post',
  path: '/v1/webhook-deliveries/{deliveryId}/redeliver',
  tag: TAG,
  summary: 'Try to deliver a message again at once',
  params: deliveryParams,
  body: z.strictObject({}).meta({ id: 'RedeliverWebhookDelivery' }),
  response: deliverySchema,
  refusals: ['NOT_FOUND', 'CONFLICT'],
  handle: async ({ params: { deliveryId }, webhooks }) => ({
    body: deliveryView(await webhooks.redeliver(deliveryId)),
  }),
});

const discardWebhookDelivery = route({
  operationId: 'discardWebhookDelivery',
  method: 'post',
  path: '/v1/webhook-deliveries/{deliveryId}/discard',
  tag: TAG,
  summary: 'Give a message up',
  params: deliveryParams,
  body: z.strictObject({}).meta({ id: 'DiscardWebhookDelivery' }),
  response: deliverySchema,
  refusals: ['NOT_FOUND'],
  handle: async ({ params: { deliveryId }, webhooks }) => ({ body: deliveryView(await webhooks.discard(deliveryId)) }),
});

export const WEBHOOK_ROUTES = [
  createWebhook,
  listWebhooks,
  readWebhook,
  rotateWebhookSecret,
  actRoute('suspend'),
  actRoute('resume'),
  actRoute('remove'),
  listWebhookDeliveries,
  redeliverWebhookDelivery,
  discardWebhookDelivery,
];
