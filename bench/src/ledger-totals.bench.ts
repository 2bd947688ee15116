import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  chaincodeProcess,
  DEMO_ORGS,
  freePorts,
  KeptProcess,
  type ProcessSpec,
  startFederation,
} from '@cloudfed/federation';

import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { connectPlainClient, type PlainClient, untilDone } from './plain-client.js';

const FEW = 1_000;
const MANY = Number(process.env['CLOUDFED_BENCH_BILLS'] ?? 1_000_000);
const OPEN_ROWS = 500;
const BILLS_A_TRANSACTION = 5_000;
const EVALUATES = 1_000;
const WARM_UP = 200;
const RUNS = 3;
const FEN_A_BILL = 48;
const HOUR_MS = 3_600_000;
const CHANNEL = 'channel12';
const SEEDING = fileURLToPath(new URL('bill-seeding-service.js', import.meta.url));

/** Whether a total costs more where there are a thousand times as many bills. */
export const LEDGER_TOTALS: Measure = {
  id: 'ledger.totals',
  what: 'queryProviderTotalCost over a million bills against a thousand, p50',
  goal: { of: 'ratio', kind: 'at most', bound: 1.2 },
  run: measure,
};

async function measure(): Promise<Figure> {
  const home = await mkdtemp(join(tmpdir(), 'cloudfed-bench-'));
  const ports = await freePorts();
  const federation = await startFederation({ home, ports, gateways: false });
  try {
    const [profile] = federation.profiles;
    if (profile === undefined) throw new Error('no profile');
    const client = await connectPlainClient(profile, CHANNEL, profile.chaincode);
    const services = DEMO_ORGS.slice(0, 2).map((org, at) =>
      chaincodeProcess(federation.layout, org, ports.chaincodes[at] ?? 0),
    );
    const running = services.flatMap(({ name }) => federation.processes.get(name) ?? []);
    try {
      await Promise.all(running.map((process) => process.stop()));
      const few = await measured(client, services, { from: 0, to: FEW });
      const startedAt = performance.now();
      const many = await measured(client, services, { from: FEW, to: MANY });
      const seconds = Math.round((performance.now() - startedAt) / 1_000);
      return {
        id: 'ledger.totals',
        value: round(many),
        unit: 'ms',
        peer: `the same with ${String(FEW)} bills, ms`,
        peerValue: round(few),
        ratio: round(many / few),
        setup:
          `embedded network; p50 of ${String(EVALUATES)} warm evaluates one after the other, median of ${String(RUNS)}; ` +
          `${String(MANY)} bills, ${String(OPEN_ROWS)} rows of the open hour both times; the bills' rows, shortened, and their ` +
          `roll-up were written by a service in the chaincode's place, ${String(BILLS_A_TRANSACTION)} a transaction, within ` +
          `${String(seconds)} s with the second measuring; the chaincode's total was checked; ${machine()}`,
      };
    } finally {
      client.close();
    }
  } finally {
    await federation.stop();
    await rm(home, { recursive: true, force: true });
  }
}

/** Brings the ledger from one number of bills to another, then asks the chaincode for the total. @returns p50, milliseconds */
async function measured(
  client: PlainClient,
  services: readonly ProcessSpec[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const openHour = Math.floor(Date.now() / HOUR_MS);
  const { contract } = client;
  await withServices(
    services.map((spec) => ({ ...spec, name: `seeding-${spec.name}`, script: SEEDING })),
    async () => {
      await untilDone(() => contract.submitTransaction('rolledUp', String(to), String(openHour - 1)));
      if (from === 0) await contract.submitTransaction('open', String(OPEN_ROWS), String(openHour));
      for (let at = from; at < to; at += BILLS_A_TRANSACTION) {
        await contract.submitTransaction('bills', String(at), String(Math.min(BILLS_A_TRANSACTION, to - at)));
      }
    },
  );
  return withServices(services, async () => {
    const ask = async (): Promise<void> => {
      const total = Buffer.from(
        await contract.evaluateTransaction('queryProviderTotalCost', '00001', 'ECSBill'),
      ).toString();
      if (total !== String(FEN_A_BILL * (to + OPEN_ROWS))) throw new Error(`the total is ${total}`);
    };
    await untilDone(ask);
    for (let at = 0; at < WARM_UP; at += 1) await ask();
    const p50s: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const milliseconds: number[] = [];
      for (let at = 0; at < EVALUATES; at += 1) {
        const startedAt = performance.now();
        await ask();
        milliseconds.push(performance.now() - startedAt);
      }
      p50s.push(median(milliseconds));
    }
    return median(p50s);
  });
}

async function withServices<T>(specs: readonly ProcessSpec[], act: () => Promise<T>): Promise<T> {
  const processes = specs.map((spec) => new KeptProcess(spec));
  try {
    await Promise.all(processes.map((process) => process.start()));
    return await act();
  } finally {
    await Promise.all(processes.map((process) => process.stop()));
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
