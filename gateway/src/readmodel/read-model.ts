import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { CloudfedError, type OrgId } from '@cloudfed/core';

import { type Database, migrate, openDatabase } from '../database.js';
import type { BlockSource } from '../fabric/blocks.js';
import { UnavailableError } from '../fabric/failure.js';
import type { Readiness } from '../fabric/ledger-port.js';
import { waitAtMost } from '../fabric/pause.js';
import { Content } from './content.js';
import { type Figures, readFigures } from './figures.js';
import { Freshness } from './freshness.js';
import type { Lists } from './lists.js';
import { type Measurements, SqlMeasurements } from './measurements.js';
import { readModelMigrations } from './migrations.js';
import type { SettlementLists } from './settlement-lists.js';
import { newOutcome } from './outcome.js';
import { claimDatabase, ForeignDatabaseError } from './owner.js';
import { SqlLists } from './sql-lists.js';
import type { ReadModelTables } from './tables.js';
import { type ReadModelObserver, Tail } from './tail.js';

export type { ReadModelObserver } from './tail.js';

/** An SQL database that follows the ledger channels and answers lists. */
export interface ReadModel {
  /** Each holds at least what this gateway has acknowledged. */
  readonly lists: Lists;
  /** What thresholds are held against. Like the lists, whole or not at all. */
  readonly measurements: Measurements;
  /** What stands now of what thresholds are set on, as far as it was read. */
  figures(): Promise<Figures>;
  /** The database, for those who read what is in the tables. */
  readonly database: Database<ReadModelTables>;
  /** Reads wait for these transactions from now on: a caller was told that they are on the ledger. */
  noteWritten(transactionIds: readonly string[]): void;
  /**
   * Resolves when the read model has these transactions.
   *
   * @throws CloudfedError TRANSACTION_UNKNOWN where the ledger does not have one, UNAVAILABLE where that is not known
   */
  readAfter(transactionIds: readonly string[]): Promise<void>;
  /**
   * Resolves when it is known that the database is this organization's and of its ledgers, or after some time where they
   * do not answer: then it is found out in the background, and `readiness` says so.
   *
   * @throws ForeignDatabaseError
   */
  opened(patienceMs: number): Promise<void>;
  /** Asks the database. */
  readiness(): Promise<Readiness>;
  /** Blocks known and not taken up yet, by ledger channel; undefined where that is not known. */
  behind(): ReadonlyMap<string, number | undefined>;
  close(): Promise<void>;
}

export interface ReadModelOptions {
  /** The gateway's own organization. */
  readonly orgId: OrgId;
  /** Where a SQLite file is kept, where there is no `url`. */
  readonly folder: string;
  /** Of a PostgreSQL database. */
  readonly url?: string | undefined;
  readonly source: BlockSource;
  readonly observer?: ReadModelObserver;
  /** How long a read waits for what it must have. Default 5,000 ms. */
  readonly patienceMs?: number;
}

const FILE_NAME = 'readmodel.db';
const MIGRATION_NAME = 'ledger_model';
const READINESS_MS = 2_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const BEING_BUILT = 'the read model is being built';
const NOT_OPEN = 'the read model’s database does not answer';

export function openReadModelDatabase(
  options: Pick<ReadModelOptions, 'folder' | 'url'> & { readonly onIdleError?: (error: Error) => void },
): Database<ReadModelTables> {
  return openDatabase<ReadModelTables>({ ...options, file: join(options.folder, FILE_NAME) });
}

/**
 * Brings the tables to their present form, and forgets content that another version made.
 *
 * @param orgId whose database it is to be
 * @throws ForeignDatabaseError where it is another's
 */
export async function prepareReadModel(database: Database<ReadModelTables>, orgId: OrgId): Promise<Content> {
  await migrate(database, MIGRATION_NAME, readModelMigrations(database.dialect));
  await claimDatabase(database, orgId);
  const content = new Content(database);
  await content.prepare();
  return content;
}

