import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CloudfedError } from '../errors.js';
import { parseId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  armWithdrawal,
  beginWithdrawal,
  cash,
  type ChequeAccount,
  type Chequebook,
  completeWithdrawal,
  depositInto,
  freeDeposit,
  newChequeAccount,
  openChequebook,
  raiseHardDeposit,
  releaseHardDeposit,
  statusOfChequebook,
} from './chequebook.js';
import { type MilliFen, parseMilliFen } from './milli-fen.js';
import { parseParty } from './party.js';

const DRAWER = parseParty('00001', 'drawer');
const WINDOW = 86_400;
const fen = (amount: number): Fen => parseFen(String(amount), 'amount');
const milli = (amount: number): MilliFen => parseMilliFen(String(amount), 'amount');
const EMPTY = openChequebook(parseId('book-1', 'id'), DRAWER);
const BOB = newChequeAccount(EMPTY, parseParty('00002', 'beneficiary'));
const EVE = newChequeAccount(EMPTY, parseParty('00003001', 'beneficiary'));
const bookWith = (amount: number): Chequebook => depositInto(EMPTY, fen(amount));

describe('cashing', () => {
  it('pays the difference to what was paid', () => {
    const first = cash(bookWith(100), BOB, milli(30_000));
    expect([first.paid, first.book.deposit]).toEqual([30n, 70n]);
    const second = cash(first.book, first.account, milli(50_000));
    expect([second.paid, second.book.deposit, second.missing]).toEqual([20n, 50n, 0n]);
  });

  it('pays nothing twice, and nothing for an older cheque', () => {
    const { book, account } = cash(bookWith(100), BOB, milli(30_000));
    for (const cumulative of [30_000, 29_999, 1]) {
      expect(refusalOf(() => cash(book, account, milli(cumulative)))).toBe('CONFLICT');
    }
    expect(refusalOf(() => cash(book, BOB, milli(0)))).toBe('CONFLICT');
  });

  it('pays whole fen and keeps the rest cashable', () => {
    const first = cash(bookWith(100), BOB, milli(1_999));
    expect(first.paid).toBe(1n);
    expect(cash(first.book, first.account, milli(2_000)).paid).toBe(1n);
  });

  it('pays what is there when that is short, says what is missing, and the rest when there is more', () => {
    const short = cash(bookWith(10), BOB, milli(25_000));
    expect([short.paid, short.missing, short.book.bounced]).toEqual([10n, 15n, true]);
    expect(refusalOf(() => cash(short.book, short.account, milli(25_000)))).toBe('FUNDS_SHORT');
    const rest = cash(depositInto(short.book, fen(100)), short.account, milli(25_000));
    expect([rest.paid, rest.missing, rest.book.deposit]).toEqual([15n, 0n, 85n]);
    expect(rest.book.bounced).toBe(true);
  });

  it('leaves what is set aside for another', () => {
    const { book, account } = raiseHardDeposit(bookWith(100), EVE, fen(60));
    const bob = cash(book, BOB, milli(90_000));
    expect([bob.paid, bob.missing]).toEqual([40n, 50n]);
    const eve = cash(bob.book, account, milli(60_000));
    expect([eve.paid, eve.missing, eve.book.deposit, eve.book.setAside]).toEqual([60n, 0n, 0n, 0n]);
  });

  it('is never for the drawer’s own organization', () => {
    for (const own of ['00001', '00001007']) {
      expect(refusalOf(() => newChequeAccount(EMPTY, parseParty(own, 'own')))).toBe('INVALID_ARGUMENT beneficiary');
    }
  });
});

describe('a hard deposit', () => {
  const { book, account } = raiseHardDeposit(bookWith(100), BOB, fen(70));

  it('is of the free deposit, and the drawer never takes it back', () => {
    expect(freeDeposit(book)).toBe(30n);
    expect(refusalOf(() => raiseHardDeposit(book, EVE, fen(31)))).toBe('FUNDS_SHORT amount');
    expect(refusalOf(() => raiseHardDeposit(book, account, fen(69)))).toBe('INVALID_ARGUMENT amount');
    expect(refusalOf(() => beginWithdrawal(book, fen(31)))).toBe('FUNDS_SHORT amount');
  });

  it('is given up by its beneficiary', () => {
    expect(freeDeposit(releaseHardDeposit(book, account, fen(20)).book)).toBe(80n);
    expect(refusalOf(() => releaseHardDeposit(book, account, fen(70)))).toBe('INVALID_ARGUMENT amount');
  });
});

