import { randomUUID } from 'node:crypto';
import * as grpc from '@grpc/grpc-js';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../identities/index.js';
import { decodeEnvelope, decodeTransaction } from './protocol/envelope.js';
import { TestNetwork, clientOfOrderer, domainOf, freshKey } from './testing/test-network.js';
import {
  type ProposalParts,
  type TestSigner,
  broadcastRaw,
  callRaw,
  envelopeOfAnother,
  endorseRaw,
  highS,
  makeProposal,
  peerSigner,
  signEnvelope,
  signerOf,
  statusRaw,
  submitRaw,
  userSigner,
  withEndorsements,
} from './testing/transactions.js';

const VALID = 0;
const DUPLICATE_TXID = 9;
const ENDORSEMENT_POLICY_FAILURE = 10;
const MVCC_READ_CONFLICT = 11;
const PHANTOM_READ_CONFLICT = 12;

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

async function failureOf(work: Promise<unknown>): Promise<GatewayError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it succeeded');
}

/** A raw call that must fail: its code and its message. */
async function rawFailure(work: Promise<unknown>): Promise<{ code: number; message: string; details: string }> {
  try {
    await work;
  } catch (error) {
    const { code, details, metadata } = error as grpc.ServiceError;
    return { code, message: details, details: metadata.get('grpc-status-details-bin').map(String).join() };
  }
  throw new Error('it succeeded');
}

