import { beforeEach, describe, expect, it } from 'vitest';

import type { FakeLedger } from '../ledger/testing/fake-ledger.js';
import { ORG1, ORG2 } from '../ledger/testing/identities.js';
import { billEcs, ecs, openForBusiness, wideQuota } from './testing/seed.js';

const DAY = 86_400;
/** 2026-03-01T00:00:00 in Asia/Shanghai. */
const MARCH = 1_772_294_400;
const APRIL = MARCH + 31 * DAY;
const STATEMENT = '00001-00002-2026-02';

type Note = Record<string, unknown>;
const parse = (text: string): Note => JSON.parse(text) as Note;
const note = (id: string, kind: string, amount: number, reason = 'RELEASED_LATE'): string[] => [
  'issueCorrection',
  id,
  kind,
  'ECSBill',
  'a',
  amount.toString(),
  reason,
  '释放晚了一天',
];
const issue = (period: string): string[] => ['issueStatement', '00001', '00002', period];

describe('what went wrong with a bill', () => {
  let ledger: FakeLedger;

  const refusal = async (who: typeof ORG1, args: readonly string[]): Promise<string> => {
    const { ok, text } = await ledger.simulate(who.client, args);
    return ok ? 'done' : text.split(':').slice(0, 2).join(':');
  };

  beforeEach(async () => {
    ledger = await openForBusiness(wideQuota());
    await ledger.submit(ORG2.client, ecs('a'));
    ledger.seconds += 2 * DAY;
    await ledger.submit(ORG2.client, billEcs('a'));
  });

  it('is taken off by a credit note, at once, and the bill stays what it was', async () => {
    const bill = await ledger.evaluate(ORG1.client, ['readResource', 'ECSBill', 'a']);
    const text = await ledger.submit(ORG1.client, note('c1', 'credit', 48));
    expect(parse(text)).toMatchObject({ status: 'inForce', amount: 48, period: '2026-02', reason: 'RELEASED_LATE' });
    expect(await ledger.submit(ORG1.client, note('c1', 'credit', 48))).toBe(text);
    expect(await refusal(ORG1, note('c1', 'credit', 47))).toBe('ALREADY_EXISTS: correctionID');
    expect(await ledger.evaluate(ORG1.client, ['readResource', 'ECSBill', 'a'])).toBe(bill);
    ledger.seconds = MARCH + 3_600;
    expect(parse(await ledger.submit(ORG1.client, issue('2026-02')))).toMatchObject({
      lines: [
        { kind: 'ECSBill', count: 1, amount: 96 },
        { kind: 'credit', count: 1, amount: 48 },
      ],
      amountDue: 48,
      debtorID: '00002',
    });
  });

  it('is not taken off twice: no more than was billed', async () => {
    await ledger.submit(ORG1.client, note('c1', 'credit', 60));
    expect(await refusal(ORG1, note('c2', 'credit', 37))).toBe('CONFLICT: amount');
    expect(await refusal(ORG1, note('c2', 'credit', 0))).toBe('INVALID_ARGUMENT: amount');
    const [one, other] = [
      await ledger.simulate(ORG1.client, note('c2', 'credit', 36)),
      await ledger.simulate(ORG1.client, note('c3', 'credit', 36)),
    ];
    expect(ledger.commit(one, other)).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
    expect(await refusal(ORG1, note('c3', 'credit', 1))).toBe('CONFLICT: amount');
  });

  it('is added by a debit note only once the consumer accepts it', async () => {
    await ledger.submit(ORG1.client, note('d1', 'debit', 10, 'PRICE_LATE'));
    await ledger.submit(ORG1.client, note('d2', 'debit', 20));
    await ledger.submit(ORG1.client, note('d3', 'debit', 30));
    expect(await refusal(ORG1, ['acceptCorrection', 'd1'])).toBe(
      'FORBIDDEN: only the consumer may accept a debit note',
    );
    await ledger.submit(ORG2.client, ['acceptCorrection', 'd1']);
    await ledger.submit(ORG2.client, ['acceptCorrection', 'd1']);
    await ledger.submit(ORG2.client, ['rejectCorrection', 'd2']);
    await ledger.submit(ORG1.client, ['withdrawCorrection', 'd3']);
    expect(await refusal(ORG2, ['acceptCorrection', 'd3'])).toMatch(/^CONFLICT/u);
    const list = parse(await ledger.evaluate(ORG2.client, ['listBillCorrections', 'ECSBill', 'a', '10', '']));
    expect(list.result).toMatchObject([
      { correctionID: 'd1', status: 'inForce', period: '2026-02' },
      { correctionID: 'd2', status: 'rejected' },
      { correctionID: 'd3', status: 'withdrawn' },
    ]);
    expect(parse(await ledger.evaluate(ORG2.client, ['listCorrections', '10', ''])).result).toEqual(list.result);
    ledger.seconds = MARCH + 3_600;
    expect(parse(await ledger.submit(ORG1.client, issue('2026-02')))).toMatchObject({ amountDue: 106 });
  });

  it('comes on the next statement where the bill’s is issued, and may leave the provider in debt', async () => {
    ledger.seconds = MARCH + 3_600;
    await ledger.submit(ORG1.client, issue('2026-02'));
    const credit = parse(await ledger.submit(ORG1.client, note('c1', 'credit', 96)));
    expect(credit).toMatchObject({ period: '2026-03' });
    ledger.seconds = APRIL + 3_600;
    const next = parse(await ledger.submit(ORG1.client, issue('2026-03')));
    expect(next).toMatchObject({ amountDue: 96, debtorID: '00001', creditorID: '00002' });
    const march = next.statementID as string;
    await ledger.submit(ORG2.client, ['acceptStatement', march]);
    expect(await refusal(ORG2, ['settleStatement', march, 'p'])).toMatch(/^FORBIDDEN/u);
    await ledger.submit(ORG1.client, ['settleStatement', march, 'p']);
    await ledger.submit(ORG2.client, ['confirmSettlement', march]);
  });

  it('is corrected by the provider alone, on a bill that there is', async () => {
    expect(await refusal(ORG2, note('c1', 'credit', 1))).toBe('FORBIDDEN: only the provider may correct its bills');
    const missing = note('c1', 'credit', 1).map((arg) => (arg === 'a' ? 'nope' : arg));
    expect(await refusal(ORG1, missing)).toBe('NOT_FOUND: instanceID');
    expect(await refusal(ORG1, ['readCorrection', 'c1'])).toBe('NOT_FOUND: correctionID');
  });

  describe('is disputed', () => {
    const open = (id: string, type = 'Statement', subject = STATEMENT): string[] => [
      ...['openDispute', id, type, subject, 'METERED_TWICE', '同一记录计量两次'],
    ];

    it('on its bill: opened by the consumer, answered by the provider with a credit note, resolved by the consumer', async () => {
      expect(await refusal(ORG1, open('x', 'ECSBill', 'a'))).toBe(
        'FORBIDDEN: only the consumer may dispute what it owes',
      );
      const opened = await ledger.submit(ORG2.client, open('x', 'ECSBill', 'a'));
      expect(parse(opened)).toMatchObject({ status: 'open', subjectType: 'ECSBill', subjectID: 'a' });
      expect(await ledger.submit(ORG2.client, open('x', 'ECSBill', 'a'))).toBe(opened);
      expect(await refusal(ORG2, open('y', 'ECSBill', 'a'))).toBe('CONFLICT: subjectID');
      expect(await refusal(ORG2, ['answerDispute', 'x', 'agreed', 'ok'])).toMatch(/^FORBIDDEN/u);
      expect(await refusal(ORG1, ['answerDispute', 'x', 'agreed', 'ok', 'c1'])).toBe('NOT_FOUND: correctionID');
      await ledger.submit(ORG1.client, note('c1', 'credit', 48, 'METERED_TWICE'));
      const answered = parse(await ledger.submit(ORG1.client, ['answerDispute', 'x', 'agreed', '已更正', 'c1']));
      expect(answered).toMatchObject({ status: 'answered', answer: 'agreed', correctionID: 'c1' });
      expect(await refusal(ORG1, ['resolveDispute', 'x', 'ok'])).toMatch(/^FORBIDDEN/u);
      await ledger.submit(ORG2.client, ['resolveDispute', 'x', '同意']);
      expect(await refusal(ORG1, ['answerDispute', 'x', 'declined', 'no'])).toBe('CONFLICT: the dispute is resolved');
      expect(await refusal(ORG2, open('y', 'ECSBill', 'a'))).toBe('done');
      expect(parse(await ledger.evaluate(ORG1.client, ['listDisputes', '10', ''])).result).toMatchObject([
        { disputeID: 'x', status: 'resolved', resolutionText: '同意' },
      ]);
    });

    it('on its statement, which nobody settles until the dispute is resolved, silence or not', async () => {
      ledger.seconds = MARCH + 3_600;
      await ledger.submit(ORG1.client, issue('2026-02'));
      await ledger.submit(ORG2.client, open('x'));
      ledger.seconds += 30 * DAY;
      const read = async (): Promise<Note> => parse(await ledger.evaluate(ORG1.client, ['readStatement', STATEMENT]));
      expect(await read()).toMatchObject({ status: 'disputed', disputeID: 'x' });
      expect(await refusal(ORG2, ['acceptStatement', STATEMENT])).toMatch(/^CONFLICT/u);
      expect(await refusal(ORG2, ['settleStatement', STATEMENT, 'p'])).toMatch(/^CONFLICT/u);
      await ledger.submit(ORG1.client, ['answerDispute', 'x', 'declined', 'the records are right']);
      await ledger.submit(ORG2.client, ['resolveDispute', 'x', 'agreed after a look at the records']);
      expect(await read()).toMatchObject({ status: 'accepted', acceptedBy: 'resolution' });
      expect(await refusal(ORG2, open('y'))).toMatch(/^CONFLICT/u);
      expect(await refusal(ORG2, ['settleStatement', STATEMENT, 'p'])).toBe('done');
    });

    it('in time only: not after 15 days of silence', async () => {
      ledger.seconds = MARCH + 3_600;
      await ledger.submit(ORG1.client, issue('2026-02'));
      ledger.seconds += 15 * DAY;
      expect(await refusal(ORG2, open('x'))).toMatch(
        /^CONFLICT: the statement is accepted; this needs one that is issued/u,
      );
    });
  });
});
