import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockedError, lockFolder } from './lock.js';

describe('the lock of a data folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-lock-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is held until it is released', () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(LockedError);
    release();
    lockFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that is no more', () => {
    writeFileSync(join(folder, 'lock'), '999999999 1');
    lockFolder(folder)();
  });

  it('is taken over when the id belongs to another process now', () => {
    writeFileSync(join(folder, 'lock'), `${process.pid} 1`);
    if (process.platform === 'linux') lockFolder(folder)();
  });

  it('is taken over when a crash left it empty', () => {
    writeFileSync(join(folder, 'lock'), '');
    lockFolder(folder)();
  });
});
