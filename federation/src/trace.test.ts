import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { beginOf, hourlyRecords } from './trace-history.js';
import { readCapacity, readTasks } from './trace.js';

const COLUMNS = 'name,cpu_milli,memory_mib,creation_time,deletion_time,scheduled_time';

describe('a cluster trace', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-trace-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (text: string): string => {
    const path = join(folder, 'trace.csv');
    writeFileSync(path, text);
    return path;
  };

  it('gives its scheduled tasks with exact quantities', async () => {
    const tasks = await readTasks(file(`${COLUMNS}\na,12000,16384,0,9,0\nb,152,1,0,9,3\nnever,1,1,0,9,\n`));
    expect(tasks).toEqual([
      { name: 'a', cpu: '12', ramGb: '16', from: 0, to: 9 },
      { name: 'b', cpu: '0.152', ramGb: '0.0009765625', from: 3, to: 9 },
    ]);
  });

  it('becomes usage records by the hour, each within one, the earliest first', () => {
    const begin = 7_200 * 1_000;
    const task = { name: 'a', cpu: '2', ramGb: '0', from: 1_800, to: 9_000 };
    const records = hourlyRecords([{ ...task, name: 'b', from: 3_600, to: 3_601, ramGb: '1' }, task], begin);
    expect(
      records.map(({ id, from, to }) => [id, Date.parse(from) / 1_000 - begin, Date.parse(to) / 1_000 - begin]),
    ).toEqual([
      ['a.cpu.0', 1_800, 3_600],
      ['b.cpu.0', 3_600, 3_601],
      ['b.ramGb.0', 3_600, 3_601],
      ['a.cpu.1', 3_600, 7_200],
      ['a.cpu.2', 7_200, 9_000],
    ]);
  });

  it('begins with a month of Shanghai, so that it has ended with one that has', () => {
    const month = (text: string): number => beginOf(5, new Date(text));
    expect(new Date(month('2026-11-21T12:00:00Z') * 1_000).toISOString()).toBe('2026-05-31T16:00:00.000Z');
    expect(new Date(month('2026-03-31T15:59:59Z') * 1_000).toISOString()).toBe('2025-09-30T16:00:00.000Z');
    expect(new Date(month('2026-03-31T16:00:00Z') * 1_000).toISOString()).toBe('2025-10-31T16:00:00.000Z');
  });

  it('adds its machines up', async () => {
    const path = file('sn,cpu_milli,memory_mib,gpu,model\nn1,32000,262144,0,\nn2,500,512,0,\n');
    expect(await readCapacity(path)).toEqual({ cpu: '32.5', ramGb: '256.5', nodes: 2 });
  });

  it.each([
    ['a column is missing', 'name,cpu_milli\na,1\n', /no column memory_mib/u],
    ['a line is short', `${COLUMNS}\na,1,1\n`, /line 2: 3 columns instead of 6/u],
    ['a number is none', `${COLUMNS}\na,1e3,1,0,9,0\n`, /line 2: cpu_milli is "1e3"/u],
  ])('says where %s', async (_case, text, message) => {
    await expect(readTasks(file(text))).rejects.toThrow(message);
  });
});
