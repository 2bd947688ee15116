import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, SEED_OSS, wideQuota, withArguments } from './testing/seed.js';

const DAY = 86_400;
/** 2026-02-01T00:00:00 in Asia/Shanghai. */
const FEBRUARY = 1_769_875_200;
const MARCH = FEBRUARY + 28 * DAY;
const APRIL = MARCH + 31 * DAY;
const ID = '00001-00002-2026-02';

interface Statement extends Record<string, unknown> {
  readonly status: string;
  readonly lines: readonly { kind: string; count: number; amount: number }[];
  readonly pages: number;
  readonly entriesHash: string;
}

const issue = (period: string): string[] => ['issueStatement', '00001', '00002', period];
const parse = (text: string): Statement => JSON.parse(text) as Statement;

/** A ledger on the second of February 2026. */
async function inFebruary(): Promise<FakeLedger> {
  const ledger = await openForBusiness(wideQuota());
  ledger.seconds += 10;
  return ledger;
}

/** Opens an instance that lives for some days, 48 fen each, and bills it. */
async function bill(ledger: FakeLedger, id: string, days = 1): Promise<void> {
  await ledger.submit(ORG2.client, ecs(id));
  ledger.seconds += days * DAY;
  await ledger.submit(ORG2.client, billEcs(id));
}

async function issued(): Promise<FakeLedger> {
  const ledger = await inFebruary();
  await bill(ledger, 'a');
  ledger.seconds = MARCH + 3_600;
  await ledger.submit(ORG1.client, issue('2026-02'));
  return ledger;
}

