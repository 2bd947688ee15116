import type { UsageKind } from '@cloudfed/core';

// Every key of the ledger is made here. All are composite keys, so no id can collide with another type's key.

const SEPARATOR = '\u0000';
/** Attributes are ids, digits and MSP ids: printable ASCII, so UTF-16 order and the ledger's UTF-8 order agree. */
const ATTRIBUTE = /^[\x21-\x7e]{1,128}$/;

/** A key's type and attributes; also the prefix of a range: `[type, …first attributes]`. */
export type KeyPath = readonly [type: string, ...attributes: string[]];

export type ResourceType = 'ECSResource' | 'OSSResource';
export type BillType = 'ECSBill' | 'OSSBill';
/** What a note corrects: a bill, or metered usage of an instance. */
export type CorrectedType = BillType | UsageKind;
/** Whose total: a provider org's or a user's. */
export type TotalDimension = 'P' | 'U';

/** Fabric's encoding of a composite key. Attributes are checked by who parsed them; a bad one here is a bug. */
export function encodeKey(path: KeyPath): string {
  let key = SEPARATOR;
  for (const part of path) {
    if (!ATTRIBUTE.test(part)) throw new Error(`bad key attribute in ${path[0]}`);
    key += part + SEPARATOR;
  }
  return key;
}

/** The attributes of `key` that follow `prefix`; undefined when the key does not lie under it. */
export function attributesAfter(prefix: KeyPath, key: string): string[] | undefined {
  const start = encodeKey(prefix);
  if (!key.startsWith(start) || !key.endsWith(SEPARATOR) || key.length <= start.length) return undefined;
  return key.slice(start.length, -1).split(SEPARATOR);
}

/** All confirmed organizations of the ledger channel in one row: one read serves every identity check. */
export const membersKey = (): KeyPath => ['members'];
/** An MSP has at most one claim, so that nobody can fill the ledger with them. */
export const claimKey = (mspId: string): KeyPath => ['claim', mspId];
export const allClaims = (): KeyPath => ['claim'];

export const allQuotas = (): KeyPath => ['quota'];
export const quotaKey = (quotaId: string): KeyPath => ['quota', quotaId];
/** The active quota of a pair of orgs with what is counted as used: the one row that opens contend for. */
export const quotaUseKey = (providerId: string, consumerId: string): KeyPath => ['quotaUse', providerId, consumerId];
export const releasesOf = (quotaId: string): KeyPath => ['release', quotaId];
/** What one transaction gave back to a quota. */
export const releaseKey = (quotaId: string, txId: string): KeyPath => ['release', quotaId, txId];
export const allowanceKey = (providerId: string, consumerId: string): KeyPath => ['allowance', providerId, consumerId];

export const latestPriceKey = (providerId: string): KeyPath => ['price', providerId];
export const priceVersionsOf = (providerId: string): KeyPath => ['priceVersion', providerId];
/** Versions are zero-padded, so that they list in order. */
export const priceVersionKey = (providerId: string, version: number): KeyPath => [
  'priceVersion',
  providerId,
  version.toString().padStart(10, '0'),
];

export const allResources = (type: ResourceType): KeyPath => [type];
export const resourceKey = (type: ResourceType, instanceId: string): KeyPath => [type, instanceId];

export const billsOfProvider = (type: BillType, providerId: string): KeyPath => [type, providerId];
export const billsOfUser = (type: BillType, providerId: string, userId: string): KeyPath => [type, providerId, userId];
/** One key serves both lists: the bills of a provider, and those of one of its users. */
export const billKey = (type: BillType, providerId: string, userId: string, instanceId: string): KeyPath => [
  type,
  providerId,
  userId,
  instanceId,
];

/** The subject of a total: one provider's or user's bills of one type. */
export interface TotalSubject {
  readonly dimension: TotalDimension;
  readonly id: string;
  readonly type: BillType;
}

