import { Admission } from './admission.js';
import type { ImportRecord } from './billing-records.js';
import type { LedgerClient } from './connection.js';
import { callerError } from './failure.js';
import type { KeptWrite } from './envelope-store.js';
import type { GroupedWrite, Grouping } from './grouping.js';
import type { LedgerObserver } from './ledger-port.js';
import type {
  AllowanceRecord,
  BillRecord,
  BillType,
  EcsBillRecord,
  EcsRecord,
  LaneRecord,
  LocatedRecord,
  OssBillRecord,
  OssRecord,
  PageRecord,
  PriceRecord,
  QuotaRecord,
  QuotaUseRecord,
  ResourceRecord,
  ResourceType,
  UsageBatchRecord,
  UsageProofRecord,
} from './records.js';
import { keptWrite, type Repeats } from './repeats.js';
import type { Call, Committed, Submitter } from './submit.js';

/** A record as a write left it, and the transaction that did. */
export interface Written<T> {
  readonly record: T;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

export interface PageRequest {
  readonly size: number;
  /** Empty for the first page. */
  readonly bookmark: string;
}

export interface LedgerOptions {
  readonly client: Pick<LedgerClient, 'evaluate'>;
  readonly submitter: Submitter;
  readonly grouping: Grouping;
  readonly repeats: Repeats;
  readonly observer?: LedgerObserver | undefined;
}

const READS_AT_ONCE = 200;
const READS_WAITING = 5_000;
const READ_PATIENCE_MS = 15_000;
/** Groups of bills on their way at once: they do not conflict. */
const BILL_LANES = 2;
/** A bill stands in the answer, the state and the event of its transaction, so fewer of them share one. */
const BILLS_TOGETHER = 64;

/** What a ledger has in common with itself on behalf of others. */
interface Shared {
  readonly reads: Admission;
  lane: number;
}

function newShared(): Shared {
  const reads = { atOnce: READS_AT_ONCE, mayWait: READS_WAITING, patienceMs: READ_PATIENCE_MS };
  return { reads: new Admission(reads), lane: 0 };
}

/** The metering functions of the chaincode, one method each. Arguments are in the chaincode's order. */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #client: Pick<LedgerClient, 'evaluate'>;
  readonly #submitter: Submitter;
  readonly #grouping: Grouping;
  readonly #repeats: Repeats;
  readonly #observer: LedgerObserver;
  readonly #requestKey: string | undefined;
  readonly #shared: Shared;

  constructor(options: LedgerOptions, onBehalf?: { readonly requestKey: string; readonly shared: Shared }) {
    this.#options = options;
    this.#client = options.client;
    this.#submitter = options.submitter;
    this.#grouping = options.grouping;
    this.#repeats = options.repeats;
    this.#observer = options.observer ?? {};
    this.#requestKey = onBehalf?.requestKey;
    this.#shared = onBehalf?.shared ?? newShared();
  }

