import {
  ecsDemand,
  formatQuantity,
  ossDemand,
  parseOrgId,
  parseQuantity,
  type Quantity,
  quantity,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  type QuotaDimension,
} from '@cloudfed/core';

import type { CorrectionRecord } from '../fabric/billing-records.js';
import { allowanceOf, billOf, ecsOf, ossOf, priceOf, quotaOf } from '../fabric/codec.js';
import type { Resource } from '../fabric/ledger-port.js';
import type {
  AllowanceRecord,
  BillRecord,
  ChangeRecord,
  OrganizationRecord,
  PriceRecord,
  QuotaRecord,
  ResourceRecord,
} from '../fabric/records.js';
import { settlementChangeOf } from '../fabric/settlement.js';
import { type Charge, chargeOfBill, chargeOfNote } from './charges.js';
import type { SettlementRead } from './settlement-fold.js';
import type { AllowanceTable, BillTable, InstanceTable, OrganizationTable, PriceTable, QuotaTable } from './tables.js';

// One change of the ledger → the row that it leaves. A record that is not what its kind promises is a RangeError, or a
// CloudfedError of core's parsers: the projection notes it as a problem.

/** Where a change stands. */
export interface Place {
  readonly ledgerChannel: string;
  readonly blockNumber: number;
  readonly transactionId: string;
}

/** A change as the projection takes it. */
export type Change =
  | { readonly what: 'organization'; readonly row: OrganizationTable }
  | { readonly what: 'quota'; readonly row: Omit<QuotaTable, 'used'>; readonly limits: QuotaAmounts }
  | { readonly what: 'price'; readonly row: PriceTable }
  | { readonly what: 'instance'; readonly row: InstanceTable; readonly demand: QuotaAmounts }
  | {
      readonly what: 'bill';
      readonly row: BillTable;
      readonly instance: InstanceTable;
      readonly demand: QuotaAmounts;
      readonly charges: readonly Charge[];
    }
  | { readonly what: 'charges'; readonly charges: readonly Charge[] }
  | { readonly what: 'allowance'; readonly row: AllowanceTable }
  | ({ readonly what: 'settlement' } & SettlementRead);

const INSTANCE = /^(?:ECS|OSS)Resource\.(?:opened|stopped|released)$/u;

/** Undefined for kinds that leave no row of their own, such as the rolling up of totals. */
export function readChange(change: ChangeRecord, place: Place): Change | undefined {
  const { kind, record } = change;
  switch (kind) {
    case 'Organization.claimed':
    case 'Organization.confirmation':
    case 'Organization.confirmed':
      return { what: 'organization', row: organizationRow(record as OrganizationRecord, place) };
    case 'InitialQuota.created':
    case 'InitialQuota.updated':
    case 'InitialQuota.closed':
      return readQuota(record as QuotaRecord, place);
    case 'Price.published':
    case 'Price.scheduled':
      return { what: 'price', row: priceRow(record as PriceRecord, place) };
    case 'ECSBill.issued':
    case 'OSSBill.issued':
      return readBill(record as BillRecord, place);
    case 'Correction.inForce':
      return { what: 'charges', charges: [chargeOfNote(record as CorrectionRecord)] };
    case 'Allowance.changed':
      return { what: 'allowance', row: allowanceRow(record as AllowanceRecord, place) };
    default:
      return INSTANCE.test(kind) ? readInstance(record as ResourceRecord, place) : readSettlement(change);
  }
}

function readSettlement(read: ChangeRecord): Change | undefined {
  const change = settlementChangeOf(read);
  return change && { what: 'settlement', change, text: JSON.stringify(read.record) };
}

function written({ ledgerChannel, blockNumber, transactionId }: Place) {
  return { ledger_channel: ledgerChannel, block_number: blockNumber, transaction_id: transactionId };
}

function organizationRow(record: OrganizationRecord, { ledgerChannel }: Place): OrganizationTable {
  return {
    ledger_channel: ledgerChannel,
    msp_id: textOf(record.mspID, 'mspID'),
    org_id: parseOrgId(record.orgID, 'orgID'),
    name: textOf(record.name, 'name'),
    status: record.confirmed ? 'confirmed' : 'claimed',
    record: JSON.stringify(record),
  };
}

function readQuota(record: QuotaRecord, place: Place): Change {
  const { quotaId, providerId, consumerId, status, limits } = quotaOf(record);
  const row = {
    ...written(place),
    quota_id: quotaId,
    provider_id: providerId,
    consumer_id: consumerId,
    status: oneOf(status, ['active', 'closed']),
    record: JSON.stringify(record),
  };
  return { what: 'quota', row, limits };
}

