import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EcsShape, type OrgId, type Quantity, type RecordId, type UserId } from '@cloudfed/core';
import type { ChaincodeEvent } from '@hyperledger/fabric-gateway';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openStore, type Store } from '../store.js';
import { FakeNetwork } from '../testing/fake-network.js';
import type { LedgerClient } from './connection.js';
import { newFabricLedger } from './fabric-ledger.js';
import type { LedgerPort } from './ledger-port.js';

const CHANNEL = 'channel12';
const RELEASE = 'e'.repeat(64);
const one = 10_000_000_000n as Quantity;
const SHAPE: EcsShape = { networkType: 'private', bandwidthMbps: one, cpu: one, ramGb: one, diskGb: one };
const ORGANIZATIONS = JSON.stringify({
  result: [
    { orgID: '00001', name: 'CNIC', mspID: 'Org1MSP', confirmed: true },
    { orgID: '00002', name: 'CNNIC', mspID: 'Org2MSP', confirmed: true },
  ],
  bookmark: '',
});
const OPENED = {
  objectType: 'ECSResource',
  instanceID: 'i',
  resourceProvider: 'CNIC',
  providerID: '00001',
  resourceUser: 'CNNIC',
  userID: '00002001',
  cloudService: 'ECS',
  networkType: 'private',
  networkBandwidth: 1,
  CPU: 1,
  RAM: 1,
  hardDisk: 1,
  commitment_servicetime: 1,
  beginTime: { seconds: 1, nanos: 0 },
  quotaID: 'q',
  priceVersion: 1,
  status: 'open',
};

/** A stream of what is pushed into it. */
class Pushed<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => undefined;
  #isOpen = true;

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  close(): void {
    this.#isOpen = false;
    this.#wake();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (let next = 0; this.#isOpen;) {
      const item = this.#items[next];
      if (item === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else {
        next += 1;
        yield item;
      }
    }
  }
}

describe('the ledger of a gateway', () => {
  let folder: string;
  let store: Store;
  let network: FakeNetwork;
  let events: Pushed<ChaincodeEvent>;
  let ledger: LedgerPort;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-ledger-'));
    store = openStore(folder);
    network = new FakeNetwork();
    events = new Pushed();
    network.answer = (name) => JSON.stringify(name === 'group' ? { results: [{ ok: OPENED }] } : OPENED);
    const client: LedgerClient = {
      endorse: network.endorse.bind(network),
      submit: network.submit.bind(network),
      commitStatus: network.commitStatus.bind(network),
      evaluate: (_channel, name) =>
        name === 'listOrganizations' ? Promise.resolve(ORGANIZATIONS) : Promise.reject(new Error('not asked')),
      height: () => Promise.resolve(1n),
      blocks: () => Promise.resolve(new Pushed()),
      fullBlocks: () => Promise.resolve(new Pushed()),
      events: () => Promise.resolve(events),
      close: () => undefined,
    };
    ledger = newFabricLedger({
      profile: { ...PROFILE, channels: [{ name: CHANNEL, orgs: ['Org1MSP', 'Org2MSP'] }] },
      orgId: '00002' as OrgId,
      store,
      client,
    });
  });
  afterEach(async () => {
    await ledger.close(0);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = () =>
    ledger.openEcs({
      instanceId: 'i' as RecordId,
      providerId: '00001' as OrgId,
      userId: '00002001' as UserId,
      cloudService: 'ECS',
      commitmentDays: 1n,
      ...SHAPE,
    });

  it('has the next open count back what another client of the quota released', async () => {
    await expect(open()).resolves.toMatchObject({ record: { instanceId: 'i' } });
    expect(network.proposed.at(-1)?.name).toBe('initECSResource');
    const bill = { objectType: 'ECSBill', providerID: '00001', ECSResource: { quotaID: 'q' } };
    events.push({
      blockNumber: 2n,
      transactionId: RELEASE,
      chaincodeName: 'cloudfed',
      eventName: 'cloudfed',
      payload: Buffer.from(JSON.stringify({ changes: [{ kind: 'ECSBill.issued', id: 'i', record: bill }] })),
    });
    await vi.waitFor(async () => {
      await open();
      const groups = network.proposed.filter(({ name }) => name === 'group');
      expect(groups.map(({ args }) => (JSON.parse(args[0] ?? '') as { fold: unknown }).fold)).toEqual([
        { q: [RELEASE] },
      ]);
    });
    await open();
    expect(network.proposed.at(-1)?.name).toBe('initECSResource');
  });
});

const PROFILE = {
  mspId: 'Org2MSP',
  gatewayPeer: { address: 'localhost:1', serverName: 'peer0', tlsRootCert: 'none' },
  peers: [],
  identity: { certPath: 'none', keyPath: 'none' },
  chaincode: 'cloudfed',
};
