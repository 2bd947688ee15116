import { type Debt, type OrgId, positionsOf, smallestPayments } from '@cloudfed/core';

import type { Statement } from '../fabric/billing-port.js';
import type { Net } from '../fabric/net-port.js';

/** What is between the gateway's organization and another one for a period. */
export interface PairNet {
  readonly counterpartyId: OrgId;
  /** Both ways, those that are there. */
  readonly statements: readonly Statement[];
  /** What they are netted in on the ledger, or are proposed to be. */
  readonly onLedger: Net | undefined;
  /** What remains of the accepted ones, or of their net; undefined where they are even. */
  readonly net: Debt | undefined;
  /** Whether no statement waits for its acceptance, so that nothing can be added to the net any more. */
  readonly isComplete: boolean;
}

export interface Netting {
  readonly pairs: readonly PairNet[];
  /** What the gateway's organization is owed by all others less what it owes, in fen. */
  readonly position: bigint;
  /** The smallest set of payments. */
  readonly payments: readonly Debt[];
}

/** What two organizations owe each other by their accepted statements; those that are paid already count no more. */
export function pairNet(counterpartyId: OrgId, statements: readonly Statement[], onLedger: Net | undefined): PairNet {
  const owing = [...statements, ...(onLedger === undefined ? [] : [onLedger])];
  const debts = owing.flatMap(({ status, debtorId, creditorId, amountDue }): Debt[] => {
    if (status !== 'accepted' || debtorId === undefined || creditorId === undefined) return [];
    return [{ debtorId, creditorId, amount: amountDue }];
  });
  const [net] = smallestPayments(positionsOf(debts));
  const isComplete = statements.every(({ status }) => status !== 'issued' && status !== 'disputed');
  return { counterpartyId, statements, onLedger, net, isComplete };
}

/**
 * Payments between the gateway's organization and the others: a payment a pair; fewer where it is known what the others
 * owe each other, which no ledger of the gateway's tells.
 */
export function netting(ownId: OrgId, pairs: readonly PairNet[], amongOthers: Debt | undefined): Netting {
  const own = pairs.flatMap(({ net }) => (net === undefined ? [] : [net]));
  const position = positionsOf(own).get(ownId) ?? 0n;
  const payments = amongOthers === undefined ? own : smallestPayments(positionsOf([...own, amongOthers]));
  return { pairs, position, payments };
}
