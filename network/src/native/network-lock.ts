import { mkdir, open, rm } from 'node:fs/promises';
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
export async function lockNetwork(path: string): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const identity = await processIdentity(process.pid);
  if (identity === undefined) throw new Error('cannot tell this process from others');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (await take(path, { pid: process.pid, identity })) return () => rm(path, { force: true });
    const holder = await readHolder(path);
    if (holder !== undefined && (await processIdentity(holder.pid)) === holder.identity) {
      throw new OperatorError(`another command works on this network (process ${holder.pid}): wait for it to end`);
    }
    await rm(path, { force: true });
  }
  throw new OperatorError('another command works on this network: wait for it to end');
}

async function take(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', SECRET_MODE);
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse((await readIfThere(path)) ?? '') as Holder;
  } catch {
    return undefined;
  }
}
