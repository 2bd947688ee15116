import { status } from '@grpc/grpc-js';
import { CommitError, EndorseError, GatewayError } from '@hyperledger/fabric-gateway';
import { CloudfedError, parseWire } from '@cloudfed/core';

import { PRICE_NAMES, QUOTA_NAMES } from './codec.js';

/** The ledger or what leads to it cannot be reached now, or what became of a transaction is not known yet. */
export class UnavailableError extends CloudfedError {
  readonly retryAfterSeconds: number;
  /** The transaction that is still followed up, where there is one. */
  readonly transactionId: string | undefined;

  constructor(sentence: string, retryAfterSeconds = 1, transactionId?: string) {
    super('UNAVAILABLE', sentence);
    this.retryAfterSeconds = retryAfterSeconds;
    this.transactionId = transactionId;
  }
}

/** A transaction was refused by its validation; a new proposal may fare better. */
export class InvalidTransactionError extends Error {
  override readonly name = 'InvalidTransactionError';
  readonly transactionId: string;
  /** Fabric's validation code. */
  readonly validationCode: number;

  constructor(transactionId: string, validationCode: number) {
    super(`transaction ${transactionId} was judged ${validationCode}`);
    this.transactionId = transactionId;
    this.validationCode = validationCode;
  }
}

export const ValidationCode = { valid: 0, duplicateTxId: 9, mvccReadConflict: 11, phantomReadConflict: 12 } as const;

const CHAINCODE_RESPONSE = /chaincode response \d+, ([\s\S]*)$/u;
const PAYLOADS_DIFFER = /ProposalResponsePayloads do not match/u;
/** An orderer's refusal of a transaction as such, which sending it again does not mend. */
const REFUSED_BY_ORDERER = /status=(?:FORBIDDEN|BAD_REQUEST|REQUEST_ENTITY_TOO_LARGE)/u;
const TOO_LARGE = /REQUEST_ENTITY_TOO_LARGE|larger than max|message too large/iu;

const NAMED = /^([A-Za-z_]{1,40}): ([\s\S]*)$/u;
/** Arguments of the chaincode → their clean names. */
const CLEAN_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...cleanNamesOf(QUOTA_NAMES),
    ...cleanNamesOf(PRICE_NAMES),
    instanceID: 'instanceId',
    quotaID: 'quotaId',
    providerID: 'providerId',
    provider_id: 'providerId',
    resouce_provider: 'providerId',
    resourceProvider: 'providerId',
    userID: 'userId',
    resource_userID: 'consumerId',
    resourceUser: 'consumerId',
    consumerOrgID: 'consumerId',
    orgID: 'orgId',
    cloudService: 'cloudService',
    networkType: 'networkType',
    network_type: 'networkType',
    hardDisk: 'diskGb',
    holdingtime: 'holdingDays',
    commitment_servicetime: 'commitmentDays',
    ossRequest: 'ossRequest',
    flowout: 'flowOut',
    effectiveFrom: 'effectiveFrom',
    seconds: 'at',
    bookmark: 'cursor',
    pageSize: 'limit',
    statementID: 'statementId',
    correctionID: 'correctionId',
    recordID: 'recordId',
    recordIDs: 'recordIds',
    lane: 'lane',
    sequence: 'sequence',
    disputeID: 'disputeId',
    subjectID: 'subjectId',
    consumerID: 'consumerId',
    period: 'period',
    amount: 'amount',
    paymentReference: 'paymentReference',
    paid: 'paymentReference',
    text: 'text',
    beginTime: 'beginTime',
    endTime: 'endTime',
    id: 'id',
  }),
);

const CONNECTION_TROUBLE: readonly number[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];
const BUSY: readonly number[] = [status.RESOURCE_EXHAUSTED];
const NO_PLAN: readonly number[] = [status.FAILED_PRECONDITION];
const TOO_MANY_REQUESTS = /too many requests/u;

/** What a failed evaluation or endorsement means to the caller. */
export function callerError(error: unknown): CloudfedError {
  if (error instanceof CloudfedError) return error;
  if (!(error instanceof GatewayError)) return withCause(new CloudfedError('INTERNAL', 'an unexpected fault'), error);
  for (const message of messagesOf(error)) {
    const text = CHAINCODE_RESPONSE.exec(message)?.[1];
    if (text !== undefined) return withCause(refusalOf(text), error);
  }
  return withCause(unavailability(error), error);
}

/** A chaincode's `CODE: sentence`, with the argument it names under its clean name. */
export function refusalOf(text: string): CloudfedError {
  const refusal = parseWire(text);
  // What does not keep to that form is a fault of the service, whose words are not for callers.
  if (refusal === undefined) return new CloudfedError('INTERNAL', 'an unexpected fault');
  const [, name, problem] = NAMED.exec(refusal.message) ?? [];
  const clean = name === undefined ? undefined : CLEAN_NAMES.get(name);
  if (clean === undefined || problem === undefined) return refusal;
  return new CloudfedError(refusal.code, `${clean}: ${problem}`, clean);
}

/** Whether two endorsers saw different heights, which a new proposal mends. */
export function isEndorsementMismatch(error: unknown): boolean {
  return error instanceof EndorseError && messagesOf(error).some((message) => PAYLOADS_DIFFER.test(message));
}

export function isConflict(error: unknown): error is InvalidTransactionError {
  return (
    error instanceof InvalidTransactionError &&
    (error.validationCode === ValidationCode.mvccReadConflict ||
      error.validationCode === ValidationCode.phantomReadConflict)
  );
}

/** The validation code in an error of the client library, where it has one. */
export function commitCodeOf(error: unknown): number | undefined {
  return error instanceof CommitError ? error.code : undefined;
}

/** Whether the ordering service will never take this transaction, however often it is sent. */
export function isRefusedByOrderer(error: unknown): error is GatewayError {
  return error instanceof GatewayError && messagesOf(error).some((message) => REFUSED_BY_ORDERER.test(message));
}

/** Whether what was sent is larger than some part of the network takes. */
export function isTooLarge(error: unknown): boolean {
  const cause = error instanceof CloudfedError ? error.cause : error;
  return cause instanceof GatewayError && messagesOf(cause).some((message) => TOO_LARGE.test(message));
}

function unavailability(error: GatewayError): UnavailableError {
  if (CONNECTION_TROUBLE.includes(error.code)) return new UnavailableError('the ledger network does not answer');
  if (BUSY.includes(error.code) || TOO_MANY_REQUESTS.test(error.message)) {
    return new UnavailableError('the ledger network is busy');
  }
  if (error instanceof EndorseError || NO_PLAN.includes(error.code)) {
    return new UnavailableError('not enough organizations endorse now', 5);
  }
  return new UnavailableError('the ledger network refused the call', 5);
}

/** Details first: they are the endorsers' own words. */
function messagesOf(error: GatewayError): readonly string[] {
  return [...error.details.map((detail) => detail.message), error.message];
}

function cleanNamesOf(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([clean, name]) => [name, clean]));
}

function withCause<T extends Error>(error: T, cause: unknown): T {
  error.cause = cause;
  return error;
}
