import { parseOrgId } from '@cloudfed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { digestContent } from './dump.js';
import { claimDatabase, ForeignDatabaseError } from './owner.js';
import { openReadModel, prepareReadModel, type ReadModel } from './read-model.js';
import { rebuildReadModel } from './rebuild.js';
import { LedgerOfBlocks, organization, quota } from './testing/blocks.js';
import { DATABASE_KINDS, type DatabasePlace, openPlace } from './testing/databases.js';
import { FakeSource } from './testing/fake-source.js';

const [ONE, TWO] = ['00001', '00002'].map((id) => parseOrgId(id, 'orgId')) as [never, never];
const PATIENCE_MS = 20_000;

function sourceOf(name: string): FakeSource {
  const ledger = new LedgerOfBlocks(name);
  ledger.add([organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), quota(`of-${name}`)]);
  return new FakeSource(new Map([['channel12', ledger]]));
}

describe.each(DATABASE_KINDS)('a database of the read model in $name', (kind) => {
  const models: ReadModel[] = [];

  beforeAll(() => kind.start(), 60_000);
  afterAll(async () => {
    for (const model of models) await model.close();
    await kind.stop();
  });

  const when = it.skipIf(!kind.isInstalled);
  const open = (orgId: typeof ONE, place: DatabasePlace, source: FakeSource): ReadModel => {
    const model = openReadModel({ orgId, ...place, source, patienceMs: PATIENCE_MS });
    models.push(model);
    return model;
  };
  const quotasOf = async (model: ReadModel): Promise<readonly string[]> =>
    (await model.lists.quotas({}, { limit: 10 })).items.map(({ quotaId }) => quotaId);

  when('is one organization’s, of all of its gateways, and no other’s', async () => {
    const place = await kind.newPlace();
    const source = sourceOf('first');
    const mine = open(ONE, place, source);
    await mine.opened(PATIENCE_MS);
    const again = open(ONE, place, source);
    await again.opened(PATIENCE_MS);
    expect([await quotasOf(mine), await quotasOf(again)]).toEqual([['of-first'], ['of-first']]);
    const before = await digestContent(mine.database.reader);

    const theirs = open(TWO, place, source);
    const sentence = /the read model’s database is organization 00001’s, and this gateway is of 00002: .*DATABASE_URL/u;
    await expect(theirs.opened(PATIENCE_MS)).rejects.toThrow(ForeignDatabaseError);
    await expect(theirs.opened(PATIENCE_MS)).rejects.toThrow(sentence);
    expect(await theirs.readiness()).toMatchObject({ ready: false, reason: expect.stringMatching(sentence) as string });
    await expect(theirs.lists.quotas({}, { limit: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const database = openPlace(place);
    await expect(rebuildReadModel(database, TWO, source)).rejects.toThrow(sentence);
    await database.close();
    expect(await digestContent(mine.database.reader)).toBe(before);
  });

  when('is the first one’s of two that ask for it at once', async () => {
    const place = await kind.newPlace();
    const [first, second] = [openPlace(place), openPlace(place)];
    await prepareReadModel(first, ONE);
    await first.writer.deleteFrom('ledger_owner').execute();
    const claims = await Promise.allSettled([claimDatabase(first, ONE), claimDatabase(second, TWO)]);
    expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const claim of claims)
      if (claim.status === 'rejected') expect(claim.reason).toBeInstanceOf(ForeignDatabaseError);
    await first.close();
    await second.close();
  });

  when('is of one ledger, until it is told to be built again', async () => {
    const place = await kind.newPlace();
    const first = openPlace(place);
    await rebuildReadModel(first, ONE, sourceOf('first'));
    await first.close();

    const other = sourceOf('other');
    const model = open(ONE, place, other);
    const sentence = /is of another ledger channel12, whose first block is not this one’s: .*readmodel rebuild/u;
    await expect(model.opened(PATIENCE_MS)).rejects.toThrow(sentence);
    expect(await model.readiness()).toMatchObject({ ready: false, reason: expect.stringMatching(sentence) as string });
    const database = openPlace(place);
    await rebuildReadModel(database, ONE, other);
    await database.close();
    const built = open(ONE, place, other);
    await built.opened(PATIENCE_MS);
    expect(await quotasOf(built)).toEqual(['of-other']);
  });

  when('that does not answer, or whose ledger does not, lets the gateway start meanwhile', async () => {
    const source = sourceOf('first');
    source.isDown = true;
    const model = open(ONE, await kind.newPlace(), source);
    await model.opened(50);
    expect(await model.readiness()).toMatchObject({ ready: false });
    source.isDown = false;
    await model.opened(PATIENCE_MS);
    expect(await quotasOf(model)).toEqual(['of-first']);
  });
});
