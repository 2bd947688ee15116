import { createHash } from 'node:crypto';

import { argumentError } from '@cloudfed/core';
import { z } from 'zod';

import type { Page, PageRequest } from '../fabric/ledger-port.js';

/** A part of a list, which is read to its end before the next. */
export interface ListPart<T> {
  read(page: PageRequest): Promise<Page<T>>;
}

export interface ListQuestion {
  /** Names the list and all that narrows it, so that a cursor is not used with another question. */
  readonly question: Readonly<Record<string, string | undefined>>;
  readonly limit: number;
  readonly cursor: string | undefined;
}

const MAX_CURSOR = 2_048;
/** Pages of the ledger read for one answer at most, where few of their records match. */
const MAX_READS = 20;

/** A part that is read whole, in the order of its keys: for lists that are short by nature. */
export function wholePart<T>(readAll: () => Promise<readonly T[]>, keyOf: (record: T) => string): ListPart<T> {
  return {
    async read({ limit, cursor }) {
      const sorted = [...(await readAll())].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
      const rest = cursor === undefined ? sorted : sorted.filter((record) => keyOf(record) > cursor);
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: last !== undefined && rest.length > items.length ? keyOf(last) : undefined };
    },
  };
}

/** The list asked, the part to go on with, and the ledger side's own cursor in it. */
const position = z.strictObject({
  q: z.string().length(16),
  p: z.int().min(0).max(100),
  c: z.string().min(1).max(MAX_CURSOR).optional(),
});
type Position = z.infer<typeof position>;
const BEGIN: Pick<Position, 'p' | 'c'> = { p: 0, c: undefined };

/**
 * Reads a page of a list that has several parts, one after the other. Where few records match, a page may be shorter than
 * asked though it is not the last: only `nextCursor` says that.
 *
 * @throws CloudfedError INVALID_ARGUMENT for a cursor that is not one of this question
 */
export async function readPage<T>(
  parts: readonly ListPart<T>[],
  { question, limit, cursor }: ListQuestion,
  matches: (record: T) => boolean = () => true,
): Promise<{ readonly items: readonly T[]; readonly nextCursor: string | null }> {
  const digest = digestOf(question);
  const start = cursor === undefined ? BEGIN : parseCursor(cursor, digest, parts.length);
  let { p: at, c: inner } = start;
  const items: T[] = [];
  for (let reads = 0; items.length < limit && reads < MAX_READS; reads += 1) {
    const part = parts[at];
    if (part === undefined) break;
    const page = await part.read({ limit: limit - items.length, cursor: inner });
    for (const item of page.items) if (matches(item)) items.push(item);
    inner = page.nextCursor;
    if (inner === undefined) at += 1;
  }
  return { items, nextCursor: at >= parts.length ? null : formatCursor({ q: digest, p: at, c: inner }) };
}

function formatCursor(at: Position): string {
  return Buffer.from(JSON.stringify(at)).toString('base64url');
}

function parseCursor(cursor: string, digest: string, parts: number): Position {
  if (cursor.length > MAX_CURSOR || !/^[A-Za-z0-9_-]+$/u.test(cursor)) throw invalidCursor();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw invalidCursor();
  }
  const result = position.safeParse(parsed);
  if (!result.success || result.data.q !== digest || result.data.p >= parts) throw invalidCursor();
  return result.data;
}

function invalidCursor(): Error {
  return argumentError('cursor', 'is not one that this list gave');
}

function digestOf(question: ListQuestion['question']): string {
  const asked = Object.entries(question).filter(([, value]) => value !== undefined);
  const sorted = asked.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 16);
}
