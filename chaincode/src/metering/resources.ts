import {
  argumentError,
  BILLINGS,
  CloudfedError,
  durationSeconds,
  ecsDemand,
  type EcsShape,
  orgOfUser,
  ossDemand,
  type OssShape,
  parseId,
  parseName,
  parseNetworkType,
  parseOrgId,
  parseQuantity,
  parseUserId,
  parseWhole,
  quantityToRecord,
  type QuotaAmounts,
  type RecordId,
  wholeToRecord,
} from '@cloudfed/core';

import { allResources, resourceKey, type ResourceType } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, takeArguments } from './arguments.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, type Pair, requireName, requirePair } from './organizations.js';
import { requirePriceAt } from './prices.js';
import { giveBackLater, loadQuotaUse, type QuotaUse, takeFromQuota } from './quota-use.js';
import { isProviderAllowed } from './quotas.js';
import { type EcsRecord, ecsShapeOf, type OssRecord, ossShapeOf, type ResourceRecord } from './records.js';
import { delist, enlist, laneOf } from './usage-roster.js';

const COMMON_ARGUMENTS = [
  'instanceID',
  'resourceProvider',
  'providerID',
  'resourceUser',
  'userID',
  'cloudService',
] as const;
const ECS_ARGUMENTS = [
  ...COMMON_ARGUMENTS,
  'networkType',
  'networkBandwidth',
  'CPU',
  'RAM',
  'hardDisk',
  'commitment_servicetime',
] as const;
const OSS_ARGUMENTS = [...COMMON_ARGUMENTS, 'network_type', 'hardDisk'] as const;

/** What the arguments say of an instance; the ledger adds the rest. */
type Asked<T extends ResourceRecord> = Omit<T, 'beginTime' | 'quotaID' | 'priceVersion' | 'status' | 'endTime'>;
type Opening = Pick<ResourceRecord, 'beginTime' | 'quotaID' | 'priceVersion' | 'status'>;

/**
 * `initECSResource(twelve[, billing])`: opens a cloud host under the quota between the two organizations. It is billed
 * `on-release`, or `metered` where that is asked.
 */
export async function initECSResource(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(ECS_ARGUMENTS, args, { optional: ['billing'] });
  const ids = parseCommon(given);
  const shape: EcsShape = {
    networkType: parseNetworkType(given.networkType, 'networkType'),
    bandwidthMbps: parseQuantity(given.networkBandwidth, 'networkBandwidth'),
    cpu: parseQuantity(given.CPU, 'CPU'),
    ramGb: parseQuantity(given.RAM, 'RAM'),
    diskGb: parseQuantity(given.hardDisk, 'hardDisk'),
  };
  const commitmentDays = wholeToRecord(parseWhole(given.commitment_servicetime, 'commitment_servicetime'));
  const pair = await requireOpener(tx, ids, given);
  const asked: Asked<EcsRecord> = {
    objectType: 'ECSResource',
    ...commonFields(ids, pair),
    networkType: shape.networkType,
    networkBandwidth: quantityToRecord(shape.bandwidthMbps),
    CPU: quantityToRecord(shape.cpu),
    RAM: quantityToRecord(shape.ramGb),
    hardDisk: quantityToRecord(shape.diskGb),
    commitment_servicetime: commitmentDays,
    ...billingFields(given.billing, ids.instanceID),
  };
  const stored = await storedTwin(tx, asked);
  if (stored !== undefined) return stored;
  const opening = await open(tx, pair, { commitmentDays, demand: ecsDemand(shape) });
  const { commitment_servicetime, ...fields } = asked;
  const { beginTime, ...state } = opening;
  return saveOpened(tx, { ...fields, beginTime, commitment_servicetime, ...state });
}

/** `initOSSResource(eight[, billing])`: opens an object store; it takes disk and no address. */
export async function initOSSResource(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(OSS_ARGUMENTS, args, { optional: ['billing'] });
  const ids = parseCommon(given);
  const shape: OssShape = {
    networkType: parseNetworkType(given.network_type, 'network_type'),
    diskGb: parseQuantity(given.hardDisk, 'hardDisk'),
  };
  const pair = await requireOpener(tx, ids, given);
  const asked: Asked<OssRecord> = {
    objectType: 'OSSResource',
    ...commonFields(ids, pair),
    network_type: shape.networkType,
    hardDisk: quantityToRecord(shape.diskGb),
    ...billingFields(given.billing, ids.instanceID),
  };
  const stored = await storedTwin(tx, asked);
  if (stored !== undefined) return stored;
  const opening = await open(tx, pair, { commitmentDays: 0, demand: ossDemand(shape) });
  return saveOpened(tx, { ...asked, ...opening });
}

