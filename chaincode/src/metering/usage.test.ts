import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import { decodeUsageBatch, rootOfProof, toHex, type UsageRecord, usageLeaf, usageRoot } from '@cloudfed/core';
import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, ORG3 } from '../ledger/testing/identities.js';
import {
  billEcs,
  ecs,
  openForBusiness,
  pairwiseLedger,
  SEED_PRICE,
  SEED_QUOTA,
  wideQuota,
  withArguments,
} from './testing/seed.js';
import {
  headOf,
  idsOfLane,
  lane,
  meteredEcs,
  meteredOss,
  openMetered,
  packed,
  record,
  usage,
} from './testing/usage.js';
import { inflate, type UsageBatchRecord } from './usage-standing.js';

const HOUR = 3_600;
const EXACT_PER_FEN = 864_000_000_000_000n;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const read = async (ledger: FakeLedger, ...args: string[]): Promise<Record<string, unknown>> =>
  JSON.parse(await ledger.evaluate(ORG2.client, args)) as Record<string, unknown>;
const total = (ledger: FakeLedger, id: string, type = 'ECSBill'): Promise<string> =>
  ledger.evaluate(ORG2.client, [id.length === 5 ? 'queryProviderTotalCost' : 'queryUserTotalCost', id, type]);

/** All four meters of the seed's shape: 48 fen a day. */
function wholeShape(instanceId: string, span: readonly [number, number]): UsageRecord[] {
  return [
    usage(instanceId, 'cpu', span, '2'),
    usage(instanceId, 'ramGb', span, '4'),
    usage(instanceId, 'diskGb', span, '8'),
    usage(instanceId, 'bandwidthMbps', span, '2'),
  ];
}

describe('an instance', () => {
  it('is metered where that is said when it is opened, and else as ever', async () => {
    const ledger = await openForBusiness(wideQuota());
    const metered = JSON.parse(await ledger.submit(ORG2.client, meteredEcs('m'))) as object;
    expect(metered).toMatchObject({ billing: 'metered', lane: lane('m'), status: 'open' });
    for (const args of [ecs('e'), [...ecs('f'), 'on-release']]) {
      const opened = JSON.parse(await ledger.submit(ORG2.client, args)) as object;
      expect(opened).not.toHaveProperty('billing');
      expect(opened).not.toHaveProperty('lane');
    }
    expect(JSON.parse(await ledger.submit(ORG2.client, meteredOss('o')))).toMatchObject({ billing: 'metered' });
    await expect(ledger.submit(ORG2.client, [...ecs('g'), 'monthly'])).rejects.toThrow('INVALID_ARGUMENT: billing: ');
  });

  it('is opened once: the same again is harmless, with another billing it is another', async () => {
    const ledger = await openForBusiness(wideQuota());
    const opened = await ledger.submit(ORG2.client, meteredEcs('m'));
    expect(await ledger.submit(ORG2.client, meteredEcs('m'))).toBe(opened);
    await expect(ledger.submit(ORG2.client, ecs('m'))).rejects.toThrow('ALREADY_EXISTS');
    await ledger.submit(ORG2.client, ecs('e'));
    await expect(ledger.submit(ORG2.client, meteredEcs('e'))).rejects.toThrow('ALREADY_EXISTS');
  });

  it('that is metered shares its id with no other metered one', async () => {
    const ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, meteredEcs('m'));
    await expect(ledger.submit(ORG2.client, meteredOss('m'))).rejects.toThrow('ALREADY_EXISTS');
    const both = [
      await ledger.simulate(ORG2.client, meteredEcs('n')),
      await ledger.simulate(ORG2.client, meteredOss('n')),
    ];
    expect(ledger.commit(...both)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });
});

