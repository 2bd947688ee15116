import type { EscrowKind, EscrowStatus, Issue, Redemption, RoundStatus } from '@cloudfed/core';

// The tables of settlement: records as they stand, who takes part in them, and what has moved in organizations' funds.
// Amounts are fen, which a record bounds by 2^53 − 1.

interface Written {
  ledger_channel: string;
  /** The ledger's own, as a JSON text. */
  record: string;
  /** Of its last change. */
  block_number: number;
  transaction_id: string;
}

export interface FundsTable extends Written {
  org_id: string;
  balance: number;
  held: number;
}

export interface FundsIssueTable extends Written {
  reference: string;
  status: Issue['status'];
}

export interface FundsRedemptionTable extends Written {
  org_id: string;
  reference: string;
  status: Redemption['status'];
}

/** Never changes. */
export interface FundsTransferTable extends Written {
  from_org_id: string;
  transfer_id: string;
  to_org_id: string;
  amount: number;
  transaction_index: number;
  time_seconds: number;
  time_nanos: number;
}

/** What one transaction did to the funds of one organization. */
export interface FundsMovementTable {
  ledger_channel: string;
  block_number: number;
  transaction_index: number;
  /** Counts within the transaction. */
  ordinal: number;
  org_id: string;
  /** Below zero what went out. */
  balance_change: number;
  held_change: number;
  /** After it. */
  balance: number;
  held: number;
  /** Kind of the change that moved it; empty where the transaction tells of none. */
  cause: string;
  cause_id: string;
  /** Of a transfer; else empty. */
  counterparty_id: string;
  time_seconds: number;
  time_nanos: number;
  transaction_id: string;
}

export interface EscrowTable extends Written {
  kind: EscrowKind;
  escrow_id: string;
  status: EscrowStatus;
}

export interface ChequeAccountTable extends Written {
  book_id: string;
  beneficiary: string;
  /** The beneficiary's organization. */
  org_id: string;
}

export interface NettingRoundTable extends Written {
  period: string;
  status: RoundStatus;
}

/** Who takes part in a record of settlement. */
export interface SettlementPartyTable {
  ledger_channel: string;
  kind: EscrowKind | 'funds-issue';
  id: string;
  party: string;
  /** The party's organization. */
  org_id: string;
  /** Whether it still does. */
  is_in: 'yes' | 'no';
}

export interface SettlementTables {
  ledger_funds: FundsTable;
  ledger_funds_issue: FundsIssueTable;
  ledger_funds_redemption: FundsRedemptionTable;
  ledger_funds_transfer: FundsTransferTable;
  ledger_funds_movement: FundsMovementTable;
  ledger_escrow: EscrowTable;
  ledger_cheque_account: ChequeAccountTable;
  ledger_settlement_party: SettlementPartyTable;
  ledger_netting_round: NettingRoundTable;
}

/** The primary key of each. */
export const SETTLEMENT_KEYS = {
  ledger_funds: ['ledger_channel', 'org_id'],
  ledger_funds_issue: ['ledger_channel', 'reference'],
  ledger_funds_redemption: ['ledger_channel', 'org_id', 'reference'],
  ledger_funds_transfer: ['ledger_channel', 'from_org_id', 'transfer_id'],
  ledger_funds_movement: ['ledger_channel', 'block_number', 'transaction_index', 'ordinal'],
  ledger_escrow: ['ledger_channel', 'kind', 'escrow_id'],
  ledger_cheque_account: ['ledger_channel', 'book_id', 'beneficiary'],
  ledger_settlement_party: ['ledger_channel', 'kind', 'id', 'party'],
  ledger_netting_round: ['ledger_channel', 'period'],
} as const satisfies { readonly [T in keyof SettlementTables]: readonly (keyof SettlementTables[T])[] };
