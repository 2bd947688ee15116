import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type OrgId, parseId } from '../ids.js';
import { type Fen, MAX_FEN, ZERO_FEN } from '../money.js';
import { refusalOf } from '../testing/refusal.js';
import {
  NET_ACTS,
  NET_STATUSES,
  type NetAct,
  netAfter,
  netBytes,
  netIdOf,
  netOf,
  type NetStatus,
  type NettedStatement,
} from './net.js';

const ONE = '00001' as OrgId;
const TWO = '00002' as OrgId;
const SALT = '5a'.repeat(32);

/** What the first owes the second by a statement; below zero, what it is owed. */
function statement(owed: bigint, provider: OrgId = TWO): NettedStatement {
  const consumer = provider === ONE ? TWO : ONE;
  return {
    statementId: parseId(`${provider}-${consumer}-2026-02`, 'id'),
    amountDue: (owed < 0n ? -owed : owed) as Fen,
    debtorId: owed === 0n ? undefined : owed > 0n ? ONE : TWO,
    creditorId: owed === 0n ? undefined : owed > 0n ? TWO : ONE,
    entriesHash: owed === 0n ? '' : 'ab'.repeat(32),
  };
}

describe('a net', () => {
  it('is what the one owes the other by all their statements, both ways', () => {
    const owed = fc.bigInt({ min: -(MAX_FEN / 2n), max: MAX_FEN / 2n });
    fc.assert(
      fc.property(fc.array(owed, { maxLength: 2 }), (amounts) => {
        const net = netOf(amounts.map((amount, at) => statement(amount, at === 0 ? ONE : TWO)));
        const sum = amounts.reduce((so, amount) => so + amount, 0n);
        const sides = sum > 0n ? { debtorId: ONE, creditorId: TWO } : { debtorId: TWO, creditorId: ONE };
        expect(net).toEqual(sum === 0n ? undefined : { ...sides, amount: sum < 0n ? -sum : sum });
      }),
    );
  });

  it('is counted to the largest amount, and refused above it', () => {
    expect(netOf([statement(MAX_FEN)])).toMatchObject({ amount: MAX_FEN });
    expect(netOf([statement(MAX_FEN), statement(-MAX_FEN, ONE)])).toBeUndefined();
    expect(refusalOf(() => netOf([statement(MAX_FEN), statement(1n, ONE)]))).toBe('AMOUNT_OVERFLOW');
  });

  it('has one id a month, whoever names it', () => {
    expect([netIdOf(ONE, TWO, '2026-02'), netIdOf(TWO, ONE, '2026-02')]).toEqual(
      Array.from({ length: 2 }, () => 'net-00001-00002-2026-02'),
    );
  });

  it('is hashed over netstrings that any language writes', () => {
    const bytes = netBytes(SALT, '2026-02', [statement(-48n, ONE), statement(0n)]);
    const values = [
      ...['cloudfed-net-1', SALT, '2026-02', '2'],
      ...['00001-00002-2026-02', '48', '00002', 'ab'.repeat(32)],
      ...['00002-00001-2026-02', '0', '', ''],
    ];
    const text = values.map((value) => `${value.length}:${value},`).join('');
    expect(Buffer.from(bytes).toString()).toBe(text);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '239911068b32197098d8253ddd6a1d22513ceac11196ac7e7b33f3f796c914e3',
    );
  });

  it('has another hash for any other salt, month, figure or statement', () => {
    const given = (salt: string, period: string, statements: readonly NettedStatement[]): string =>
      Buffer.from(netBytes(salt, period, statements)).toString();
    const base = statement(48n);
    const all = [
      given(SALT, '2026-02', [base]),
      given(SALT.replace('5', '6'), '2026-02', [base]),
      given(SALT, '2026-03', [base]),
      given(SALT, '2026-02', []),
      given(SALT, '2026-02', [base, statement(0n, ONE)]),
      given(SALT, '2026-02', [statement(-48n)]),
      given(SALT, '2026-02', [statement(49n)]),
      given(SALT, '2026-02', [{ ...base, entriesHash: 'cd'.repeat(32) }]),
      given(SALT, '2026-02', [{ ...base, amountDue: ZERO_FEN }]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('what becomes of a net', () => {
  const acts = Object.keys(NET_ACTS) as NetAct[];
  /** The first owes the second, which has proposed it. */
  const outcome = (status: NetStatus, act: NetAct, by: OrgId, isEven = false): string => {
    const sides = isEven ? { debtorId: undefined, creditorId: undefined } : { debtorId: ONE, creditorId: TWO };
    let after = '';
    const refusal = refusalOf(() => (after = netAfter({ status, proposedBy: TWO, ...sides }, act, by)));
    return after === '' ? refusal : after;
  };
  const done = (isEven: boolean): readonly string[][] =>
    acts.flatMap((act) =>
      [ONE, TWO].flatMap((by) =>
        NET_STATUSES.map((status) => [act, by, status, outcome(status, act, by, isEven)]).filter(
          ([, , , after]) => !/^[A-Z]/u.test(after ?? ''),
        ),
      ),
    );

  it('is done by the right side at the right time, and by nobody else', () => {
    expect(done(false)).toEqual([
      ['accept', ONE, 'proposed', 'accepted'],
      ['settle', ONE, 'accepted', 'settled'],
      ['refuse', TWO, 'settled', 'accepted'],
      ['confirm', TWO, 'settled', 'confirmed'],
    ]);
  });

  it('ends with its acceptance where it is even', () => {
    expect(done(true)).toEqual([['accept', ONE, 'proposed', 'confirmed']]);
    expect(outcome('confirmed', 'settle', ONE, true)).toBe('CONFLICT');
  });
});