describe('a batch of usage', () => {
  it('is charged at the price of its time, in exact amounts, and counts in the totals', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [one = '', other = ''] = idsOfLane('03', 2);
    await ledger.submit(ORG2.client, meteredEcs(one));
    const begin = await openMetered(ledger, []);
    await ledger.submit(ORG2.client, meteredEcs(other, { 4: '00002002' }));
    ledger.seconds = begin + 24 * HOUR;
    const window = { lane: '03', windowFrom: begin, windowTo: ledger.seconds };
    const span = [begin, ledger.seconds] as const;
    const standing = await record(ledger, {
      ...window,
      records: [...wholeShape(one, span), usage(other, 'cpu', span, '1.5')],
    });
    const price = (EXACT_PER_FEN * 48n).toString();
    expect(standing).toMatchObject({
      lane: '03',
      sequence: 1,
      records: 5,
      accepted: 5,
      late: false,
      priceVersions: [1],
      refused: {},
      amounts: [
        { userID: '00002001', type: 'ECS', records: 4, exactAmount: price },
        { userID: '00002002', type: 'ECS', records: 1, exactAmount: (EXACT_PER_FEN * 15n).toString() },
      ],
    });
    expect(await total(ledger, '00001')).toBe('63');
    expect(await total(ledger, '00002001')).toBe('48');
    expect(await total(ledger, '00002002')).toBe('15');
    expect(await total(ledger, '00001', 'OSSBill')).toBe('0');
  });

  it('tells what changed in its event', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const batch = {
      lane: lane('m'),
      sequence: 1,
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: wholeShape('m', [begin, begin + 60]),
    };
    const simulation = await ledger.simulate(ORG1.client, ['recordUsage', packed(batch)]);
    expect(simulation.event).toEqual({
      changes: [{ kind: 'Usage.recorded', id: `${lane('m')}.1`, record: JSON.parse(simulation.text) as unknown }],
    });
    // The lane's head, what stands, the packed batch, the roster, one row of amounts each for totals and statement.
    expect([...simulation.writes.keys()].map((key) => key.split('\u0000')[1]).sort()).toEqual([
      'entry',
      'lane',
      'roster',
      'rosterChange',
      'usageBatch',
      'usageData',
      'usageDelta',
    ]);
  });

  it('counts a store’s levels by time and its counters once', async () => {
    const ledger = await openForBusiness();
    await ledger.submit(ORG2.client, meteredOss('o'));
    const begin = ledger.seconds;
    ledger.seconds += 12 * HOUR;
    const span = [begin, ledger.seconds] as const;
    const records = [
      usage('o', 'diskGb', span, '20'),
      usage('o', 'requests', span, '7'),
      usage('o', 'flowOutGb', span, '2.5'),
    ];
    await record(ledger, { lane: lane('o'), windowFrom: begin, windowTo: ledger.seconds, records });
    // 20 GB for half a day at 1, 7 requests at 1, 2.5 GB at 2.
    expect(await total(ledger, '00001', 'OSSBill')).toBe('22');
  });

  it('reads few keys, whatever the number of its records', async () => {
    const ledger = await openForBusiness(wideQuota());
    const ids = idsOfLane('05', 40);
    const begin = await openMetered(ledger, ids);
    ledger.seconds += HOUR;
    const span = [begin, ledger.seconds] as const;
    const batch = {
      lane: '05',
      sequence: 1,
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: ids.flatMap((id) => wholeShape(id, span)),
    };
    const simulation = await ledger.simulate(ORG1.client, ['recordUsage', packed(batch)]);
    expect(ledger.commit(simulation)).toEqual(['VALID']);
    expect(simulation.reads.size).toBeLessThanOrEqual(6);
    ledger.seconds += HOUR;
    const next = { ...batch, sequence: 2, windowFrom: begin + HOUR, windowTo: ledger.seconds };
    const later = await ledger.simulate(ORG1.client, [
      'recordUsage',
      packed({ ...next, records: ids.flatMap((id) => wholeShape(id, [begin + HOUR, ledger.seconds])) }),
    ]);
    expect([later.reads.size <= 6, later.ranges.length]).toEqual([true, 1]);
  });

  it('again is harmless; another under its number is not', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const batch = {
      lane: lane('m'),
      sequence: 1,
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: wholeShape('m', [begin, begin + 60]),
    };
    const standing = await record(ledger, batch);
    const before = ledger.dump();
    expect(await record(ledger, batch)).toEqual(standing);
    expect(ledger.dump()).toEqual(before);
    const other = { ...batch, records: batch.records.slice(1) };
    await expect(record(ledger, other)).rejects.toThrow('CONFLICT: sequence: ');
    await expect(record(ledger, { ...batch, sequence: 3 })).rejects.toThrow('CONFLICT: sequence: ');
  });

  it('follows the one before in time', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += 2 * HOUR;
    const at = (windowFrom: number, windowTo: number) => ({
      lane: lane('m'),
      windowFrom: begin + windowFrom,
      windowTo: begin + windowTo,
      records: [usage('m', 'cpu', [begin + windowFrom, begin + windowTo], '1')],
    });
    await record(ledger, at(0, 600));
    await expect(record(ledger, at(599, 700))).rejects.toThrow('LATE_USAGE: windowFrom: ');
    await expect(record(ledger, at(0, 600))).resolves.toMatchObject({ accepted: 0, refused: { LATE_USAGE: [0] } });
    await expect(record(ledger, at(600, 2 * HOUR + 1))).rejects.toThrow('FUTURE_USAGE: windowTo: ');
    await expect(record(ledger, at(700, 800))).resolves.toMatchObject({ sequence: 2, accepted: 1 });
  });

  it('may go on with the same window, beyond its last instance', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [a = '', b = '', c = ''] = idsOfLane('09', 3);
    const begin = await openMetered(ledger, [a, b, c]);
    ledger.seconds += HOUR;
    const window = { lane: '09', windowFrom: begin, windowTo: ledger.seconds };
    const cpu = (id: string): UsageRecord => usage(id, 'cpu', [begin, begin + HOUR], '2');
    await record(ledger, { ...window, records: [cpu(b)] });
    const goesOn = await record(ledger, { ...window, records: [cpu(a), { ...cpu(b), meter: 'ramGb' }, cpu(c)] });
    expect(goesOn).toMatchObject({ sequence: 2, accepted: 1, refused: { LATE_USAGE: [0, 1] } });
    expect(await record(ledger, { ...window, records: [cpu(c)] })).toMatchObject({ accepted: 0 });
  });

  it('is the provider’s alone', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const text = packed({
      lane: lane('m'),
      sequence: 1,
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: wholeShape('m', [begin, begin + 60]),
    });
    // The consumer is a provider, too, but not of this instance.
    expect(JSON.parse(await ledger.submit(ORG2.client, ['recordUsage', text]))).toMatchObject({
      accepted: 0,
      refused: { NOT_FOUND: [0, 1, 2, 3] },
    });
    await expect(ledger.submit(ORG3.client, ['recordUsage', text])).rejects.toThrow('FORBIDDEN');
    expect(await total(ledger, '00001')).toBe('0');
  });

  it('is refused as a whole where it is none', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const good = packed({
      lane: lane('m'),
      sequence: 1,
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: wholeShape('m', [begin, begin + 60]),
    });
    const bomb = deflateRawSync(Buffer.alloc(100_000_000)).toString('base64');
    for (const wrong of [
      '',
      ' ',
      'AAAA',
      `${good} `,
      good.slice(4),
      good.slice(0, -4),
      `=${good}`,
      good.replaceAll('=', ''),
      bomb,
      'A'.repeat(1_400_004),
    ]) {
      if (wrong === good) continue;
      await expect(ledger.submit(ORG1.client, ['recordUsage', wrong])).rejects.toThrow('INVALID_ARGUMENT: batch: ');
    }
    await ledger.submit(ORG1.client, ['recordUsage', good]);
  });
});

