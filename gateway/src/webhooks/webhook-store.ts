import { randomBytes } from 'node:crypto';

import { CloudfedError } from '@cloudfed/core';

import { GroupCommit } from '../group-commit.js';
import type { Store } from '../store.js';
import { newWebhookSecret } from './signature.js';
import type { IssuedWebhook, WebhookDelivery, WebhookRecord } from './webhook.js';

export interface NewWebhook {
  readonly url: string;
  readonly kinds: readonly string[] | undefined;
  readonly createdBy: string;
  /** Behind what it begins to be told. */
  readonly position: string;
  /** Set where the request may come again: it then makes no second webhook. */
  readonly requestKey?: string | undefined;
}

const MOST_WEBHOOKS = 50;
const ID_BYTES = 8;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS webhook (
  webhook_id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  kinds TEXT,
  state TEXT NOT NULL,
  problem TEXT,
  secret TEXT NOT NULL,
  previous_secret TEXT,
  previous_until INTEGER,
  position TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  delivered INTEGER NOT NULL DEFAULT 0,
  last_delivered_at INTEGER,
  request_key TEXT UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS webhook_delivery (
  delivery_id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  problem TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS webhook_delivery_due ON webhook_delivery (webhook_id, state, due_at);
`;

interface Row {
  readonly webhook_id: string;
  readonly url: string;
  readonly kinds: string | null;
  readonly state: WebhookRecord['state'];
  readonly problem: string | null;
  readonly secret: string;
  readonly previous_secret: string | null;
  readonly previous_until: number | null;
  readonly position: string;
  readonly created_at: number;
  readonly created_by: string;
  readonly delivered: number;
  readonly last_delivered_at: number | null;
  readonly request_key: string | null;
}

interface DeliveryRow {
  readonly delivery_id: number;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly state: WebhookDelivery['state'];
  readonly attempts: number;
  readonly created_at: number;
  readonly due_at: number;
  readonly problem: string | null;
}

/** Webhooks, how far each was told, and what could not be delivered to it yet. */
export class WebhookStore {
  readonly #commit: GroupCommit;
  readonly #statements: ReturnType<typeof prepare>;
  readonly now: () => number;

  constructor(store: Store, now: () => number = Date.now) {
    store.exec(SCHEMA);
    this.#commit = GroupCommit.of(store);
    this.#statements = prepare(store);
    this.now = now;
  }

  /** @throws CloudfedError CONFLICT where there are as many as may be */
  async create({ url, kinds, createdBy, position, requestKey }: NewWebhook): Promise<IssuedWebhook> {
    const { byRequest, count, insert } = this.#statements;
    const before = requestKey === undefined ? undefined : (byRequest.get(requestKey) as Row | undefined);
    const secret = newWebhookSecret();
    // Its answer was lost, and with it the secret: the same webhook gets another one.
    if (before !== undefined) {
      await this.#write(() => this.#statements.replaceSecret.run(secret, before.webhook_id));
      return { record: this.read(before.webhook_id), secret };
    }
    if ((count.get() as { readonly webhooks: number }).webhooks >= MOST_WEBHOOKS) {
      throw new CloudfedError('CONFLICT', `there are ${MOST_WEBHOOKS} webhooks already`);
    }
    const webhookId = randomBytes(ID_BYTES).toString('hex');
    const told = kinds?.join(' ') ?? null;
    await this.#write(() =>
      insert.run(webhookId, url, told, secret, position, this.now(), createdBy, requestKey ?? null),
    );
    return { record: this.read(webhookId), secret };
  }

  /** @throws CloudfedError NOT_FOUND */
  async rotate(webhookId: string, overlapMs: number): Promise<IssuedWebhook> {
    const { secret: previous } = this.#row(webhookId);
    const secret = newWebhookSecret();
    await this.#write(() => this.#statements.rotate.run(previous, this.now() + overlapMs, secret, webhookId));
    return { record: this.read(webhookId), secret };
  }

  /** @throws CloudfedError NOT_FOUND */
  async setState(
    webhookId: string,
    state: WebhookRecord['state'],
    problem: string | undefined,
  ): Promise<WebhookRecord> {
    this.#row(webhookId);
    await this.#write(() => this.#statements.setState.run(state, problem ?? null, webhookId));
    return this.read(webhookId);
  }

  /** With all that was not delivered. @throws CloudfedError NOT_FOUND */
  async remove(webhookId: string): Promise<WebhookRecord> {
    const record = this.read(webhookId);
    await this.#write(() => {
      this.#statements.remove.run(webhookId);
      this.#statements.removeDeliveries.run(webhookId);
    });
    return record;
  }

  /** @throws CloudfedError NOT_FOUND */
  read(webhookId: string): WebhookRecord {
    return this.#recordOf(this.#row(webhookId));
  }

  /** By id, after the one given. */
  list(limit: number, after = ''): readonly WebhookRecord[] {
    return (this.#statements.list.all(after, limit) as Row[]).map((row) => this.#recordOf(row));
  }

  /** Where its telling goes on, and what it is signed with; undefined where it is no more. */
  telling(webhookId: string): { readonly position: string; readonly secrets: readonly string[] } | undefined {
    const row = this.#statements.find.get(webhookId) as Row | undefined;
    if (row === undefined) return undefined;
    const { position, secret, previous_secret: previous, previous_until: until } = row;
    const isOverlapping = previous !== null && (until ?? 0) > this.now();
    return { position, secrets: isOverlapping ? [secret, previous] : [secret] };
  }

  /** Something is to be delivered, or nothing, and the telling goes on behind it: both or none. */
  async tell(webhookId: string, body: string | undefined, position: string): Promise<void> {
    const { find, enqueue, move } = this.#statements;
    await this.#write(() => {
      if (find.get(webhookId) === undefined) return;
      if (body !== undefined) enqueue.run(webhookId, position, body, this.now(), this.now());
      move.run(position, webhookId);
    });
  }

  waiting(webhookId: string): number {
    return (this.#statements.countOf.get(webhookId, 'waiting') as { readonly deliveries: number }).deliveries;
  }

  dead(webhookId: string): number {
    return (this.#statements.countOf.get(webhookId, 'dead') as { readonly deliveries: number }).deliveries;
  }

  /** Of all webhooks together. */
  standing(): { readonly waiting: number; readonly dead: number; readonly suspended: number } {
    const states = this.#statements.countStates.all() as { readonly state: string; readonly deliveries: number }[];
    const of = (name: string): number => states.find(({ state }) => state === name)?.deliveries ?? 0;
    const { suspended } = this.#statements.countSuspended.get() as { readonly suspended: number };
    return { waiting: of('waiting'), dead: of('dead'), suspended };
  }

  /** Waiting ones, those first that are due first. */
  due(webhookId: string, limit: number): readonly (WebhookDelivery & { readonly dueAt: number })[] {
    const rows = this.#statements.due.all(webhookId, limit) as DeliveryRow[];
    return rows.map((row) => ({ ...deliveryOf(row), dueAt: row.due_at }));
  }

  /** What is posted; undefined where the delivery is no more. */
  bodyOf({ deliveryId }: WebhookDelivery): string | undefined {
    return (this.#statements.bodyOf.get(deliveryId) as { readonly body: string } | undefined)?.body;
  }

  async delivered({ deliveryId, webhookId }: WebhookDelivery): Promise<void> {
    await this.#write(() => {
      this.#statements.removeDelivery.run(deliveryId);
      this.#statements.noteDelivered.run(this.now(), webhookId);
    });
  }

  /** @param dueAt when it is tried again; undefined where it is not */
  async failed({ deliveryId }: WebhookDelivery, problem: string, dueAt: number | undefined): Promise<void> {
    const state = dueAt === undefined ? 'dead' : 'waiting';
    await this.#write(() => this.#statements.failed.run(state, dueAt ?? 0, problem, deliveryId));
  }

  /** In the order of their making, after the one given. */
  listDeliveries(
    filter: { readonly webhookId?: string | undefined; readonly state?: WebhookDelivery['state'] | undefined },
    limit: number,
    after = 0,
  ): readonly WebhookDelivery[] {
    const { webhookId = null, state = null } = filter;
    return (this.#statements.listDeliveries.all(after, webhookId, webhookId, state, state, limit) as DeliveryRow[]).map(
      deliveryOf,
    );
  }

  /** @throws CloudfedError NOT_FOUND */
  readDelivery(deliveryId: number): WebhookDelivery {
    const row = this.#statements.findDelivery.get(deliveryId) as DeliveryRow | undefined;
    if (row !== undefined) return deliveryOf(row);
    throw new CloudfedError('NOT_FOUND', `deliveryId: nothing is waiting or dead as ${deliveryId}`, 'deliveryId');
  }

  /** A dead one is tried again from the first attempt on, a waiting one at once. @throws CloudfedError NOT_FOUND */
  async redeliver(deliveryId: number): Promise<WebhookDelivery> {
    this.readDelivery(deliveryId);
    await this.#write(() => this.#statements.redeliver.run(this.now(), deliveryId));
    return this.readDelivery(deliveryId);
  }

  /** @throws CloudfedError NOT_FOUND */
  async discard(deliveryId: number): Promise<WebhookDelivery> {
    const delivery = this.readDelivery(deliveryId);
    await this.#write(() => this.#statements.removeDelivery.run(deliveryId));
    return delivery;
  }

  #write(write: () => unknown): Promise<void> {
    return this.#commit.write(() => {
      write();
    });
  }

  #row(webhookId: string): Row {
    const row = this.#statements.find.get(webhookId) as Row | undefined;
    if (row !== undefined) return row;
    throw new CloudfedError('NOT_FOUND', `webhookId: there is no webhook ${webhookId}`, 'webhookId');
  }

  #recordOf(row: Row): WebhookRecord {
    const { previous_until: until } = row;
    return {
      webhookId: row.webhook_id,
      url: row.url,
      kinds: row.kinds === null ? undefined : row.kinds.split(' '),
      state: row.state,
      problem: row.problem ?? undefined,
      createdAt: row.created_at,
      createdBy: row.created_by,
      previousUntil: until !== null && until > this.now() ? until : undefined,
      lastDeliveredAt: row.last_delivered_at ?? undefined,
      deliveries: {
        delivered: row.delivered,
        waiting: this.waiting(row.webhook_id),
        dead: this.dead(row.webhook_id),
      },
    };
  }
}

function prepare(store: Store) {
  const told = 'delivery_id, webhook_id, event_id, state, attempts, created_at, due_at, problem';
  return {
    bodyOf: store.prepare('SELECT body FROM webhook_delivery WHERE delivery_id = ?'),
    find: store.prepare('SELECT * FROM webhook WHERE webhook_id = ?'),
    byRequest: store.prepare('SELECT * FROM webhook WHERE request_key = ?'),
    count: store.prepare('SELECT count(*) AS webhooks FROM webhook'),
    list: store.prepare('SELECT * FROM webhook WHERE webhook_id > ? ORDER BY webhook_id LIMIT ?'),
    insert: store.prepare(
      'INSERT INTO webhook (webhook_id, url, kinds, state, secret, position, created_at, created_by, request_key) ' +
        "VALUES (?, ?, ?, 'active', ?, ?, ?, ?, ?)",
    ),
    replaceSecret: store.prepare('UPDATE webhook SET secret = ? WHERE webhook_id = ?'),
    rotate: store.prepare(
      'UPDATE webhook SET previous_secret = ?, previous_until = ?, secret = ? WHERE webhook_id = ?',
    ),
    setState: store.prepare('UPDATE webhook SET state = ?, problem = ? WHERE webhook_id = ?'),
    remove: store.prepare('DELETE FROM webhook WHERE webhook_id = ?'),
    removeDeliveries: store.prepare('DELETE FROM webhook_delivery WHERE webhook_id = ?'),
    move: store.prepare('UPDATE webhook SET position = ? WHERE webhook_id = ?'),
    enqueue: store.prepare(
      'INSERT INTO webhook_delivery (webhook_id, event_id, body, state, attempts, created_at, due_at) ' +
        "VALUES (?, ?, ?, 'waiting', 0, ?, ?)",
    ),
    countOf: store.prepare('SELECT count(*) AS deliveries FROM webhook_delivery WHERE webhook_id = ? AND state = ?'),
    countStates: store.prepare('SELECT state, count(*) AS deliveries FROM webhook_delivery GROUP BY state'),
    countSuspended: store.prepare("SELECT count(*) AS suspended FROM webhook WHERE state = 'suspended'"),
    due: store.prepare(
      `SELECT ${told} FROM webhook_delivery WHERE webhook_id = ? AND state = 'waiting' ORDER BY due_at, delivery_id LIMIT ?`,
    ),
    findDelivery: store.prepare(`SELECT ${told} FROM webhook_delivery WHERE delivery_id = ?`),
    removeDelivery: store.prepare('DELETE FROM webhook_delivery WHERE delivery_id = ?'),
    noteDelivered: store.prepare(
      'UPDATE webhook SET delivered = delivered + 1, last_delivered_at = ? WHERE webhook_id = ?',
    ),
    failed: store.prepare(
      'UPDATE webhook_delivery SET attempts = attempts + 1, state = ?, due_at = ?, problem = ? WHERE delivery_id = ?',
    ),
    redeliver: store.prepare(
      "UPDATE webhook_delivery SET attempts = CASE state WHEN 'dead' THEN 0 ELSE attempts END, state = 'waiting', " +
        'due_at = ? WHERE delivery_id = ?',
    ),
    listDeliveries: store.prepare(
      `SELECT ${told} FROM webhook_delivery WHERE delivery_id > ? AND (? IS NULL OR webhook_id = ?) ` +
        'AND (? IS NULL OR state = ?) ORDER BY delivery_id LIMIT ?',
    ),
  };
}

function deliveryOf(row: DeliveryRow): WebhookDelivery {
  return {
    deliveryId: row.delivery_id,
    webhookId: row.webhook_id,
    messageId: `${row.webhook_id}.${row.delivery_id}`,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.state === 'dead' ? undefined : row.due_at,
    problem: row.problem ?? undefined,
    eventId: row.event_id,
  };
}
