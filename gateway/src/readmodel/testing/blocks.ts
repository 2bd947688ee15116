import { createHash } from 'node:crypto';

import { periodOf } from '@cloudfed/core';

import type { LedgerBlock, LedgerTransaction } from '../../fabric/blocks.js';
import type { ChangeRecord } from '../../fabric/records.js';

// Blocks as a ledger channel would have them, for tests.

const START_SECONDS = 1_770_000_000;

export interface Step {
  readonly kind: string;
  readonly id: string;
  readonly record: unknown;
  /** What the transaction is called with, of usage. */
  readonly usageBatch?: string;
}

/** A ledger channel that grows by transactions, each in a block of its own or several together. */
export class LedgerOfBlocks {
  readonly blocks: LedgerBlock[] = [];
  readonly #name: string;
  #transactions = 0;

  /** @param name of ledgers that are not the same from their first block on */
  constructor(name = '') {
    this.#name = name;
    this.add();
  }

  /** The moment of the next block's transactions. */
  get seconds(): number {
    return START_SECONDS + this.blocks.length * 60;
  }

  /** Adds a block whose transactions make these changes, and answers their ids. */
  add(...transactions: readonly (readonly Step[])[]): readonly string[] {
    const number = this.blocks.length;
    const made = transactions.map((steps, index): LedgerTransaction => {
      this.#transactions += 1;
      const changes: readonly ChangeRecord[] = steps.map(({ kind, id, record }) => ({ kind, id, record }));
      const usageBatch = steps.find((step) => step.usageBatch !== undefined)?.usageBatch;
      return {
        id: hashOf(`transaction ${this.#transactions}`),
        index,
        time: { seconds: this.seconds, nanos: 0 },
        changes,
        ...(usageBatch !== undefined && { usageBatch }),
      };
    });
    const previousHash = this.blocks.at(-1)?.hash ?? '';
    const hash = hashOf(`${this.#name} ${previousHash} ${number} ${JSON.stringify(made)}`);
    this.blocks.push({ number, previousHash, hash, size: 100, transactions: made });
    return made.map(({ id }) => id);
  }
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const at = (seconds: number) => ({ seconds, nanos: 0 });

export function organization(orgID: string, mspID: string, confirmed = true): Step {
  const record = { objectType: 'Organization', orgID, name: `name of ${orgID}`, mspID, confirmed };
  return { kind: confirmed ? 'Organization.confirmed' : 'Organization.claimed', id: orgID, record };
}

export function quota(
  quotaID: string,
  fields: Readonly<{ status?: 'active' | 'closed'; cpu?: number; disk?: number; kind?: string; seconds?: number }> = {},
): Step {
  const {
    status = 'active',
    cpu = 1_000,
    disk = 10_000,
    kind = 'InitialQuota.created',
    seconds = START_SECONDS,
  } = fields;
  const record = {
    objectType: 'InitialQuota',
    quotaID,
    resourceProvider: 'name of 00001',
    providerID: '00001',
    resourceUser: 'name of 00002',
    resource_userID: '00002',
    holdingtime: 365,
    CPU: cpu,
    RAM: 4_000,
    hardDisk_ecs: disk,
    hardDisk_oss: disk,
    networkBandwidth: '100.5',
    publicIP: 100,
    privateIP: 100,
    status,
    createdTime: at(seconds),
    updatedTime: at(seconds),
  };
  return { kind, id: quotaID, record };
}

export function price(version: number, seconds: number, cpu = 10): Step {
  const record = {
    objectType: 'Price',
    resouce_provider: 'name of 00001',
    provider_id: '00001',
    cpu_price: cpu,
    ram_price: 4,
    hard_disk_ecs: 1,
    hard_disk_oss: 1,
    request_price: 1,
    network_bandwidth_public: 2,
    network_bandwidth_private: 0,
    version,
    effectiveFrom: at(seconds),
    scheduled: false,
    publishedTime: at(seconds),
  };
  return { kind: 'Price.published', id: '00001', record };
}

export interface InstanceFields {
  readonly quotaID?: string;
  readonly userID?: string;
  readonly seconds: number;
  readonly status?: 'open' | 'stopped' | 'released';
  readonly endSeconds?: number;
}

export function ecs(instanceID: string, fields: InstanceFields) {
  const { quotaID = 'q1', userID = '00002001', seconds, status = 'open', endSeconds } = fields;
  return {
    objectType: 'ECSResource',
    instanceID,
    resourceProvider: 'name of 00001',
    providerID: '00001',
    resourceUser: 'name of 00002',
    userID,
    cloudService: 'ECS',
    networkType: 'private',
    networkBandwidth: 0,
    CPU: '0.5',
    RAM: 1,
    hardDisk: 2,
    beginTime: at(seconds),
    commitment_servicetime: 30,
    quotaID,
    priceVersion: 1,
    status,
    ...(endSeconds === undefined ? {} : { endTime: at(endSeconds) }),
  };
}

export function oss(instanceID: string, fields: InstanceFields) {
  const { quotaID = 'q1', userID = '00002001', seconds, status = 'open', endSeconds } = fields;
  return {
    objectType: 'OSSResource',
    instanceID,
    resourceProvider: 'name of 00001',
    providerID: '00001',
    resourceUser: 'name of 00002',
    userID,
    cloudService: 'OSS',
    network_type: 'public',
    hardDisk: 10,
    beginTime: at(seconds),
    quotaID,
    priceVersion: 1,
    status,
    ...(endSeconds === undefined ? {} : { endTime: at(endSeconds) }),
  };
}

export const opened = (record: ReturnType<typeof ecs> | ReturnType<typeof oss>): Step => ({
  kind: `${record.objectType}.opened`,
  id: record.instanceID,
  record,
});

export const stopped = (record: ReturnType<typeof oss>): Step => ({
  kind: 'OSSResource.stopped',
  id: record.instanceID,
  record,
});

/** The bill of a released instance. */
export function bill(
  resource: ReturnType<typeof ecs> | ReturnType<typeof oss>,
  fields: Readonly<{ endSeconds: number; totalCost: number; txID?: string }>,
): Step {
  const { endSeconds, totalCost, txID = hashOf(resource.instanceID) } = fields;
  const isEcs = resource.objectType === 'ECSResource';
  const objectType = isEcs ? 'ECSBill' : 'OSSBill';
  const released = { ...resource, status: 'released', endTime: at(endSeconds) };
  const record = {
    objectType,
    [isEcs ? 'ECSResource' : 'OSSResource']: released,
    providerID: resource.providerID,
    userID: resource.userID,
    instanceID: resource.instanceID,
    ...(isEcs ? {} : { ossRequest: 5, flowout: '1.5' }),
    endTime: at(endSeconds),
    usageTime: 1,
    usageSeconds: 3_600,
    totalCost,
    period: periodOf(at(endSeconds)),
    exactAmount: '864000000000000',
    lines: [],
    prices: [price(1, START_SECONDS).record],
    txID,
  };
  return { kind: `${objectType}.issued`, id: resource.instanceID, record };
}
