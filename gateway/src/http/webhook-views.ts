import type { z } from 'zod';

import type { WebhookDelivery, WebhookRecord } from '../webhooks/webhook.js';
import { optionalMoment, timeOf } from './views.js';
import type { deliverySchema, webhookKinds, webhookSchema } from './webhook-schemas.js';

export function webhookView(record: WebhookRecord): z.infer<typeof webhookSchema> {
  const { webhookId, url, kinds, state, problem, createdBy, deliveries } = record;
  return {
    webhookId,
    endpoint: url,
    kinds: kinds === undefined ? null : ([...kinds] as z.infer<typeof webhookKinds>),
    state,
    problem: problem ?? null,
    ...deliveries,
    lastDeliveredTime: optionalMoment(record.lastDeliveredAt),
    previousSecretUntil: optionalMoment(record.previousUntil),
    createdTime: timeOf(record.createdAt),
    createdBy,
  };
}

export function deliveryView(delivery: WebhookDelivery): z.infer<typeof deliverySchema> {
  const { deliveryId, webhookId, messageId, state, attempts, problem, createdAt, nextAttemptAt, eventId } = delivery;
  return {
    deliveryId,
    webhookId,
    messageId,
    state,
    attempts,
    problem: problem ?? null,
    createdTime: timeOf(createdAt),
    nextAttemptTime: optionalMoment(nextAttemptAt),
    eventId,
  };
}
