import { randomBytes } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import { CommitError, type Contract, EndorseError, GatewayError, StatusCode } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LedgerClient } from '../support/ledger-client.js';
import { type NetworkUnderTest, networkUnderTest } from '../support/network-under-test.js';
import { agreeTerms, eventually } from '../support/terms.js';

const CHANNEL = 'channel13';
/** Ids of this run: a network that is kept has those of earlier runs. */
const run = randomBytes(4).toString('hex');

describe('a network of three organizations', () => {
  let network: NetworkUnderTest;
  let provider: LedgerClient;
  let consumer: LedgerClient;
  let stranger: LedgerClient;

  beforeAll(async () => {
    network = await networkUnderTest();
    const [first, second, third] = network.profiles;
    [provider, stranger, consumer] = (await Promise.all(
      [first, second, third].map((profile) => LedgerClient.connect(profile)),
    )) as [LedgerClient, LedgerClient, LedgerClient];
    await agreeTerms(
      CHANNEL,
      { client: provider, name: 'CNIC', orgId: '00001' },
      { client: consumer, name: 'CSTNET', orgId: '00003' },
    );
  });

  afterAll(async () => {
    for (const client of [provider, consumer, stranger]) client.close();
    await network.stop();
  });

  function instance(name: string): string[] {
    return [`${name}-${run}`, 'CNIC', '00001', 'CSTNET', '00003001', 'ECS', 'public', '1', '1', '1', '1', '1'];
  }

  const contractOf = (client: LedgerClient): Contract => client.contract(CHANNEL);

  it('runs a function on both sides and answers with its result', async () => {
    const opened = JSON.parse(await consumer.submit(CHANNEL, 'initECSResource', ...instance('a'))) as object;
    const args = ['readResource', 'ECSResource', `a-${run}`] as const;
    await eventually(async () => {
      expect(JSON.parse(await provider.evaluate(CHANNEL, ...args))).toEqual(opened);
    });
    expect(JSON.parse(await consumer.evaluate(CHANNEL, ...args))).toEqual(opened);
  });

  it('passes a refusal on: ABORTED with each peer’s words when endorsing, UNKNOWN when evaluating', async () => {
    const endorsing = await failureOf(contractOf(consumer).submitTransaction('initECSResource', 'x'));
    expect(endorsing).toBeInstanceOf(EndorseError);
    expect(endorsing.code).toBe(status.ABORTED);
    expect(endorsing.details.length).toBeGreaterThan(0);
    for (const { message } of endorsing.details) {
      expect(message).toMatch(/^chaincode response 500, INVALID_ARGUMENT: arguments: /u);
    }
    const evaluating = await failureOf(contractOf(consumer).evaluateTransaction('readResource', 'quota', 'none'));
    expect(evaluating.code).toBe(status.UNKNOWN);
    expect(evaluating.message).toMatch(/chaincode response 500, NOT_FOUND: /u);
  });

  it('an unknown function is refused by the contract', async () => {
    expect(await consumer.evaluate(CHANNEL, 'noSuchFunction')).toMatch(/^INVALID_ARGUMENT: /u);
  });

  it('lets no stranger in, whichever way', async () => {
    expect(await stranger.evaluate(CHANNEL, 'listOrganizations')).toMatch(/^no chaincode: /u);
    const endorsing = await failureOf(contractOf(stranger).submitTransaction('listOrganizations'));
    expect(endorsing.code).not.toBe(status.OK);
  });

  it('judges a transaction that one organization alone endorsed', async () => {
    const proposal = contractOf(consumer).newProposal('allowProviderOpen', {
      arguments: ['00001', 'true'],
      endorsingOrganizations: [network.profiles[2].mspId],
    });
    const submitted = await (await proposal.endorse()).submit();
    expect((await submitted.getStatus()).code).toBe(StatusCode.ENDORSEMENT_POLICY_FAILURE);
    expect(await consumer.evaluate(CHANNEL, 'readAllowance', '00001', '00003')).toContain('"allowed":false');
  });

  it('of two transactions that read and write one key, one counts', async () => {
    const endorse = (name: string) =>
      contractOf(consumer)
        .newProposal('initECSResource', { arguments: instance(name) })
        .endorse();
    const [one, other] = await Promise.all([endorse('race-1'), endorse('race-2')]);
    const submitted = await Promise.all([one.submit(), other.submit()]);
    const codes = await Promise.all(submitted.map(async (transaction) => (await transaction.getStatus()).code));
    expect(codes.sort((a, b) => a - b)).toEqual([StatusCode.VALID, StatusCode.MVCC_READ_CONFLICT]);
  });

  it('a range that was read must not have changed', async () => {
    await consumer.submit(CHANNEL, 'initECSResource', ...instance('phantom'));
    const proposal = contractOf(consumer).newProposal('queryProviderBill', { arguments: ['00001', 'ECSBill'] });
    const reading = await eventually(() => proposal.endorse());
    await consumer.submit(CHANNEL, 'billedECS', `phantom-${run}`, '00001', '00003001');
    const submitted = await reading.submit();
    expect((await submitted.getStatus()).code).toBe(StatusCode.PHANTOM_READ_CONFLICT);
  });

  it('a transaction sent twice counts once', async () => {
    const transaction = await contractOf(consumer)
      .newProposal('initECSResource', { arguments: instance('twice') })
      .endorse();
    const first = await transaction.submit();
    expect((await first.getStatus()).successful).toBe(true);
    const second = await transaction.submit();
    expect(await second.getStatus()).toMatchObject({
      successful: true,
      blockNumber: (await first.getStatus()).blockNumber,
    });
  });

  it('tells an invalid transaction as an error of its commit', async () => {
    const endorse = (name: string) =>
      contractOf(consumer)
        .newProposal('initECSResource', { arguments: instance(name) })
        .endorse();
    const late = await endorse('late');
    await consumer.submit(CHANNEL, 'initECSResource', ...instance('first'));
    const submitted = await late.submit();
    const outcome = await submitted.getStatus();
    expect(outcome.successful).toBe(false);
    expect(new CommitError({ message: 'judged', transactionId: outcome.transactionId, code: outcome.code }).code).toBe(
      StatusCode.MVCC_READ_CONFLICT,
    );
  });

  it('concurrent bills do not conflict', async () => {
    const names = Array.from({ length: 20 }, (_, at) => `bill-${at}`);
    const items = names.map((name) => ({ fn: 'initECSResource', args: instance(name) }));
    const opened = JSON.parse(await consumer.submit(CHANNEL, 'group', JSON.stringify({ items }))) as {
      results: object[];
    };
    expect(opened.results.every((result) => 'ok' in result)).toBe(true);
    const bills = await Promise.all(
      names.map((name) => consumer.submit(CHANNEL, 'billedECS', `${name}-${run}`, '00001', '00003001')),
    );
    for (const bill of bills) expect(bill).toMatch(/^\{"objectType":"ECSBill"/u);
  });

  it('gives lists in pages that join without gap or repeat', async () => {
    const ids: string[] = [];
    let bookmark = '';
    do {
      const page = JSON.parse(
        await consumer.evaluate(CHANNEL, 'queryProviderBillPage', '00001', 'ECSBill', '7', bookmark),
      ) as {
        result: { instanceID: string }[];
        bookmark: string;
      };
      expect(page.result.length).toBeLessThanOrEqual(7);
      ids.push(...page.result.map(({ instanceID }) => instanceID));
      bookmark = page.bookmark;
    } while (bookmark !== '');
    const all = JSON.parse(await consumer.evaluate(CHANNEL, 'queryProviderBill', '00001', 'ECSBill')) as {
      result: { instanceID: string }[];
    };
    expect(ids).toEqual(all.result.map(({ instanceID }) => instanceID));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(20);
  });

  it('a total is the sum of the bills', async () => {
    const { result } = JSON.parse(await consumer.evaluate(CHANNEL, 'queryProviderBill', '00001', 'ECSBill')) as {
      result: { totalCost: number }[];
    };
    const sum = result.reduce((total, bill) => total + BigInt(bill.totalCost), 0n);
    expect(await consumer.evaluate(CHANNEL, 'queryProviderTotalCost', '00001', 'ECSBill')).toBe(sum.toString());
  });

  it('tells events of valid transactions, in order, also behind a position', async () => {
    const from = network.profiles[0];
    const client = await LedgerClient.connect(from);
    try {
      const before = await lastBlock(consumer, `ev-0-${run}`);
      for (const name of ['ev-1', 'ev-2', 'ev-3']) {
        await consumer.submit(CHANNEL, 'initECSResource', ...instance(name));
      }
      const seen = await take(client, { startBlock: before }, (id) => id === `ev-3-${run}`);
      const ids = seen.map(({ id }) => id).filter((id) => id.startsWith('ev-') && id.endsWith(run));
      expect(ids).toEqual(['ev-0', 'ev-1', 'ev-2', 'ev-3'].map((name) => `${name}-${run}`));
      const second = seen.find(({ id }) => id === `ev-1-${run}`);
      if (second === undefined) throw new Error('the event is missing');
      const behind = await take(
        client,
        { checkpoint: { getBlockNumber: () => second.blockNumber, getTransactionId: () => second.transactionId } },
        (id) => id === `ev-3-${run}`,
      );
      expect(behind.map(({ id }) => id)).toEqual([`ev-2-${run}`, `ev-3-${run}`]);
    } finally {
      client.close();
    }
  });

  /** Opens an instance and answers the block it is in. */
  async function lastBlock(client: LedgerClient, id: string): Promise<bigint> {
    const transaction = await contractOf(client)
      .newProposal('initECSResource', { arguments: [id, ...instance('x').slice(1)] })
      .endorse();
    return (await (await transaction.submit()).getStatus()).blockNumber;
  }
});

interface SeenChange {
  readonly id: string;
  readonly blockNumber: bigint;
  readonly transactionId: string;
}

type EventsFrom = Parameters<ReturnType<LedgerClient['network']>['getChaincodeEvents']>[1];

async function take(client: LedgerClient, from: EventsFrom, isLast: (id: string) => boolean): Promise<SeenChange[]> {
  const events = await client.network(CHANNEL).getChaincodeEvents(client.chaincode, from);
  const seen: SeenChange[] = [];
  try {
    for await (const { payload, blockNumber, transactionId } of events) {
      const { changes } = JSON.parse(Buffer.from(payload).toString()) as { changes: { id: string }[] };
      seen.push(...changes.map(({ id }) => ({ id, blockNumber, transactionId })));
      if (changes.some(({ id }) => isLast(id))) return seen;
    }
  } finally {
    events.close();
  }
  return seen;
}

async function failureOf(call: Promise<unknown>): Promise<GatewayError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('the call did not fail');
}
