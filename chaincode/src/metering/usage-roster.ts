import { createHash } from 'node:crypto';

import {
  CloudfedError,
  fenFromRecord,
  fenToRecord,
  LEVEL_METERS,
  type LedgerTime,
  type LevelMeter,
  type MeteredInstance,
  type OrgId,
  parseLane,
  periodOf,
  type Price,
  PRICE_FIELDS,
  type Quantity,
  quantityFromRecord,
  quantityToRecord,
  type RecordId,
  type UserId,
} from '@cloudfed/core';

import { type KeyPath, laneHeadKey, rosterChangeKey, rosterChangesOf, rosterKey } from '../ledger/keys.js';
import type { Transaction } from '../ledger/transaction.js';
import { takeArguments } from './arguments.js';
import { metering } from './organizations.js';
import { meteredInstanceOf, type RecordQuantity, type ResourceRecord } from './records.js';

// A lane's roster is a copy, in one row, of what its batches need to know of its instances. Opens and releases do not
// touch it, for they must not wait for batches: each writes a row of its own, and the next batch counts the rows in, all
// of them, found by a range read. So a provider cannot leave a release out, and who pays for a conflict is the batch.

/** How many lanes a provider's instances are spread over: batches of different lanes do not wait for each other. */
const LANES = 16;
/** Most changes that one transaction counts in. */
const MAX_CHANGES = 2_000;

/** How far a lane is metered: its last batch. */
export interface LaneHead {
  readonly sequence: number;
  readonly windowFrom: number;
  readonly windowTo: number;
  /** The last instance of the last batch: a batch that goes on with the same window begins after it. */
  readonly lastInstance: RecordId;
}

type Most = RecordQuantity | null;
/**
 * One instance of a roster: id, user, kind, begin, end (0 while it runs), the most of each level meter or null; and of an
 * instance of the past, the prices that both sides named.
 */
type Entry = readonly [
  instanceId: RecordId,
  userId: UserId,
  kind: (typeof KINDS)[number],
  begin: number,
  end: number,
  cpu: Most,
  ramGb: Most,
  diskGb: Most,
  bandwidthMbps: Most,
  price?: readonly number[],
];
/** Kind of instance and network, a letter each. */
const KINDS = ['EP', 'EI', 'OP', 'OI'] as const;

interface RosterRow {
  /** Every change on the ledger up to this time's transaction is counted in. */
  readonly asOf: number;
  /** By instance. */
  readonly instances: readonly Entry[];
}

/** A lane's instances as one transaction sees them. */
export class Roster {
  readonly asOf: number;
  readonly #entries: Map<RecordId, Entry>;
  readonly #instances = new Map<RecordId, MeteredInstance>();

  constructor(row: RosterRow) {
    this.asOf = row.asOf;
    this.#entries = new Map(row.instances.map((entry) => [entry[0], entry]));
  }

  get size(): number {
    return this.#entries.size;
  }

  instance(instanceId: RecordId): MeteredInstance | undefined {
    const known = this.#instances.get(instanceId);
    if (known !== undefined) return known;
    const entry = this.#entries.get(instanceId);
    if (entry === undefined) return undefined;
    const instance = instanceOf(entry);
    this.#instances.set(instanceId, instance);
    return instance;
  }

