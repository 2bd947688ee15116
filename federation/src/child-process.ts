import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How one process of the federation is started and how it says that it is ready. */
export interface ProcessSpec {
  /** Short name, for messages and the log file's name: `network`, `gateway-00001`. */
  readonly name: string;
  /** The Node script to run. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where standard output and error are appended. */
  readonly logFile: string;
  /** True for the line that says the process serves; without it the process counts as ready when it runs. */
  readonly isReadyLine?: (line: string) => boolean;
  readonly readyTimeoutMs: number;
  readonly stopTimeoutMs: number;
}

export interface ProcessEvents {
  readonly onRestart?: (name: string, reason: string) => void;
}

/** The process stopped before it said it was ready; the message has the last lines it printed. */
export class ProcessStartError extends Error {
  override readonly name = 'ProcessStartError';
}

const PARENT_WATCH = fileURLToPath(new URL('../dist/parent-watch.js', import.meta.url));
const LAST_LINES = 15;
const FIRST_RESTART_DELAY_MS = 200;
const LONGEST_RESTART_DELAY_MS = 10_000;

/**
 * A child process that is kept running: when it dies on its own it is started again, with a growing pause.
 * The child is in a process group of its own, so a Ctrl-C in the terminal reaches only the parent, which then stops
 * its children in order; and it ends by itself when the parent is gone.
 */
export class KeptProcess {
  readonly #spec: ProcessSpec;
  readonly #events: ProcessEvents;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #stopping = false;
  #restartTimer: NodeJS.Timeout | undefined;
  #restartDelayMs = FIRST_RESTART_DELAY_MS;

  constructor(spec: ProcessSpec, events: ProcessEvents = {}) {
    this.#spec = spec;
    this.#events = events;
    this.#log = createWriteStream(spec.logFile, { flags: 'a', mode: 0o600 });
  }

  get name(): string {
    return this.#spec.name;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts the process and resolves when it is ready. Rejects with {@link ProcessStartError}. */
  async start(): Promise<void> {
    await this.#launch();
    this.#keep();
  }

  /** SIGTERM, then SIGKILL when it does not end in time. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise<void>((resolve) =>
        child.once('exit', () => {
          resolve();
        }),
      );
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), this.#spec.stopTimeoutMs);
      await ended;
      clearTimeout(timer);
    }
    await new Promise<void>((resolve) =>
      this.#log.end(() => {
        resolve();
      }),
    );
  }

  #launch(): Promise<void> {
    const child = spawn(process.execPath, ['--import', PARENT_WATCH, this.#spec.script, ...this.#spec.args], {
      env: { ...inheritedEnvironment(), ...this.#spec.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      const lastLines: string[] = [];
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new ProcessStartError(`${this.#spec.name} was not ready after ${this.#spec.readyTimeoutMs} ms`));
      }, this.#spec.readyTimeoutMs);
      const onLine = (line: string): void => {
        this.#log.write(`${line}\n`);
        lastLines.push(line);
        if (lastLines.length > LAST_LINES) lastLines.shift();
        if (this.#spec.isReadyLine?.(line) === true) {
          clearTimeout(timer);
          resolve();
        }
      };
      for (const stream of [child.stdout, child.stderr]) {
        if (stream) createInterface({ input: stream }).on('line', onLine);
      }
      child.once('error', reject);
      if (this.#spec.isReadyLine === undefined) {
        child.once('spawn', () => {
          clearTimeout(timer);
          resolve();
        });
      }
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        const ending = signal ?? `code ${String(code)}`;
        reject(new ProcessStartError(`${this.#spec.name} ended with ${ending}:\n${lastLines.join('\n')}`));
      });
    });
  }

  /** Watches the running child and starts it again when it ends unasked. */
  #keep(): void {
    const child = this.#child;
    if (!child) return;
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (this.#stopping) return;
      this.#events.onRestart?.(this.#spec.name, signal ?? `code ${String(code)}`);
      this.#restartTimer = setTimeout(() => {
        this.#restart();
      }, this.#restartDelayMs);
      this.#restartDelayMs = Math.min(this.#restartDelayMs * 2, LONGEST_RESTART_DELAY_MS);
    };
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.once('exit', onExit);
  }

  #restart(): void {
    this.#launch().then(
      () => {
        this.#restartDelayMs = FIRST_RESTART_DELAY_MS;
        this.#keep();
      },
      () => {
        this.#keep();
      },
    );
  }
}

/** Only what a Node process needs: no stray setting of the caller's shell reconfigures a service. */
function inheritedEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(kept.flatMap((key) => (process.env[key] === undefined ? [] : [[key, process.env[key]]])));
}
