import { parseOrgId } from '@cloudfed/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { digestContent, dumpContent } from './dump.js';
import { openReadModel, type ReadModel, type ReadModelOptions } from './read-model.js';
import { ecs, hashOf, LedgerOfBlocks, opened, organization, quota } from './testing/blocks.js';
import { DATABASE_KINDS, type DatabasePlace } from './testing/databases.js';
import { FakeSource } from './testing/fake-source.js';

const OWN = parseOrgId('00001', 'orgId');
const ALL = { limit: 100 };

function newLedger(): LedgerOfBlocks {
  const ledger = new LedgerOfBlocks();
  ledger.add([organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), quota('q1')]);
  return ledger;
}

describe.each(DATABASE_KINDS)('the read model in $name', (kind) => {
  const open: ReadModel[] = [];

  beforeAll(() => kind.start(), 60_000);
  afterEach(async () => {
    for (const model of open.splice(0)) await model.close();
  });
  afterAll(() => kind.stop());

  const when = it.skipIf(!kind.isInstalled);

  function openOn(place: DatabasePlace, source: FakeSource, options: Partial<ReadModelOptions> = {}): ReadModel {
    const model = openReadModel({ orgId: OWN, ...place, source, patienceMs: 20_000, ...options });
    open.push(model);
    return model;
  }

  async function untilOpen(model: ReadModel): Promise<void> {
    await expect.poll(() => model.behind().get('channel12'), { timeout: 20_000 }).toBe(0);
  }

  const instanceIds = async (model: ReadModel): Promise<readonly string[]> =>
    (await model.lists.ecsResources({}, ALL)).items.map(({ instanceId }) => instanceId);

  when('lists what was there when it began, and what comes', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    ledger.add([opened(ecs('i1', { seconds: ledger.seconds }))]);
    const model = openOn(await kind.newPlace(), source);
    await untilOpen(model);
    expect(await instanceIds(model)).toEqual(['i1']);
    const [id = ''] = ledger.add([opened(ecs('i2', { seconds: ledger.seconds }))]);
    source.news();
    await model.readAfter([id]);
    expect(await instanceIds(model)).toEqual(['i1', 'i2']);
  });

  when('a list holds every write that was acknowledged before it', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    const model = openOn(await kind.newPlace(), source);
    await untilOpen(model);
    const [id = ''] = ledger.add([opened(ecs('i1', { seconds: ledger.seconds }))]);
    model.noteWritten([id]);
    const listed = instanceIds(model);
    source.news();
    expect(await listed).toEqual(['i1']);
    // One that was taken up before it was acknowledged is not waited for.
    model.noteWritten([id]);
    expect(await instanceIds(model)).toEqual(['i1']);
  });

  when('says that it is behind rather than leave out an acknowledged write', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    const model = openOn(await kind.newPlace(), source, { patienceMs: 200 });
    await untilOpen(model);
    model.noteWritten([hashOf('not in a block yet')]);
    await expect(model.lists.quotas({}, ALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  when('tells a transaction that the ledger does not have from one that it has not read', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    const model = openOn(await kind.newPlace(), source, { patienceMs: 200 });
    await untilOpen(model);
    await expect(model.readAfter([hashOf('of nobody')])).rejects.toMatchObject({ code: 'TRANSACTION_UNKNOWN' });
    source.isDown = true;
    source.cut();
    await expect.poll(async () => (await model.readiness()).ready).toBe(false);
    await expect(model.readAfter([hashOf('of nobody')])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  when('goes on where it was after the network was away, and after it was itself', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    const place = await kind.newPlace();
    const model = openOn(place, source);
    await untilOpen(model);
    source.isDown = true;
    source.cut();
    ledger.add([opened(ecs('i1', { seconds: ledger.seconds }))]);
    // What it has is still read while the network is away.
    expect(await instanceIds(model)).toEqual([]);
    source.isDown = false;
    await expect.poll(() => instanceIds(model), { timeout: 20_000 }).toEqual(['i1']);
    await model.close();
    open.splice(0);

    ledger.add([opened(ecs('i2', { seconds: ledger.seconds }))]);
    const again = openOn(place, source);
    await untilOpen(again);
    expect(await instanceIds(again)).toEqual(['i1', 'i2']);
    const fresh = openOn(await kind.newPlace(), source);
    await untilOpen(fresh);
    expect(await digestContent(again.database.reader)).toBe(await digestContent(fresh.database.reader));
  });

  when('two that follow into one database end with the same content', async () => {
    const ledger = newLedger();
    const source = new FakeSource(new Map([['channel12', ledger]]));
    const place = await kind.newPlace();
    const models = [openOn(place, source), openOn(place, source)];
    for (const model of models) await untilOpen(model);
    const ids: string[] = [];
    for (let at = 0; at < 20; at += 1) {
      ids.push(...ledger.add([opened(ecs(`i${at}`, { seconds: ledger.seconds }))]));
      source.news();
    }
    for (const model of models) {
      await model.readAfter(ids);
      expect(await instanceIds(model)).toHaveLength(20);
    }
    const alone = openOn(await kind.newPlace(), source);
    await untilOpen(alone);
    const linesOf = async (model: ReadModel): Promise<string[]> => {
      const lines: string[] = [];
      for await (const line of dumpContent(model.database.reader)) lines.push(line);
      return lines;
    };
    expect(await linesOf(models[0] as ReadModel)).toEqual(await linesOf(alone));
  });

  when('a ledger that is another one is told, not taken up', async () => {
    const place = await kind.newPlace();
    const ledger = newLedger();
    const model = openOn(place, new FakeSource(new Map([['channel12', ledger]])));
    await untilOpen(model);
    await model.close();
    open.splice(0);
    const other = new LedgerOfBlocks();
    other.add([quota('other')]);
    other.add([quota('another')]);
    const messages: string[] = [];
    const confused = openOn(place, new FakeSource(new Map([['channel12', other]])), {
      observer: { failed: ({ message }) => messages.push(message) },
    });
    await expect
      .poll(async () => confused.readiness(), { timeout: 20_000 })
      .toMatchObject({
        ready: false,
        reason: expect.stringContaining('another ledger') as string,
      });
    expect(messages.join()).toContain('has to be built again');
  });
});

describe('a database that does not answer', () => {
  it('is waited for; until then lists and readiness say so', async () => {
    const source = new FakeSource(new Map([['channel12', newLedger()]]));
    // Nothing listens on the discard port.
    const url = 'postgres://nobody@127.0.0.1:9/none';
    const model = openReadModel({ orgId: OWN, folder: '/nowhere', url, source, patienceMs: 100 });
    await expect(model.lists.quotas({}, ALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await model.readiness()).toMatchObject({ ready: false });
    await model.close();
  });
});
