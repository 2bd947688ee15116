import { z } from 'zod';

import { count, moment, said } from './answer-fields.js';
import { changeSchema } from './event-schemas.js';
import { ALERTS } from '../webhooks/webhook.js';

// Webhooks as they are answered.

export const WEBHOOK_KINDS = [...changeSchema.shape.kind.options, ALERTS] as const;
export const webhookKinds = z
  .array(z.enum(WEBHOOK_KINDS, { error: `must be some of ${WEBHOOK_KINDS.join(', ')}` }), { error: 'must be a list' })
  .min(1, { error: 'must name a kind' })
  .max(WEBHOOK_KINDS.length, { error: 'has too many kinds' });

const webhookId = said('The webhook', '0123456789abcdef', '^[0-9a-f]{16}$');
const webhookFields = {
  webhookId,
  endpoint: said('Where its messages are posted', 'https://hooks.example/cloudfed'),
  kinds: webhookKinds
    .nullable()
    .meta({ description: 'Kinds of changes, and `alert`, that it is told of; null for all', example: ['alert'] }),
  state: z.enum(['active', 'suspended']),
  problem: said('Why the gateway suspended it', '1000 deliveries are dead').nullable(),
  delivered: count('Messages delivered', 12),
  waiting: count('Messages that are tried again', 0),
  dead: count('Messages that are tried no more unless somebody asks for it', 0),
  lastDeliveredTime: moment('When a message was last delivered').nullable(),
  previousSecretUntil: moment('Until when messages are signed with the secret before too').nullable(),
  createdTime: moment('When it was made'),
  createdBy: said('The principal that made it', 'alice'),
};

export const webhookSchema = z.strictObject(webhookFields).meta({ id: 'Webhook' });
export const issuedWebhookSchema = z
  .strictObject({
    ...webhookFields,
    secret: said('What its messages are signed with; null in a repeat of the answer', 'whsec_…').nullable(),
  })
  .meta({ id: 'IssuedWebhook' });

export const deliverySchema = z
  .strictObject({
    deliveryId: count('The delivery', 1),
    webhookId,
    messageId: said('The message’s `webhook-id`, the same in every attempt', '0123456789abcdef.1'),
    state: z.enum(['waiting', 'dead']),
    attempts: count('Made so far', 1),
    problem: said('What came of the last attempt', 'it answered 500').nullable(),
    createdTime: moment('When it was first to be delivered'),
    nextAttemptTime: moment('When it is tried again').nullable(),
    eventId: said('The event that it tells of, as the event stream names it', 'channel12:7:f00df00df00df00d~~1'),
  })
  .meta({ id: 'WebhookDelivery' });
