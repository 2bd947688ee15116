import { ENTRY_KINDS, giveBack, NOTHING, type QuotaAmounts } from '@cloudfed/core';

import type { LedgerBlock, LedgerTransaction } from '../fabric/blocks.js';
import type { SettlementChange } from '../fabric/settlement-port.js';
import { addAmounts, type Change, formatAmounts, parseAmounts, type Place, readChange } from './changes.js';
import { type Charge, chargesOfUsage, type SpendSubject, subjectsOf } from './charges.js';
import { messageOf, problemRow } from './problem-row.js';
import { type KnownSettlement, SettlementFold, type SettlementNeeds, settlementNeeds } from './settlement-fold.js';
import { isUsage, type UsageChange } from './usage-change.js';
import type { InstanceTable, MeasurementTable, QuotaTable, ReadModelTables, SpendTable } from './tables.js';

/** Rows to be written, whole, by table. */
export type Rows = { readonly [T in keyof ReadModelTables]?: ReadModelTables[T][] };

/** The keys of rows that blocks change rather than replace, and so have to be known. */
export interface Needs {
  readonly quotas: ReadonlySet<string>;
  readonly instances: ReadonlySet<string>;
  readonly periods: ReadonlySet<string>;
  /** Of charges; empty for all users together. */
  readonly users: ReadonlySet<string>;
  readonly settlement: SettlementNeeds;
}

export interface KnownRows {
  readonly quotas: readonly QuotaTable[];
  readonly instances: readonly InstanceTable[];
  readonly spends: readonly SpendTable[];
  readonly settlement: KnownSettlement;
}

type BillChange = Extract<Change, { what: 'bill' }>;
type InstanceChange = Extract<Change, { what: 'instance' }>;

interface ReadTransaction {
  readonly place: Place;
  readonly transaction: LedgerTransaction;
  readonly changes: readonly { readonly ordinal: number; readonly kind: string; readonly change: Change }[];
}

/**
 * Blocks of one ledger channel → the rows that they leave, from the rows that were there before. Pure: the same blocks
 * give the same rows however they are cut into batches.
 */
export class Projection {
  readonly #ledgerChannel: string;
  readonly #blocks: readonly LedgerBlock[];
  readonly #read: readonly ReadTransaction[];
  readonly #usage: UsageChange[] = [];
  readonly #problems: ReadModelTables['ledger_problem'][] = [];
  readonly #measurements: MeasurementTable[] = [];
  readonly #quotas = new Map<string, QuotaTable>();
  readonly #instances = new Map<string, InstanceTable>();
  readonly #spends = new Map<string, SpendTable>();
  readonly #settlement = new SettlementFold();
  readonly #changed = { quotas: new Set<string>(), instances: new Set<string>(), spends: new Set<string>() };
  readonly #replaced = new Map<'organization' | 'price' | 'allowance' | 'bill', Map<string, object>>();

  constructor(ledgerChannel: string, blocks: readonly LedgerBlock[]) {
    this.#ledgerChannel = ledgerChannel;
    this.#blocks = blocks;
    this.#read = blocks.flatMap((block) => block.transactions.map((transaction) => this.#readOne(block, transaction)));
  }

  needs(): Needs {
    const quotas = new Set<string>();
    const instances = new Set<string>();
    const periods = new Set<string>();
    const users = new Set<string>();
    const changes = this.#read.flatMap((read) => read.changes.map(({ change }) => change));
    for (const change of changes) {
      if (change.what === 'quota' || change.what === 'instance') quotas.add(change.row.quota_id);
      if (change.what === 'instance' && change.row.status !== 'open') instances.add(change.row.instance_id);
      if (change.what === 'bill') {
        quotas.add(change.row.quota_id);
        instances.add(change.row.instance_id);
      }
    }
    for (const charge of changes.flatMap(chargesOf)) {
      periods.add(charge.period);
      for (const { user_id } of subjectsOf(charge)) users.add(user_id);
    }
    const settlement = settlementNeeds(changes.flatMap((change) => settlementOf(change)));
    return { quotas, instances, periods, users, settlement };
  }

