import { setTimeout as delay } from 'node:timers/promises';

import { METERED, USAGE_SOURCE } from './load.js';
import { CONSUMER, PROVIDER, QUOTA_ID, type Stage } from './stage.js';

/** What was acknowledged, and what of it is not on the ledger as it must be: all of them must be empty. */
export interface Verdict {
  readonly opened: number;
  readonly released: number;
  readonly usageRecords: number;
  readonly problems: readonly string[];
}

const FEN_A_SECOND = 20n;
const MOST_PROBLEMS = 20;
const BACKLOG_WAITS = 600;
const WAIT_MS = 200;

/** Holds everything that was acknowledged against the ledger, both gateways' lists and their totals. */
export async function verdictOn(stage: Stage): Promise<Verdict> {
  const { opened, released, reported } = stage.load;
  const problems: string[] = [];
  const expect = (is: boolean, problem: string): void => {
    if (!is && problems.length < MOST_PROBLEMS) problems.push(problem);
  };
  const [provider, consumer] = [stage.callerOf(PROVIDER), stage.callerOf(CONSUMER)];
  const list = '/v1/bills?providerId=00001&type=ECSBill';
  const bills = await consumer.readAll(list);
  const costs = new Map(bills.map(({ instanceId, totalCost }) => [String(instanceId), String(totalCost)]));
  expect(costs.size === bills.length, 'an instance has two bills');
  for (const [instanceId, cost] of released) {
    const found = costs.get(instanceId);
    expect(found !== undefined, `the bill of ${instanceId} is lost`);
    expect(cost === undefined || cost === found, `the bill of ${instanceId} was told as ${String(cost)}`);
  }
  for (const instanceId of costs.keys()) expect(opened.has(instanceId), `${instanceId} was billed and never opened`);
  const same = JSON.stringify(sorted(await provider.readAll(list))) === JSON.stringify(sorted(bills));
  expect(same, 'the two organizations have different bills in their lists');

  const resources = await consumer.readAll('/v1/ecs-resources?providerId=00001');
  const known = new Set(resources.map(({ instanceId }) => String(instanceId)));
  expect(known.size === resources.length, 'an instance is twice in the list');
  for (const instanceId of opened) expect(known.has(instanceId), `${instanceId} was opened and is lost`);
  expect(known.size === opened.size + 1, `${String(known.size - opened.size - 1)} instances that nobody was told of`);

  const open = BigInt(known.size - costs.size);
  const { used } = await provider.read(`/v1/quotas/${QUOTA_ID}`);
  const { privateIps, cpu } = used as Readonly<Record<string, string>>;
  expect(privateIps === String(open), `the quota has ${String(privateIps)} addresses in use, not ${String(open)}`);
  expect(cpu === String(2n * open), `the quota has ${String(cpu)} cores in use, not ${String(2n * open)}`);

  const sum = [...costs.values()].reduce((total, cost) => total + BigInt(cost), 0n);
  const usage = await usageSettled(stage, expect);
  for (const caller of [provider, consumer]) {
    const { totalCost } = await caller.read('/v1/totals?providerId=00001&type=ECSBill');
    expect(totalCost === String(sum + usage), `the total is ${String(totalCost)}, not ${String(sum + usage)}`);
  }
  return { opened: opened.size, released: released.size, usageRecords: reported.size, problems };
}

/** What the usage taken costs: each record has one outcome, and is on the ledger. */
async function usageSettled(stage: Stage, expect: (is: boolean, problem: string) => void): Promise<bigint> {
  const provider = stage.callerOf(PROVIDER);
  for (let waited = 0; waited < BACKLOG_WAITS; waited += 1) {
    if ((await provider.read('/v1/usage/backlog'))['waiting'] === 0) break;
    await delay(WAIT_MS);
  }
  const { reported } = stage.load;
  for (const id of reported) {
    const { parts } = await provider.read(`/v1/usage?source=${encodeURIComponent(USAGE_SOURCE)}&id=${id}`);
    const states = (parts as readonly { readonly state: string }[]).map(({ state }) => state);
    expect(states.length === 1 && states[0] === 'recorded', `usage ${id} of ${METERED}: ${states.join() || 'lost'}`);
  }
  return FEN_A_SECOND * BigInt(reported.size);
}

function sorted(bills: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] {
  return bills
    .map(({ instanceId, totalCost, transactionId }) => [instanceId, totalCost, transactionId].map(String))
    .sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
}