describe('transactions that must not count', () => {
  let net: TestNetwork;
  let user: TestSigner;
  let client: grpc.Client;

  beforeAll(async () => {
    net = await TestNetwork.start();
    user = userSigner(net.rootDir, 'Org1MSP');
    client = net.grpcClient('Org1MSP');
  }, 60_000);

  afterAll(async () => {
    await net.stop();
  });

  const contract = (mspId = 'Org1MSP') => net.gateway(mspId).getNetwork('channel12').getContract('probe');
  const propose = (...args: string[]) => makeProposal({ signer: user, channel: 'channel12', args });
  const read = async (key: string): Promise<string> => utf8(await contract().evaluateTransaction('get', key));

  /** Submits a signed envelope and waits for its code. */
  async function commit(envelope: Buffer): Promise<number> {
    await submitRaw(client, 'channel12', envelope);
    const { txId } = decodeEnvelope(envelope).header.channel;
    return (await statusRaw(client, { signer: user, channel: 'channel12', txId })).code;
  }

  describe('reads that are out of date', () => {
    it('lets one of two clients that race on one key win', async () => {
      const key = freshKey();
      const [one, two] = [contract('Org1MSP'), contract('Org2MSP')];
      const [first, second] = await Promise.all(
        [one, two].map((from) => from.newProposal('increment', { arguments: [key] }).endorse()),
      );
      const codes = await Promise.all(
        [first, second].map(async (transaction) => (await (await transaction?.submit())?.getStatus())?.code),
      );
      expect(codes.sort()).toEqual([VALID, MVCC_READ_CONFLICT]);
      expect(await read(key)).toBe('1');
    });

    it('lets one of many win, whatever blocks they come in', async () => {
      const key = freshKey();
      const transactions = await Promise.all(
        Array.from({ length: 20 }, () =>
          contract()
            .newProposal('increment', { arguments: [key] })
            .endorse(),
        ),
      );
      const codes = await Promise.all(
        transactions.map(async (transaction) => (await (await transaction.submit()).getStatus()).code),
      );
      expect(codes.filter((code) => code === VALID)).toHaveLength(1);
      expect(codes.filter((code) => code === MVCC_READ_CONFLICT)).toHaveLength(19);
      expect(await read(key)).toBe('1');
    });

    it.each([
      ['short', 10],
      ['long, kept as hashes', 180],
    ])('finds a phantom in a %s range', async (_name, count) => {
      const prefix = freshKey('phantom');
      await contract().submitTransaction('putMany', `${prefix}-`, String(count));
      const target = freshKey();
      const counted = await contract()
        .newProposal('countRange', { arguments: [`${prefix}-`, `${prefix}.`, target] })
        .endorse();
      const untouched = await contract()
        .newProposal('countRange', { arguments: [`${prefix}-`, `${prefix}.`, `${target}2`] })
        .endorse();
      expect((await (await untouched.submit()).getStatus()).code).toBe(VALID);
      await contract().submitTransaction('put', `${prefix}-000005x`, 'appears');
      expect((await (await counted.submit()).getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
      expect(await read(target)).toBe('');
    });

    it('finds a row that has gone, and one that has changed', async () => {
      for (const change of [
        ['remove', '-000003'],
        ['put', '-000003', 'other'],
      ] as const) {
        const prefix = freshKey('phantom');
        await contract().submitTransaction('putMany', `${prefix}-`, '8');
        const counted = await contract()
          .newProposal('countRange', { arguments: [`${prefix}-`, `${prefix}.`, freshKey()] })
          .endorse();
        const [name, suffix, ...rest] = change;
        await contract().submitTransaction(name, prefix + suffix, ...rest);
        expect((await (await counted.submit()).getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
      }
    });

    it('minds only the part of a range that was read', async () => {
      const prefix = freshKey('part');
      await contract().submitTransaction('putMany', `${prefix}-`, '300');
      const endorse = async () =>
        contract()
          .newProposal('countFirst', { arguments: [`${prefix}-`, `${prefix}.`, '5', freshKey()] })
          .endorse();
      const behind = await endorse();
      await contract().submitTransaction('put', `${prefix}-000290x`, 'behind what was read');
      expect((await (await behind.submit()).getStatus()).code).toBe(VALID);
      const inside = await endorse();
      await contract().submitTransaction('put', `${prefix}-000002x`, 'inside');
      expect((await (await inside.submit()).getStatus()).code).toBe(PHANTOM_READ_CONFLICT);
    });
  });

  describe('endorsements', () => {
    it('refuses a transaction that one org has not endorsed', async () => {
      const key = freshKey();
      const unsigned = await endorseRaw(client, propose('put', key, 'x'));
      const alone = withEndorsements(unsigned, (endorsements) => endorsements.slice(0, 1));
      expect(await commit(signEnvelope(alone, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await read(key)).toBe('');
    });

    it('refuses what the client had endorsed by one org only', async () => {
      const key = freshKey();
      const unsigned = await endorseRaw(client, propose('put', key, 'x'), ['Org2MSP']);
      expect(await commit(signEnvelope(unsigned, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await read(key)).toBe('');
    });

    it('counts one org once, however many of its peers sign', async () => {
      const key = freshKey();
      const unsigned = await endorseRaw(client, propose('put', key, 'x'));
      const signers = ['peer0', 'peer1'].map((label) => peerSigner(net.rootDir, 'Org1MSP', label));
      const twice = withEndorsements(unsigned, (_endorsements, payload) =>
        signers.map(({ serialized, sign }) => ({
          endorser: serialized,
          signature: sign(Buffer.concat([payload, serialized])),
        })),
      );
      expect(await commit(signEnvelope(twice, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
    });

    it('takes no client, and no peer of a stranger, for a peer', async () => {
      for (const stranger of [userSigner(net.rootDir, 'Org2MSP'), peerSigner(net.rootDir, 'Org3MSP')]) {
        const unsigned = await endorseRaw(client, propose('put', freshKey(), 'x'));
        const replaced = withEndorsements(unsigned, (endorsements, payload) => [
          ...endorsements.slice(0, 1),
          { endorser: stranger.serialized, signature: stranger.sign(Buffer.concat([payload, stranger.serialized])) },
        ]);
        expect(await commit(signEnvelope(replaced, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
      }
    });

    it('refuses a forged endorsement', async () => {
      const key = freshKey();
      const unsigned = await endorseRaw(client, propose('put', key, 'x'));
      const forged = withEndorsements(unsigned, ([first, second]) => {
        if (first === undefined || second === undefined) throw new Error('two endorsements expected');
        return [first, { endorser: second.endorser, signature: first.signature }];
      });
      expect(await commit(signEnvelope(forged, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await read(key)).toBe('');
    });

    it('refuses a result that is not the one endorsed', async () => {
      const key = freshKey();
      const unsigned = await endorseRaw(client, propose('put', key, 'AAAA'));
      const { responsePayload } = decodeTransaction(decodeEnvelope(unsigned).data);
      const changed = Buffer.from(responsePayload);
      changed.set(Buffer.from('BBBB'), changed.indexOf('AAAA'));
      const forged = withEndorsements(unsigned, (endorsements) => endorsements, changed);
      expect(await commit(signEnvelope(forged, user))).toBe(ENDORSEMENT_POLICY_FAILURE);
      expect(await read(key)).toBe('');
    });

    it('refuses a result that belongs to another proposal', async () => {
      const mine = await endorseRaw(client, propose('put', freshKey(), 'x'));
      const other = await endorseRaw(client, propose('put', freshKey(), 'y'));
      const { responsePayload, endorsements } = decodeTransaction(decodeEnvelope(other).data);
      const swapped = withEndorsements(mine, () => endorsements, responsePayload);
      const INVALID_ENDORSER_TRANSACTION = 5;
      expect(await commit(signEnvelope(swapped, user))).toBe(INVALID_ENDORSER_TRANSACTION);
    });
  });

  describe('signatures and identities', () => {
    it('refuses a forged signature under a proposal', async () => {
      const stranger = { serialized: user.serialized, sign: userSigner(net.rootDir, 'Org1MSP', 'Admin').sign };
      const proposal = makeProposal({ signer: stranger, channel: 'channel12', args: ['put', 'a', 'b'] });
      const failure = await rawFailure(endorseRaw(client, proposal));
      expect(failure.code).toBe(grpc.status.ABORTED);
      expect(failure.details).toContain(
        'error validating proposal: access denied: channel [channel12] creator org [Org1MSP]',
      );
    });

    it('refuses a forged signature under a transaction', async () => {
      const unsigned = await endorseRaw(client, propose('put', freshKey(), 'x'));
      const forged = signEnvelope(unsigned, userSigner(net.rootDir, 'Org1MSP', 'Admin'));
      const failure = await rawFailure(submitRaw(client, 'channel12', forged));
      expect(failure.code).toBe(grpc.status.ABORTED);
      expect(failure.message).toContain('status=FORBIDDEN');
    });

    it('refuses the other S of a good signature', async () => {
      const unsigned = await endorseRaw(client, propose('put', freshKey(), 'x'));
      const mirrored = signEnvelope(unsigned, { ...user, sign: (data) => highS(user.sign(data)) });
      const failure = await rawFailure(submitRaw(client, 'channel12', mirrored));
      expect(failure.message).toContain('status=FORBIDDEN');
    });

    it('refuses an expired certificate wherever it comes', async () => {
      const day = 86_400_000;
      const { certPath, keyPath } = (
        await addUser(
          net.rootDir,
          domainOf('Org1MSP'),
          { name: 'Late', role: 'client' },
          { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) },
        )
      ).msp;
      const late = signerOf('Org1MSP', certPath, keyPath);
      const proposal = makeProposal({ signer: late, channel: 'channel12', args: ['put', 'a', 'b'] });
      const endorsed = await rawFailure(endorseRaw(client, proposal));
      expect(endorsed.code).toBe(grpc.status.ABORTED);
      expect(endorsed.details).toContain('proposal client identity expired');
      const unsigned = await endorseRaw(client, propose('put', freshKey(), 'x'));
      const payload = Buffer.from(decodeEnvelope(unsigned).payload);
      expect(payload.includes(user.serialized)).toBe(true);
      const lateEnvelope = envelopeOfAnother(late, proposal.header, unsigned);
      const submitted = await rawFailure(submitRaw(client, 'channel12', lateEnvelope));
      expect(submitted.message).toContain('broadcast client identity expired');
    });

    it('lets no client of Org3 do anything on channel12', async () => {
      const own = net.gateway('Org3MSP').getNetwork('channel12').getContract('probe');
      expect((await failureOf(own.submitTransaction('put', 'a', 'b'))).code).toBe(grpc.status.FAILED_PRECONDITION);
      expect((await failureOf(own.evaluateTransaction('get', 'a'))).code).toBe(grpc.status.UNAVAILABLE);
      const network = net.gateway('Org3MSP', { via: 'Org1MSP' }).getNetwork('channel12');
      const through = network.getContract('probe');
      const submitted = await failureOf(through.submitTransaction('put', 'a', 'b'));
      expect(submitted.code).toBe(grpc.status.ABORTED);
      expect(submitted.details[0]?.message).toContain(
        'access denied: channel [channel12] creator org unknown, creator is malformed',
      );
      expect((await failureOf(through.evaluateTransaction('get', 'a'))).code).toBe(grpc.status.FAILED_PRECONDITION);
      const events = await network.getChaincodeEvents('probe');
      expect((await failureOf(events[Symbol.asyncIterator]().next())).code).toBe(grpc.status.PERMISSION_DENIED);
      const stranger = userSigner(net.rootDir, 'Org3MSP');
      const unsigned = await endorseRaw(client, propose('put', freshKey(), 'x'));
      const proposal = makeProposal({ signer: stranger, channel: 'channel12', args: ['put', 'a', 'b'] });
      const envelope = envelopeOfAnother(stranger, proposal.header, unsigned);
      const atOrderer = await broadcastRaw(clientOfOrderer(net.rootDir, net.network.orderer), envelope);
      expect(atOrderer.status).toBe(403);
      const { txId } = decodeEnvelope(unsigned).header.channel;
      const status = await rawFailure(statusRaw(client, { signer: stranger, channel: 'channel12', txId }));
      expect(status.code).toBe(grpc.status.PERMISSION_DENIED);
    });

    it('lets no peer write', async () => {
      const peer = peerSigner(net.rootDir, 'Org1MSP');
      const proposal = makeProposal({ signer: peer, channel: 'channel12', args: ['put', 'a', 'b'] });
      const failure = await rawFailure(endorseRaw(client, proposal));
      expect(failure.details).toContain("1 of the 'Writers' sub-policies");
    });

    it.each([
      ['a time 16 minutes ago', { timestampMs: Date.now() - 16 * 60_000 }, 'incorrect timestamp'],
      ['a time 16 minutes ahead', { timestampMs: Date.now() + 16 * 60_000 }, 'incorrect timestamp'],
      ['an id of its own making', { txId: 'f'.repeat(64) }, 'incorrectly computed txid'],
      ['no nonce', { nonce: Buffer.alloc(0) }, 'nonce is empty'],
      ['another kind of transaction', { type: 2 }, 'invalid header type'],
    ] as [string, Partial<ProposalParts>, string][])('refuses a proposal with %s', async (_name, wrong, message) => {
      const proposal = makeProposal({ signer: user, channel: 'channel12', args: ['put', 'a', 'b'], ...wrong });
      const failure = await rawFailure(endorseRaw(client, proposal));
      expect(failure.code).toBe(grpc.status.ABORTED);
      expect(failure.details).toContain(message);
    });

    it('takes a time a few minutes off', async () => {
      for (const minutes of [-14, 14]) {
        const timestampMs = Date.now() + minutes * 60_000;
        const args = ['put', freshKey(), 'x'];
        const unsigned = await endorseRaw(
          client,
          makeProposal({ signer: user, channel: 'channel12', args, timestampMs }),
        );
        expect(await commit(signEnvelope(unsigned, user))).toBe(VALID);
      }
    });
  });

  describe('repetition', () => {
    it('commits a transaction once, however often it is submitted', async () => {
      const key = freshKey();
      const proposal = propose('increment', key);
      const envelope = signEnvelope(await endorseRaw(client, proposal), user);
      expect(await commit(envelope)).toBe(VALID);
      const height = net.network.height('channel12') ?? 0;
      expect(await commit(envelope)).toBe(VALID); // the status of its first time
      await expect.poll(() => net.network.height('channel12')).toBe(height + 1);
      expect(await codeInBlock(net, height)).toEqual([DUPLICATE_TXID]);
      expect(await read(key)).toBe('1');
      const again = await rawFailure(endorseRaw(client, proposal));
      expect(again.details).toContain(`duplicate transaction found [${proposal.txId}]`);
    });

    it('commits it once when it comes twice in one block', async () => {
      const key = freshKey();
      const proposal = propose('put', key, 'x');
      const envelope = signEnvelope(await endorseRaw(client, proposal), user);
      const before = net.network.height('channel12') ?? 0;
      await Promise.all([1, 2, 3].map(() => submitRaw(client, 'channel12', envelope)));
      await statusRaw(client, { signer: user, channel: 'channel12', txId: proposal.txId });
      const codes: number[] = [];
      for (let number = before; codes.length < 3; number += 1) codes.push(...(await codeInBlock(net, number)));
      expect(codes.sort((left, right) => left - right)).toEqual([VALID, DUPLICATE_TXID, DUPLICATE_TXID]);
    });
  });

  it('survives bytes that are no message at all', async () => {
    for (const path of ['Endorse', 'Evaluate', 'Submit', 'CommitStatus'].map((name) => `/gateway.Gateway/${name}`)) {
      for (const bytes of [Buffer.alloc(0), Buffer.from('ffffffffff', 'hex'), Buffer.from(randomUUID())]) {
        const { code } = await rawFailure(callRaw(client, path, bytes));
        expect([grpc.status.INVALID_ARGUMENT, grpc.status.FAILED_PRECONDITION]).toContain(code);
      }
    }
    const orderer = clientOfOrderer(net.rootDir, net.network.orderer);
    expect((await broadcastRaw(orderer, Buffer.from('0a05ff', 'hex'))).status).toBe(400);
    await contract().submitTransaction('put', freshKey(), 'still there');
  });
});

/** Validation codes of a block. */
async function codeInBlock(net: TestNetwork, number: number): Promise<number[]> {
  const blocks = await net
    .gateway('Org1MSP')
    .getNetwork('channel12')
    .getBlockEvents({ startBlock: BigInt(number) });
  for await (const block of blocks) {
    const codes = block.getMetadata()?.getMetadataList_asU8()[2];
    blocks.close();
    return [...(codes ?? [])];
  }
  throw new Error('no block');
}
