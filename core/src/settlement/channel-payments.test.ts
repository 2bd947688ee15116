import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Hex } from '../bytes.js';
import { orgOfUser, parseId, parseOrgId, parseUserId } from '../ids.js';
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
import { channelPair, receivedThrough } from './channel-payments.js';
import type { ChannelState } from './document.js';
import { parseMilliFen } from './milli-fen.js';
import { parseParty, type Party } from './party.js';
import { joinChannel, openPaymentChannel, type PaymentChannel, topUpChannel } from './payment-channel.js';

const PAYER = parseParty('00002007', 'member');
const PAYEE = parseParty('00001', 'member');
const THIRD = parseParty('00003', 'member');
const [ONE, TWO] = [parseOrgId('00001', 'org'), orgOfUser(parseUserId('00002007', 'user'))];
const THREE = parseOrgId('00003', 'org');
const fen = (amount: number | bigint): Fen => parseFen(String(amount), 'amount');
const milli = (amount: number | bigint) => parseMilliFen(String(amount), 'amount');
const never = (): undefined => undefined;

function channelOf(members: readonly (readonly [Party, number])[], size = members.length): PaymentChannel {
  const [[opener, deposit] = [PAYER, 0], ...others] = members;
  const opened = openPaymentChannel({ id: parseId('c', 'id'), size, stake: fen(50) }, opener, fen(deposit));
  return others.reduce((channel, [member, amount]) => joinChannel(channel, member, fen(amount)), opened);
}

const ofTwo = (): PaymentChannel =>
  channelOf([
    [PAYER, 100],
    [PAYEE, 20],
  ]);

function state(version: number, balances: readonly number[], more: Partial<ChannelState> = {}): ChannelState {
  return {
    type: 'channel-state',
    version,
    funding: 2,
    balances: balances.map(milli),
    withdrawn: balances.map(() => fen(0)),
    locks: [],
    leaving: undefined,
    final: false,
    ...more,
  };
}

const received = (channel: PaymentChannel): readonly bigint[] =>
  [PAYEE, PAYER].map((member) => receivedThrough(channel, member));

