import { CloudfedError } from '../errors.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import type { OrgId } from '../ids.js';

/**
 * The money of settlement: what came in against a reference outside, less what went out again, is what the organizations
 * have and what is in escrow, at every moment.
 */
export interface Funds {
  readonly issued: Fen;
  readonly redeemed: Fen;
  readonly balances: ReadonlyMap<OrgId, Fen>;
}

export const NO_FUNDS: Funds = { issued: ZERO_FEN, redeemed: ZERO_FEN, balances: new Map() };

/** @throws CloudfedError AMOUNT_OVERFLOW */
export function issue(funds: Funds, org: OrgId, amount: Fen): Funds {
  return { ...credit(funds, org, amount), issued: addFen(funds.issued, amount) };
}

/** @throws CloudfedError FUNDS_SHORT */
export function redeem(funds: Funds, org: OrgId, amount: Fen): Funds {
  return { ...debit(funds, org, amount), redeemed: addFen(funds.redeemed, amount) };
}

/** @throws CloudfedError FUNDS_SHORT, INVALID_ARGUMENT where the two are one */
export function transfer(funds: Funds, from: OrgId, to: OrgId, amount: Fen): Funds {
  if (from === to) throw new CloudfedError('INVALID_ARGUMENT', 'to: must be another organization', 'to');
  return credit(debit(funds, from, amount), to, amount);
}

/** Takes out of a balance what goes into an escrow. @throws CloudfedError FUNDS_SHORT */
export function debit(funds: Funds, org: OrgId, amount: Fen): Funds {
  if (amount === 0n) throw new CloudfedError('INVALID_ARGUMENT', 'amount: must be above zero', 'amount');
  const balance = balanceOf(funds, org);
  if (amount > balance) {
    throw new CloudfedError('FUNDS_SHORT', `amount: ${amount.toString()} asked, ${balance.toString()} there`, 'amount');
  }
  return withBalance(funds, org, fen(balance - amount));
}

/** Puts into a balance what comes out of an escrow. @throws CloudfedError AMOUNT_OVERFLOW */
export function credit(funds: Funds, org: OrgId, amount: Fen): Funds {
  return withBalance(funds, org, addFen(balanceOf(funds, org), amount));
}

export function balanceOf(funds: Funds, org: OrgId): Fen {
  return funds.balances.get(org) ?? ZERO_FEN;
}

/** Whether issued − redeemed = Σ balances + Σ escrow. */
export function isConserved(funds: Funds, escrow: readonly Fen[]): boolean {
  let held = 0n;
  for (const balance of funds.balances.values()) held += balance;
  for (const amount of escrow) held += amount;
  return funds.issued - funds.redeemed === held;
}

function withBalance(funds: Funds, org: OrgId, balance: Fen): Funds {
  return { ...funds, balances: new Map([...funds.balances, [org, balance]]) };
}
