import type { OrgId, QuotaAmounts, UserId } from '@cloudfed/core';
import { type Kysely, sql } from 'kysely';

import { priceOf, quotaOf } from '../fabric/codec.js';
import type { PriceVersionRecord, Quota, TransactionRef } from '../fabric/ledger-port.js';
import type { PriceRecord, QuotaRecord } from '../fabric/records.js';
import { parseAmounts } from './changes.js';
import { wholeFen } from './charges.js';
import { compare } from './keyset.js';
import { CONTENT_KEYS, type MeasurementTable, type ReadModelTables } from './tables.js';

/** Where a measurement stands on its ledger channel. */
export interface MeasurementPlace {
  readonly blockNumber: number;
  readonly transactionIndex: number;
  readonly ordinal: number;
}

/** Before the first. */
export const BEFORE_ALL: MeasurementPlace = { blockNumber: -1, transactionIndex: -1, ordinal: -1 };

interface Measured extends TransactionRef {
  readonly ledgerChannel: string;
  readonly place: MeasurementPlace;
  /** Of its transaction, since 1970. */
  readonly seconds: number;
  readonly providerId: OrgId;
}

/** How much of a quota is used from now on. */
export interface QuotaUseMeasured extends Measured {
  readonly kind: 'quota-use';
  readonly quota: Quota;
  readonly used: QuotaAmounts;
}

/** What a month costs from now on: its bills, its metered usage, and the notes that count in it. */
export interface SpendMeasured extends Measured {
  readonly kind: 'spend';
  readonly consumerId: OrgId;
  /** Undefined for all users of the consumer together. */
  readonly userId: UserId | undefined;
  /** In Asia/Shanghai: `2026-02`. */
  readonly period: string;
  /** Fen, rounded once. */
  readonly totalCost: bigint;
}

/** A price version, on one of the ledger channels of its provider. */
export interface PriceMeasured extends Measured {
  readonly kind: 'price';
  readonly price: PriceVersionRecord;
}

export type Measurement = QuotaUseMeasured | SpendMeasured | PriceMeasured;

/** What transactions left behind of what people set thresholds on, in the order of each ledger channel. */
export interface Measurements {
  readonly ledgerChannels: readonly string[];
  /** Behind a place, in order. */
  after(ledgerChannel: string, place: MeasurementPlace, limit: number): Promise<readonly Measurement[]>;
  /** The place of the last one there is. */
  last(ledgerChannel: string): Promise<MeasurementPlace>;
  /**
   * The newest of each subject up to a place; of sums, those of the newest month.
   *
   * @param limit at most so many, from `offset` on
   */
  newest(
    kind: Measurement['kind'],
    ledgerChannel: string,
    until: MeasurementPlace,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<readonly Measurement[]>;
}

const [, ...PLACE] = CONTENT_KEYS.ledger_measurement;
const SUBJECT = ['provider_id', 'consumer_id', 'user_id', 'subject'] as const;

export class SqlMeasurements implements Measurements {
  readonly #database: Kysely<ReadModelTables>;
  readonly ledgerChannels: readonly string[];

  constructor(database: Kysely<ReadModelTables>, ledgerChannels: readonly string[]) {
    this.#database = database;
    this.ledgerChannels = ledgerChannels;
  }

  async after(ledgerChannel: string, place: MeasurementPlace, limit: number): Promise<readonly Measurement[]> {
    const rows = await this.#database
      .selectFrom('ledger_measurement')
      .selectAll()
      .where('ledger_channel', '=', ledgerChannel)
      .where(compare(PLACE, '>', keyOf(place)))
      .orderBy('block_number')
      .orderBy('transaction_index')
      .orderBy('ordinal')
      .limit(limit)
      .execute();
    return rows.map(measurementOf);
  }

  async last(ledgerChannel: string): Promise<MeasurementPlace> {
    const row = await this.#database
      .selectFrom('ledger_measurement')
      .select(['block_number', 'transaction_index', 'ordinal'])
      .where('ledger_channel', '=', ledgerChannel)
      .orderBy('block_number', 'desc')
      .orderBy('transaction_index', 'desc')
      .orderBy('ordinal', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? BEFORE_ALL : placeOf(row);
  }

  async newest(
    kind: Measurement['kind'],
    ledgerChannel: string,
    until: MeasurementPlace,
    { limit, offset }: { readonly limit: number; readonly offset: number },
  ): Promise<readonly Measurement[]> {
    const subject = sql.join(SUBJECT.map((column) => sql.ref(column)));
    const place = sql.join(PLACE.map((column) => sql`${sql.ref(column)} desc`));
    const some = sql`kind = ${kind} and ledger_channel = ${ledgerChannel} and ${compare(PLACE, '<=', keyOf(until))}`;
    const month =
      kind === 'spend' ? sql`and subject = (select max(subject) from ledger_measurement where ${some})` : sql``;
    const { rows } = await sql<MeasurementTable>`
      select * from (
        select ledger_measurement.*, row_number() over (partition by ${subject} order by ${place}) as age
        from ledger_measurement where ${some} ${month}
      ) as measured where age = 1 order by ${subject} limit ${limit} offset ${offset}`.execute(this.#database);
    return rows.map(measurementOf);
  }
}

function keyOf({ blockNumber, transactionIndex, ordinal }: MeasurementPlace): readonly number[] {
  return [blockNumber, transactionIndex, ordinal];
}

type PlaceRow = Pick<MeasurementTable, 'block_number' | 'transaction_index' | 'ordinal'>;

function placeOf({ block_number, transaction_index, ordinal }: PlaceRow): MeasurementPlace {
  return { blockNumber: block_number, transactionIndex: transaction_index, ordinal };
}

export function measurementOf(row: MeasurementTable): Measurement {
  const measured = {
    ledgerChannel: row.ledger_channel,
    place: placeOf(row),
    seconds: row.time_seconds,
    transactionId: row.transaction_id,
    blockNumber: row.block_number,
    providerId: row.provider_id as OrgId,
  };
  switch (row.kind) {
    case 'quota-use': {
      const { used, quota } = JSON.parse(row.value) as { readonly used: unknown; readonly quota: QuotaRecord };
      return { ...measured, kind: 'quota-use', quota: quotaOf(quota), used: parseAmounts(JSON.stringify(used)) };
    }
    case 'spend': {
      const { exactAmount } = JSON.parse(row.value) as { readonly exactAmount: string };
      return {
        ...measured,
        kind: 'spend',
        consumerId: row.consumer_id as OrgId,
        userId: row.user_id === '' ? undefined : (row.user_id as UserId),
        period: row.subject,
        totalCost: wholeFen(BigInt(exactAmount)),
      };
    }
    case 'price':
      return { ...measured, kind: 'price', price: priceOf(JSON.parse(row.value) as PriceRecord) };
  }
}
