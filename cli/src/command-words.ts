/** What an operation is called on the command line: `quota create`. */
export type CommandWords = readonly [string] | readonly [string, string];

/** Where the rule below would not give what people would look for. */
const CHOSEN: Readonly<Record<string, CommandWords>> = {
  listPriceVersions: ['price', 'versions'],
  issueUsageCorrection: ['usage', 'correct'],
  listBillCorrections: ['bill', 'corrections'],
  listStatementEntries: ['statement', 'entries'],
  readStatementCsv: ['statement', 'csv'],
  readStatementPdf: ['statement', 'pdf'],
  readNetting: ['netting'],
  exportFocus: ['export', 'focus'],
  exportUsageRecords: ['export', 'usage-records'],
  readTotals: ['total'],
  importEcs: ['ecs', 'import'],
  confirmSettlement: ['statement', 'confirm'],
  refuseSettlement: ['statement', 'refuse'],
  confirmNetSettlement: ['net', 'confirm'],
  refuseNetSettlement: ['net', 'refuse'],
  postNet: ['netting-round', 'post'],
  withdrawPostedNet: ['netting-round', 'withdraw'],
  confirmNettingPayment: ['netting-round', 'confirm'],
  readSettlementTerms: ['funds', 'terms'],
  auditFunds: ['funds', 'audit'],
  listFunds: ['funds', 'list'],
  readFunds: ['funds', 'show'],
  issueFunds: ['funds', 'issue'],
  redeemFunds: ['funds', 'redeem'],
  transferFunds: ['funds', 'transfer'],
  listFundsIssues: ['funds', 'issues'],
  listFundsRedemptions: ['funds', 'redemptions'],
  listFundsTransfers: ['funds', 'transfers'],
  listFundsMovements: ['funds', 'movements'],
  readFundsIssue: ['funds', 'show-issue'],
  readFundsRedemption: ['funds', 'show-redemption'],
  confirmFundsRedemption: ['funds', 'confirm-redemption'],
  refuseFundsRedemption: ['funds', 'refuse-redemption'],
  readFundsTransfer: ['funds', 'show-transfer'],
  setHardDeposit: ['chequebook', 'set-aside'],
  releaseHardDeposit: ['chequebook', 'release'],
  cashCheque: ['chequebook', 'cash'],
  readChequeAccount: ['chequebook', 'paid'],
  listChequeAccounts: ['chequebook', 'accounts'],
  beginChequebookWithdrawal: ['chequebook', 'begin-withdrawal'],
  armChequebookWithdrawal: ['chequebook', 'arm-withdrawal'],
  completeChequebookWithdrawal: ['chequebook', 'complete-withdrawal'],
  topUpPaymentChannel: ['payment-channel', 'top-up'],
  beginPaymentChannelClose: ['payment-channel', 'begin-close'],
  armPaymentChannelClose: ['payment-channel', 'arm-close'],
  challengePaymentChannelClose: ['payment-channel', 'challenge-close'],
  finalizePaymentChannelClose: ['payment-channel', 'finalize-close'],
  beginAccountClose: ['account', 'begin-close'],
  armAccountClose: ['account', 'arm-close'],
  challengeAccountClose: ['account', 'challenge-close'],
  finalizeAccountClose: ['account', 'finalize-close'],
  readAuditLog: ['audit-log'],
  health: ['health'],
  readiness: ['ready'],
  metrics: ['metrics'],
  openApi: ['openapi'],
};

/** Operations that have a command of their own, or are for browsers alone. */
export const NOT_GENERATED: readonly string[] = ['followEvents', 'docs'];

const NOUNS: Readonly<Record<string, string>> = {
  'ecs-resource': 'ecs',
  'oss-resource': 'oss',
  'provider-permission': 'permission',
};
const VERBS: Readonly<Record<string, string>> = { read: 'show' };

/** `createApiKey` → `api-key create`: the thing, in the singular, and what is done with it. */
export function commandWords(operationId: string): CommandWords {
  const chosen = CHOSEN[operationId];
  if (chosen !== undefined) return chosen;
  const [verb = '', ...noun] = kebab(operationId).split('-');
  if (noun.length === 0) return [verb];
  const thing = singular(noun.join('-'));
  return [NOUNS[thing] ?? thing, VERBS[verb] ?? verb];
}

const THINGS: Readonly<Record<string, string>> = {
  'api-key': 'Keys that programs call with',
  account: 'Money of a user with a platform',
  bill: 'What was billed, disputes and corrections of it',
  chequebook: 'Money that signed cheques are paid from',
  correction: 'Credit and debit notes',
  dispute: 'Disputes of bills and statements',
  ecs: 'Cloud hosts',
  export: 'Charges and usage in formats of others',
  funds: 'Money on the ledger',
  import: 'Instances of the past',
  net: 'A month’s statements of two organizations, set off',
  'netting-round': 'A month’s nets of all organizations, set off',
  organization: 'The members of the federation',
  oss: 'Object stores',
  'payment-channel': 'Money that its members pay each other with off the ledger',
  'payment-instrument': 'Cheques or a payment channel that statements are paid by',
  permission: 'Which providers may open instances for this organization',
  preimage: 'What claims hash-locked payments',
  price: 'Prices and their versions',
  quota: 'Capacity that is lent',
  'settlement-key': 'Keys that settlement documents are signed with',
  statement: 'Monthly statements between two organizations',
};

/** What a command's first word is about. */
export function thingOf(word: string, fallback: string): string {
  return THINGS[word] ?? fallback;
}

/** `ramGb` → `ram-gb`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

function singular(noun: string): string {
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  return noun.endsWith('s') && !noun.endsWith('ss') && !noun.endsWith('cs') ? noun.slice(0, -1) : noun;
}
