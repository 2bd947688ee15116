import Table from 'cli-table3';

type Json = Readonly<Record<string, unknown>>;

/** Columns of lists whose records have more than a line holds; of a part of a record behind its name. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  listQuotas: ['quotaId', 'providerId', 'consumerId', 'cpu', 'ramGb', 'ecsDiskGb', 'ossDiskGb', 'publicIps', 'status'],
  listEcsResources: [
    'instanceId',
    'providerId',
    'userId',
    'cpu',
    'ramGb',
    'diskGb',
    'networkType',
    'beginTime',
    'status',
  ],
  listOssResources: ['instanceId', 'providerId', 'userId', 'diskGb', 'networkType', 'beginTime', 'status'],
  listBills: ['type', 'instanceId', 'providerId', 'userId', 'usageHours', 'totalCost', 'endTime'],
  listStatements: ['statementId', 'amountDue', 'debtorId', 'creditorId', 'status', 'silentUntil', 'paymentReference'],
  listNets: ['netId', 'amountDue', 'debtorId', 'creditorId', 'status', 'proposedBy', 'paymentReference'],
  listNettingRounds: ['period', 'status', 'members', 'signatures', 'terms.termsHash'],
  readSpend: ['period', 'providerId', 'consumerId', 'userId', 'type', 'count', 'totalCost'],
  listFunds: ['orgId', 'balance', 'held'],
  listFundsTransfers: ['transferId', 'fromOrgId', 'toOrgId', 'amount', 'time', 'blockNumber'],
  listFundsMovements: [
    ...['time', 'orgId', 'balanceChange', 'heldChange', 'balance', 'held'],
    ...['cause.kind', 'cause.id', 'counterpartyId'],
  ],
  listChequebooks: ['bookId', 'drawer', 'deposit', 'setAside', 'bounced', 'status'],
  listChequeAccounts: ['bookId', 'beneficiary', 'paid', 'claimed', 'hardDeposit'],
  listPaymentChannels: ['channelId', 'members', 'size', 'stake', 'departed', 'status'],
  listAccounts: ['accountId', 'holder', 'platform', 'locked', 'backed', 'credits', 'debits', 'status'],
  listApiKeys: ['keyId', 'name', 'roles', 'userId', 'createdBy', 'lastUsedTime', 'expiresTime', 'revokedTime'],
  readAuditLog: ['sequence', 'at', 'phase', 'principal', 'operation', 'path', 'status', 'code'],
};
const MOST_COLUMNS = 9;
const LONGEST_CELL = 48;
/** Lines without colors and rules between rows: good in a pipe as well. */
const STYLE = { head: [], border: [], compact: true };

/** A list as a table. */
export function listTable(operationId: string, records: readonly Json[]): string {
  if (records.length === 0) return 'nothing\n';
  const columns = (COLUMNS[operationId] ?? scalarNames(records)).slice(0, MOST_COLUMNS);
  const table = new Table({ head: [...columns], style: STYLE });
  for (const record of records) table.push(columns.map((column) => cellOf(partOf(record, column))));
  return `${table.toString()}\n`;
}

/** A record as a table of its fields; the lists in it follow as tables of their own. */
export function recordTable(record: Json): string {
  const table = new Table({ style: STYLE });
  const lists: [string, readonly Json[]][] = [];
  for (const [name, value] of flatten(record)) {
    if (isRecords(value)) lists.push([name, value]);
    else table.push([name, cellOf(value, Infinity)]);
  }
  const parts = lists.map(([name, records]) => `\n${plain(name)}\n${listTable(name, records)}`);
  return `${table.toString()}\n${parts.join('')}`;
}

function partOf(record: Json, column: string): unknown {
  return column
    .split('.')
    .reduce<unknown>(
      (part, name) => (typeof part === 'object' && part !== null ? (part as Json)[name] : undefined),
      record,
    );
}

function scalarNames(records: readonly Json[]): readonly string[] {
  const names = new Set(records.slice(0, 100).flatMap((record) => Object.keys(record)));
  return [...names].filter((name) => records.every((record) => !isNested(record[name])));
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isWords(value);
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecords(value: unknown): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'object' && item !== null);
}

function flatten(record: Json, prefix = ''): [string, unknown][] {
  return Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flatten(value as Json, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );
}

function cellOf(value: unknown, longest = LONGEST_CELL): string {
  if (value === null || value === undefined) return '';
  if (isWords(value)) return cellOf(value.join(' '), longest);
  const text = plain(typeof value === 'string' ? value : JSON.stringify(value));
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** What others have written must not command this terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
