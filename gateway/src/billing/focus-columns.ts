// FOCUS, the FinOps Open Cost and Usage Specification: every mandatory column of 1.2 and of 1.4, those conditional ones
// that have something to say here, and what is ours alone, which begins with `x_`.

export const FOCUS_COLUMNS = [
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'ListUnitPrice',
  'ContractedUnitPrice',
  'PricingCategory',
  'PricingCurrency',
  'PricingCurrencyContractedUnitPrice',
  'PricingCurrencyEffectiveCost',
  'PricingCurrencyListUnitPrice',
  'PricingQuantity',
  'PricingUnit',
  'ConsumedQuantity',
  'ConsumedUnit',
  'InvoiceId',
  'InvoiceIssuerName',
  'ProviderName',
  'PublisherName',
  'ServiceProviderName',
  'HostProviderName',
  'ServiceCategory',
  'ServiceSubcategory',
  'ServiceName',
  'SkuId',
  'SkuMeter',
  'SkuPriceId',
  'SkuPriceDetails',
  'ResourceId',
  'ResourceName',
  'ResourceType',
  'RegionId',
  'RegionName',
  'CommitmentDiscountStatus',
  'Tags',
  'x_CloudService',
  'x_BilledFen',
  'x_ExactAmount',
  'x_PriceVersion',
  'x_UsageRecords',
  'x_BillType',
  'x_CorrectionId',
  'x_CorrectionKind',
  'x_CorrectionReason',
  'x_CorrectionText',
  'x_TransactionId',
] as const;

export type FocusColumn = (typeof FOCUS_COLUMNS)[number];
/** A column that is not there is null. */
export type FocusRow = Readonly<Partial<Record<FocusColumn, string>>>;

export const FOCUS_VERSIONS = ['1.2', '1.4'] as const;
export type FocusVersion = (typeof FOCUS_VERSIONS)[number];

/** Their names in 1.4 are ServiceProviderName and HostProviderName, which 1.2 lets stand beside its own. */
const ONLY_IN_1_2: ReadonlySet<FocusColumn> = new Set(['ProviderName', 'PublisherName']);

export function focusColumns(version: FocusVersion): readonly FocusColumn[] {
  return version === '1.2' ? FOCUS_COLUMNS : FOCUS_COLUMNS.filter((column) => !ONLY_IN_1_2.has(column));
}
