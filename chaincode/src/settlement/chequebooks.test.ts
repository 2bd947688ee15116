import { type Cheque, parseMilliFen, parseParty } from '@cloudfed/core';
import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { DAY, SettlementFederation } from './testing/federation.js';
import { signed } from './testing/signer.js';

describe('chequebooks', () => {
  let federation: SettlementFederation;
  const cheque = (cumulative: string, beneficiary = '00002', book = 'book-1'): string => {
    const document: Cheque = {
      type: 'cheque',
      beneficiary: parseParty(beneficiary, 'beneficiary'),
      cumulative: parseMilliFen(cumulative, 'cumulative'),
    };
    return signed(federation.domain('chequebook', book), document, federation.signers.one);
  };
  const cash = async (text: string, by = ORG2): Promise<unknown> =>
    JSON.parse(await federation.submit(by.client, 'cashCheque', 'book-1', text));

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
    await federation.submit(ORG1.client, 'openChequebook', 'book-1', '00001');
    await federation.submit(ORG1.client, 'depositToChequebook', 'book-1', '100');
  });

  it('are opened once', async () => {
    expect(await federation.submit(ORG1.client, 'openChequebook', 'book-1', '00001')).toContain('"status":"funded"');
    expect(await federation.refused(ORG2.client, 'openChequebook', 'book-1', '00002')).toMatch(/^ALREADY_EXISTS: /u);
    expect(await federation.refused(ORG2.client, 'openChequebook', 'book-2', '00001')).toMatch(/^FORBIDDEN: /u);
    expect(await federation.read('listChequebooks', '10', '')).toMatchObject({
      result: [{ id: 'book-1' }],
      bookmark: '',
    });
  });

  it('pay the difference, whoever shows the cheque, to the organization of the beneficiary', async () => {
    expect(await cash(cheque('30999'))).toMatchObject({ paid: 30, missing: 0, account: { claimed: '30999' } });
    expect(await cash(cheque('50000'), ORG3)).toMatchObject({ paid: 20 });
    expect(await cash(cheque('10000', '00002009'), ORG1)).toMatchObject({
      paid: 10,
      account: { beneficiary: '00002009' },
    });
    expect(await federation.balances()).toEqual([9_900, 10_060, 10_000]);
    expect(await federation.refused(ORG2.client, 'cashCheque', 'book-1', cheque('50000'))).toMatch(/^CONFLICT: /u);
    expect(await federation.read('readChequeAccount', 'book-1', '00002')).toMatchObject({ paid: 50 });
  });

  it('pay what is there, say what is missing, and the rest when there is more', async () => {
    const args = ['settlement:cashCheque', 'book-1', cheque('150000')];
    const { event, text } = await federation.ledger.simulate(ORG3.client, args);
    expect(JSON.parse(text)).toMatchObject({ paid: 100, missing: 50, book: { bounced: true, status: 'open' } });
    const kinds = (event as { changes: { kind: string }[] }).changes.map(({ kind }) => kind);
    expect(kinds).toEqual([
      'Funds.paidOut',
      'Funds.changed',
      'Chequebook.cashed',
      'ChequeAccount.changed',
      'Overdraft',
    ]);
    await cash(cheque('150000'));
    expect(await federation.refused(ORG2.client, 'cashCheque', 'book-1', cheque('150000'))).toMatch(/^FUNDS_SHORT: /u);
    await federation.submit(ORG1.client, 'depositToChequebook', 'book-1', '70');
    expect(await cash(cheque('150000'))).toMatchObject({ paid: 50, missing: 0, book: { deposit: 20, bounced: true } });
  });

  it('keep a hard deposit for its beneficiary, who may give it up', async () => {
    await federation.submit(ORG1.client, 'setHardDeposit', 'book-1', '00003', '80');
    expect(await cash(cheque('50000'))).toMatchObject({ paid: 20, missing: 30 });
    expect(await federation.refused(ORG1.client, 'releaseHardDeposit', 'book-1', '00003', '0')).toMatch(
      /^FORBIDDEN: /u,
    );
    expect(await federation.refused(ORG3.client, 'setHardDeposit', 'book-1', '00003', '81')).toMatch(/^FORBIDDEN: /u);
    await federation.submit(ORG3.client, 'releaseHardDeposit', 'book-1', '00003', '50');
    expect(await cash(cheque('50000'))).toMatchObject({ paid: 30, missing: 0, book: { deposit: 50, setAside: 50 } });
    expect(await cash(cheque('60000', '00003'))).toMatchObject({ paid: 50, missing: 10 });
  });

  it('give their drawer money back in three steps that starve no cheque', async () => {
    const { seconds } = federation.ledger;
    await federation.submit(ORG1.client, 'beginBookWithdrawal', 'book-1', '100');
    expect(await federation.refused(ORG1.client, 'completeBookWithdrawal', 'book-1')).toMatch(/^CONFLICT: /u);
    await federation.submit(ORG3.client, 'armBookWithdrawal', 'book-1');
    expect(await federation.refused(ORG1.client, 'armBookWithdrawal', 'book-1')).toMatch(/^CONFLICT: /u);
    expect(await federation.refused(ORG1.client, 'completeBookWithdrawal', 'book-1')).toMatch(/^CONFLICT: /u);
    await cash(cheque('70000'));
    const done = await federation.at(seconds + DAY, ORG2.client, 'completeBookWithdrawal', 'book-1');
    expect(JSON.parse(done)).toMatchObject({ status: 'open', deposit: 0 });
    expect(await federation.balances()).toEqual([9_930, 10_070, 10_000]);
  });

  it.each([
    ['depositToChequebook', ['book-1', '0'], 'INVALID_ARGUMENT'],
    ['depositToChequebook', ['book-1', '9901'], 'FUNDS_SHORT'],
    ['depositToChequebook', ['none', '5'], 'NOT_FOUND'],
    ['setHardDeposit', ['book-1', '00002', '101'], 'FUNDS_SHORT'],
    ['setHardDeposit', ['book-1', '00002', '0'], 'INVALID_ARGUMENT'],
    ['setHardDeposit', ['book-1', '00001007', '5'], 'INVALID_ARGUMENT'],
    ['setHardDeposit', ['book-1', '00009', '5'], 'NOT_CONFIRMED'],
    ['beginBookWithdrawal', ['book-1', '101'], 'FUNDS_SHORT'],
    ['armBookWithdrawal', ['book-1'], 'CONFLICT'],
    ['readChequeAccount', ['book-1', '00003'], 'NOT_FOUND'],
  ])('refuse %s %j', async (name, args, code) => {
    expect(await federation.refused(ORG1.client, name, ...args)).toMatch(new RegExp(`^${code}: `, 'u'));
  });
});