describe('a statement', () => {
  it('adds up the bills of its period, which both read', async () => {
    const ledger = await inFebruary();
    await bill(ledger, 'a');
    await bill(ledger, 'b', 2);
    await ledger.submit(ORG2.client, ['initOSSResource', ...SEED_OSS]);
    ledger.seconds += DAY;
    await ledger.submit(ORG1.client, ['billedOSS', '202202160001', '00001', '00002001', '100', '1.5']);
    ledger.seconds = MARCH + 3_600;
    const waiting = JSON.parse(
      await ledger.evaluate(ORG2.client, ['listPeriodEntries', '00001', '2026-02', '10', '']),
    ) as { result: unknown[][] };
    const text = await ledger.submit(ORG1.client, issue('2026-02'));
    expect(parse(text)).toMatchObject({
      objectType: 'Statement',
      statementID: ID,
      providerID: '00001',
      resourceProvider: 'CNIC',
      consumerID: '00002',
      resourceUser: 'CNNIC',
      period: '2026-02',
      from: FEBRUARY,
      to: MARCH,
      lines: [
        { kind: 'ECSBill', count: 2, amount: 144 },
        { kind: 'OSSBill', count: 1, amount: 20 + 100 + 3 },
      ],
      amountDue: 144 + 123,
      debtorID: '00002',
      creditorID: '00001',
      status: 'issued',
      silentUntil: ledger.seconds + 15 * DAY,
    });
    for (const reader of [ORG1, ORG2]) {
      expect(await ledger.evaluate(reader.client, ['readStatement', ID])).toBe(text);
      expect(JSON.parse(await ledger.evaluate(reader.client, ['listStatements', '10', '']))).toEqual({
        result: [JSON.parse(text)],
        bookmark: '',
      });
    }
    const page = await ledger.evaluate(ORG2.client, ['readStatementEntries', ID, '0']);
    expect(JSON.parse(page)).toEqual(waiting.result.flat());
    expect(JSON.parse(page)).toHaveLength(3);
    const after = await ledger.evaluate(ORG2.client, ['listPeriodEntries', '00001', '2026-02', '10', '']);
    expect(JSON.parse(after)).toEqual({ result: [], bookmark: '' });
    const bills = JSON.parse(await ledger.evaluate(ORG2.client, ['readBills', 'ECSBill', '["b","a"]'])) as {
      result: unknown[];
    };
    expect(bills.result).toMatchObject([{ instanceID: 'b' }, { instanceID: 'a' }]);
    const missing = await ledger.simulate(ORG2.client, ['readBills', 'ECSBill', '["a","nope"]']);
    expect(missing.text).toMatch(/^NOT_FOUND: /u);
    for (const bad of [
      '[]',
      '["a","a"]',
      '{}',
      '[1]',
      '"a"',
      JSON.stringify(Array.from({ length: 501 }, (_, at) => `i${at}`)),
    ]) {
      const refused = await ledger.simulate(ORG2.client, ['readBills', 'ECSBill', bad]);
      expect(refused.text).toMatch(/^INVALID_ARGUMENT: instanceIDs: /u);
    }
    expect(parse(text).entriesHash).toBe(createHash('sha256').update(page).digest('hex'));
    const noPage = await ledger.simulate(ORG2.client, ['readStatementEntries', ID, '1']);
    expect(noPage.text).toMatch(/^NOT_FOUND: page: /u);
    expect(await ledger.submit(ORG1.client, issue('2026-02'))).toBe(text);
  });

  it('is issued by the provider alone, for a month of Asia/Shanghai that ended an hour ago', async () => {
    const ledger = await inFebruary();
    const refusal = async (seconds: number, who = ORG1, args = issue('2026-02')): Promise<string> =>
      (await ledger.simulate(who.client, args, { seconds })).text.split(':', 2).join(':');
    expect(await refusal(MARCH + 3_599)).toBe('CONFLICT: period');
    expect(await refusal(MARCH + 3_600, ORG2)).toBe('FORBIDDEN: only the provider may issue its statements');
    expect(await refusal(MARCH + 3_600, ORG1, ['issueStatement', '00001', '00003', '2026-02'])).toBe(
      'NOT_CONFIRMED: consumerID',
    );
    expect((await ledger.simulate(ORG1.client, issue('2026-02'), { seconds: MARCH + 3_600 })).ok).toBe(true);
  });

  it('of a month without anything is empty and owes nothing', async () => {
    const ledger = await inFebruary();
    ledger.seconds = MARCH + 3_600;
    const statement = parse(await ledger.submit(ORG1.client, issue('2026-02')));
    expect(statement).toMatchObject({ lines: [], amountDue: 0, debtorID: '', pages: 0, entriesHash: '' });
    await ledger.submit(ORG2.client, ['acceptStatement', ID]);
    const settled = await ledger.simulate(ORG2.client, ['settleStatement', ID, 'p1']);
    expect(settled.text).toBe('CONFLICT: nothing is due on this statement');
  });

  it('leaves nothing out: statements are in order, and none is issued over an open one', async () => {
    const ledger = await inFebruary();
    await bill(ledger, 'a');
    ledger.seconds = MARCH + DAY;
    await bill(ledger, 'b');
    ledger.seconds = APRIL + DAY;
    const skipped = await ledger.simulate(ORG1.client, issue('2026-03'));
    expect(skipped.text).toMatch(/^CONFLICT: period: 2026-02 has amounts that are on no statement yet/u);
    await ledger.submit(ORG1.client, issue('2026-02'));
    await ledger.submit(ORG1.client, issue('2026-03'));
    const back = await ledger.simulate(ORG1.client, issue('2026-01'));
    expect(back.text).toMatch(/^CONFLICT: period: statements have been issued through 2026-03/u);
  });

  it('takes what comes late into the first open period', async () => {
    const ledger = await issued();
    await ledger.submit(ORG2.client, ecs('late'));
    // A client's clock that is an hour slow.
    const text = await ledger.submit(ORG2.client, billEcs('late'), { seconds: ledger.seconds + 1 });
    expect(parse(text)).toMatchObject({ period: '2026-03' });
    await ledger.submit(ORG2.client, ['initOSSResource', ...withArguments(SEED_OSS, { 0: 'stopped' })], {
      seconds: MARCH - 10,
    });
    await ledger.submit(ORG2.client, ['releaseOSS', 'stopped'], { seconds: MARCH - 5 });
    const stopped = await ledger.submit(ORG1.client, ['billedOSS', 'stopped', '00001', '00002001', '7', '0']);
    expect(parse(stopped)).toMatchObject({ endTime: { seconds: MARCH - 5 }, period: '2026-03', totalCost: 7 });
    ledger.seconds = APRIL + 3_600;
    expect(parse(await ledger.submit(ORG1.client, issue('2026-03')))).toMatchObject({
      lines: [
        { kind: 'ECSBill', count: 1, amount: 0 },
        { kind: 'OSSBill', count: 1, amount: 7 },
      ],
    });
  });

  it('lets no transaction that was held back into a closed period, and no bill of a later one wait', async () => {
    const ledger = await inFebruary();
    await ledger.submit(ORG2.client, ecs('held'));
    await ledger.submit(ORG2.client, ecs('b'));
    const held = await ledger.simulate(ORG2.client, billEcs('held'));
    ledger.seconds = MARCH + 3_600;
    const later = await ledger.simulate(ORG2.client, billEcs('b'));
    const closing = await ledger.simulate(ORG1.client, issue('2026-02'));
    expect(ledger.commit(closing, later, held)).toEqual(['VALID', 'VALID', 'MVCC_READ_CONFLICT']);
    expect(parse(closing.text)).toMatchObject({ lines: [] });
    // A month that was passed over is closed all the same.
    const skipped = await ledger.simulate(ORG2.client, ecs('c'), { seconds: MARCH + 5 });
    ledger.commit(skipped);
    const marchBill = await ledger.simulate(ORG2.client, billEcs('c'), { seconds: MARCH + 6 });
    ledger.seconds = APRIL + 40 * DAY;
    await ledger.submit(ORG1.client, issue('2026-03'));
    expect(ledger.commit(marchBill)).toEqual(['MVCC_READ_CONFLICT']);
  });

  it('and a bill of its month in one block: one of the two is done again', async () => {
    const ledger = await inFebruary();
    await bill(ledger, 'a');
    await ledger.submit(ORG2.client, ecs('b'));
    const late = await ledger.simulate(ORG2.client, billEcs('b'), { seconds: MARCH - 1 });
    ledger.seconds = MARCH + 3_600;
    const closing = await ledger.simulate(ORG1.client, issue('2026-02'));
    expect(ledger.commit(late, closing)).toEqual(['VALID', 'PHANTOM_READ_CONFLICT']);
    const again = parse(await ledger.submit(ORG1.client, issue('2026-02')));
    expect(again.lines).toMatchObject([{ kind: 'ECSBill', count: 2 }]);
  });

  it('of more bills than one transaction reads is folded first', async () => {
    const ledger = await openForBusiness(wideQuota());
    ledger.seconds += 10;
    const ids = Array.from({ length: 7 }, (_, group) => Array.from({ length: 490 }, (__, at) => `i${group}-${at}`));
    for (const group of ids) {
      const opens = group.map((id) => ({ fn: 'initECSResource', args: ecs(id, { 7: '0' }).slice(1) }));
      await ledger.submit(ORG2.client, ['group', JSON.stringify({ items: opens })]);
    }
    ledger.seconds += DAY;
    for (const group of ids) {
      for (let start = 0; start < group.length; start += 245) {
        const some = group.slice(start, start + 245).map((id) => ({ fn: 'billedECS', args: billEcs(id).slice(1) }));
        await ledger.submit(ORG2.client, ['group', JSON.stringify({ items: some })]);
      }
    }
    ledger.seconds = MARCH + 3_600;
    const early = await ledger.simulate(ORG1.client, issue('2026-02'));
    expect(early.text).toMatch(/^LIMIT_EXCEEDED: /u);
    const fold = ['foldStatement', '00001', '00002', '2026-02'];
    expect(JSON.parse(await ledger.submit(ORG1.client, fold))).toMatchObject({ entries: 2_205, pages: 1, more: true });
    const drafting = await ledger.simulate(ORG1.client, issue('2026-01'));
    expect(drafting.text).toMatch(/^CONFLICT: period: the statement of 2026-02 is to be issued first/u);
    const statement = parse(await ledger.submit(ORG1.client, issue('2026-02')));
    expect(statement).toMatchObject({ lines: [{ kind: 'ECSBill', count: 3_430, amount: 3_430 * 44 }], pages: 2 });
    let hash = '';
    let entries = 0;
    for (let page = 0; page < statement.pages; page += 1) {
      const text = await ledger.evaluate(ORG2.client, ['readStatementEntries', ID, page.toString()]);
      hash = createHash('sha256').update(hash).update(text).digest('hex');
      entries += (JSON.parse(text) as unknown[]).length;
    }
    expect([hash, entries]).toEqual([statement.entriesHash, 3_430]);
    expect(JSON.parse(await ledger.submit(ORG1.client, fold))).toMatchObject({ entries: 0, more: false });
  }, 60_000);

  it('is accepted, settled and confirmed, each by the right side', async () => {
    const ledger = await issued();
    const refusal = async (who: typeof ORG1, ...args: string[]): Promise<string> =>
      (await ledger.simulate(who.client, args)).text.replace(/: .*$/u, '');
    expect(await refusal(ORG1, 'acceptStatement', ID)).toBe('FORBIDDEN');
    expect(await refusal(ORG2, 'settleStatement', ID, 'p1')).toBe('CONFLICT');
    const accepted = await ledger.submit(ORG2.client, ['acceptStatement', ID]);
    expect(parse(accepted)).toMatchObject({ status: 'accepted', acceptedBy: 'consumer' });
    expect(await ledger.submit(ORG2.client, ['acceptStatement', ID])).toBe(accepted);
    expect(await refusal(ORG1, 'settleStatement', ID, 'p1')).toBe('FORBIDDEN');
    const settled = await ledger.submit(ORG2.client, ['settleStatement', ID, 'p1']);
    expect(parse(settled)).toMatchObject({ status: 'settled', paymentReference: 'p1' });
    expect(await ledger.submit(ORG2.client, ['settleStatement', ID, 'p1'])).toBe(settled);
    expect(await refusal(ORG2, 'settleStatement', ID, 'p2')).toBe('CONFLICT');
    expect(await refusal(ORG2, 'confirmSettlement', ID)).toBe('FORBIDDEN');
    const confirmed = await ledger.submit(ORG1.client, ['confirmSettlement', ID]);
    expect(parse(confirmed)).toMatchObject({ status: 'confirmed', paymentReference: 'p1' });
    expect(await ledger.submit(ORG1.client, ['confirmSettlement', ID])).toBe(confirmed);
    expect(await refusal(ORG1, 'refuseSettlement', ID, 'too late')).toBe('CONFLICT');
  });

  it('of which the creditor saw no payment waits for another, and a payment settles once', async () => {
    const ledger = await issued();
    await ledger.submit(ORG2.client, ['acceptStatement', ID]);
    await ledger.submit(ORG2.client, ['settleStatement', ID, 'p1']);
    const refused = parse(await ledger.submit(ORG1.client, ['refuseSettlement', ID, '未收到付款']));
    expect(refused).toMatchObject({ status: 'accepted', refusal: '未收到付款' });
    expect(refused.paymentReference).toBeUndefined();
    const settled = parse(await ledger.submit(ORG2.client, ['settleStatement', ID, 'p2']));
    expect(settled).toMatchObject({ status: 'settled', paymentReference: 'p2' });
    expect(settled.refusal).toBeUndefined();
    await bill(ledger, 'next');
    ledger.seconds = APRIL + 3_600;
    await ledger.submit(ORG1.client, issue('2026-03'));
    await ledger.submit(ORG2.client, ['acceptStatement', '00001-00002-2026-03']);
    for (const used of ['p1', 'p2']) {
      const again = await ledger.simulate(ORG2.client, ['settleStatement', '00001-00002-2026-03', used]);
      expect(again.text).toMatch(/^CONFLICT: paymentReference: is of the payment that settles 00001-00002-2026-02/u);
    }
  });

  it('that the consumer is silent on for 15 days is accepted', async () => {
    const ledger = await issued();
    ledger.seconds += 15 * DAY;
    const shown = parse(await ledger.evaluate(ORG1.client, ['readStatement', ID]));
    expect(shown).toMatchObject({
      status: 'accepted',
      acceptedBy: 'silence',
      acceptedTime: { seconds: ledger.seconds },
    });
    const { result } = JSON.parse(await ledger.evaluate(ORG2.client, ['listStatements', '1', ''])) as {
      result: unknown[];
    };
    expect(result).toEqual([shown]);
    expect(parse(await ledger.submit(ORG2.client, ['settleStatement', ID, 'p1']))).toMatchObject({
      status: 'settled',
      acceptedBy: 'silence',
    });
  });
});

