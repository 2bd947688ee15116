import {
  argumentError,
  ecsDemand,
  fenFromRecord,
  type LedgerTime,
  type OrgId,
  orgOfUser,
  ossDemand,
  parseId,
  parseOrgId,
  parseQuantity,
  parseUserId,
  parseWhole,
  periodOf,
  quantityToRecord,
  type QuotaAmounts,
  rateEcs,
  rateOss,
  type RecordId,
  type UserId,
  wholeToRecord,
} from '@cloudfed/core';

import { billKey, billsOfProvider, billsOfUser, type BillType, resourceKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseIdList, takeArguments } from './arguments.js';
import { FIRST_PAGE, listPage, MAX_ANSWER_LENGTH, PAGE_ARGUMENTS, type PageArguments } from './lists.js';
import { memberNamed, metering, type Pair, requireCaller, requirePair } from './organizations.js';
import { addEntry, openPeriod } from './periods.js';
import { versionsFrom } from './prices.js';
import { giveBackLater } from './quota-use.js';
import {
  type BillRecord,
  type EcsBillRecord,
  type EcsRecord,
  ecsShapeOf,
  type OssBillRecord,
  type OssRecord,
  ossShapeOf,
  priceVersionOf,
  type ResourceRecord,
  ratedFields,
} from './records.js';
import { alreadyReleased, endMetered, requireResource, saveResource } from './resources.js';
import { addToTotals, consumerNamed, parseBillType } from './totals.js';

/** Requests are rated as a quantity, which has 12 integer digits. */
const MAX_REQUESTS = 999_999_999_999n;
const RESOURCE_OF = { ECSBill: 'ECSResource', OSSBill: 'OSSResource' } as const;

/**
 * `billedECS(instanceID, providerID, userID)`: releases a cloud host and issues its bill. One that is metered has no bill:
 * it answers the released resource.
 */
export async function billedECS(tx: Transaction, args: readonly string[]): Promise<string> {
  const ids = parseIds(takeArguments(['instanceID', 'providerID', 'userID'], args));
  await requireParties(tx, ids);
  const resource = requireOwn(await requireResource(tx, 'ECSResource', ids.instanceId), ids);
  if (resource.billing === 'metered') return endMetered(tx, resource);
  if (resource.status !== 'open') throw alreadyReleased(resource);
  const endTime = tx.time;
  const prices = await versionsFrom(tx, ids.providerId, { first: resource.priceVersion, endSeconds: endTime.seconds });
  const shape = ecsShapeOf(resource);
  const rated = rateEcs(shape, resource.beginTime, endTime, prices.map(priceVersionOf));
  const released: EcsRecord = { ...resource, status: 'released', endTime };
  const bill: EcsBillRecord = {
    objectType: 'ECSBill',
    ECSResource: released,
    providerID: resource.providerID,
    userID: resource.userID,
    instanceID: resource.instanceID,
    endTime,
    ...ratedFields(rated, prices),
    period: await openPeriod(tx, resource.providerID, periodOf(endTime)),
    txID: tx.txId,
  };
  return issueBill(tx, bill, { released, returned: ecsDemand(shape) });
}

/**
 * `billedOSS(instanceID, providerID, userID, ossRequest, flowout)`: the provider reports the counters and issues the
 * bill. Where the consumer has stopped the clock, that is the end; else this transaction's time is.
 */
export async function billedOSS(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['instanceID', 'providerID', 'userID', 'ossRequest', 'flowout'], args);
  const ids = parseIds(given);
  const requests = parseWhole(given.ossRequest, 'ossRequest', MAX_REQUESTS);
  const flowOutGb = parseQuantity(given.flowout, 'flowout');
  requireCaller(await requireParties(tx, ids), 'provider', 'report the counters of an object store');
  const resource = requireOwn(await requireResource(tx, 'OSSResource', ids.instanceId), ids);
  if (resource.status === 'released') throw alreadyReleased(resource);
  if (resource.billing === 'metered') {
    throw argumentError('instanceID', `${ids.instanceId} is metered; its counters are, too`, 'CONFLICT');
  }
  const endTime: LedgerTime = resource.endTime ?? tx.time;
  const prices = await versionsFrom(tx, ids.providerId, { first: resource.priceVersion, endSeconds: endTime.seconds });
  const shape = ossShapeOf(resource);
  const rated = rateOss(shape, { requests, flowOutGb }, resource.beginTime, endTime, prices.map(priceVersionOf));
  const released: OssRecord = { ...resource, status: 'released', endTime };
  const bill: OssBillRecord = {
    objectType: 'OSSBill',
    OSSResource: released,
    providerID: resource.providerID,
    userID: resource.userID,
    instanceID: resource.instanceID,
    ossRequest: wholeToRecord(requests),
    flowout: quantityToRecord(flowOutGb),
    endTime,
    ...ratedFields(rated, prices),
    period: await openPeriod(tx, resource.providerID, periodOf(endTime)),
    txID: tx.txId,
  };
  // A stopped one has given its disk back already.
  return issueBill(tx, bill, { released, returned: resource.status === 'open' ? ossDemand(shape) : undefined });
}

/** The record of an instance's bill, for either organization. */
export async function readBill(tx: Transaction, type: BillType, instanceId: RecordId): Promise<string> {
  await metering(tx);
  const resource = await requireResource(tx, RESOURCE_OF[type], instanceId);
  const text = await tx.store.get(billKey(type, resource.providerID, resource.userID, instanceId));
  if (text === undefined) throw argumentError('instanceID', `${instanceId} has no bill yet`, 'NOT_FOUND');
  return text;
}

