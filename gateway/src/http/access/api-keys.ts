import { CloudfedError, type UserId } from '@cloudfed/core';

import { GroupCommit } from '../../group-commit.js';
import type { Store } from '../../store.js';
import { newKeyId, newSecret, readApiKey, sameHash } from './api-key-secret.js';
import { isRole, type Role } from './policy.js';
import type { Principal } from './principal.js';
import { KEY_SUBJECT_PREFIX, unauthenticated } from './tokens.js';

/** What is known of a key: everything but its secret. Moments are milliseconds since 1970. */
export interface ApiKeyRecord {
  readonly keyId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Whom a key of role `user` acts for. */
  readonly userId: UserId | undefined;
  readonly createdAt: number;
  /** The principal that made it. */
  readonly createdBy: string;
  readonly expiresAt: number | undefined;
  readonly revokedAt: number | undefined;
  /** To the minute; undefined where it was never used. */
  readonly lastUsedAt: number | undefined;
  /** Until when the secret before the last rotation is taken too. */
  readonly previousUntil: number | undefined;
}

/** A key and its secret, which nobody is told again. */
export interface IssuedApiKey {
  readonly record: ApiKeyRecord;
  readonly apiKey: string;
}

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly userId: UserId | undefined;
  readonly expiresAt: number | undefined;
  readonly createdBy: string;
  /** Set where the request may come again: it then makes no second key. */
  readonly requestKey?: string | undefined;
}

export interface Rotation {
  /** How long the secret that is there is taken beside the new one. */
  readonly overlapMs: number;
  /** Set where the request may come again: what it replaces is then not the secret before. */
  readonly requestKey?: string | undefined;
}

/** The keys that an organization's gateway takes beside tokens. A secret is kept as a hash alone. */
export interface ApiKeys {
  /** @throws CloudfedError CONFLICT where there are as many as may be */
  create(key: NewApiKey): Promise<IssuedApiKey>;
  /** @throws CloudfedError NOT_FOUND; CONFLICT for a key that is over */
  rotate(keyId: string, rotation: Rotation): Promise<IssuedApiKey>;
  /** At once, both secrets. Again it changes nothing. @throws CloudfedError NOT_FOUND */
  revoke(keyId: string): Promise<ApiKeyRecord>;
  /** @throws CloudfedError NOT_FOUND */
  read(keyId: string): ApiKeyRecord;
  /** By id, after the one given. */
  list(limit: number, after: string | undefined): readonly ApiKeyRecord[];
  /** Who a key stands for. @throws CloudfedError UNAUTHENTICATED */
  verify(credential: string): Principal;
}

