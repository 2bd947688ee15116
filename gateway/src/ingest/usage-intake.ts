import { argumentError, type ErrorCode, type Meter, METERS, type OrgId, type RecordId } from '@cloudfed/core';
import type { Statement } from 'libsql';

import { UnavailableError } from '../fabric/failure.js';
import { GroupCommit } from '../group-commit.js';
import { type RefusedReport, refusedReport, type UsageReport } from './usage-event.js';
import { RECORDED, REFUSED, type UsageStore } from './usage-tables.js';
import type { UsagePart } from './usage-windows.js';

const MOST_SOURCES_KNOWN = 10_000;
const FULL_RETRY_SECONDS = 10;

/** A report and its parts, to be queued. */
export interface NewUsage {
  /** Its place among those of one request. */
  readonly index: number;
  readonly report: UsageReport;
  readonly parts: readonly UsagePart[];
}

export interface QueuedUsage {
  readonly accepted: number;
  /** Those that were queued before, with the same content. */
  readonly duplicates: number;
  readonly refused: readonly RefusedReport[];
}

/** An instance as reports name it. */
export interface NamedInstance {
  readonly instanceId: RecordId;
  readonly consumerId?: OrgId | undefined;
}

/** What became of a part of a report. */
export interface UsageOutcome {
  readonly state: 'waiting' | 'recorded' | 'refused';
  readonly instanceId: string;
  readonly meter: Meter;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
  /** Of a refused one. */
  readonly code: ErrorCode | undefined;
  /** Of a recorded one: where it stands on the ledger. */
  readonly ledger:
    | {
        readonly consumerId: string;
        readonly lane: string;
        /** Undefined of a late one, which stands alone. */
        readonly sequence: number | undefined;
        readonly recordId: string;
        readonly late: boolean;
        readonly transactionId: string;
      }
    | undefined;
}

interface Counted {
  accepted: number;
  duplicates: number;
  refused: RefusedReport[];
  parts: number;
}

/** Takes reports in: on disk before their sender is answered, each once by its source and id, never more than may wait. */
export class UsageIntake {
  readonly #store: UsageStore;
  readonly #commit: GroupCommit;
  readonly #mostWaiting: number;
  readonly #sources = new Map<string, number>();
  readonly #insert: Statement;
  readonly #stored: Statement;
  readonly #insertSource: Statement;
  readonly #findSource: Statement;
  readonly #outcomes: Statement;

