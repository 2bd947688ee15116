import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { decodeUsageBatch } from '@cloudfed/core';
import type { RunningFederation } from '@cloudfed/federation';

import { type Answer, Caller, SEED, startOwnFederation } from './support/federation.js';
import { LedgerClient } from './support/ledger-client.js';

const SOURCE = '/meters/1';
const ORACLE = join(import.meta.dirname, 'oracle/usage_proof.py');
/** A second of a core costs 10 fen, of a GB of memory 4: whole, so that a total says exactly what was counted. */
const PRICE = { ...SEED.price, cpu: '864000', ram: '345600', ecsDisk: '86400' };
const QUOTA = { ...SEED.quota, cpu: '100', ramGb: '400', ecsDiskGb: '800', bandwidthMbps: '100', privateIps: '50' };
const SHAPE = { ...SEED.instance, networkType: 'private', bandwidthMbps: '1' };
const FEN_A_SECOND = { cpu: 20n, ramGb: 16n, diskGb: 8n };
const QUANTITY = { cpu: '2', ramGb: '4', diskGb: '8' };
const METERS = ['cpu', 'ramGb', 'diskGb'] as const;

interface Report {
  readonly source: string;
  readonly id: string;
  readonly instanceId: string;
  readonly meter: (typeof METERS)[number];
  readonly from: string;
  readonly to: string;
  readonly quantity: string;
}

interface OutcomePart {
  readonly state: 'waiting' | 'recorded' | 'refused';
  readonly code: string | null;
  readonly ledger: { readonly lane: string; readonly sequence: number | null; readonly recordId: string } | null;
}

const moment = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

