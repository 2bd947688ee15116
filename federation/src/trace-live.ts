import { randomBytes } from 'node:crypto';

import { forAll, perSecond, yuan } from './for-all.js';
import { clientOf, type GatewayClient, GatewayRefusal } from './gateway-client.js';
import type { FederationFile } from './start-federation.js';
import type { ClusterCapacity, TraceTask } from './trace.js';

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

/** Opens every task of a trace as an instance, releases them, and checks the totals: all of it now. */
export async function runLive(
  federation: FederationFile,
  tasks: readonly TraceTask[],
  capacity: ClusterCapacity,
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

  console.log(`
opened    ${String(bills.length)} instances in ${openSeconds.toFixed(1)} s, ${perSecond(bills.length, openSeconds)}
released  ${String(bills.length)} instances in ${released.seconds.toFixed(1)} s, ${perSecond(bills.length, released.seconds)}
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
