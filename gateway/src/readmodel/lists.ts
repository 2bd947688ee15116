import type { EntryKind, ExactAmount, LedgerTime, OrgId, RecordId, UsageDay, UserId } from '@cloudfed/core';

import type {
  Bill,
  BillType,
  EcsResource,
  OssResource,
  Page,
  PageRequest,
  Quota,
  Resource,
  ResourceType,
} from '../fabric/ledger-port.js';
import type { SettlementLists } from './settlement-lists.js';

/** Whose records; each that is given narrows. */
export interface Parties {
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  /** The other organization of the deal, whichever side it is. */
  readonly counterpartyId?: OrgId | undefined;
}

export interface QuotaFilter extends Parties {
  readonly status?: Quota['status'] | undefined;
}

export interface InstanceFilter extends Parties {
  readonly userId?: UserId | undefined;
  readonly status?: Resource['status'] | undefined;
}

export interface BillFilter extends Parties {
  readonly userId?: UserId | undefined;
  readonly type?: BillType | undefined;
  /** Only bills that ended then or later. */
  readonly from?: LedgerTime | undefined;
  /** Only bills that ended before. */
  readonly to?: LedgerTime | undefined;
}

/** What an id begins with, found among all kinds of records. */
export interface Match {
  readonly kind: 'quota' | ResourceType | BillType;
  readonly id: RecordId;
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  /** Of instances and bills. */
  readonly userId: UserId | undefined;
}

/** What a month costs, of one kind of charge. */
export interface Spend {
  /** In Asia/Shanghai: `2026-02`. */
  readonly period: string;
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  /** Undefined for all users of the consumer together. */
  readonly userId: UserId | undefined;
  readonly type: EntryKind;
  /** How many bills, records of usage, or notes. */
  readonly count: number;
  /** Fen, rounded once; below zero what credit notes take off. */
  readonly totalCost: bigint;
}

export interface SpendFilter extends Parties {
  readonly userId?: UserId | undefined;
  readonly from?: string | undefined;
  /** This month included. */
  readonly to?: string | undefined;
}

/** Whose metered usage, on which statement. */
export interface UsageFilter {
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  /** In Asia/Shanghai: `2026-02`. */
  readonly period: string;
  readonly type: UsageDay['type'];
  readonly userId?: UserId | undefined;
}

/** A day's usage, and the instance that used it. */
export interface MeteredDay extends Omit<UsageDay, 'instanceId' | 'meter'> {
  /** Undefined of a batch that this version of the gateway could not tell apart: then the amount is all that is known. */
  readonly used: { readonly resource: Resource; readonly meter: UsageDay['meter'] } | undefined;
}

/**
 * Lists from the read model. Their order is by what never changes in a record, so a page goes on exactly where the one
 * before ended, whatever is written meanwhile.
 *
 * @throws CloudfedError INVALID_ARGUMENT (`cursor`), NOT_CONFIRMED, UNAVAILABLE
 */
export interface Lists {
  /** By quota id. */
  quotas(filter: QuotaFilter, page: PageRequest): Promise<Page<Quota>>;
  /** By instance id. */
  ecsResources(filter: InstanceFilter, page: PageRequest): Promise<Page<EcsResource>>;
  ossResources(filter: InstanceFilter, page: PageRequest): Promise<Page<OssResource>>;
  /** By end, the oldest first. */
  bills(filter: BillFilter, page: PageRequest): Promise<Page<Bill>>;
  /** By period, provider, consumer, user and type. */
  spend(filter: SpendFilter, page: PageRequest): Promise<Page<Spend>>;
  readonly settlement: SettlementLists;
  /** By user, instance, meter, day and price. */
  usageDays(filter: UsageFilter, page: PageRequest): Promise<Page<MeteredDay>>;
  /** What they cost together; of the users before one, where that is given. */
  usageCost(filter: UsageFilter, only: { readonly beforeUser?: UserId | undefined }): Promise<ExactAmount>;
  /** At most `limit` of each kind, by id. */
  search(prefix: string, only: { readonly userId?: UserId | undefined }, limit: number): Promise<readonly Match[]>;
}