const MOST_KEYS = 10_000;
const USE_NOTED_MS = 60_000;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS api_key (
  key_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  user_id TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER,
  hash BLOB NOT NULL,
  previous_hash BLOB,
  previous_until INTEGER,
  request_key TEXT
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS api_key_by_request ON api_key (request_key);
`;

interface Row {
  readonly key_id: string;
  readonly name: string;
  readonly roles: string;
  readonly user_id: string | null;
  readonly created_at: number;
  readonly created_by: string;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
  readonly hash: Uint8Array;
  readonly previous_hash: Uint8Array | null;
  readonly previous_until: number | null;
  readonly request_key: string | null;
}

export function newApiKeys(store: Store, now: () => number = Date.now): ApiKeys {
  return new StoredApiKeys(store, now);
}

class StoredApiKeys implements ApiKeys {
  readonly #commit: GroupCommit;
  readonly #now: () => number;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(store: Store, now: () => number) {
    store.exec(SCHEMA);
    this.#commit = GroupCommit.of(store);
    this.#now = now;
    this.#statements = prepare(store);
  }

  async create(key: NewApiKey): Promise<IssuedApiKey> {
    const { byRequest, count, insert } = this.#statements;
    const before = key.requestKey === undefined ? undefined : (byRequest.get(key.requestKey) as Row | undefined);
    // Its answer was lost, and with it the secret: the same key gets another one.
    if (before !== undefined) return this.#renew(before, key.requestKey);
    if ((count.get() as { readonly keys: number }).keys >= MOST_KEYS) {
      throw new CloudfedError('CONFLICT', `there are ${MOST_KEYS} keys already`);
    }
    const keyId = newKeyId();
    const { apiKey, hash } = newSecret(keyId);
    const { name, roles, userId = null, expiresAt = null, createdBy, requestKey = null } = key;
    await this.#commit.write(() => {
      insert.run(keyId, name, roles.join(' '), userId, this.#now(), createdBy, expiresAt, hash, requestKey);
    });
    return { record: this.read(keyId), apiKey };
  }

  async rotate(keyId: string, { overlapMs, requestKey }: Rotation): Promise<IssuedApiKey> {
    const row = this.#row(keyId);
    if (this.#isOver(row)) throw new CloudfedError('CONFLICT', `keyId: ${keyId} is revoked or has expired`, 'keyId');
    if (requestKey !== undefined && row.request_key === requestKey) return this.#renew(row, requestKey);
    const { apiKey, hash } = newSecret(keyId);
    await this.#commit.write(() => {
      this.#statements.rotate.run(row.hash, this.#now() + overlapMs, hash, requestKey ?? null, keyId);
    });
    return { record: this.read(keyId), apiKey };
  }

  async revoke(keyId: string): Promise<ApiKeyRecord> {
    this.#row(keyId);
    await this.#commit.write(() => {
      this.#statements.revoke.run(this.#now(), keyId);
    });
    return this.read(keyId);
  }

  read(keyId: string): ApiKeyRecord {
    return recordOf(this.#row(keyId), this.#now());
  }

  list(limit: number, after = ''): readonly ApiKeyRecord[] {
    const rows = this.#statements.list.all(after, limit) as Row[];
    return rows.map((row) => recordOf(row, this.#now()));
  }

  verify(credential: string): Principal {
    const given = readApiKey(credential);
    const row = given && (this.#statements.find.get(given.keyId) as Row | undefined);
    if (given === undefined || row === undefined || !this.#isSecretOf(row, given.hash)) {
      throw unauthenticated('the API key is not valid');
    }
    if (this.#isOver(row)) throw unauthenticated('the API key is revoked or has expired');
    this.#noteUse(row);
    const { roles, userId } = recordOf(row, this.#now());
    return { subject: `${KEY_SUBJECT_PREFIX}${row.key_id}`, roles, userId };
  }

  /** Replaces a secret that nobody was told; what was there before it stays. */
  async #renew(row: Row, requestKey: string | undefined): Promise<IssuedApiKey> {
    const { apiKey, hash } = newSecret(row.key_id);
    await this.#commit.write(() => {
      this.#statements.rotate.run(row.previous_hash, row.previous_until, hash, requestKey ?? null, row.key_id);
    });
    return { record: this.read(row.key_id), apiKey };
  }

  #row(keyId: string): Row {
    const row = this.#statements.find.get(keyId) as Row | undefined;
    if (row === undefined) throw new CloudfedError('NOT_FOUND', `keyId: there is no API key ${keyId}`, 'keyId');
    return row;
  }

  #isSecretOf(row: Row, hash: Buffer): boolean {
    if (sameHash(row.hash, hash)) return true;
    if (row.previous_hash === null || (row.previous_until ?? 0) <= this.#now()) return false;
    return sameHash(row.previous_hash, hash);
  }

  #isOver(row: Row): boolean {
    return row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= this.#now());
  }

  /** For whoever wonders whether a key is still needed; a lost note is no loss. */
  #noteUse(row: Row): void {
    const now = this.#now();
    if (row.last_used_at !== null && now - row.last_used_at < USE_NOTED_MS) return;
    this.#commit
      .write(() => {
        this.#statements.use.run(now, row.key_id);
      })
      .catch(() => undefined);
  }
}

function prepare(store: Store) {
  return {
    find: store.prepare('SELECT * FROM api_key WHERE key_id = ?'),
    byRequest: store.prepare('SELECT * FROM api_key WHERE request_key = ?'),
    count: store.prepare('SELECT count(*) AS keys FROM api_key'),
    list: store.prepare('SELECT * FROM api_key WHERE key_id > ? ORDER BY key_id LIMIT ?'),
    insert: store.prepare(
      'INSERT INTO api_key (key_id, name, roles, user_id, created_at, created_by, expires_at, hash, request_key) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    rotate: store.prepare(
      'UPDATE api_key SET previous_hash = ?, previous_until = ?, hash = ?, request_key = ? WHERE key_id = ?',
    ),
    revoke: store.prepare(
      'UPDATE api_key SET revoked_at = ?, previous_hash = NULL, previous_until = NULL ' +
        'WHERE key_id = ? AND revoked_at IS NULL',
    ),
    use: store.prepare('UPDATE api_key SET last_used_at = ? WHERE key_id = ?'),
  };
}

function recordOf(row: Row, now: number): ApiKeyRecord {
  const { previous_until: until } = row;
  return {
    keyId: row.key_id,
    name: row.name,
    roles: row.roles.split(' ').filter(isRole),
    userId: row.user_id === null ? undefined : (row.user_id as UserId),
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    previousUntil: until !== null && until > now ? until : undefined,
  };
}
