import * as grpc from '@grpc/grpc-js';
import { EndorseError, GatewayError, checkpointers } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LockedError, startEmbeddedNetwork } from './index.js';
import { TestNetwork, freshKey, networkOptions } from './testing/test-network.js';

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const json = (bytes: Uint8Array): unknown => JSON.parse(utf8(bytes));

/** Runs something that must fail as a gateway call. */
async function failureOf(work: Promise<unknown>): Promise<GatewayError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it succeeded');
}

describe('an embedded network', () => {
  let net: TestNetwork;
  const contractOf = (mspId: string, channel = 'channel12') =>
    net.gateway(mspId).getNetwork(channel).getContract('probe');

  beforeAll(async () => {
    net = await TestNetwork.start();
  }, 60_000);

  afterAll(async () => {
    await net.stop();
  });

  it('commits what an unmodified client submits, and shows it to the other org', async () => {
    const key = freshKey();
    expect(utf8(await contractOf('Org1MSP').submitTransaction('put', key, 'value'))).toBe('value');
    expect(utf8(await contractOf('Org2MSP').evaluateTransaction('get', key))).toBe('value');
  });

  it('endorses by any two of three orgs on a channel of three', async () => {
    const key = freshKey();
    for (const [mspId, value] of [
      ['Org1MSP', 'one'],
      ['Org2MSP', 'two'],
      ['Org3MSP', 'three'],
    ] as const) {
      await contractOf(mspId, 'channelall').submitTransaction('put', key, value);
      expect(utf8(await contractOf('Org1MSP', 'channelall').evaluateTransaction('get', key))).toBe(value);
    }
  });

  it('keeps the ledgers of two channels apart', async () => {
    const key = freshKey();
    await contractOf('Org1MSP').submitTransaction('put', key, 'pair');
    expect(utf8(await contractOf('Org1MSP', 'channelall').evaluateTransaction('get', key))).toBe('');
  });

  it('does not let a transaction see its own writes', async () => {
    const key = freshKey();
    await contractOf('Org1MSP').submitTransaction('put', key, 'before');
    expect(utf8(await contractOf('Org1MSP').submitTransaction('writeThenRead', key, 'after'))).toBe('before');
    expect(utf8(await contractOf('Org1MSP').evaluateTransaction('get', key))).toBe('after');
  });

  it('reads ranges of more rows than one answer holds, in UTF-8 order', async () => {
    const prefix = freshKey('range');
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('putMany', `${prefix}-`, '250');
    await contract.submitTransaction('put', `${prefix}-\u{1f600}`, 'astral');
    await contract.submitTransaction('put', `${prefix}-\uff5e`, 'wide');
    const rows = json(await contract.evaluateTransaction('range', `${prefix}-`, `${prefix}.`)) as [string, string][];
    expect(rows).toHaveLength(252);
    expect(rows.at(0)).toEqual([`${prefix}-000000`, '0']);
    expect(rows.slice(-2).map(([, value]) => value)).toEqual(['wide', 'astral']);
  });

  it('submits transactions that read long ranges', async () => {
    const prefix = freshKey('long');
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('putMany', `${prefix}-`, '3000');
    const target = freshKey();
    expect(utf8(await contract.submitTransaction('countRange', `${prefix}-`, `${prefix}.`, target))).toBe('3000');
    expect(utf8(await contract.evaluateTransaction('get', target))).toBe('3000');
  });

  it('pages through a range by bookmarks', async () => {
    const prefix = freshKey('page');
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('putMany', `${prefix}-`, '25');
    const seen: string[] = [];
    let bookmark = '';
    const counts: number[] = [];
    do {
      const page = json(await contract.evaluateTransaction('page', `${prefix}-`, `${prefix}.`, '10', bookmark)) as {
        entries: [string, string][];
        bookmark: string;
        count: number;
      };
      seen.push(...page.entries.map(([, value]) => value));
      counts.push(page.count);
      bookmark = page.bookmark;
    } while (bookmark !== '');
    expect(counts).toEqual([10, 10, 5]);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
  });

  it('finds composite keys by a part of them', async () => {
    const type = freshKey('type');
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('putComposite', type, '["a","1"]', 'a1');
    await contract.submitTransaction('putComposite', type, '["a","2"]', 'a2');
    await contract.submitTransaction('putComposite', type, '["b","1"]', 'b1');
    expect(json(await contract.evaluateTransaction('composite', type, '["a"]'))).toEqual([
      [['a', '1'], 'a1'],
      [['a', '2'], 'a2'],
    ]);
  });

  it('tells the history of a key, newest first', async () => {
    const key = freshKey();
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('put', key, 'one');
    await contract.submitTransaction('remove', key);
    await contract.submitTransaction('put', key, 'two');
    const entries = json(await contract.evaluateTransaction('history', key)) as Record<string, unknown>[];
    expect(entries.map(({ value, isDelete }) => [value, isDelete])).toEqual([
      ['two', false],
      ['', true],
      ['one', false],
    ]);
    const [newest] = entries as [{ seconds: number; txId: string }];
    expect(Math.abs(newest.seconds - Date.now() / 1000)).toBeLessThan(60);
    expect(newest.txId).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the chaincode the caller, the time, the channel and transient data', async () => {
    const gateway = net.gateway('Org2MSP');
    const contract = gateway.getNetwork('channel12').getContract('probe');
    const caller = json(await contract.evaluateTransaction('caller')) as Record<string, unknown>;
    expect(caller).toMatchObject({ mspId: 'Org2MSP', channel: 'channel12', peerMspId: 'Org2MSP' });
    expect(caller['id']).toContain('User1@org2.example.com');
    const transient = await contract.evaluate('transient', {
      arguments: ['secret'],
      transientData: { secret: 'quiet' },
    });
    expect(utf8(transient)).toBe('quiet');
    const submitted = await contract.submit('transient', { arguments: ['secret'], transientData: { secret: 'hush' } });
    expect(utf8(submitted)).toBe('hush');
  });

  it('works with offline signing', async () => {
    const gateway = net.gateway('Org1MSP');
    const contract = gateway.getNetwork('channel12').getContract('probe');
    const key = freshKey();
    const proposal = gateway.newProposal(contract.newProposal('put', { arguments: [key, 'offline'] }).getBytes());
    const transaction = await proposal.endorse();
    const commit = await gateway.newTransaction(transaction.getBytes()).submit();
    const status = await gateway.newCommit(commit.getBytes()).getStatus();
    expect(status.successful).toBe(true);
    expect(utf8(await contract.evaluateTransaction('get', key))).toBe('offline');
  });

  it('runs on the orgs the client names', async () => {
    const contract = contractOf('Org1MSP', 'channelall');
    const key = freshKey();
    await contract.submit('put', { arguments: [key, 'x'], endorsingOrganizations: ['Org2MSP', 'Org3MSP'] });
    expect(utf8(await contract.evaluateTransaction('get', key))).toBe('x');
    const answer = await contract.evaluate('caller', { endorsingOrganizations: ['Org3MSP'] });
    expect(json(answer)).toMatchObject({ peerMspId: 'Org3MSP' });
  });

  it('cuts a block at once when nothing else is on its way', async () => {
    const contract = contractOf('Org1MSP');
    await contract.submitTransaction('put', freshKey(), 'warm');
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const begin = performance.now();
      await contract.submitTransaction('put', freshKey(), 'x');
      times.push(performance.now() - begin);
    }
    // Far below a batch timeout of any real network; the figure itself is a matter of the bench.
    expect(Math.min(...times)).toBeLessThan(150);
  });

  describe('events', () => {
    it('delivers chaincode events from a block on, and goes on after a transaction', async () => {
      const network = net.gateway('Org1MSP').getNetwork('channel12');
      const contract = network.getContract('probe');
      const start = BigInt(net.network.height('channel12') ?? 0);
      const ids: string[] = [];
      for (const payload of ['one', 'two', 'three'])
        ids.push(utf8(await contract.submitTransaction('emit', 'said', payload)));
      const events = await network.getChaincodeEvents('probe', { startBlock: start });
      const seen: string[] = [];
      for await (const event of events) {
        seen.push(`${event.eventName}:${utf8(event.payload)}`);
        if (seen.length === 3) break;
      }
      expect(seen).toEqual(['said:one', 'said:two', 'said:three']);
      const checkpointer = checkpointers.inMemory();
      await checkpointer.checkpointTransaction(start, ids[0] ?? '');
      const rest = await network.getChaincodeEvents('probe', { startBlock: 0n, checkpoint: checkpointer });
      const after: string[] = [];
      for await (const event of rest) {
        after.push(event.transactionId);
        if (after.length === 2) break;
      }
      expect(after).toEqual(ids.slice(1));
    });

    it('delivers new blocks, whole and filtered, as they are committed', async () => {
      const network = net.gateway('Org2MSP').getNetwork('channel12');
      const [blocks, filtered] = [await network.getBlockEvents(), await network.getFilteredBlockEvents()];
      const id = utf8(await network.getContract('probe').submitTransaction('emit', 'said', 'secret'));
      for await (const block of blocks) {
        expect(block.getData()?.getDataList()).toHaveLength(1);
        expect(Number(block.getHeader()?.getNumber())).toBe((net.network.height('channel12') ?? 0) - 1);
        break;
      }
      for await (const block of filtered) {
        const [transaction] = block.getFilteredTransactionsList();
        expect(transaction?.getTxid()).toBe(id);
        const event = transaction?.getTransactionActions()?.getChaincodeActionsList()[0]?.getChaincodeEvent();
        expect(event?.getEventName()).toBe('said');
        expect(event?.getPayload_asU8()).toHaveLength(0);
        break;
      }
    });

    it('gives an invalid transaction no chaincode event', async () => {
      const network = net.gateway('Org1MSP').getNetwork('channel12');
      const contract = network.getContract('probe');
      const first = await contract.newProposal('emit', { arguments: ['said', 'twice'] }).endorse();
      const commit = await first.submit();
      const { blockNumber } = await commit.getStatus();
      await first.submit();
      const last = utf8(await contract.submitTransaction('emit', 'said', 'end'));
      const events = await network.getChaincodeEvents('probe', { startBlock: blockNumber });
      const ids: string[] = [];
      for await (const event of events) {
        ids.push(event.transactionId);
        if (event.transactionId === last) break;
      }
      expect(ids).toEqual([first.getTransactionId(), last]);
    });
  });

  describe('failures look as those of a real peer', () => {
    it('an error of the chaincode', async () => {
      const submitted = await failureOf(contractOf('Org1MSP').submitTransaction('fail', 'CODE: a sentence'));
      expect(submitted).toBeInstanceOf(EndorseError);
      expect(submitted.code).toBe(grpc.status.ABORTED);
      expect(submitted.message).toContain('failed to endorse transaction, see attached details for more info');
      expect(submitted.details).toHaveLength(1);
      expect(submitted.details[0]).toMatchObject({
        mspId: 'Org1MSP',
        message: 'chaincode response 500, CODE: a sentence',
      });
      const evaluated = await failureOf(contractOf('Org1MSP').evaluateTransaction('fail', 'CODE: a sentence'));
      expect(evaluated.code).toBe(grpc.status.UNKNOWN);
      expect(evaluated.message).toContain(
        'evaluate call to endorser returned error: chaincode response 500, CODE: a sentence',
      );
    });

    it('an unknown chaincode', async () => {
      const contract = net.gateway('Org1MSP').getNetwork('channel12').getContract('nothing');
      const submitted = await failureOf(contract.submitTransaction('put', 'a', 'b'));
      expect(submitted.code).toBe(grpc.status.FAILED_PRECONDITION);
      expect(submitted.message).toContain('no combination of peers can be derived');
      expect(submitted.details).toHaveLength(0);
      const evaluated = await failureOf(contract.evaluateTransaction('get', 'a'));
      expect(evaluated.code).toBe(grpc.status.FAILED_PRECONDITION);
      expect(evaluated.message).toContain('no peers available to evaluate chaincode nothing in channel channel12');
    });

    it('an unknown channel', async () => {
      const contract = net.gateway('Org1MSP').getNetwork('nowhere').getContract('probe');
      expect((await failureOf(contract.submitTransaction('put', 'a', 'b'))).code).toBe(grpc.status.FAILED_PRECONDITION);
      expect((await failureOf(contract.evaluateTransaction('get', 'a'))).code).toBe(grpc.status.UNAVAILABLE);
    });

    it('an unknown endorsing org', async () => {
      const contract = contractOf('Org1MSP');
      const failure = await failureOf(
        contract.submit('put', { arguments: ['a', 'b'], endorsingOrganizations: ['Org3MSP'] }),
      );
      expect(failure.code).toBe(grpc.status.UNAVAILABLE);
      expect(failure.message).toContain('failed to find any endorsing peers for org(s): Org3MSP');
    });

    it('a bad signature under a transaction', async () => {
      const gateway = net.gateway('Org1MSP');
      const contract = gateway.getNetwork('channel12').getContract('probe');
      const transaction = await contract.newProposal('put', { arguments: [freshKey(), 'x'] }).endorse();
      const other = net.gateway('Org1MSP');
      const unsigned = other.newSignedTransaction(transaction.getBytes(), Buffer.from('3006020101020101', 'hex'));
      const failure = await failureOf(unsigned.submit());
      expect(failure.code).toBe(grpc.status.ABORTED);
      expect(failure.message).toContain('status=FORBIDDEN');
    });

    it('two orgs that disagree', async () => {
      const failure = await failureOf(contractOf('Org1MSP').submitTransaction('nondeterministic', freshKey()));
      expect(failure.code).toBe(grpc.status.ABORTED);
      expect(failure.details[0]?.message).toBe('ProposalResponsePayloads do not match');
    });

    it('what the network does not have', async () => {
      const contract = contractOf('Org1MSP');
      for (const [call, message] of [
        [['callOther', 'other'], 'chaincode cannot call chaincode on this network'],
        [['privateGet', 'collection', 'key'], 'private data is not supported by this network'],
        [['richQuery', '{}'], 'ExecuteQuery not supported for leveldb'],
      ] as const) {
        const [name, ...args] = call;
        const failure = await failureOf(contract.evaluateTransaction(name, ...args));
        expect(failure.code).toBe(grpc.status.UNKNOWN);
        expect(failure.message).toContain(message);
      }
    });

    it('an unsigned-for channel: a writer of another org', async () => {
      const contract = net.gateway('Org3MSP').getNetwork('channel12').getContract('probe');
      expect((await failureOf(contract.submitTransaction('put', 'a', 'b'))).code).toBe(grpc.status.FAILED_PRECONDITION);
    });
  });
});

