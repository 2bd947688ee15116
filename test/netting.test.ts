import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { Caller, startOwnFederation } from './support/federation.js';

const PERIOD = '2026-01';
/** Who provides for whom, and for how many days at 48 fen. */
const DEALS = [
  ['00001', '00002', 5],
  ['00002', '00001', 2],
  ['00002', '00003', 3],
  ['00003', '00002', 1],
  ['00003', '00001', 4],
] as const;

/** Pays for one more day, of December. */
const EARLIER = '2025-12';

describe('what three organizations owe each other for January', () => {
  let federation: RunningFederation;
  const callers = new Map<string, Caller>();
  const at = (orgId: string): Caller => callers.get(orgId) as Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    for (const { orgId } of federation.file.orgs) callers.set(orgId, new Caller(federation, orgId, 'admin'));
    await bringIn('00001', '00002', 1, '2025-12-10');
    await at('00001').post('/v1/statements', { consumerId: '00002', period: EARLIER });
    await Promise.all(
      DEALS.map(async ([providerId, consumerId, days]) => {
        await bringIn(providerId, consumerId, days, '2026-01-10');
        const issued = await at(providerId).post('/v1/statements', { consumerId, period: PERIOD });
        expect(issued).toMatchObject({ status: 201, body: { amountDue: (48 * days).toString() } });
      }),
    );
  });

  afterAll(() => federation.stop());

  /** An instance of the past at 48 fen a day, proposed by its provider and accepted by its consumer. */
  async function bringIn(providerId: string, consumerId: string, days: number, begin: string): Promise<void> {
    const instanceId = `past-${providerId}-${consumerId}-${begin}`;
    const proposed = await at(providerId).post('/v1/ecs-imports', {
      ...{ instanceId, providerId, userId: `${consumerId}001`, cloudService: 'ECS', networkType: 'public' },
      ...{ bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' },
      beginTime: `${begin}T00:00:00Z`,
      endTime: new Date(Date.parse(begin) + days * 86_400_000).toISOString(),
      price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
    });
    expect(proposed.status).toBe(201);
    expect((await at(consumerId).post(`/v1/ecs-imports/${instanceId}/accept`)).status).toBe(200);
  }

  it('counts what is accepted, and says what still waits', async () => {
    await at('00002').post('/v1/statements/00001-00002-2026-01/accept');
    expect((await at('00001').get(`/v1/netting?period=${PERIOD}`)).body).toEqual({
      period: PERIOD,
      pairs: [
        {
          counterpartyId: '00002',
          statements: [
            { statementId: '00001-00002-2026-01', status: 'accepted', amountDue: '240', debtorId: '00002' },
            { statementId: '00002-00001-2026-01', status: 'issued', amountDue: '96', debtorId: '00001' },
          ],
          net: { debtorId: '00002', creditorId: '00001', amount: '240' },
          complete: false,
          netId: null,
          netStatus: null,
        },
        {
          counterpartyId: '00003',
          statements: [{ statementId: '00003-00001-2026-01', status: 'issued', amountDue: '192', debtorId: '00001' }],
          net: null,
          complete: false,
          netId: null,
          netStatus: null,
        },
      ],
      position: '240',
      payments: [{ debtorId: '00002', creditorId: '00001', amount: '240' }],
      currency: 'CNY',
      unit: 'fen',
    });
  });

  it('is one payment a pair, and fewer for three who know what the other two owe each other', async () => {
    for (const [providerId, consumerId] of DEALS) {
      await at(consumerId).post(`/v1/statements/${providerId}-${consumerId}-${PERIOD}/accept`);
    }
    const alone = (await at('00001').get(`/v1/netting?period=${PERIOD}`)).body;
    expect(alone).toMatchObject({
      pairs: [{ complete: true }, { complete: true }],
      position: '-48',
      payments: [
        { debtorId: '00002', creditorId: '00001', amount: '144' },
        { debtorId: '00001', creditorId: '00003', amount: '192' },
      ],
    });
    // All three come to the same payments, each from its own ledgers and what the other two say.
    const payments = [];
    for (const [orgId, others] of [
      ['00001', 'otherDebtorId=00003&otherCreditorId=00002&otherAmount=96'],
      ['00002', 'otherDebtorId=00001&otherCreditorId=00003&otherAmount=192'],
      ['00003', 'otherDebtorId=00002&otherCreditorId=00001&otherAmount=144'],
    ] as const) {
      payments.push((await at(orgId).get(`/v1/netting?period=${PERIOD}&${others}`)).body.payments);
    }
    const smallest = [
      { debtorId: '00001', creditorId: '00003', amount: '48' },
      { debtorId: '00002', creditorId: '00003', amount: '48' },
    ];
    expect(payments).toEqual([smallest, smallest, smallest]);
  });

  it('is nothing for a month without statements, and refuses half an account', async () => {
    const other = (await at('00001').get('/v1/netting?period=2025-11')).body;
    expect(other).toMatchObject({ position: '0', payments: [] });
    for (const [query, field] of [
      ['', 'period'],
      [`period=${PERIOD}&otherAmount=5`, 'otherDebtorId'],
      [`period=${PERIOD}&otherDebtorId=00001&otherCreditorId=00002&otherAmount=5`, 'otherDebtorId'],
      [`period=${PERIOD}&otherDebtorId=00002&otherCreditorId=00002&otherAmount=5`, 'otherCreditorId'],
      [`period=${PERIOD}&otherDebtorId=00002&otherCreditorId=00003`, 'otherAmount'],
    ] as const) {
      const answer = await at('00001').get(`/v1/netting?${query}`);
      expect(answer, query).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', field } });
    }
  });

  it('is netted on the ledgers of the pairs, when both have said so', async () => {
    const path = '/v1/nets/net-00001-00002-2026-01';
    const asked = { counterpartyId: '00002', period: PERIOD };
    const proposed = await at('00001').post('/v1/nets', asked);
    expect(proposed).toMatchObject({
      status: 201,
      body: { amountDue: '144', debtorId: '00002', creditorId: '00001', status: 'proposed', proposedBy: '00001' },
    });
    expect(proposed.headers.get('location')).toBe(path);
    const net = (await at('00002').get(path)).body as Readonly<Record<string, unknown>>;
    expect(proposed.body).toMatchObject(net);
    expect((await at('00001').post('/v1/nets', asked)).body).toMatchObject(net);
    expect(await at('00003').get(path)).toMatchObject({ status: 404 });
    expect(await at('00001').post(`${path}/accept`)).toMatchObject({ status: 403 });
    expect(await at('00002').post('/v1/nets', { ...asked, counterpartyId: '00001' })).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', field: 'period' },
    });
    await at('00002').post(`${path}/withdraw`);
    expect(await at('00001').get(path)).toMatchObject({ status: 404 });
    for (const [proposer, other, amountDue, debtorId] of [
      ['00001', '00002', '144', '00002'],
      ['00003', '00001', '192', '00001'],
      ['00002', '00003', '96', '00003'],
    ] as const) {
      const { body } = await at(proposer).post('/v1/nets', { counterpartyId: other, period: PERIOD });
      const accepted = await at(other).post(`/v1/nets/${String(body.netId)}/accept`);
      expect(accepted).toMatchObject({ status: 200, body: { amountDue, debtorId, status: 'accepted' } });
    }
    for (const [providerId, consumerId] of DEALS) {
      const statement = `/v1/statements/${providerId}-${consumerId}-${PERIOD}`;
      expect((await at(consumerId).get(statement)).body).toMatchObject({ status: 'netted' });
    }
    expect((await at('00001').get(`/v1/netting?period=${PERIOD}`)).body).toMatchObject({
      pairs: [
        { netId: 'net-00001-00002-2026-01', netStatus: 'accepted', net: { amount: '144' } },
        { netId: 'net-00001-00003-2026-01', netStatus: 'accepted', net: { amount: '192' } },
      ],
      position: '-48',
    });
    const listed = await at('00001').get(`/v1/nets?period=${PERIOD}&counterpartyId=00003&status=accepted`);
    expect(listed.body.items).toMatchObject([{ netId: 'net-00001-00003-2026-01', statements: [{}] }]);
  });

  it('of two is paid by one transfer, which the debtor names and the creditor confirms', async () => {
    const path = `/v1/nets/net-00001-00002-${EARLIER}`;
    const waiting = await at('00001').post('/v1/nets', { counterpartyId: '00002', period: EARLIER });
    expect(waiting).toMatchObject({ status: 409, body: { code: 'CONFLICT', field: 'period' } });
    await at('00002').post(`/v1/statements/00001-00002-${EARLIER}/accept`);
    await at('00001').post('/v1/nets', { counterpartyId: '00002', period: EARLIER });
    await at('00002').post(`${path}/accept`);
    for (const orgId of ['00001', '00002']) {
      await at(orgId).post('/v1/funds/issues', { reference: 'bank-1', orgId: '00002', amount: '500' });
    }
    for (const [transferId, amount] of [
      ['short', '47'],
      ['right', '48'],
    ] as const) {
      await at('00002').post('/v1/funds/transfers', { transferId, toOrgId: '00001', amount });
    }
    const settle = (paymentReference: string) => at('00002').post(`${path}/settle`, { paymentReference });
    expect(await settle('transfer:00002:short')).toMatchObject({ status: 409, body: { field: 'paymentReference' } });
    expect(await settle('wire-1')).toMatchObject({ status: 200, body: { status: 'settled' } });
    expect(await at('00002').post(`${path}/confirm-settlement`)).toMatchObject({ status: 403 });
    const refused = await at('00001').post(`${path}/refuse-settlement`, { text: '未到账' });
    expect(refused).toMatchObject({ body: { status: 'accepted', refusal: '未到账', paymentReference: null } });
    expect(await settle('transfer:00002:right')).toMatchObject({ status: 200, body: { status: 'settled' } });
    const confirmed = await at('00001').post(`${path}/confirm-settlement`);
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    expect((await at('00002').get(path)).body).toMatchObject({
      status: 'confirmed',
      paymentReference: 'transfer:00002:right',
      statements: [{ statementId: `00001-00002-${EARLIER}`, amountDue: '48' }],
    });
  });

  it('of a month without any of it is a net of nothing, which its acceptance confirms', async () => {
    const { body } = await at('00003').post('/v1/nets', { counterpartyId: '00001', period: '2025-11' });
    expect(body).toMatchObject({ amountDue: '0', debtorId: null, statements: [] });
    const accepted = await at('00001').post(`/v1/nets/${String(body.netId)}/accept`);
    expect(accepted).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  });

  describe('and net with all others where all see it', () => {
    const ROUND = `/v1/netting-rounds/${PERIOD}`;
    const post = (by: string, counterpartyId: string) => at(by).post(`${ROUND}/post`, { counterpartyId });
    const round = async () => (await at('00003').get(ROUND)).body as Readonly<Record<string, unknown>>;

    it('each pair’s two post the net that both have accepted, and no other', async () => {
      expect(await at('00001').get(ROUND)).toMatchObject({ status: 404 });
      // No net of these two for the month, and one that is paid already.
      const other = await at('00002').post('/v1/netting-rounds/2025-11/post', { counterpartyId: '00003' });
      expect(other).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', field: 'counterpartyId' } });
      const paid = await at('00001').post(`/v1/netting-rounds/${EARLIER}/post`, { counterpartyId: '00002' });
      expect(paid).toMatchObject({ status: 409, body: { code: 'CONFLICT', field: 'counterpartyId' } });
      for (const [one, counterpart] of [
        ['00001', '00002'],
        ['00001', '00003'],
        ['00002', '00003'],
      ] as const) {
        expect(await post(one, counterpart)).toMatchObject({ status: 200, body: { status: 'open', terms: null } });
        expect((await post(counterpart, one)).status).toBe(200);
      }
      const { body: net } = await at('00001').get('/v1/nets/net-00001-00002-2026-01');
      expect(await round()).toMatchObject({
        members: ['00001', '00002', '00003'],
        posts: expect.arrayContaining([
          {
            ...{ byOrgId: '00002', counterpartyId: '00001', debtorId: '00002', amount: '144' },
            statementsHash: (net as Readonly<Record<string, unknown>>)['statementsHash'],
          },
        ]) as unknown,
        terms: {
          positions: [
            { orgId: '00001', amount: '-48' },
            { orgId: '00002', amount: '-48' },
            { orgId: '00003', amount: '96' },
          ],
          payments: [
            { debtorId: '00001', creditorId: '00003', amount: '48', paidBy: null },
            { debtorId: '00002', creditorId: '00003', amount: '48', paidBy: null },
          ],
        },
        signatures: [],
        status: 'open',
      });
    });

    it('all sign the terms that they have read; what is taken back voids them', async () => {
      const hashOf = async () => ((await round())['terms'] as { readonly termsHash: string }).termsHash;
      const termsHash = await hashOf();
      const sign = (by: string) => at(by).post(`${ROUND}/sign`, { termsHash });
      expect(await at('00001').post(`${ROUND}/sign`, { termsHash: '0'.repeat(64) })).toMatchObject({
        status: 409,
        body: { code: 'CONFLICT', field: 'termsHash' },
      });
      expect(await sign('00001')).toMatchObject({ status: 200, body: { signatures: ['00001'], status: 'open' } });
      expect(await at('00001').post(`${ROUND}/pay`, { creditorId: '00003' })).toMatchObject({ status: 409 });
      await at('00002').post(`${ROUND}/withdraw`, { counterpartyId: '00003' });
      expect(await round()).toMatchObject({
        openPairs: [{ orgIds: ['00002', '00003'], postedBy: ['00003'] }],
        terms: null,
        signatures: [],
      });
      expect(await sign('00003')).toMatchObject({ status: 409 });
      await post('00002', '00003');
      expect(await hashOf()).toBe(termsHash);
      for (const by of ['00002', '00003', '00001']) expect((await sign(by)).status).toBe(200);
      expect(await sign('00002')).toMatchObject({ status: 200, body: { status: 'agreed' } });
      const late = await at('00002').post(`${ROUND}/withdraw`, { counterpartyId: '00003' });
      expect(late).toMatchObject({ status: 409, body: { code: 'CONFLICT', field: 'period' } });
      expect((await at('00002').get('/v1/netting-rounds')).body.items).toMatchObject([{ period: PERIOD }]);
    });

    it('each pays what is left of it, once: out of its funds, or elsewhere as the creditor says', async () => {
      const pay = () => at('00001').post(`${ROUND}/pay`, { creditorId: '00003' });
      for (let repeat = 0; repeat < 2; repeat += 1) expect(await pay()).toMatchObject({ status: 200 });
      const balanceOf = async (orgId: string) =>
        (await at('00002').get(`/v1/funds/balances/${orgId}`)).body.balance as string;
      expect([await balanceOf('00001'), await balanceOf('00003')]).toEqual(['47', '48']);
      await vi.waitFor(
        async () => {
          const { body } = await at('00002').get('/v1/funds/movements?orgId=00003');
          const moved = { cause: { kind: 'netting.paid', id: PERIOD }, balanceChange: '48', counterpartyId: '00001' };
          expect((body as { readonly items: unknown }).items).toMatchObject([moved]);
        },
        { timeout: 20_000, interval: 100 },
      );
      const confirm = (by: string, paymentReference: string) =>
        at(by).post(`${ROUND}/confirm-payment`, { debtorId: '00002', paymentReference });
      expect(await confirm('00001', 'wire-1')).toMatchObject({ status: 404 });
      expect(await confirm('00003', 'transfer:00002:right')).toMatchObject({
        status: 400,
        body: { field: 'paymentReference' },
      });
      expect(await confirm('00003', 'wire-1')).toMatchObject({ status: 200, body: { status: 'settled' } });
      expect(await at('00002').post(`${ROUND}/pay`, { creditorId: '00003' })).toMatchObject({ status: 409 });
      expect((await at('00003').get('/v1/funds')).body).toMatchObject({ conserved: true });
    });

    it('the net of each pair is paid by it, and by nothing else; the creditor’s gateway confirms by itself', async () => {
      const settle = (by: string, id: string, paymentReference: string) =>
        at(by).post(`/v1/nets/${id}/settle`, { paymentReference });
      expect(await settle('00002', 'net-00001-00002-2026-01', 'wire-2')).toMatchObject({
        status: 409,
        body: { code: 'CONFLICT', field: 'paymentReference' },
      });
      for (const [debtor, creditor, netId] of [
        ['00002', '00001', 'net-00001-00002-2026-01'],
        ['00001', '00003', 'net-00001-00003-2026-01'],
        ['00003', '00002', 'net-00002-00003-2026-01'],
      ] as const) {
        expect(await settle(debtor, netId, 'netting:2025-12')).toMatchObject({ status: 409 });
        expect(await settle(debtor, netId, `netting:${PERIOD}`)).toMatchObject({ status: 200 });
        await vi.waitFor(
          async () => {
            const net = (await at(creditor).get(`/v1/nets/${netId}`)).body as unknown;
            expect(net).toMatchObject({ status: 'confirmed', paymentReference: `netting:${PERIOD}` });
          },
          { timeout: 20_000, interval: 100 },
        );
      }
      expect((await at('00001').get(`/v1/netting?period=${PERIOD}`)).body).toMatchObject({
        pairs: [
          { net: null, complete: true, netStatus: 'confirmed' },
          { net: null, complete: true, netStatus: 'confirmed' },
        ],
        position: '0',
        payments: [],
      });
      for (const [providerId, consumerId] of DEALS) {
        const statement = await at(consumerId).get(`/v1/statements/${providerId}-${consumerId}-${PERIOD}`);
        expect(statement.body).toMatchObject({ status: 'netted' });
      }
    });
  });
});
