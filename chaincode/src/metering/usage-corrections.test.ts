import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2, ORG3, type TestOrg } from '../ledger/testing/identities.js';
import { openForBusiness, pairwiseLedger, SEED_ECS, SEED_PRICE, wideQuota, withArguments } from './testing/seed.js';
import { idsOfLane, late, meteredOss, openMetered, record, usage } from './testing/usage.js';

const DAY = 86_400;
/** 2026-03-01T00:00:00 in Asia/Shanghai. */
const MARCH = 1_772_294_400;
const LANE = '07';
const [A = '', B = ''] = idsOfLane(LANE, 2);
const [STORE = ''] = idsOfLane(LANE, 1, 'o');

type Note = Record<string, unknown>;
const parse = (text: string): Note => JSON.parse(text) as Note;
const note = (id: string, kind: string, records: readonly string[], amount: number, batch = [LANE, '1']): string[] => [
  ...['issueUsageCorrection', id, kind, ...batch, records.join(','), amount.toString()],
  ...['METERED_TWICE', '同一记录计量两次'],
];
const issue = (period: string): string[] => ['issueStatement', '00001', '00002', period];

async function refusal(ledger: FakeLedger, who: TestOrg, args: readonly string[]): Promise<string> {
  const { ok, text } = await ledger.simulate(who.client, args);
  return ok ? 'done' : text.split(':').slice(0, 2).join(':');
}

