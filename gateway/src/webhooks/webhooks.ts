import { argumentError, CloudfedError } from '@cloudfed/core';

import type { IssuedWebhook, WebhookDelivery, WebhookRecord } from './webhook.js';
import { WebhookRun, type WebhookRunParts } from './webhook-run.js';
import type { NewWebhook, WebhookStore } from './webhook-store.js';

/** The webhooks of a gateway. */
export interface Webhooks extends Pick<WebhookStore, 'read' | 'list' | 'listDeliveries' | 'readDelivery' | 'discard'> {
  /** Told of what happens from now on. @throws CloudfedError CONFLICT, UNAVAILABLE */
  create(webhook: Omit<NewWebhook, 'position'>): Promise<IssuedWebhook>;
  /** @throws CloudfedError NOT_FOUND */
  rotate(webhookId: string, overlapMs: number): Promise<IssuedWebhook>;
  /** Nothing is sent until it is resumed. @throws CloudfedError NOT_FOUND */
  suspend(webhookId: string): Promise<WebhookRecord>;
  /** Goes on with what happened since. @throws CloudfedError NOT_FOUND */
  resume(webhookId: string): Promise<WebhookRecord>;
  /** @throws CloudfedError NOT_FOUND */
  remove(webhookId: string): Promise<WebhookRecord>;
  /** @throws CloudfedError NOT_FOUND; CONFLICT while its webhook is suspended */
  redeliver(deliveryId: number): Promise<WebhookDelivery>;
  close(): Promise<void>;
}

const MOST = 1_000;

/** Goes on telling those that there are. */
export function newWebhooks(parts: WebhookRunParts): Webhooks {
  return new RunningWebhooks(parts);
}

class RunningWebhooks implements Webhooks {
  readonly #parts: WebhookRunParts;
  readonly #store: WebhookStore;
  readonly #runs = new Map<string, WebhookRun>();
  #isClosed = false;

  constructor(parts: WebhookRunParts) {
    this.#parts = parts;
    this.#store = parts.store;
    for (const webhook of this.#store.list(MOST)) if (webhook.state === 'active') this.#start(webhook);
  }

  async create(webhook: Omit<NewWebhook, 'position'>): Promise<IssuedWebhook> {
    const position = await this.#parts.feed.head();
    const issued = await this.#store.create({ ...webhook, position });
    this.#start(issued.record);
    return issued;
  }

  rotate(webhookId: string, overlapMs: number): Promise<IssuedWebhook> {
    return this.#store.rotate(webhookId, overlapMs);
  }

  async suspend(webhookId: string): Promise<WebhookRecord> {
    const record = await this.#store.setState(webhookId, 'suspended', undefined);
    await this.#stop(webhookId);
    return record;
  }

  async resume(webhookId: string): Promise<WebhookRecord> {
    this.#store.read(webhookId);
    await this.#stop(webhookId);
    const record = await this.#store.setState(webhookId, 'active', undefined);
    this.#start(record);
    return record;
  }

  async remove(webhookId: string): Promise<WebhookRecord> {
    const record = await this.#store.remove(webhookId);
    await this.#stop(webhookId);
    return record;
  }

  async redeliver(deliveryId: number): Promise<WebhookDelivery> {
    const { webhookId } = this.#store.readDelivery(deliveryId);
    if (this.#store.read(webhookId).state === 'suspended') {
      throw new CloudfedError('CONFLICT', `deliveryId: webhook ${webhookId} is suspended`, 'deliveryId');
    }
    const delivery = await this.#store.redeliver(deliveryId);
    this.#runs.get(webhookId)?.wake();
    return delivery;
  }

  read(webhookId: string): WebhookRecord {
    return this.#store.read(webhookId);
  }

  list(...of: Parameters<WebhookStore['list']>): readonly WebhookRecord[] {
    return this.#store.list(...of);
  }

  listDeliveries(...of: Parameters<WebhookStore['listDeliveries']>): readonly WebhookDelivery[] {
    return this.#store.listDeliveries(...of);
  }

  readDelivery(deliveryId: number): WebhookDelivery {
    return this.#store.readDelivery(deliveryId);
  }

  discard(deliveryId: number): Promise<WebhookDelivery> {
    return this.#store.discard(deliveryId);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#runs.values()].map((run) => run.stop()));
    this.#parts.post.close();
  }

  #start(webhook: WebhookRecord): void {
    if (this.#isClosed || this.#runs.has(webhook.webhookId)) return;
    this.#runs.set(webhook.webhookId, new WebhookRun(webhook, this.#parts));
  }

  async #stop(webhookId: string): Promise<void> {
    const run = this.#runs.get(webhookId);
    this.#runs.delete(webhookId);
    await run?.stop();
  }
}

const LONGEST_URL = 2_000;

/** A URL as it is called. @throws CloudfedError INVALID_ARGUMENT */
export function parseWebhookUrl(text: string, field: string): string {
  if (text.length > LONGEST_URL || !URL.canParse(text)) throw argumentError(field, 'must be a URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw argumentError(field, 'must begin with https://');
  if (url.username !== '' || url.password !== '') throw argumentError(field, 'must hold no name and password');
  if (url.hash !== '') throw argumentError(field, 'must have no fragment');
  return url.href;
}
