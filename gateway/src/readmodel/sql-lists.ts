import type { ExactAmount, OrgId, RecordId, UserId } from '@cloudfed/core';
import type { Kysely } from 'kysely';

import { billOf, ecsOf, ossOf, quotaOf } from '../fabric/codec.js';
import type { Bill, EcsResource, OssResource, Page, PageRequest, Quota, ResourceType } from '../fabric/ledger-port.js';
import type { BillRecord, EcsRecord, OssRecord, QuotaRecord } from '../fabric/records.js';
import { wholeFen } from './charges.js';
import { requireConfirmed } from './confirmed.js';
import { beginsWith, compare, type Condition, either, equals, isAfter, pageOf } from './keyset.js';
import type {
  BillFilter,
  InstanceFilter,
  Lists,
  Match,
  MeteredDay,
  Parties,
  QuotaFilter,
  Spend,
  SpendFilter,
  UsageFilter,
} from './lists.js';
import type { SettlementLists } from './settlement-lists.js';
import { SqlSettlementLists } from './sql-settlement-lists.js';
import type { ReadModelTables } from './tables.js';
import { readUsageDays, sumUsage } from './usage-reads.js';

type Tables = ReadModelTables;

const QUOTA_ORDER = ['quota_id', 'ledger_channel'] as const;
const INSTANCE_ORDER = ['instance_id', 'ledger_channel'] as const;
const BILL_ORDER = ['end_seconds', 'end_nanos', 'instance_id', 'type', 'ledger_channel'] as const;
const SPEND_ORDER = ['period', 'provider_id', 'consumer_id', 'user_id', 'type', 'ledger_channel'] as const;

export class SqlLists implements Lists {
  readonly settlement: SettlementLists;
  readonly #database: Kysely<Tables>;
  readonly #ownId: OrgId;

  /** @param ownId the gateway's own organization */
  constructor(database: Kysely<Tables>, ownId: OrgId) {
    this.#database = database;
    this.#ownId = ownId;
    this.settlement = new SqlSettlementLists(database, ownId);
  }

