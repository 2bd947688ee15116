import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';

/**
 * A stream of a peer, to be read once, that is listened to from now on. The client library listens only while somebody
 * waits for the next value: a stream that failed, or was closed, before it was read would end the process.
 */
export function heardStream<T>(source: CloseableAsyncIterable<T>): CloseableAsyncIterable<T> {
  const values = source[Symbol.asyncIterator]();
  const first = values.next();
  // Whoever reads the stream gets it; nobody may.
  first.catch(() => undefined);
  const close = (): void => {
    source.close();
  };
  return {
    async *[Symbol.asyncIterator]() {
      for (let next = await first; next.done !== true; next = await values.next()) yield next.value;
    },
    close,
    [Symbol.dispose]: close,
  };
}
