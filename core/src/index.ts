export * from './bytes.js';
export * from './crypto/canonical.js';
export * from './crypto/merkle.js';
export * from './crypto/signature.js';
export * from './errors.js';
export * from './ids.js';
export type { Branded } from './brand.js';
export * from './metering/bill.js';
export * from './metering/correction.js';
export * from './metering/price.js';
export * from './metering/quota.js';
export * from './metering/rating.js';
export * from './metering/resource.js';
export * from './metering/net.js';
export * from './metering/netting.js';
export * from './metering/statement.js';
export * from './metering/usage-batch.js';
export * from './metering/usage-days.js';
export * from './metering/usage-rating.js';
export * from './metering/usage-record.js';
export * from './money.js';
export * from './quantity.js';
export * from './record-form.js';
export * from './remark.js';
export {
  type Account,
  ACCOUNT_FORM,
  accountEscrow,
  armAccountClose,
  back,
  beginAccountClose,
  challengeAccountClose,
  checkpointAccount,
  type Counters,
  finalizeAccount,
  lockIn,
  openAccount,
  statusOfAccount,
  withdraw,
} from './settlement/account.js';
export * from './settlement/channel-close.js';
export * from './settlement/channel-payments.js';
export { type RevealedAt } from './settlement/channel-shares.js';
export * from './settlement/chequebook.js';
export * from './settlement/document.js';
export * from './settlement/document-form.js';
export * from './settlement/funds.js';
export * from './settlement/keys.js';
export * from './settlement/milli-fen.js';
export * from './settlement/netting-round.js';
export * from './settlement/netting-round-form.js';
export * from './settlement/party.js';
export {
  channelEscrow,
  type ChannelOutcome,
  type Closing,
  type Deposit,
  joinChannel,
  leaveChannel,
  MAX_DEPOSITS,
  MIN_MEMBERS,
  openPaymentChannel,
  PAYMENT_CHANNEL_FORM,
  type PaymentChannel,
  type Payout,
  requireMember,
  statusOfChannel,
  topUpChannel,
} from './settlement/payment-channel.js';
export * from './settlement/payment-claims.js';
export * from './settlement/payment-reference.js';
export * from './settlement/signatures.js';
export * from './settlement/terms.js';
export * from './settlement/transitions.js';
export * from './time.js';
export * from './whole.js';
