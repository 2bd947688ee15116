import type {
  Billing,
  CloudfedError,
  EcsShape,
  ErrorCode,
  Fen,
  LedgerTime,
  Meter,
  NetworkType,
  OrgId,
  Price,
  Quantity,
  QuotaAmounts,
  RecordId,
  UsageRecord,
  UserId,
} from '@cloudfed/core';

import type { BillingChange, BillingPort } from './billing-port.js';
import type { NetPort } from './net-port.js';
import type { SettlementChange, SettlementPort } from './settlement-port.js';

// The ledger as the rest of the gateway sees it: one method for one thing the chaincode does, clean names and core's
// types on both sides, errors as core's CloudfedError. The ledger channel is found from the two organizations.
// A write answers after commit; until then it is retried, or failed with UNAVAILABLE and `retryAfterSeconds`
// (see UnavailableError). Everything is bounded: a full queue is UNAVAILABLE, never a wait without end.

/** The transaction that holds a record. */
export interface TransactionRef {
  readonly transactionId: string;
  readonly blockNumber: number;
}

/** What a write wrote (or found written by an earlier try), and its transaction. */
export interface Committed<T> extends TransactionRef {
  readonly record: T;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; undefined at the end. */
  readonly nextCursor: string | undefined;
}

export interface PageRequest {
  /** 1 … 1,000. */
  readonly limit: number;
  /** From the page before. A text that is none is INVALID_ARGUMENT of field `cursor`. */
  readonly cursor?: string | undefined;
}

/** Says with whom a record is shared, where its id alone may name two (AMBIGUOUS_ID). */
export interface Among {
  /** The other organization of the deal; the gateway's own is always the one. */
  readonly counterpartyId?: OrgId | undefined;
}

export interface Organization {
  readonly orgId: OrgId;
  readonly name: string;
  readonly mspId: string;
  /** Whether it is the gateway's own. */
  readonly own: boolean;
}

export interface QuotaInput {
  readonly quotaId: RecordId;
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly holdingDays: bigint;
  readonly limits: QuotaAmounts;
}

export interface Quota {
  readonly quotaId: RecordId;
  readonly providerId: OrgId;
  readonly providerName: string;
  readonly consumerId: OrgId;
  readonly consumerName: string;
  readonly holdingDays: bigint;
  readonly limits: QuotaAmounts;
  readonly status: 'active' | 'closed';
  readonly createdTime: LedgerTime;
  readonly updatedTime: LedgerTime;
  readonly closedTime: LedgerTime | undefined;
}

export interface QuotaUse extends Quota {
  readonly used: QuotaAmounts;
  readonly remaining: QuotaAmounts;
}

export interface PriceVersionRecord {
  readonly providerId: OrgId;
  readonly providerName: string;
  readonly price: Price;
  /** Counts from 1. */
  readonly version: number;
  readonly effectiveFrom: LedgerTime;
  readonly publishedTime: LedgerTime;
  /** Whether it was published ahead of its start. */
  readonly scheduled: boolean;
}

/** A price on every ledger channel of its provider. */
export interface Publication {
  /** As the first of the ledger channels has it. */
  readonly record: PriceVersionRecord;
  /** One for each ledger channel that it was written on; none where it is the price already. */
  readonly transactions: readonly (TransactionRef & { readonly ledgerChannel: string })[];
}

interface InstanceInput {
  readonly instanceId: RecordId;
  readonly providerId: OrgId;
  /** The consumer organization is the one the user id begins with. */
  readonly userId: UserId;
  readonly cloudService: string;
}

interface OpenInput extends InstanceInput {
  /** On its release unless told. */
  readonly billing?: Billing | undefined;
}

export interface EcsInput extends OpenInput, EcsShape {
  readonly commitmentDays: bigint;
}

export interface OssInput extends OpenInput {
  readonly networkType: NetworkType;
  readonly diskGb: Quantity;
}

interface Instance extends InstanceInput {
  readonly providerName: string;
  readonly consumerId: OrgId;
  readonly consumerName: string;
  /** Undefined where the instance was brought in from the past. */
  readonly quotaId: RecordId | undefined;
  /** 0 where both sides named the prices. */
  readonly priceVersion: number;
  /** A stopped OSS resource has an end and waits for its provider's counters; a released one is billed. */
  readonly status: 'open' | 'stopped' | 'released';
  readonly beginTime: LedgerTime;
  readonly endTime: LedgerTime | undefined;
  readonly billing: Billing;
}

