/** What a token's `roles` may name. */
export const ROLES = ['admin', 'operator', 'billing', 'auditor', 'user'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `all`: on every record of the organization. `own`: on the records of the token's own user alone; of quotas, which are
 * of organizations, those that the user's organization may use.
 */
export type Reach = 'all' | 'own';
type Row = Readonly<Partial<Record<Role, Reach>>>;

const ADMIN: Row = { admin: 'all' };
const ADMIN_AND_AUDITOR: Row = { ...ADMIN, auditor: 'all' };
const WRITERS: Row = { admin: 'all', operator: 'all' };
const WRITERS_AND_OWN: Row = { ...WRITERS, user: 'own' };
/** Who deals with what is owed. */
const BILLERS: Row = { admin: 'all', operator: 'all', billing: 'all' };
/** Who lets money in and out of the ledger. */
const CLEARING: Row = { admin: 'all', billing: 'all' };
const STAFF: Row = { admin: 'all', operator: 'all', billing: 'all', auditor: 'all' };
const STAFF_AND_OWN: Row = { ...STAFF, user: 'own' };
const EVERYBODY: Row = { ...STAFF, user: 'all' };

/**
 * Who may do what: one row an operation, one cell a role. Nothing else decides it: a role without a cell is refused, a
 * route is served only under a row, and the documents and their tests are made from this table.
 */
export const ACCESS = {
  listOrganizations: EVERYBODY,
  createQuota: WRITERS,
  updateQuota: WRITERS,
  closeQuota: WRITERS,
  readQuota: STAFF_AND_OWN,
  listQuotas: STAFF_AND_OWN,
  publishPrice: WRITERS,
  changePrice: WRITERS,
  readPrice: EVERYBODY,
  listPriceVersions: EVERYBODY,
  listPrices: EVERYBODY,
  openEcsResource: WRITERS_AND_OWN,
  readEcsResource: STAFF_AND_OWN,
  listEcsResources: STAFF_AND_OWN,
  releaseEcsResource: WRITERS_AND_OWN,
  openOssResource: WRITERS_AND_OWN,
  readOssResource: STAFF_AND_OWN,
  listOssResources: STAFF_AND_OWN,
  stopOssResource: WRITERS_AND_OWN,
  releaseOssResource: WRITERS,
  setProviderPermission: WRITERS,
  readProviderPermission: STAFF,
  listBills: STAFF_AND_OWN,
  readBill: STAFF_AND_OWN,
  readTotals: STAFF_AND_OWN,
  issueStatement: BILLERS,
  listStatements: STAFF,
  readStatement: STAFF,
  readNetting: STAFF,
  proposeNet: BILLERS,
  listNets: STAFF,
  readNet: STAFF,
  acceptNet: BILLERS,
  withdrawNet: BILLERS,
  settleNet: BILLERS,
  confirmNetSettlement: BILLERS,
  refuseNetSettlement: BILLERS,
  listNettingRounds: STAFF,
  readNettingRound: STAFF,
  postNet: BILLERS,
  withdrawPostedNet: BILLERS,
  signNettingRound: BILLERS,
  payNettingRound: BILLERS,
  confirmNettingPayment: BILLERS,
  exportFocus: STAFF_AND_OWN,
  exportUsageRecords: STAFF_AND_OWN,
  readStatementCsv: STAFF,
  readStatementPdf: STAFF,
  listStatementEntries: STAFF,
  readPaymentInstrument: STAFF,
  acceptStatement: BILLERS,
  disputeStatement: BILLERS,
  settleStatement: BILLERS,
  confirmSettlement: BILLERS,
  refuseSettlement: BILLERS,
  issueCorrection: BILLERS,
  issueUsageCorrection: BILLERS,
  listBillCorrections: STAFF,
  listCorrections: STAFF,
  readCorrection: STAFF,
  acceptCorrection: BILLERS,
  rejectCorrection: BILLERS,
  withdrawCorrection: BILLERS,
  disputeBill: BILLERS,
  listDisputes: STAFF,
  readDispute: STAFF,
  answerDispute: BILLERS,
  resolveDispute: BILLERS,
  importEcs: WRITERS,
  listImports: STAFF,
  readImport: STAFF,
  acceptImport: WRITERS,
  withdrawImport: WRITERS,
  readSettlementTerms: STAFF,
  registerSettlementKey: BILLERS,
  readSettlementKey: STAFF,
  rotateSettlementKey: BILLERS,
  retireSettlementKey: BILLERS,
  auditFunds: STAFF,
  listFunds: STAFF,
  readFunds: STAFF,
  issueFunds: CLEARING,
  listFundsIssues: STAFF,
  readFundsIssue: STAFF,
  redeemFunds: CLEARING,
  listFundsRedemptions: STAFF,
  readFundsRedemption: STAFF,
  confirmFundsRedemption: CLEARING,
  refuseFundsRedemption: CLEARING,
  transferFunds: BILLERS,
  listFundsTransfers: STAFF,
  readFundsTransfer: STAFF,
  listFundsMovements: STAFF,
  openChequebook: BILLERS,
  listChequebooks: STAFF_AND_OWN,
  listChequeAccounts: STAFF_AND_OWN,
  readChequebook: STAFF_AND_OWN,
  readChequeAccount: STAFF_AND_OWN,
  depositChequebook: BILLERS,
  setHardDeposit: BILLERS,
  releaseHardDeposit: BILLERS,
  cashCheque: BILLERS,
  beginChequebookWithdrawal: BILLERS,
  armChequebookWithdrawal: BILLERS,
  completeChequebookWithdrawal: BILLERS,
  openPaymentChannel: BILLERS,
  listPaymentChannels: STAFF_AND_OWN,
  readPaymentChannel: STAFF_AND_OWN,
  joinPaymentChannel: BILLERS,
  leavePaymentChannel: BILLERS,
  topUpPaymentChannel: BILLERS,
  checkpointPaymentChannel: BILLERS,
  closePaymentChannel: BILLERS,
  beginPaymentChannelClose: BILLERS,
  armPaymentChannelClose: BILLERS,
  challengePaymentChannelClose: BILLERS,
  finalizePaymentChannelClose: BILLERS,
  revealPreimage: BILLERS,
  readPreimage: STAFF,
  registerAccount: BILLERS,
  listAccounts: STAFF_AND_OWN,
  readAccount: STAFF_AND_OWN,
  lockAccount: BILLERS,
  backAccount: BILLERS,
  checkpointAccount: BILLERS,
  withdrawAccount: BILLERS,
  beginAccountClose: BILLERS,
  armAccountClose: BILLERS,
  challengeAccountClose: BILLERS,
  finalizeAccountClose: BILLERS,
  readSpend: STAFF_AND_OWN,
  search: STAFF_AND_OWN,
  createApiKey: ADMIN,
  listApiKeys: ADMIN_AND_AUDITOR,
  readApiKey: ADMIN_AND_AUDITOR,
  rotateApiKey: ADMIN,
  revokeApiKey: ADMIN,
  readAuditLog: ADMIN_AND_AUDITOR,
  recordUsage: WRITERS,
  readUsage: STAFF,
  readUsageBacklog: STAFF,
  readUsageProof: STAFF,
  readLateUsageProof: STAFF,
  createWebhook: ADMIN,
  listWebhooks: ADMIN_AND_AUDITOR,
  readWebhook: ADMIN_AND_AUDITOR,
  rotateWebhookSecret: ADMIN,
  suspendWebhook: ADMIN,
  resumeWebhook: ADMIN,
  removeWebhook: ADMIN,
  listWebhookDeliveries: ADMIN_AND_AUDITOR,
  redeliverWebhookDelivery: ADMIN,
  discardWebhookDelivery: ADMIN,
  createAlertRule: BILLERS,
  listAlertRules: STAFF,
  readAlertRule: STAFF,
  removeAlertRule: BILLERS,
  listAlerts: STAFF,
  followEvents: STAFF_AND_OWN,
} as const satisfies Readonly<Record<string, Row>>;

export type OperationId = keyof typeof ACCESS;

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** How far someone with these roles reaches in an operation; undefined where they may not do it at all. */
export function reachOf(operation: OperationId, roles: readonly Role[]): Reach | undefined {
  const row: Row = ACCESS[operation];
  const reaches = roles.map((role) => row[role]);
  return reaches.find((reach) => reach === 'all') ?? reaches.find((reach) => reach === 'own');
}

/** The roles that may do an operation, in the order of {@link ROLES}. */
export function rolesOf(operation: OperationId): readonly Role[] {
  const row: Row = ACCESS[operation];
  return ROLES.filter((role) => row[role] !== undefined);
}
