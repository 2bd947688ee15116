import { z } from 'zod';

import type { Statement, StatementEntry } from '../../fabric/billing-port.js';
import type { LedgerPort } from '../../fabric/ledger-port.js';
import { statementCsv } from '../../billing/statement-csv.js';
import { statementPdf } from '../../billing/statement-pdf.js';
import { download, type DownloadRoute } from '../download.js';
import { focusCsv } from '../../billing/focus.js';
import { FOCUS_VERSIONS } from '../../billing/focus-columns.js';
import { usageRecords } from '../../billing/usage-records.js';
import { idField, orgIdField, periodField, wordField } from '../fields.js';

const TAG = 'Statements';
const params = z.strictObject({ statementId: idField('The statement', '00001-00002-2026-02') });
const query = z.strictObject({});

/** What an issued statement adds up never changes. */
async function* entriesOf(ledger: LedgerPort, statement: Statement): AsyncGenerator<readonly StatementEntry[], void> {
  for (let page = 0; page < statement.pages; page += 1) {
    yield await ledger.readStatementEntries(statement.statementId, page);
  }
}

async function* onePart(make: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield await make();
}

const statementAsCsv = download({
  operationId: 'readStatementCsv',
  path: '/v1/statements/{statementId}.csv',
  tag: TAG,
  summary: 'A statement as CSV: its lines, all that they add up, and what is due',
  params,
  query,
  contentType: 'text/csv; charset=utf-8',
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { statementId }, ledger }) => {
    const statement = await ledger.readStatement(statementId);
    return { fileName: `${statementId}.csv`, parts: statementCsv(statement, entriesOf(ledger, statement)) };
  },
});

const statementAsPdf = download({
  operationId: 'readStatementPdf',
  path: '/v1/statements/{statementId}.pdf',
  tag: TAG,
  summary: 'A statement on paper, in Chinese and English',
  description: 'With 2,000 entries at most; the CSV has all of them.',
  params,
  query,
  contentType: 'application/pdf',
  refusals: ['NOT_FOUND', 'NOT_CONFIRMED'],
  handle: async ({ params: { statementId }, ledger }) => {
    const statement = await ledger.readStatement(statementId);
    return {
      fileName: `${statementId}.pdf`,
      parts: onePart(() => statementPdf(statement, entriesOf(ledger, statement))),
    };
  },
});

const exportQuery = z.strictObject({
  period: periodField('A month in Asia/Shanghai'),
  providerId: orgIdField('Only what this provider charges', '00001').optional(),
  consumerId: orgIdField('Only what is charged to this consumer', '00002').optional(),
});

const exportFocus = download({
  operationId: 'exportFocus',
  path: '/v1/exports/focus',
  tag: 'Exports',
  summary: 'All charges of a month as FOCUS cost and usage in CSV',
  description:
    'A row a line of a bill, a note, or what a meter of an instance used on a day at one price; whether its statement ' +
    'is issued or not. What is billed adds up to the statements to the fen.',
  params: z.strictObject({}),
  query: exportQuery.extend({
    focusVersion: wordField(FOCUS_VERSIONS, 'Which columns; those of 1.2 include those of 1.4').optional(),
  }),
  contentType: 'text/csv; charset=utf-8',
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: { focusVersion = '1.2', ...asked }, ownUser, ledger, lists }) =>
    Promise.resolve({
      fileName: `focus-${asked.period}.csv`,
      parts: focusCsv({ ledger, lists }, { ...asked, userId: ownUser }, focusVersion),
    }),
});

const exportUsageRecords = download({
  operationId: 'exportUsageRecords',
  path: '/v1/exports/usage-records',
  tag: 'Exports',
  summary: 'The cloud hosts that ran in a month as cloud usage records of EGI (APEL)',
  description: 'One message of version 0.4.',
  params: z.strictObject({}),
  query: exportQuery,
  contentType: 'text/plain; charset=utf-8',
  refusals: ['NOT_CONFIRMED'],
  handle: async ({ query: asked, ownUser, lists }) =>
    Promise.resolve({
      fileName: `usage-records-${asked.period}.txt`,
      parts: usageRecords(lists, { ...asked, userId: ownUser }, Math.floor(Date.now() / 1_000)),
    }),
});

/** Every operation that answers a file. */
export const DOWNLOADS: readonly DownloadRoute[] = [statementAsCsv, statementAsPdf, exportFocus, exportUsageRecords];
