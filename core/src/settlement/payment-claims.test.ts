import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CloudfedError } from '../errors.js';
import { parseOrgId } from '../ids.js';
import { type Fen, MAX_FEN, parseFen } from '../money.js';
import { readForm, writeForm } from '../record-form.js';
import { refusalOf } from '../testing/refusal.js';
import {
  claimPayment,
  confirmClaim,
  freeOf,
  giveBackClaim,
  NO_CLAIMS,
  parseNetFen,
  PAYMENT_CLAIMS_FORM,
  type PaymentClaims,
  unclaimedOf,
} from './payment-claims.js';

const ONE = parseOrgId('00001', 'org');
const TWO = parseOrgId('00002', 'org');
const fen = (amount: number | bigint): Fen => parseFen(String(amount), 'amount');

describe('what is claimed of an instrument', () => {
  it('counts each fen once', () => {
    const claimed = claimPayment(claimPayment(NO_CLAIMS, ONE, fen(60)), ONE, fen(50));
    const once = confirmClaim(claimed, ONE, fen(60), 100n);
    expect([freeOf(once, ONE, 100n), unclaimedOf(once, ONE, 100n)]).toEqual([40n, -10n]);
    expect(refusalOf(() => confirmClaim(once, ONE, fen(50), 100n))).toBe('CONFLICT paid');
    expect(refusalOf(() => confirmClaim(once, ONE, fen(50), 109n))).toBe('CONFLICT paid');
    expect(freeOf(confirmClaim(once, ONE, fen(50), 110n), ONE, 110n)).toBe(0n);
  });

  it('says its figures where it is short', () => {
    const claimed = claimPayment(NO_CLAIMS, ONE, fen(60));
    expect(() => confirmClaim(claimed, ONE, fen(60), 59n)).toThrow(
      'paid: 59 fen in all have come to the creditor through it, 59 of them are free, 60 are due',
    );
  });

  it('is free again where the creditor was not paid', () => {
    const claimed = claimPayment(NO_CLAIMS, ONE, fen(60));
    expect(giveBackClaim(claimed, ONE, fen(60))).toEqual(NO_CLAIMS);
    expect(() => giveBackClaim(claimed, ONE, fen(61))).toThrow(RangeError);
    expect(() => confirmClaim(NO_CLAIMS, ONE, fen(60), 100n)).toThrow(RangeError);
  });

  it('by both sides of a channel is confirmed in whichever order', () => {
    const both = claimPayment(claimPayment(NO_CLAIMS, ONE, fen(100)), TWO, fen(40));
    for (const [first, second] of [
      [ONE, TWO],
      [TWO, ONE],
    ] as const) {
      const net = new Map([
        [ONE, { due: fen(100), paid: 60n }],
        [TWO, { due: fen(40), paid: -60n }],
      ]);
      let claims = both;
      for (const org of [first, second]) {
        const { due, paid } = net.get(org) ?? { due: fen(0), paid: 0n };
        claims = confirmClaim(claims, org, due, paid);
      }
      expect([freeOf(claims, ONE, 60n), freeOf(claims, TWO, -60n)]).toEqual([0n, 0n]);
    }
  });

  it('stands in a row one way only', () => {
    const claims = confirmClaim(claimPayment(claimPayment(NO_CLAIMS, TWO, fen(7)), ONE, fen(3)), ONE, fen(3), 3n);
    const text = writeForm(PAYMENT_CLAIMS_FORM, claims);
    expect(text).toBe('{"confirmed":{"00001":3},"pending":{"00002":7}}');
    expect(readForm(PAYMENT_CLAIMS_FORM, text)).toEqual(claims);
    for (const damaged of ['{}', '{"confirmed":{"1":3},"pending":{}}', '{"confirmed":[],"pending":{"00002":-7}}']) {
      expect(() => readForm(PAYMENT_CLAIMS_FORM, damaged)).toThrow(RangeError);
    }
  });
});

