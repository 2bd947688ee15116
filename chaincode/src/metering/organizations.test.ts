import { describe, expect, it } from 'vitest';

import { FORGED_ADMIN, ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import { emptyLedger, openForBusiness, pairwiseLedger, SEED_PRICE, SEED_QUOTA } from './testing/seed.js';

const register = (orgId: string, name: string): string[] => ['registerOrganization', orgId, name];
const confirm = (...args: string[]): string[] => ['confirmOrganization', ...args];

describe('binding an organization', () => {
  it('takes a claim of its own admin and a confirmation of another organization’s', async () => {
    const ledger = emptyLedger();
    const claim = await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    expect(JSON.parse(claim)).toMatchObject({ orgID: '00001', name: 'CNIC', mspID: 'Org1MSP', confirmed: false });
    await expect(ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE])).rejects.toThrow('NOT_CONFIRMED: ');
    const bound = await ledger.submit(ORG2.admin, confirm('00001'));
    expect(JSON.parse(bound)).toMatchObject({ confirmed: true, confirmations: ['Org2MSP'] });
    expect(JSON.parse(await ledger.evaluate(ORG2.client, ['readOrganization', '00001']))).toEqual(JSON.parse(bound));
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
  });

  it('is refused to those who are no admins, whatever their common name says', async () => {
    const ledger = emptyLedger();
    for (const identity of [ORG1.client, FORGED_ADMIN]) {
      await expect(ledger.submit(identity, register('00001', 'CNIC'))).rejects.toThrow('FORBIDDEN: ');
    }
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await expect(ledger.submit(ORG2.client, confirm('00001'))).rejects.toThrow('FORBIDDEN: ');
    await expect(ledger.submit(ORG1.admin, confirm('00001'))).rejects.toThrow('FORBIDDEN: ');
  });

  it('is once and for all', async () => {
    const ledger = await pairwiseLedger();
    const before = ledger.dump();
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await ledger.submit(ORG2.admin, confirm('00001'));
    await ledger.submit(ORG2.admin, confirm('00001', 'Org1MSP', 'CNIC'));
    expect(ledger.dump()).toEqual(before);
    for (const args of [register('00001', 'CNIC2'), register('00009', 'CNIC')]) {
      await expect(ledger.submit(ORG1.admin, args)).rejects.toThrow('ALREADY_EXISTS: ');
    }
    await expect(ledger.submit(ORG2.admin, confirm('00001', 'Org3MSP'))).rejects.toThrow('ALREADY_EXISTS: ');
    expect(ledger.dump()).toEqual(before);
  });

  it('cannot take the id or the name of a bound organization', async () => {
    const ledger = emptyLedger();
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await ledger.submit(ORG2.admin, confirm('00001'));
    await expect(ledger.submit(ORG2.admin, register('00001', 'OTHER'))).rejects.toThrow('ALREADY_EXISTS: orgID: ');
    await expect(ledger.submit(ORG2.admin, register('00002', 'CNIC'))).rejects.toThrow('ALREADY_EXISTS: name: ');
  });

  it('is not blocked by somebody else’s unconfirmed claim to the same id', async () => {
    const ledger = emptyLedger('channelall');
    await ledger.submit(ORG3.admin, register('00001', 'CNIC'));
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await expect(ledger.submit(ORG2.admin, confirm('00001'))).rejects.toThrow('AMBIGUOUS_ID: ');
    await expect(ledger.evaluate(ORG2.admin, ['readOrganization', '00001'])).rejects.toThrow('AMBIGUOUS_ID: ');
    await ledger.submit(ORG2.admin, confirm('00001', 'Org1MSP'));
    await ledger.submit(ORG3.admin, confirm('00001', 'Org1MSP'));
    expect(JSON.parse(await ledger.evaluate(ORG2.client, ['readOrganization', '00001']))).toMatchObject({
      mspID: 'Org1MSP',
      confirmed: true,
    });
    await expect(ledger.submit(ORG2.admin, confirm('00001', 'Org3MSP'))).rejects.toThrow('ALREADY_EXISTS: ');
  });

  it('needs both others on the ledger channel of all three', async () => {
    const ledger = emptyLedger('channelall');
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    const first = await ledger.submit(ORG2.admin, confirm('00001'));
    expect(JSON.parse(first)).toMatchObject({ confirmed: false, confirmations: ['Org2MSP'] });
    const state = ledger.dump();
    await ledger.submit(ORG2.admin, confirm('00001'));
    expect(ledger.dump()).toEqual(state);
    await expect(ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE])).rejects.toThrow('NOT_CONFIRMED: ');
    await ledger.submit(ORG3.admin, confirm('00001'));
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
  });

  it('lets a claim be corrected, and then asks the confirmers anew', async () => {
    const ledger = emptyLedger('channelall');
    await ledger.submit(ORG1.admin, register('00001', 'CNCI'));
    await ledger.submit(ORG2.admin, confirm('00001'));
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await expect(ledger.submit(ORG3.admin, confirm('00001', 'Org1MSP', 'CNCI'))).rejects.toThrow('NOT_FOUND: ');
    expect(JSON.parse(await ledger.submit(ORG3.admin, confirm('00001')))).toMatchObject({ confirmed: false });
    expect(JSON.parse(await ledger.submit(ORG2.admin, confirm('00001')))).toMatchObject({ confirmed: true });
  });

  it('lists the bound organizations and the claims', async () => {
    const ledger = emptyLedger();
    await ledger.submit(ORG2.admin, register('00002', 'CNNIC'));
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await ledger.submit(ORG2.admin, confirm('00001'));
    const { result } = JSON.parse(await ledger.evaluate(ORG2.client, ['listOrganizations'])) as { result: unknown[] };
    expect(result).toMatchObject([
      { orgID: '00001', confirmed: true },
      { orgID: '00002', confirmed: false },
    ]);
    await expect(ledger.evaluate(ORG1.client, ['readOrganization', '00007'])).rejects.toThrow('NOT_FOUND: ');
  });
});

