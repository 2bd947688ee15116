import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { readIfThere, SECRET_MODE } from '../identities/durable-file.js';
import { OperatorError } from './operator-error.js';
import { processIdentity } from './process-identity.js';

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

/**
 * Lets one command at a time work on a network.
 * @returns What gives the lock back. One left by a command that was killed is taken over.
 * @throws OperatorError where another command is at work.
 */
export async function lockNetwork(
  path: string,
  what = 'another command works on this network',
): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const identity = await processIdentity(process.pid);
  if (identity === undefined) throw new Error('cannot tell this process from others');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (await take(path, { pid: process.pid, identity })) return () => rm(path, { force: true });
    const holder = await readHolder(path);
    if (holder !== undefined && (await processIdentity(holder.pid)) === holder.identity) {
      throw new OperatorError(`${what} (process ${holder.pid}): stop it, or wait for it to end`);
    }
    await setAside(path, holder);
  }
  throw new OperatorError(`${what}: wait for it to end`);
}

/** The file is there with its content or not at all: nobody must read a lock that is being written as one left behind. */
async function take(path: string, holder: Holder): Promise<boolean> {
  const unfinished = `${path}.${holder.pid}`;
  await writeFile(unfinished, JSON.stringify(holder), { mode: SECRET_MODE });
  try {
    await link(unfinished, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Moves a lock that was left behind out of the way; one that somebody took meanwhile goes back. */
async function setAside(path: string, left: Holder | undefined): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    const moved = await readHolder(aside);
    if (moved?.pid !== left?.pid || moved?.identity !== left?.identity) await link(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    const { pid, identity } = JSON.parse((await readIfThere(path)) ?? '') as Partial<Holder>;
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined;
  } catch {
    return undefined;
  }
}
