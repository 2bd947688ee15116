import type { Committed } from './ledger-port.js';
import type { SettlementRecord } from './settlement-records.js';

/** A function of the settlement contract with its arguments, and how its answer is read. */
export interface SettlementCall<T> {
  readonly name: string;
  readonly args: readonly string[];
  readonly read: (json: unknown) => T;
}

export const SETTLEMENT_CHANGES = [
  'settlement-terms.proposed',
  'settlement-terms.agreed',
  'settlement-key.registered',
  'settlement-key.rotated',
  'settlement-key.retiring',
  'settlement-key.dropped',
  'funds.changed',
  'funds.issue-requested',
  'funds.issued',
  'funds.redemption-requested',
  'funds.redeemed',
  'funds.redemption-refused',
  'funds.transferred',
  'funds.paid-out',
  'chequebook.opened',
  'chequebook.deposited',
  'chequebook.set-aside',
  'chequebook.released',
  'chequebook.cashed',
  'chequebook.withdrawal-begun',
  'chequebook.withdrawal-armed',
  'chequebook.withdrawn',
  'cheque-account.changed',
  'overdraft',
  'payment-channel.opened',
  'payment-channel.joined',
  'payment-channel.left',
  'payment-channel.topped-up',
  'payment-channel.checkpointed',
  'payment-channel.closed',
  'payment-channel.close-begun',
  'payment-channel.close-armed',
  'payment-channel.challenged',
  'preimage.revealed',
  'account.registered',
  'account.locked',
  'account.backed',
  'account.checkpointed',
  'account.withdrawn',
  'account.closed',
  'account.close-begun',
  'account.close-armed',
  'account.challenged',
  'netting.posted',
  'netting.withdrawn',
  'netting.signed',
  'netting.agreed',
  'netting.paid',
  'netting.settled',
] as const;
export type SettlementChangeKind = (typeof SETTLEMENT_CHANGES)[number];

export interface SettlementChange {
  readonly kind: SettlementChangeKind;
  readonly id: string;
  readonly record: SettlementRecord;
}

const KINDS: ReadonlySet<string> = new Set(SETTLEMENT_CHANGES);

export function isSettlementChange<T extends { readonly kind: string }>(
  change: T,
): change is Extract<T, SettlementChange> {
  return KINDS.has(change.kind);
}

/** The ledger's half of settlement, on the ledger channel of all organizations. */
export interface SettlementPort {
  /** @throws CloudfedError NOT_CONFIRMED where this organization is on no such ledger channel; what the contract refuses */
  actOnSettlement<T>(call: SettlementCall<T>): Promise<Committed<T>>;
  readSettlement<T>(call: SettlementCall<T>): Promise<T>;
}
