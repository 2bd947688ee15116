import { CloudfedError, PRICE_FIELDS } from '@cloudfed/core';

import { PRICE_NAMES } from '../fabric/codec.js';
import { UnavailableError } from '../fabric/failure.js';
import type { Ledger, Written } from '../fabric/ledger.js';
import type { PriceRecord } from '../fabric/records.js';

/** The prices of one provider on several ledger channels, as the chaincode keeps them. */
export class PriceBook implements Pick<Ledger, 'publishPrice' | 'tryPrice' | 'readPriceAt'> {
  nowSeconds = 1_000_000;
  readonly versions = new Map<string, PriceRecord[]>();
  /** Calls that were to write. */
  readonly calls: string[] = [];
  /** What goes wrong with a write, before it is written or after. */
  trouble: (channel: string, name: string) => { before?: Error; after?: Error } = () => ({});
  #transactions = 0;

  async publishPrice(
    channel: string,
    call: { readonly name: string; readonly args: readonly string[] },
  ): Promise<Written<PriceRecord>> {
    this.calls.push(`${channel} ${call.name}`);
    const { before, after } = this.trouble(channel, call.name);
    if (before !== undefined) throw before;
    const record = await this.tryPrice(channel, call.name, call.args);
    const versions = this.of(channel);
    if (record.version > versions.length) versions.push(record);
    if (after !== undefined) throw after;
    this.#transactions += 1;
    return { record, transactionId: `tx${this.#transactions}`, blockNumber: 1n };
  }

  tryPrice(channel: string, name: string, args: readonly string[]): Promise<PriceRecord> {
    const versions = this.of(channel);
    const latest = versions.at(-1);
    const from = name === 'schedulePrice' ? Number(args.at(-1)) : this.nowSeconds;
    const record: PriceRecord = {
      resouce_provider: args[0] ?? '',
      provider_id: args[1] ?? '',
      ...(Object.fromEntries(PRICE_FIELDS.map((field, at) => [PRICE_NAMES[field], Number(args[at + 2])])) as Record<
        (typeof PRICE_NAMES)[keyof typeof PRICE_NAMES],
        number
      >),
      version: versions.length + 1,
      effectiveFrom: { seconds: from, nanos: 0 },
      publishedTime: { seconds: this.nowSeconds, nanos: 0 },
      scheduled: name === 'schedulePrice',
    };
    const [first] = versions;
    if (name === 'initPrice' && first !== undefined) {
      return isSame(first, record) ? Promise.resolve(first) : refuse('ALREADY_EXISTS', 'providerId: has a price');
    }
    if (name === 'initPrice') return Promise.resolve(record);
    if (latest === undefined) return refuse('PRICE_MISSING', 'there is no price');
    if (isSame(latest, record) && (name === 'updatePrice' || latest.effectiveFrom.seconds === from)) {
      return Promise.resolve(latest);
    }
    const isLate = name === 'schedulePrice' && (from <= this.nowSeconds || from <= latest.effectiveFrom.seconds);
    return isLate ? refuse('TIME_ORDER', 'effectiveFrom: must be after now') : Promise.resolve(record);
  }

  readPriceAt(channel: string, _providerId: string, seconds: number): Promise<PriceRecord> {
    const found = this.of(channel).findLast(({ effectiveFrom }) => effectiveFrom.seconds <= seconds);
    return found === undefined ? refuse('NOT_FOUND', 'there is no price') : Promise.resolve(found);
  }

  /** Another client of the organization schedules the same price once more. */
  schedule(channel: string, seconds: number): void {
    const versions = this.of(channel);
    const latest = versions.at(-1);
    if (latest === undefined) throw new Error(`no price on ${channel}`);
    const effectiveFrom = { seconds, nanos: 0 };
    versions.push({ ...latest, version: latest.version + 1, effectiveFrom, scheduled: true });
  }

  /** The versions of a ledger channel: cpu price and begin. */
  told(channel: string): readonly string[] {
    return this.of(channel).map(({ cpu_price, effectiveFrom }) => `${cpu_price} from ${effectiveFrom.seconds}`);
  }

  of(channel: string): PriceRecord[] {
    const versions = this.versions.get(channel) ?? [];
    this.versions.set(channel, versions);
    return versions;
  }
}

export function unavailable(): UnavailableError {
  return new UnavailableError('the ledger network does not answer');
}

function refuse(code: CloudfedError['code'], sentence: string): Promise<never> {
  return Promise.reject(new CloudfedError(code, sentence));
}

function isSame(one: PriceRecord, other: PriceRecord): boolean {
  return PRICE_FIELDS.every((field) => one[PRICE_NAMES[field]] === other[PRICE_NAMES[field]]);
}
