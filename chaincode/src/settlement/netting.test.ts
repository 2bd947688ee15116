import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { ORG1, ORG2, ORG3, type TestOrg } from '../ledger/testing/identities.js';
import * as netting from './netting.js';
import { SettlementFederation } from './testing/federation.js';
import { MemoryFederation } from './testing/memory-ledger.js';

const PERIOD = '2026-01';
const HASH = 'ab'.repeat(32);
const ORGS = ['00001', '00002', '00003'] as const;
type Round = Readonly<Record<string, unknown>> & { readonly terms?: { readonly termsHash: string } };
const parse = (text: string): Round => JSON.parse(text) as Round;

/** Who posts with whom, who owes how much: 2 owes 1 144, 1 owes 3 192, 3 owes 2 96. */
const JANUARY = [
  [ORG1, ORG2, '00002', '144'],
  [ORG2, ORG1, '00002', '144'],
  [ORG1, ORG3, '00001', '192'],
  [ORG3, ORG1, '00001', '192'],
  [ORG2, ORG3, '00003', '96'],
  [ORG3, ORG2, '00003', '96'],
] as const;

describe('netting between all organizations', () => {
  let federation: SettlementFederation;

  beforeEach(async () => {
    federation = await SettlementFederation.ready();
  });

  const post = (by: TestOrg, other: TestOrg, debtor: string, amount: string) =>
    federation.submit(by.client, 'postNet', PERIOD, other.orgId, debtor, amount, HASH);

  async function postedByAll(): Promise<string> {
    let round: Round = {};
    for (const [by, other, debtor, amount] of JANUARY) round = parse(await post(by, other, debtor, amount));
    return round.terms?.termsHash ?? '';
  }

  async function agreed(): Promise<string> {
    const termsHash = await postedByAll();
    for (const { client } of [ORG1, ORG2, ORG3]) await federation.submit(client, 'signNetting', PERIOD, termsHash);
    return termsHash;
  }

  it('is posted by both of each pair, signed by all, and paid; each one’s money moves by its position', async () => {
    const termsHash = await postedByAll();
    expect(await federation.read('readNettingRound', PERIOD)).toMatchObject({
      objectType: 'NettingRound',
      status: 'open',
      members: [...ORGS],
      terms: {
        termsHash,
        positions: [
          { org: '00001', amount: '-48' },
          { org: '00002', amount: '-48' },
          { org: '00003', amount: '96' },
        ],
        payments: [
          { debtor: '00001', creditor: '00003', amount: 48, paidBy: '', paymentReference: '' },
          { debtor: '00002', creditor: '00003', amount: 48, paidBy: '', paymentReference: '' },
        ],
      },
      signatures: [],
    });
    const kinds: unknown[] = [];
    const act = async (org: TestOrg, ...args: readonly string[]): Promise<void> => {
      const [name = '', ...rest] = args;
      const simulation = await federation.ledger.simulate(org.client, [`settlement:${name}`, ...rest]);
      federation.ledger.commit(simulation);
      const { changes } = simulation.event as { readonly changes: readonly { readonly kind: string }[] };
      kinds.push(changes.map(({ kind }) => kind));
      await federation.audit();
    };
    for (const org of [ORG3, ORG1, ORG2]) await act(org, 'signNetting', PERIOD, termsHash);
    await act(ORG1, 'payNetting', PERIOD, '00003');
    await act(ORG2, 'payNetting', PERIOD, '00003');
    expect(kinds).toEqual([
      ['Netting.signed'],
      ['Netting.signed'],
      ['Netting.agreed'],
      ['Funds.changed', 'Funds.changed', 'Netting.paid'],
      ['Funds.changed', 'Funds.changed', 'Netting.settled'],
    ]);
    expect(await federation.balances()).toEqual([9_952, 9_952, 10_096]);
    expect(await federation.read('readNettingRound', PERIOD)).toMatchObject({
      status: 'settled',
      terms: { payments: [{ paidBy: 'funds' }, { paidBy: 'funds' }] },
    });
    expect(await federation.read('listNettingRounds', '10', '')).toMatchObject({
      result: [{ period: PERIOD, status: 'settled' }],
      bookmark: '',
    });
  });

  it('shows a pair that has posted different figures, and is not signed before it has posted the same', async () => {
    const termsHash = await postedByAll();
    const differing = parse(await post(ORG2, ORG1, '00002', '143'));
    expect(differing.terms).toBeUndefined();
    expect(differing['posts']).toEqual(
      expect.arrayContaining([
        { by: '00001', counterparty: '00002', debtor: '00002', amount: 144, statementsHash: HASH },
        { by: '00002', counterparty: '00001', debtor: '00002', amount: 143, statementsHash: HASH },
      ]),
    );
    expect(await federation.refused(ORG1.client, 'signNetting', PERIOD, termsHash)).toMatch(
      /^CONFLICT: termsHash: not all have posted the same yet, such as 00001–00002/u,
    );
  });

  it('takes no signature of older terms, and drops those that it had', async () => {
    const older = await postedByAll();
    await federation.submit(ORG1.client, 'signNetting', PERIOD, older);
    await post(ORG1, ORG2, '00002', '145');
    const newer = parse(await post(ORG2, ORG1, '00002', '145'));
    expect(newer['signatures']).toEqual([]);
    expect(await federation.refused(ORG3.client, 'signNetting', PERIOD, older)).toMatch(/^CONFLICT: termsHash: /u);
    // One that was endorsed before the change is void after it.
    await post(ORG1, ORG2, '00002', '144');
    await post(ORG2, ORG1, '00002', '144');
    const held = await federation.ledger.simulate(ORG3.client, ['settlement:signNetting', PERIOD, older]);
    await post(ORG2, ORG1, '00002', '146');
    expect(federation.ledger.commit(held)).toEqual(['MVCC_READ_CONFLICT']);
  });

  it('takes nothing for a pair from a third', async () => {
    for (const [args, refusal] of [
      [[PERIOD, '00002', '00001', '5', HASH], /^INVALID_ARGUMENT: debtorID: must be one of the two/u],
      [[PERIOD, '00003', '', '0', HASH], /^INVALID_ARGUMENT: counterpartyID: /u],
      [[PERIOD, '00009', '00009', '5', HASH], /^NOT_CONFIRMED: counterpartyID: /u],
    ] as const) {
      expect(await federation.refused(ORG3.client, 'postNet', ...args)).toMatch(refusal);
    }
    await postedByAll();
    const round = parse(await federation.submit(ORG3.client, 'withdrawPostedNet', PERIOD, '00002'));
    expect(round['posts']).toHaveLength(5);
    expect(await federation.refused(ORG3.client, 'withdrawPostedNet', PERIOD, '00002')).toMatch(/^NOT_FOUND: /u);
  });

  it('stands for good once all have signed', async () => {
    const termsHash = await agreed();
    const refused = (org: TestOrg, ...args: string[]) =>
      federation.refused(org.client, args[0] ?? '', ...args.slice(1));
    expect(await refused(ORG1, 'withdrawPostedNet', PERIOD, '00002')).toMatch(/^CONFLICT: period: all have signed/u);
    expect(await refused(ORG1, 'postNet', PERIOD, '00002', '00002', '1', HASH)).toMatch(/^CONFLICT: period: /u);
    const before = federation.ledger.dump();
    await post(ORG1, ORG2, '00002', '144');
    await federation.submit(ORG1.client, 'signNetting', PERIOD, termsHash);
    expect(federation.ledger.dump()).toEqual(before);
  });

  it('is paid once, whoever tries, and by nobody who owes nothing', async () => {
    await postedByAll();
    expect(await federation.refused(ORG1.client, 'payNetting', PERIOD, '00003')).toMatch(/^CONFLICT: period: not all/u);
    await agreed();
    const paying = ['settlement:payNetting', PERIOD, '00003'];
    const twice = [
      await federation.ledger.simulate(ORG1.client, paying),
      await federation.ledger.simulate(ORG1.client, paying),
    ];
    expect(federation.ledger.commit(...twice)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    await federation.submit(ORG1.client, 'payNetting', PERIOD, '00003');
    expect(await federation.balances()).toEqual([9_952, 10_000, 10_048]);
    for (const [org, creditor] of [
      [ORG3, '00001'],
      [ORG1, '00002'],
      [ORG2, '00001'],
    ] as const) {
      expect(await federation.refused(org.client, 'payNetting', PERIOD, creditor)).toMatch(/^NOT_FOUND: creditorID/u);
    }
    expect(await federation.refused(ORG3.client, 'confirmNettingPayment', PERIOD, '00001', 'wire')).toMatch(
      /^CONFLICT: debtorID: has paid it already/u,
    );
    expect(await federation.refused(ORG2.client, 'confirmNettingPayment', PERIOD, '00002', 'wire')).toMatch(
      /^NOT_FOUND: debtorID/u,
    );
    await federation.submit(ORG3.client, 'confirmNettingPayment', PERIOD, '00002', 'wire-1');
    expect(await federation.refused(ORG2.client, 'payNetting', PERIOD, '00003')).toMatch(
      /^CONFLICT: creditorID: says that it was paid by wire-1/u,
    );
    expect(await federation.balances()).toEqual([9_952, 10_000, 10_048]);
    expect(await federation.read('readNettingRound', PERIOD)).toMatchObject({ status: 'settled' });
  });

  it('is no transfer of funds, so that it pays nothing else', async () => {
    await agreed();
    const rows = federation.ledger.dump().map(([key]) => key);
    await federation.submit(ORG1.client, 'payNetting', PERIOD, '00003');
    expect(federation.ledger.dump().map(([key]) => key)).toEqual(rows);
  });

  it('is not paid by who is short of funds', async () => {
    for (const [by, other, debtor, amount] of [
      [ORG1, ORG2, '', '0'],
      [ORG2, ORG1, '', '0'],
      [ORG1, ORG3, '00001', '10001'],
      [ORG3, ORG1, '00001', '10001'],
      [ORG2, ORG3, '', '0'],
    ] as const) {
      await post(by, other, debtor, amount);
    }
    const { terms } = parse(await post(ORG3, ORG2, '', '0'));
    for (const { client } of [ORG1, ORG2, ORG3]) {
      await federation.submit(client, 'signNetting', PERIOD, terms?.termsHash ?? '');
    }
    expect(await federation.refused(ORG1.client, 'payNetting', PERIOD, '00003')).toMatch(/^FUNDS_SHORT: /u);
    await federation.give(ORG1, 1n);
    await federation.submit(ORG1.client, 'payNetting', PERIOD, '00003');
    expect(await federation.balances()).toEqual([0, 10_000, 20_001]);
  });

  it('is of an ended month that somebody has posted, under agreed terms', async () => {
    for (const period of ['2026-02', '9999-12']) {
      const refusal = await federation.refused(ORG1.client, 'postNet', period, '00002', '', '0', HASH);
      expect(refusal).toMatch(/^CONFLICT: period: has not ended/u);
    }
    for (const [name, ...args] of [
      ['readNettingRound', PERIOD],
      ['signNetting', PERIOD, HASH],
      ['payNetting', PERIOD, '00002'],
      ['withdrawPostedNet', PERIOD, '00002'],
      ['confirmNettingPayment', PERIOD, '00002', 'wire'],
    ] as const) {
      expect(await federation.refused(ORG1.client, name, ...args)).toMatch(/^NOT_FOUND: period: /u);
    }
    const early = await SettlementFederation.bound();
    expect(await early.refused(ORG1.client, 'postNet', PERIOD, '00002', '', '0', HASH)).toMatch(/^TERMS_MISSING: /u);
  });

  it('counts to the largest amount, and refuses the post that would make one payment larger', async () => {
    const most = '9007199254740991';
    for (const [one, other, debtor] of [
      [ORG1, ORG2, '00001'],
      [ORG1, ORG3, '00001'],
      [ORG2, ORG3, '00002'],
    ] as const) {
      await post(one, other, debtor, most);
      if (one === ORG1) await post(other, one, debtor, most);
    }
    const args = [PERIOD, '00002', '00002', most, HASH];
    expect(await federation.refused(ORG3.client, 'postNet', ...args)).toMatch(/^AMOUNT_OVERFLOW: /u);
  });
});

interface Terms {
  readonly positions: readonly { readonly org: string; readonly amount: string }[];
  readonly payments: readonly {
    readonly debtor: string;
    readonly creditor: string;
    readonly amount: number;
    readonly paidBy: string;
  }[];
}

describe('a round that anybody disturbs', () => {
  const START = 1_000_000;
  const ready = MemoryFederation.ready([], START);
  const PAIRS = [
    ['00001', '00002'],
    ['00001', '00003'],
    ['00002', '00003'],
  ] as const;
  const KINDS = ['post', 'withdraw', 'sign', 'stale', 'pay', 'elsewhere'] as const;
  const step = fc.record({
    kind: fc.constantFrom(...KINDS),
    by: fc.constantFrom(...ORGS),
    other: fc.constantFrom(...ORGS),
    amount: fc.integer({ min: -3, max: 3 }),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const read = (federation: MemoryFederation): Promise<Round | undefined> =>
    federation.attempt('00001', netting.readNettingRound, PERIOD);

  /** @param owed what the one with the smaller id owes the other */
  function post(federation: MemoryFederation, by: string, other: string, owed: number) {
    const [one, second] = by < other ? [by, other] : [other, by];
    const debtor = owed === 0 ? '' : owed > 0 ? one : second;
    return federation.attempt(by, netting.postNet, PERIOD, other, debtor, Math.abs(owed).toString(), HASH);
  }

  async function take(federation: MemoryFederation, { kind, by, other, amount }: Step): Promise<void> {
    const hash = (await read(federation))?.terms?.termsHash ?? HASH;
    const acts: Readonly<Record<(typeof KINDS)[number], () => Promise<unknown>>> = {
      post: () => post(federation, by, other, amount),
      withdraw: () => federation.attempt(by, netting.withdrawPostedNet, PERIOD, other),
      sign: () => federation.attempt(by, netting.signNetting, PERIOD, hash),
      stale: () => federation.attempt(by, netting.signNetting, PERIOD, HASH),
      pay: () => federation.attempt(by, netting.payNetting, PERIOD, other),
      elsewhere: () => federation.attempt(by, netting.confirmNettingPayment, PERIOD, other, 'wire'),
    };
    await acts[kind]();
  }

  /** Unless they had it by chance: nobody's money has moved until then. */
  async function agree(federation: MemoryFederation, owed: readonly number[]): Promise<void> {
    const before = await read(federation);
    if (before !== undefined && before['status'] !== 'open') return;
    for (const org of ORGS) expect(await federation.balance(org)).toBe(START);
    for (const [at, [one, other]] of PAIRS.entries()) {
      await post(federation, one, other, owed[at] ?? 0);
      await post(federation, other, one, owed[at] ?? 0);
    }
    const hash = (await read(federation))?.terms?.termsHash ?? '';
    for (const org of ORGS) await federation.call(org, netting.signNetting, PERIOD, hash);
  }

  /** What an organization received by some payments less what it paid. */
  function moved(payments: Terms['payments'], org: string): number {
    const sumOf = (some: Terms['payments']): number => some.reduce((sum, { amount }) => sum + amount, 0);
    const received = sumOf(payments.filter(({ creditor }) => creditor === org));
    return received - sumOf(payments.filter(({ debtor }) => debtor === org));
  }

  it('moves each one’s money by its position in what all have signed, or not at all', async () => {
    const owed = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), owed, async (steps, amounts) => {
        const federation = (await ready).copy();
        for (const one of steps) await take(federation, one);
        await agree(federation, amounts);
        for (const debtor of ORGS) {
          for (const creditor of ORGS) await federation.attempt(debtor, netting.payNetting, PERIOD, creditor);
        }
        const round = await read(federation);
        expect(round?.['status']).toBe('settled');
        const { positions, payments } = (round as { readonly terms: unknown }).terms as Terms;
        for (const { org, amount } of positions) {
          expect(moved(payments, org).toString()).toBe(amount);
          const funded = payments.filter(({ paidBy }) => paidBy === 'funds');
          expect(await federation.balance(org)).toBe(START + moved(funded, org));
        }
        expect(positions.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(0n);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
