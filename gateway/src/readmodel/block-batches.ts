import type { LedgerBlock } from '../fabric/blocks.js';

const MAX_BLOCKS = 100;
const MAX_BYTES = 8_000_000;

/**
 * What has come already, together: single blocks while the reader keeps up, up to 100 blocks or 8 MB while it is behind.
 */
export async function* batchesOf(blocks: AsyncIterable<LedgerBlock>): AsyncGenerator<readonly LedgerBlock[], void> {
  const iterator = blocks[Symbol.asyncIterator]();
  let pending: Promise<IteratorResult<LedgerBlock>> | undefined;
  try {
    for (;;) {
      const first = await (pending ?? iterator.next());
      pending = undefined;
      if (first.done === true) return;
      const batch = [first.value];
      let bytes = first.value.size;
      while (batch.length < MAX_BLOCKS && bytes < MAX_BYTES) {
        pending = iterator.next();
        // A failure is thrown when it is waited for, after what came before it has been taken.
        pending.catch(() => undefined);
        const next = await Promise.race([pending, nothingYet()]);
        if (next === undefined) break;
        pending = undefined;
        if (next.done === true) {
          yield batch;
          return;
        }
        batch.push(next.value);
        bytes += next.value.size;
      }
      yield batch;
    }
  } finally {
    // What was asked for and not taken is let go.
    void iterator.return?.().catch(() => undefined);
  }
}

function nothingYet(): Promise<undefined> {
  return new Promise((resolve) => {
    setImmediate(resolve, undefined);
  });
}
