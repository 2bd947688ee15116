import {
  type Fen,
  fenFromRecord,
  type LedgerTime,
  ledgerTime,
  orgOfUser,
  parseId,
  parseOrgId,
  parseUserId,
  type Price,
  PRICE_FIELDS,
  quantityFromRecord,
  type Quantity,
  QUOTA_DIMENSIONS,
  type QuotaAmounts,
  type QuotaDimension,
  wholeFromRecord,
} from '@cloudfed/core';

import type {
  Allowance,
  Bill,
  BillLineRecord,
  EcsResource,
  OssResource,
  PriceVersionRecord,
  Quota,
  QuotaUse,
  Resource,
  TransactionRef,
} from './ledger-port.js';
import type {
  AllowanceRecord,
  BillRecord,
  EcsRecord,
  LineRecord,
  OssRecord,
  PriceRecord,
  QuotaAmountsRecord,
  QuotaRecord,
  QuotaUseRecord,
  RecordTime,
  ResourceRecord,
} from './records.js';

// The ledger's records → the clean names, asserting what the types promise. A record that breaks it is a fault.

/** Quota dimensions → their names in records, in the arguments' order. */
export const QUOTA_NAMES = {
  cpu: 'CPU',
  ramGb: 'RAM',
  ecsDiskGb: 'hardDisk_ecs',
  ossDiskGb: 'hardDisk_oss',
  bandwidthMbps: 'networkBandwidth',
  publicIps: 'publicIP',
  privateIps: 'privateIP',
} as const satisfies Record<QuotaDimension, keyof QuotaAmountsRecord>;

/** Prices → their names in records, in the arguments' order. */
export const PRICE_NAMES = {
  cpu: 'cpu_price',
  ram: 'ram_price',
  ecsDisk: 'hard_disk_ecs',
  ossDisk: 'hard_disk_oss',
  request: 'request_price',
  publicNetwork: 'network_bandwidth_public',
  privateNetwork: 'network_bandwidth_private',
} as const satisfies Record<keyof Price, keyof PriceRecord>;

export function timeOf(record: RecordTime): LedgerTime {
  return ledgerTime(record.seconds, record.nanos);
}

function amountsOf(record: QuotaAmountsRecord): QuotaAmounts {
  const entries = QUOTA_DIMENSIONS.map((dimension): [QuotaDimension, Quantity] => {
    const name = QUOTA_NAMES[dimension];
    return [dimension, quantityFromRecord(record[name], name)];
  });
  return Object.fromEntries(entries) as unknown as QuotaAmounts;
}

export function quotaOf(record: QuotaRecord): Quota {
  return {
    quotaId: parseId(record.quotaID, 'quotaID'),
    providerId: parseOrgId(record.providerID, 'providerID'),
    providerName: record.resourceProvider,
    consumerId: parseOrgId(record.resource_userID, 'resource_userID'),
    consumerName: record.resourceUser,
    holdingDays: wholeFromRecord(record.holdingtime, 'holdingtime'),
    limits: amountsOf(record),
    status: record.status,
    createdTime: timeOf(record.createdTime),
    updatedTime: timeOf(record.updatedTime),
    closedTime: record.closedTime && timeOf(record.closedTime),
  };
}

export function quotaUseOf(record: QuotaUseRecord): QuotaUse {
  return { ...quotaOf(record.quota), used: amountsOf(record.used), remaining: amountsOf(record.remaining) };
}

export function priceOf(record: PriceRecord): PriceVersionRecord {
  const entries = PRICE_FIELDS.map((field): [keyof Price, Fen] => {
    const name = PRICE_NAMES[field];
    return [field, fenFromRecord(record[name], name)];
  });
  return {
    providerId: parseOrgId(record.provider_id, 'provider_id'),
    providerName: record.resouce_provider,
    price: Object.fromEntries(entries) as unknown as Price,
    version: record.version,
    effectiveFrom: timeOf(record.effectiveFrom),
    publishedTime: timeOf(record.publishedTime),
    scheduled: record.scheduled,
  };
}

