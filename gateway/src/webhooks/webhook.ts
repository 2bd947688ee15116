/** What a webhook may be told of: the kinds of changes on the ledgers, and alerts. */
export const ALERTS = 'alert';

/** What is known of a webhook: everything but its secret. Moments are milliseconds since 1970. */
export interface WebhookRecord {
  readonly webhookId: string;
  readonly url: string;
  /** Kinds of changes, and `alert`; undefined for all. */
  readonly kinds: readonly string[] | undefined;
  /** A suspended one is told nothing; what happens meanwhile is told when it goes on. */
  readonly state: 'active' | 'suspended';
  /** Why it was suspended by the gateway. */
  readonly problem: string | undefined;
  readonly createdAt: number;
  /** The principal that made it. */
  readonly createdBy: string;
  /** Until when requests are signed with the secret before the last rotation too. */
  readonly previousUntil: number | undefined;
  readonly lastDeliveredAt: number | undefined;
  readonly deliveries: { readonly delivered: number; readonly waiting: number; readonly dead: number };
}

/** A webhook and its secret, which nobody is told again. */
export interface IssuedWebhook {
  readonly record: WebhookRecord;
  readonly secret: string;
}

/** What was not delivered yet, or not at all. */
export interface WebhookDelivery {
  /** Counts up over all webhooks. */
  readonly deliveryId: number;
  readonly webhookId: string;
  /** The same in every attempt: the header `webhook-id`. */
  readonly messageId: string;
  /** Dead: it is tried no more, unless somebody asks for it. */
  readonly state: 'waiting' | 'dead';
  readonly attempts: number;
  readonly createdAt: number;
  /** Undefined for a dead one. */
  readonly nextAttemptAt: number | undefined;
  /** What came of the last attempt. */
  readonly problem: string | undefined;
  /** The place of what it tells of. */
  readonly eventId: string;
}
