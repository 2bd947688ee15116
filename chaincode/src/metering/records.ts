import {
  type BillLine,
  type EcsShape,
  type Fen,
  fenFromRecord,
  fenToRecord,
  formatExact,
  type LedgerTime,
  type MeteredInstance,
  type OrgId,
  type OssShape,
  type Price,
  PRICE_FIELDS,
  type PriceVersion,
  QUOTA_DIMENSIONS,
  type Quantity,
  quantityFromRecord,
  quantityToRecord,
  type QuotaAmounts,
  type QuotaDimension,
  type Rated,
  type RecordId,
  type UserId,
  wholeToRecord,
} from '@cloudfed/core';

// The ledger's records keep the first prototype's field names, uneven as they are (`resouce_provider`, `hard_disk_ecs`),
// and its order. They are mapped here and nowhere else; everywhere inside, the clean names of core are used.

/** A quantity in a record: a JSON integer where it is whole, else a decimal text. */
export type RecordQuantity = number | string;

/** Prices by their clean names → their names on the wire, in the arguments' order. */
export const PRICE_NAMES = {
  cpu: 'cpu_price',
  ram: 'ram_price',
  ecsDisk: 'hard_disk_ecs',
  ossDisk: 'hard_disk_oss',
  request: 'request_price',
  publicNetwork: 'network_bandwidth_public',
  privateNetwork: 'network_bandwidth_private',
} as const satisfies Record<keyof Price, string>;

type PriceName = (typeof PRICE_NAMES)[keyof Price];

/** Prices that both sides named for an instance of the past have no version of the provider's. */
export const NAMED_PRICE_VERSION = 0;

export interface PriceRecord extends Readonly<Record<PriceName, number>> {
  readonly objectType: 'Price';
  readonly resouce_provider: string;
  readonly provider_id: OrgId;
  /** Counts from 1. */
  readonly version: number;
  readonly effectiveFrom: LedgerTime;
  /** Whether it was published ahead of its start. */
  readonly scheduled: boolean;
  readonly publishedTime: LedgerTime;
}

export function priceRecord(
  provider: Readonly<{ orgID: OrgId; name: string }>,
  version: Readonly<Pick<PriceRecord, 'version' | 'effectiveFrom' | 'scheduled'> & { price: Price }>,
  publishedTime: LedgerTime,
): PriceRecord {
  const { price } = version;
  return {
    objectType: 'Price',
    resouce_provider: provider.name,
    provider_id: provider.orgID,
    cpu_price: fenToRecord(price.cpu),
    ram_price: fenToRecord(price.ram),
    hard_disk_ecs: fenToRecord(price.ecsDisk),
    hard_disk_oss: fenToRecord(price.ossDisk),
    request_price: fenToRecord(price.request),
    network_bandwidth_public: fenToRecord(price.publicNetwork),
    network_bandwidth_private: fenToRecord(price.privateNetwork),
    version: version.version,
    effectiveFrom: version.effectiveFrom,
    scheduled: version.scheduled,
    publishedTime,
  };
}

export function priceOf(record: PriceRecord): Price {
  const entries = PRICE_FIELDS.map((field): [keyof Price, Fen] => {
    const name = PRICE_NAMES[field];
    return [field, fenFromRecord(record[name], name)];
  });
  return Object.fromEntries(entries) as unknown as Price;
}

export function priceVersionOf(record: PriceRecord): PriceVersion {
  return { version: record.version, effectiveFrom: record.effectiveFrom.seconds, price: priceOf(record) };
}

/** Quota dimensions by their clean names → their names on the wire, in the arguments' order. */
export const QUOTA_NAMES = {
  cpu: 'CPU',
  ramGb: 'RAM',
  ecsDiskGb: 'hardDisk_ecs',
  ossDiskGb: 'hardDisk_oss',
  bandwidthMbps: 'networkBandwidth',
  publicIps: 'publicIP',
  privateIps: 'privateIP',
} as const satisfies Record<QuotaDimension, string>;

type QuotaName = (typeof QUOTA_NAMES)[QuotaDimension];
export type AmountsRecord = Readonly<Record<QuotaName, RecordQuantity>>;

export interface QuotaRecord extends AmountsRecord {
  readonly objectType: 'InitialQuota';
  readonly quotaID: RecordId;
  readonly resourceProvider: string;
  readonly providerID: OrgId;
  readonly resourceUser: string;
  readonly resource_userID: OrgId;
  readonly holdingtime: number;
  readonly status: 'active' | 'closed';
  readonly createdTime: LedgerTime;
  readonly updatedTime: LedgerTime;
  readonly closedTime?: LedgerTime;
}

export function amountsToRecord(amounts: QuotaAmounts): AmountsRecord {
  const entries = QUOTA_DIMENSIONS.map((dimension): [QuotaName, RecordQuantity] => [
    QUOTA_NAMES[dimension],
    quantityToRecord(amounts[dimension]),
  ]);
  return Object.fromEntries(entries) as unknown as AmountsRecord;
}

export function amountsFromRecord(record: AmountsRecord): QuotaAmounts {
  const entries = QUOTA_DIMENSIONS.map((dimension): [QuotaDimension, Quantity] => {
    const name = QUOTA_NAMES[dimension];
    return [dimension, quantityFromRecord(record[name], name)];
  });
  return Object.fromEntries(entries) as unknown as QuotaAmounts;
}

