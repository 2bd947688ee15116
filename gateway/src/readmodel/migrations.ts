import { type CreateTableBuilder, type Kysely, type Migration, type MigrationProvider, sql } from 'kysely';

import type { SettlementTables } from './settlement-tables.js';
import { CONTENT_KEYS, type ContentTable } from './tables.js';

export type Dialect = 'sqlite' | 'postgres';

type ColumnKind = 'text' | 'whole';
type Columns = Readonly<Record<string, ColumnKind>>;

const PLACE: Columns = { ledger_channel: 'text', block_number: 'whole', transaction_index: 'whole', ordinal: 'whole' };
const WRITTEN: Columns = { block_number: 'whole', transaction_id: 'text' };
const PARTIES: Columns = { provider_id: 'text', consumer_id: 'text' };

type Tables<Name extends ContentTable> = Readonly<Record<Name, Columns>>;
type Indexes = Readonly<Record<string, readonly [ContentTable, ...string[]]>>;

const FIRST_TABLES: Tables<Exclude<ContentTable, keyof SettlementTables | 'ledger_usage_day'>> = {
  ledger_position: { ledger_channel: 'text', next_block: 'whole', last_hash: 'text' },
  ledger_transaction: {
    ledger_channel: 'text',
    id: 'text',
    block_number: 'whole',
    transaction_index: 'whole',
    time_seconds: 'whole',
    time_nanos: 'whole',
  },
  ledger_organization: {
    ledger_channel: 'text',
    msp_id: 'text',
    org_id: 'text',
    name: 'text',
    status: 'text',
    record: 'text',
  },
  ledger_quota: {
    ledger_channel: 'text',
    quota_id: 'text',
    ...PARTIES,
    status: 'text',
    record: 'text',
    used: 'text',
    ...WRITTEN,
  },
  ledger_price: {
    ledger_channel: 'text',
    provider_id: 'text',
    version: 'whole',
    effective_seconds: 'whole',
    record: 'text',
    ...WRITTEN,
  },
  ledger_instance: {
    ledger_channel: 'text',
    type: 'text',
    instance_id: 'text',
    ...PARTIES,
    user_id: 'text',
    quota_id: 'text',
    status: 'text',
    begin_seconds: 'whole',
    record: 'text',
    ...WRITTEN,
  },
  ledger_bill: {
    ledger_channel: 'text',
    type: 'text',
    instance_id: 'text',
    ...PARTIES,
    user_id: 'text',
    quota_id: 'text',
    end_seconds: 'whole',
    end_nanos: 'whole',
    period: 'text',
    total_cost: 'whole',
    record: 'text',
    ...WRITTEN,
  },
  ledger_allowance: { ledger_channel: 'text', ...PARTIES, allowed: 'text', ...WRITTEN },
  ledger_spend: {
    ledger_channel: 'text',
    period: 'text',
    ...PARTIES,
    user_id: 'text',
    type: 'text',
    bills: 'whole',
    total_cost: 'text',
  },
  ledger_measurement: {
    ...PLACE,
    kind: 'text',
    ...PARTIES,
    user_id: 'text',
    subject: 'text',
    time_seconds: 'whole',
    transaction_id: 'text',
    value: 'text',
  },
  ledger_problem: { ...PLACE, transaction_id: 'text', kind: 'text', problem: 'text' },
};

const USAGE_DAY: Columns = {
  ledger_channel: 'text',
  ...PARTIES,
  period: 'text',
  type: 'text',
  user_id: 'text',
  instance_id: 'text',
  meter: 'text',
  from_seconds: 'whole',
  to_seconds: 'whole',
  price_version: 'whole',
  price: 'whole',
  records: 'whole',
  consumed: 'text',
  exact_amount: 'text',
};