function priceRow(record: PriceRecord, place: Place): PriceTable {
  const { providerId, version, effectiveFrom } = priceOf(record);
  return {
    ...written(place),
    provider_id: providerId,
    version: wholeOf(version, 'version'),
    effective_seconds: effectiveFrom.seconds,
    record: JSON.stringify(record),
  };
}

function readInstance(record: ResourceRecord, place: Place): Change {
  const resource = resourceOf(record);
  return { what: 'instance', row: instanceRow(record, resource, place), demand: demandOf(resource) };
}

function readBill(record: BillRecord, place: Place): Change {
  const bill = billOf(record, place.blockNumber);
  const { resource } = bill;
  const instance = record.objectType === 'ECSBill' ? record.ECSResource : record.OSSResource;
  const row = {
    ...written(place),
    type: bill.type,
    instance_id: bill.instanceId,
    provider_id: bill.providerId,
    consumer_id: bill.consumerId,
    user_id: bill.userId,
    quota_id: resource.quotaId ?? '',
    end_seconds: bill.endTime.seconds,
    end_nanos: bill.endTime.nanos,
    period: monthOf(bill.period),
    total_cost: Number(bill.totalCost),
    record: JSON.stringify(record),
  };
  return {
    what: 'bill',
    row,
    instance: instanceRow(instance, resource, place),
    demand: demandOf(resource),
    charges: [chargeOfBill(row, bill.totalCost)],
  };
}

function resourceOf(record: ResourceRecord): Resource {
  return oneOf(record.objectType, ['ECSResource', 'OSSResource']) === 'ECSResource'
    ? ecsOf(record as Extract<ResourceRecord, { objectType: 'ECSResource' }>)
    : ossOf(record as Extract<ResourceRecord, { objectType: 'OSSResource' }>);
}

function instanceRow(record: ResourceRecord, resource: Resource, place: Place): InstanceTable {
  return {
    ...written(place),
    type: resource.type,
    instance_id: resource.instanceId,
    provider_id: resource.providerId,
    consumer_id: resource.consumerId,
    user_id: resource.userId,
    quota_id: resource.quotaId ?? '',
    status: oneOf(resource.status, ['open', 'stopped', 'released']),
    begin_seconds: resource.beginTime.seconds,
    record: JSON.stringify(record),
  };
}

function allowanceRow(record: AllowanceRecord, place: Place): AllowanceTable {
  const { providerId, consumerId, allowed } = allowanceOf(record);
  return { ...written(place), provider_id: providerId, consumer_id: consumerId, allowed: allowed ? 'yes' : 'no' };
}

/** What an instance takes of its quota, as the ledger counts it. */
function demandOf(resource: Resource): QuotaAmounts {
  return resource.type === 'ECSResource' ? ecsDemand(resource) : ossDemand(resource);
}

export function addAmounts(one: QuotaAmounts, other: QuotaAmounts): QuotaAmounts {
  return amounts((dimension) => quantity(one[dimension] + other[dimension]));
}

/** Amounts as a JSON text, in the order of the dimensions. */
export function formatAmounts(of: QuotaAmounts): string {
  return JSON.stringify(
    Object.fromEntries(QUOTA_DIMENSIONS.map((dimension) => [dimension, formatQuantity(of[dimension])])),
  );
}

export function parseAmounts(text: string): QuotaAmounts {
  const read = JSON.parse(text) as Readonly<Record<string, string>>;
  return amounts((dimension) => parseQuantity(read[dimension] ?? '', dimension));
}

function amounts(of: (dimension: QuotaDimension) => Quantity): QuotaAmounts {
  const entries = QUOTA_DIMENSIONS.map((dimension): [QuotaDimension, Quantity] => [dimension, of(dimension)]);
  return Object.fromEntries(entries) as unknown as QuotaAmounts;
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string' || value.length > 256 || value.includes('\u0000')) {
    throw new RangeError(`${field} is not a short text`);
  }
  return value;
}

function monthOf(value: unknown): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}$/u.test(value)) throw new RangeError('period is not a month');
  return value;
}

function wholeOf(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${field} is not a whole number`);
  }
  return value;
}

function oneOf<const T extends string>(value: unknown, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new RangeError(`${String(value).slice(0, 64)} is none of ${words.join(', ')}`);
  return found;
}
