import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

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
      { name: 'a', cpu: '12', ramGb: '16' },
      { name: 'b', cpu: '0.152', ramGb: '0.0009765625' },
    ]);
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
