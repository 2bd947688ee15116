import { join } from 'node:path';

import type { LogsRequest, NetworkMode, NetworkStatus, UpOptions } from '../network-mode.js';
import { shortestPath, type Steps } from '../steps.js';
import { digestCode } from './chaincode-package.js';
import type { FabricVersion } from './configuration.js';
import type { Environment } from './env-file.js';
import { fabricVersion } from './fabric-release.js';
import { holdNativeNetwork } from './kept-network.js';
import { printLogs } from './logs.js';
import { labelOf, NativeNetwork, packageVersion } from './native-network.js';
import { lockNetwork } from './network-lock.js';
import { OperatorError } from './operator-error.js';
import type { ProjectPaths } from './project.js';
import { readSettings } from './settings.js';
import { partsOf } from './status.js';
import { takeDown } from './take-down.js';
import { allPorts, type NativeLayout, nativeLayout } from './topology.js';

export interface NativeModeOptions {
  readonly project: ProjectPaths;
  /** Folder of all data, absolute. */
  readonly home: string;
  /** Ports and members, and where Fabric's release is. */
  readonly environment: Environment;
  readonly fabric: FabricVersion;
  /** What to call the chaincode; that of its `package.json` where it is not given. */
  readonly version?: string;
}

/** Real Fabric from its release binaries, on this host. */
export function newNativeMode(options: NativeModeOptions): NetworkMode {
  return new NativeMode(options);
}

class NativeMode implements NetworkMode {
  readonly #options: NativeModeOptions;
  readonly #layout: NativeLayout;
  #version: Promise<string | undefined> | undefined;

  constructor(options: NativeModeOptions) {
    this.#options = options;
    this.#layout = nativeLayout(options.home);
  }

  async up(steps: Steps, { nodesOnly = false }: UpOptions = {}): Promise<readonly string[]> {
    return this.#locked(async () => {
      const network = this.#network(steps);
      await network.up({ nodesOnly });
      if (nodesOnly) return ['next   ledger channels by hand (docs/operate.md), or the same command without --nodes'];
      const deployed = await network.deployed();
      return [
        `connection profiles   ${shortestPath(join(this.#layout.profiles, 'org{1,2,3}.json'))}`,
        deployed === undefined
          ? 'next                  scripts/network.sh deploy'
          : `chaincode             ${labelOf(deployed.packageId)}`,
      ];
    });
  }

  async deploy(steps: Steps): Promise<readonly string[]> {
    return this.#locked(async () => {
      const { project, version } = this.#options;
      const network = await this.#keptNetwork(steps);
      const deployed = await network.deploy({
        version: version ?? (await packageVersion(project.chaincodeFolder)),
        codeDigest: await digestCode(project.codeFolders),
      });
      return [`package id   ${deployed.packageId}`, 'next         npm start -- --mode native'];
    });
  }

  async down(steps: Steps, options: Readonly<{ keep: boolean }>): Promise<void> {
    await this.#locked(async () => {
      const letGo = await holdNativeNetwork(this.#options.home);
      await steps.step(options.keep ? 'stopped, data kept' : 'stopped and removed', () =>
        takeDown(this.#layout, options),
      );
      await letGo();
    });
  }

  async status(): Promise<NetworkStatus> {
    const kept = await readSettings(this.#layout);
    if (kept === undefined) return { title: `no native network in ${this.#options.home}`, parts: [] };
    const network = await this.#keptNetwork();
    this.#version ??= fabricVersion(this.#options.environment);
    return {
      title: `native network, Fabric ${(await this.#version) ?? kept.fabric}, in ${this.#layout.folder}`,
      parts: await partsOf(network.topology, network.processes, (await network.deployed()) !== undefined),
    };
  }

  async logs(request: LogsRequest): Promise<void> {
    const { topology } = await this.#keptNetwork();
    const names = [...new Set(allPorts(topology).map(({ owner }) => owner))];
    await printLogs(this.#layout.logs, names, request);
  }

  #network(steps: Steps, settings: Readonly<{ fabric: FabricVersion; environment: Environment }> = this.#options) {
    const { project, home } = this.#options;
    return new NativeNetwork({
      home,
      environment: settings.environment,
      fabric: settings.fabric,
      configtxFile: project.configtx,
      envFolder: project.envFolder,
      chaincode: project.chaincode,
      steps,
    });
  }

  /** The network that was brought up, with the settings it began with: whatever the environment says now. */
  async #keptNetwork(steps: Steps = SILENT): Promise<NativeNetwork> {
    const kept = await readSettings(this.#layout);
    if (kept === undefined) {
      throw new OperatorError(`there is no native network in ${this.#options.home}: run "up --mode native" first`);
    }
    return this.#network(steps, {
      fabric: kept.fabric,
      environment: { ...this.#options.environment, ...kept.environment },
    });
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const unlock = await lockNetwork(this.#layout.lockFile);
    try {
      return await work();
    } finally {
      await unlock();
    }
  }
}

const SILENT: Steps = { step: (_label, work) => work() };
