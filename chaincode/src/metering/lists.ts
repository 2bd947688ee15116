import { parseId } from '@cloudfed/core';

import type { KeyPath } from '../ledger/keys.js';
import type { Page } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount } from './arguments.js';

/** No list answers more records than this at once. */
export const MAX_PAGE = 1_000;
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

/** A list as it is answered: `{"result":[…],"bookmark":"…"}`; the bookmark is empty at the end. */
export function listAnswer(texts: readonly string[], bookmark: string): string {
  return `{"result":[${texts.join(',')}],"bookmark":${JSON.stringify(bookmark)}}`;
}

/** A page of records that are stored as they are answered. */
export async function listPage(tx: Transaction, prefix: KeyPath, given: PageArguments): Promise<string> {
  const { rows, bookmark } = await readPage(tx, prefix, given);
  return listAnswer(
    rows.map(({ text }) => text),
    bookmark,
  );
}
