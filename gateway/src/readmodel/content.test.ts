import { EXACT_PER_FEN } from '@cloudfed/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Database } from '../database.js';
import type { LedgerBlock } from '../fabric/blocks.js';
import { type Content, ForeignLedgerError, type Position } from './content.js';
import { digestContent, dumpContent } from './dump.js';
import type { ReadModelTables } from './tables.js';
import {
  bill,
  ecs,
  LedgerOfBlocks,
  opened,
  organization,
  oss,
  price,
  quota,
  type Step,
  stopped,
} from './testing/blocks.js';
import { DATABASE_KINDS, openPlace, preparePlace } from './testing/databases.js';

const CHANNEL = 'channel12';
const exact = (fen: bigint): string => (fen * EXACT_PER_FEN).toString();
const START: Position = { nextBlock: 0, lastHash: '' };

/** A life of a ledger channel with everything in it that leaves rows. */
function sampleLedger(): LedgerOfBlocks {
  const ledger = new LedgerOfBlocks();
  const { seconds } = ledger;
  ledger.add([organization('00001', 'Org1MSP', false)], [organization('00002', 'Org2MSP')]);
  ledger.add([organization('00001', 'Org1MSP')]);
  ledger.add([price(1, seconds)], [quota('q1')]);
  ledger.add(['i1', 'i2', 'i3'].map((id) => opened(ecs(id, { seconds }))));
  ledger.add([opened(oss('o1', { seconds }))], [opened(oss('o2', { seconds, userID: '00002002' }))]);
  ledger.add([quota('q1', { kind: 'InitialQuota.updated', cpu: 2_000 })]);
  ledger.add([bill(ecs('i1', { seconds }), { endSeconds: seconds + 3_600, totalCost: 48 })]);
  ledger.add([stopped(oss('o1', { seconds, status: 'stopped', endSeconds: seconds + 60 }))]);
  ledger.add(
    [bill(oss('o1', { seconds }), { endSeconds: seconds + 60, totalCost: 7 })],
    [
      {
        kind: 'Allowance.changed',
        id: '00001',
        record: { providerID: '00001', consumerOrgID: '00002', allowed: true },
      },
    ],
    [{ kind: 'Totals.rolledUp', id: '00001', record: {} }],
  );
  ledger.add([bill(oss('o2', { seconds, userID: '00002002' }), { endSeconds: seconds + 90, totalCost: 9 })]);
  return ledger;
}