describe('a record that cannot be charged', () => {
  it('is named with its reason, and the good ones beside it stand', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [first = '', released = '', store = '', fourth = ''] = idsOfLane('11', 4);
    await ledger.submit(ORG2.client, meteredEcs(first));
    await ledger.submit(ORG2.client, meteredEcs(released));
    await ledger.submit(ORG2.client, meteredOss(store));
    const begin = ledger.seconds;
    ledger.seconds += 600;
    await ledger.submit(ORG2.client, billEcs(released));
    await ledger.submit(ORG2.client, meteredEcs(fourth));
    ledger.seconds = begin + HOUR;
    const window = { lane: '11', windowFrom: begin, windowTo: begin + HOUR };
    const cases: [UsageRecord, string | undefined][] = [
      [usage(first, 'cpu', [begin, begin + 100], '2', 'good'), undefined],
      [usage(first, 'cpu', [begin + 50, begin + 150], '2', 'overlapping'), 'OVERLAPPING_USAGE'],
      [usage(first, 'cpu', [begin + 100, begin + 200], '2', 'next'), undefined],
      [usage(first, 'ramGb', [begin, begin + 100], '4', 'good'), 'ALREADY_EXISTS'],
      [usage(first, 'diskGb', [begin, begin], '8', 'no-length'), 'INVALID_ARGUMENT'],
      [usage(first, 'diskGb', [begin - 10, begin + 10], '8', 'too-early'), 'LATE_USAGE'],
      [usage(first, 'diskGb', [begin + 10, begin + HOUR + 1], '8', 'too-late'), 'FUTURE_USAGE'],
      [usage(first, 'bandwidthMbps', [begin, begin + 100], '2.0000000001', 'huge'), 'ABOVE_SHAPE'],
      [usage(first, 'requests', [begin, begin + 100], '1', 'of-a-store'), 'INVALID_ARGUMENT'],
      [usage(released, 'cpu', [begin, begin + 600], '2', 'tail'), undefined],
      [usage(released, 'ramGb', [begin, begin + 601], '2', 'post-release'), 'OUTSIDE_LIFE'],
      [usage(store, 'requests', [begin, begin + 100], '0.5', 'half-a-request'), 'INVALID_ARGUMENT'],
      [usage(store, 'flowOutGb', [begin, begin + 100], '999999999999', 'large'), undefined],
      [usage(fourth, 'cpu', [begin + 599, begin + 700], '2', 'pre-creation'), 'OUTSIDE_LIFE'],
      [usage(fourth, 'ramGb', [begin + 600, begin + 700], '2', 'from-its-creation'), undefined],
      [usage('nobody', 'cpu', [begin, begin + 100], '2', 'unknown'), 'NOT_FOUND'],
    ];
    const standing = await record(ledger, { ...window, records: cases.map(([one]) => one) });
    const batch = cases.map(([one]) => one);
    batch.sort((one, other) => (one.id < other.id ? -1 : 1));
    const refusedIds = await refusedBy(ledger, standing);
    expect(refusedIds).toEqual(
      Object.fromEntries(cases.flatMap(([{ id }, code]) => (code === undefined ? [] : [[id, code]]))),
    );
    expect(standing.accepted).toBe(cases.filter(([, code]) => code === undefined).length);
    for (const [{ id }, code] of cases) {
      const reading = read(ledger, 'readUsageRecord', '00001', '11', '1', id);
      if (id === 'good' || code === undefined) await expect(reading).resolves.toMatchObject({ id });
      else await expect(reading).rejects.toThrow('NOT_FOUND');
    }
  });

  it('leaves the number free where there is no good one', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const before = ledger.dump();
    const standing = await record(ledger, {
      lane: lane('m'),
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: [usage('nobody', 'cpu', [begin, begin + 1], '1')],
    });
    expect(standing).toMatchObject({ accepted: 0, root: '', refused: { NOT_FOUND: [0] } });
    expect(ledger.dump()).toEqual(before);
  });

  it('because its amount could never be billed', async () => {
    const ledger = await pairwiseLedger();
    await ledger.submit(ORG1.client, ['initPrice', ...withArguments(SEED_PRICE, { 6: '9007199254740991' })]);
    await ledger.submit(ORG1.client, ['initInitialQuota', ...SEED_QUOTA]);
    await ledger.submit(ORG2.client, meteredOss('o'));
    const begin = ledger.seconds;
    ledger.seconds += HOUR;
    const requests = (from: number, count: string): UsageRecord =>
      usage('o', 'requests', [begin + from, begin + from + 1], count);
    const standing = await record(ledger, {
      lane: lane('o'),
      windowFrom: begin,
      windowTo: ledger.seconds,
      records: [requests(0, '1'), requests(1, '2'), requests(2, '1')],
    });
    expect(standing).toMatchObject({ accepted: 2, refused: { AMOUNT_OVERFLOW: [1] } });
    // A total has no such bound.
    expect(await total(ledger, '00001', 'OSSBill')).toBe((2n * 9_007_199_254_740_991n).toString());
  });
});

