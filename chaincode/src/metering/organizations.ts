import { argumentError, CloudfedError, type LedgerTime, type OrgId, parseName, parseOrgId } from '@cloudfed/core';

import { allClaims, claimKey, membersKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';

/** The ledger channel that all organizations share. On it only registration and prices are metering. */
export const WIDE_LEDGER_CHANNEL = 'channelall';
const MEMBERS_OF_A_PAIR = 2;
const MAX_CLAIMS = 1_000;

/** An organization as the ledger has it: only a claim until others have confirmed it. */
export interface Organization {
  readonly objectType: 'Organization';
  readonly orgID: OrgId;
  readonly name: string;
  readonly mspID: string;
  readonly confirmed: boolean;
  /** MSP ids of those who have confirmed it. */
  readonly confirmations: readonly string[];
  readonly claimedTime: LedgerTime;
  readonly confirmedTime?: LedgerTime;
}

/** Binding takes one other organization on a pairwise ledger channel, both others on the one of all three. */
function confirmationsNeeded(channelId: string): number {
  return channelId === WIDE_LEDGER_CHANNEL ? 2 : 1;
}

/** `registerOrganization(orgID, name)`: an admin claims an org id and a name for its own MSP. */
export async function registerOrganization(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['orgID', 'name'], args);
  const orgID = parseOrgId(given.orgID, 'orgID');
  const name = parseName(given.name, 'name');
  requireAdmin(tx);
  const mspID = tx.caller.mspId;
  const members = await loadMembers(tx);
  const own = members.find((member) => member.mspID === mspID);
  if (own?.orgID === orgID && own.name === name) return JSON.stringify(own);
  if (own !== undefined) throw new CloudfedError('ALREADY_EXISTS', `${mspID} is already bound to ${own.orgID}`);
  refuseTaken(members, { orgID, name });
  refuseFull(tx, members);

  const text = await tx.store.get(claimKey(mspID));
  const earlier = text === undefined ? undefined : (JSON.parse(text) as Organization);
  if (earlier?.orgID === orgID && earlier.name === name) return JSON.stringify(earlier);
  // A claim binds nobody yet, so its owner may correct it; whoever confirmed the earlier one must look again.
  const claim: Organization = {
    objectType: 'Organization',
    orgID,
    name,
    mspID,
    confirmed: false,
    confirmations: [],
    claimedTime: tx.time,
  };
  const claimText = JSON.stringify(claim);
  tx.store.put(claimKey(mspID), claimText);
  tx.changed('Organization.claimed', orgID, claimText);
  return claimText;
}

/**
 * `confirmOrganization(orgID[, mspID[, name]])`: an admin of another organization confirms a claim. The optional
 * arguments say which claim is meant: where several exist for one org id, and against a claim changed meanwhile.
 */
export async function confirmOrganization(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['orgID'], args, { optional: ['mspID', 'name'] });
  const orgID = parseOrgId(given.orgID, 'orgID');
  requireAdmin(tx);
  const members = await loadMembers(tx);
  const wanted = (org: Organization): boolean =>
    org.orgID === orgID &&
    (given.mspID === undefined || org.mspID === given.mspID) &&
    (given.name === undefined || org.name === given.name);
  const bound = members.find((member) => member.orgID === orgID);
  if (bound !== undefined) {
    if (!wanted(bound)) throw argumentError('orgID', `${orgID} is already bound otherwise`, 'ALREADY_EXISTS');
    return JSON.stringify(bound);
  }
  const claim = onlyOne((await loadClaims(tx)).filter(wanted), orgID);
  const confirmer = tx.caller.mspId;
  if (claim.mspID === confirmer) {
    throw new CloudfedError('FORBIDDEN', 'an organization cannot confirm itself');
  }
  refuseTaken(members, claim);
  refuseFull(tx, members);
  if (claim.confirmations.includes(confirmer)) return JSON.stringify(claim);
  return confirm(tx, members, claim, [...claim.confirmations, confirmer].sort());
}

function confirm(
  tx: Transaction,
  members: readonly Organization[],
  claim: Organization,
  confirmations: readonly string[],
): string {
  const confirmed = confirmations.length >= confirmationsNeeded(tx.channelId);
  const org: Organization = { ...claim, confirmed, confirmations, ...(confirmed && { confirmedTime: tx.time }) };
  const text = JSON.stringify(org);
  if (confirmed) {
    const sorted = [...members, org].sort((a, b) => (a.orgID < b.orgID ? -1 : 1));
    tx.store.put(membersKey(), JSON.stringify(sorted));
    tx.store.delete(claimKey(org.mspID));
    tx.changed('Organization.confirmed', org.orgID, text);
  } else {
    tx.store.put(claimKey(org.mspID), text);
    tx.changed('Organization.confirmation', org.orgID, text);
  }
  return text;
}

/** `readOrganization(orgID)`: the bound organization, else the only claim to that id. */
export async function readOrganization(tx: Transaction, args: readonly string[]): Promise<string> {
  const orgID = parseOrgId(takeArguments(['orgID'], args).orgID, 'orgID');
  const bound = (await loadMembers(tx)).find((member) => member.orgID === orgID);
  if (bound !== undefined) return JSON.stringify(bound);
  return JSON.stringify(
    onlyOne(
      (await loadClaims(tx)).filter((claim) => claim.orgID === orgID),
      orgID,
    ),
  );
}

