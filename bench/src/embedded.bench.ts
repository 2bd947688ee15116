import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import * as grpc from '@grpc/grpc-js';
import {
  CHAINCODE_NAME,
  DEMO_ORGS,
  type FederationPorts,
  freePorts,
  homeLayout,
  type HomeLayout,
  type KeptProcess,
  networkProcess,
  prepareNetwork,
  type ProcessSpec,
} from '@cloudfed/federation';
import { type ConnectionProfile, createNativeSigner, peerOrgPaths } from '@cloudfed/network';
import { connect, type Contract, hash } from '@hyperledger/fabric-gateway';

import { during } from './ending.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median, medianOf } from './measure.js';
import { withHome, withProcesses } from './own-federation.js';

const RUNS = 5;
const IN_FLIGHT = 200;
const SUBMITS_A_RUN = 2_000;
const SINGLES_A_RUN = 100;
const TRANSACTIONS_BEFORE_MEMORY = 10_000;
const CHANNEL = 'channel12';
const SETUP = 'own process, persistence on, two simulations a transaction, one write of 16 bytes each';

/** The embedded network's own figures: its process alone is measured, with clients and chaincode beside it. */
export const EMBEDDED: readonly Measure[] = [
  {
    id: 'embedded.ready',
    what: 'embedded network, start of its process to listening',
    goal: { of: 'value', kind: 'at most', bound: 2 },
    run: measureReady,
  },
  {
    id: 'embedded.memory',
    what: 'embedded network, resident after 10,000 transactions',
    goal: { of: 'value', kind: 'at most', bound: 200 },
    run: measureMemory,
  },
  {
    id: 'embedded.submit',
    what: 'embedded network, submits per second, 200 in flight',
    goal: { of: 'value', kind: 'at least', bound: 500 },
    run: measureSubmit,
  },
  {
    id: 'embedded.latency',
    what: 'embedded network, one submit alone, p50',
    goal: { of: 'value', kind: 'at most', bound: 15 },
    run: measureLatency,
  },
];

async function measureReady(): Promise<Figure> {
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await withLayout(async (layout, ports) => {
      await prepareNetwork(layout, ports);
      const startedAt = performance.now();
      await withProcesses([networkProcess(layout)], () => {
        seconds.push((performance.now() - startedAt) / 1000);
        return Promise.resolve();
      });
    });
  }
  return {
    id: 'embedded.ready',
    value: round(median(seconds)),
    unit: 's',
    setup: `median of ${String(RUNS)}, four ledger channels, empty data folder, identities made before; ${machine()}`,
  };
}

async function measureMemory(): Promise<Figure> {
  return withNetwork(async ({ contract, network }) => {
    await submitMany(contract, TRANSACTIONS_BEFORE_MEMORY);
    const status = await readFile(`/proc/${String(network.pid)}/status`, 'utf8');
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]);
    const setup = `one run of ${String(TRANSACTIONS_BEFORE_MEMORY)} transactions, ${SETUP}; ${machine()}`;
    return { id: 'embedded.memory', value: round(kilobytes / 1024), unit: 'MB', setup };
  });
}

async function measureSubmit(): Promise<Figure> {
  return withNetwork(async ({ contract }) => {
    const rate = await medianOf(RUNS, async () => {
      const startedAt = performance.now();
      await submitMany(contract, SUBMITS_A_RUN);
      return SUBMITS_A_RUN / ((performance.now() - startedAt) / 1000);
    });
    const setup = `median of ${String(RUNS)} runs of ${String(SUBMITS_A_RUN)}, ${SETUP}; ${machine()}`;
    return { id: 'embedded.submit', value: Math.round(rate), unit: 'transactions/s', setup };
  });
}