describe('what went wrong with metered records', () => {
  let ledger: FakeLedger;
  let begin: number;
  let [cpu, ram, other, above, requests] = ['', '', '', '', ''];

  /** A day of `A`: 20 fen of cores and 16 of memory; of `B` 20 of cores; of a store 7 requests at 1. */
  beforeEach(async () => {
    ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, meteredOss(STORE));
    begin = await openMetered(ledger, [A, B]);
    const span = [begin, begin + DAY] as const;
    ledger.seconds = begin + DAY;
    const records = [
      usage(A, 'cpu', span, '2'),
      usage(A, 'ramGb', span, '4'),
      usage(A, 'diskGb', span, '9'),
      usage(B, 'cpu', span, '2'),
      usage(STORE, 'requests', span, '7'),
    ];
    [cpu = '', ram = '', above = '', other = '', requests = ''] = records.map(({ id }) => id);
    expect(await record(ledger, { lane: LANE, windowFrom: begin, windowTo: begin + DAY, records })).toMatchObject({
      accepted: 4,
    });
  });

  it('is taken off by a credit note, at once, and the records stay what they were', async () => {
    const batch = await ledger.evaluate(ORG1.client, ['readUsageBatch', '00001', LANE, '1']);
    const issued = await ledger.simulate(ORG1.client, note('c1', 'credit', [ram, cpu], 36));
    expect(ledger.commit(issued)).toEqual(['VALID']);
    expect(parse(issued.text)).toMatchObject({
      ...{ objectType: 'Correction', correctionID: 'c1', kind: 'credit', billType: 'ECSUsage', instanceID: A },
      usage: { lane: LANE, sequence: 1, recordIDs: [cpu, ram] },
      ...{ providerID: '00001', userID: '00002001', amount: 36, status: 'inForce', period: '2026-02' },
    });
    expect(issued.event).toEqual({
      changes: [{ kind: 'Correction.inForce', id: 'c1', record: parse(issued.text) }],
    });
    expect(await ledger.evaluate(ORG1.client, ['readUsageBatch', '00001', LANE, '1'])).toBe(batch);
    expect(await ledger.evaluate(ORG2.client, ['readCorrection', 'c1'])).toBe(issued.text);
    for (const list of [['listCorrections'], ['listBillCorrections', 'ECSUsage', A]]) {
      expect(parse(await ledger.evaluate(ORG2.client, [...list, '10', ''])).result).toEqual([parse(issued.text)]);
    }
    expect(parse(await ledger.submit(ORG1.client, note('c2', 'credit', [requests], 7)))).toMatchObject({
      billType: 'OSSUsage',
      instanceID: STORE,
    });
    ledger.seconds = MARCH + 3_600;
    const statement = parse(await ledger.submit(ORG1.client, issue('2026-02')));
    expect(statement).toMatchObject({
      lines: [
        { kind: 'ECSUsage', count: 3, amount: 56 },
        { kind: 'OSSUsage', count: 1, amount: 7 },
        { kind: 'credit', count: 2, amount: 43 },
      ],
      amountDue: 20,
    });
    const entries = await ledger.evaluate(ORG2.client, ['readStatementEntries', statement.statementID as string, '0']);
    const entry = { kind: 'credit', correctionID: 'c1', billType: 'ECSUsage', instanceID: A, userID: '00002001' };
    expect(entries).toContain(JSON.stringify({ ...entry, amount: 36 }));
  });

  it('is not taken off above what they cost, nor twice', async () => {
    expect(await refusal(ledger, ORG1, note('c1', 'credit', [cpu, ram], 37))).toBe('CONFLICT: amount');
    expect(await refusal(ledger, ORG1, note('c1', 'credit', [cpu], 0))).toBe('INVALID_ARGUMENT: amount');
    await ledger.submit(ORG1.client, note('c1', 'credit', [cpu], 5));
    const { text } = await ledger.simulate(ORG1.client, note('c2', 'credit', [ram, cpu], 1));
    expect(text).toBe(`CONFLICT: recordIDs: ${cpu} is credited already, by c1`);
    const two = [
      await ledger.simulate(ORG1.client, note('c2', 'credit', [ram], 16)),
      await ledger.simulate(ORG1.client, note('c3', 'credit', [ram], 16)),
    ];
    expect(ledger.commit(...two)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await refusal(ledger, ORG1, note('c3', 'credit', [ram], 1))).toBe('CONFLICT: recordIDs');
    expect(await refusal(ledger, ORG1, note('c3', 'credit', [other], 20))).toBe('done');
  });

  it('is the same note again, in whatever order; another one under its id is not', async () => {
    const text = await ledger.submit(ORG1.client, note('c1', 'credit', [cpu, ram], 5));
    const before = ledger.dump();
    expect(await ledger.submit(ORG1.client, note('c1', 'credit', [ram, cpu], 5))).toBe(text);
    expect(ledger.dump()).toEqual(before);
    for (const changed of [
      note('c1', 'credit', [cpu, ram], 6),
      note('c1', 'credit', [cpu], 5),
      note('c1', 'debit', [cpu, ram], 5),
      note('c1', 'credit', [cpu, ram], 5, [LANE, '2']),
      ['issueCorrection', 'c1', 'credit', 'ECSBill', A, '5', 'METERED_TWICE', '同一记录计量两次'],
    ]) {
      expect(await refusal(ledger, ORG1, changed)).toMatch(/^(ALREADY_EXISTS: correctionID|NOT_FOUND: instanceID)$/u);
    }
    expect(await refusal(ledger, ORG2, note('c1', 'credit', [cpu, ram], 5))).toBe('ALREADY_EXISTS: correctionID');
  });

  it('is added by a debit note only once the consumer accepts it', async () => {
    await ledger.submit(ORG1.client, note('d1', 'debit', [cpu], 100));
    await ledger.submit(ORG1.client, note('d2', 'debit', [cpu], 200));
    expect(parse(await ledger.submit(ORG1.client, note('d3', 'debit', [cpu], 400)))).toMatchObject({
      status: 'proposed',
    });
    expect(await refusal(ledger, ORG1, ['acceptCorrection', 'd1'])).toMatch(/^FORBIDDEN/u);
    expect(parse(await ledger.submit(ORG2.client, ['acceptCorrection', 'd1']))).toMatchObject({
      ...{ status: 'inForce', period: '2026-02', usage: { recordIDs: [cpu] } },
    });
    await ledger.submit(ORG2.client, ['acceptCorrection', 'd1']);
    await ledger.submit(ORG2.client, ['rejectCorrection', 'd2']);
    await ledger.submit(ORG1.client, ['withdrawCorrection', 'd3']);
    expect(await refusal(ledger, ORG2, ['acceptCorrection', 'd3'])).toMatch(/^CONFLICT/u);
    ledger.seconds = MARCH + 3_600;
    expect(parse(await ledger.submit(ORG1.client, issue('2026-02')))).toMatchObject({ amountDue: 163 });
  });

  it('comes on the next statement where the records’ is issued', async () => {
    await ledger.submit(ORG1.client, note('d1', 'debit', [cpu], 4));
    ledger.seconds = MARCH + 3_600;
    await ledger.submit(ORG1.client, issue('2026-02'));
    expect(parse(await ledger.submit(ORG1.client, note('c1', 'credit', [cpu], 20)))).toMatchObject({
      period: '2026-03',
    });
    await ledger.submit(ORG2.client, ['acceptCorrection', 'd1']);
    ledger.seconds = MARCH + 31 * DAY + 3_600;
    expect(parse(await ledger.submit(ORG1.client, issue('2026-03')))).toMatchObject({
      ...{ amountDue: 16, debtorID: '00001', creditorID: '00002' },
    });
  });

  it('is corrected by its provider alone, record by record of one instance', async () => {
    expect(await refusal(ledger, ORG2, note('c1', 'credit', [cpu], 1))).toBe('NOT_FOUND: sequence');
    expect(await refusal(ledger, ORG3, note('c1', 'credit', [cpu], 1))).toMatch(/^FORBIDDEN/u);
    const wrong: [string[], string][] = [
      [note('c1', 'credit', [cpu, other], 1), 'INVALID_ARGUMENT: recordIDs'],
      [note('c1', 'credit', [cpu, cpu], 1), 'INVALID_ARGUMENT: recordIDs'],
      [note('c1', 'credit', [cpu, ''], 1), 'INVALID_ARGUMENT: recordIDs'],
      [note('c1', 'credit', [cpu, 'nope'], 1), 'NOT_FOUND: recordIDs'],
      [note('c1', 'credit', [above], 1), 'NOT_FOUND: recordIDs'],
      [note('c1', 'credit', [cpu], 1, [LANE, '2']), 'NOT_FOUND: sequence'],
      [note('c1', 'credit', [cpu], 1, ['06', '1']), 'NOT_FOUND: sequence'],
    ];
    for (const [args, code] of wrong) expect(await refusal(ledger, ORG1, args)).toBe(code);
    const many = Array.from({ length: 101 }, (_, at) => `r${at}`);
    expect(await refusal(ledger, ORG1, note('c1', 'credit', many, 1))).toBe('INVALID_ARGUMENT: recordIDs');
  });

  it('takes a hundred records with the longest ids', async () => {
    const from = ledger.seconds;
    ledger.seconds += 100;
    const ids = Array.from({ length: 100 }, (_, at) => `${at.toString().padStart(3, '0')}${'x'.repeat(61)}`);
    const records = ids.map((id, at) => usage(A, 'cpu', [from + at, from + at + 1], '2', id));
    await record(ledger, { lane: LANE, windowFrom: from, windowTo: from + 100, records });
    // 20 fen a day: 100 seconds are 0.023 fen, which round to none.
    expect(await refusal(ledger, ORG1, note('c1', 'credit', ids, 1, [LANE, '2']))).toBe('CONFLICT: amount');
    expect(await refusal(ledger, ORG1, note('d1', 'debit', ids, 1, [LANE, '2']))).toBe('done');
  });

  it('is not of a late record, which is in no batch', async () => {
    const from = begin + 3_600;
    const straggler = usage(A, 'bandwidthMbps', [from, from + 3_600], '2', 'straggler');
    await ledger.submit(ORG1.client, late(straggler, '2'));
    const { text } = await ledger.simulate(ORG1.client, note('c1', 'credit', ['straggler'], 1));
    expect(text).toBe('NOT_FOUND: recordIDs: the batch is not charged for a straggler; late records are in none');
  });

  it('costs what it was rated at, also where the price changed within a record', async () => {
    const from = ledger.seconds;
    ledger.seconds += DAY / 2;
    await ledger.submit(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: '100' })]);
    ledger.seconds += DAY / 2;
    const records = [usage(A, 'cpu', [from, from + DAY], '2', 'r')];
    await record(ledger, { lane: LANE, windowFrom: from, windowTo: from + DAY, records });
    await ledger.submit(ORG1.client, ['updatePrice', ...withArguments(SEED_PRICE, { 2: '1000' })]);
    const { text } = await ledger.simulate(ORG1.client, note('c1', 'credit', ['r'], 111, [LANE, '2']));
    expect(text).toBe('CONFLICT: amount: only 110 fen are what the records cost');
    expect(await refusal(ledger, ORG1, note('c1', 'credit', ['r'], 110, [LANE, '2']))).toBe('done');
  });
});

