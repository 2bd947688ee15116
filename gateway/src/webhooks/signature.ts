import { createHmac, randomBytes } from 'node:crypto';

// As the Standard Webhooks specification has it (1.0), so that its libraries verify what we send.

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface Message {
  readonly messageId: string;
  /** Of this attempt, since 1970. */
  readonly seconds: number;
  readonly body: string;
}

/** HMAC-SHA-256 over id, moment and body, under each of the secrets. */
export function signatureOf({ messageId, seconds, body }: Message, secrets: readonly string[]): string {
  const signed = `${messageId}.${seconds}.${body}`;
  return secrets
    .map((secret) => createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(signed))
    .map((hmac) => `v1,${hmac.digest('base64')}`)
    .join(' ');
}
