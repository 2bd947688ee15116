import type * as grpc from '@grpc/grpc-js';
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
  handle: (request: Buffer, signal: AbortSignal) => Buffer | Promise<Buffer>,
  report: Report,
): grpc.handleUnaryCall<Buffer, Buffer> {
  return (call, callback) => {
    const cancelled = abortOnCancel(call);
    void answer(handle, call.request, cancelled).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(toStatus(error, report));
      },
    );
  };
}

async function answer(
  handle: (request: Buffer, signal: AbortSignal) => Buffer | Promise<Buffer>,
  request: Buffer,
  signal: AbortSignal,
): Promise<Buffer> {
  return handle(request, signal);
}

/** A signal that is aborted when the client goes away. */
export function abortOnCancel(call: Cancellable): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => {
    controller.abort();
  });
  return controller.signal;
}

/** Writes to a stream, and waits while the client is slower than the ledger. False when the client has gone. */
export async function writeTo(call: StreamCall | DuplexCall, message: Buffer, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  if (call.write(message)) return true;
  return new Promise((resolve) => {
    const settle = (): void => {
      call.off('drain', settle);
      signal.removeEventListener('abort', settle);
      resolve(!signal.aborted);
    };
    call.on('drain', settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}

/** The client's messages. Leaving the loop early leaves the stream open, so that an answer can still be written. */
export function requestsOf(call: DuplexCall): AsyncIterable<Buffer> {
  return call.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}