/** Begins to follow, in the background: a database or a ledger that does not answer yet is waited for. */
export function openReadModel(options: ReadModelOptions): ReadModel {
  return new FollowingReadModel(options);
}

class FollowingReadModel implements ReadModel {
  readonly lists: Lists;
  readonly measurements: Measurements;
  readonly database: Database<ReadModelTables>;
  readonly #options: ReadModelOptions;
  readonly #observer: ReadModelObserver;
  readonly #closing = new AbortController();
  readonly #freshness: Freshness;
  readonly #running: Promise<void>;
  readonly #opening = newOutcome();
  #tails: readonly Tail[] = [];
  #failure: string | undefined = NOT_OPEN;

  constructor(options: ReadModelOptions) {
    this.#options = options;
    this.#observer = options.observer ?? {};
    const failed = (cause: Error): void => this.#observer.failed?.({ ledgerChannel: '', message: NOT_OPEN, cause });
    this.database = openReadModelDatabase({ ...options, onIdleError: failed });
    this.#freshness = new Freshness({
      database: this.database.reader,
      patienceMs: options.patienceMs ?? 5_000,
      isCurrent: () =>
        this.#failure === undefined &&
        this.#tails.every((tail) => tail.isCurrent && tail.behind === 0 && tail.failure === undefined),
    });
    this.lists = wholeLists(new SqlLists(this.database.reader, options.orgId), (read) => this.#readWhole(read));
    const measured = new SqlMeasurements(this.database.reader, options.source.ledgerChannels);
    this.measurements = wholeMeasurements(measured, (read) => this.#readWhole(read));
    this.#running = this.#run();
  }

  noteWritten(transactionIds: readonly string[]): void {
    this.#freshness.noteWritten(transactionIds);
  }

  async readAfter(transactionIds: readonly string[]): Promise<void> {
    this.#requireOpen();
    await asUnavailable(() => this.#freshness.has(transactionIds));
  }

  async readiness(): Promise<Readiness> {
    const failure = this.#failure ?? this.#tails.find(({ failure: found }) => found !== undefined)?.failure;
    if (failure !== undefined) return { ready: false, reason: failure };
    const over = new AbortController();
    const late = delay(READINESS_MS, 'late', { signal: over.signal }).catch(() => 'late');
    const asked = this.database.reader.selectFrom('ledger_position').select('next_block').limit(1).execute();
    try {
      if ((await Promise.race([asked, late])) !== 'late') return { ready: true };
      asked.catch(() => undefined);
    } catch {
      // Told below, without the database's words.
    } finally {
      over.abort();
    }
    return { ready: false, reason: NOT_OPEN };
  }

  async figures(): Promise<Figures> {
    this.#requireOpen();
    return readFigures(this.database.reader);
  }

  opened(patienceMs: number): Promise<void> {
    return waitAtMost(patienceMs, this.#opening.promise);
  }

  behind(): ReadonlyMap<string, number | undefined> {
    return new Map(this.#tails.map((tail) => [tail.ledgerChannel, tail.behind]));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    await this.database.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    const content = await this.#prepare(signal);
    if (content === undefined) return;
    const { source } = this.#options;
    this.#tails = source.ledgerChannels.map(
      (ledgerChannel) =>
        new Tail({
          ledgerChannel,
          source,
          content,
          observer: this.#observer,
          onApplied: (transactionIds) => {
            this.#freshness.applied(transactionIds);
          },
        }),
    );
    this.#failure = undefined;
    Promise.all(this.#tails.map(({ known }) => known)).then(this.#opening.resolve, this.#opening.reject);
    await Promise.all(this.#tails.map((tail) => tail.run(signal)));
  }

  async #prepare(signal: AbortSignal): Promise<Content | undefined> {
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await prepareReadModel(this.database, this.#options.orgId);
      } catch (cause) {
        await this.database.recover();
        this.#failure = cause instanceof ForeignDatabaseError ? cause.message : NOT_OPEN;
        if (cause instanceof ForeignDatabaseError) this.#opening.reject(cause);
        this.#observer.failed?.({ ledgerChannel: '', message: this.#failure, cause });
      }
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  #requireOpen(): void {
    if (this.#failure !== undefined) throw new UnavailableError(this.#failure, 2);
  }

  /** What this gateway has acknowledged, and what was there when it began, must be in. */
  async #requireCurrent(): Promise<void> {
    this.#requireOpen();
    await asUnavailable(async () => {
      await this.#freshness.until(() => this.#tails.every(({ isCurrent }) => isCurrent));
      await this.#freshness.hasOwn();
    });
  }

  /** Reads what is whole: neither before nor after was it being built again. */
  async #readWhole<T>(read: () => Promise<T>): Promise<T> {
    await this.#requireCurrent();
    return asUnavailable(async () => {
      const content = new Content(this.database);
      const before = await content.state();
      // One that this organization is no more on is read by nobody.
      const { ledgerChannels } = this.#options.source;
      if (before.catchingUp.some((name) => ledgerChannels.includes(name))) throw new UnavailableError(BEING_BUILT, 5);
      const [outcome] = await Promise.allSettled([read()]);
      // A refusal may come of what was missing, too.
      if ((await content.state()).generation !== before.generation) throw new UnavailableError(BEING_BUILT, 5);
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  }
}

/** Lists that wait until they may be read. */
function wholeLists(lists: Lists, readWhole: <T>(read: () => Promise<T>) => Promise<T>): Lists {
  return {
    quotas: (filter, page) => readWhole(() => lists.quotas(filter, page)),
    ecsResources: (filter, page) => readWhole(() => lists.ecsResources(filter, page)),
    ossResources: (filter, page) => readWhole(() => lists.ossResources(filter, page)),
    bills: (filter, page) => readWhole(() => lists.bills(filter, page)),
    spend: (filter, page) => readWhole(() => lists.spend(filter, page)),
    settlement: wholeSettlementLists(lists.settlement, readWhole),
    usageDays: (filter, page) => readWhole(() => lists.usageDays(filter, page)),
    usageCost: (filter, only) => readWhole(() => lists.usageCost(filter, only)),
    search: (prefix, only, limit) => readWhole(() => lists.search(prefix, only, limit)),
  };
}

function wholeSettlementLists(
  lists: SettlementLists,
  readWhole: <T>(read: () => Promise<T>) => Promise<T>,
): SettlementLists {
  return {
    funds: (...of) => readWhole(() => lists.funds(...of)),
    issues: (...of) => readWhole(() => lists.issues(...of)),
    redemptions: (...of) => readWhole(() => lists.redemptions(...of)),
    transfers: (...of) => readWhole(() => lists.transfers(...of)),
    movements: (...of) => readWhole(() => lists.movements(...of)),
    chequebooks: (...of) => readWhole(() => lists.chequebooks(...of)),
    chequeAccounts: (...of) => readWhole(() => lists.chequeAccounts(...of)),
    paymentChannels: (...of) => readWhole(() => lists.paymentChannels(...of)),
    accounts: (...of) => readWhole(() => lists.accounts(...of)),
    nettingRounds: (...of) => readWhole(() => lists.nettingRounds(...of)),
  };
}

function wholeMeasurements(measured: Measurements, readWhole: <T>(read: () => Promise<T>) => Promise<T>): Measurements {
  return {
    ledgerChannels: measured.ledgerChannels,
    after: (...of) => readWhole(() => measured.after(...of)),
    last: (...of) => readWhole(() => measured.last(...of)),
    newest: (...of) => readWhole(() => measured.newest(...of)),
  };
}

async function asUnavailable<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof CloudfedError) throw cause;
    // A record that breaks its form is a fault, not an outage.
    if (cause instanceof RangeError || cause instanceof TypeError) throw cause;
    throw Object.assign(new UnavailableError(NOT_OPEN, 2), { cause });
  }
}
