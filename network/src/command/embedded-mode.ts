import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { BackgroundProcesses, type ProcessSpec } from '../native/background-process.js';
import { printLogs } from '../native/logs.js';
import type { NativeModeOptions } from '../native/native-mode.js';
import { lockNetwork } from '../native/network-lock.js';
import { OperatorError } from '../native/operator-error.js';
import { listens, requireFreePorts } from '../native/ports.js';
import { settingsOf } from '../native/settings.js';
import { readTopology } from '../native/topology.js';
import type { LogsRequest, NetworkMode, NetworkStatus, PartStatus, UpOptions } from '../network-mode.js';
import { shortestPath, type Steps } from '../steps.js';

const SUPERVISOR = 'federation';
const READY_WITHIN_MS = 120_000;
const POLL_MS = 100;

/** The embedded network with its chaincode services, as one process in the background that looks after the others. */
export function newEmbeddedMode(options: NativeModeOptions): NetworkMode {
  return new EmbeddedMode(options);
}

class EmbeddedMode implements NetworkMode {
  readonly #options: NativeModeOptions;
  readonly #folder: string;
  readonly #processes: BackgroundProcesses;

  constructor(options: NativeModeOptions) {
    this.#options = options;
    this.#folder = join(options.home, 'embedded');
    this.#processes = new BackgroundProcesses(join(this.#folder, 'pids'));
  }

  async up(steps: Steps, { nodesOnly = false }: UpOptions = {}): Promise<readonly string[]> {
    if (nodesOnly)
      throw new OperatorError('--nodes is for real Fabric: the embedded network comes up with its channels');
    return this.#locked(async () => {
      const running = (await this.#processes.pid(SUPERVISOR)) !== undefined;
      if (!running) {
        await rm(this.#readyFile, { force: true });
        await requireFreePorts(
          this.#processes,
          this.#parts().map(({ name, port }) => ({ port, owner: name })),
        );
      }
      await steps.step('network, chaincode services, organizations on the ledgers', async () => {
        await this.#processes.ensure(this.#supervisor());
        await this.#untilReady();
      });
      return [`connection profiles   ${shortestPath(join(this.#folder, 'profiles', 'org{1,2,3}.json'))}`];
    });
  }

  /** The chaincode is part of the network's configuration: the services start again, with what is built now. */
  async deploy(steps: Steps): Promise<readonly string[]> {
    if ((await this.#processes.pid(SUPERVISOR)) === undefined) {
      throw new OperatorError('the embedded network does not run: run "up --mode embedded" first');
    }
    await this.#locked(() => steps.step('stopped, data kept', () => this.#processes.stop(SUPERVISOR)));
    return this.up(steps);
  }

  async down(steps: Steps, options: Readonly<{ keep: boolean }>): Promise<void> {
    await this.#locked(() =>
      steps.step(options.keep ? 'stopped, data kept' : 'stopped and removed', async () => {
        await this.#processes.stop(SUPERVISOR);
        if (!options.keep) await rm(this.#folder, { recursive: true, force: true });
      }),
    );
  }

  async status(): Promise<NetworkStatus> {
    if (!(await exists(join(this.#folder, 'profiles')))) {
      return { title: `no embedded network in ${this.#options.home}`, parts: [] };
    }
    const pid = await this.#processes.pid(SUPERVISOR);
    return {
      title: `embedded network, in ${this.#folder}`,
      parts: await Promise.all(
        this.#parts().map(async ({ name, port }): Promise<PartStatus> => {
          const healthy = pid !== undefined && (await listens(port));
          const process = pid === undefined ? {} : { pid };
          return { name, port, healthy, state: healthy ? 'running' : 'stopped', notes: '', ...process };
        }),
      ),
    };
  }

  async logs(request: LogsRequest): Promise<void> {
    const folder = join(this.#folder, 'logs');
    const files = await readdir(folder).catch(() => []);
    const names = files.filter((file) => file.endsWith('.log')).map((file) => file.slice(0, -'.log'.length));
    await printLogs(folder, names.sort(), request);
  }

  get #readyFile(): string {
    return join(this.#folder, 'ready');
  }

  /** Shaped like a native network, of whose orderers it has the first. */
  #parts(): readonly Readonly<{ name: string; port: number }>[] {
    const { environment } = this.#options;
    const { orderers, orgs } = readTopology(environment, join(this.#folder, 'identities'), 'loopback');
    return [...orderers.slice(0, 1), ...orgs.flatMap(({ peers }) => peers), ...orgs.map((org) => org.chaincode)];
  }

  #supervisor(): ProcessSpec {
    const { project, environment } = this.#options;
    return {
      name: SUPERVISOR,
      command: process.execPath,
      args: [project.embeddedScript],
      folder: project.root,
      logFile: join(this.#folder, 'logs', `${SUPERVISOR}.log`),
      env: {
        PATH: process.env['PATH'] ?? '',
        CLOUDFED_HOME: this.#folder,
        ...settingsOf(environment, this.#options.fabric).environment,
      },
    };
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    const { logFile } = this.#supervisor();
    while (Date.now() < deadline) {
      if (await exists(this.#readyFile)) return;
      if ((await this.#processes.pid(SUPERVISOR)) === undefined) {
        throw new OperatorError(await this.#processes.diagnosis('the embedded network', logFile));
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    throw new OperatorError(`the embedded network is not ready after ${READY_WITHIN_MS / 1000} s: read ${logFile}`);
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const unlock = await lockNetwork(join(this.#folder, 'command-lock'));
    try {
      return await work();
    } finally {
      await unlock();
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