/** Each serves one question; the last columns make the order of pages total. */
const FIRST_INDEXES = {
  quota_by_id: ['ledger_quota', 'quota_id', 'ledger_channel'],
  price_by_provider: ['ledger_price', 'provider_id', 'effective_seconds'],
  instance_by_id: ['ledger_instance', 'type', 'instance_id', 'ledger_channel'],
  instance_by_user: ['ledger_instance', 'type', 'user_id', 'instance_id', 'ledger_channel'],
  instance_by_status: ['ledger_instance', 'type', 'status', 'instance_id', 'ledger_channel'],
  bill_by_end: ['ledger_bill', 'end_seconds', 'end_nanos', 'instance_id', 'type', 'ledger_channel'],
  bill_by_user: ['ledger_bill', 'user_id', 'end_seconds', 'end_nanos', 'instance_id', 'type', 'ledger_channel'],
  bill_by_parties: [
    'ledger_bill',
    'provider_id',
    'consumer_id',
    'end_seconds',
    'end_nanos',
    'instance_id',
    'type',
    'ledger_channel',
  ],
  bill_by_instance: ['ledger_bill', 'instance_id', 'type', 'ledger_channel'],
  spend_by_period: ['ledger_spend', 'period', 'provider_id', 'consumer_id', 'user_id'],
  measurement_by_subject: ['ledger_measurement', 'kind', 'subject', 'time_seconds'],
} as const satisfies Indexes;

function begin(dialect: Dialect): Migration {
  return {
    up: async (database: Kysely<unknown>) => {
      await newTable(database, dialect, 'ledger_model', { name: 'text', version: 'whole', generation: 'whole' }, [
        'name',
      ]).execute();
      const catchUp: Columns = { ledger_channel: 'text', until_block: 'whole' };
      await newTable(database, dialect, 'ledger_catch_up', catchUp, ['ledger_channel']).execute();
      await addTables(database, dialect, FIRST_TABLES, FIRST_INDEXES);
    },
  };
}

const RECORD: Columns = { record: 'text', ...WRITTEN };
const TIME: Columns = { time_seconds: 'whole', time_nanos: 'whole' };

const SETTLEMENT_TABLES: Tables<Exclude<keyof SettlementTables, 'ledger_netting_round'>> = {
  ledger_funds: { ledger_channel: 'text', org_id: 'text', balance: 'whole', held: 'whole', ...RECORD },
  ledger_funds_issue: { ledger_channel: 'text', reference: 'text', status: 'text', ...RECORD },
  ledger_funds_redemption: { ledger_channel: 'text', org_id: 'text', reference: 'text', status: 'text', ...RECORD },
  ledger_funds_transfer: {
    ledger_channel: 'text',
    from_org_id: 'text',
    transfer_id: 'text',
    to_org_id: 'text',
    amount: 'whole',
    transaction_index: 'whole',
    ...TIME,
    ...RECORD,
  },
  ledger_funds_movement: {
    ...PLACE,
    org_id: 'text',
    balance_change: 'whole',
    held_change: 'whole',
    balance: 'whole',
    held: 'whole',
    cause: 'text',
    cause_id: 'text',
    counterparty_id: 'text',
    ...TIME,
    transaction_id: 'text',
  },
  ledger_escrow: { ledger_channel: 'text', kind: 'text', escrow_id: 'text', status: 'text', ...RECORD },
  ledger_cheque_account: {
    ledger_channel: 'text',
    book_id: 'text',
    beneficiary: 'text',
    org_id: 'text',
    ...RECORD,
  },
  ledger_settlement_party: {
    ledger_channel: 'text',
    kind: 'text',
    id: 'text',
    party: 'text',
    org_id: 'text',
    is_in: 'text',
  },
};

const SETTLEMENT_INDEXES: Indexes = {
  funds_issue_by_id: ['ledger_funds_issue', 'reference', 'ledger_channel'],
  funds_redemption_by_id: ['ledger_funds_redemption', 'org_id', 'reference', 'ledger_channel'],
  funds_transfer_by_payer: ['ledger_funds_transfer', 'from_org_id', 'block_number', 'transaction_index'],
  funds_transfer_by_payee: ['ledger_funds_transfer', 'to_org_id', 'block_number', 'transaction_index'],
  funds_transfer_by_place: ['ledger_funds_transfer', 'block_number', 'transaction_index'],
  funds_movement_by_org: ['ledger_funds_movement', 'org_id', 'block_number', 'transaction_index', 'ordinal'],
  escrow_by_id: ['ledger_escrow', 'kind', 'escrow_id', 'ledger_channel'],
  escrow_by_status: ['ledger_escrow', 'kind', 'status', 'escrow_id', 'ledger_channel'],
  cheque_account_by_id: ['ledger_cheque_account', 'book_id', 'beneficiary', 'ledger_channel'],
  cheque_account_by_beneficiary: ['ledger_cheque_account', 'beneficiary', 'book_id', 'ledger_channel'],
  settlement_party_by_party: ['ledger_settlement_party', 'kind', 'party', 'id', 'ledger_channel'],
};

