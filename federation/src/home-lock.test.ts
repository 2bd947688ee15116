import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { HomeInUseError, lockHome } from './home-lock.js';

describe('the lock of a home folder', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-lock-'));
    lock = join(folder, 'lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is held by one at a time and can be taken again', () => {
    const unlock = lockHome(lock);
    expect(() => lockHome(lock)).toThrow(HomeInUseError);
    unlock();
    lockHome(lock)();
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1' })],
    ['an earlier process with an id in use again', JSON.stringify({ pid: process.pid, startTime: 'earlier' })],
    ['nobody, with half a file', '{"pid":'],
  ])('left by %s holds nobody up', (_case, text) => {
    writeFileSync(lock, text);
    lockHome(lock)();
  });
});