/**
 * `releaseOSS(instanceID)`: the consumer stops the clock; the provider then bills with this end. A metered store is ended
 * so by either side.
 */
export async function releaseOSS(tx: Transaction, args: readonly string[]): Promise<string> {
  const instanceId = parseId(takeArguments(['instanceID'], args).instanceID, 'instanceID');
  const { own } = await metering(tx);
  const resource = await requireResource(tx, 'OSSResource', instanceId);
  if (resource.billing === 'metered') return endMetered(tx, resource);
  if (orgOfUser(resource.userID) !== own.orgID) {
    throw new CloudfedError('FORBIDDEN', 'only the consumer stops an instance so; the provider bills it');
  }
  if (resource.status !== 'open') throw alreadyReleased(resource);
  durationSeconds(resource.beginTime, tx.time);
  if (resource.quotaID !== undefined) giveBackLater(tx, resource.quotaID, ossDemand(ossShapeOf(resource)));
  return saveResource(tx, { ...resource, status: 'stopped', endTime: tx.time }, 'stopped');
}

/**
 * Ends a metered instance: its end is frozen, its place in the quota given back, and its provider's next batches settle
 * what is left. No bill is issued.
 */
export function endMetered(tx: Transaction, resource: ResourceRecord): string {
  if (resource.status !== 'open') throw alreadyReleased(resource);
  durationSeconds(resource.beginTime, tx.time);
  const demand =
    resource.objectType === 'ECSResource' ? ecsDemand(ecsShapeOf(resource)) : ossDemand(ossShapeOf(resource));
  if (resource.quotaID !== undefined) giveBackLater(tx, resource.quotaID, demand);
  const ended: ResourceRecord = { ...resource, status: 'released', endTime: tx.time };
  delist(tx, ended);
  return saveResource(tx, ended, 'released');
}

/** The record of an instance, for either organization. */
export async function readInstance(tx: Transaction, type: ResourceType, instanceId: RecordId): Promise<string> {
  await metering(tx);
  return JSON.stringify(await requireResource(tx, type, instanceId));
}

/** `listResources(type, pageSize, bookmark)`: every instance of the ledger channel, by id. */
export async function listResources(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['type', ...PAGE_ARGUMENTS], args);
  const type = parseWord(given.type, 'type', ['ECSResource', 'OSSResource']);
  await metering(tx);
  return listPage(tx, allResources(type), given);
}

type RecordOf<T extends ResourceType> = Extract<ResourceRecord, { objectType: T }>;

/** @throws CloudfedError NOT_FOUND */
export async function requireResource<T extends ResourceType>(
  tx: Transaction,
  type: T,
  instanceId: RecordId,
): Promise<RecordOf<T>> {
  const text = await tx.store.get(resourceKey(type, instanceId));
  if (text === undefined) throw argumentError('instanceID', `there is no ${type} ${instanceId}`, 'NOT_FOUND');
  return JSON.parse(text) as RecordOf<T>;
}

/** Writes the record; noted as a change only where `event` names one, for a billed release is told by its bill. */
export function saveResource(
  tx: Transaction,
  resource: ResourceRecord,
  event?: 'opened' | 'stopped' | 'released',
): string {
  const text = JSON.stringify(resource);
  tx.store.put(resourceKey(resource.objectType, resource.instanceID), text);
  if (event !== undefined) tx.changed(`${resource.objectType}.${event}`, resource.instanceID, text);
  return text;
}

async function saveOpened(tx: Transaction, resource: ResourceRecord): Promise<string> {
  if (resource.billing === 'metered') await enlistNew(tx, resource);
  return saveResource(tx, resource, 'opened');
}

/** Writes a metered instance of the past, whose usage is still to come. */
export async function saveMeteredPast(tx: Transaction, resource: ResourceRecord): Promise<string> {
  await enlistNew(tx, resource);
  return saveResource(tx, resource, 'released');
}

