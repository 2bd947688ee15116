import {
  argumentError,
  CloudfedError,
  MAX_SECONDS,
  type OrgId,
  parseOrgId,
  parsePrice,
  type Price,
  PRICE_FIELDS,
  samePrice,
} from '@cloudfed/core';

import { latestPriceKey, priceVersionKey, priceVersionsOf } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { callersOrganization, loadMembers, memberNamed, type Organization, requireName } from './organizations.js';
import { PRICE_NAMES, priceOf, type PriceRecord, priceRecord } from './records.js';

/** A price cannot be scheduled further ahead: the next one must start later still, and a slip would block it for good. */
export const MAX_SCHEDULE_AHEAD_SECONDS = 366 * 86_400;
/** A bill that would need more price versions than this is refused, so that a bill's size is bounded. */
export const MAX_VERSIONS_PER_BILL = 1_000;

const PRICE_ARGUMENTS = ['resouce_provider', 'provider_id', ...Object.values(PRICE_NAMES)] as const;

interface PriceCall {
  readonly provider: Organization;
  readonly price: Price;
  readonly latest: PriceRecord | undefined;
}

/** `initPrice(nine)`: version 1, in force at once. */
export async function initPrice(tx: Transaction, args: readonly string[]): Promise<string> {
  const { provider, price, latest } = await readCall(tx, takeArguments(PRICE_ARGUMENTS, args));
  if (latest === undefined)
    return publish(tx, provider, { version: 1, effectiveFrom: tx.time, price, scheduled: false });
  const first = latest.version === 1 ? latest : await loadVersion(tx, provider.orgID, 1);
  if (samePrice(priceOf(first), price)) return JSON.stringify(first);
  throw argumentError('provider_id', `${provider.orgID} has a price; update it`, 'ALREADY_EXISTS');
}

/** `updatePrice(nine)`: the next version, from this transaction's time on. */
export async function updatePrice(tx: Transaction, args: readonly string[]): Promise<string> {
  const { provider, price, latest } = await readCall(tx, takeArguments(PRICE_ARGUMENTS, args));
  if (latest === undefined) throw priceMissing(provider.orgID);
  if (samePrice(priceOf(latest), price) && latest.effectiveFrom.seconds <= tx.time.seconds)
    return JSON.stringify(latest);
  if (latest.scheduled && latest.effectiveFrom.seconds > tx.time.seconds) {
    throw new CloudfedError(
      'CONFLICT',
      `version ${latest.version} is scheduled to start later; the next version can only be scheduled after it`,
    );
  }
  // Two clients' clocks may differ by seconds; versions never start before one another.
  const late = latest.effectiveFrom.seconds > tx.time.seconds;
  const effectiveFrom = late ? latest.effectiveFrom : tx.time;
  return publish(tx, provider, { version: latest.version + 1, effectiveFrom, price, scheduled: false });
}

/** `schedulePrice(nine, effectiveFrom)`: the next version, from a later second on. */
export async function schedulePrice(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments([...PRICE_ARGUMENTS, 'effectiveFrom'], args);
  const seconds = parseSeconds(given.effectiveFrom, 'effectiveFrom');
  const { provider, price, latest } = await readCall(tx, given);
  if (latest === undefined) throw priceMissing(provider.orgID);
  if (latest.effectiveFrom.seconds === seconds && latest.scheduled && samePrice(priceOf(latest), price)) {
    return JSON.stringify(latest);
  }
  if (seconds <= tx.time.seconds) throw timeOrder('must be after now');
  if (seconds <= latest.effectiveFrom.seconds) throw timeOrder(`must be after the start of version ${latest.version}`);
  if (seconds > tx.time.seconds + MAX_SCHEDULE_AHEAD_SECONDS) throw timeOrder('is more than 366 days ahead');
  const effectiveFrom = { seconds, nanos: 0 };
  return publish(tx, provider, { version: latest.version + 1, effectiveFrom, price, scheduled: true });
}

/** `readPriceAt(providerID, seconds)`: the version in force at a time. */
export async function readPriceAt(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'seconds'], args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  const seconds = parseSeconds(given.seconds, 'seconds');
  return readInForce(tx, providerId, seconds);
}

/** The record of the version in force now. */
export async function readPriceNow(tx: Transaction, id: string): Promise<string> {
  return readInForce(tx, parseOrgId(id, 'id'), tx.time.seconds);
}

async function readInForce(tx: Transaction, providerId: OrgId, seconds: number): Promise<string> {
  callersOrganization(tx, await loadMembers(tx));
  const latest = await loadLatest(tx, providerId);
  const record = latest && (await versionAt(tx, latest, seconds));
  if (record === undefined) throw new CloudfedError('NOT_FOUND', `${providerId} has no price at that time`);
  return JSON.stringify(record);
}

