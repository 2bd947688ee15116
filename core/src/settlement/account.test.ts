import { describe, expect, it } from 'vitest';

import { parseId } from '../ids.js';
import { type Fen, parseFen } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  type Account,
  accountEscrow,
  armAccountClose,
  back,
  beginAccountClose,
  challengeAccountClose,
  checkpointAccount,
  finalizeAccount,
  lockIn,
  openAccount,
  statusOfAccount,
  withdraw,
} from './account.js';
import type { AccountWithdrawal } from './document.js';
import { MAX_MILLI_FEN, type MilliFen, parseMilliFen } from './milli-fen.js';
import { parseParty } from './party.js';

const WINDOW = 86_400;
const USER = parseParty('00001007', 'holder');
const PLATFORM = parseParty('00002', 'platform');
const fen = (amount: number): Fen => parseFen(String(amount), 'amount');
const milli = (amount: number): MilliFen => parseMilliFen(String(amount), 'amount');
const EMPTY = openAccount(parseId('acc', 'id'), { type: 'account-terms', holder: USER, platform: PLATFORM });
const funded = (): Account => back(lockIn(EMPTY, fen(100)), fen(50));
const final = (account: Account) => finalizeAccount(armAccountClose(account, 0, WINDOW), WINDOW);
const agreed = (toHolder: number, toPlatform: number, isFinal = false): AccountWithdrawal => ({
  type: 'account-withdrawal',
  toHolder: fen(toHolder),
  toPlatform: fen(toPlatform),
  final: isFinal,
});

describe('an account', () => {
  it('is of two', () => {
    const same = { type: 'account-terms' as const, holder: USER, platform: USER };
    expect(refusalOf(() => openAccount(EMPTY.id, same))).toBe('INVALID_ARGUMENT terms');
  });

  it('gives the holder what it locked and was credited, less what it was debited, and the platform the rest', () => {
    const shown = { credits: milli(30_500), debits: milli(10_000) };
    const { account, payouts, missing } = final(beginAccountClose(funded(), USER, shown));
    expect(payouts).toEqual([
      { to: USER, amount: 120n },
      { to: PLATFORM, amount: 30n },
    ]);
    expect([missing, accountEscrow(account), statusOfAccount(account)]).toEqual([0n, 0n, 'closed']);
  });

  it('says what is missing where the platform has credited more than there is', () => {
    const { payouts, missing } = final(beginAccountClose(funded(), USER, { credits: milli(75_999) }));
    expect([payouts, missing]).toEqual([[{ to: USER, amount: 150n }], 25n]);
  });

  it('can be closed whatever the platform has credited', () => {
    const large = beginAccountClose(funded(), PLATFORM, { credits: MAX_MILLI_FEN as MilliFen });
    expect(final(large).payouts).toEqual([{ to: USER, amount: 150n }]);
  });

  it('gives the holder nothing, and no less, where it was debited more than it has', () => {
    const { payouts } = final(beginAccountClose(funded(), PLATFORM, { debits: milli(500_000) }));
    expect(payouts).toEqual([{ to: PLATFORM, amount: 150n }]);
  });
});

describe('a close of an account', () => {
  it('with an old document loses to the newer one', () => {
    const known = checkpointAccount(funded(), { credits: milli(10_000) });
    const begun = beginAccountClose(known, PLATFORM, { debits: milli(90_000) });
    const challenged = challengeAccountClose(begun, { credits: milli(40_000) });
    expect(final(challenged).payouts).toEqual([
      { to: USER, amount: 50n },
      { to: PLATFORM, amount: 100n },
    ]);
    for (const older of [{ credits: milli(10_000) }, { credits: milli(40_000) }, { debits: milli(89_999) }]) {
      expect(refusalOf(() => challengeAccountClose(challenged, older))).toBe('CONFLICT');
    }
  });

  it('takes three steps, and the window counts from the second', () => {
    const begun = beginAccountClose(funded(), USER, {});
    expect(refusalOf(() => finalizeAccount(begun, 10 * WINDOW))).toBe('CONFLICT');
    const armed = armAccountClose(begun, 50, WINDOW);
    expect(refusalOf(() => finalizeAccount(armed, 49 + WINDOW))).toBe('CONFLICT');
    expect(statusOfAccount(challengeAccountClose(armed, { debits: milli(1) }))).toBe('challenged');
    expect(refusalOf(() => lockIn(armed, fen(5)))).toBe('CONFLICT');
    expect(refusalOf(() => beginAccountClose(funded(), parseParty('00003', 'by'), {}))).toBe('FORBIDDEN');
  });
});

describe('a withdrawal from an account', () => {
  it('pays at once what both have signed, once', () => {
    const { account, payouts } = withdraw(funded(), agreed(40, 10));
    expect(payouts).toEqual([
      { to: USER, amount: 40n },
      { to: PLATFORM, amount: 10n },
    ]);
    for (const older of [agreed(40, 10), agreed(39, 11)]) {
      expect(refusalOf(() => withdraw(account, older))).toBe('CONFLICT');
    }
    expect(withdraw(account, agreed(41, 10)).payouts).toEqual([{ to: USER, amount: 1n }]);
    expect(refusalOf(() => withdraw(account, agreed(141, 10)))).toBe('FUNDS_SHORT withdrawal');
    expect(final(beginAccountClose(account, USER, {})).payouts).toEqual([
      { to: USER, amount: 60n },
      { to: PLATFORM, amount: 40n },
    ]);
  });

  it('that is the last empties it, also in the midst of a close', () => {
    const armed = armAccountClose(beginAccountClose(funded(), USER, {}), 0, WINDOW);
    for (const account of [funded(), armed]) {
      expect(refusalOf(() => withdraw(account, agreed(40, 10, true)))).toBe('INVALID_ARGUMENT withdrawal');
      expect(statusOfAccount(withdraw(account, agreed(40, 110, true)).account)).toBe('closed');
    }
    expect(refusalOf(() => withdraw(armed, agreed(40, 10)))).toBe('CONFLICT');
  });
});
