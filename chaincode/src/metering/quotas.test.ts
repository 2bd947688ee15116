import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, SEED_OSS, SEED_QUOTA, wideQuota, withArguments } from './testing/seed.js';

interface Use {
  quota: Record<string, unknown>;
  used: Record<string, number | string>;
  remaining: Record<string, number | string>;
}

const use = async (ledger: FakeLedger): Promise<Use> =>
  JSON.parse(await ledger.evaluate(ORG2.client, ['readQuotaUse', '000001'])) as Use;
const quota = (replaced: Readonly<Record<number, string>> = {}): string[] => withArguments(SEED_QUOTA, replaced);

describe('a quota', () => {
  it('is the provider’s to set, for another organization, under registered names', async () => {
    const ledger = await openForBusiness();
    const before = ledger.dump();
    const other = quota({ 0: 'q2' });
    await expect(ledger.submit(ORG2.client, ['initInitialQuota', ...other])).rejects.toThrow('FORBIDDEN: ');
    await expect(ledger.submit(ORG2.client, ['updateQuota', ...quota({ 6: '11' })])).rejects.toThrow('FORBIDDEN: ');
    await expect(ledger.submit(ORG2.client, ['closeQuota', '000001'])).rejects.toThrow('FORBIDDEN: ');
    for (const [position, value, error] of [
      [1, 'CNNIC', 'INVALID_ARGUMENT: resourceProvider: '],
      [3, 'CNIC', 'INVALID_ARGUMENT: resourceUser: '],
      [4, '00001', 'INVALID_ARGUMENT: resource_userID: '],
      [4, '00003', 'NOT_CONFIRMED: resource_userID: '],
      [2, '00003', 'NOT_CONFIRMED: providerID: '],
    ] as const) {
      const args = ['initInitialQuota', ...withArguments(other, { [position]: value })];
      await expect(ledger.submit(ORG1.client, args)).rejects.toThrow(error);
    }
    expect(ledger.dump()).toEqual(before);
  });

  it('is created once: a repetition answers it, another content or a second active one is refused', async () => {
    const ledger = await openForBusiness();
    const before = ledger.dump();
    const stored = await ledger.evaluate(ORG1.client, ['readResource', 'quota', '000001']);
    ledger.seconds += 10;
    expect(await ledger.submit(ORG1.client, ['initInitialQuota', ...quota()])).toBe(stored);
    expect(await ledger.submit(ORG1.client, ['initInitialQuota', ...quota({ 7: '40.000' })])).toBe(stored);
    await expect(ledger.submit(ORG1.client, ['initInitialQuota', ...quota({ 6: '11' })])).rejects.toThrow(
      'ALREADY_EXISTS: quotaID: ',
    );
    await expect(ledger.submit(ORG1.client, ['initInitialQuota', ...quota({ 0: 'q2' })])).rejects.toThrow(
      'QUOTA_ACTIVE: ',
    );
    expect(ledger.dump()).toEqual(before);
  });

  it('shows its exact use and remainder', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a', { 8: '0.152', 9: '7.5' }));
    expect(await use(ledger)).toMatchObject({
      used: { CPU: '0.152', RAM: '7.5', hardDisk_ecs: 8, networkBandwidth: 2, publicIP: 1, privateIP: 0 },
      remaining: { CPU: '9.848', RAM: '32.5', hardDisk_ecs: 32, networkBandwidth: 0, publicIP: 9, privateIP: 20 },
    });
  });

  it.each([
    ['CPU', 6, 8, 'cpu'],
    ['RAM', 7, 9, 'ramGb'],
    ['disk', 8, 10, 'ecsDiskGb'],
    ['bandwidth', 10, 7, 'bandwidthMbps'],
  ])('refuses the smallest bit too much of %s', async (_name, limit, asked, dimension) => {
    const ledger = await openForBusiness(wideQuota({ [limit]: '10' }));
    await ledger.submit(ORG2.client, ecs('a', { [asked]: '9.9999999999' }));
    const before = ledger.dump();
    await expect(ledger.submit(ORG2.client, ecs('b', { [asked]: '0.0000000002' }))).rejects.toThrow(
      `QUOTA_EXCEEDED: ${dimension}: `,
    );
    expect(ledger.dump()).toEqual(before);
    await ledger.submit(ORG2.client, ecs('b', { [asked]: '0.0000000001' }));
  });

  it.each([
    ['public', 11, 'publicIps'],
    ['private', 12, 'privateIps'],
  ])('refuses a %s instance when its addresses are gone', async (networkType, limit, dimension) => {
    const ledger = await openForBusiness(wideQuota({ [limit]: '1' }));
    await ledger.submit(ORG2.client, ecs('a', { 6: networkType }));
    await expect(ledger.submit(ORG2.client, ecs('b', { 6: networkType }))).rejects.toThrow(
      `QUOTA_EXCEEDED: ${dimension}: `,
    );
    await ledger.submit(ORG2.client, ecs('b', { 6: networkType === 'public' ? 'private' : 'public' }));
  });

  it('counts object stores by their disk alone', async () => {
    const ledger = await openForBusiness(wideQuota({ 9: '30', 11: '0', 12: '0' }));
    await ledger.submit(ORG2.client, ['initOSSResource', ...SEED_OSS]);
    expect((await use(ledger)).used).toMatchObject({ hardDisk_oss: 20, hardDisk_ecs: 0, publicIP: 0, CPU: 0 });
    await expect(
      ledger.submit(ORG2.client, ['initOSSResource', ...withArguments(SEED_OSS, { 0: 'o2', 7: '10.1' })]),
    ).rejects.toThrow('QUOTA_EXCEEDED: ossDiskGb: ');
  });

  it('holds instances no longer than its holding time', async () => {
    const ledger = await openForBusiness();
    await expect(ledger.submit(ORG2.client, ecs('a', { 11: '366' }))).rejects.toThrow(
      'COMMITMENT_TOO_LONG: commitment_servicetime: ',
    );
    await ledger.submit(ORG2.client, ecs('a', { 11: '365' }));
  });

  it('gets back what is released as soon as that is needed', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '4' }));
    await ledger.submit(ORG2.client, ecs('a'));
    await ledger.submit(ORG2.client, ecs('b'));
    await expect(ledger.submit(ORG2.client, ecs('c'))).rejects.toThrow('QUOTA_EXCEEDED: cpu: ');
    ledger.seconds += 1;
    await ledger.submit(ORG2.client, billEcs('a'));
    expect(await use(ledger)).toMatchObject({ used: { CPU: 2 }, remaining: { CPU: 2 } });
    await ledger.submit(ORG2.client, ecs('c'));
    expect(await use(ledger)).toMatchObject({ used: { CPU: 4 }, remaining: { CPU: 0 } });
    expect(JSON.parse(await ledger.evaluate(ORG1.client, ['pendingReleases', '000001', '10']))).toEqual({
      result: [],
      more: false,
    });
  });

  it('can be changed, but not below what is in use', async () => {
    const ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, ecs('a'));
    await ledger.submit(ORG2.client, ecs('b'));
    const lower = (cpu: string): string[] => ['updateQuota', ...wideQuota({ 5: '30', 6: cpu })];
    await expect(ledger.submit(ORG1.client, lower('3.9'))).rejects.toThrow('QUOTA_IN_USE: cpu: ');
    ledger.seconds += 1;
    await ledger.submit(ORG2.client, billEcs('a'));
    expect(JSON.parse(await ledger.submit(ORG1.client, lower('2')))).toMatchObject({ CPU: 2, holdingtime: 30 });
    const before = ledger.dump();
    await ledger.submit(ORG1.client, lower('2'));
    expect(ledger.dump()).toEqual(before);
    await expect(ledger.submit(ORG2.client, ecs('c', { 11: '30' }))).rejects.toThrow('QUOTA_EXCEEDED: cpu: ');
    await expect(ledger.submit(ORG2.client, ecs('c', { 11: '31' }))).rejects.toThrow('COMMITMENT_TOO_LONG: ');
    await expect(ledger.submit(ORG1.client, ['updateQuota', ...wideQuota({ 0: 'nope' })])).rejects.toThrow(
      'NOT_FOUND: quotaID: ',
    );
  });

  it('is closed only with nothing in use, and makes room for another', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, ecs('a'));
    await expect(ledger.submit(ORG1.client, ['closeQuota', '000001'])).rejects.toThrow('QUOTA_IN_USE: ');
    ledger.seconds += 1;
    await ledger.submit(ORG2.client, billEcs('a'));
    const closed = await ledger.submit(ORG1.client, ['closeQuota', '000001']);
    expect(JSON.parse(closed)).toMatchObject({ status: 'closed', closedTime: { seconds: ledger.seconds } });
    expect(await ledger.submit(ORG1.client, ['closeQuota', '000001'])).toBe(closed);
    expect(ledger.dump().filter(([key]) => key.includes('release'))).toEqual([]);
    expect(await use(ledger)).toMatchObject({ used: { CPU: 0 }, remaining: { CPU: 0 } });
    await expect(ledger.submit(ORG2.client, ecs('b'))).rejects.toThrow('QUOTA_MISSING: ');
    await expect(ledger.evaluate(ORG1.client, ['readActiveQuota', '00001', '00002'])).rejects.toThrow('NOT_FOUND: ');
    await expect(ledger.submit(ORG1.client, ['updateQuota', ...quota({ 6: '1' })])).rejects.toThrow('QUOTA_CLOSED: ');
    await ledger.submit(ORG1.client, ['initInitialQuota', ...quota({ 0: 'q2' })]);
    await ledger.submit(ORG2.client, ecs('b'));
    const { result } = JSON.parse(await ledger.evaluate(ORG2.client, ['listQuotas', '10', ''])) as {
      result: { quotaID: string; status: string }[];
    };
    expect(result.map(({ quotaID, status }) => [quotaID, status])).toEqual([
      ['000001', 'closed'],
      ['q2', 'active'],
    ]);
    expect(await ledger.evaluate(ORG2.client, ['readActiveQuota', '00001', '00002'])).toContain('"quotaID":"q2"');
  });

  it('stays right when more releases wait than one transaction folds', async () => {
    const ledger = await openForBusiness(wideQuota({ 6: '1002' }));
    for (let batch = 0; batch < 2; batch += 1) {
      const items = Array.from({ length: 500 }, (_, index) => ({
        fn: 'initECSResource',
        args: ecs(`i${batch}-${index}`, { 8: '1' }).slice(1),
      }));
      await ledger.submit(ORG2.client, ['group', JSON.stringify({ items })]);
    }
    await ledger.submit(ORG2.client, ecs('last', { 8: '2' }));
    ledger.seconds += 1;
    for (let batch = 0; batch < 2; batch += 1) {
      for (let index = 0; index < 500; index += 1) await ledger.submit(ORG2.client, billEcs(`i${batch}-${index}`));
    }
    await ledger.submit(ORG2.client, billEcs('last'));
    await expect(ledger.submit(ORG2.client, ecs('big', { 8: '1002' }))).rejects.toThrow('LIMIT_EXCEEDED: ');
    await expect(ledger.submit(ORG1.client, ['closeQuota', '000001'])).rejects.toThrow('LIMIT_EXCEEDED: ');
    const pending = JSON.parse(await ledger.evaluate(ORG2.client, ['pendingReleases', '000001', '500'])) as {
      result: string[];
      more: boolean;
    };
    expect(pending).toMatchObject({ more: true });
    await ledger.submit(ORG2.client, ['group', JSON.stringify({ fold: { '000001': pending.result } })]);
    expect((await use(ledger)).used).toMatchObject({ CPU: 0 });
    await ledger.submit(ORG2.client, ecs('big', { 8: '1002' }));
    expect((await use(ledger)).used).toMatchObject({ CPU: 1002 });
  }, 120_000);
});