/** Which ids were refused, by reading the batch back. */
async function refusedBy(ledger: FakeLedger, standing: UsageBatchRecord): Promise<Record<string, string>> {
  const answer = await read(ledger, 'readUsageBatch', '00001', standing.lane, standing.sequence.toString());
  const { records } = decodeUsageBatch(inflate(Buffer.from(answer.batch as string, 'base64')), 'batch');
  return Object.fromEntries(
    Object.entries(standing.refused).flatMap(([code, places]) => places.map((at) => [records[at]?.id ?? '', code])),
  );
}

describe('the release of a metered instance', () => {
  it('freezes its end and gives its quota back; the next batch settles what is left', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const end = ledger.seconds;
    const released = JSON.parse(await ledger.submit(ORG2.client, billEcs('m'))) as object;
    expect(released).toMatchObject({ objectType: 'ECSResource', status: 'released', endTime: { seconds: end } });
    expect(await read(ledger, 'readQuotaUse', '000001')).toMatchObject({ used: { CPU: 0, publicIP: 0 } });
    await expect(ledger.submit(ORG2.client, billEcs('m'))).rejects.toThrow('ALREADY_RELEASED');
    await expect(read(ledger, 'readResource', 'ECSBill', 'm')).rejects.toThrow('NOT_FOUND');
    ledger.seconds += HOUR;
    const window = { lane: lane('m'), windowFrom: begin, windowTo: ledger.seconds };
    const standing = await record(ledger, {
      ...window,
      records: [usage('m', 'cpu', [begin, end], '2'), usage('m', 'ramGb', [begin, end + 1], '4')],
    });
    expect(standing).toMatchObject({ accepted: 1, refused: { OUTSIDE_LIFE: [1] } });
    expect(await headOf(ledger, lane('m'))).toMatchObject({ instances: 1 });
    ledger.seconds += HOUR;
    // In a later window it is forgotten.
    const [beside = ''] = idsOfLane(lane('m'), 1, 'beside');
    await openMetered(ledger, [beside]);
    const from = ledger.seconds;
    ledger.seconds += HOUR;
    await record(ledger, {
      lane: lane('m'),
      windowFrom: from,
      windowTo: ledger.seconds,
      records: [usage(beside, 'cpu', [from, from + 1], '1')],
    });
    expect(await headOf(ledger, lane('m'))).toMatchObject({ instances: 1 });
  });

  it('of a store is either side’s, and has no counters to report', async () => {
    const ledger = await openForBusiness();
    for (const [id, side] of [
      ['o1', ORG1],
      ['o2', ORG2],
    ] as const) {
      await ledger.submit(ORG2.client, meteredOss(id));
      await expect(ledger.submit(ORG1.client, ['billedOSS', id, '00001', '00002001', '0', '0'])).rejects.toThrow(
        'CONFLICT',
      );
      expect(JSON.parse(await ledger.submit(side.client, ['releaseOSS', id]))).toMatchObject({ status: 'released' });
      await expect(ledger.submit(side.client, ['releaseOSS', id])).rejects.toThrow('ALREADY_RELEASED');
    }
  });

  it('cannot be left out by the provider', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [a = '', b = ''] = idsOfLane('02', 2);
    const begin = await openMetered(ledger, [a, b]);
    const cpu = (id: string, from: number, to: number): UsageRecord =>
      usage(id, 'cpu', [begin + from, begin + to], '1');
    ledger.seconds = begin + 600;
    await record(ledger, {
      lane: '02',
      windowFrom: begin,
      windowTo: begin + 600,
      records: [cpu(a, 0, 600), cpu(b, 0, 600)],
    });
    await ledger.submit(ORG2.client, billEcs(a));
    ledger.seconds = begin + 1_200;
    const next = {
      lane: '02',
      sequence: 2,
      windowFrom: begin + 600,
      windowTo: begin + 1_200,
      records: [cpu(a, 600, 1_200), cpu(b, 600, 1_200)],
    };
    expect(await record(ledger, next)).toMatchObject({ accepted: 1, refused: { OUTSIDE_LIFE: [0] } });
  });

  it('that comes when its moment is metered ends where the metering is', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds = begin + 600;
    const held = await ledger.simulate(ORG2.client, billEcs('m'), { seconds: begin + 300 });
    const cpu = (from: number, to: number): UsageRecord => usage('m', 'cpu', [begin + from, begin + to], '1');
    await record(ledger, { lane: lane('m'), windowFrom: begin, windowTo: begin + 600, records: [cpu(0, 600)] });
    expect(ledger.commit(held)).toEqual(['VALID']);
    ledger.seconds = begin + 1_200;
    const next = { lane: lane('m'), windowFrom: begin + 600, windowTo: begin + 1_200, records: [cpu(600, 601)] };
    expect(await record(ledger, next)).toMatchObject({ accepted: 0, refused: { OUTSIDE_LIFE: [0] } });
  });
});

