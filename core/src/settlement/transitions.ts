import { CloudfedError } from '../errors.js';
import type { EscrowKind } from './document.js';

/**
 * - `open`: made, with nothing to pay from yet, or members still missing
 * - `funded`: there is money to pay from
 * - `closing`: one side has begun to take money out alone; there is no deadline yet
 * - `armed`: the deadline is set
 * - `challenged`: armed, and something newer was shown than the close began with
 * - `closed`: paid out, for ever: its id is never used again
 */
export const ESCROW_STATUSES = ['open', 'funded', 'closing', 'armed', 'challenged', 'closed'] as const;
export type EscrowStatus = (typeof ESCROW_STATUSES)[number];

type Acts = Readonly<Record<string, readonly EscrowStatus[]>>;

/** Every act on every kind of escrow: kind → status → act → what the status can be after it. All else is a CONFLICT. */
export const TRANSITIONS: Readonly<Record<EscrowKind, Readonly<Record<EscrowStatus, Acts>>>> = {
  chequebook: {
    open: { deposit: ['funded'], cash: ['open'] },
    funded: {
      deposit: ['funded'],
      'set aside': ['funded'],
      release: ['funded'],
      cash: ['open', 'funded'],
      'begin to withdraw': ['closing'],
    },
    closing: {
      deposit: ['closing'],
      'set aside': ['closing'],
      release: ['closing'],
      cash: ['closing'],
      arm: ['armed'],
    },
    armed: {
      deposit: ['armed'],
      'set aside': ['armed'],
      release: ['armed'],
      cash: ['armed'],
      complete: ['open', 'funded'],
    },
    challenged: {},
    closed: {},
  },
  'payment-channel': {
    open: { join: ['open', 'funded'], leave: ['open', 'closed'] },
    funded: {
      'top up': ['funded'],
      checkpoint: ['funded'],
      'close together': ['closed'],
      'begin to close': ['closing'],
    },
    closing: { challenge: ['closing'], arm: ['armed', 'challenged'], 'close together': ['closed'] },
    armed: { challenge: ['challenged'], finalize: ['closed'], 'close together': ['closed'] },
    challenged: { challenge: ['challenged'], finalize: ['closed'], 'close together': ['closed'] },
    closed: {},
  },
  account: {
    open: {
      lock: ['funded'],
      back: ['funded'],
      checkpoint: ['open'],
      'close together': ['closed'],
      'begin to close': ['closing'],
    },
    funded: {
      lock: ['funded'],
      back: ['funded'],
      checkpoint: ['funded'],
      withdraw: ['open', 'funded'],
      'close together': ['closed'],
      'begin to close': ['closing'],
    },
    closing: { challenge: ['closing'], arm: ['armed', 'challenged'], 'close together': ['closed'] },
    armed: { challenge: ['challenged'], finalize: ['closed'], 'close together': ['closed'] },
    challenged: { challenge: ['challenged'], finalize: ['closed'], 'close together': ['closed'] },
    closed: {},
  },
};

/** @throws CloudfedError CONFLICT where an escrow of that status does not take the act */
export function requireAct(kind: EscrowKind, status: EscrowStatus, act: string): void {
  if (!Object.hasOwn(TRANSITIONS[kind][status], act)) {
    throw new CloudfedError('CONFLICT', `${act}: this is not for a ${kind} that is ${status}`);
  }
}

/** Asserts on the way out what {@link requireAct} allowed on the way in. @throws RangeError: a fault of ours */
export function assertOutcome(kind: EscrowKind, before: EscrowStatus, act: string, after: EscrowStatus): void {
  if (TRANSITIONS[kind][before][act]?.includes(after) !== true) {
    throw new RangeError(`a ${kind} went from ${before} by ${act} to ${after}`);
  }
}
