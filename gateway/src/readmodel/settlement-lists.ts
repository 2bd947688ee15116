import type {
  Account,
  ChequeAccount,
  Chequebook,
  EscrowStatus,
  Funds,
  Issue,
  LedgerTime,
  NettingRound,
  OrgId,
  Party,
  PaymentChannel,
  RecordId,
  Redemption,
  RoundStatus,
  Transfer,
} from '@cloudfed/core';

import type { Page, PageRequest, TransactionRef } from '../fabric/ledger-port.js';
import type { SettlementChangeKind } from '../fabric/settlement-port.js';

/** Who takes part; each that is given narrows. */
export interface PartyFilter {
  readonly party?: Party | undefined;
  /** The organization itself, or any user of it. */
  readonly orgId?: OrgId | undefined;
}

export interface EscrowFilter extends PartyFilter {
  readonly status?: EscrowStatus | undefined;
}

/** The drawer takes part in it, too. */
export interface ChequeAccountFilter extends PartyFilter {
  readonly bookId?: RecordId | undefined;
}

export interface FundsFilter {
  readonly orgId?: OrgId | undefined;
}

export interface IssueFilter extends FundsFilter {
  readonly status?: Issue['status'] | undefined;
}

export interface RedemptionFilter extends FundsFilter {
  readonly status?: Redemption['status'] | undefined;
}

export interface RoundFilter {
  readonly status?: RoundStatus | undefined;
}

/** Of transactions. */
export interface SpanFilter {
  /** Only what was then or later. */
  readonly from?: LedgerTime | undefined;
  /** Only what was before. */
  readonly to?: LedgerTime | undefined;
}

export interface MovementFilter extends FundsFilter, SpanFilter {}

export interface TransferFilter extends SpanFilter {
  /** Whichever side it is. */
  readonly orgId?: OrgId | undefined;
  readonly fromOrgId?: OrgId | undefined;
  readonly toOrgId?: OrgId | undefined;
}

export interface ListedTransfer extends Transfer, TransactionRef {
  readonly time: LedgerTime;
}

/** What one transaction did to what an organization has. */
export interface FundsMovement extends TransactionRef {
  readonly orgId: OrgId;
  readonly time: LedgerTime;
  /** Fen; below zero what went out. */
  readonly balanceChange: bigint;
  readonly heldChange: bigint;
  /** Fen after it. */
  readonly balance: bigint;
  readonly held: bigint;
  /** What moved it; undefined where the transaction does not tell. */
  readonly cause: { readonly kind: SettlementChangeKind; readonly id: string } | undefined;
  /** The other side of a transfer. */
  readonly counterpartyId: OrgId | undefined;
}

/**
 * Lists of settlement; as the others, in an order that never changes.
 *
 * @throws CloudfedError INVALID_ARGUMENT (`cursor`), NOT_CONFIRMED, UNAVAILABLE
 */
export interface SettlementLists {
  /** By organization. */
  funds(filter: FundsFilter, page: PageRequest): Promise<Page<Funds>>;
  /** By reference. */
  issues(filter: IssueFilter, page: PageRequest): Promise<Page<Issue>>;
  /** By organization and reference. */
  redemptions(filter: RedemptionFilter, page: PageRequest): Promise<Page<Redemption>>;
  /** As they stand on the ledger, the oldest first. */
  transfers(filter: TransferFilter, page: PageRequest): Promise<Page<ListedTransfer>>;
  /** As they stand on the ledger, the oldest first. */
  movements(filter: MovementFilter, page: PageRequest): Promise<Page<FundsMovement>>;
  /** By id. */
  chequebooks(filter: EscrowFilter, page: PageRequest): Promise<Page<Chequebook>>;
  /** By book and beneficiary. */
  chequeAccounts(filter: ChequeAccountFilter, page: PageRequest): Promise<Page<ChequeAccount>>;
  paymentChannels(filter: EscrowFilter, page: PageRequest): Promise<Page<PaymentChannel>>;
  accounts(filter: EscrowFilter, page: PageRequest): Promise<Page<Account>>;
  /** By month. */
  nettingRounds(filter: RoundFilter, page: PageRequest): Promise<Page<NettingRound>>;
}
