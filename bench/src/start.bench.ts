import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type FederationFile, freePorts, GatewayClient } from '@cloudfed/federation';

import { during } from './ending.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { withHome } from './own-federation.js';

const RUNS = 5;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm start` on an empty data folder until the first bill has been read over HTTP. */
export const START: Measure = {
  id: 'start',
  what: 'npm start, empty data folder, to the first bill read over HTTP',
  goal: { of: 'value', kind: 'at most', bound: 10 },
  async run(): Promise<Figure> {
    const seconds: number[] = [];
    for (let run = 0; run < RUNS; run += 1) seconds.push(await firstBill());
    return { id: 'start', value: round(median(seconds)), unit: 's', setup: `median of ${String(RUNS)}, ${machine()}` };
  },
};

function firstBill(): Promise<number> {
  return withHome(async (home) => {
    const ports = await freePorts();
    const offset = (ports.orderer % 20_000) + 20_000 - 7_050;
    const gatewayPort = (ports.gateways[0] ?? 0) - 3;
    const startedAt = performance.now();
    const args = ['start', '--', '--port-offset', String(offset), '--gateway-port', String(gatewayPort)];
    const start = (): Promise<ChildProcess> =>
      Promise.resolve(
        spawn('npm', args, {
          cwd: ROOT,
          env: { ...process.env, CLOUDFED_HOME: home },
          stdio: ['ignore', 'pipe', 'inherit'],
          detached: true,
        }),
      );
    return during({ start, stop: endGroup }, async (child) => {
      const file = await untilRunning(child, join(home, 'federation.json'));
      await readFirstBill(file);
      return (performance.now() - startedAt) / 1000;
    });
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await ended;
}

async function untilRunning(child: ChildProcess, federationFile: string): Promise<FederationFile> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('The federation runs')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`npm start ended early:\n${output}`));
    });
  });
  return JSON.parse(await readFile(federationFile, 'utf8')) as FederationFile;
}

async function readFirstBill(file: FederationFile): Promise<void> {
  const [providerOrg, consumerOrg] = file.orgs;
  if (!providerOrg || !consumerOrg) throw new Error('the federation has fewer than two orgs');
  const provider = new GatewayClient(providerOrg.gatewayUrl, providerOrg.tokens.operator);
  const consumer = new GatewayClient(consumerOrg.gatewayUrl, consumerOrg.tokens.operator);
  await Promise.all([
    provider.post('/v1/prices', {
      providerId: providerOrg.orgId,
      cpu: '10',
      ram: '4',
      ecsDisk: '1',
      ossDisk: '1',
      request: '1',
      publicNetwork: '2',
      privateNetwork: '0',
    }),
    provider.post('/v1/quotas', {
      quotaId: '000001',
      consumerId: consumerOrg.orgId,
      holdingDays: '365',
      cpu: '10',
      ramGb: '40',
      ecsDiskGb: '40',
      ossDiskGb: '100',
      bandwidthMbps: '2',
      publicIps: '10',
      privateIps: '20',
    }),
  ]);
  await consumer.post('/v1/ecs-resources', {
    instanceId: '202202150002',
    providerId: providerOrg.orgId,
    userId: `${consumerOrg.orgId}001`,
    cloudService: 'ECS',
    networkType: 'public',
    bandwidthMbps: '2',
    cpu: '2',
    ramGb: '4',
    diskGb: '8',
    commitmentDays: '365',
  });
  await consumer.post('/v1/ecs-resources/202202150002/release', {});
  await provider.get('/v1/bills/ECSBill/202202150002');
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
