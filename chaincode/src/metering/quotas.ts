import {
  argumentError,
  checkLimitsCover,
  CloudfedError,
  isNothing,
  NOTHING,
  type OrgId,
  parseId,
  parseOrgId,
  parseQuantity,
  parseWhole,
  type Quantity,
  quantityOfWhole,
  type QuotaAmounts,
  type RecordId,
  remaining,
  wholeToRecord,
} from '@cloudfed/core';

import { allQuotas, allowanceKey, quotaKey, quotaUseKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseCount, parseWord, takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { memberNamed, metering, type Pair, requireCaller, requireName, requirePair } from './organizations.js';
import {
  foldReleases,
  foldToFit,
  loadQuotaUse,
  type QuotaUse,
  saveQuotaUse,
  tooManyPending,
  unfoldedReleases,
  usedWithReleases,
} from './quota-use.js';
import { amountsFromRecord, amountsToRecord, QUOTA_NAMES, type QuotaRecord } from './records.js';

const QUOTA_ARGUMENTS = [
  'quotaID',
  'resourceProvider',
  'providerID',
  'resourceUser',
  'resource_userID',
  'holdingtime',
  ...Object.values(QUOTA_NAMES),
] as const;
/** Addresses are counted as quantities, which have 12 integer digits. */
const MAX_ADDRESSES = 999_999_999_999n;
const MAX_PENDING = 1_000;

interface QuotaCall {
  readonly quotaId: RecordId;
  readonly pair: Pair;
  readonly holdingDays: number;
  readonly limits: QuotaAmounts;
}

/** `initInitialQuota(thirteen)`: a provider promises capacity to a consumer organization. */
export async function initInitialQuota(tx: Transaction, args: readonly string[]): Promise<string> {
  const call = await readCall(tx, args);
  const { quotaId, pair } = call;
  const { provider, consumer } = pair;
  const existing = await loadQuota(tx, quotaId);
  if (existing !== undefined) {
    if (sameContent(existing, call)) return JSON.stringify(existing);
    throw argumentError('quotaID', `${quotaId} exists with other content`, 'ALREADY_EXISTS');
  }
  const active = await loadQuotaUse(tx, provider.orgID, consumer.orgID);
  if (active !== undefined) {
    throw new CloudfedError(
      'QUOTA_ACTIVE',
      `quota ${active.quotaId} is active for ${consumer.orgID}; update or close it`,
    );
  }
  const quota: QuotaRecord = {
    objectType: 'InitialQuota',
    quotaID: quotaId,
    resourceProvider: provider.name,
    providerID: provider.orgID,
    resourceUser: consumer.name,
    resource_userID: consumer.orgID,
    holdingtime: call.holdingDays,
    ...amountsToRecord(call.limits),
    status: 'active',
    createdTime: tx.time,
    updatedTime: tx.time,
  };
  saveQuotaUse(tx, {
    providerId: provider.orgID,
    consumerId: consumer.orgID,
    quotaId,
    holdingDays: call.holdingDays,
    limits: call.limits,
    used: NOTHING,
  });
  return saveQuota(tx, quota, 'InitialQuota.created');
}

/** `updateQuota(thirteen)`: other limits for an active quota, never below what is in use. */
export async function updateQuota(tx: Transaction, args: readonly string[]): Promise<string> {
  const call = await readCall(tx, args);
  const { provider, consumer } = call.pair;
  const quota = await requireQuota(tx, call.quotaId);
  if (quota.providerID !== provider.orgID) throw argumentError('providerID', 'is not the provider of this quota');
  if (quota.resource_userID !== consumer.orgID) {
    throw argumentError('resource_userID', 'is not the consumer of this quota');
  }
  const use = await requireActive(tx, quota);
  if (sameContent(quota, call)) return JSON.stringify(quota);
  const folded = await foldToFit(tx, use, call.limits, NOTHING);
  checkLimitsCover(call.limits, folded.used);
  saveQuotaUse(tx, { ...folded, holdingDays: call.holdingDays, limits: call.limits });
  const updated: QuotaRecord = {
    ...quota,
    holdingtime: call.holdingDays,
    ...amountsToRecord(call.limits),
    updatedTime: tx.time,
  };
  return saveQuota(tx, updated, 'InitialQuota.updated');
}

/** `closeQuota(quotaID)`: the provider ends a quota of which nothing is in use. */
export async function closeQuota(tx: Transaction, args: readonly string[]): Promise<string> {
  const quotaId = parseId(takeArguments(['quotaID'], args).quotaID, 'quotaID');
  const { own } = await metering(tx);
  const quota = await requireQuota(tx, quotaId);
  if (quota.providerID !== own.orgID) throw new CloudfedError('FORBIDDEN', 'only the provider may close its quota');
  if (quota.status === 'closed') return JSON.stringify(quota);
  const use = await requireActive(tx, quota);
  if (!isNothing(use.used)) {
    const { used, more } = await foldReleases(tx, use);
    if (more) throw tooManyPending(quotaId);
    if (!isNothing(used))
      throw new CloudfedError('QUOTA_IN_USE', `quota ${quotaId} has instances that are not released`);
  }
  tx.store.delete(quotaUseKey(quota.providerID, quota.resource_userID));
  return saveQuota(tx, { ...quota, status: 'closed', closedTime: tx.time }, 'InitialQuota.closed');
}

/** The record of a quota, for either of its organizations. */
export async function readQuota(tx: Transaction, quotaId: RecordId): Promise<string> {
  await metering(tx);
  return JSON.stringify(await requireQuota(tx, quotaId));
}

/** `readQuotaUse(quotaID)` → `{quota, used, remaining}`, exact at the ledger's present height. */
export async function readQuotaUse(tx: Transaction, args: readonly string[]): Promise<string> {
  const quotaId = parseId(takeArguments(['quotaID'], args).quotaID, 'quotaID');
  await metering(tx);
  const quota = await requireQuota(tx, quotaId);
  if (quota.status === 'closed') return useAnswer(quota, NOTHING, NOTHING);
  const used = await usedWithReleases(tx, await requireActive(tx, quota));
  return useAnswer(quota, used, remaining(amountsFromRecord(quota), used));
}

/** `readActiveQuota(providerID, consumerOrgID)`: the record of the active quota between two organizations. */
export async function readActiveQuota(tx: Transaction, args: readonly string[]): Promise<string> {
  const ids = await parsePairIds(tx, args);
  const use = await loadQuotaUse(tx, ids.providerId, ids.consumerId);
  if (use === undefined) {
    throw new CloudfedError('NOT_FOUND', `${ids.providerId} has no active quota for ${ids.consumerId}`);
  }
  return JSON.stringify(await requireQuota(tx, use.quotaId));
}

/** `listQuotas(pageSize, bookmark)`: every quota of the ledger channel, by id. */
export async function listQuotas(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  return listPage(tx, allQuotas(), given);
}

/** `pendingReleases(quotaID, limit)` → `{"result":[hint…],"more":bool}`: what `group` can fold. */
export async function pendingReleases(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['quotaID', 'limit'], args);
  const quotaId = parseId(given.quotaID, 'quotaID');
  const limit = parseCount(given.limit, 'limit', 1, MAX_PENDING);
  await metering(tx);
  await requireQuota(tx, quotaId);
  const { hints, more } = await unfoldedReleases(tx, quotaId, limit);
  return JSON.stringify({ result: hints, more });
}

