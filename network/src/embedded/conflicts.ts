import { RangeReads } from './protocol/range-reads.js';
import type { KeyRead, NamespaceSet, RangeRead, Version } from './protocol/rwset.js';

/** The state a block is validated against: the one its predecessor left. */
export interface VersionedState {
  version(namespace: string, key: string): Version | undefined;
  /** Keys from `startKey` on, in UTF-8 order, before `endKey` or up to it; an empty bound is open. */
  rangeVersions(namespace: string, startKey: string, endKey: string, includeEnd: boolean): Iterable<VersionedKey>;
}

export interface VersionedKey {
  readonly key: string;
  readonly version: Version;
}

/** Keys the block's earlier valid transactions have written or deleted; none of it is in the state yet. */
export class BlockUpdates {
  /** Namespace → key → whether its last write deleted it. */
  readonly #namespaces = new Map<string, Map<string, boolean>>();

  /** Adds a valid transaction's writes. */
  add(sets: readonly NamespaceSet[]): void {
    for (const { namespace, writes } of sets) {
      if (writes.length === 0) continue;
      const keys = this.#namespaces.get(namespace) ?? new Map<string, boolean>();
      this.#namespaces.set(namespace, keys);
      for (const { key, isDelete } of writes) keys.set(key, isDelete);
    }
  }

  has(namespace: string, key: string): boolean {
    return this.#namespaces.get(namespace)?.has(key) ?? false;
  }

  /** Whether a key was written, and not deleted again, that lies in the range and is none of `except`. */
  adds(namespace: string, inRange: (key: Buffer) => boolean, except: ReadonlySet<string>): boolean {
    for (const [key, deleted] of this.#namespaces.get(namespace) ?? []) {
      if (!deleted && !except.has(key) && inRange(Buffer.from(key, 'utf8'))) return true;
    }
    return false;
  }

  touches(namespace: string): boolean {
    return this.#namespaces.has(namespace);
  }
}

/** The first conflict of a transaction's reads, namespace by namespace: keys before ranges, as Fabric checks them. */
export function conflictOf(
  sets: readonly NamespaceSet[],
  state: VersionedState,
  updates: BlockUpdates,
): 'mvccReadConflict' | 'phantomReadConflict' | undefined {
  for (const { namespace, reads, ranges } of sets) {
    const stale = reads.some(
      (read) => updates.has(namespace, read.key) || !sameVersion(state.version(namespace, read.key), read.version),
    );
    if (stale) return 'mvccReadConflict';
    if (ranges.some((range) => !rangeHolds(namespace, range, state, updates))) return 'phantomReadConflict';
  }
  return undefined;
}

/**
 * A range read holds when the same keys at the same versions would be read now: no key of the range was written or
 * deleted by this block, none was added to it, and the state gives what was read.
 */
function rangeHolds(namespace: string, range: RangeRead, state: VersionedState, updates: BlockUpdates): boolean {
  const includeEnd = !range.exhausted;
  const entries = state.rangeVersions(namespace, range.startKey, range.endKey, includeEnd);
  if (!updates.touches(namespace)) return sameResults(range, entries);
  const now = [...entries];
  if (now.some(({ key }) => updates.has(namespace, key))) return false;
  const keys = new Set(now.map(({ key }) => key));
  return !updates.adds(namespace, boundsOf(range, includeEnd), keys) && sameResults(range, now);
}

function boundsOf(range: RangeRead, includeEnd: boolean): (key: Buffer) => boolean {
  const start = Buffer.from(range.startKey, 'utf8');
  const end = Buffer.from(range.endKey, 'utf8');
  return (key) => {
    if (Buffer.compare(key, start) < 0) return false;
    if (end.length === 0) return true;
    const order = Buffer.compare(key, end);
    return includeEnd ? order <= 0 : order < 0;
  };
}

function sameResults(range: RangeRead, entries: Iterable<VersionedKey>): boolean {
  return range.merkle === undefined ? sameList(range.reads, entries) : sameHashes(range, entries);
}

function sameList(reads: readonly KeyRead[], entries: Iterable<VersionedKey>): boolean {
  let count = 0;
  for (const { key, version } of entries) {
    const read = reads[count];
    if (read === undefined || read.key !== key || !sameVersion(version, read.version)) return false;
    count += 1;
  }
  return count === reads.length;
}

function sameHashes(range: RangeRead, entries: Iterable<VersionedKey>): boolean {
  const expected = range.merkle;
  if (expected === undefined) return false;
  const collected = new RangeReads(expected.maxDegree);
  for (const { key, version } of entries) collected.add({ key, version });
  const { merkle } = collected.finish();
  return (
    merkle !== undefined &&
    merkle.maxLevel === expected.maxLevel &&
    merkle.hashes.length === expected.hashes.length &&
    merkle.hashes.every((hash, index) => expected.hashes[index]?.equals(hash))
  );
}

function sameVersion(left: Version | undefined, right: Version | undefined): boolean {
  return left === undefined || right === undefined
    ? left === right
    : left.block === right.block && left.tx === right.tx;
}
