import { argumentError, CloudfedError, parseFen, parseOrgId } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { SettlementPort } from '../fabric/settlement-port.js';
import { requirePayment } from './payment-check.js';

const STATEMENT = {
  debtorId: parseOrgId('00002', 'debtor'),
  creditorId: parseOrgId('00001', 'creditor'),
  amountDue: parseFen('103', 'amount'),
};
const TRANSFER = { objectType: 'FundsTransfer', from: '00002', id: 't-1', to: '00001', amount: 103 };

/** A ledger on which this transfer is, and no other. */
function ledgerWith(transfer: Readonly<Record<string, unknown>>): Pick<SettlementPort, 'readSettlement'> {
  return {
    readSettlement: ({ args, read }) => {
      const isThere = args.join() === [transfer['from'], transfer['id']].join();
      return isThere
        ? Promise.resolve(read(transfer))
        : Promise.reject(argumentError('transferID', 'there is none', 'NOT_FOUND'));
    },
  };
}

async function outcome(reference: string, transfer: Readonly<Record<string, unknown>> = TRANSFER): Promise<string> {
  try {
    await requirePayment(ledgerWith(transfer), STATEMENT, reference);
    return 'paid';
  } catch (error) {
    if (error instanceof CloudfedError) return `${error.code} ${error.field ?? ''}`;
    throw error;
  }
}

describe('a payment that settles a statement', () => {
  it('by a transfer is there, of the debtor, to the creditor, of what is due', async () => {
    expect(await outcome('transfer:00002:t-1')).toBe('paid');
  });

  it.each([
    ['is not there', TRANSFER, 'transfer:00002:t-2'],
    ['is another’s', { ...TRANSFER, from: '00003' }, 'transfer:00003:t-1'],
    ['went elsewhere', { ...TRANSFER, to: '00003' }, 'transfer:00002:t-1'],
    ['is a fen short', { ...TRANSFER, amount: 102 }, 'transfer:00002:t-1'],
    ['is a fen too much', { ...TRANSFER, amount: 104 }, 'transfer:00002:t-1'],
  ])('is refused where the transfer %s', async (_what, transfer, reference) => {
    expect(await outcome(reference, transfer)).toBe('CONFLICT paymentReference');
  });

  it.each(['transfer:', 'transfer:00002', 'transfer:2:t-1', 'transfer:00002:t-1:', 'transfer:00002:-'])(
    'is refused where %j names none',
    async (reference) => {
      expect(await outcome(reference)).toBe('INVALID_ARGUMENT paymentReference');
    },
  );

  it('is for people to know where it was made elsewhere', async () => {
    expect(await outcome('bank/2026/17')).toBe('paid');
  });
});
