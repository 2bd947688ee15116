import type { LedgerClient } from './connection.js';
import { callerError } from './failure.js';
import type { Grouping } from './grouping.js';
import type {
  BillRecord,
  BillType,
  EcsBillRecord,
  EcsRecord,
  OssBillRecord,
  OssRecord,
  PageRecord,
  PriceRecord,
  QuotaRecord,
  QuotaUseRecord,
  ResourceRecord,
  ResourceType,
} from './records.js';
import type { Committed, Submitter } from './submit.js';

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

/** The metering functions of the chaincode, one method each. Arguments are in the chaincode's order. */
export class Ledger {
  readonly #client: LedgerClient;
  readonly #submitter: Submitter;
  readonly #grouping: Grouping;

  constructor(parts: { readonly client: LedgerClient; readonly submitter: Submitter; readonly grouping: Grouping }) {
    this.#client = parts.client;
    this.#submitter = parts.submitter;
    this.#grouping = parts.grouping;
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
    return this.#evaluate(channel, 'listQuotas', [String(page.size), page.bookmark]);
  }

  initPrice(channel: string, args: readonly string[]): Promise<Written<PriceRecord>> {
    return this.#submit(channel, 'initPrice', args);
  }

  schedulePrice(channel: string, args: readonly string[], effectiveFrom: string): Promise<Written<PriceRecord>> {
    return this.#submit(channel, 'schedulePrice', [...args, effectiveFrom]);
  }

  readPriceAt(channel: string, providerId: string, seconds: string): Promise<PriceRecord> {
    return this.#evaluate(channel, 'readPriceAt', [providerId, seconds]);
  }

  readPriceVersions(channel: string, providerId: string, page: PageRequest): Promise<PageRecord<PriceRecord>> {
    return this.#evaluate(channel, 'readPriceVersions', [providerId, String(page.size), page.bookmark]);
  }

  allowProviderOpen(channel: string, providerId: string, allowed: boolean): Promise<Written<{ allowed: boolean }>> {
    return this.#submit(channel, 'allowProviderOpen', [providerId, String(allowed)]);
  }

  readAllowance(channel: string, providerId: string, consumerId: string): Promise<{ allowed: boolean }> {
    return this.#evaluate(channel, 'readAllowance', [providerId, consumerId]);
  }

  /** Opens under one quota are in order, so they share transactions. */
  initEcsResource(channel: string, args: readonly string[], quotaId: string | undefined): Promise<Written<EcsRecord>> {
    return this.#group(openOf(channel, 'initECSResource', args, quotaId));
  }

  initOssResource(channel: string, args: readonly string[], quotaId: string | undefined): Promise<Written<OssRecord>> {
    return this.#group(openOf(channel, 'initOSSResource', args, quotaId));
  }

  /** Bills conflict with nothing; they share transactions only to be fewer. */
  async billedEcs(channel: string, args: readonly string[]): Promise<Written<EcsBillRecord>> {
    const written = await this.#group<EcsBillRecord>({ channel, key: 'bill', name: 'billedECS', args });
    this.#grouping.released(channel);
    return written;
  }

  async billedOss(channel: string, args: readonly string[]): Promise<Written<OssBillRecord>> {
    const written = await this.#group<OssBillRecord>({ channel, key: 'bill', name: 'billedOSS', args });
    this.#grouping.released(channel);
    return written;
  }

  releaseOss(channel: string, instanceId: string): Promise<Written<OssRecord>> {
    return this.#submit(channel, 'releaseOSS', [instanceId]);
  }

  readInstance(channel: string, type: ResourceType, instanceId: string): Promise<ResourceRecord> {
    return this.#evaluate(channel, 'readResource', [type, instanceId]);
  }

  readBill(channel: string, type: BillType, instanceId: string): Promise<BillRecord> {
    return this.#evaluate(channel, 'readResource', [type, instanceId]);
  }

  listResources(channel: string, type: ResourceType, page: PageRequest): Promise<PageRecord<ResourceRecord>> {
    return this.#evaluate(channel, 'listResources', [type, String(page.size), page.bookmark]);
  }

  listBills(
    channel: string,
    of: 'provider' | 'user',
    id: string,
    type: BillType,
    page: PageRequest,
  ): Promise<PageRecord<BillRecord>> {
    const name = of === 'provider' ? 'queryProviderBillPage' : 'queryUserBillPage';
    return this.#evaluate(channel, name, [id, type, String(page.size), page.bookmark]);
  }

  /** Fen as a decimal text. */
  async totalCost(channel: string, of: 'provider' | 'user', id: string, type: BillType): Promise<string> {
    const name = of === 'provider' ? 'queryProviderTotalCost' : 'queryUserTotalCost';
    return this.#read(channel, name, [id, type]);
  }

  /** Whether a ledger channel answers, through peer and chaincode. @throws CloudfedError UNAVAILABLE */
  async ping(channel: string): Promise<void> {
    await this.#read(channel, 'listOrganizations', []);
  }

  async #read(channel: string, name: string, args: readonly string[]): Promise<string> {
    try {
      return await this.#client.evaluate(channel, name, args);
    } catch (error) {
      throw callerError(error);
    }
  }

  async #evaluate<T>(channel: string, name: string, args: readonly string[]): Promise<T> {
    return JSON.parse(await this.#read(channel, name, args)) as T;
  }

  async #submit<T>(channel: string, name: string, args: readonly string[]): Promise<Written<T>> {
    return written(await this.#submitter.submit(channel, name, args));
  }

  async #group<T>(write: Parameters<Grouping['write']>[0]): Promise<Written<T>> {
    return written(await this.#grouping.write(write));
  }
}

/** Provider and consumer are two organizations of one pairwise ledger channel, so the provider tells the quota. */
function openOf(
  channel: string,
  name: string,
  args: readonly string[],
  quotaId: string | undefined,
): Parameters<Grouping['write']>[0] {
  const key = `open ${args[2] ?? ''}`;
  return { channel, key, name, args, ...(quotaId === undefined ? {} : { quotaId }) };
}

function written<T>({ result, transactionId, blockNumber }: Committed): Written<T> {
  return { record: JSON.parse(result) as T, transactionId, blockNumber };
}
