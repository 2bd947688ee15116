import { beforeAll, describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { pairwiseLedger, SEED_ECS, SEED_OSS, SEED_PRICE, SEED_QUOTA } from './testing/seed.js';

const DAY = 86_400;

describe("the prototype's own scenario, argument for argument", () => {
  let ledger: FakeLedger;
  const read = async (...args: string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await ledger.evaluate(ORG2.client, args)) as Record<string, unknown>;

  beforeAll(async () => {
    ledger = await pairwiseLedger();
    await ledger.submit(ORG1.client, ['initInitialQuota', ...SEED_QUOTA]);
    await ledger.submit(ORG1.client, ['initPrice', ...SEED_PRICE]);
    await ledger.submit(ORG2.client, ['initECSResource', ...SEED_ECS]);
    await ledger.submit(ORG2.client, ['initOSSResource', ...SEED_OSS]);
    ledger.seconds += DAY;
    await ledger.submit(ORG2.client, ['billedECS', '202202150002', '00001', '00002001']);
    await ledger.submit(ORG1.client, ['billedOSS', '202202160001', '00001', '00002001', '1000', '7.5']);
  });

  it('keeps the quota under its old field names', async () => {
    expect(await read('readResource', 'quota', '000001')).toMatchObject({
      objectType: 'InitialQuota',
      quotaID: '000001',
      resourceProvider: 'CNIC',
      providerID: '00001',
      resourceUser: 'CNNIC',
      resource_userID: '00002',
      holdingtime: 365,
      CPU: 10,
      RAM: 40,
      hardDisk_ecs: 40,
      hardDisk_oss: 100,
      networkBandwidth: 2,
      publicIP: 10,
      privateIP: 20,
      status: 'active',
    });
  });

  it('keeps the price under its old field names', async () => {
    expect(await read('readResource', 'price', '00001')).toMatchObject({
      objectType: 'Price',
      resouce_provider: 'CNIC',
      provider_id: '00001',
      cpu_price: 10,
      ram_price: 4,
      hard_disk_ecs: 1,
      hard_disk_oss: 1,
      request_price: 1,
      network_bandwidth_public: 2,
      network_bandwidth_private: 0,
      version: 1,
    });
  });

  it('keeps the instance under its old field names', async () => {
    const begin = ledger.seconds - DAY;
    expect(await read('readResource', 'ECSResource', '202202150002')).toMatchObject({
      objectType: 'ECSResource',
      instanceID: '202202150002',
      resourceProvider: 'CNIC',
      providerID: '00001',
      resourceUser: 'CNNIC',
      userID: '00002001',
      cloudService: 'ECS',
      networkType: 'public',
      networkBandwidth: 2,
      CPU: 2,
      RAM: 4,
      hardDisk: 8,
      beginTime: { seconds: begin, nanos: 123_456_789 },
      commitment_servicetime: 365,
      status: 'released',
    });
    expect(await read('readResource', 'OSSResource', '202202160001')).toMatchObject({
      objectType: 'OSSResource',
      network_type: 'public',
      hardDisk: 20,
      cloudService: 'OSS',
      beginTime: { seconds: begin },
    });
  });

  it('bills 48 fen for exactly 24 hours of 2 cores, 4 GB, 8 GB of disk and 2 Mbps', async () => {
    const bill = await read('readResource', 'ECSBill', '202202150002');
    expect(bill).toMatchObject({
      objectType: 'ECSBill',
      ECSResource: { objectType: 'ECSResource', instanceID: '202202150002', CPU: 2 },
      providerID: '00001',
      userID: '00002001',
      instanceID: '202202150002',
      endTime: { seconds: ledger.seconds, nanos: 123_456_789 },
      usageTime: 24,
      usageSeconds: DAY,
      totalCost: 48,
      exactAmount: (48n * 86_400n * 10n ** 10n).toString(),
      prices: [{ objectType: 'Price', version: 1, cpu_price: 10 }],
    });
    const lines = bill.lines as { meter: string; seconds: number; quantity: number; price: number }[];
    expect(lines.map(({ meter, seconds, quantity, price }) => [meter, seconds, quantity, price])).toEqual([
      ['cpu', DAY, 2, 10],
      ['ramGb', DAY, 4, 4],
      ['diskGb', DAY, 8, 1],
      ['bandwidthMbps', DAY, 2, 2],
    ]);
  });

  it('bills an object store by disk and day, request and flow', async () => {
    expect(await read('readResource', 'OSSBill', '202202160001')).toMatchObject({
      objectType: 'OSSBill',
      OSSResource: { objectType: 'OSSResource', instanceID: '202202160001' },
      ossRequest: 1000,
      flowout: '7.5',
      usageTime: 24,
      totalCost: 20 + 1000 + 15,
    });
  });

  it('lists the bills of the provider and of the user', async () => {
    for (const [fn, id] of [
      ['queryProviderBill', '00001'],
      ['queryUserBill', '00002001'],
      ['queryUserBill', '00002'],
    ] as const) {
      expect(await read(fn, id, 'ECSBill')).toMatchObject({ result: [{ totalCost: 48 }], bookmark: '' });
      expect(await read(fn, id, 'OSSBill')).toMatchObject({ result: [{ totalCost: 1035 }] });
    }
    expect(await read('queryProviderBill', '00002', 'ECSBill')).toEqual({ result: [], bookmark: '' });
  });

  it('answers totals as decimal strings to both organizations', async () => {
    for (const { client } of [ORG1, ORG2]) {
      expect(await ledger.evaluate(client, ['queryProviderTotalCost', '00001', 'ECSBill'])).toBe('48');
      expect(await ledger.evaluate(client, ['queryUserTotalCost', '00002001', 'ECSBill'])).toBe('48');
      expect(await ledger.evaluate(client, ['queryUserTotalCost', '00002', 'ECSBill'])).toBe('48');
      expect(await ledger.evaluate(client, ['queryProviderTotalCost', '00001', 'OSSBill'])).toBe('1035');
      expect(await ledger.evaluate(client, ['queryUserTotalCost', '00002001', 'OSSBill'])).toBe('1035');
      expect(await ledger.evaluate(client, ['queryUserTotalCost', '00002999', 'ECSBill'])).toBe('0');
    }
  });

  it('has the whole quota back', async () => {
    const { used, remaining } = await read('readQuotaUse', '000001');
    expect(used).toEqual({
      CPU: 0,
      RAM: 0,
      hardDisk_ecs: 0,
      hardDisk_oss: 0,
      networkBandwidth: 0,
      publicIP: 0,
      privateIP: 0,
    });
    expect(remaining).toMatchObject({ CPU: 10, RAM: 40, publicIP: 10, privateIP: 20 });
  });
});
