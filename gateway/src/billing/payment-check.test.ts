import { createHash } from 'node:crypto';

import {
  argumentError,
  CloudfedError,
  type Fen,
  NETTING_ROUND_FORM,
  type NettingRound,
  NO_CLAIMS,
  type OrgId,
  parseFen,
  parseHash,
  parseId,
  parseOrgId,
  parsePaymentReference,
  type PaymentClaims,
  payInRound,
  postNet,
  roundAmong,
  signRound,
  ZERO_FEN,
} from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { Statement } from '../fabric/billing-port.js';
import { confirmPaid, type PaymentLedger, requirePaid, requirePayment } from './payment-check.js';

const ONE = parseOrgId('00001', 'creditor');
const TWO = parseOrgId('00002', 'debtor');
const THREE = parseOrgId('00003', 'other');
const DUE = { debtorId: TWO, creditorId: ONE, amountDue: parseFen('103', 'amount') };
const TRANSFER = { objectType: 'FundsTransfer', from: '00002', id: 't-1', to: '00001', amount: 103 };
const BOOK = {
  ...{ objectType: 'Chequebook', status: 'funded', id: 'b-1', drawer: '00002001' },
  ...{ deposit: 500, setAside: 0, bounced: false },
};
const ACCOUNT = {
  ...{ objectType: 'ChequeAccount', book: 'b-1', beneficiary: '00001001' },
  ...{ paid: 103, claimed: '103000', hardDeposit: 0 },
};
const CHANNEL = {
  ...{ objectType: 'PaymentChannel', status: 'funded', id: 'c-1', size: 2, members: ['00002001', '00001001'] },
  ...{ invited: [], stake: 10, withdrawn: [0, 0], departed: 0, isClosed: false },
  deposits: [
    { member: '00002001', amount: 500 },
    { member: '00001001', amount: 100 },
  ],
  checkpoint: {
    ...{ type: 'channel-state', version: 1, funding: 2, balances: ['397000', '203000'] },
    ...{ withdrawn: [0, 0], locks: [], final: false },
  },
};

const HASH = parseHash('ab'.repeat(32), 'hash');
const NETTED = { ...DUE, statementsHash: HASH };
/** The second owes the first 103 fen, the third nobody: the one payment is made. */
const ROUND = (() => {
  const members = [ONE, TWO, THREE];
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const net = (by: OrgId, counterparty: OrgId, amount: Fen) =>
    ({ by, counterparty, debtor: amount === ZERO_FEN ? '' : TWO, amount, statementsHash: HASH }) as const;
  const posted = members
    .flatMap((by) => members.filter((other) => other !== by).map((other) => [by, other] as const))
    .map(([by, other]) => net(by, other, [by, other].includes(THREE) ? ZERO_FEN : DUE.amountDue))
    .reduce((so, post) => postNet(so, post, sha256), roundAmong(undefined, '2026-02', members, sha256));
  const agreed = members.reduce((so, by) => signRound(so, by, so.terms?.termsHash ?? ''), posted);
  const { round: settled } = payInRound(agreed, TWO, ONE);
  const row = (round: NettingRound) => ({
    'readNettingRound 2026-02': { objectType: 'NettingRound', ...(NETTING_ROUND_FORM.encode(round) as object) },
  });
  return { posted: row(posted), agreed: row(agreed), settled: row(settled) };
})();

type Rows = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const ROWS: Rows = {
  'readTransfer 00002 t-1': TRANSFER,
  'readChequebook b-1': BOOK,
  'readChequeAccount b-1 00001001': ACCOUNT,
  'readChannel c-1': CHANNEL,
};

/** A ledger on which these are, and no others. */
function ledgerWith(rows: Rows, claims: PaymentClaims = NO_CLAIMS): PaymentLedger {
  return {
    readSettlement: ({ name, args, read }) => {
      const row = rows[[name, ...args].join(' ')];
      if (row === undefined) return Promise.reject(argumentError('id', 'there is none', 'NOT_FOUND'));
      return Promise.resolve(read(row));
    },
    readPaymentClaims: () => Promise.resolve(claims),
  };
}

const fens = (amounts: Readonly<Record<string, number>>) =>
  new Map(Object.entries(amounts).map(([org, amount]) => [parseOrgId(org, 'org'), parseFen(String(amount), 'amount')]));
const claimsOf = (confirmed: Record<string, number>, pending: Record<string, number> = {}): PaymentClaims => ({
  confirmed: fens(confirmed),
  pending: fens(pending),
});

