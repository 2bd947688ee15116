import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { forAll, perSecond, yuan } from './for-all.js';
import { clientOf, type GatewayClient } from './gateway-client.js';
import type { FederationFile } from './start-federation.js';
import type { TraceTask } from './trace.js';

/** Who bills each task once, at its end, and who meters it by the hour. */
const BILLING = '00001';
const METERING = '00003';
const CONSUMER = '00002';
const USER = '00002001';
const SOURCE = '/traces/openb';
/** Fen a core and day, a GB of memory and day. */
const PRICE = { cpu: '240', ram: '60', ecsDisk: '0', publicNetwork: '0', privateNetwork: '0' };
/** The 149 days of the trace end within five months, whichever they are. */
const MONTHS = 5;
const SHANGHAI_MS = 8 * 3_600_000;
const RECORDS_AT_ONCE = 10_000;
const SENT_AT_ONCE = 2;
const DRAIN_POLLS = 12_000;

/** A usage record as the gateway takes it. */
export interface HourlyRecord {
  readonly source: string;
  readonly id: string;
  readonly instanceId: string;
  readonly meter: 'cpu' | 'ramGb';
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
}

interface Statement {
  readonly statementId: string;
  readonly lines: readonly { readonly kind: string; readonly count: number; readonly amount: string }[];
  readonly amountDue: string;
}

/** What a run came to; `test/oracle/trace_totals.py` computes the same from the trace alone. */
export interface HistoryReport {
  /** Seconds since 1970: when the trace's time begins. */
  readonly begin: number;
  readonly price: typeof PRICE;
  readonly usageRecords: number;
  readonly providers: readonly {
    readonly providerId: string;
    readonly as: 'billed' | 'metered';
    readonly totalCost: string;
    readonly statements: readonly Statement[];
  }[];
}

/**
 * Brings a trace in as the past: every task billed once by one provider, and metered by the hour by another; issues the
 * monthly statements of both and writes them into a folder.
 */
export async function runHistory(
  federation: FederationFile,
  tasks: readonly TraceTask[],
  folder: string,
): Promise<HistoryReport> {
  const begin = beginOf(MONTHS, new Date());
  const last = tasks.reduce((latest, { to }) => Math.max(latest, to), 0);
  if (begin + last > Date.now() / 1_000) throw new Error('the trace is longer than the months that it is laid into');
  console.log(
    `${tasks.length} tasks over ${(last / 86_400).toFixed(0)} days, laid into the months from ${monthOf(begin)} on: ` +
      `billed once by ${BILLING}, metered by the hour by ${METERING}, both for ${CONSUMER}\n`,
  );
  const billed = await importAll(federation, BILLING, tasks, begin);
  const metered = await importAll(federation, METERING, tasks, begin);
  const usage = await reportUsage(clientOf(federation, METERING, 'operator'), hourlyRecords(tasks, begin));
  const [a, b] = [billed.seconds, metered.seconds];
  console.log(`
imported  ${2 * tasks.length} instances, each proposed and accepted, in ${(a + b).toFixed(1)} s, ${perSecond(2 * tasks.length, a + b)}
metered   ${usage.records} usage records, taken in ${usage.sentSeconds.toFixed(1)} s, ${perSecond(usage.records, usage.sentSeconds)};
          all on the ledger after ${usage.seconds.toFixed(1)} s, ${perSecond(usage.records, usage.seconds)}`);
  const providers = [];
  for (const [providerId, as] of [[BILLING, 'billed'] as const, [METERING, 'metered'] as const]) {
    const statements = await issueAll(federation, providerId, begin, folder);
    const path = `/v1/totals?providerId=${providerId}`;
    const { totalCost } = await clientOf(federation, CONSUMER, 'billing').get<{ totalCost: string }>(path);
    providers.push({ providerId, as, totalCost, statements });
  }
  const report: HistoryReport = { begin, price: PRICE, usageRecords: usage.records, providers };
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  tell(report, folder);
  return report;
}

/** The first second of a month of Shanghai, so many months before the present one. */
export function beginOf(monthsAgo: number, now: Date): number {
  const there = new Date(now.getTime() + SHANGHAI_MS);
  return (Date.UTC(there.getUTCFullYear(), there.getUTCMonth() - monthsAgo, 1) - SHANGHAI_MS) / 1_000;
}

/** `YYYY-MM` in Shanghai. */
function monthOf(seconds: number): string {
  return new Date(seconds * 1_000 + SHANGHAI_MS).toISOString().slice(0, 7);
}

function moment(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}

