import { argumentError } from '../errors.js';
import { type OrgId, parseOrgId } from '../ids.js';
import { addFen, type Fen, fen, MAX_FEN, ZERO_FEN } from '../money.js';
import { FEN_FORM, type Form, recordForm } from '../record-form.js';
import { parseDigits } from '../whole.js';

/**
 * What is claimed of an instrument, by who is paid through it. Each fen that comes through it counts once: what creditors
 * have confirmed is never more than what they had seen come to them.
 */
export interface PaymentClaims {
  /** What the creditor has confirmed to be paid through it. */
  readonly confirmed: ReadonlyMap<OrgId, Fen>;
  /** What the debtor says to have paid it through it, and the creditor has not answered yet. */
  readonly pending: ReadonlyMap<OrgId, Fen>;
}

export const NO_CLAIMS: PaymentClaims = { confirmed: new Map(), pending: new Map() };

/** A debtor names the instrument for what it owes. @throws CloudfedError AMOUNT_OVERFLOW */
export function claimPayment(claims: PaymentClaims, creditor: OrgId, amount: Fen): PaymentClaims {
  return { ...claims, pending: withAmount(claims.pending, creditor, addFen(of(claims.pending, creditor), amount)) };
}

/** The creditor has not been paid: the claim is off. @throws RangeError where there was none: a fault of ours */
export function giveBackClaim(claims: PaymentClaims, creditor: OrgId, amount: Fen): PaymentClaims {
  return { ...claims, pending: withAmount(claims.pending, creditor, fen(of(claims.pending, creditor) - amount)) };
}

/**
 * The creditor has been paid.
 *
 * @param paid whole fen that have come to the creditor through the instrument in all; of a payment channel less what went
 *   back, so it may be negative
 * @throws CloudfedError CONFLICT (`paid`) where less of it is free than is claimed
 */
export function confirmClaim(claims: PaymentClaims, creditor: OrgId, amount: Fen, paid: bigint): PaymentClaims {
  const free = freeOf(claims, creditor, paid);
  if (free < amount) throw argumentError('paid', shortOf({ amount, free, paid }), 'CONFLICT');
  const { pending } = giveBackClaim(claims, creditor, amount);
  return {
    pending,
    confirmed: withAmount(claims.confirmed, creditor, addFen(of(claims.confirmed, creditor), amount)),
  };
}

/**
 * How much of what came to a creditor does not count for anything yet; below zero where more counts than came. What others
 * were paid back through the same instrument came off it, so it is added again: what they have confirmed, and what the
 * creditor itself says to have paid them. Without the latter, two organizations that have paid each other through one
 * channel could each only confirm after the other.
 */
export function freeOf({ confirmed, pending }: PaymentClaims, creditor: OrgId, paid: bigint): bigint {
  let free = paid - of(confirmed, creditor);
  for (const amounts of [confirmed, pending]) {
    for (const [other, amount] of amounts) if (other !== creditor) free += amount;
  }
  return free;
}

/** The same, less what is claimed and not answered yet: what one more claim can be of. */
export function unclaimedOf(claims: PaymentClaims, creditor: OrgId, paid: bigint): bigint {
  return freeOf(claims, creditor, paid) - of(claims.pending, creditor);
}

/** The sentence of a refusal, with its figures. */
export function shortOf({ amount, free, paid }: Readonly<{ amount: Fen; free: bigint; paid: bigint }>): string {
  const [came, left, due] = [paid, free, amount].map(String);
  return `${came} fen in all have come to the creditor through it, ${left} of them are free, ${due} are due`;
}

/**
 * What has come through an instrument: plain digits, after a minus where more went than came.
 *
 * @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `field`
 */
export function parseNetFen(text: string, field: string): bigint {
  const isNegative = text.startsWith('-');
  const amount = parseDigits(isNegative ? text.slice(1) : text, field);
  if (isNegative && amount === 0n) throw argumentError(field, 'must be a whole number in plain digits, such as -365');
  if (amount > MAX_FEN) {
    throw argumentError(field, `must be at most ${MAX_FEN.toString()} fen either way`, 'AMOUNT_OVERFLOW');
  }
  return isNegative ? -amount : amount;
}

function of(amounts: ReadonlyMap<OrgId, Fen>, creditor: OrgId): Fen {
  return amounts.get(creditor) ?? ZERO_FEN;
}

function withAmount(amounts: ReadonlyMap<OrgId, Fen>, creditor: OrgId, amount: Fen): ReadonlyMap<OrgId, Fen> {
  const others = [...amounts].filter(([org]) => org !== creditor);
  if (amount === ZERO_FEN) return new Map(others);
  return new Map([...others, [creditor, amount] as const].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Fen by organization, as a record: `{"00001":48}`. */
const FEN_BY_ORG_FORM: Form<ReadonlyMap<OrgId, Fen>> = {
  encode: (amounts) => Object.fromEntries([...amounts].map(([org, amount]) => [org, FEN_FORM.encode(amount)])),
  decode: (json, field) => {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw argumentError(field, 'must be a record');
    return new Map(
      Object.entries(json).map(([org, amount]) => [parseOrgId(org, field), FEN_FORM.decode(amount, `${field}.${org}`)]),
    );
  },
};

export const PAYMENT_CLAIMS_FORM: Form<PaymentClaims> = recordForm<PaymentClaims>({
  confirmed: FEN_BY_ORG_FORM,
  pending: FEN_BY_ORG_FORM,
});
