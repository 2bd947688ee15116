import { setTimeout as delay } from 'node:timers/promises';

import { addExact, type OrgId, parseId, roundTotal, statementIdOf, type UsageDay, type UserId } from '@cloudfed/core';

import type { Correction, DealRef, Statement, StatementEntry } from '../fabric/billing-port.js';
import { UnavailableError } from '../fabric/failure.js';
import type { Among, Bill, BillType, LedgerPort, Organization, Resource } from '../fabric/ledger-port.js';
import { ifThere } from '../fabric/lookup.js';
import type { Lists, MeteredDay } from '../readmodel/lists.js';
import { usageBefore } from './statement-lines.js';

/** Where charges are read: bills, notes and statements from the ledger, metered usage from the read model. */
export interface ChargeSources {
  readonly ledger: LedgerPort;
  readonly lists: Pick<Lists, 'usageDays' | 'usageCost'>;
}

/** One thing that is charged in a period. */
export type Charge =
  | { readonly kind: 'bill'; readonly bill: Bill }
  /** With the instance that it is about, and the time of what it corrects. */
  | {
      readonly kind: 'note';
      readonly correction: Correction;
      readonly resource: Resource;
      /** Seconds since 1970. */
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'usage';
      readonly day: MeteredDay;
      /** Fen, so that all of a kind together are the statement's line. */
      readonly amount: bigint;
    };

/** What one provider charges one consumer in a period. */
export interface Account {
  readonly provider: Organization;
  readonly consumer: Organization;
  readonly period: string;
  /** Undefined while it is not issued. */
  readonly statement: Pick<Statement, 'statementId' | 'lines'> | undefined;
}

export interface ChargeQuestion {
  readonly period: string;
  readonly providerId?: OrgId | undefined;
  readonly consumerId?: OrgId | undefined;
  /** Only this user's. */
  readonly userId?: UserId | undefined;
}

/** Bills read at once; each may have hundreds of lines. */
const BILLS_A_READ = 100;
const NOTES_A_READ = 20;
const DAYS_A_READ = 1_000;
const USAGE_TYPES = ['ECS', 'OSS'] as const;
const TRIES = 20;
const PAUSE_MS = 250;

/**
 * The accounts of the gateway's organization with all others, in both directions, in the order of their ids.
 *
 * @throws CloudfedError UNAVAILABLE where the read model has not all usage of a statement
 */
export async function accountsOf(
  { ledger, lists }: ChargeSources,
  question: ChargeQuestion,
): Promise<readonly Account[]> {
  const { period, providerId, consumerId } = question;
  const organizations = [...(await ledger.organizations())].sort((one, other) => (one.orgId < other.orgId ? -1 : 1));
  const deals = organizations.flatMap((provider) =>
    organizations.filter((consumer) => consumer !== provider).map((consumer) => ({ provider, consumer })),
  );
  const asked = deals.filter(
    ({ provider, consumer }) =>
      (provider.own || consumer.own) &&
      (providerId === undefined || provider.orgId === providerId) &&
      (consumerId === undefined || consumer.orgId === consumerId) &&
      (question.userId === undefined || question.userId.startsWith(consumer.orgId)),
  );
  const accounts: Account[] = [];
  for (const { provider, consumer } of asked) {
    const statement = await statementOf(ledger, provider.orgId, consumer.orgId, period);
    const account = { provider, consumer, period, statement };
    await awaitUsage(lists, account);
    accounts.push(account);
  }
  return accounts;
}

/** All that an account charges, part by part: bills and notes as they come, metered usage at the end. */
export async function* chargesOf(
  { ledger, lists }: ChargeSources,
  account: Account,
  only: UserId | undefined,
): AsyncGenerator<readonly Charge[], void> {
  const { provider, consumer, period } = account;
  const deal: DealRef = { providerId: provider.orgId, consumerId: consumer.orgId };
  const counterpartyId = provider.own ? consumer.orgId : provider.orgId;
  for await (const entries of ledger.periodEntries(deal, period)) {
    const whole = entries.filter(
      ({ amount, userId }) => amount !== undefined && (only === undefined || userId === only),
    );
    for (const type of ['ECSBill', 'OSSBill'] as const) {
      const bills = whole.filter(({ kind }) => kind === type);
      yield* billCharges(ledger, type, bills, counterpartyId);
    }
    yield* noteCharges(
      ledger,
      whole.filter(({ kind }) => kind === 'credit' || kind === 'debit'),
      counterpartyId,
    );
  }
  for (const type of USAGE_TYPES) yield* usageCharges(lists, account, type, only);
}

