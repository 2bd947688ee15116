import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { RunningFederation } from '@cloudfed/federation';

import { inFlight } from './in-flight.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { beginOfPast, CONSUMER, METERED, momentOf, pastInstance, PROVIDER } from './metered-past.js';
import { operatorOf, withOwnFederation } from './own-federation.js';

const RUNS = 5;
const INSTANCES = 100;
const HOURS_A_RUN = 125;
const RECORDS_A_BODY = 1_000;
const BODIES_IN_FLIGHT = 8;
const QUEUE = 1_000_000;
/** Windows are waited for so long, in which all runs fit: so the two rates are told apart. */
const WAIT_SECONDS = 45;
const HOUR_SECONDS = 3_600;
const POLL_MS = 50;

/** Usage records over HTTP, on disk before they are answered; then how fast they come to the ledger. */
export const INGEST: Measure = {
  id: 'ingest',
  what: 'usage records taken in per second over HTTP, durable before 202; the drain rate beside it',
  goal: { of: 'value', kind: 'at least', bound: 20_000 },
  run: () =>
    withOwnFederation(
      { CLOUDFED_USAGE_WAIT_SECONDS: String(WAIT_SECONDS), CLOUDFED_USAGE_WAITING: String(QUEUE) },
      measure,
    ),
};

async function measure(federation: RunningFederation): Promise<Figure> {
  const begin = beginOfPast();
  const instances = Array.from({ length: INSTANCES }, (_, at) => `i${String(at).padStart(4, '0')}`);
  const provider = operatorOf(federation, PROVIDER);
  const consumer = operatorOf(federation, CONSUMER);
  for (const { client } of [provider, consumer]) {
    await inFlight(50, instances, async (id) => {
      await client.post('/v1/ecs-imports', pastInstance(id, begin));
    });
  }
  const post = async (body: Buffer): Promise<void> => {
    const response = await fetch(new URL('/v1/usage', provider.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${provider.token}`, 'content-type': 'application/x-ndjson' },
      body: new Uint8Array(body),
    });
    const { accepted } = (await response.json()) as { accepted?: number };
    if (response.status !== 202 || accepted !== RECORDS_A_BODY)
      throw new Error(`usage was answered ${String(response.status)}`);
  };
  const backlog = async (): Promise<number> =>
    (await provider.client.get<{ waiting: number }>('/v1/usage/backlog')).waiting;

  const rates: number[] = [];
  const gateway = federation.processes.get(`gateway-${PROVIDER}`)?.pid;
  let [sent, busySeconds] = [0, 0];
  // The first is the warm-up.
  for (let run = 0; run <= RUNS; run += 1) {
    const bodies = bodiesOf(instances, begin + run * HOURS_A_RUN * HOUR_SECONDS, run);
    const busyBefore = await processorSeconds(gateway);
    const bodiesASecond = await inFlight(BODIES_IN_FLIGHT, bodies, post);
    sent += bodies.length * RECORDS_A_BODY;
    if (run === 0) continue;
    rates.push(bodiesASecond * RECORDS_A_BODY);
    busySeconds += (await processorSeconds(gateway)) - busyBefore;
  }
  const records = RUNS * INSTANCES * HOURS_A_RUN * Object.keys(METERED).length;
  const busy =
    gateway === undefined
      ? ''
      : `, ${String(Math.round((1_000_000 * busySeconds) / records))} µs of the gateway’s processor time each`;
  const drained = await measureDrain(backlog);
  const early =
    drained.from < sent ? `, of which ${String(sent - drained.from)} were on the ledger before the last was sent` : '';
  return {
    id: 'ingest',
    value: Math.round(median(rates)),
    unit: 'records/s',
    setup:
      `median of ${String(RUNS)} runs of ${String(INSTANCES * HOURS_A_RUN * Object.keys(METERED).length)} records, NDJSON of ` +
      `${String(RECORDS_A_BODY)}, ${String(BODIES_IN_FLIGHT)} bodies in flight, each record synced to disk before 202${busy}, queue ` +
      `bounded at ${String(QUEUE)}; drain rate ${String(drained.rate)} records/s to the ledgers of the embedded network${early}; ` +
      `one gateway process; ${machine()}`,
  };
}

const TICKS_A_SECOND = 100;

/** What a process has used of the processors; 0 where the system does not tell. */
async function processorSeconds(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user ?? 0) + Number(system ?? 0)) / TICKS_A_SECOND;
}

/** How many records a second leave the queue, from the first that does to the last. */
async function measureDrain(backlog: () => Promise<number>): Promise<{ readonly from: number; readonly rate: number }> {
  const from = await backlog();
  while ((await backlog()) >= from) await delay(POLL_MS);
  const startedAt = performance.now();
  while ((await backlog()) > 0) await delay(POLL_MS);
  return { from, rate: Math.round(from / ((performance.now() - startedAt) / 1_000)) };
}

/** Hour after hour, of all instances and meters; made before anything is measured. */
function bodiesOf(instances: readonly string[], begin: number, run: number): readonly Buffer[] {
  const lines: string[] = [];
  for (let hour = 0; hour < HOURS_A_RUN; hour += 1) {
    const from = momentOf(begin + hour * HOUR_SECONDS);
    const to = momentOf(begin + (hour + 1) * HOUR_SECONDS);
    for (const instanceId of instances) {
      for (const [meter, quantity] of Object.entries(METERED)) {
        const id = `${instanceId}.${meter}.${String(run)}.${String(hour)}`;
        lines.push(JSON.stringify({ source: '/meters/bench', id, instanceId, meter, from, to, quantity }));
      }
    }
  }
  return Array.from({ length: lines.length / RECORDS_A_BODY }, (_, at) =>
    Buffer.from(`${lines.slice(at * RECORDS_A_BODY, (at + 1) * RECORDS_A_BODY).join('\n')}\n`),
  );
}
