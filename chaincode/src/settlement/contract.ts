import { argumentError } from '@cloudfed/core';
import { type Context, Contract } from 'fabric-contract-api';

import { run } from '../ledger/operation.js';
import * as accounts from './accounts.js';
import { type Act, callOf } from './call.js';
import * as chequebooks from './chequebooks.js';
import * as funds from './funds.js';
import * as keys from './keys.js';
import * as netting from './netting.js';
import * as channels from './payment-channels.js';
import * as preimages from './preimages.js';
import * as terms from './terms.js';

/** Settlement between all organizations, called as `settlement:<function>`. Arguments come and go as in metering. */
export class SettlementContract extends Contract {
  constructor() {
    super('settlement');
  }

  agreeTerms(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, terms.agreeTerms, args);
  }

  readTerms(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, terms.readTerms, args);
  }

  registerKey(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, keys.registerKey, args);
  }

  rotateKey(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, keys.rotateKey, args);
  }

  retireKey(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, keys.retireKey, args);
  }

  readKeys(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, keys.readKeys, args);
  }

  issueFunds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.issueFunds, args);
  }

  redeemFunds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.redeemFunds, args);
  }

  confirmRedemption(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.confirmRedemption, args);
  }

  refuseRedemption(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.refuseRedemption, args);
  }

  transferFunds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.transferFunds, args);
  }

  readFunds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.readFunds, args);
  }

  readTransfer(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.readTransfer, args);
  }

  readIssue(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.readIssue, args);
  }

  readRedemption(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.readRedemption, args);
  }

  auditFunds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, funds.auditFunds, args);
  }

  openChequebook(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.openChequebook, args);
  }

  depositToChequebook(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.depositToChequebook, args);
  }

  setHardDeposit(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.setHardDeposit, args);
  }

  releaseHardDeposit(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.releaseHardDeposit, args);
  }

  cashCheque(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.cashCheque, args);
  }

  beginBookWithdrawal(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.beginBookWithdrawal, args);
  }

  armBookWithdrawal(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.armBookWithdrawal, args);
  }

  completeBookWithdrawal(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.completeBookWithdrawal, args);
  }

  readChequebook(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.readChequebook, args);
  }

  readChequeAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.readChequeAccount, args);
  }

  listChequebooks(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, chequebooks.listChequebooks, args);
  }

  revealPreimage(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, preimages.revealPreimage, args);
  }

  readPreimage(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, preimages.readPreimage, args);
  }

  openChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.openChannel, args);
  }

  joinChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.joinChannel, args);
  }

  leaveChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.leaveChannel, args);
  }

  topUpChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.topUpChannel, args);
  }

  checkpointChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.checkpointChannel, args);
  }

  closeChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.closeChannel, args);
  }

  beginChannelClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.beginChannelClose, args);
  }

  armChannelClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.armChannelClose, args);
  }

  challengeChannelClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.challengeChannelClose, args);
  }

  finalizeChannelClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.finalizeChannelClose, args);
  }

  readChannel(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.readChannel, args);
  }

  listChannels(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, channels.listChannels, args);
  }

  registerAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.registerAccount, args);
  }

  lockIntoAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.lockIntoAccount, args);
  }

  backAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.backAccount, args);
  }

  checkpointAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.checkpointAccount, args);
  }

  withdrawFromAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.withdrawFromAccount, args);
  }

  beginAccountClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.beginAccountClose, args);
  }

  armAccountClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.armAccountClose, args);
  }

  challengeAccountClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.challengeAccountClose, args);
  }

  finalizeAccountClose(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.finalizeAccountClose, args);
  }

  readAccount(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.readAccount, args);
  }

  listAccounts(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, accounts.listAccounts, args);
  }

  postNet(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.postNet, args);
  }

  withdrawPostedNet(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.withdrawPostedNet, args);
  }

  signNetting(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.signNetting, args);
  }

  payNetting(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.payNetting, args);
  }

  confirmNettingPayment(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.confirmNettingPayment, args);
  }

  readNettingRound(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.readNettingRound, args);
  }

  listNettingRounds(ctx: Context, ...args: string[]): Promise<string> {
    return perform(ctx, netting.listNettingRounds, args);
  }

  override unknownTransaction(): Promise<void> {
    return Promise.reject(new Error(argumentError('function', 'is not one of this contract').toWire()));
  }
}

function perform(ctx: Context, act: Act, args: readonly string[]): Promise<string> {
  return run(ctx, async (tx, given) => act(await callOf(tx), given), args);
}
