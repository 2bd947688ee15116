import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OrgId } from '../ids.js';
import { smallestPayments } from '../metering/netting.js';
import { type Fen, MAX_FEN, ZERO_FEN } from '../money.js';
import { readForm, writeForm } from '../record-form.js';
import { refusalOf } from '../testing/refusal.js';
import { parseHash } from './document-form.js';
import {
  confirmPaidElsewhere,
  type NettingRound,
  openPairs,
  payInRound,
  postNet,
  type PostedNet,
  roundAmong,
  signRound,
  statusOfRound,
  withdrawPosted,
} from './netting-round.js';
import { NETTING_ROUND_FORM } from './netting-round-form.js';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const PERIOD = '2026-02';
const HASH = parseHash('ab'.repeat(32), 'hash');
const org = (at: number): OrgId => at.toString().padStart(5, '0') as OrgId;
const [ONE, TWO, THREE] = [org(1), org(2), org(3)];
const orgs = (count: number): OrgId[] => Array.from({ length: count }, (_, at) => org(at + 1));

/** What the one with the smaller id owes the other; below zero, what it is owed. */
function posts(one: OrgId, other: OrgId, owed: bigint): readonly PostedNet[] {
  const debtor = owed === 0n ? '' : owed > 0n ? one : other;
  const net = { debtor, amount: (owed < 0n ? -owed : owed) as Fen, statementsHash: HASH } as const;
  return [
    { by: one, counterparty: other, ...net },
    { by: other, counterparty: one, ...net },
  ];
}

const emptyRound = (count = 3): NettingRound => roundAmong(undefined, PERIOD, orgs(count), sha256);
const posted = (round: NettingRound, all: readonly PostedNet[]): NettingRound =>
  all.reduce((so, post) => postNet(so, post, sha256), round);
/** 2 owes 1 144, 1 owes 3 192, 3 owes 2 96: 1 and 2 pay 3 48 each. */
const JANUARY = [...posts(ONE, TWO, -144n), ...posts(ONE, THREE, 192n), ...posts(TWO, THREE, -96n)];
const complete = (): NettingRound => posted(emptyRound(), JANUARY);
const hashOf = (round: NettingRound): string => round.terms?.termsHash ?? '';
const signed = (round: NettingRound): NettingRound =>
  round.members.reduce((so, by) => signRound(so, by, hashOf(round)), round);