  /** The same ledger for a request that may come again: what it wrote before is answered and not written twice. */
  onBehalfOf(requestKey: string): Ledger {
    return new Ledger(this.#options, { requestKey, shared: this.#shared });
  }

  initInitialQuota(channel: string, args: readonly string[]): Promise<Written<QuotaRecord>> {
    return this.#submit(channel, 'initInitialQuota', args);
  }

  updateQuota(channel: string, args: readonly string[]): Promise<Written<QuotaRecord>> {
    return this.#submit(channel, 'updateQuota', args);
  }

  closeQuota(channel: string, quotaId: string): Promise<Written<QuotaRecord>> {
    return this.#submit(channel, 'closeQuota', [quotaId]);
  }

  readQuotaUse(channel: string, quotaId: string): Promise<QuotaUseRecord> {
    return this.#evaluate(channel, 'readQuotaUse', [quotaId]);
  }

  readActiveQuota(channel: string, providerId: string, consumerId: string): Promise<QuotaRecord> {
    return this.#evaluate(channel, 'readActiveQuota', [providerId, consumerId]);
  }

  listQuotas(channel: string, page: PageRequest): Promise<PageRecord<QuotaRecord>> {
    return this.#evaluate(channel, 'listQuotas', [page.size.toString(), page.bookmark]);
  }

  /** Publishes a price (`initPrice`, `schedulePrice`, `updatePrice`); waits for its outcome however long that takes. */
  async publishPrice(channel: string, call: Pick<Call, 'name' | 'args' | 'origins'>): Promise<Written<PriceRecord>> {
    return written(await this.#submitter.submit({ channel, ...call, deadlineMs: Number.POSITIVE_INFINITY }));
  }

  /** Runs a publication without writing it, to learn whether it would be refused. */
  tryPrice(channel: string, name: string, args: readonly string[]): Promise<PriceRecord> {
    return this.#evaluate(channel, name, args);
  }

  readPrice(channel: string, providerId: string): Promise<PriceRecord> {
    return this.#evaluate(channel, 'readResource', ['price', providerId]);
  }

  readPriceAt(channel: string, providerId: string, seconds: number): Promise<PriceRecord> {
    return this.#evaluate(channel, 'readPriceAt', [providerId, seconds.toString()]);
  }

  readPriceVersions(channel: string, providerId: string, page: PageRequest): Promise<PageRecord<PriceRecord>> {
    return this.#evaluate(channel, 'readPriceVersions', [providerId, page.size.toString(), page.bookmark]);
  }

  allowProviderOpen(channel: string, providerId: string, allowed: boolean): Promise<Written<AllowanceRecord>> {
    return this.#submit(channel, 'allowProviderOpen', [providerId, String(allowed)]);
  }

  readAllowance(channel: string, providerId: string, consumerId: string): Promise<AllowanceRecord> {
    return this.#evaluate(channel, 'readAllowance', [providerId, consumerId]);
  }

  /** Opens under one quota are in order, so they share transactions. */
  initEcsResource(channel: string, providerId: string, args: readonly string[]): Promise<Written<EcsRecord>> {
    return this.#group({ channel, key: `open ${providerId}`, name: 'initECSResource', args, providerId });
  }

  initOssResource(channel: string, providerId: string, args: readonly string[]): Promise<Written<OssRecord>> {
    return this.#group({ channel, key: `open ${providerId}`, name: 'initOSSResource', args, providerId });
  }

  /** Bills conflict with nothing; they share transactions only to be fewer. A metered host has none: it is ended. */
  billedEcs(channel: string, args: readonly string[]): Promise<Written<EcsBillRecord | EcsRecord>> {
    return this.#group({ channel, key: this.#billLane(), name: 'billedECS', args, mostTogether: BILLS_TOGETHER });
  }

  billedOss(channel: string, args: readonly string[]): Promise<Written<OssBillRecord>> {
    return this.#group({ channel, key: this.#billLane(), name: 'billedOSS', args, mostTogether: BILLS_TOGETHER });
  }

  /** Waits for its outcome however long that takes: the batch is kept until then. */
  async recordUsage(channel: string, batch: string): Promise<UsageBatchRecord> {
    const isVain = (result: string): boolean => (JSON.parse(result) as UsageBatchRecord).accepted === 0;
    const call = { channel, name: 'recordUsage', args: [batch], deadlineMs: Number.POSITIVE_INFINITY, isVain };
    return JSON.parse((await this.#submitter.submit(call)).result) as UsageBatchRecord;
  }

  async recordLateUsage(channel: string, args: readonly string[]): Promise<UsageBatchRecord> {
    return (await this.#group<UsageBatchRecord>({ channel, key: 'late usage', name: 'recordLateUsage', args })).record;
  }

  async refreshRoster(channel: string, lane: string): Promise<{ readonly more: boolean }> {
    return (await this.#submit<{ readonly more: boolean }>(channel, 'refreshRoster', [lane])).record;
  }

  readLane(channel: string, providerId: string, lane: string): Promise<LaneRecord> {
    return this.#evaluate(channel, 'readLane', [providerId, lane]);
  }

  locateMetered(channel: string, instanceIds: readonly string[]): Promise<PageRecord<LocatedRecord>> {
    return this.#evaluate(channel, 'locateMetered', [instanceIds.join(',')]);
  }

  readUsageRecord(channel: string, args: readonly string[]): Promise<UsageProofRecord> {
    return this.#evaluate(channel, 'readUsageRecord', args);
  }

  readLateUsage(channel: string, args: readonly string[]): Promise<UsageProofRecord> {
    return this.#evaluate(channel, 'readLateUsage', args);
  }

  releaseOss(channel: string, instanceId: string): Promise<Written<OssRecord>> {
    return this.#submit(channel, 'releaseOSS', [instanceId]);
  }

  readInstance(channel: string, type: ResourceType, instanceId: string): Promise<ResourceRecord> {
    return this.#evaluate(channel, 'readResource', [type, instanceId]);
  }

  readQuota(channel: string, quotaId: string): Promise<QuotaRecord> {
    return this.#evaluate(channel, 'readResource', ['quota', quotaId]);
  }

  readBill(channel: string, type: BillType, instanceId: string): Promise<BillRecord> {
    return this.#evaluate(channel, 'readResource', [type, instanceId]);
  }

  listResources(channel: string, type: ResourceType, page: PageRequest): Promise<PageRecord<ResourceRecord>> {
    return this.#evaluate(channel, 'listResources', [type, page.size.toString(), page.bookmark]);
  }

  listBills(channel: string, subject: BillsOf, type: BillType, page: PageRequest): Promise<PageRecord<BillRecord>> {
    const name = subject.of === 'provider' ? 'queryProviderBillPage' : 'queryUserBillPage';
    return this.#evaluate(channel, name, [subject.id, type, page.size.toString(), page.bookmark]);
  }

  /** Fen. */
  async totalCost(channel: string, subject: BillsOf, type: BillType): Promise<bigint> {
    const name = subject.of === 'provider' ? 'queryProviderTotalCost' : 'queryUserTotalCost';
    return BigInt(await this.#read(channel, name, [subject.id, type]));
  }

  /** Whether a ledger channel answers, through peer and chaincode. @throws CloudfedError UNAVAILABLE */
  async ping(channel: string): Promise<void> {
    await this.#read(channel, 'listOrganizations', []);
  }

  /** An instance of the past: proposed, or accepted and billed or to be metered. They conflict with nothing, as bills do. */
  importEcs(channel: string, args: readonly string[]): Promise<Written<ImportRecord | EcsBillRecord | EcsRecord>> {
    return this.#group({
      channel,
      key: this.#billLane(),
      name: 'importECSResource',
      args,
      mostTogether: BILLS_TOGETHER,
    });
  }

  /** Any function that reads. */
  evaluate<T>(channel: string, name: string, args: readonly string[]): Promise<T> {
    return this.#evaluate(channel, name, args);
  }

  /** Any function that writes. */
  submit<T>(channel: string, name: string, args: readonly string[]): Promise<Written<T>> {
    return this.#submit(channel, name, args);
  }

  /** A function that may be called often with the same arguments and goes on each time. */
  async submitAgain<T>(channel: string, name: string, args: readonly string[]): Promise<Written<T>> {
    return written(await this.#submitter.submit({ channel, name, args }));
  }

  #billLane(): string {
    this.#shared.lane = (this.#shared.lane + 1) % BILL_LANES;
    return `bill ${this.#shared.lane}`;
  }

  async #read(channel: string, name: string, args: readonly string[]): Promise<string> {
    const leave = await this.#shared.reads.enter();
    const started = performance.now();
    let ok = false;
    try {
      const answer = await this.#client.evaluate(channel, name, args);
      ok = true;
      return answer;
    } catch (error) {
      throw callerError(error);
    } finally {
      leave();
      this.#observer.evaluated?.({ ledgerChannel: channel, ok, seconds: (performance.now() - started) / 1_000 });
    }
  }

  async #evaluate<T>(channel: string, name: string, args: readonly string[]): Promise<T> {
    return JSON.parse(await this.#read(channel, name, args)) as T;
  }

  async #submit<T>(channel: string, name: string, args: readonly string[]): Promise<Written<T>> {
    const requestKey = this.#requestKey;
    if (requestKey === undefined) return written(await this.#submitter.submit({ channel, name, args }));
    const write = { requestKey, channel, name, args };
    const keep = (result: string): readonly KeptWrite[] => [keptWrite(write, result)];
    const found = await this.#repeats.find(write);
    return written(found ?? (await this.#submitter.submit({ channel, name, args, keep })));
  }

  async #group<T>(write: GroupedWrite): Promise<Written<T>> {
    const requestKey = this.#requestKey;
    if (requestKey === undefined) return written(await this.#grouping.write(write));
    const found = await this.#repeats.find({ ...write, requestKey });
    return written(found ?? (await this.#grouping.write({ ...write, requestKey })));
  }
}

/** Whose bills: a provider's, or a user's (an org id means all of its users). */
export interface BillsOf {
  readonly of: 'provider' | 'user';
  readonly id: string;
}

function written<T>({ result, transactionId, blockNumber }: Committed): Written<T> {
  return { record: JSON.parse(result) as T, transactionId, blockNumber };
}
