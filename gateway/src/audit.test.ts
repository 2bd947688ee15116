import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type AuditedRequest, type AuditLog, newAuditLog } from './audit.js';
import { openStore, type Store } from './store.js';

const ALICE: AuditedRequest = {
  requestId: 'r1',
  principal: 'alice',
  roles: ['operator'],
  userId: undefined,
  operation: 'createQuota',
  method: 'POST',
  path: '/v1/quotas',
};
const BOB: AuditedRequest = { ...ALICE, requestId: 'r2', principal: 'bob' };

describe('the audit log', () => {
  let folder: string;
  let store: Store;
  let log: AuditLog;

  const open = (): void => {
    store = openStore(folder);
    log = newAuditLog(store, () => new Date('2026-02-15T08:00:00Z'));
  };
  const write = async (times: number): Promise<void> => {
    await Promise.all(
      Array.from({ length: times }, async (_, at) => {
        const request = at % 2 === 0 ? ALICE : BOB;
        await log.asked(request, '{"quotaId":"q"}');
        await log.answered(request, { status: 201, code: undefined, transactionIds: [`tx${String(at)}`] });
      }),
    );
  };
  /** As somebody does who has the file: the triggers are in it and can be dropped. */
  const tamper = (sql: string): void => {
    store.exec('DROP TRIGGER audit_line_is_not_changed; DROP TRIGGER audit_line_is_not_deleted;');
    store.exec(sql);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-audit-'));
    open();
  });

  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says who asked for what, when, and what became of it', async () => {
    await log.asked(ALICE, '{"quotaId":"q"}');
    await log.answered(ALICE, { status: 409, code: 'ALREADY_EXISTS', transactionIds: ['t1', 't2'] });
    expect(log.list({ limit: 10 })).toMatchObject([
      { sequence: 2, phase: 'answered', status: 409, code: 'ALREADY_EXISTS', transactionIds: ['t1', 't2'] },
      { sequence: 1, phase: 'asked', principal: 'alice', operation: 'createQuota', content: '{"quotaId":"q"}' },
    ]);
  });

  it('says what became of a write whose caller was answered before that was known', async () => {
    await log.asked(ALICE, '{}');
    await log.answered(ALICE, { status: 503, code: 'UNAVAILABLE', transactionIds: ['t1'] });
    await log.settled([ALICE, BOB], { transactionId: 't1', isCommitted: true });
    await log.settled([ALICE], { isCommitted: false });
    expect(log.list({ limit: 3 })).toMatchObject([
      { phase: 'settled', requestId: 'r1', code: 'CONFLICT', transactionIds: [] },
      { phase: 'settled', requestId: 'r2', code: null, transactionIds: ['t1'] },
      { phase: 'settled', requestId: 'r1', code: null, transactionIds: ['t1'] },
    ]);
    expect(log.verify().sequence).toBe(5);
  });

  it('says once what a transaction has written, whoever tells', async () => {
    await log.answered(ALICE, { status: 201, code: undefined, transactionIds: ['t1'] });
    await log.answered(BOB, { status: 503, code: 'UNAVAILABLE', transactionIds: ['t1'] });
    await log.settled([ALICE, BOB], { transactionId: 't1', isCommitted: true });
    await log.settled([ALICE, BOB], { transactionId: 't1', isCommitted: true });
    expect(log.list({ limit: 10 }).map(({ phase, principal }) => `${phase} ${principal}`)).toEqual([
      'settled bob',
      'answered bob',
      'answered alice',
    ]);
  });

  it('is found by principal, by transaction and page by page', async () => {
    await write(10);
    expect(log.list({ limit: 3 }).map(({ sequence }) => sequence)).toEqual([20, 19, 18]);
    expect(log.list({ limit: 100, before: 3 })).toHaveLength(2);
    expect(log.list({ limit: 100, principal: 'bob' }).every(({ principal }) => principal === 'bob')).toBe(true);
    expect(log.list({ limit: 100, principal: 'bob' })).toHaveLength(10);
    expect(log.list({ limit: 100, transactionId: 'tx3' })).toMatchObject([{ principal: 'bob' }]);
    expect(log.list({ limit: 100, transactionId: 'tx3', principal: 'alice' })).toEqual([]);
  });

  it('is one chain, whoever writes at once and over restarts', async () => {
    await write(50);
    const before = log.verify();
    store.close();
    open();
    await write(1_000);
    expect(before.sequence).toBe(100);
    expect(log.verify()).toEqual(log.head());
    expect(log.head().sequence).toBe(2_100);
    const line = log.list({ limit: 1, before: 102 })[0];
    expect(line?.previousHash).toBe(before.hash);
  });

  it('cannot be changed through the database', async () => {
    await write(1);
    expect(() => store.exec("UPDATE audit_line SET principal = 'x'")).toThrow('append-only');
    expect(() => store.exec('DELETE FROM audit_line')).toThrow('append-only');
  });

  it.each([
    ['a changed line', "UPDATE audit_line SET line = replace(line, 'alice', 'mallory') WHERE sequence = 5", 5],
    ['a line that is gone', 'DELETE FROM audit_line WHERE sequence = 5', 5],
    ['the first line gone', 'DELETE FROM audit_line WHERE sequence = 1', 1],
    [
      'two lines exchanged',
      'UPDATE audit_line SET line = (SELECT line FROM audit_line WHERE sequence = 6) WHERE sequence = 5',
      5,
    ],
    ['no line at all', "UPDATE audit_line SET line = 'x' WHERE sequence = 20", 20],
  ])('shows %s', async (_what, sql, sequence) => {
    await write(10);
    tamper(sql);
    expect(() => log.verify()).toThrow(expect.objectContaining({ name: 'BrokenAuditLogError', sequence }));
  });

  it('shows by its head, kept elsewhere, that its end was cut off', async () => {
    await write(10);
    const kept = log.head();
    tamper('DELETE FROM audit_line WHERE sequence > 10');
    expect(log.verify()).not.toEqual(kept);
  });
});
