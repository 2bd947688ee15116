import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../store.js';
import { newEnvelopeStore, type StoredEnvelope } from './envelope-store.js';

const ORIGIN = { requestId: 'r-1', principal: 'operator@cnic', operation: 'createQuota' };

function envelope(transactionId: string, bytes: readonly number[]): StoredEnvelope {
  return {
    transactionId,
    channel: 'channel12',
    bytes: Uint8Array.from(bytes),
    signature: Uint8Array.from([0, 255, 128]),
    origins: [ORIGIN],
  };
}

describe('envelopes on disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-envelopes-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are read back byte for byte from the file opened again, oldest first, with their origins', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at);
    const first = openStore(folder);
    const envelopes = newEnvelopeStore(first);
    await envelopes.add(envelope('a', [...all]));
    await envelopes.add(envelope('b', []));
    await envelopes.add(envelope('c', [1]));
    await envelopes.settle('c');
    first.close();

    const again = openStore(folder);
    const left = newEnvelopeStore(again).unsettled();
    expect(left.map(({ transactionId }) => transactionId)).toEqual(['a', 'b']);
    for (const { bytes, signature } of left) {
      expect(bytes).toBeInstanceOf(Uint8Array);
      expect(signature).toBeInstanceOf(Uint8Array);
    }
    expect([...(left[0]?.bytes ?? [])]).toEqual([...all]);
    expect([...(left[0]?.signature ?? [])]).toEqual([0, 255, 128]);
    expect(left[0]?.origins).toEqual([ORIGIN]);
    again.close();
  });

  it('many at once are each there, and settling one that is not there is harmless', async () => {
    const store = openStore(folder);
    const envelopes = newEnvelopeStore(store);
    await Promise.all(Array.from({ length: 1_200 }, (_, at) => envelopes.add(envelope(`t${at}`, [at % 256]))));
    await envelopes.settle('none');
    expect(envelopes.unsettled()).toHaveLength(1_200);
    await Promise.all(Array.from({ length: 1_200 }, (_, at) => envelopes.settle(`t${at}`)));
    expect(envelopes.unsettled()).toEqual([]);
    store.close();
  });

  it('a database that another version made is left alone', () => {
    const store = openStore(folder);
    store.exec('PRAGMA user_version = 999');
    store.close();
    expect(() => openStore(folder)).toThrow(/version 999/u);
  });
});
