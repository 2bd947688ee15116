import { type ErrorCode, isErrorCode } from '@cloudfed/core';

import { GroupCommit } from '../../group-commit.js';
import type { Store } from '../../store.js';
import type { KeyedRequest } from './keyed-request.js';

/** An answer as it can be given again, word for word. */
export interface RecordedAnswer {
  readonly status: number;
  /** Of a refusal. */
  readonly code: ErrorCode | undefined;
  readonly location: string | undefined;
  readonly transactionIds: readonly string[];
  /** JSON text. */
  readonly body: string;
  /** What is kept in the body's place where that has a secret. */
  readonly bodyToKeep?: string;
}

/** A key that was used before. */
export interface KnownKey {
  readonly content: string;
  readonly expiresAt: number;
  /** Whether one of its transactions is still under way. */
  readonly isPending: boolean;
  /** Undefined where the first request has not come to an answer. */
  readonly answer: RecordedAnswer | undefined;
}

/** Keys and answers on disk. */
export interface AnswerStore {
  find(id: string): KnownKey | undefined;
  /** A key that was there is forgotten for the new one. */
  begin(request: KeyedRequest, expiresAt: number): Promise<void>;
  /** Also forgets the key's own writes, which the answer tells of. */
  finish(id: string, answer: RecordedAnswer): Promise<void>;
  /** Forgets keys that expired before, a bounded number of them; one whose transaction is under way is kept. */
  sweep(before: number): number;
  count(): number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS idempotency_key (
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  status INTEGER,
  code TEXT,
  location TEXT,
  transaction_ids TEXT,
  body TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS idempotency_key_by_expiry ON idempotency_key (expires_at);
`;
const PENDING = 'EXISTS (SELECT 1 FROM kept_write WHERE request_key = idempotency_key.id AND code IS NULL)';
const MOST_SWEPT = 500;

interface Row {
  readonly content: string;
  readonly expires_at: number;
  readonly pending: number;
  readonly status: number | null;
  readonly code: string | null;
  readonly location: string | null;
  readonly transaction_ids: string | null;
  readonly body: string | null;
}

export function newAnswerStore(store: Store): AnswerStore {
  store.exec(SCHEMA);
  const commit = GroupCommit.of(store);
  const find = store.prepare(`SELECT *, ${PENDING} AS pending FROM idempotency_key WHERE id = ?`);
  const insert = store.prepare('INSERT OR REPLACE INTO idempotency_key (id, content, expires_at) VALUES (?, ?, ?)');
  const finish = store.prepare(
    'UPDATE idempotency_key SET status = ?, code = ?, location = ?, transaction_ids = ?, body = ? WHERE id = ?',
  );
  const forgetWrites = store.prepare('DELETE FROM kept_write WHERE request_key = ?');
  const expired = store.prepare(
    `SELECT id FROM idempotency_key WHERE expires_at < ? AND NOT ${PENDING} ORDER BY expires_at LIMIT ${MOST_SWEPT}`,
  );
  const remove = store.prepare('DELETE FROM idempotency_key WHERE id = ?');
  const count = store.prepare('SELECT count(*) AS keys FROM idempotency_key');
  return {
    find: (id) => {
      const row = find.get(id) as Row | undefined;
      return row === undefined ? undefined : knownOf(row);
    },
    begin: ({ id, content }, expiresAt) =>
      commit.write(() => {
        forgetWrites.run(id);
        insert.run(id, content, expiresAt);
      }),
    finish: (id, answer) =>
      commit.write(() => {
        const { status, code, location, transactionIds, body, bodyToKeep = body } = answer;
        finish.run(status, code ?? null, location ?? null, transactionIds.join(' '), bodyToKeep, id);
        forgetWrites.run(id);
      }),
    sweep: (before) => {
      const ids = (expired.all(before) as { readonly id: string }[]).map(({ id }) => id);
      store.transaction(() => {
        for (const id of ids) {
          forgetWrites.run(id);
          remove.run(id);
        }
      })();
      return ids.length;
    },
    count: () => (count.get() as { readonly keys: number }).keys,
  };
}

function knownOf(row: Row): KnownKey {
  const { content, expires_at: expiresAt, pending, status, code, location, transaction_ids: ids, body } = row;
  const about = { content, expiresAt, isPending: pending === 1 };
  if (status === null || body === null) return { ...about, answer: undefined };
  const answer = {
    status,
    code: code !== null && isErrorCode(code) ? code : undefined,
    location: location ?? undefined,
    transactionIds: (ids ?? '').split(' ').filter((id) => id !== ''),
    body,
  };
  return { ...about, answer };
}
