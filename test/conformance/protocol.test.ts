import { createHash } from 'node:crypto';

import { status } from '@grpc/grpc-js';
import { type Gateway, GatewayError, type Network, StatusCode } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { LedgerClient } from '../support/ledger-client.js';
import { type NetworkUnderTest, networkUnderTest } from '../support/network-under-test.js';

const CHANNEL = 'channel13';
const READ = 'listOrganizations';
const WRITE = 'allowProviderOpen';

type Block = Awaited<ReturnType<Network['getBlockEvents']>> extends AsyncIterable<infer T> ? T : never;

describe('what a peer and an orderer answer', () => {
  let network: NetworkUnderTest;
  let client: LedgerClient;
  let stranger: LedgerClient;
  let gateway: Gateway;

  beforeAll(async () => {
    network = await networkUnderTest();
    const [, second, third] = network.profiles;
    client = await LedgerClient.connect(third);
    stranger = await LedgerClient.connect(second);
    gateway = client.gateway;
  });

  afterAll(async () => {
    client.close();
    stranger.close();
    await network.stop();
  });

  const proposalOf = (chaincode: string, channel = CHANNEL, orgs?: string[]) =>
    gateway
      .getNetwork(channel)
      .getContract(chaincode)
      .newProposal(READ, orgs === undefined ? {} : { endorsingOrganizations: orgs });
  const write = () => client.contract(CHANNEL).newProposal(WRITE, { arguments: ['00001', 'false'] });

  it.each([
    ['an unknown chaincode', () => proposalOf('nobody').endorse(), status.FAILED_PRECONDITION],
    ['an unknown chaincode, evaluating', () => proposalOf('nobody').evaluate(), status.FAILED_PRECONDITION],
    ['an unknown channel', () => proposalOf('cloudfed', 'nowhere').endorse(), status.FAILED_PRECONDITION],
    ['an unknown channel, evaluating', () => proposalOf('cloudfed', 'nowhere').evaluate(), status.UNAVAILABLE],
    [
      'an organization that is no member',
      () => proposalOf('cloudfed', CHANNEL, ['Org2MSP']).endorse(),
      status.UNAVAILABLE,
    ],
  ])('%s has Fabric’s code', async (_case, call, code) => {
    expect((await failureOf(call())).code).toBe(code);
  });

  it('a proposal somebody else has signed is refused by the peer', async () => {
    const proposal = write();
    const forged = gateway.newSignedProposal(
      proposal.getBytes(),
      await client.sign(sha256(Buffer.from('something else'))),
    );
    const endorsing = await failureOf(forged.endorse());
    expect(endorsing.code).toBe(status.ABORTED);
    expect(endorsing.details.map(({ message }) => message).join()).toContain(
      `error validating proposal: access denied: channel [${CHANNEL}] creator org [Org3MSP]`,
    );
    const evaluating = await failureOf(forged.evaluate());
    expect(evaluating.code).toBe(status.FAILED_PRECONDITION);
    expect(evaluating.message).toContain(`access denied: channel [${CHANNEL}] creator org [Org3MSP]`);
  });

  it('a transaction somebody else has signed is refused by the orderer', async () => {
    const transaction = await write().endorse();
    const forged = gateway.newSignedTransaction(
      transaction.getBytes(),
      await client.sign(sha256(Buffer.from('something else'))),
    );
    const failure = await failureOf(forged.submit());
    expect(failure.code).toBe(status.ABORTED);
    expect(failure.message).toContain('FORBIDDEN');
  });

  it('a transaction whose endorsed bytes were changed never counts', async () => {
    const transaction = await write().endorse();
    const bytes = Buffer.from(transaction.getBytes());
    const at = bytes.lastIndexOf('"allowed"');
    expect(at).toBeGreaterThan(0);
    bytes[at + 1] = 'A'.charCodeAt(0);
    const changed = gateway.newSignedTransaction(bytes, Buffer.of());
    const signed = gateway.newSignedTransaction(bytes, await client.sign(changed.getDigest()));
    const submitted = await signed.submit();
    expect((await submitted.getStatus()).code).toBe(StatusCode.ENDORSEMENT_POLICY_FAILURE);
  });

  it('a stranger learns nothing of a channel: no commit, no event, no block', async () => {
    const submitted = await (await write().endorse()).submit();
    const { transactionId } = await submitted.getStatus();
    expect(transactionId).toMatch(/^[0-9a-f]{64}$/u);
    const from = stranger.network(CHANNEL);
    for (const open of [
      async () => firstOf(await from.getChaincodeEvents(client.chaincode, { startBlock: 0n })),
      async () => firstOf(await from.getFilteredBlockEvents({ startBlock: 0n })),
      async () => firstOf(await from.getBlockEvents({ startBlock: 0n })),
    ]) {
      const failure = await outcomeOf(open());
      expect(failure).not.toBeUndefined();
      if (failure instanceof GatewayError) expect([status.PERMISSION_DENIED, status.UNKNOWN]).toContain(failure.code);
    }
  });

  it('blocks follow from one another, and filtered ones say the same of their transactions', async () => {
    await (await (await write().endorse()).submit()).getStatus();
    const full = await client.network(CHANNEL).getBlockEvents({ startBlock: 0n });
    const filtered = await client.network(CHANNEL).getFilteredBlockEvents({ startBlock: 0n });
    try {
      const blocks = await take(full, 5);
      const summaries = await take(filtered, 5);
      let previous: Buffer | undefined;
      for (const [number, block] of blocks.entries()) {
        const header = block.getHeader();
        expect(header?.getNumber()).toBe(number);
        if (previous !== undefined) expect(Buffer.from(header?.getPreviousHash_asU8() ?? [])).toEqual(previous);
        const data = block.getData()?.getDataList_asU8() ?? [];
        expect(Buffer.from(header?.getDataHash_asU8() ?? [])).toEqual(sha256(Buffer.concat(data)));
        previous = headerHash(block);
        const codes = Buffer.from(block.getMetadata()?.getMetadataList_asU8()[2] ?? []);
        const told = summaries[number]?.getFilteredTransactionsList() ?? [];
        expect(told.map((transaction) => transaction.getTxValidationCode())).toEqual([...codes]);
        expect(codes).toHaveLength(data.length);
      }
    } finally {
      full.close();
      filtered.close();
    }
  });
});

async function take<T>(events: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const event of events) {
    taken.push(event);
    if (taken.length === count) break;
  }
  return taken;
}

async function firstOf<T>(events: AsyncIterable<T> & { close(): void }): Promise<T | undefined> {
  try {
    return (await take(events, 1))[0];
  } finally {
    events.close();
  }
}

/** sha256 of the DER of SEQUENCE{number, previous hash, data hash}. */
function headerHash(block: Block): Buffer {
  const header = block.getHeader();
  const number = header?.getNumber() ?? 0;
  expect(number).toBeLessThan(128);
  const octets = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.of(0x04, bytes.length), bytes]);
  const content = Buffer.concat([
    Buffer.of(0x02, 1, number),
    octets(header?.getPreviousHash_asU8() ?? new Uint8Array()),
    octets(header?.getDataHash_asU8() ?? new Uint8Array()),
  ]);
  return sha256(Buffer.concat([Buffer.of(0x30, content.length), content]));
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return error;
  }
}

async function failureOf(call: Promise<unknown>): Promise<GatewayError> {
  const outcome = await outcomeOf(call);
  if (outcome instanceof GatewayError) return outcome;
  throw outcome instanceof Error ? outcome : new Error('the call did not fail');
}
