import {
  EXACT_PER_FEN,
  type ExactAmount,
  type Fen,
  type Meter,
  periodSpan,
  QUANTITY_ONE,
  roundHalfUp,
  SECONDS_PER_DAY,
  toRfc3339,
  type UserId,
} from '@cloudfed/core';

import type { Bill, BillLineRecord, LedgerPort } from '../fabric/ledger-port.js';
import { type Account, type Charge, type ChargeQuestion, accountsOf, chargesOf } from './charges.js';
import { csvRow } from './csv.js';
import { decimalOf, yuanOf } from './decimal.js';
import { focusColumns, type FocusRow, type FocusVersion } from './focus-columns.js';
import { signed, type UsageShare } from './statement-lines.js';

/** Digits after the point of costs and quantities that are no finite decimals. */
const DIGITS = 20;
const EXACT_PER_YUAN = 100n * EXACT_PER_FEN;

interface MeterWords {
  readonly unit: string;
  /** Undefined of what is counted and not held. */
  readonly held?: string;
}

const METERS: Readonly<Record<Meter, MeterWords>> = {
  cpu: { unit: 'Core-Days', held: 'Core-Seconds' },
  ramGb: { unit: 'GB-Days', held: 'GB-Seconds' },
  diskGb: { unit: 'GB-Days', held: 'GB-Seconds' },
  bandwidthMbps: { unit: 'Mbps-Days', held: 'Mbps-Seconds' },
  requests: { unit: 'Requests' },
  flowOutGb: { unit: 'GB' },
};

