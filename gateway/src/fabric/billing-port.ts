import type {
  Billing,
  CorrectionKind,
  CorrectionReason,
  CorrectionStatus,
  DisputeAnswer,
  DisputeStatus,
  EcsShape,
  EntryKind,
  Fen,
  LedgerTime,
  OrgId,
  PaymentClaims,
  Price,
  RecordId,
  StatementStatus,
  UsageKind,
  UserId,
} from '@cloudfed/core';

import type { DisputeSubject } from './billing-records.js';
import type { Among, Bill, BillType, Committed, EcsResource, Page, PageRequest } from './ledger-port.js';
import type { Net, NetChangeKind } from './net-port.js';

export interface StatementLine {
  readonly kind: EntryKind;
  readonly count: number;
  readonly amount: Fen;
  /** Of usage: the exact cumulative cost before and after, in counts of 1/(86,400·10¹⁰) fen. */
  readonly exactBefore: string | undefined;
  readonly exactAfter: string | undefined;
}

/** What a provider is owed for a month. Its figures never change; what becomes of it does. */
export interface Statement {
  readonly statementId: RecordId;
  readonly providerId: OrgId;
  readonly providerName: string;
  readonly consumerId: OrgId;
  readonly consumerName: string;
  /** `YYYY-MM` in Asia/Shanghai: `from` ≤ t < `to`. */
  readonly period: string;
  readonly from: LedgerTime;
  readonly to: LedgerTime;
  readonly lines: readonly StatementLine[];
  readonly amountDue: Fen;
  /** Undefined where nothing is due. */
  readonly debtorId: OrgId | undefined;
  readonly creditorId: OrgId | undefined;
  readonly pages: number;
  readonly entriesHash: string;
  readonly status: StatementStatus;
  readonly issuedTime: LedgerTime;
  /** Silence until then accepts. */
  readonly silentUntil: LedgerTime;
  readonly acceptedTime: LedgerTime | undefined;
  readonly acceptedBy: 'consumer' | 'silence' | 'resolution' | undefined;
  readonly disputeId: RecordId | undefined;
  readonly netId: RecordId | undefined;
  readonly paymentReference: string | undefined;
  readonly settledTime: LedgerTime | undefined;
  /** Why the creditor refused the last payment named. */
  readonly refusal: string | undefined;
  readonly confirmedTime: LedgerTime | undefined;
}

/** One thing that a statement adds up. */
export interface StatementEntry {
  readonly kind: EntryKind;
  readonly userId: UserId;
  /** Of a bill or a note. */
  readonly instanceId: RecordId | undefined;
  /** Of a note: what it corrects. */
  readonly billType: BillType | UsageKind | undefined;
  readonly correctionId: RecordId | undefined;
  /** Fen; undefined of usage, which is exact. */
  readonly amount: Fen | undefined;
  /** Of usage: how many records, and a count of 1/(86,400·10¹⁰) fen. */
  readonly records: number | undefined;
  readonly exactAmount: string | undefined;
}

/** What a note says, of whatever it corrects. */
interface NoteTerms {
  readonly correctionId: RecordId;
  readonly kind: CorrectionKind;
  readonly amount: Fen;
  readonly reason: CorrectionReason;
  readonly text: string;
}

export interface CorrectionInput extends NoteTerms {
  readonly billType: BillType;
  readonly instanceId: RecordId;
}

/** Records of one batch, all of one instance. */
export interface CorrectedUsage {
  readonly lane: string;
  readonly sequence: number;
  readonly recordIds: readonly RecordId[];
}

export interface UsageCorrectionInput extends NoteTerms, CorrectedUsage {
  /** The gateway's own organization: it alone corrects what it metered. */
  readonly providerId: OrgId;
}

/** A note corrects a bill, or metered usage. */
export type Corrected =
  | { readonly billType: BillType; readonly usage: undefined }
  | { readonly billType: UsageKind; readonly usage: CorrectedUsage };

export type Correction = Corrected & IssuedNote;

interface IssuedNote extends NoteTerms {
  readonly instanceId: RecordId;
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly userId: UserId;
  readonly status: CorrectionStatus;
  readonly createdTime: LedgerTime;
  readonly decidedTime: LedgerTime | undefined;
  /** The period whose statement it is on, once in force. */
  readonly period: string | undefined;
}

export interface DisputeInput {
  readonly disputeId: RecordId;
  readonly subjectType: DisputeSubject;
  readonly subjectId: RecordId;
  readonly reason: CorrectionReason;
  readonly text: string;
}

export interface Dispute extends DisputeInput {
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
  readonly status: DisputeStatus;
  readonly openedTime: LedgerTime;
  readonly answer: DisputeAnswer | undefined;
  readonly answerText: string | undefined;
  readonly correctionId: RecordId | undefined;
  readonly answeredTime: LedgerTime | undefined;
  readonly resolutionText: string | undefined;
  readonly resolvedTime: LedgerTime | undefined;
}

/** A cloud host of the past, and what it is to be rated at. */
export interface ImportInput extends EcsShape {
  readonly instanceId: RecordId;
  readonly providerId: OrgId;
  readonly userId: UserId;
  readonly cloudService: string;
  readonly beginTime: LedgerTime;
  readonly endTime: LedgerTime;
  readonly price: Price;
  readonly billing?: Billing | undefined;
}

