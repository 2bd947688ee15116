import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Another process uses the folder. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

const ATTEMPTS = 5;

/**
 * Takes a folder for this process alone. The lock of a process that has died, however it died, is taken over: it holds
 * the process's id and, where the system tells it, its start time, so that a reused id is not mistaken for the owner.
 *
 * @returns gives the folder back
 * @throws LockedError when a living process has it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  const mine = join(folder, `lock.${process.pid}`);
  const identity = identityOf(process.pid) ?? String(process.pid);
  const file = openSync(mine, 'w', 0o600);
  writeSync(file, identity);
  closeSync(file);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (link(mine, path))
        return () => {
          release(path, identity);
        };
      const owner = read(path);
      if (owner !== undefined && isAlive(owner)) {
        throw new LockedError(`${folder} is in use by process ${owner.split(' ')[0] ?? owner}; stop it first`);
      }
      discard(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new LockedError(`${folder} is in use`);
}

/** Whether the link was made; false when there is one already. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead owner's lock away before it is removed, so that two takers never remove one another's. */
function discard(path: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function release(path: string, identity: string): void {
  if (read(path) === identity) rmSync(path, { force: true });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(owner: string): boolean {
  const [pidText = ''] = owner.split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  const now = identityOf(pid);
  return now === undefined || !owner.includes(' ') || now === owner;
}

/** `<pid> <start time>` where the system tells the start time, which Linux does. */
function identityOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold spaces; the start time is the 22nd.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTime === undefined ? undefined : `${pid} ${startTime}`;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
