import { argumentError } from '@cloudfed/core';
import { type Context, Contract } from 'fabric-contract-api';

import { run } from '../ledger/operation.js';
import { type Act, callOf } from './call.js';
import * as funds from './funds.js';
import * as keys from './keys.js';
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

  override unknownTransaction(): Promise<void> {
    return Promise.reject(new Error(argumentError('function', 'is not one of this contract').toWire()));
  }
}

function perform(ctx: Context, act: Act, args: readonly string[]): Promise<string> {
  return run(ctx, async (tx, given) => act(await callOf(tx), given), args);
}
