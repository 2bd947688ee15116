import { CloudfedError, type OrgId, parseId, type RecordId, statementIdOf, type UserId } from '@cloudfed/core';

import type { Correction, DealRef, Statement, StatementEntry } from '../fabric/billing-port.js';
import type { Bill, BillType, LedgerPort, Organization } from '../fabric/ledger-port.js';
import { usageBefore, type UsageShare, UsageShares } from './statement-lines.js';

/** One thing that is charged in a period. */
export type Charge =
  | { readonly kind: 'bill'; readonly bill: Bill }
  /** With what it corrects. */
  | { readonly kind: 'note'; readonly correction: Correction; readonly bill: Bill }
  | { readonly kind: 'usage'; readonly share: UsageShare };

/** What one provider charges one consumer in a period. */
export interface Account {
  readonly provider: Organization;
  readonly consumer: Organization;
  readonly period: string;
  /** Undefined while it is not issued. */
  readonly statementId: RecordId | undefined;
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

/** The accounts of the gateway's organization with all others, in both directions, in the order of their ids. */
export async function accountsOf(ledger: LedgerPort, question: ChargeQuestion): Promise<readonly Account[]> {
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
    accounts.push({ provider, consumer, period, statementId: statement?.statementId });
  }
  return accounts;
}

/** All that an account charges, part by part: bills and notes as they come, metered usage at the end. */
export async function* chargesOf(
  ledger: LedgerPort,
  { provider, consumer, period }: Account,
  only: UserId | undefined,
): AsyncGenerator<readonly Charge[], void> {
  const deal: DealRef = { providerId: provider.orgId, consumerId: consumer.orgId };
  const counterpartyId = provider.own ? consumer.orgId : provider.orgId;
  const shares = new UsageShares();
  for await (const entries of ledger.periodEntries(deal, period)) {
    const whole: StatementEntry[] = [];
    for (const entry of entries) {
      if (entry.amount === undefined) shares.add(entry);
      else if (only === undefined || entry.userId === only) whole.push(entry);
    }
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
  const statement = await statementOf(ledger, provider.orgId, consumer.orgId, period);
  const before = usageBefore(statement ?? { lines: [] });
  const mine = shares.shares(before).filter(({ userId }) => only === undefined || userId === only);
  yield mine.map((share): Charge => ({ kind: 'usage', share }));
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
        const bill = await ledger.readBill(correction.billType, correction.instanceId, { counterpartyId });
        return { kind: 'note', correction, bill };
      }),
    );
  }
}

async function statementOf(
  ledger: LedgerPort,
  providerId: OrgId,
  consumerId: OrgId,
  period: string,
): Promise<Statement | undefined> {
  return ifThere(ledger.readStatement(parseId(statementIdOf(providerId, consumerId, period), 'period')));
}

async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CloudfedError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
