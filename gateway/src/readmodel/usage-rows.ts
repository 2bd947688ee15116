import { type OrgId, orgOfUser, type UsageDay } from '@cloudfed/core';
import { sql, type Transaction } from 'kysely';

import { put } from './put.js';
import { CONTENT_KEYS, type ReadModelTables, type UsageDayTable } from './tables.js';
import type { UsageStanding } from './usage-change.js';

type Row = Omit<UsageDayTable, 'consumed' | 'exact_amount'> & { consumed: bigint; exact_amount: bigint };

/** Rows that are held at most before they are brought to the database. */
const MAX_ROWS = 20_000;
/** With as many values each as the key has columns. */
const ROWS_A_READ = 800;
const KEY = CONTENT_KEYS.ledger_usage_day;
const WHOLE: ReadonlySet<string> = new Set(['from_seconds', 'to_seconds', 'price_version']);

/** Adds to the rows of usage, many at a time. */
export class UsageRows {
  readonly #transaction: Transaction<ReadModelTables>;
  readonly #ledgerChannel: string;
  readonly #rows = new Map<string, Row>();

  constructor(transaction: Transaction<ReadModelTables>, ledgerChannel: string) {
    this.#transaction = transaction;
    this.#ledgerChannel = ledgerChannel;
  }

  async addDays(providerId: OrgId, days: readonly UsageDay[]): Promise<void> {
    for (const day of days) {
      this.#add({
        ...this.#account(providerId, day),
        instance_id: day.instanceId,
        meter: day.meter,
        from_seconds: day.from,
        to_seconds: day.to,
        price_version: day.priceVersion,
        price: Number(day.price),
        consumed: day.consumed,
      });
      if (this.#rows.size >= MAX_ROWS) await this.save();
    }
  }

  /** What could not be told apart: all that the ledger says of it. */
  async addAmounts({ providerId, windowFrom, windowTo, amounts }: UsageStanding): Promise<void> {
    for (const amount of amounts) {
      this.#add({
        ...this.#account(providerId, amount),
        ...{ instance_id: '', meter: '', price_version: 0, price: 0, consumed: 0n },
        from_seconds: windowFrom,
        to_seconds: windowTo,
      });
      if (this.#rows.size >= MAX_ROWS) await this.save();
    }
  }

  /** Brings to the database what is held. */
  async save(): Promise<void> {
    const rows = [...this.#rows.values()];
    this.#rows.clear();
    for (let at = 0; at < rows.length; at += ROWS_A_READ) await this.#saveSome(rows.slice(at, at + ROWS_A_READ));
  }

  #account(
    providerId: OrgId,
    {
      userId,
      period,
      type,
      records,
      exactAmount,
    }: Pick<UsageDay, 'userId' | 'period' | 'type' | 'records' | 'exactAmount'>,
  ) {
    return {
      ledger_channel: this.#ledgerChannel,
      provider_id: providerId,
      consumer_id: orgOfUser(userId),
      period,
      type,
      user_id: userId,
      records,
      exact_amount: exactAmount,
    };
  }

  #add(row: Row): void {
    const key = keyOf(row);
    const before = this.#rows.get(key);
    this.#rows.set(key, before === undefined ? row : sumOf(before, row));
  }

  async #saveSome(rows: readonly Row[]): Promise<void> {
    const columns = sql.join(KEY.map((column) => sql.ref(column)));
    const values = sql.join(rows.map((row) => sql`(${sql.join(KEY.map((column) => row[column]))})`));
    const same = KEY.map((column) => {
      const wanted = sql.ref(`wanted.${column}`);
      // PostgreSQL takes what has no type for a text.
      return sql`${sql.ref(`ledger_usage_day.${column}`)} = ${WHOLE.has(column) ? sql`cast(${wanted} as bigint)` : wanted}`;
    });
    // Each is found by its key: what is wanted is gone through, and not the table.
    const found = await sql<UsageDayTable>`
      with wanted (${columns}) as (values ${values})
      select ledger_usage_day.* from wanted cross join ledger_usage_day
      where ${sql.join(same, sql` and `)}`.execute(this.#transaction);
    const stored = new Map(found.rows.map((row) => [keyOf(row), row]));
    const sums = rows.map((row): UsageDayTable => {
      const before = stored.get(keyOf(row));
      const sum = before === undefined ? row : sumOf(row, exactly(before));
      return { ...sum, consumed: sum.consumed.toString(), exact_amount: sum.exact_amount.toString() };
    });
    await put(this.#transaction, { ledger_usage_day: sums });
  }
}

function keyOf(row: Pick<UsageDayTable, (typeof KEY)[number]>): string {
  return KEY.map((column) => row[column]).join(' ');
}

function exactly({ consumed, exact_amount, ...row }: UsageDayTable): Row {
  return { ...row, consumed: BigInt(consumed), exact_amount: BigInt(exact_amount) };
}

function sumOf(one: Row, other: Row): Row {
  return {
    ...one,
    records: one.records + other.records,
    consumed: one.consumed + other.consumed,
    exact_amount: one.exact_amount + other.exact_amount,
  };
}
