import { CloudfedError, type OrgId, paymentOf } from '@cloudfed/core';

import type { BillingPort } from '../fabric/billing-port.js';
import type { Committed, Page, PageRequest } from '../fabric/ledger-port.js';
import type { NetPort } from '../fabric/net-port.js';
import { type Payable, type PaymentLedger, requirePaid } from './payment-check.js';

/** What a debtor says to have paid by a payment that can be looked up, and its creditor, this organization, has not answered. */
export interface SettledDue {
  /** Of a statement or a net: the two are written differently. */
  readonly id: string;
  readonly paymentReference: string;
  /** How a person would confirm it: for the audit log. */
  readonly operation: string;
  readonly path: string;
  /** @returns what has come through the instrument. @throws CloudfedError CONFLICT where it is not paid */
  readonly check: () => Promise<bigint | undefined>;
  readonly confirm: (paid: bigint | undefined) => Promise<Committed<unknown>>;
}

export type DuesLedger = PaymentLedger &
  Pick<BillingPort, 'listStatements' | 'confirmSettlement'> &
  Pick<NetPort, 'listNets' | 'confirmNetSettlement'>;

const PAGE = 100;

/** All of them, as they stand now. */
export async function* settledDues(ledger: DuesLedger, ownId: OrgId): AsyncGenerator<SettledDue, void> {
  for await (const statement of allOf((page) => ledger.listStatements(page))) {
    const reference = referenceTo(ownId, statement);
    if (reference === undefined) continue;
    const { statementId: id } = statement;
    yield {
      id,
      paymentReference: reference,
      operation: 'confirmSettlement',
      path: `/v1/statements/${id}/confirm-settlement`,
      check: () => requirePaid(ledger, statement, reference),
      confirm: (paid) => ledger.confirmSettlement(id, paid),
    };
  }
  for await (const net of allOf((page) => ledger.listNets(page))) {
    const reference = referenceTo(ownId, net);
    if (reference === undefined) continue;
    const { netId: id } = net;
    yield {
      id,
      paymentReference: reference,
      operation: 'confirmNetSettlement',
      path: `/v1/nets/${id}/confirm-settlement`,
      check: () => requirePaid(ledger, net, reference),
      confirm: (paid) => ledger.confirmNetSettlement(id, paid),
    };
  }
}

async function* allOf<T>(list: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page = await list({ limit: PAGE, cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** The payment on the ledger that a debtor has named to this organization; undefined where there is none. */
function referenceTo(ownId: OrgId, { status, creditorId, paymentReference }: Payable): string | undefined {
  if (status !== 'settled' || creditorId !== ownId || paymentReference === undefined) return undefined;
  return isOnLedger(paymentReference) ? paymentReference : undefined;
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
