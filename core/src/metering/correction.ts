import { argumentError, CloudfedError } from '../errors.js';
import { type Fen, fen } from '../money.js';
import { type ExactAmount, roundTotal } from './rating.js';

/** Why a bill or a record of usage was not right. */
export const CORRECTION_REASONS = [
  'PRICE_LATE',
  'METERED_TWICE',
  'RELEASED_LATE',
  'WRONG_QUANTITY',
  'SERVICE_LEVEL',
  'OTHER',
] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];

/** A credit note takes off what was billed too much, a debit note adds what was billed too little. */
export const CORRECTION_KINDS = ['credit', 'debit'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** A credit note is in force at once; a debit note when the consumer accepts it. */
export type CorrectionStatus = 'inForce' | 'proposed' | 'rejected' | 'withdrawn';

/** @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseCorrectionReason(text: string, field: string): CorrectionReason {
  const reason = CORRECTION_REASONS.find((one) => one === text);
  if (reason === undefined) throw argumentError(field, `must be one of ${CORRECTION_REASONS.join(', ')}`);
  return reason;
}

/** What the notes in force have made of an amount. */
export interface Corrected {
  readonly credited: Fen;
  readonly debited: Fen;
}

/**
 * Counts one more note in.
 *
 * @param billed what was billed
 * @throws CloudfedError CONFLICT where more would be taken off than is left, AMOUNT_OVERFLOW
 */
export function correct(billed: Fen, before: Corrected, kind: CorrectionKind, amount: Fen): Corrected {
  const after: Corrected =
    kind === 'credit'
      ? { ...before, credited: fen(before.credited + amount) }
      : { ...before, debited: fen(before.debited + amount) };
  const left = billed + after.debited - after.credited;
  if (left < 0n) {
    const most = (billed + before.debited - before.credited).toString();
    throw argumentError('amount', `only ${most} fen are left to be taken off`, 'CONFLICT');
  }
  fen(left);
  return after;
}

/**
 * A credit note on metered records takes off no more than they cost, rounded once, half up.
 *
 * @throws CloudfedError CONFLICT naming `amount`
 */
export function refuseAboveCost(cost: ExactAmount, amount: Fen): void {
  const most = roundTotal(cost);
  if (amount > most) throw argumentError('amount', `only ${most} fen are what the records cost`, 'CONFLICT');
}

/** Who answers a proposed debit note, and what becomes of it. */
export const DEBIT_NOTE_ACTS = {
  accept: { by: 'consumer', to: 'inForce' },
  reject: { by: 'consumer', to: 'rejected' },
  withdraw: { by: 'provider', to: 'withdrawn' },
} as const satisfies Record<string, { readonly by: 'provider' | 'consumer'; readonly to: CorrectionStatus }>;

export type DebitNoteAct = keyof typeof DEBIT_NOTE_ACTS;

/**
 * The status of a note after an act; one that is there already stays.
 *
 * @throws CloudfedError FORBIDDEN where the other side is to do it, CONFLICT where it is decided otherwise
 */
export function correctionAfter(
  status: CorrectionStatus,
  kind: CorrectionKind,
  act: DebitNoteAct,
  by: 'provider' | 'consumer',
): CorrectionStatus {
  const rule = DEBIT_NOTE_ACTS[act];
  if (rule.by !== by) throw new CloudfedError('FORBIDDEN', `only the ${rule.by} may ${act} a debit note`);
  if (kind === 'debit' && (status === 'proposed' || status === rule.to)) return rule.to;
  throw new CloudfedError('CONFLICT', `the ${kind} note is ${status}; only a proposed debit note is decided`);
}

/** A dispute is opened by the consumer, answered by the provider, resolved by the consumer. */
export type DisputeStatus = 'open' | 'answered' | 'resolved';
export const DISPUTE_ANSWERS = ['agreed', 'declined'] as const;
export type DisputeAnswer = (typeof DISPUTE_ANSWERS)[number];

export const DISPUTE_ACTS = {
  answer: { by: 'provider', from: ['open', 'answered'], to: 'answered' },
  resolve: { by: 'consumer', from: ['open', 'answered'], to: 'resolved' },
} as const satisfies Record<
  string,
  { readonly by: 'provider' | 'consumer'; readonly from: readonly DisputeStatus[]; readonly to: DisputeStatus }
>;

/** @throws CloudfedError FORBIDDEN where the other side is to do it, CONFLICT where the dispute is over */
export function disputeAfter(
  status: DisputeStatus,
  act: keyof typeof DISPUTE_ACTS,
  by: 'provider' | 'consumer',
): DisputeStatus {
  const rule = DISPUTE_ACTS[act];
  if (rule.by !== by) throw new CloudfedError('FORBIDDEN', `only the ${rule.by} may ${act} a dispute`);
  const from: readonly DisputeStatus[] = rule.from;
  if (!from.includes(status)) throw new CloudfedError('CONFLICT', `the dispute is ${status}`);
  return rule.to;
}
