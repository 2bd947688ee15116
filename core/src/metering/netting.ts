import { CloudfedError } from '../errors.js';
import type { OrgId } from '../ids.js';
import { type Fen, fen } from '../money.js';

/** What one organization owes another. A payment is one, too. */
export interface Debt {
  readonly debtorId: OrgId;
  readonly creditorId: OrgId;
  /** Fen, above zero. */
  readonly amount: Fen;
}

/** What each organization is owed less what it owes, in fen. They add up to zero. */
export type Positions = ReadonlyMap<OrgId, bigint>;

/** The search looks at every set of organizations, of which there are 2 to this power. */
export const MAX_NETTED = 12;

/** What remains of debts between organizations when all are set off against each other. */
export function positionsOf(debts: Iterable<Debt>): Positions {
  const positions = new Map<OrgId, bigint>();
  const add = (orgId: OrgId, amount: bigint): void => {
    positions.set(orgId, (positions.get(orgId) ?? 0n) + amount);
  };
  for (const { debtorId, creditorId, amount } of debts) {
    add(debtorId, 0n - amount);
    add(creditorId, amount);
  }
  return positions;
}

/**
 * The smallest set of payments that leaves every organization where it stands: n organizations need n − 1 at most, and
 * one less for every further group among them that is even by itself. The same positions give the same payments,
 * whatever their order.
 *
 * @throws CloudfedError LIMIT_EXCEEDED above {@link MAX_NETTED} organizations that are not even, AMOUNT_OVERFLOW
 * @throws RangeError where the positions do not add up to zero
 */
export function smallestPayments(positions: Positions): readonly Debt[] {
  const open = [...positions].filter(([, amount]) => amount !== 0n).sort(([one], [other]) => (one < other ? -1 : 1));
  if (open.length > MAX_NETTED) {
    throw new CloudfedError('LIMIT_EXCEEDED', `at most ${MAX_NETTED.toString()} organizations are netted together`);
  }
  if (open.reduce((sum, [, amount]) => sum + amount, 0n) !== 0n) {
    throw new RangeError('the positions of all organizations must add up to zero');
  }
  return evenGroups(open.map(([, amount]) => amount)).flatMap((group) =>
    paymentsWithin(group.map((at): Position => open[at] as Position)),
  );
}

type Position = readonly [orgId: OrgId, amount: bigint];

/** As many groups as can be, each adding up to zero; by their places. */
function evenGroups(amounts: readonly bigint[]): readonly (readonly number[])[] {
  const sets = 1 << amounts.length;
  const sums: bigint[] = [0n];
  // How many even groups can be taken out of a set, adding one member at a time; and who is added last.
  const most: number[] = [0];
  const last: number[] = [-1];
  for (let set = 1; set < sets; set += 1) {
    let best = -1;
    for (const [at, amount] of amounts.entries()) {
      if ((set & (1 << at)) === 0) continue;
      const before = set ^ (1 << at);
      sums[set] = (sums[before] as bigint) + amount;
      if ((most[before] as number) <= best) continue;
      best = most[before] as number;
      last[set] = at;
    }
    most[set] = best + (sums[set] === 0n ? 1 : 0);
  }
  const groups: number[][] = [];
  for (let set = sets - 1; set !== 0; set ^= 1 << (last[set] as number)) {
    if (sums[set] === 0n) groups.push([]);
    groups.at(-1)?.push(last[set] as number);
  }
  return groups;
}

/** The largest debtor pays the largest creditor, until all are even: one is done with each payment, two with the last. */
function paymentsWithin(group: readonly Position[]): readonly Debt[] {
  const left = new Map(group);
  const payments: Debt[] = [];
  while (left.size > 1) {
    const byAmount = [...left].sort(([one, a], [other, b]) => (a === b ? (one < other ? -1 : 1) : a < b ? -1 : 1));
    const [debtorId, owed] = byAmount[0] as Position;
    const [creditorId, due] = byAmount.at(-1) as Position;
    const amount = -owed < due ? -owed : due;
    payments.push({ debtorId, creditorId, amount: fen(amount) });
    for (const [orgId, after] of [
      [debtorId, owed + amount],
      [creditorId, due - amount],
    ] as const) {
      if (after === 0n) left.delete(orgId);
      else left.set(orgId, after);
    }
  }
  return payments;
}
