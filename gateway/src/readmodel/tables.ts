import type { EntryKind } from '@cloudfed/core';

import type { BillType, ResourceType } from '../fabric/ledger-port.js';
import { SETTLEMENT_KEYS, type SettlementTables } from './settlement-tables.js';

// The tables of the read model. All of it follows from the blocks alone, so it can be dropped and built again and then
// is equal, byte for byte, in SQLite and in PostgreSQL. Records are the ledger's own, as JSON texts; the columns beside
// them are what is searched by. Block numbers and seconds are below 2^53; quantities and sums are decimal texts.

/** How far a ledger channel has been read. */
export interface PositionTable {
  ledger_channel: string;
  next_block: number;
  /** Hash of the last block read, in hex; empty before the first. */
  last_hash: string;
}

/** While a ledger channel is read from its beginning, reads wait: until this block has been read. */
export interface CatchUpTable {
  ledger_channel: string;
  until_block: number;
}

/** The valid transactions. */
export interface TransactionTable {
  ledger_channel: string;
  id: string;
  block_number: number;
  transaction_index: number;
  time_seconds: number;
  time_nanos: number;
}

export interface OrganizationTable {
  ledger_channel: string;
  msp_id: string;
  org_id: string;
  name: string;
  status: 'claimed' | 'confirmed';
  record: string;
}

export interface QuotaTable {
  ledger_channel: string;
  quota_id: string;
  provider_id: string;
  consumer_id: string;
  status: 'active' | 'closed';
  record: string;
  /** JSON of dimension → quantity. */
  used: string;
  block_number: number;
  transaction_id: string;
}

export interface PriceTable {
  ledger_channel: string;
  provider_id: string;
  version: number;
  effective_seconds: number;
  record: string;
  block_number: number;
  transaction_id: string;
}

export interface InstanceTable {
  ledger_channel: string;
  type: ResourceType;
  instance_id: string;
  provider_id: string;
  consumer_id: string;
  user_id: string;
  /** Empty where the instance was brought in from the past. */
  quota_id: string;
  status: 'open' | 'stopped' | 'released';
  begin_seconds: number;
  record: string;
  /** Of its last change. */
  block_number: number;
  transaction_id: string;
}

export interface BillTable {
  ledger_channel: string;
  type: BillType;
  instance_id: string;
  provider_id: string;
  consumer_id: string;
  user_id: string;
  quota_id: string;
  end_seconds: number;
  end_nanos: number;
  /** The month whose statement it is on, in Asia/Shanghai: `2026-02`. */
  period: string;
  /** Fen. */
  total_cost: number;
  record: string;
  block_number: number;
  transaction_id: string;
}

export interface AllowanceTable {
  ledger_channel: string;
  provider_id: string;
  consumer_id: string;
  allowed: 'yes' | 'no';
  block_number: number;
  transaction_id: string;
}

/** What a period costs, summed: its bills, its metered usage, and the notes that count in it. */
export interface SpendTable {
  ledger_channel: string;
  period: string;
  provider_id: string;
  consumer_id: string;
  /** Empty for all users of the consumer together. */
  user_id: string;
  type: EntryKind;
  /** How many bills, records of usage, or notes. */
  entries: number;
  /** In counts of 1/(86,400·10¹⁰) fen, as digits: the sum has no bound. Of credit notes below zero. */
  exact_amount: string;
}

/**
 * What one meter of one instance used on a day at one price. The rows of a period, user and type add up to the exact
 * amount that the ledger has for them, always: a batch that cannot be read leaves a row without instance and meter.
 */
export interface UsageDayTable {
  ledger_channel: string;
  provider_id: string;
  consumer_id: string;
  /** The month whose statement it is on. */
  period: string;
  type: 'ECS' | 'OSS';
  user_id: string;
  instance_id: string;
  meter: string;
  from_seconds: number;
  to_seconds: number;
  price_version: number;
  /** Fen. */
  price: number;
  records: number;
  /** A level times its seconds, or what was counted, in counts of 10⁻¹⁰, as digits. */
  consumed: string;
  /** A count of 1/(86,400·10¹⁰) fen, as digits. */
  exact_amount: string;
}

