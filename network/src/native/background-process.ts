import { spawn } from 'node:child_process';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { readIfThere, SECRET_MODE, writeDurably } from '../identities/durable-file.js';
import { OperatorError } from './operator-error.js';
import { environmentOf, processesMarked, processIdentity } from './process-identity.js';

/** A process that goes on after the command that started it. */
export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All of its environment: it inherits nothing. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logFile: string;
}

interface PidFile {
  readonly pid: number;
  readonly identity: string;
  /** What the process was started for, so that a change in it is seen. */
  readonly purpose: string;
}

/** In the environment of each: its pid file, by which it is found where whoever started it died before writing that. */
const MARK = 'CLOUDFED_PID_FILE';
const PURPOSE = 'CLOUDFED_PURPOSE';
const STOP_WITHIN_MS = 20_000;
const KILL_WITHIN_MS = 5_000;
const POLL_MS = 50;
const LOG_TAIL_BYTES = 8_192;

/** The processes of one folder of pid files. It ends only those it started: a reused number is told by its start time. */
export class BackgroundProcesses {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Starts the process unless it runs.
   * @param purpose Where a running one was started for another purpose, it is stopped first.
   * @returns Whether it was started.
   */
  async ensure(spec: ProcessSpec, purpose = ''): Promise<boolean> {
    const running = await this.#running(spec.name);
    if (running?.purpose === purpose) return false;
    if (running !== undefined) await this.stop(spec.name);
    await mkdir(dirname(spec.logFile), { recursive: true, mode: 0o700 });
    const log = await open(spec.logFile, 'a', SECRET_MODE);
    try {
      const child = spawn(spec.command, spec.args, {
        cwd: spec.folder,
        env: { ...spec.env, [MARK]: this.#file(spec.name), [PURPOSE]: purpose },
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      child.unref();
      const pid = child.pid ?? 0;
      const identity = await processIdentity(pid);
      if (identity === undefined) throw new OperatorError(await this.diagnosis(spec.name, spec.logFile));
      const file: PidFile = { pid, identity, purpose };
      await writeDurably(this.#file(spec.name), `${JSON.stringify(file)}\n`, SECRET_MODE);
    } finally {
      await log.close();
    }
    return true;
  }

  /** Its process number while it runs. */
  async pid(name: string): Promise<number | undefined> {
    return (await this.#running(name))?.pid;
  }

  async purpose(name: string): Promise<string | undefined> {
    return (await this.#running(name))?.purpose;
  }

  /** Names of all that were started and not stopped, running or not. */
  async names(): Promise<readonly string[]> {
    const marked = [...(await processesMarked(MARK)).keys()].filter((file) => dirname(file) === this.#folder);
    const files = [...(await this.#files()), ...marked.map((file) => basename(file))];
    return [...new Set(files.map((file) => basename(file, '.pid')))];
  }

  async #files(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((file) => file.endsWith('.pid'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Asks it to end, makes it end where it does not, and forgets it. Nothing where it does not run. */
  async stop(name: string): Promise<void> {
    const running = await this.#running(name);
    if (running !== undefined) {
      signal(running.pid, 'SIGTERM');
      if (!(await hasEnded(running, STOP_WITHIN_MS))) {
        signal(running.pid, 'SIGKILL');
        if (!(await hasEnded(running, KILL_WITHIN_MS))) {
          throw new OperatorError(
            `${name} (process ${running.pid}) does not end: stop it by hand, then run this again`,
          );
        }
      }
    }
    await rm(this.#file(name), { force: true });
  }

  /** Why a process is not there, with the end of its log. */
  async diagnosis(name: string, logFile: string): Promise<string> {
    const lines = (await tailOf(logFile)).split('\n').filter((line) => line.trim() !== '');
    const last = lines.findLast((line) => /panic|fatal|error/iu.test(line)) ?? lines.at(-1) ?? 'it wrote nothing';
    return `${name} ended: ${messageOf(stripColours(last))} (its log: ${logFile})`;
  }

  #file(name: string): string {
    return join(this.#folder, `${name}.pid`);
  }

  async #running(name: string): Promise<PidFile | undefined> {
    const file = parsePidFile((await readIfThere(this.#file(name))) ?? '');
    if (file !== undefined && (await processIdentity(file.pid)) === file.identity) return file;
    return this.#unwritten(name);
  }

  /** A process that was started by a command that died before it could write so. */
  async #unwritten(name: string): Promise<PidFile | undefined> {
    const pid = (await processesMarked(MARK)).get(this.#file(name));
    const identity = pid === undefined ? undefined : await processIdentity(pid);
    if (pid === undefined || identity === undefined) return undefined;
    return { pid, identity, purpose: (await environmentOf(pid, PURPOSE)) ?? '' };
  }
}

function parsePidFile(text: string): PidFile | undefined {
  try {
    const { pid, identity, purpose } = JSON.parse(text) as Partial<PidFile>;
    return typeof pid === 'number' && typeof identity === 'string'
      ? { pid, identity, purpose: purpose ?? '' }
      : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function hasEnded(file: PidFile, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if ((await processIdentity(file.pid)) !== file.identity) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

/** The last part of a file, in whole lines. */
export async function tailOf(path: string, bytes = LOG_TAIL_BYTES): Promise<string> {
  let file;
  try {
    file = await open(path, 'r');
  } catch {
    return '';
  }
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const text = buffer.toString('utf8', 0, bytesRead);
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}

/** The message of a log line that is JSON; any other line as it is. */
function messageOf(line: string): string {
  try {
    const { message } = JSON.parse(line) as { message?: unknown };
    return typeof message === 'string' ? message : line;
  } catch {
    return line;
  }
}

const COLOUR = /\u001b\[[0-9;]*m/gu;

export function stripColours(text: string): string {
  return text.replace(COLOUR, '');
}
