import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import { describe, expect, it } from 'vitest';

import { heardStream } from './heard-stream.js';

const CANCELLED = new Error('cancelled');

/** A stream as the client library gives it: closing it is an error of the stream, and leaving its iteration is nothing. */
function stream(): { readonly source: CloseableAsyncIterable<string>; readonly inner: PassThrough } {
  const inner = new PassThrough({ objectMode: true });
  const close = (): void => {
    inner.destroy(CANCELLED);
  };
  return {
    inner,
    source: {
      [Symbol.asyncIterator]: () => {
        const values = inner[Symbol.asyncIterator]();
        return { next: () => values.next() as Promise<IteratorResult<string>> };
      },
      close,
      [Symbol.dispose]: close,
    },
  };
}

describe('a stream of a peer', () => {
  it('may be closed, or fail, before anybody has read it: nothing is left unheard', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown): number => unheard.push(error);
    process.on('uncaughtException', hear);
    try {
      heardStream(stream().source).close();
      const failed = stream();
      const heard = heardStream(failed.source);
      failed.inner.destroy(new Error('the peer is gone'));
      await delay(10);
      expect(unheard).toEqual([]);
      await expect(heard[Symbol.asyncIterator]().next()).rejects.toThrow('the peer is gone');
    } finally {
      process.off('uncaughtException', hear);
    }
  });

  it('gives every value from the first on, and then its end', async () => {
    const { source, inner } = stream();
    const heard = heardStream(source);
    inner.write('a');
    await delay(10);
    inner.write('b');
    inner.end();
    const read: string[] = [];
    for await (const value of heard) read.push(value);
    expect(read).toEqual(['a', 'b']);
  });

  it('fails its reader when it is closed under it', async () => {
    const { source, inner } = stream();
    const heard = heardStream(source);
    inner.write('a');
    const read: string[] = [];
    const reading = (async () => {
      for await (const value of heard) {
        read.push(value);
        heard.close();
      }
    })();
    await expect(reading).rejects.toThrow('cancelled');
    expect(read).toEqual(['a']);
  });
});
