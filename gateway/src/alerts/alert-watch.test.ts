import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Fen, parseOrgId } from '@cloudfed/core';
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
    await rebuildReadModel(database, source);
    await database.close();
    await start();
    await expect.poll(() => all().length, WAIT).toBe(2);
    await commit([open('i3')]);
    await untilSeen();
    expect(all()).toHaveLength(2);
  });

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
