import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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

describe('what three organizations owe each other for January', () => {
  let federation: RunningFederation;
  const callers = new Map<string, Caller>();
  const at = (orgId: string): Caller => callers.get(orgId) as Caller;

  beforeAll(async () => {
    federation = await startOwnFederation();
    for (const { orgId } of federation.file.orgs) callers.set(orgId, new Caller(federation, orgId, 'admin'));
    await Promise.all(
      DEALS.map(async ([providerId, consumerId, days]) => {
        const instanceId = `past-${providerId}-${consumerId}`;
        const proposed = await at(providerId).post('/v1/ecs-imports', {
          ...{ instanceId, providerId, userId: `${consumerId}001`, cloudService: 'ECS', networkType: 'public' },
          ...{ bandwidthMbps: '2', cpu: '2', ramGb: '4', diskGb: '8' },
          beginTime: '2026-01-10T00:00:00Z',
          endTime: `2026-01-${(10 + days).toString()}T00:00:00Z`,
          price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
        });
        expect(proposed.status).toBe(201);
        expect((await at(consumerId).post(`/v1/ecs-imports/${instanceId}/accept`)).status).toBe(200);
        const issued = await at(providerId).post('/v1/statements', { consumerId, period: PERIOD });
        expect(issued).toMatchObject({ status: 201, body: { amountDue: (48 * days).toString() } });
      }),
    );
  });

  afterAll(() => federation.stop());

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
        },
        {
          counterpartyId: '00003',
          statements: [{ statementId: '00003-00001-2026-01', status: 'issued', amountDue: '192', debtorId: '00001' }],
          net: null,
          complete: false,
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
    const other = (await at('00001').get('/v1/netting?period=2025-12')).body;
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
});