describe('opening by the provider', () => {
  it('needs the consumer’s leave, which is off until given and can be taken back', async () => {
    const ledger = await openForBusiness();
    const allowed = async (): Promise<unknown> =>
      JSON.parse(await ledger.evaluate(ORG1.client, ['readAllowance', '00001', '00002']));
    expect(await allowed()).toEqual({
      objectType: 'Allowance',
      providerID: '00001',
      consumerOrgID: '00002',
      allowed: false,
    });
    await expect(ledger.submit(ORG1.client, ecs('a'))).rejects.toThrow('FORBIDDEN: ');
    await ledger.submit(ORG2.client, ['allowProviderOpen', '00001', 'true']);
    expect(await allowed()).toMatchObject({ allowed: true });
    await ledger.submit(ORG1.client, ecs('a', { 7: '1' }));
    await ledger.submit(ORG2.client, ['allowProviderOpen', '00001', 'false']);
    await expect(ledger.submit(ORG1.client, ecs('b', { 7: '1' }))).rejects.toThrow('FORBIDDEN: ');
    await expect(ledger.submit(ORG1.client, ['allowProviderOpen', '00001', 'true'])).rejects.toThrow(
      'INVALID_ARGUMENT: providerID: ',
    );
    await expect(ledger.submit(ORG2.client, ['allowProviderOpen', '00001', 'TRUE'])).rejects.toThrow(
      'INVALID_ARGUMENT: allowed: ',
    );
  });
});