it('a past at prices that both named is credited at those', async () => {
  const ledger = await pairwiseLedger();
  const from = 1_760_000_000;
  const terms = [...SEED_ECS.slice(0, 11), from.toString(), (from + DAY).toString(), ...SEED_PRICE.slice(2), 'metered'];
  let resource: Note = {};
  for (const { client } of [ORG1, ORG2]) {
    resource = parse(await ledger.submit(client, ['importECSResource', ...terms]));
  }
  const lane = resource.lane as string;
  const records = [usage(resource.instanceID as string, 'cpu', [from, from + DAY], '2', 'r')];
  await record(ledger, { lane, windowFrom: from, windowTo: from + DAY, records });
  expect(await refusal(ledger, ORG1, note('c1', 'credit', ['r'], 21, [lane, '1']))).toBe('CONFLICT: amount');
  expect(parse(await ledger.submit(ORG1.client, note('c1', 'credit', ['r'], 20, [lane, '1'])))).toMatchObject({
    ...{ period: '2025-10', billType: 'ECSUsage' },
  });
});

it('a statement is usage less credits and with debits, to the fen; credits never more than the records cost', async () => {
  const piece = fc.record({ seconds: fc.integer({ min: 1, max: DAY }), quarters: fc.integer({ min: 1, max: 8 }) });
  const wanted = fc.record({
    kind: fc.constantFrom('credit', 'debit'),
    records: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 4 }),
    amount: fc.integer({ min: 1, max: 45 }),
  });
  const notes = fc.array(wanted, { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 6, maxLength: 6 }), notes, async (pieces, all) => {
      const ledger = await openForBusiness(wideQuota());
      const begin = await openMetered(ledger, [A]);
      let at = begin;
      const records = pieces.map(({ seconds, quarters }, index) => {
        const quantity = `${Math.floor(quarters / 4)}.${((quarters % 4) * 25).toString().padStart(2, '0')}`;
        const one = usage(A, 'cpu', [at, at + seconds], quantity, `r${index}`);
        at += seconds;
        return one;
      });
      ledger.seconds = at;
      await record(ledger, { lane: LANE, windowFrom: begin, windowTo: at, records });
      // At 10 fen a day for a core: counts of a fen's 345,600th.
      const cost = (index: number): bigint => {
        const { seconds, quarters } = pieces[index] ?? { seconds: 0, quarters: 0 };
        return BigInt(seconds) * BigInt(quarters) * 10n;
      };
      const rounded = (exact: bigint): bigint => (2n * exact + 345_600n) / 691_200n;
      let due = rounded(pieces.reduce((sum, _, index) => sum + cost(index), 0n));
      const credited = new Set<number>();
      for (const [index, { kind, records: places, amount }] of all.entries()) {
        const ids = places.map((place) => `r${place}`);
        const answer = await refusal(ledger, ORG1, note(`n${index}`, kind, ids, amount));
        const most = rounded(places.reduce((sum, place) => sum + cost(place), 0n));
        const expected =
          kind === 'debit' || (BigInt(amount) <= most && !places.some((place) => credited.has(place)))
            ? 'done'
            : BigInt(amount) > most
              ? 'CONFLICT: amount'
              : 'CONFLICT: recordIDs';
        expect(answer).toBe(expected);
        if (expected !== 'done') continue;
        await ledger.submit(ORG1.client, note(`n${index}`, kind, ids, amount));
        if (kind === 'debit') await ledger.submit(ORG2.client, ['acceptCorrection', `n${index}`]);
        else for (const place of places) credited.add(place);
        due += kind === 'debit' ? BigInt(amount) : -BigInt(amount);
      }
      ledger.seconds = MARCH + 3_600;
      const statement = parse(await ledger.submit(ORG1.client, issue('2026-02')));
      expect(statement.amountDue).toBe(Number(due < 0n ? -due : due));
      expect(statement.debtorID).toBe(due > 0n ? '00002' : due < 0n ? '00001' : '');
    }),
    { numRuns: 25 },
  );
});
