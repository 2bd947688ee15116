import {
  type Account,
  type ChannelState,
  type ChequeAccount,
  type Chequebook,
  type Funds,
  type Issue,
  type KeyRing,
  type PaymentChannel,
  type Redemption,
  statusOfAccount,
  statusOfChannel,
  statusOfChequebook,
  type TermsRecord,
  toRfc3339,
  type Transfer,
} from '@cloudfed/core';
import type { z } from 'zod';

import type { CashedCheque, FundsAudit } from '../fabric/settlement-calls.js';
import type { EscrowPayment, Overdraft, Preimage, SettlementRecord } from '../fabric/settlement-records.js';
import type { FundsMovement, ListedTransfer } from '../readmodel/settlement-lists.js';
import { nettingRoundView } from './netting-views.js';
import type * as schemas from './settlement-schemas.js';

// The ledger's records of settlement as the API answers them.

type Of<Schema extends keyof typeof schemas> = z.infer<(typeof schemas)[Schema]>;
const MONEY = { currency: 'CNY', unit: 'fen' } as const;

function moment(seconds: number): string {
  return toRfc3339({ seconds, nanos: 0 });
}

function momentOrNull(seconds: number | undefined): string | null {
  return seconds === undefined ? null : moment(seconds);
}

export function termsView({ agreed, votes }: TermsRecord): Of<'settlementTermsSchema'> {
  return { agreed: agreed ?? null, votes: votes.map(({ org, terms }) => ({ orgId: org, terms })) };
}

export function keysView({ party, keys }: KeyRing): Of<'settlementKeysSchema'> {
  return {
    party,
    keys: keys.map(({ epoch, publicKey, retiresAt }) => ({ epoch, publicKey, retiresAt: momentOrNull(retiresAt) })),
  };
}

export function fundsView({ org, balance, held }: Funds): Of<'fundsSchema'> {
  return { orgId: org, balance: balance.toString(), held: held.toString(), ...MONEY };
}

export function auditView({ conserved, ...amounts }: FundsAudit): Of<'fundsAuditSchema'> {
  return {
    issued: amounts.issued.toString(),
    redeemed: amounts.redeemed.toString(),
    balances: amounts.balances.toString(),
    held: amounts.held.toString(),
    chequebooks: amounts.chequebooks.toString(),
    paymentChannels: amounts.paymentChannels.toString(),
    accounts: amounts.accounts.toString(),
    conserved,
    ...MONEY,
  };
}

export function issueView({ reference, status, requests }: Issue): Of<'fundsIssueSchema'> {
  const shown = requests.map(({ by, org, amount }) => ({ byOrgId: by, orgId: org, amount: amount.toString() }));
  return { reference, status, requests: shown, ...MONEY };
}

export function redemptionView(redemption: Redemption): Of<'fundsRedemptionSchema'> {
  const { org, reference, amount, status, answeredBy } = redemption;
  return {
    orgId: org,
    reference,
    amount: amount.toString(),
    status,
    answeredBy: answeredBy === '' ? null : answeredBy,
    ...MONEY,
  };
}

export function transferView({ from, id, to, amount }: Transfer): Of<'fundsTransferSchema'> {
  return { transferId: id, fromOrgId: from, toOrgId: to, amount: amount.toString(), ...MONEY };
}

export function listedTransferView(transfer: ListedTransfer): Of<'listedTransferSchema'> {
  const { time, transactionId, blockNumber } = transfer;
  return { ...transferView(transfer), time: toRfc3339(time), transactionId, blockNumber };
}

export function movementView(movement: FundsMovement): Of<'fundsMovementSchema'> {
  const { orgId, time, balanceChange, heldChange, balance, held, cause, counterpartyId, ...ref } = movement;
  return {
    orgId,
    time: toRfc3339(time),
    balanceChange: balanceChange.toString(),
    heldChange: heldChange.toString(),
    balance: balance.toString(),
    held: held.toString(),
    cause: cause === undefined ? null : { ...cause },
    counterpartyId: counterpartyId ?? null,
    ...ref,
    ...MONEY,
  };
}

export function chequebookView(book: Chequebook): Of<'chequebookSchema'> {
  const { id, drawer, deposit, setAside, bounced, withdrawal } = book;
  return {
    bookId: id,
    drawer,
    deposit: deposit.toString(),
    setAside: setAside.toString(),
    bounced,
    withdrawal:
      withdrawal === undefined ? null : { amount: withdrawal.amount.toString(), dueAt: momentOrNull(withdrawal.dueAt) },
    status: statusOfChequebook(book),
    ...MONEY,
  };
}