/** `readPriceVersions(providerID[, pageSize, bookmark])`: every version, oldest first. */
export async function readPriceVersions(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID'], args, { optional: PAGE_ARGUMENTS });
  const providerId = parseOrgId(given.providerID, 'providerID');
  callersOrganization(tx, await loadMembers(tx));
  return listPage(tx, priceVersionsOf(providerId), given);
}

/** The version in force at a time, as opening an instance needs it. */
export async function requirePriceAt(tx: Transaction, providerId: OrgId, seconds: number): Promise<PriceRecord> {
  const latest = await loadLatest(tx, providerId);
  const record = latest && (await versionAt(tx, latest, seconds));
  if (record === undefined) throw priceMissing(providerId);
  return record;
}

/**
 * The versions that a usage from version `first` on needs, up to the one in force at `endSeconds`, oldest first. One
 * that another replaced within its first second was never in force.
 */
export async function versionsFrom(
  tx: Transaction,
  providerId: OrgId,
  span: Readonly<{ first: number; endSeconds: number }>,
): Promise<PriceRecord[]> {
  const latest = await loadLatest(tx, providerId);
  if (latest === undefined) throw priceMissing(providerId);
  const versions: PriceRecord[] = [];
  for (let version = span.first; version <= latest.version; version += 1) {
    const record = version === latest.version ? latest : await loadVersion(tx, providerId, version);
    if (version > span.first && record.effectiveFrom.seconds > span.endSeconds) break;
    if (versions.length === MAX_VERSIONS_PER_BILL) {
      throw new CloudfedError(
        'LIMIT_EXCEEDED',
        `the bill would span more than ${MAX_VERSIONS_PER_BILL} price versions`,
      );
    }
    if (versions.at(-1)?.effectiveFrom.seconds === record.effectiveFrom.seconds) versions.pop();
    versions.push(record);
  }
  return versions;
}

async function readCall(
  tx: Transaction,
  given: Readonly<Record<(typeof PRICE_ARGUMENTS)[number], string>>,
): Promise<PriceCall> {
  const providerId = parseOrgId(given.provider_id, 'provider_id');
  const texts = Object.fromEntries(PRICE_FIELDS.map((field) => [field, given[PRICE_NAMES[field]]]));
  const price = parsePrice(texts as Record<keyof Price, string>, PRICE_NAMES);
  const members = await loadMembers(tx);
  const own = callersOrganization(tx, members);
  const provider = memberNamed(members, providerId, 'provider_id');
  if (own !== provider) throw new CloudfedError('FORBIDDEN', 'only the provider may set its price');
  requireName(provider, given.resouce_provider, 'resouce_provider');
  return { provider, price, latest: await loadLatest(tx, providerId) };
}

function publish(
  tx: Transaction,
  provider: Organization,
  version: Readonly<Pick<PriceRecord, 'version' | 'effectiveFrom' | 'scheduled'> & { price: Price }>,
): string {
  const text = JSON.stringify(priceRecord(provider, version, tx.time));
  tx.store.put(latestPriceKey(provider.orgID), text);
  tx.store.put(priceVersionKey(provider.orgID, version.version), text);
  tx.changed(version.scheduled ? 'Price.scheduled' : 'Price.published', provider.orgID, text);
  return text;
}

async function loadLatest(tx: Transaction, providerId: OrgId): Promise<PriceRecord | undefined> {
  const text = await tx.store.get(latestPriceKey(providerId));
  return text === undefined ? undefined : (JSON.parse(text) as PriceRecord);
}

/** A version that is known to be. */
export async function loadVersion(tx: Transaction, providerId: OrgId, version: number): Promise<PriceRecord> {
  const text = await tx.store.get(priceVersionKey(providerId, version));
  if (text === undefined) throw new Error(`price version ${version} of ${providerId} is missing`);
  return JSON.parse(text) as PriceRecord;
}

/** Starts never decrease from version to version, so the last one that has started is found by halving. */
async function versionAt(tx: Transaction, latest: PriceRecord, seconds: number): Promise<PriceRecord | undefined> {
  if (latest.effectiveFrom.seconds <= seconds) return latest;
  let found: PriceRecord | undefined;
  let [low, high] = [1, latest.version - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const record = await loadVersion(tx, latest.provider_id, middle);
    if (record.effectiveFrom.seconds <= seconds) {
      found = record;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}

function parseSeconds(text: string, argument: string): number {
  return parseCount(text, argument, 0, MAX_SECONDS);
}

function priceMissing(providerId: OrgId): CloudfedError {
  return new CloudfedError('PRICE_MISSING', `provider ${providerId} has no price in force on this ledger channel`);
}

function timeOrder(problem: string): CloudfedError {
  return argumentError('effectiveFrom', problem, 'TIME_ORDER');
}
