import type { Store } from './store.js';

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const LARGEST_BATCH = 500;
/** A sync costs this process and all others on the disk: under load there is one in so long, alone a write is at once. */
const GATHER_MS = 5;

/**
 * Gathers writes into one database transaction, so that a hundred concurrent writers wait for one synced write instead of
 * a hundred. A write is on disk when its promise resolves.
 */
export class GroupCommit {
  static readonly #ofStores = new WeakMap<Store, GroupCommit>();
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #committedAt = -Infinity;

  private constructor(store: Store) {
    this.#store = store;
  }

  /** The one of a store: what its parts write in one turn shares a database transaction. */
  static of(store: Store): GroupCommit {
    const known = this.#ofStores.get(store);
    if (known !== undefined) return known;
    const made = new GroupCommit(store);
    this.#ofStores.set(store, made);
    return made;
  }

  write(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      if (this.#scheduled) return;
      this.#schedule();
    });
  }

  /** With what comes in the same turn of the event loop, and a moment longer just after a commit. */
  #schedule(): void {
    this.#scheduled = true;
    const waitMs = Math.ceil(this.#committedAt + GATHER_MS - performance.now());
    const flush = (): void => {
      this.#flush();
    };
    if (waitMs > 0) setTimeout(flush, waitMs);
    else setImmediate(flush);
  }

  #flush(): void {
    this.#scheduled = false;
    const batch = this.#waiting.splice(0, LARGEST_BATCH);
    if (this.#waiting.length > 0) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#flush();
      });
    }
    this.#commit(batch);
    this.#committedAt = performance.now();
  }

  /** Where a batch fails its writes are tried one by one: what one of them may not do is not the others' fault. */
  #commit(batch: readonly Waiting[]): void {
    try {
      this.#store.transaction(() => {
        for (const { write } of batch) write();
      })();
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) first?.reject(error);
      else for (const waiting of batch) this.#commit([waiting]);
      return;
    }
    for (const { resolve } of batch) resolve();
  }
}