describe.each(DATABASE_KINDS)('the content in $name', (kind) => {
  const open: Database<ReadModelTables>[] = [];

  beforeAll(() => kind.start(), 60_000);
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close();
  });
  afterAll(() => kind.stop());

  const when = it.skipIf(!kind.isInstalled);

  async function newContent(): Promise<{ content: Content; database: Database<ReadModelTables> }> {
    const database = openPlace(await kind.newPlace());
    open.push(database);
    return { content: await preparePlace(database), database };
  }

  async function applyIn(content: Content, blocks: readonly LedgerBlock[], size: number): Promise<void> {
    for (let at = 0; at < blocks.length; at += size) {
      const position = await content.position(CHANNEL);
      expect(await content.apply(CHANNEL, position, blocks.slice(at, at + size))).toEqual([]);
    }
  }

  when('holds what the blocks say', async () => {
    const { content, database } = await newContent();
    await applyIn(content, sampleLedger().blocks, 3);
    const quotas = await database.reader.selectFrom('ledger_quota').select(['quota_id', 'status', 'used']).execute();
    // i2 and i3 are open; what the rest took has come back.
    expect(quotas.map(({ used }) => JSON.parse(used) as unknown)).toEqual([
      { cpu: '1', ramGb: '2', ecsDiskGb: '4', ossDiskGb: '0', bandwidthMbps: '0', publicIps: '0', privateIps: '2' },
    ]);
    const instances = await database.reader
      .selectFrom('ledger_instance')
      .select(['instance_id', 'status'])
      .orderBy('instance_id')
      .execute();
    expect(instances).toEqual([
      { instance_id: 'i1', status: 'released' },
      { instance_id: 'i2', status: 'open' },
      { instance_id: 'i3', status: 'open' },
      { instance_id: 'o1', status: 'released' },
      { instance_id: 'o2', status: 'released' },
    ]);
    const spend = await database.reader
      .selectFrom('ledger_spend')
      .select(['user_id', 'type', 'entries', 'exact_amount'])
      .orderBy('type')
      .orderBy('user_id')
      .execute();
    expect(spend).toEqual([
      { user_id: '', type: 'ECSBill', entries: 1, exact_amount: exact(48n) },
      { user_id: '00002001', type: 'ECSBill', entries: 1, exact_amount: exact(48n) },
      { user_id: '', type: 'OSSBill', entries: 2, exact_amount: exact(16n) },
      { user_id: '00002001', type: 'OSSBill', entries: 1, exact_amount: exact(7n) },
      { user_id: '00002002', type: 'OSSBill', entries: 1, exact_amount: exact(9n) },
    ]);
    const bills = await database.reader.selectFrom('ledger_bill').select(['instance_id', 'block_number']).execute();
    expect(new Map(bills.map((row) => [row.instance_id, row.block_number]))).toEqual(
      new Map([
        ['i1', 7],
        ['o1', 9],
        ['o2', 10],
      ]),
    );
    expect(await database.reader.selectFrom('ledger_problem').selectAll().execute()).toEqual([]);
  });

  when('is the same however the blocks came, and after it was forgotten and built again', async () => {
    const { blocks } = sampleLedger();
    const { content, database } = await newContent();
    await applyIn(content, blocks, 1);
    const before = await linesOf(database);
    expect(before.length).toBeGreaterThan(30);
    await content.forget();
    expect(await content.state()).toEqual({ generation: 2, catchingUp: [CHANNEL] });
    expect(await linesOf(database)).toEqual([]);
    await applyIn(content, blocks, blocks.length);
    expect(await linesOf(database)).toEqual(before);
    expect(await content.state()).toEqual({ generation: 2, catchingUp: [] });
  });

  when('takes each block up once, whoever else follows the same ledger channel', async () => {
    const { content } = await newContent();
    const { blocks } = sampleLedger();
    const [one, other] = await Promise.all([
      content.apply(CHANNEL, START, blocks.slice(0, 4)),
      content.apply(CHANNEL, START, blocks.slice(0, 4)),
    ]);
    expect([one, other].filter((problems) => problems === undefined)).toHaveLength(1);
    expect(await content.apply(CHANNEL, START, blocks)).toBeUndefined();
    expect(await content.position(CHANNEL)).toEqual({ nextBlock: 4, lastHash: blocks[3]?.hash });
  });

  when('refuses blocks of another ledger, and blocks out of order', async () => {
    const { content } = await newContent();
    const { blocks } = sampleLedger();
    await applyIn(content, blocks.slice(0, 4), 4);
    const position = await content.position(CHANNEL);
    const foreign = blocks.slice(4, 5).map((block) => ({ ...block, previousHash: 'f'.repeat(64) }));
    await expect(content.apply(CHANNEL, position, foreign)).rejects.toThrow(ForeignLedgerError);
    await expect(content.apply(CHANNEL, position, blocks.slice(5))).rejects.toThrow(/came for 4/u);
    expect(await content.position(CHANNEL)).toEqual(position);
  });

  when('leaves nothing of a batch that fails', async () => {
    const { content, database } = await newContent();
    const { blocks } = sampleLedger();
    await applyIn(content, blocks.slice(0, 4), 4);
    const before = await linesOf(database);
    await database.writer.schema.alterTable('ledger_measurement').renameTo('elsewhere').execute();
    const position = await content.position(CHANNEL);
    await expect(content.apply(CHANNEL, position, blocks.slice(4))).rejects.toThrow();
    await database.writer.schema.alterTable('elsewhere').renameTo('ledger_measurement').execute();
    expect(await linesOf(database)).toEqual(before);
    await applyIn(content, blocks.slice(4), 100);
  });

  when('notes what cannot be read and goes on', async () => {
    const { content, database } = await newContent();
    const ledger = new LedgerOfBlocks();
    ledger.add(
      [{ ...quota('q1'), record: { quotaID: 'q1' } }, quota('q2')],
      [opened(ecs('i1', { seconds: ledger.seconds, quotaID: 'nowhere' }))],
    );
    const problems = await content.apply(CHANNEL, START, ledger.blocks);
    expect(problems?.map(({ kind: of, ordinal }) => [of, ordinal])).toEqual([
      ['InitialQuota.created', 0],
      ['ECSResource.opened', 0],
    ]);
    expect(await database.reader.selectFrom('ledger_problem').select('kind').execute()).toHaveLength(2);
    expect(await database.reader.selectFrom('ledger_quota').select('quota_id').execute()).toEqual([{ quota_id: 'q2' }]);
  });

  when('made by another version is built again', async () => {
    const place = await kind.newPlace();
    const first = openPlace(place);
    const content = await preparePlace(first);
    await applyIn(content, sampleLedger().blocks, 100);
    expect(await content.prepare()).toBe('kept');
    await first.writer.updateTable('ledger_model').set({ version: 999 }).execute();
    await first.close();
    const again = openPlace(place);
    open.push(again);
    await preparePlace(again);
    expect(await linesOf(again)).toEqual([]);
  });
});

