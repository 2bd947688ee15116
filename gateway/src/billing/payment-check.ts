import { argumentError, CloudfedError, parseId, parseOrgId } from '@cloudfed/core';

import type { Statement } from '../fabric/billing-port.js';
import { funds } from '../fabric/settlement-calls.js';
import type { SettlementPort } from '../fabric/settlement-port.js';

const TRANSFER = 'transfer';

/**
 * Looks after the payment that settles a statement, where its reference names one on the ledger channel of all:
 * `transfer:00002:transfer-1`, payer and id of a transfer of funds. Of a payment made elsewhere people know.
 *
 * @throws CloudfedError INVALID_ARGUMENT for a reference that is none, CONFLICT where it is not of the debtor, to the creditor
 *   and of what is due, or not there
 */
export async function requirePayment(
  ledger: Pick<SettlementPort, 'readSettlement'>,
  { debtorId, creditorId, amountDue }: Pick<Statement, 'debtorId' | 'creditorId' | 'amountDue'>,
  reference: string,
): Promise<void> {
  const [kind, payer, id, ...more] = reference.split(':');
  if (kind !== TRANSFER) return;
  if (payer === undefined || id === undefined || more.length > 0) {
    throw argumentError('paymentReference', 'of a transfer must be as transfer:00002:transfer-1');
  }
  const from = parseOrgId(payer, 'paymentReference');
  const transfer = await ledger
    .readSettlement(funds.readTransfer(from, parseId(id, 'paymentReference')))
    .catch((error: unknown) => {
      if (error instanceof CloudfedError && error.code === 'NOT_FOUND') return undefined;
      throw error;
    });
  if (transfer === undefined) throw conflict('there is no such transfer');
  if (transfer.from !== debtorId || transfer.to !== creditorId) {
    throw conflict('the transfer is not from who owes to who is owed');
  }
  if (transfer.amount !== amountDue) {
    throw conflict(`the transfer is of ${transfer.amount.toString()} fen, ${amountDue.toString()} are due`);
  }
}

function conflict(problem: string): CloudfedError {
  return argumentError('paymentReference', problem, 'CONFLICT');
}
