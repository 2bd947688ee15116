import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, ORG3, type TestOrg } from '../ledger/testing/identities.js';
import { openForBusiness, SEED_ECS, SEED_PRICE, withArguments } from './testing/seed.js';

const DAY = 86_400;
/** 2026-01-10T00:00:00Z */
const JANUARY = 1_768_003_200;
const PERIOD = '2026-01';
const NET = 'net-00001-00002-2026-01';
const ONE_TO_TWO = '00001-00002-2026-01';
const TWO_TO_ONE = '00002-00001-2026-01';
const SALT = '5a'.repeat(32);
const MAX = '9007199254740991';

type Net = Readonly<Record<string, unknown>> & { readonly statementsHash: string };
const parse = (text: string): Net => JSON.parse(text) as Net;

/** One day of an instance in January at 48 fen a day, or at a price of the core alone. */
async function bringIn(ledger: FakeLedger, provider: TestOrg, days: number, cpuPrice?: string): Promise<void> {
  const consumer = provider === ORG1 ? ORG2 : ORG1;
  const shape = cpuPrice === undefined ? {} : { 7: '0', 8: '1', 9: '0', 10: '0' };
  const deal = { 0: `past-${provider.orgId}`, 1: provider.name, 2: provider.orgId, 3: consumer.name };
  const resource = withArguments(SEED_ECS, { ...deal, 4: `${consumer.orgId}001`, ...shape }).slice(0, 11);
  const prices = cpuPrice === undefined ? SEED_PRICE.slice(2) : [cpuPrice, '0', '0', '0', '0', '0', '0'];
  const args = [...resource, JANUARY.toString(), (JANUARY + days * DAY).toString(), ...prices];
  await ledger.submit(provider.client, ['importECSResource', ...args]);
  await ledger.submit(consumer.client, ['importECSResource', ...args]);
}

async function issue(ledger: FakeLedger, provider: TestOrg): Promise<void> {
  const consumer = provider === ORG1 ? ORG2 : ORG1;
  await ledger.submit(provider.client, ['issueStatement', provider.orgId, consumer.orgId, PERIOD]);
}

async function accept(ledger: FakeLedger, provider: TestOrg): Promise<void> {
  const consumer = provider === ORG1 ? ORG2 : ORG1;
  await ledger.submit(consumer.client, ['acceptStatement', `${provider.orgId}-${consumer.orgId}-${PERIOD}`]);
}

/** The first is owed for so many days, the second for so many; both accepted. */
async function accepted(days: number, otherDays: number): Promise<FakeLedger> {
  const ledger = await openForBusiness();
  for (const [provider, some] of [
    [ORG1, days],
    [ORG2, otherDays],
  ] as const) {
    if (some === 0) continue;
    await bringIn(ledger, provider, some);
    await issue(ledger, provider);
    await accept(ledger, provider);
  }
  return ledger;
}

const propose = (salt = SALT): string[] => ['proposeNet', PERIOD, salt];

/** The second owes the first 144 fen: 240 less 96. */
async function netted(): Promise<FakeLedger> {
  const ledger = await accepted(5, 2);
  const { statementsHash } = parse(await ledger.submit(ORG1.client, propose()));
  await ledger.submit(ORG2.client, ['acceptNet', NET, statementsHash]);
  return ledger;
}

async function refusal(ledger: FakeLedger, who: TestOrg, ...args: string[]): Promise<string> {
  const before = ledger.dump();
  const { ok, text } = await ledger.simulate(who.client, args);
  expect(ok, text).toBe(false);
  expect(ledger.dump()).toEqual(before);
  return text;
}

const read = async (ledger: FakeLedger, name: string, id: string): Promise<Net> =>
  parse(await ledger.evaluate(ORG2.client, [name, id]));

