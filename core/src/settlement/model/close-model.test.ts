import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { armClose } from '../channel-close.js';
import type { Closing, PaymentChannel } from '../payment-channel.js';
import { type CloseTerms, newCloseModel } from './close-model.js';
import { type Exploration, explore } from './explore.js';
import { type Contract, contract, going, WINDOW } from './transaction.js';

const TERMS = { contract, shares: [2, 4, 0], seat: 0, reaction: 1, lastAsk: 1 } as const;
const LIMIT = 100_000;

// Most of what is tried is refused, and nobody reads where.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

const explored = (change: Partial<CloseTerms>): Exploration => explore(newCloseModel({ ...TERMS, ...change }), LIMIT);

function changedBy(change: (closing: Closing) => Closing, channel: PaymentChannel): PaymentChannel {
  return channel.closing === undefined ? channel : { ...channel, closing: change(channel.closing) };
}

describe('whatever the adversary shows, holds back and dates', () => {
  it.each([
    ['the honest member opened the channel and is paid, then pays', 0, [2, 4, 0]],
    ['it joined and is paid, then pays', 1, [2, 4, 0]],
    ['it opened and pays, then is paid', 0, [2, 0, 3]],
    ['it joined and pays, then is paid', 1, [4, 1, 4]],
  ] as const)('all properties hold: %s', (_what, seat, shares) => {
    const { violation, states } = explored({ seat, shares });
    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(1_000);
  });
});

describe('what is broken is found', () => {
  const oneStep: Contract = (channel, transaction, stateOf) => {
    const outcome = contract(channel, transaction, stateOf);
    return transaction.act === 'begin' ? going(armClose(outcome.channel, transaction.stamp, WINDOW)) : outcome;
  };
  const armAgain: Contract = (channel, transaction, stateOf) =>
    contract(
      transaction.act === 'arm' ? changedBy((closing) => ({ ...closing, deadline: undefined }), channel) : channel,
      transaction,
      stateOf,
    );
  const anyVersion: Contract = (channel, transaction, stateOf) => {
    const { act, version } = transaction;
    if (act !== 'challenge' || channel.isClosed) return contract(channel, transaction, stateOf);
    return going(changedBy((closing) => ({ ...closing, state: stateOf(version) }), channel));
  };
  const slashAtOnce: Contract = (channel, transaction, stateOf) => {
    const outcome = contract(channel, transaction, stateOf);
    if (transaction.act !== 'begin') return outcome;
    return going(changedBy((closing) => ({ ...closing, begunWith: closing.begunWith - 1 }), outcome.channel));
  };
  const neverSlash: Contract = (channel, transaction, stateOf) =>
    contract(
      changedBy((closing) => ({ ...closing, begunWith: closing.state?.version ?? 0 }), channel),
      transaction,
      stateOf,
    );
  const shortWindow: Contract = (channel, transaction, stateOf) => {
    const stamp = transaction.stamp - (transaction.act === 'arm' ? 1 : 0);
    return contract(channel, { ...transaction, stamp }, stateOf);
  };

  it.each([
    [
      'a close in one step, held back until its window is over',
      { contract: oneStep, dated: ['arm', 'begin'], lastAsk: 3, shares: [2] },
      'WindowIsKept',
    ],
    ['a window that is a quarter too short', { contract: shortWindow, shares: [2] }, 'WindowIsKept'],
    ['a deadline that can be set again', { contract: armAgain, shares: [2] }, 'ClosedInTime'],
    ['a challenge by an older state', { contract: anyVersion, shares: [2, 0, 4] }, 'NewestShownIsPaid'],
    ['a stake lost to a state that never came back', { contract: slashAtOnce, shares: [2, 4] }, 'HonestIsSafe'],
    ['a stale close that costs nothing', { contract: neverSlash }, 'StaleIsSlashed'],
    ['a member that signs on after it asked for a close', { signsAfter: 'asking' }, 'HonestIsSafe'],
    ['a member that signs on after the last state', { signsAfter: 'the last', shares: [2, 0, 3] }, 'HonestIsSafe'],
    ['a member that watches too seldom', { reaction: 2 }, 'HonestIsSafe'],
  ] as const)('%s', (_what, change, property) => {
    const { violation } = explored(change);
    expect(violation?.property).toBe(property);
    expect(violation?.steps.length).toBeGreaterThan(1);
  });
});
