import { argumentError } from '@cloudfed/core';

import { allTotalDeltas, totalDeltasOf, type TotalSubject, usageDeltasOf } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { closedOrNone } from './hours.js';
import { metering } from './organizations.js';
import { parseBillType } from './totals.js';

const MAX_SUBJECTS = 200;
const BOOKMARK = /^([PU]) ([0-9A-Za-z._-]{1,64}) (ECSBill|OSSBill)$/u;
/** Behind every hour: those are digits. */
const BEHIND_HOURS = '~';

/**
 * `pendingTotals(bookmark)`: whose totals have rows of closed hours, which are to be rolled up, and since which hour.
 * Answers `{closedThrough, totals: [{dimension, id, type, oldestHour}], usage: [{providerID, oldestHour}], bookmark}`, of at
 * most 200 totals; the usage with the first page. It steps from one subject to the next, so it reads a row for each.
 */
export async function pendingTotals(tx: Transaction, args: readonly string[]): Promise<string> {
  const { bookmark: text } = takeArguments(['bookmark'], args);
  const { members } = await metering(tx);
  const closedThrough = await closedOrNone(tx, members);
  const totals: (TotalSubject & { readonly oldestHour: number })[] = [];
  let after = text === '' ? [] : behind(parseBookmark(text));
  let bookmark = '';
  for (let step = 0; ; step += 1) {
    const [row] = (await tx.store.page(allTotalDeltas(), 1, after)).rows;
    if (row === undefined) break;
    const [dimension, id = '', type, hour] = row.attributes;
    const subject = { dimension, id, type } as TotalSubject;
    if (Number(hour) <= closedThrough) totals.push({ ...subject, oldestHour: Number(hour) });
    after = behind(subject);
    if (step + 1 === MAX_SUBJECTS) {
      bookmark = `${subject.dimension} ${subject.id} ${subject.type}`;
      break;
    }
  }
  const usage: { readonly providerID: string; readonly oldestHour: number }[] = [];
  for (const { orgID: providerID } of text === '' ? members : []) {
    const [row] = (await tx.store.page(usageDeltasOf(providerID), 1, [])).rows;
    const oldestHour = Number(row?.attributes[0] ?? Infinity);
    if (oldestHour <= closedThrough) usage.push({ providerID, oldestHour });
  }
  return JSON.stringify({ closedThrough, totals, usage, bookmark });
}

function parseBookmark(text: string): TotalSubject {
  const [, dimension, id = '', type = ''] = BOOKMARK.exec(text) ?? [];
  if (dimension === undefined) throw argumentError('bookmark', 'is none that was answered');
  return { dimension: dimension as TotalSubject['dimension'], id, type: parseBillType(type, 'bookmark') };
}

/** Where the rows of the next subject begin. */
function behind(subject: TotalSubject): string[] {
  return [...totalDeltasOf(subject).slice(1), BEHIND_HOURS];
}