/** All charges of a period that somebody may see, as FOCUS in CSV, part by part. */
export async function* focusCsv(
  ledger: LedgerPort,
  question: ChargeQuestion,
  version: FocusVersion,
): AsyncGenerator<string, void> {
  const columns = focusColumns(version);
  const accounts = await accountsOf(ledger, question);
  let text = csvRow(columns);
  for (const account of accounts) {
    for await (const charges of chargesOf(ledger, account, question.userId)) {
      for (const charge of charges) {
        for (const row of focusRows(account, charge)) text += csvRow(columns.map((name) => row[name] ?? ''));
      }
      if (text === '') continue;
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

/** The rows of one charge. What is billed in them is in whole fen and adds up to the bill, note or share. */
export function focusRows(account: Account, charge: Charge): readonly FocusRow[] {
  if (charge.kind === 'bill') return billRows(account, charge.bill);
  if (charge.kind === 'note') return [noteRow(account, charge)];
  return [usageRow(account, charge.share)];
}

function accountCells({ provider, consumer, period, statementId }: Account, userId: UserId): FocusRow {
  const { from, to } = periodSpan(period, 'period');
  return {
    // All digits, they would be taken for numbers.
    BillingAccountId: `org-${consumer.orgId}`,
    BillingAccountName: consumer.name,
    BillingAccountType: 'Organization',
    SubAccountId: `user-${userId}`,
    SubAccountName: `user-${userId}`,
    SubAccountType: 'User',
    BillingCurrency: 'CNY',
    PricingCurrency: 'CNY',
    BillingPeriodStart: moment(from),
    BillingPeriodEnd: moment(to),
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    ...(statementId !== undefined && { InvoiceId: statementId }),
    InvoiceIssuerName: provider.name,
    ProviderName: provider.name,
    ServiceProviderName: provider.name,
  };
}

function serviceCells({ type, resource }: Bill): FocusRow {
  const service = type === 'ECSBill' ? COMPUTE : STORAGE;
  return {
    ...service,
    x_CloudService: resource.cloudService,
    ServiceName: PRINTABLE_ASCII.test(resource.cloudService) ? resource.cloudService : service.ResourceType,
    PublisherName: resource.providerName,
    HostProviderName: resource.providerName,
    ResourceId: resource.instanceId,
    ResourceName: resource.instanceId,
  };
}

/** FOCUS wants ASCII in names and descriptions. */
const PRINTABLE_ASCII = /^[\u0020-\u007e]+$/u;

const COMPUTE = {
  ServiceCategory: 'Compute',
  ServiceSubcategory: 'Virtual Machines',
  ResourceType: 'Cloud host',
} as const satisfies FocusRow;
const STORAGE = {
  ServiceCategory: 'Storage',
  ServiceSubcategory: 'Object Storage',
  ResourceType: 'Object store',
} as const satisfies FocusRow;

function billRows(account: Account, bill: Bill): readonly FocusRow[] {
  const always = { ...accountCells(account, bill.userId), ...serviceCells(bill) };
  let exact = 0n;
  return bill.lines.map((line): FocusRow => {
    const before = roundHalfUp(exact as ExactAmount);
    exact += BigInt(line.exactAmount);
    const billed = (roundHalfUp(exact as ExactAmount) - before) as Fen;
    return {
      ...always,
      ...lineCells(account, bill, line),
      ...billedCells(billed),
      x_BillType: bill.type,
      x_TransactionId: bill.transactionId,
    };
  });
}

function lineCells({ provider }: Account, bill: Bill, line: BillLineRecord): FocusRow {
  const { meter, price, quantity, seconds, exactAmount, priceVersion } = line;
  const { unit, held } = METERS[meter];
  const counted = decimalOf(quantity, QUANTITY_ONE, DIGITS);
  const cost = decimalOf(BigInt(exactAmount), EXACT_PER_YUAN, DIGITS);
  const skuId = skuOf(provider.orgId, bill, meter);
  // Prices that both named for an instance of the past are of no version.
  const priceId = priceVersion === 0 ? `${skuId}/agreed/${bill.instanceId}` : `${skuId}/v${priceVersion.toString()}`;
  return {
    ChargePeriodStart: moment(line.from),
    // What is counted and not held may be of one moment; a period has some length.
    ChargePeriodEnd: moment(line.to > line.from ? line.to : line.from + 1),
    ChargeDescription: `${meter} of ${bill.instanceId} at price version ${priceVersion.toString()}`,
    ListCost: cost,
    ContractedCost: cost,
    ListUnitPrice: yuanOf(price),
    ContractedUnitPrice: yuanOf(price),
    PricingCurrencyListUnitPrice: yuanOf(price),
    PricingCurrencyContractedUnitPrice: yuanOf(price),
    PricingCategory: 'Standard',
    PricingQuantity:
      held === undefined ? counted : decimalOf(quantity * seconds, QUANTITY_ONE * SECONDS_PER_DAY, DIGITS),
    PricingUnit: unit,
    ConsumedQuantity: held === undefined ? counted : decimalOf(quantity * seconds, QUANTITY_ONE, DIGITS),
    ConsumedUnit: held ?? unit,
    SkuId: skuId,
    SkuMeter: meter,
    SkuPriceId: priceId,
    x_ExactAmount: exactAmount,
    x_PriceVersion: priceVersion.toString(),
  };
}

/** What has a price of its own: a host's disk and a store's, a public network and a private one. */
function skuOf(providerId: string, { type, resource }: Bill, meter: Meter): string {
  const service = type === 'ECSBill' ? 'ecs' : 'oss';
  const network = meter === 'bandwidthMbps' || meter === 'flowOutGb' ? `/${resource.networkType}` : '';
  return `${providerId}/${service}/${meter}${network}`;
}

function noteRow(account: Account, { correction, bill }: Extract<Charge, { kind: 'note' }>): FocusRow {
  const { kind, amount, correctionId, reason, text } = correction;
  const fen = signed(kind, amount);
  return {
    ...accountCells(account, bill.userId),
    ...serviceCells(bill),
    ChargePeriodStart: moment(bill.beginTime.seconds),
    ChargePeriodEnd: moment(Math.max(bill.endTime.seconds, bill.beginTime.seconds + 1)),
    ChargeClass: 'Correction',
    ChargeDescription: `${kind} note ${correctionId}: ${reason}`,
    ...billedCells(fen),
    ListCost: yuanOf(fen),
    ContractedCost: yuanOf(fen),
    PricingCategory: 'Standard',
    x_BillType: correction.billType,
    x_CorrectionId: correctionId,
    x_CorrectionKind: kind,
    x_CorrectionReason: reason,
    x_CorrectionText: text,
  };
}

/** Of metered usage the ledger sums up what each user's records cost: one row. */
function usageRow(account: Account, { kind, userId, records, exactAmount, amount }: UsageShare): FocusRow {
  const { from, to } = periodSpan(account.period, 'period');
  const isHosts = kind === 'ECSUsage';
  const name = isHosts ? 'Metered cloud hosts' : 'Metered object stores';
  const skuId = `${account.provider.orgId}/${isHosts ? 'metered-hosts' : 'metered-stores'}`;
  const { ServiceCategory, ServiceSubcategory } = isHosts ? COMPUTE : STORAGE;
  return {
    ...accountCells(account, userId),
    ServiceCategory,
    ServiceSubcategory,
    ServiceName: name,
    PublisherName: account.provider.name,
    HostProviderName: account.provider.name,
    ChargePeriodStart: moment(from),
    ChargePeriodEnd: moment(to),
    ChargeDescription: `${name}: ${records.toString()} usage records`,
    ...billedCells(amount),
    ListCost: yuanOf(amount),
    ContractedCost: yuanOf(amount),
    ListUnitPrice: yuanOf(amount),
    ContractedUnitPrice: yuanOf(amount),
    PricingCurrencyListUnitPrice: yuanOf(amount),
    PricingCurrencyContractedUnitPrice: yuanOf(amount),
    PricingCategory: 'Standard',
    // Records are priced by many meters and versions; their sum is priced once.
    PricingQuantity: '1',
    PricingUnit: 'Months',
    ConsumedQuantity: records.toString(),
    ConsumedUnit: 'Records',
    SkuId: skuId,
    SkuMeter: kind,
    SkuPriceId: `${skuId}/${account.period}/${userId}`,
    x_ExactAmount: exactAmount.toString(),
  };
}

function billedCells(fen: bigint): FocusRow {
  const yuan = yuanOf(fen);
  return { BilledCost: yuan, EffectiveCost: yuan, PricingCurrencyEffectiveCost: yuan, x_BilledFen: fen.toString() };
}

function moment(seconds: number): string {
  return toRfc3339({ seconds, nanos: 0 });
}