/** Ids of one call at most. */
const MAX_BILLS_NAMED = 500;

/**
 * `readBills(type, instanceIDs)`: the bills of some instances, named in a JSON list. As many as fit into an answer, in the
 * order of the names: the caller asks again for the rest.
 */
export async function readBills(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['type', 'instanceIDs'], args, { maxLength: 100 * MAX_BILLS_NAMED });
  const type = parseBillType(given.type, 'type');
  const ids = parseIdList(given.instanceIDs, 'instanceIDs', MAX_BILLS_NAMED);
  await metering(tx);
  const texts: string[] = [];
  let length = 0;
  for (const id of ids) {
    const text = await readBill(tx, type, id);
    length += text.length;
    if (length > MAX_ANSWER_LENGTH && texts.length > 0) break;
    texts.push(text);
  }
  return `{"result":[${texts.join(',')}]}`;
}

/** `queryProviderBill(id, type)` → `{"result":[…],"bookmark":"…"}`: the first 1,000 bills, by user and instance. */
export async function queryProviderBill(tx: Transaction, args: readonly string[]): Promise<string> {
  return listProviderBills(tx, { ...takeArguments(['id', 'type'], args), ...FIRST_PAGE });
}

/** `queryProviderBillPage(id, type, pageSize, bookmark)`. */
export async function queryProviderBillPage(tx: Transaction, args: readonly string[]): Promise<string> {
  return listProviderBills(tx, takeArguments(['id', 'type', ...PAGE_ARGUMENTS], args));
}

/** `queryUserBill(id, type)`: of a user, or with an org id of the whole consumer organization. */
export async function queryUserBill(tx: Transaction, args: readonly string[]): Promise<string> {
  return listUserBills(tx, { ...takeArguments(['id', 'type'], args), ...FIRST_PAGE });
}

/** `queryUserBillPage(id, type, pageSize, bookmark)`. */
export async function queryUserBillPage(tx: Transaction, args: readonly string[]): Promise<string> {
  return listUserBills(tx, takeArguments(['id', 'type', ...PAGE_ARGUMENTS], args));
}

type ListArguments = PageArguments & { readonly id: string; readonly type: string };

async function listProviderBills(tx: Transaction, given: ListArguments): Promise<string> {
  const providerId = parseOrgId(given.id, 'id');
  const type = parseBillType(given.type, 'type');
  const { members } = await metering(tx);
  memberNamed(members, providerId, 'id');
  return listProvider(tx, type, providerId, given);
}

async function listUserBills(tx: Transaction, given: ListArguments): Promise<string> {
  const type = parseBillType(given.type, 'type');
  const { provider, userId } = await consumerNamed(tx, given.id, 'id');
  if (userId === undefined) return listProvider(tx, type, provider.orgID, given);
  return listPage(tx, billsOfUser(type, provider.orgID, userId), given);
}

/** A provider's bills lie by user and instance, and the instance knows its user. */
function listProvider(tx: Transaction, type: BillType, providerId: OrgId, given: PageArguments): Promise<string> {
  const locate = async (instanceId: RecordId): Promise<readonly string[]> => {
    const text = await tx.store.get(resourceKey(RESOURCE_OF[type], instanceId));
    if (text === undefined) throw argumentError('bookmark', 'is not one that this list has answered');
    return [(JSON.parse(text) as ResourceRecord).userID, instanceId];
  };
  return listPage(tx, billsOfProvider(type, providerId), given, { locate });
}

interface BillIds {
  readonly instanceId: RecordId;
  readonly providerId: OrgId;
  readonly userId: UserId;
}

function parseIds(given: Readonly<Record<'instanceID' | 'providerID' | 'userID', string>>): BillIds {
  return {
    instanceId: parseId(given.instanceID, 'instanceID'),
    providerId: parseOrgId(given.providerID, 'providerID'),
    userId: parseUserId(given.userID, 'userID'),
  };
}

function requireParties(tx: Transaction, ids: BillIds): Promise<Pair> {
  return requirePair(tx, {
    providerId: ids.providerId,
    consumerId: orgOfUser(ids.userId),
    providerArgument: 'providerID',
    consumerArgument: 'userID',
  });
}

function requireOwn<T extends ResourceRecord>(resource: T, ids: BillIds): T {
  if (resource.providerID !== ids.providerId) throw argumentError('providerID', 'is not the provider of this instance');
  if (resource.userID !== ids.userId) throw argumentError('userID', 'is not the user of this instance');
  return resource;
}

/** Writes rows of this bill's own only, so bills never conflict with each other. */
export async function issueBill(
  tx: Transaction,
  bill: BillRecord,
  release: Readonly<{ released: ResourceRecord; returned: QuotaAmounts | undefined }>,
): Promise<string> {
  const { objectType: type, providerID, userID, instanceID, totalCost, period } = bill;
  const text = JSON.stringify(bill);
  saveResource(tx, release.released);
  tx.store.put(billKey(type, providerID, userID, instanceID), text);
  const { quotaID } = release.released;
  if (release.returned !== undefined && quotaID !== undefined) giveBackLater(tx, quotaID, release.returned);
  await addToTotals(tx, {
    type,
    providerId: providerID,
    userId: userID,
    totalCost: fenFromRecord(totalCost, 'totalCost'),
  });
  addEntry(tx, providerID, period, { kind: type, instanceID, userID, amount: totalCost });
  tx.changed(`${type}.issued`, instanceID, text);
  return text;
}
