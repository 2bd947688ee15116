import { createHash } from 'node:crypto';

import { argumentError } from '@cloudfed/core';

import type { PageRequest } from '../fabric/ledger.js';
import type { PageRecord } from '../fabric/records.js';

/** A page of a list; the cursor is null at its end. */
export interface List<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** One ledger channel's part of a list. */
export interface ListSource<T> {
  readonly channel: string;
  read(page: PageRequest): Promise<PageRecord<T>>;
}

/** Where a list goes on: on which ledger channel, behind which key. */
interface Position {
  readonly channel: string;
  readonly bookmark: string;
}

const MAX_CURSOR = 512;
/** Pages of the ledger that one request reads at most while it looks for matching records. */
const MAX_READS = 20;

/**
 * Reads a list that goes over several ledger channels, one after the other. Where few records match, a page may be
 * shorter than asked though it is not the last: only the missing cursor says that.
 *
 * @param query what is asked, so that a cursor is not used with another question
 * @throws CloudfedError INVALID_ARGUMENT for a cursor that is not one of this query
 */
export async function readList<T>(
  sources: readonly ListSource<T>[],
  query: Readonly<Record<string, string | undefined>>,
  page: { readonly limit: number; readonly cursor: string | undefined },
  matches: (record: T) => boolean = () => true,
): Promise<List<T>> {
  const digest = digestOf(query);
  const start = page.cursor === undefined ? undefined : parseCursor(page.cursor, digest);
  let at = start === undefined ? 0 : sources.findIndex(({ channel }) => channel === start.channel);
  if (at < 0) throw invalidCursor();
  let bookmark = start?.bookmark ?? '';
  const items: T[] = [];
  for (let reads = 0; at < sources.length && items.length < page.limit && reads < MAX_READS; reads += 1) {
    const source = sources[at] as ListSource<T>;
    const { result, bookmark: next } = await source.read({ size: page.limit - items.length, bookmark });
    items.push(...result.filter(matches));
    bookmark = next;
    if (next === '') at += 1;
  }
  const rest = sources[at];
  return { items, nextCursor: rest === undefined ? null : formatCursor({ channel: rest.channel, bookmark }, digest) };
}

function formatCursor({ channel, bookmark }: Position, digest: string): string {
  return Buffer.from(JSON.stringify([digest, channel, bookmark])).toString('base64url');
}

function parseCursor(cursor: string, digest: string): Position {
  if (cursor.length > MAX_CURSOR || !/^[\w-]+$/u.test(cursor)) throw invalidCursor();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parsed) || parsed.length !== 3 || !parsed.every((part) => typeof part === 'string')) {
    throw invalidCursor();
  }
  const [of, channel, bookmark] = parsed as [string, string, string];
  if (of !== digest) throw invalidCursor();
  return { channel, bookmark };
}

function invalidCursor(): Error {
  return argumentError('cursor', 'is not one that this list gave');
}

function digestOf(query: Readonly<Record<string, string | undefined>>): string {
  const sorted = Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 12);
}
