import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { SettlementFederation } from './testing/federation.js';

describe('terms of settlement', () => {
  it('hold when all organizations want the same, and then for good', async () => {
    const federation = await SettlementFederation.bound();
    expect(await federation.refused(ORG1.admin, 'issueFunds', 'r', '00001', '5')).toMatch(/^TERMS_MISSING: /u);
    const wanted = ['cloudfed-unit', 'cloudfed', '86400'];
    await federation.submit(ORG1.admin, 'agreeTerms', ...wanted);
    await federation.submit(ORG2.admin, 'agreeTerms', 'another', 'cloudfed', '86400');
    expect(await federation.submit(ORG3.admin, 'agreeTerms', ...wanted)).not.toContain('"agreed"');
    expect(await federation.submit(ORG2.admin, 'agreeTerms', ...wanted)).toContain('"agreed"');
    expect(await federation.submit(ORG2.admin, 'agreeTerms', ...wanted)).toContain('"agreed"');
    expect(await federation.refused(ORG2.admin, 'agreeTerms', 'another', 'cloudfed', '86400')).toMatch(
      /^ALREADY_EXISTS: network: /u,
    );
  });

  it.each([
    ['cloudfed-unit', '86399'],
    ['cloudfed-unit', '0'],
    ['cloudfed-unit', '2592001'],
    ['test-x', '0'],
    ['mytest-x', '5'],
  ])('for %s are none with a window of %s s', async (network, window) => {
    const federation = await SettlementFederation.bound();
    const refusal = await federation.refused(ORG1.admin, 'agreeTerms', network, 'cloudfed', window);
    expect(refusal).toMatch(/^INVALID_ARGUMENT: windowSeconds: /u);
  });

  it('can have a short window where the name of the network says that it is for trials', async () => {
    const federation = await SettlementFederation.bound();
    expect(await federation.submit(ORG1.admin, 'agreeTerms', 'test-x', 'cloudfed', '2')).toContain('test-x');
  });

  it('are for admins, and for the ledger channel of all', async () => {
    const wide = await SettlementFederation.bound();
    expect(await wide.refused(ORG1.client, 'agreeTerms', 'n', 'cloudfed', '86400')).toMatch(/^FORBIDDEN: /u);
    const pairwise = await SettlementFederation.bound('channel12');
    for (const call of [['agreeTerms', 'n', 'cloudfed', '86400'], ['readTerms'], ['readFunds', '00001']]) {
      const { ok, text } = await pairwise.ledger.simulate(ORG1.admin, [
        `settlement:${call[0] ?? ''}`,
        ...call.slice(1),
      ]);
      expect([ok, text.split(':')[0]]).toEqual([false, 'FORBIDDEN']);
    }
  });
});