export interface EcsResource extends Instance, EcsShape {
  readonly type: 'ECSResource';
  readonly commitmentDays: bigint;
}

export interface OssResource extends Instance {
  readonly type: 'OSSResource';
  readonly networkType: NetworkType;
  readonly diskGb: Quantity;
}

export type ResourceType = 'ECSResource' | 'OSSResource';
export type Resource = EcsResource | OssResource;

/** Which instance, and with whom. Naming both `providerId` and `userId` saves the look-up of the instance. */
export interface InstanceRef extends Among {
  readonly instanceId: RecordId;
  readonly providerId?: OrgId | undefined;
  readonly userId?: UserId | undefined;
}

export interface OssCountersInput {
  readonly ossRequest: bigint;
  readonly flowOut: Quantity;
}

export type BillType = 'ECSBill' | 'OSSBill';

export interface BillLineRecord {
  readonly priceVersion: number;
  readonly meter: Meter;
  /** Seconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly seconds: bigint;
  readonly quantity: Quantity;
  readonly price: Fen;
  /** A count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
}

/** An issued bill never changes. */
export interface Bill extends TransactionRef {
  readonly type: BillType;
  readonly instanceId: RecordId;
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly userId: UserId;
  readonly beginTime: LedgerTime;
  readonly endTime: LedgerTime;
  readonly usageHours: bigint;
  readonly usageSeconds: bigint;
  readonly totalCost: Fen;
  /** The lines' sum before rounding: a count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
  readonly lines: readonly BillLineRecord[];
  /** The resource as it was at its release. */
  readonly resource: Resource;
  /** The price versions that the lines use, as they were. */
  readonly priceSnapshot: readonly PriceVersionRecord[];
  /** The month whose statement it is on, in Asia/Shanghai: `2026-02`. */
  readonly period: string;
  /** Of an OSSBill. */
  readonly ossRequest: bigint | undefined;
  readonly flowOut: Quantity | undefined;
}

/** Whose bills or totals: a provider's, a user's, or (an org id as consumer) all of an organization's users'. */
export type BillSubject = { readonly providerId: OrgId } | { readonly userId: UserId } | { readonly consumerId: OrgId };

export interface Allowance {
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly allowed: boolean;
}

/** An organization that is confirmed, or claims to be. */
export interface Claim extends Omit<Organization, 'own'> {
  readonly confirmed: boolean;
}

/** A lane of a provider's metered instances: where their usage goes. */
export interface MeteredPlace {
  readonly ledgerChannel: string;
  readonly consumerId: OrgId;
  readonly lane: string;
}

/** How far a lane is metered: its last batch; a sequence of 0 where there is none. */
export interface LaneHead {
  readonly sequence: number;
  /** Seconds since 1970. */
  readonly windowFrom: number;
  readonly windowTo: number;
  /** A batch that goes on with the same window begins after it. */
  readonly lastInstance: string;
}

/** What stands on the ledger for a batch of usage, or for a late record. */
export interface UsageStanding {
  readonly lane: string;
  readonly sequence: number;
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly records: number;
  readonly accepted: number;
  readonly root: string;
  readonly late: boolean;
  /** The places of those that are not charged, by the code of the reason. */
  readonly refused: Readonly<Partial<Record<ErrorCode, readonly number[]>>>;
  readonly transactionId: string;
}

/** A record on the ledger, what it costs, and the proof that it is under its batch's root. */
export interface ProvedUsage {
  readonly recordId: string;
  readonly instanceId: string;
  readonly meter: Meter;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
  /** A count of 1/(86,400·10¹⁰) fen, in digits. */
  readonly exactAmount: string;
  readonly late: boolean;
  readonly batch: {
    readonly ledgerChannel: string;
    readonly providerId: string;
    readonly lane: string;
    readonly sequence: number;
    readonly windowFrom: number;
    readonly windowTo: number;
    readonly root: string;
    readonly transactionId: string;
  };
  readonly proof: {
    readonly index: number;
    readonly count: number;
    readonly treeRoot: string;
    readonly path: readonly string[];
  };
}

/** Which record of which batch; of a late one, its instance, meter and begin. */
export type UsageRef = Among &
  (
    | { readonly providerId: OrgId; readonly lane: string; readonly sequence: number; readonly recordId: RecordId }
    | {
        readonly providerId: OrgId;
        readonly instanceId: RecordId;
        readonly meter: Meter;
        readonly from: number;
      }
  );

/** One thing that a transaction changed. `record` has the clean names where the kind is one of ours. */
export type LedgerChange =
  | { readonly kind: 'quota.created' | 'quota.updated' | 'quota.closed'; readonly id: string; readonly record: Quota }
  | { readonly kind: 'price.published' | 'price.scheduled'; readonly id: string; readonly record: PriceVersionRecord }
  | {
      readonly kind: 'ecs-resource.opened' | 'ecs-resource.released';
      readonly id: string;
      readonly record: EcsResource;
    }
  | {
      readonly kind: 'oss-resource.opened' | 'oss-resource.stopped' | 'oss-resource.released';
      readonly id: string;
      readonly record: OssResource;
    }
  | { readonly kind: 'bill.issued'; readonly id: string; readonly record: Bill }
  | BillingChange
  | SettlementChange
  | { readonly kind: 'allowance.changed'; readonly id: string; readonly record: Allowance }
  | {
      readonly kind: 'organization.claimed' | 'organization.confirmation' | 'organization.confirmed';
      readonly id: string;
      readonly record: Claim;
    };

/** What one transaction changed, in the order of its ledger channel. */
export interface LedgerEvent extends TransactionRef {
  /** Where to go on after this event, over all ledger channels; opaque, about 40 characters a ledger channel, safe in a header. */
  readonly position: string;
  readonly ledgerChannel: string;
  /** The other organization; undefined on the ledger channel of all. */
  readonly counterpartyId: OrgId | undefined;
  /** At least one. */
  readonly changes: readonly LedgerChange[];
}

export interface EventRequest {
  /** Goes on after this position; `undefined` begins with what commits from now on; `'genesis'` with everything. */
  readonly after?: string | undefined;
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** What readiness needs to know; `reason` says in a sentence what is missing, without secrets. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** The ledger of one organization's gateway. All methods may reject with CloudfedError (and only with it). */
export interface LedgerPort extends BillingPort, NetPort, SettlementPort {
  /**
   * The same ledger for a request that may come again, under a key of its own. Its writes are kept with their
   * transactions; where the request is run again, after a crash too, they are answered as they stand on the ledger.
   */
  onBehalfOf(requestKey: string): LedgerPort;

