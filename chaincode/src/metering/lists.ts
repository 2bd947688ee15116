import { parseId, type RecordId } from '@cloudfed/core';

import type { KeyPath } from '../ledger/keys.js';
import type { Store } from '../ledger/store.js';
import { parseCount } from './arguments.js';

/** No list answers more records than this at once. */
export const MAX_PAGE = 1_000;
/** Nor more text: a client refuses messages of 4 MB. */
export const MAX_ANSWER_LENGTH = 2_000_000;
export const PAGE_ARGUMENTS = ['pageSize', 'bookmark'] as const;

export interface PageArguments {
  readonly pageSize: string | undefined;
  readonly bookmark: string | undefined;
}

/** The first 1,000. */
export const FIRST_PAGE: PageArguments = { pageSize: undefined, bookmark: undefined };

export interface ListOptions {
  readonly locate?: (id: RecordId) => Promise<readonly string[]>;
  readonly show?: (text: string) => string;
}

/**
 * A page of the records under a prefix, `{"result":[…],"bookmark":"…"}`. The bookmark is the id of the next page's first
 * record, empty at the end. Records that would make the answer too long are left to the next page, too.
 *
 * @param options.locate where a bookmark's record lies under the prefix, unless its id is all there is
 * @param options.show what is answered of a row's text
 */
export async function listPage(
  tx: Readonly<{ store: Pick<Store, 'page'> }>,
  prefix: KeyPath,
  given: PageArguments,
  options: ListOptions = {},
): Promise<string> {
  const { locate = itsId, show = asItIs } = options;
  const size = given.pageSize === undefined ? MAX_PAGE : parseCount(given.pageSize, 'pageSize', 1, MAX_PAGE);
  const { bookmark = '' } = given;
  const page = await tx.store.page(prefix, size, bookmark === '' ? [] : await locate(parseId(bookmark, 'bookmark')));
  let room = MAX_ANSWER_LENGTH;
  const cut = page.rows.findIndex(({ text }, index) => {
    room -= text.length;
    return room < 0 && index > 0;
  });
  const rows = cut === -1 ? page.rows : page.rows.slice(0, cut);
  const next = page.rows[cut]?.attributes ?? page.bookmark;
  const texts = rows.map(({ text }) => show(text)).join(',');
  return `{"result":[${texts}],"bookmark":${JSON.stringify(next.at(-1) ?? '')}}`;
}

const itsId = (id: RecordId): Promise<readonly string[]> => Promise.resolve([id]);
const asItIs = (text: string): string => text;
