import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'libsql';

const FILE_NAME = 'usage.db';
const BUSY_MS = 5_000;
const VERSION = 1;

/** What becomes of a part of a report. */
export const WAITING = 0;
export const SENT = 1;
export const LATE = 2;
export const RECORDED = 3;
export const REFUSED = 4;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS source (id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE IF NOT EXISTS place (
  id INTEGER PRIMARY KEY,
  ledger_channel TEXT NOT NULL,
  consumer_id TEXT NOT NULL,
  lane TEXT NOT NULL,
  UNIQUE (ledger_channel, lane)
) STRICT;
CREATE TABLE IF NOT EXISTS batch (
  id INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  argument TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  transaction_id TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS batch_under_way ON batch (place) WHERE transaction_id IS NULL;
CREATE TABLE IF NOT EXISTS usage (
  seq INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  id TEXT NOT NULL,
  part INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  instance_id TEXT NOT NULL,
  consumer_id TEXT NOT NULL,
  meter INTEGER NOT NULL,
  window_from INTEGER NOT NULL,
  from_s INTEGER NOT NULL,
  to_s INTEGER NOT NULL,
  quantity TEXT NOT NULL,
  place INTEGER NOT NULL,
  state INTEGER NOT NULL,
  received INTEGER NOT NULL,
  batch INTEGER,
  at INTEGER,
  record_id TEXT,
  late INTEGER,
  transaction_id TEXT,
  code TEXT
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS usage_once ON usage (source, id, part);
CREATE INDEX IF NOT EXISTS usage_waiting ON usage (place, window_from, instance_id) WHERE state = ${WAITING};
CREATE INDEX IF NOT EXISTS usage_not_located ON usage (instance_id, consumer_id) WHERE place = 0 AND state = ${WAITING};
CREATE INDEX IF NOT EXISTS usage_late ON usage (place, seq) WHERE state = ${LATE};
CREATE INDEX IF NOT EXISTS usage_sent ON usage (batch, at) WHERE state = ${SENT};
`;

/** The queue's database, and how many parts the ledger does not have yet. */
export interface UsageStore {
  readonly database: Database.Database;
  readonly backlog: { parts: number };
}

/**
 * Opens or makes the usage queue's database in a folder. Writes are on disk when they return.
 *
 * @throws Error where it cannot be opened, or another version of this program has made it
 */
export function openUsageStore(folder: string): UsageStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Database(join(folder, FILE_NAME));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma(`busy_timeout = ${BUSY_MS}`);
  const { version } = database.prepare('SELECT user_version AS version FROM pragma_user_version').get() as {
    version: number;
  };
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_master').get() as { tables: number };
  if (tables > 0 && version !== VERSION) {
    database.close();
    throw new Error(`the usage queue's database is of version ${version}, not ${VERSION}`);
  }
  database.exec(`BEGIN IMMEDIATE; ${SCHEMA} PRAGMA user_version = ${VERSION}; COMMIT;`);
  const counted = database.prepare(`SELECT count(*) AS parts FROM usage WHERE state IN (${WAITING}, ${SENT}, ${LATE})`);
  return { database, backlog: counted.get() as { parts: number } };
}
