import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

/** A second of a core costs 10 fen. */
const PRICE = { ...SEED.price, cpu: '864000', ram: '0', ecsDisk: '0', publicNetwork: '0' };
const CHANGE = Object.fromEntries(Object.entries(PRICE).filter(([name]) => name !== 'providerId'));
const moment = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
const secondsOf = (time: unknown): number => Math.floor(Date.parse(time as string) / 1_000);
const note = (correctionId: string, kind: string, amount: bigint, reason: string) => ({
  ...{ correctionId, kind, amount: amount.toString(), reason },
  text: `because of ${reason}`,
});

describe('what turns out to be wrong', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let stranger: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation({ gatewayEnv: { CLOUDFED_USAGE_WAIT_SECONDS: '0' } });
    provider = new Caller(federation, '00001', 'admin');
    consumer = new Caller(federation, '00002', 'admin');
    stranger = new Caller(federation, '00003', 'admin');
    expect((await provider.post('/v1/prices', PRICE)).status).toBe(201);
    expect((await provider.post('/v1/quotas', SEED.quota)).status).toBe(201);
  });

  afterAll(() => federation.stop());

  const open = (instanceId: string): Promise<Answer> =>
    consumer.post('/v1/ecs-resources', { ...SEED.instance, bandwidthMbps: '0', instanceId });
  const release = async (instanceId: string): Promise<Answer['body']> => {
    const released = await consumer.post(`/v1/ecs-resources/${instanceId}/release`);
    expect(released.status).toBe(200);
    return released.body;
  };
  const notes = (instanceId: string): string => `/v1/bills/ECSBill/${instanceId}/corrections`;
  const disputes = (instanceId: string): string => `/v1/bills/ECSBill/${instanceId}/disputes`;
  /** The FOCUS rows of an instance, by column. */
  const focus = async (by: Caller, instanceId: string, period: string) => {
    const { body } = await by.get(`/v1/exports/focus?period=${period}`);
    const [header = [], ...rows] = (body as string).split('\r\n').map((row) => row.split(','));
    return rows
      .map((row) => Object.fromEntries(row.map((cell, at) => [header[at] ?? '', cell])))
      .filter((row) => row['ResourceId'] === instanceId);
  };
  /** What the consumer is charged for an instance in the end, notes and all. */
  const charged = async (instanceId: string, period: string): Promise<bigint> =>
    (await focus(consumer, instanceId, period)).reduce((sum, row) => sum + BigInt(row['x_BilledFen'] ?? ''), 0n);

  it('a price that was published late is asked for by a debit note, which counts once the consumer accepts it', async () => {
    expect((await open('late-price')).status).toBe(201);
    await delay(1_500);
    const bill = await release('late-price');
    const more = BigInt(bill.usageSeconds as string);
    expect(bill.totalCost).toBe((20n * more).toString());
    // It was to have been 11 fen: one more a second and core. Nothing is retroactive, so the change is of the future.
    const past = { ...CHANGE, cpu: '950400', effectiveFrom: moment(secondsOf(bill.beginTime)) };
    expect(await provider.put('/v1/prices/00001', past)).toMatchObject({ status: 400, body: { code: 'TIME_ORDER' } });

    const debit = note('late-1', 'debit', 2n * more, 'PRICE_LATE');
    expect(await consumer.post(notes('late-price'), debit)).toMatchObject({ status: 403 });
    expect(await stranger.post(notes('late-price'), debit)).toMatchObject({ status: 404 });
    expect(await provider.post(notes('late-price'), debit)).toMatchObject({
      status: 201,
      body: { status: 'proposed' },
    });
    expect(await charged('late-price', bill.period as string)).toBe(20n * more);
    expect(await consumer.post('/v1/corrections/late-1/reject')).toMatchObject({ body: { status: 'rejected' } });
    expect(await consumer.post('/v1/corrections/late-1/accept')).toMatchObject({ status: 409 });

    await provider.post(notes('late-price'), { ...debit, correctionId: 'late-2' });
    expect(await consumer.post('/v1/corrections/late-2/withdraw')).toMatchObject({ status: 403 });
    expect(await provider.post('/v1/corrections/late-2/withdraw')).toMatchObject({ body: { status: 'withdrawn' } });
    await provider.post(notes('late-price'), { ...debit, correctionId: 'late-3' });
    expect(await provider.post('/v1/corrections/late-3/accept')).toMatchObject({ status: 403 });
    expect(await consumer.post('/v1/corrections/late-3/accept')).toMatchObject({ body: { status: 'inForce' } });
    expect(await charged('late-price', bill.period as string)).toBe(22n * more);
    const { items } = (await consumer.get(notes('late-price'))).body;
    expect((items as { status: string }[]).map(({ status }) => status)).toEqual(['rejected', 'withdrawn', 'inForce']);
    expect((await consumer.get('/v1/bills/ECSBill/late-price')).body).toEqual(bill);
  });

  it('a record that was metered twice is taken off by a credit note, of no more than was billed', async () => {
    const past = {
      ...{ providerId: '00001', userId: '00002001', cloudService: 'ECS', networkType: 'private', bandwidthMbps: '0' },
      ...{ cpu: '1', ramGb: '0', diskGb: '0', beginTime: '2026-01-10T00:00:00Z', endTime: '2026-01-10T01:00:00Z' },
      price: { cpu: '2400', ram: '0', ecsDisk: '0', publicNetwork: '0', privateNetwork: '0' },
    };
    for (const instanceId of ['once', 'once-again']) {
      expect((await provider.post('/v1/ecs-imports', { ...past, instanceId })).status).toBe(201);
      expect((await consumer.post(`/v1/ecs-imports/${instanceId}/accept`)).status).toBe(200);
    }
    const dispute = { disputeId: 'twice', reason: 'METERED_TWICE', text: 'the same hour as once' };
    expect((await consumer.post(disputes('once-again'), dispute)).status).toBe(201);
    expect(await consumer.post(disputes('once-again'), { ...dispute, disputeId: 'twice-2' })).toMatchObject({
      status: 409,
    });
    const tooMuch = await provider.post(notes('once-again'), note('twice-all', 'credit', 101n, 'METERED_TWICE'));
    expect(tooMuch.status).toBeGreaterThanOrEqual(400);
    expect(tooMuch.status).toBeLessThan(500);
    const credit = note('twice-credit', 'credit', 100n, 'METERED_TWICE');
    expect(await provider.post(notes('once-again'), credit)).toMatchObject({
      status: 201,
      body: { status: 'inForce', period: '2026-01' },
    });
    const again = await provider.post(notes('once-again'), note('twice-more', 'credit', 1n, 'METERED_TWICE'));
    expect(again.status).toBe(tooMuch.status);
    const answer = { answer: 'agreed', text: 'so it is', correctionId: 'twice-credit' };
    expect((await provider.post('/v1/disputes/twice/answer', answer)).status).toBe(200);
    expect(await consumer.post('/v1/disputes/twice/resolve', { text: 'thanks' })).toMatchObject({
      body: { status: 'resolved', correctionId: 'twice-credit' },
    });
    expect([await charged('once', '2026-01'), await charged('once-again', '2026-01')]).toEqual([100n, 0n]);
  });

  describe('an hour of a metered host that was metered twice', () => {
    const MONTH = '2025-12';
    const batches: string[] = [];
    const credit = (more: object = {}) => ({
      ...note('usage-credit', 'credit', 151n, 'METERED_TWICE'),
      recordIds: ['ramGb-1', 'cpu-1'],
      ...more,
    });
    const correct = (by: Caller, body: object): Promise<Answer> =>
      by.post(`/v1/usage/batches/00001/${batches[1] ?? ''}/corrections`, body);
    const statement = (): Promise<Answer> => provider.post('/v1/statements', { consumerId: '00002', period: MONTH });

    /** An hour costs 100.208… fen for the core and 50.291… for the memory: 150.5 together. */
    beforeAll(async () => {
      const past = {
        ...{ providerId: '00001', userId: '00002001', cloudService: 'ECS', networkType: 'private', bandwidthMbps: '0' },
        ...{ cpu: '1', ramGb: '1', diskGb: '0', beginTime: '2025-12-10T00:00:00Z', endTime: '2025-12-10T02:00:00Z' },
        ...{ instanceId: 'metered', billing: 'metered' },
        price: { cpu: '2405', ram: '1207', ecsDisk: '0', publicNetwork: '0', privateNetwork: '0' },
      };
      expect((await provider.post('/v1/ecs-imports', past)).status).toBe(201);
      expect((await consumer.post('/v1/ecs-imports/metered/accept')).status).toBe(200);
      const records = [0, 1].flatMap((hour) =>
        ['cpu', 'ramGb'].map((meter) => ({
          ...{ source: '/meters/1', id: `${meter}-${hour}`, instanceId: 'metered', meter, quantity: '1' },
          ...{ from: `2025-12-10T0${hour}:00:00Z`, to: `2025-12-10T0${hour + 1}:00:00Z` },
        })),
      );
      const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      const sent = await provider.send('POST', '/v1/usage', lines, { 'content-type': 'application/x-ndjson' });
      expect(sent).toMatchObject({ status: 202, body: { accepted: 4, refused: [] } });
      for (const hour of [0, 1]) {
        const { lane, sequence } = await vi.waitFor(
          async () => {
            const { body } = await provider.get(`/v1/usage?source=/meters/1&id=cpu-${hour}`);
            const [part] = body.parts as { ledger: { lane: string; sequence: number } }[];
            expect(part).toMatchObject({ state: 'recorded', ledger: { recordId: `cpu-${hour}`, late: false } });
            return part?.ledger ?? { lane: '', sequence: 0 };
          },
          { timeout: 60_000, interval: 250 },
        );
        batches.push(`${lane}/${sequence}`);
      }
    });

    it('is seen on the ledger by both, and corrected by its provider alone', async () => {
      for (const by of [provider, consumer]) {
        const read = await by.get(`/v1/usage/batches/00001/${batches[1] ?? ''}/records/cpu-1`);
        expect(read).toMatchObject({ status: 200, body: { recordId: 'cpu-1', instanceId: 'metered' } });
      }
      expect(await correct(consumer, credit())).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      expect(await correct(stranger, credit())).toMatchObject({ status: 404 });
      const bad = [
        [{ recordIds: ['cpu-1', 'nobody'] }, 404, 'NOT_FOUND'],
        [{ recordIds: ['nobody'] }, 404, 'NOT_FOUND'],
        [{ recordIds: ['cpu-1', 'cpu-1'] }, 400, 'INVALID_ARGUMENT'],
        [{ recordIds: [] }, 400, 'INVALID_ARGUMENT'],
      ] as const;
      for (const [more, status, code] of bad) {
        expect(await correct(provider, credit(more))).toMatchObject({ status, body: { code } });
      }
    });

    it('is taken off by a credit note on its very records, at most what they cost, and once', async () => {
      expect(await correct(provider, credit({ amount: '152' }))).toMatchObject({
        status: 409,
        body: { field: 'amount' },
      });
      const issued = await correct(provider, credit());
      const [lane = '', sequence = ''] = (batches[1] ?? '').split('/');
      const stands = {
        ...{ billType: 'ECSUsage', instanceId: 'metered', userId: '00002001', status: 'inForce', period: MONTH },
        usage: { lane, sequence: Number(sequence), recordIds: ['cpu-1', 'ramGb-1'] },
      };
      expect(issued).toMatchObject({ status: 201, body: stands });
      expect(issued.headers.get('location')).toBe('/v1/corrections/usage-credit');
      expect(await correct(provider, credit())).toMatchObject({ status: 201, body: stands });
      expect(await correct(provider, credit({ amount: '1' }))).toMatchObject({ body: { code: 'ALREADY_EXISTS' } });
      const twice = credit({ correctionId: 'usage-credit-2', recordIds: ['cpu-1'], amount: '1' });
      expect(await correct(provider, twice)).toMatchObject({
        status: 409,
        body: { code: 'CONFLICT', field: 'recordIds' },
      });
      expect(await consumer.get('/v1/corrections/usage-credit')).toMatchObject({ status: 200, body: stands });

      expect(await charged('metered', MONTH)).toBe(150n);
      const rows = await focus(provider, 'metered', MONTH);
      expect(rows.filter((row) => row['ChargeClass'] === 'Correction')).toMatchObject([
        {
          ...{
            x_BillType: 'ECSUsage',
            x_CorrectionId: 'usage-credit',
            x_BilledFen: '-151',
            ResourceType: 'Cloud host',
          },
          // Its batch's window: both hours came together.
          ...{ ChargePeriodStart: '2025-12-10T00:00:00Z', ChargePeriodEnd: '2025-12-10T02:00:00Z' },
        },
      ]);
      expect(await focus(consumer, 'metered', MONTH)).toEqual(rows);
      await vi.waitFor(async () => {
        const spent = (await consumer.get(`/v1/spend?providerId=00001`)).body.items as object[];
        expect(spent).toContainEqual(expect.objectContaining({ period: MONTH, type: 'credit', totalCost: '-151' }));
      });
    });

    it('is off the statement to the fen, and what is to be added waits for the consumer', async () => {
      const debit = credit({ correctionId: 'usage-debit', kind: 'debit', amount: '7', reason: 'OTHER' });
      expect(await correct(provider, debit)).toMatchObject({ status: 201, body: { status: 'proposed', period: null } });
      expect(await statement()).toMatchObject({
        status: 201,
        body: {
          lines: [
            { kind: 'ECSUsage', amount: '301' },
            { kind: 'credit', amount: '151' },
          ],
          amountDue: '150',
        },
      });
      const { items } = (await consumer.get(`/v1/statements/00001-00002-${MONTH}/entries`)).body;
      expect(items).toContainEqual(expect.objectContaining({ correctionId: 'usage-credit', billType: 'ECSUsage' }));
      const csv = (await consumer.get(`/v1/statements/00001-00002-${MONTH}.csv`)).body as string;
      expect(csv).toContain('credit,ECSUsage,metered,usage-credit,00002001,1,,-151,-1.51');

      expect(await provider.post('/v1/corrections/usage-debit/accept')).toMatchObject({ status: 403 });
      expect(await consumer.post('/v1/corrections/usage-debit/accept')).toMatchObject({
        status: 200,
        body: { status: 'inForce', period: '2026-01' },
      });
      expect([await charged('metered', MONTH), await charged('metered', '2026-01')]).toEqual([150n, 7n]);
    });
  });

  it('an instance that was released too late is billed for its time, and the provider gives back what was too much', async () => {
    const opened = await open('late-end');
    await delay(2_500);
    const bill = await release('late-end');
    expect(bill.beginTime).toBe(opened.body.beginTime);
    const dispute = { disputeId: 'late-end', reason: 'RELEASED_LATE', text: 'it was to end at once' };
    await consumer.post(disputes('late-end'), dispute);
    const declined = { answer: 'declined', text: 'the release came when it came' };
    expect((await provider.post('/v1/disputes/late-end/answer', declined)).status).toBe(200);
    await provider.post(notes('late-end'), note('late-end-credit', 'credit', 20n, 'RELEASED_LATE'));
    const agreed = { answer: 'agreed', text: 'a second of it', correctionId: 'late-end-credit' };
    expect((await provider.post('/v1/disputes/late-end/answer', agreed)).status).toBe(200);
    expect(await provider.post('/v1/disputes/late-end/resolve', { text: 'done' })).toMatchObject({ status: 403 });
    expect((await consumer.post('/v1/disputes/late-end/resolve', { text: 'done' })).status).toBe(200);
    expect(await charged('late-end', bill.period as string)).toBe(BigInt(bill.totalCost as string) - 20n);
  });

  it('a price that is scheduled is in force from its second on, and a bill has a line for each', async () => {
    expect((await open('over-a-change')).status).toBe(201);
    const from = Math.floor(Date.now() / 1_000) + 4;
    const changed = await provider.put('/v1/prices/00001', { ...CHANGE, cpu: '8640000', effectiveFrom: moment(from) });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, scheduled: true } });
    for (const reader of [provider, consumer, stranger]) {
      const at = (seconds: number) => reader.get(`/v1/prices/00001?at=${moment(seconds)}`);
      expect((await at(from - 1)).body).toMatchObject({ version: 1, cpu: '864000' });
      expect((await at(from)).body).toMatchObject({ version: 2, cpu: '8640000' });
    }
    expect(await consumer.get('/v1/prices/00001?at=2020-01-01T00:00:00Z')).toMatchObject({ status: 404 });
    while (Date.now() < (from + 1) * 1_000) await delay(100);
    const bill = await release('over-a-change');
    const lines = (bill.lines as { meter: string; priceVersion: number; from: string; to: string }[]).filter(
      ({ meter }) => meter === 'cpu',
    );
    expect(lines.map(({ priceVersion }) => priceVersion)).toEqual([1, 2]);
    expect([secondsOf(lines[0]?.to), secondsOf(lines[1]?.from)]).toEqual([from, from]);
    const [before, after] = [from - secondsOf(bill.beginTime), secondsOf(lines[1]?.to) - from];
    expect(bill.totalCost).toBe((20n * BigInt(before) + 200n * BigInt(after)).toString());
  });
});