/** What both kinds of resource have. */
interface Resource {
  readonly instanceID: RecordId;
  readonly resourceProvider: string;
  readonly providerID: OrgId;
  readonly resourceUser: string;
  readonly userID: UserId;
  readonly cloudService: string;
  readonly hardDisk: RecordQuantity;
  readonly beginTime: LedgerTime;
  /** None where the instance was brought in from the past. */
  readonly quotaID?: RecordId;
  /** The price version in force at the begin; 0 where both sides named the prices. */
  readonly priceVersion: number;
  /** A stopped OSS resource has an end and waits for its provider's counters; a released one is billed. */
  readonly status: 'open' | 'stopped' | 'released';
  readonly endTime?: LedgerTime;
  /** Of an instance that is charged as it is metered; any other is billed on its release. */
  readonly billing?: 'metered';
  /** Which lane a metered one is in. */
  readonly lane?: string;
}

export interface EcsRecord extends Resource {
  readonly objectType: 'ECSResource';
  readonly networkType: EcsShape['networkType'];
  readonly networkBandwidth: RecordQuantity;
  readonly CPU: RecordQuantity;
  readonly RAM: RecordQuantity;
  readonly commitment_servicetime: number;
  /** Of an instance of the past: how the two sides agreed on it. */
  readonly imported?: {
    readonly proposedBy: OrgId;
    readonly proposedTime: LedgerTime;
    readonly acceptedTime: LedgerTime;
    /** SHA-256 of the terms that both named, in hexadecimal. */
    readonly digest: string;
    /** Of a metered one: what its usage is rated at. Any other has it in its bill. */
    readonly price?: PriceRecord;
  };
}

export interface OssRecord extends Resource {
  readonly objectType: 'OSSResource';
  readonly network_type: OssShape['networkType'];
}

export type ResourceRecord = EcsRecord | OssRecord;

export function ecsShapeOf(record: EcsRecord): EcsShape {
  return {
    networkType: record.networkType,
    bandwidthMbps: quantityFromRecord(record.networkBandwidth, 'networkBandwidth'),
    cpu: quantityFromRecord(record.CPU, 'CPU'),
    ramGb: quantityFromRecord(record.RAM, 'RAM'),
    diskGb: quantityFromRecord(record.hardDisk, 'hardDisk'),
  };
}

export function ossShapeOf(record: OssRecord): OssShape {
  return { networkType: record.network_type, diskGb: quantityFromRecord(record.hardDisk, 'hardDisk') };
}

/** A metered instance as its usage is judged and rated; undefined for one that is billed on its release. */
export function meteredInstanceOf(record: ResourceRecord): (MeteredInstance & { readonly lane: string }) | undefined {
  if (record.billing !== 'metered' || record.lane === undefined) return undefined;
  const common = {
    instanceId: record.instanceID,
    userId: record.userID,
    begin: record.beginTime.seconds,
    end: record.endTime?.seconds,
    lane: record.lane,
  };
  if (record.objectType === 'OSSResource') {
    const { networkType, diskGb } = ossShapeOf(record);
    return { ...common, type: 'OSS', networkType, shape: { diskGb } };
  }
  const { networkType, ...shape } = ecsShapeOf(record);
  const named = record.imported?.price;
  return { ...common, type: 'ECS', networkType, shape, price: named === undefined ? undefined : priceOf(named) };
}

export interface LineRecord {
  readonly priceVersion: number;
  readonly meter: BillLine['meter'];
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly quantity: RecordQuantity;
  readonly price: number;
  /** A count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
}

/** What both kinds of bill have. An issued bill never changes. */
interface Bill {
  readonly providerID: OrgId;
  readonly userID: UserId;
  readonly instanceID: RecordId;
  readonly endTime: LedgerTime;
  /** Whole hours, as the prototype had it. */
  readonly usageTime: number;
  readonly usageSeconds: number;
  /** Fen. */
  readonly totalCost: number;
  /** The lines' sum before rounding: a count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
  readonly lines: readonly LineRecord[];
  /** The price versions that the lines use, as they were. */
  readonly prices: readonly PriceRecord[];
  /** The period whose statement it is on: that of its end, or the first one that was open then. */
  readonly period: string;
  readonly txID: string;
}

export interface EcsBillRecord extends Bill {
  readonly objectType: 'ECSBill';
  /** The resource as it was at its release. */
  readonly ECSResource: EcsRecord;
}

export interface OssBillRecord extends Bill {
  readonly objectType: 'OSSBill';
  readonly OSSResource: OssRecord;
  readonly ossRequest: number;
  readonly flowout: RecordQuantity;
}

export type BillRecord = EcsBillRecord | OssBillRecord;

/** The part of a bill that rating gives, in the prototype's order. */
export function ratedFields(
  rated: Rated,
  prices: readonly PriceRecord[],
): Pick<Bill, 'usageTime' | 'usageSeconds' | 'totalCost' | 'exactAmount' | 'lines' | 'prices'> {
  return {
    usageTime: wholeToRecord(rated.usageSeconds / 3_600n),
    usageSeconds: wholeToRecord(rated.usageSeconds),
    totalCost: fenToRecord(rated.totalCost),
    exactAmount: formatExact(rated.exactAmount),
    lines: rated.lines.map((line) => ({
      priceVersion: line.priceVersion,
      meter: line.meter,
      from: line.from,
      to: line.to,
      seconds: wholeToRecord(line.seconds),
      quantity: quantityToRecord(line.quantity),
      price: fenToRecord(line.price),
      exactAmount: formatExact(line.exactAmount),
    })),
    prices,
  };
}