describe('a withdrawal', () => {
  it('takes three steps, the window counts from the second, and starves no cheque', () => {
    const asked = beginWithdrawal(bookWith(100), fen(100));
    expect(refusalOf(() => completeWithdrawal(asked, 10 * WINDOW))).toBe('CONFLICT');
    const armed = armWithdrawal(asked, 1_000, WINDOW);
    expect(refusalOf(() => armWithdrawal(armed, 0, WINDOW))).toBe('CONFLICT');
    expect(refusalOf(() => completeWithdrawal(armed, 999 + WINDOW))).toBe('CONFLICT');
    const cashed = cash(armed, BOB, milli(80_000));
    expect(cashed.paid).toBe(80n);
    const done = completeWithdrawal(cashed.book, 1_000 + WINDOW);
    expect([done.paid, done.book.deposit, statusOfChequebook(done.book)]).toEqual([20n, 0n, 'open']);
    expect(refusalOf(() => completeWithdrawal(done.book, 10 * WINDOW))).toBe('CONFLICT');
  });

  it('is one at a time', () => {
    const asked = beginWithdrawal(bookWith(100), fen(10));
    expect(refusalOf(() => beginWithdrawal(asked, fen(10)))).toBe('CONFLICT');
  });
});

const whos = fc.constantFrom('bob' as const, 'eve' as const);
const amounts = fc.integer({ min: 0, max: 500 });
const acts = fc.oneof(
  fc.record({ kind: fc.constantFrom('deposit' as const, 'withdraw' as const), amount: amounts }),
  fc.record({ kind: fc.constantFrom('hard' as const, 'release' as const), who: whos, amount: amounts }),
  fc.record({ kind: fc.constant('cash' as const), who: whos, amount: fc.integer({ min: 0, max: 900_000 }) }),
  fc.record({
    kind: fc.constantFrom('complete' as const, 'arm' as const),
    wait: fc.integer({ min: 0, max: 2 * WINDOW }),
  }),
);

describe('whatever is done', () => {
  it('money is neither made nor lost, and nobody has more than the highest cheque', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (list) => {
        let book = EMPTY;
        let now = 0;
        let [paidIn, paidOut] = [0n, 0n];
        const accounts: Record<'bob' | 'eve', ChequeAccount> = { bob: BOB, eve: EVE };
        const highest = { bob: 0, eve: 0 };
        const step = (one: (typeof list)[number]): void => {
          switch (one.kind) {
            case 'deposit':
              book = depositInto(book, fen(one.amount));
              paidIn += BigInt(one.amount);
              return;
            case 'withdraw':
              book = beginWithdrawal(book, fen(one.amount));
              return;
            case 'hard':
            case 'release': {
              const change = one.kind === 'hard' ? raiseHardDeposit : releaseHardDeposit;
              const changed = change(book, accounts[one.who], fen(one.amount));
              book = changed.book;
              accounts[one.who] = changed.account;
              return;
            }
            case 'arm':
              now += one.wait;
              book = armWithdrawal(book, now, WINDOW);
              return;
            case 'complete': {
              now += one.wait;
              const done = completeWithdrawal(book, now);
              book = done.book;
              paidOut += done.paid;
              return;
            }
            case 'cash': {
              highest[one.who] = Math.max(highest[one.who], one.amount);
              const cashed = cash(book, accounts[one.who], milli(one.amount));
              book = cashed.book;
              accounts[one.who] = cashed.account;
            }
          }
        };
        for (const one of list) {
          try {
            step(one);
          } catch (error) {
            if (!(error instanceof CloudfedError)) throw error;
          }
          expect(paidIn).toBe(book.deposit + paidOut + accounts.bob.paid + accounts.eve.paid);
          expect(book.setAside).toBe(accounts.bob.hardDeposit + accounts.eve.hardDeposit);
          expect(freeDeposit(book)).toBeGreaterThanOrEqual(0n);
          for (const who of ['bob', 'eve'] as const) {
            expect(accounts[who].paid).toBeLessThanOrEqual(BigInt(highest[who]) / 1_000n);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
