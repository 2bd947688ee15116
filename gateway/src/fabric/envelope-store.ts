import type { Store } from '../store.js';
import { GroupCommit } from '../group-commit.js';

/** A signed transaction whose outcome is not known yet. */
export interface StoredEnvelope {
  readonly transactionId: string;
  readonly channel: string;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

/** Signed transactions on disk, from before they are sent until their outcome is known. */
export interface EnvelopeStore {
  /** Resolves when the envelope is on disk. */
  add(envelope: StoredEnvelope): Promise<void>;
  /** Forgets a transaction whose outcome is known. */
  settle(transactionId: string): Promise<void>;
  /** Those left by an earlier run, oldest first. */
  unsettled(): readonly StoredEnvelope[];
}

export function newEnvelopeStore(store: Store): EnvelopeStore {
  const commit = new GroupCommit(store);
  const insert = store.prepare(
    'INSERT OR REPLACE INTO envelope (transaction_id, channel, bytes, signature, stored_at) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = store.prepare('DELETE FROM envelope WHERE transaction_id = ?');
  const list = store.prepare(
    'SELECT transaction_id, channel, bytes, signature FROM envelope ORDER BY stored_at, rowid',
  );
  return {
    add: ({ transactionId, channel, bytes, signature }) =>
      commit.write(() => {
        insert.run(transactionId, channel, Buffer.from(bytes), Buffer.from(signature), Date.now());
      }),
    settle: (transactionId) =>
      commit.write(() => {
        remove.run(transactionId);
      }),
    unsettled: () =>
      (list.all() as { transaction_id: string; channel: string; bytes: Uint8Array; signature: Uint8Array }[]).map(
        (row) => ({
          transactionId: row.transaction_id,
          channel: row.channel,
          bytes: row.bytes,
          signature: row.signature,
        }),
      ),
  };
}
