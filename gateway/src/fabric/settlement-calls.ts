import {
  type ChequeAccount,
  type Chequebook,
  type Fen,
  fenFromRecord,
  type Hex,
  type OrgId,
  type Party,
  type PublicKey,
  type RecordId,
  type Signature,
} from '@cloudfed/core';

import type { Net } from './net-port.js';
import type { SettlementCall } from './settlement-port.js';
import { type SettlementType, settlementValue, type SettlementValues } from './settlement-records.js';

// The functions of the settlement contract, with their arguments in its order. A signed document is the text of its JSON.

type CallOf<Type extends SettlementType> = SettlementCall<SettlementValues[Type]>;

function call<Type extends SettlementType>(type: Type, name: string, ...args: readonly (string | Fen)[]): CallOf<Type> {
  return { name, args: args.map(String), read: (json) => settlementValue(type, json) };
}

const optional = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

export const settlementTerms = () => call('SettlementTerms', 'readTerms');

export interface KeyChange {
  readonly party: Party;
  readonly publicKey: PublicKey;
  /** Of the new key. */
  readonly proof: Signature;
}
export const keys = {
  register: ({ party, publicKey, proof }: KeyChange) => call('SettlementKeys', 'registerKey', party, publicKey, proof),
  /** @param consent of a user's present key */
  rotate: ({ party, publicKey, proof }: KeyChange, consent: Signature | undefined) =>
    call('SettlementKeys', 'rotateKey', party, publicKey, proof, ...optional(consent)),
  retire: (party: Party, epoch: number) => call('SettlementKeys', 'retireKey', party, epoch.toString()),
  read: (party: Party) => call('SettlementKeys', 'readKeys', party),
};

/** All the money there is, in fen. */
export interface FundsAudit {
  readonly issued: Fen;
  readonly redeemed: Fen;
  readonly balances: Fen;
  readonly held: Fen;
  readonly chequebooks: Fen;
  readonly paymentChannels: Fen;
  readonly accounts: Fen;
  /** Whether what came in and did not go out is what is there. */
  readonly conserved: boolean;
}

interface FundsAuditRecord {
  readonly issued: number;
  readonly redeemed: number;
  readonly balances: number;
  readonly held: number;
  readonly escrow: { readonly chequebooks: number; readonly paymentChannels: number; readonly accounts: number };
  readonly conserved: boolean;
}

function auditOf(json: unknown): FundsAudit {
  const { issued, redeemed, balances, held, escrow, conserved } = json as FundsAuditRecord;
  const amount = (value: number): Fen => fenFromRecord(value, 'amount');
  return {
    issued: amount(issued),
    redeemed: amount(redeemed),
    balances: amount(balances),
    held: amount(held),
    chequebooks: amount(escrow.chequebooks),
    paymentChannels: amount(escrow.paymentChannels),
    accounts: amount(escrow.accounts),
    conserved,
  };
}

export const funds = {
  audit: (): SettlementCall<FundsAudit> => ({ name: 'auditFunds', args: [], read: auditOf }),
  read: (org: OrgId) => call('Funds', 'readFunds', org),
  issue: (reference: RecordId, org: OrgId, amount: Fen) => call('FundsIssue', 'issueFunds', reference, org, amount),
  readIssue: (reference: RecordId) => call('FundsIssue', 'readIssue', reference),
  redeem: (reference: RecordId, amount: Fen) => call('FundsRedemption', 'redeemFunds', reference, amount),
  confirmRedemption: (org: OrgId, reference: RecordId, amount: Fen) =>
    call('FundsRedemption', 'confirmRedemption', org, reference, amount),
  refuseRedemption: (org: OrgId, reference: RecordId) => call('FundsRedemption', 'refuseRedemption', org, reference),
  readRedemption: (org: OrgId, reference: RecordId) => call('FundsRedemption', 'readRedemption', org, reference),
  transfer: (id: RecordId, to: OrgId, amount: Fen) => call('FundsTransfer', 'transferFunds', id, to, amount),
  readTransfer: (from: OrgId, id: RecordId) => call('FundsTransfer', 'readTransfer', from, id),
};

/** What cashing a cheque did. */
export interface CashedCheque {
  readonly paid: Fen;
  readonly missing: Fen;
  readonly account: ChequeAccount;
  readonly book: Chequebook;
}

function cashedOf(json: unknown): CashedCheque {
  const { paid, missing, account, book } = json as Readonly<Record<string, unknown>>;
  return {
    paid: fenFromRecord(paid, 'paid'),
    missing: fenFromRecord(missing, 'missing'),
    account: settlementValue('ChequeAccount', account),
    book: settlementValue('Chequebook', book),
  };
}