type Step = { readonly bill: number } | { readonly wait: number } | { readonly issue: true };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ bill: fc.integer({ min: 0, max: 40 * DAY }) }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 40 * DAY }) }) },
  { weight: 3, arbitrary: fc.constant({ issue: true as const }) },
);

describe('statements, whenever they are issued', () => {
  it('have every bill once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const ledger = await inFebruary();
        const begin = ledger.seconds;
        const issueAll = async (): Promise<void> => {
          for (const period of ['2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07']) {
            const { ok } = await ledger.simulate(ORG1.client, issue(period));
            if (ok) await ledger.submit(ORG1.client, issue(period));
          }
        };
        let bills = 0;
        for (const one of steps) {
          if ('wait' in one) ledger.seconds += one.wait;
          else if ('issue' in one) await issueAll();
          else await bill(ledger, `i${(bills += 1).toString()}`, 0).then(() => (ledger.seconds += one.bill));
        }
        ledger.seconds = Math.max(ledger.seconds, begin) + 500 * DAY;
        await issueAll();
        const { result } = JSON.parse(await ledger.evaluate(ORG1.client, ['listStatements', '100', ''])) as {
          result: Statement[];
        };
        const found: string[] = [];
        for (const { pages, statementID } of result) {
          for (let page = 0; page < pages; page += 1) {
            const args = ['readStatementEntries', statementID as string, page.toString()];
            const entries = JSON.parse(await ledger.evaluate(ORG1.client, args)) as { instanceID: string }[];
            found.push(...entries.map(({ instanceID }) => instanceID));
          }
        }
        const late = ledger.dump().filter(([key]) => key.startsWith('\u0000entry\u0000')).length;
        expect(found.length + late).toBe(bills);
        expect(new Set(found).size).toBe(found.length);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
