import {
  CloudfedError,
  daysOf,
  type MeteredInstance,
  type PriceVersion,
  type UsageDay,
  type UsageRecord,
  UsageTimeline,
} from '@cloudfed/core';
import type { Transaction } from 'kysely';

import type { DialectName } from '../database.js';
import { ecsOf, ossOf, priceOf } from '../fabric/codec.js';
import type { PriceRecord, ResourceRecord } from '../fabric/records.js';
import { messageOf, problemRow } from './problem-row.js';
import type { ProblemTable, ReadModelTables } from './tables.js';
import { chargedRecords, standingOf, type UsageChange, type UsageStanding } from './usage-change.js';
import { UsageRows } from './usage-rows.js';

// Usage → a row for each instance, meter, day and price, rated again as the ledger rated it.

/** What is known of an instance: enough to rate its records. */
type Rated = Pick<MeteredInstance, 'userId' | 'type' | 'networkType' | 'price'>;

/** What is read of one change, and what it is to be rated by. */
interface Readable {
  readonly standing: UsageStanding;
  readonly records: readonly UsageRecord[];
}
interface Prices {
  readonly instances: ReadonlyMap<string, Rated>;
  readonly versions: readonly PriceVersion[];
}

const IDS_A_READ = 5_000;
/** Of prices that both sides named. */
const NAMED_PRICE_VERSION = 0;
/** A full batch leaves a fifth of it where every record lies in two days, and all is told apart. */
const MAX_DAYS = 100_000;

/** @returns what could not be told apart: it is in rows without instance and meter, so that no amount is missing */
export async function foldUsage(
  transaction: Transaction<ReadModelTables>,
  { ledgerChannel, dialect }: { readonly ledgerChannel: string; readonly dialect: DialectName },
  changes: readonly UsageChange[],
): Promise<readonly ProblemTable[]> {
  const problems: ProblemTable[] = [];
  const rows = new UsageRows(transaction, ledgerChannel, dialect);
  for (const change of changes) {
    const standing = read(() => standingOf(change));
    if (typeof standing === 'string') {
      problems.push(problemRow(change, standing));
      continue;
    }
    let days: readonly UsageDay[] | string;
    const records = read(() => chargedRecords(change));
    if (typeof records === 'string') days = records;
    else {
      const readable = { standing, records };
      const prices = await loadPrices(transaction, ledgerChannel, readable);
      days = typeof prices === 'string' ? prices : read(() => rateAgain(readable, prices));
    }
    if (typeof days !== 'string') await rows.addDays(standing.providerId, days);
    else {
      problems.push(problemRow(change, days));
      await rows.addAmounts(standing);
    }
  }
  await rows.save();
  return problems;
}

/** What was read, or why it cannot be. Any other error is a fault of the gateway. */
function read<T extends object>(act: () => T): T | string {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof CloudfedError) {
      return messageOf(error);
    }
    throw error;
  }
}

async function loadPrices(
  transaction: Transaction<ReadModelTables>,
  ledgerChannel: string,
  { standing, records }: Readable,
): Promise<Prices | string> {
  const ids = [...new Set(records.map(({ instanceId }) => instanceId))];
  const texts: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_A_READ) {
    const found = await transaction
      .selectFrom('ledger_instance')
      .select('record')
      .where('ledger_channel', '=', ledgerChannel)
      .where('type', 'in', ['ECSResource', 'OSSResource'])
      .where('instance_id', 'in', ids.slice(at, at + IDS_A_READ))
      .where('provider_id', '=', standing.providerId)
      .execute();
    texts.push(...found.map(({ record }) => record));
  }
  const prices = await transaction
    .selectFrom('ledger_price')
    .select('record')
    .where('ledger_channel', '=', ledgerChannel)
    .where('provider_id', '=', standing.providerId)
    .where('version', 'in', [...standing.priceVersions])
    .execute();
  return read(() => ({
    instances: instancesOf(texts),
    versions: prices.map(({ record }): PriceVersion => {
      const { version, effectiveFrom, price } = priceOf(JSON.parse(record) as PriceRecord);
      return { version, effectiveFrom: effectiveFrom.seconds, price };
    }),
  }));
}

