import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'libsql';

/** The gateway's own database on this machine. Writes are on disk when they return. */
export type Store = Database.Database;

const FILE_NAME = 'gateway.db';
const BUSY_MS = 2_000;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS envelope (
  transaction_id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  bytes BLOB NOT NULL,
  signature BLOB NOT NULL,
  origins TEXT NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS price_intent (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  call TEXT NOT NULL,
  args TEXT NOT NULL,
  origins TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS judged_transaction (
  transaction_id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  origins TEXT NOT NULL,
  judged_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS judged_transaction_by_time ON judged_transaction (judged_at);
CREATE TABLE IF NOT EXISTS kept_write (
  request_key TEXT NOT NULL,
  call TEXT NOT NULL,
  transaction_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  result TEXT NOT NULL,
  code INTEGER,
  block_number INTEGER,
  PRIMARY KEY (request_key, call, transaction_id)
) STRICT;
CREATE INDEX IF NOT EXISTS kept_write_of_transaction ON kept_write (transaction_id);
`;

/** Raised with every change of a table that was there before. */
const VERSION = 1;

/**
 * Opens or makes the database in a folder.
 *
 * @throws Error where it cannot be opened, or another version of this program has made it
 */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = new Database(join(folder, FILE_NAME));
  store.pragma('journal_mode = WAL');
  store.pragma('synchronous = FULL');
  // Another process may write too: the command that makes the first API key.
  store.pragma(`busy_timeout = ${BUSY_MS}`);
  requireVersion(store);
  store.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${VERSION}; COMMIT;`);
  return store;
}

function requireVersion(store: Store): void {
  const { version } = store.prepare('SELECT user_version AS version FROM pragma_user_version').get() as VersionRow;
  const { tables } = store.prepare('SELECT count(*) AS tables FROM sqlite_master').get() as TablesRow;
  if (tables === 0 || version === VERSION) return;
  store.close();
  throw new Error(`the gateway's database is of version ${version}, not ${VERSION}: another version has made it`);
}

interface VersionRow {
  readonly version: number;
}
interface TablesRow {
  readonly tables: number;
}
