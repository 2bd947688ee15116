import type { Transaction } from 'kysely';

import type { Database } from '../database.js';
import type { LedgerBlock } from '../fabric/blocks.js';
import { claimLedger } from './owner.js';
import { type KnownRows, type Needs, Projection } from './projection.js';
import { put } from './put.js';
import type { KnownSettlement, SettlementNeeds } from './settlement-fold.js';
import { CONTENT_TABLES, type ProblemTable, type ReadModelTables } from './tables.js';
import { foldUsage } from './usage-fold.js';

/** Where the reading of a ledger channel goes on. */
export interface Position {
  readonly nextBlock: number;
  /** Empty before the first block. */
  readonly lastHash: string;
}

/** The blocks do not follow those that were read: the ledger channel is another one than it was. */
export class ForeignLedgerError extends Error {
  override readonly name = 'ForeignLedgerError';
}

/** Raise it when the same blocks are to leave other rows: the next start builds the content again. */
const CONTENT_VERSION = 5;
const NO_VERSION = 0;
const MAX_KEYS = 5_000;

type Tables = ReadModelTables;

const START: Position = { nextBlock: 0, lastHash: '' };

/** The content of the read model: what it takes up and how it is forgotten. */
export class Content {
  readonly #database: Database<Tables>;

  constructor(database: Database<Tables>) {
    this.#database = database;
  }

  async position(ledgerChannel: string): Promise<Position> {
    const row = await this.#database.writer
      .selectFrom('ledger_position')
      .select(['next_block', 'last_hash'])
      .where('ledger_channel', '=', ledgerChannel)
      .executeTakeFirst();
    return row === undefined ? START : { nextBlock: row.next_block, lastHash: row.last_hash };
  }

  /**
   * Takes up blocks that follow a position, rows and the new position in one database transaction.
   *
   * @returns what could not be read in them; undefined where somebody else has moved the position meanwhile
   * @throws ForeignLedgerError
   */
  async apply(
    ledgerChannel: string,
    from: Position,
    blocks: readonly LedgerBlock[],
  ): Promise<readonly ProblemTable[] | undefined> {
    requireChain(ledgerChannel, from, blocks);
    const projection = new Projection(ledgerChannel, blocks);
    try {
      return await this.#database.writer.transaction().execute(async (transaction) => {
        // Whoever forgets the content waits for those who take something up, and they for it. SQLite has one writer anyway.
        if (this.#database.dialect === 'postgres') {
          await transaction.selectFrom('ledger_model').select('generation').forShare().execute();
        }
        // Of two that follow the same ledger channel one waits here, and then finds that it was overtaken.
        if (!(await movePosition(transaction, ledgerChannel, from, projection.position))) return undefined;
        const known = await load(transaction, ledgerChannel, projection.needs());
        await put(transaction, projection.rows(known));
        // Instances and prices are in the database now, those of these blocks too.
        const unread = await foldUsage(
          transaction,
          { ledgerChannel, dialect: this.#database.dialect },
          projection.usage,
        );
        await put(transaction, { ledger_problem: [...unread] });
        return [...projection.problems, ...unread];
      });
    } catch (error) {
      await this.#database.recover();
      throw error;
    }
  }

  /** Forgets all rows where they were made by another version of the gateway's projection. */
  prepare(): Promise<'kept' | 'forgotten'> {
    return this.#forget((version) => version !== CONTENT_VERSION);
  }

  /** Begins anew, also with another ledger: no row is left, and reads wait until as much has been read again. */
  async forget(): Promise<void> {
    await this.#forget(
      () => true,
      (transaction) => transaction.deleteFrom('ledger_first_block').execute(),
    );
  }

  /** @param firstHash of the ledger channel’s first block. @throws ForeignDatabaseError */
  requireLedger(ledgerChannel: string, firstHash: string): Promise<void> {
    return claimLedger(this.#database, ledgerChannel, firstHash);
  }

  async #forget(
    isWanted: (version: number) => boolean,
    also: (transaction: Transaction<Tables>) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<'kept' | 'forgotten'> {
    try {
      return await this.#database.writer.transaction().execute(async (transaction) => {
        const { version, generation } = await lockModel(transaction);
        if (!isWanted(version)) return 'kept';
        const positions = await transaction.selectFrom('ledger_position').selectAll().execute();
        for (const table of CONTENT_TABLES) await transaction.deleteFrom(table).execute();
        await also(transaction);
        const next = { version: CONTENT_VERSION, generation: generation + 1 };
        await transaction.updateTable('ledger_model').set(next).execute();
        for (const { ledger_channel, next_block: until_block } of positions) {
          await transaction
            .insertInto('ledger_catch_up')
            .values({ ledger_channel, until_block })
            .onConflict((conflict) => conflict.column('ledger_channel').doUpdateSet({ until_block }))
            .execute();
        }
        return 'forgotten';
      });
    } catch (error) {
      await this.#database.recover();
      throw error;
    }
  }

  /** Which building of the content this is, and the ledger channels that are being read again. */
  async state(): Promise<{ readonly generation: number; readonly catchingUp: readonly string[] }> {
    const { reader } = this.#database;
    // First: whoever forgets the content between the two questions is seen by the second.
    const model = await reader.selectFrom('ledger_model').select('generation').executeTakeFirst();
    const catchingUp = await reader
      .selectFrom('ledger_catch_up as asked')
      .leftJoin('ledger_position as reached', 'reached.ledger_channel', 'asked.ledger_channel')
      .select('asked.ledger_channel')
      .where((where) =>
        where.or([
          where('reached.next_block', 'is', null),
          where('reached.next_block', '<', where.ref('asked.until_block')),
        ]),
      )
      .execute();
    return { generation: model?.generation ?? 0, catchingUp: catchingUp.map(({ ledger_channel }) => ledger_channel) };
  }
}

