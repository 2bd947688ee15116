import type { Statement, StatementEntry } from '../fabric/billing-port.js';
import { csvRow } from './csv.js';
import { yuanOf } from './decimal.js';
import { signed, UsageShares, usageBefore } from './statement-lines.js';

const COLUMNS = [
  'row',
  'statementId',
  'providerId',
  'providerName',
  'consumerId',
  'consumerName',
  'period',
  'kind',
  'billType',
  'instanceId',
  'correctionId',
  'userId',
  'count',
  'exactAmount',
  'amountFen',
  'amountYuan',
] as const;
type Cells = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

/**
 * A statement as CSV: a row `line` for each of its lines, a row `entry` for all that they add up (metered usage by user),
 * and a row `due`. Lines add up to what is due, and the entries of a kind to its line; credit notes are negative.
 */
export async function* statementCsv(
  statement: Statement,
  entries: AsyncIterable<readonly StatementEntry[]>,
): AsyncGenerator<string, void> {
  const common: Cells = {
    statementId: statement.statementId,
    providerId: statement.providerId,
    providerName: statement.providerName,
    consumerId: statement.consumerId,
    consumerName: statement.consumerName,
    period: statement.period,
  };
  const row = (cells: Cells): string => csvRow(COLUMNS.map((column) => cells[column] ?? common[column] ?? ''));
  yield csvRow(COLUMNS);
  for (const { kind, count, amount } of statement.lines) {
    yield row({ row: 'line', kind, count: count.toString(), ...money(signed(kind, amount)) });
  }
  const shares = new UsageShares();
  for await (const some of entries) {
    yield some.map((entry) => entryRow(entry, shares, row)).join('');
  }
  for (const { kind, userId, records, exactAmount, amount } of shares.shares(usageBefore(statement))) {
    const count = records.toString();
    yield row({ row: 'entry', kind, userId, count, exactAmount: exactAmount.toString(), ...money(amount) });
  }
  const due = statement.debtorId === statement.providerId ? 0n - statement.amountDue : statement.amountDue;
  yield row({ row: 'due', ...money(due) });
}

function entryRow(entry: StatementEntry, shares: UsageShares, row: (cells: Cells) => string): string {
  const { kind, userId, amount, instanceId = '', billType = '', correctionId = '' } = entry;
  if (amount === undefined) {
    shares.add(entry);
    return '';
  }
  return row({
    row: 'entry',
    kind,
    billType,
    instanceId,
    correctionId,
    userId,
    count: '1',
    ...money(signed(kind, amount)),
  });
}

function money(fen: bigint): Cells {
  return { amountFen: fen.toString(), amountYuan: yuanOf(fen) };
}
