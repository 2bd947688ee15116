import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import {
  compareUsage,
  encodeUsageBatch,
  MAX_WINDOW_SECONDS,
  type Meter,
  parseQuantity,
  parseId,
  type RecordId,
  type UsageRecord,
} from '@cloudfed/core';

import type { LaneHead } from '../fabric/ledger-port.js';

/** A part of a report as it waits. */
export interface WaitingUsage {
  readonly sequence: number;
  readonly source: string;
  readonly id: string;
  /** Which part of how many. */
  readonly part: number;
  readonly parts: number;
  readonly instanceId: RecordId;
  readonly meter: Meter;
  /** The begin of the window that it lies in. */
  readonly window: number;
  readonly from: number;
  readonly to: number;
  readonly quantity: string;
  /** When it came, in seconds. */
  readonly received: number;
}

/** A batch to be recorded, and what of the waiting ones is in it, in its order. */
export interface FormedBatch {
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly rows: readonly WaitingUsage[];
}

export interface Formed {
  /** What the lane is metered beyond. */
  readonly late: readonly WaitingUsage[];
  /** What the lane's end lies within, and where it is to be cut before anything can become of it. */
  readonly cuts: readonly { readonly row: WaitingUsage; readonly at: number }[];
  readonly batch: FormedBatch | undefined;
  /** Where there is no batch: when the first record came of the window that is waited for. */
  readonly waitedSince?: number | undefined;
}

export interface FormOptions {
  readonly head: LaneHead;
  readonly windowSeconds: number;
  readonly maxRecords: number;
  /** Whether more rows wait than these. */
  readonly more: boolean;
  /** A window of which the first record came later than this may have more to come, however long ago it was. */
  readonly receivedBy: number;
}

/**
 * Forms the next batch of a lane. Windows that fit go together, up to the first that is still waited for; one that does not
 * fit is cut between instances, and the next batch goes on with it.
 *
 * @param rows what waits, the earliest windows first, each window's by instance
 */
export function formBatch(rows: readonly WaitingUsage[], options: FormOptions): Formed {
  const { head } = options;
  const late: WaitingUsage[] = [];
  const cuts: { row: WaitingUsage; at: number }[] = [];
  const goOn: WaitingUsage[] = [];
  const next: WaitingUsage[] = [];
  for (const row of rows) {
    const at = cutOf(row, head);
    if (at !== undefined) cuts.push({ row, at });
    else if (row.from >= head.windowTo) next.push(row);
    else if (goesOn(row, head)) goOn.push(row);
    else late.push(row);
  }
  if (goOn.length > 0) {
    const { windowFrom, windowTo } = head;
    return {
      late,
      cuts,
      batch: { windowFrom, windowTo, rows: wholeInstances(goOn, options.maxRecords, options.more) },
    };
  }
  const batch = next.length === 0 ? undefined : nextBatch(next, options);
  return { late, cuts, batch, waitedSince: batch === undefined ? firstOfWindow(next) : undefined };
}

/** Where a row must be cut: at the end of the last batch's window, or at its begin where that one can still go on. */
function cutOf(row: WaitingUsage, { windowFrom, windowTo, lastInstance }: LaneHead): number | undefined {
  if (row.from < windowTo && windowTo < row.to) return windowTo;
  return row.instanceId > lastInstance && row.from < windowFrom && windowFrom < row.to ? windowFrom : undefined;
}

/** Within the last batch's window, and after its last instance. */
function goesOn(row: WaitingUsage, head: LaneHead): boolean {
  return row.from >= head.windowFrom && row.to <= head.windowTo && row.instanceId > head.lastInstance;
}

/** When the first record of the first window came. */
function firstOfWindow(rows: readonly WaitingUsage[]): number | undefined {
  const own = rows.filter(({ window }) => window === rows[0]?.window);
  return own.length === 0 ? undefined : Math.min(...own.map(({ received }) => received));
}

