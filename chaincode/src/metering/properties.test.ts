import { formatQuantity, parseQuantity, type Quantity } from '@cloudfed/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { FakeLedger, Simulation } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { ecs, openForBusiness, SEED_OSS, SEED_PRICE, wideQuota, withArguments } from './testing/seed.js';

const CPU_LIMIT = '3';
const DISK_LIMIT = '30';
const USERS = ['00002001', '00002002'];
const HOUR = 3_600;

type Write =
  | { readonly kind: 'open'; readonly instance: number; readonly cpu: string }
  | { readonly kind: 'store'; readonly instance: number; readonly disk: string }
  | { readonly kind: 'bill' | 'stop' | 'billStore'; readonly instance: number }
  | { readonly kind: 'price'; readonly fen: number };
type Call =
  | { readonly kind: 'one'; readonly write: Write }
  | { readonly kind: 'group'; readonly writes: readonly Write[]; readonly hinted: boolean };
type Step =
  | { readonly kind: 'block'; readonly calls: readonly Call[] }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'rollUp' };

const instance = fc.integer({ min: 0, max: 3 });
const write: fc.Arbitrary<Write> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('open' as const),
      instance,
      cpu: fc.constantFrom('0.5', '1', '0.0000000001', '2.9999999999', '3', '4'),
    }),
  },
  fc.record({ kind: fc.constant('store' as const), instance, disk: fc.constantFrom('0', '7.5', '22.5', '30') }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('bill' as const), instance }) },
  fc.record({ kind: fc.constantFrom('stop' as const, 'billStore' as const), instance }),
  fc.record({ kind: fc.constant('price' as const), fen: fc.integer({ min: 0, max: 100_000_000 }) }),
);
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ kind: fc.constant('one' as const), write }),
  fc.record({
    kind: fc.constant('group' as const),
    writes: fc.array(write, { minLength: 1, maxLength: 8 }),
    hinted: fc.boolean(),
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('block' as const),
      calls: fc.array(call, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 3 * HOUR }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'rollUp' as const }) },
);

function userOf(instanceNumber: number): string {
  return USERS[instanceNumber % 2] ?? '';
}

function argumentsOf(asked: Write): string[] {
  switch (asked.kind) {
    case 'open':
      return ecs(`i${asked.instance}`, { 4: userOf(asked.instance), 8: asked.cpu });
    case 'store':
      return ['initOSSResource', ...withArguments(SEED_OSS, { 0: `i${asked.instance}`, 7: asked.disk })];
    case 'bill':
      return ['billedECS', `i${asked.instance}`, '00001', userOf(asked.instance)];
    case 'stop':
      return ['releaseOSS', `i${asked.instance}`];
    case 'billStore':
      return ['billedOSS', `i${asked.instance}`, '00001', '00002001', '3', '0.1'];
    case 'price':
      return ['updatePrice', ...withArguments(SEED_PRICE, { 2: asked.fen.toString() })];
  }
}

/** The organization whose call it is; a group is one organization's. */
function signerOf(asked: Write): typeof ORG1 {
  return asked.kind === 'price' || asked.kind === 'billStore' ? ORG1 : ORG2;
}

async function simulate(ledger: FakeLedger, asked: Call): Promise<Simulation> {
  if (asked.kind === 'one') return ledger.simulate(signerOf(asked.write).client, argumentsOf(asked.write));
  const items = asked.writes.map(argumentsOf).map(([fn, ...args]) => ({ fn, args }));
  const fold = asked.hinted ? { '000001': await pending(ledger) } : {};
  const signer = signerOf(asked.writes[0] ?? { kind: 'stop', instance: 0 });
  return ledger.simulate(signer.client, ['group', JSON.stringify({ fold, items })]);
}

async function pending(ledger: FakeLedger): Promise<string[]> {
  const answer = await ledger.evaluate(ORG2.client, ['pendingReleases', '000001', '3']);
  return (JSON.parse(answer) as { result: string[] }).result;
}

async function list<T>(ledger: FakeLedger, ...args: string[]): Promise<T[]> {
  return (JSON.parse(await ledger.evaluate(ORG1.client, args)) as { result: T[] }).result;
}