describe('funds', () => {
  let federation: SettlementFederation;

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
  });

  it('come in when two organizations say the same, once a reference', async () => {
    await federation.submit(ORG3.admin, 'issueFunds', 'wire-1', '00001', '500');
    expect(await federation.balance(ORG1)).toBe(10_000);
    await federation.submit(ORG3.admin, 'issueFunds', 'wire-1', '00001', '500');
    expect(await federation.balance(ORG1)).toBe(10_000);
    await federation.submit(ORG2.admin, 'issueFunds', 'wire-1', '00001', '499');
    expect(await federation.balance(ORG1)).toBe(10_000);
    await federation.submit(ORG2.admin, 'issueFunds', 'wire-1', '00001', '500');
    expect(await federation.balance(ORG1)).toBe(10_500);
    for (const { admin } of [ORG1, ORG2, ORG3]) {
      await federation.submit(admin, 'issueFunds', 'wire-1', '00001', '500');
    }
    expect(await federation.balance(ORG1)).toBe(10_500);
    expect(await federation.refused(ORG1.admin, 'issueFunds', 'wire-1', '00002', '500')).toMatch(/^ALREADY_EXISTS: /u);
    expect(await federation.read('readIssue', 'wire-1')).toMatchObject({ status: 'done' });
  });

  it('go out when another organization has paid them, and are held meanwhile', async () => {
    await federation.submit(ORG1.admin, 'redeemFunds', 'out-1', '4000');
    expect(await federation.read('readFunds', '00001')).toMatchObject({ balance: 6_000, held: 4_000 });
    await federation.submit(ORG1.admin, 'redeemFunds', 'out-1', '4000');
    expect(await federation.refused(ORG1.admin, 'confirmRedemption', '00001', 'out-1', '4000')).toMatch(/^FORBIDDEN/u);
    expect(await federation.refused(ORG2.admin, 'confirmRedemption', '00001', 'out-1', '3999')).toMatch(/amount/u);
    await federation.submit(ORG2.admin, 'confirmRedemption', '00001', 'out-1', '4000');
    await federation.submit(ORG3.admin, 'confirmRedemption', '00001', 'out-1', '4000');
    expect(await federation.read('readFunds', '00001')).toMatchObject({ balance: 6_000, held: 0 });
    expect(await federation.read('auditFunds')).toMatchObject({ issued: 30_000, redeemed: 4_000, balances: 26_000 });
    expect(await federation.refused(ORG3.admin, 'refuseRedemption', '00001', 'out-1')).toMatch(/^CONFLICT: /u);
  });

  it('are free again when another does not pay them', async () => {
    await federation.submit(ORG1.admin, 'redeemFunds', 'out-2', '4000');
    expect(await federation.refused(ORG1.admin, 'refuseRedemption', '00001', 'out-2')).toMatch(/^FORBIDDEN: /u);
    await federation.submit(ORG2.admin, 'refuseRedemption', '00001', 'out-2');
    await federation.submit(ORG3.admin, 'refuseRedemption', '00001', 'out-2');
    expect(await federation.read('readFunds', '00001')).toMatchObject({ balance: 10_000, held: 0 });
    expect(await federation.read('readRedemption', '00001', 'out-2')).toMatchObject({ status: 'refused' });
  });

  it('are transferred once under an id', async () => {
    for (let time = 0; time < 2; time += 1)
      await federation.submit(ORG1.client, 'transferFunds', 't-1', '00002', '300');
    expect(await federation.balances()).toEqual([9_700, 10_300, 10_000]);
    expect(await federation.read('readTransfer', '00001', 't-1')).toMatchObject({ to: '00002', amount: 300 });
    for (const other of [
      ['t-1', '00002', '301'],
      ['t-1', '00003', '300'],
    ]) {
      expect(await federation.refused(ORG1.client, 'transferFunds', ...other)).toMatch(/^ALREADY_EXISTS: transferID/u);
    }
    await federation.submit(ORG2.client, 'transferFunds', 't-1', '00001', '1');
    expect(await federation.balances()).toEqual([9_701, 10_299, 10_000]);
  });

  it.each([
    ['issueFunds', ['x', '00001', '0'], 'INVALID_ARGUMENT'],
    ['issueFunds', ['x', '00009', '5'], 'NOT_CONFIRMED'],
    ['issueFunds', ['x', '00001', '-5'], 'INVALID_ARGUMENT'],
    ['issueFunds', ['x', '00001', '9007199254740992'], 'AMOUNT_OVERFLOW'],
    ['redeemFunds', ['x', '10001'], 'FUNDS_SHORT'],
    ['redeemFunds', ['x', '0'], 'INVALID_ARGUMENT'],
    ['transferFunds', ['x', '00002', '10001'], 'FUNDS_SHORT'],
    ['transferFunds', ['x', '00002', '0'], 'INVALID_ARGUMENT'],
    ['transferFunds', ['x', '00001', '5'], 'INVALID_ARGUMENT'],
    ['transferFunds', ['x', '00009', '5'], 'NOT_CONFIRMED'],
    ['confirmRedemption', ['00002', 'none', '5'], 'NOT_FOUND'],
    ['readTransfer', ['00002', 'none'], 'NOT_FOUND'],
  ])('are not to be had by %s %j', async (name, args, code) => {
    expect(await federation.refused(ORG1.admin, name, ...args)).toMatch(new RegExp(`^${code}: `, 'u'));
  });

  it('do not come in beyond what a ledger counts', async () => {
    const args = ['large', '00001', '9007199254740991'];
    await federation.submit(ORG1.admin, 'issueFunds', ...args);
    expect(await federation.refused(ORG2.admin, 'issueFunds', ...args)).toMatch(/^AMOUNT_OVERFLOW: /u);
  });

  it('come in and go out by clearing alone', async () => {
    expect(await federation.refused(ORG1.client, 'issueFunds', 'x', '00001', '5')).toMatch(/^FORBIDDEN: /u);
    expect(await federation.refused(ORG1.client, 'redeemFunds', 'x', '5')).toMatch(/^FORBIDDEN: /u);
  });

  it('are spent once, whatever is endorsed at the same time', async () => {
    const all = ['settlement:transferFunds', 'all', '00002', '10000'];
    const too = ['settlement:transferFunds', 'too', '00003', '10000'];
    const [one, other] = [
      await federation.ledger.simulate(ORG1.client, all),
      await federation.ledger.simulate(ORG1.client, too),
    ];
    expect(federation.ledger.commit(one, other)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    await federation.audit();
  });
});