async function measureLatency(): Promise<Figure> {
  return withNetwork(async ({ contract }) => {
    const p50 = await medianOf(RUNS, async () => {
      const milliseconds: number[] = [];
      for (let index = 0; index < SINGLES_A_RUN; index += 1) {
        const startedAt = performance.now();
        await submitOne(contract);
        milliseconds.push(performance.now() - startedAt);
      }
      return median(milliseconds);
    });
    const setup = `median of ${String(RUNS)} p50s of ${String(SINGLES_A_RUN)} submits one after the other, ${SETUP}; ${machine()}`;
    return { id: 'embedded.latency', value: round(p50), unit: 'ms', setup };
  });
}

async function submitMany(contract: Contract, count: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await submitOne(contract);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
}

async function submitOne(contract: Contract): Promise<void> {
  await contract.submitTransaction('put', randomBytes(8).toString('hex'), randomBytes(8).toString('hex'));
}

interface Running {
  readonly contract: Contract;
  readonly network: KeptProcess;
}

async function withNetwork<T>(measure: (running: Running) => Promise<T>): Promise<T> {
  return withLayout(async (layout, ports) => {
    const [profile] = await prepareNetwork(layout, ports);
    if (!profile) throw new Error('no connection profile');
    const services = DEMO_ORGS.slice(0, 2).map((_, at) => probeChaincode(layout, at, ports.chaincodes[at] ?? 0));
    return withProcesses([networkProcess(layout), ...services], ([network]) =>
      during(
        {
          start: () => connectClient(profile),
          stop: (client) => {
            client.close();
          },
        },
        async ({ contract }) => {
          if (network === undefined) throw new Error('there is no network');
          await untilEndorsed(contract);
          return measure({ contract, network });
        },
      ),
    );
  });
}

/** The chaincode of the network's own tests, by the unmodified server of fabric-shim. */
function probeChaincode(layout: HomeLayout, at: number, port: number): ProcessSpec {
  const org = DEMO_ORGS[at];
  if (!org) throw new Error('no such org');
  const require = createRequire(import.meta.url);
  const fromChaincode = createRequire(require.resolve('@cloudfed/chaincode/package.json'));
  const tls = peerOrgPaths(layout.identities, org.domain).chaincode(CHAINCODE_NAME);
  const address = `127.0.0.1:${String(port)}`;
  return {
    name: `probe-${org.orgId}`,
    script: join(dirname(fromChaincode.resolve('fabric-shim/package.json')), 'cli.js'),
    args: [
      ...['server', '--chaincode-address', address, '--chaincode-id', 'probe:1'],
      ...['--chaincode-tls-cert-file', tls.cert, '--chaincode-tls-key-file', tls.key],
      ...['--module-path', join(dirname(require.resolve('@cloudfed/network/package.json')), 'test-chaincode')],
    ],
    env: { CORE_PEER_LOCALMSPID: org.mspId, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' },
    logFile: join(layout.logs, `probe-${org.orgId}.log`),
    readyTimeoutMs: 30_000,
    stopTimeoutMs: 2_000,
  };
}

async function connectClient(
  profile: ConnectionProfile,
): Promise<{ readonly contract: Contract; readonly close: () => void }> {
  const { gatewayPeer, identity, mspId } = profile;
  const client = new grpc.Client(
    gatewayPeer.address,
    grpc.credentials.createSsl(await readFile(gatewayPeer.tlsRootCert)),
    { 'grpc.ssl_target_name_override': gatewayPeer.serverName },
  );
  const sign = createNativeSigner(await readFile(identity.keyPath, 'utf8'));
  const gateway = connect({
    client,
    identity: { mspId, credentials: await readFile(identity.certPath) },
    signer: (message) => Promise.resolve(sign(Buffer.from(message))),
    hash: hash.none,
  });
  return {
    contract: gateway.getNetwork(CHANNEL).getContract(CHAINCODE_NAME),
    close: () => {
      gateway.close();
      client.close();
    },
  };
}

async function untilEndorsed(contract: Contract): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await submitOne(contract);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function withLayout<T>(act: (layout: HomeLayout, ports: FederationPorts) => Promise<T>): Promise<T> {
  return withHome(async (home) => {
    const layout = homeLayout(home);
    await mkdir(layout.logs, { recursive: true });
    return act(layout, await freePorts());
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
