import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Hex } from '../bytes.js';
import { CloudfedError } from '../errors.js';
import { parseId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  armClose,
  beginClose,
  challengeClose,
  checkpointChannel,
  closeTogether,
  finalizeClose,
} from './channel-close.js';
import type { ChannelState, HashLock } from './document.js';
import { parseMilliFen } from './milli-fen.js';
import { parseParty, type Party } from './party.js';
import {
  channelEscrow,
  type ChannelOutcome,
  joinChannel,
  leaveChannel,
  openPaymentChannel,
  type PaymentChannel,
  statusOfChannel,
  topUpChannel,
} from './payment-channel.js';
import { CLOCK_SPREAD_SECONDS } from './terms.js';

const WINDOW = 86_400;
const ALICE = parseParty('00001', 'member');
const BOB = parseParty('00002', 'member');
const CAROL = parseParty('00003', 'member');
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
  return {
    type: 'channel-state',
    version,
    funding: 2,
    balances,
    withdrawn: [fen(0), fen(0)],
    locks: [],
    leaving: undefined,
    final: false,
    ...more,
  };
}

const lock = (amount: number, expiry: number): HashLock => ({
  id: parseId('lock-1', 'id'),
  payer: ALICE,
  payee: BOB,
  amount: milli(amount),
  hash: HASH,
  expiry,
});

const paidBy = ({ payouts }: ChannelOutcome): ReadonlyMap<Party, Fen> =>
  new Map(payouts.map(({ to, amount }) => [to, amount]));
const closed = (channel: PaymentChannel, now = 1_000): ReadonlyMap<Party, Fen> =>
  paidBy(finalizeClose(armClose(channel, now, WINDOW), now + WINDOW, never));

describe('opening', () => {
  it('is over when as many have joined as were said, and nobody more can', () => {
    const channel = channelOfTwo();
    expect([statusOfChannel(channel), channelEscrow(channel)]).toEqual(['funded', 220n]);
    expect(refusalOf(() => joinChannel(channel, CAROL, fen(1)))).toBe('CONFLICT');
  });

  it('is for those who are invited, where somebody is', () => {
    const terms = { id: parseId('c', 'id'), size: 2, stake: fen(50), invited: [BOB] };
    const opened = openPaymentChannel(terms, ALICE, fen(100));
    expect(refusalOf(() => joinChannel(opened, CAROL, fen(1)))).toBe('FORBIDDEN');
    expect(statusOfChannel(joinChannel(opened, BOB, fen(1)))).toBe('funded');
  });

  it('can be given up while somebody is missing, and not later', () => {
    const opened = openPaymentChannel({ id: parseId('c', 'id'), size: 3, stake: fen(50) }, ALICE, fen(100));
    const left = leaveChannel(opened, ALICE);
    expect([...paidBy(left)]).toEqual([[ALICE, 150n]]);
    expect([statusOfChannel(left.channel), channelEscrow(left.channel)]).toEqual(['closed', 0n]);
    expect(refusalOf(() => leaveChannel(channelOfTwo(), ALICE))).toBe('CONFLICT');
  });

  it.each([0, 1, 9, 1.5])('is not for %s members', (size) => {
    const terms = { id: parseId('c', 'id'), size, stake: fen(0) };
    expect(refusalOf(() => openPaymentChannel(terms, ALICE, fen(1)))).toMatch(/^INVALID_ARGUMENT /u);
  });
});

describe('closing together', () => {
  it('pays at once what all have signed as the last, and every stake', () => {
    const outcome = closeTogether(channelOfTwo(), state(7, 70_000, 50_000, { final: true }));
    const { channel } = outcome;
    expect([...paidBy(outcome)]).toEqual([
      [ALICE, 120n],
      [BOB, 100n],
    ]);
    expect(refusalOf(() => closeTogether(channel, state(7, 70_000, 50_000, { final: true })))).toBe('CONFLICT');
  });

  it('takes no state that is not the last', () => {
    expect(refusalOf(() => closeTogether(channelOfTwo(), state(7, 70_000, 50_000)))).toMatch(/^INVALID_ARGUMENT /u);
  });
});