/** An import that waits for the other side. */
export interface ProposedImport {
  readonly instanceId: RecordId;
  readonly resource: EcsResource;
  readonly price: Price;
  readonly proposedBy: OrgId;
  readonly proposedTime: LedgerTime;
}

/** What became of an import: proposed, or accepted, and billed unless it is metered. */
export type Imported =
  | { readonly status: 'proposed'; readonly proposal: Committed<ProposedImport> }
  | { readonly status: 'accepted'; readonly bill: Bill }
  | { readonly status: 'accepted'; readonly resource: Committed<EcsResource> };

/** A provider and its consumer; one of them is the gateway's own organization. */
export interface DealRef {
  readonly providerId: OrgId;
  readonly consumerId: OrgId;
}

/** What is owed, corrected, disputed and paid. Part of the ledger port. */
export interface BillingPort {
  /** Closes the period and issues its statement; the gateway's own organization is the provider. */
  issueStatement(consumerId: OrgId, period: string): Promise<Committed<Statement>>;
  /** @throws CloudfedError NOT_FOUND */
  readStatement(statementId: RecordId): Promise<Statement>;
  listStatements(page: PageRequest, among?: Among): Promise<Page<Statement>>;
  /** A page of the ledger's, which count from 0. */
  readStatementEntries(statementId: RecordId, page: number): Promise<readonly StatementEntry[]>;
  /**
   * All that counts in a period, whether its statement is issued or not, part by part.
   *
   * @throws CloudfedError UNAVAILABLE where its statement was being drawn up meanwhile
   */
  periodEntries(deal: DealRef, period: string): AsyncIterable<readonly StatementEntry[]>;
  /** The bills of at most 500 instances with the other organization, in the order of their names. */
  readBills(type: BillType, instanceIds: readonly RecordId[], among: Required<Among>): Promise<readonly Bill[]>;
  acceptStatement(statementId: RecordId): Promise<Committed<Statement>>;
  settleStatement(statementId: RecordId, paymentReference: string): Promise<Committed<Statement>>;
  /** @param paid fen that have come through the cheques or the payment channel in all; undefined of any other payment */
  confirmSettlement(statementId: RecordId, paid?: bigint): Promise<Committed<Statement>>;
  refuseSettlement(statementId: RecordId, text: string): Promise<Committed<Statement>>;
  /** What is claimed of cheques or a payment channel between the gateway's own organization and another. */
  readPaymentClaims(
    between: { readonly debtorId: OrgId; readonly creditorId: OrgId },
    paymentReference: string,
  ): Promise<PaymentClaims>;

  issueCorrection(input: CorrectionInput, among?: Among): Promise<Committed<Correction>>;
  /** @throws CloudfedError FORBIDDEN where another provider metered it */
  issueUsageCorrection(input: UsageCorrectionInput, among?: Among): Promise<Committed<Correction>>;
  /** The consumer accepts or rejects a debit note, or the provider withdraws it. */
  decideCorrection(
    correctionId: RecordId,
    decision: 'accept' | 'reject' | 'withdraw',
    among?: Among,
  ): Promise<Committed<Correction>>;
  readCorrection(correctionId: RecordId, among?: Among): Promise<Correction>;
  listCorrections(page: PageRequest, among?: Among): Promise<Page<Correction>>;
  /** @throws CloudfedError NOT_FOUND where there is no such bill */
  listBillCorrections(
    bill: { readonly type: BillType; readonly instanceId: RecordId },
    page: PageRequest,
    among?: Among,
  ): Promise<Page<Correction>>;

  openDispute(input: DisputeInput, among?: Among): Promise<Committed<Dispute>>;
  answerDispute(
    disputeId: RecordId,
    answer: { readonly answer: DisputeAnswer; readonly text: string; readonly correctionId?: RecordId | undefined },
    among?: Among,
  ): Promise<Committed<Dispute>>;
  resolveDispute(disputeId: RecordId, text: string, among?: Among): Promise<Committed<Dispute>>;
  readDispute(disputeId: RecordId, among?: Among): Promise<Dispute>;
  listDisputes(page: PageRequest, among?: Among): Promise<Page<Dispute>>;

  /** Proposes an instance of the past, or accepts the other side's proposal where it says the same. */
  importEcs(input: ImportInput): Promise<Imported>;
  withdrawImport(instanceId: RecordId, among?: Among): Promise<Committed<ProposedImport>>;
  readImport(instanceId: RecordId, among?: Among): Promise<ProposedImport>;
  listImports(page: PageRequest, among?: Among): Promise<Page<ProposedImport>>;
}

export type StatementChange =
  `statement.${'issued' | 'accepted' | 'disputed' | 'netted' | 'settled' | 'refused' | 'confirmed'}`;
export type CorrectionChange = `correction.${'inForce' | 'proposed' | 'rejected' | 'withdrawn'}`;
export type DisputeChange = `dispute.${'opened' | 'answered' | 'resolved'}`;
export type ImportChange = `ecs-import.${'proposed' | 'withdrawn'}`;

/** What a transaction changed of billing. */
export type BillingChange =
  | { readonly kind: StatementChange; readonly id: string; readonly record: Statement }
  | { readonly kind: NetChangeKind; readonly id: string; readonly record: Net }
  | { readonly kind: CorrectionChange; readonly id: string; readonly record: Correction }
  | { readonly kind: DisputeChange; readonly id: string; readonly record: Dispute }
  | { readonly kind: ImportChange; readonly id: string; readonly record: ProposedImport };
