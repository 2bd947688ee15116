import {
  type EscrowKind,
  type EscrowStatus,
  orgOfParty,
  type Party,
  statusOfAccount,
  statusOfChannel,
  statusOfChequebook,
  statusOfRound,
} from '@cloudfed/core';

import type { LedgerTransaction } from '../fabric/blocks.js';
import type { SettlementChange } from '../fabric/settlement-port.js';
import { settlementParties, type SettlementRecord } from '../fabric/settlement-records.js';
import type { Place } from './changes.js';
import type {
  ChequeAccountTable,
  EscrowTable,
  FundsIssueTable,
  FundsMovementTable,
  FundsRedemptionTable,
  FundsTable,
  FundsTransferTable,
  NettingRoundTable,
  SettlementPartyTable,
  SettlementTables,
} from './settlement-tables.js';

/** A change of settlement with the text of its record. */
export interface SettlementRead {
  readonly change: SettlementChange;
  readonly text: string;
}

/** Of which records rows have to be known. */
export interface SettlementNeeds {
  readonly funds: ReadonlySet<string>;
  /** Payment channels and issues: who takes part in them changes. */
  readonly parties: ReadonlySet<string>;
}

export interface KnownSettlement {
  readonly funds: readonly FundsTable[];
  readonly parties: readonly SettlementPartyTable[];
}

/** A transaction and where it stands. */
export interface FoldedTransaction {
  readonly place: Place;
  readonly transaction: LedgerTransaction;
}

type SettlementRows = { readonly [T in keyof SettlementTables]: SettlementTables[T][] };
type ValueOf<Type extends SettlementRecord['type']> = Extract<SettlementRecord, { type: Type }>['value'];
type PartyKind = SettlementPartyTable['kind'];

/** Tell how money moved, or of what it follows from; the change that moved it stands beside them. */
const EFFECTS: ReadonlySet<SettlementRecord['type']> = new Set([
  ...(['Funds', 'Payout', 'ChequeAccount', 'Overdraft', 'Preimage'] as const),
]);

export function settlementNeeds(changes: readonly SettlementChange[]): SettlementNeeds {
  const funds = new Set<string>();
  const parties = new Set<string>();
  for (const { record } of changes) {
    if (record.type === 'Funds') funds.add(record.value.org);
    if (record.type === 'PaymentChannel') parties.add(record.value.id);
    if (record.type === 'FundsIssue') parties.add(record.value.reference);
  }
  return { funds, parties };
}

/** What changes of settlement on one ledger channel leave, one transaction after the other. */
export class SettlementFold {
  readonly #funds = new Map<string, FundsTable>();
  readonly #issues = new Map<string, FundsIssueTable>();
  readonly #redemptions = new Map<string, FundsRedemptionTable>();
  readonly #transfers = new Map<string, FundsTransferTable>();
  readonly #escrows = new Map<string, EscrowTable>();
  readonly #chequeAccounts = new Map<string, ChequeAccountTable>();
  /** By record, then by party. */
  readonly #parties = new Map<string, Map<string, SettlementPartyTable>>();
  readonly #rounds = new Map<string, NettingRoundTable>();
  readonly #movements: FundsMovementTable[] = [];
  readonly #changed = { funds: new Set<string>(), parties: new Set<string>() };
  /** What organizations had before the transaction that is being folded. */
  readonly #before = new Map<string, FundsTable | undefined>();

  knows({ funds, parties }: KnownSettlement): void {
    for (const row of funds) this.#funds.set(row.org_id, row);
    for (const row of parties) this.#partiesOf(row.kind, row.id).set(row.party, row);
  }

  fold({ change, text }: SettlementRead, { place, transaction }: FoldedTransaction): void {
    const { record } = change;
    const written = {
      ledger_channel: place.ledgerChannel,
      block_number: place.blockNumber,
      transaction_id: place.transactionId,
      record: text,
    };
    switch (record.type) {
      case 'Funds':
        this.#foldFunds(record.value, written);
        return;
      case 'FundsIssue':
        this.#foldIssue(record.value, written);
        return;
      case 'FundsRedemption': {
        const { org, reference, status } = record.value;
        this.#redemptions.set(`${org} ${reference}`, { ...written, org_id: org, reference, status });
        return;
      }
      case 'FundsTransfer':
        this.#foldTransfer(record.value, written, transaction);
        return;
      case 'ChequeAccount': {
        const { book, beneficiary } = record.value;
        const row = { ...written, book_id: book, beneficiary, org_id: orgOfParty(beneficiary) };
        this.#chequeAccounts.set(`${book} ${beneficiary}`, row);
        return;
      }
      case 'NettingRound': {
        const { period } = record.value;
        this.#rounds.set(period, { ...written, period, status: statusOfRound(record.value) });
        return;
      }
      case 'Chequebook':
      case 'PaymentChannel':
      case 'Account':
        this.#foldEscrow(record, written);
    }
  }

