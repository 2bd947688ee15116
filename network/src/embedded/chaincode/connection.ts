import * as grpc from '@grpc/grpc-js';
import { type ChaincodeEvent, type ChaincodeResponse, decodeEvent, decodeResponse } from '../protocol/response.js';
import { EMPTY, WireReader } from '../protocol/wire.js';
import { type ChaincodeMessage, MessageType, decodeMessage, encodeMessage, messageTypeName } from './message.js';
import { answerRequest } from './requests.js';
import type { Simulation } from './simulation.js';

const FIRST_REDIAL_MS = 50;
const LAST_REDIAL_MS = 1_000;
const HANDSHAKE_MS = 10_000;
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** Where a chaincode listens. */
export interface ChaincodeEndpoint {
  /** `host:port`. */
  readonly address: string;
  /** PEM of the certificate authority that signed the chaincode's TLS certificate; without it the stream is in clear. */
  readonly tlsRootCert?: Buffer;
  /** Name in the chaincode's TLS certificate, where it is not the address's host. */
  readonly serverName?: string;
  /** PEM of the peer's own certificate and key, for a chaincode that asks for them. */
  readonly clientCert?: Buffer;
  readonly clientKey?: Buffer;
}

/** A run that ended without the chaincode's answer: a timeout, a lost stream, too many at once. */
export class ExecutionError extends Error {
  override readonly name = 'ExecutionError';
}

/** The chaincode is not connected; the run never began. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
}

export interface Execution {
  readonly channelId: string;
  readonly txId: string;
  /** Encoded `ChaincodeInput`. */
  readonly input: Buffer;
  /** Encoded `SignedProposal`. */
  readonly proposal: Buffer;
  readonly simulation: Simulation;
}

export interface ExecutionResult {
  readonly response: ChaincodeResponse;
  readonly event: ChaincodeEvent | undefined;
}

interface Running {
  readonly simulation: Simulation;
  finish(result: ExecutionResult | Error): void;
}

type Stream = grpc.ClientDuplexStream<Buffer, Buffer>;

/**
 * One org's stream to one chaincode service: dials it, dials again when it is lost, and runs transactions over it.
 * A chaincode that is not there is no error until it is asked to run something.
 */
export class ChaincodeConnection {
  readonly name: string;
  readonly #endpoint: ChaincodeEndpoint;
  readonly #executeTimeoutMs: number;
  readonly #maxConcurrent: number;
  readonly #running = new Map<string, Running>();
  /** The last run of each transaction, so that one of the same transaction waits for it. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #pending = 0;
  #client: grpc.Client | undefined;
  #stream: Stream | undefined;
  #ready = false;
  #closed = false;
  #redialMs = FIRST_REDIAL_MS;
  #redialTimer: NodeJS.Timeout | undefined;
  #handshakeTimer: NodeJS.Timeout | undefined;
  readonly #readyWaiters = new Set<() => void>();

  constructor(
    name: string,
    endpoint: ChaincodeEndpoint,
    options: Readonly<{ executeTimeoutMs: number; maxConcurrent: number }>,
  ) {
    this.name = name;
    this.#endpoint = endpoint;
    this.#executeTimeoutMs = options.executeTimeoutMs;
    this.#maxConcurrent = options.maxConcurrent;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Begins to dial. */
  start(): void {
    this.#dial();
  }

  /** Resolves when the chaincode is connected, or with false after `timeoutMs`. */
  async whenReady(timeoutMs: number): Promise<boolean> {
    if (this.#ready) return true;
    return new Promise((resolve) => {
      const waiter = (): void => {
        clearTimeout(timer);
        this.#readyWaiters.delete(waiter);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#readyWaiters.delete(waiter);
        resolve(false);
      }, timeoutMs);
      this.#readyWaiters.add(waiter);
    });
  }

