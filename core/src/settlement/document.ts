import { canonicalBytes } from '../crypto/canonical.js';
import type { Hex } from '../bytes.js';
import type { RecordId } from '../ids.js';
import type { Fen } from '../money.js';
import type { MilliFen } from './milli-fen.js';
import type { Party } from './party.js';

export const ESCROW_KINDS = ['chequebook', 'payment-channel', 'account'] as const;
export type EscrowKind = (typeof ESCROW_KINDS)[number];

/** Where a document counts, and nowhere else. */
export interface DocumentDomain {
  /** Name of the federation's network. */
  readonly network: string;
  readonly ledgerChannel: string;
  readonly chaincode: string;
  readonly kind: EscrowKind;
  /** Id of the escrow. */
  readonly id: RecordId;
}

/** Who signs, and with which of its keys: keys are counted by epoch, and only one in force verifies. */
export interface Signer {
  readonly party: Party;
  readonly epoch: number;
}

/** A drawer's promise: all that the beneficiary may have had of the book, ever. */
export interface Cheque {
  readonly type: 'cheque';
  readonly beneficiary: Party;
  readonly cumulative: MilliFen;
}

/** A conditional payment in a channel state: to the payee if the preimage is revealed in time, else back to the payer. */
export interface HashLock {
  readonly id: RecordId;
  readonly payer: Party;
  readonly payee: Party;
  readonly amount: MilliFen;
  /** SHA-256 of the preimage. */
  readonly hash: Hex;
  /** Seconds since 1970: a preimage revealed later counts for nothing. */
  readonly expiry: number;
}

/**
 * What all members of a payment channel have agreed that each has. A member signs version n + 1 only once it holds version n
 * with all signatures: so whoever has signed n + 2 has n + 1, and a close with n is stale.
 */
export interface ChannelState {
  readonly type: 'channel-state';
  /** From 1, one more each time. */
  readonly version: number;
  /** How many of the channel's deposits it counts; later ones still belong to who made them. */
  readonly funding: number;
  /** By member, in the order of the channel's members. */
  readonly balances: readonly MilliFen[];
  /** By member: whole fen that each has taken out or may take out in all, beside its balance. */
  readonly withdrawn: readonly Fen[];
  readonly locks: readonly HashLock[];
  /** A member with nothing left in it, which may leave while the others go on. */
  readonly leaving: Party | undefined;
  /** The last: with it the channel closes at once. */
  readonly final: boolean;
}

/** With it an account begins: both sign whose it is and who keeps it. */
export interface AccountTerms {
  readonly type: 'account-terms';
  readonly holder: Party;
  readonly platform: Party;
}

/** What the platform of an account has credited in all; signed by the platform alone. */
export interface AccountCredits {
  readonly type: 'account-credits';
  readonly credits: MilliFen;
}

/** What the account has been debited in all; signed by both. */
export interface AccountDebits {
  readonly type: 'account-debits';
  readonly debits: MilliFen;
}

/** What each side may have taken out of the account's escrow in all; signed by both, paid at once. */
export interface AccountWithdrawal {
  readonly type: 'account-withdrawal';
  readonly toHolder: Fen;
  readonly toPlatform: Fen;
  /** The last: it empties the escrow, and the account is closed. */
  readonly final: boolean;
}

export type SettlementDocument =
  Cheque | ChannelState | AccountTerms | AccountCredits | AccountDebits | AccountWithdrawal;

const FORM = 'cloudfed-settlement-1';

/**
 * The bytes one party signs. The party and its key's epoch are in them: a signature by a key that was rotated away, or of
 * one party shown as another's, verifies nowhere.
 */
export function documentBytes(domain: DocumentDomain, document: SettlementDocument, signer: Signer): Uint8Array {
  return canonicalBytes([
    FORM,
    domain.network,
    domain.ledgerChannel,
    domain.chaincode,
    domain.kind,
    domain.id,
    signer.party,
    signer.epoch.toString(),
    document.type,
    ...valuesOf(document),
  ]);
}

function valuesOf(document: SettlementDocument): readonly string[] {
  switch (document.type) {
    case 'cheque':
      return [document.beneficiary, document.cumulative.toString()];
    case 'channel-state':
      return [
        document.version.toString(),
        document.funding.toString(),
        endOf(document),
        document.leaving ?? '',
        ...listOf(document.balances, (balance) => [balance.toString()]),
        ...listOf(document.withdrawn, (amount) => [amount.toString()]),
        ...listOf(document.locks, lockValues),
      ];
    case 'account-terms':
      return [document.holder, document.platform];
    case 'account-credits':
      return [document.credits.toString()];
    case 'account-debits':
      return [document.debits.toString()];
    case 'account-withdrawal':
      return [document.toHolder.toString(), document.toPlatform.toString(), endOf(document)];
  }
}

function endOf({ final }: Readonly<{ final: boolean }>): string {
  return final ? 'final' : 'open';
}

function lockValues({ id, payer, payee, amount, hash, expiry }: HashLock): readonly string[] {
  return [id, payer, payee, amount.toString(), hash, expiry.toString()];
}

function listOf<T>(items: readonly T[], values: (item: T) => readonly string[]): readonly string[] {
  return [items.length.toString(), ...items.flatMap(values)];
}