describe('a net of two organizations', () => {
  it('sets off their statements both ways, and takes their place once both agree', async () => {
    const ledger = await accepted(5, 2);
    const proposal = await ledger.simulate(ORG1.client, propose());
    ledger.commit(proposal);
    const statements = await Promise.all([ONE_TO_TWO, TWO_TO_ONE].map((id) => read(ledger, 'readStatement', id)));
    const values = statements.flatMap((one) => [
      one['statementID'],
      one['amountDue'],
      one['debtorID'],
      one['entriesHash'],
    ]);
    const netstrings = ['cloudfed-net-1', SALT, PERIOD, '2', ...values.map(String)].map((v) => `${v.length}:${v},`);
    const statementsHash = createHash('sha256').update(netstrings.join('')).digest('hex');
    expect(parse(proposal.text)).toMatchObject({
      objectType: 'Net',
      netID: NET,
      period: PERIOD,
      statements: [
        { statementID: ONE_TO_TWO, amountDue: 240, debtorID: '00002' },
        { statementID: TWO_TO_ONE, amountDue: 96, debtorID: '00001' },
      ],
      amountDue: 144,
      debtorID: '00002',
      creditorID: '00001',
      salt: SALT,
      statementsHash,
      status: 'proposed',
      proposedBy: '00001',
    });
    expect(statements.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    const acceptance = await ledger.simulate(ORG2.client, ['acceptNet', NET, statementsHash]);
    ledger.commit(acceptance);
    expect(acceptance.event).toMatchObject({
      changes: [
        { kind: 'Statement.netted', id: ONE_TO_TWO, record: { status: 'netted', netID: NET } },
        { kind: 'Statement.netted', id: TWO_TO_ONE, record: { status: 'netted', netID: NET } },
        { kind: 'Net.accepted', id: NET, record: { status: 'accepted' } },
      ],
    });
    expect(await read(ledger, 'readNet', NET)).toEqual(parse(acceptance.text));
    expect(JSON.parse(await ledger.evaluate(ORG1.client, ['listNets', '10', '']))).toEqual({
      result: [parse(acceptance.text)],
      bookmark: '',
    });
    for (const [who, id] of [
      [ORG2, ONE_TO_TWO],
      [ORG1, TWO_TO_ONE],
    ] as const) {
      expect(await refusal(ledger, who, 'settleStatement', id, 'p')).toMatch(/^CONFLICT: the statement is netted/u);
    }
  });

  it('is settled by the debtor and confirmed by the creditor; a payment settles one thing', async () => {
    const ledger = await netted();
    expect(await refusal(ledger, ORG1, 'settleNet', NET, 'p1')).toMatch(/^FORBIDDEN: only the debtor, here 00002/u);
    expect(await refusal(ledger, ORG1, 'confirmNetSettlement', NET)).toMatch(/^CONFLICT: the net is accepted/u);
    const settled = await ledger.submit(ORG2.client, ['settleNet', NET, 'p1']);
    expect(parse(settled)).toMatchObject({ status: 'settled', paymentReference: 'p1' });
    expect(await ledger.submit(ORG2.client, ['settleNet', NET, 'p1'])).toBe(settled);
    expect(await refusal(ledger, ORG2, 'settleNet', NET, 'p2')).toMatch(/^CONFLICT: /u);
    expect(await refusal(ledger, ORG2, 'confirmNetSettlement', NET)).toMatch(/^FORBIDDEN: /u);
    expect(await refusal(ledger, ORG2, 'refuseNetSettlement', NET, 'no')).toMatch(/^FORBIDDEN: /u);
    const refused = parse(await ledger.submit(ORG1.client, ['refuseNetSettlement', NET, '未收到付款']));
    expect(refused).toMatchObject({ status: 'accepted', refusal: '未收到付款' });
    expect(refused['paymentReference']).toBeUndefined();
    await ledger.submit(ORG2.client, ['settleNet', NET, 'p2']);
    const confirmed = await ledger.submit(ORG1.client, ['confirmNetSettlement', NET]);
    expect(parse(confirmed)).toMatchObject({ status: 'confirmed', paymentReference: 'p2' });
    expect(await ledger.submit(ORG1.client, ['confirmNetSettlement', NET])).toBe(confirmed);
    expect(await refusal(ledger, ORG1, 'refuseNetSettlement', NET, 'too late')).toMatch(/^CONFLICT: /u);
    expect((await read(ledger, 'readStatement', ONE_TO_TWO))['status']).toBe('netted');
  });

  it('is not paid by what pays another statement', async () => {
    const ledger = await netted();
    ledger.seconds += 60 * DAY;
    const open = ['initECSResource', ...withArguments(SEED_ECS, { 0: 'next' })];
    await ledger.submit(ORG2.client, open, { seconds: ledger.seconds - 50 * DAY });
    await ledger.submit(ORG2.client, ['billedECS', 'next', '00001', '00002001'], {
      seconds: ledger.seconds - 49 * DAY,
    });
    await ledger.submit(ORG1.client, ['issueStatement', '00001', '00002', '2026-02']);
    await ledger.submit(ORG2.client, ['acceptStatement', '00001-00002-2026-02']);
    await ledger.submit(ORG2.client, ['settleStatement', '00001-00002-2026-02', 'p1']);
    expect(await refusal(ledger, ORG2, 'settleNet', NET, 'p1')).toMatch(
      /^CONFLICT: paymentReference: is of the payment that settles 00001-00002-2026-02/u,
    );
  });

  it('is paid by cheques as a statement is, each fen once', async () => {
    const ledger = await netted();
    const confirm = ['confirmNetSettlement', NET];
    expect(await refusal(ledger, ORG2, 'settleNet', NET, 'cheque:book:00002')).toMatch(/^CONFLICT: paymentReference/u);
    await ledger.submit(ORG2.client, ['settleNet', NET, 'cheque:book:00001']);
    expect(await refusal(ledger, ORG1, ...confirm)).toMatch(/^INVALID_ARGUMENT: paid: is needed/u);
    expect(await refusal(ledger, ORG1, ...confirm, '143')).toMatch(/^CONFLICT: paid: .* 144 are due/u);
    const refused = ledger.copy();
    await refused.submit(ORG1.client, ['refuseNetSettlement', NET, 'x']);
    await ledger.submit(ORG1.client, [...confirm, '144']);
    for (const [of, claims] of [
      [ledger, { confirmed: { '00001': 144 }, pending: {} }],
      [refused, { confirmed: {}, pending: {} }],
    ] as const) {
      const row = await of.evaluate(ORG1.client, ['readPaymentInstrument', 'cheque:book:00001']);
      expect(parse(row)).toMatchObject(claims);
    }
  });

  it('is paid by the netting round of its month, which pays no other net and no statement', async () => {
    const ledger = await netted();
    expect(await refusal(ledger, ORG2, 'settleNet', NET, 'netting:2026-02')).toMatch(/^CONFLICT: paymentReference: /u);
    expect(await refusal(ledger, ORG2, 'settleNet', NET, 'netting:2026')).toMatch(/^INVALID_ARGUMENT: paymentRef/u);
    await ledger.submit(ORG2.client, ['settleNet', NET, `netting:${PERIOD}`]);
    await ledger.submit(ORG1.client, ['refuseNetSettlement', NET, 'x']);
    await ledger.submit(ORG2.client, ['settleNet', NET, `netting:${PERIOD}`]);
    const confirmed = parse(await ledger.submit(ORG1.client, ['confirmNetSettlement', NET]));
    expect(confirmed).toMatchObject({ status: 'confirmed', paymentReference: `netting:${PERIOD}` });
    const other = await accepted(5, 0);
    expect(await refusal(other, ORG2, 'settleStatement', ONE_TO_TWO, `netting:${PERIOD}`)).toMatch(
      /^CONFLICT: paymentReference: a netting round pays the nets of its month alone/u,
    );
  });

  it('that is even is confirmed by its acceptance', async () => {
    const ledger = await accepted(3, 3);
    const { statementsHash } = parse(await ledger.submit(ORG2.client, propose()));
    const net = parse(await ledger.submit(ORG1.client, ['acceptNet', NET, statementsHash]));
    expect(net).toMatchObject({ status: 'confirmed', amountDue: 0, debtorID: '', creditorID: '' });
    expect(net['confirmedTime']).toEqual(net['acceptedTime']);
    expect(await refusal(ledger, ORG1, 'settleNet', NET, 'p')).toMatch(/^CONFLICT: the net is even/u);
  });

  it.each([
    [4, 0, { amountDue: 192, debtorID: '00002', statements: [{ statementID: ONE_TO_TWO }] }],
    [0, 4, { amountDue: 192, debtorID: '00001', statements: [{ statementID: TWO_TO_ONE }] }],
    [0, 0, { amountDue: 0, debtorID: '', statements: [] }],
  ])('is of one statement, or of none, too: %i and %i days', async (days, otherDays, expected) => {
    const ledger = await accepted(days, otherDays);
    expect(parse(await ledger.submit(ORG1.client, propose()))).toMatchObject(expected);
  });

  it('counts a silence of 15 days as acceptance, and nothing that is not accepted', async () => {
    const ledger = await openForBusiness();
    await bringIn(ledger, ORG1, 5);
    const waits = /^CONFLICT: period: 00001 has amounts of it that are on no statement yet/u;
    for (const proposer of [ORG1, ORG2]) expect(await refusal(ledger, proposer, ...propose())).toMatch(waits);
    await issue(ledger, ORG1);
    expect(await refusal(ledger, ORG1, ...propose())).toMatch(
      /^CONFLICT: period: statement .* is issued, not accepted/u,
    );
    const disputed = ledger.copy();
    await disputed.submit(ORG2.client, ['openDispute', 'd', 'Statement', ONE_TO_TWO, 'OTHER', 'x']);
    disputed.seconds += 15 * DAY;
    expect(await refusal(disputed, ORG2, ...propose())).toMatch(/is disputed, not accepted/u);
    ledger.seconds += 15 * DAY;
    const { statementsHash } = parse(await ledger.submit(ORG1.client, propose()));
    await ledger.submit(ORG2.client, ['acceptNet', NET, statementsHash]);
    expect(await read(ledger, 'readStatement', ONE_TO_TWO)).toMatchObject({ status: 'netted', acceptedBy: 'silence' });
  });

  it('is of a month that has ended', async () => {
    const ledger = await openForBusiness();
    for (const period of ['2026-02', '2026-03', '9999-12']) {
      expect(await refusal(ledger, ORG1, 'proposeNet', period, SALT)).toMatch(/^CONFLICT: period: has not ended/u);
    }
  });

  it('is accepted by the other side alone, and as it is proposed', async () => {
    const ledger = await accepted(5, 2);
    const { statementsHash } = parse(await ledger.submit(ORG1.client, propose()));
    expect(await refusal(ledger, ORG1, 'acceptNet', NET, statementsHash)).toMatch(/^FORBIDDEN: /u);
    expect(await refusal(ledger, ORG2, 'acceptNet', NET, SALT)).toMatch(/^CONFLICT: statementsHash: /u);
    expect(await refusal(ledger, ORG2, 'acceptNet', 'net-00001-00003-2026-01', statementsHash)).toMatch(/^NOT_FOUND/u);
    for (const act of [propose(), ['acceptNet', NET, statementsHash], ['withdrawNet', NET], ['readNet', NET]]) {
      expect(await refusal(ledger, ORG3, ...act)).toMatch(/^FORBIDDEN: /u);
    }
  });

  it('is accepted no longer where a statement was paid meanwhile, or another one came', async () => {
    const paid = await accepted(5, 2);
    const { statementsHash } = parse(await paid.submit(ORG1.client, propose()));
    await paid.submit(ORG2.client, ['settleStatement', ONE_TO_TWO, 'p']);
    expect(await refusal(paid, ORG2, 'acceptNet', NET, statementsHash)).toMatch(/is settled, not accepted/u);

    const more = await accepted(5, 0);
    const first = parse(await more.submit(ORG1.client, propose()));
    await bringIn(more, ORG2, 2);
    expect(await refusal(more, ORG2, 'acceptNet', NET, first.statementsHash)).toMatch(/on no statement yet/u);
    await issue(more, ORG2);
    expect(await refusal(more, ORG2, 'acceptNet', NET, first.statementsHash)).toMatch(/is issued, not accepted/u);
    await accept(more, ORG2);
    expect(await refusal(more, ORG2, 'acceptNet', NET, first.statementsHash)).toMatch(/^CONFLICT: netID: .* again/u);
    const again = parse(await more.submit(ORG1.client, propose()));
    expect(again).toMatchObject({ amountDue: 144 });
    expect(await refusal(more, ORG2, 'acceptNet', NET, first.statementsHash)).toMatch(/^CONFLICT: statementsHash: /u);
    await more.submit(ORG2.client, ['acceptNet', NET, again.statementsHash]);
  });

  it('leaves a statement that is issued after it to be settled, or disputed, by itself', async () => {
    const ledger = await accepted(5, 0);
    const { statementsHash } = parse(await ledger.submit(ORG1.client, propose()));
    await ledger.submit(ORG2.client, ['acceptNet', NET, statementsHash]);
    await bringIn(ledger, ORG2, 2);
    await issue(ledger, ORG2);
    await ledger.submit(ORG1.client, ['openDispute', 'd', 'Statement', TWO_TO_ONE, 'OTHER', 'x']);
    await ledger.submit(ORG1.client, ['resolveDispute', 'd', 'y']);
    await ledger.submit(ORG1.client, ['settleStatement', TWO_TO_ONE, 'p']);
    expect(await read(ledger, 'readNet', NET)).toMatchObject({ status: 'accepted', amountDue: 240 });
    expect(await refusal(ledger, ORG1, ...propose('6b'.repeat(32)))).toMatch(/^ALREADY_EXISTS: period: /u);
    expect(await refusal(ledger, ORG2, ...propose('6b'.repeat(32)))).toMatch(/^ALREADY_EXISTS: period: /u);
  });

  it('is withdrawn by either side until both agree, and can be proposed again', async () => {
    for (const who of [ORG1, ORG2]) {
      const ledger = await accepted(5, 2);
      const proposed = await ledger.submit(ORG1.client, propose());
      expect(await refusal(ledger, ORG2, ...propose())).toMatch(/^CONFLICT: period: the other side has proposed it/u);
      expect(await ledger.submit(who.client, ['withdrawNet', NET])).toBe(proposed);
      expect(await refusal(ledger, who, 'readNet', NET)).toMatch(/^NOT_FOUND: netID: /u);
      const { statementsHash } = parse(await ledger.submit(ORG2.client, propose()));
      await ledger.submit(ORG1.client, ['acceptNet', NET, statementsHash]);
      expect(await refusal(ledger, who, 'withdrawNet', NET)).toMatch(/^CONFLICT: netID: is accepted/u);
    }
  });

  it('is one a month: a repeat answers it and writes nothing, a second is refused', async () => {
    const ledger = await accepted(5, 2);
    const [one, other] = [await ledger.simulate(ORG1.client, propose()), await ledger.simulate(ORG2.client, propose())];
    expect(ledger.commit(one, other)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    const { statementsHash } = parse(one.text);
    const repeat = await ledger.simulate(ORG1.client, propose());
    expect([repeat.text, repeat.writes.size]).toEqual([one.text, 0]);
    const accepting = ['acceptNet', NET, statementsHash];
    const accepted12 = await ledger.submit(ORG2.client, accepting);
    for (const [who, args] of [
      [ORG2, accepting],
      [ORG1, propose()],
    ] as const) {
      const again = await ledger.simulate(who.client, args);
      expect([again.text, again.writes.size]).toEqual([accepted12, 0]);
    }
    expect(await refusal(ledger, ORG1, 'acceptNet', NET, statementsHash)).toMatch(/^FORBIDDEN: /u);
    expect(await refusal(ledger, ORG2, ...propose())).toMatch(/^ALREADY_EXISTS: period: /u);
  });

  it('and a payment of one of its statements in one block: one of the two counts', async () => {
    const ledger = await accepted(5, 2);
    const { statementsHash } = parse(await ledger.submit(ORG1.client, propose()));
    const netting = await ledger.simulate(ORG2.client, ['acceptNet', NET, statementsHash]);
    const paying = await ledger.simulate(ORG2.client, ['settleStatement', ONE_TO_TWO, 'p']);
    expect(ledger.commit(netting, paying)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('counts to the largest amount', async () => {
    const ledger = await openForBusiness();
    await bringIn(ledger, ORG1, 1, MAX);
    await issue(ledger, ORG1);
    await accept(ledger, ORG1);
    expect(parse(await ledger.submit(ORG1.client, propose()))).toMatchObject({ amountDue: Number(MAX) });
    await bringIn(ledger, ORG2, 1, MAX);
    await issue(ledger, ORG2);
    await accept(ledger, ORG2);
    expect(parse(await ledger.submit(ORG1.client, propose()))).toMatchObject({ amountDue: 0, debtorID: '' });
  });
});
