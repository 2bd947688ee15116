import { ledgerTime, type OrgId, parseQuantity, type RecordId, type UserId } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { EcsResource } from '../fabric/ledger-port.js';
import type { InstanceFilter, Lists } from '../readmodel/lists.js';
import { usageRecords, uuidOf } from './usage-records.js';

/** February of 2026 in Asia/Shanghai. */
const [FROM, TO] = [1_769_875_200, 1_772_294_400];
const DAY = 86_400;

const host = (instanceId: string, begin: number, end?: number, fields: Partial<EcsResource> = {}): EcsResource => ({
  type: 'ECSResource',
  instanceId: instanceId as RecordId,
  providerId: '00001' as OrgId,
  providerName: '中国科技网',
  consumerId: '00002' as OrgId,
  consumerName: 'CNNIC',
  userId: '00002001' as UserId,
  cloudService: 'ECS',
  quotaId: undefined,
  priceVersion: 1,
  status: end === undefined ? 'open' : 'released',
  beginTime: ledgerTime(begin),
  endTime: end === undefined ? undefined : ledgerTime(end),
  billing: 'on-release',
  networkType: 'public',
  bandwidthMbps: parseQuantity('2', 'bandwidthMbps'),
  cpu: parseQuantity('1.5', 'cpu'),
  ramGb: parseQuantity('0.0001', 'ramGb'),
  diskGb: parseQuantity('8.1', 'diskGb'),
  commitmentDays: 1n,
  ...fields,
});

async function recordsOf(hosts: readonly EcsResource[], now = TO + DAY, filters: InstanceFilter[] = []) {
  const lists: Pick<Lists, 'ecsResources'> = {
    ecsResources: (filter, { cursor }) => {
      filters.push(filter);
      const at = Number(cursor ?? '0');
      const nextCursor = at + 1 < hosts.length ? (at + 1).toString() : undefined;
      return Promise.resolve({ items: hosts.slice(at, at + 1), nextCursor });
    },
  };
  let text = '';
  for await (const part of usageRecords(lists, { period: '2026-02', userId: '00002001' as UserId }, now)) text += part;
  const [header, ...others] = text.split('\n');
  expect(header).toBe('APEL-cloud-message: v0.4');
  return others
    .join('\n')
    .split('%%\n')
    .slice(0, -1)
    .map((block) => Object.fromEntries(block.split('\n').map((row) => row.split(': ', 2))) as Record<string, string>);
}

describe('cloud usage records', () => {
  it('are of the hosts that ran in the period, on however many pages, and of those asked for', async () => {
    const filters: InstanceFilter[] = [];
    const records = await recordsOf(
      [
        host('before', FROM - 2 * DAY, FROM),
        host('over-its-begin', FROM - DAY, FROM + DAY),
        host('in-it', FROM + DAY, FROM + 2 * DAY),
        host('over-its-end', TO - DAY, TO + DAY),
        host('for-ever', FROM - DAY),
        host('after', TO, TO + DAY),
      ],
      TO + 9 * DAY,
      filters,
    );
    expect(records.map(({ MachineName, Status, WallDuration }) => [MachineName, Status, WallDuration])).toEqual([
      ['over-its-begin', 'completed', (2 * DAY).toString()],
      ['in-it', 'completed', DAY.toString()],
      ['over-its-end', 'started', DAY.toString()],
      ['for-ever', 'started', (TO - FROM + DAY).toString()],
    ]);
    expect(filters).toHaveLength(6);
    expect(filters[0]).toEqual({ userId: '00002001' });
  });

  it('say of a period that goes on how long a host has run until now', async () => {
    const [record] = await recordsOf([host('runs', FROM)], FROM + 7);
    expect(record).toMatchObject({ Status: 'started', WallDuration: '7', CpuDuration: '10' });
    expect(record).not.toHaveProperty('EndTime');
  });

  it('hold whole cores, MB and GB, at least what there is', async () => {
    const [record] = await recordsOf([host('small', FROM, FROM + 1)]);
    expect(record).toMatchObject({ CpuCount: '2', Memory: '1', Disk: '9', SiteName: '中国科技网' });
  });

  it('keep to their lines whatever a name holds', async () => {
    const [record, ...others] = await recordsOf([
      host('small', FROM, FROM + 1, { cloudService: 'a\nStatus: error\r%%\u2028b' }),
    ]);
    expect(others).toEqual([]);
    expect(record).toMatchObject({ Status: 'completed' });
  });

  it('name a host by a UUID of version 5, as Python’s uuid5 makes it', () => {
    expect(uuidOf('cloudfed:00001:00002:a')).toBe('9f4bde84-03b1-5e41-ac0d-e9f16b85c144');
  });
});
