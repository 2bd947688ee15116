import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { withOrigin } from '../origin.js';
import { openStore, type Store } from '../store.js';
import { FakeNetwork } from '../testing/fake-network.js';
import type { LateWrite } from './certainty.js';
import { type EnvelopeStore, newEnvelopeStore } from './envelope-store.js';
import { newSubmitter, type Submitter, type SubmitterOptions } from './submit.js';

const MVCC = 11;
const PHANTOM = 12;
const POLICY = 10;
const CALL = { channel: 'channel12', name: 'closeQuota', args: ['q'] };
const ORIGIN = { requestId: 'r-1', principal: 'operator@cnic', operation: 'closeQuota' };

describe('a write to the ledger', () => {
  let folder: string;
  let store: Store;
  let envelopes: EnvelopeStore;
  let network: FakeNetwork;
  let late: LateWrite[];
  const open: Submitter[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloudfed-submit-'));
    store = openStore(folder);
    envelopes = newEnvelopeStore(store);
    network = new FakeNetwork();
    late = [];
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((submitter) => submitter.close(0)));
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (options: Partial<SubmitterOptions> = {}): Submitter => {
    const submitter = newSubmitter({
      client: network,
      streams: network.streams,
      envelopes,
      settledLate: (outcome) => {
        late.push(outcome);
        return Promise.resolve();
      },
      // No pause between tries.
      random: () => -1 / 3,
      ...options,
    });
    open.push(submitter);
    return submitter;
  };
  const kept = (): string[] => envelopes.unsettled().map(({ transactionId }) => transactionId);
  const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 10 });

  it('is on disk before it is sent, and forgotten once it is on the ledger', async () => {
    const onDisk: string[][] = [];
    network.onSubmit = () => onDisk.push(kept());
    network.answer = () => '{"quotaID":"q"}';
    const committed = await start().submit(CALL);
    expect(committed).toEqual({ result: '{"quotaID":"q"}', transactionId: 'tx1', blockNumber: 7n });
    expect(onDisk).toEqual([['tx1']]);
    await eventually(() => {
      expect(kept()).toEqual([]);
    });
    expect(late).toEqual([]);
  });

  it('is sent again as it is, never proposed again, while its outcome is unknown', async () => {
    network.judging = false;
    network.sendings = ['lost', 'taken', 'lost', 'taken'];
    const writing = start().submit(CALL);
    await eventually(() => {
      expect(network.sent.length).toBeGreaterThan(4);
    });
    network.judge('tx1');
    await expect(writing).resolves.toMatchObject({ transactionId: 'tx1' });
    expect(new Set(network.sent)).toEqual(new Set(['tx1']));
    expect(network.proposed).toHaveLength(1);
  });

  it('that may have been taken is asked after before it is sent again', async () => {
    network.sendings = ['lost'];
    network.onSubmit = (transactionId) => {
      network.judge(transactionId);
    };
    await expect(start().submit(CALL)).resolves.toMatchObject({ transactionId: 'tx1' });
    expect(network.sent).toEqual(['tx1']);
  });

  it.each([
    ['MVCC', MVCC, 'mvcc_read_conflict'],
    ['phantom', PHANTOM, 'phantom_read_conflict'],
  ])('is proposed anew after a %s conflict', async (_name, code, cause) => {
    network.verdicts = [code, code, 0];
    const retried = vi.fn();
    const committed = await start({ observer: { retried } }).submit(CALL);
    expect(committed.transactionId).toBe('tx3');
    expect(network.sent).toEqual(['tx1', 'tx2', 'tx3']);
    expect(retried).toHaveBeenCalledWith({ ledgerChannel: 'channel12', cause });
    expect(retried).toHaveBeenCalledTimes(2);
  });

  it.each([MVCC, PHANTOM])('that conflicts each time is given up after so many proposals: 503 (%i)', async (code) => {
    network.verdicts = [code];
    const written = vi.fn();
    const writing = start({ maxProposals: 4, observer: { written } }).submit(CALL);
    await expect(writing).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 1 });
    expect(network.proposed).toHaveLength(4);
    expect(written).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'conflict' }));
    await eventually(() => {
      expect(kept()).toEqual([]);
    });
  });

  it('that is judged invalid otherwise is not proposed again', async () => {
    network.verdicts = [POLICY];
    await expect(start().submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE', transactionId: 'tx1' });
    expect(network.proposed).toHaveLength(1);
  });

  it('whose outcome is not known in time is answered that, followed up, and told when it is settled', async () => {
    network.judging = false;
    const writing = withOrigin(ORIGIN, () => start({ deadlineMs: 50 }).submit(CALL));
    await expect(writing).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterSeconds: 5,
      transactionId: 'tx1',
    });
    expect(kept()).toEqual(['tx1']);
    network.judge('tx1');
    await eventually(() => {
      expect(kept()).toEqual([]);
    });
    expect(late).toEqual([{ origins: [ORIGIN], transactionId: 'tx1', ledgerChannel: 'channel12', isCommitted: true }]);
    expect(network.proposed).toHaveLength(1);
  });

  it('whose late outcome cannot be told is kept for the next run', async () => {
    network.judging = false;
    const noticed = vi.fn();
    const settledLate = (): Promise<void> => Promise.reject(new Error('disk full'));
    const submitter = start({ deadlineMs: 20, observer: { noticed }, settledLate });
    await expect(submitter.submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    network.judge('tx1', MVCC);
    await eventually(() => {
      expect(noticed).toHaveBeenCalled();
    });
    expect(kept()).toEqual(['tx1']);
  });

  it('that nobody endorses in time is refused unsent', async () => {
    network.answer = () => new Promise(() => undefined);
    await expect(start({ deadlineMs: 30 }).submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(network.sent).toEqual([]);
  });

  it('that finds no place in time is refused unproposed', async () => {
    network.judging = false;
    const submitter = start({ atOnce: 1, deadlineMs: 40 });
    const outcomes = await Promise.allSettled([submitter.submit(CALL), submitter.submit(CALL)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(network.proposed).toHaveLength(1);
  });

  it('that the ordering service refuses the only time it is sent is certain not to be on the ledger', async () => {
    network.sendings = ['refused'];
    await expect(start().submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE', transactionId: 'tx1' });
    expect(network.sent).toEqual(['tx1']);
    expect(kept()).toEqual([]);
  });

  it('that is refused after it may have been taken is asked after for ever, and holds up no others', async () => {
    network.judging = false;
    network.sendings = ['lost', 'refused'];
    const noticed = vi.fn();
    const submitter = start({ atOnce: 1, deadlineMs: 100, observer: { noticed } });
    await expect(submitter.submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE', transactionId: 'tx1' });
    await eventually(() => {
      expect(network.sent.length).toBeGreaterThan(10);
    });
    expect(kept()).toEqual(['tx1']);
    expect(noticed).toHaveBeenCalledTimes(1);
    expect(network.proposed).toHaveLength(1);
    network.judge('tx1');
    await eventually(() => {
      expect(kept()).toEqual([]);
    });
    expect(late).toMatchObject([{ transactionId: 'tx1', isCommitted: true }]);
  });

  it('left by an earlier run is settled by the next, on behalf of who asked for it', async () => {
    network.judging = false;
    const first = start({ deadlineMs: 20 });
    await expect(withOrigin(ORIGIN, () => first.submit(CALL))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(withOrigin(ORIGIN, () => first.submit(CALL))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await first.close(0);
    store.close();

    store = openStore(folder);
    envelopes = newEnvelopeStore(store);
    network.sendings = ['refused'];
    const recovering = start().recover();
    await eventually(() => {
      expect(network.sent.length).toBeGreaterThan(20);
    });
    expect(kept()).toEqual(['tx1', 'tx2']);
    network.judge('tx1');
    network.judge('tx2', MVCC);
    await recovering;
    expect(kept()).toEqual([]);
    expect(late.map(({ transactionId, isCommitted }) => [transactionId, isCommitted]).sort()).toEqual([
      ['tx1', true],
      ['tx2', false],
    ]);
    for (const { origins } of late) expect(origins).toEqual([ORIGIN]);
    expect(network.proposed).toHaveLength(2);
  });

  it('whose process ended between its block and its answer is told by the next run', async () => {
    const committed = await withOrigin(ORIGIN, () => start().submit(CALL));
    await eventually(() => {
      expect(kept()).toEqual([]);
    });
    store.close();
    store = openStore(folder);
    envelopes = newEnvelopeStore(store);
    await start().recover();
    const { transactionId } = committed;
    expect(late).toEqual([{ origins: [ORIGIN], transactionId, ledgerChannel: 'channel12', isCommitted: true }]);
    late = [];
    await start().recover();
    expect(late).toEqual([]);
    expect(network.sent).toEqual([transactionId]);
  });

  it('in vain is not sent', async () => {
    const answer = await start().submit({ ...CALL, isVain: () => true });
    expect(answer.transactionId).toBeUndefined();
    expect(network.sent).toEqual([]);
  });

  it('is taken no more once the gateway stops, which waits for those under way', async () => {
    network.judging = false;
    const submitter = start();
    const writing = submitter.submit(CALL);
    await eventually(() => {
      expect(network.sent.length).toBeGreaterThan(0);
    });
    const closing = submitter.close(10_000);
    await expect(submitter.submit(CALL)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    network.judge('tx1');
    await expect(writing).resolves.toMatchObject({ transactionId: 'tx1' });
    await closing;
  });
});
