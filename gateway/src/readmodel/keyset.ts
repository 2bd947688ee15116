import { argumentError } from '@cloudfed/core';
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { z } from 'zod';

import type { Page, PageRequest } from '../fabric/ledger-port.js';

// Pages by the key of the last record: the next page begins behind it, whatever was written meanwhile.

export type Condition = RawBuilder<SqlBool>;
type Key = readonly (string | number)[];

/** Nothing for what is not asked. */
export function equals(columns: Readonly<Record<string, string | undefined>>): readonly Condition[] {
  return Object.entries(columns).flatMap(([column, value]) =>
    value === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`],
  );
}

export function either(columns: readonly string[], value: string | undefined): readonly Condition[] {
  if (value === undefined) return [];
  const conditions = columns.map((column) => sql`${sql.ref(column)} = ${value}`);
  return [sql<SqlBool>`(${sql.join(conditions, sql` or `)})`];
}

export function beginsWith(column: string, prefix: string): readonly Condition[] {
  // Ids are of ASCII characters and compared by their bytes.
  return [sql<SqlBool>`${sql.ref(column)} >= ${prefix}`, sql<SqlBool>`${sql.ref(column)} < ${`${prefix}\u007f`}`];
}

export function compare(columns: readonly string[], operator: '>' | '>=' | '<' | '<=', key: Key): Condition {
  const refs = sql.join(columns.map((column) => sql.ref(column)));
  return sql<SqlBool>`(${refs}) ${sql.raw(operator)} (${sql.join([...key])})`;
}

/** For `orderBy`. */
export function inOrder(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

/** @throws CloudfedError INVALID_ARGUMENT (`cursor`) */
export function isAfter(order: readonly string[], cursor: string | undefined): readonly Condition[] {
  return cursor === undefined ? [] : [compare(order, '>', parseKey(cursor, order))];
}

/** @param rows one more than asked, to know whether there are others */
export function pageOf<Row extends object, T>(
  rows: readonly Row[],
  order: readonly (keyof Row & string)[],
  { limit }: PageRequest,
  read: (row: Row) => T,
): Page<T> {
  const some = rows.slice(0, limit);
  const last = some.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: some.map(read), nextCursor: more ? formatKey(order.map((column) => last[column])) : undefined };
}

const MAX_CURSOR = 1_024;
const keySchema = z.array(z.union([z.string().max(256), z.int()])).max(10);
const WHOLE_COLUMN = /_(?:seconds|nanos|version)$|^(?:block_number|transaction_index|ordinal)$/u;

function formatKey(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function parseKey(cursor: string, order: readonly string[]): Key {
  try {
    if (cursor.length > MAX_CURSOR) throw new RangeError('too long');
    const key = keySchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (key.length !== order.length || !key.every((part, at) => isPart(part, order[at] ?? ''))) {
      throw new RangeError('not of this list');
    }
    return key;
  } catch {
    throw argumentError('cursor', 'must be the one of the page before');
  }
}

function isPart(part: string | number, column: string): boolean {
  return WHOLE_COLUMN.test(column) ? typeof part === 'number' : typeof part === 'string' && !part.includes('\u0000');
}
