import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { SingleBar } from 'cli-progress';

import { GatewayClient, GatewayRefusal } from './gateway-client.js';
import { freePorts } from './ports.js';
import { type FederationFile, startFederation } from './start-federation.js';
import { readCapacity, readTasks, type TraceTask } from './trace.js';

const IN_FLIGHT = 200;
const PROVIDER = '00003';
const CONSUMER = '00002';
const USER = '00002001';
const QUOTA_ID = 'openb-nodes';
const SECONDS_PER_DAY = 86_400n;
/** Each instance lives at least this long on the ledger's clock, and prices make a median one worth the least bill. */
const LEAST_SECONDS = 2n;
const LEAST_MEDIAN_FEN = 1_000n;

interface Bill {
  readonly instanceId: string;
  readonly usageSeconds: string | number;
  readonly totalCost: string;
}

async function main(): Promise<void> {
  const [csv] = process.argv.slice(2);
  if (csv === undefined || csv.startsWith('-')) {
    console.error('usage: npm run demo:trace -- <openb-tasks.csv>   (openb-nodes.csv is read from the same folder)');
    process.exitCode = 2;
    return;
  }
  const tasks = await readTasks(resolve(csv));
  const capacity = await readCapacity(join(dirname(resolve(csv)), 'openb-nodes.csv'));
  if (tasks.length === 0) throw new Error(`${csv} has no scheduled task`);
  const { federation, stop } = await reachFederation();
  try {
    await run(federation, tasks, capacity);
  } finally {
    await stop();
  }
}

async function run(
  federation: FederationFile,
  tasks: readonly TraceTask[],
  capacity: Awaited<ReturnType<typeof readCapacity>>,
): Promise<void> {
  const provider = clientOf(federation, PROVIDER, 'operator');
  const consumer = clientOf(federation, CONSUMER, 'operator');
  const runId = randomBytes(4).toString('hex');

  await publishPrices(provider, scaledPrices(tasks));
  await publishQuota(provider, capacity, tasks.length);
  const before = await readTotal(consumer);

  console.log(
    `${String(tasks.length)} tasks of a production cluster as instances of ${CONSUMER} at provider ${PROVIDER}, ` +
      `quota of ${String(capacity.nodes)} machines: ${capacity.cpu} cores, ${capacity.ramGb} GB\n`,
  );
  const opened = await forAll('opening  ', tasks, async (task) => {
    const instanceId = `${task.name}-${runId}`;
    await consumer.post('/v1/ecs-resources', {
      instanceId,
      providerId: PROVIDER,
      userId: USER,
      cloudService: 'ECS',
      networkType: 'private',
      bandwidthMbps: '1',
      cpu: task.cpu,
      ramGb: task.ramGb,
      diskGb: '0',
      commitmentDays: '1',
    });
    return instanceId;
  });
  await new Promise((done) => setTimeout(done, Number(LEAST_SECONDS) * 1000));
  const released = await forAll('releasing', opened.results, (instanceId) =>
    consumer.post<Bill>(`/v1/ecs-resources/${instanceId}/release`, {}),
  );
  await report(consumer, before, opened.seconds, released);
}