describe('what came through a payment channel', () => {
  it('is nothing until the ledger has seen a state, and then what the newest says', () => {
    expect(received(ofTwo())).toEqual([0n, 0n]);
    const first = checkpointChannel(ofTwo(), state(1, [70_000, 50_000])).channel;
    expect(received(first)).toEqual([30n, -30n]);
    expect(received(checkpointChannel(first, state(2, [110_000, 10_000])).channel)).toEqual([-10n, 10n]);
  });

  it('is rounded down on both sides', () => {
    expect(received(checkpointChannel(ofTwo(), state(1, [69_999, 50_001])).channel)).toEqual([30n, -31n]);
    expect(received(checkpointChannel(ofTwo(), state(1, [100_001, 19_999])).channel)).toEqual([-1n, 0n]);
  });

  it('does not change with what is paid in or drawn out', () => {
    const paid = checkpointChannel(ofTwo(), state(1, [70_000, 50_000])).channel;
    const topped = topUpChannel(topUpChannel(paid, PAYER, fen(500)), PAYEE, fen(7));
    expect(received(topped)).toEqual([30n, -30n]);
    const counted = state(2, [570_000, 17_000], { funding: 4, withdrawn: [fen(0), fen(40)] });
    expect(received(checkpointChannel(topped, counted).channel)).toEqual([30n, -30n]);
  });

  it('counts nothing that is locked, for neither', () => {
    const lock = {
      id: parseId('lock-1', 'id'),
      payer: PAYER,
      payee: PAYEE,
      amount: milli(20_000),
      hash: 'ab'.repeat(32) as Hex,
      expiry: 9_000,
    };
    const locked = checkpointChannel(ofTwo(), state(1, [50_000, 50_000], { locks: [lock] })).channel;
    expect(received(locked)).toEqual([30n, -50n]);
  });

  it('is told by a close as by a checkpoint, and after it for ever', () => {
    const together = closeTogether(ofTwo(), state(4, [70_000, 50_000], { final: true })).channel;
    expect(received(together)).toEqual([30n, -30n]);
    const kept = checkpointChannel(ofTwo(), state(1, [90_000, 30_000])).channel;
    const begun = beginClose(kept, PAYER, undefined);
    expect(received(begun)).toEqual([10n, -10n]);
    const challenged = challengeClose(armClose(begun, 0, 10), state(2, [70_000, 50_000]));
    expect(received(challenged)).toEqual([30n, -30n]);
    expect(received(finalizeClose(challenged, 10, never).channel)).toEqual([30n, -30n]);
    const overruled = closeTogether(challenged, state(3, [60_000, 60_000], { final: true })).channel;
    expect(received(overruled)).toEqual([40n, -40n]);
  });

  it('is asked of members', () => {
    expect(refusalOf(() => receivedThrough(ofTwo(), THIRD))).toBe('FORBIDDEN');
  });

  it('is for both together nothing, but for what rounding and locks take, whatever was paid, added and drawn', () => {
    const moves = fc.array(
      fc.record({ paid: fc.integer({ min: -500_000, max: 500_000 }), toppedUp: fc.nat({ max: 50 }), drawn: fc.nat() }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(moves, (all) => {
        let channel = ofTwo();
        const balances: [bigint, bigint] = [100_000n, 20_000n];
        const withdrawn: [bigint, bigint] = [0n, 0n];
        let net = 0n;
        all.forEach(({ paid, toppedUp, drawn }, at) => {
          if (toppedUp > 0) {
            channel = topUpChannel(channel, PAYER, fen(toppedUp));
            balances[0] += BigInt(toppedUp) * 1_000n;
          }
          const most = paid >= 0 ? balances[0] : balances[1];
          const wanted = BigInt(Math.abs(paid));
          const moved = (wanted < most ? wanted : most) * (paid >= 0 ? 1n : -1n);
          balances[0] -= moved;
          balances[1] += moved;
          net += moved;
          const out = BigInt(drawn) % (balances[1] / 1_000n + 1n);
          balances[1] -= out * 1_000n;
          withdrawn[1] += out;
          const next = state(at + 1, [], {
            funding: channel.deposits.length,
            balances: balances.map(milli),
            withdrawn: withdrawn.map(fen),
          });
          channel = checkpointChannel(channel, next).channel;
          const [came, went] = received(channel);
          const exact = (net - (((net % 1_000n) + 1_000n) % 1_000n)) / 1_000n;
          expect(came).toBe(exact);
          expect((came ?? 0n) + (went ?? 0n)).toBe(net % 1_000n === 0n ? 0n : -1n);
        });
      }),
    );
  });
});

describe('a channel of a payer and a payee', () => {
  it('has exactly two members, one of each organization', () => {
    expect(channelPair(ofTwo(), TWO, ONE)).toEqual({ payer: PAYER, payee: PAYEE });
    expect(channelPair(ofTwo(), ONE, TWO)).toEqual({ payer: PAYEE, payee: PAYER });
    expect(channelPair(ofTwo(), THREE, ONE)).toBeUndefined();
    expect(channelPair(ofTwo(), ONE, ONE)).toBeUndefined();
  });

  it('has no third, nor had one, nor waits for one', () => {
    const ofThree = channelOf([
      [PAYER, 100],
      [PAYEE, 20],
      [THIRD, 30],
    ]);
    expect(channelPair(ofThree, TWO, ONE)).toBeUndefined();
    const leaving = state(1, [100_000, 50_000, 0], { funding: 3, leaving: THIRD });
    const left = checkpointChannel(ofThree, leaving).channel;
    expect(left.members).toEqual([PAYER, PAYEE]);
    expect(channelPair(left, TWO, ONE)).toBeUndefined();
    const waiting = channelOf(
      [
        [PAYER, 100],
        [PAYEE, 20],
      ],
      3,
    );
    expect(channelPair(waiting, TWO, ONE)).toBeUndefined();
  });
});
