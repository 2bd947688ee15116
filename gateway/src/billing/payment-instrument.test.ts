import { argumentError, CloudfedError, parseFen, parseOrgId, type PaymentClaims } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { PaymentLedger } from './payment-check.js';
import { readInstrument } from './payment-instrument.js';

const [ONE, TWO, THREE] = ['00001', '00002', '00003'].map((org) => parseOrgId(org, 'org')) as [
  ReturnType<typeof parseOrgId>,
  ReturnType<typeof parseOrgId>,
  ReturnType<typeof parseOrgId>,
];
const fen = (amount: number) => parseFen(String(amount), 'amount');
const BOOK = {
  ...{ objectType: 'Chequebook', status: 'funded', id: 'b', drawer: '00002001' },
  ...{ deposit: 500, setAside: 0, bounced: false },
};
const ACCOUNT = {
  ...{ objectType: 'ChequeAccount', book: 'b', beneficiary: '00001' },
  ...{ paid: 100, claimed: '100000', hardDeposit: 0 },
};
const CHANNEL = {
  ...{ objectType: 'PaymentChannel', status: 'funded', id: 'c', size: 2, members: ['00002001', '00001'] },
  ...{ invited: [], stake: 10, withdrawn: [0, 0], departed: 0, isClosed: false },
  deposits: [
    { member: '00002001', amount: 500 },
    { member: '00001', amount: 100 },
  ],
  checkpoint: {
    ...{ type: 'channel-state', version: 1, funding: 2, balances: ['439500', '160500'] },
    ...{ withdrawn: [0, 0], locks: [], final: false },
  },
};
const CLAIMS: PaymentClaims = {
  confirmed: new Map([[ONE, fen(48)]]),
  pending: new Map([
    [ONE, fen(20)],
    [TWO, fen(7)],
  ]),
};

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const ROWS: Rows = { 'readChequebook b': BOOK, 'readChequeAccount b 00001': ACCOUNT, 'readChannel c': CHANNEL };

function ledgerWith(rows: Rows): PaymentLedger {
  return {
    readSettlement: ({ name, args, read }) => {
      const row = rows[[name, ...args].join(' ')];
      if (row === undefined) return Promise.reject(argumentError('id', 'there is none', 'NOT_FOUND'));
      return Promise.resolve(read(row));
    },
    readPaymentClaims: ({ debtorId, creditorId }) => {
      expect([debtorId, creditorId].sort()).toEqual([ONE, TWO]);
      return Promise.resolve(CLAIMS);
    },
  };
}

async function outcome(reference: string, rows: Rows = ROWS, own = ONE): Promise<unknown> {
  try {
    return (await readInstrument(ledgerWith(rows), own, reference)).sides;
  } catch (error) {
    if (error instanceof CloudfedError) return error.code;
    throw error;
  }
}

describe('how an instrument stands', () => {
  it('of cheques: to whom they are', async () => {
    const side = { orgId: ONE, paidBy: TWO, confirmed: 48n, pending: 20n };
    expect(await outcome('cheque:b:00001')).toEqual([{ ...side, received: 100n, free: 39n }]);
    expect(await outcome('cheque:b:00001', { 'readChequebook b': BOOK })).toEqual([
      { ...side, received: 0n, free: -61n },
    ]);
  });

  it('of a payment channel: both ways', async () => {
    expect(await outcome('payment-channel:c', ROWS, TWO)).toEqual([
      { orgId: ONE, paidBy: TWO, received: 60n, confirmed: 48n, pending: 20n, free: 60n - 48n - 20n + 7n },
      { orgId: TWO, paidBy: ONE, received: -61n, confirmed: 0n, pending: 7n, free: -61n + 48n + 20n - 7n },
    ]);
  });

  it.each([
    ['of another payment', 'transfer:00002:t', ROWS, ONE, 'INVALID_ARGUMENT'],
    ['of a payment elsewhere', 'wire', ROWS, ONE, 'INVALID_ARGUMENT'],
    ['written wrongly', 'a b', ROWS, ONE, 'INVALID_ARGUMENT'],
    ['of nothing', 'cheque:none:00001', ROWS, ONE, 'NOT_FOUND'],
    ['between others', 'cheque:b:00001', ROWS, THREE, 'FORBIDDEN'],
    ['of three', 'payment-channel:c', { 'readChannel c': { ...CHANNEL, departed: 1 } }, ONE, 'CONFLICT'],
    ['of one', 'payment-channel:c', { 'readChannel c': { ...CHANNEL, members: ['00001'] } }, ONE, 'CONFLICT'],
  ] as const)('is not told of one %s', async (_what, reference, rows, own, code) => {
    expect(await outcome(reference, rows as Rows, own)).toBe(code);
  });
});
