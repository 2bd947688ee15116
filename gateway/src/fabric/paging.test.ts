import { CloudfedError } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type ListSource, readPage } from './paging.js';

/** A ledger channel's list, whose pages may be shorter than asked. */
function source(channel: string, items: readonly string[], most = 1_000): ListSource<string> {
  return {
    channel,
    read: ({ size, bookmark }) => {
      const at = bookmark === '' ? 0 : items.indexOf(bookmark);
      if (at < 0) {
        return Promise.reject(new CloudfedError('INVALID_ARGUMENT', 'cursor: is not one', 'cursor'));
      }
      const result = items.slice(at, at + Math.min(size, most));
      return Promise.resolve({ result, bookmark: items[at + result.length] ?? '' });
    },
  };
}

describe('a list over several ledger channels', () => {
  it('is read whole and in order, whatever the size of its pages', async () => {
    const lists = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        lists,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 5 }),
        async (sizes, limit, most) => {
          const lengths = sizes.map((size, at) => Array.from({ length: size }, (_, n) => `c${at}.${n}`));
          const sources = lengths.map((items, at) => source(`channel${at}`, items, most));
          const read: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await readPage(sources, { limit, cursor });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            read.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor !== undefined);
          expect(read).toEqual(lengths.flat());
        },
      ),
    );
  });

  it.each([
    ['', 'empty'],
    ['%%%', 'no base64'],
    [Buffer.from('channel12').toString('base64url'), 'without a bookmark'],
    [Buffer.from('channel99~a').toString('base64url'), 'of a ledger channel that is not in the list'],
    [Buffer.from('channel12~\u0000').toString('base64url'), 'with what is no id'],
    [Buffer.from('channel12~nowhere').toString('base64url'), 'that the ledger does not know'],
    ['A'.repeat(10_000), 'endless'],
  ])('refuses a cursor that is none: %s (%s)', async (cursor) => {
    const reading = readPage([source('channel12', ['a', 'b'])], { limit: 1, cursor });
    await expect(reading).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'cursor' });
  });
});
