import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedNetworkOptions } from '../options.js';

const MAIN = fileURLToPath(new URL('../../../dist/embedded/main.js', import.meta.url));

interface ReadyLine {
  readonly ready: true;
  readonly pid: number;
  readonly orderer: string;
  readonly peers: Readonly<Record<string, readonly string[]>>;
}

/** The network in a process of its own, as it is run in earnest; it can be killed. */
export class NetworkProcess {
  readonly ready: ReadyLine;
  /** Milliseconds from the start of the process to its ready line. */
  readonly readyMs: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string, ready: ReadyLine, readyMs: number) {
    this.#child = child;
    this.#folder = folder;
    this.ready = ready;
    this.readyMs = readyMs;
  }

  static async start(options: EmbeddedNetworkOptions, nodeArguments: readonly string[] = []): Promise<NetworkProcess> {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: build first`);
    const folder = mkdtempSync(join(tmpdir(), 'cloudfed-config-'));
    const config = join(folder, 'config.json');
    writeFileSync(config, JSON.stringify(options));
    const begin = performance.now();
    const child = spawn(process.execPath, [...nodeArguments, MAIN, '--config', config], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => {
        reject(new Error(`the network ended with ${String(code)} before it was ready`));
      });
    });
    return new NetworkProcess(child, folder, JSON.parse(line) as ReadyLine, performance.now() - begin);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Ends the process, by default without warning; gives its exit code, or null where a signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    const hasEnded = this.#child.exitCode !== null || this.#child.signalCode !== null;
    const code = hasEnded ? this.#child.exitCode : await this.#endNow(signal);
    rmSync(this.#folder, { recursive: true, force: true });
    return code;
  }

  async #endNow(signal: NodeJS.Signals): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => {
      this.#child.once('exit', resolve);
    });
    this.#child.kill(signal);
    return await ended;
  }
}
