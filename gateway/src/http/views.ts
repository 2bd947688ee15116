import {
  type Fen,
  formatQuantity,
  type LedgerTime,
  PRICE_FIELDS,
  type Price,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  toRfc3339,
} from '@cloudfed/core';
import type { z } from 'zod';

import type {
  Allowance,
  Bill,
  BillLineRecord,
  Committed,
  EcsResource,
  OssResource,
  PriceVersionRecord,
  Publication,
  Quota,
  QuotaUse,
  Resource,
  TransactionRef,
} from '../fabric/ledger-port.js';
import type { Match, Spend } from '../readmodel/lists.js';
import type { ApiKeyRecord } from './access/api-keys.js';
import type {
  apiKeySchema,
  billSchema,
  ecsSchema,
  matchSchema,
  ossSchema,
  permissionSchema,
  priceSchema,
  publicationSchema,
  quotaAmountsSchema,
  quotaSchema,
  quotaUseSchema,
  spendSchema,
} from './schemas.js';

// The ledger's records as the API answers them.

type QuotaView = z.infer<typeof quotaSchema>;
type PriceView = z.infer<typeof priceSchema>;
type EcsView = z.infer<typeof ecsSchema>;
type OssView = z.infer<typeof ossSchema>;
type BillView = z.infer<typeof billSchema>;

export const optionalTime = (time: LedgerTime | undefined): string | null =>
  time === undefined ? null : toRfc3339(time);
const atSecond = (seconds: number): string => toRfc3339({ seconds, nanos: 0 });

/** A committed write's view with its transaction. */
export function written<T, V extends object>(committed: Committed<T>, view: (record: T) => V): V & TransactionRef {
  const { record, transactionId, blockNumber } = committed;
  return { ...view(record), transactionId, blockNumber };
}

export function amountsView(amounts: QuotaAmounts): z.infer<typeof quotaAmountsSchema> {
  const entries = QUOTA_DIMENSIONS.map((dimension) => [dimension, formatQuantity(amounts[dimension])]);
  return Object.fromEntries(entries) as z.infer<typeof quotaAmountsSchema>;
}

export function quotaView(quota: Quota): QuotaView {
  return {
    quotaId: quota.quotaId,
    providerId: quota.providerId,
    providerName: quota.providerName,
    consumerId: quota.consumerId,
    consumerName: quota.consumerName,
    holdingDays: quota.holdingDays.toString(),
    ...amountsView(quota.limits),
    status: quota.status,
    createdTime: toRfc3339(quota.createdTime),
    updatedTime: toRfc3339(quota.updatedTime),
    closedTime: optionalTime(quota.closedTime),
  };
}

export function quotaUseView(quota: QuotaUse): z.infer<typeof quotaUseSchema> {
  return { ...quotaView(quota), used: amountsView(quota.used), remaining: amountsView(quota.remaining) };
}

export function priceAmounts(price: Price): Record<keyof Price, string> {
  const entries = PRICE_FIELDS.map((field): [keyof Price, string] => [field, fenText(price[field])]);
  return Object.fromEntries(entries) as Record<keyof Price, string>;
}

const fenText = (amount: Fen): string => amount.toString();

export function priceView(record: PriceVersionRecord): PriceView {
  return {
    providerId: record.providerId,
    providerName: record.providerName,
    version: record.version,
    effectiveFrom: toRfc3339(record.effectiveFrom),
    publishedTime: toRfc3339(record.publishedTime),
    scheduled: record.scheduled,
    ...priceAmounts(record.price),
  };
}

export function publicationView({ record, transactions }: Publication): z.infer<typeof publicationSchema> {
  return {
    ...priceView(record),
    transactions: transactions.map(({ ledgerChannel, transactionId, blockNumber }) => ({
      ledgerChannel,
      transactionId,
      blockNumber,
    })),
  };
}

function instanceView(resource: Resource) {
  return {
    instanceId: resource.instanceId,
    providerId: resource.providerId,
    providerName: resource.providerName,
    consumerId: resource.consumerId,
    consumerName: resource.consumerName,
    userId: resource.userId,
    cloudService: resource.cloudService,
    networkType: resource.networkType,
    quotaId: resource.quotaId ?? null,
    priceVersion: resource.priceVersion,
    status: resource.status,
    beginTime: toRfc3339(resource.beginTime),
    endTime: optionalTime(resource.endTime),
    billing: resource.billing,
    diskGb: formatQuantity(resource.diskGb),
  };
}