/** A metered instance's id names one, whatever its kind; one that is billed on its release may have it too. */
function instancesOf(records: readonly string[]): ReadonlyMap<string, Rated> {
  const resources = records.map((text) => JSON.parse(text) as ResourceRecord);
  const metered = resources.filter(({ billing }) => billing === 'metered');
  return new Map(metered.map((resource) => [resource.instanceID, ratedOf(resource)]));
}

function ratedOf(record: ResourceRecord): Rated {
  if (record.objectType === 'OSSResource') {
    const { userId, networkType } = ossOf(record);
    return { type: 'OSS', userId, networkType };
  }
  const { userId, networkType } = ecsOf(record);
  const named = record.imported?.price;
  return { type: 'ECS', userId, networkType, price: named && priceOf(named).price };
}

/**
 * @throws RangeError where it does not add up to what stands on the ledger
 * @throws CloudfedError PRICE_MISSING
 */
function rateAgain({ standing, records }: Readable, prices: Prices): readonly UsageDay[] {
  // What is of a closed month counts in the first open one, which is then the earliest that there is.
  const [first = ''] = standing.amounts.map(({ period }) => period).sort();
  const timelineOf = timelines(records, prices);
  const days: UsageDay[] = [];
  for (const record of records) {
    const instance = instanceOf(record, prices);
    for (const part of timelineOf(instance).rate(record, instance)) {
      days.push(...daysOf(record, instance, part, part.period < first ? first : part.period));
    }
    if (days.length > MAX_DAYS) throw new RangeError(`it would leave more than ${MAX_DAYS} rows`);
  }
  refuseDifference(standing, days);
  return days;
}

function instanceOf({ instanceId }: UsageRecord, { instances }: Prices): Rated {
  const instance = instances.get(instanceId);
  if (instance === undefined) throw new RangeError(`metered instance ${instanceId} is not known`);
  return instance;
}

/** Of each instance the prices of all the time that its records, or those priced like them, are of. */
function timelines(records: readonly UsageRecord[], prices: Prices): (instance: Rated) => UsageTimeline {
  const { from, to } = spanOf(records);
  const named = new Map<Rated, UsageTimeline>();
  // Instances of the past may be older than the first version.
  const others = spanOf(records.filter((record) => instanceOf(record, prices).price === undefined));
  const published = others.from < others.to ? new UsageTimeline(prices.versions, others.from, others.to) : undefined;
  return (instance) => {
    const { price } = instance;
    const known = price === undefined ? published : named.get(instance);
    if (known !== undefined) return known;
    if (price === undefined) throw new RangeError('there is no record of published prices');
    const timeline = new UsageTimeline([{ version: NAMED_PRICE_VERSION, effectiveFrom: from, price }], from, to);
    named.set(instance, timeline);
    return timeline;
  };
}

/** Of no records a time that ends before it begins. */
function spanOf(records: readonly UsageRecord[]): { readonly from: number; readonly to: number } {
  let [first, last] = [Infinity, 0];
  for (const { from, to } of records) [first, last] = [Math.min(first, from), Math.max(last, to)];
  return { from: first, to: last };
}

/** Both sides of the ledger must come to the same amounts: of each user, kind of instance and period. */
function refuseDifference({ amounts }: UsageStanding, days: readonly UsageDay[]): void {
  const sums = new Map<string, bigint>();
  const count = ({ period, userId, type }: Pick<UsageDay, 'period' | 'userId' | 'type'>, exact: bigint): void => {
    const key = `${period} ${userId} ${type}`;
    sums.set(key, (sums.get(key) ?? 0n) + exact);
  };
  for (const day of days) count(day, day.exactAmount);
  for (const amount of amounts) count(amount, 0n - amount.exactAmount);
  for (const [key, difference] of sums) {
    if (difference !== 0n) throw new RangeError(`the amounts of ${key} are not those of its records`);
  }
}
