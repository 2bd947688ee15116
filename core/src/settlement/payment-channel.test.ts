import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Hex } from '../bytes.js';
import { CloudfedError } from '../errors.js';
import { parseId, type RecordId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import type { ChannelState, HashLock } from './document.js';
import { parseMilliFen } from './milli-fen.js';
import {
  armClose,
  beginClose,
  challengeClose,
  CHALLENGE_WINDOW_SECONDS,
  checkpointChannel,
  closeTogether,
  escrowOf,
  finalizeClose,
  joinChannel,
  leaveChannel,
  openPaymentChannel,
  type PaymentChannel,
  phaseOf,
  topUpChannel,
} from './payment-channel.js';

const ALICE = parseId('00001', 'member');
const BOB = parseId('00002', 'member');
const CAROL = parseId('00003', 'member');
const HASH = 'ab'.repeat(32) as Hex;
const fen = (amount: number): Fen => parseFen(String(amount), 'amount');
const milli = (amount: number) => parseMilliFen(String(amount), 'amount');
const never = (): undefined => undefined;

function channelOfTwo(): PaymentChannel {
  const opened = openPaymentChannel({ id: parseId('chan1', 'id'), size: 2, stake: fen(50) }, ALICE, fen(100));
  return joinChannel(opened, BOB, fen(20));
}

function state(version: number, alice: number, bob: number, more: Partial<ChannelState> = {}): ChannelState {
  const balances = [milli(alice), milli(bob)];
  return { type: 'channel-state', version, funding: 2, balances, locks: [], final: false, ...more };
}

const lock = (amount: number, expiry: number): HashLock => ({
  id: parseId('lock-1', 'id'),
  payer: ALICE,
  payee: BOB,
  amount: milli(amount),
  hash: HASH,
  expiry,
});

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof CloudfedError) return error.code;
    throw error;
  }
  return 'none';
};
const closed = (channel: PaymentChannel, now = 1_000): ReadonlyMap<RecordId, Fen> =>
  finalizeClose(armClose(channel, now), now + CHALLENGE_WINDOW_SECONDS, never).payouts;

describe('opening', () => {
  it('is over when as many have joined as were said, and nobody more can', () => {
    const channel = channelOfTwo();
    expect([phaseOf(channel), escrowOf(channel)]).toEqual(['open', 220n]);
    expect(refusal(() => joinChannel(channel, CAROL, fen(1)))).toBe('CONFLICT');
  });

  it('can be given up while somebody is missing, and not later', () => {
    const opened = openPaymentChannel({ id: parseId('c', 'id'), size: 3, stake: fen(50) }, ALICE, fen(100));
    const { channel, paid } = leaveChannel(opened, ALICE);
    expect([paid, phaseOf(channel), escrowOf(channel)]).toEqual([150n, 'closed', 0n]);
    expect(refusal(() => leaveChannel(channelOfTwo(), ALICE))).toBe('CONFLICT');
  });

  it.each([0, 1, 9, 1.5])('is not for %s members', (size) => {
    const terms = { id: parseId('c', 'id'), size, stake: fen(0) };
    expect(refusal(() => openPaymentChannel(terms, ALICE, fen(1)))).toBe('INVALID_ARGUMENT');
  });
});

describe('closing together', () => {
  it('pays at once what all have signed as the last, and every stake', () => {
    const { channel, payouts } = closeTogether(channelOfTwo(), state(7, 70_000, 50_000, { final: true }));
    expect([...payouts]).toEqual([
      [ALICE, 120n],
      [BOB, 100n],
    ]);
    expect(refusal(() => closeTogether(channel, state(7, 70_000, 50_000, { final: true })))).toBe('CONFLICT');
  });

  it('takes no state that is not the last', () => {
    expect(refusal(() => closeTogether(channelOfTwo(), state(7, 70_000, 50_000)))).toBe('INVALID_ARGUMENT');
  });
});