export function ecsView(resource: EcsResource): EcsView {
  return {
    type: 'ECSResource',
    ...instanceView(resource),
    bandwidthMbps: formatQuantity(resource.bandwidthMbps),
    cpu: formatQuantity(resource.cpu),
    ramGb: formatQuantity(resource.ramGb),
    commitmentDays: resource.commitmentDays.toString(),
  };
}

export function ossView(resource: OssResource): OssView {
  return { type: 'OSSResource', ...instanceView(resource) };
}

function lineView(line: BillLineRecord): BillView['lines'][number] {
  return {
    priceVersion: line.priceVersion,
    meter: line.meter,
    from: atSecond(line.from),
    to: atSecond(line.to),
    seconds: Number(line.seconds),
    quantity: formatQuantity(line.quantity),
    price: line.price.toString(),
    exactAmount: line.exactAmount,
  };
}

export function billView(bill: Bill): BillView {
  const { resource } = bill;
  return {
    type: bill.type,
    instanceId: bill.instanceId,
    providerId: bill.providerId,
    consumerId: bill.consumerId,
    userId: bill.userId,
    beginTime: toRfc3339(bill.beginTime),
    endTime: toRfc3339(bill.endTime),
    usageHours: Number(bill.usageHours),
    usageSeconds: Number(bill.usageSeconds),
    totalCost: bill.totalCost.toString(),
    currency: 'CNY',
    unit: 'fen',
    exactAmount: bill.exactAmount,
    lines: bill.lines.map(lineView),
    resource: resource.type === 'ECSResource' ? ecsView(resource) : ossView(resource),
    priceSnapshot: bill.priceSnapshot.map(priceView),
    period: bill.period,
    ossRequest: bill.ossRequest?.toString() ?? null,
    flowOut: bill.flowOut === undefined ? null : formatQuantity(bill.flowOut),
    transactionId: bill.transactionId,
    blockNumber: bill.blockNumber,
  };
}

export function spendView(spend: Spend): z.infer<typeof spendSchema> {
  const { period, providerId, consumerId, userId, type, count, totalCost } = spend;
  return {
    period,
    providerId,
    consumerId,
    userId: userId ?? null,
    type,
    count,
    totalCost: totalCost.toString(),
    currency: 'CNY',
    unit: 'fen',
  };
}

const PATHS: Readonly<Record<Match['kind'], string>> = {
  quota: '/v1/quotas',
  ECSResource: '/v1/ecs-resources',
  OSSResource: '/v1/oss-resources',
  ECSBill: '/v1/bills/ECSBill',
  OSSBill: '/v1/bills/OSSBill',
};

export function matchView({ kind, id, providerId, consumerId, userId }: Match): z.infer<typeof matchSchema> {
  return { kind, id, providerId, consumerId, userId: userId ?? null, path: `${PATHS[kind]}/${id}` };
}

export function permissionView(allowance: Allowance): z.infer<typeof permissionSchema> {
  return { providerId: allowance.providerId, consumerId: allowance.consumerId, mayOpen: allowance.allowed };
}

const SECOND_MS = 1_000;
export const timeOf = (milliseconds: number): string => atSecond(Math.floor(milliseconds / SECOND_MS));
export const optionalMoment = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : timeOf(milliseconds);

export function apiKeyView(record: ApiKeyRecord): z.infer<typeof apiKeySchema> {
  const { keyId, name, roles, userId, createdBy } = record;
  return {
    keyId,
    name,
    roles: [...roles],
    userId: userId ?? null,
    createdTime: timeOf(record.createdAt),
    createdBy,
    expiresTime: optionalMoment(record.expiresAt),
    revokedTime: optionalMoment(record.revokedAt),
    lastUsedTime: optionalMoment(record.lastUsedAt),
    previousSecretUntil: optionalMoment(record.previousUntil),
  };
}