/** A metered instance's id names one instance, whatever its kind: its usage records give no more than that. */
async function enlistNew(tx: Transaction, resource: ResourceRecord): Promise<void> {
  const other = resource.objectType === 'ECSResource' ? 'OSSResource' : 'ECSResource';
  const text = await tx.store.get(resourceKey(other, resource.instanceID));
  if (text !== undefined && (JSON.parse(text) as ResourceRecord).billing === 'metered') {
    throw argumentError('instanceID', `${resource.instanceID} is the id of a metered ${other}`, 'ALREADY_EXISTS');
  }
  enlist(tx, resource);
}

function billingFields(text: string | undefined, instanceId: RecordId): Pick<ResourceRecord, 'billing' | 'lane'> {
  if (text === undefined || parseWord(text, 'billing', BILLINGS) === 'on-release') return {};
  return { billing: 'metered', lane: laneOf(instanceId) };
}

export function alreadyReleased(resource: ResourceRecord): CloudfedError {
  return argumentError('instanceID', `${resource.instanceID} is released already`, 'ALREADY_RELEASED');
}

type CommonArguments = Readonly<Record<(typeof COMMON_ARGUMENTS)[number], string>>;
type CommonIds = Pick<ResourceRecord, 'instanceID' | 'providerID' | 'userID' | 'cloudService'>;

function parseCommon(given: CommonArguments): CommonIds {
  return {
    instanceID: parseId(given.instanceID, 'instanceID'),
    providerID: parseOrgId(given.providerID, 'providerID'),
    userID: parseUserId(given.userID, 'userID'),
    cloudService: parseName(given.cloudService, 'cloudService'),
  };
}

function commonFields(
  ids: CommonIds,
  pair: Pair,
): CommonIds & Pick<ResourceRecord, 'resourceProvider' | 'resourceUser'> {
  return {
    instanceID: ids.instanceID,
    resourceProvider: pair.provider.name,
    providerID: ids.providerID,
    resourceUser: pair.consumer.name,
    userID: ids.userID,
    cloudService: ids.cloudService,
  };
}

/** Only the consumer opens, and the provider where the consumer lets it. */
async function requireOpener(tx: Transaction, ids: CommonIds, given: CommonArguments): Promise<Pair> {
  const pair = await requirePair(tx, {
    providerId: ids.providerID,
    consumerId: orgOfUser(ids.userID),
    providerArgument: 'providerID',
    consumerArgument: 'userID',
  });
  const { provider, consumer } = pair;
  if (pair.callerIs === 'provider' && !(await isProviderAllowed(tx, provider.orgID, consumer.orgID))) {
    throw new CloudfedError('FORBIDDEN', `${consumer.orgID} has not allowed its provider to open instances`);
  }
  requireName(provider, given.resourceProvider, 'resourceProvider');
  requireName(consumer, given.resourceUser, 'resourceUser');
  return pair;
}

/** The stored record where the same instance was opened before; another one under its id is an error. */
async function storedTwin<T extends ResourceRecord>(tx: Transaction, asked: Asked<T>): Promise<string | undefined> {
  const text = await tx.store.get(resourceKey(asked.objectType, asked.instanceID));
  if (text === undefined) return undefined;
  const stored = JSON.parse(text) as Record<string, unknown>;
  const isSame = Object.entries(asked).every(([name, value]) => stored[name] === value);
  if (isSame && stored.billing === asked.billing) return text;
  throw argumentError('instanceID', `${asked.instanceID} exists with other content`, 'ALREADY_EXISTS');
}

async function open(
  tx: Transaction,
  pair: Pair,
  asked: Readonly<{ commitmentDays: number; demand: QuotaAmounts }>,
): Promise<Opening> {
  const price = await requirePriceAt(tx, pair.provider.orgID, tx.time.seconds);
  const use = await requireQuotaUse(tx, pair);
  if (asked.commitmentDays > use.holdingDays) {
    throw argumentError(
      'commitment_servicetime',
      `${asked.commitmentDays} days are longer than the quota's holding time of ${use.holdingDays}`,
      'COMMITMENT_TOO_LONG',
    );
  }
  await takeFromQuota(tx, use, asked.demand);
  return { beginTime: tx.time, quotaID: use.quotaId, priceVersion: price.version, status: 'open' };
}

async function requireQuotaUse(tx: Transaction, pair: Pair): Promise<QuotaUse> {
  const use = await loadQuotaUse(tx, pair.provider.orgID, pair.consumer.orgID);
  if (use !== undefined) return use;
  throw new CloudfedError('QUOTA_MISSING', `${pair.provider.orgID} has no active quota for ${pair.consumer.orgID}`);
}
