import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readIfThere, SECRET_MODE, writeDurably } from '../identities/durable-file.js';
import { generateIdentities } from '../identities/index.js';
import type { Steps } from '../steps.js';
import { BackgroundProcesses, type ProcessSpec } from './background-process.js';
import { type ChaincodeCommand, chaincodeProcess, ensureService } from './chaincode-services.js';
import { ensureChannels } from './channels.js';
import { type FabricVersion, writeConfiguration } from './configuration.js';
import { deployChaincode, type DeployedChaincode, type DeployRequest } from './deploy.js';
import { type Environment, readEnvFile } from './env-file.js';
import { FabricCommands } from './fabric-command.js';
import { type FabricRelease, findFabricRelease, requireVersion } from './fabric-release.js';
import { isHealthy, ordererProcess, peerProcess, untilHealthy } from './nodes.js';
import { OperatorError } from './operator-error.js';
import { requireFreePorts } from './ports.js';
import { writeProfiles } from './profiles.js';
import { keepSettings, readSettings, settingsOf } from './settings.js';
import {
  allPeers,
  allPorts,
  type NativeLayout,
  nativeLayout,
  type OrdererNode,
  type PeerNode,
  readTopology,
  identitiesSpec,
  type Topology,
} from './topology.js';

export interface NativeOptions {
  /** Folder of all data; the network keeps its own in `native/` below. Absolute. */
  readonly home: string;
  /** Ports and members (see `network/env/federation.env`), and where Fabric's release is. */
  readonly environment: Environment;
  /** The repository's `configtx.yaml`. */
  readonly configtxFile: string;
  /** Folder of `peer.env` and `orderer.env`. */
  readonly envFolder: string;
  readonly chaincode: ChaincodeCommand;
  readonly fabric: FabricVersion;
  readonly steps: Steps;
}

/** A real Fabric network as processes of this host: three orderers, three orgs of two peers, a chaincode service each. */
export class NativeNetwork {
  readonly layout: NativeLayout;
  readonly topology: Topology;
  readonly processes: BackgroundProcesses;
  readonly #options: NativeOptions;

  constructor(options: NativeOptions) {
    if (/[\s,[\]]/u.test(options.home)) {
      throw new OperatorError(`CLOUDFED_HOME (${options.home}) must not contain spaces, commas or brackets for Fabric`);
    }
    this.#options = options;
    this.layout = nativeLayout(options.home);
    this.topology = readTopology(options.environment, this.layout.identities, 'loopback');
    this.processes = new BackgroundProcesses(this.layout.pids);
  }

  /** Brings the network up, or what of it is missing: safe to repeat, and after a failure it goes on. */
  async up(options: Readonly<{ nodesOnly: boolean }>): Promise<void> {
    const release = await this.#release();
    const { steps, environment, fabric } = this.#options;
    await requireVersion(environment, fabric);
    await keepSettings(this.layout, settingsOf(environment, fabric));
    await requireFreePorts(this.processes, allPorts(this.topology));
    await steps.step('identities and configuration', async () => {
      await generateIdentities(identitiesSpec(), this.layout.identities);
      await writeConfiguration(this.layout, release, this.topology, this.#options);
    });
    await steps.step('3 orderers, 6 peers', async () => {
      await Promise.all((await this.#nodes(release)).map((node) => this.#ensureNode(node)));
    });
    if (options.nodesOnly) {
      await mkdir(this.layout.artifacts, { recursive: true, mode: 0o700 });
      return;
    }
    await steps.step(`ledger channels ${this.topology.channels.map(({ name }) => name).join(', ')}`, async () => {
      await ensureChannels(this.layout, this.topology, new FabricCommands(release, this.layout.config));
      await writeProfiles(this.layout, this.topology);
    });
    const deployed = await this.deployed();
    if (deployed !== undefined) {
      await steps.step(`chaincode services ${labelOf(deployed.packageId)}`, () => this.#ensureServices(deployed));
    }
  }

  /** Installs, approves and commits the chaincode on every ledger channel, starts its services, binds the orgs. */
  async deploy(request: DeployRequest): Promise<DeployedChaincode> {
    const commands = await this.commands();
    const down = await this.#unhealthy();
    if (down.length > 0) throw new OperatorError(`${down.join(', ')} not running: run "up" first`);
    return deployChaincode({
      request,
      commands,
      topology: this.topology,
      settles: this.#options.fabric !== '2.5',
      packageFolder: this.layout.artifacts,
      startServices: async (deployed) => {
        await this.#ensureServices(deployed);
        await writeDurably(this.layout.stateFile, `${JSON.stringify(deployed)}\n`, SECRET_MODE);
      },
      steps: this.#options.steps,
    });
  }

  /** What was deployed last; undefined where nothing was. */
  async deployed(): Promise<DeployedChaincode | undefined> {
    const text = await readIfThere(this.layout.stateFile);
    return text === undefined ? undefined : (JSON.parse(text) as DeployedChaincode);
  }

  /** Fabric's own commands, acting on this network. */
  async commands(): Promise<FabricCommands> {
    const release = await this.#release();
    if ((await readSettings(this.layout)) === undefined) {
      throw new OperatorError('there is no network: run "up" first');
    }
    return new FabricCommands(release, this.layout.config);
  }

  #release(): Promise<FabricRelease> {
    return findFabricRelease(this.#options.environment);
  }

  async #nodes(release: FabricRelease): Promise<{ node: OrdererNode | PeerNode; spec: ProcessSpec }[]> {
    const common = (file: string) => readEnvFile(join(this.#options.envFolder, file));
    const [ordererSettings, peerSettings] = await Promise.all([common('orderer.env'), common('peer.env')]);
    const orderers = this.topology.orderers.map((node) => ({
      node,
      spec: ordererProcess(this.layout, release, node, ordererSettings),
    }));
    const peers = this.topology.orgs.flatMap((org) =>
      org.peers.map(async (node) => ({ node, spec: await peerProcess(this.layout, release, org, node, peerSettings) })),
    );
    return [...orderers, ...(await Promise.all(peers))];
  }

  async #ensureNode({ node, spec }: Readonly<{ node: OrdererNode | PeerNode; spec: ProcessSpec }>): Promise<void> {
    await this.processes.ensure(spec);
    await untilHealthy(this.processes, spec, node);
  }

  async #ensureServices({ packageId }: DeployedChaincode): Promise<void> {
    await Promise.all(
      this.topology.orgs.map(async (org) => {
        const spec = chaincodeProcess(this.layout, org, packageId, this.#options.chaincode);
        await ensureService(this.processes, spec, org, packageId);
      }),
    );
  }

  async #unhealthy(): Promise<string[]> {
    const nodes = [...this.topology.orderers, ...allPeers(this.topology)];
    const healthy = await Promise.all(nodes.map((node) => isHealthy(node).catch(() => false)));
    return nodes.filter((_node, index) => healthy[index] !== true).map(({ name }) => name);
  }
}

/** The name of a package without its digest. */
export function labelOf(packageId: string): string {
  return packageId.split(':')[0] ?? packageId;
}

/** Reads the version of the package a folder holds. */
export async function packageVersion(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}
