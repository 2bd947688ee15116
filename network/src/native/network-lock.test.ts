import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { lockNetwork } from './network-lock.js';

describe('the lock of a network', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-lock-'));
    path = join(folder, 'below', 'lock');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets one in at a time', async () => {
    const unlock = await lockNetwork(path);
    await expect(lockNetwork(path)).rejects.toThrow(`another command works on this network (process ${process.pid})`);
    await unlock();
    await (
      await lockNetwork(path, 'somebody is there')
    )();
    expect(readdirSync(join(folder, 'below'))).toEqual([]);
  });

  it('lets one of many in', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => lockNetwork(path)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each(['', 'no JSON', JSON.stringify({ pid: process.pid, identity: 'an earlier start' }), '{"pid":99999999}'])(
    'that was left behind (%j) is taken over',
    async (left) => {
      await (
        await lockNetwork(path)
      )();
      writeFileSync(path, left);
      const unlock = await lockNetwork(path);
      await expect(lockNetwork(path)).rejects.toThrow('another command');
      await unlock();
    },
  );
});
