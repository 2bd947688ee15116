import { mkdir, rm } from 'node:fs/promises';

import { digestCode } from '../native/chaincode-package.js';
import type { Environment } from '../native/env-file.js';
import { ledChannels, ledgerHeights } from '../native/metrics.js';
import type { NativeModeOptions } from '../native/native-mode.js';
import { labelOf, packageVersion } from '../native/native-network.js';
import { lockNetwork } from '../native/network-lock.js';
import { OperatorError } from '../native/operator-error.js';
import { readSettings } from '../native/settings.js';
import type { OrdererNode, PeerNode } from '../native/topology.js';
import type { LogsRequest, NetworkMode, NetworkStatus, PartStatus, UpOptions } from '../network-mode.js';
import { shortestPath, type Steps } from '../steps.js';
import { ComposeNetwork, gatewayPort, profileFiles } from './compose-network.js';
import { type Container, Docker } from './docker.js';
import { isHealthy } from './health.js';
import { type ComposeLayout, composeLayout } from './layout.js';

/** Real Fabric in containers. */
export function newComposeMode(options: NativeModeOptions): NetworkMode {
  return new ComposeMode(options);
}

const DOMAIN_SUFFIX = '.example.com';
const SILENT: Steps = { step: (_label, work) => work() };

class ComposeMode implements NetworkMode {
  readonly #options: NativeModeOptions;
  readonly #layout: ComposeLayout;

  constructor(options: NativeModeOptions) {
    this.#options = options;
    this.#layout = composeLayout(options.home);
  }

