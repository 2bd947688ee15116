import type * as grpc from '@grpc/grpc-js';
import { Cancellation } from '../cancellation.js';
import { toStatus } from './status.js';

/** Called with what no handler foresaw. */
export type Report = (error: unknown) => void;

export type UnaryCall = grpc.ServerUnaryCall<Buffer, Buffer>;
export type StreamCall = grpc.ServerWritableStream<Buffer, Buffer>;
export type DuplexCall = grpc.ServerDuplexStream<Buffer, Buffer>;

interface Cancellable {
  on(event: 'cancelled', listener: () => void): unknown;
}

const asIs = (bytes: Buffer): Buffer => bytes;

/** A method whose messages stay bytes: what is stored, forwarded or hashed is never encoded a second time. */
export function rawMethod(
  path: string,
  streams: Readonly<{ request?: boolean; response?: boolean }> = {},
): grpc.MethodDefinition<Buffer, Buffer> {
  return {
    path,
    requestStream: streams.request ?? false,
    responseStream: streams.response ?? false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}

/** Makes a unary handler of an asynchronous function. */
export function unary(
  handle: (request: Buffer) => Buffer | Promise<Buffer>,
  report: Report,
): grpc.handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    respond(() => handle(call.request), callback, report);
  };
}

/** As {@link unary}, for work that waits long enough to be told when its client has gone. */
export function cancellableUnary(
  handle: (request: Buffer, cancellation: Cancellation) => Promise<Buffer>,
  report: Report,
): grpc.handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    const cancellation = cancelledBy(call);
    respond(() => handle(call.request, cancellation), callback, report);
  };
}

function respond(handle: () => Buffer | Promise<Buffer>, callback: grpc.sendUnaryData<Buffer>, report: Report): void {
  const run = async (): Promise<Buffer> => handle();
  run().then(
    (response) => {
      callback(null, response);
    },
    (error: unknown) => {
      callback(toStatus(error, report));
    },
  );
}

/** Is cancelled when the client goes away. */
export function cancelledBy(call: Cancellable): Cancellation {
  const cancellation = new Cancellation();
  call.on('cancelled', () => {
    cancellation.cancel();
  });
  return cancellation;
}

/** Writes to a stream, and waits while the client is slower than the ledger. False when the client has gone. */
export async function writeTo(
  call: StreamCall | DuplexCall,
  message: Buffer,
  cancellation: Cancellation,
): Promise<boolean> {
  if (cancellation.cancelled) return false;
  if (call.write(message)) return true;
  return new Promise((resolve) => {
    const settle = (): void => {
      call.off('drain', settle);
      forget();
      resolve(!cancellation.cancelled);
    };
    const forget = cancellation.onCancel(settle);
    call.on('drain', settle);
  });
}

/**
 * The client's messages, until it has said all or has gone. Leaving the loop early leaves the stream open, so that an
 * answer can still be written.
 */
export async function* requestsOf(call: DuplexCall): AsyncGenerator<Buffer, void> {
  try {
    yield* call.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!gone) throw error;
  }
}