describe('usage that is reported to a gateway', () => {
  let federation: RunningFederation;
  let provider: Caller;
  let consumer: Caller;

  beforeAll(async () => {
    const gatewayEnv = {
      CLOUDFED_USAGE_WINDOW_SECONDS: '1',
      CLOUDFED_USAGE_WAIT_SECONDS: '0',
      CLOUDFED_USAGE_BATCH: '40',
    };
    federation = await startOwnFederation({ gatewayEnv });
    provider = new Caller(federation, '00001', 'operator');
    consumer = new Caller(federation, '00002', 'operator');
    expect((await provider.post('/v1/prices', PRICE)).status).toBe(201);
    expect((await provider.post('/v1/quotas', QUOTA)).status).toBe(201);
  });

  afterAll(() => federation.stop());

  /** Opens metered instances; answers the first second that all of them live in. */
  const open = async (...instanceIds: readonly string[]): Promise<number> => {
    const opened = await Promise.all(
      instanceIds.map((instanceId) => consumer.post('/v1/ecs-resources', { ...SHAPE, instanceId, billing: 'metered' })),
    );
    expect(opened.map(({ status }) => status)).toEqual(instanceIds.map(() => 201));
    return 1 + Math.max(...opened.map(({ body }) => Math.floor(Date.parse(body.beginTime) / 1_000)));
  };
  const until = async (second: number): Promise<void> => {
    while (nowSeconds() < second) await delay(50);
  };
  const report = (id: string, instanceId: string, [from, to]: readonly [number, number], more = {}): Report => ({
    ...{ source: SOURCE, id, instanceId, meter: 'cpu', from: moment(from), to: moment(to), quantity: '2' },
    ...more,
  });
  const sendLines = (reports: readonly object[]): Promise<Answer> =>
    provider.send('POST', '/v1/usage', reports.map((one) => `${JSON.stringify(one)}\n`).join(''), {
      'content-type': 'application/x-ndjson',
    });
  const outcome = async (id: string): Promise<readonly OutcomePart[]> =>
    (await provider.get(`/v1/usage?source=${SOURCE}&id=${id}`)).body.parts as readonly OutcomePart[];
  const settled = (timeout = 60_000): Promise<void> =>
    vi.waitFor(
      async () => {
        expect((await provider.get('/v1/usage/backlog')).body).toEqual({ waiting: 0 });
      },
      { timeout, interval: 100 },
    );
  const total = async (): Promise<bigint> =>
    BigInt((await consumer.get('/v1/totals?providerId=00001')).body.totalCost as string);

  it('has an answer for each bad record, and the good ones beside it are charged', async () => {
    const ids = ['i-one', 'i-two', 'i-gone'];
    const begin = await open(...ids);
    const [one, two, gone] = ids as [string, string, string];
    await until(begin + 2);
    const released = await consumer.post(`/v1/ecs-resources/${gone}/release`);
    const end = Math.floor(Date.parse(released.body.endTime as string) / 1_000);
    await until(Math.max(end + 3, begin + 7));

    const reports = [
      report('first', one, [begin, begin + 1]),
      report('negative', one, [begin, begin + 1], { quantity: '-1' }),
      report('zero-length', one, [begin, begin]),
      report('backwards', one, [begin + 1, begin]),
      report('endless', one, [begin, begin + 1], { quantity: '1234567890123' }),
      report('future', one, [begin, nowSeconds() + 3_600]),
      report('huge', one, [begin + 1, begin + 2], { quantity: '999999999999' }),
      report('overlap-1', one, [begin + 2, begin + 3]),
      report('overlap-2', one, [begin + 2, begin + 3]),
      // Out of order: the later second is before the earlier one.
      report('later', two, [begin + 3, begin + 4]),
      report('earlier', two, [begin + 1, begin + 2]),
      report('pre-creation', two, [begin - 3_600, begin - 3_599]),
      report('post-release', gone, [end + 1, end + 2]),
      report('last', gone, [begin, end]),
      report('unknown', 'i-nobody', [begin, begin + 1]),
      report('first', one, [begin, begin + 1]),
    ];
    const answer = await sendLines(reports);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 10, duplicates: 1 } });
    expect(answer.body.refused).toMatchObject([
      { index: 1, code: 'INVALID_ARGUMENT', field: 'quantity' },
      { index: 2, code: 'INVALID_ARGUMENT', field: 'to' },
      { index: 3, code: 'TIME_ORDER', field: 'to' },
      { index: 4, code: 'INVALID_ARGUMENT', field: 'quantity' },
      { index: 5, code: 'FUTURE_USAGE', field: 'to' },
    ]);
    await settled();
    const ends = async (id: string): Promise<string> =>
      [...new Set((await outcome(id)).map(({ state, code }) => code ?? state))].join();
    const told = Object.fromEntries(
      await Promise.all([...new Set(reports.map(({ id }) => id))].map(async (id) => [id, await ends(id)] as const)),
    ) as Record<string, string>;
    expect(told).toEqual({
      first: 'recorded',
      negative: '',
      'zero-length': '',
      backwards: '',
      endless: '',
      future: '',
      huge: 'ABOVE_SHAPE',
      'overlap-1': 'recorded',
      'overlap-2': 'OVERLAPPING_USAGE',
      later: 'recorded',
      earlier: 'recorded',
      'pre-creation': 'OUTSIDE_LIFE',
      'post-release': 'OUTSIDE_LIFE',
      last: 'recorded',
      unknown: 'NOT_FOUND',
    });

    // Late: the lanes are metered beyond by now.
    const late = await sendLines([
      report('late', one, [begin + 1, begin + 2]),
      report('late-overlap', two, [begin + 3, begin + 4], { quantity: '1' }),
    ]);
    expect(late).toMatchObject({ status: 202, body: { accepted: 2 } });
    await settled();
    expect(await outcome('late')).toMatchObject([{ state: 'recorded', ledger: { late: true, sequence: null } }]);
    expect(await ends('late-overlap')).toBe('OVERLAPPING_USAGE');
    const charged = 5 + (end - begin);
    expect(await total()).toBe(BigInt(charged) * FEN_A_SECOND.cpu);
    await vi.waitFor(async () => {
      const spent = (await consumer.get('/v1/spend')).body.items as readonly { type: string; totalCost: string }[];
      const usage = spent.filter(({ type }) => type === 'ECSUsage').map(({ totalCost }) => BigInt(totalCost));
      expect(usage.reduce((sum, cost) => sum + cost, 0n)).toBe(BigInt(charged) * FEN_A_SECOND.cpu);
    });
  });

  it('is taken as CloudEvents, one and a batch, and proved to whoever reads it', async () => {
    const begin = await open('i-proof', 'i-other');
    await until(begin + 7);
    const event = ({ source, id, ...data }: Report): object => ({
      ...{ specversion: '1.0', type: 'cloudfed.usage.v1', time: data.to, source, id, data },
    });
    const single = await provider.send(
      'POST',
      '/v1/usage',
      JSON.stringify(event(report('ce-0', 'i-proof', [begin, begin + 1]))),
      { 'content-type': 'application/cloudevents+json' },
    );
    expect(single).toMatchObject({ status: 202, body: { accepted: 1 } });
    const batch = [1, 2, 3, 4, 5].flatMap((at) =>
      METERS.map((meter) => {
        const more = { meter, quantity: QUANTITY[meter] };
        return event(report(`ce-${meter}-${at}`, 'i-proof', [begin + at, begin + at + 1], more));
      }),
    );
    const several = await provider.send('POST', '/v1/usage', JSON.stringify(batch), {
      'content-type': 'application/cloudevents-batch+json',
    });
    expect(several).toMatchObject({ status: 202, body: { accepted: batch.length } });
    await settled();
    await sendLines([report('ce-late', 'i-proof', [begin + 1, begin + 2], { meter: 'bandwidthMbps', quantity: '1' })]);
    await settled();

    const proofs: object[] = [];
    for (const id of ['ce-0', ...METERS.flatMap((meter) => [1, 2, 3, 4, 5].map((at) => `ce-${meter}-${at}`))]) {
      const [part] = await outcome(id);
      const { lane, sequence, recordId } = part?.ledger ?? { lane: '', sequence: 0, recordId: '' };
      const path = `/v1/usage/batches/00001/${lane}/${sequence ?? 0}/records/${recordId}`;
      const read = await consumer.get(path);
      expect(read).toMatchObject({ status: 200, body: { recordId: id, late: false } });
      proofs.push(read.body as object);
    }
    const query = new URLSearchParams({
      ...{ providerId: '00001', instanceId: 'i-proof', meter: 'bandwidthMbps', from: moment(begin + 1) },
    });
    const late = await consumer.get(`/v1/usage/late?${query.toString()}`);
    expect(late).toMatchObject({ status: 200, body: { late: true, sequence: 1 } });
    proofs.push(late.body as object);
    await checkElsewhere(proofs);
  });

  /** By a program in another language that has none of this project's code; it must see a forgery, too. */
  async function checkElsewhere(proofs: readonly object[]): Promise<void> {
    // Skipped where there is no python3.
    if (spawnSync('python3', ['--version']).status !== 0) return;
    const folder = await mkdtemp(join(tmpdir(), 'cloudfed-proofs-'));
    const check = async (answers: unknown, ...root: readonly string[]) => {
      const file = join(folder, 'answers.json');
      await writeFile(file, JSON.stringify(answers));
      const { status, stdout, stderr } = spawnSync('python3', [ORACLE, file, ...root], { encoding: 'utf8' });
      return { status, text: stdout + stderr };
    };
    try {
      expect(await check(proofs)).toEqual({ status: 0, text: `${proofs.length} proofs checked\n` });
      const [first] = proofs as [{ proof: { root: string }; providerId: string; lane: string; sequence: number }];
      const ledger = await LedgerClient.connect(federation.profiles[1] as RunningFederation['profiles'][number]);
      const args = [first.providerId, first.lane, String(first.sequence)] as const;
      const { root } = JSON.parse(await ledger.evaluate('channel12', 'readUsageBatch', ...args)) as { root: string };
      ledger.close();
      expect(await check(first, root)).toMatchObject({ status: 0 });
      expect(await check(first, '00'.repeat(32))).toMatchObject({ status: 1 });
      for (const forged of [{ quantity: '1' }, { to: moment(nowSeconds()) }, { recordId: 'x' }, { lane: 'zz' }]) {
        expect(await check({ ...first, ...forged })).toMatchObject({ status: 1 });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  it('of the past is charged at the prices that both sides named, on the statement of its month', async () => {
    const past = {
      ...SHAPE,
      instanceId: 'past',
      commitmentDays: undefined,
      billing: 'metered',
      beginTime: '2026-01-10T00:00:00Z',
      endTime: '2026-01-10T00:03:00Z',
      price: { cpu: '1000', ram: '100', ecsDisk: '30', publicNetwork: '2', privateNetwork: '0' },
    };
    expect(await provider.post('/v1/ecs-imports', past)).toMatchObject({ status: 201, body: { status: 'proposed' } });
    const accepted = await consumer.post('/v1/ecs-imports/past/accept');
    expect(accepted).toMatchObject({
      status: 200,
      body: { bill: null, resource: { status: 'released', billing: 'metered', quotaId: null } },
    });
    const before = await total();
    const begin = Date.parse(past.beginTime) / 1_000;
    // In any order.
    const minutes = [2, 0, 1].flatMap((minute) =>
      METERS.map((meter) => {
        const span = [begin + minute * 60, begin + (minute + 1) * 60] as const;
        return report(`past.${meter}.${minute}`, 'past', span, { meter, quantity: QUANTITY[meter] });
      }),
    );
    expect((await sendLines(minutes)).body).toMatchObject({ accepted: 9, refused: [] });
    await settled();
    // 3 minutes at 2·1000 + 4·100 + 8·30 fen a day are 5.5 fen.
    const issued = await new Caller(federation, '00001', 'billing').post('/v1/statements', {
      consumerId: '00002',
      period: '2026-01',
    });
    expect(issued).toMatchObject({ status: 201, body: { lines: [{ kind: 'ECSUsage', amount: '6' }], amountDue: '6' } });
    expect((await total()) - before).toBe(6n);
  });

  it('is on the ledger once, whenever the gateway is killed', async () => {
    const ids = ['k-0', 'k-1', 'k-2', 'k-3', 'k-4', 'k-5', 'k-6', 'k-7'];
    const begin = await open(...ids);
    const before = await total();
    /** From the answer to the kill, or from the sending: while it is taken in, located, batched, sent, settled. */
    const pausesMs = [0, 4, 9, 15, 25, 60, 140, 300, 500, 700, 900, 1_200];
    const all: Report[] = [];
    for (const [round, pause] of pausesMs.entries()) {
      const [from, to] = [begin + round, begin + round + 1];
      await until(to + 1);
      const reports = ids.flatMap((instanceId) =>
        METERS.map((meter) =>
          report(`${instanceId}.${meter}.${round}`, instanceId, [from, to], { meter, quantity: QUANTITY[meter] }),
        ),
      );
      all.push(...reports);
      const sending = sendLines(reports).catch(() => undefined);
      if (round % 2 === 1) await sending;
      await delay(pause);
      killGateway();
      await sending;
      // Whoever got no answer sends again; so does one that is not sure.
      await vi.waitFor(
        async () => {
          const { status, body } = await sendLines(reports);
          const { accepted, duplicates } = body as { accepted: number; duplicates: number };
          expect([status, accepted + duplicates]).toEqual([202, reports.length]);
        },
        { timeout: 30_000, interval: 50 },
      );
    }
    await settled();
    const outcomes = await Promise.all(all.map(({ id }) => outcome(id)));
    expect(outcomes.filter((parts) => parts.length !== 1 || parts[0]?.state !== 'recorded')).toEqual([]);
    // What the total counts is what was used, each second of it once.
    const each = METERS.reduce((sum, meter) => sum + FEN_A_SECOND[meter], 0n);
    expect((await total()) - before).toBe(BigInt(ids.length * pausesMs.length) * each);
    const onLedger = await recordsOnLedger(all);
    expect(all.filter(({ id }) => onLedger.get(id) !== 1)).toEqual([]);
  });

  it('is told by instance, meter, day and price to others’ tools, alike on both sides', async () => {
    const begin = await open('i-focus');
    await until(begin + 2);
    const { providerId, ...price } = { ...PRICE, cpu: '1728000' };
    const { status, body } = await provider.send('PUT', `/v1/prices/${providerId}`, JSON.stringify(price));
    expect(status).toBe(200);
    const change = Math.ceil(Date.parse((body as { readonly effectiveFrom: string }).effectiveFrom) / 1_000);
    await until(change + 4);
    await sendLines([report('focus', 'i-focus', [begin, change + 2])]);
    await settled();
    const periods = new Set([begin, nowSeconds()].map((second) => moment(second + 8 * 3_600).slice(0, 7)));
    const read = async (by: Caller): Promise<readonly string[]> => {
      const files = [...periods].map(
        async (period) => (await by.get(`/v1/exports/focus?period=${period}`)).body as string,
      );
      return (await Promise.all(files)).flatMap((text) => text.split('\r\n')).filter((row) => row.includes('i-focus'));
    };
    const rows = await read(provider);
    const seconds = change - begin;
    expect(rows.filter((row) => row.includes('00001/ecs/cpu/v1')).join()).toContain(`,${seconds * 2},Core-Seconds,`);
    expect(rows.filter((row) => row.includes('00001/ecs/cpu/v2')).join()).toContain(',4,Core-Seconds,');
    // The other side's read model follows a moment later.
    await vi.waitFor(
      async () => {
        expect(await read(consumer)).toEqual(rows);
      },
      { timeout: 10_000 },
    );
  });

  function killGateway(): void {
    const pid = federation.processes.get('gateway-00001')?.pid;
    if (pid === undefined) throw new Error('the gateway does not run');
    process.kill(pid, 'SIGKILL');
  }

  /** How often each record stands on the other side's ledger: in batches, and alone where it came late. */
  async function recordsOnLedger(reports: readonly Report[]): Promise<ReadonlyMap<string, number>> {
    const ledger = await LedgerClient.connect(federation.profiles[1] as RunningFederation['profiles'][number]);
    const ask = async <T>(name: string, ...args: readonly string[]): Promise<T> =>
      JSON.parse(await ledger.evaluate('channel12', name, ...args)) as T;
    const found = new Map<string, number>();
    const add = (id: string): void => void found.set(id, (found.get(id) ?? 0) + 1);
    const { result: lanes } = await ask<{ result: { lane: string; sequence: number }[] }>('listLanes', '00001');
    for (const { lane, sequence } of lanes) {
      for (let at = 1; at <= sequence; at += 1) {
        const stored = await ask<{ batch: string; refused: Record<string, number[]> }>(
          'readUsageBatch',
          ...['00001', lane, String(at)],
        );
        const refused = new Set(Object.values(stored.refused).flat());
        const { records } = decodeUsageBatch(inflateRawSync(Buffer.from(stored.batch, 'base64')), 'batch');
        for (const [place, { id }] of records.entries()) if (!refused.has(place)) add(id);
      }
    }
    for (const { instanceId, meter, from } of reports) {
      const seconds = String(Date.parse(from) / 1_000);
      const late = await ledger.evaluate('channel12', 'readLateUsage', '00001', instanceId, meter, seconds);
      if (late.startsWith('{')) add((JSON.parse(late) as { id: string }).id);
    }
    ledger.close();
    return found;
  }
});