describe('transactions in one block', () => {
  it('record two lanes’ batches side by side, and beside opens, releases, bills and prices', async () => {
    const ledger = await openForBusiness(wideQuota());
    const [a = '', later = ''] = idsOfLane('01', 2);
    const [b = ''] = idsOfLane('02', 1);
    const begin = await openMetered(ledger, [a, b]);
    await ledger.submit(ORG2.client, ecs('billed'));
    ledger.seconds += HOUR;
    const batchOf = (id: string): string[] => {
      const records = wholeShape(id, [begin, begin + HOUR]);
      return [
        'recordUsage',
        packed({ lane: lane(id), sequence: 1, windowFrom: begin, windowTo: begin + HOUR, records }),
      ];
    };
    const one = await ledger.simulate(ORG1.client, batchOf(a));
    const other = await ledger.simulate(ORG1.client, batchOf(b));
    const bill = await ledger.simulate(ORG2.client, billEcs('billed'));
    const price = await ledger.simulate(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: '11' })]);
    const open = await ledger.simulate(ORG2.client, meteredEcs(later));
    const end = await ledger.simulate(ORG2.client, billEcs(a));
    expect(ledger.commit(one, other, bill, open, end, price)).toEqual(Array(6).fill('VALID'));
  });

  it('record one batch under a number', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const batch = [
      'recordUsage',
      packed({
        lane: lane('m'),
        sequence: 1,
        windowFrom: begin,
        windowTo: ledger.seconds,
        records: wholeShape('m', [begin, begin + 60]),
      }),
    ];
    const twice = [await ledger.simulate(ORG1.client, batch), await ledger.simulate(ORG1.client, batch)];
    expect(ledger.commit(...twice)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('make a batch look again where an open or release of its lane came first, never the other way', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    const batch = [
      'recordUsage',
      packed({
        lane: lane('m'),
        sequence: 1,
        windowFrom: begin,
        windowTo: ledger.seconds,
        records: wholeShape('m', [begin, begin + 60]),
      }),
    ];
    const metering = await ledger.simulate(ORG1.client, batch);
    const release = await ledger.simulate(ORG2.client, billEcs('m'));
    expect(ledger.commit(release, metering)).toEqual(['VALID', 'PHANTOM_READ_CONFLICT']);
  });
});

