import type { Fen, Hex, LedgerTime, NetStatus, OrgId, RecordId } from '@cloudfed/core';

import type { Among, Committed, Page, PageRequest } from './ledger-port.js';

/** What a net takes of a statement. */
export interface NettedStatement {
  readonly statementId: RecordId;
  readonly amountDue: Fen;
  /** Undefined where nothing is due. */
  readonly debtorId: OrgId | undefined;
  readonly entriesHash: string;
}

/** A month's statements of two organizations, both ways, set off against each other. */
export interface Net {
  readonly netId: RecordId;
  /** `YYYY-MM` in Asia/Shanghai. */
  readonly period: string;
  readonly statements: readonly NettedStatement[];
  readonly amountDue: Fen;
  /** Both undefined where the two are even. */
  readonly debtorId: OrgId | undefined;
  readonly creditorId: OrgId | undefined;
  readonly salt: Hex;
  readonly statementsHash: Hex;
  readonly status: NetStatus;
  readonly proposedBy: OrgId;
  readonly proposedTime: LedgerTime;
  readonly acceptedTime: LedgerTime | undefined;
  readonly paymentReference: string | undefined;
  readonly settledTime: LedgerTime | undefined;
  /** Why the creditor refused the last payment named. */
  readonly refusal: string | undefined;
  readonly confirmedTime: LedgerTime | undefined;
}

/** Statements set off by two organizations. Part of the ledger port. */
export interface NetPort {
  /** Under a salt at random; a proposal of the gateway's own organization that stands already is answered, or renewed. */
  proposeNet(counterpartyId: OrgId, period: string): Promise<Committed<Net>>;
  /** Accepts the proposal as it stands now. */
  acceptNet(netId: RecordId): Promise<Committed<Net>>;
  withdrawNet(netId: RecordId): Promise<Committed<Net>>;
  settleNet(netId: RecordId, paymentReference: string): Promise<Committed<Net>>;
  /** @param paid as of a statement */
  confirmNetSettlement(netId: RecordId, paid?: bigint): Promise<Committed<Net>>;
  refuseNetSettlement(netId: RecordId, text: string): Promise<Committed<Net>>;
  /** @throws CloudfedError NOT_FOUND */
  readNet(netId: RecordId): Promise<Net>;
  listNets(page: PageRequest, among?: Among): Promise<Page<Net>>;
}

export type NetChangeKind = `net.${'proposed' | 'accepted' | 'withdrawn' | 'settled' | 'refused' | 'confirmed'}`;

export function isNetChange<T extends { readonly kind: string }>(
  change: T,
): change is Extract<T, { readonly kind: NetChangeKind }> {
  return change.kind.startsWith('net.');
}