export const allTotalDeltas = (): KeyPath => ['totalDelta'];
export const totalDeltasOf = ({ dimension, id, type }: TotalSubject): KeyPath => ['totalDelta', dimension, id, type];
export const totalDeltasOfHour = (subject: TotalSubject, hour: number): KeyPath => [
  ...totalDeltasOf(subject),
  hourAttribute(hour),
];
export const totalDeltaKey = (subject: TotalSubject, hour: number, txId: string): KeyPath => [
  ...totalDeltasOfHour(subject, hour),
  txId,
];
export const totalRollupKey = ({ dimension, id, type }: TotalSubject): KeyPath => ['totalRollup', dimension, id, type];
export const closedHourKey = (hour: number): KeyPath => ['closedHour', hourAttribute(hour)];
export const closedThroughKey = (): KeyPath => ['closedThrough'];

// Continuous metering. A provider's metered instances are in lanes; lanes and instances are of one provider.

/** How far a lane is metered: the row that its batches, and only they, are in order by. */
export const laneHeadKey = (providerId: string, lane: string): KeyPath => ['lane', providerId, lane];
export const lanesOf = (providerId: string): KeyPath => ['lane', providerId];
/** Which instances a lane holds. */
export const rosterKey = (providerId: string, lane: string): KeyPath => ['roster', providerId, lane];
export const rosterChangesOf = (providerId: string, lane: string): KeyPath => ['rosterChange', providerId, lane];
/** An open or release that the roster does not have yet: a row of its own, so that neither waits for a batch. */
export const rosterChangeKey = (
  providerId: string,
  lane: string,
  instanceId: string,
  change: 'open' | 'release',
): KeyPath => ['rosterChange', providerId, lane, instanceId, change];
export const usageBatchesOf = (providerId: string, lane: string): KeyPath => ['usageBatch', providerId, lane];
/** What stands on the ledger for a batch; its records are beside it, packed. */
export const usageBatchKey = (providerId: string, lane: string, sequence: number): KeyPath => [
  'usageBatch',
  providerId,
  lane,
  sequenceAttribute(sequence),
];
export const usageDataKey = (providerId: string, lane: string, sequence: number): KeyPath => [
  'usageData',
  providerId,
  lane,
  sequenceAttribute(sequence),
];
/** Where a late record begins: the instance's meter, and the day since 1970 UTC. */
export interface LatePlace {
  readonly providerId: string;
  readonly instanceId: string;
  readonly meter: string;
  readonly day: number;
}
export const lateUsageOfDay = ({ providerId, instanceId, meter, day }: LatePlace): KeyPath => [
  'lateUsage',
  providerId,
  instanceId,
  meter,
  hourAttribute(day),
];
export const lateUsageKey = (place: LatePlace, from: number): KeyPath => [
  ...lateUsageOfDay(place),
  sequenceAttribute(from),
];
/** What one transaction's usage costs, in exact amounts. */
export const usageDeltasOf = (providerId: string): KeyPath => ['usageDelta', providerId];
export const usageDeltasOfHour = (providerId: string, hour: number): KeyPath => [
  'usageDelta',
  providerId,
  hourAttribute(hour),
];
export const usageDeltaKey = (providerId: string, hour: number, txId: string): KeyPath => [
  ...usageDeltasOfHour(providerId, hour),
  txId,
];
/** The sums of rolled-up rows: of a provider, and of each of its consumer's users. */
export const usageOfProviderKey = (providerId: string): KeyPath => ['usageOfProvider', providerId];
export const usageOfUserKey = (providerId: string, userId: string): KeyPath => ['usageOfUser', providerId, userId];

const sequenceAttribute = (sequence: number): string => sequence.toString().padStart(16, '0');
/** Hours since 1970 UTC, zero-padded. */
const hourAttribute = (hour: number): string => hour.toString().padStart(8, '0');

