import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { forgetMode, keepMode, readKeptMode } from './kept-mode.js';

it('the mode that was brought up last is remembered until it is taken down', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cloudfed-mode-'));
  try {
    expect(await readKeptMode(home)).toBeUndefined();
    await keepMode(home, 'embedded');
    await keepMode(home, 'native');
    await forgetMode(home, 'embedded');
    expect(await readKeptMode(home)).toBe('native');
    await forgetMode(home, 'native');
    expect(await readKeptMode(home)).toBeUndefined();
    writeFileSync(join(home, 'network-mode'), 'something else');
    expect(await readKeptMode(home)).toBeUndefined();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
