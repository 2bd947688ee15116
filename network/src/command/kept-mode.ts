import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PUBLIC_MODE, readIfThere, writeDurably } from '../identities/durable-file.js';
import { type ModeName, MODES } from './options.js';

/** Which mode was brought up last, so that later commands need not name it. */
export async function readKeptMode(home: string): Promise<ModeName | undefined> {
  const text = (await readIfThere(fileOf(home)))?.trim();
  return MODES.find((mode) => mode === text);
}

export async function keepMode(home: string, mode: ModeName): Promise<void> {
  await writeDurably(fileOf(home), `${mode}\n`, PUBLIC_MODE);
}

/** Forgets it if it is this one. */
export async function forgetMode(home: string, mode: ModeName): Promise<void> {
  if ((await readKeptMode(home)) === mode) await rm(fileOf(home), { force: true });
}

function fileOf(home: string): string {
  return join(home, 'network-mode');
}