const installed = DATABASE_KINDS.filter(({ isInstalled }) => isInstalled);

describe('the content of any life of a ledger channel', () => {
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

  it('is the same in every database and for every cut into batches', async () => {
    const contents = await Promise.all(databases.map((database) => preparePlace(database)));
    const anyCuts = fc.array(fc.integer({ min: 1, max: 7 }));
    await fc.assert(
      fc.asyncProperty(fc.array(lifeArbitrary, { maxLength: 40 }), anyCuts, async (lives, cuts) => {
        const { blocks } = ledgerOf(lives);
        const digests = new Set<string>();
        for (const sizes of [[blocks.length], [...cuts, 1]]) {
          for (const [at, content] of contents.entries()) {
            await content.forget();
            await applyInCuts(content, blocks, sizes);
            const { reader } = databases[at] as Database<ReadModelTables>;
            digests.add(await digestContent(reader));
            expect(await reader.selectFrom('ledger_problem').selectAll().execute()).toEqual([]);
          }
        }
        expect(digests.size).toBe(1);
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

async function applyInCuts(content: Content, blocks: readonly LedgerBlock[], sizes: readonly number[]): Promise<void> {
  for (let at = 0, turn = 0; at < blocks.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    await content.apply(CHANNEL, await content.position(CHANNEL), blocks.slice(at, at + size));
    at += size;
  }
}

/** What may happen to one instance, and when it shares a block with the one before. */
const lifeArbitrary = fc.record({
  type: fc.constantFrom('ecs' as const, 'oss' as const),
  user: fc.constantFrom('00002001', '00002002'),
  ends: fc.constantFrom('open' as const, 'stopped' as const, 'billed' as const),
  cost: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  seconds: fc.integer({ min: 0, max: 90 * 86_400 }),
  sharesBlock: fc.boolean(),
});

function ledgerOf(lives: readonly (typeof lifeArbitrary extends fc.Arbitrary<infer L> ? L : never)[]): LedgerOfBlocks {
  const ledger = new LedgerOfBlocks();
  ledger.add([organization('00001', 'Org1MSP'), organization('00002', 'Org2MSP'), quota('q1')]);
  let waiting: Step[][] = [];
  lives.forEach(({ type, user, ends, cost, seconds, sharesBlock }, at) => {
    const fields = { seconds: ledger.seconds, userID: user };
    const resource = type === 'ecs' ? ecs(`i${at}`, fields) : oss(`i${at}`, fields);
    const endSeconds = ledger.seconds + seconds;
    waiting.push([opened(resource)]);
    if (type === 'oss' && ends !== 'open') {
      waiting.push([stopped(oss(`i${at}`, { ...fields, status: 'stopped', endSeconds }))]);
    }
    if (ends === 'billed') waiting.push([bill(resource, { endSeconds, totalCost: cost })]);
    if (sharesBlock) return;
    ledger.add(...waiting);
    waiting = [];
  });
  ledger.add(...waiting);
  return ledger;
}

async function linesOf(database: Database<ReadModelTables>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of dumpContent(database.reader)) lines.push(line);
  return lines;
}
