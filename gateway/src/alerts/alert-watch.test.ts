import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Fen, parseOrgId, parseQuantity, type Price, type PriceVersion, type UsageRecord } from '@cloudfed/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openReadModel, type ReadModel } from '../readmodel/read-model.js';
import { rebuildReadModel } from '../readmodel/rebuild.js';
import {
  bill,
  ecs,
  LedgerOfBlocks,
  opened,
  organization,
  price,
  quota,
  type Step,
} from '../readmodel/testing/blocks.js';
import { DATABASE_KINDS, type DatabasePlace, openPlace } from '../readmodel/testing/databases.js';
import { recordedUsage } from '../readmodel/testing/usage.js';
import { FakeSource } from '../readmodel/testing/fake-source.js';
import { openStore, type Store } from '../store.js';
import type { Alert, Threshold } from './alert.js';
import { AlertStore } from './alert-store.js';
import { AlertWatch } from './alert-watch.js';

const OWN = parseOrgId('00001', 'orgId');
const NARROWED = { providerId: undefined, consumerId: undefined };
/** Instances of the test take half a CPU. */
const ALL_USED: Threshold = { ...NARROWED, kind: 'quota-use', quotaId: undefined, percent: 50 };
const SPENT: Threshold = { ...NARROWED, kind: 'spend', userId: undefined, perUser: false, amount: 100n as Fen };
const PRICED: Threshold = { kind: 'price-change', providerId: undefined };
const PRICE = {
  cpu: 10n,
  ram: 4n,
  ecsDisk: 1n,
  ossDisk: 1n,
  request: 1n,
  publicNetwork: 2n,
  privateNetwork: 0n,
} as Price;
const DAY = 86_400;
const WAIT = { timeout: 20_000, interval: 20 };