/** Keeps everybody else from taking up or forgetting anything until the transaction ends. */
async function lockModel(
  transaction: Transaction<Tables>,
): Promise<{ readonly version: number; readonly generation: number }> {
  return transaction
    .insertInto('ledger_model')
    .values({ name: 'content', version: NO_VERSION, generation: 0 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((set) => ({ generation: set.ref('ledger_model.generation') })),
    )
    .returning(['version', 'generation'])
    .executeTakeFirstOrThrow();
}

function requireChain(ledgerChannel: string, from: Position, blocks: readonly LedgerBlock[]): void {
  let { nextBlock, lastHash } = from;
  for (const block of blocks) {
    if (block.number !== nextBlock) throw new Error(`${ledgerChannel}: block ${block.number} came for ${nextBlock}`);
    if (nextBlock > 0 && block.previousHash !== lastHash) {
      throw new ForeignLedgerError(
        `block ${block.number} of ${ledgerChannel} does not follow the one that was read before it: this is another ` +
          'ledger; the read model has to be built again',
      );
    }
    nextBlock += 1;
    lastHash = block.hash;
  }
}

async function movePosition(
  transaction: Transaction<Tables>,
  ledgerChannel: string,
  from: Position,
  to: Position,
): Promise<boolean> {
  const moved = { next_block: to.nextBlock, last_hash: to.lastHash };
  if (from.nextBlock === 0) {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('ledger_position')
      .values({ ledger_channel: ledgerChannel, ...moved })
      .onConflict((conflict) => conflict.column('ledger_channel').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numUpdatedRows } = await transaction
    .updateTable('ledger_position')
    .set(moved)
    .where('ledger_channel', '=', ledgerChannel)
    .where('next_block', '=', from.nextBlock)
    .where('last_hash', '=', from.lastHash)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function load(transaction: Transaction<Tables>, ledgerChannel: string, needs: Needs): Promise<KnownRows> {
  const quotas = await inChunks(needs.quotas, (ids) =>
    transaction
      .selectFrom('ledger_quota')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where('quota_id', 'in', ids)
      .execute(),
  );
  const instances = await inChunks(needs.instances, (ids) =>
    transaction
      .selectFrom('ledger_instance')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where('type', 'in', ['ECSResource', 'OSSResource'])
      .where('instance_id', 'in', ids)
      .execute(),
  );
  const periods = [...needs.periods];
  const spends = await inChunks(needs.users, (ids) =>
    transaction
      .selectFrom('ledger_spend')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where('period', 'in', periods)
      .where('user_id', 'in', ids)
      .execute(),
  );
  return { quotas, instances, spends, settlement: await loadSettlement(transaction, ledgerChannel, needs.settlement) };
}

async function loadSettlement(
  transaction: Transaction<Tables>,
  ledgerChannel: string,
  needs: SettlementNeeds,
): Promise<KnownSettlement> {
  const funds = await inChunks(needs.funds, (ids) =>
    transaction
      .selectFrom('ledger_funds')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where('org_id', 'in', ids)
      .execute(),
  );
  const parties = await inChunks(needs.parties, (ids) =>
    transaction
      .selectFrom('ledger_settlement_party')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where('kind', 'in', ['payment-channel', 'funds-issue'])
      .where('id', 'in', ids)
      .execute(),
  );
  return { funds, parties };
}

async function inChunks<T>(keys: ReadonlySet<string>, read: (some: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const all = [...keys];
  const found: T[] = [];
  for (let at = 0; at < all.length; at += MAX_KEYS) found.push(...(await read(all.slice(at, at + MAX_KEYS))));
  return found;
}
