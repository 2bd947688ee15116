import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'libsql';

/** The gateway's own database on this machine. Writes are on disk when they return. */
export type Store = Database.Database;

const FILE_NAME = 'gateway.db';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS envelope (
  transaction_id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  bytes BLOB NOT NULL,
  signature BLOB NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS price_intent (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  call TEXT NOT NULL,
  args TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS audit (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  principal TEXT NOT NULL,
  roles TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  status INTEGER NOT NULL,
  code TEXT,
  transaction_id TEXT,
  request_id TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
`;

/** Opens or makes the database in a folder. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = new Database(join(folder, FILE_NAME));
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  store.exec(SCHEMA);
  return store;
}