/** What one transaction has for the statement of a provider's period, until the statement is drawn up. */
export const entriesOf = (providerId: string): KeyPath => ['entry', providerId];
export const entriesOfPeriod = (providerId: string, period: string): KeyPath => ['entry', providerId, period];
export const entryKey = (providerId: string, period: string, txId: string): KeyPath => [
  ...entriesOfPeriod(providerId, period),
  txId,
];
/** Read by what happens within the period, so that nothing slips into a closed one. */
export const closedPeriodKey = (providerId: string, period: string): KeyPath => ['closedPeriod', providerId, period];
/** How far a provider's statements have come. */
export const statementBookKey = (providerId: string): KeyPath => ['statementBook', providerId];
export const statementDraftKey = (statementId: string): KeyPath => ['statementDraft', statementId];
export const allStatements = (): KeyPath => ['statement'];
export const statementKey = (statementId: string): KeyPath => ['statement', statementId];
/** Pages of a statement's entries count from 0. */
export const statementPageKey = (statementId: string, page: number): KeyPath => [
  'statementPage',
  statementId,
  page.toString().padStart(8, '0'),
];
/** Which statement a payment has settled: each settles once. */
export const paymentKey = (reference: string): KeyPath => ['payment', reference];
/** What is claimed of cheques or a payment channel. */
export const paymentInstrumentKey = (reference: string): KeyPath => ['paymentInstrument', reference];

export const allNets = (): KeyPath => ['net'];
export const netKey = (netId: string): KeyPath => ['net', netId];

export const allImports = (): KeyPath => ['import'];
/** An instance of the past that one side has proposed to bring in. */
export const importKey = (instanceId: string): KeyPath => ['import', instanceId];

export const allCorrections = (): KeyPath => ['correction'];
export const correctionKey = (correctionId: string): KeyPath => ['correction', correctionId];
export const correctionsOf = (type: CorrectedType, instanceId: string): KeyPath => ['billCorrection', type, instanceId];
export const correctionOfKey = (type: CorrectedType, instanceId: string, correctionId: string): KeyPath => [
  ...correctionsOf(type, instanceId),
  correctionId,
];
/** What the notes in force have made of a bill. */
export const correctedKey = (type: BillType, instanceId: string): KeyPath => ['corrected', type, instanceId];
/** Which credit note a record of a batch is on: one at most. */
export const creditedUsageKey = (providerId: string, lane: string, sequence: number, recordId: string): KeyPath => [
  'creditedUsage',
  providerId,
  lane,
  sequenceAttribute(sequence),
  recordId,
];

export const allDisputes = (): KeyPath => ['dispute'];
export const disputeKey = (disputeId: string): KeyPath => ['dispute', disputeId];
/** The dispute that is not resolved yet, of a statement or a bill. */
export const openDisputeKey = (subjectType: string, subjectId: string): KeyPath => [
  'openDispute',
  subjectType,
  subjectId,
];

// Settlement, on the ledger channel of all organizations. Each kind of escrow has a type of its own, so that one id can
// name one of each and none can be taken for another.

export const settlementTermsKey = (): KeyPath => ['settlementTerms'];
export const keyRingKey = (party: string): KeyPath => ['settlementKeys', party];
export const fundsTotalsKey = (): KeyPath => ['fundsTotals'];
export const allFunds = (): KeyPath => ['funds'];
export const fundsKey = (orgId: string): KeyPath => ['funds', orgId];
export const issueKey = (reference: string): KeyPath => ['fundsIssue', reference];
/** Of the organization's own references: nobody takes one from another. */
export const redemptionKey = (orgId: string, reference: string): KeyPath => ['fundsRedemption', orgId, reference];
export const transferKey = (fromOrgId: string, id: string): KeyPath => ['fundsTransfer', fromOrgId, id];
export const allChequebooks = (): KeyPath => ['chequebook'];
export const chequebookKey = (bookId: string): KeyPath => ['chequebook', bookId];
/** What one beneficiary has to do with a book. */
export const chequeAccountsOf = (bookId: string): KeyPath => ['chequeAccount', bookId];
export const chequeAccountKey = (bookId: string, beneficiary: string): KeyPath => [
  'chequeAccount',
  bookId,
  beneficiary,
];
export const allPaymentChannels = (): KeyPath => ['paymentChannel'];
export const paymentChannelKey = (channelId: string): KeyPath => ['paymentChannel', channelId];
export const allAccounts = (): KeyPath => ['account'];
export const accountKey = (accountId: string): KeyPath => ['account', accountId];
export const allNettingRounds = (): KeyPath => ['nettingRound'];
export const nettingRoundKey = (period: string): KeyPath => ['nettingRound', period];
export const preimageKey = (hash: string): KeyPath => ['preimage', hash];