  /** The same without those whose last second is metered for good. */
  without(settledThrough: number): RosterRow {
    const instances = [...this.#entries.values()].filter(([, , , , end]) => end === 0 || end > settledThrough);
    return { asOf: this.asOf, instances };
  }
}

/** The lane of an instance: by its id alone, so that nobody chooses it. */
export function laneOf(instanceId: RecordId): string {
  const [byte = 0] = createHash('sha256').update(instanceId).digest();
  return (byte % LANES).toString().padStart(2, '0');
}

/**
 * The lane of an instance of the past: others than those of the present, which are metered beyond it, and of its begin's
 * month, so that bringing in one month leaves those before and after alone.
 */
export function laneOfPast(instanceId: RecordId, begin: LedgerTime): string {
  return `h${periodOf(begin)}-${laneOf(instanceId)}`;
}

/** Notes for the roster that a metered instance was opened, or, of the past, brought in. */
export function enlist(tx: Transaction, resource: ResourceRecord): void {
  const instance = meteredInstanceOf(resource);
  if (instance === undefined) throw new Error('only a metered instance is in a lane');
  const key = rosterChangeKey(resource.providerID, instance.lane, instance.instanceId, 'open');
  tx.store.put(key, JSON.stringify(entryOf(instance)));
}

/** Notes for the roster that a metered instance has ended. */
export function delist(tx: Transaction, resource: ResourceRecord): void {
  if (resource.lane === undefined || resource.endTime === undefined) throw new Error('it has no lane or no end');
  const key = rosterChangeKey(resource.providerID, resource.lane, resource.instanceID, 'release');
  tx.store.put(key, resource.endTime.seconds.toString());
}

export async function loadHead(tx: Transaction, providerId: OrgId, lane: string): Promise<LaneHead | undefined> {
  const text = await tx.store.get(laneHeadKey(providerId, lane));
  return text === undefined ? undefined : (JSON.parse(text) as LaneHead);
}

export async function loadRoster(tx: Transaction, providerId: OrgId, lane: string): Promise<Roster> {
  const text = await tx.store.get(rosterKey(providerId, lane));
  return new Roster(text === undefined ? { asOf: 0, instances: [] } : (JSON.parse(text) as RosterRow));
}

/** Writes a roster, and removes the changes that it has counted in. */
export function saveRoster(
  tx: Transaction,
  providerId: OrgId,
  lane: string,
  { row, counted }: Pick<Refreshed, 'row' | 'counted'>,
): void {
  for (const key of counted) tx.store.delete(key);
  tx.store.put(rosterKey(providerId, lane), JSON.stringify(row));
}

/** A roster with every change counted in, not written yet. */
export interface Refreshed {
  readonly roster: Roster;
  readonly row: RosterRow;
  readonly counted: readonly KeyPath[];
  /** Whether there are changes beyond what one transaction counts in. */
  readonly more: boolean;
}

/**
 * Counts in what has changed. A release that comes to the ledger when its moment is metered already ends the instance
 * where the metering is: what was metered until then was so rightly.
 */
export async function refreshedRoster(tx: Transaction, providerId: OrgId, lane: string): Promise<Refreshed> {
  const [head, roster] = [await loadHead(tx, providerId, lane), await loadRoster(tx, providerId, lane)];
  const { rows, more } = await tx.store.range(rosterChangesOf(providerId, lane), MAX_CHANGES);
  const entries = new Map(roster.without(0).instances.map((entry) => [entry[0], entry]));
  const counted: KeyPath[] = [];
  for (const { attributes, text } of rows) {
    const [instanceId, change] = attributes as [RecordId, 'open' | 'release'];
    counted.push(rosterChangeKey(providerId, lane, instanceId, change));
    if (change === 'open') {
      entries.set(instanceId, JSON.parse(text) as Entry);
      continue;
    }
    const entry = entries.get(instanceId);
    if (entry === undefined) throw new Error(`a release of ${instanceId} before its opening`);
    const [, userId, kind, begin, , ...rest] = entry;
    const end = Math.max(Number(text), meteredThrough(head, instanceId), begin);
    entries.set(instanceId, [instanceId, userId, kind, begin, end, ...rest]);
  }
  const instances = [...entries.values()].sort(([one], [other]) => (one < other ? -1 : 1));
  const row: RosterRow = { asOf: more ? roster.asOf : tx.time.seconds, instances };
  return { roster: new Roster(row), row, counted, more };
}

/**
 * `refreshRoster(lane)`: the provider counts opens and releases into a lane's roster, at most 2,000 in one call; a batch
 * does so itself where they are no more. Answers `{lane, instances, changes, more}`.
 */
export async function refreshRoster(tx: Transaction, args: readonly string[]): Promise<string> {
  const lane = parseLane(takeArguments(['lane'], args).lane, 'lane');
  const { own } = await metering(tx);
  const refreshed = await refreshedRoster(tx, own.orgID, lane);
  const { roster, counted, more } = refreshed;
  if (counted.length > 0) saveRoster(tx, own.orgID, lane, refreshed);
  return JSON.stringify({ lane, instances: roster.size, changes: counted.length, more });
}

/** The time up to which no batch can bring records of an instance any more. */
export function meteredThrough(head: LaneHead | undefined, instanceId: RecordId): number {
  if (head === undefined) return 0;
  return instanceId <= head.lastInstance ? head.windowTo : head.windowFrom;
}

export function tooManyChanges(lane: string): CloudfedError {
  return new CloudfedError(
    'LIMIT_EXCEEDED',
    `lane ${lane} has more than ${MAX_CHANGES} opens and releases to count in; refresh its roster first`,
  );
}

function entryOf(instance: MeteredInstance): Entry {
  const kind = KINDS.find((candidate) => sameKind(candidate, instance));
  if (kind === undefined) throw new Error('an instance of no kind');
  const most = (meter: LevelMeter): Most => {
    const quantity = instance.shape[meter];
    return quantity === undefined ? null : quantityToRecord(quantity);
  };
  const { instanceId, userId, begin, end = 0, price } = instance;
  const shape = [most('cpu'), most('ramGb'), most('diskGb'), most('bandwidthMbps')] as const;
  const prices =
    price === undefined ? ([] as const) : ([PRICE_FIELDS.map((field) => fenToRecord(price[field]))] as const);
  return [instanceId, userId, kind, begin, end, ...shape, ...prices];
}

function instanceOf([
  instanceId,
  userId,
  kind,
  begin,
  end,
  cpu,
  ramGb,
  diskGb,
  bandwidthMbps,
  price,
]: Entry): MeteredInstance {
  const most: Readonly<Record<LevelMeter, Most>> = { cpu, ramGb, diskGb, bandwidthMbps };
  const shape: Partial<Record<LevelMeter, Quantity>> = {};
  for (const meter of LEVEL_METERS) {
    const record = most[meter];
    if (record !== null) shape[meter] = quantityFromRecord(record, meter);
  }
  return {
    instanceId,
    userId,
    type: kind.startsWith('E') ? 'ECS' : 'OSS',
    networkType: kind.endsWith('P') ? 'public' : 'private',
    begin,
    end: end === 0 ? undefined : end,
    shape,
    price: price === undefined ? undefined : priceFrom(price),
  };
}

function priceFrom(fen: readonly number[]): Price {
  const entries = PRICE_FIELDS.map((field, at) => [field, fenFromRecord(fen[at] ?? 0, field)] as const);
  return Object.fromEntries(entries) as unknown as Price;
}

function sameKind(kind: (typeof KINDS)[number], { type, networkType }: MeteredInstance): boolean {
  return kind === `${type === 'ECS' ? 'E' : 'O'}${networkType === 'public' ? 'P' : 'I'}`;
}
