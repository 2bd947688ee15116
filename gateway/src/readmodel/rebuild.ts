import { setTimeout as delay } from 'node:timers/promises';

import type { OrgId } from '@cloudfed/core';

import type { Database } from '../database.js';
import type { BlockSource } from '../fabric/blocks.js';
import type { Content } from './content.js';
import { digestContent } from './dump.js';
import { ForeignDatabaseError } from './owner.js';
import { prepareReadModel } from './read-model.js';
import type { ReadModelTables } from './tables.js';
import { type ReadModelObserver, Tail } from './tail.js';

export interface Rebuilt {
  /** Blocks read, by ledger channel. */
  readonly blocks: ReadonlyMap<string, number>;
  /** sha256 of every row, in hex: the same for the same blocks, in any database. */
  readonly digest: string;
}

const ATTEMPTS = 40;
const PAUSE_MS = 250;

/**
 * Forgets the read model's content and builds it again from the ledgers' first blocks to those that are there now.
 * Harmless while gateways run on the same database: their lists wait until it is built. Where it is cut off, the next
 * gateway that starts goes on with it.
 *
 * @throws ForeignDatabaseError where the database is another organization's
 */
export async function rebuildReadModel(
  database: Database<ReadModelTables>,
  orgId: OrgId,
  source: BlockSource,
  observer: ReadModelObserver = {},
): Promise<Rebuilt> {
  const content = await forgotten(database, orgId, observer);
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

/** A SQLite file that a gateway writes to just now is locked for a moment. */
async function forgotten(
  database: Database<ReadModelTables>,
  orgId: OrgId,
  observer: ReadModelObserver,
): Promise<Content> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const content = await prepareReadModel(database, orgId);
      await content.forget();
      return content;
    } catch (cause) {
      await database.recover();
      if (attempt === ATTEMPTS || cause instanceof ForeignDatabaseError) throw cause;
      observer.failed?.({ ledgerChannel: '', message: 'the database does not take it now', cause });
    }
    await delay(PAUSE_MS);
  }
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
