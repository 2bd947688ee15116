import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { ConnectionProfile } from '@cloudfed/network';

import { KeptProcess, type ProcessEvents } from './child-process.js';
import { type DemoRole, issueDemoTokens } from './demo-tokens.js';
import { lockHome } from './home-lock.js';
import { DEMO_ORGS, homeLayout, type HomeLayout } from './layout.js';
import { chaincodeProcess, gatewayProcess, networkProcess, prepareNetwork } from './services.js';
import { DEFAULT_PORTS, type FederationPorts, requireFree } from './ports.js';
import { writeFilePrivately } from './private-file.js';
import { registerOrganizations } from './registration.js';

/** What `npm start` writes for whoever talks to the running federation. */
export interface FederationFile {
  readonly orgs: readonly {
    readonly orgId: string;
    readonly name: string;
    readonly mspId: string;
    readonly gatewayUrl: string;
    readonly tokens: Readonly<Record<DemoRole, string>>;
  }[];
}

export interface StartOptions extends ProcessEvents {
  /** Folder of all data; made when it is missing. */
  readonly home: string;
  readonly ports?: FederationPorts;
  /** Forget all data of the folder first. */
  readonly reset?: boolean;
  /** Told what is being done, for people. */
  readonly onProgress?: (message: string) => void;
  /** Without gateways the ledgers alone are there. Default true. */
  readonly gateways?: boolean;
  /** More environment of every gateway, for tests. */
  readonly gatewayEnv?: Readonly<Record<string, string>>;
}

export interface RunningFederation {
  readonly file: FederationFile;
  readonly layout: HomeLayout;
  readonly profiles: readonly ConnectionProfile[];
  /** By name: `network`, `chaincode-00001`, `gateway-00001`, … */
  readonly processes: ReadonlyMap<string, KeptProcess>;
  /** Stops gateways, then chaincode, then the network. */
  stop(): Promise<void>;
}

/**
 * Brings up the demo federation on the embedded network: identities, network, chaincode services, organizations bound
 * on the ledgers, gateways. Goes on with the folder's data when it has some.
 *
 * @throws HomeInUseError, PortInUseError, ProcessStartError
 */
export async function startFederation(options: StartOptions): Promise<RunningFederation> {
  const ports = options.ports ?? DEFAULT_PORTS;
  const layout = homeLayout(options.home);
  await mkdir(layout.home, { recursive: true, mode: 0o700 });
  await chmod(layout.home, 0o700);
  const unlock = lockHome(layout.lockFile);
  const processes = new Map<string, KeptProcess>();
  try {
    await requireFree(ports);
    if (options.reset === true) await forget(layout);
    return await bringUp(layout, ports, options, processes, unlock);
  } catch (error) {
    await stopAll(processes);
    unlock();
    throw error;
  }
}

async function bringUp(
  layout: HomeLayout,
  ports: FederationPorts,
  options: StartOptions,
  processes: Map<string, KeptProcess>,
  unlock: () => void,
): Promise<RunningFederation> {
  const progress = options.onProgress ?? (() => undefined);
  await mkdir(layout.logs, { recursive: true, mode: 0o700 });
  progress('identities');
  const profiles = await prepareNetwork(layout, ports);
  const members = DEMO_ORGS.map((org, index) => ({ org, profile: profiles[index] as ConnectionProfile }));

  progress('network, chaincode and gateways');
  const keep = async (process: KeptProcess): Promise<void> => {
    processes.set(process.name, process);
    await process.start();
  };
  const events: ProcessEvents = options.onRestart ? { onRestart: options.onRestart } : {};
  const ledger = Promise.all([
    keep(new KeptProcess(networkProcess(layout), events)),
    ...DEMO_ORGS.map((org, at) =>
      keep(new KeptProcess(chaincodeProcess(layout, org, ports.chaincodes[at] ?? 0), events)),
    ),
  ]).then(async () => {
    progress('organizations on the ledgers');
    await registerOrganizations(members);
  });
  const orgsWithGateway = options.gateways === false ? [] : DEMO_ORGS;
  const gateways = orgsWithGateway.map(async (org, at) => {
    const port = ports.gateways[at] ?? 0;
    const folder = layout.gateway(org.orgId);
    const { issuer, tokens } = await issueDemoTokens(org.orgId, folder);
    await keep(new KeptProcess(gatewayProcess(layout, org, { port, issuer, env: options.gatewayEnv ?? {} }), events));
    return {
      orgId: org.orgId,
      name: org.name,
      mspId: org.mspId,
      gatewayUrl: `http://127.0.0.1:${String(port)}`,
      tokens,
    };
  });
  // Every start is awaited before a failure is passed on, so that nothing is left running behind it.
  const outcomes = await Promise.allSettled([ledger, ...gateways]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  const file: FederationFile = { orgs: await Promise.all(gateways) };
  await untilReady(file);
  await writeFilePrivately(layout.federationFile, `${JSON.stringify(file, null, 2)}\n`);

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await rm(layout.federationFile, { force: true });
    await stopAll(processes);
    unlock();
  };
  return { file, layout, profiles, processes, stop: () => (stopped ??= stop()) };
}

/** Gateways first, so that no request is cut off by a ledger that is gone. */
async function stopAll(processes: ReadonlyMap<string, KeptProcess>): Promise<void> {
  for (const kind of ['gateway', 'chaincode', 'network']) {
    await Promise.all(
      [...processes.values()].filter(({ name }) => name.startsWith(kind)).map((process) => process.stop()),
    );
  }
}

const READY_ATTEMPTS = 300;
const READY_PAUSE_MS = 50;

async function untilReady(file: FederationFile): Promise<void> {
  await Promise.all(
    file.orgs.map(async (org) => {
      let last = '';
      for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
        try {
          const response = await fetch(new URL('/readyz', org.gatewayUrl), { signal: AbortSignal.timeout(5_000) });
          if (response.ok) return;
          last = await response.text();
        } catch (error) {
          last = error instanceof Error ? error.message : String(error);
        }
        await new Promise((resolve) => setTimeout(resolve, READY_PAUSE_MS));
      }
      throw new Error(`The gateway of ${org.name} did not become ready: ${last}`);
    }),
  );
}

const PRODUCT_FILES = ['identities', 'network', 'profiles', 'gateways', 'logs', 'federation.json', 'network.json'];

/** Removes what a federation keeps in its home, and nothing else: the folder may hold other things. */
async function forget(layout: HomeLayout): Promise<void> {
  for (const name of PRODUCT_FILES) await rm(join(layout.home, name), { recursive: true, force: true });
}
