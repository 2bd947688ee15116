import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as grpc from '@grpc/grpc-js';
import { type Gateway, connect } from '@hyperledger/fabric-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeBlock, headerHashOf } from './protocol/block.js';
import { decodeEnvelope, decodeTransaction } from './protocol/envelope.js';
import { HeaderType } from './protocol/header.js';
import { decodeReadWriteSet } from './protocol/rwset.js';
import { NetworkProcess } from './testing/network-process.js';
import {
  ChaincodeProcess,
  clientOf,
  freshKey,
  identityOf,
  makeIdentities,
  networkOptions,
} from './testing/test-network.js';

const utf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const IN_FLIGHT = 24;

describe('a network that is killed', () => {
  let rootDir: string;
  let dataDir: string;
  const chaincodes = new Map<string, ChaincodeProcess>();

  beforeAll(async () => {
    rootDir = await makeIdentities();
    dataDir = mkdtempSync(join(tmpdir(), 'cloudfed-network-'));
    for (const mspId of ['Org1MSP', 'Org2MSP']) {
      const chaincode = await ChaincodeProcess.create(rootDir, mspId);
      await chaincode.start();
      chaincodes.set(mspId, chaincode);
    }
  }, 60_000);

  afterAll(async () => {
    await Promise.all([...chaincodes.values()].map((chaincode) => chaincode.stop()));
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(rootDir, { recursive: true, force: true });
  });

  async function start(): Promise<{ network: NetworkProcess; client: grpc.Client; gateway: Gateway }> {
    const addresses = new Map([...chaincodes].map(([mspId, { address }]) => [mspId, address]));
    const network = await NetworkProcess.start(networkOptions({ rootDir, dataDir, chaincodes: addresses }));
    const client = clientOf(rootDir, 'Org1MSP', network.ready.peers['Org1MSP']?.[0] ?? '');
    return { network, client, gateway: connect({ ...identityOf(rootDir, 'Org1MSP', 'User1'), client }) };
  }

  it('loses nothing that was committed, commits nothing twice, and has the state its blocks say', async () => {
    const committed = new Map<string, string>();
    for (let round = 0; round < 3; round += 1) {
      const { network, client, gateway } = await start();
      const load = writeUntilItFails(gateway, committed);
      const before = committed.size;
      await expect
        .poll(() => committed.size - before, { timeout: 40_000, interval: 5 })
        .toBeGreaterThan(40 + 30 * round);
      expect(await network.end('SIGKILL')).toBeNull();
      await load;
      client.close();
    }
    expect(committed.size).toBeGreaterThan(100);
    const { network, client, gateway } = await start();
    const contract = gateway.getNetwork('channel12').getContract('probe');
    await expect
      .poll(
        () =>
          contract.evaluateTransaction('range', 'load-', 'load.').then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    const rows = JSON.parse(utf8(await contract.evaluateTransaction('range', 'load-', 'load.'))) as [string, string][];
    const state = new Map(rows);
    for (const [key, value] of committed) expect(state.get(key)).toBe(value);
    const replayed = await replay(gateway);
    expect(Object.fromEntries(state)).toEqual(Object.fromEntries(replayed.state));
    for (const [key, times] of replayed.writes) expect([key, times]).toEqual([key, 1]);
    await contract.submitTransaction('put', freshKey(), 'it goes on');
    client.close();
    expect(await network.end('SIGTERM')).toBe(0);
  }, 180_000);
});

/** Writes keys of its own, many at once, until the network is gone; notes those whose commit was confirmed. */
async function writeUntilItFails(gateway: Gateway, committed: Map<string, string>): Promise<void> {
  const contract = gateway.getNetwork('channel12').getContract('probe');
  const worker = async (): Promise<void> => {
    for (let count = 0; count < 10_000; count += 1) {
      const key = freshKey('load');
      try {
        await contract.submitTransaction('put', key, key);
      } catch (error) {
        if (isGone(error)) return;
        continue; // not connected yet
      }
      committed.set(key, key);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

function isGone(error: unknown): boolean {
  const text = String(error);
  return !text.includes('is not connected');
}

/** Reads every block, checks the chain of hashes, and applies what the valid transactions wrote. */
async function replay(gateway: Gateway): Promise<{ state: Map<string, string>; writes: Map<string, number> }> {
  const network = gateway.getNetwork('channel12');
  const contract = network.getContract('qscc');
  const state = new Map<string, string>();
  const writes = new Map<string, number>();
  let previous: Buffer = Buffer.alloc(0);
  for (let number = 0; ; number += 1) {
    let bytes: Uint8Array;
    try {
      bytes = await contract.evaluateTransaction('GetBlockByNumber', 'channel12', String(number));
    } catch {
      return { state, writes };
    }
    const { header, envelopes, metadata } = decodeBlock(Buffer.from(bytes));
    expect(header.number).toBe(number);
    expect(header.previousHash.equals(previous)).toBe(true);
    previous = headerHashOf(header);
    for (const [index, envelope] of envelopes.entries()) {
      const { header: txHeader, data } = decodeEnvelope(envelope);
      if (metadata[2]?.[index] !== 0 || txHeader.channel.type !== HeaderType.endorserTransaction) continue;
      for (const { namespace, writes: sets } of decodeReadWriteSet(decodeTransaction(data).action.results)) {
        if (namespace !== 'probe') continue;
        for (const { key, value } of sets.filter((entry) => entry.key.startsWith('load-'))) {
          state.set(key, value.toString('utf8'));
          writes.set(key, (writes.get(key) ?? 0) + 1);
        }
      }
    }
  }
}
