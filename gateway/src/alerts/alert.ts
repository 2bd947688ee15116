import type { Fen, LedgerTime, OrgId, Quantity, QuotaDimension, RecordId, UserId } from '@cloudfed/core';

import type { PriceVersionRecord, TransactionRef } from '../fabric/ledger-port.js';

/** What a rule looks at. */
export type Threshold =
  | {
      readonly kind: 'quota-use';
      readonly providerId: OrgId | undefined;
      readonly consumerId: OrgId | undefined;
      readonly quotaId: RecordId | undefined;
      /** Of any dimension, 1 … 100. */
      readonly percent: number;
    }
  | {
      readonly kind: 'spend';
      readonly providerId: OrgId | undefined;
      readonly consumerId: OrgId | undefined;
      /** Only what this user costs. */
      readonly userId: UserId | undefined;
      /** Whether what each user costs counts for itself; else all of a consumer's together. */
      readonly perUser: boolean;
      /** Fen in a month, above 0: of bills, metered usage and corrections. */
      readonly amount: Fen;
    }
  | { readonly kind: 'price-change'; readonly providerId: OrgId | undefined };

export type AlertKind = Threshold['kind'];

export interface AlertRule {
  readonly ruleId: string;
  readonly name: string;
  readonly threshold: Threshold;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The principal that made it. */
  readonly createdBy: string;
}

/** What was found; the kind is the rule's. */
export type AlertDetail =
  | {
      readonly kind: 'quota-use';
      readonly consumerId: OrgId;
      readonly quotaId: RecordId;
      readonly dimension: QuotaDimension;
      readonly used: Quantity;
      readonly limit: Quantity;
      readonly percent: number;
    }
  | {
      readonly kind: 'spend';
      readonly consumerId: OrgId;
      readonly userId: UserId | undefined;
      readonly period: string;
      /** Fen. */
      readonly spent: bigint;
      readonly amount: Fen;
    }
  | {
      readonly kind: 'price-change';
      readonly price: PriceVersionRecord;
      /** Undefined where it is the first. */
      readonly previous: PriceVersionRecord | undefined;
    };

/** A threshold was crossed, once. */
export interface Alert extends TransactionRef {
  /** Counts from 1, in the order in which they were found. */
  readonly alertId: number;
  readonly ruleId: string;
  readonly ruleName: string;
  /** Of the transaction that crossed it. */
  readonly time: LedgerTime;
  readonly providerId: OrgId;
  readonly detail: AlertDetail;
}
