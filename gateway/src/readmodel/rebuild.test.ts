import { setImmediate as nextTurn } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseOrgId } from '@cloudfed/core';

import { openReadModel } from './read-model.js';
import { positionsOf, rebuildReadModel } from './rebuild.js';
import { bill, ecs, LedgerOfBlocks, opened, organization, quota } from './testing/blocks.js';
import { DATABASE_KINDS, openPlace } from './testing/databases.js';
import { FakeSource } from './testing/fake-source.js';

const OWN = parseOrgId('00001', 'orgId');
/** The test ends, whatever becomes of the rebuilding. */
const MOST_READS = 20_000;

function newLedger(instances: number): LedgerOfBlocks {
  const ledger = new LedgerOfBlocks();
  ledger.add([organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), quota('q1')]);
  for (let at = 0; at < instances; at += 1) {
    const instance = ecs(`i${at}`, { seconds: ledger.seconds });
    ledger.add([opened(instance)]);
    if (at % 2 === 0) ledger.add([bill(instance, { endSeconds: ledger.seconds, totalCost: at })]);
  }
  return ledger;
}

describe.each(DATABASE_KINDS)('a read model in $name that is built again', (kind) => {
  beforeAll(() => kind.start(), 60_000);
  afterAll(() => kind.stop());

  const when = it.skipIf(!kind.isInstalled);

  when('is what it was', async () => {
    const source = new FakeSource(
      new Map([
        ['channel12', newLedger(30)],
        ['channel13', newLedger(3)],
      ]),
    );
    const database = openPlace(await kind.newPlace());
    const first = await rebuildReadModel(database, OWN, source);
    expect(first.blocks).toEqual(
      new Map([
        ['channel12', 47],
        ['channel13', 7],
      ]),
    );
    expect(await rebuildReadModel(database, OWN, source)).toEqual(first);
    await database.close();
  });

  when('does not wait for a ledger channel that its organization has left', async () => {
    const ledgers = [['channel12', newLedger(3)] as const, ['channel13', newLedger(1)] as const];
    const place = await kind.newPlace();
    const database = openPlace(place);
    await rebuildReadModel(database, OWN, new FakeSource(new Map(ledgers)));
    const source = new FakeSource(new Map(ledgers.slice(0, 1)));
    await rebuildReadModel(database, OWN, source);
    await database.close();
    const model = openReadModel({ orgId: OWN, ...place, source, patienceMs: 20_000 });
    await model.opened(20_000);
    expect((await model.lists.ecsResources({}, { limit: 10 })).items).toHaveLength(3);
    await model.close();
  });

  when('under a running gateway is listed whole or not at all', async () => {
    const source = new FakeSource(new Map([['channel12', newLedger(60)]]));
    const place = await kind.newPlace();
    const model = openReadModel({ orgId: OWN, ...place, source, patienceMs: 20_000 });
    const count = async (): Promise<number> => (await model.lists.ecsResources({}, { limit: 1_000 })).items.length;
    await expect.poll(() => model.behind().get('channel12'), { timeout: 20_000 }).toBe(0);
    expect(await count()).toBe(60);
    const before = await positionsOf(model.database);
    const database = openPlace(place);
    const rebuilding = rebuildReadModel(database, OWN, source);
    const counts = new Set<number | string>();
    const over = new AbortController();
    const end = (): void => {
      over.abort();
    };
    rebuilding.then(end, end);
    const { signal } = over;
    for (let asked = 0; asked < MOST_READS && !signal.aborted; asked += 1) {
      counts.add(await count().catch((error: unknown) => (error as { code: string }).code));
      await nextTurn();
    }
    expect([...counts].filter((seen) => seen !== 60 && seen !== 'UNAVAILABLE')).toEqual([]);
    expect(await rebuilding).toEqual(before);
    await expect.poll(count, { timeout: 20_000 }).toBe(60);
    await database.close();
    await model.close();
  });
});
