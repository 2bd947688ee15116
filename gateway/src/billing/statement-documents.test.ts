import { createHash } from 'node:crypto';

import { type EntryKind, type Fen, ledgerTime, type OrgId, type RecordId, type UserId } from '@cloudfed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Statement, StatementEntry } from '../fabric/billing-port.js';
import { MAX_PDF_ENTRIES, statementPdf } from './statement-pdf.js';
import { statementCsv } from './statement-csv.js';
import { UsageShares } from './statement-lines.js';

const entry = (kind: EntryKind, fields: Partial<StatementEntry> = {}): StatementEntry => ({
  kind,
  userId: '00002001' as UserId,
  instanceId: undefined,
  billType: undefined,
  correctionId: undefined,
  amount: undefined,
  records: undefined,
  exactAmount: undefined,
  ...fields,
});
const bill = (id: string, fen: bigint): StatementEntry =>
  entry('ECSBill', { instanceId: id as RecordId, amount: fen as Fen });
const EXACT_FEN = 864_000_000_000_000n;

const ENTRIES: readonly StatementEntry[] = [
  bill('202202150002', 4_800n),
  bill('=cmd', 9_600n),
  entry('credit', {
    instanceId: '202202150002' as RecordId,
    billType: 'ECSBill',
    correctionId: 'credit-1' as RecordId,
    amount: 800n as Fen,
  }),
  entry('ECSUsage', { records: 24, exactAmount: (3n * EXACT_FEN).toString() }),
  entry('ECSUsage', { records: 1, exactAmount: (EXACT_FEN / 2n).toString(), userId: '00002002' as UserId }),
];
const STATEMENT: Statement = {
  statementId: '00001-00002-2026-02' as RecordId,
  providerId: '00001' as OrgId,
  providerName: '中国科学院计算机网络信息中心',
  consumerId: '00002' as OrgId,
  consumerName: 'CNNIC, "Beijing" 𠮷田',
  period: '2026-02',
  from: ledgerTime(1_769_875_200),
  to: ledgerTime(1_772_294_400),
  lines: [
    { kind: 'ECSBill', count: 2, amount: 14_400n as Fen, exactBefore: undefined, exactAfter: undefined },
    {
      kind: 'ECSUsage',
      count: 25,
      amount: 4n as Fen,
      exactBefore: '0',
      exactAfter: ((7n * EXACT_FEN) / 2n).toString(),
    },
    { kind: 'credit', count: 1, amount: 800n as Fen, exactBefore: undefined, exactAfter: undefined },
  ],
  amountDue: 13_604n as Fen,
  debtorId: '00002' as OrgId,
  creditorId: '00001' as OrgId,
  pages: 1,
  entriesHash: 'ab'.repeat(32),
  status: 'accepted',
  issuedTime: ledgerTime(1_772_300_000),
  silentUntil: ledgerTime(1_773_596_000),
  acceptedTime: ledgerTime(1_773_596_000),
  acceptedBy: 'silence',
  disputeId: undefined,
  netId: undefined,
  paymentReference: undefined,
  settledTime: undefined,
  refusal: undefined,
  confirmedTime: undefined,
};

async function* pagesOf(...pages: readonly (readonly StatementEntry[])[]) {
  for (const page of pages) yield await Promise.resolve(page);
}

async function csvOf(statement: Statement, entries: readonly StatementEntry[]): Promise<string[][]> {
  let text = '';
  for await (const chunk of statementCsv(statement, pagesOf(entries.slice(0, 2), entries.slice(2)))) text += chunk;
  return text
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/u));
}

describe('a statement as CSV', () => {
  it('has its lines, their entries and what is due, which add up', async () => {
    const [header = [], ...rows] = await csvOf(STATEMENT, ENTRIES);
    const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
    const sum = (kind: string, of: string): bigint =>
      rows
        .filter((row) => cell(row, 'row') === of && (kind === '' || cell(row, 'kind') === kind))
        .reduce((so, row) => so + BigInt(cell(row, 'amountFen')), 0n);
    for (const { kind } of STATEMENT.lines) expect(sum(kind, 'entry')).toBe(sum(kind, 'line'));
    expect([sum('', 'line'), sum('', 'entry'), sum('', 'due')]).toEqual([13_604n, 13_604n, 13_604n]);
    const usage = rows.filter((row) => cell(row, 'row') === 'entry' && cell(row, 'kind') === 'ECSUsage');
    expect(usage.map((row) => [cell(row, 'userId'), cell(row, 'amountFen')])).toEqual([
      ['00002001', '3'],
      ['00002002', '1'],
    ]);
  });

  it('quotes names and runs nothing', async () => {
    const text = (await csvOf(STATEMENT, ENTRIES)).map((row) => row.join(',')).join('\n');
    expect(text).toContain('"CNNIC, ""Beijing"" 𠮷田"');
    expect(text).toContain("'=cmd");
  });

  it('shows what the provider owes as negative', async () => {
    const owed: Statement = { ...STATEMENT, debtorId: '00001' as OrgId, creditorId: '00002' as OrgId, lines: [] };
    expect((await csvOf(owed, [])).at(-1)).toContain('-13604');
  });
});

describe('shares of metered usage', () => {
  it('add up to their line whatever they are', () => {
    const exact = fc.bigInt({ min: 0n, max: 10n ** 18n });
    fc.assert(
      fc.property(exact, fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), exact)), (before, all) => {
        const shares = new UsageShares();
        for (const [user, amount] of all) {
          const userId = `0000200${user.toString()}` as UserId;
          shares.add(entry('OSSUsage', { userId, records: 1, exactAmount: amount.toString() }));
        }
        const after = all.reduce((so, [, amount]) => so + amount, before);
        const round = (value: bigint): bigint => (2n * value + EXACT_FEN) / (2n * EXACT_FEN);
        const found = shares.shares({ ECSUsage: 0n, OSSUsage: before });
        expect(found.reduce((so, { amount }) => so + amount, 0n)).toBe(round(after) - round(before));
        expect(found.reduce((so, { records }) => so + records, 0)).toBe(all.length);
      }),
    );
  });
});

describe('a statement on paper', () => {
  const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

  it('is a PDF with its fonts inside, the same each time', async () => {
    const bytes = await statementPdf(STATEMENT, pagesOf(ENTRIES));
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('NotoSansSC');
    expect(digest(await statementPdf(STATEMENT, pagesOf(ENTRIES)))).toBe(digest(bytes));
    const netted: Statement = { ...STATEMENT, status: 'netted', netId: 'net-00001-00002-2026-02' as RecordId };
    expect(digest(await statementPdf(netted, pagesOf(ENTRIES)))).not.toBe(digest(bytes));
  });

  it('goes on over pages, and ends with what the CSV has more', async () => {
    const many = Array.from({ length: MAX_PDF_ENTRIES + 5 }, (_, at) => bill(`i${at.toString()}`, 1n));
    const pages = (bytes: Buffer): number => bytes.toString('latin1').split('/Type /Page\n').length - 1;
    const few = pages(await statementPdf(STATEMENT, pagesOf(many.slice(0, 100))));
    const most = pages(await statementPdf(STATEMENT, pagesOf(many)));
    expect(few).toBeGreaterThan(1);
    expect(most).toBeGreaterThan(30);
    expect(most).toBeLessThan(60);
  });
});