/** `allowProviderOpen(providerID, "true"|"false")`: a consumer lets a provider open instances in its name, or no longer. */
export async function allowProviderOpen(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['providerID', 'allowed'], args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  const allowed = parseWord(given.allowed, 'allowed', ['true', 'false']) === 'true';
  const { own, members } = await metering(tx);
  const provider = memberNamed(members, providerId, 'providerID');
  if (provider === own) throw argumentError('providerID', 'is the caller itself');
  const text = allowanceText(providerId, own.orgID, allowed);
  if ((await isProviderAllowed(tx, providerId, own.orgID)) === allowed) return text;
  tx.store.put(allowanceKey(providerId, own.orgID), text);
  tx.changed('Allowance.changed', providerId, text);
  return text;
}

/** `readAllowance(providerID, consumerOrgID)`. */
export async function readAllowance(tx: Transaction, args: readonly string[]): Promise<string> {
  const { providerId, consumerId } = await parsePairIds(tx, args);
  return allowanceText(providerId, consumerId, await isProviderAllowed(tx, providerId, consumerId));
}

/** Whether the consumer lets the provider open instances; off until it says so. */
export async function isProviderAllowed(tx: Transaction, providerId: OrgId, consumerId: OrgId): Promise<boolean> {
  const text = await tx.store.get(allowanceKey(providerId, consumerId));
  return text !== undefined && (JSON.parse(text) as { allowed: boolean }).allowed;
}