export function chequeAccountView(account: ChequeAccount): Of<'chequeAccountSchema'> {
  const { book, beneficiary, paid, claimed, hardDeposit } = account;
  return {
    bookId: book,
    beneficiary,
    paid: paid.toString(),
    claimed: claimed.toString(),
    hardDeposit: hardDeposit.toString(),
    ...MONEY,
  };
}

export function cashingView({ paid, missing, account, book }: CashedCheque) {
  return {
    paid: paid.toString(),
    missing: missing.toString(),
    account: chequeAccountView(account),
    book: chequebookView(book),
  };
}

function stateView(state: ChannelState): NonNullable<Of<'paymentChannelSchema'>['checkpoint']> {
  const { version, funding, balances, withdrawn, locks, leaving, final } = state;
  return {
    version,
    funding,
    balances: balances.map(String),
    withdrawn: withdrawn.map(String),
    locks: locks.map(({ amount, expiry, ...lock }) => ({
      ...lock,
      amount: amount.toString(),
      expiry: moment(expiry),
    })),
    leaving: leaving ?? null,
    final,
  };
}

export function channelView(channel: PaymentChannel): Of<'paymentChannelSchema'> {
  const { id, size, members, invited, stake, deposits, withdrawn, departed, checkpoint, closing } = channel;
  return {
    channelId: id,
    size,
    members: [...members],
    invited: [...invited],
    stake: stake.toString(),
    deposits: deposits.map(({ member, amount }) => ({ member, amount: amount.toString() })),
    withdrawn: withdrawn.map(String),
    departed: departed.toString(),
    checkpoint: checkpoint === undefined ? null : stateView(checkpoint),
    closing:
      closing === undefined
        ? null
        : {
            by: closing.by,
            begunWith: closing.begunWith,
            state: closing.state === undefined ? null : stateView(closing.state),
            deadline: momentOrNull(closing.deadline),
          },
    status: statusOfChannel(channel),
    ...MONEY,
  };
}

export function preimageView({ hash, preimage, revealedAt }: Preimage): Of<'preimageSchema'> {
  return { hash, preimage, revealedAt: moment(revealedAt) };
}

export function accountView(account: Account): Of<'accountSchema'> {
  const { id, holder, platform, closing } = account;
  return {
    accountId: id,
    holder,
    platform,
    locked: account.locked.toString(),
    backed: account.backed.toString(),
    credits: account.credits.toString(),
    debits: account.debits.toString(),
    toHolder: account.toHolder.toString(),
    toPlatform: account.toPlatform.toString(),
    closing:
      closing === undefined
        ? null
        : { by: closing.by, challenged: closing.challenged, deadline: momentOrNull(closing.deadline) },
    status: statusOfAccount(account),
    ...MONEY,
  };
}

function overdraftView(overdraft: Overdraft): Of<'overdraftSchema'> {
  const debtor = overdraft.drawer ?? overdraft.platform;
  const creditor = overdraft.beneficiary ?? overdraft.holder;
  if (debtor === undefined || creditor === undefined) throw new RangeError('an overdraft is of nobody');
  return {
    bookId: overdraft.bookID ?? null,
    accountId: overdraft.accountID ?? null,
    debtor,
    creditor,
    paid: overdraft.paid?.toString() ?? null,
    missing: overdraft.missing.toString(),
  };
}

function escrowPaymentView({ escrow, escrowID, party, amount }: EscrowPayment): Of<'escrowPaymentSchema'> {
  return { escrow, escrowId: escrowID, party, amount: amount.toString(), ...MONEY };
}

/** A record as events tell it. */
export function settlementView(record: SettlementRecord) {
  switch (record.type) {
    case 'SettlementTerms':
      return termsView(record.value);
    case 'SettlementKeys':
      return keysView(record.value);
    case 'Funds':
      return fundsView(record.value);
    case 'FundsIssue':
      return issueView(record.value);
    case 'FundsRedemption':
      return redemptionView(record.value);
    case 'FundsTransfer':
      return transferView(record.value);
    case 'Chequebook':
      return chequebookView(record.value);
    case 'ChequeAccount':
      return chequeAccountView(record.value);
    case 'PaymentChannel':
      return channelView(record.value);
    case 'Account':
      return accountView(record.value);
    case 'NettingRound':
      return nettingRoundView(record.value);
    case 'Preimage':
      return preimageView(record.value);
    case 'Payout':
      return escrowPaymentView(record.value);
    case 'Overdraft':
      return overdraftView(record.value);
  }
}