  /** @param known every row that `needs` names, as far as it is there */
  rows(known: KnownRows): Rows {
    for (const row of known.quotas) this.#quotas.set(row.quota_id, row);
    for (const row of known.instances) this.#instances.set(instanceKey(row), row);
    for (const row of known.spends) this.#spends.set(spendKey(row), row);
    this.#settlement.knows(known.settlement);
    for (const read of this.#read) this.#foldTransaction(read);
    const replaced = <T>(what: 'organization' | 'price' | 'allowance' | 'bill'): T[] =>
      [...(this.#replaced.get(what)?.values() ?? [])] as T[];
    return {
      ledger_transaction: this.#read.map(({ place, transaction }) => transactionRow(place, transaction)),
      ledger_organization: replaced('organization'),
      ledger_price: replaced('price'),
      ledger_allowance: replaced('allowance'),
      ledger_bill: replaced('bill'),
      ledger_quota: pick(this.#quotas, this.#changed.quotas),
      ledger_instance: pick(this.#instances, this.#changed.instances),
      ledger_spend: pick(this.#spends, this.#changed.spends),
      ...this.#settlement.rows(),
      ledger_measurement: this.#measurements,
      ledger_problem: this.#problems,
    };
  }

  /** What the blocks hold that could not be read. */
  get problems(): readonly ReadModelTables['ledger_problem'][] {
    return this.#problems;
  }

  /** The usage that the blocks hold, in order. It is too much to be held all at once, so its rows are made elsewhere. */
  get usage(): readonly UsageChange[] {
    return this.#usage;
  }

  get position(): { readonly nextBlock: number; readonly lastHash: string } {
    const last = this.#blocks.at(-1);
    return { nextBlock: (last?.number ?? -1) + 1, lastHash: last?.hash ?? '' };
  }

  #readOne(block: LedgerBlock, transaction: LedgerTransaction): ReadTransaction {
    const place = {
      ledgerChannel: this.#ledgerChannel,
      blockNumber: block.number,
      transactionId: transaction.id,
    };
    if (transaction.changes === undefined) this.#problem(place, transaction, 0, '', 'the event cannot be read');
    const changes = (transaction.changes ?? []).flatMap((record, ordinal) => {
      if (isUsage(record)) {
        const of = { transactionIndex: transaction.index, ordinal, packed: transaction.usageBatch };
        return this.#readUsage({ ...place, ...of, ...record });
      }
      try {
        const change = readChange(record, place);
        return change === undefined ? [] : [{ ordinal, kind: record.kind, change }];
      } catch (error) {
        this.#problem(place, transaction, ordinal, record.kind, messageOf(error));
        return [];
      }
    });
    return { place, transaction, changes };
  }

  /** What it costs counts in the sums; its records are folded elsewhere, and there it is told what cannot be read. */
  #readUsage(usage: UsageChange): ReadTransaction['changes'] {
    this.#usage.push(usage);
    const { ordinal, kind } = usage;
    try {
      return [{ ordinal, kind, change: { what: 'charges', charges: chargesOfUsage(usage) } }];
    } catch {
      return [];
    }
  }

  #foldTransaction(read: ReadTransaction): void {
    const { place, transaction } = read;
    const quotas = new Set<string>();
    const spends = new Map<string, SpendSubject>();
    const prices: ReadModelTables['ledger_price'][] = [];
    for (const { ordinal, kind, change } of read.changes) {
      try {
        this.#fold(change, read);
        if (change.what === 'price') prices.push(change.row);
        for (const subject of chargesOf(change).flatMap(subjectsOf)) spends.set(totalKey(subject), subject);
        if ('row' in change && 'quota_id' in change.row) quotas.add(change.row.quota_id);
      } catch (error) {
        this.#problem(place, transaction, ordinal, kind, messageOf(error));
      }
    }
    for (const quotaId of quotas) this.#measureQuota(read, quotaId);
    for (const subject of spends.values()) this.#measureSpend(read, subject);
    for (const row of prices) this.#measurePrice(read, row);
    this.#settlement.endTransaction(
      read,
      read.changes.flatMap(({ change }) => settlementOf(change)),
    );
  }

  #fold(change: Change, read: ReadTransaction): void {
    switch (change.what) {
      case 'settlement':
        this.#settlement.fold(change, read);
        return;
      case 'organization':
        this.#replace('organization', change.row.msp_id, change.row);
        return;
      case 'price':
        this.#replace('price', `${change.row.provider_id} ${change.row.version}`, change.row);
        return;
      case 'allowance':
        this.#replace('allowance', `${change.row.provider_id} ${change.row.consumer_id}`, change.row);
        return;
      case 'quota': {
        const before = this.#quotas.get(change.row.quota_id);
        const used = change.row.status === 'closed' || before === undefined ? formatAmounts(NOTHING) : before.used;
        this.#putQuota({ ...change.row, used });
        return;
      }
      case 'instance':
        this.#foldInstance(change);
        return;
      case 'bill':
        this.#foldBill(change);
        return;
      case 'charges':
        for (const charge of change.charges) this.#spend(charge);
    }
  }

  #foldInstance({ row, demand }: InstanceChange): void {
    const before = this.#instances.get(instanceKey(row));
    this.#putInstance(row);
    if (row.status === 'open') this.#use(row.quota_id, (used) => addAmounts(used, demand));
    else if (before?.status === 'open') this.#use(row.quota_id, (used) => giveBack(used, demand));
  }

