import { CloudfedError } from '../../errors.js';
import { parseId } from '../../ids.js';
import { type Fen, fen, ZERO_FEN } from '../../money.js';
import type { ChannelState } from '../document.js';
import { milliFenOf } from '../milli-fen.js';
import { parseParty, type Party } from '../party.js';
import {
  channelEscrow,
  joinChannel,
  openPaymentChannel,
  type PaymentChannel,
  type Payout,
  statusOfChannel,
} from '../payment-channel.js';
import type { EscrowStatus } from '../transitions.js';
import type { Model } from './explore.js';
import { type Act, type Contract, type Transaction, WINDOW } from './transaction.js';

/** The model of PaymentChannelClose.tla over a contract; the names are the same. */
export interface CloseTerms {
  readonly contract: Contract;
  /** What state v gives the honest member, in fen of {@link TOTAL}; the first are its deposits. */
  readonly shares: readonly number[];
  /** Place of the honest member among the two. */
  readonly seat: 0 | 1;
  /** In ticks, as all times of the model. */
  readonly reaction: number;
  readonly lastAsk: number;
  /** Acts whose timestamp has an effect, besides that it must not be too early: arming alone, unless a contract is broken. */
  readonly dated?: readonly Act[];
  /** What an honest member must not do, done. */
  readonly signsAfter?: 'asking' | 'the last';
}

/** Both deposits together. */
export const TOTAL = 4;
export const STAKE = fen(1n);
/** A tick is as long as timestamps may be off. */
const SKEW = 1;
const MEMBERS = [parseParty('00001', 'member'), parseParty('00002', 'member')] as const;

export interface CloseState {
  readonly now: number;
  readonly channel: PaymentChannel;
  readonly payouts: readonly Payout[];
  /** The version that was paid by. */
  readonly paidBy: number;
  readonly held: Transaction | undefined;
  readonly signed: number;
  readonly full: number;
  readonly last: number;
  readonly stopped: boolean;
  readonly askedAt: number;
  readonly askedWith: number;
  readonly begunAt: number;
  readonly begunWith: number;
  readonly challenged: number;
  readonly how: Act | undefined;
  readonly closedAt: number;
}

type Step = readonly [string, CloseState];

export function newCloseModel(terms: CloseTerms): Model<CloseState> {
  const member = new HonestAndAdversary(terms);
  return {
    initial: member.initial,
    steps: (state) => member.steps(state),
    brokenBy: (state) => member.brokenBy(state),
    keyOf,
  };
}

class HonestAndAdversary {
  readonly initial: CloseState;
  readonly #terms: CloseTerms;
  readonly #honest: Party;
  readonly #adversary: Party;
  /** By version; and the same as the last. */
  readonly #states: readonly ChannelState[];
  readonly #lastStates: readonly ChannelState[];
  readonly #newest: number;
  readonly #maxTime: number;

  constructor(terms: CloseTerms) {
    const { shares, seat, reaction, lastAsk } = terms;
    this.#terms = terms;
    this.#honest = MEMBERS[seat];
    this.#adversary = MEMBERS[seat === 0 ? 1 : 0];
    this.#newest = shares.length - 1;
    this.#maxTime = lastAsk + 3 * reaction + 2 * SKEW + WINDOW;
    this.#states = shares.map((_share, version) => this.#stateOf(version, false));
    this.#lastStates = shares.map((_share, version) => this.#stateOf(version, true));
    const [first, second] = this.#sharesOf(0);
    const terms0 = { id: parseId('chan', 'id'), size: 2, stake: STAKE };
    const channel = joinChannel(openPaymentChannel(terms0, MEMBERS[0], first), MEMBERS[1], second);
    this.initial = {
      ...{ now: 0, channel, payouts: [], paidBy: 0, held: undefined },
      ...{ signed: 0, full: 0, last: 0, stopped: false, askedAt: -1, askedWith: 0 },
      ...{ begunAt: 0, begunWith: 0, challenged: 0, how: undefined, closedAt: 0 },
    };
  }

