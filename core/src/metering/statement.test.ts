import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { MAX_FEN } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import { EXACT_PER_FEN, type ExactAmount, roundHalfUp } from './rating.js';
import {
  countEntry,
  drawUpStatement,
  ENTRY_KINDS,
  type EntryKind,
  isUsageKind,
  nextPeriod,
  NO_ENTRIES,
  NOTHING_CARRIED,
  parsePaymentReference,
  SILENCE_SECONDS,
  STATEMENT_ACTS,
  type StatementAct,
  type StatementStatus,
  statementIdOf,
  statusAfter,
  statusAt,
} from './statement.js';

interface Entry {
  readonly kind: EntryKind;
  readonly amount: bigint;
}

const entries: fc.Arbitrary<Entry> = fc
  .tuple(
    fc.constantFrom(...ENTRY_KINDS),
    fc.bigInt({ min: 0n, max: 10n ** 9n }),
    fc.bigInt({ min: 0n, max: 10n ** 15n }),
  )
  .map(([kind, fen, part]) => ({ kind, amount: isUsageKind(kind) ? fen * EXACT_PER_FEN + part : fen }));
const months = fc.array(fc.array(entries, { maxLength: 20 }), { minLength: 1, maxLength: 8 });
const sum = (of: readonly Entry[], kind: EntryKind): bigint =>
  of.reduce((total, entry) => (entry.kind === kind ? total + entry.amount : total), 0n);

describe('a statement', () => {
  it('adds up its entries to the fen, and all statements together round metered usage once', () => {
    fc.assert(
      fc.property(months, (all) => {
        let carried = NOTHING_CARRIED;
        const lines = all.flatMap((month) => {
          const sums = month.reduce((so, { kind, amount }) => countEntry(so, kind, { count: 1, amount }), NO_ENTRIES);
          const figures = drawUpStatement(sums, carried);
          ({ carried } = figures);
          for (const { kind, count, amount, exact } of figures.lines) {
            expect(count).toBe(month.filter((entry) => entry.kind === kind).length);
            if (exact === undefined) expect(amount).toBe(sum(month, kind));
            else expect(exact.after - exact.before).toBe(sum(month, kind));
          }
          const owed = figures.lines.reduce((so, { kind, amount }) => so + (kind === 'credit' ? -1n : 1n) * amount, 0n);
          const sign = figures.debtor === 'provider' ? -1n : 1n;
          expect(figures.amountDue * sign).toBe(owed);
          expect(figures.debtor === undefined).toBe(owed === 0n);
          return figures.lines;
        });
        for (const kind of ENTRY_KINDS) {
          const billed = lines.filter((line) => line.kind === kind).reduce((so, { amount }) => so + amount, 0n);
          const total = sum(all.flat(), kind);
          expect(billed).toBe(isUsageKind(kind) ? roundHalfUp(total as ExactAmount) : total);
        }
      }),
    );
  });

  it('shows only what there is', () => {
    expect(drawUpStatement(NO_ENTRIES, NOTHING_CARRIED)).toEqual({
      lines: [],
      amountDue: 0n,
      debtor: undefined,
      carried: NOTHING_CARRIED,
    });
  });

  it('is refused above the largest amount', () => {
    const tooMuch = countEntry(NO_ENTRIES, 'ECSBill', { count: 2, amount: MAX_FEN + 1n });
    expect(refusalOf(() => drawUpStatement(tooMuch, NOTHING_CARRIED))).toBe('AMOUNT_OVERFLOW');
    const owedBack = countEntry(NO_ENTRIES, 'credit', { count: 1, amount: MAX_FEN });
    expect(drawUpStatement(owedBack, NOTHING_CARRIED)).toMatchObject({ amountDue: MAX_FEN, debtor: 'provider' });
  });

  it('is named by its two organizations and its period', () => {
    expect(statementIdOf('00001', '00002', '2026-02')).toBe('00001-00002-2026-02');
  });
});

describe('periods', () => {
  it('follow each other', () => {
    expect(['2025-11', '2025-12', '2026-01', '2026-09'].map(nextPeriod)).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-10',
    ]);
    expect(refusalOf(() => nextPeriod('2026-13'))).toBe('INVALID_ARGUMENT period');
  });
});

