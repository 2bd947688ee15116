import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Fen, MAX_FEN, ZERO_FEN } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  correct,
  type Corrected,
  correctionAfter,
  type CorrectionStatus,
  CORRECTION_KINDS,
  DEBIT_NOTE_ACTS,
  type DebitNoteAct,
  DISPUTE_ACTS,
  disputeAfter,
  parseCorrectionReason,
  refuseAboveCost,
} from './correction.js';
import { type ExactAmount, EXACT_PER_FEN } from './rating.js';

const NOTHING: Corrected = { credited: ZERO_FEN, debited: ZERO_FEN };
const fens = (max: bigint): fc.Arbitrary<Fen> => fc.bigInt({ min: 0n, max }).map((amount) => amount as Fen);
const sides = ['provider', 'consumer'] as const;

describe('corrections', () => {
  it('never take off more than was billed and added', () => {
    const notes = fc.array(fc.tuple(fc.constantFrom(...CORRECTION_KINDS), fens(1_000n)), { maxLength: 30 });
    fc.assert(
      fc.property(fens(1_000n), notes, (billed, all) => {
        let so = NOTHING;
        for (const [kind, amount] of all) {
          const left = billed + so.debited - so.credited;
          const refused = refusalOf(() => (so = correct(billed, so, kind, amount)));
          expect(refused).toBe(kind === 'credit' && amount > left ? 'CONFLICT amount' : 'accepted');
          expect(billed + so.debited - so.credited >= 0n).toBe(true);
        }
      }),
    );
  });

  it('of metered records take off what they cost at most, rounded half up', () => {
    const half = (EXACT_PER_FEN / 2n) as ExactAmount;
    const less = (EXACT_PER_FEN / 2n - 1n) as ExactAmount;
    expect(
      refusalOf(() => {
        refuseAboveCost(half, 1n as Fen);
      }),
    ).toBe('accepted');
    expect(
      refusalOf(() => {
        refuseAboveCost(less, 1n as Fen);
      }),
    ).toBe('CONFLICT amount');
    // Records together may cost more than one amount can say.
    expect(
      refusalOf(() => {
        refuseAboveCost((EXACT_PER_FEN * MAX_FEN * 2n) as ExactAmount, MAX_FEN as Fen);
      }),
    ).toBe('accepted');
  });

  it('are bounded as all amounts are', () => {
    expect(refusalOf(() => correct(MAX_FEN as Fen, NOTHING, 'debit', 1n as Fen))).toBe('AMOUNT_OVERFLOW');
  });

  it('have a reason of a list', () => {
    expect(parseCorrectionReason('PRICE_LATE', 'reason')).toBe('PRICE_LATE');
    expect(refusalOf(() => parseCorrectionReason('price_late', 'reason'))).toBe('INVALID_ARGUMENT reason');
  });
});

describe('a debit note', () => {
  const outcome = (status: CorrectionStatus, act: DebitNoteAct, by: 'provider' | 'consumer'): string => {
    let after = '';
    const refusal = refusalOf(() => (after = correctionAfter(status, 'debit', act, by)));
    return after === '' ? refusal : after;
  };

  it('is decided once, by the side whose act it is', () => {
    for (const act of Object.keys(DEBIT_NOTE_ACTS) as DebitNoteAct[]) {
      const { by, to } = DEBIT_NOTE_ACTS[act];
      for (const side of sides) expect(outcome('proposed', act, side)).toBe(side === by ? to : 'FORBIDDEN');
      for (const status of ['inForce', 'rejected', 'withdrawn'] as const) {
        expect(outcome(status, act, by)).toBe(status === to ? to : 'CONFLICT');
      }
    }
  });

  it('is what a credit note is not: that is in force at once', () => {
    expect(refusalOf(() => correctionAfter('inForce', 'credit', 'accept', 'consumer'))).toBe('CONFLICT');
  });
});

describe('a dispute', () => {
  it('is answered by the provider, as often as it likes, until the consumer resolves it', () => {
    const outcomes = (Object.keys(DISPUTE_ACTS) as (keyof typeof DISPUTE_ACTS)[]).flatMap((act) =>
      sides.map((by) =>
        (['open', 'answered', 'resolved'] as const).map((status) => {
          let after = '';
          const refusal = refusalOf(() => (after = disputeAfter(status, act, by)));
          return after === '' ? refusal : after;
        }),
      ),
    );
    expect(outcomes).toEqual([
      ['answered', 'answered', 'CONFLICT'],
      ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
      ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'],
      ['resolved', 'resolved', 'CONFLICT'],
    ]);
  });
});
