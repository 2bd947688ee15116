import { GroupCommit } from '../group-commit.js';
import { formatOrigins, parseOrigins, type WriteOrigin } from '../origin.js';
import type { Store } from '../store.js';
import type { CommitOutcome } from './connection.js';

/** A signed transaction whose outcome is not known yet. */
export interface StoredEnvelope {
  readonly transactionId: string;
  readonly channel: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  /** On whose behalf it writes: one for each write that it carries. */
  readonly origins: readonly WriteOrigin[];
}

/** A write of a request that may come again: what its transaction answers, should it become valid. */
export interface KeptWrite {
  readonly requestKey: string;
  /** Tells the writes of one request apart: a digest of function and arguments. */
  readonly call: string;
  readonly result: string;
}

/** A kept write as a repeat of its request finds it. */
export interface FoundWrite {
  readonly transactionId: string;
  readonly channel: string;
  readonly result: string;
  /** Undefined while it is not known. */
  readonly outcome: CommitOutcome | undefined;
}

/** On whose behalf a transaction was, and where. */
export type ToTell = Pick<StoredEnvelope, 'channel' | 'origins'>;

/** Long after any caller has been answered. */
const TOLD_AFTER_MS = 600_000;
/** Settled transactions between two looks for those that are told by now. */
const SWEEP_EVERY = 500;

/** Signed transactions on disk, from before they are sent until their outcome is known. */
export interface EnvelopeStore {
  /** Resolves when the envelope is on disk, and with it which requests it writes for. */
  add(envelope: StoredEnvelope, writes?: readonly KeptWrite[]): Promise<void>;
  /**
   * Forgets a transaction whose outcome is known; without an outcome, one that was given up.
   *
   * @param toTell given where its caller is still to be answered: should that not happen, the next run finds it untold
   */
  settle(transactionId: string, outcome?: CommitOutcome, toTell?: ToTell): Promise<void>;
  /** Valid transactions of an earlier run whose callers may not have been answered, the oldest first. */
  untold(): readonly (ToTell & { readonly transactionId: string })[];
  /** Forgets that one was untold. */
  told(transactionId: string): Promise<void>;
  /** Those left by an earlier run, oldest first. */
  unsettled(): readonly StoredEnvelope[];
  /** What was kept of one write of a request: one for each proposal that was sent. */
  found(requestKey: string, call: string): readonly FoundWrite[];
}

interface Row {
  readonly transaction_id: string;
  readonly channel: string;
  readonly bytes: ArrayBuffer | Uint8Array;
  readonly signature: ArrayBuffer | Uint8Array;
  readonly origins: string;
}

interface FoundRow {
  readonly transaction_id: string;
  readonly channel: string;
  readonly result: string;
  readonly code: number | null;
  readonly block_number: number | null;
}

export function newEnvelopeStore(store: Store): EnvelopeStore {
  const commit = GroupCommit.of(store);
  const insert = store.prepare(
    'INSERT OR REPLACE INTO envelope (transaction_id, channel, bytes, signature, origins, stored_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const keep = store.prepare(
    'INSERT OR REPLACE INTO kept_write (request_key, call, transaction_id, channel, result) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = store.prepare('DELETE FROM envelope WHERE transaction_id = ?');
  const decide = store.prepare('UPDATE kept_write SET code = ?, block_number = ? WHERE transaction_id = ?');
  const giveUp = store.prepare('DELETE FROM kept_write WHERE transaction_id = ?');
  const list = store.prepare(
    'SELECT transaction_id, channel, bytes, signature, origins FROM envelope ORDER BY stored_at, rowid',
  );
  const find = store.prepare(
    'SELECT transaction_id, channel, result, code, block_number FROM kept_write WHERE request_key = ? AND call = ?',
  );
  const judged = newJudged(store);
  return {
    add: ({ transactionId, channel, bytes, signature, origins }, writes = []) =>
      commit.write(() => {
        // One array: a lone buffer as a bare argument ends the process in this version of the driver.
        const blobs = [Buffer.from(bytes), Buffer.from(signature)];
        insert.run([transactionId, channel, ...blobs, formatOrigins(origins), Date.now()]);
        for (const { requestKey, call, result } of writes) keep.run([requestKey, call, transactionId, channel, result]);
      }),
    settle: (transactionId, outcome, toTell) =>
      commit.write(() => {
        remove.run([transactionId]);
        if (toTell !== undefined && toTell.origins.length > 0) judged.add(transactionId, toTell);
        if (outcome === undefined) giveUp.run([transactionId]);
        else decide.run([outcome.code, Number(outcome.blockNumber), transactionId]);
      }),
    unsettled: () =>
      (list.all() as Row[]).map((row) => ({
        transactionId: row.transaction_id,
        channel: row.channel,
        bytes: bytesOf(row.bytes),
        signature: bytesOf(row.signature),
        origins: parseOrigins(row.origins),
      })),
    untold: () => judged.all(),
    told: (transactionId) =>
      commit.write(() => {
        judged.remove(transactionId);
      }),
    found: (requestKey, call) => (find.all([requestKey, call]) as FoundRow[]).map(foundOf),
  };
}

/** Transactions between their block and their callers' answers. */
function newJudged(store: Store) {
  const insert = store.prepare(
    'INSERT OR REPLACE INTO judged_transaction (transaction_id, channel, origins, judged_at) VALUES (?, ?, ?, ?)',
  );
  const remove = store.prepare('DELETE FROM judged_transaction WHERE transaction_id = ?');
  const sweep = store.prepare('DELETE FROM judged_transaction WHERE judged_at < ?');
  const list = store.prepare('SELECT transaction_id, channel, origins FROM judged_transaction ORDER BY judged_at');
  let added = 0;
  return {
    add: (transactionId: string, { channel, origins }: ToTell): void => {
      insert.run([transactionId, channel, formatOrigins(origins), Date.now()]);
      added += 1;
      if (added % SWEEP_EVERY === 0) sweep.run([Date.now() - TOLD_AFTER_MS]);
    },
    remove: (transactionId: string): void => {
      remove.run([transactionId]);
    },
    all: () =>
      (list.all() as Pick<Row, 'transaction_id' | 'channel' | 'origins'>[]).map((row) => ({
        transactionId: row.transaction_id,
        channel: row.channel,
        origins: parseOrigins(row.origins),
      })),
  };
}

function foundOf({ transaction_id: transactionId, channel, result, code, block_number: block }: FoundRow): FoundWrite {
  const outcome = code === null ? undefined : { code, blockNumber: BigInt(block ?? 0) };
  return { transactionId, channel, result, outcome };
}

/** The driver gives an ArrayBuffer in a list of rows and a Buffer in a single row. */
function bytesOf(blob: ArrayBuffer | Uint8Array): Uint8Array {
  return blob instanceof Uint8Array ? blob : new Uint8Array(blob);
}
