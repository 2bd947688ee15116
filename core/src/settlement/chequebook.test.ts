import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CloudfedError } from '../errors.js';
import { parseId, parseOrgId, type RecordId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import { credit, debit, type Funds, isConserved, issue, NO_FUNDS } from './funds.js';
import {
  accountOf,
  beginWithdrawal,
  cash,
  type Chequebook,
  completeWithdrawal,
  depositInto,
  freeDeposit,
  openChequebook,
  raiseHardDeposit,
  WITHDRAW_WINDOW_SECONDS,
} from './chequebook.js';
import { type MilliFen, parseMilliFen } from './milli-fen.js';

const BOOK = parseId('book-1', 'id');
const DRAWER = parseId('00001', 'drawer');
const BOB = parseId('00002', 'beneficiary');
const EVE = parseId('00003', 'beneficiary');
const fen = (amount: number): Fen => parseFen(String(amount), 'amount');
const milli = (amount: number): MilliFen => parseMilliFen(String(amount), 'amount');
const bookWith = (amount: number): Chequebook => depositInto(openChequebook(BOOK, DRAWER), fen(amount));
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof CloudfedError) return error.code;
    throw error;
  }
  return 'none';
};

describe('cashing', () => {
  it('pays the difference to what was paid', () => {
    const first = cash(bookWith(100), BOB, milli(30_000));
    expect([first.paid, first.book.deposit]).toEqual([30n, 70n]);
    const second = cash(first.book, BOB, milli(50_000));
    expect([second.paid, second.book.deposit, second.missing]).toEqual([20n, 50n, 0n]);
  });

  it('pays nothing twice, and nothing for an older cheque', () => {
    const { book } = cash(bookWith(100), BOB, milli(30_000));
    for (const cumulative of [30_000, 29_999, 1])
      expect(refusal(() => cash(book, BOB, milli(cumulative)))).toBe('CONFLICT');
  });

  it('pays whole fen and keeps the rest cashable', () => {
    const first = cash(bookWith(100), BOB, milli(1_999));
    expect(first.paid).toBe(1n);
    const second = cash(first.book, BOB, milli(2_000));
    expect(second.paid).toBe(1n);
  });

  it('pays what is there when that is short, says what is missing, and the rest when there is more', () => {
    const short = cash(bookWith(10), BOB, milli(25_000));
    expect([short.paid, short.missing, short.book.bounced]).toEqual([10n, 15n, true]);
    const { book, paid, missing } = cash(depositInto(short.book, fen(100)), BOB, milli(25_000));
    expect([paid, missing, book.bounced, book.deposit]).toEqual([15n, 0n, false, 85n]);
  });

  it('leaves what is set aside for another', () => {
    const book = raiseHardDeposit(bookWith(100), EVE, fen(60));
    const bob = cash(book, BOB, milli(90_000));
    expect([bob.paid, bob.missing]).toEqual([40n, 50n]);
    const eve = cash(bob.book, EVE, milli(60_000));
    expect([eve.paid, eve.missing, eve.book.deposit]).toEqual([60n, 0n, 0n]);
  });
});

describe('a hard deposit', () => {
  it('is of the free deposit, and never taken back', () => {
    const book = raiseHardDeposit(bookWith(100), BOB, fen(70));
    expect(freeDeposit(book)).toBe(30n);
    expect(refusal(() => raiseHardDeposit(book, EVE, fen(31)))).toBe('CONFLICT');
    expect(refusal(() => raiseHardDeposit(book, BOB, fen(69)))).toBe('INVALID_ARGUMENT');
    expect(refusal(() => beginWithdrawal(book, fen(31), 0))).toBe('CONFLICT');
  });
});

describe('a withdrawal', () => {
  it('waits, and starves no cheque', () => {
    const asked = beginWithdrawal(bookWith(100), fen(100), 1_000);
    expect(refusal(() => completeWithdrawal(asked, 1_000 + WITHDRAW_WINDOW_SECONDS - 1))).toBe('CONFLICT');
    const cashed = cash(asked, BOB, milli(80_000));
    expect(cashed.paid).toBe(80n);
    const done = completeWithdrawal(cashed.book, 1_000 + WITHDRAW_WINDOW_SECONDS);
    expect([done.paid, done.book.deposit]).toEqual([20n, 0n]);
    expect(refusal(() => completeWithdrawal(done.book, 1_000_000))).toBe('CONFLICT');
  });

  it('is one at a time', () => {
    const asked = beginWithdrawal(bookWith(100), fen(10), 0);
    expect(refusal(() => beginWithdrawal(asked, fen(10), 0))).toBe('CONFLICT');
  });
});

type Act =
  | { readonly kind: 'deposit'; readonly amount: number }
  | { readonly kind: 'withdraw'; readonly amount: number }
  | { readonly kind: 'cash'; readonly who: RecordId; readonly amount: number }
  | { readonly kind: 'hard'; readonly who: RecordId; readonly amount: number }
  | { readonly kind: 'complete'; readonly wait: number };

const whos = fc.constantFrom(BOB, EVE);
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('deposit' as const, 'withdraw' as const),
    amount: fc.integer({ min: 0, max: 500 }),
  }),
  fc.record({ kind: fc.constant('cash' as const), who: whos, amount: fc.integer({ min: 0, max: 900_000 }) }),
  fc.record({ kind: fc.constant('hard' as const), who: whos, amount: fc.integer({ min: 0, max: 500 }) }),
  fc.record({ kind: fc.constant('complete' as const), wait: fc.integer({ min: 0, max: 2 * WITHDRAW_WINDOW_SECONDS }) }),
);

describe('whatever is done', () => {
  it('money is neither made nor lost, and nobody has more than the highest cheque', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (list) => {
        const drawer = parseOrgId('00001', 'drawer');
        let funds: Funds = issue(NO_FUNDS, drawer, fen(2_000));
        let book = openChequebook(BOOK, DRAWER);
        let now = 0;
        const highest = new Map<RecordId, number>();
        const received = new Map<RecordId, bigint>();
        const step = (act: Act): void => {
          switch (act.kind) {
            case 'deposit':
              funds = debit(funds, drawer, fen(act.amount));
              book = depositInto(book, fen(act.amount));
              return;
            case 'withdraw':
              book = beginWithdrawal(book, fen(act.amount), now);
              return;
            case 'hard':
              book = raiseHardDeposit(book, act.who, fen(act.amount));
              return;
            case 'complete': {
              now += act.wait;
              const done = completeWithdrawal(book, now);
              book = done.book;
              funds = credit(funds, drawer, done.paid);
              return;
            }
            case 'cash': {
              highest.set(act.who, Math.max(highest.get(act.who) ?? 0, act.amount));
              const cashed = cash(book, act.who, milli(act.amount));
              book = cashed.book;
              funds = credit(funds, parseOrgId(act.who, 'who'), cashed.paid);
              received.set(act.who, (received.get(act.who) ?? 0n) + cashed.paid);
              return;
            }
          }
        };
        for (const act of list) {
          try {
            step(act);
          } catch (error) {
            if (!(error instanceof CloudfedError)) throw error;
          }
          expect(isConserved(funds, [book.deposit])).toBe(true);
          expect(freeDeposit(book)).toBeGreaterThanOrEqual(0n);
          for (const who of [BOB, EVE]) {
            expect(received.get(who) ?? 0n).toBe(accountOf(book, who).paid);
            expect(accountOf(book, who).paid).toBeLessThanOrEqual(BigInt(highest.get(who) ?? 0) / 1_000n);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
