import type { Store } from './store.js';

interface Waiting {
  readonly write: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const LARGEST_BATCH = 500;

/**
 * Gathers the writes of one turn of the event loop into one database transaction, so that a hundred concurrent writers
 * wait for one synced write instead of a hundred. A write is on disk when its promise resolves.
 */
export class GroupCommit {
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(store: Store) {
    this.#store = store;
  }

  write(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ write, resolve, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#flush();
      });
    });
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
    try {
      this.#store.transaction(() => {
        for (const { write } of batch) write();
      })();
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }
}