  #foldBill(change: BillChange): void {
    const { row, instance, demand, charges } = change;
    const before = this.#instances.get(instanceKey(instance));
    this.#replace('bill', `${row.type} ${row.instance_id}`, row);
    for (const charge of charges) this.#spend(charge);
    this.#putInstance(instance);
    // A stopped one has given back already.
    if (before?.status === 'open') this.#use(row.quota_id, (used) => giveBack(used, demand));
  }

  #use(quotaId: string, change: (used: QuotaAmounts) => QuotaAmounts): void {
    const quota = this.#quotas.get(quotaId);
    if (quota === undefined) throw new RangeError(`quota ${quotaId} is not known`);
    this.#putQuota({ ...quota, used: formatAmounts(change(parseAmounts(quota.used))) });
  }

  #spend(charge: Charge): void {
    const { type, entries, exact } = charge;
    for (const subject of subjectsOf(charge)) {
      const key = spendKey({ ...subject, type });
      const before = this.#spends.get(key);
      this.#spends.set(key, {
        ledger_channel: this.#ledgerChannel,
        ...subject,
        type,
        entries: (before?.entries ?? 0) + entries,
        exact_amount: (BigInt(before?.exact_amount ?? '0') + exact).toString(),
      });
      this.#changed.spends.add(key);
    }
  }

  #putQuota(row: QuotaTable): void {
    this.#quotas.set(row.quota_id, row);
    this.#changed.quotas.add(row.quota_id);
  }

  #putInstance(row: InstanceTable): void {
    this.#instances.set(instanceKey(row), row);
    this.#changed.instances.add(instanceKey(row));
  }

  #replace(what: 'organization' | 'price' | 'allowance' | 'bill', key: string, row: object): void {
    const rows = this.#replaced.get(what) ?? new Map<string, object>();
    this.#replaced.set(what, rows.set(key, row));
  }

  #measureQuota(read: ReadTransaction, quotaId: string): void {
    const quota = this.#quotas.get(quotaId);
    if (quota === undefined) return;
    const { provider_id, consumer_id, status, record, used } = quota;
    const value = `{"status":${JSON.stringify(status)},"used":${used},"quota":${record}}`;
    this.#measure(read, { kind: 'quota-use', provider_id, consumer_id, user_id: '', subject: quotaId, value });
  }

  #measureSpend(read: ReadTransaction, subject: SpendSubject): void {
    const rows = ENTRY_KINDS.flatMap((type) => this.#spends.get(spendKey({ ...subject, type })) ?? []);
    const exactAmount = rows.reduce((sum, row) => sum + BigInt(row.exact_amount), 0n).toString();
    const { period, ...parties } = subject;
    this.#measure(read, { kind: 'spend', ...parties, subject: period, value: JSON.stringify({ exactAmount }) });
  }

  #measurePrice(read: ReadTransaction, { provider_id, version, record }: ReadModelTables['ledger_price']): void {
    const subject = version.toString();
    this.#measure(read, { kind: 'price', provider_id, consumer_id: '', user_id: '', subject, value: record });
  }

  #measure(
    { place, transaction }: ReadTransaction,
    measured: Pick<MeasurementTable, 'kind' | 'provider_id' | 'consumer_id' | 'user_id' | 'subject' | 'value'>,
  ): void {
    const last = this.#measurements.at(-1);
    this.#measurements.push({
      ledger_channel: place.ledgerChannel,
      block_number: place.blockNumber,
      transaction_index: transaction.index,
      ordinal: last?.transaction_id === place.transactionId ? last.ordinal + 1 : 0,
      time_seconds: transaction.time.seconds,
      transaction_id: place.transactionId,
      ...measured,
    });
  }

  #problem(place: Place, { index }: LedgerTransaction, ordinal: number, kind: string, problem: string): void {
    this.#problems.push(problemRow({ ...place, transactionIndex: index, ordinal, kind }, problem));
  }
}

function settlementOf(change: Change): readonly SettlementChange[] {
  return change.what === 'settlement' ? [change.change] : [];
}

function chargesOf(change: Change): readonly Charge[] {
  return 'charges' in change ? change.charges : [];
}

function transactionRow(place: Place, { id, index, time }: LedgerTransaction): ReadModelTables['ledger_transaction'] {
  return {
    ledger_channel: place.ledgerChannel,
    id,
    block_number: place.blockNumber,
    transaction_index: index,
    time_seconds: time.seconds,
    time_nanos: time.nanos,
  };
}

function instanceKey({ type, instance_id }: Pick<InstanceTable, 'type' | 'instance_id'>): string {
  return `${type} ${instance_id}`;
}

function totalKey({ period, provider_id, consumer_id, user_id }: SpendSubject): string {
  return [period, provider_id, consumer_id, user_id].join(' ');
}

function spendKey(row: SpendSubject & Pick<SpendTable, 'type'>): string {
  return `${totalKey(row)} ${row.type}`;
}

function pick<T>(rows: ReadonlyMap<string, T>, keys: ReadonlySet<string>): T[] {
  return [...keys].flatMap((key) => rows.get(key) ?? []);
}
