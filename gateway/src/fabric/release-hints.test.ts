import { describe, expect, it, vi } from 'vitest';

import { newReleaseHints, type ReleaseHints } from './release-hints.js';

const CHANNEL = 'channel12';
const release = (transactionId: string, quotaId = 'q') => ({ providerId: '00001', quotaId, transactionId });

function hintsOver(pending: readonly string[] = []): { hints: ReleaseHints; evaluate: ReturnType<typeof vi.fn> } {
  const evaluate = vi.fn((_channel: string, name: string) =>
    Promise.resolve(JSON.stringify(name === 'readActiveQuota' ? { quotaID: 'q' } : { result: pending, more: false })),
  );
  return { hints: newReleaseHints({ client: { evaluate }, consumerOf: () => Promise.resolve('00002') }), evaluate };
}

describe('hints of what was given back to a quota', () => {
  it('are taken once, and again only where they were given back', () => {
    const { hints } = hintsOver();
    hints.released(CHANNEL, release('t1'));
    hints.released(CHANNEL, release('t2'));
    hints.released(CHANNEL, release('t2'));
    hints.released(CHANNEL, release('t3', 'r'));
    const claimed = hints.claim(CHANNEL, '00001');
    expect(claimed?.fold).toEqual({ q: ['t1', 't2'], r: ['t3'] });
    expect(hints.claim(CHANNEL, '00001')).toBeUndefined();
    claimed?.giveBack();
    expect(hints.claim(CHANNEL, '00001')?.fold).toEqual({ q: ['t1', 't2'], r: ['t3'] });
  });

  it('are of one ledger channel and provider', () => {
    const { hints } = hintsOver();
    hints.released(CHANNEL, release('t1'));
    expect(hints.claim('channel13', '00001')).toBeUndefined();
    expect(hints.claim(CHANNEL, '00002')).toBeUndefined();
  });

  it('are bounded: a group takes so many, and no more than so many are kept', () => {
    const { hints } = hintsOver();
    for (let at = 0; at < 5_000; at += 1) hints.released(CHANNEL, release(`t${at}`));
    let taken = 0;
    for (let claimed = hints.claim(CHANNEL, '00001'); claimed !== undefined; claimed = hints.claim(CHANNEL, '00001')) {
      const of = Object.values(claimed.fold).flat().length;
      expect(of).toBeLessThanOrEqual(200);
      taken += of;
    }
    expect(taken).toBe(1_000);
  });

  it('of before this run are asked of the ledger once, and do not hold up the first open', async () => {
    const { hints, evaluate } = hintsOver(['old1', 'old2']);
    expect(hints.claim(CHANNEL, '00001')).toBeUndefined();
    await vi.waitFor(() => {
      expect(hints.claim(CHANNEL, '00001')?.fold).toEqual({ q: ['old1', 'old2'] });
    });
    expect(evaluate).toHaveBeenCalledTimes(2);
  });
});
