import { type OrgId, parseOrgId, parseRfc3339, parseUserId } from '@cloudfed/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../database.js';
import type { Page, PageRequest } from '../fabric/ledger-port.js';
import type { Content } from './content.js';
import type { Lists } from './lists.js';
import { SqlLists } from './sql-lists.js';
import type { ReadModelTables } from './tables.js';
import { bill, ecs, LedgerOfBlocks, opened, organization, oss, quota, type Step } from './testing/blocks.js';
import { DATABASE_KINDS, openPlace, preparePlace } from './testing/databases.js';

const CHANNEL = 'channel12';
const [OWN, OTHER] = ['00001', '00002'].map((id) => parseOrgId(id, 'orgId')) as [OrgId, OrgId];
const USER = parseUserId('00002002', 'userId');
const ALL = { limit: 1_000 };
const SECONDS = parseRfc3339('2026-03-31T15:59:00Z', 'at').seconds;

describe.each(DATABASE_KINDS)('lists in $name', (kind) => {
  let database: Database<ReadModelTables>;
  let content: Content;
  let lists: Lists;
  const ledger = new LedgerOfBlocks();

  async function write(...steps: readonly Step[]): Promise<void> {
    ledger.add(steps);
    const position = await content.position(CHANNEL);
    await content.apply(CHANNEL, position, ledger.blocks.slice(position.nextBlock));
  }

  beforeAll(async () => {
    if (!kind.isInstalled) return;
    await kind.start();
    database = openPlace(await kind.newPlace());
    content = await preparePlace(database);
    lists = new SqlLists(database.reader, OWN);
    await write(organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), organization('00003', 'X', false));
    await write(quota('q1'), quota('q2', { status: 'closed' }));
    const instances = Array.from({ length: 30 }, (_, at) => {
      const fields = { seconds: SECONDS, userID: at % 3 === 0 ? '00002002' : '00002001' };
      return at % 2 === 0 ? ecs(`e${at}`, fields) : oss(`o${at}`, fields);
    });
    await write(...instances.map(opened));
    await write(
      ...instances.slice(0, 12).map((one, at) => bill(one, { endSeconds: SECONDS + at * 10, totalCost: at })),
    );
  }, 60_000);
  afterAll(async () => {
    if (!kind.isInstalled) return;
    await database.close();
    await kind.stop();
  });

  const when = it.skipIf(!kind.isInstalled);

  when('are narrowed by what is asked', async () => {
    const count = async (page: Promise<Page<unknown>>): Promise<number> => (await page).items.length;
    expect(await count(lists.quotas({}, ALL))).toBe(2);
    expect(await count(lists.quotas({ status: 'active' }, ALL))).toBe(1);
    expect(await count(lists.quotas({ providerId: OTHER }, ALL))).toBe(0);
    expect(await count(lists.quotas({ counterpartyId: OTHER }, ALL))).toBe(2);
    expect(await count(lists.ecsResources({}, ALL))).toBe(15);
    expect(await count(lists.ecsResources({ userId: USER }, ALL))).toBe(5);
    expect(await count(lists.ossResources({ status: 'released' }, ALL))).toBe(6);
    expect(await count(lists.bills({}, ALL))).toBe(12);
    expect(await count(lists.bills({ type: 'ECSBill', userId: USER }, ALL))).toBe(2);
    const from = parseRfc3339('2026-03-31T16:00:00Z', 'from');
    expect(await count(lists.bills({ from }, ALL))).toBe(6);
    expect(await count(lists.bills({ to: from }, ALL))).toBe(6);
  });

  when('an organization that is not confirmed is told', async () => {
    for (const unknown of ['00003', '77777']) {
      const providerId = parseOrgId(unknown, 'providerId');
      await expect(lists.bills({ providerId }, ALL)).rejects.toMatchObject({
        code: 'NOT_CONFIRMED',
        field: 'providerId',
      });
    }
    const stranger = new SqlLists(database.reader, parseOrgId('00003', 'orgId'));
    await expect(stranger.quotas({}, ALL)).rejects.toMatchObject({ code: 'NOT_CONFIRMED' });
  });

  when('bills carry the number of their block and are in the order of their ends', async () => {
    const { items } = await lists.bills({}, ALL);
    expect(items.map(({ instanceId }) => instanceId)).toEqual([
      'e0',
      'o1',
      'e2',
      'o3',
      'e4',
      'o5',
      'e6',
      'o7',
      'e8',
      'o9',
      'e10',
      'o11',
    ]);
    expect(new Set(items.map(({ blockNumber }) => blockNumber))).toEqual(new Set([4]));
  });

  when('spend is summed by the month of Asia/Shanghai that a bill belongs to', async () => {
    const { items } = await lists.spend({}, ALL);
    expect(items.map(({ period, type, count, totalCost }) => [period, type, count, totalCost])).toEqual([
      ['2026-03', 'ECSBill', 3, 0n + 2n + 4n],
      ['2026-03', 'OSSBill', 3, 1n + 3n + 5n],
      ['2026-04', 'ECSBill', 3, 6n + 8n + 10n],
      ['2026-04', 'OSSBill', 3, 7n + 9n + 11n],
    ]);
    expect((await lists.spend({ userId: USER, from: '2026-04' }, ALL)).items).toMatchObject([
      { userId: USER, type: 'ECSBill', count: 1, totalCost: 6n },
      { userId: USER, type: 'OSSBill', count: 1, totalCost: 9n },
    ]);
  });

  when('records are found by what their id begins with', async () => {
    const found = await lists.search('e2', {}, 10);
    expect(found.map(({ kind: of, id }) => `${of} ${id}`)).toEqual([
      'ECSResource e2',
      'ECSResource e20',
      'ECSResource e22',
      'ECSResource e24',
      'ECSResource e26',
      'ECSResource e28',
      'ECSBill e2',
    ]);
    expect(await lists.search('e2', {}, 2)).toHaveLength(3);
    expect((await lists.search('e', { userId: USER }, 10)).every(({ userId }) => userId === USER)).toBe(true);
    expect(await lists.search('q', { userId: USER }, 10)).toEqual([]);
    expect(await lists.search('%', {}, 10)).toEqual([]);
  });

  when('a cursor that is none of the list is refused', async () => {
    const { nextCursor } = await lists.quotas({}, { limit: 1 });
    expect(nextCursor).toBeDefined();
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = [
      '',
      'x',
      'é',
      encode([]),
      encode(['a', 'b']),
      encode([1, 2, 3, 4, 5]),
      encode(['1', 1, 'a', 'b', 'c']),
    ];
    for (const cursor of [...bad, encode([1, 1, 'a\u0000', 'b', 'c']), encode([1.5, 1, 'a', 'b', 'c'])]) {
      await expect(lists.bills({}, { limit: 1, cursor })).rejects.toMatchObject({ field: 'cursor' });
    }
  });

  when('every record that was there is listed once, in whatever pages, while others are written', async () => {
    const before = await idsOf((page) => lists.ecsResources({}, page), [1_000]);
    const billsBefore = await idsOf((page) => lists.bills({}, page), [1_000]);
    let made = 0;
    const writeOne = async (): Promise<void> => {
      made += 1;
      const one = ecs(`${made % 2 === 0 ? 'a' : 'z'}${made}`, { seconds: SECONDS });
      await write(opened(one), bill(one, { endSeconds: SECONDS + made * 100, totalCost: 1 }));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1 }), async (limits) => {
        for (const [read, expected] of [
          [(page: PageRequest) => lists.ecsResources({}, page), before],
          [(page: PageRequest) => lists.bills({}, page), billsBefore],
        ] as const) {
          const ids = await idsOf(read, limits, writeOne);
          expect(new Set(ids).size).toBe(ids.length);
          expect(expected.filter((id) => !ids.includes(id))).toEqual([]);
        }
      }),
      { numRuns: 3 },
    );
  });
});

async function idsOf(
  read: (page: PageRequest) => Promise<Page<{ readonly instanceId: string }>>,
  limits: readonly number[],
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 500; turn += 1) {
    const page = await read({ limit: limits[turn % limits.length] ?? 1, cursor });
    ids.push(...page.items.map(({ instanceId }) => instanceId));
    cursor = page.nextCursor;
    if (cursor === undefined) return ids;
    await between();
  }
  throw new Error('the list has no end');
}
