import { toRfc3339 } from '@cloudfed/core';

import type {
  BillRecord,
  PriceRecord,
  QuotaAmountsRecord,
  QuotaRecord,
  QuotaUseRecord,
  RecordQuantity,
  RecordTime,
  ResourceRecord,
} from '../fabric/records.js';

// What the API answers: clean camelCase names; amounts and quantities as texts; times in RFC 3339.

export interface QuotaAmountsView {
  readonly cpu: string;
  readonly ramGb: string;
  readonly ecsDiskGb: string;
  readonly ossDiskGb: string;
  readonly bandwidthMbps: string;
  readonly publicIps: string;
  readonly privateIps: string;
}

export interface QuotaView extends QuotaAmountsView {
  readonly quotaId: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly consumerId: string;
  readonly consumerName: string;
  readonly holdingDays: string;
  readonly status: 'active' | 'closed';
  readonly createdTime: string;
  readonly updatedTime: string;
  readonly closedTime: string | null;
}

export interface QuotaUseView extends QuotaView {
  readonly used: QuotaAmountsView;
  readonly remaining: QuotaAmountsView;
}

export interface PriceView {
  readonly providerId: string;
  readonly providerName: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly publishedTime: string;
  readonly cpu: string;
  readonly ram: string;
  readonly ecsDisk: string;
  readonly ossDisk: string;
  readonly request: string;
  readonly publicNetwork: string;
  readonly privateNetwork: string;
}

interface ResourceViewBase {
  readonly instanceId: string;
  readonly providerId: string;
  readonly consumerId: string;
  readonly userId: string;
  readonly cloudService: string;
  readonly networkType: 'public' | 'private';
  readonly diskGb: string;
  readonly status: 'open' | 'stopped' | 'released';
  readonly beginTime: string;
  readonly endTime: string | null;
  readonly quotaId: string;
  readonly priceVersion: number;
}

export interface EcsView extends ResourceViewBase {
  readonly type: 'ECSResource';
  readonly bandwidthMbps: string;
  readonly cpu: string;
  readonly ramGb: string;
  readonly commitmentDays: string;
}

export interface OssView extends ResourceViewBase {
  readonly type: 'OSSResource';
}

export type ResourceView = EcsView | OssView;

export interface LineView {
  readonly priceVersion: number;
  readonly meter: string;
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly quantity: string;
  readonly price: string;
  readonly exactAmount: string;
}

export interface BillView {
  readonly type: 'ECSBill' | 'OSSBill';
  readonly instanceId: string;
  readonly providerId: string;
  readonly consumerId: string;
  readonly userId: string;
  readonly beginTime: string;
  readonly endTime: string;
  readonly usageHours: number;
  readonly usageSeconds: number;
  readonly totalCost: string;
  readonly exactAmount: string;
  readonly currency: 'CNY';
  readonly unit: 'fen';
  readonly lines: readonly LineView[];
  readonly ossRequest: string | null;
  readonly flowOut: string | null;
  readonly resource: ResourceView;
  readonly priceSnapshot: readonly PriceView[];
  readonly transactionId: string;
  /** Null in lists. */
  readonly blockNumber: string | null;
}

const ORG_ID_LENGTH = 5;
const text = (value: RecordQuantity): string => String(value);
const time = (value: RecordTime): string => toRfc3339(value);
const optionalTime = (value: RecordTime | undefined): string | null => (value === undefined ? null : toRfc3339(value));

export function amountsView(record: QuotaAmountsRecord): QuotaAmountsView {
  return {
    cpu: text(record.CPU),
    ramGb: text(record.RAM),
    ecsDiskGb: text(record.hardDisk_ecs),
    ossDiskGb: text(record.hardDisk_oss),
    bandwidthMbps: text(record.networkBandwidth),
    publicIps: text(record.publicIP),
    privateIps: text(record.privateIP),
  };
}

export function quotaView(record: QuotaRecord): QuotaView {
  return {
    quotaId: record.quotaID,
    providerId: record.providerID,
    providerName: record.resourceProvider,
    consumerId: record.resource_userID,
    consumerName: record.resourceUser,
    holdingDays: text(record.holdingtime),
    ...amountsView(record),
    status: record.status,
    createdTime: time(record.createdTime),
    updatedTime: time(record.updatedTime),
    closedTime: optionalTime(record.closedTime),
  };
}

export function quotaUseView(use: QuotaUseRecord): QuotaUseView {
  return { ...quotaView(use.quota), used: amountsView(use.used), remaining: amountsView(use.remaining) };
}

export function priceView(record: PriceRecord): PriceView {
  return {
    providerId: record.provider_id,
    providerName: record.resouce_provider,
    version: record.version,
    effectiveFrom: time(record.effectiveFrom),
    publishedTime: time(record.publishedTime),
    cpu: text(record.cpu_price),
    ram: text(record.ram_price),
    ecsDisk: text(record.hard_disk_ecs),
    ossDisk: text(record.hard_disk_oss),
    request: text(record.request_price),
    publicNetwork: text(record.network_bandwidth_public),
    privateNetwork: text(record.network_bandwidth_private),
  };
}

export function resourceView(record: ResourceRecord): ResourceView {
  const base = {
    instanceId: record.instanceID,
    providerId: record.providerID,
    consumerId: record.userID.slice(0, ORG_ID_LENGTH),
    userId: record.userID,
    cloudService: record.cloudService,
    diskGb: text(record.hardDisk),
    status: record.status,
    beginTime: time(record.beginTime),
    endTime: optionalTime(record.endTime),
    quotaId: record.quotaID,
    priceVersion: record.priceVersion,
  };
  if (record.objectType === 'OSSResource') return { type: 'OSSResource', ...base, networkType: record.network_type };
  return {
    type: 'ECSResource',
    ...base,
    networkType: record.networkType,
    bandwidthMbps: text(record.networkBandwidth),
    cpu: text(record.CPU),
    ramGb: text(record.RAM),
    commitmentDays: text(record.commitment_servicetime),
  };
}

export function billView(record: BillRecord, blockNumber: bigint | null): BillView {
  const resource = resourceView(record.objectType === 'ECSBill' ? record.ECSResource : record.OSSResource);
  return {
    type: record.objectType,
    instanceId: record.instanceID,
    providerId: record.providerID,
    consumerId: record.userID.slice(0, ORG_ID_LENGTH),
    userId: record.userID,
    beginTime: resource.beginTime,
    endTime: time(record.endTime),
    usageHours: record.usageTime,
    usageSeconds: record.usageSeconds,
    totalCost: text(record.totalCost),
    exactAmount: record.exactAmount,
    currency: 'CNY',
    unit: 'fen',
    lines: record.lines.map((line) => ({
      priceVersion: line.priceVersion,
      meter: line.meter,
      from: toRfc3339({ seconds: line.from, nanos: 0 }),
      to: toRfc3339({ seconds: line.to, nanos: 0 }),
      seconds: line.seconds,
      quantity: text(line.quantity),
      price: text(line.price),
      exactAmount: line.exactAmount,
    })),
    ossRequest: record.objectType === 'OSSBill' ? text(record.ossRequest) : null,
    flowOut: record.objectType === 'OSSBill' ? text(record.flowout) : null,
    resource,
    priceSnapshot: record.prices.map(priceView),
    transactionId: record.txID,
    blockNumber: blockNumber === null ? null : blockNumber.toString(),
  };
}
