import fc from 'fast-check';
import { Migrator } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../database.js';
import type { LedgerBlock } from '../fabric/blocks.js';
import type { Content } from './content.js';
import { digestContent } from './dump.js';
import { readModelMigrations } from './migrations.js';
import type { ReadModelTables } from './tables.js';
import { LedgerOfBlocks, organization, type Step } from './testing/blocks.js';
import { DATABASE_KINDS, openPlace, preparePlace } from './testing/databases.js';
import { SettlementLife } from './testing/settlement-life.js';

const CHANNEL = 'channelall';
const ORGS = ['00001', '00002', '00003'] as const;
const START_FUNDS = 1_000_000n;

const orgArbitrary = fc.constantFrom(...ORGS);
const actArbitrary = fc.record({
  act: fc.constantFrom(
    'issue',
    'transfer',
    'redeem',
    'refuse',
    'book',
    'deposit',
    'cash',
    'open',
    'join',
    'leave',
    'lock',
  ),
  one: orgArbitrary,
  other: orgArbitrary,
  amount: fc.bigInt(1n, 999n),
  sharesBlock: fc.boolean(),
});
type Act = typeof actArbitrary extends fc.Arbitrary<infer A> ? A : never;

/** The changes of one act; none where the ledger would refuse it. */
function stepsOf(life: SettlementLife, { act, one, other, amount }: Act, at: number): readonly Step[] {
  const user = `${one}001`;
  switch (act) {
    case 'issue':
      return [...life.issue(`i${at}`, one, other, amount)];
    case 'transfer':
      return one === other ? [] : life.transfer(`t${at}`, one, other, amount);
    case 'redeem':
      return life.redeem(`r${at}`, one, amount);
    case 'refuse':
      return one === other ? [] : [...life.redeem(`f${at}`, one, amount), ...life.refuse(`f${at}`, one, amount, other)];
    case 'book':
      return life.openBook(`b${at}`, user);
    case 'deposit':
      return [...life.openBook(`b${at}`, one), ...life.deposit(`b${at}`, amount)];
    case 'cash':
      return one === other
        ? []
        : [
            ...life.openBook(`b${at}`, one),
            ...life.deposit(`b${at}`, amount),
            ...life.cash(`b${at}`, `${other}001`, 500_000n),
          ];
    case 'open':
      return life.openChannel(`c${at}`, user, amount);
    case 'join':
      return [...life.openChannel(`c${at}`, user, amount), ...life.join(`c${at}`, `${other}002`, amount)];
    case 'leave':
      return [...life.openChannel(`c${at}`, user, amount), ...life.leave(`c${at}`, user)];
    case 'lock':
      return [...life.openAccount(`a${at}`, user, `${other}009`), ...life.lock(`a${at}`, amount)];
  }
}

function ledgerOf(acts: readonly Act[]): { readonly blocks: readonly LedgerBlock[]; readonly life: SettlementLife } {
  const ledger = new LedgerOfBlocks();
  const life = new SettlementLife();
  ledger.add(ORGS.map((orgId, at) => organization(orgId, `Org${at}MSP`)));
  for (const orgId of ORGS) {
    ledger.add(life.issue(`start-${orgId}`, '00001', orgId, START_FUNDS));
    ledger.add(life.issue(`start-${orgId}`, '00002', orgId, START_FUNDS));
  }
  let waiting: (readonly Step[])[] = [];
  acts.forEach((act, at) => {
    const steps = stepsOf(life, act, at);
    if (steps.length > 0) waiting.push(steps);
    if (act.sharesBlock) return;
    ledger.add(...waiting);
    waiting = [];
  });
  ledger.add(...waiting);
  return { blocks: ledger.blocks, life };
}

async function applyInCuts(content: Content, blocks: readonly LedgerBlock[], sizes: readonly number[]): Promise<void> {
  for (let at = 0, turn = 0; at < blocks.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await content.apply(CHANNEL, await content.position(CHANNEL), blocks.slice(at, at + size));
    at += size;
  }
}

const installed = DATABASE_KINDS.filter(({ isInstalled }) => isInstalled);

describe('settlement in the read model', () => {
  const databases: Database<ReadModelTables>[] = [];

  beforeAll(async () => {
    for (const kind of installed) {
      await kind.start();
      databases.push(openPlace(await kind.newPlace()));
    }
  }, 60_000);
  afterAll(async () => {
    for (const database of databases) await database.close();
    for (const kind of installed) await kind.stop();
  });

  it('is the same in every database and for every cut into batches, and what moved adds up to what there is', async () => {
    const contents = await Promise.all(databases.map((database) => preparePlace(database)));
    const anyCuts = fc.array(fc.integer({ min: 1, max: 7 }));
    await fc.assert(
      fc.asyncProperty(fc.array(actArbitrary, { maxLength: 40 }), anyCuts, async (acts, cuts) => {
        const { blocks, life } = ledgerOf(acts);
        const digests = new Set<string>();
        for (const sizes of [[blocks.length], [...cuts, 1]]) {
          for (const [at, content] of contents.entries()) {
            await content.forget();
            await applyInCuts(content, blocks, sizes);
            const { reader } = databases[at] as Database<ReadModelTables>;
            digests.add(await digestContent(reader));
            expect(await reader.selectFrom('ledger_problem').selectAll().execute()).toEqual([]);
            const moved = await reader
              .selectFrom('ledger_funds_movement')
              .select(['org_id', 'balance_change'])
              .execute();
            for (const orgId of ORGS) {
              const changes = moved.filter(({ org_id }) => org_id === orgId).map((row) => BigInt(row.balance_change));
              expect(changes.reduce((sum, change) => sum + change, 0n)).toBe(life.balance(orgId));
            }
          }
        }
        expect(digests.size).toBe(1);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

describe.each(DATABASE_KINDS)('a read model in $name of before settlement was in it', (kind) => {
  beforeAll(() => kind.start(), 60_000);
  afterAll(() => kind.stop());

  it.skipIf(!kind.isInstalled)('gets its tables, and is built again', async () => {
    const place = await kind.newPlace();
    const old = openPlace(place);
    const migrator = new Migrator({
      db: old.writer,
      provider: readModelMigrations(old.dialect),
      migrationTableName: 'ledger_model_migration',
      migrationLockTableName: 'ledger_model_migration_lock',
    });
    expect((await migrator.migrateTo('0001_begin')).error).toBeUndefined();
    await old.writer.insertInto('ledger_model').values({ name: 'content', version: 1, generation: 1 }).execute();
    const position = { ledger_channel: CHANNEL, next_block: 3, last_hash: 'f'.repeat(64) };
    await old.writer.insertInto('ledger_position').values(position).execute();
    await old.close();

    const database = openPlace(place);
    const content = await preparePlace(database);
    expect(await content.state()).toEqual({ generation: 2, catchingUp: [CHANNEL] });
    const { blocks } = ledgerOf([]);
    await applyInCuts(content, blocks, [blocks.length]);
    expect(await content.state()).toEqual({ generation: 2, catchingUp: [] });
    expect(await database.reader.selectFrom('ledger_funds').select('org_id').orderBy('org_id').execute()).toEqual(
      ORGS.map((org_id) => ({ org_id })),
    );
    await database.close();
  });
});
