import { CloudfedError, type OrgId } from '@cloudfed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { LedgerPort, UsageStanding } from '../fabric/ledger-port.js';
import { type Answer, type GatewayUnderTest, startGatewayUnderTest } from './gateway-under-test.js';

const NDJSON = { 'content-type': 'application/x-ndjson' };
const record = (id: string, fields: Record<string, unknown> = {}) => ({
  source: '/meters/1',
  id,
  instanceId: 'i1',
  meter: 'cpu',
  from: '2026-02-02T02:00:00Z',
  to: '2026-02-02T03:00:00Z',
  quantity: '2',
  ...fields,
});
const event = (id: string, fields: Record<string, unknown> = {}) => {
  const { source, ...data } = record(id, fields);
  return { specversion: '1.0', type: 'cloudfed.usage.v1', source, id, data: { ...data, id: undefined } };
};
const lines = (...values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('POST /v1/usage', () => {
  let gateway: GatewayUnderTest;
  let token: string;
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    gateway.call({ method: 'POST', path: '/v1/usage', token, body, headers });

  async function start(
    ledger: Partial<LedgerPort> = {},
    env: Record<string, string> = {},
    folder?: string,
  ): Promise<void> {
    const quiet = { locateMetered: () => Promise.reject(new CloudfedError('UNAVAILABLE', 'not now')) };
    gateway = await startGatewayUnderTest(
      { ...quiet, ...ledger },
      { env, ...(folder === undefined ? {} : { folder }) },
    );
    token = await gateway.token({ roles: ['operator'] });
  }

  beforeEach(() => start());
  afterEach(() => gateway.stop());

  it('takes an event, a batch of events, plain records, and lines of either', async () => {
    const single = await post(event('a'), { 'content-type': 'application/cloudevents+json' });
    expect(single).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0, refused: [], waiting: 1 } });
    const batch = await post([event('b'), event('c')], { 'content-type': 'application/cloudevents-batch+json' });
    expect(batch).toMatchObject({ status: 202, body: { accepted: 2 } });
    expect(await post(record('d'))).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(await post([record('e'), event('f')])).toMatchObject({ status: 202, body: { accepted: 2 } });
    expect(await post(`\n${lines(record('g'), event('h'))}\r\n`, NDJSON)).toMatchObject({
      status: 202,
      body: { accepted: 2, waiting: 8 },
    });
  });

  it('knows a record by source and id', async () => {
    expect(await post([record('a'), record('a'), record('a', { source: '/other' })])).toMatchObject({
      body: { accepted: 2, duplicates: 1 },
    });
    expect(await post([record('a'), event('a')])).toMatchObject({
      status: 202,
      body: { accepted: 0, duplicates: 2, waiting: 2 },
    });
    const other = [
      record('a', { quantity: '3' }),
      record('a', { to: '2026-02-02T02:30:00Z' }),
      record('a', { instanceId: 'i2' }),
      record('b'),
    ];
    const answer = await post(other);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0 } });
    expect(answer.body.refused).toMatchObject(
      [0, 1, 2].map((index) => ({ index, code: 'ALREADY_EXISTS', field: 'id' })),
    );
  });

  it('names each bad record, and keeps the good ones beside it', async () => {
    const text =
      lines(record('a'), record('b', { quantity: '-1' }), record('c')) +
      'not json\n' +
      lines(record('d', { to: '2999-01-01T00:00:00Z' }), 7);
    const answer = await post(text, NDJSON);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 2, waiting: 2 } });
    expect(answer.body.refused).toMatchObject([
      { index: 1, code: 'INVALID_ARGUMENT', field: 'quantity' },
      { index: 3, code: 'INVALID_ARGUMENT', field: 'body', detail: 'body: the line is not valid JSON' },
      { index: 4, code: 'FUTURE_USAGE', field: 'to' },
      { index: 5, code: 'INVALID_ARGUMENT', field: 'body' },
    ]);
  });

  it('is a problem where no record is good', async () => {
    expect(await post(record('a', { meter: 'gpu' }))).toMatchObject({
      status: 400,
      body: { code: 'INVALID_ARGUMENT', field: 'meter' },
    });
    expect(await post(record('a', { to: '2999-01-01T00:00:00Z' }))).toMatchObject({
      status: 422,
      body: { code: 'FUTURE_USAGE' },
    });
    const many = await post([record('a', { meter: 'gpu' }), 1]);
    expect(many).toMatchObject({ status: 400, body: { errors: [{ field: '[0].meter' }, { field: '[1].body' }] } });
  });

  it('refuses what is no list of records', async () => {
    for (const [body, headers] of [
      ['[]', {}],
      ['', NDJSON],
      ['\n\n', NDJSON],
      ['{', {}],
      ['\ufffe', {}],
      ['[]', { 'content-type': 'application/cloudevents+json' }],
      ['{}', { 'content-type': 'application/cloudevents-batch+json' }],
    ] as const) {
      expect(await post(body, headers)).toMatchObject({
        status: 400,
        body: { code: 'INVALID_ARGUMENT', field: 'body' },
      });
    }
    expect(await post('x', { 'content-type': 'text/csv' })).toMatchObject({ status: 415 });
    expect(await post('x', { ...NDJSON, 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
    expect(await post('1\n'.repeat(10_001), NDJSON)).toMatchObject({ status: 413 });
    expect(await post(' '.repeat(8 * 1024 * 1024 + 1), NDJSON)).toMatchObject({ status: 413 });
    const asked = await gateway.call({ method: 'POST', path: '/v1/usage?x=1', token, body: record('a') });
    expect(asked).toMatchObject({ status: 400, body: { field: 'x' } });
  });

  it('is full where the ledger takes time, and then says when to come again', async () => {
    await gateway.stop();
    await start({}, { CLOUDFED_USAGE_WAITING: '3' });
    expect(await post([record('a'), record('b')])).toMatchObject({ status: 202 });
    const full = await post([record('c'), record('d')]);
    expect(full).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
    // Duplicates take no room for longer than it takes to see that they are.
    expect(await post([record('a')])).toMatchObject({ status: 202, body: { duplicates: 1, waiting: 2 } });
    expect(await post([record('c')])).toMatchObject({ status: 202, body: { accepted: 1, waiting: 3 } });
  });

  it('keeps what it has taken over a restart', async () => {
    const { folder } = gateway;
    expect(await post([record('a'), record('b', { from: '2026-02-02T00:30:00Z' })])).toMatchObject({
      status: 202,
      body: { accepted: 2 },
    });
    await gateway.gateway.stop();
    await start({}, {}, folder);
    expect(await gateway.call({ path: '/v1/usage/backlog', token })).toMatchObject({ body: { waiting: 4 } });
    expect(await post([record('a'), record('b', { from: '2026-02-02T00:30:00Z' })])).toMatchObject({
      body: { accepted: 0, duplicates: 2 },
    });
    const known = await gateway.call({ path: '/v1/usage?source=/meters/1&id=b', token });
    expect(known.body.parts).toMatchObject([
      { state: 'waiting', from: '2026-02-02T00:30:00Z', to: '2026-02-02T01:00:00Z', code: null, ledger: null },
      { state: 'waiting', from: '2026-02-02T01:00:00Z', to: '2026-02-02T02:00:00Z' },
      { state: 'waiting', from: '2026-02-02T02:00:00Z', to: '2026-02-02T03:00:00Z' },
    ]);
  });

  it('tells what became of a record', async () => {
    await gateway.stop();
    const standing: UsageStanding = {
      lane: '07',
      sequence: 1,
      windowFrom: 0,
      windowTo: 1,
      records: 2,
      accepted: 1,
      root: '',
      late: false,
      refused: { ABOVE_SHAPE: [1] },
      transactionId: 't1',
    };
    await start(
      {
        locateMetered: (instances) =>
          Promise.resolve(
            instances.map(() => ({ ledgerChannel: 'channel12', consumerId: '00001' as OrgId, lane: '07' })),
          ),
        readLaneHead: () => Promise.resolve({ sequence: 0, windowFrom: 0, windowTo: 0, lastInstance: '' }),
        recordUsage: () => Promise.resolve(standing),
      },
      { CLOUDFED_USAGE_WAIT_SECONDS: '0' },
    );
    await post([record('a'), record('b', { meter: 'ramGb' })]);
    await expect
      .poll(async () => (await gateway.call({ path: '/v1/usage/backlog', token })).body.waiting, { timeout: 10_000 })
      .toBe(0);
    const outcome = (id: string): Promise<Answer> =>
      gateway.call({ path: `/v1/usage?source=/meters/1&id=${id}`, token });
    expect((await outcome('a')).body.parts).toMatchObject([
      {
        state: 'recorded',
        ledger: { consumerId: '00001', lane: '07', sequence: 1, recordId: 'a', late: false, transactionId: 't1' },
      },
    ]);
    expect((await outcome('b')).body.parts).toMatchObject([{ state: 'refused', code: 'ABOVE_SHAPE', ledger: null }]);
    expect((await outcome('c')).body.parts).toEqual([]);
  });
});
