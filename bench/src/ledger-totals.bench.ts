import { fileURLToPath } from 'node:url';

import {
  chaincodeProcess,
  DEMO_ORGS,
  type FederationPorts,
  freePorts,
  type RunningFederation,
  startFederation,
} from '@cloudfed/federation';
import type { Contract } from '@hyperledger/fabric-gateway';

import { during } from './ending.js';
import { machine } from './machine.js';
import { type Figure, type Measure, median } from './measure.js';
import { withHome, withProcesses } from './own-federation.js';
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
/** The ledger channel with few bills, and the one with many. */
const FEW_BILLS = 'channel12';
const MANY_BILLS = 'channel13';
const SEEDING = fileURLToPath(new URL('bill-seeding-service.js', import.meta.url));

/** Whether a total costs more where there are a thousand times as many bills. */
export const LEDGER_TOTALS: Measure = {
  id: 'ledger.totals',
  what: 'queryProviderTotalCost over a million bills against a thousand, p50',
  goal: { of: 'ratio', kind: 'at most', bound: 1.2 },
  run: measure,
};

function measure(): Promise<Figure> {
  return withHome(async (home) => {
    const ports = await freePorts();
    const start = (): Promise<RunningFederation> => startFederation({ home, ports, gateways: false });
    return during({ start, stop: (federation) => federation.stop() }, (federation) => measureOn(federation, ports));
  });
}

async function measureOn(federation: RunningFederation, ports: FederationPorts): Promise<Figure> {
  const clients: PlainClient[] = [];
  try {
    const [profile] = federation.profiles;
    if (profile === undefined) throw new Error('no profile');
    const connect = async (channel: string): Promise<Contract> => {
      const client = await connectPlainClient(profile, channel, profile.chaincode);
      clients.push(client);
      return client.contract;
    };
    const [few, many] = [await connect(FEW_BILLS), await connect(MANY_BILLS)];
    const services = DEMO_ORGS.map((org, at) => chaincodeProcess(federation.layout, org, ports.chaincodes[at] ?? 0));
    const running = services.flatMap(({ name }) => federation.processes.get(name) ?? []);
    await Promise.all(running.map((process) => process.stop()));
    const startedAt = performance.now();
    const seeding = services.map((spec) => ({ ...spec, name: `seeding-${spec.name}`, script: SEEDING }));
    await withProcesses(seeding, async () => {
      await seed(few, FEW);
      await seed(many, MANY);
    });
    const seconds = Math.round((performance.now() - startedAt) / 1_000);
    const [fewMs, manyMs] = await withProcesses(services, () => compare(few, many));
    return {
      id: 'ledger.totals',
      value: round(manyMs),
      unit: 'ms',
      peer: `a ledger with ${String(FEW)} bills, ms`,
      peerValue: round(fewMs),
      ratio: round(manyMs / fewMs),
      setup:
        `embedded network, two ledgers of one network; p50 of ${String(EVALUATES)} warm evaluates each, in turns, one after ` +
        `the other, median of ${String(RUNS)}; ${String(MANY)} bills, ${String(OPEN_ROWS)} rows of the open hour in both; the ` +
        `bills' rows, shortened, and their roll-up were written by a service in the chaincode's place, ` +
        `${String(BILLS_A_TRANSACTION)} a transaction, in ${String(seconds)} s; the chaincode's totals were checked; ${machine()}`,
    };
  } finally {
    for (const client of clients) client.close();
  }
}

/** Writes what so many bills that are rolled up leave, and as many rows of the open hour on every ledger. */
async function seed(contract: Contract, bills: number): Promise<void> {
  const openHour = Math.floor(Date.now() / HOUR_MS);
  await untilDone(() => contract.submitTransaction('rolledUp', String(bills), String(openHour - 1)));
  await contract.submitTransaction('open', String(OPEN_ROWS), String(openHour));
  for (let at = 0; at < bills; at += BILLS_A_TRANSACTION) {
    await contract.submitTransaction('bills', String(at), String(Math.min(BILLS_A_TRANSACTION, bills - at)));
  }
}

/** Asks the chaincode of both ledgers for the total, in turns. @returns p50s, milliseconds */
async function compare(few: Contract, many: Contract): Promise<readonly [number, number]> {
  const sides = [
    { contract: few, bills: FEW, p50s: [] as number[] },
    { contract: many, bills: MANY, p50s: [] as number[] },
  ] as const;
  const ask = async ({ contract, bills }: (typeof sides)[number]): Promise<number> => {
    const startedAt = performance.now();
    const answer = await contract.evaluateTransaction('queryProviderTotalCost', '00001', 'ECSBill');
    const milliseconds = performance.now() - startedAt;
    const total = Buffer.from(answer).toString();
    if (total !== String(FEN_A_BILL * (bills + OPEN_ROWS))) throw new Error(`the total is ${total}`);
    return milliseconds;
  };
  for (const side of sides) await untilDone(() => ask(side));
  for (let run = -1; run < RUNS; run += 1) {
    const times: [number[], number[]] = [[], []];
    for (let at = 0; at < (run < 0 ? WARM_UP : EVALUATES); at += 1) {
      for (const [which, side] of sides.entries()) times[which]?.push(await ask(side));
    }
    if (run < 0) continue;
    for (const [which, side] of sides.entries()) side.p50s.push(median(times[which] ?? []));
  }
  return [median(sides[0].p50s), median(sides[1].p50s)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
