import { sql, type Transaction } from 'kysely';

import type { Rows } from './projection.js';
import { CONTENT_KEYS, CONTENT_TABLES, type ContentTable, type ReadModelTables } from './tables.js';

/** Values in one statement; SQLite takes 32,766 of them. */
const MAX_VALUES = 10_000;

/** Writes rows whole, over those that have their keys. */
export async function put(transaction: Transaction<ReadModelTables>, rows: Rows): Promise<void> {
  for (const table of CONTENT_TABLES) {
    const all = (rows[table] ?? []) as readonly object[] as readonly Readonly<Record<string, unknown>>[];
    const columns = Object.keys(all[0] ?? {});
    const size = Math.max(1, Math.floor(MAX_VALUES / Math.max(1, columns.length)));
    for (let at = 0; at < all.length; at += size) {
      await upsert(transaction, table, columns, all.slice(at, at + size));
    }
  }
}

async function upsert(
  transaction: Transaction<ReadModelTables>,
  table: ContentTable,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const key: readonly string[] = CONTENT_KEYS[table];
  const values = sql.join(rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`));
  const updated = sql.join(
    columns
      .filter((column) => !key.includes(column))
      .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${refs(columns)}) values ${values}
    on conflict (${refs(key)}) do update set ${updated}`.execute(transaction);
}
