import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { readIfThere, SECRET_MODE, writeDurably, writeIfDifferent } from '../identities/durable-file.js';
import { generateIdentities } from '../identities/index.js';
import { adaptConfigtx, type FabricVersion } from '../native/configuration.js';
import { deployChaincode, type DeployedChaincode, type DeployRequest } from '../native/deploy.js';
import type { Environment } from '../native/env-file.js';
import { labelOf } from '../native/native-network.js';
import { OperatorError } from '../native/operator-error.js';
import { requireFreePorts } from '../native/ports.js';
import { writeProfiles } from '../native/profiles.js';
import type { ProjectPaths } from '../native/project.js';
import { keepSettings, settingsOf } from '../native/settings.js';
import { allPeers, readTopology, type Topology } from '../native/topology.js';
import type { UpOptions } from '../network-mode.js';
import type { Steps } from '../steps.js';
import { ensureChannelBlocks, ensureJoined } from './channels.js';
import { ContainerCommands } from './container-commands.js';
import { Docker } from './docker.js';
import { untilHealthy } from './health.js';
import { type ComposeLayout, composeLayout, CONTAINER_FOLDER } from './layout.js';
import { composeIdentities, containerOwner, handOver, NAMING, writeMountedFiles } from './mounted-files.js';

export interface ComposeOptions {
  /** Folder of all data; the network keeps its own in `compose/` below. Absolute. */
  readonly home: string;
  /** Ports and members (see `network/env/federation.env`). */
  readonly environment: Environment;
  readonly project: ProjectPaths;
  readonly fabric: FabricVersion;
  readonly steps: Steps;
}

const OPTIONAL_PROFILES = ['postgres', 'metrics'];
const ADMIN = 'admin';
const DATABASE_URL_FILE = `${CONTAINER_FOLDER}/database-url`;

/** A real Fabric network in containers: three orderers, three orgs of two peers, a chaincode service and gateway each. */
export class ComposeNetwork {
  readonly layout: ComposeLayout;
  /** As its nodes know it. */
  readonly inside: Topology;
  /** As it is published on this host. */
  readonly outside: Topology;
  readonly #options: ComposeOptions;
  #found: Promise<Docker> | undefined;

  constructor(options: ComposeOptions) {
    this.#options = options;
    this.layout = composeLayout(options.home);
    this.inside = readTopology(options.environment, this.layout.identities, NAMING);
    this.outside = readTopology(options.environment, this.layout.identities, 'loopback');
  }

  /** Brings the network up, or what of it is missing: safe to repeat, and after a failure it goes on. */
  async up({ nodesOnly = false }: UpOptions = {}): Promise<void> {
    const { steps, environment, fabric } = this.#options;
    const docker = await this.docker();
    const profiles = this.#profiles();
    await this.#requireFreePorts(docker);
    await keepSettings(this.layout, settingsOf(environment, fabric));
    const configtx = await this.#configtx();
    const wanted = { layout: this.layout, inside: this.inside, outside: this.outside, configtx };
    await steps.step('identities and configuration', async () => {
      await generateIdentities(composeIdentities(), this.layout.identities);
      await writeMountedFiles(this.layout, this.inside);
      await ensureChannelBlocks(wanted);
      await handOver(this.layout);
      await this.#writeEnvFile(await this.deployed());
    });
    await steps.step(['3 orderers, 6 peers', ...profiles].join(', '), async () => {
      await docker.compose(['up', '--detach'], profiles);
      await untilHealthy(docker, this.#nodeServices());
    });
    if (nodesOnly) return;
    await steps.step(`ledger channels ${this.inside.channels.map(({ name }) => name).join(', ')}`, async () => {
      await this.#administrate(docker, (commands) => ensureJoined({ ...wanted, commands }));
      await writeProfiles(this.layout, this.outside);
    });
    const deployed = await this.deployed();
    if (deployed !== undefined) await this.#startProduct(docker, deployed);
  }

  /** Installs, approves and commits the chaincode on every ledger channel, binds the orgs, starts services and gateways. */
  async deploy(request: DeployRequest): Promise<DeployedChaincode> {
    const { steps } = this.#options;
    const docker = await this.docker();
    const running = (await docker.containers())
      .filter(({ state }) => state === 'running')
      .map(({ service }) => service);
    const down = this.#nodeServices().filter((service) => !running.includes(service));
    if (down.length > 0) throw new OperatorError(`${down.join(', ')} not running: run "up --mode compose" first`);
    await steps.step('images of chaincode and gateway', () =>
      docker.compose(
        ['build', ...this.#chaincodeServices().slice(0, 1), ...this.gatewayServices().slice(0, 1)],
        ['product'],
      ),
    );
    const deployed = await this.#administrate(docker, (commands) =>
      deployChaincode({
        request,
        commands,
        topology: this.inside,
        settles: this.#options.fabric !== '2.5',
        packageFolder: this.layout.artifacts,
        startServices: async (chaincode) => {
          await writeDurably(this.layout.stateFile, `${JSON.stringify(chaincode)}\n`, SECRET_MODE);
          await this.#start(docker, this.#chaincodeServices(), chaincode);
        },
        steps,
      }),
    );
    await steps.step('gateways of 3 organizations', () => this.#start(docker, this.gatewayServices(), deployed));
    return deployed;
  }

  /** What was deployed last; undefined where nothing was. */
  async deployed(): Promise<DeployedChaincode | undefined> {
    const text = await readIfThere(this.layout.stateFile);
    return text === undefined ? undefined : (JSON.parse(text) as DeployedChaincode);
  }

  docker(): Promise<Docker> {
    const { project, environment } = this.#options;
    return (this.#found ??= Docker.find({ root: project.root, envFile: this.layout.envFile, environment }));
  }

  gatewayServices(): readonly string[] {
    return this.inside.orgs.map(({ domain }) => `gateway.${domain}`);
  }

  #chaincodeServices(): readonly string[] {
    return this.inside.orgs.map(({ chaincode }) => chaincode.host);
  }

  #nodeServices(): readonly string[] {
    return [...this.inside.orderers, ...allPeers(this.inside)].map(({ host }) => host);
  }

  /** What else is wanted, as compose itself is told it. */
  #profiles(): readonly string[] {
    const given = (this.#options.environment['COMPOSE_PROFILES'] ?? '').split(',').filter((name) => name !== '');
    const unknown = given.find((name) => !OPTIONAL_PROFILES.includes(name));
    if (unknown === undefined) return given;
    throw new OperatorError(`COMPOSE_PROFILES may name ${OPTIONAL_PROFILES.join(' and ')}, not ${unknown}`);
  }

  async #startProduct(docker: Docker, deployed: DeployedChaincode): Promise<void> {
    const { steps } = this.#options;
    await steps.step(`chaincode services ${labelOf(deployed.packageId)}`, () =>
      this.#start(docker, this.#chaincodeServices(), deployed),
    );
    await steps.step('gateways of 3 organizations', () => this.#start(docker, this.gatewayServices(), deployed));
  }

  async #start(docker: Docker, services: readonly string[], deployed: DeployedChaincode): Promise<void> {
    await this.#writeEnvFile(deployed);
    await docker.compose(['up', '--detach', ...services], ['product']);
    await untilHealthy(docker, services);
  }