describe('what becomes of a statement', () => {
  const issuedAt = 1_770_000_000;
  const before = issuedAt + SILENCE_SECONDS - 1;
  const statuses: readonly StatementStatus[] = ['issued', 'disputed', 'accepted', 'netted', 'settled', 'confirmed'];
  const acts = Object.keys(STATEMENT_ACTS) as StatementAct[];
  const outcome = (
    status: StatementStatus,
    act: StatementAct,
    by: 'provider' | 'consumer',
    options: { readonly seconds?: number; readonly debtor?: 'provider' | 'consumer' | undefined } = {},
  ): string => {
    const { seconds = before } = options;
    const debtor = 'debtor' in options ? options.debtor : 'consumer';
    let after = '';
    const refusal = refusalOf(() => (after = statusAfter({ status, issuedAt, debtor }, act, by, seconds)));
    return after === '' ? refusal : after;
  };

  it('is done by the right side at the right time, and by nobody else', () => {
    const done = acts.flatMap((act) =>
      (['provider', 'consumer'] as const).flatMap((by) =>
        statuses
          .map((status) => [act, by, status, outcome(status, act, by)])
          .filter(([, , , after]) => !/^[A-Z]/u.test(after ?? '')),
      ),
    );
    expect(done).toEqual([
      ['accept', 'consumer', 'issued', 'accepted'],
      ['dispute', 'consumer', 'issued', 'disputed'],
      ['resolve', 'consumer', 'disputed', 'accepted'],
      ['net', 'provider', 'accepted', 'netted'],
      ['net', 'consumer', 'accepted', 'netted'],
      ['settle', 'consumer', 'accepted', 'settled'],
      ['refuse', 'provider', 'settled', 'accepted'],
      ['confirm', 'provider', 'settled', 'confirmed'],
    ]);
  });

  it('is paid by the provider where it is the debtor', () => {
    expect(outcome('accepted', 'settle', 'provider', { debtor: 'provider' })).toBe('settled');
    expect(outcome('accepted', 'settle', 'consumer', { debtor: 'provider' })).toBe('FORBIDDEN');
    expect(outcome('settled', 'confirm', 'consumer', { debtor: 'provider' })).toBe('confirmed');
    expect(outcome('accepted', 'settle', 'consumer', { debtor: undefined })).toBe('CONFLICT');
  });

  it('is netted whether anything is due or not, and then neither disputed nor paid by itself', () => {
    expect(outcome('accepted', 'net', 'consumer', { debtor: undefined })).toBe('netted');
    expect(outcome('issued', 'net', 'provider', { seconds: before + 1 })).toBe('netted');
    for (const act of ['dispute', 'settle'] as const) expect(outcome('netted', act, 'consumer')).toBe('CONFLICT');
  });

  it('is accepted by the silence of 15 days, and then no longer disputed', () => {
    expect(statusAt({ status: 'issued', issuedAt, debtor: 'consumer' }, before)).toBe('issued');
    expect(statusAt({ status: 'issued', issuedAt, debtor: 'consumer' }, before + 1)).toBe('accepted');
    expect(statusAt({ status: 'disputed', issuedAt, debtor: 'consumer' }, before + 1)).toBe('disputed');
    expect(outcome('issued', 'dispute', 'consumer', { seconds: before + 1 })).toBe('CONFLICT');
    expect(outcome('issued', 'settle', 'consumer', { seconds: before + 1 })).toBe('settled');
    expect(outcome('issued', 'settle', 'consumer')).toBe('CONFLICT');
  });
});

describe('a payment reference', () => {
  it('is a name without spaces', () => {
    for (const good of ['a', 'f'.repeat(64), 'cheque:00002/00001/7', 'x'.repeat(128)]) {
      expect(parsePaymentReference(good, 'reference')).toBe(good);
    }
    for (const bad of ['', ' a', 'a b', ':a', 'x'.repeat(129), 'é', 'a\n']) {
      expect(refusalOf(() => parsePaymentReference(bad, 'reference'))).toBe('INVALID_ARGUMENT reference');
    }
  });
});
