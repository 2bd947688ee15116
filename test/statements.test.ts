import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, startOwnFederation } from './support/federation.js';

/** 2026-01-10T00:00:00Z; the month has ended whenever this runs. */
const DAY_BEGINS = '2026-01-10T00:00:00Z';
const past = (instanceId: string, days: number) => ({
  instanceId,
  providerId: '00001',
  userId: '00002001',
  cloudService: 'ECS',
  networkType: 'public',
  bandwidthMbps: '2',
  cpu: '2',
  ramGb: '4',
  diskGb: '8',
  beginTime: DAY_BEGINS,
  endTime: `2026-01-${(10 + days).toString()}T00:00:00Z`,
  price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
});
const ID = '00001-00002-2026-01';

describe('what happened in January, over HTTP', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let stranger: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    provider = new Caller(federation, '00001', 'billing');
    consumer = new Caller(federation, '00002', 'billing');
    stranger = new Caller(federation, '00003', 'billing');
  });

  afterAll(() => federation.stop());

  const bringIn = async (instanceId: string, days: number): Promise<Answer> => {
    const proposed = await new Caller(federation, '00001', 'operator').post('/v1/ecs-imports', past(instanceId, days));
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', bill: null } });
    return new Caller(federation, '00002', 'operator').post(`/v1/ecs-imports/${instanceId}/accept`);
  };

  it('is proposed by the provider, accepted by the consumer, and billed at the prices named', async () => {
    const operator = new Caller(federation, '00001', 'operator');
    await operator.post('/v1/ecs-imports', past('wrong', 1));
    const waiting = await consumer.get('/v1/ecs-imports');
    expect(waiting.body.items).toMatchObject([
      { instanceId: 'wrong', proposedBy: '00001', price: { cpu: '10' }, resource: { quotaId: null, priceVersion: 0 } },
    ]);
    expect(await operator.post('/v1/ecs-imports/wrong/accept')).toMatchObject({ status: 403 });
    const other = { ...past('wrong', 1), cpu: '1' };
    expect(await new Caller(federation, '00002', 'operator').post('/v1/ecs-imports', other)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS', field: 'instanceId' },
    });
    await new Caller(federation, '00002', 'operator').post('/v1/ecs-imports/wrong/withdraw');
    expect((await consumer.get('/v1/ecs-imports/wrong')).status).toBe(404);

    const accepted = await bringIn('one', 1);
    expect(accepted).toMatchObject({
      status: 200,
      body: {
        status: 'accepted',
        bill: { instanceId: 'one', totalCost: '48', period: '2026-01', usageSeconds: 86_400 },
      },
    });
    for (const reader of [provider, consumer]) {
      expect((await reader.get('/v1/bills/ECSBill/one')).body).toEqual(accepted.body.bill);
      expect((await reader.get('/v1/ecs-resources/one')).body).toMatchObject({ status: 'released', quotaId: null });
    }
    await bringIn('two', 2);
    expect((await consumer.get('/v1/totals?providerId=00001')).body.totalCost).toBe('144');
  });

  it('a record metered twice is disputed, corrected by a credit note, and the dispute resolved', async () => {
    const dispute = { disputeId: 'd1', reason: 'METERED_TWICE', text: '同一天计量了两次' };
    const opened = await consumer.post('/v1/bills/ECSBill/two/disputes', dispute);
    expect(opened).toMatchObject({ status: 201, body: { ...dispute, status: 'open', subjectId: 'two' } });
    const credit = { correctionId: 'c1', kind: 'credit', amount: '48', reason: 'METERED_TWICE', text: '退回一天' };
    expect(await consumer.post('/v1/bills/ECSBill/two/corrections', credit)).toMatchObject({ status: 403 });
    const corrected = await provider.post('/v1/bills/ECSBill/two/corrections', credit);
    expect(corrected).toMatchObject({ status: 201, body: { ...credit, status: 'inForce', period: '2026-01' } });
    const answer = { answer: 'agreed', text: '已更正', correctionId: 'c1' };
    expect(await provider.post('/v1/disputes/d1/answer', answer)).toMatchObject({ status: 200 });
    const resolved = await consumer.post('/v1/disputes/d1/resolve', { text: '同意' });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved', correctionId: 'c1' } });
    expect((await provider.get('/v1/bills/ECSBill/two/corrections')).body.items).toMatchObject([credit]);
    expect((await provider.get('/v1/bills/ECSBill/two')).body.totalCost).toBe('96');
  });

  it('a price published late is added by a debit note, once the consumer accepts it', async () => {
    const debit = { correctionId: 'd2', kind: 'debit', amount: '7', reason: 'PRICE_LATE', text: '价格晚发布' };
    const proposed = await provider.post('/v1/bills/ECSBill/one/corrections', debit);
    expect(proposed).toMatchObject({ status: 201, body: { status: 'proposed', period: null } });
    expect(await provider.post('/v1/corrections/d2/accept')).toMatchObject({ status: 403 });
    expect(await consumer.post('/v1/corrections/d2/accept')).toMatchObject({
      status: 200,
      body: { status: 'inForce' },
    });
    expect((await consumer.get('/v1/corrections?status=inForce')).body.items).toHaveLength(2);
  });

  it('is summed up in a statement, which reconciles to its entries', async () => {
    expect(await consumer.post('/v1/statements', { consumerId: '00002', period: '2026-01' })).toMatchObject({
      status: 400,
    });
    const issued = await provider.post('/v1/statements', { consumerId: '00002', period: '2026-01' });
    expect(issued).toMatchObject({
      status: 201,
      body: {
        statementId: ID,
        lines: [
          { kind: 'ECSBill', count: 2, amount: '144' },
          { kind: 'debit', count: 1, amount: '7' },
          { kind: 'credit', count: 1, amount: '48' },
        ],
        amountDue: '103',
        debtorId: '00002',
        creditorId: '00001',
        status: 'issued',
      },
    });
    expect(issued.headers.get('location')).toBe(`/v1/statements/${ID}`);
    const entries: { readonly kind: string; readonly amount: string }[] = [];
    for (let path = `/v1/statements/${ID}/entries?limit=3`; path !== '';) {
      const { body } = await consumer.get(path);
      entries.push(...body.items);
      path = body.nextCursor === null ? '' : `/v1/statements/${ID}/entries?limit=3&cursor=${body.nextCursor}`;
    }
    const sum = entries.reduce((so, { kind, amount }) => so + (kind === 'credit' ? -1n : 1n) * BigInt(amount), 0n);
    expect([entries.length, sum]).toEqual([4, 103n]);
    expect((await stranger.get(`/v1/statements/${ID}`)).status).toBe(404);
    expect((await stranger.get('/v1/statements')).body.items).toEqual([]);
    expect((await consumer.get('/v1/statements?period=2026-01&status=issued')).body.items).toHaveLength(1);
  });

  it('is read as CSV, which adds up, and as PDF, by its two sides alone', async () => {
    const csv = await consumer.get(`/v1/statements/${ID}.csv`);
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${ID}.csv"`);
    const rows = (csv.body as string)
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    const sum = (of: string): bigint =>
      rows.filter(([row]) => row === of).reduce((so, row) => so + BigInt(row.at(-2) ?? ''), 0n);
    expect([sum('line'), sum('entry'), sum('due')]).toEqual([103n, 103n, 103n]);
    const pdf = await provider.get(`/v1/statements/${ID}.pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((pdf.body as string).startsWith('%PDF-')).toBe(true);
    for (const kind of ['csv', 'pdf']) {
      const refused = await stranger.get(`/v1/statements/${ID}.${kind}`);
      expect(refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
      expect((await consumer.get(`/v1/statements/a%00b.${kind}`)).status).toBe(400);
    }
  });

  it('later corrections come on the next statement', async () => {
    const late = { correctionId: 'c3', kind: 'credit', amount: '8', reason: 'RELEASED_LATE', text: '释放晚了' };
    const corrected = await provider.post('/v1/bills/ECSBill/one/corrections', late);
    expect(corrected.body.period).toBe('2026-02');
  });

  it('is disputed, accepted at the end, paid and confirmed, each by the right side', async () => {
    expect(await provider.post(`/v1/statements/${ID}/accept`)).toMatchObject({ status: 403 });
    const disputed = await consumer.post(`/v1/statements/${ID}/dispute`, { reason: 'OTHER', text: 'please explain' });
    expect(disputed).toMatchObject({ status: 201, body: { disputeId: `dispute-${ID}`, subjectType: 'Statement' } });
    expect(await consumer.post(`/v1/statements/${ID}/accept`)).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT' },
    });
    await provider.post(`/v1/disputes/dispute-${ID}/answer`, { answer: 'declined', text: 'see the entries' });
    await consumer.post(`/v1/disputes/dispute-${ID}/resolve`, { text: 'seen' });
    expect((await provider.get(`/v1/statements/${ID}`)).body).toMatchObject({
      status: 'accepted',
      acceptedBy: 'resolution',
    });
    const settled = await consumer.post(`/v1/statements/${ID}/settle`, { paymentReference: 'wire:2026-02/17' });
    expect(settled).toMatchObject({ status: 200, body: { status: 'settled', paymentReference: 'wire:2026-02/17' } });
    expect(await consumer.post(`/v1/statements/${ID}/confirm-settlement`)).toMatchObject({ status: 403 });
    const refused = await provider.post(`/v1/statements/${ID}/refuse-settlement`, { text: '未收到' });
    expect(refused).toMatchObject({ status: 200, body: { status: 'accepted', refusal: '未收到' } });
    const due = (await consumer.get(`/v1/statements/${ID}`)).body.amountDue as string;
    const issue = { reference: 'bank-1', orgId: '00002', amount: (BigInt(due) + 1n).toString() };
    for (const clearing of [provider, consumer]) await clearing.post('/v1/funds/issues', issue);
    const pay = (transferId: string, amount: string) =>
      consumer.post('/v1/funds/transfers', { transferId, toOrgId: '00001', amount });
    const settle = (paymentReference: string) => consumer.post(`/v1/statements/${ID}/settle`, { paymentReference });
    await pay('too-little', '1');
    for (const reference of ['transfer:00002:none', 'transfer:00002:too-little']) {
      expect(await settle(reference)).toMatchObject({ status: 409, body: { field: 'paymentReference' } });
    }
    expect(await pay('january', due)).toMatchObject({ status: 201 });
    expect(await settle('transfer:00002:january')).toMatchObject({ status: 200, body: { status: 'settled' } });
    const confirmed = await provider.post(`/v1/statements/${ID}/confirm-settlement`);
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed', refusal: null } });
    expect((await consumer.get(`/v1/statements/${ID}`)).body.status).toBe('confirmed');
  });

  it('bad input of every kind is refused with the field’s name', async () => {
    const cases: readonly [string, unknown, string][] = [
      ['/v1/statements', { consumerId: '00002', period: '2026-13' }, 'period'],
      ['/v1/statements', { consumerId: '2', period: '2026-02' }, 'consumerId'],
      [`/v1/statements/${ID}/settle`, { paymentReference: 'a b' }, 'paymentReference'],
      [`/v1/statements/${ID}/dispute`, { reason: 'ANGRY', text: 'x' }, 'reason'],
      ['/v1/bills/ECSBill/one/corrections', { ...past('x', 1) }, 'correctionId'],
      ['/v1/bills/ECSBill/one/disputes', { disputeId: 'x', reason: 'OTHER', text: '\u0000' }, 'text'],
    ];
    for (const [path, body, field] of cases) {
      const answer = await provider.post(path, body);
      expect(answer, path).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', field } });
    }
    const early = await provider.post('/v1/statements', { consumerId: '00002', period: '9998-01' });
    expect(early).toMatchObject({ status: 409, body: { code: 'CONFLICT', field: 'period' } });
    expect((await provider.get('/v1/statements/00001-00002-2020-01')).status).toBe(404);
  });
});
