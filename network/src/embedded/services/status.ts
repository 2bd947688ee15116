import * as grpc from '@grpc/grpc-js';
import { WireWriter } from '../protocol/wire.js';

/** The status a Go server gives an error that has none. */
export const UNKNOWN_STATUS = grpc.status.UNKNOWN;

/** What one node says of a failure; travels in `grpc-status-details-bin`. */
export interface ErrorDetail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** A call's failure, as its client gets it. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  readonly code: grpc.status;
  readonly details: string;
  readonly metadata: grpc.Metadata;

  constructor(code: grpc.status, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.details = message;
    this.metadata = new grpc.Metadata();
    if (details.length > 0) this.metadata.set('grpc-status-details-bin', encodeStatus(code, message, details));
  }
}

/** A `google.rpc.Status` whose details are `gateway.ErrorDetail`s. */
function encodeStatus(code: number, message: string, details: readonly ErrorDetail[]): Buffer {
  const status = new WireWriter(1024).uint(1, code).string(2, message);
  for (const detail of details) {
    const value = new WireWriter().string(1, detail.address).string(2, detail.mspId).string(3, detail.message).finish();
    status.element(3, new WireWriter().string(1, 'type.googleapis.com/gateway.ErrorDetail').bytes(2, value).finish());
  }
  return status.finish();
}

/** What a handler threw, as a status; what was not foreseen is said to be internal and not described to the client. */
export function toStatus(error: unknown, report: (error: unknown) => void): StatusError {
  if (error instanceof StatusError) return error;
  report(error);
  return new StatusError(grpc.status.INTERNAL, 'internal error');
}