interface Resource {
  readonly instanceID: string;
  readonly status: string;
  readonly CPU: number | string;
  readonly hardDisk: number | string;
}

interface Bill {
  readonly userID: string;
  readonly totalCost: number;
  readonly exactAmount: string;
  readonly lines: readonly { readonly exactAmount: string }[];
}

function sum(values: readonly (number | string)[]): bigint {
  return values.reduce((total, value) => total + parseQuantity(value.toString(), 'value'), 0n);
}

async function checkQuota(ledger: FakeLedger): Promise<void> {
  const answer = await ledger.evaluate(ORG1.client, ['readQuotaUse', '000001']);
  const { used, remaining } = JSON.parse(answer) as Record<'used' | 'remaining', Record<string, number | string>>;
  const hosts = (await list<Resource>(ledger, 'listResources', 'ECSResource', '100', '')).filter(
    ({ status }) => status === 'open',
  );
  const stores = (await list<Resource>(ledger, 'listResources', 'OSSResource', '100', '')).filter(
    ({ status }) => status === 'open',
  );
  const shown = (value: bigint): string => formatQuantity(value as Quantity);
  expect(String(used.CPU)).toBe(shown(sum(hosts.map(({ CPU }) => CPU))));
  expect(String(used.hardDisk_oss)).toBe(shown(sum(stores.map(({ hardDisk }) => hardDisk))));
  expect(used.publicIP).toBe(hosts.length);
  expect(shown(sum([used.CPU ?? '', remaining.CPU ?? '']))).toBe(CPU_LIMIT);
  expect(shown(sum([used.hardDisk_oss ?? '', remaining.hardDisk_oss ?? '']))).toBe(DISK_LIMIT);
}

async function checkTotals(ledger: FakeLedger): Promise<void> {
  for (const type of ['ECSBill', 'OSSBill']) {
    const bills = await list<Bill>(ledger, 'queryProviderBill', '00001', type);
    const total = (of: readonly Bill[]): string =>
      of.reduce((fen, { totalCost }) => fen + BigInt(totalCost), 0n).toString();
    expect(await ledger.evaluate(ORG2.client, ['queryProviderTotalCost', '00001', type])).toBe(total(bills));
    for (const user of USERS) {
      const own = bills.filter(({ userID }) => userID === user);
      expect(await ledger.evaluate(ORG2.client, ['queryUserTotalCost', user, type])).toBe(total(own));
      expect(await list<Bill>(ledger, 'queryUserBill', user, type)).toEqual(own);
    }
    for (const { exactAmount, lines } of bills) {
      expect(lines.reduce((exact, line) => exact + BigInt(line.exactAmount), 0n).toString()).toBe(exactAmount);
    }
  }
}

async function rollUp(ledger: FakeLedger): Promise<void> {
  const hour = Math.floor(ledger.seconds / HOUR) - 2;
  const { ok } = await ledger.simulate(ORG1.client, ['closeHours', hour.toString()]);
  if (!ok) return;
  await ledger.submit(ORG1.client, ['closeHours', hour.toString()]);
  for (const type of ['ECSBill', 'OSSBill']) {
    for (const [dimension, id] of [['P', '00001'], ...USERS.map((user) => ['U', user])]) {
      await ledger.submit(ORG2.client, ['rollUpTotals', dimension ?? '', id ?? '', type, hour.toString()]);
    }
  }
}

it('keeps quotas and totals exact through any sequence of blocks, conflicts, folds and roll-ups', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const ledger = await openForBusiness(wideQuota({ 6: CPU_LIMIT, 9: DISK_LIMIT }));
      for (const next of steps) {
        if (next.kind === 'wait') ledger.seconds += next.seconds;
        else if (next.kind === 'rollUp') await rollUp(ledger);
        else {
          const simulations: Simulation[] = [];
          for (const asked of next.calls) simulations.push(await simulate(ledger, asked));
          for (const { ok, text } of simulations) if (!ok) expect(text).not.toMatch(/^(INTERNAL|INVALID_)/u);
          ledger.commit(...simulations.filter(({ ok }) => ok));
        }
        await checkQuota(ledger);
        await checkTotals(ledger);
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
