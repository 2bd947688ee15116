import { type ExactAmount, fenFromRecord, METERS, parseUserId, type UserId } from '@cloudfed/core';
import type { Kysely } from 'kysely';

import { ecsOf, ossOf } from '../fabric/codec.js';
import type { Page, PageRequest, Resource } from '../fabric/ledger-port.js';
import type { EcsRecord, OssRecord } from '../fabric/records.js';
import { compare, equals, inOrder, isAfter, pageOf } from './keyset.js';
import type { MeteredDay, UsageFilter } from './lists.js';
import type { ReadModelTables, UsageDayTable } from './tables.js';

const ORDER = [
  ...['user_id', 'instance_id', 'meter', 'from_seconds', 'to_seconds', 'price_version', 'ledger_channel'],
] as const;
type Columns = (typeof ORDER)[number];
const ROWS_A_READ = 5_000;

/** By user, instance, meter, day and price: the order of the key, so that a page reads no more than it answers. */
export async function readUsageDays(
  database: Kysely<ReadModelTables>,
  filter: UsageFilter,
  page: PageRequest,
): Promise<Page<MeteredDay>> {
  const rows = await select(database, filter, page).selectAll().execute();
  const resourceOf = await resources(database, filter, rows.slice(0, page.limit));
  return pageOf(rows, ORDER, page, (row): MeteredDay => {
    const meter = METERS.find((one) => one === row.meter);
    const resource = resourceOf(row);
    return {
      period: row.period,
      userId: parseUserId(row.user_id, 'user_id'),
      type: row.type,
      from: row.from_seconds,
      to: row.to_seconds,
      priceVersion: row.price_version,
      price: fenFromRecord(row.price, 'price'),
      records: row.records,
      consumed: BigInt(row.consumed),
      exactAmount: BigInt(row.exact_amount) as ExactAmount,
      used: meter === undefined || resource === undefined ? undefined : { resource, meter },
    };
  });
}

/** What the rows cost together: sums have no bound, so the database cannot add them up. */
export async function sumUsage(
  database: Kysely<ReadModelTables>,
  filter: UsageFilter,
  beforeUser: UserId | undefined,
): Promise<ExactAmount> {
  let sum = 0n;
  let cursor: string | undefined;
  do {
    const page = { limit: ROWS_A_READ, cursor };
    const rows = await select(database, filter, page)
      .select([...ORDER, 'exact_amount'])
      .where((where) => (beforeUser === undefined ? where.lit(true) : compare(['user_id'], '<', [beforeUser])))
      .execute();
    const { items, nextCursor } = pageOf(rows, ORDER, page, ({ exact_amount }) => BigInt(exact_amount));
    for (const amount of items) sum += amount;
    cursor = nextCursor;
  } while (cursor !== undefined);
  return sum as ExactAmount;
}

/** One row more than asked, to know whether there are others. */
function select(database: Kysely<ReadModelTables>, filter: UsageFilter, { limit, cursor }: PageRequest) {
  const { providerId, consumerId, period, type, userId } = filter;
  return database
    .selectFrom('ledger_usage_day')
    .where('provider_id', '=', providerId)
    .where('consumer_id', '=', consumerId)
    .where('period', '=', period)
    .where('type', '=', type)
    .where((where) => where.and([...equals({ user_id: userId }), ...isAfter(ORDER, cursor)]))
    .orderBy(inOrder(ORDER))
    .limit(limit + 1);
}

/** The instances of some rows. */
async function resources(
  database: Kysely<ReadModelTables>,
  { type, providerId }: UsageFilter,
  rows: readonly Pick<UsageDayTable, Columns>[],
): Promise<(row: Pick<UsageDayTable, Columns>) => Resource | undefined> {
  const ids = [...new Set(rows.map(({ instance_id }) => instance_id))];
  if (ids.length === 0) return () => undefined;
  const found = await database
    .selectFrom('ledger_instance')
    .select(['ledger_channel', 'instance_id', 'record'])
    .where('type', '=', type === 'ECS' ? 'ECSResource' : 'OSSResource')
    .where('instance_id', 'in', ids)
    .where('provider_id', '=', providerId)
    .execute();
  const byId = new Map(
    found.map(({ ledger_channel, instance_id, record }) => [
      `${ledger_channel} ${instance_id}`,
      type === 'ECS' ? ecsOf(JSON.parse(record) as EcsRecord) : ossOf(JSON.parse(record) as OssRecord),
    ]),
  );
  return ({ ledger_channel, instance_id }) => byId.get(`${ledger_channel} ${instance_id}`);
}