function nextBatch(
  rows: readonly WaitingUsage[],
  { head, windowSeconds, maxRecords, more, receivedBy }: FormOptions,
): FormedBatch | undefined {
  const windows = [...new Set(rows.map(({ window }) => window))];
  const [first = 0] = windows;
  const windowFrom = Math.max(first, head.windowTo);
  let taken: readonly WaitingUsage[] = [];
  let windowTo = windowFrom;
  for (const [at, window] of windows.entries()) {
    const own = rows.filter((row) => row.window === window);
    if (own.every(({ received }) => received > receivedBy)) break;
    if (window + windowSeconds - windowFrom > MAX_WINDOW_SECONDS) break;
    // Of the last of the windows there may be more rows than were read.
    const isWhole = !more || at < windows.length - 1;
    if (!isWhole || taken.length + own.length > maxRecords) {
      if (at > 0) break;
      return { windowFrom, windowTo: window + windowSeconds, rows: wholeInstances(own, maxRecords, !isWhole) };
    }
    taken = [...taken, ...own];
    windowTo = window + windowSeconds;
  }
  return taken.length === 0 ? undefined : { windowFrom, windowTo, rows: taken };
}

/** The first rows by instance, without a last instance that would be cut; one that is too large for a batch is cut. */
function wholeInstances(rows: readonly WaitingUsage[], maxRecords: number, more: boolean): readonly WaitingUsage[] {
  const sorted = [...rows].sort((one, other) => compareTexts(one.instanceId, other.instanceId));
  const cut = sorted[maxRecords] ?? (more ? sorted.at(-1) : undefined);
  if (cut === undefined) return sorted;
  const whole = sorted.slice(0, maxRecords).filter(({ instanceId }) => instanceId !== cut.instanceId);
  return whole.length > 0 ? whole : sorted.slice(0, maxRecords);
}

/** A batch as the ledger takes it, and its rows in the order of its records. */
export interface PackedBatch {
  /** The argument of `recordUsage`. */
  readonly argument: string;
  /** Each with the ledger's name for it. */
  readonly rows: readonly { readonly row: WaitingUsage; readonly recordId: RecordId }[];
}

/** Packs a batch. An id that stands twice in it (of two sources) is replaced by one made of source and id. */
export function packBatch(batch: FormedBatch, lane: string, sequence: number): PackedBatch {
  const ids = new Set<string>();
  const named = batch.rows.map((row) => {
    const plain = recordIdOf(row);
    const recordId = ids.has(plain) ? hashedIdOf(row) : plain;
    ids.add(recordId);
    return { row, record: usageRecordOf(row, recordId) };
  });
  named.sort((one, other) => compareUsage(one.record, other.record));
  const { windowFrom, windowTo } = batch;
  const records = named.map(({ record }) => record);
  const compact = encodeUsageBatch({ lane, sequence, windowFrom, windowTo, records });
  return {
    argument: deflateRawSync(compact).toString('base64'),
    rows: named.map(({ row, record }) => ({ row, recordId: record.id })),
  };
}

export function usageRecordOf(row: WaitingUsage, recordId: RecordId): UsageRecord {
  const { instanceId, meter, from, to } = row;
  return { id: recordId, instanceId, meter, from, to, quantity: parseQuantity(row.quantity, 'quantity') };
}

const PLAIN_ID = /^[0-9A-Za-z][0-9A-Za-z._-]{0,57}$/u;
const HASH_DIGITS = 40;

/** The ledger's name for a record: its id, where the ledger can take it. */
export function recordIdOf(row: WaitingUsage): RecordId {
  return PLAIN_ID.test(row.id) ? parseId(row.id + suffixOf(row), 'id') : hashedIdOf(row);
}

function hashedIdOf(row: WaitingUsage): RecordId {
  const hash = createHash('sha256').update(`${row.source}\n${row.id}`).digest('hex').slice(0, HASH_DIGITS);
  return parseId(`x-${hash}${suffixOf(row)}`, 'id');
}

function suffixOf({ part, parts }: WaitingUsage): string {
  return parts === 1 ? '' : `.p${part + 1}`;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