function instanceOf(record: ResourceRecord): Omit<OssResource, 'type' | 'networkType' | 'diskGb'> {
  const userId = parseUserId(record.userID, 'userID');
  return {
    instanceId: parseId(record.instanceID, 'instanceID'),
    providerId: parseOrgId(record.providerID, 'providerID'),
    providerName: record.resourceProvider,
    consumerId: orgOfUser(userId),
    consumerName: record.resourceUser,
    userId,
    cloudService: record.cloudService,
    quotaId: record.quotaID === undefined ? undefined : parseId(record.quotaID, 'quotaID'),
    priceVersion: record.priceVersion,
    status: record.status,
    beginTime: timeOf(record.beginTime),
    endTime: record.endTime && timeOf(record.endTime),
    billing: record.billing ?? 'on-release',
  };
}

export function ecsOf(record: EcsRecord): EcsResource {
  return {
    type: 'ECSResource',
    ...instanceOf(record),
    networkType: record.networkType,
    bandwidthMbps: quantityFromRecord(record.networkBandwidth, 'networkBandwidth'),
    cpu: quantityFromRecord(record.CPU, 'CPU'),
    ramGb: quantityFromRecord(record.RAM, 'RAM'),
    diskGb: quantityFromRecord(record.hardDisk, 'hardDisk'),
    commitmentDays: wholeFromRecord(record.commitment_servicetime, 'commitment_servicetime'),
  };
}

export function ossOf(record: OssRecord): OssResource {
  return {
    type: 'OSSResource',
    ...instanceOf(record),
    networkType: record.network_type,
    diskGb: quantityFromRecord(record.hardDisk, 'hardDisk'),
  };
}

function lineOf(record: LineRecord): BillLineRecord {
  return {
    priceVersion: record.priceVersion,
    meter: record.meter,
    from: record.from,
    to: record.to,
    seconds: wholeFromRecord(record.seconds, 'seconds'),
    quantity: quantityFromRecord(record.quantity, 'quantity'),
    price: fenFromRecord(record.price, 'price'),
    exactAmount: record.exactAmount,
  };
}

/** @param blockNumber of the block that holds the bill's transaction */
export function billOf(record: BillRecord, blockNumber: number): Bill {
  const isEcs = record.objectType === 'ECSBill';
  const resource: Resource = isEcs ? ecsOf(record.ECSResource) : ossOf(record.OSSResource);
  return {
    type: record.objectType,
    instanceId: resource.instanceId,
    providerId: resource.providerId,
    consumerId: resource.consumerId,
    userId: resource.userId,
    beginTime: resource.beginTime,
    endTime: timeOf(record.endTime),
    usageHours: wholeFromRecord(record.usageTime, 'usageTime'),
    usageSeconds: wholeFromRecord(record.usageSeconds, 'usageSeconds'),
    totalCost: fenFromRecord(record.totalCost, 'totalCost'),
    exactAmount: record.exactAmount,
    lines: record.lines.map(lineOf),
    resource,
    priceSnapshot: record.prices.map(priceOf),
    period: record.period,
    ossRequest: isEcs ? undefined : wholeFromRecord(record.ossRequest, 'ossRequest'),
    flowOut: isEcs ? undefined : quantityFromRecord(record.flowout, 'flowout'),
    transactionId: record.txID,
    blockNumber,
  };
}

export function allowanceOf(record: AllowanceRecord): Allowance {
  return {
    providerId: parseOrgId(record.providerID, 'providerID'),
    consumerId: parseOrgId(record.consumerOrgID, 'consumerOrgID'),
    allowed: record.allowed,
  };
}

/** Block numbers are far below 2^53. */
export function transactionRef(committed: { transactionId: string; blockNumber: bigint }): TransactionRef {
  return { transactionId: committed.transactionId, blockNumber: Number(committed.blockNumber) };
}