describe('who may do what', () => {
  it('refuses a third organization everything, also where it is on the ledger channel by mistake', async () => {
    const ledger = await openForBusiness();
    const before = ledger.dump();
    for (const args of [
      ['initPrice', 'CSTNET', '00003', '1', '1', '1', '1', '1', '1', '1'],
      ['initInitialQuota', ...SEED_QUOTA],
      ['readResource', 'quota', '000001'],
      ['readResource', 'price', '00001'],
      ['queryProviderBill', '00001', 'ECSBill'],
      ['queryProviderTotalCost', '00001', 'ECSBill'],
      ['readQuotaUse', '000001'],
      ['listQuotas', '10', ''],
    ]) {
      await expect(ledger.submit(ORG3.client, args)).rejects.toThrow('FORBIDDEN: ');
    }
    await expect(ledger.submit(ORG3.admin, register('00003', 'CSTNET'))).rejects.toThrow('FORBIDDEN: ');
    expect(ledger.dump()).toEqual(before);
  });

  it('takes prices but no metering on the ledger channel of all', async () => {
    const ledger = emptyLedger('channelall');
    for (const org of [ORG1, ORG2, ORG3]) {
      await ledger.submit(org.admin, register(org.orgId, org.name));
      for (const other of [ORG1, ORG2, ORG3]) {
        if (other !== org) await ledger.submit(other.admin, confirm(org.orgId));
      }
    }
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
    expect(await ledger.evaluate(ORG3.client, ['readResource', 'price', '00001'])).toContain('"version":1');
    await expect(ledger.submit(ORG1.client, ['initInitialQuota', ...SEED_QUOTA])).rejects.toThrow('FORBIDDEN: ');
    await expect(ledger.evaluate(ORG1.client, ['listQuotas', '1', ''])).rejects.toThrow('FORBIDDEN: ');
  });

  it('refuses a deal with an organization that is not confirmed', async () => {
    const ledger = emptyLedger();
    await ledger.submit(ORG1.admin, register('00001', 'CNIC'));
    await ledger.submit(ORG2.admin, register('00002', 'CNNIC'));
    await ledger.submit(ORG2.admin, confirm('00001'));
    await expect(ledger.submit(ORG1.client, ['initInitialQuota', ...SEED_QUOTA])).rejects.toThrow(
      'NOT_CONFIRMED: resource_userID: ',
    );
  });
});
