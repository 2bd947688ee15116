import { argumentError } from '@cloudfed/core';

import type { PageRequest as LedgerPageRequest } from './ledger.js';
import type { Page, PageRequest } from './ledger-port.js';
import type { PageRecord } from './records.js';

/** One ledger channel's part of a list. */
export interface ListSource<T> {
  readonly channel: string;
  read(page: LedgerPageRequest): Promise<PageRecord<T>>;
}

const CURSOR = /^([0-9A-Za-z._-]{1,128})~([0-9A-Za-z._-]{0,64})$/u;
const LONGEST_CURSOR = 512;

/**
 * Reads a page of a list that goes over several ledger channels, one after the other.
 *
 * @throws CloudfedError INVALID_ARGUMENT for a cursor that is not one of this list
 */
export async function readPage<T>(sources: readonly ListSource<T>[], page: PageRequest): Promise<Page<T>> {
  const start = page.cursor === undefined ? undefined : parseCursor(page.cursor);
  let at = start === undefined ? 0 : sources.findIndex(({ channel }) => channel === start.channel);
  if (at < 0) throw notACursor();
  let bookmark = start?.bookmark ?? '';
  const items: T[] = [];
  for (; at < sources.length && items.length < page.limit; at += bookmark === '' ? 1 : 0) {
    const source = sources[at] as ListSource<T>;
    const read = await source.read({ size: page.limit - items.length, bookmark });
    items.push(...read.result);
    bookmark = read.bookmark;
    // A ledger page that is short but not the last would be no progress.
    if (read.result.length === 0 && bookmark !== '') break;
  }
  const rest = sources[at];
  return { items, nextCursor: rest === undefined ? undefined : formatCursor(rest.channel, bookmark) };
}

function formatCursor(channel: string, bookmark: string): string {
  return Buffer.from(`${channel}~${bookmark}`).toString('base64url');
}

function parseCursor(cursor: string): { readonly channel: string; readonly bookmark: string } {
  if (cursor.length > LONGEST_CURSOR) throw notACursor();
  const [, channel, bookmark] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (channel === undefined || bookmark === undefined) throw notACursor();
  return { channel, bookmark };
}

function notACursor(): Error {
  return argumentError('cursor', 'must be the one of the page before');
}