/** What each task used in each hour of the clock, the earliest first. What a task has none of is not metered. */
export function hourlyRecords(tasks: readonly TraceTask[], begin: number): readonly HourlyRecord[] {
  const HOUR = 3_600;
  const records: { readonly at: number; readonly record: HourlyRecord }[] = [];
  for (const task of tasks) {
    const end = begin + task.to;
    let [from, part] = [begin + task.from, 0];
    while (from < end) {
      const to = Math.min(end, (Math.floor(from / HOUR) + 1) * HOUR);
      for (const [meter, quantity] of [['cpu', task.cpu] as const, ['ramGb', task.ramGb] as const]) {
        if (quantity === '0') continue;
        const id = `${task.name}.${meter}.${part}`;
        const span = { from: moment(from), to: moment(to) };
        records.push({ at: from, record: { source: SOURCE, id, instanceId: task.name, meter, ...span, quantity } });
      }
      [from, part] = [to, part + 1];
    }
  }
  return records.sort((one, other) => one.at - other.at).map(({ record }) => record);
}

/** The provider proposes each task, the consumer says the same. */
async function importAll(
  federation: FederationFile,
  providerId: string,
  tasks: readonly TraceTask[],
  begin: number,
): Promise<{ readonly seconds: number }> {
  const provider = clientOf(federation, providerId, 'operator');
  const consumer = clientOf(federation, CONSUMER, 'operator');
  const termsOf = (task: TraceTask) => ({
    instanceId: task.name,
    providerId,
    userId: USER,
    cloudService: 'ECS',
    networkType: 'private',
    bandwidthMbps: '0',
    cpu: task.cpu,
    ramGb: task.ramGb,
    diskGb: '0',
    beginTime: moment(begin + task.from),
    endTime: moment(begin + task.to),
    price: PRICE,
    billing: providerId === METERING ? 'metered' : 'on-release',
  });
  const act = (client: GatewayClient) => (task: TraceTask) => client.post('/v1/ecs-imports', termsOf(task));
  const proposed = await forAll(`proposed by ${providerId}`, tasks, act(provider));
  const accepted = await forAll(`accepted by ${CONSUMER}`, tasks, act(consumer));
  return { seconds: proposed.seconds + accepted.seconds };
}

async function reportUsage(
  provider: GatewayClient,
  records: readonly HourlyRecord[],
): Promise<{ readonly records: number; readonly sentSeconds: number; readonly seconds: number }> {
  const startedAt = performance.now();
  const parts = Array.from({ length: Math.ceil(records.length / RECORDS_AT_ONCE) }, (_, at) =>
    records.slice(at * RECORDS_AT_ONCE, (at + 1) * RECORDS_AT_ONCE),
  );
  const act = async (part: readonly HourlyRecord[]): Promise<void> => {
    const { refused } = await provider.postLines<{ refused: readonly unknown[] }>('/v1/usage', part);
    if (refused.length > 0) throw new Error(`usage was refused: ${JSON.stringify(refused[0])}`);
  };
  const sent = await forAll('usage, 10,000 at once', parts, act, SENT_AT_ONCE);
  for (let poll = 0; ; poll += 1) {
    const { waiting } = await provider.get<{ waiting: number }>('/v1/usage/backlog');
    if (waiting === 0) break;
    if (poll === DRAIN_POLLS) throw new Error(`${waiting} usage records do not come to the ledger`);
    await delay(50);
  }
  return { records: records.length, sentSeconds: sent.seconds, seconds: (performance.now() - startedAt) / 1_000 };
}

/** Issues a provider's statements, month by month, and writes each, and its FOCUS export, as the consumer reads it. */
async function issueAll(
  federation: FederationFile,
  providerId: string,
  begin: number,
  folder: string,
): Promise<readonly Statement[]> {
  const provider = clientOf(federation, providerId, 'billing');
  const consumer = clientOf(federation, CONSUMER, 'billing');
  await mkdir(folder, { recursive: true });
  const statements: Statement[] = [];
  for (let month = 0; month < MONTHS; month += 1) {
    const period = monthOf(beginOf(MONTHS - month, new Date()));
    const { statementId } = await provider.post<Statement>('/v1/statements', { consumerId: CONSUMER, period });
    const path = `/v1/statements/${statementId}`;
    statements.push(await untilThere(() => consumer.get<Statement>(path)));
    for (const form of ['csv', 'pdf']) {
      await writeFile(join(folder, `${statementId}.${form}`), await consumer.download(`${path}.${form}`));
    }
    const focus = await consumer.download(`/v1/exports/focus?period=${period}&providerId=${providerId}`);
    await writeFile(join(folder, `focus-${statementId}.csv`), focus);
  }
  return statements;
}

/** The other side's peer may be a block behind. */
async function untilThere<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt === 100) throw error;
      await delay(50);
    }
  }
}

function tell({ providers }: HistoryReport, folder: string): void {
  for (const { providerId, as, totalCost, statements } of providers) {
    console.log(`\n${providerId}, ${as}: ${yuan(BigInt(totalCost))} in all, statements`);
    for (const { statementId, lines, amountDue } of statements) {
      const count = lines.reduce((sum, line) => sum + line.count, 0);
      console.log(`  ${statementId}  ${String(count).padStart(6)} entries  ${yuan(BigInt(amountDue)).padStart(16)}`);
    }
  }
  console.log(`\nThe statements, and the months as FOCUS, are in ${folder}`);
}
