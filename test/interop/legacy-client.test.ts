import { randomBytes } from 'node:crypto';

import type { BlockEvent, Contract, ContractEvent, Gateway } from 'fabric-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LedgerClient } from '../support/ledger-client.js';
import { type NetworkUnderTest, networkUnderTest } from '../support/network-under-test.js';
import { agreeTerms, eventually } from '../support/terms.js';
import { connectLegacyGateway } from './legacy-gateway.js';

const CHANNEL = 'channel23';
const PROVIDER = ['CNNIC', '00002'] as const;
const CONSUMER = 'CSTNET';
const USER = '00003001';
/** Ids of this run: a network that is kept has those of earlier runs. */
const run = randomBytes(4).toString('hex');

describe('applications on fabric-network 2.2', () => {
  let network: NetworkUnderTest;
  let provider: LedgerClient;
  let consumer: LedgerClient;
  let discovering: Gateway;
  let configured: Gateway;

  beforeAll(async () => {
    network = await networkUnderTest();
    const [, second, third] = network.profiles;
    provider = await LedgerClient.connect(second);
    discovering = await connectLegacyGateway(third, { discovery: true });
    configured = await connectLegacyGateway(third, { discovery: false });
    consumer = await LedgerClient.connect(third);
    await agreeTerms(
      CHANNEL,
      { client: provider, name: PROVIDER[0], orgId: PROVIDER[1] },
      { client: consumer, name: CONSUMER, orgId: '00003' },
    );
  });

  afterAll(async () => {
    configured.disconnect();
    discovering.disconnect();
    consumer.close();
    provider.close();
    await network.stop();
  });

  const instance = (name: string): string[] => [
    ...[`${name}-${run}`, ...PROVIDER, CONSUMER, USER],
    ...['ECS', 'public', '1', '1', '1', '1', '1'],
  ];

  const contractOf = async (gateway: Gateway, channel = CHANNEL): Promise<Contract> =>
    (await gateway.getNetwork(channel)).getContract(provider.chaincode);

  it.each([
    ['with discovery', () => discovering],
    ['without discovery', () => configured],
  ])('%s: write what others read, and read what others write', async (name, gateway) => {
    const contract = await contractOf(gateway());
    const id = `legacy-${name.replaceAll(' ', '-')}`;
    const opened = JSON.parse(
      (await contract.submitTransaction('initECSResource', ...instance(id))).toString(),
    ) as object;
    const reading = ['readResource', 'ECSResource', `${id}-${run}`] as const;
    await eventually(async () => {
      expect(JSON.parse(await provider.evaluate(CHANNEL, ...reading))).toEqual(opened);
    });

    const bill = JSON.parse(await provider.submit(CHANNEL, 'billedECS', `${id}-${run}`, PROVIDER[1], USER)) as object;
    const read = await eventually(() => contract.evaluateTransaction('readResource', 'ECSBill', `${id}-${run}`));
    expect(JSON.parse(read.toString())).toEqual(bill);
  });

  it('get the contract’s own refusals', async () => {
    const contract = await contractOf(discovering);
    await expect(contract.submitTransaction('initECSResource', 'x')).rejects.toThrow(/INVALID_ARGUMENT: arguments: /u);
    await expect(contract.evaluateTransaction('readResource', 'quota', 'none')).rejects.toThrow(/NOT_FOUND: /u);
  });

  it('are told when a transaction was found invalid', async () => {
    const contract = await contractOf(discovering);
    const outcomes = await Promise.allSettled(
      ['race-1', 'race-2', 'race-3', 'race-4'].map((name) =>
        contract.submitTransaction('initECSResource', ...instance(name)),
      ),
    );
    // Those endorsed before the first was committed read what it has changed; which ones is a matter of time.
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({
        reason: { name: 'TransactionError', transactionCode: 'MVCC_READ_CONFLICT' },
      });
    }
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('hear contract events and whole blocks, also those of the past', async () => {
    const ledger = await discovering.getNetwork(CHANNEL);
    const contract = ledger.getContract(provider.chaincode);
    const before = await heightOf(discovering);
    const billed = await opened('event-1');
    await eventually(async () => {
      expect(await provider.submit(CHANNEL, 'billedECS', billed, PROVIDER[1], USER)).toMatch(/^\{/u);
    });

    const wanted = `event-2-${run}`;
    const heard: string[] = [];
    const blocks: BlockEvent[] = [];
    const complete = new Promise<void>((resolve, reject) => {
      const onEvent = (event: ContractEvent): Promise<void> => {
        const { changes } = JSON.parse((event.payload ?? Buffer.of()).toString()) as { changes: { id: string }[] };
        heard.push(...changes.map(({ id }) => id));
        if (heard.includes(wanted)) resolve();
        return Promise.resolve();
      };
      const onBlock = (event: BlockEvent): Promise<void> => {
        blocks.push(event);
        return Promise.resolve();
      };
      Promise.all([
        contract.addContractListener(onEvent, { startBlock: before, type: 'full' }),
        ledger.addBlockListener(onBlock, { startBlock: before, type: 'filtered' }),
      ])
        .then(() => opened('event-2'))
        .catch(reject);
    });
    await complete;
    expect(heard.filter((id) => id === `event-1-${run}`).length).toBeGreaterThanOrEqual(2);
    expect(heard.at(-1)).toBe(wanted);
    expect(blocks[0]?.blockNumber.toString()).toBe(before);
  });

  it('ask the peer about the ledger itself', async () => {
    const height = BigInt(await heightOf(configured));
    await opened('one-more');
    expect(BigInt(await heightOf(configured))).toBeGreaterThan(height);
  });

  it('see nothing of a ledger channel that their organization is no member of', async () => {
    const [first] = network.profiles;
    const stranger = await connectLegacyGateway(first, { discovery: true });
    try {
      await expect(contractOf(stranger)).rejects.toThrow(/access denied$/u);
    } finally {
      stranger.disconnect();
    }
  });

  /** Opens an instance through the legacy client and answers its id. */
  async function opened(name: string): Promise<string> {
    const contract = await contractOf(configured);
    await contract.submitTransaction('initECSResource', ...instance(name));
    return `${name}-${run}`;
  }

  /** Number of blocks of the ledger channel, out of `common.BlockchainInfo`: its first field, a varint. */
  async function heightOf(gateway: Gateway): Promise<string> {
    const contract = (await gateway.getNetwork(CHANNEL)).getContract('qscc');
    const info = await contract.evaluateTransaction('GetChainInfo', CHANNEL);
    expect(info[0]).toBe(0x08);
    let height = 0n;
    for (let at = 1, shift = 0n; at < 10; at += 1, shift += 7n) {
      const byte = info[at] ?? 0;
      height |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return height.toString();
  }
});
