import type { ErrorCode, Meter } from '@cloudfed/core';

// The ledger's records, with the field names of the first prototype. `codec.ts` turns them into the clean names.

/** A moment in a record. */
export interface RecordTime {
  readonly seconds: number;
  readonly nanos: number;
}

/** A JSON integer where it is whole, else a decimal text. */
export type RecordQuantity = number | string;

export interface QuotaAmountsRecord {
  readonly CPU: RecordQuantity;
  readonly RAM: RecordQuantity;
  readonly hardDisk_ecs: RecordQuantity;
  readonly hardDisk_oss: RecordQuantity;
  readonly networkBandwidth: RecordQuantity;
  readonly publicIP: RecordQuantity;
  readonly privateIP: RecordQuantity;
}

export interface QuotaRecord extends QuotaAmountsRecord {
  readonly quotaID: string;
  readonly resourceProvider: string;
  readonly providerID: string;
  readonly resourceUser: string;
  readonly resource_userID: string;
  readonly holdingtime: number;
  readonly status: 'active' | 'closed';
  readonly createdTime: RecordTime;
  readonly updatedTime: RecordTime;
  readonly closedTime?: RecordTime;
}

export interface QuotaUseRecord {
  readonly quota: QuotaRecord;
  readonly used: QuotaAmountsRecord;
  readonly remaining: QuotaAmountsRecord;
}

export interface PriceRecord {
  readonly resouce_provider: string;
  readonly provider_id: string;
  readonly cpu_price: number;
  readonly ram_price: number;
  readonly hard_disk_ecs: number;
  readonly hard_disk_oss: number;
  readonly request_price: number;
  readonly network_bandwidth_public: number;
  readonly network_bandwidth_private: number;
  readonly version: number;
  readonly effectiveFrom: RecordTime;
  readonly publishedTime: RecordTime;
  readonly scheduled: boolean;
}

interface ResourceRecordBase {
  readonly instanceID: string;
  readonly resourceProvider: string;
  readonly providerID: string;
  readonly resourceUser: string;
  readonly userID: string;
  readonly cloudService: string;
  readonly hardDisk: RecordQuantity;
  readonly beginTime: RecordTime;
  readonly quotaID?: string;
  readonly priceVersion: number;
  readonly status: 'open' | 'stopped' | 'released';
  readonly endTime?: RecordTime;
  /** Of an instance that is charged as it is metered; any other is billed on its release. */
  readonly billing?: 'metered';
  /** Which lane a metered one is in. */
  readonly lane?: string;
}

export interface EcsRecord extends ResourceRecordBase {
  readonly objectType: 'ECSResource';
  readonly networkType: 'public' | 'private';
  readonly networkBandwidth: RecordQuantity;
  readonly CPU: RecordQuantity;
  readonly RAM: RecordQuantity;
  readonly commitment_servicetime: number;
  /** Of an instance of the past; the price is that of a metered one, which both sides named. */
  readonly imported?: { readonly price?: PriceRecord };
}

export interface OssRecord extends ResourceRecordBase {
  readonly objectType: 'OSSResource';
  readonly network_type: 'public' | 'private';
}

export type ResourceRecord = EcsRecord | OssRecord;

export interface LineRecord {
  readonly priceVersion: number;
  readonly meter: Meter;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly quantity: RecordQuantity;
  readonly price: number;
  readonly exactAmount: string;
}

interface BillRecordBase {
  readonly providerID: string;
  readonly userID: string;
  readonly instanceID: string;
  readonly endTime: RecordTime;
  readonly usageTime: number;
  readonly usageSeconds: number;
  readonly totalCost: number;
  readonly exactAmount: string;
  readonly lines: readonly LineRecord[];
  readonly prices: readonly PriceRecord[];
  readonly period: string;
  readonly txID: string;
}

export interface EcsBillRecord extends BillRecordBase {
  readonly objectType: 'ECSBill';
  readonly ECSResource: EcsRecord;
}

export interface OssBillRecord extends BillRecordBase {
  readonly objectType: 'OSSBill';
  readonly OSSResource: OssRecord;
  readonly ossRequest: number;
  readonly flowout: RecordQuantity;
}

export type BillRecord = EcsBillRecord | OssBillRecord;
export type BillType = BillRecord['objectType'];
export type ResourceType = ResourceRecord['objectType'];

export interface AllowanceRecord {
  readonly providerID: string;
  readonly consumerOrgID: string;
  readonly allowed: boolean;
}

export interface OrganizationRecord {
  readonly orgID: string;
  readonly name: string;
  readonly mspID: string;
  readonly confirmed: boolean;
}

export interface PageRecord<T> {
  readonly result: readonly T[];
  /** Empty at the end. */
  readonly bookmark: string;
}

export interface UsageBatchRecord {
  readonly providerID: string;
  readonly lane: string;
  readonly sequence: number;
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly records: number;
  readonly accepted: number;
  readonly root: string;
  /** SHA-256 of the compact form, in hexadecimal. */
  readonly digest: string;
  readonly late: boolean;
  /** What it is rated at; 0 for prices that both sides named. */
  readonly priceVersions: readonly number[];
  /** What it costs, by the period whose statement it is on. */
  readonly amounts: readonly {
    readonly period: string;
    readonly userID: string;
    readonly type: 'ECS' | 'OSS';
    readonly records: number;
    readonly exactAmount: string;
  }[];
  readonly refused: Readonly<Partial<Record<ErrorCode, readonly number[]>>>;
  readonly txID: string;
}

/** A record that came when its time was metered already, and what stands for it. */
export interface LateUsageRecord {
  readonly record: {
    readonly id: string;
    readonly instanceID: string;
    readonly meter: string;
    readonly from: number;
    readonly to: number;
    readonly quantity: string;
  };
  readonly batch: UsageBatchRecord;
}

export interface LaneRecord {
  readonly sequence: number;
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly lastInstance: string;
}

export interface LocatedRecord {
  readonly instanceID: string;
  readonly lane?: string;
  readonly error?: ErrorCode;
}

export interface UsageProofRecord {
  readonly id: string;
  readonly instanceID: string;
  readonly meter: Meter;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
  readonly exactAmount: string;
  readonly late: boolean;
  readonly batch: {
    readonly ledgerChannel: string;
    readonly providerID: string;
    readonly lane: string;
    readonly sequence: number;
    readonly windowFrom: number;
    readonly windowTo: number;
    readonly root: string;
    readonly txID: string;
  };
  readonly proof: {
    readonly index: number;
    readonly count: number;
    readonly treeRoot: string;
    readonly path: readonly string[];
  };
}

/** What a transaction changed, as its event tells. */
export interface ChangeRecord {
  /** `InitialQuota.created`, `ECSResource.opened`, `ECSBill.issued`, … */
  readonly kind: string;
  readonly id: string;
  /** One of the records above, told by the kind. */
  readonly record: unknown;
}
