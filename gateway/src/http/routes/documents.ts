import { z } from 'zod';

import type { Statement, StatementEntry } from '../../fabric/billing-port.js';
import type { LedgerPort } from '../../fabric/ledger-port.js';
import { statementCsv } from '../../billing/statement-csv.js';
import { statementPdf } from '../../billing/statement-pdf.js';
import { download, type DownloadRoute } from '../download.js';
import { idField } from '../fields.js';

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

/** Every operation that answers a file. */
export const DOWNLOADS: readonly DownloadRoute[] = [statementAsCsv, statementAsPdf];
