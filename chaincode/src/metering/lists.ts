import { parseId } from '@cloudfed/core';

import type { KeyPath } from '../ledger/keys.js';
import type { Page, Row } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount } from './arguments.js';

/** No list answers more records than this at once. */
export const MAX_PAGE = 1_000;
/** Nor more text: a client refuses messages of 4 MB. */
const MAX_ANSWER_LENGTH = 2_000_000;
export const PAGE_ARGUMENTS = ['pageSize', 'bookmark'] as const;

export interface PageArguments {
  readonly pageSize: string | undefined;
  readonly bookmark: string | undefined;
}

/** Reads one page under a prefix; where no size is given, the first 1,000. */
export function readPage(tx: Transaction, prefix: KeyPath, given: PageArguments): Promise<Page> {
  const size = given.pageSize === undefined ? MAX_PAGE : parseCount(given.pageSize, 'pageSize', 1, MAX_PAGE);
  // The empty bookmark is the first page's.
  const bookmark = (given.bookmark ?? '') === '' ? '' : parseId(given.bookmark ?? '', 'bookmark');
  return tx.store.page(prefix, size, bookmark);
}

/**
 * A list as it is answered: `{"result":[…],"bookmark":"…"}`; the bookmark is where the next page begins, empty at the
 * end. Rows that would make the answer too long are left to the next page, too.
 */
export async function listAnswer(page: Page, textOf: (row: Row) => string | Promise<string>): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  let { bookmark } = page;
  for (const row of page.rows) {
    const text = await textOf(row);
    length += text.length;
    if (length > MAX_ANSWER_LENGTH && texts.length > 0) {
      bookmark = row.attributes[0] ?? '';
      break;
    }
    texts.push(text);
  }
  return `{"result":[${texts.join(',')}],"bookmark":${JSON.stringify(bookmark)}}`;
}

/** A page of records that are stored as they are answered. */
export async function listPage(tx: Transaction, prefix: KeyPath, given: PageArguments): Promise<string> {
  return listAnswer(await readPage(tx, prefix, given), ({ text }) => text);
}
