import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { ConnectionProfile, Environment, FabricVersion } from '@cloudfed/network';

import { KeptProcess, type ProcessEvents } from './child-process.js';
import { type DemoRole, issueDemoTokens } from './demo-tokens.js';
import { lockHome } from './home-lock.js';
import { homeLayout, type HomeLayout, nativeHomeLayout } from './layout.js';
import { type Ledgers, newEmbeddedLedgers } from './ledgers.js';
import { newNativeLedgers } from './native-ledgers.js';
import { DEFAULT_PORTS, type FederationPorts, ledgerPorts, requireFree } from './ports.js';
import { agreeOnTerms, type DemoTerms } from './registration.js';
import { writeFilePrivately } from './private-file.js';
import { gatewayProcess } from './services.js';

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

type GatewayEnv = Readonly<Record<string, string>>;
export type FederationMode = 'embedded' | 'native';

export interface StartOptions extends ProcessEvents {
  /** Folder of all data; made when it is missing. */
  readonly home: string;
  readonly ports?: FederationPorts;
  /** What the ledgers are on: the embedded network, or Fabric's own release binaries. Default `embedded`. */
  readonly mode?: FederationMode;
  /** Of `mode: 'native'`: its ports and members, and where the binaries are; and which Fabric they are. */
  readonly native?: Readonly<{ environment?: Environment; fabric?: FabricVersion }>;
  /** Forget all data of the folder first. */
  readonly reset?: boolean;
  /** Told what is being done, for people. */
  readonly onProgress?: (message: string) => void;
  /** Without gateways the ledgers alone are there. Default true. */
  readonly gateways?: boolean;
  /** What the organizations settle by, where they have not agreed yet; the demo's unless told. */
  readonly settlement?: DemoTerms;
  /** More environment of every gateway, or of each by its organization; for tests. */
  readonly gatewayEnv?: GatewayEnv | ((orgId: string) => GatewayEnv);
}

export interface RunningFederation {
  readonly file: FederationFile;
  readonly layout: HomeLayout;
  readonly profiles: readonly ConnectionProfile[];
  /** By name: `network`, `chaincode-00001`, `gateway-00001`, … */
  readonly processes: ReadonlyMap<string, KeptProcess>;
  /** Stops gateways, then chaincode, then the network; a native network only where it was not up before. */
  stop(): Promise<void>;
}

/**
 * Brings up the demo federation: identities, network, chaincode services, organizations bound on the ledgers, gateways.
 * Goes on with the folder's data when it has some.
 *
 * @throws HomeInUseError, PortInUseError, ProcessStartError; of a native network OperatorError
 */
export async function startFederation(options: StartOptions): Promise<RunningFederation> {
  const native = options.mode === 'native';
  const layout = native ? nativeHomeLayout(options.home) : homeLayout(options.home);
  await mkdir(layout.home, { recursive: true, mode: 0o700 });
  await chmod(layout.home, 0o700);
  const running: Bringing = { unlock: lockHome(layout.lockFile), processes: new Map() };
  try {
    const ports = options.ports ?? DEFAULT_PORTS;
    // A native network looks after its own ports.
    await requireFree([...ports.gateways, ...(native ? [] : ledgerPorts(ports))]);
    if (options.reset === true) await forget(layout);
    running.ledgers = await newLedgers(layout, ports, options);
    return await bringUp(layout, ports, options, running.ledgers, running);
  } catch (error) {
    await stopAll(running);
    throw error;
  }
}

/** What must be ended, also where bringing up fails on the way. */
interface Bringing {
  readonly unlock: () => void;
  readonly processes: Map<string, KeptProcess>;
  ledgers?: Ledgers;
}

function newLedgers(layout: HomeLayout, ports: FederationPorts, options: StartOptions): Ledgers | Promise<Ledgers> {
  const onProgress = options.onProgress ?? (() => undefined);
  if (options.mode === 'native') {
    const reset = options.reset === true;
    return newNativeLedgers({ home: layout.home, reset, onProgress, ...eventsOf(options), ...options.native });
  }
  return newEmbeddedLedgers({ layout, ports, events: eventsOf(options), onProgress });
}

function eventsOf({ onRestart }: StartOptions): ProcessEvents {
  return onRestart ? { onRestart } : {};
}

/** With gateways the organizations settle, so they agree on how; ledgers alone leave that to whoever uses them. */
async function startLedgers(
  ledgers: Ledgers,
  profiles: readonly ConnectionProfile[],
  keep: (process: KeptProcess) => Promise<void>,
  { gateways, mode, native, settlement }: StartOptions,
): Promise<void> {
  await ledgers.start(keep);
  const isOld = mode === 'native' && native?.fabric === '2.5';
  if (gateways === false || isOld) return;
  const members = ledgers.orgs.map((org, at) => ({ org, profile: profiles[at] as ConnectionProfile }));
  await agreeOnTerms(members, settlement);
}

async function bringUp(
  layout: HomeLayout,
  ports: FederationPorts,
  options: StartOptions,
  ledgers: Ledgers,
  running: Bringing,
): Promise<RunningFederation> {
  const profiles = await ledgers.prepare();
  await mkdir(layout.logs, { recursive: true, mode: 0o700 });
  const keep = async (process: KeptProcess): Promise<void> => {
    running.processes.set(process.name, process);
    await process.start();
  };
  options.onProgress?.(options.gateways === false ? 'chaincode' : 'chaincode and gateways');
  const orgsWithGateway = options.gateways === false ? [] : ledgers.orgs;
  const gateways = orgsWithGateway.map(async (org, at) => {
    const port = ports.gateways[at] ?? 0;
    const folder = layout.gateway(org.orgId);
    const { issuer, tokens } = await issueDemoTokens(org.orgId, folder);
    const spec = gatewayProcess(layout, org, { port, issuer, env: gatewayEnvOf(options, org.orgId) });
    await keep(new KeptProcess(spec, eventsOf(options)));
    const { orgId, name, mspId } = org;
    return { orgId, name, mspId, gatewayUrl: `http://127.0.0.1:${String(port)}`, tokens };
  });
  // Every start is awaited before a failure is passed on, so that nothing is left running behind it.
  const outcomes = await Promise.allSettled([startLedgers(ledgers, profiles, keep, options), ...gateways]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) throw failure.reason;
  const file: FederationFile = { orgs: await Promise.all(gateways) };
  await untilReady(file);
  await writeFilePrivately(layout.federationFile, `${JSON.stringify(file, null, 2)}\n`);

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await rm(layout.federationFile, { force: true });
    await stopAll(running);
  };
  return { file, layout, profiles, processes: running.processes, stop: () => (stopped ??= stop()) };
}

function gatewayEnvOf({ gatewayEnv = {} }: StartOptions, orgId: string): GatewayEnv {
  return typeof gatewayEnv === 'function' ? gatewayEnv(orgId) : gatewayEnv;
}

/** Gateways first, so that no request is cut off by a ledger that is gone. */
async function stopAll({ processes, ledgers, unlock }: Bringing): Promise<void> {
  for (const kind of ['gateway', 'chaincode', 'network']) {
    await Promise.all(
      [...processes.values()].filter(({ name }) => name.startsWith(kind)).map((process) => process.stop()),
    );
  }
  await ledgers?.stop();
  unlock();
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

/** Removes what a federation keeps in its home, and nothing else: the folder may hold other things. */
async function forget(layout: HomeLayout): Promise<void> {
  for (const name of layout.productFiles) await rm(join(layout.home, name), { recursive: true, force: true });
}