describe('the proof of a record', () => {
  it('leads from the record to what stands for its batch, with nothing else known', async () => {
    const ledger = await openForBusiness(wideQuota());
    const ids = idsOfLane('04', 5);
    const begin = await openMetered(ledger, ids);
    ledger.seconds += HOUR;
    const records = ids.flatMap((id) => wholeShape(id, [begin, ledger.seconds]));
    const standing = await record(ledger, { lane: '04', windowFrom: begin, windowTo: ledger.seconds, records });
    for (const one of records) {
      const answer = await read(ledger, 'readUsageRecord', '00001', '04', '1', one.id);
      const { index, count, treeRoot, path } = answer.proof as {
        index: number;
        count: number;
        treeRoot: string;
        path: string[];
      };
      const proof = path.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
      const found = rootOfProof(usageLeaf(one), { index, count, proof }, sha256);
      expect(found && toHex(found)).toBe(treeRoot);
      const context = { ...standing, ledgerChannel: 'channel12', providerId: standing.providerID, count };
      expect(toHex(usageRoot(context, treeRoot, sha256))).toBe(standing.root);
      expect(answer).toMatchObject({
        quantity: expect.any(String) as string,
        late: false,
        batch: { root: standing.root, txID: standing.txID },
      });
    }
    const exact = await Promise.all(
      records.map(async ({ id }) =>
        BigInt((await read(ledger, 'readUsageRecord', '00001', '04', '1', id)).exactAmount as string),
      ),
    );
    expect(exact.reduce((sum, one) => sum + one, 0n).toString()).toBe(standing.amounts[0]?.exactAmount);
  });

  it('is not given for a batch or record that is none', async () => {
    const ledger = await openForBusiness();
    await expect(read(ledger, 'readUsageRecord', '00001', '04', '1', 'a')).rejects.toThrow('NOT_FOUND: sequence: ');
    await expect(read(ledger, 'readUsageBatch', '00001', '04', '1')).rejects.toThrow('NOT_FOUND: sequence: ');
    await expect(read(ledger, 'readUsageBatch', '00003', '04', '1')).rejects.toThrow('NOT_CONFIRMED');
    expect(await read(ledger, 'readLane', '00001', '04')).toMatchObject({ sequence: 0, instances: 0 });
    expect(await read(ledger, 'listUsageBatches', '00001', '04', '10', '')).toEqual({ result: [], bookmark: '' });
  });

  it('can be looked for where its instance is', async () => {
    const ledger = await openForBusiness(wideQuota());
    await openMetered(ledger, ['m']);
    await ledger.submit(ORG2.client, meteredOss('o'));
    await ledger.submit(ORG2.client, ecs('billed'));
    const located = JSON.parse(await ledger.evaluate(ORG1.client, ['locateMetered', 'm,o,billed,nobody'])) as object;
    expect(located).toMatchObject({
      result: [
        { instanceID: 'm', lane: lane('m') },
        { instanceID: 'o', lane: lane('o') },
        { instanceID: 'billed', error: 'NOT_METERED' },
        { instanceID: 'nobody', error: 'NOT_FOUND' },
      ],
    });
    expect(await ledger.evaluate(ORG2.client, ['locateMetered', 'm'])).toContain('NOT_FOUND');
    const many = Array.from({ length: 501 }, (_, at) => `i${at}`).join(',');
    await expect(ledger.evaluate(ORG1.client, ['locateMetered', many])).rejects.toThrow(
      'INVALID_ARGUMENT: instanceIDs: ',
    );
  });

  it('is found by the lists of lanes and batches', async () => {
    const ledger = await openForBusiness();
    const begin = await openMetered(ledger, ['m']);
    ledger.seconds += HOUR;
    for (const at of [0, 1, 2]) {
      await record(ledger, {
        lane: lane('m'),
        windowFrom: begin + at,
        windowTo: begin + at + 1,
        records: [usage('m', 'cpu', [begin + at, begin + at + 1], '1')],
      });
    }
    expect(await read(ledger, 'listLanes', '00001')).toMatchObject({
      result: [{ lane: lane('m'), sequence: 3, windowTo: begin + 3 }],
    });
    const page = await read(ledger, 'listUsageBatches', '00001', lane('m'), '2', '');
    expect(page.result).toMatchObject([{ sequence: 1 }, { sequence: 2 }]);
    const rest = await read(ledger, 'listUsageBatches', '00001', lane('m'), '2', page.bookmark as string);
    expect(rest).toMatchObject({ result: [{ sequence: 3 }], bookmark: '' });
  });
});
