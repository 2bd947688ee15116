import { deflateRawSync } from 'node:zlib';

import {
  compareUsage,
  encodeUsageBatch,
  type Meter,
  parseQuantity,
  type RecordId,
  type UsageBatch,
  type UsageRecord,
} from '@cloudfed/core';

import type { FakeLedger } from '../../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../../ledger/testing/identities.js';
import type { UsageBatchRecord } from '../usage-standing.js';
import { laneOf } from '../usage-roster.js';
import { ecs, SEED_OSS, withArguments } from './seed.js';

/** A record of an instance's meter; `from` and `to` in seconds. */
export function usage(
  instanceId: string,
  meter: Meter,
  [from, to]: readonly [number, number],
  quantity: string,
  id = `${instanceId}.${meter}.${from}`,
): UsageRecord {
  return {
    id: id as RecordId,
    instanceId: instanceId as RecordId,
    meter,
    from,
    to,
    quantity: parseQuantity(quantity, 'quantity'),
  };
}

/** The argument of `recordUsage`. */
export function packed(batch: UsageBatch): string {
  const records = [...batch.records].sort(compareUsage);
  return deflateRawSync(encodeUsageBatch({ ...batch, records })).toString('base64');
}

export function lane(instanceId: string): string {
  return laneOf(instanceId as RecordId);
}

/** Instances that share a lane: the first few ids of a kind that fall into it. */
export function idsOfLane(wanted: string, count: number, prefix = 'i'): string[] {
  const ids: string[] = [];
  for (let number = 0; ids.length < count; number += 1) {
    const id = `${prefix}${number.toString().padStart(4, '0')}`;
    if (lane(id) === wanted) ids.push(id);
  }
  return ids;
}

export function meteredEcs(instanceId: string, shape: Readonly<Record<number, string>> = {}): string[] {
  return [...ecs(instanceId, shape), 'metered'];
}

export function meteredOss(instanceId: string, shape: Readonly<Record<number, string>> = {}): string[] {
  return ['initOSSResource', ...withArguments(SEED_OSS, { 0: instanceId, ...shape }), 'metered'];
}

/** Opens metered cloud hosts of the seed's shape: 2 cores, 4 GB, 8 GB, 2 Mbps public. */
export async function openMetered(ledger: FakeLedger, ids: readonly string[]): Promise<number> {
  for (const id of ids) await ledger.submit(ORG2.client, meteredEcs(id));
  return ledger.seconds;
}

/** Records a batch as the provider and answers what stands for it. */
export async function record(
  ledger: FakeLedger,
  batch: Omit<UsageBatch, 'sequence'> & { readonly sequence?: number },
): Promise<UsageBatchRecord> {
  const sequence = batch.sequence ?? (await headOf(ledger, batch.lane)).sequence + 1;
  return JSON.parse(
    await ledger.submit(ORG1.client, ['recordUsage', packed({ ...batch, sequence })]),
  ) as UsageBatchRecord;
}

export async function headOf(
  ledger: FakeLedger,
  ofLane: string,
): Promise<{ readonly sequence: number; readonly windowTo: number; readonly instances: number }> {
  return JSON.parse(await ledger.evaluate(ORG1.client, ['readLane', '00001', ofLane])) as {
    sequence: number;
    windowTo: number;
    instances: number;
  };
}

export function late(one: UsageRecord, quantity: string): string[] {
  return ['recordLateUsage', one.id, one.instanceId, one.meter, one.from.toString(), one.to.toString(), quantity];
}
