import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';

const PERIOD = '2026-01';
const FOCUS = `/v1/exports/focus?period=${PERIOD}`;
const RECORDS = `/v1/exports/usage-records?period=${PERIOD}`;
/** Where the exports are left for tools that check them; see `scripts/check-exports.sh`. */
const KEPT_IN = process.env['CLOUDFED_EXPORTS_DIR'];
const HOST = {
  providerId: '00001',
  userId: '00002001',
  cloudService: 'ECS',
  networkType: 'public',
  bandwidthMbps: '2',
  cpu: '2',
  ramGb: '4',
  diskGb: '8',
  beginTime: '2026-01-10T00:00:00Z',
  endTime: '2026-01-13T00:00:00Z',
  price: { cpu: '10', ram: '4', ecsDisk: '1', publicNetwork: '2', privateNetwork: '0' },
};
const ODD = {
  ...HOST,
  instanceId: 'odd',
  userId: '00002002',
  cloudService: '弹性云主机, "small"',
  cpu: '0.152',
  ramGb: '7.5',
  networkType: 'private',
  beginTime: '2026-01-30T23:59:53Z',
  endTime: '2026-01-31T15:00:04Z',
  price: { ...HOST.price, cpu: '97', ram: '13' },
};

type Row = Readonly<Record<string, string>>;

/** Reads CSV back: quoted cells may hold commas, quotes and ends of lines. */
function rowsOf(csv: string): readonly Row[] {
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  const [header = [], ...others] = rows.slice(0, -1);
  expect(others.every((row) => row.length === header.length)).toBe(true);
  return others.map((row) => Object.fromEntries(row.map((cell, at) => [header[at] ?? '', cell])));
}

/** `-12.30` yuan as fen. */
const fenOf = (yuan = ''): bigint => {
  expect(yuan).toMatch(/^-?\d+\.\d{2}$/u);
  return BigInt(yuan.replace('.', ''));
};
const sumOf = (rows: readonly Row[], column = 'BilledCost'): bigint =>
  rows.reduce((sum, row) => sum + fenOf(row[column]), 0n);

