import type { Database } from '../database.js';
import type { BlockSource } from '../fabric/blocks.js';
import { digestContent } from './dump.js';
import { prepareReadModel } from './read-model.js';
import type { ReadModelTables } from './tables.js';
import { type ReadModelObserver, Tail } from './tail.js';

export interface Rebuilt {
  /** Blocks read, by ledger channel. */
  readonly blocks: ReadonlyMap<string, number>;
  /** sha256 of every row, in hex: the same for the same blocks, in any database. */
  readonly digest: string;
}

/**
 * Forgets the read model's content and builds it again from the ledgers' first blocks to those that are there now.
 * Harmless while gateways run on the same database: their lists wait until it is built. Where it is cut off, the next
 * gateway that starts goes on with it.
 */
export async function rebuildReadModel(
  database: Database<ReadModelTables>,
  source: BlockSource,
  observer: ReadModelObserver = {},
): Promise<Rebuilt> {
  const content = await prepareReadModel(database);
  await content.forget();
  await Promise.all(
    source.ledgerChannels.map(async (ledgerChannel) => {
      const done = new AbortController();
      const tail: Tail = new Tail({
        ledgerChannel,
        source,
        content,
        observer,
        onApplied: () => {
          if (tail.isCurrent) done.abort();
        },
      });
      await tail.run(done.signal);
    }),
  );
  return positionsOf(database);
}

/** How far the read model is, and the digest of what it holds. */
export async function positionsOf(database: Database<ReadModelTables>): Promise<Rebuilt> {
  const rows = await database.reader
    .selectFrom('ledger_position')
    .select(['ledger_channel', 'next_block'])
    .orderBy('ledger_channel')
    .execute();
  return {
    blocks: new Map(rows.map((row) => [row.ledger_channel, row.next_block])),
    digest: await digestContent(database.reader),
  };
}