describe('closing alone', () => {
  it('needs three steps, and the deadline counts from the second', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 60_000, 60_000));
    expect(refusalOf(() => finalizeClose(begun, Number.MAX_SAFE_INTEGER, never))).toBe('CONFLICT');
    const armed = armClose(begun, 5_000, WINDOW);
    expect(refusalOf(() => armClose(armed, 0, WINDOW))).toBe('CONFLICT');
    expect(refusalOf(() => finalizeClose(armed, 5_000 + WINDOW - 1, never))).toBe('CONFLICT');
    expect(paidBy(finalizeClose(armed, 5_000 + WINDOW, never))).toEqual(
      new Map([
        [ALICE, 110n],
        [BOB, 110n],
      ]),
    );
  });

  it('with an old state costs the stake, which goes to the others', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 100_000, 20_000));
    const challenged = challengeClose(begun, state(5, 10_000, 110_000));
    expect(closed(challenged)).toEqual(
      new Map([
        [ALICE, 10n],
        [BOB, 210n],
      ]),
    );
    const together = closeTogether(challenged, state(6, 10_000, 110_000, { final: true }));
    expect(paidBy(together)).toEqual(
      new Map([
        [ALICE, 10n],
        [BOB, 210n],
      ]),
    );
  });

  it('with the version before the newest costs nothing: the newest may have been kept from who closes', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 100_000, 20_000));
    expect(closed(challengeClose(begun, state(4, 10_000, 110_000)))).toEqual(
      new Map([
        [ALICE, 60n],
        [BOB, 160n],
      ]),
    );
  });

  it('parts a lost stake among all others, to the fen', () => {
    const opened = openPaymentChannel({ id: parseId('c', 'id'), size: 3, stake: fen(51) }, ALICE, fen(10));
    const channel = joinChannel(joinChannel(opened, BOB, fen(0)), CAROL, fen(0));
    const newest = state(2, 0, 0, {
      funding: 3,
      balances: [milli(0), milli(0), milli(10_000)],
      withdrawn: [fen(0), fen(0), fen(0)],
    });
    const stale = closed(challengeClose(beginClose(channel, BOB, undefined), newest));
    expect(stale).toEqual(
      new Map([
        [ALICE, 51n + 26n],
        [CAROL, 51n + 25n + 10n],
      ]),
    );
  });

  it('is not stopped by an equal or older version, whatever its content', () => {
    const begun = beginClose(channelOfTwo(), ALICE, state(3, 60_000, 60_000));
    expect(refusalOf(() => challengeClose(begun, state(3, 0, 120_000)))).toBe('CONFLICT');
    expect(refusalOf(() => challengeClose(begun, state(2, 0, 120_000)))).toBe('CONFLICT');
    expect(refusalOf(() => closeTogether(begun, state(3, 0, 120_000, { final: true })))).toBe('CONFLICT');
    expect(refusalOf(() => beginClose(channelOfTwo(), CAROL, undefined))).toBe('FORBIDDEN');
  });

  it('is not below the checkpoint', () => {
    const kept = checkpointChannel(channelOfTwo(), state(5, 20_000, 100_000)).channel;
    expect(refusalOf(() => beginClose(kept, ALICE, state(4, 100_000, 20_000)))).toBe('CONFLICT');
    expect(refusalOf(() => beginClose(kept, ALICE, state(5, 100_000, 20_000)))).toBe('CONFLICT');
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

describe('a withdrawal on the way', () => {
  const taken = state(3, 60_000, 30_000, { withdrawn: [fen(0), fen(30)] });

  it('is paid by the state that all have signed, once, and the channel goes on', () => {
    const { channel, payouts } = checkpointChannel(channelOfTwo(), taken);
    expect(payouts).toEqual([{ to: BOB, amount: 30n }]);
    expect([statusOfChannel(channel), channelEscrow(channel)]).toEqual(['funded', 190n]);
    expect(refusalOf(() => checkpointChannel(channel, taken))).toBe('CONFLICT');
    expect(refusalOf(() => checkpointChannel(channel, state(4, 60_000, 60_000)))).toBe('INVALID_ARGUMENT state');
    expect(closed(beginClose(channel, ALICE, undefined))).toEqual(
      new Map([
        [ALICE, 110n],
        [BOB, 80n],
      ]),
    );
  });

  it('is paid at a close where it was not before', () => {
    expect(closed(beginClose(channelOfTwo(), ALICE, taken))).toEqual(
      new Map([
        [ALICE, 110n],
        [BOB, 110n],
      ]),
    );
  });
});

describe('leaving', () => {
  const channelOfThree = (): PaymentChannel => {
    const opened = openPaymentChannel({ id: parseId('c', 'id'), size: 3, stake: fen(50) }, ALICE, fen(100));
    return joinChannel(joinChannel(opened, BOB, fen(20)), CAROL, fen(0));
  };
  const goodbye = (more: Partial<ChannelState> = {}): ChannelState => ({
    ...state(3, 0, 0, { funding: 3, withdrawn: [fen(0), fen(50), fen(0)], leaving: BOB }),
    balances: [milli(60_000), milli(0), milli(10_000)],
    ...more,
  });

  it('pays a member what it has and its stake, while the others go on', () => {
    const { channel, payouts } = checkpointChannel(channelOfThree(), goodbye());
    expect(payouts).toEqual([{ to: BOB, amount: 100n }]);
    expect([channel.members, channelEscrow(channel), statusOfChannel(channel)]).toEqual([
      [ALICE, CAROL],
      170n,
      'funded',
    ]);
    const next = state(4, 30_000, 40_000, { funding: 3, final: true });
    expect(paidBy(closeTogether(channel, next))).toEqual(
      new Map([
        [ALICE, 80n],
        [CAROL, 90n],
      ]),
    );
    expect(closed(beginClose(channel, CAROL, undefined))).toEqual(
      new Map([
        [ALICE, 110n],
        [CAROL, 60n],
      ]),
    );
    expect(refusalOf(() => topUpChannel(channel, BOB, fen(5)))).toBe('FORBIDDEN');
  });

  it('leaves nothing behind that a member has paid in since', () => {
    const topped = topUpChannel(channelOfThree(), BOB, fen(5));
    expect(refusalOf(() => checkpointChannel(topped, goodbye()))).toBe('INVALID_ARGUMENT state');
    expect(closed(beginClose(topped, ALICE, goodbye())).get(BOB)).toBe(105n);
  });

  it.each([
    ['has a balance', { balances: [milli(50_000), milli(10_000), milli(10_000)] }],
    ['is no member', { leaving: parseParty('00009', 'leaving') }],
  ])('is not for one that %s', (_what, more) => {
    expect(refusalOf(() => checkpointChannel(channelOfThree(), goodbye(more)))).toBe('INVALID_ARGUMENT state');
  });

  it('is not for one of the last two: they close together', () => {
    const last = state(3, 100_000, 0, { withdrawn: [fen(0), fen(20)], leaving: BOB });
    expect(refusalOf(() => checkpointChannel(channelOfTwo(), last))).toBe('INVALID_ARGUMENT state');
  });
});

describe('a lock', () => {
  const locked = state(3, 60_000, 50_000, { locks: [lock(10_000, 9_000)] });
  const armed = armClose(beginClose(channelOfTwo(), ALICE, locked), 0, 1);
  const payouts = (revealed: number | undefined): ReadonlyMap<Party, Fen> =>
    paidBy(finalizeClose(armed, 10 * WINDOW, () => revealed));

  it('pays the payee whose preimage was revealed in time, at the last second too', () => {
    expect(payouts(9_000).get(BOB)).toBe(110n);
  });

  it.each([undefined, 9_001])('goes back to the payer otherwise (%s)', (revealed) => {
    expect(payouts(revealed).get(ALICE)).toBe(120n);
  });

  it('keeps the close open while its preimage can still be revealed on any clock', () => {
    for (const now of [1, 9_000, 8_999 + CLOCK_SPREAD_SECONDS]) {
      expect(refusalOf(() => finalizeClose(armed, now, never))).toBe('CONFLICT');
      expect(refusalOf(() => finalizeClose(armed, now, () => 9_001))).toBe('CONFLICT');
      expect(finalizeClose(armed, now, () => 9_000).payouts).toHaveLength(2);
    }
    expect(finalizeClose(armed, 9_000 + CLOCK_SPREAD_SECONDS, never).payouts).toHaveLength(2);
  });

  it.each([
    ['of a stranger', { payee: CAROL }],
    ['to oneself', { payee: ALICE }],
    ['of nothing', { amount: milli(0) }],
    ['that makes it more than was paid in', { amount: milli(10_001) }],
  ])('%s makes a state that is none', (_what, change) => {
    const wrong = { ...locked, locks: [{ ...lock(10_000, 9_000), ...change }] };
    expect(refusalOf(() => beginClose(channelOfTwo(), ALICE, wrong))).toMatch(/^INVALID_ARGUMENT /u);
  });
});

describe('a state', () => {
  it.each([
    ['gives out more than was paid in', state(1, 100_000, 20_001)],
    ['gives out less', state(1, 100_000, 19_999)],
    ['has no version', state(0, 100_000, 20_000)],
    ['withdraws beside it', state(1, 100_000, 20_000, { withdrawn: [fen(0), fen(1)] })],
    ['counts a deposit that was not made', state(1, 100_000, 20_000, { funding: 3 })],
    ['has no balance of one', { ...state(1, 0, 0), balances: [milli(120_000)] }],
    ['has two locks of one id', state(1, 100_000, 0, { locks: [lock(10_000, 1), lock(10_000, 1)] })],
  ])('that %s is none', (_what, wrong) => {
    expect(refusalOf(() => checkpointChannel(channelOfTwo(), wrong))).toMatch(/^INVALID_ARGUMENT /u);
  });
});

describe('whatever is shown in whatever order', () => {
  it('pays out all that is in it, to the milli-fen by the newest state', () => {
    const shown = fc.record({ version: fc.integer({ min: 1, max: 20 }), alice: fc.integer({ min: 0, max: 120_000 }) });
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1, maxLength: 8 }), (list) => {
        let channel = channelOfTwo();
        let newest: { readonly version: number; readonly alice: number } | undefined;
        const states = list.map(({ version, alice }) => ({
          version,
          alice,
          state: state(version, alice, 120_000 - alice),
        }));
        for (const [at, item] of states.entries()) {
          try {
            channel = at === 0 ? beginClose(channel, ALICE, item.state) : challengeClose(channel, item.state);
            newest = item;
          } catch (error) {
            if (!(error instanceof CloudfedError)) throw error;
            expect(item.version).toBeLessThanOrEqual(newest?.version ?? -1);
          }
        }
        const held = channelEscrow(channel);
        const result = finalizeClose(armClose(channel, 0, WINDOW), WINDOW, never);
        const paid = result.payouts.reduce((sum, { amount }) => sum + amount, 0n);
        expect(paid).toBe(held);
        expect(channelEscrow(result.channel)).toBe(0n);
        const least = BigInt(120_000 - (newest?.alice ?? 0)) / 1_000n;
        expect(paidBy(result).get(BOB) ?? 0n).toBeGreaterThanOrEqual(least + 50n);
      }),
      { numRuns: 500 },
    );
  });
});