  async up(steps: Steps, { nodesOnly = false }: UpOptions = {}): Promise<readonly string[]> {
    return this.#locked(async () => {
      const network = new ComposeNetwork({ ...this.#options, steps });
      await network.up({ nodesOnly });
      if (nodesOnly) return ['next   ledger channels by hand, or the same command without --nodes'];
      const deployed = await network.deployed();
      return [
        `connection profiles   ${shortestPath(profileFiles(this.#layout))}`,
        ...(deployed === undefined
          ? ['next                  scripts/network.sh deploy']
          : this.#notes(network, this.#options.environment, deployed.packageId)),
      ];
    });
  }

  async deploy(steps: Steps): Promise<readonly string[]> {
    return this.#locked(async () => {
      const { project, version } = this.#options;
      const { network, environment } = await this.#keptNetwork(steps);
      const deployed = await network.deploy({
        version: version ?? (await packageVersion(project.chaincodeFolder)),
        codeDigest: await digestCode(project.codeFolders),
      });
      return this.#notes(network, environment, deployed.packageId);
    });
  }

  async down(steps: Steps, { keep }: Readonly<{ keep: boolean }>): Promise<void> {
    await this.#locked(async () => {
      const { project, environment } = this.#options;
      const docker = await Docker.find({ root: project.root, envFile: this.#layout.envFile, environment });
      await steps.step(keep ? 'stopped, data kept' : 'stopped and removed', async () => {
        await docker.composeAll('down', '--remove-orphans', ...(keep ? [] : ['--volumes']));
        if (!keep) await rm(this.#layout.folder, { recursive: true, force: true });
      });
    });
  }

  async status(): Promise<NetworkStatus> {
    const kept = await readSettings(this.#layout);
    if (kept === undefined) return { title: `no network in containers in ${this.#options.home}`, parts: [] };
    const { network } = await this.#keptNetwork(SILENT);
    const docker = await network.docker();
    return {
      title: `network in containers (project ${docker.project}), Fabric ${kept.fabric}, in ${this.#layout.folder}`,
      parts: await this.#parts(network, await docker.containers()),
    };
  }

  async logs({ names, lines, follow }: LogsRequest): Promise<void> {
    const { network } = await this.#keptNetwork(SILENT);
    const docker = await network.docker();
    const known = (await docker.containers()).map(({ service }) => service);
    const services = names.map((name) => {
      const found = known.find((service) => service === name || shortName(service) === name);
      if (found === undefined)
        throw new OperatorError(`there is no ${name}: it may be ${known.map(shortName).join(', ')}`);
      return found;
    });
    await docker.show('logs', '--tail', String(lines), ...(follow ? ['--follow'] : []), ...services);
  }

  #notes(network: ComposeNetwork, environment: Environment, packageId: string): readonly string[] {
    const [gateway = ''] = network.gatewayServices();
    const urls = network.inside.orgs.map((_org, at) => `http://127.0.0.1:${gatewayPort(environment, at + 1)}`);
    const compose = `docker compose --env-file ${shortestPath(this.#layout.envFile)} --profile product`;
    return [
      `chaincode             ${labelOf(packageId)}`,
      `gateways              ${urls.join(' ')}`,
      `first API key         ${compose} exec ${gateway} node gateway/dist/main.js --new-admin-key`,
    ];
  }

  async #parts(network: ComposeNetwork, containers: readonly Container[]): Promise<readonly PartStatus[]> {
    const { inside, outside } = network;
    const part = async (service: string, port: number, notes?: () => Promise<string>): Promise<PartStatus> => {
      const container = containers.find((one) => one.service === service);
      const healthy = container !== undefined && isHealthy(container);
      const state =
        container === undefined ? 'not started' : [container.state, container.health].filter(Boolean).join(', ');
      return { name: shortName(service), state, healthy, port, notes: healthy && notes ? await notes() : '' };
    };
    const orderer = (node: OrdererNode, at: number) =>
      part(inside.orderers[at]?.host ?? '', node.port, async () => leads(await ledChannels(node)));
    const peer = (node: PeerNode, service: string) =>
      part(service, node.port, async () => heights(await ledgerHeights(node)));
    const product = (await network.deployed()) === undefined ? [] : inside.orgs;
    const named = [...inside.orderers, ...inside.orgs.flatMap(({ peers }) => peers)].map(({ host }) => host);
    const others = containers
      .map(({ service }) => service)
      .filter((service) => /^(?:postgres|prometheus|grafana)/u.test(service));
    return Promise.all([
      ...outside.orderers.map(orderer),
      ...outside.orgs
        .flatMap((org) => org.peers)
        .map((node, at) => peer(node, named[outside.orderers.length + at] ?? '')),
      ...product.map(({ chaincode }) => part(chaincode.host, chaincode.port)),
      ...product.map((org, at) => part(`gateway.${org.domain}`, gatewayPort(this.#options.environment, at + 1))),
      ...others.map((service) => part(service, 0)),
    ]);
  }

  /** The network that was brought up, with the settings it began with: whatever the environment says now. */
  async #keptNetwork(steps: Steps): Promise<{ readonly network: ComposeNetwork; readonly environment: Environment }> {
    const kept = await readSettings(this.#layout);
    if (kept === undefined) {
      throw new OperatorError(
        `there is no network in containers in ${this.#options.home}: run "up --mode compose" first`,
      );
    }
    const environment = { ...this.#options.environment, ...kept.environment };
    return { network: new ComposeNetwork({ ...this.#options, fabric: kept.fabric, environment, steps }), environment };
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    await mkdir(this.#layout.home, { recursive: true, mode: 0o700 });
    const unlock = await lockNetwork(this.#layout.lockFile);
    try {
      return await work();
    } finally {
      await unlock();
    }
  }
}

function shortName(service: string): string {
  return service.endsWith(DOMAIN_SUFFIX) ? service.slice(0, -DOMAIN_SUFFIX.length) : service;
}

function leads(channels: readonly string[]): string {
  return channels.length === 0 ? 'follows' : `leads ${[...channels].sort().join(', ')}`;
}

function heights(blocks: ReadonlyMap<string, number>): string {
  return [...blocks.keys()]
    .sort()
    .map((channel) => `${channel} ${blocks.get(channel) ?? 0}`)
    .join(', ');
}