  /** Has a container with the administrators' keys for as long as the work takes. */
  async #administrate<T>(docker: Docker, work: (commands: ContainerCommands) => Promise<T>): Promise<T> {
    await docker.compose(['up', '--detach', '--no-deps', ADMIN], [ADMIN]);
    try {
      const container = (await docker.containers()).find(({ service }) => service === ADMIN);
      if (container === undefined) throw new OperatorError('the container for administration did not start');
      return await work(new ContainerCommands(docker, container.id, this.layout));
    } finally {
      await docker.compose(['rm', '--stop', '--force', ADMIN], [ADMIN]);
    }
  }

  async #configtx(): Promise<string> {
    const { project, fabric } = this.#options;
    return adaptConfigtx(await readFile(project.configtx, 'utf8'), dirname(project.configtx), {
      identities: this.layout.identities,
      orderers: this.inside.orderers,
      anchors: this.inside.orgs.map((org) => org.peers[0]),
      fabric,
    });
  }

  async #requireFreePorts(docker: Docker): Promise<void> {
    const there = new Set((await docker.containers()).map(({ service }) => service));
    const published = [
      ...this.inside.orderers.map(({ host, port, adminPort, operationsPort }) => ({
        host,
        ports: [port, adminPort, operationsPort],
      })),
      ...allPeers(this.inside).map(({ host, port, operationsPort }) => ({ host, ports: [port, operationsPort] })),
    ];
    const wanted = published
      .filter(({ host }) => !there.has(host))
      .flatMap(({ host, ports }) => ports.map((port) => ({ port, owner: host })));
    await requireFreePorts({ pid: () => Promise.resolve(undefined) }, wanted);
  }

  /** The variables of `docker-compose.yaml`: whoever types compose commands by hand gives them this file. */
  async #writeEnvFile(deployed: DeployedChaincode | undefined): Promise<void> {
    const { environment, fabric, home } = this.#options;
    const { uid, gid } = containerOwner();
    const ports = Object.entries(settingsOf(environment, fabric).environment).filter(([name]) =>
      /_(?:PORT|ID)$/u.test(name),
    );
    const variables = {
      COMPOSE_PROJECT_NAME: (await this.docker()).project,
      CLOUDFED_HOME: home,
      CLOUDFED_UID: String(uid),
      CLOUDFED_GID: String(gid),
      CLOUDFED_FABRIC: fabric,
      ...(this.#profiles().includes('postgres') ? { CLOUDFED_DATABASE_URL_FILE: DATABASE_URL_FILE } : {}),
      ...(deployed === undefined ? {} : { CLOUDFED_CHAINCODE_ID: deployed.packageId }),
      ...Object.fromEntries(ports),
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    await writeIfDifferent(this.layout.envFile, `${lines.join('\n')}\n`, SECRET_MODE);
  }
}

/** Where an org's gateway listens on this host, by the same variable as in `docker-compose.yaml`. */
export function gatewayPort(environment: Environment, orgNumber: number): number {
  return Number(environment[`CLOUDFED_ORG${orgNumber}_GATEWAY_PORT`] ?? 3000 + orgNumber);
}

export function profileFiles(layout: ComposeLayout): string {
  return join(layout.profiles, 'org{1,2,3}.json');
}