function addSettlement(dialect: Dialect): Migration {
  return { up: (database: Kysely<unknown>) => addTables(database, dialect, SETTLEMENT_TABLES, SETTLEMENT_INDEXES) };
}

async function addTables(
  database: Kysely<unknown>,
  dialect: Dialect,
  tables: Readonly<Record<string, Columns>>,
  indexes: Indexes,
): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    await newTable(database, dialect, table, columns, CONTENT_KEYS[table as ContentTable]).execute();
  }
  for (const [name, [table, ...columns]] of Object.entries(indexes)) {
    await database.schema.createIndex(`ledger_${name}`).on(table).columns(columns).execute();
  }
}

/** Most of a row is its key, so SQLite keeps it there. */
function addUsageDays(dialect: Dialect): Migration {
  return {
    up: async (database: Kysely<unknown>) => {
      const key = CONTENT_KEYS.ledger_usage_day;
      await newTable(database, dialect, 'ledger_usage_day', USAGE_DAY, key, 'strict, without rowid').execute();
    },
  };
}

const SPEND: Columns = {
  ledger_channel: 'text',
  period: 'text',
  ...PARTIES,
  user_id: 'text',
  type: 'text',
  entries: 'whole',
  exact_amount: 'text',
};

/** What is in it is read again anyway. */
function exactSpend(dialect: Dialect): Migration {
  return {
    up: async (database: Kysely<unknown>) => {
      const { spend_by_period } = FIRST_INDEXES;
      await database.schema.dropTable('ledger_spend').execute();
      await addTables(database, dialect, { ledger_spend: SPEND }, { spend_by_period });
    },
  };
}

function addOwner(dialect: Dialect): Migration {
  return {
    up: async (database: Kysely<unknown>) => {
      await newTable(database, dialect, 'ledger_owner', { name: 'text', org_id: 'text' }, ['name']).execute();
      const firstBlock: Columns = { ledger_channel: 'text', hash: 'text' };
      await newTable(database, dialect, 'ledger_first_block', firstBlock, ['ledger_channel']).execute();
    },
  };
}

function addNettingRounds(dialect: Dialect): Migration {
  const round: Columns = { ledger_channel: 'text', period: 'text', status: 'text', ...RECORD };
  return { up: (database: Kysely<unknown>) => addTables(database, dialect, { ledger_netting_round: round }, {}) };
}

function newTable(
  database: Kysely<unknown>,
  dialect: Dialect,
  name: string,
  columns: Columns,
  key: readonly string[],
  kind: 'strict' | 'strict, without rowid' = 'strict',
): CreateTableBuilder<string> {
  let table: CreateTableBuilder<string> = database.schema.createTable(name);
  for (const [column, kind] of Object.entries(columns)) {
    table = table.addColumn(column, typeOf(kind, dialect), (definition) => definition.notNull());
  }
  table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never);
  return dialect === 'sqlite' ? table.modifyEnd(sql.raw(kind)) : table;
}

/** Texts are compared by their bytes in both, so that both list in the same order. */
function typeOf(kind: ColumnKind, dialect: Dialect) {
  if (kind === 'whole') return dialect === 'sqlite' ? sql`integer` : sql`bigint`;
  return dialect === 'sqlite' ? sql`text` : sql`text collate "C"`;
}

/** The steps from an empty database to the present tables. A step that has been published is never changed. */
export function readModelMigrations(dialect: Dialect): MigrationProvider {
  const steps = {
    '0001_begin': begin(dialect),
    '0002_settlement': addSettlement(dialect),
    '0003_usage_days': addUsageDays(dialect),
    '0004_exact_spend': exactSpend(dialect),
    '0005_owner': addOwner(dialect),
    '0006_netting_rounds': addNettingRounds(dialect),
  };
  return { getMigrations: () => Promise.resolve(steps) };
}
