import { type OrgId, orgOfUser, type UsageDay } from '@cloudfed/core';
import { type RawBuilder, sql, type Transaction } from 'kysely';

import type { DialectName } from '../database.js';
import { CONTENT_KEYS, type ReadModelTables, type UsageDayTable } from './tables.js';
import type { UsageStanding } from './usage-change.js';

type Row = Omit<UsageDayTable, 'consumed' | 'exact_amount'> & { consumed: bigint; exact_amount: bigint };
/** A day's usage; of what could not be told apart without an instance and a meter. */
type Used = Omit<UsageDay, 'instanceId' | 'meter' | 'price'> & {
  readonly instanceId: string;
  readonly meter: string;
  readonly price: bigint;
};

/** Rows that are held at most before they are brought to the database. */
const MAX_ROWS = 20_000;
const ROWS_A_STATEMENT = 2_000;
const KEY = CONTENT_KEYS.ledger_usage_day;
const SUMS = ['records', 'consumed', 'exact_amount'] as const;
const COLUMNS = [...KEY, 'price', ...SUMS] as const satisfies readonly (keyof UsageDayTable)[];
const WHOLE: ReadonlySet<string> = new Set(['from_seconds', 'to_seconds', 'price_version', 'price', 'records']);

/** Adds to the rows of usage, many at a time. */
export class UsageRows {
  readonly #transaction: Transaction<ReadModelTables>;
  readonly #ledgerChannel: string;
  readonly #dialect: DialectName;
  readonly #rows = new Map<string, Row>();

  constructor(transaction: Transaction<ReadModelTables>, ledgerChannel: string, dialect: DialectName) {
    this.#transaction = transaction;
    this.#ledgerChannel = ledgerChannel;
    this.#dialect = dialect;
  }

  async addDays(providerId: OrgId, days: readonly UsageDay[]): Promise<void> {
    for (const day of days) {
      this.#add(providerId, day);
      if (this.#rows.size >= MAX_ROWS) await this.save();
    }
  }

  /** What could not be told apart: all that the ledger says of it. */
  async addAmounts({ providerId, windowFrom, windowTo, amounts }: UsageStanding): Promise<void> {
    for (const amount of amounts) {
      const unknown = { instanceId: '', meter: '', priceVersion: 0, price: 0n, consumed: 0n };
      this.#add(providerId, { ...amount, ...unknown, from: windowFrom, to: windowTo });
      if (this.#rows.size >= MAX_ROWS) await this.save();
    }
  }

  /** Brings to the database what is held. */
  async save(): Promise<void> {
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
      await this.#saveSome(rows.slice(at, at + ROWS_A_STATEMENT));
  }

  #add(providerId: OrgId, used: Used): void {
    const { userId, period, type, instanceId, meter, from, to, priceVersion } = used;
    const key = `${providerId} ${period} ${type} ${userId} ${instanceId} ${meter} ${from} ${to} ${priceVersion}`;
    const row = this.#rows.get(key);
    if (row !== undefined) {
      add(row, used.records, used.consumed, used.exactAmount);
      return;
    }
    this.#rows.set(key, {
      ledger_channel: this.#ledgerChannel,
      provider_id: providerId,
      consumer_id: orgOfUser(userId),
      period,
      type,
      user_id: userId,
      instance_id: instanceId,
      meter,
      from_seconds: from,
      to_seconds: to,
      price_version: priceVersion,
      price: Number(used.price),
      records: used.records,
      consumed: used.consumed,
      exact_amount: used.exactAmount,
    });
  }

  async #saveSome(rows: readonly Row[]): Promise<void> {
    const same = KEY.map((column, at) => sql`${sql.ref(`ledger_usage_day.${column}`)} = ${given(column, at)}`);
    // Each is found by its key: what is wanted is gone through, and not the table.
    const wanted = rows.map((row, at) => [...KEY.map((column) => row[column]), at]);
    const found = await sql<Pick<UsageDayTable, (typeof SUMS)[number]> & { readonly at: number }>`
      select cast((given.value ->> ${sql.lit(KEY.length)}) as bigint) as at, records, consumed, exact_amount
      from ${this.#listOf(wanted)} cross join ledger_usage_day where ${sql.join(same, sql` and `)}`.execute(
      this.#transaction,
    );
    for (const { at, records, consumed, exact_amount } of found.rows) {
      add(rows[at] as Row, records, BigInt(consumed), BigInt(exact_amount));
    }
    const sums = rows.map((row) => COLUMNS.map((column) => wire(row[column])));
    const refs = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
    const updated = SUMS.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
    await sql`insert into ledger_usage_day (${refs(COLUMNS)})
      select ${sql.join(COLUMNS.map(given))} from ${this.#listOf(sums)} where true
      on conflict (${refs(KEY)}) do update set ${sql.join(updated)}`.execute(this.#transaction);
  }

  /** Rows as one value, a list of lists: thousands of values each by itself would cost more than all else. */
  #listOf(rows: readonly (readonly (string | number)[])[]): RawBuilder<unknown> {
    const text = JSON.stringify(rows);
    return this.#dialect === 'sqlite'
      ? sql`json_each(${text}) as given`
      : sql`jsonb_array_elements(cast(${text} as jsonb)) as given(value)`;
  }
}

function add(row: Row, records: number, consumed: bigint, exactAmount: bigint): void {
  row.records += records;
  row.consumed += consumed;
  row.exact_amount += exactAmount;
}

/** A column of a row that is given so. */
function given(column: (typeof COLUMNS)[number], at: number): RawBuilder<unknown> {
  const value = sql`(given.value ->> ${sql.lit(at)})`;
  return WHOLE.has(column) ? sql`cast(${value} as bigint)` : value;
}

function wire(value: string | number | bigint): string | number {
  return typeof value === 'bigint' ? value.toString() : value;
}