describe('closing alone', () => {
  it('needs three steps, and the deadline counts from the second', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 60_000, 60_000));
    expect(refusal(() => finalizeClose(begun, Number.MAX_SAFE_INTEGER, never))).toBe('CONFLICT');
    const armed = armClose(begun, 5_000);
    expect(refusal(() => armClose(armed, 0))).toBe('CONFLICT');
    expect(refusal(() => finalizeClose(armed, 5_000 + CHALLENGE_WINDOW_SECONDS - 1, never))).toBe('CONFLICT');
    const { payouts } = finalizeClose(armed, 5_000 + CHALLENGE_WINDOW_SECONDS, never);
    expect(payouts).toEqual(
      new Map([
        [ALICE, 110n],
        [BOB, 110n],
      ]),
    );
  });

  it('with an old state costs the stake, which goes to who shows the newer one', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 100_000, 20_000));
    const challenged = challengeClose(begun, BOB, state(4, 10_000, 110_000));
    expect(closed(challenged)).toEqual(
      new Map([
        [ALICE, 10n],
        [BOB, 210n],
      ]),
    );
  });

  it('is not stopped by an equal or older version, whatever its content', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 60_000, 60_000));
    expect(refusal(() => challengeClose(begun, BOB, state(3, 0, 120_000)))).toBe('CONFLICT');
    expect(refusal(() => challengeClose(begun, BOB, state(2, 0, 120_000)))).toBe('CONFLICT');
    expect(refusal(() => challengeClose(begun, CAROL, state(9, 0, 120_000)))).toBe('FORBIDDEN');
  });

  it('is not below the checkpoint', () => {
    const kept = checkpointChannel(channelOfTwo(), state(5, 20_000, 100_000));
    expect(refusal(() => beginClose(kept, ALICE, state(4, 100_000, 20_000)))).toBe('CONFLICT');
    expect(refusal(() => beginClose(kept, ALICE, state(5, 100_000, 20_000)))).toBe('CONFLICT');
    expect(closed(beginClose(kept, ALICE, undefined)).get(BOB)).toBe(150n);
    expect(closed(beginClose(kept, ALICE, state(5, 20_000, 100_000))).get(BOB)).toBe(150n);
  });

  it('without any state gives back what was paid in', () => {
    expect(closed(beginClose(channelOfTwo(), BOB, undefined))).toEqual(
      new Map([
        [ALICE, 150n],
        [BOB, 70n],
      ]),
    );
  });

  it('leaves a deposit that no state counts with who made it', () => {
    const topped = topUpChannel(channelOfTwo(), BOB, fen(30));
    expect(closed(beginClose(topped, ALICE, state(3, 60_000, 60_000))).get(BOB)).toBe(140n);
  });
});

describe('a lock', () => {
  const locked = state(3, 60_000, 50_000, { locks: [lock(10_000, 9_000)] });
  const payouts = (revealed: number | undefined) =>
    finalizeClose(armClose(beginClose(channelOfTwo(), ALICE, locked), 0), 10 * CHALLENGE_WINDOW_SECONDS, () => revealed)
      .payouts;

  it('pays the payee whose preimage was revealed in time, at the last second too', () => {
    expect(payouts(9_000).get(BOB)).toBe(110n);
  });

  it.each([undefined, 9_001])('goes back to the payer otherwise (%s)', (revealed) => {
    expect(payouts(revealed).get(ALICE)).toBe(120n);
  });

  it.each([
    ['of a stranger', { payee: CAROL }],
    ['that makes it more than was paid in', { amount: milli(10_001) }],
  ])('%s makes a state that is none', (_what, change) => {
    const wrong = { ...locked, locks: [{ ...lock(10_000, 9_000), ...change }] };
    expect(refusal(() => beginClose(channelOfTwo(), ALICE, wrong))).toBe('INVALID_ARGUMENT');
  });
});

describe('a state', () => {
  it.each([
    ['gives out more than was paid in', state(1, 100_000, 20_001)],
    ['gives out less', state(1, 100_000, 19_999)],
    ['counts a deposit that was not made', state(1, 100_000, 20_000, { funding: 3 })],
    ['has no balance of one', { ...state(1, 0, 0), balances: [milli(120_000)] }],
    ['has two locks of one id', state(1, 100_000, 0, { locks: [lock(10_000, 1), lock(10_000, 1)] })],
  ])('that %s is none', (_what, wrong) => {
    expect(refusal(() => checkpointChannel(channelOfTwo(), wrong))).toBe('INVALID_ARGUMENT');
  });
});

describe('whatever is shown in whatever order', () => {
  it('pays out all that is in it, to the milli-fen by the newest state', () => {
    const shown = fc.record({ version: fc.integer({ min: 0, max: 20 }), alice: fc.integer({ min: 0, max: 120_000 }) });
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1, maxLength: 8 }), fc.boolean(), (list, isRevealed) => {
        let channel = channelOfTwo();
        let newest: { version: number; alice: number } | undefined;
        const states = list.map(({ version, alice }) => ({
          version,
          alice,
          state: state(version, alice, 120_000 - alice),
        }));
        for (const [at, item] of states.entries()) {
          try {
            channel = at === 0 ? beginClose(channel, ALICE, item.state) : challengeClose(channel, BOB, item.state);
            newest = item;
          } catch (error) {
            if (!(error instanceof CloudfedError)) throw error;
            expect(item.version).toBeLessThanOrEqual(newest?.version ?? -1);
          }
        }
        const held = escrowOf(channel);
        const revealedAt = (): number | undefined => (isRevealed ? 0 : undefined);
        const result = finalizeClose(armClose(channel, 0), CHALLENGE_WINDOW_SECONDS, revealedAt);
        const paid = [...result.payouts.values()].reduce((sum, amount) => sum + amount, 0n);
        expect(paid).toBe(held);
        expect(escrowOf(result.channel)).toBe(0n);
        const least = BigInt(120_000 - (newest?.alice ?? 0)) / 1_000n;
        expect(result.payouts.get(BOB)).toBeGreaterThanOrEqual(least + 50n);
      }),
      { numRuns: 500 },
    );
  });
});