  constructor(store: UsageStore, mostWaiting: number) {
    const { database } = store;
    this.#store = store;
    this.#commit = GroupCommit.of(database);
    this.#mostWaiting = mostWaiting;
    this.#insert = database.prepare(
      'INSERT INTO usage (source, id, part, parts, instance_id, consumer_id, meter, window_from, from_s, to_s, quantity,' +
        ' place, state, received) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT DO NOTHING',
    );
    this.#stored = database.prepare(
      'SELECT instance_id, consumer_id, meter, from_s, to_s, quantity FROM usage WHERE source = ? AND id = ? ORDER BY from_s',
    );
    this.#insertSource = database.prepare('INSERT INTO source (source) VALUES (?) ON CONFLICT DO NOTHING');
    this.#findSource = database.prepare('SELECT id FROM source WHERE source = ?');
    this.#outcomes = database.prepare(
      'SELECT usage.*, place.consumer_id AS place_consumer, place.lane, batch.sequence' +
        ' FROM usage JOIN source ON source.id = usage.source' +
        ' LEFT JOIN place ON place.id = usage.place LEFT JOIN batch ON batch.id = usage.batch' +
        ' WHERE source.source = ? AND usage.id = ? ORDER BY from_s',
    );
  }

  /** Parts that the ledger does not have yet. */
  get waiting(): number {
    return this.#store.backlog.parts;
  }

  /**
   * Queues reports; they are on disk when it resolves.
   *
   * @param placeOf the number of an instance's place, 0 where it is not known yet
   * @throws UnavailableError where they do not fit
   */
  async add(all: readonly NewUsage[], placeOf: (instance: NamedInstance) => number): Promise<QueuedUsage> {
    const { backlog } = this.#store;
    const wanted = all.reduce((sum, { parts }) => sum + parts.length, 0);
    if (backlog.parts + wanted > this.#mostWaiting) {
      throw new UnavailableError('the usage queue is full; the ledger takes time', FULL_RETRY_SECONDS);
    }
    // Others come while this waits for the disk.
    backlog.parts += wanted;
    let counted: Counted = { accepted: 0, duplicates: 0, refused: [], parts: 0 };
    try {
      const sources = this.#numbersOf(all);
      await this.#commit.write(() => {
        counted = { accepted: 0, duplicates: 0, refused: [], parts: 0 };
        for (const [at, one] of all.entries()) this.#addOne(one, sources[at] ?? 0, placeOf(one.report), counted);
      });
    } catch (cause) {
      counted.parts = 0;
      throw Object.assign(new UnavailableError('the usage queue cannot be written', FULL_RETRY_SECONDS), { cause });
    } finally {
      backlog.parts -= wanted - counted.parts;
    }
    const { accepted, duplicates, refused } = counted;
    return { accepted, duplicates, refused };
  }

  /** What became of each part of a report; nothing where it is not known (any more). */
  outcomes(source: string, id: string): readonly UsageOutcome[] {
    return (this.#outcomes.all(source, id) as OutcomeRow[]).map(outcomeOf);
  }

  #addOne({ index, report, parts }: NewUsage, source: number, place: number, counted: Counted): void {
    const { id, instanceId, consumerId = '', meter } = report;
    const received = Math.floor(Date.now() / 1_000);
    for (const [part, { window, from, to, quantity }] of parts.entries()) {
      const { changes } = this.#insert.run(
        ...[source, id, part, parts.length, instanceId, consumerId, METERS.indexOf(meter)],
        ...[window, from, to, quantity, place, received],
      );
      if (changes === 1) continue;
      if (this.#isSame(source, report)) {
        counted.duplicates += 1;
      } else {
        const refusal = argumentError('id', 'was used for another record', 'ALREADY_EXISTS');
        counted.refused.push(refusedReport(index, refusal));
      }
      return;
    }
    counted.accepted += 1;
    counted.parts += parts.length;
  }

  /** Whether what is queued under a source and id is the same report. Its first and last part tell all of it. */
  #isSame(source: number, report: UsageReport): boolean {
    const stored = this.#stored.all(source, report.id) as StoredRow[];
    const [first, last] = [stored[0], stored.at(-1)];
    return (
      first?.instance_id === report.instanceId &&
      first.consumer_id === (report.consumerId ?? '') &&
      METERS[first.meter] === report.meter &&
      first.from_s === report.from &&
      last?.to_s === report.to &&
      last.quantity === report.quantity
    );
  }

  /** The sources' numbers. New ones are on disk before, for a number must never come to mean another source. */
  #numbersOf(all: readonly NewUsage[]): readonly number[] {
    const fresh = new Set(all.map(({ report }) => report.source).filter((source) => !this.#sources.has(source)));
    if (fresh.size > 0) {
      if (this.#sources.size + fresh.size > MOST_SOURCES_KNOWN) this.#sources.clear();
      const { database } = this.#store;
      database.transaction(() => {
        for (const source of fresh) this.#insertSource.run(source);
      })();
      for (const source of fresh) this.#sources.set(source, this.#numberOf(source));
    }
    return all.map(({ report: { source } }) => this.#sources.get(source) ?? this.#numberOf(source));
  }

  #numberOf(source: string): number {
    return (this.#findSource.get(source) as { id: number }).id;
  }
}

interface StoredRow {
  readonly instance_id: string;
  readonly consumer_id: string;
  readonly meter: number;
  readonly from_s: number;
  readonly to_s: number;
  readonly quantity: string;
}

interface OutcomeRow extends StoredRow {
  readonly state: number;
  readonly code: ErrorCode | null;
  readonly record_id: string | null;
  readonly late: number | null;
  readonly transaction_id: string | null;
  readonly place_consumer: string | null;
  readonly lane: string | null;
  readonly sequence: number | null;
}

function outcomeOf(row: OutcomeRow): UsageOutcome {
  return {
    state: row.state === RECORDED ? 'recorded' : row.state === REFUSED ? 'refused' : 'waiting',
    instanceId: row.instance_id,
    meter: METERS[row.meter] ?? 'cpu',
    from: row.from_s,
    to: row.to_s,
    quantity: row.quantity,
    code: row.code ?? undefined,
    ledger:
      row.state !== RECORDED
        ? undefined
        : {
            consumerId: row.place_consumer ?? '',
            lane: row.lane ?? '',
            sequence: row.late === 1 ? undefined : (row.sequence ?? undefined),
            recordId: row.record_id ?? '',
            late: row.late === 1,
            transactionId: row.transaction_id ?? '',
          },
  };
}
