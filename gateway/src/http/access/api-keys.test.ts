import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { UserId } from '@cloudfed/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openStore, type Store } from '../../store.js';
import { type ApiKeys, type NewApiKey, newApiKeys } from './api-keys.js';

const HOUR_MS = 3_600_000;
const OPERATOR: NewApiKey = {
  name: 'reports',
  roles: ['operator'],
  userId: undefined,
  expiresAt: undefined,
  createdBy: 'alice',
};

describe('API keys', () => {
  let folder: string;
  let store: Store;
  let now: number;
  let keys: ApiKeys;

  const open = (): void => {
    store = openStore(folder);
    keys = newApiKeys(store, () => now);
  };
  const expectRefused = (credential: string): void => {
    expect(() => keys.verify(credential)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  };

  beforeEach(() => {
    now = 1_800_000_000_000;
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-keys-'));
    open();
  });

  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('stand for their roles and user, also after a restart', async () => {
    const { apiKey, record } = await keys.create({ ...OPERATOR, roles: ['user'], userId: '00002001' as UserId });
    store.close();
    open();
    expect(keys.verify(apiKey)).toEqual({ subject: `key:${record.keyId}`, roles: ['user'], userId: '00002001' });
  });

  it('are on disk as a hash alone', async () => {
    const { apiKey } = await keys.create(OPERATOR);
    const secret = apiKey.split('_').slice(2).join('_');
    expect(secret.length).toBe(43);
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
    expect(files.length).toBeGreaterThan(0);
    for (const bytes of files) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'base64url'))).toBe(false);
    }
  });

  it('are refused in any other form, with any other secret or id', async () => {
    const one = await keys.create(OPERATOR);
    const other = await keys.create(OPERATOR);
    const { keyId } = one.record;
    const changed = one.apiKey.endsWith('A') ? `${one.apiKey.slice(0, -1)}Q` : `${one.apiKey.slice(0, -1)}A`;
    expectRefused(changed);
    expectRefused(one.apiKey.replace(keyId, other.record.keyId));
    for (const text of ['cfk_', `cfk_${keyId}_`, one.apiKey.toUpperCase(), `${one.apiKey}x`, ` ${one.apiKey}`]) {
      expectRefused(text);
    }
  });

  it('end when they expire', async () => {
    const { apiKey } = await keys.create({ ...OPERATOR, expiresAt: now + HOUR_MS });
    now += HOUR_MS - 1;
    expect(keys.verify(apiKey).roles).toEqual(['operator']);
    now += 1;
    expectRefused(apiKey);
  });

  it('end at once when they are revoked, with the secret before too', async () => {
    const first = await keys.create(OPERATOR);
    const { keyId } = first.record;
    const second = await keys.rotate(keyId, { overlapMs: HOUR_MS });
    const revoked = await keys.revoke(keyId);
    expect(revoked.revokedAt).toBe(now);
    expectRefused(first.apiKey);
    expectRefused(second.apiKey);
    now += 1;
    expect((await keys.revoke(keyId)).revokedAt).toBe(now - 1);
    await expect(keys.rotate(keyId, { overlapMs: 0 })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('take the secret before a rotation for as long as was said, and not the one before that', async () => {
    const first = await keys.create(OPERATOR);
    const { keyId } = first.record;
    const second = await keys.rotate(keyId, { overlapMs: HOUR_MS });
    expect(second.record.previousUntil).toBe(now + HOUR_MS);
    expect(keys.verify(first.apiKey)).toEqual(keys.verify(second.apiKey));
    const third = await keys.rotate(keyId, { overlapMs: HOUR_MS });
    expectRefused(first.apiKey);
    expect(keys.verify(second.apiKey)).toEqual(keys.verify(third.apiKey));
    now += HOUR_MS;
    expectRefused(second.apiKey);
    expect(keys.verify(third.apiKey).subject).toBe(`key:${keyId}`);
  });

  it('are made and rotated once by a request that comes again, whose lost secret is replaced', async () => {
    const lost = await keys.create({ ...OPERATOR, requestKey: 'request-1' });
    const again = await keys.create({ ...OPERATOR, requestKey: 'request-1' });
    expect(again.record.keyId).toBe(lost.record.keyId);
    expect(keys.list(10, undefined)).toHaveLength(1);
    expectRefused(lost.apiKey);
    const { keyId } = again.record;
    const lostRotation = await keys.rotate(keyId, { overlapMs: HOUR_MS, requestKey: 'request-2' });
    const rotated = await keys.rotate(keyId, { overlapMs: HOUR_MS, requestKey: 'request-2' });
    expectRefused(lostRotation.apiKey);
    expect(keys.verify(again.apiKey)).toEqual(keys.verify(rotated.apiKey));
  });

  it('say when they were last used', async () => {
    const { apiKey, record } = await keys.create(OPERATOR);
    expect(record.lastUsedAt).toBeUndefined();
    keys.verify(apiKey);
    await vi.waitFor(() => {
      expect(keys.read(record.keyId).lastUsedAt).toBe(now);
    });
  });
});
