import { createHash } from 'node:crypto';

import {
  argumentError,
  BILLINGS,
  type EcsShape,
  type LedgerTime,
  MAX_SECONDS,
  type OrgId,
  orgOfUser,
  parseId,
  parseName,
  parseNetworkType,
  parseOrgId,
  parsePrice,
  parseQuantity,
  parseUserId,
  periodOf,
  PRICE_FIELDS,
  type Price,
  quantityToRecord,
  rateEcs,
  type RecordId,
} from '@cloudfed/core';

import { allImports, importKey, resourceKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { type Arguments, parseCount, parseWord, takeArguments } from './arguments.js';
import { issueBill, readBill } from './bills.js';
import { listPage, PAGE_ARGUMENTS } from './lists.js';
import { metering, type Pair, requireName, requirePair } from './organizations.js';
import { openPeriod } from './periods.js';
import {
  type EcsBillRecord,
  type EcsRecord,
  ecsShapeOf,
  NAMED_PRICE_VERSION,
  PRICE_NAMES,
  type PriceRecord,
  priceRecord,
  priceVersionOf,
  ratedFields,
} from './records.js';
import { saveMeteredPast } from './resources.js';
import { laneOfPast } from './usage-roster.js';

const IMPORT_ARGUMENTS = [
  'instanceID',
  'resourceProvider',
  'providerID',
  'resourceUser',
  'userID',
  'cloudService',
  'networkType',
  'networkBandwidth',
  'CPU',
  'RAM',
  'hardDisk',
  'beginTime',
  'endTime',
  ...Object.values(PRICE_NAMES),
] as const;
type ImportArguments = Arguments<(typeof IMPORT_ARGUMENTS)[number], 'billing'>;

/** What both sides must name alike: an instance of the past, its begin and end, and what it is rated at. */
interface Terms {
  readonly resource: Omit<EcsRecord, 'quotaID' | 'imported'>;
  readonly price: PriceRecord;
}

interface ImportRecord extends Terms {
  readonly objectType: 'ECSImport';
  readonly instanceID: RecordId;
  readonly proposedBy: OrgId;
  readonly proposedTime: LedgerTime;
  /** SHA-256 of the terms' text, in hexadecimal. */
  readonly digest: string;
}

/**
 * `importECSResource(twenty[, billing])`: brings in a cloud host of the past. The first side to call it proposes; the other
 * side accepts by calling it with the same arguments, which releases and bills it; or releases it alone where it is
 * metered, for its provider to record its usage. Answers the proposal, then the bill or the instance.
 */
export async function importECSResource(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(IMPORT_ARGUMENTS, args, { optional: ['billing'] });
  const { pair, terms } = await readTerms(tx, given);
  const instanceId = terms.resource.instanceID;
  const digest = createHash('sha256').update(JSON.stringify(terms)).digest('hex');
  await refuseTaken(tx, instanceId, digest);
  const own = pair[pair.callerIs];
  const text = await tx.store.get(importKey(instanceId));
  const proposal = text === undefined ? undefined : (JSON.parse(text) as ImportRecord);
  if (proposal === undefined) {
    const stored = await tx.store.get(resourceKey('ECSResource', instanceId));
    if (stored !== undefined) {
      return terms.resource.billing === 'metered' ? stored : readBill(tx, 'ECSBill', instanceId);
    }
    return propose(tx, { ...terms, instanceID: instanceId, proposedBy: own.orgID, digest });
  }
  if (proposal.digest !== digest) {
    throw argumentError('instanceID', `${instanceId} is proposed with other content`, 'ALREADY_EXISTS');
  }
  return proposal.proposedBy === own.orgID ? JSON.stringify(proposal) : accept(tx, proposal);
}

/** `withdrawImport(instanceID)`: either side drops a proposal. Answers it as it was. */
export async function withdrawImport(tx: Transaction, args: readonly string[]): Promise<string> {
  const text = await requireProposal(tx, takeArguments(['instanceID'], args).instanceID);
  const { instanceID } = JSON.parse(text) as ImportRecord;
  tx.store.delete(importKey(instanceID));
  tx.changed('ECSImport.withdrawn', instanceID, text);
  return text;
}

/** `readImport(instanceID)`: a proposal that waits. */
export function readImport(tx: Transaction, args: readonly string[]): Promise<string> {
  return requireProposal(tx, takeArguments(['instanceID'], args).instanceID);
}

/** `listImports(pageSize, bookmark)`: the proposals that wait, by instance. */
export async function listImports(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(PAGE_ARGUMENTS, args);
  await metering(tx);
  return listPage(tx, allImports(), given);
}

async function readTerms(tx: Transaction, given: ImportArguments): Promise<{ pair: Pair; terms: Terms }> {
  const instanceID = parseId(given.instanceID, 'instanceID');
  const providerID = parseOrgId(given.providerID, 'providerID');
  const userID = parseUserId(given.userID, 'userID');
  const cloudService = parseName(given.cloudService, 'cloudService');
  const shape: EcsShape = {
    networkType: parseNetworkType(given.networkType, 'networkType'),
    bandwidthMbps: parseQuantity(given.networkBandwidth, 'networkBandwidth'),
    cpu: parseQuantity(given.CPU, 'CPU'),
    ramGb: parseQuantity(given.RAM, 'RAM'),
    diskGb: parseQuantity(given.hardDisk, 'hardDisk'),
  };
  const beginTime = parseTime(given.beginTime, 'beginTime');
  const endTime = parseTime(given.endTime, 'endTime');
  const priceTexts = Object.fromEntries(PRICE_FIELDS.map((field) => [field, given[PRICE_NAMES[field]]]));
  const price = parsePrice(priceTexts as Record<keyof Price, string>, PRICE_NAMES);
  if (endTime.seconds < beginTime.seconds) throw argumentError('endTime', 'is before beginTime', 'TIME_ORDER');
  if (endTime.seconds > tx.time.seconds) throw argumentError('endTime', 'has not come yet', 'TIME_ORDER');
  const isMetered = given.billing !== undefined && parseWord(given.billing, 'billing', BILLINGS) === 'metered';
  if (isMetered && endTime.seconds === beginTime.seconds) {
    throw argumentError('endTime', 'is beginTime: there is nothing to meter');
  }
  const pair = await requirePair(tx, {
    providerId: providerID,
    consumerId: orgOfUser(userID),
    providerArgument: 'providerID',
    consumerArgument: 'userID',
  });
  requireName(pair.provider, given.resourceProvider, 'resourceProvider');
  requireName(pair.consumer, given.resourceUser, 'resourceUser');
  const version = { version: NAMED_PRICE_VERSION, effectiveFrom: beginTime, scheduled: false, price };
  const resource: Terms['resource'] = {
    objectType: 'ECSResource',
    instanceID,
    resourceProvider: pair.provider.name,
    providerID,
    resourceUser: pair.consumer.name,
    userID,
    cloudService,
    networkType: shape.networkType,
    networkBandwidth: quantityToRecord(shape.bandwidthMbps),
    CPU: quantityToRecord(shape.cpu),
    RAM: quantityToRecord(shape.ramGb),
    hardDisk: quantityToRecord(shape.diskGb),
    beginTime,
    commitment_servicetime: 0,
    priceVersion: NAMED_PRICE_VERSION,
    status: 'released',
    endTime,
    ...(isMetered ? { billing: 'metered', lane: laneOfPast(instanceID, beginTime) } : {}),
  };
  return { pair, terms: { resource, price: priceRecord(pair.provider, version, beginTime) } };
}

/** An instance that is there is another one, or this import accepted before. */
async function refuseTaken(tx: Transaction, instanceId: RecordId, digest: string): Promise<void> {
  const text = await tx.store.get(resourceKey('ECSResource', instanceId));
  if (text === undefined || (JSON.parse(text) as EcsRecord).imported?.digest === digest) return;
  throw argumentError('instanceID', `${instanceId} exists with other content`, 'ALREADY_EXISTS');
}

function propose(tx: Transaction, asked: Omit<ImportRecord, 'objectType' | 'proposedTime'>): string {
  const { resource, price, instanceID, proposedBy, digest } = asked;
  const proposal: ImportRecord = {
    objectType: 'ECSImport',
    instanceID,
    resource,
    price,
    proposedBy,
    proposedTime: tx.time,
    digest,
  };
  const text = JSON.stringify(proposal);
  tx.store.put(importKey(instanceID), text);
  tx.changed('ECSImport.proposed', instanceID, text);
  return text;
}

async function accept(tx: Transaction, proposal: ImportRecord): Promise<string> {
  const { resource, price, proposedBy, proposedTime, digest } = proposal;
  const imported = { proposedBy, proposedTime, acceptedTime: tx.time, digest };
  if (resource.billing === 'metered') {
    tx.store.delete(importKey(resource.instanceID));
    return saveMeteredPast(tx, { ...resource, imported: { ...imported, price } });
  }
  const released: EcsRecord = { ...resource, imported };
  const endTime = released.endTime ?? released.beginTime;
  const rated = rateEcs(ecsShapeOf(released), released.beginTime, endTime, [priceVersionOf(price)]);
  const bill: EcsBillRecord = {
    objectType: 'ECSBill',
    ECSResource: released,
    providerID: released.providerID,
    userID: released.userID,
    instanceID: released.instanceID,
    endTime,
    ...ratedFields(rated, [price]),
    period: await openPeriod(tx, released.providerID, periodOf(endTime)),
    txID: tx.txId,
  };
  tx.store.delete(importKey(released.instanceID));
  return issueBill(tx, bill, { released, returned: undefined });
}

async function requireProposal(tx: Transaction, text: string): Promise<string> {
  const instanceId = parseId(text, 'instanceID');
  await metering(tx);
  const found = await tx.store.get(importKey(instanceId));
  if (found === undefined) throw argumentError('instanceID', `no import of ${instanceId} is proposed`, 'NOT_FOUND');
  return found;
}

function parseTime(text: string, argument: string): LedgerTime {
  return { seconds: parseCount(text, argument, 0, MAX_SECONDS), nanos: 0 };
}
