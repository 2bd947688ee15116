import {
  type OrgId,
  type Price,
  parseQuantity,
  type PriceVersion,
  type RecordId,
  type UsageRecord,
  type UserId,
} from '@cloudfed/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../database.js';
import type { LedgerBlock } from '../fabric/blocks.js';
import type { Content } from './content.js';
import { dumpContent } from './dump.js';
import type { MeteredDay } from './lists.js';
import { SqlLists } from './sql-lists.js';
import type { ReadModelTables } from './tables.js';
import { ecs, LedgerOfBlocks, opened, organization, oss, price, quota, type Step } from './testing/blocks.js';
import { DATABASE_KINDS, openPlace, preparePlace } from './testing/databases.js';
import { recordedLate, recordedUsage } from './testing/usage.js';

const CHANNEL = 'channel12';
/** 2026-01-31T00:00:00Z, in January also in Shanghai; 16 hours later it is February there. */
const DAY = 1_769_817_600;
const HOUR = 3_600;
const WHERE = { providerId: '00001' as OrgId, consumerId: '00002' as OrgId };
const prices = (cpu: bigint) =>
  ({ cpu, ram: 4n, ecsDisk: 1n, ossDisk: 1n, request: 1n, publicNetwork: 2n, privateNetwork: 0n }) as Price;
const V1: PriceVersion = { version: 1, effectiveFrom: DAY - 86_400, price: prices(10n) };
const V2: PriceVersion = { version: 2, effectiveFrom: DAY + 2 * HOUR, price: prices(20n) };

const use = (instanceId: string, meter: UsageRecord['meter'], [from, to]: readonly [number, number], quantity = '2') =>
  ({
    ...{ id: `${instanceId}.${meter}.${from.toString()}` as RecordId, instanceId: instanceId as RecordId, meter },
    ...{ from: DAY + from, to: DAY + to, quantity: parseQuantity(quantity, 'quantity') },
  }) satisfies UsageRecord;
const metered = <T extends object>(record: T): T => ({ ...record, billing: 'metered', lane: '00' });

/** Two price versions, two hosts of two users and a store, all metered. */
function sampleLedger(...usage: readonly (readonly Step[])[]): LedgerOfBlocks {
  const ledger = new LedgerOfBlocks();
  const seconds = DAY - 86_400;
  ledger.add([organization('00001', 'Org1MSP')], [organization('00002', 'Org2MSP')]);
  ledger.add([price(1, V1.effectiveFrom, 10)], [quota('q1')]);
  ledger.add(
    ['h1', 'h2'].map((id) => opened(metered(ecs(id, { seconds })))),
    [opened(metered(ecs('h3', { seconds, userID: '00002002' })))],
    [opened(metered(oss('s1', { seconds })))],
  );
  ledger.add([price(2, V2.effectiveFrom, 20)]);
  for (const steps of usage) ledger.add(steps);
  return ledger;
}