/**
 * Metered usage by day. What is billed of each is the difference of two rounded sums, as the statement's line itself is,
 * so that they add up to it to the fen; and so do those of each user to the user's share.
 */
async function* usageCharges(
  lists: ChargeSources['lists'],
  { provider, consumer, period, statement }: Account,
  type: UsageDay['type'],
  only: UserId | undefined,
): AsyncGenerator<readonly Charge[], void> {
  const filter = { providerId: provider.orgId, consumerId: consumer.orgId, period, type };
  let exact = usageBefore(statement ?? { lines: [] })[`${type}Usage`];
  if (only !== undefined) exact = addExact(exact, await lists.usageCost(filter, { beforeUser: only }));
  let cursor: string | undefined;
  do {
    const page = await lists.usageDays({ ...filter, userId: only }, { limit: DAYS_A_READ, cursor });
    yield page.items.map((day): Charge => {
      const before = roundTotal(exact);
      exact = addExact(exact, day.exactAmount);
      return { kind: 'usage', day, amount: roundTotal(exact) - before };
    });
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** The read model follows the ledger: what stands on a statement comes to it soon. */
async function awaitUsage(lists: ChargeSources['lists'], account: Account): Promise<void> {
  const { provider, consumer, period, statement } = account;
  for (const type of USAGE_TYPES) {
    const line = statement?.lines.find(({ kind }) => kind === `${type}Usage`);
    if (line?.exactAfter === undefined || line.exactBefore === undefined) continue;
    const expected = BigInt(line.exactAfter) - BigInt(line.exactBefore);
    const filter = { providerId: provider.orgId, consumerId: consumer.orgId, period, type };
    for (let attempt = 1; (await lists.usageCost(filter, {})) !== expected; attempt += 1) {
      if (attempt === TRIES) throw new UnavailableError(`the read model has not all usage of ${period} yet`, 5);
      await delay(PAUSE_MS);
    }
  }
}

async function* billCharges(
  ledger: LedgerPort,
  type: BillType,
  entries: readonly StatementEntry[],
  counterpartyId: OrgId,
): AsyncGenerator<readonly Charge[], void> {
  const ids = entries.flatMap(({ instanceId }) => (instanceId === undefined ? [] : [instanceId]));
  for (let at = 0; at < ids.length; at += BILLS_A_READ) {
    const bills = await ledger.readBills(type, ids.slice(at, at + BILLS_A_READ), { counterpartyId });
    yield bills.map((bill): Charge => ({ kind: 'bill', bill }));
  }
}

async function* noteCharges(
  ledger: LedgerPort,
  entries: readonly StatementEntry[],
  counterpartyId: OrgId,
): AsyncGenerator<readonly Charge[], void> {
  const ids = entries.flatMap(({ correctionId }) => (correctionId === undefined ? [] : [correctionId]));
  for (let at = 0; at < ids.length; at += NOTES_A_READ) {
    const some = ids.slice(at, at + NOTES_A_READ);
    yield await Promise.all(
      some.map(async (correctionId): Promise<Charge> => {
        const correction = await ledger.readCorrection(correctionId, { counterpartyId });
        return { kind: 'note', correction, ...(await correctedOf(ledger, correction, { counterpartyId })) };
      }),
    );
  }
}

async function correctedOf(
  ledger: LedgerPort,
  correction: Correction,
  among: Among,
): Promise<{ readonly resource: Resource; readonly from: number; readonly to: number }> {
  const { instanceId } = correction;
  if (correction.usage === undefined) {
    const { resource, beginTime, endTime } = await ledger.readBill(correction.billType, instanceId, among);
    return { resource, from: beginTime.seconds, to: endTime.seconds };
  }
  const { lane, sequence, recordIds } = correction.usage;
  const [recordId] = recordIds;
  if (recordId === undefined) throw new RangeError('a note on usage names no records');
  const [resource, { batch }] = await Promise.all([
    correction.billType === 'ECSUsage' ? ledger.readEcs(instanceId, among) : ledger.readOss(instanceId, among),
    ledger.readUsageRecord({ ...among, providerId: correction.providerId, lane, sequence, recordId }),
  ]);
  // All of them lie within their batch's window.
  return { resource, from: batch.windowFrom, to: batch.windowTo };
}

/** The statement of a month; undefined while it is not issued. */
export function statementOf(
  ledger: LedgerPort,
  providerId: OrgId,
  consumerId: OrgId,
  period: string,
): Promise<Statement | undefined> {
  return ifThere(ledger.readStatement(parseId(statementIdOf(providerId, consumerId, period), 'period')));
}
