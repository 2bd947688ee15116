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

import type { Bill, BillLineRecord, Resource } from '../fabric/ledger-port.js';
import type { MeteredDay } from '../readmodel/lists.js';
import {
  type Account,
  accountsOf,
  type Charge,
  type ChargeQuestion,
  type ChargeSources,
  chargesOf,
} from './charges.js';
import { csvRow } from './csv.js';
import { decimalOf, yuanOf } from './decimal.js';
import { focusColumns, type FocusRow, type FocusVersion } from './focus-columns.js';
import { signed } from './statement-lines.js';

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
  sources: ChargeSources,
  question: ChargeQuestion,
  version: FocusVersion,
): AsyncGenerator<string, void> {
  const columns = focusColumns(version);
  const accounts = await accountsOf(sources, question);
  let text = csvRow(columns);
  for (const account of accounts) {
    for await (const charges of chargesOf(sources, account, question.userId)) {
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

/** The rows of one charge. What is billed in them is in whole fen and adds up to the bill, note or statement's line. */
export function focusRows(account: Account, charge: Charge): readonly FocusRow[] {
  if (charge.kind === 'bill') return billRows(account, charge.bill);
  if (charge.kind === 'note') return [noteRow(account, charge)];
  return [usageRow(account, charge)];
}

function accountCells({ provider, consumer, period, statement }: Account, userId: UserId): FocusRow {
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
    ...(statement !== undefined && { InvoiceId: statement.statementId }),
    InvoiceIssuerName: provider.name,
    ProviderName: provider.name,
    ServiceProviderName: provider.name,
  };
}

function serviceCells(resource: Resource): FocusRow {
  const service = resource.type === 'ECSResource' ? COMPUTE : STORAGE;
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
  const always = { ...accountCells(account, bill.userId), ...serviceCells(bill.resource) };
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

function lineCells(account: Account, { resource }: Bill, line: BillLineRecord): FocusRow {
  const { meter, quantity, seconds, from, to } = line;
  return {
    ChargePeriodStart: moment(from),
    // What is counted and not held may be of one moment; a period has some length.
    ChargePeriodEnd: moment(to > from ? to : from + 1),
    ChargeDescription: describe(resource, line),
    ...pricedCells(account, resource, { ...line, consumed: isHeld(meter) ? quantity * seconds : quantity }),
  };
}

function describe({ instanceId }: Resource, line: Pick<BillLineRecord, 'meter' | 'priceVersion'>): string {
  const { meter, priceVersion } = line;
  return `${meter} of ${instanceId} at ${priceVersion === 0 ? 'agreed prices' : `price version ${priceVersion.toString()}`}`;
}

/** What was used, at which price. */
interface Priced extends Pick<BillLineRecord, 'meter' | 'price' | 'priceVersion'> {
  /** A level times its seconds, or what was counted, in counts of 10⁻¹⁰. */
  readonly consumed: bigint;
  /** A count of 1/(86,400·10¹⁰) fen. */
  readonly exactAmount: bigint | string;
}

function pricedCells({ provider }: Account, resource: Resource, priced: Priced): FocusRow {
  const { meter, price, priceVersion, consumed, exactAmount } = priced;
  const { unit, held } = METERS[meter];
  const cost = decimalOf(BigInt(exactAmount), EXACT_PER_YUAN, DIGITS);
  const skuId = skuOf(provider.orgId, resource, meter);
  // Prices that both named for an instance of the past are of no version.
  const priceId =
    priceVersion === 0 ? `${skuId}/agreed/${resource.instanceId}` : `${skuId}/v${priceVersion.toString()}`;
  return {
    ListCost: cost,
    ContractedCost: cost,
    ListUnitPrice: yuanOf(price),
    ContractedUnitPrice: yuanOf(price),
    PricingCurrencyListUnitPrice: yuanOf(price),
    PricingCurrencyContractedUnitPrice: yuanOf(price),
    PricingCategory: 'Standard',
    PricingQuantity: decimalOf(consumed, held === undefined ? QUANTITY_ONE : QUANTITY_ONE * SECONDS_PER_DAY, DIGITS),
    PricingUnit: unit,
    ConsumedQuantity: decimalOf(consumed, QUANTITY_ONE, DIGITS),
    ConsumedUnit: held ?? unit,
    SkuId: skuId,
    SkuMeter: meter,
    SkuPriceId: priceId,
    x_ExactAmount: fractionOf(exactAmount),
    x_PriceVersion: priceVersion.toString(),
  };
}

/** Fen, as a fraction: tools that guess what a column holds take so many digits for a number that they cannot. */
function fractionOf(exact: bigint | string): string {
  return `${exact.toString()}/${EXACT_PER_FEN.toString()}`;
}

function isHeld(meter: Meter): boolean {
  return METERS[meter].held !== undefined;
}

/** What has a price of its own: a host's disk and a store's, a public network and a private one. */
function skuOf(providerId: string, { type, networkType }: Resource, meter: Meter): string {
  const service = type === 'ECSResource' ? 'ecs' : 'oss';
  const network = meter === 'bandwidthMbps' || meter === 'flowOutGb' ? `/${networkType}` : '';
  return `${providerId}/${service}/${meter}${network}`;
}

function noteRow(account: Account, note: Extract<Charge, { kind: 'note' }>): FocusRow {
  const { correction, resource, from, to } = note;
  const { kind, amount, correctionId, reason, text, userId } = correction;
  const fen = signed(kind, amount);
  return {
    ...accountCells(account, userId),
    ...serviceCells(resource),
    ChargePeriodStart: moment(from),
    ChargePeriodEnd: moment(Math.max(to, from + 1)),
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

function usageRow(account: Account, { day, amount }: Extract<Charge, { kind: 'usage' }>): FocusRow {
  const { userId, from, to, used } = day;
  const always: FocusRow = {
    ...accountCells(account, userId),
    ChargePeriodStart: moment(from),
    ChargePeriodEnd: moment(to),
    ...billedCells(amount),
    x_UsageRecords: day.records.toString(),
  };
  if (used === undefined) return { ...always, ...wholeCells(account, day, amount) };
  const { resource, meter } = used;
  return {
    ...always,
    ...serviceCells(resource),
    ChargeDescription: describe(resource, { meter, priceVersion: day.priceVersion }),
    ...pricedCells(account, resource, { ...day, meter }),
  };
}

/** Of usage that could not be told apart only its sum is known: it is priced once. */
function wholeCells({ provider }: Account, { type, records, exactAmount }: MeteredDay, amount: bigint): FocusRow {
  const isHosts = type === 'ECS';
  const name = isHosts ? 'Metered cloud hosts' : 'Metered object stores';
  const { ServiceCategory, ServiceSubcategory } = isHosts ? COMPUTE : STORAGE;
  const skuId = `${provider.orgId}/${isHosts ? 'metered-hosts' : 'metered-stores'}`;
  const yuan = yuanOf(amount);
  return {
    ...{ ServiceCategory, ServiceSubcategory, ServiceName: name },
    PublisherName: provider.name,
    HostProviderName: provider.name,
    ChargeDescription: `${name}: ${records.toString()} usage records`,
    ...{ ListCost: yuan, ContractedCost: yuan, ListUnitPrice: yuan, ContractedUnitPrice: yuan },
    ...{ PricingCurrencyListUnitPrice: yuan, PricingCurrencyContractedUnitPrice: yuan, PricingCategory: 'Standard' },
    ...{ PricingQuantity: '1', PricingUnit: 'Units', ConsumedQuantity: records.toString(), ConsumedUnit: 'Records' },
    ...{ SkuId: skuId, SkuMeter: `${type}Usage`, SkuPriceId: `${skuId}/sum` },
    x_ExactAmount: fractionOf(exactAmount),
  };
}

function billedCells(fen: bigint): FocusRow {
  const yuan = yuanOf(fen);
  return { BilledCost: yuan, EffectiveCost: yuan, PricingCurrencyEffectiveCost: yuan, x_BilledFen: fen.toString() };
}

function moment(seconds: number): string {
  return toRfc3339({ seconds, nanos: 0 });
}
