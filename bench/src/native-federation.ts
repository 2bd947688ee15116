import { createServer } from 'node:net';

import { freePorts, type RunningFederation, startFederation } from '@cloudfed/federation';
import {
  type Environment,
  FabricCommands,
  type FabricRelease,
  findFabricRelease,
  nativeLayout,
  OperatorError,
  readFederationEnvironment,
  readTopology,
  type Topology,
} from '@cloudfed/network';

import { during } from './ending.js';
import { Unavailable } from './measure.js';
import { withHome } from './own-federation.js';

export interface NativeFederation {
  readonly federation: RunningFederation;
  readonly home: string;
  readonly topology: Topology;
  /** Fabric's own commands, acting on its network. */
  readonly commands: FabricCommands;
}

/**
 * Runs something on a whole federation on real Fabric, in a folder and on ports of its own, and takes it down again.
 * @throws Unavailable where Fabric's binaries are not on the machine.
 */
export async function withNativeFederation<T>(
  act: (native: NativeFederation) => Promise<T>,
  gatewayEnv: Readonly<Record<string, string>> = {},
): Promise<T> {
  const environment = await withFreePorts(await readFederationEnvironment());
  const release = await requireRelease(environment);
  return withHome((home) => {
    const layout = nativeLayout(home);
    const start = async (): Promise<RunningFederation> =>
      startFederation({ home, ports: await freePorts(), mode: 'native', native: { environment }, gatewayEnv });
    return during({ start, stop: (federation) => federation.stop() }, (federation) => {
      const topology = readTopology(environment, layout.identities, 'loopback');
      return act({ federation, home, topology, commands: new FabricCommands(release, layout.config) });
    });
  });
}

async function requireRelease(environment: Environment): Promise<FabricRelease> {
  try {
    return await findFabricRelease(environment);
  } catch (error) {
    if (error instanceof OperatorError) throw new Unavailable(`no real Fabric on this machine: ${error.message}`);
    throw error;
  }
}

async function withFreePorts(environment: Environment): Promise<Environment> {
  const names = Object.keys(environment).filter((name) => /^CLOUDFED_.*_PORT$/u.test(name));
  const ports = await freePortNumbers(names.length);
  return { ...environment, ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])) };
}

const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/**
 * Ports that nothing listens on at this moment, below those that systems give to outgoing connections: one of those might
 * take the port of a node that is not up yet.
 */
export async function freePortNumbers(count: number): Promise<readonly number[]> {
  const ports: number[] = [];
  const from = FIRST_PORT + Math.floor(Math.random() * 8_000);
  for (let port = from; ports.length < count && port < LAST_PORT; port += 1) if (await isFree(port)) ports.push(port);
  if (ports.length < count) throw new Error(`there are no ${String(count)} free ports`);
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