describe('an embedded network that stops and starts', () => {
  it('has after a restart what it had before, and goes on', async () => {
    const net = await TestNetwork.start();
    try {
      const key = freshKey();
      const before = net.gateway('Org1MSP').getNetwork('channel12').getContract('probe');
      await before.submitTransaction('put', key, 'one');
      await before.submitTransaction('put', key, 'two');
      const height = net.network.height('channel12');
      await net.close();
      await net.open();
      expect(net.network.height('channel12')).toBe(height);
      const after = net.gateway('Org2MSP').getNetwork('channel12').getContract('probe');
      expect(utf8(await after.evaluateTransaction('get', key))).toBe('two');
      expect(json(await after.evaluateTransaction('history', key))).toHaveLength(2);
      await after.submitTransaction('put', key, 'three');
      expect(utf8(await after.evaluateTransaction('get', key))).toBe('three');
    } finally {
      await net.stop();
    }
  }, 60_000);

  it('lets one process at a time use a data folder', async () => {
    const net = await TestNetwork.start({ orgs: ['Org1MSP'] });
    try {
      const options = networkOptions({ rootDir: net.rootDir, dataDir: net.dataDir, chaincodes: new Map() });
      await expect(startEmbeddedNetwork(options)).rejects.toBeInstanceOf(LockedError);
    } finally {
      await net.stop();
    }
  }, 60_000);

  it('is unavailable, not broken, while a chaincode is away, and finds it again', async () => {
    const net = await TestNetwork.start();
    try {
      const contract = net.gateway('Org1MSP').getNetwork('channel12').getContract('probe');
      const key = freshKey();
      await contract.submitTransaction('put', key, 'before');
      await net.chaincodes.get('Org2MSP')?.stop();
      await expect
        .poll(() => failureOf(contract.submitTransaction('put', key, 'x')).then(({ code }) => code))
        .toBe(grpc.status.UNAVAILABLE);
      expect(utf8(await contract.evaluateTransaction('get', key))).toBe('before');
      const three = net.gateway('Org1MSP').getNetwork('channelall').getContract('probe');
      await three.submitTransaction('put', key, 'by the other two');
      await net.chaincodes.get('Org2MSP')?.start();
      expect(await net.network.chaincodesReady(10_000)).toBe(true);
      await contract.submitTransaction('put', key, 'after');
      expect(utf8(await contract.evaluateTransaction('get', key))).toBe('after');
    } finally {
      await net.stop();
    }
  }, 60_000);
});