describe('a netting round', () => {
  it('has terms once both of every pair have posted the same, and is agreed once all have signed them', () => {
    let round = emptyRound();
    expect(round).toMatchObject({ terms: undefined, signatures: [] });
    for (const [at, post] of JANUARY.entries()) {
      expect(openPairs(round)).toHaveLength(3 - Math.floor(at / 2));
      round = postNet(round, post, sha256);
    }
    expect(openPairs(round)).toEqual([]);
    expect(round.terms).toMatchObject({
      positions: [
        { org: ONE, amount: -48n },
        { org: TWO, amount: -48n },
        { org: THREE, amount: 96n },
      ],
      payments: [
        { debtor: ONE, creditor: THREE, amount: 48n, paidBy: '' },
        { debtor: TWO, creditor: THREE, amount: 48n, paidBy: '' },
      ],
    });
    for (const by of round.members) {
      expect(statusOfRound(round)).toBe('open');
      round = signRound(round, by, hashOf(round));
    }
    expect(statusOfRound(round)).toBe('agreed');
  });

  it('is one of any number of organizations: positions add up to zero, payments are the smallest and settle them', () => {
    const nets = fc.integer({ min: 2, max: 5 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        owed: fc.array(fc.bigInt({ min: -6n, max: 6n }), { minLength: 10, maxLength: 10 }),
        order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(nets, ({ count, owed, order }) => {
        const members = orgs(count);
        const pairs = members.flatMap((one, at) => members.slice(at + 1).map((other) => [one, other] as const));
        const all = pairs.flatMap(([one, other], at) => posts(one, other, owed[at] ?? 0n));
        const shuffled = all.map((post, at) => [order[at] ?? 0, post] as const).sort(([one], [other]) => one - other);
        const round = posted(
          emptyRound(count),
          shuffled.map(([, post]) => post),
        );
        expect(round).toEqual(posted(emptyRound(count), all));
        const { positions = [], payments = [] } = round.terms ?? {};
        expect(positions.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
        for (const { org: member, amount } of positions) {
          const due = pairs.reduce((sum, [one, other], at) => {
            const owes = owed[at] ?? 0n;
            return sum + (member === one ? -owes : member === other ? owes : 0n);
          }, 0n);
          expect(amount).toBe(due);
          const sumOf = (some: typeof payments): bigint => some.reduce((sum, payment) => sum + payment.amount, 0n);
          const received = sumOf(payments.filter(({ creditor }) => creditor === member));
          const moved = received - sumOf(payments.filter(({ debtor }) => debtor === member));
          expect(moved).toBe(amount);
        }
        const smallest = smallestPayments(new Map(positions.map(({ org: member, amount }) => [member, amount])));
        expect(payments.length).toBe(smallest.length);
        expect(readForm(NETTING_ROUND_FORM, writeForm(NETTING_ROUND_FORM, round))).toEqual(round);
      }),
    );
  });

  it('shows two different posts of a pair side by side, and has no terms until one of the two is posted anew', () => {
    const other = { ...(JANUARY[1] as PostedNet), amount: 143n as Fen };
    const differing = postNet(complete(), other, sha256);
    expect(differing.terms).toBeUndefined();
    expect(openPairs(differing)).toEqual([{ orgs: [ONE, TWO], postedBy: [ONE, TWO] }]);
    const withdrawn = withdrawPosted(differing, TWO, ONE, sha256);
    expect(openPairs(withdrawn)).toEqual([{ orgs: [ONE, TWO], postedBy: [ONE] }]);
    expect(
      differing.posts.filter(({ by, counterparty }) => [by, counterparty].join().includes(TWO + ',' + ONE)),
    ).toEqual([other]);
    expect(refusalOf(() => signRound(differing, ONE, hashOf(complete())))).toBe('CONFLICT termsHash');
    const again = postNet(differing, JANUARY[1] as PostedNet, sha256);
    expect(again).toEqual(complete());
  });

  it('drops all signatures with a change of what is posted, and takes none of other terms', () => {
    const terms = hashOf(complete());
    const half = signRound(signRound(complete(), ONE, terms), TWO, terms);
    expect(half.signatures).toEqual([ONE, TWO]);
    const changed = posted(half, posts(ONE, TWO, -145n));
    expect(changed.signatures).toEqual([]);
    expect(refusalOf(() => signRound(changed, THREE, terms))).toBe('CONFLICT termsHash');
    expect(withdrawPosted(half, ONE, TWO, sha256)).toMatchObject({ terms: undefined, signatures: [] });
    // The same once more is no change.
    expect(posted(half, JANUARY)).toBe(half);
    expect(signRound(half, ONE, terms)).toBe(half);
  });

  it('has other terms for every figure, hash, month and member', () => {
    const hashes = [
      hashOf(complete()),
      hashOf(posted(emptyRound(), [...JANUARY, ...posts(ONE, TWO, 144n)])),
      hashOf(posted(emptyRound(), [...JANUARY, ...posts(ONE, TWO, -145n)])),
      hashOf(
        posted(
          emptyRound(),
          JANUARY.map((post) => ({ ...post, statementsHash: parseHash('cd'.repeat(32), 'h') })),
        ),
      ),
      hashOf(posted(roundAmong(undefined, '2026-03', orgs(3), sha256), JANUARY)),
      hashOf(posted(emptyRound(4), [...JANUARY, ...orgs(3).flatMap((one) => posts(one, org(4), 0n))])),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes).not.toContain('');
  });

  it('stands for good once all have signed', () => {
    const agreed = signed(complete());
    expect(posted(agreed, JANUARY)).toBe(agreed);
    expect(refusalOf(() => posted(agreed, posts(ONE, TWO, -145n)))).toBe('CONFLICT period');
    expect(refusalOf(() => withdrawPosted(agreed, ONE, TWO, sha256))).toBe('CONFLICT period');
    expect(roundAmong(agreed, PERIOD, orgs(4), sha256)).toBe(agreed);
  });

  it('is of the organizations that there are until then', () => {
    const terms = hashOf(complete());
    const half = signRound(complete(), ONE, terms);
    const grown = roundAmong(half, PERIOD, orgs(4), sha256);
    expect(grown).toMatchObject({ members: orgs(4), terms: undefined, signatures: [], posts: half.posts });
    expect(roundAmong(half, PERIOD, orgs(3), sha256)).toBe(half);
    expect(refusalOf(() => roundAmong(half, PERIOD, orgs(13), sha256))).toBe('CONFLICT');
  });

  it('is paid by funds once, or elsewhere as the creditor says, never twice', () => {
    const agreed = signed(complete());
    const funded = payInRound(agreed, ONE, THREE);
    expect(funded.amount).toBe(48n);
    expect(payInRound(funded.round, ONE, THREE)).toEqual({ round: funded.round, amount: 0n });
    expect(refusalOf(() => confirmPaidElsewhere(funded.round, THREE, ONE, 'wire'))).toBe('CONFLICT debtorID');
    const elsewhere = confirmPaidElsewhere(funded.round, THREE, TWO, 'wire');
    expect(statusOfRound(elsewhere)).toBe('settled');
    expect(confirmPaidElsewhere(elsewhere, THREE, TWO, 'wire')).toBe(elsewhere);
    expect(refusalOf(() => confirmPaidElsewhere(elsewhere, THREE, TWO, 'wire-2'))).toBe('CONFLICT debtorID');
    expect(refusalOf(() => payInRound(elsewhere, TWO, THREE))).toBe('CONFLICT creditorID');
  });

  it.each(['transfer:00002:t', 'cheque:b:00003', 'payment-channel:c', 'netting:2026-01', 'transfer:x'])(
    'is not paid elsewhere by what a ledger sees: %s',
    (reference) => {
      expect(refusalOf(() => confirmPaidElsewhere(signed(complete()), THREE, TWO, reference))).toBe(
        'INVALID_ARGUMENT paymentReference',
      );
    },
  );

  it('is paid by nobody before it is agreed, nor by who owes nothing', () => {
    expect(refusalOf(() => payInRound(complete(), ONE, THREE))).toBe('CONFLICT period');
    expect(refusalOf(() => confirmPaidElsewhere(complete(), THREE, ONE, 'wire'))).toBe('CONFLICT period');
    const agreed = signed(complete());
    for (const [debtor, creditor] of [
      [THREE, ONE],
      [ONE, TWO],
      [TWO, TWO],
    ] as const) {
      expect(refusalOf(() => payInRound(agreed, debtor, creditor))).toBe('NOT_FOUND creditorID');
    }
    expect(refusalOf(() => confirmPaidElsewhere(agreed, ONE, THREE, 'wire'))).toBe('NOT_FOUND debtorID');
  });

  it('in which all come out even is settled by its signatures', () => {
    const circle = posted(emptyRound(), [...posts(ONE, TWO, 5n), ...posts(TWO, THREE, 5n), ...posts(ONE, THREE, -5n)]);
    expect(statusOfRound(signed(circle))).toBe('settled');
  });

  it('takes a net of the two alone', () => {
    const [net] = posts(ONE, TWO, 5n) as [PostedNet];
    const refused = (wrong: Partial<PostedNet>): string =>
      refusalOf(() => postNet(emptyRound(), { ...net, ...wrong }, sha256));
    expect(refused({ counterparty: ONE })).toBe('INVALID_ARGUMENT counterpartyID');
    expect(refused({ debtor: THREE })).toBe('INVALID_ARGUMENT debtorID');
    expect(refused({ debtor: '' })).toBe('INVALID_ARGUMENT debtorID');
    expect(refused({ amount: ZERO_FEN })).toBe('INVALID_ARGUMENT amount');
    expect(refusalOf(() => withdrawPosted(emptyRound(), ONE, TWO, sha256))).toBe('NOT_FOUND counterpartyID');
  });

  it('counts to the largest amount, and refuses the post that would make one payment larger', () => {
    const most = posted(emptyRound(), [
      ...posts(ONE, TWO, MAX_FEN),
      ...posts(ONE, THREE, MAX_FEN),
      ...posts(TWO, THREE, 0n),
    ]);
    expect(most.terms?.positions[0]?.amount).toBe(-2n * MAX_FEN);
    expect(most.terms?.payments.map(({ amount }) => amount)).toEqual([MAX_FEN, MAX_FEN]);
    expect(readForm(NETTING_ROUND_FORM, writeForm(NETTING_ROUND_FORM, most))).toEqual(most);
    expect(refusalOf(() => posted(most, posts(TWO, THREE, 1n)))).toBe('AMOUNT_OVERFLOW');
  });
});