describe('what has come through an instrument', () => {
  it('is whole fen, below zero where more went than came', () => {
    expect([parseNetFen('0', 'paid'), parseNetFen('48', 'paid'), parseNetFen('-48', 'paid')]).toEqual([0n, 48n, -48n]);
    expect(parseNetFen(`-${MAX_FEN.toString()}`, 'paid')).toBe(-MAX_FEN);
  });

  it.each(['', '-', '-0', '+1', '--1', '- 1', '-01', '1.0', '1e3', '−1', '１'])('is not %j', (text) => {
    expect(refusalOf(() => parseNetFen(text, 'paid'))).toBe('INVALID_ARGUMENT paid');
  });

  it.each([(MAX_FEN + 1n).toString(), `-${(MAX_FEN + 1n).toString()}`])('is not %s', (text) => {
    expect(refusalOf(() => parseNetFen(text, 'paid'))).toBe('AMOUNT_OVERFLOW paid');
  });
});

type Side = 0 | 1;
type Move = { readonly kind: 'pay' | 'settle'; readonly to: Side; readonly amount: number };
type Answer = { readonly kind: 'confirm' | 'refuse'; readonly at: number };
type Step = Move | Answer;

const side = fc.constantFrom<Side>(0, 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom<Move['kind']>('pay', 'settle'),
    to: side,
    amount: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({ kind: fc.constantFrom<Answer['kind']>('confirm', 'confirm', 'refuse'), at: fc.nat({ max: 9 }) }),
);
const ORGS = [ONE, TWO] as const;

/** Two organizations that pay each other through one channel, of which the ledger knows what came less what went. */
class World {
  claims: PaymentClaims = NO_CLAIMS;
  /** All that was ever paid to each. */
  readonly paidTo: [bigint, bigint] = [0n, 0n];
  readonly confirmedTo: [bigint, bigint] = [0n, 0n];
  readonly settled: { readonly to: Side; readonly due: Fen }[] = [];

  take(one: Step, isTruthful: (to: Side) => boolean): void {
    if ('at' in one) this.answer(one.at, one.kind);
    else if (one.kind === 'pay') this.paidTo[one.to] += BigInt(one.amount);
    else this.settle(one.to, fen(one.amount), isTruthful(one.to));
  }

  settle(to: Side, due: Fen, isTruthful: boolean): void {
    const waiting = this.settled.filter((other) => other.to === to).map((other) => other.due);
    const said = waiting.reduce((sum, amount) => sum + amount, this.confirmedTo[to] + due);
    if (isTruthful && said > this.paidTo[to]) return;
    this.claims = claimPayment(this.claims, ORGS[to], due);
    this.settled.push({ to, due });
  }

  answer(at: number, kind: 'confirm' | 'refuse'): boolean {
    const [one] = this.settled.splice(at, 1);
    if (one === undefined) return false;
    const { to, due } = one;
    if (kind === 'refuse') {
      this.claims = giveBackClaim(this.claims, ORGS[to], due);
      return true;
    }
    try {
      this.claims = confirmClaim(this.claims, ORGS[to], due, this.paidTo[to] - this.paidTo[to === 0 ? 1 : 0]);
      this.confirmedTo[to] += due;
      return true;
    } catch (error) {
      if (!(error instanceof CloudfedError && error.code === 'CONFLICT')) throw error;
      this.settled.push(one);
      return false;
    }
  }
}

describe('payments both ways through one channel', () => {
  it('never confirm to a creditor more than was paid to it, whatever its debtor says, while it says the truth itself', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), side, (steps, honest) => {
        const world = new World();
        for (const one of steps) {
          // What is settled to the other is what the honest one says to have paid.
          world.take(one, (to) => to !== honest);
          expect(world.confirmedTo[honest] <= world.paidTo[honest]).toBe(true);
        }
      }),
    );
  });

  it('are all confirmed, in any order, where all that was paid was named', () => {
    const payments = fc.array(fc.record({ to: side, amount: fc.integer({ min: 1, max: 100 }) }), { maxLength: 20 });
    fc.assert(
      fc.property(payments, fc.array(fc.nat(), { minLength: 20, maxLength: 20 }), (all, order) => {
        const world = new World();
        for (const { to, amount } of all) {
          world.paidTo[to] += BigInt(amount);
          world.settle(to, fen(amount), true);
        }
        for (const at of order.slice(0, all.length)) {
          expect(world.answer(at % world.settled.length, 'confirm')).toBe(true);
        }
        expect(world.confirmedTo).toEqual(world.paidTo);
        expect(world.claims.pending.size).toBe(0);
      }),
    );
  });
});
