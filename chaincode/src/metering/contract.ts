import { argumentError, parseId } from '@cloudfed/core';
import { type Context, Contract } from 'fabric-contract-api';

import { run } from '../ledger/operation.js';
import type { Transaction } from '../ledger/transaction.js';
import { parseWord, takeArguments } from './arguments.js';
import * as bills from './bills.js';
import * as corrections from './corrections.js';
import * as disputes from './disputes.js';
import { group } from './group.js';
import * as history from './history.js';
import * as hours from './hours.js';
import * as nets from './nets.js';
import * as organizations from './organizations.js';
import { readPaymentInstrument } from './payments.js';
import * as prices from './prices.js';
import * as quotas from './quotas.js';
import * as resources from './resources.js';
import * as statementActs from './statement-acts.js';
import * as statements from './statements.js';
import * as totals from './totals.js';
import * as totalsPending from './totals-pending.js';
import * as usage from './usage.js';
import { issueUsageCorrection } from './usage-corrections.js';
import * as usageLate from './usage-late.js';
import * as usageReads from './usage-reads.js';
import * as usageRoster from './usage-roster.js';
import * as usageTotals from './usage-totals.js';

/**
 * The default contract: metering between two organizations. Every method takes its arguments as they come, so that
 * their count and form are checked here and refused with our own codes, and answers a text.
 */
export class MeteringContract extends Contract {
  constructor() {
    super('metering');
  }

  registerOrganization(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, organizations.registerOrganization, args);
  }

  confirmOrganization(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, organizations.confirmOrganization, args);
  }

  readOrganization(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, organizations.readOrganization, args);
  }

  listOrganizations(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, organizations.listOrganizations, args);
  }

  initInitialQuota(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.initInitialQuota, args);
  }

  updateQuota(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.updateQuota, args);
  }

  closeQuota(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.closeQuota, args);
  }

  readQuotaUse(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.readQuotaUse, args);
  }

  readActiveQuota(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.readActiveQuota, args);
  }

  listQuotas(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.listQuotas, args);
  }

  pendingReleases(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.pendingReleases, args);
  }

  allowProviderOpen(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.allowProviderOpen, args);
  }

  readAllowance(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, quotas.readAllowance, args);
  }

  initPrice(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, prices.initPrice, args);
  }

  updatePrice(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, prices.updatePrice, args);
  }

  schedulePrice(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, prices.schedulePrice, args);
  }

  readPriceAt(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, prices.readPriceAt, args);
  }

  readPriceVersions(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, prices.readPriceVersions, args);
  }

  initECSResource(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, resources.initECSResource, args);
  }

  initOSSResource(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, resources.initOSSResource, args);
  }

  releaseOSS(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, resources.releaseOSS, args);
  }

  listResources(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, resources.listResources, args);
  }

  billedECS(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.billedECS, args);
  }

  billedOSS(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.billedOSS, args);
  }

  queryProviderBill(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.queryProviderBill, args);
  }

  queryProviderBillPage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.queryProviderBillPage, args);
  }

  queryUserBill(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.queryUserBill, args);
  }

  queryUserBillPage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.queryUserBillPage, args);
  }

  queryProviderTotalCost(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, totals.queryProviderTotalCost, args);
  }

  queryUserTotalCost(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, totals.queryUserTotalCost, args);
  }

  closeHours(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, hours.closeHours, args);
  }

  rollUpTotals(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, totals.rollUpTotals, args);
  }

  foldStatement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.foldStatement, args);
  }

  issueStatement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.issueStatement, args);
  }

  readStatement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.readStatement, args);
  }

  listStatements(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.listStatements, args);
  }

  readStatementEntries(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.readStatementEntries, args);
  }

  acceptStatement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statementActs.acceptStatement, args);
  }

  settleStatement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statementActs.settleStatement, args);
  }

  confirmSettlement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statementActs.confirmSettlement, args);
  }

  refuseSettlement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statementActs.refuseSettlement, args);
  }

  readPaymentInstrument(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, readPaymentInstrument, args);
  }

  proposeNet(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.proposeNet, args);
  }

  acceptNet(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.acceptNet, args);
  }

  withdrawNet(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.withdrawNet, args);
  }

  settleNet(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.settleNet, args);
  }

  confirmNetSettlement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.confirmNetSettlement, args);
  }

  refuseNetSettlement(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.refuseNetSettlement, args);
  }

  readNet(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.readNet, args);
  }

  listNets(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, nets.listNets, args);
  }

  importECSResource(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, history.importECSResource, args);
  }

  withdrawImport(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, history.withdrawImport, args);
  }

  readImport(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, history.readImport, args);
  }

  listImports(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, history.listImports, args);
  }

  issueCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.issueCorrection, args);
  }

  issueUsageCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, issueUsageCorrection, args);
  }

  acceptCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.acceptCorrection, args);
  }

  rejectCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.rejectCorrection, args);
  }

  withdrawCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.withdrawCorrection, args);
  }

  readCorrection(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.readCorrection, args);
  }

  listCorrections(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.listCorrections, args);
  }

  listBillCorrections(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, corrections.listBillCorrections, args);
  }

  openDispute(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, disputes.openDispute, args);
  }

  answerDispute(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, disputes.answerDispute, args);
  }

  resolveDispute(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, disputes.resolveDispute, args);
  }

  readDispute(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, disputes.readDispute, args);
  }

  listDisputes(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, disputes.listDisputes, args);
  }

  recordUsage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usage.recordUsage, args);
  }

  recordLateUsage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageLate.recordLateUsage, args);
  }

  refreshRoster(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageRoster.refreshRoster, args);
  }

  readUsageRecord(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.readUsageRecord, args);
  }

  readLateUsage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.readLateUsage, args);
  }

  readUsageBatch(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.readUsageBatch, args);
  }

  listUsageBatches(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.listUsageBatches, args);
  }

  locateMetered(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.locateMetered, args);
  }

  readLane(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.readLane, args);
  }

  listLanes(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageReads.listLanes, args);
  }

  pendingTotals(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, totalsPending.pendingTotals, args);
  }

  rollUpUsage(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, usageTotals.rollUpUsage, args);
  }

  listPeriodEntries(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, statements.listPeriodEntries, args);
  }

  readBills(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, bills.readBills, args);
  }

  readResource(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, readResource, args);
  }

  group(ctx: Context, ...args: string[]): Promise<string> {
    return run(ctx, group, args);
  }

  override unknownTransaction(): Promise<void> {
    return Promise.reject(new Error(argumentError('function', 'is not one of this contract').toWire()));
  }
}

const READABLE = ['quota', 'price', 'ECSResource', 'OSSResource', 'ECSBill', 'OSSBill'] as const;

/** `readResource(type, id)`: any record by its type and id; of a price, the version in force now. */
async function readResource(tx: Transaction, args: readonly string[]): Promise<string> {
  const given = takeArguments(['type', 'id'], args);
  const type = parseWord(given.type, 'type', READABLE);
  const id = parseId(given.id, 'id');
  switch (type) {
    case 'quota':
      return quotas.readQuota(tx, id);
    case 'price':
      return prices.readPriceNow(tx, id);
    case 'ECSResource':
    case 'OSSResource':
      return resources.readInstance(tx, type, id);
    case 'ECSBill':
    case 'OSSBill':
      return bills.readBill(tx, type, id);
  }
}