  *steps(state: CloseState): Generator<Step> {
    if (state.channel.isClosed) return;
    yield* this.#signing(state);
    yield* this.#honestActs(state);
    yield* this.#adversaryActs(state);
    if (state.now < this.#maxTime && !this.#isOverdue(state)) yield ['time passes', { ...state, now: state.now + 1 }];
  }

  brokenBy(state: CloseState): string | undefined {
    const { now, begunAt, closedAt, how, full, challenged, paidBy, askedAt } = state;
    const phase = statusOfChannel(state.channel);
    const isClosing = isClosingIn(phase);
    if (!this.#isConserved(state)) return 'Conserved';
    if (phase === 'closed' && this.#paid(state, this.#honest) < this.#lastSafe(state)) return 'HonestIsSafe';
    if (how === 'finalize') {
      if (paidBy < challenged || paidBy < full) return 'NewestShownIsPaid';
      if (this.#isUnpunished(state)) return 'StaleIsSlashed';
      if (closedAt - begunAt < WINDOW - 2 * SKEW) return 'WindowIsKept';
    }
    if (isClosing && now - begunAt > WINDOW + SKEW + 2 * this.#terms.reaction) return 'ClosedInTime';
    // With bounded time, and nothing of the adversary needed to go on, this is the liveness of the other model.
    if ((isClosing || (askedAt >= 0 && phase === 'funded')) && this.#isStuck(state)) return 'ACloseEnds';
    return undefined;
  }

  /** Off the ledger: a state is signed only when the one before it has both signatures, and no version twice. */
  *#signing(state: CloseState): Generator<Step> {
    const { signed, full, stopped, channel } = state;
    if (!stopped && signed === full && signed < this.#newest) {
      const next = signed + 1;
      yield ['the honest member proposes', { ...state, signed: next }];
      yield ['it accepts', { ...state, signed: next, full: next }];
      const stops = this.#terms.signsAfter !== 'the last';
      yield ['it proposes the last', { ...state, signed: next, last: next, stopped: stops }];
    }
    if (full < signed && (!stopped || statusOfChannel(channel) === 'open')) {
      yield ['the signature comes back', { ...state, full: signed }];
    }
  }

  *#honestActs(state: CloseState): Generator<Step> {
    const { now, channel, full, last, stopped, askedAt, askedWith } = state;
    const phase = statusOfChannel(channel);
    const shown = shownBy(channel);
    if (phase === 'funded' && askedAt < 0 && now <= this.#terms.lastAsk) {
      const stops = this.#terms.signsAfter !== 'asking';
      yield ['it asks', { ...state, askedAt: now, askedWith: full, stopped: stops }];
    }
    if (isClosingIn(phase) && !stopped) yield ['it sees the close', { ...state, stopped: true }];
    if (full < shown) yield ['it learns', { ...state, full: shown }];
    if (askedAt >= 0) {
      for (const version of new Set([askedWith, full])) {
        if (version >= shown) yield* this.#commits(state, this.#byHonest(state, 'begin', version));
      }
    }
    if (full > shown) yield* this.#commits(state, this.#byHonest(state, 'challenge', full));
    if (phase === 'closing') yield* this.#commits(state, this.#byHonest(state, 'arm', 0));
    yield* this.#commits(state, this.#byHonest(state, 'finalize', 0));
    if (last > 0 && last <= full) yield* this.#commits(state, this.#byHonest(state, 'together', last));
  }

  /**
   * To hold one transaction is as good as many: the commit of any ends all others, which read what it has changed. So long
   * as nothing has, only one whose timestamp has an effect gains by having been endorsed early.
   */
  *#adversaryActs(state: CloseState): Generator<Step> {
    const { held, now, signed, last } = state;
    if (held !== undefined && (held.act !== 'begin' || now <= this.#terms.lastAsk)) yield* this.#commits(state, held);
    for (const act of this.#terms.dated ?? ['arm']) {
      for (let at = now - SKEW; at <= now + SKEW; at += 1) {
        const early = { ...this.#byAdversary(act, shownBy(state.channel)), stamp: at };
        if (this.#attempt(state, early) !== undefined) yield [`${act} is endorsed`, { ...state, held: early }];
      }
    }
    for (let version = shownBy(state.channel); version <= signed && now <= this.#terms.lastAsk; version += 1) {
      if (this.#terms.dated?.includes('begin') !== true) {
        yield* this.#commits(state, this.#byAdversary('begin', version));
      }
    }
    for (let version = 1; version <= signed; version += 1) {
      yield* this.#commits(state, this.#byAdversary('checkpoint', version));
      yield* this.#commits(state, this.#byAdversary('challenge', version));
    }
    yield* this.#commits(state, { ...this.#byAdversary('finalize', 0), stamp: now + SKEW });
    if (last > 0) yield* this.#commits(state, this.#byAdversary('together', last));
  }

  #byAdversary(act: Act, version: number): Transaction {
    return { act, by: this.#adversary, version, stamp: 0 };
  }

  #byHonest({ now }: CloseState, act: Act, version: number): Transaction {
    return { act, by: this.#honest, version, stamp: now };
  }

  *#commits(state: CloseState, transaction: Transaction): Generator<Step> {
    const next = this.#attempt(state, transaction);
    if (next !== undefined) yield [`${transaction.act} by ${transaction.by} commits`, next];
  }

  /** The state after its commit; undefined where the contract refuses it. */
  #attempt(state: CloseState, transaction: Transaction): CloseState | undefined {
    const { act, version } = transaction;
    try {
      const { channel, payouts } = this.#terms.contract(
        state.channel,
        transaction,
        (at) => (at === state.last ? this.#lastStates : this.#states)[at] ?? absent(),
      );
      const { now, challenged } = state;
      const next = { ...state, channel, payouts, held: undefined };
      if (act === 'begin') return { ...next, begunAt: now, begunWith: shownBy(channel) };
      if (act === 'challenge') return { ...next, challenged: Math.max(challenged, version) };
      if (!channel.isClosed) return next;
      return { ...next, how: act, closedAt: now, paidBy: act === 'together' ? version : shownBy(channel) };
    } catch (error) {
      if (error instanceof CloudfedError) return undefined;
      throw error;
    }
  }

  #isOverdue({ now, channel, begunAt, stopped, full, askedAt }: CloseState): boolean {
    const { reaction } = this.#terms;
    const phase = statusOfChannel(channel);
    if (phase === 'funded') return askedAt >= 0 && now >= askedAt + reaction;
    if (!isClosingIn(phase)) return false;
    const isUnanswered = !stopped || shownBy(channel) < full || phase === 'closing';
    if (isUnanswered && now >= begunAt + reaction) return true;
    const deadline = channel.closing?.deadline;
    return deadline !== undefined && now >= deadline + reaction;
  }

  #isStuck(state: CloseState): boolean {
    if (state.now < this.#maxTime && !this.#isOverdue(state)) return false;
    return this.#honestActs(state).next().done === true;
  }

  /** Whether the adversary kept its stake though the honest member had a state two versions ahead of its close. */
  #isUnpunished(state: CloseState): boolean {
    if (state.channel.closing?.by !== this.#adversary || state.full < state.begunWith + 2) return false;
    return this.#paid(state, this.#adversary) !== BigInt(TOTAL - (this.#terms.shares[state.paidBy] ?? absent()));
  }

  #isConserved(state: CloseState): boolean {
    const paid = MEMBERS.reduce((sum, member) => sum + this.#paid(state, member), 0n);
    return channelEscrow(state.channel) + paid === BigInt(TOTAL) + 2n * STAKE;
  }

  #paid({ payouts }: CloseState, member: Party): bigint {
    return payouts.find(({ to }) => to === member)?.amount ?? ZERO_FEN;
  }

  /** Its stake, and the least of what the states give it that both, or all but the other, have signed. */
  #lastSafe({ full, signed }: CloseState): bigint {
    return BigInt(Math.min(...this.#terms.shares.slice(full, signed + 1))) + STAKE;
  }

  #sharesOf(version: number): readonly [Fen, Fen] {
    const share = this.#terms.shares[version] ?? absent();
    const [own, other] = [fen(BigInt(share)), fen(BigInt(TOTAL - share))];
    return this.#terms.seat === 0 ? [own, other] : [other, own];
  }

  #stateOf(version: number, final: boolean): ChannelState {
    const balances = this.#sharesOf(version).map((share) => milliFenOf(share));
    const withdrawn = [ZERO_FEN, ZERO_FEN];
    return { type: 'channel-state', version, funding: 2, balances, withdrawn, locks: [], leaving: undefined, final };
  }
}

function isClosingIn(phase: EscrowStatus): boolean {
  return phase === 'closing' || phase === 'armed' || phase === 'challenged';
}

/** The newest version that the ledger was shown. */
function shownBy({ closing, checkpoint }: PaymentChannel): number {
  return (closing === undefined ? checkpoint : closing.state)?.version ?? 0;
}

function absent(): never {
  throw new RangeError('there is no such state');
}

function keyOf(state: CloseState): string {
  const { channel, payouts, held, ...rest } = state;
  const { closing } = channel;
  const ledger = [statusOfChannel(channel), shownBy(channel), closing?.by, closing?.deadline, closing?.begunWith];
  const waiting = held === undefined ? '' : [held.act, held.version, held.stamp].join();
  return [
    ...ledger,
    ...payouts.map(({ to, amount }) => `${to}:${amount.toString()}`),
    waiting,
    ...Object.values(rest),
  ].join();
}
