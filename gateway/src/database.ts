import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import Sqlite from 'libsql';
import {
  CompiledQuery,
  Kysely,
  type KyselyPlugin,
  type MigrationProvider,
  Migrator,
  PostgresDialect,
  SqliteDialect,
} from 'kysely';
import pg from 'pg';

export type DialectName = 'sqlite' | 'postgres';

/** Tables in SQLite or in PostgreSQL, behind one language. */
export interface Database<Tables> {
  readonly dialect: DialectName;
  /** For transactions that write, one at a time in SQLite. */
  readonly writer: Kysely<Tables>;
  /** For reads, which wait for no writer. */
  readonly reader: Kysely<Tables>;
  /** After a failed transaction: leaves nothing open that would stand in the way of the next. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** The file of a SQLite database, where there is no `url`. Its folder is made. */
  readonly file: string;
  /** `postgres://…` */
  readonly url?: string | undefined;
  /** Connections to PostgreSQL at most. Default 10. */
  readonly connections?: number;
  /** Told of a connection that was lost while nobody used it. */
  readonly onIdleError?: (error: Error) => void;
}

/** Waiting for another process blocks this one: whoever finds the file locked tries again later. */
const BUSY_MS = 50;
const QUERIES_IN_A_TURN = 50;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
/** PostgreSQL's type of 64-bit integers, which the client gives as texts unless told. */
const { INT8 } = pg.types.builtins;

/** Opens it; nothing is asked of PostgreSQL yet. @throws Error of SQLite where the file cannot be opened */
export function openDatabase<Tables>(options: DatabaseOptions): Database<Tables> {
  return options.url === undefined ? openSqlite(options.file) : openPostgres(options.url, options);
}

function openSqlite<Tables>(file: string): Database<Tables> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const open = (): Kysely<Tables> => {
    const database = new Sqlite(file);
    database.pragma(`busy_timeout = ${BUSY_MS}`);
    database.pragma('journal_mode = WAL');
    // Whole after a loss of power, if a few commits behind: what it holds, and how far it is, comes from the ledger again.
    database.pragma('synchronous = NORMAL');
    return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [newTurns()] });
  };
  const writer = open();
  const reader = open();
  return {
    dialect: 'sqlite',
    writer,
    reader,
    // A full disk may have ended the transaction already, or not.
    recover: async () => {
      await writer.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
    },
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/**
 * SQLite answers at once, so that a row of queries would keep everybody else waiting until its end, and keep the memory
 * of each of its statements, which is given back only between turns.
 */
function newTurns(): KyselyPlugin {
  let queries = 0;
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      queries += 1;
      if (queries % QUERIES_IN_A_TURN === 0) await nextTurn();
      return result;
    },
  };
}

function openPostgres<Tables>(url: string, options: DatabaseOptions): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // A transaction whose client has gone must not hold its rows for ever.
    idle_in_transaction_session_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS + CONNECT_MS,
    keepAlive: true,
    application_name: 'cloudfed-gateway',
    types: { getTypeParser: typeParser },
  });
  pool.on('error', (error) => {
    // It carries the whole connection, which is nobody's to log.
    Reflect.deleteProperty(error, 'client');
    options.onIdleError?.(error);
  });
  // One that is lost between two questions of a transaction: the next question tells its caller, and this must end nobody.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    dialect: 'postgres',
    writer: kysely,
    reader: kysely,
    recover: () => Promise.resolve(),
    close: () => kysely.destroy(),
  };
}

type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

function typeParser(oid: TypeId, format?: 'text' | 'binary'): unknown {
  return oid === INT8 ? exactNumber : pg.types.getTypeParser(oid, format);
}

function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a stored number is too large to be exact');
  return value;
}

/**
 * Brings the tables to their present form; harmless where they have it.
 *
 * @param name of the tables that note which steps were taken, so that several sets of tables share a database
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  name: string,
  provider: MigrationProvider,
): Promise<void> {
  const migrator = new Migrator({
    db: database.writer,
    provider,
    migrationTableName: `${name}_migration`,
    migrationLockTableName: `${name}_migration_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the migration failed', { cause: error });
}