describe.each(DATABASE_KINDS)('alerts over a read model in $name', (kind) => {
  let ledger: LedgerOfBlocks;
  let source: FakeSource;
  let place: DatabasePlace;
  let model: ReadModel;
  let folder: string;
  let store: Store;
  let alerts: AlertStore;
  let watch: AlertWatch;

  beforeAll(() => kind.start(), 60_000);
  afterAll(() => kind.stop());

  const when = it.skipIf(!kind.isInstalled);

  async function start(): Promise<void> {
    store = openStore(folder);
    alerts = new AlertStore(store);
    model = openReadModel({ orgId: OWN, ...place, source, patienceMs: 20_000 });
    watch = new AlertWatch({ store: alerts, measurements: model.measurements, pollMs: 20 });
    await expect.poll(() => model.behind().get('channel12'), WAIT).toBe(0);
  }

  async function stop(): Promise<void> {
    await watch.close();
    await model.close();
    store.close();
  }

  async function restart(): Promise<void> {
    await stop();
    await start();
  }

  beforeEach(async () => {
    if (!kind.isInstalled) return;
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-alerts-'));
    place = await kind.newPlace();
    ledger = new LedgerOfBlocks();
    ledger.add([organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), quota('q1', { cpu: 1 })]);
    ledger.add([price(1, ledger.seconds)]);
    source = new FakeSource(new Map([['channel12', ledger]]));
    await start();
  });

  afterEach(async () => {
    if (!kind.isInstalled) return;
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const all = (): readonly Alert[] => alerts.listAfter(0, 1_000);
  const addRule = async (threshold: Threshold): Promise<void> => {
    await alerts.createRule({ name: 'a rule', threshold, createdBy: 'a test' });
    await expect.poll(() => alerts.rules().toBegin.length, WAIT).toBe(0);
  };
  /** Waits until everything that is on the ledger was looked at. */
  const untilSeen = async (): Promise<void> => {
    const last = await model.measurements.last('channel12');
    await expect.poll(() => alerts.position('channel12'), WAIT).toEqual(last);
  };
  const commit = async (...steps: readonly (readonly Step[])[]): Promise<void> => {
    const ids = ledger.add(...steps);
    source.news();
    await model.readAfter(ids);
  };
  const open = (id: string) => opened(ecs(id, { seconds: ledger.seconds }));
  const release = (id: string, totalCost = 60) =>
    bill(ecs(id, { seconds: ledger.seconds }), { endSeconds: ledger.seconds, totalCost });

  when('tell each crossing once, in the order of the ledger', async () => {
    await addRule(ALL_USED);
    await addRule(SPENT);
    await addRule(PRICED);
    expect(all()).toEqual([]);
    await commit([open('i1')]);
    await commit([open('i2')]);
    await commit([release('i1')]);
    await commit([release('i2')]);
    await commit([price(2, ledger.seconds, 11)]);
    await commit([open('i3')]);
    await untilSeen();
    expect(all().map(({ detail }) => detail)).toMatchObject([
      { kind: 'quota-use', dimension: 'cpu', used: 5_000_000_000n, limit: 10_000_000_000n },
      { kind: 'spend', spent: 120n },
      { kind: 'price-change', price: { version: 2 }, previous: { version: 1 } },
      { kind: 'quota-use', dimension: 'cpu' },
    ]);
    expect(all().map(({ alertId }) => alertId)).toEqual([1, 2, 3, 4]);
    expect(await model.figures()).toMatchObject({
      quotas: [{ quotaId: 'q1', usedPercent: expect.arrayContaining([['cpu', 50n]]) as unknown }],
      spends: [{ providerId: '00001', consumerId: '00002', totalCost: 120n }],
      prices: [{ providerId: '00001', version: 2 }],
    });
    const kinds = alerts.standing();
    expect([kinds.get('quota-use'), kinds.get('spend')]).toEqual([1, 1]);
  });

  when('tell at once what is over when the rule is made, but no price that is there', async () => {
    await commit([open('i1')], [open('i2')], [release('i2', 200)]);
    await addRule(ALL_USED);
    await addRule(SPENT);
    await addRule(PRICED);
    expect(all().map(({ detail: { kind: of } }) => of)).toEqual(['quota-use', 'spend']);
    await commit([release('i1')]);
    await untilSeen();
    expect(all()).toHaveLength(2);
  });

  when('are told once across restarts and buildings, and what came meanwhile is told', async () => {
    await addRule(ALL_USED);
    await commit([open('i1')]);
    await untilSeen();
    await restart();
    await untilSeen();
    expect(all()).toHaveLength(1);
    await stop();
    ledger.add([release('i1')]);
    ledger.add([open('i2')]);
    const database = openPlace(place);
    await rebuildReadModel(database, OWN, source);
    await database.close();
    await start();
    await expect.poll(() => all().length, WAIT).toBe(2);
    await commit([open('i3')]);
    await untilSeen();
    expect(all()).toHaveLength(2);
  });

  when(
    'count metered usage and corrections, once across restarts and buildings, and again after a credit note',
    async () => {
      const periods = new Set<string>();
      const meteredFrom = ledger.seconds;
      const version: PriceVersion = { version: 1, effectiveFrom: meteredFrom, price: PRICE };
      await commit([price(1, meteredFrom)]);
      const host = { ...ecs('m1', { seconds: meteredFrom }), billing: 'metered', lane: '00' };
      await commit([opened(host)]);
      await addRule(SPENT);
      /** A CPU costs 10 fen a day: half a fen and a half come to a whole. */
      const use = (day: number, quantity: string) => {
        const from = meteredFrom + day * DAY;
        const times = { from, to: from + DAY };
        const record = { id: `r${day}`, instanceId: 'm1', meter: 'cpu', quantity: parseQuantity(quantity, 'quantity') };
        const step = recordedUsage({ records: [{ ...record, ...times } as UsageRecord], versions: [version] });
        const { amounts } = step.record as { readonly amounts: readonly { readonly period: string }[] };
        for (const { period } of amounts) periods.add(period);
        return step;
      };
      const note = (id: string, kind: 'credit' | 'debit', amount: number): Step => ({
        kind: 'Correction.inForce',
        id,
        record: {
          ...{ correctionID: id, kind, billType: 'ECSBill', instanceID: 'i1', providerID: '00001', userID: '00002001' },
          ...{ amount, reason: 'OTHER', text: '', status: 'inForce', period: [...periods][0], txID: 'f00d' },
          createdTime: { seconds: ledger.seconds, nanos: 0 },
        },
      });
      await commit([use(0, '9.95')]);
      await untilSeen();
      // 99.5 fen: what is rounded alone, by record or by user, never matters.
      expect(all().map(({ detail }) => detail)).toMatchObject([
        { kind: 'spend', spent: 100n, period: [...periods][0] },
      ]);
      await restart();
      await commit([use(1, '1')]);
      await untilSeen();
      expect(all()).toHaveLength(1);
      await commit([note('n1', 'credit', 20)]);
      await untilSeen();
      await stop();
      const database = openPlace(place);
      await rebuildReadModel(database, OWN, source);
      await database.close();
      await start();
      expect(all()).toHaveLength(1);
      await commit([note('n2', 'debit', 11)]);
      await untilSeen();
      expect(all().map(({ detail }) => detail)).toMatchObject([{ spent: 100n }, { spent: 101n }]);
      expect(periods.size).toBe(1);
      expect((await model.figures()).spends).toMatchObject([{ totalCost: 101n }]);
      const { items } = await model.lists.spend({}, { limit: 10 });
      expect(items.map(({ type, count, totalCost }) => [type, count, totalCost])).toEqual([
        ['ECSUsage', 2, 110n],
        ['credit', 1, -20n],
        ['debit', 1, 11n],
      ]);
    },
  );

  when('go on where they were after the store could not be written', async () => {
    await addRule(ALL_USED);
    store.exec("CREATE TRIGGER no_more BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    await commit([open('i1')]);
    await commit([release('i1')]);
    await commit([open('i2')]);
    expect(all()).toEqual([]);
    store.exec('DROP TRIGGER no_more');
    await expect.poll(() => all().length, WAIT).toBe(2);
    await untilSeen();
    expect(all()).toHaveLength(2);
  });
});

describe('alert rules', () => {
  it('are made once under a request’s key, are listed by pages, and removed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloudfed-alerts-'));
    const store = openStore(folder);
    const alerts = new AlertStore(store);
    const rule = { name: 'a rule', threshold: SPENT, createdBy: 'a test' };
    const made = await alerts.createRule({ ...rule, requestKey: 'key' });
    expect(await alerts.createRule({ ...rule, requestKey: 'key' })).toEqual(made);
    const other = await alerts.createRule(rule);
    const [first, second] = [made, other].sort((one, two) => (one.ruleId < two.ruleId ? -1 : 1));
    expect(alerts.listRules(1)).toEqual([first]);
    expect(alerts.listRules(10, first?.ruleId)).toEqual([second]);
    expect((await alerts.removeRule(made.ruleId)).threshold).toEqual(SPENT);
    expect(() => alerts.readRule(made.ruleId)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }) as Error);
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