  /** Notes what the transaction has moved, after all of its changes. */
  endTransaction({ place, transaction }: FoldedTransaction, changes: readonly SettlementChange[]): void {
    const cause = changes.find(({ record }) => !EFFECTS.has(record.type));
    const transfers = changes.flatMap(({ record }) => (record.type === 'FundsTransfer' ? [record.value] : []));
    const isNetted = changes.some(({ record }) => record.type === 'NettingRound');
    const counterpartyOf = (org: string): string => {
      // A payment by netting moves the money of its two alone.
      if (isNetted) return [...this.#before.keys()].find((other) => other !== org) ?? '';
      const transfer = transfers.find(({ from, to }) => from === org || to === org);
      return transfer === undefined ? '' : transfer.from === org ? transfer.to : transfer.from;
    };
    let ordinal = 0;
    for (const [org, before] of this.#before) {
      const after = this.#funds.get(org);
      if (after === undefined) continue;
      const balance_change = Number(BigInt(after.balance) - BigInt(before?.balance ?? 0));
      const held_change = Number(BigInt(after.held) - BigInt(before?.held ?? 0));
      if (balance_change === 0 && held_change === 0) continue;
      this.#movements.push({
        ledger_channel: place.ledgerChannel,
        block_number: place.blockNumber,
        transaction_index: transaction.index,
        ordinal,
        org_id: org,
        balance_change,
        held_change,
        balance: after.balance,
        held: after.held,
        cause: cause?.kind ?? '',
        cause_id: cause?.id ?? '',
        counterparty_id: counterpartyOf(org),
        time_seconds: transaction.time.seconds,
        time_nanos: transaction.time.nanos,
        transaction_id: place.transactionId,
      });
      ordinal += 1;
    }
    this.#before.clear();
  }

  rows(): SettlementRows {
    return {
      ledger_funds: [...this.#changed.funds].flatMap((org) => this.#funds.get(org) ?? []),
      ledger_funds_issue: [...this.#issues.values()],
      ledger_funds_redemption: [...this.#redemptions.values()],
      ledger_funds_transfer: [...this.#transfers.values()],
      ledger_funds_movement: this.#movements,
      ledger_escrow: [...this.#escrows.values()],
      ledger_cheque_account: [...this.#chequeAccounts.values()],
      ledger_netting_round: [...this.#rounds.values()],
      ledger_settlement_party: [...this.#changed.parties].flatMap((key) => [
        ...(this.#parties.get(key)?.values() ?? []),
      ]),
    };
  }

  #foldFunds({ org, balance, held }: ValueOf<'Funds'>, written: WrittenColumns): void {
    if (!this.#before.has(org)) this.#before.set(org, this.#funds.get(org));
    this.#funds.set(org, { ...written, org_id: org, balance: Number(balance), held: Number(held) });
    this.#changed.funds.add(org);
  }

  #foldIssue({ reference, status, requests }: ValueOf<'FundsIssue'>, written: WrittenColumns): void {
    this.#issues.set(reference, { ...written, reference, status });
    const orgs = requests.flatMap(({ by, org }) => [by, org]);
    this.#takePart({ kind: 'funds-issue', id: reference }, orgs, written);
  }

  #foldTransfer(
    { from, id, to, amount }: ValueOf<'FundsTransfer'>,
    written: WrittenColumns,
    { index, time }: LedgerTransaction,
  ): void {
    this.#transfers.set(`${from} ${id}`, {
      ...written,
      from_org_id: from,
      transfer_id: id,
      to_org_id: to,
      amount: Number(amount),
      transaction_index: index,
      time_seconds: time.seconds,
      time_nanos: time.nanos,
    });
  }

  #foldEscrow(record: EscrowRecord, written: WrittenColumns): void {
    const { kind, status } = escrowOf(record);
    const { id } = record.value;
    this.#escrows.set(`${kind} ${id}`, { ...written, kind, escrow_id: id, status });
    this.#takePart({ kind, id }, settlementParties(record), written);
  }

  /** From now on these take part, and nobody else. */
  #takePart(
    { kind, id }: { readonly kind: PartyKind; readonly id: string },
    parties: readonly string[],
    { ledger_channel }: WrittenColumns,
  ): void {
    const rows = this.#partiesOf(kind, id);
    for (const row of rows.values()) rows.set(row.party, { ...row, is_in: 'no' });
    for (const party of parties) {
      const org_id = orgOfParty(party as Party);
      rows.set(party, { ledger_channel, kind, id, party, org_id, is_in: 'yes' });
    }
    this.#changed.parties.add(`${kind} ${id}`);
  }

  #partiesOf(kind: PartyKind, id: string): Map<string, SettlementPartyTable> {
    const key = `${kind} ${id}`;
    const rows = this.#parties.get(key) ?? new Map<string, SettlementPartyTable>();
    this.#parties.set(key, rows);
    return rows;
  }
}

interface WrittenColumns {
  readonly ledger_channel: string;
  readonly block_number: number;
  readonly transaction_id: string;
  readonly record: string;
}

type EscrowRecord = Extract<SettlementRecord, { type: 'Chequebook' | 'PaymentChannel' | 'Account' }>;

function escrowOf(record: EscrowRecord): { readonly kind: EscrowKind; readonly status: EscrowStatus } {
  switch (record.type) {
    case 'Chequebook':
      return { kind: 'chequebook', status: statusOfChequebook(record.value) };
    case 'PaymentChannel':
      return { kind: 'payment-channel', status: statusOfChannel(record.value) };
    case 'Account':
      return { kind: 'account', status: statusOfAccount(record.value) };
  }
}
