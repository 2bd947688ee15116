import { orderer } from '@hyperledger/fabric-protos';
import { isExpired } from '../access.js';
import type { Cancellation } from '../cancellation.js';
import type { Channel } from '../channel.js';
import type { CommittedBlock } from '../committed-block.js';
import type { Identity } from '../msp.js';
import { encodeBlock } from '../protocol/block.js';
import { type Envelope, decodeEnvelope } from '../protocol/envelope.js';
import { WireWriter } from '../protocol/wire.js';
import { Status } from './broadcast.js';
import { StatusError, UNKNOWN_STATUS } from './status.js';
import { type DuplexCall, type Report, cancelledBy, requestsOf, writeTo } from './methods.js';

/** Deliver streams one service keeps open at once, as a peer's `limits.concurrency.deliverService`. */
const MAX_STREAMS = 2_500;
const TIME_WINDOW_MS = 15 * 60 * 1000;
const { SeekBehavior, SeekContentType } = orderer.SeekInfo;

/** What a Deliver stream gives and to whom. */
export interface DeliverOptions {
  readonly channels: ReadonlyMap<string, Channel>;
  /** A block as a `DeliverResponse`. */
  encode(channel: Channel, block: CommittedBlock): Buffer;
  /** Whether the identity may read the channel here. */
  allows(channel: Channel, identity: Identity): boolean;
  readonly report: Report;
}

/** A full block in a `DeliverResponse`. */
export function blockResponse(bytes: Buffer): Buffer {
  return new WireWriter(bytes.length + 16).element(2, bytes).finish();
}

/** A filtered block in a `DeliverResponse`. */
export function filteredResponse(bytes: Buffer): Buffer {
  return new WireWriter(bytes.length + 16).element(3, bytes).finish();
}

/**
 * Serves one Deliver stream: for each seek request its blocks, then a status. A client that has said all it will say
 * still gets the blocks it asked for: the `peer` command closes its side at once.
 */
export function serveDeliver(options: DeliverOptions): (call: DuplexCall) => void {
  let open = 0;
  return (call) => {
    if (open >= MAX_STREAMS) {
      call.emit(
        'error',
        new StatusError(UNKNOWN_STATUS, `too many requests, exceeding concurrency limit (${MAX_STREAMS})`),
      );
      return;
    }
    open += 1;
    const cancellation = cancelledBy(call);
    call.on('error', () => undefined); // the client has gone; 'cancelled' stops the work
    const run = async (): Promise<void> => {
      for await (const request of requestsOf(call)) {
        const status = await deliver(options, call, request, cancellation);
        if (status === undefined) break;
        const sent = await writeTo(call, new WireWriter(8).uint(1, status).finish(), cancellation);
        if (!sent || status !== Status.success) break;
      }
    };
    void run()
      .catch(options.report)
      .finally(() => {
        open -= 1;
        call.end();
      });
  };
}

interface Seek {
  readonly start: number;
  readonly stop: number;
  readonly failIfNotReady: boolean;
  readonly headersOnly: boolean;
}

/** Delivers what one request asks for; undefined when the client has gone. */
async function deliver(
  options: DeliverOptions,
  call: DuplexCall,
  request: Buffer,
  cancellation: Cancellation,
): Promise<number | undefined> {
  const envelope = openRequest(request);
  if (envelope === undefined) return Status.badRequest;
  const channel = options.channels.get(envelope.header.channel.channelId);
  if (channel === undefined) return Status.notFound;
  const { creator } = envelope.header.signature;
  const identity = channel.access.signed(creator, envelope.payload, envelope.signature);
  if (identity === undefined || isExpired(identity, Date.now()) || !options.allows(channel, identity)) {
    return Status.forbidden;
  }
  const seek = seekOf(envelope.data, channel.ledger.height);
  if (typeof seek === 'number') return seek;
  for (let number = seek.start; number <= seek.stop; number += 1) {
    if (seek.failIfNotReady && number >= channel.ledger.height) return Status.notFound;
    if (!(await channel.committed(number, cancellation))) return undefined;
    if (isExpired(identity, Date.now())) return Status.forbidden;
    const block = await channel.block(number);
    const message = seek.headersOnly ? headersOf(block) : options.encode(channel, block);
    if (!(await writeTo(call, message, cancellation))) return undefined;
  }
  return Status.success;
}

/** The request's envelope, or undefined when it is malformed or outside the time window. */
function openRequest(bytes: Buffer): Envelope | undefined {
  try {
    const envelope = decodeEnvelope(bytes);
    const { timestamp } = envelope.header.channel;
    if (timestamp === undefined) return undefined;
    const apartMs = Math.abs(Number(timestamp.seconds) * 1000 - Date.now());
    return apartMs > TIME_WINDOW_MS ? undefined : envelope;
  } catch {
    return undefined;
  }
}

/** The block numbers a `SeekInfo` asks for, or the status that refuses it. */
function seekOf(data: Buffer, height: number): Seek | number {
  let info: orderer.SeekInfo;
  try {
    info = orderer.SeekInfo.deserializeBinary(data);
  } catch {
    return Status.badRequest;
  }
  const [from, to] = [info.getStart(), info.getStop()];
  if (from === undefined || to === undefined) return Status.badRequest;
  const start = positionOf(from, height, 0);
  if (start > height) return Status.notFound;
  const newestOnly = from.hasNewest() && to.hasNewest();
  const stop = newestOnly ? start : positionOf(to, height, start);
  if (stop < start) return Status.badRequest;
  return {
    start,
    stop,
    failIfNotReady: info.getBehavior() === SeekBehavior.FAIL_IF_NOT_READY,
    headersOnly: info.getContentType() === SeekContentType.HEADER_WITH_SIG,
  };
}

function positionOf(position: orderer.SeekPosition, height: number, oldest: number): number {
  if (position.hasSpecified()) return position.getSpecified()?.getNumber() ?? 0;
  if (position.hasNewest()) return height - 1;
  if (position.hasNextCommit()) return height;
  return oldest;
}

function headersOf({ block, number, bytes }: CommittedBlock): Buffer {
  return blockResponse(number === 0 ? bytes : encodeBlock({ ...block, envelopes: [] }));
}