export const chequebooks = {
  open: (id: RecordId, drawer: Party) => call('Chequebook', 'openChequebook', id, drawer),
  deposit: (id: RecordId, amount: Fen) => call('Chequebook', 'depositToChequebook', id, amount),
  setHardDeposit: (id: RecordId, beneficiary: Party, amount: Fen) =>
    call('ChequeAccount', 'setHardDeposit', id, beneficiary, amount),
  releaseHardDeposit: (id: RecordId, beneficiary: Party, amount: Fen) =>
    call('ChequeAccount', 'releaseHardDeposit', id, beneficiary, amount),
  cash: (id: RecordId, cheque: string): SettlementCall<CashedCheque> => ({
    name: 'cashCheque',
    args: [id, cheque],
    read: cashedOf,
  }),
  beginWithdrawal: (id: RecordId, amount: Fen) => call('Chequebook', 'beginBookWithdrawal', id, amount),
  armWithdrawal: (id: RecordId) => call('Chequebook', 'armBookWithdrawal', id),
  completeWithdrawal: (id: RecordId) => call('Chequebook', 'completeBookWithdrawal', id),
  read: (id: RecordId) => call('Chequebook', 'readChequebook', id),
  readAccount: (id: RecordId, beneficiary: Party) => call('ChequeAccount', 'readChequeAccount', id, beneficiary),
};

export interface ChannelOpening {
  readonly channelId: RecordId;
  readonly member: Party;
  readonly size: number;
  readonly stake: Fen;
  readonly deposit: Fen;
  /** Who alone may join; anybody where none are named. */
  readonly invited: readonly Party[];
}
export const channels = {
  open: ({ channelId, member, size, stake, deposit, invited }: ChannelOpening) =>
    call(
      ...(['PaymentChannel', 'openChannel', channelId, member, size.toString(), stake, deposit] as const),
      ...(invited.length === 0 ? [] : [invited.join(',')]),
    ),
  join: (id: RecordId, member: Party, deposit: Fen) => call('PaymentChannel', 'joinChannel', id, member, deposit),
  leave: (id: RecordId, member: Party) => call('PaymentChannel', 'leaveChannel', id, member),
  topUp: (id: RecordId, member: Party, amount: Fen) => call('PaymentChannel', 'topUpChannel', id, member, amount),
  checkpoint: (id: RecordId, state: string) => call('PaymentChannel', 'checkpointChannel', id, state),
  close: (id: RecordId, state: string) => call('PaymentChannel', 'closeChannel', id, state),
  beginClose: (id: RecordId, member: Party, state: string | undefined) =>
    call('PaymentChannel', 'beginChannelClose', id, member, ...optional(state)),
  armClose: (id: RecordId) => call('PaymentChannel', 'armChannelClose', id),
  challengeClose: (id: RecordId, state: string) => call('PaymentChannel', 'challengeChannelClose', id, state),
  finalizeClose: (id: RecordId) => call('PaymentChannel', 'finalizeChannelClose', id),
  read: (id: RecordId) => call('PaymentChannel', 'readChannel', id),
  reveal: (preimage: Hex) => call('Preimage', 'revealPreimage', preimage),
  readPreimage: (hash: Hex) => call('Preimage', 'readPreimage', hash),
};

/** Of the two counters' documents one at least. */
export interface CounterDocuments {
  readonly document: string;
  readonly other?: string | undefined;
}
export const accounts = {
  register: (id: RecordId, terms: string) => call('Account', 'registerAccount', id, terms),
  lock: (id: RecordId, amount: Fen) => call('Account', 'lockIntoAccount', id, amount),
  back: (id: RecordId, amount: Fen) => call('Account', 'backAccount', id, amount),
  checkpoint: (id: RecordId, { document, other }: CounterDocuments) =>
    call('Account', 'checkpointAccount', id, document, ...optional(other)),
  withdraw: (id: RecordId, withdrawal: string) => call('Account', 'withdrawFromAccount', id, withdrawal),
  beginClose: (id: RecordId, party: Party, documents: readonly string[]) =>
    call('Account', 'beginAccountClose', id, party, ...documents),
  armClose: (id: RecordId) => call('Account', 'armAccountClose', id),
  challengeClose: (id: RecordId, { document, other }: CounterDocuments) =>
    call('Account', 'challengeAccountClose', id, document, ...optional(other)),
  finalizeClose: (id: RecordId) => call('Account', 'finalizeAccountClose', id),
  read: (id: RecordId) => call('Account', 'readAccount', id),
};

export const nettingRounds = {
  post: ({ period, debtorId, amountDue, statementsHash }: Net, counterparty: OrgId) =>
    call('NettingRound', 'postNet', period, counterparty, debtorId ?? '', amountDue, statementsHash),
  withdraw: (period: string, counterparty: OrgId) => call('NettingRound', 'withdrawPostedNet', period, counterparty),
  sign: (period: string, termsHash: Hex) => call('NettingRound', 'signNetting', period, termsHash),
  pay: (period: string, creditor: OrgId) => call('NettingRound', 'payNetting', period, creditor),
  confirmPayment: (period: string, debtor: OrgId, paymentReference: string) =>
    call('NettingRound', 'confirmNettingPayment', period, debtor, paymentReference),
  read: (period: string) => call('NettingRound', 'readNettingRound', period),
};