/** `listOrganizations()`: the bound ones by org id, then the claims. */
export async function listOrganizations(tx: Transaction, args: readonly string[]): Promise<string> {
  takeArguments([], args);
  return JSON.stringify({ result: [...(await loadMembers(tx)), ...(await loadClaims(tx))], bookmark: '' });
}

/** The confirmed organizations of the ledger channel, by org id. */
export async function loadMembers(tx: Transaction): Promise<readonly Organization[]> {
  const text = await tx.store.get(membersKey());
  return text === undefined ? [] : (JSON.parse(text) as Organization[]);
}

/** The caller's organization, which must be a confirmed one. */
export function callersOrganization(tx: Transaction, members: readonly Organization[]): Organization {
  const own = members.find((member) => member.mspID === tx.caller.mspId);
  if (own !== undefined) return own;
  if (tx.channelId !== WIDE_LEDGER_CHANNEL && members.length >= MEMBERS_OF_A_PAIR) {
    throw new CloudfedError('FORBIDDEN', 'the caller is neither of the two organizations of this ledger channel');
  }
  throw new CloudfedError('NOT_CONFIRMED', "the caller's organization is not confirmed on this ledger channel");
}

/** The confirmed organization with an id that an argument names. */
export function memberNamed(members: readonly Organization[], orgId: OrgId, argument: string): Organization {
  const member = members.find(({ orgID }) => orgID === orgId);
  if (member !== undefined) return member;
  throw argumentError(argument, `organization ${orgId} is not confirmed on this ledger channel`, 'NOT_CONFIRMED');
}

/** Organization names come with ids in the seed's arguments; one that is not the registered one is refused. */
export function requireName(organization: Organization, name: string, argument: string): void {
  if (name !== organization.name) throw argumentError(argument, `is not the registered name of ${organization.orgID}`);
}

/** The two organizations of a deal, and which of them calls. */
export interface Pair {
  readonly provider: Organization;
  readonly consumer: Organization;
  readonly callerIs: 'provider' | 'consumer';
}

/** The caller's own organization and the other one of a pairwise ledger channel, where metering lives. */
export async function metering(tx: Transaction): Promise<{ own: Organization; members: readonly Organization[] }> {
  if (tx.channelId === WIDE_LEDGER_CHANNEL) {
    throw new CloudfedError('FORBIDDEN', 'metering between two organizations lives on their own ledger channel');
  }
  const members = await loadMembers(tx);
  return { own: callersOrganization(tx, members), members };
}

/** Checks that provider and consumer are the two confirmed organizations and that the caller is one of them. */
export async function requirePair(
  tx: Transaction,
  ids: Readonly<{ providerId: OrgId; consumerId: OrgId; providerArgument: string; consumerArgument: string }>,
): Promise<Pair> {
  const { own, members } = await metering(tx);
  const provider = memberNamed(members, ids.providerId, ids.providerArgument);
  const consumer = memberNamed(members, ids.consumerId, ids.consumerArgument);
  if (provider === consumer) throw argumentError(ids.consumerArgument, 'is of the provider itself');
  if (own !== provider && own !== consumer) {
    throw new CloudfedError('FORBIDDEN', 'the caller is neither the provider nor the consumer');
  }
  return { provider, consumer, callerIs: own === provider ? 'provider' : 'consumer' };
}

export function requireCaller(pair: Pair, role: 'provider' | 'consumer', doing: string): void {
  if (pair.callerIs !== role) throw new CloudfedError('FORBIDDEN', `only the ${role} may ${doing}`);
}

function requireAdmin(tx: Transaction): void {
  if (!tx.caller.isAdmin()) throw new CloudfedError('FORBIDDEN', "only an organization's admin may do this");
}

function refuseTaken(members: readonly Organization[], claim: Readonly<{ orgID: OrgId; name: string }>): void {
  if (members.some((member) => member.orgID === claim.orgID)) {
    throw argumentError('orgID', `${claim.orgID} is bound to another organization`, 'ALREADY_EXISTS');
  }
  if (members.some((member) => member.name === claim.name)) {
    throw argumentError('name', 'is bound to another organization', 'ALREADY_EXISTS');
  }
}

function refuseFull(tx: Transaction, members: readonly Organization[]): void {
  if (tx.channelId !== WIDE_LEDGER_CHANNEL && members.length >= MEMBERS_OF_A_PAIR) {
    throw new CloudfedError('FORBIDDEN', 'this ledger channel has its two organizations');
  }
}

async function loadClaims(tx: Transaction): Promise<Organization[]> {
  const { rows } = await tx.store.range(allClaims(), MAX_CLAIMS);
  return rows.map(({ text }) => JSON.parse(text) as Organization);
}

function onlyOne(found: readonly Organization[], orgID: OrgId): Organization {
  const [first, ...others] = found;
  if (first === undefined) throw argumentError('orgID', `nobody claims ${orgID}`, 'NOT_FOUND');
  if (others.length > 0) {
    throw argumentError('orgID', `several organizations claim ${orgID}; name the MSP`, 'AMBIGUOUS_ID');
  }
  return first;
}
