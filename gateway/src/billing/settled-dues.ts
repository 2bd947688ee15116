import { CloudfedError, type OrgId, paymentOf } from '@cloudfed/core';

import type { BillingPort, Statement } from '../fabric/billing-port.js';
import type { Committed } from '../fabric/ledger-port.js';
import { type PaymentLedger, requirePaid } from './payment-check.js';

/** What a debtor says to have paid by a payment that can be looked up, and its creditor, this organization, has not answered. */
export interface SettledDue {
  readonly id: string;
  readonly paymentReference: string;
  /** How a person would confirm it: for the audit log. */
  readonly operation: string;
  readonly path: string;
  /** @returns what has come through the instrument. @throws CloudfedError CONFLICT where it is not paid */
  readonly check: () => Promise<bigint | undefined>;
  readonly confirm: (paid: bigint | undefined) => Promise<Committed<unknown>>;
}

export type DuesLedger = PaymentLedger & Pick<BillingPort, 'listStatements' | 'confirmSettlement'>;

const PAGE = 100;

/** All of them, as they stand now. */
export async function* settledDues(ledger: DuesLedger, ownId: OrgId): AsyncGenerator<SettledDue, void> {
  let cursor: string | undefined;
  do {
    const page = await ledger.listStatements({ limit: PAGE, cursor });
    for (const statement of page.items) {
      const due = settledStatement(ledger, statement, ownId);
      if (due !== undefined) yield due;
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function settledStatement(ledger: DuesLedger, statement: Statement, ownId: OrgId): SettledDue | undefined {
  const { statementId, status, creditorId, paymentReference } = statement;
  if (status !== 'settled' || creditorId !== ownId || paymentReference === undefined) return undefined;
  if (!isOnLedger(paymentReference)) return undefined;
  return {
    id: statementId,
    paymentReference,
    operation: 'confirmSettlement',
    path: `/v1/statements/${statementId}/confirm-settlement`,
    check: () => requirePaid(ledger, statement, paymentReference),
    confirm: (paid) => ledger.confirmSettlement(statementId, paid),
  };
}

/** A reference that names none any more is of a payment elsewhere: people know. */
function isOnLedger(reference: string): boolean {
  try {
    return paymentOf(reference).kind !== 'elsewhere';
  } catch (error) {
    if (error instanceof CloudfedError) return false;
    throw error;
  }
}
