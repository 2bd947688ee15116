import { type EntryKind, periodSpan, type StatementStatus, toRfc3339 } from '@cloudfed/core';

import type { Statement, StatementEntry } from '../fabric/billing-port.js';
import { yuanForPeople } from './decimal.js';
import { type Column, PdfPages } from './pdf-page.js';
import { signed, UsageShares, usageBefore } from './statement-lines.js';

/** Entries on paper at most; the CSV has all of them. */
export const MAX_PDF_ENTRIES = 2_000;

const KINDS: Readonly<Record<EntryKind, string>> = {
  ECSBill: '云主机账单 Cloud host bills',
  OSSBill: '对象存储账单 Object store bills',
  ECSUsage: '云主机计量 Cloud host usage',
  OSSUsage: '对象存储计量 Object store usage',
  debit: '借记更正 Debit notes',
  credit: '贷记更正 Credit notes',
};
const ENTRY_KINDS: Readonly<Record<EntryKind, string>> = {
  ECSBill: '云主机 Host',
  OSSBill: '存储 Store',
  ECSUsage: '计量 Usage',
  OSSUsage: '计量 Usage',
  debit: '借记 Debit',
  credit: '贷记 Credit',
};
const STATUSES: Readonly<Record<StatementStatus, string>> = {
  issued: '已出具 issued',
  disputed: '有争议 disputed',
  accepted: '已接受 accepted',
  netted: '已轧差 netted',
  settled: '已付款 settled',
  confirmed: '已确认收款 settlement confirmed',
};

/** A statement on A4 paper, in Chinese and English. The same statement gives the same bytes. */
export async function statementPdf(
  statement: Statement,
  entries: AsyncIterable<readonly StatementEntry[]>,
): Promise<Buffer> {
  const { statementId, providerName, issuedTime } = statement;
  const date = new Date(issuedTime.seconds * 1_000);
  const pages = await PdfPages.begin({ title: `对账单 Statement ${statementId}`, author: providerName, date });
  head(pages, statement);
  await lines(pages, statement);
  const count = await entryRows(pages, statement, entries);
  if (count > MAX_PDF_ENTRIES) {
    const all = `全部 ${count.toString()} 条见 CSV。 The first ${MAX_PDF_ENTRIES.toString()} of ${count.toString()} entries; the CSV has all.`;
    pages.line(all, { grey: true });
  }
  return pages.finish(`${statementId} · SHA-256 ${statement.entriesHash === '' ? '–' : statement.entriesHash}`);
}

function head(pages: PdfPages, statement: Statement): void {
  const { from, to } = periodSpan(statement.period, 'period');
  pages.line('对账单 Statement', { size: 20, gap: 2 });
  pages.line(statement.statementId, { size: 11, grey: true, gap: 10 });
  pages.line(`提供方 Provider: ${statement.providerName} (${statement.providerId})`, { size: 10 });
  pages.line(`使用方 Consumer: ${statement.consumerName} (${statement.consumerId})`, { size: 10 });
  const span = `${dayOf(from)} – ${dayOf(to - 1)} (Asia/Shanghai)`;
  pages.line(`账期 Period: ${statement.period}, ${span}`, { size: 10 });
  pages.line(`出具时间 Issued: ${toRfc3339({ ...statement.issuedTime, nanos: 0 })}`, { size: 10 });
  const accepted = statement.acceptedBy === undefined ? '' : ` (${statement.acceptedBy})`;
  pages.line(`状态 Status: ${STATUSES[statement.status]}${accepted}`, { size: 10 });
  if (statement.netId !== undefined) pages.line(`轧差单 Net: ${statement.netId}`, { size: 10 });
  if (statement.paymentReference !== undefined)
    pages.line(`付款凭证 Payment: ${statement.paymentReference}`, { size: 10 });
  pages.space(8);
  pages.line(`应付 Amount due: ¥ ${yuanForPeople(statement.amountDue)}`, { size: 15, gap: 2 });
  pages.line(dueText(statement), { grey: true, gap: 10 });
}

function dueText({ debtorId, creditorId, amountDue }: Statement): string {
  if (debtorId === undefined || creditorId === undefined) return '无应付款 Nothing is due';
  return `${debtorId} → ${creditorId}, ${amountDue.toString()} 分 fen`;
}

async function lines(pages: PdfPages, statement: Statement): Promise<void> {
  const columns: readonly Column[] = [
    { title: '项目 Line', width: pages.width - 220 },
    { title: '数量 Count', width: 90, align: 'right' },
    { title: '金额 Amount (CNY)', width: 130, align: 'right' },
  ];
  pages.titles(columns);
  for (const { kind, count, amount } of statement.lines) {
    await pages.row(columns, [KINDS[kind], count.toString(), yuanForPeople(signed(kind, amount))]);
  }
  pages.rule();
  const due = statement.debtorId === statement.providerId ? 0n - statement.amountDue : statement.amountDue;
  await pages.row(columns, ['合计 Total', '', yuanForPeople(due)]);
  pages.space(14);
}

async function entryRows(
  pages: PdfPages,
  statement: Statement,
  entries: AsyncIterable<readonly StatementEntry[]>,
): Promise<number> {
  const columns: readonly Column[] = [
    { title: '类型 Kind', width: 80 },
    { title: '实例或记录 Instance or records', width: pages.width - 380 },
    { title: '更正 Correction', width: 100 },
    { title: '用户 User', width: 100 },
    { title: '金额 Amount (CNY)', width: 100, align: 'right' },
  ];
  if (statement.lines.length > 0) pages.titles(columns);
  const shares = new UsageShares();
  let count = 0;
  const put = async (cells: readonly string[]): Promise<void> => {
    count += 1;
    if (count <= MAX_PDF_ENTRIES) await pages.row(columns, cells);
  };
  for await (const some of entries) {
    for (const entry of some) {
      const { kind, userId, amount, instanceId = '', correctionId = '' } = entry;
      if (amount === undefined) shares.add(entry);
      else await put([ENTRY_KINDS[kind], instanceId, correctionId, userId, yuanForPeople(signed(kind, amount))]);
    }
  }
  for (const { kind, userId, records, amount } of shares.shares(usageBefore(statement))) {
    const of = `${kind.slice(0, 3)}: ${records.toString()} 条 records`;
    await put([ENTRY_KINDS[kind], of, '', userId, yuanForPeople(amount)]);
  }
  return count;
}

/** The day in Asia/Shanghai. */
function dayOf(seconds: number): string {
  return toRfc3339({ seconds: seconds + 8 * 3_600, nanos: 0 }).slice(0, 10);
}
