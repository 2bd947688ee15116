import { type ErrorCode, METERS, type OrgId, type RecordId } from '@cloudfed/core';
import type { Statement } from 'libsql';

import type { MeteredPlace } from '../fabric/ledger-port.js';
import type { PackedBatch, WaitingUsage } from './usage-batching.js';
import type { NamedInstance } from './usage-intake.js';
import { windowOf } from './usage-windows.js';
import { LATE, RECORDED, REFUSED, SENT, type UsageStore, WAITING } from './usage-tables.js';

/** A place with a number of its own, from 1. */
export interface KnownPlace extends MeteredPlace {
  readonly placeId: number;
}

/** A batch on its way; its outcome is not known yet. */
export interface SentBatch {
  readonly batchId: number;
  readonly placeId: number;
  readonly sequence: number;
  readonly argument: string;
}

/** What the ledger says of a batch or a late record. */
export interface UsageVerdict {
  readonly transactionId: string;
  /** The places of those that are not charged, by the code of the reason. */
  readonly refused: Readonly<Partial<Record<ErrorCode, readonly number[]>>>;
}

interface Row {
  readonly seq: number;
  readonly source: string;
  readonly id: string;
  readonly part: number;
  readonly parts: number;
  readonly instance_id: string;
  readonly meter: number;
  readonly window_from: number;
  readonly from_s: number;
  readonly to_s: number;
  readonly quantity: string;
  readonly received: number;
}

const ROW =
  'seq, source.source AS source, usage.id AS id, part, parts, instance_id, meter, window_from, from_s, to_s, quantity, received';

/**
 * What waits for the ledger. A batch is on disk, with what is in it, before it is sent, and stays until its outcome is
 * known: whatever happens to this process, the same batch is sent again, which the ledger knows.
 */
export class UsageOutbox {
  readonly #store: UsageStore;
  readonly #places = new Map<number, KnownPlace>();
  readonly #statements = new Map<string, Statement>();

  constructor(store: UsageStore) {
    this.#store = store;
    const rows = this.#all('SELECT id, ledger_channel, consumer_id, lane FROM place') as PlaceRow[];
    for (const row of rows) this.#places.set(row.id, placeOf(row));
  }

  places(): readonly KnownPlace[] {
    return [...this.#places.values()];
  }

  /** The number of a place, which it keeps. */
  place({ ledgerChannel, consumerId, lane }: MeteredPlace): KnownPlace {
    const known = this.places().find((place) => place.ledgerChannel === ledgerChannel && place.lane === lane);
    if (known !== undefined) return known;
    this.#run(
      'INSERT INTO place (ledger_channel, consumer_id, lane) VALUES (?, ?, ?)',
      ledgerChannel,
      consumerId,
      lane,
    );
    const [row] = this.#all('SELECT * FROM place WHERE ledger_channel = ? AND lane = ?', ledgerChannel, lane);
    const place = placeOf(row as PlaceRow);
    this.#places.set(place.placeId, place);
    return place;
  }

