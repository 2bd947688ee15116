import { status } from '@grpc/grpc-js';
import { CommitError, EndorseError, GatewayError } from '@hyperledger/fabric-gateway';
import { CloudfedError, parseWire } from '@cloudfed/core';

/** The ledger or what leads to it cannot be reached now; nothing was decided. */
export class UnavailableError extends CloudfedError {
  readonly retryAfterSeconds: number;

  constructor(sentence: string, retryAfterSeconds = 1) {
    super('UNAVAILABLE', sentence);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A transaction was refused by its validation; a new proposal may fare better. */
export class InvalidTransactionError extends Error {
  override readonly name = 'InvalidTransactionError';
  readonly transactionId: string;
  /** Fabric's validation code. */
  readonly validationCode: number;

  constructor(transactionId: string, validationCode: number) {
    super(`transaction ${transactionId} was judged ${String(validationCode)}`);
    this.transactionId = transactionId;
    this.validationCode = validationCode;
  }
}

export const ValidationCode = { valid: 0, duplicateTxId: 9, mvccReadConflict: 11, phantomReadConflict: 12 } as const;

const BUSY: readonly number[] = [status.RESOURCE_EXHAUSTED];
const NO_PLAN: readonly number[] = [status.FAILED_PRECONDITION];
const CHAINCODE_RESPONSE = /chaincode response \d+, ([\s\S]*)$/u;

/** What a failed evaluation or endorsement means to the caller. */
export function callerError(error: unknown): CloudfedError {
  if (error instanceof CloudfedError) return error;
  if (!(error instanceof GatewayError)) return new CloudfedError('INTERNAL', 'an unexpected fault');
  const messages = [...error.details.map((detail) => detail.message), error.message];
  for (const message of messages) {
    const refusal = parseWire(CHAINCODE_RESPONSE.exec(message)?.[1] ?? '');
    if (refusal) return refusal;
  }
  if (isConnectionTrouble(error)) return new UnavailableError('the ledger network does not answer');
  if (BUSY.includes(error.code)) return new UnavailableError('the ledger network is busy');
  if (error instanceof EndorseError || NO_PLAN.includes(error.code)) {
    return new UnavailableError('not enough organizations endorse now', 5);
  }
  return new UnavailableError('the ledger network refused the call', 5);
}

/** Whether two endorsers saw different heights, which a new proposal mends. */
export function isEndorsementMismatch(error: unknown): boolean {
  return error instanceof EndorseError && /ProposalResponsePayloads do not match/u.test(error.message);
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

function isConnectionTrouble(error: GatewayError): boolean {
  const trouble: readonly number[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];
  return trouble.includes(error.code);
}
