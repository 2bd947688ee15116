import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { BackgroundProcesses } from './background-process.js';
import { takeDown } from './take-down.js';
import { nativeLayout } from './topology.js';

let home: string;

beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'cloudfed-down-')), 'home');
});

afterEach(() => {
  rmSync(join(home, '..'), { recursive: true, force: true });
});

it('down ends what runs and removes what was written, whatever state it is in', async () => {
  const layout = nativeLayout(home);
  await takeDown(layout, { keep: false });
  const processes = new BackgroundProcesses(layout.pids);
  const code = 'setInterval(() => undefined, 1000)';
  for (const name of ['orderer1', 'peer0.org1', 'chaincode.org1']) {
    const logFile = join(layout.logs, `${name}.log`);
    await processes.ensure({ name, command: process.execPath, args: ['-e', code], env: {}, folder: '/', logFile });
  }
  writeFileSync(layout.settingsFile, 'half wri');
  await takeDown(layout, { keep: true });
  expect(await processes.names()).toEqual([]);
  expect(existsSync(layout.settingsFile)).toBe(true);
  mkdirSync(join(home, 'other'));
  await takeDown(layout, { keep: false });
  expect(existsSync(layout.folder)).toBe(false);
  expect(existsSync(join(home, 'other'))).toBe(true);
});