describe.each(DATABASE_KINDS)('metered usage in $name', (kind) => {
  const open: Database<ReadModelTables>[] = [];

  beforeAll(() => kind.start(), 60_000);
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
  });
  afterAll(() => kind.stop());

  const when = it.skipIf(!kind.isInstalled);

  async function newContent(): Promise<{ content: Content; database: Database<ReadModelTables>; lists: SqlLists }> {
    const database = openPlace(await kind.newPlace());
    open.push(database);
    const content = await preparePlace(database);
    return { content, database, lists: new SqlLists(database.reader, '00001' as OrgId) };
  }

  async function apply(content: Content, blocks: readonly LedgerBlock[], size = blocks.length): Promise<string[]> {
    const problems: string[] = [];
    for (let at = 0; at < blocks.length; at += size) {
      const position = await content.position(CHANNEL);
      const found = await content.apply(CHANNEL, position, blocks.slice(at, at + size));
      problems.push(...(found ?? []).map(({ problem }) => problem));
    }
    return problems;
  }

  async function daysOf(lists: SqlLists, period: string, type: 'ECS' | 'OSS' = 'ECS'): Promise<readonly MeteredDay[]> {
    const days: MeteredDay[] = [];
    let cursor: string | undefined;
    do {
      const page = await lists.usageDays({ ...WHERE, period, type }, { limit: 2, cursor });
      days.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return days;
  }

  const told = ({ used, from, priceVersion, consumed, exactAmount, records }: MeteredDay) => [
    ...[used?.resource.instanceId, used?.meter, (from - DAY) / HOUR, priceVersion],
    ...[consumed / 10n ** 10n, exactAmount / 10n ** 10n, records],
  ];

  when('is told by instance, meter, day and price version, and adds up', async () => {
    const { content, lists } = await newContent();
    const hours = (id: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => use(id, 'cpu', [(from + at) * HOUR, (from + at + 1) * HOUR]));
    const ledger = sampleLedger(
      [recordedUsage({ records: [...hours('h1', 0, 3), use('h2', 'ramGb', [0, HOUR], '4')], versions: [V1, V2] })],
      [recordedUsage({ records: hours('h1', 15, 17), versions: [V2] })],
      [recordedUsage({ records: hours('h3', 0, 1), versions: [V1], userId: '00002002' })],
      [
        recordedUsage({
          records: [use('s1', 'requests', [0, 60], '7'), use('s1', 'flowOutGb', [0, 60], '1.5')],
          versions: [V1],
        }),
      ],
    );
    expect(await apply(content, ledger.blocks, 2)).toEqual([]);
    expect((await daysOf(lists, '2026-01')).map(told)).toEqual([
      ['h1', 'cpu', -8, 1, 14_400n, 144_000n, 2],
      ['h1', 'cpu', -8, 2, 14_400n, 288_000n, 2],
      ['h2', 'ramGb', -8, 1, 14_400n, 57_600n, 1],
      ['h3', 'cpu', -8, 1, 7_200n, 72_000n, 1],
    ]);
    expect((await daysOf(lists, '2026-02')).map(told)).toEqual([['h1', 'cpu', 16, 2, 7_200n, 144_000n, 1]]);
    expect((await daysOf(lists, '2026-01', 'OSS')).map(told)).toEqual([
      ['s1', 'flowOutGb', -8, 1, 1n, 259_200n, 1],
      ['s1', 'requests', -8, 1, 7n, 604_800n, 1],
    ]);
    const filter = { ...WHERE, period: '2026-01', type: 'ECS' } as const;
    expect(await lists.usageCost(filter, {})).toBe(561_600n * 10n ** 10n);
    expect(await lists.usageCost(filter, { beforeUser: '00002002' as UserId })).toBe(489_600n * 10n ** 10n);
    const own = await lists.usageDays({ ...filter, userId: '00002002' as UserId }, { limit: 9, cursor: undefined });
    expect(own.items.map(({ userId }) => userId)).toEqual(['00002002']);
    const [first] = await daysOf(lists, '2026-01');
    expect(first).toMatchObject({ price: 10n, to: DAY + 16 * HOUR, used: { resource: { cloudService: 'ECS' } } });
  });

  when('counts where the ledger counts it: what is refused nowhere, what is late in the first open month', async () => {
    const { content, lists } = await newContent();
    const long = use('h2', 'cpu', [-20 * HOUR, 6 * HOUR]);
    const ledger = sampleLedger(
      [
        recordedUsage({
          records: [use('h1', 'cpu', [0, HOUR]), use('h1', 'cpu', [60, HOUR])],
          versions: [V1],
          refused: [1],
        }),
      ],
      [recordedLate(use('h1', 'diskGb', [HOUR, 2 * HOUR]), [V1], '2026-02')],
      [
        recordedUsage({
          records: [long, use('h2', 'cpu', [15 * HOUR, 17 * HOUR])],
          versions: [V1, V2],
          openFrom: '2026-02',
        }),
      ],
    );
    expect(await apply(content, ledger.blocks)).toEqual([]);
    expect((await daysOf(lists, '2026-01')).map(told)).toEqual([['h1', 'cpu', -8, 1, 7_200n, 72_000n, 1]]);
    expect((await daysOf(lists, '2026-02')).map(told)).toEqual([
      ['h1', 'diskGb', -8, 1, 7_200n, 7_200n, 1],
      ['h2', 'cpu', -32, 1, 86_400n, 864_000n, 1],
      ['h2', 'cpu', -8, 1, 72_000n, 720_000n, 1],
      ['h2', 'cpu', -8, 2, 36_000n, 720_000n, 2],
      ['h2', 'cpu', 16, 2, 7_200n, 144_000n, 1],
    ]);
  });

  when('is the same however the blocks came', async () => {
    const lines = async (database: Database<ReadModelTables>) => {
      const all: string[] = [];
      for await (const line of dumpContent(database.reader)) all.push(line);
      return all;
    };
    const records = Array.from({ length: 60 }, (_, at) =>
      use('h1', 'cpu', [at * 1_000, at * 1_000 + 1_000], `0.${at + 1}`),
    );
    const batches = Array.from({ length: 20 }, (_, at) => [
      recordedUsage({ records: records.slice(3 * at, 3 * at + 3), versions: [V1, V2] }),
    ]);
    const { blocks } = sampleLedger(...batches);
    const one = await newContent();
    await apply(one.content, blocks, 1);
    const before = await lines(one.database);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: blocks.length }), async (size) => {
        await one.content.forget();
        expect(await apply(one.content, blocks, size)).toEqual([]);
        expect(await lines(one.database)).toEqual(before);
      }),
      { numRuns: 4 },
    );
  });

  when('that cannot be told apart keeps its amount, and is told', async () => {
    const { content, lists } = await newContent();
    const good = recordedUsage({ records: [use('h1', 'cpu', [0, HOUR])], versions: [V1] });
    const without: Step = { kind: good.kind, id: good.id, record: good.record };
    const other = recordedUsage({ records: [use('h1', 'cpu', [0, 2 * HOUR])], versions: [V1] });
    const stranger = recordedUsage({ records: [use('nobody', 'cpu', [0, HOUR])], versions: [V1] });
    const dearer = recordedUsage({ records: [use('h1', 'cpu', [0, HOUR])], versions: [{ ...V1, price: prices(11n) }] });
    const wrong = { ...good, usageBatch: other.usageBatch ?? '' };
    const ledger = sampleLedger([without], [wrong], [stranger], [dearer], [good]);
    expect(await apply(content, ledger.blocks)).toEqual([
      'the batch is not raw-deflated, or too large',
      'the transaction was not called with the batch that stands on the ledger',
      'metered instance nobody is not known',
      'the amounts of 2026-01 00002001 ECS are not those of its records',
    ]);
    const days = await daysOf(lists, '2026-01');
    expect(days.map(told)).toEqual([
      [undefined, undefined, 0, 0, 0n, 295_200n, 4],
      ['h1', 'cpu', -8, 1, 7_200n, 72_000n, 1],
    ]);
  });
});