  async quotas(filter: QuotaFilter, page: PageRequest): Promise<Page<Quota>> {
    await this.#requireConfirmed(filter);
    const rows = await this.#database
      .selectFrom('ledger_quota')
      .select([...QUOTA_ORDER, 'record'])
      .where((where) =>
        where.and([...isOf(filter), ...equals({ status: filter.status }), ...isAfter(QUOTA_ORDER, page.cursor)]),
      )
      .orderBy('quota_id')
      .orderBy('ledger_channel')
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, QUOTA_ORDER, page, ({ record }) => quotaOf(JSON.parse(record) as QuotaRecord));
  }

  ecsResources(filter: InstanceFilter, page: PageRequest): Promise<Page<EcsResource>> {
    return this.#instances('ECSResource', filter, page, (record) => ecsOf(JSON.parse(record) as EcsRecord));
  }

  ossResources(filter: InstanceFilter, page: PageRequest): Promise<Page<OssResource>> {
    return this.#instances('OSSResource', filter, page, (record) => ossOf(JSON.parse(record) as OssRecord));
  }

  async bills(filter: BillFilter, page: PageRequest): Promise<Page<Bill>> {
    await this.#requireConfirmed(filter);
    const { from, to } = filter;
    const rows = await this.#database
      .selectFrom('ledger_bill')
      .select([...BILL_ORDER, 'block_number', 'record'])
      .where((where) =>
        where.and([
          ...isOf(filter),
          ...equals({ user_id: filter.userId, type: filter.type }),
          ...(from === undefined ? [] : [compare(['end_seconds', 'end_nanos'], '>=', [from.seconds, from.nanos])]),
          ...(to === undefined ? [] : [compare(['end_seconds', 'end_nanos'], '<', [to.seconds, to.nanos])]),
          ...isAfter(BILL_ORDER, page.cursor),
        ]),
      )
      .orderBy('end_seconds')
      .orderBy('end_nanos')
      .orderBy('instance_id')
      .orderBy('type')
      .orderBy('ledger_channel')
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, BILL_ORDER, page, (row) => billOf(JSON.parse(row.record) as BillRecord, row.block_number));
  }

  async spend(filter: SpendFilter, page: PageRequest): Promise<Page<Spend>> {
    await this.#requireConfirmed(filter);
    const { from, to, userId } = filter;
    const rows = await this.#database
      .selectFrom('ledger_spend')
      .select([...SPEND_ORDER, 'entries', 'exact_amount'])
      .where((where) =>
        where.and([
          ...isOf(filter),
          ...equals({ user_id: userId ?? '' }),
          ...(from === undefined ? [] : [compare(['period'], '>=', [from])]),
          ...(to === undefined ? [] : [compare(['period'], '<=', [to])]),
          ...isAfter(SPEND_ORDER, page.cursor),
        ]),
      )
      .orderBy('period')
      .orderBy('provider_id')
      .orderBy('consumer_id')
      .orderBy('user_id')
      .orderBy('type')
      .orderBy('ledger_channel')
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, SPEND_ORDER, page, (row) => ({
      period: row.period,
      providerId: row.provider_id as OrgId,
      consumerId: row.consumer_id as OrgId,
      userId: row.user_id === '' ? undefined : (row.user_id as UserId),
      type: row.type,
      count: row.entries,
      totalCost: wholeFen(BigInt(row.exact_amount)),
    }));
  }

  usageDays(filter: UsageFilter, page: PageRequest): Promise<Page<MeteredDay>> {
    return readUsageDays(this.#database, filter, page);
  }

  usageCost(filter: UsageFilter, only: { readonly beforeUser?: UserId | undefined }): Promise<ExactAmount> {
    return sumUsage(this.#database, filter, only.beforeUser);
  }

  async search(prefix: string, only: { readonly userId?: UserId }, limit: number): Promise<readonly Match[]> {
    const { userId } = only;
    const quotas =
      userId !== undefined
        ? []
        : await this.#database
            .selectFrom('ledger_quota')
            .select(['quota_id as id', 'provider_id', 'consumer_id'])
            .where((where) => where.and(beginsWith('quota_id', prefix)))
            .orderBy('quota_id')
            .limit(limit)
            .execute();
    const found: Match[] = quotas.map((row) => ({ kind: 'quota', ...matchOf(row), userId: undefined }));
    for (const type of ['ECSResource', 'OSSResource'] as const) {
      const rows = await this.#database
        .selectFrom('ledger_instance')
        .select(['instance_id as id', 'provider_id', 'consumer_id', 'user_id'])
        .where((where) => where.and([...beginsWith('instance_id', prefix), ...equals({ type, user_id: userId })]))
        .orderBy('instance_id')
        .limit(limit)
        .execute();
      found.push(...rows.map((row) => ({ kind: type, ...matchOf(row), userId: row.user_id as UserId })));
    }
    for (const type of ['ECSBill', 'OSSBill'] as const) {
      const rows = await this.#database
        .selectFrom('ledger_bill')
        .select(['instance_id as id', 'provider_id', 'consumer_id', 'user_id'])
        .where((where) => where.and([...beginsWith('instance_id', prefix), ...equals({ type, user_id: userId })]))
        .orderBy('instance_id')
        .limit(limit)
        .execute();
      found.push(...rows.map((row) => ({ kind: type, ...matchOf(row), userId: row.user_id as UserId })));
    }
    return found;
  }

  async #instances<T>(
    type: ResourceType,
    filter: InstanceFilter,
    page: PageRequest,
    read: (record: string) => T,
  ): Promise<Page<T>> {
    await this.#requireConfirmed(filter);
    const rows = await this.#database
      .selectFrom('ledger_instance')
      .select([...INSTANCE_ORDER, 'record'])
      .where((where) =>
        where.and([
          ...isOf(filter),
          ...equals({ type, user_id: filter.userId, status: filter.status }),
          ...isAfter(INSTANCE_ORDER, page.cursor),
        ]),
      )
      .orderBy('instance_id')
      .orderBy('ledger_channel')
      .limit(page.limit + 1)
      .execute();
    return pageOf(rows, INSTANCE_ORDER, page, ({ record }) => read(record));
  }

  #requireConfirmed({ providerId, consumerId, counterpartyId }: Parties): Promise<void> {
    return requireConfirmed(this.#database, this.#ownId, { providerId, consumerId, counterpartyId });
  }
}

function isOf({ providerId, consumerId, counterpartyId }: Parties): readonly Condition[] {
  return [
    ...equals({ provider_id: providerId, consumer_id: consumerId }),
    ...either(['provider_id', 'consumer_id'], counterpartyId),
  ];
}

function matchOf(row: { readonly id: string; readonly provider_id: string; readonly consumer_id: string }) {
  return { id: row.id as RecordId, providerId: row.provider_id as OrgId, consumerId: row.consumer_id as OrgId };
}
