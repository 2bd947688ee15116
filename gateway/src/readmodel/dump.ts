import { createHash } from 'node:crypto';

import { type Kysely, sql } from 'kysely';

import { compare } from './keyset.js';
import { CONTENT_KEYS, CONTENT_TABLES, type ContentTable, type ReadModelTables } from './tables.js';

const PAGE = 1_000;

/** Every row that follows from the blocks, a line of JSON each: the same blocks give the same lines in any database. */
export async function* dumpContent(database: Kysely<ReadModelTables>): AsyncGenerator<string, void> {
  for (const table of CONTENT_TABLES) {
    for await (const row of rowsOf(database, table)) {
      const columns = Object.keys(row).sort();
      yield `${table} ${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])))}\n`;
    }
  }
}

/** sha256 of the dump, in hex. */
export async function digestContent(database: Kysely<ReadModelTables>): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of dumpContent(database)) hash.update(line);
  return hash.digest('hex');
}

type Row = Readonly<Record<string, unknown>>;

async function* rowsOf(database: Kysely<ReadModelTables>, table: ContentTable): AsyncGenerator<Row, void> {
  const key: readonly string[] = CONTENT_KEYS[table];
  const order = sql.join(key.map((column) => sql.ref(column)));
  let after = sql``;
  for (let rows: readonly Row[] = []; ;) {
    const query = sql<Row>`select * from ${sql.table(table)} ${after} order by ${order} limit ${PAGE}`;
    ({ rows } = await query.execute(database));
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    const values = key.map((column) => last[column] as string | number);
    after = sql`where ${compare(key, '>', values)}`;
  }
}
