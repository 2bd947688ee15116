import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { keepSettings, readSettings, settingsOf } from './settings.js';
import { nativeLayout } from './topology.js';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cloudfed-settings-'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

it('a network keeps ports and names it began with, and nothing else of the environment', async () => {
  const layout = nativeLayout(home);
  expect(await readSettings(layout)).toBeUndefined();
  const wanted = settingsOf({ CLOUDFED_ORG1_ID: '00001', PATH: '/bin', CLOUDFED_ORDERER1_PORT: '7050' }, '3.1');
  await keepSettings(layout, wanted);
  await keepSettings(layout, wanted);
  expect(await readSettings(layout)).toEqual({
    fabric: '3.1',
    environment: { CLOUDFED_ORDERER1_PORT: '7050', CLOUDFED_ORG1_ID: '00001' },
  });
});

it.each([
  [{ CLOUDFED_ORDERER1_PORT: '7051' }, '3.1', 'CLOUDFED_ORDERER1_PORT=7050, now it is 7051'],
  [{}, '3.1', 'CLOUDFED_ORDERER1_PORT=7050, now it is not set'],
  [{ CLOUDFED_ORDERER1_PORT: '7050' }, '2.5', '--fabric=3.1, now it is 2.5'],
] as const)('with %j and Fabric %s it says what differs', async (environment, fabric, difference) => {
  const layout = nativeLayout(home);
  await keepSettings(layout, settingsOf({ CLOUDFED_ORDERER1_PORT: '7050' }, '3.1'));
  await expect(keepSettings(layout, settingsOf(environment, fabric))).rejects.toThrow(
    `the network was made with ${difference}: set it the same, or run "down" first`,
  );
});