/** What a transaction left behind of what people set thresholds on and draw. */
export interface MeasurementTable {
  ledger_channel: string;
  block_number: number;
  transaction_index: number;
  /** Counts within the transaction. */
  ordinal: number;
  kind: 'quota-use' | 'spend' | 'price';
  provider_id: string;
  consumer_id: string;
  user_id: string;
  /** The quota, the period, or the price version. */
  subject: string;
  time_seconds: number;
  transaction_id: string;
  /** JSON; its form is told by the kind. */
  value: string;
}

/** What could not be read as this version of the gateway reads it; told, never passed over in silence. */
export interface ProblemTable {
  ledger_channel: string;
  block_number: number;
  transaction_index: number;
  ordinal: number;
  transaction_id: string;
  kind: string;
  problem: string;
}

/** Which version of the projection made the content. */
export interface ModelTable {
  name: 'content';
  version: number;
  /** Counts how often it was forgotten, so that a read that saw it half built is found out. */
  generation: number;
}

/** Whose database it is; stays when the content is forgotten. */
export interface OwnerTable {
  name: 'owner';
  org_id: string;
}

/** Which ledger channel it is, by the hash of its first block in hex. */
export interface FirstBlockTable {
  ledger_channel: string;
  hash: string;
}

export interface ReadModelTables extends SettlementTables {
  ledger_owner: OwnerTable;
  ledger_first_block: FirstBlockTable;
  ledger_model: ModelTable;
  ledger_catch_up: CatchUpTable;
  ledger_position: PositionTable;
  ledger_transaction: TransactionTable;
  ledger_organization: OrganizationTable;
  ledger_quota: QuotaTable;
  ledger_price: PriceTable;
  ledger_instance: InstanceTable;
  ledger_bill: BillTable;
  ledger_allowance: AllowanceTable;
  ledger_spend: SpendTable;
  ledger_usage_day: UsageDayTable;
  ledger_measurement: MeasurementTable;
  ledger_problem: ProblemTable;
}

export type ContentTable = Exclude<
  keyof ReadModelTables,
  'ledger_model' | 'ledger_catch_up' | 'ledger_owner' | 'ledger_first_block'
>;

/** The primary key of each table that follows from the blocks. */
export const CONTENT_KEYS = {
  ledger_position: ['ledger_channel'],
  ledger_transaction: ['id', 'ledger_channel'],
  ledger_organization: ['ledger_channel', 'msp_id'],
  ledger_quota: ['ledger_channel', 'quota_id'],
  ledger_price: ['ledger_channel', 'provider_id', 'version'],
  ledger_instance: ['ledger_channel', 'type', 'instance_id'],
  ledger_bill: ['ledger_channel', 'type', 'instance_id'],
  ledger_allowance: ['ledger_channel', 'provider_id', 'consumer_id'],
  ledger_spend: ['ledger_channel', 'period', 'provider_id', 'consumer_id', 'user_id', 'type'],
  ledger_usage_day: [
    ...[
      'provider_id',
      'consumer_id',
      'period',
      'type',
      'user_id',
      'instance_id',
      'meter',
      'from_seconds',
      'to_seconds',
    ],
    ...['price_version', 'ledger_channel'],
  ],
  ledger_measurement: ['ledger_channel', 'block_number', 'transaction_index', 'ordinal'],
  ledger_problem: ['ledger_channel', 'block_number', 'transaction_index', 'ordinal'],
  ...SETTLEMENT_KEYS,
} as const satisfies { readonly [T in ContentTable]: readonly (keyof ReadModelTables[T])[] };

export const CONTENT_TABLES = Object.keys(CONTENT_KEYS) as readonly ContentTable[];
