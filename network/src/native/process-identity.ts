import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Fields of `/proc/PID/stat` after the command's closing parenthesis: the state is the first, the start time the 20th. */
const STATE_FIELD = 0;
const START_TIME_FIELD = 19;

/**
 * What tells a process from a later one of the same number: its start time, and the boot on Linux. Undefined where there
 * is no such process (or only its zombie).
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return process.platform === 'linux' ? linuxIdentity(pid) : psIdentity(pid);
}

async function linuxIdentity(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[STATE_FIELD];
    if (state === 'Z' || state === 'X') return undefined;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}:${fields[START_TIME_FIELD] ?? ''}`;
  } catch {
    return undefined;
  }
}

async function psIdentity(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    const started = stdout.trim();
    return started === '' ? undefined : started;
  } catch {
    return undefined;
  }
}

const MAX_PROCESSES = 100_000;

/**
 * Numbers of the processes that were started with `name=value` in their environment, of this user, by that value. Empty
 * where the system has no `/proc`.
 */
export async function processesMarked(name: string): Promise<ReadonlyMap<string, number>> {
  const marked = new Map<string, number>();
  const entries = await readdir('/proc').catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/u.test(entry)).slice(0, MAX_PROCESSES);
  for (const pid of pids) {
    const value = await environmentOf(Number(pid), name);
    if (value !== undefined) marked.set(value, Number(pid));
  }
  return marked;
}

/** A variable of the environment a process was started with; undefined where it has none, or it cannot be read. */
export async function environmentOf(pid: number, name: string): Promise<string | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  const variable = environment.split('\0').find((one) => one.startsWith(`${name}=`));
  return variable?.slice(name.length + 1);
}
