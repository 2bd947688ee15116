import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OrgId } from '../ids.js';
import { type Fen, MAX_FEN } from '../money.js';
import { type Debt, MAX_NETTED, type Positions, positionsOf, smallestPayments } from './netting.js';

const org = (at: number): OrgId => at.toString().padStart(5, '0') as OrgId;
const debt = (debtor: number, creditor: number, amount: bigint): Debt => ({
  debtorId: org(debtor),
  creditorId: org(creditor),
  amount: amount as Fen,
});
const net = (...debts: readonly Debt[]): readonly Debt[] => smallestPayments(positionsOf(debts));

/** Debts among so many organizations; small amounts, so that some are even by chance. */
const debtsAmong = (count: number, most: bigint): fc.Arbitrary<readonly Debt[]> =>
  fc.array(
    fc
      .tuple(
        fc.integer({ min: 1, max: count }),
        fc.integer({ min: 1, max: count - 1 }),
        fc.bigInt({ min: 1n, max: most }),
      )
      .map(([debtor, further, amount]) => debt(debtor, ((debtor - 1 + further) % count) + 1, amount)),
    { maxLength: 12 },
  );

/** As many groups that are even as can be, by trying every way to part them. */
function mostEvenGroups(amounts: readonly bigint[], groups: readonly bigint[] = []): number {
  const [first, ...rest] = amounts;
  if (first === undefined) return groups.every((sum) => sum === 0n) ? groups.length : -1;
  const ways = groups.map((_, at) => groups.map((sum, one) => (one === at ? sum + first : sum)));
  return Math.max(...[...ways, [...groups, first]].map((way) => mostEvenGroups(rest, way)));
}

function afterPayments(positions: Positions, payments: readonly Debt[]): readonly bigint[] {
  const paid = positionsOf(payments);
  return [...positions].map(([orgId, amount]) => amount - (paid.get(orgId) ?? 0n));
}

describe('netting', () => {
  it('of two organizations is one payment of the difference', () => {
    expect(net(debt(1, 2, 100n), debt(2, 1, 70n))).toEqual([debt(1, 2, 30n)]);
    expect(net(debt(1, 2, 70n), debt(2, 1, 100n))).toEqual([debt(2, 1, 30n)]);
    expect(net(debt(1, 2, 70n), debt(2, 1, 70n))).toEqual([]);
  });

  it('of three is two payments at most, one where a position is even, none in a circle', () => {
    expect(net(debt(1, 2, 50n), debt(2, 3, 50n), debt(3, 1, 50n))).toEqual([]);
    expect(net(debt(1, 2, 50n), debt(2, 3, 50n))).toEqual([debt(1, 3, 50n)]);
    expect(net(debt(1, 2, 50n), debt(1, 3, 20n))).toEqual([debt(1, 2, 50n), debt(1, 3, 20n)]);
  });

  it('pays four that are even in pairs by two payments, which paying the largest first would miss', () => {
    expect(net(debt(1, 3, 7n), debt(2, 4, 5n))).toHaveLength(2);
    const positions = new Map([1n, 2n, -2n, 4n, -1n, -4n].map((amount, at) => [org(at), amount]));
    expect(smallestPayments(positions)).toHaveLength(3);
  });

  it('keeps each organization’s net, pays above zero, and is the smallest for three', () => {
    fc.assert(
      fc.property(debtsAmong(3, 4n), (debts) => {
        const positions = positionsOf(debts);
        const payments = smallestPayments(positions);
        expect(afterPayments(positions, payments).every((left) => left === 0n)).toBe(true);
        expect(payments.every(({ amount, debtorId, creditorId }) => amount > 0n && debtorId !== creditorId)).toBe(true);
        const uneven = [...positions.values()].filter((amount) => amount !== 0n).length;
        expect(payments).toHaveLength(Math.max(0, uneven - 1));
      }),
    );
  });

  it('needs one payment fewer than organizations for each group that is even, and no order matters', () => {
    fc.assert(
      fc.property(debtsAmong(6, 5n), fc.boolean(), (debts, backwards) => {
        const positions = positionsOf(debts);
        const payments = smallestPayments(positions);
        expect(afterPayments(positions, payments).every((left) => left === 0n)).toBe(true);
        const uneven = [...positions.values()].filter((amount) => amount !== 0n);
        expect(payments).toHaveLength(uneven.length - mostEvenGroups(uneven));
        const again = positionsOf(backwards ? debts.toReversed() : debts);
        expect(smallestPayments(again)).toEqual(payments);
      }),
    );
  });

  it('never moves more money than before', () => {
    const sum = (debts: readonly Debt[]): bigint => debts.reduce((so, { amount }) => so + amount, 0n);
    fc.assert(
      fc.property(debtsAmong(3, MAX_FEN / 20n), (debts) => {
        expect(sum(net(...debts)) <= sum(debts)).toBe(true);
      }),
    );
  });

  it('is refused for too many, for too much, and for positions that are none', () => {
    const many = Array.from({ length: MAX_NETTED + 2 }, (_, at) => debt(at, at + 1, BigInt(at + 1)));
    expect(() => net(...many)).toThrow(/at most/u);
    expect(() => net(debt(1, 2, MAX_FEN), debt(1, 2, 1n))).toThrow(/would be above/u);
    expect(() => smallestPayments(new Map([[org(1), 1n]]))).toThrow(RangeError);
  });
});
