import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type NetworkUnderTest, networkUnderTest } from './support/network-under-test.js';
import { fabricRelease, PeerCommand } from './support/peer-command.js';

const CHANNEL = 'channel23';
/** CSTNET lends to CNNIC: other suites on a shared network have the terms of the other direction. Ids are of this run. */
const run = randomBytes(4).toString('hex');
const INVOKED = /Chaincode invoke successful\. result: status:200/u;

const name = fabricRelease ? 'Fabric’s peer command' : 'Fabric’s peer command: skipped, no peer on PATH';

describe.skipIf(fabricRelease === undefined)(name, () => {
  let network: NetworkUnderTest;
  let provider: PeerCommand;
  let consumer: PeerCommand;
  let stranger: PeerCommand;

  beforeAll(async () => {
    network = await networkUnderTest();
    const [first, second, third] = network.profiles;
    [stranger, consumer, provider] = [first, second, third].map((profile) => new PeerCommand(profile)) as [
      PeerCommand,
      PeerCommand,
      PeerCommand,
    ];
    const active = await provider.query(CHANNEL, 'readActiveQuota', '00003', '00002').catch(() => '');
    if (active.startsWith('{')) {
      await provider.invoke(CHANNEL, 'closeQuota', (JSON.parse(active) as { quotaID: string }).quotaID);
    }
  });

  afterAll(() => network.stop());

  it('invokes on the peers of both: quota, price, instance, release', async () => {
    const quota = ['CSTNET', '00003', 'CNNIC', '00002', '365', '10', '40', '40', '100', '2', '10', '20'];
    expect(await provider.invoke(CHANNEL, 'initInitialQuota', `q-${run}`, ...quota)).toMatch(INVOKED);
    const price = ['CSTNET', '00003', '10', '4', '1', '1', '1', '2', '0'];
    expect(await provider.invoke(CHANNEL, 'initPrice', ...price)).toMatch(INVOKED);
    const shape = ['CSTNET', '00003', 'CNNIC', '00002001', 'ECS', 'public', '2', '2', '4', '8', '365'];
    expect(await consumer.invoke(CHANNEL, 'initECSResource', `i-${run}`, ...shape)).toMatch(INVOKED);
    expect(await consumer.invoke(CHANNEL, 'billedECS', `i-${run}`, '00003', '00002001')).toMatch(INVOKED);
  });

  it('queries from either side', async () => {
    for (const side of [provider, consumer]) {
      const quota = JSON.parse(await side.query(CHANNEL, 'readResource', 'quota', `q-${run}`)) as object;
      expect(quota).toMatchObject({ objectType: 'InitialQuota', quotaID: `q-${run}`, CPU: 10 });
      const bill = JSON.parse(await side.query(CHANNEL, 'readResource', 'ECSBill', `i-${run}`)) as object;
      expect(bill).toMatchObject({ objectType: 'ECSBill', providerID: '00003', userID: '00002001' });
    }
    expect(await consumer.query(CHANNEL, 'queryProviderTotalCost', '00003', 'ECSBill')).toMatch(/^\d+$/u);
  });

  it('fails with the chaincode’s own words, and for a stranger without any', async () => {
    await expect(consumer.invoke(CHANNEL, 'initPrice', 'CSTNET')).rejects.toMatchObject({
      stderr: expect.stringMatching(/status:500 message:"INVALID_ARGUMENT: arguments: /u) as string,
    });
    await expect(provider.query(CHANNEL, 'readResource', 'quota', 'none')).rejects.toMatchObject({
      stderr: expect.stringContaining('NOT_FOUND: ') as string,
    });
    await expect(stranger.query(CHANNEL, 'listOrganizations')).rejects.toThrow();
  });

  it('tells channels, heights and the chaincode’s definition', async () => {
    const { stdout: channels } = await provider.run(['channel', 'list']);
    expect(channels.trim().split('\n').slice(1).sort()).toEqual(['channel13', 'channel23', 'channelall']);
    const { stdout: info } = await provider.run(['channel', 'getinfo', '-c', CHANNEL]);
    const { height } = JSON.parse(info.slice(info.indexOf('{'))) as { height: number };
    expect(height).toBeGreaterThan(4);
    const { stdout: definition } = await provider.run([
      ...['lifecycle', 'chaincode', 'querycommitted', '-C', CHANNEL, '-n', 'cloudfed', '-O', 'json'],
    ]);
    expect(JSON.parse(definition)).toMatchObject({ sequence: 1 });
  });
});