  /** The confirmed organizations that this gateway shares a ledger channel with, itself among them, by org id. */
  organizations(): Promise<readonly Organization[]>;
  /** @throws CloudfedError NOT_CONFIRMED until the gateway's own organization is confirmed somewhere */
  ownOrganization(): Promise<Organization>;

  createQuota(input: QuotaInput): Promise<Committed<Quota>>;
  updateQuota(input: QuotaInput): Promise<Committed<Quota>>;
  closeQuota(quotaId: RecordId, among?: Among): Promise<Committed<Quota>>;
  readQuota(quotaId: RecordId, among?: Among): Promise<QuotaUse>;
  /** @throws CloudfedError NOT_FOUND */
  readActiveQuota(providerId: OrgId, consumerId: OrgId): Promise<QuotaUse>;
  listQuotas(page: PageRequest, among?: Among): Promise<Page<Quota>>;

  /** The provider's first price, in force at once. Of the gateway's own organization only. */
  publishPrice(providerId: OrgId, price: Price): Promise<Publication>;
  /** A change: from `effectiveFrom` (seconds since 1970) on, else a few seconds from now, the same on every ledger channel. */
  changePrice(providerId: OrgId, price: Price, effectiveFrom?: number): Promise<Publication>;
  /** The version in force at `atSeconds`, else now. */
  readPrice(
    providerId: OrgId,
    options?: Among & { readonly atSeconds?: number | undefined },
  ): Promise<PriceVersionRecord>;
  listPriceVersions(providerId: OrgId, page: PageRequest, among?: Among): Promise<Page<PriceVersionRecord>>;
  /** The price in force now of every organization that has one. */
  listPrices(): Promise<readonly PriceVersionRecord[]>;

  openEcs(input: EcsInput): Promise<Committed<EcsResource>>;
  readEcs(instanceId: RecordId, among?: Among): Promise<EcsResource>;
  listEcs(page: PageRequest, among?: Among): Promise<Page<EcsResource>>;
  /** Its bill; the ended resource itself where it is metered. */
  releaseEcs(instance: InstanceRef): Promise<Bill | Committed<EcsResource>>;