  /**
   * Runs one transaction. The chaincode keys its work by channel and transaction, so a second run of the same one
   * waits for the first.
   *
   * @throws NotConnectedError when the chaincode is not connected
   * @throws ExecutionError on a timeout, a lost stream, too many runs at once, or an answer that is no answer
   */
  async execute(execution: Execution): Promise<ExecutionResult> {
    if (this.#pending >= this.#maxConcurrent) {
      throw new ExecutionError(`too many executions of ${this.name} (limit ${this.#maxConcurrent})`);
    }
    const key = `${execution.channelId}/${execution.txId}`;
    const before = this.#turns.get(key);
    const run =
      before === undefined
        ? this.#run(key, execution)
        : before.catch(() => undefined).then(() => this.#run(key, execution));
    this.#turns.set(key, run);
    this.#pending += 1;
    try {
      return await run;
    } finally {
      this.#pending -= 1;
      if (this.#turns.get(key) === run) this.#turns.delete(key);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#redialTimer);
    this.#drop('network is stopping');
  }

  #run(key: string, execution: Execution): Promise<ExecutionResult> {
    const stream = this.#stream;
    if (!this.#ready || stream === undefined) {
      return Promise.reject(new NotConnectedError(`chaincode ${this.name} is not connected`));
    }
    return new Promise((resolve, reject) => {
      const finish = (result: ExecutionResult | Error): void => {
        clearTimeout(timer);
        this.#running.delete(key);
        if (result instanceof Error) reject(result);
        else resolve(result);
      };
      const timer = setTimeout(() => {
        finish(new ExecutionError('error sending: timeout expired while executing transaction'));
      }, this.#executeTimeoutMs);
      this.#running.set(key, { simulation: execution.simulation, finish });
      stream.write(
        encodeMessage({
          type: MessageType.transaction,
          payload: execution.input,
          txId: execution.txId,
          channelId: execution.channelId,
          proposal: execution.proposal,
        }),
      );
    });
  }

  #dial(): void {
    if (this.#closed) return;
    const client = new grpc.Client(this.#endpoint.address, this.#credentials(), {
      'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
      'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
      'grpc.use_local_subchannel_pool': 1,
      ...(this.#endpoint.serverName === undefined
        ? {}
        : { 'grpc.ssl_target_name_override': this.#endpoint.serverName }),
    });
    const asIs = (bytes: Buffer): Buffer => bytes;
    const stream = client.makeBidiStreamRequest('/protos.Chaincode/Connect', asIs, asIs, new grpc.Metadata());
    this.#client = client;
    this.#stream = stream;
    this.#handshakeTimer = setTimeout(() => {
      this.#lost(stream, 'chaincode did not register in time');
    }, HANDSHAKE_MS);
    stream.on('data', (bytes: Buffer) => {
      this.#receive(stream, bytes);
    });
    stream.on('error', (error) => {
      this.#lost(stream, error.message);
    });
    stream.on('end', () => {
      this.#lost(stream, 'stream ended');
    });
  }

  #credentials(): grpc.ChannelCredentials {
    const { tlsRootCert, clientKey, clientCert } = this.#endpoint;
    if (tlsRootCert === undefined) return grpc.credentials.createInsecure();
    return grpc.credentials.createSsl(tlsRootCert, clientKey ?? null, clientCert ?? null);
  }

  #lost(stream: Stream, reason: string): void {
    if (this.#stream !== stream) return;
    this.#drop(reason);
    if (this.#closed) return;
    this.#redialTimer = setTimeout(() => {
      this.#dial();
    }, this.#redialMs);
    this.#redialMs = Math.min(this.#redialMs * 2, LAST_REDIAL_MS);
  }

  #drop(reason: string): void {
    clearTimeout(this.#handshakeTimer);
    const stream = this.#stream;
    this.#stream = undefined;
    this.#ready = false;
    stream?.cancel();
    this.#client?.close();
    this.#client = undefined;
    for (const running of [...this.#running.values()]) {
      running.finish(new ExecutionError(`error sending: chaincode stream terminated`, { cause: reason }));
    }
  }

  #receive(stream: Stream, bytes: Buffer): void {
    if (this.#stream !== stream) return;
    try {
      const message = decodeMessage(bytes);
      if (this.#ready) this.#handle(stream, message);
      else this.#register(stream, message);
    } catch (error) {
      this.#lost(stream, error instanceof Error ? error.message : 'malformed message');
    }
  }

  #register(stream: Stream, message: ChaincodeMessage): void {
    if (message.type !== MessageType.register)
      throw new Error(`expected REGISTER, got ${messageTypeName(message.type)}`);
    if (registeredName(message.payload) === '') throw new Error('chaincode registered without a name');
    stream.write(encodeMessage({ type: MessageType.registered, payload: EMPTY, txId: '', channelId: '' }));
    stream.write(encodeMessage({ type: MessageType.ready, payload: EMPTY, txId: '', channelId: '' }));
    clearTimeout(this.#handshakeTimer);
    this.#ready = true;
    this.#redialMs = FIRST_REDIAL_MS;
    for (const waiter of [...this.#readyWaiters]) waiter();
  }

  #handle(stream: Stream, message: ChaincodeMessage): void {
    if (message.type === MessageType.keepalive) return;
    const running = this.#running.get(`${message.channelId}/${message.txId}`);
    if (message.type === MessageType.completed || message.type === MessageType.error) {
      running?.finish(resultOf(message));
      return;
    }
    const { txId, channelId } = message;
    stream.write(encodeMessage({ ...answer(message, running), txId, channelId }));
  }
}

function answer(message: ChaincodeMessage, running: Running | undefined): { type: number; payload: Buffer } {
  try {
    if (running === undefined) throw new Error('no ledger context');
    return { type: MessageType.response, payload: answerRequest(message, running.simulation) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown error';
    const text = `${messageTypeName(message.type)} failed: transaction ID: ${message.txId}: ${reason}`;
    return { type: MessageType.error, payload: Buffer.from(text) };
  }
}

function resultOf(message: ChaincodeMessage): ExecutionResult | Error {
  if (message.type === MessageType.error) {
    return new ExecutionError(`transaction returned with failure: ${message.payload.toString('utf8')}`);
  }
  try {
    const event = message.event === undefined ? undefined : decodeEvent(message.event);
    return { response: decodeResponse(message.payload), event };
  } catch (error) {
    return new ExecutionError('failed to unmarshal response of chaincode', { cause: error });
  }
}

function registeredName(payload: Buffer): string {
  const reader = new WireReader(payload);
  let name = '';
  while (reader.next()) {
    if (reader.field === 2) name = reader.string();
    else reader.skip();
  }
  return name;
}