  /** Instances of which it is not known where their usage goes, by id; since when the first of it waits, in seconds. */
  notLocated(after: NamedInstance | undefined, limit: number): readonly (NamedInstance & { readonly since: number })[] {
    const rows = this.#all(
      'SELECT instance_id, consumer_id, min(received) AS since FROM usage' +
        ` WHERE place = 0 AND state = ${WAITING} AND (instance_id, consumer_id) > (?, ?)` +
        ' GROUP BY instance_id, consumer_id ORDER BY instance_id, consumer_id LIMIT ?',
      ...[after?.instanceId ?? '', after?.consumerId ?? '', limit],
    ) as { instance_id: RecordId; consumer_id: OrgId | ''; since: number }[];
    return rows.map(({ instance_id: instanceId, consumer_id: consumerId, since }) => ({
      instanceId,
      consumerId: consumerId === '' ? undefined : consumerId,
      since,
    }));
  }

  /** Says where an instance's usage goes. */
  locate({ instanceId, consumerId }: NamedInstance, placeId: number): void {
    const sql = `UPDATE usage SET place = ? WHERE place = 0 AND state = ${WAITING} AND instance_id = ? AND consumer_id = ?`;
    this.#run(sql, placeId, instanceId, consumerId ?? '');
  }

  /** Refuses an instance's usage that goes nowhere. Answers of how many parts. */
  refuseInstance({ instanceId, consumerId }: NamedInstance, code: ErrorCode): number {
    const refused = this.#run(
      `UPDATE usage SET state = ${REFUSED}, code = ? WHERE place = 0 AND state = ${WAITING}` +
        ' AND instance_id = ? AND consumer_id = ?',
      code,
      instanceId,
      consumerId ?? '',
    );
    this.#store.backlog.parts -= refused;
    return refused;
  }

  /** What waits for a place, of windows up to one: the earliest first, each window's by instance. */
  waiting(placeId: number, lastWindow: number, limit: number): readonly WaitingUsage[] {
    const rows = this.#all(
      `SELECT ${ROW} FROM usage JOIN source ON source.id = usage.source` +
        ` WHERE state = ${WAITING} AND place = ? AND window_from <= ? ORDER BY window_from, instance_id, seq LIMIT ?`,
      ...[placeId, lastWindow, limit],
    );
    return (rows as Row[]).map(waitingOf);
  }

  late(placeId: number, limit: number): readonly WaitingUsage[] {
    const rows = this.#all(
      `SELECT ${ROW} FROM usage JOIN source ON source.id = usage.source` +
        ` WHERE state = ${LATE} AND place = ? ORDER BY seq LIMIT ?`,
      ...[placeId, limit],
    );
    return (rows as Row[]).map(waitingOf);
  }

  markLate(rows: readonly WaitingUsage[]): void {
    this.#setStates(rows, WAITING, LATE);
  }

  /** What the ledger does not take as late waits for a batch again. */
  unmarkLate(rows: readonly WaitingUsage[]): void {
    this.#setStates(rows, LATE, WAITING);
  }

  /** Cuts a part in two. A count belongs to its last second, so the first of the two counts nothing then. */
  cut(row: WaitingUsage, at: number, windowSeconds: number): void {
    const isCounted = row.meter === 'requests' || row.meter === 'flowOutGb';
    this.#inOne(() => {
      this.#run(
        'INSERT INTO usage (source, id, part, parts, instance_id, consumer_id, meter, window_from, from_s, to_s,' +
          ' quantity, place, state, received)' +
          ' SELECT source, id, (SELECT max(part) + 1 FROM usage AS u WHERE u.source = usage.source AND u.id = usage.id),' +
          ` parts, instance_id, consumer_id, meter, ?, ?, to_s, quantity, place, ${WAITING}, received` +
          ` FROM usage WHERE seq = ? AND state = ${WAITING}`,
        ...[windowOf(at, windowSeconds), at, row.sequence],
      );
      this.#run(
        `UPDATE usage SET to_s = ?, quantity = CASE WHEN ? THEN '0' ELSE quantity END WHERE seq = ? AND state = ${WAITING}`,
        ...[at, Number(isCounted), row.sequence],
      );
      this.#run(
        'UPDATE usage SET parts = parts + 1 FROM usage AS u' +
          ' WHERE u.seq = ? AND usage.source = u.source AND usage.id = u.id',
        row.sequence,
      );
    });
    this.#store.backlog.parts += 1;
  }

  /** Keeps a batch, before it is sent. */
  keepBatch(placeId: number, sequence: number, packed: PackedBatch): SentBatch {
    return this.#inOne(() => {
      const { argument } = packed;
      const sql = 'INSERT INTO batch (place, sequence, argument, sent_at) VALUES (?, ?, ?, ?)';
      const inserted = this.#statement(sql).run(placeId, sequence, argument, nowSeconds());
      const batchId = Number(inserted.lastInsertRowid);
      const take = `UPDATE usage SET state = ${SENT}, batch = ?, at = ?, record_id = ? WHERE seq = ? AND state = ${WAITING}`;
      for (const [at, { row, recordId }] of packed.rows.entries()) {
        if (this.#run(take, batchId, at, recordId, row.sequence) !== 1) throw new Error('a waiting record is gone');
      }
      return { batchId, placeId, sequence, argument };
    });
  }

  /** Batches that an earlier run, or this one, has kept and not settled. */
  sentBatches(placeId: number): readonly SentBatch[] {
    const rows = this.#all(
      'SELECT id, sequence, argument FROM batch WHERE transaction_id IS NULL AND place = ? ORDER BY id',
      placeId,
    ) as { id: number; sequence: number; argument: string }[];
    return rows.map(({ id, sequence, argument }) => ({ batchId: id, placeId, sequence, argument }));
  }

  /** The ledger has judged a batch. */
  settleBatch({ batchId }: SentBatch, { transactionId, refused }: UsageVerdict): { recorded: number; refused: number } {
    const counts = this.#inOne(() => {
      let refusedCount = 0;
      for (const [code, places] of Object.entries(refused)) {
        const sql = `UPDATE usage SET state = ${REFUSED}, code = ? WHERE batch = ? AND at = ? AND state = ${SENT}`;
        for (const at of places) refusedCount += this.#run(sql, code, batchId, at);
      }
      const recorded = this.#run(
        `UPDATE usage SET state = ${RECORDED}, late = 0, transaction_id = ? WHERE batch = ? AND state = ${SENT}`,
        ...[transactionId, batchId],
      );
      this.#run("UPDATE batch SET transaction_id = ?, argument = '' WHERE id = ?", transactionId, batchId);
      return { recorded, refused: refusedCount };
    });
    this.#store.backlog.parts -= counts.recorded + counts.refused;
    return counts;
  }

  /** The ledger will never have a batch as it is: what is in it waits again. */
  dropBatch({ batchId }: SentBatch): void {
    this.#inOne(() => {
      const sql = `UPDATE usage SET state = ${WAITING}, batch = NULL, at = NULL, record_id = NULL WHERE batch = ? AND state = ${SENT}`;
      this.#run(sql, batchId);
      this.#run('DELETE FROM batch WHERE id = ?', batchId);
    });
  }

  recordedLate(row: WaitingUsage, recordId: RecordId, transactionId: string): void {
    this.#store.backlog.parts -= this.#run(
      `UPDATE usage SET state = ${RECORDED}, late = 1, record_id = ?, transaction_id = ? WHERE seq = ? AND state = ${LATE}`,
      ...[recordId, transactionId, row.sequence],
    );
  }

  refusedLate(row: WaitingUsage, code: ErrorCode): void {
    const sql = `UPDATE usage SET state = ${REFUSED}, code = ?, late = 1 WHERE seq = ? AND state = ${LATE}`;
    this.#store.backlog.parts -= this.#run(sql, code, row.sequence);
  }

  /** Forgets, some at a time, what was received before a moment and is settled. Answers whether there is more. */
  forget(receivedBefore: number, limit: number): boolean {
    const forgotten = this.#run(
      `DELETE FROM usage WHERE seq IN (SELECT seq FROM usage WHERE received < ? AND state IN (${RECORDED}, ${REFUSED})` +
        ' ORDER BY seq LIMIT ?)',
      ...[receivedBefore, limit],
    );
    this.#run('DELETE FROM batch WHERE transaction_id IS NOT NULL AND sent_at < ?', receivedBefore);
    return forgotten === limit;
  }

  #setStates(rows: readonly WaitingUsage[], from: number, to: number): void {
    this.#inOne(() => {
      for (const { sequence } of rows)
        this.#run('UPDATE usage SET state = ? WHERE seq = ? AND state = ?', to, sequence, from);
    });
  }

  #inOne<T>(act: () => T): T {
    return this.#store.database.transaction(act)();
  }

  #run(sql: string, ...values: readonly (string | number)[]): number {
    return this.#statement(sql).run(...values).changes;
  }

  #all(sql: string, ...values: readonly (string | number)[]): unknown[] {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#store.database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

interface PlaceRow {
  readonly id: number;
  readonly ledger_channel: string;
  readonly consumer_id: OrgId;
  readonly lane: string;
}

function placeOf({ id, ledger_channel: ledgerChannel, consumer_id: consumerId, lane }: PlaceRow): KnownPlace {
  return { placeId: id, ledgerChannel, consumerId, lane };
}

function waitingOf(row: Row): WaitingUsage {
  return {
    sequence: row.seq,
    source: row.source,
    id: row.id,
    part: row.part,
    parts: row.parts,
    instanceId: row.instance_id as RecordId,
    meter: METERS[row.meter] ?? 'cpu',
    window: row.window_from,
    from: row.from_s,
    to: row.to_s,
    quantity: row.quantity,
    received: row.received,
  };
}