async function report(
  consumer: GatewayClient,
  before: bigint,
  openSeconds: number,
  released: { readonly results: readonly Bill[]; readonly seconds: number },
): Promise<void> {
  const bills = released.results;
  const costs = bills.map((bill) => BigInt(bill.totalCost)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const sum = costs.reduce((total, cost) => total + cost, 0n);
  const median = costs[Math.floor(costs.length / 2)] ?? 0n;
  const readBack = await sumOfListedBills(consumer);
  const total = await readTotal(consumer);
  const rate = (seconds: number): string => `${(bills.length / seconds).toFixed(0)} per second`;

  console.log(`
opened    ${String(bills.length)} instances in ${openSeconds.toFixed(1)} s, ${rate(openSeconds)}
released  ${String(bills.length)} instances in ${released.seconds.toFixed(1)} s, ${rate(released.seconds)}
bills     ${yuan(sum)} in this run, the median bill ${median.toString()} fen
totals    ${yuan(total)} on the ledger, ${yuan(readBack)} as the sum of all bills listed`);

  if (total !== readBack) throw new Error('the total on the ledger is not the sum of the bills');
  if (total - before !== sum) throw new Error("the total did not grow by exactly this run's bills");
  if (median < LEAST_MEDIAN_FEN) throw new Error(`the median bill is below ${LEAST_MEDIAN_FEN.toString()} fen`);
  console.log('          equal to the fen\n');
}

/** Fen prices a day so high that the median task is worth {@link LEAST_MEDIAN_FEN} after {@link LEAST_SECONDS}. */
function scaledPrices(tasks: readonly TraceTask[]): Readonly<Record<string, string>> {
  const wholeCores = tasks.map((task) => BigInt(task.cpu.split('.')[0] ?? '0')).sort((a, b) => (a < b ? -1 : 1));
  const medianCores = wholeCores[Math.floor(wholeCores.length / 2)] ?? 0n;
  const cores = medianCores > 0n ? medianCores : 1n;
  const cpu = (LEAST_MEDIAN_FEN * SECONDS_PER_DAY) / (LEAST_SECONDS * cores) + 1n;
  return {
    cpu: cpu.toString(),
    ram: (cpu / 4n).toString(),
    ecsDisk: '1',
    ossDisk: '1',
    request: '1',
    publicNetwork: '2',
    privateNetwork: '0',
  };
}

async function publishPrices(provider: GatewayClient, prices: Readonly<Record<string, string>>): Promise<void> {
  try {
    const current = await provider.get<{ price?: Record<string, string> } & Record<string, unknown>>(
      `/v1/prices/${PROVIDER}`,
    );
    if (Object.entries(prices).every(([meter, fen]) => current[meter] === fen)) return;
    await provider.put(`/v1/prices/${PROVIDER}`, prices);
    // A change takes force a few seconds ahead, on all ledger channels at once.
    await new Promise((done) => setTimeout(done, 6_000));
  } catch (error) {
    if (!(error instanceof GatewayRefusal) || error.status !== 404) throw error;
    await provider.post('/v1/prices', { providerId: PROVIDER, ...prices });
  }
}

async function publishQuota(
  provider: GatewayClient,
  capacity: { readonly cpu: string; readonly ramGb: string; readonly nodes: number },
  instances: number,
): Promise<void> {
  const quota = {
    consumerId: CONSUMER,
    holdingDays: '365',
    cpu: capacity.cpu,
    ramGb: capacity.ramGb,
    ecsDiskGb: '0',
    ossDiskGb: '0',
    bandwidthMbps: String(instances),
    publicIps: '0',
    privateIps: String(instances),
  };
  await provider.post('/v1/quotas', { quotaId: QUOTA_ID, ...quota });
}

async function readTotal(client: GatewayClient): Promise<bigint> {
  const { totalCost } = await client.get<{ totalCost: string }>(`/v1/totals?userId=${USER}&type=ECSBill`);
  return BigInt(totalCost);
}

async function sumOfListedBills(client: GatewayClient): Promise<bigint> {
  let sum = 0n;
  let cursor = '';
  do {
    const page: { items: Bill[]; nextCursor: string | null } = await client.get(
      `/v1/bills?userId=${USER}&type=ECSBill&limit=1000${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const bill of page.items) sum += BigInt(bill.totalCost);
    cursor = page.nextCursor ?? '';
  } while (cursor !== '');
  return sum;
}

/** Runs `act` over all items, {@link IN_FLIGHT} at a time, behind a progress bar. The first failure ends it. */
async function forAll<T, R>(
  label: string,
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<{ readonly results: readonly R[]; readonly seconds: number }> {
  const bar = new SingleBar({
    format: `${label} {bar} {percentage}% {value}/{total}  {rate}/s  {duration_formatted}`,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    hideCursor: true,
  });
  const results = new Array<R>(items.length);
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  bar.start(items.length, 0, { rate: '0' });
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      results[at] = await act(items[at] as T);
      bar.increment(1, { rate: (bar.getProgress() > 0 ? (next - IN_FLIGHT) / elapsed() : 0).toFixed(0) });
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
    bar.update(items.length, { rate: (items.length / elapsed()).toFixed(0) });
  } finally {
    bar.stop();
  }
  return { results, seconds: elapsed() };
}

function clientOf(federation: FederationFile, orgId: string, role: 'operator'): GatewayClient {
  const org = federation.orgs.find((member) => member.orgId === orgId);
  if (!org) throw new Error(`the running federation has no org ${orgId}`);
  return new GatewayClient(org.gatewayUrl, org.tokens[role]);
}

/** The federation that runs already, or one of its own in a folder that is removed at the end. */
async function reachFederation(): Promise<{ federation: FederationFile; stop: () => Promise<void> }> {
  const file = join(resolve(process.env['CLOUDFED_HOME'] ?? '.cloudfed'), 'federation.json');
  if (existsSync(file)) {
    const federation = JSON.parse(readFileSync(file, 'utf8')) as FederationFile;
    if (await answers(federation)) {
      console.log(`Using the federation that runs at ${federation.orgs.map((org) => org.gatewayUrl).join(', ')}.`);
      return { federation, stop: () => Promise.resolve() };
    }
  }
  console.log('No federation runs here: starting one in a temporary folder.');
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-trace-'));
  const running = await startFederation({ home, ports: await freePorts() });
  return {
    federation: running.file,
    stop: async () => {
      await running.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function answers(federation: FederationFile): Promise<boolean> {
  const checks = federation.orgs.map(async (org) => {
    const response = await fetch(new URL('/readyz', org.gatewayUrl), { signal: AbortSignal.timeout(3_000) });
    return response.ok;
  });
  return (await Promise.allSettled(checks)).every((check) => check.status === 'fulfilled' && check.value);
}

function yuan(fen: bigint): string {
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)} CNY`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