async function outcome(
  check: typeof requirePayment | typeof requirePaid,
  ...of: readonly [Rows, string, PaymentClaims?]
) {
  const [rows, reference, claims] = of;
  try {
    return await check(ledgerWith(rows, claims), DUE, reference);
  } catch (error) {
    if (error instanceof CloudfedError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

describe('a payment that settles a statement', () => {
  it('by a transfer is there, of the debtor, to the creditor, of what is due', async () => {
    expect(await outcome(requirePayment, ROWS, 'transfer:00002:t-1')).toBeUndefined();
    expect(await outcome(requirePaid, ROWS, 'transfer:00002:t-1')).toBeUndefined();
  });

  it.each([
    ['is not there', TRANSFER, 'transfer:00002:t-2', 'there is no such transfer'],
    ['is another’s', { ...TRANSFER, from: '00003' }, 'transfer:00002:t-1', 'the transfer is from 00003 to 00001'],
    ['went elsewhere', { ...TRANSFER, to: '00003' }, 'transfer:00002:t-1', 'the transfer is from 00002 to 00003'],
    ['is a fen short', { ...TRANSFER, amount: 102 }, 'transfer:00002:t-1', 'the transfer is of 102 fen, 103 are due'],
    [
      'is a fen too much',
      { ...TRANSFER, amount: 104 },
      'transfer:00002:t-1',
      'the transfer is of 104 fen, 103 are due',
    ],
  ])('is refused where the transfer %s', async (_what, transfer, reference, problem) => {
    const rows = { 'readTransfer 00002 t-1': transfer };
    expect(await outcome(requirePayment, rows, reference)).toContain(`CONFLICT: paymentReference: ${problem}`);
  });

  it.each(['transfer:', 'transfer:2:t-1', 'cheque:b-1', 'payment-channel:c-1:'])(
    'is refused where %j names none',
    async (reference) => {
      expect(await outcome(requirePayment, ROWS, reference)).toMatch(/^INVALID_ARGUMENT: paymentReference: /u);
    },
  );

  it('is for people to know where it was made elsewhere', async () => {
    expect(await outcome(requirePayment, {}, parsePaymentReference('bank/2026/17', 'reference'))).toBeUndefined();
  });
});

describe.each([
  ['cheques', 'cheque:b-1:00001001'],
  ['a payment channel', 'payment-channel:c-1'],
])('a payment by %s', (_what, reference) => {
  it('is what has come by it in all', async () => {
    expect(await outcome(requirePayment, ROWS, reference)).toBe(undefined);
    expect(await outcome(requirePaid, ROWS, reference, claimsOf({}, { '00001': 103 }))).toBe(103n);
  });

  it('is refused where what came is claimed already: by the debtor what waits too, by the creditor what it confirmed', async () => {
    const waiting = claimsOf({}, { '00001': 1 });
    expect(await outcome(requirePayment, ROWS, reference, waiting)).toBe(
      'CONFLICT: paymentReference: 103 fen in all have come to the creditor through it, 102 of them are free, 103 are due',
    );
    expect(await outcome(requirePaid, ROWS, reference, claimsOf({}, { '00001': 500 }))).toBe(103n);
    expect(await outcome(requirePaid, ROWS, reference, claimsOf({ '00001': 1 }))).toMatch(/^CONFLICT: .*102 of them/u);
  });

  it('is refused where there is none of it', async () => {
    expect(await outcome(requirePayment, {}, reference)).toMatch(/^CONFLICT: paymentReference: there is no /u);
  });
});

describe('a payment by cheques', () => {
  it.each([
    ['another’s book', 'cheque:b-1:00001001', { ...BOOK, drawer: '00003001' }, 'the chequebook is of 00003001'],
    ['the creditor’s book', 'cheque:b-1:00001001', { ...BOOK, drawer: '00001' }, 'the chequebook is of 00001'],
    ['cheques to another', 'cheque:b-1:00003001', BOOK, 'the cheques are to 00003001'],
    ['cheques to the debtor', 'cheque:b-1:00002', BOOK, 'the cheques are to 00002'],
  ])('is refused by %s', async (_what, reference, book, problem) => {
    const answer = await outcome(requirePayment, { ...ROWS, 'readChequebook b-1': book }, reference);
    expect(answer).toContain(`CONFLICT: paymentReference: ${problem}`);
  });

  it('is nothing where none was cashed', async () => {
    expect(await outcome(requirePayment, { 'readChequebook b-1': BOOK }, 'cheque:b-1:00001')).toMatch(
      /^CONFLICT: paymentReference: 0 fen /u,
    );
  });
});

describe('a payment by a payment channel', () => {
  const withChannel = (changes: Readonly<Record<string, unknown>>): Rows => ({
    'readChannel c-1': { ...CHANNEL, ...changes },
  });
  const alone = 'the payment channel is not of two members alone, one of 00002 and one of 00001';

  it.each([
    ['of others', { members: ['00002001', '00003001'] }],
    ['of three', { size: 3, members: ['00002001', '00001001', '00003001'], withdrawn: [0, 0, 0] }],
    ['that a third has left', { departed: 5 }],
    ['of the debtor alone', { members: ['00002001', '00002002'] }],
  ])('is refused by one %s', async (_what, changes) => {
    expect(await outcome(requirePayment, withChannel(changes), 'payment-channel:c-1')).toBe(
      `CONFLICT: paymentReference: ${alone}`,
    );
  });

  it('is refused where it went the other way', async () => {
    const checkpoint = { ...CHANNEL.checkpoint, balances: ['603000', '0'], withdrawn: [0, 0] };
    expect(await outcome(requirePayment, withChannel({ checkpoint }), 'payment-channel:c-1')).toMatch(
      /^CONFLICT: paymentReference: -100 fen in all /u,
    );
  });

  it('takes what the other was paid back as paid', async () => {
    const claims = claimsOf({ '00001': 200 }, { '00002': 200 });
    expect(await outcome(requirePaid, ROWS, 'payment-channel:c-1', claims)).toBe(103n);
  });
});

describe('a confirmation', () => {
  const statement = (status: Statement['status']): Statement =>
    ({ ...DUE, statementId: parseId('s', 'id'), status, paymentReference: 'payment-channel:c-1' }) as Statement;

  function confirming(claims: PaymentClaims, now: Statement['status']) {
    const confirmed: (bigint | undefined)[] = [];
    const acts = {
      read: () => Promise.resolve(statement(now)),
      confirm: (paid: bigint | undefined) => {
        confirmed.push(paid);
        return Promise.resolve({ record: statement('confirmed'), transactionId: 't', blockNumber: 1 });
      },
    };
    const confirm = (status: Statement['status']) => confirmPaid(ledgerWith(ROWS, claims), statement(status), acts);
    return { confirm, confirmed };
  }

  it('says what came', async () => {
    const { confirm, confirmed } = confirming(NO_CLAIMS, 'settled');
    await confirm('settled');
    expect(confirmed).toEqual([103n]);
  });

  it('of what is confirmed already, or was meanwhile, is answered by the ledger', async () => {
    const { confirm, confirmed } = confirming(claimsOf({ '00001': 103 }), 'confirmed');
    await confirm('confirmed');
    await confirm('settled');
    expect(confirmed).toEqual([undefined, undefined]);
  });

  it('of what is not paid is refused before the ledger is asked', async () => {
    const { confirm, confirmed } = confirming(claimsOf({ '00001': 103 }), 'settled');
    await expect(confirm('settled')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(confirmed).toEqual([]);
  });
});

describe('a netting round of all organizations', () => {
  const problem = async (rows: Rows, due: Parameters<typeof requirePaid>[1]): Promise<string | undefined> => {
    try {
      await requirePaid(ledgerWith(rows), due, 'netting:2026-02');
      return undefined;
    } catch (error) {
      if (error instanceof CloudfedError) return error.toWire();
      throw error;
    }
  };

  it('pays the very net that is in it, once all of it is paid', async () => {
    expect(await problem(ROUND.settled, NETTED)).toBeUndefined();
    expect(await problem(ROUND.agreed, NETTED)).toMatch(/^CONFLICT: paymentReference: .* is agreed: not all/u);
    expect(await problem(ROUND.posted, NETTED)).toMatch(/^CONFLICT: paymentReference: .* is open/u);
    expect(await problem({}, NETTED)).toMatch(/^CONFLICT: paymentReference: nobody has posted/u);
  });

  it.each([
    ['a statement', DUE],
    ['another amount', { ...NETTED, amountDue: parseFen('104', 'amount') }],
    ['other statements', { ...NETTED, statementsHash: parseHash('cd'.repeat(32), 'hash') }],
    ['the other way round', { ...NETTED, debtorId: ONE, creditorId: TWO }],
    ['another pair', { ...NETTED, creditorId: THREE }],
  ])('pays nothing else: %s', async (_what, due) => {
    expect(await problem(ROUND.settled, due)).toMatch(/^CONFLICT: paymentReference: .* does not have this net/u);
  });
});
