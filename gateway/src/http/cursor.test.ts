import { argumentError } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type ListPart, readPage, wholePart } from './cursor.js';

const QUESTION = { list: 'numbers', providerId: undefined };

/** Numbers from 0 on, a page at a time. */
function numbers(length: number): ListPart<number> {
  return {
    read: ({ limit, cursor }) => {
      const start = cursor === undefined ? 0 : Number(cursor);
      if (!Number.isInteger(start))
        return Promise.reject(argumentError('cursor', 'must be the one of the page before'));
      const end = Math.min(start + limit, length);
      const items = Array.from({ length: end - start }, (_, at) => start + at);
      return Promise.resolve({ items, nextCursor: end < length ? String(end) : undefined });
    },
  };
}

async function readAll(parts: readonly ListPart<number>[], limit: number, matches?: (n: number) => boolean) {
  const read: number[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await readPage(parts, { question: QUESTION, limit, cursor }, matches);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    read.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined && pages < 1_000);
  return read;
}

describe('a list of several parts', () => {
  it('is read whole and in order, also where few match', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 25 }),
        async (of, limit, every) => {
          const parts = of.map(numbers);
          const all = of.flatMap((length) => Array.from({ length }, (_, at) => at));
          const matches = (n: number): boolean => n % every === 0;
          expect(await readAll(parts, limit, matches)).toEqual(all.filter(matches));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('that is short by nature goes on behind a key, though records came and went', async () => {
    const names = ['d', 'a', 'c'];
    const part = wholePart(
      () => Promise.resolve(names),
      (name) => name,
    );
    const first = await part.read({ limit: 2 });
    expect(first).toEqual({ items: ['a', 'c'], nextCursor: 'c' });
    names.push('b', 'e');
    expect(await part.read({ limit: 5, cursor: first.nextCursor })).toEqual({
      items: ['d', 'e'],
      nextCursor: undefined,
    });
  });

  const cursorOf = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');

  it('refuses a cursor of another question, or made up', async () => {
    const { nextCursor } = await readPage([numbers(10)], { question: QUESTION, limit: 3, cursor: undefined });
    const { q } = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as { q: string };
    const ask = (cursor: string, list = 'numbers') =>
      readPage([numbers(10)], { question: { ...QUESTION, list }, limit: 3, cursor });
    await expect(ask(nextCursor ?? '')).resolves.toMatchObject({ items: [3, 4, 5] });
    const refused = { code: 'INVALID_ARGUMENT', field: 'cursor' };
    await expect(ask(nextCursor ?? '', 'others')).rejects.toMatchObject(refused);
    for (const cursor of [
      '',
      'null',
      'ü',
      'A'.repeat(5_000),
      cursorOf(null),
      cursorOf({ q, p: 1 }),
      cursorOf({ q, p: -1 }),
      cursorOf({ q, p: 0.5 }),
      cursorOf({ q, p: 0, c: '' }),
      cursorOf({ q, p: 0, c: 7 }),
      cursorOf({ q, p: 0, c: 'inner nonsense' }),
      cursorOf({ q, p: 0, c: '3', more: true }),
    ]) {
      await expect(ask(cursor), cursor).rejects.toMatchObject(refused);
    }
  });
});