  openOss(input: OssInput): Promise<Committed<OssResource>>;
  readOss(instanceId: RecordId, among?: Among): Promise<OssResource>;
  listOss(page: PageRequest, among?: Among): Promise<Page<OssResource>>;
  /** The consumer stops the clock; the provider bills later. */
  stopOss(instance: InstanceRef): Promise<Committed<OssResource>>;
  /** The provider reports the counters and issues the bill. */
  releaseOss(instance: InstanceRef, counters: OssCountersInput): Promise<Bill>;

  /** The gateway's own organization lets a provider open instances for it, or no longer. */
  allowProvider(providerId: OrgId, allowed: boolean): Promise<Committed<Allowance>>;
  readAllowance(providerId: OrgId, consumerId: OrgId): Promise<Allowance>;

  listBills(subject: BillSubject, type: BillType, page: PageRequest): Promise<Page<Bill>>;
  readBill(type: BillType, instanceId: RecordId, among?: Among): Promise<Bill>;
  /** Fen; above what one bill may hold, so a plain bigint. */
  totalCost(subject: BillSubject, type: BillType): Promise<bigint>;
  /**
   * Closes the hours that can be, and rolls up what the gateway's own organization provides; what others do not roll up
   * in a day, too. Answers of how many.
   */
  rollUpTotals(nowSeconds: number, signal?: AbortSignal): Promise<{ readonly rolledUp: number }>;

  /**
   * Where the usage of the gateway's own organization's metered instances goes, in the order asked; an error in an
   * instance's place: NOT_FOUND, NOT_METERED, AMBIGUOUS_ID. At most 500 at once.
   */
  locateMetered(
    instances: readonly { readonly instanceId: RecordId; readonly consumerId?: OrgId | undefined }[],
  ): Promise<readonly (MeteredPlace | CloudfedError)[]>;
  readLaneHead(place: MeteredPlace): Promise<LaneHead>;
  /** Records a batch, as the chaincode takes it; waits for its outcome however long that takes. Safe to repeat. */
  recordUsage(place: MeteredPlace, batch: string): Promise<UsageStanding>;
  /** Records one record of a time that its lane is metered beyond. Safe to repeat. */
  recordLateUsage(place: MeteredPlace, record: UsageRecord): Promise<UsageStanding>;
  /** Counts opens and releases into a lane's roster; `more` where it is to be done again. */
  refreshRoster(place: MeteredPlace): Promise<{ readonly more: boolean }>;
  readUsageRecord(ref: UsageRef): Promise<ProvedUsage>;

  /**
   * A reader that falls far behind is served from the ledger, so nothing is lost.
   *
   * @throws CloudfedError INVALID_ARGUMENT (`after`) for one that is none, or of another ledger; UNAVAILABLE
   */
  events(request?: EventRequest): AsyncIterable<LedgerEvent>;
  /** The position behind everything that is there now. @throws CloudfedError UNAVAILABLE */
  eventHead(): Promise<string>;

  /** Really asks the ledger and the store; answers within about two seconds. */
  readiness(): Promise<Readiness>;

  /** Takes no more, lets what is under way finish (at most `graceMs`), keeps the rest for the next start. */
  close(graceMs?: number): Promise<void>;
}

/** What became of a write, for metrics. */
export type WriteOutcome = 'committed' | 'refused' | 'conflict' | 'unavailable';
export type RetryCause = 'mvcc_read_conflict' | 'phantom_read_conflict' | 'endorsement_mismatch' | 'outcome_unknown';

/** Hooks for metrics; all are called synchronously and must not throw. The names of ledger channels are few. */
export interface LedgerObserver {
  /** A transaction's end; `seconds` from its first proposal to its known outcome. */
  written?(event: { readonly ledgerChannel: string; readonly outcome: WriteOutcome; readonly seconds: number }): void;
  evaluated?(event: { readonly ledgerChannel: string; readonly ok: boolean; readonly seconds: number }): void;
  retried?(event: { readonly ledgerChannel: string; readonly cause: RetryCause }): void;
  /** Items that went into one transaction. */
  grouped?(event: { readonly ledgerChannel: string; readonly size: number }): void;
  /** Block height seen by the commit stream. */
  followed?(event: { readonly ledgerChannel: string; readonly blockNumber: number }): void;
  /** The commit stream of a ledger channel is connected, or lost. */
  streaming?(event: { readonly ledgerChannel: string; readonly connected: boolean }): void;
  /** Something an operator should know; a sentence without secrets. */
  noticed?(event: {
    readonly level: 'info' | 'warn' | 'error';
    readonly message: string;
    readonly cause?: unknown;
  }): void;
}
