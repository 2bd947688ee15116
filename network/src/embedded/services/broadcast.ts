import { AccessError, isExpired, unsatisfied } from '../access.js';
import type { Channel } from '../channel.js';
import { ABSOLUTE_MAX_BYTES } from '../options.js';
import { type Envelope, decodeEnvelope } from '../protocol/envelope.js';
import { HeaderType } from '../protocol/header.js';
import { WireError, WireWriter } from '../protocol/wire.js';
import { type DuplexCall, type Report, cancelledBy, rawMethod, requestsOf, writeTo } from './methods.js';

/** Statuses of `common.Status`. */
export const Status = {
  success: 200,
  badRequest: 400,
  forbidden: 403,
  notFound: 404,
  internalServerError: 500,
  serviceUnavailable: 503,
} as const;

export interface BroadcastResult {
  readonly status: number;
  /** Name of the status, as Fabric prints it. */
  readonly statusName: string;
  readonly info: string;
}

const ACCEPTED: BroadcastResult = { status: Status.success, statusName: 'SUCCESS', info: '' };
const badRequest = (info: string): BroadcastResult => ({ status: Status.badRequest, statusName: 'BAD_REQUEST', info });
const forbidden = (info: string): BroadcastResult => ({ status: Status.forbidden, statusName: 'FORBIDDEN', info });
const unavailable = (info: string): BroadcastResult => ({
  status: Status.serviceUnavailable,
  statusName: 'SERVICE_UNAVAILABLE',
  info,
});

/** Checks an envelope as an orderer does and puts it in its channel's queue. */
export function broadcast(channels: ReadonlyMap<string, Channel>, bytes: Buffer, nowMs: number): BroadcastResult {
  let envelope: Envelope;
  try {
    envelope = decodeEnvelope(bytes);
  } catch (error) {
    if (error instanceof WireError) return badRequest(`could not determine channel ID: ${error.message}`);
    throw error;
  }
  const channel = channels.get(envelope.header.channel.channelId);
  if (channel === undefined) return badRequest('channel does not exist');
  if (envelope.header.channel.type !== HeaderType.endorserTransaction) {
    return badRequest('this network takes endorsed transactions only; its channels are configured by its own options');
  }
  const size = envelope.payload.length + envelope.signature.length;
  if (size > ABSOLUTE_MAX_BYTES) {
    return badRequest(`message payload is ${size} bytes and exceeds maximum allowed ${ABSOLUTE_MAX_BYTES} bytes`);
  }
  const refused = refusal(channel, envelope, nowMs);
  if (refused !== undefined) return refused;
  return channel.ordering.enqueue({ envelope, creatorVerified: true })
    ? ACCEPTED
    : unavailable('too many transactions are waiting, or the network is stopping');
}

function refusal(channel: Channel, envelope: Envelope, nowMs: number): BroadcastResult | undefined {
  const { creator } = envelope.header.signature;
  const denied = forbidden(`${unsatisfied('Writers')}: permission denied`);
  try {
    if (isExpired(channel.access.identify(creator), nowMs)) return badRequest('broadcast client identity expired');
  } catch (error) {
    if (error instanceof AccessError) return denied;
    throw error;
  }
  const identity = channel.access.signed(creator, envelope.payload, envelope.signature);
  return identity !== undefined && channel.access.allowsAtOrderer('Writers', identity) ? undefined : denied;
}

export const broadcastMethod = rawMethod('/orderer.AtomicBroadcast/Broadcast', { request: true, response: true });

/** Serves one Broadcast stream: an answer for each envelope, and the end of the stream after a refusal. */
export function serveBroadcast(channels: ReadonlyMap<string, Channel>, report: Report): (call: DuplexCall) => void {
  return (call) => {
    const cancellation = cancelledBy(call);
    call.on('error', () => undefined); // the client has gone; what it sent is answered by its own 'cancelled'
    const run = async (): Promise<void> => {
      for await (const bytes of requestsOf(call)) {
        const { status, info } = broadcast(channels, bytes, Date.now());
        const open = await writeTo(call, new WireWriter().uint(1, status).string(2, info).finish(), cancellation);
        if (!open || status !== Status.success) break;
      }
    };
    void run()
      .catch(report)
      .finally(() => {
        call.end();
      });
  };
}