describe('a month in the formats of others', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;
  let user: Caller;

  beforeAll(async () => {
    federation = await startOwnFederation({ gatewayEnv: { CLOUDFED_USAGE_WAIT_SECONDS: '0' } });
    provider = new Caller(federation, '00001', 'admin');
    consumer = new Caller(federation, '00002', 'admin');
    user = new Caller(federation, '00002', 'user');
    await bringIn(provider, consumer, { ...HOST, instanceId: 'plain' });
    await bringIn(provider, consumer, ODD);
    await bringIn(consumer, provider, { ...HOST, instanceId: 'back', providerId: '00002', userId: '00001001' });
    await meter();
    await correct();
    const issued = await provider.post('/v1/statements', { consumerId: '00002', period: PERIOD });
    expect(issued.status).toBe(201);
  });

  afterAll(() => federation.stop());

  const bringIn = async (by: Caller, other: Caller, past: typeof ODD | (typeof HOST & { instanceId: string })) => {
    expect((await by.post('/v1/ecs-imports', past)).status).toBe(201);
    expect(await other.post(`/v1/ecs-imports/${past.instanceId}/accept`)).toMatchObject({ status: 200 });
  };

  const meter = async (): Promise<void> => {
    const past = { ...HOST, instanceId: 'metered', billing: 'metered' };
    expect((await provider.post('/v1/ecs-imports', past)).status).toBe(201);
    expect(await consumer.post('/v1/ecs-imports/metered/accept')).toMatchObject({ status: 200 });
    const reports = Array.from({ length: 6 }, (_, hour) => ({
      ...{ source: '/meters/1', id: `m-${hour.toString()}`, instanceId: 'metered', meter: 'cpu', quantity: '2' },
      from: `2026-01-10T${(13 + hour).toString()}:00:00Z`,
      to: `2026-01-10T${(14 + hour).toString()}:00:00Z`,
    }));
    const sent = await provider.send('POST', '/v1/usage', reports.map((one) => `${JSON.stringify(one)}\n`).join(''), {
      'content-type': 'application/x-ndjson',
    });
    expect(sent).toMatchObject({ status: 202, body: { accepted: 6 } });
    await vi.waitFor(
      async () => {
        expect((await provider.get('/v1/usage/backlog')).body).toEqual({ waiting: 0 });
      },
      { timeout: 60_000, interval: 200 },
    );
  };

  const correct = async (): Promise<void> => {
    const credit = { correctionId: 'c1', kind: 'credit', amount: '48', reason: 'METERED_TWICE', text: '退回一天' };
    expect((await provider.post('/v1/bills/ECSBill/plain/corrections', credit)).status).toBe(201);
    const debit = { correctionId: 'd1', kind: 'debit', amount: '7', reason: 'PRICE_LATE', text: 'late' };
    expect((await provider.post('/v1/bills/ECSBill/odd/corrections', debit)).status).toBe(201);
    expect((await consumer.post('/v1/corrections/d1/accept')).status).toBe(200);
  };

  const keep = async (name: string, { body }: Answer): Promise<void> => {
    if (KEPT_IN === undefined) return;
    await mkdir(KEPT_IN, { recursive: true });
    await writeFile(join(KEPT_IN, name), body as string);
  };

  it('FOCUS adds up to the statement to the fen, alike on both sides', async () => {
    const answer = await provider.get(FOCUS);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="focus-${PERIOD}.csv"`);
    await keep('focus-1.2.csv', await provider.get(`${FOCUS}&providerId=00001`));
    await keep('focus-1.4.csv', await provider.get(`${FOCUS}&focusVersion=1.4`));
    const rows = rowsOf(answer.body as string);
    const provided = rows.filter(({ BillingAccountId }) => BillingAccountId === 'org-00002');
    const statement = (await consumer.get(`/v1/statements/00001-00002-${PERIOD}`)).body;
    expect(sumOf(provided)).toBe(BigInt(statement.amountDue as string));
    expect(provided.every(({ InvoiceId }) => InvoiceId === statement.statementId)).toBe(true);
    for (const instanceId of ['plain', 'odd']) {
      const lines = provided.filter((row) => row['ResourceId'] === instanceId && row['ChargeClass'] === '');
      const bill = (await consumer.get(`/v1/bills/ECSBill/${instanceId}`)).body;
      expect([lines.length, sumOf(lines)]).toEqual([bill.lines.length, BigInt(bill.totalCost as string)]);
    }
    const same = (await consumer.get(`${FOCUS}&providerId=00001`)).body as string;
    expect(same).toBe((await provider.get(`${FOCUS}&providerId=00001`)).body);
    // What is not on a statement yet is there too, without its number.
    const back = rows.filter(({ BillingAccountId }) => BillingAccountId === 'org-00001');
    expect([sumOf(back), back[0]?.['InvoiceId'], back[0]?.['InvoiceIssuerName']]).toEqual([144n, '', 'CNNIC']);
  });

  it('FOCUS says who is what, what at which price, and what corrects what', async () => {
    const rows = rowsOf((await consumer.get(`${FOCUS}&providerId=00001`)).body as string);
    const [cpu] = rows.filter(({ ResourceId, SkuMeter }) => ResourceId === 'odd' && SkuMeter === 'cpu');
    expect(cpu).toMatchObject({
      BillingAccountName: 'CNNIC',
      SubAccountId: 'user-00002002',
      BillingPeriodStart: '2025-12-31T16:00:00Z',
      BillingPeriodEnd: '2026-01-31T16:00:00Z',
      ChargePeriodStart: ODD.beginTime,
      ChargePeriodEnd: ODD.endTime,
      ...{ InvoiceIssuerName: 'CNIC', ServiceProviderName: 'CNIC', HostProviderName: 'CNIC' },
      ServiceName: 'Cloud host',
      x_CloudService: ODD.cloudService,
      ListUnitPrice: '0.97',
      // 54,011 s × 0.152 cores.
      ConsumedQuantity: '8209.672',
      ConsumedUnit: 'Core-Seconds',
      PricingUnit: 'Core-Days',
      SkuPriceId: '00001/ecs/cpu/agreed/odd',
    });
    const notes = rows.filter(({ ChargeClass }) => ChargeClass === 'Correction');
    const byId = notes.toSorted((one, other) =>
      (one['x_CorrectionId'] ?? '') < (other['x_CorrectionId'] ?? '') ? -1 : 1,
    );
    expect(byId).toMatchObject([
      { ResourceId: 'plain', BilledCost: '-0.48', x_CorrectionId: 'c1', x_CorrectionText: '退回一天' },
      { ResourceId: 'odd', BilledCost: '0.07', x_CorrectionId: 'd1', SubAccountId: 'user-00002002' },
    ]);
  });

  it('FOCUS tells metered usage by instance, meter and day', async () => {
    const rows = rowsOf((await consumer.get(`${FOCUS}&providerId=00001`)).body as string);
    const metered = rows.filter(({ ResourceId }) => ResourceId === 'metered');
    const always = {
      ...{ SubAccountId: 'user-00002001', ServiceName: 'ECS', HostProviderName: 'CNIC', x_UsageRecords: '3' },
      ...{ SkuId: '00001/ecs/cpu', SkuPriceId: '00001/ecs/cpu/agreed/metered', ListUnitPrice: '0.10' },
      // Two cores for three hours, at 10 fen a day.
      ...{ ConsumedQuantity: '21600', PricingQuantity: '0.25', ListCost: '0.025' },
    };
    // Midnight in Shanghai lies between; five fen in all.
    expect(metered).toMatchObject([
      {
        ...always,
        ChargePeriodStart: '2026-01-09T16:00:00Z',
        ChargePeriodEnd: '2026-01-10T16:00:00Z',
        BilledCost: '0.03',
      },
      {
        ...always,
        ChargePeriodStart: '2026-01-10T16:00:00Z',
        ChargePeriodEnd: '2026-01-11T16:00:00Z',
        BilledCost: '0.02',
      },
    ]);
  });

  it('usage records tell of each host how long it ran, whether it is billed or metered', async () => {
    const answer = await provider.get(RECORDS);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    await keep('usage-records.txt', answer);
    const [, ...blocks] = /^APEL-cloud-message: v0\.4\n([^]*)%%\n$/u.exec(answer.body as string) ?? [];
    const records = (blocks[0] ?? '').split('%%\n').map((block): Row => {
      const fields = block.trimEnd().split('\n');
      return Object.fromEntries(fields.map((field) => field.split(/: (.*)/su, 2) as [string, string]));
    });
    expect(records.map(({ MachineName }) => MachineName).sort()).toEqual(['back', 'metered', 'odd', 'plain']);
    expect(records.find(({ MachineName }) => MachineName === 'odd')).toMatchObject({
      ...{ SiteName: 'CNIC', FQAN: 'CNNIC', LocalUserId: '00002002', LocalGroupId: '00002', Status: 'completed' },
      ...{ WallDuration: '54011', CpuDuration: '8209', CpuCount: '1', Memory: '7680', Disk: '8', PublicIPCount: '0' },
    });
    expect(new Set(records.map(({ VMUUID }) => VMUUID)).size).toBe(4);
  });

  it('what runs and is not billed yet is there as well', async () => {
    const price = { ...SEED.price, cpu: '864000', ossDisk: '8640000' };
    expect((await provider.post('/v1/prices', price)).status).toBe(201);
    expect((await provider.post('/v1/quotas', SEED.quota)).status).toBe(201);
    const opened = await consumer.post('/v1/ecs-resources', SEED.instance);
    expect(opened.status).toBe(201);
    const store = { instanceId: 'store', providerId: '00001', userId: '00002001', cloudService: 'OSS' };
    await consumer.post('/v1/oss-resources', { ...store, networkType: 'public', diskGb: '1.5' });
    const released = await provider.post('/v1/oss-resources/store/release', { ossRequest: '1000', flowOut: '2.25' });
    expect(released.status).toBe(200);
    const period = (released.body as { readonly period: string }).period;
    const focus = await consumer.get(`/v1/exports/focus?period=${period}`);
    await keep('focus-open-1.2.csv', focus);
    await keep('focus-open-1.4.csv', await consumer.get(`/v1/exports/focus?period=${period}&focusVersion=1.4`));
    const rows = rowsOf(focus.body as string);
    expect(rows.map(({ SkuMeter }) => SkuMeter)).toEqual(expect.arrayContaining(['requests', 'flowOutGb']));
    expect(sumOf(rows)).toBe(BigInt(released.body.totalCost as string));
    const answer = await consumer.get(`/v1/exports/usage-records?period=${period}`);
    await keep('usage-records-open.txt', answer);
    expect(answer.body).toContain(`MachineName: ${SEED.instance.instanceId}\n`);
    expect(answer.body).toContain('Status: started\n');
    expect(answer.body).not.toContain('EndTime');
  });

  it('a user sees its own alone, another organization nothing', async () => {
    const rows = rowsOf((await user.get(FOCUS)).body as string);
    expect(new Set(rows.map(({ SubAccountId }) => SubAccountId))).toEqual(new Set(['user-00002001']));
    expect(rows.some(({ ResourceId }) => ResourceId === 'metered')).toBe(true);
    const records = (await user.get(RECORDS)).body as string;
    expect([...records.matchAll(/MachineName: (.*)/gu)].map(([, name]) => name)).toEqual(['metered', 'plain']);
    const stranger = new Caller(federation, '00003', 'auditor');
    expect(rowsOf((await stranger.get(FOCUS)).body as string)).toEqual([]);
    expect((await stranger.get(RECORDS)).body).toBe('APEL-cloud-message: v0.4\n');
  });

  it('bad questions are refused', async () => {
    for (const [path, field] of [
      ['/v1/exports/focus', 'period'],
      ['/v1/exports/focus?period=2026-13', 'period'],
      [`${RECORDS}&providerId=1`, 'providerId'],
      [`${FOCUS}&focusVersion=1.3`, 'focusVersion'],
      [`${FOCUS}&format=xml`, 'format'],
    ] as const) {
      const refused = await provider.get(path);
      expect(refused, path).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT', field } });
    }
  });
});
