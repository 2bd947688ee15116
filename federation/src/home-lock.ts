import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Another `npm start` works in the same home folder. */
export class HomeInUseError extends Error {
  override readonly name = 'HomeInUseError';
}

/**
 * Takes the home folder for this process; the answer gives it back. A lock left by a killed process is recognised by
 * its process id and start time, so a reused id does not keep the folder locked.
 */
export function lockHome(lockFile: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, startTime: startTime(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lockFile, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        rmSync(lockFile, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(lockFile);
      if (holder && holder.startTime === startTime(holder.pid)) {
        throw new HomeInUseError(
          `A federation already runs from this folder (process ${String(holder.pid)}). Stop it with Ctrl-C, or set CLOUDFED_HOME to another folder.`,
        );
      }
      rmSync(lockFile, { force: true });
    }
  }
  throw new HomeInUseError('Another process took the folder at the same moment.');
}

function readHolder(lockFile: string): { pid: number; startTime: string } | undefined {
  try {
    const holder = JSON.parse(readFileSync(lockFile, 'utf8')) as Partial<{ pid: number; startTime: string }>;
    return typeof holder.pid === 'number' && typeof holder.startTime === 'string'
      ? { pid: holder.pid, startTime: holder.startTime }
      : undefined;
  } catch {
    return undefined;
  }
}

/** What tells a process from a later one with its id: the kernel's start time where there is /proc, else that it lives. */
function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    try {
      process.kill(pid, 0);
      return 'alive';
    } catch {
      return 'gone';
    }
  }
}
