import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CloudfedError } from '@cloudfed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { LedgerPort } from '../../fabric/ledger-port.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from '../gateway-under-test.js';

const PATH = '/v1/provider-permissions';
const QUOTA = {
  quotaId: 'q1',
  consumerId: '00002',
  holdingDays: '1',
  cpu: '1',
  ramGb: '1',
  ecsDiskGb: '1',
  ossDiskGb: '1',
  bandwidthMbps: '1',
  publicIps: '1',
  privateIps: '1',
};

describe('Idempotency-Key', () => {
  let folder: string;
  let gateway: GatewayUnderTest;
  let token: string;
  let calls: number;
  let onBehalf: string[];
  /** What the ledger does with a quota. */
  let create: () => Promise<never>;

  const ledger: Partial<LedgerPort> = {
    onBehalfOf: (requestKey) => {
      onBehalf.push(requestKey);
      return { createQuota: () => create() } as unknown as LedgerPort;
    },
    createQuota: () => create(),
  };
  const start = async (): Promise<void> => {
    gateway = await startGatewayUnderTest(ledger, { folder });
    token = await gateway.token({ sub: 'alice', roles: ['operator'] });
  };
  const post = (key: string, body: unknown = QUOTA, path = '/v1/quotas', as = token): Promise<Answer> =>
    gateway.call({ method: 'POST', path, token: as, body, headers: { 'idempotency-key': key } });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-idempotency-'));
    calls = 0;
    onBehalf = [];
    create = () => {
      calls += 1;
      return Promise.reject(new CloudfedError('QUOTA_ACTIVE', `quotaId: refused ${String(calls)} times`, 'quotaId'));
    };
    await start();
  });

  afterEach(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers a refusal again word for word, also after a restart, however the body is written', async () => {
    const first = await post('key');
    const turned = JSON.stringify(Object.fromEntries(Object.entries(QUOTA).reverse()), null, 2);
    const again = await post('"key"', turned);
    await gateway.stop();
    await start();
    const afterRestart = await post('key');
    expect(first).toMatchObject({ status: 409, body: { code: 'QUOTA_ACTIVE', detail: 'quotaId: refused 1 times' } });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    for (const answer of [again, afterRestart]) {
      expect(answer.text).toBe(first.text);
      expect(answer.status).toBe(409);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
    }
    expect(calls).toBe(1);
  });

  it('refuses another body under the same key', async () => {
    await post('key');
    const other = await post('key', { ...QUOTA, cpu: '2' });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED', field: 'Idempotency-Key' } });
    expect(calls).toBe(1);
  });

  it('is of one principal, path and key', async () => {
    const bob = await gateway.token({ sub: 'bob', roles: ['operator'] });
    await post('key');
    await post('other');
    await post('key', QUOTA, '/v1/quotas', bob);
    expect(calls).toBe(3);
    expect(new Set(onBehalf).size).toBe(3);
  });

  it('is not used up by a body that is not valid, nor by what may fare better later', async () => {
    expect((await post('key', { ...QUOTA, cpu: 'x' })).status).toBe(400);
    const refuse = create;
    create = () => Promise.reject(new CloudfedError('UNAVAILABLE', 'not now'));
    expect((await post('key')).status).toBe(503);
    create = refuse;
    expect(await post('key')).toMatchObject({ status: 409, body: { code: 'QUOTA_ACTIVE' } });
  });

  it('is checked for its form', async () => {
    for (const key of ['', 'a b', 'a'.repeat(256), '"open', 'ä']) {
      expect(await post(key)).toMatchObject({ status: 400, body: { field: 'Idempotency-Key' } });
    }
    expect(calls).toBe(0);
  });

  it('asks whether the caller may before it answers', async () => {
    await post('key');
    const demoted = await gateway.token({ sub: 'alice', roles: ['auditor'] });
    expect((await post('key', QUOTA, '/v1/quotas', demoted)).status).toBe(403);
  });

  it('is not looked at by other methods', async () => {
    const answer = await gateway.call({ path: `${PATH}/00001`, token, headers: { 'idempotency-key': 'a b' } });
    expect(answer.status).toBe(404);
    expect(onBehalf).toEqual([]);
  });
});
