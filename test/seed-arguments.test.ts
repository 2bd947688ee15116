import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LedgerClient } from './support/ledger-client.js';
import { type NetworkUnderTest, networkUnderTest } from './support/network-under-test.js';

const QUOTA = ['000001', 'CNIC', '00001', 'CNNIC', '00002', '365', '10', '40', '40', '100', '2', '10', '20'];
const PRICE = ['CNIC', '00001', '10', '4', '1', '1', '1', '2', '0'];
const INSTANCE = ['202202150002', 'CNIC', '00001', 'CNNIC', '00002001', 'ECS', 'public', '2', '2', '4', '8', '365'];
const STORE = ['oss-1', 'CNIC', '00001', 'CNNIC', '00002001', 'OSS', 'public', '100'];

describe('the first prototype’s invocations, argument for argument', () => {
  let network: NetworkUnderTest;
  let provider: LedgerClient;
  let consumer: LedgerClient;
  let stranger: LedgerClient;

  beforeAll(async () => {
    network = await networkUnderTest();
    [provider, consumer, stranger] = (await Promise.all(
      network.profiles.map((profile) => LedgerClient.connect(profile)),
    )) as [LedgerClient, LedgerClient, LedgerClient];
  });

  afterAll(async () => {
    for (const client of [provider, consumer, stranger]) client.close();
    await network.stop();
  });

  const submit = async (client: LedgerClient, name: string, ...args: string[]): Promise<Record<string, unknown>> => {
    const answer = await client.submit('channel12', name, ...args);
    if (!answer.startsWith('{')) throw new Error(answer);
    return JSON.parse(answer) as Record<string, unknown>;
  };
  const read = async (...args: string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await consumer.evaluate('channel12', 'readResource', ...args)) as Record<string, unknown>;

  it('initInitialQuota takes thirteen', async () => {
    await submit(provider, 'initInitialQuota', ...QUOTA);
    expect(await read('quota', '000001')).toMatchObject({
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
    });
  });

  it('initPrice takes nine', async () => {
    await submit(provider, 'initPrice', ...PRICE);
    expect(await read('price', '00001')).toMatchObject({
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
    });
  });

  it('initECSResource takes twelve, initOSSResource eight', async () => {
    await submit(consumer, 'initECSResource', ...INSTANCE);
    expect(await read('ECSResource', '202202150002')).toMatchObject({
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
      beginTime: { seconds: expect.any(Number) as number, nanos: expect.any(Number) as number },
      commitment_servicetime: 365,
    });
    await submit(consumer, 'initOSSResource', ...STORE);
    expect(await read('OSSResource', 'oss-1')).toMatchObject({
      objectType: 'OSSResource',
      network_type: 'public',
      hardDisk: 100,
    });
  });

  it('billedECS takes three, billedOSS five, each by its caller', async () => {
    await submit(consumer, 'billedECS', '202202150002', '00001', '00002001');
    expect(await read('ECSBill', '202202150002')).toMatchObject({
      objectType: 'ECSBill',
      ECSResource: { instanceID: '202202150002' },
      providerID: '00001',
      userID: '00002001',
      instanceID: '202202150002',
      endTime: { seconds: expect.any(Number) as number },
      usageTime: 0,
      usageSeconds: expect.any(Number) as number,
      totalCost: expect.any(Number) as number,
    });
    expect(await consumer.submit('channel12', 'billedOSS', 'oss-1', '00001', '00002001', '3', '0.5')).toMatch(
      /^FORBIDDEN: /u,
    );
    await submit(provider, 'billedOSS', 'oss-1', '00001', '00002001', '3', '0.5');
    // Three requests at 1 fen and half a GB at 2 fen; the disk's seconds are a fraction of a fen.
    expect(await read('OSSBill', 'oss-1')).toMatchObject({ ossRequest: 3, flowout: '0.5', totalCost: 4 });
  });

  it('bill queries and totals are read by either side, also by a submitted transaction', async () => {
    const bills = JSON.parse(await provider.submit('channel12', 'queryProviderBill', '00001', 'ECSBill')) as {
      result: unknown[];
    };
    expect(bills.result).toHaveLength(1);
    const ofUser = JSON.parse(await provider.evaluate('channel12', 'queryUserBill', '00002001', 'OSSBill')) as {
      result: unknown[];
    };
    expect(ofUser.result).toHaveLength(1);
    expect(await consumer.evaluate('channel12', 'queryProviderTotalCost', '00001', 'OSSBill')).toBe('4');
    expect(await consumer.evaluate('channel12', 'queryUserTotalCost', '00002001', 'OSSBill')).toBe('4');
  });

  it('a third organization has no access to the ledger channel', async () => {
    expect(await stranger.evaluate('channel12', 'readResource', 'quota', '000001')).toMatch(/^no chaincode: /u);
    expect(await stranger.submit('channel12', 'initPrice', ...PRICE)).toMatch(/^no chaincode: /u);
  });

  it('nobody claims another’s id, name or price', async () => {
    const [, , profile] = network.profiles;
    const admin = await LedgerClient.connect(profile, 'admin');
    try {
      expect(await admin.submit('channelall', 'registerOrganization', '00001', 'CNIC')).toMatch(
        /^(?:ALREADY_EXISTS|FORBIDDEN): /u,
      );
      expect(await admin.submit('channelall', 'confirmOrganization', '00003')).toMatch(/^[A-Z_]+: |^\{/u);
    } finally {
      admin.close();
    }
    expect(await consumer.submit('channel12', 'updatePrice', ...PRICE)).toMatch(/^FORBIDDEN: /u);
    expect(await stranger.submit('channelall', 'initPrice', ...PRICE)).toMatch(/^FORBIDDEN: /u);
    expect(await provider.submit('channel12', 'updateQuota', ...QUOTA.with(2, '00002'))).toMatch(
      /^(?:FORBIDDEN|INVALID_ARGUMENT): /u,
    );
  });

  it.each([
    ['initInitialQuota', QUOTA.slice(1)],
    ['initPrice', [...PRICE, '1']],
    ['initECSResource', []],
    ['billedECS', ['202202150002']],
    ['readResource', ['quota']],
  ] as const)('%s with a wrong number of arguments is refused by name', async (name, args) => {
    expect(await provider.submit('channel12', name, ...args)).toMatch(/^INVALID_ARGUMENT: arguments: /u);
  });

  const BAD_NUMBERS = ['', ' 1', '1e3', '0x10', '-1', '１', (2n ** 53n).toString(), (2n ** 64n).toString()];

  it.each(BAD_NUMBERS)('%j is no number for any function, and nothing changes', async (bad) => {
    const before = await read('quota', '000001');
    for (let at = 5; at < QUOTA.length; at += 1) {
      // Quantities have at most twelve integer digits, so the large numbers are refused there as well.
      expect(await provider.submit('channel12', 'updateQuota', ...QUOTA.with(at, bad))).toMatch(/^INVALID_ARGUMENT: /u);
    }
    for (let at = 2; at < PRICE.length; at += 1) {
      expect(await provider.submit('channel12', 'updatePrice', ...PRICE.with(at, bad))).toMatch(
        /^(?:INVALID_ARGUMENT|AMOUNT_OVERFLOW): /u,
      );
    }
    expect(await read('quota', '000001')).toEqual(before);
    expect(await read('price', '00001')).toMatchObject({ version: 1 });
  });
});