/** The quota's record by id, without any check of the caller. */
export async function loadQuota(tx: Transaction, quotaId: RecordId): Promise<QuotaRecord | undefined> {
  const text = await tx.store.get(quotaKey(quotaId));
  return text === undefined ? undefined : (JSON.parse(text) as QuotaRecord);
}

async function readCall(tx: Transaction, args: readonly string[]): Promise<QuotaCall> {
  const given = takeArguments(QUOTA_ARGUMENTS, args);
  const quotaId = parseId(given.quotaID, 'quotaID');
  const providerId = parseOrgId(given.providerID, 'providerID');
  const consumerId = parseOrgId(given.resource_userID, 'resource_userID');
  const holdingDays = wholeToRecord(parseWhole(given.holdingtime, 'holdingtime'));
  const limits: QuotaAmounts = {
    cpu: parseQuantity(given.CPU, 'CPU'),
    ramGb: parseQuantity(given.RAM, 'RAM'),
    ecsDiskGb: parseQuantity(given.hardDisk_ecs, 'hardDisk_ecs'),
    ossDiskGb: parseQuantity(given.hardDisk_oss, 'hardDisk_oss'),
    bandwidthMbps: parseQuantity(given.networkBandwidth, 'networkBandwidth'),
    publicIps: parseAddresses(given.publicIP, 'publicIP'),
    privateIps: parseAddresses(given.privateIP, 'privateIP'),
  };
  const pair = await requirePair(tx, {
    providerId,
    consumerId,
    providerArgument: 'providerID',
    consumerArgument: 'resource_userID',
  });
  requireCaller(pair, 'provider', 'set a quota');
  requireName(pair.provider, given.resourceProvider, 'resourceProvider');
  requireName(pair.consumer, given.resourceUser, 'resourceUser');
  return { quotaId, pair, holdingDays, limits };
}

function parseAddresses(text: string, argument: string): Quantity {
  return quantityOfWhole(parseWhole(text, argument, MAX_ADDRESSES));
}

async function parsePairIds(
  tx: Transaction,
  args: readonly string[],
): Promise<{ providerId: OrgId; consumerId: OrgId }> {
  const given = takeArguments(['providerID', 'consumerOrgID'], args);
  const providerId = parseOrgId(given.providerID, 'providerID');
  const consumerId = parseOrgId(given.consumerOrgID, 'consumerOrgID');
  await requirePair(tx, {
    providerId,
    consumerId,
    providerArgument: 'providerID',
    consumerArgument: 'consumerOrgID',
  });
  return { providerId, consumerId };
}

async function requireQuota(tx: Transaction, quotaId: RecordId): Promise<QuotaRecord> {
  const quota = await loadQuota(tx, quotaId);
  if (quota === undefined) throw argumentError('quotaID', `there is no quota ${quotaId}`, 'NOT_FOUND');
  return quota;
}

async function requireActive(tx: Transaction, quota: QuotaRecord): Promise<QuotaUse> {
  if (quota.status === 'closed') throw new CloudfedError('QUOTA_CLOSED', `quota ${quota.quotaID} is closed`);
  const use = await loadQuotaUse(tx, quota.providerID, quota.resource_userID);
  if (use?.quotaId !== quota.quotaID) throw new Error(`quota ${quota.quotaID} is active without a row of its use`);
  return use;
}

function sameContent(quota: QuotaRecord, call: QuotaCall): boolean {
  const amounts = amountsToRecord(call.limits);
  return (
    quota.providerID === call.pair.provider.orgID &&
    quota.resource_userID === call.pair.consumer.orgID &&
    quota.holdingtime === call.holdingDays &&
    Object.values(QUOTA_NAMES).every((name) => quota[name] === amounts[name])
  );
}

function saveQuota(tx: Transaction, quota: QuotaRecord, kind: string): string {
  const text = JSON.stringify(quota);
  tx.store.put(quotaKey(quota.quotaID), text);
  tx.changed(kind, quota.quotaID, text);
  return text;
}

function useAnswer(quota: QuotaRecord, used: QuotaAmounts, left: QuotaAmounts): string {
  return JSON.stringify({ quota, used: amountsToRecord(used), remaining: amountsToRecord(left) });
}

function allowanceText(providerID: OrgId, consumerOrgID: OrgId, allowed: boolean): string {
  return JSON.stringify({ objectType: 'Allowance', providerID, consumerOrgID, allowed });
}
