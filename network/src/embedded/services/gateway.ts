import * as grpc from '@grpc/grpc-js';
import { gateway as gatewayProtos } from '@hyperledger/fabric-protos';
import { AccessError } from '../access.js';
import type { Cancellation } from '../cancellation.js';
import type { Channel } from '../channel.js';
import {
  type Outcome,
  ProposalRefused,
  checkProposal,
  endorse,
  processProposal,
  simulate,
  succeeded,
} from '../endorser.js';
import type { Peer } from '../peer.js';
import { encodePreparedTransaction } from '../protocol/envelope.js';
import { type Proposal, decodeSignedProposal, pair } from '../protocol/proposal.js';
import { encodeEvent, encodeResponse } from '../protocol/response.js';
import { EMPTY, WireError } from '../protocol/wire.js';
import { isSystemChaincode } from '../system-chaincodes.js';
import { broadcast } from './broadcast.js';
import {
  decodeCommitStatusRequest,
  decodeProposalRequest,
  decodeSubmitRequest,
  encodeChaincodeEvents,
  encodeCommitStatus,
  encodeSingle,
} from './gateway-messages.js';
import { type Report, type StreamCall, cancellableUnary, cancelledBy, rawMethod, unary, writeTo } from './methods.js';
import { type ErrorDetail, StatusError, toStatus } from './status.js';

const { ABORTED, DEADLINE_EXCEEDED, FAILED_PRECONDITION, INVALID_ARGUMENT } = grpc.status;
const { PERMISSION_DENIED, UNAVAILABLE, UNKNOWN } = grpc.status;

const SEE_DETAILS = 'see attached details for more info';

export interface GatewayOptions {
  readonly peer: Peer;
  /** The peers of an org; the first endorses for it, the others where a policy wants more than one. */
  endorsersOf(mspId: string): readonly Peer[];
  readonly simulateOnce: boolean;
  readonly maxRequests: number;
  readonly report: Report;
}

/** `gateway.Gateway` of one peer. */
export class GatewayService {
  readonly #options: GatewayOptions;
  readonly #peer: Peer;
  #active = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#peer = options.peer;
  }

  addTo(server: grpc.Server): void {
    const path = (name: string): string => `/gateway.Gateway/${name}`;
    const limited = (handle: (request: Buffer) => Promise<Buffer>) => (request: Buffer) =>
      this.#limited(() => handle(request));
    const { report } = this.#options;
    server.addService(
      {
        endorse: rawMethod(path('Endorse')),
        evaluate: rawMethod(path('Evaluate')),
        submit: rawMethod(path('Submit')),
        commitStatus: rawMethod(path('CommitStatus')),
        chaincodeEvents: rawMethod(path('ChaincodeEvents'), { response: true }),
      },
      {
        endorse: unary(
          limited((request) => this.#endorse(request)),
          report,
        ),
        evaluate: unary(
          limited((request) => this.#evaluate(request)),
          report,
        ),
        submit: unary((request) => this.#submit(request), report),
        commitStatus: cancellableUnary(
          (request, cancellation) => this.#limited(() => this.#commitStatus(request, cancellation)),
          report,
        ),
        chaincodeEvents: (call: StreamCall) => {
          this.#serveEvents(call);
        },
      },
    );
  }

  async #limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.#active >= this.#options.maxRequests) throw tooMany(this.#options.maxRequests);
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#active -= 1;
    }
  }

  async #endorse(request: Buffer): Promise<Buffer> {
    const { proposal: bytes, orgs } = decodeOrRefuse(() => decodeProposalRequest(request));
    if (bytes.length === 0) {
      throw new StatusError(INVALID_ARGUMENT, 'the proposed transaction must contain a signed proposal');
    }
    const proposal = decodeOrRefuse(() => decodeSignedProposal(bytes));
    const channel = this.#channelFor(proposal, orgs);
    const over = channel.ordering.announce();
    try {
      return await this.#collect(channel, proposal, orgs);
    } finally {
      over();
    }
  }

  /** The channel of a proposal whose chaincode is defined there. */
  #channelFor(proposal: Proposal, orgs: readonly string[]): Channel {
    const { channelId, chaincodeName } = proposal;
    const channel = this.#peer.channels.get(channelId);
    if (channel?.chaincodes.has(chaincodeName) === true) return channel;
    if (orgs.length > 0) throw new StatusError(UNAVAILABLE, missingOrgs(orgs));
    throw new StatusError(
      FAILED_PRECONDITION,
      `no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode ${chaincodeName} in channel ${channelId}`,
    );
  }

  /** Runs the proposal on the peers of one layout after the other until one layout has endorsed it. */
  async #collect(channel: Channel, proposal: Proposal, orgs: readonly string[]): Promise<Buffer> {
    const chosen = orgs.length > 0;
    const firstFailure = chosen ? 'failed to collect enough transaction endorsements' : 'failed to endorse transaction';
    this.#check(proposal, firstFailure);
    const layouts = chosen ? [this.#requestedLayout(channel, proposal, orgs)] : this.#layouts(channel, proposal);
    const round = new EndorsementRound(channel, proposal, this.#options);
    try {
      if (!chosen && this.#isReady(this.#peer.mspId, proposal)) round.start(this.#peer.mspId);
      for (const layout of layouts) {
        const prepared = await round.attempt(layout);
        if (prepared !== undefined) return encodeSingle(prepared);
        if (round.failedFirst) break;
      }
      throw round.failure(firstFailure);
    } finally {
      round.close();
    }
  }

  #check(proposal: Proposal, failure: string): void {
    try {
      checkProposal(this.#peer, proposal, Date.now());
    } catch (error) {
      if (!(error instanceof ProposalRefused)) throw error;
      throw new StatusError(ABORTED, `${failure}, ${SEE_DETAILS}`, [detail(this.#peer, error.message)]);
    }
  }

  #requestedLayout(channel: Channel, proposal: Proposal, orgs: readonly string[]): readonly string[] {
    const layout = [...new Set(orgs)];
    const missing = layout.filter(
      (mspId) => !channel.members.includes(mspId) || this.#connectionOf(mspId, proposal) === undefined,
    );
    if (missing.length > 0) throw new StatusError(UNAVAILABLE, missingOrgs(missing));
    this.#requireReady([layout], proposal);
    return layout;
  }

  /** Layouts that can be satisfied now: those with the gateway's own org first, otherwise in random order. */
  #layouts(channel: Channel, proposal: Proposal): readonly (readonly string[])[] {
    const layouts = channel.chaincodes.get(proposal.chaincodeName)?.layouts ?? [];
    const ready = this.#requireReady(layouts, proposal);
    const own = this.#peer.mspId;
    return ready
      .map((layout) => ({ layout, order: (layout.includes(own) ? 0 : 1) + Math.random() }))
      .sort((left, right) => left.order - right.order)
      .map(({ layout }) => layout);
  }

  #requireReady(layouts: readonly (readonly string[])[], proposal: Proposal): readonly (readonly string[])[] {
    const ready = layouts.filter((layout) => layout.every((mspId) => this.#isReady(mspId, proposal)));
    if (ready.length > 0) return ready;
    const down = [...new Set(layouts.flat())].filter((mspId) => !this.#isReady(mspId, proposal));
    throw notConnected(
      proposal.chaincodeName,
      down.map((mspId) => this.#options.endorsersOf(mspId)[0] ?? { mspId, address: '' }),
    );
  }

  #connectionOf(mspId: string, proposal: Proposal): { readonly ready: boolean } | undefined {
    return this.#options.endorsersOf(mspId)[0]?.chaincodes.get(proposal.chaincodeName);
  }

  #isReady(mspId: string, proposal: Proposal): boolean {
    return this.#connectionOf(mspId, proposal)?.ready ?? false;
  }

  async #evaluate(request: Buffer): Promise<Buffer> {
    const { proposal: bytes, orgs } = decodeOrRefuse(() => decodeProposalRequest(request));
    const proposal = decodeOrRefuse(() => decodeSignedProposal(bytes), 'failed to unpack transaction proposal: ');
    const { channelId, chaincodeName } = proposal;
    if (channelId === '') {
      throw new StatusError(INVALID_ARGUMENT, 'failed to unpack transaction proposal: no channel id provided');
    }
    const channel = this.#peer.channels.get(channelId);
    if (channel === undefined) {
      throw new StatusError(UNAVAILABLE, `failed to get config for channel [${channelId}]: could not get last config`);
    }
    const evaluators = this.#evaluators(channel, proposal, orgs);
    const details: ErrorDetail[] = [];
    let code = UNAVAILABLE;
    for (const evaluator of evaluators) {
      const outcome = await this.#evaluateOn(evaluator, proposal, details);
      if (outcome === undefined) code = UNAVAILABLE;
      else if (succeeded(outcome)) return encodeSingle(encodeResponse(outcome.response));
      else code = outcome.unavailable === true ? UNAVAILABLE : ABORTED;
    }
    if (details.length === 0) throw notConnected(chaincodeName, [this.#peer]);
    throw new StatusError(code, `failed to evaluate transaction, ${SEE_DETAILS}`, details);
  }

  /** Peers to ask, the gateway's own org first. */
  #evaluators(channel: Channel, proposal: Proposal, orgs: readonly string[]): readonly Peer[] {
    const { chaincodeName } = proposal;
    if (isSystemChaincode(chaincodeName)) return [this.#peer];
    const own = this.#peer.mspId;
    const all = [own, ...channel.members.filter((mspId) => mspId !== own)];
    const allowed = orgs.length > 0 ? orgs : proposal.hasTransient ? [own] : all;
    const peers = all
      .filter((mspId) => allowed.includes(mspId))
      .map((mspId) => (mspId === own ? this.#peer : this.#options.endorsersOf(mspId)[0]))
      .filter((peer): peer is Peer => peer?.chaincodes.has(chaincodeName) ?? false);
    if (peers.length === 0 || !channel.chaincodes.has(chaincodeName)) {
      throw new StatusError(
        FAILED_PRECONDITION,
        `no peers available to evaluate chaincode ${chaincodeName} in channel ${channel.channelId}`,
      );
    }
    return peers.filter((peer) => peer.chaincodes.get(chaincodeName)?.ready === true);
  }

  /** Asks one peer; undefined or a failed outcome mean the next one may be asked. @throws StatusError otherwise */
  async #evaluateOn(peer: Peer, proposal: Proposal, details: ErrorDetail[]): Promise<Outcome | undefined> {
    let outcome: Outcome;
    try {
      outcome = await processProposal(peer, proposal, Date.now());
    } catch (error) {
      if (!(error instanceof ProposalRefused)) throw error;
      details.push(detail(peer, error.message));
      if (error.stage === 'filter') return undefined;
      throw new StatusError(FAILED_PRECONDITION, `evaluate call to endorser returned error: ${error.message}`, details);
    }
    if (succeeded(outcome)) return outcome;
    const message = failureMessage(outcome);
    details.push(detail(peer, message));
    if (isPeerError(outcome)) return outcome;
    throw new StatusError(UNKNOWN, `evaluate call to endorser returned error: ${message}`, details);
  }

  #submit(request: Buffer): Buffer {
    const { channelId, envelope } = decodeOrRefuse(() => decodeSubmitRequest(request));
    if (envelope === undefined) throw new StatusError(INVALID_ARGUMENT, 'a prepared transaction is required');
    const [, signature] = decodeOrRefuse(() => pair(envelope));
    if (signature.length === 0) throw new StatusError(INVALID_ARGUMENT, 'prepared transaction must be signed');
    if (!this.#peer.channels.has(channelId)) {
      throw new StatusError(FAILED_PRECONDITION, `failed to get config for channel [${channelId}]`);
    }
    const { status, statusName, info } = broadcast(this.#peer.channels, envelope, Date.now());
    if (status === 200) return EMPTY;
    const message = `received unsuccessful response from orderer: status=${statusName}, info=${info}`;
    if (status < 500) throw new StatusError(ABORTED, message);
    const orderer = { address: '', mspId: '', message };
    throw new StatusError(UNAVAILABLE, 'no orderers could successfully process transaction', [orderer]);
  }

  async #commitStatus(request: Buffer, cancellation: Cancellation): Promise<Buffer> {
    const [data, signature] = decodeOrRefuse(() => pair(request));
    if (data.length === 0) throw new StatusError(INVALID_ARGUMENT, 'a commit status request is required');
    const { txId, channelId, identity } = decodeOrRefuse(
      () => decodeCommitStatusRequest(data),
      'invalid status request: ',
    );
    if (identity.length === 0) throw new StatusError(INVALID_ARGUMENT, 'no identity provided');
    if (channelId === '') throw new StatusError(INVALID_ARGUMENT, 'no channel ID provided');
    if (txId === '') throw new StatusError(INVALID_ARGUMENT, 'transaction ID should not be empty');
    const channel = this.#readable(channelId, identity, data, signature);
    const status = await channel.status(txId, cancellation);
    if (status === undefined) throw new StatusError(DEADLINE_EXCEEDED, 'context deadline exceeded');
    return encodeCommitStatus(status.code, status.blockNumber);
  }

  #readable(channelId: string, identity: Buffer, data: Buffer, signature: Buffer): Channel {
    const channel = this.#peer.channels.get(channelId);
    if (channel === undefined) {
      throw new StatusError(PERMISSION_DENIED, `Failed to get policy manager for channel [${channelId}]`);
    }
    try {
      channel.access.authorize('Readers', identity, data, signature);
    } catch (error) {
      if (error instanceof AccessError) throw new StatusError(PERMISSION_DENIED, error.message);
      throw error;
    }
    return channel;
  }

  #serveEvents(call: StreamCall): void {
    const cancellation = cancelledBy(call);
    call.on('error', () => undefined); // the client has gone; 'cancelled' stops the work
    this.#limited(() => this.#streamEvents(call, cancellation)).then(
      () => {
        call.end();
      },
      (error: unknown) => {
        call.emit('error', toStatus(error, this.#options.report));
      },
    );
  }

  async #streamEvents(call: StreamCall, cancellation: Cancellation): Promise<void> {
    const [data, signature] = decodeOrRefuse(() => pair(call.request));
    if (data.length === 0) throw new StatusError(INVALID_ARGUMENT, 'a chaincode events request is required');
    const request = decodeEventsRequest(data);
    const channel = this.#readable(request.getChannelId(), Buffer.from(request.getIdentity_asU8()), data, signature);
    const after = request.getAfterTransactionId();
    const found = after === '' ? undefined : channel.ledger.transaction(after);
    let skipping = found !== undefined;
    for (let number = found?.block ?? startBlock(channel, request); ; number += 1) {
      if (!(await channel.committed(number, cancellation))) return;
      const block = await channel.block(number);
      const events: Buffer[] = [];
      for (const { txId, code, event } of block.transactions) {
        const wanted = !skipping && code === 0 && event?.chaincodeId === request.getChaincodeId();
        if (wanted) events.push(encodeEvent(event));
        if (txId === after) skipping = false;
      }
      if (events.length > 0 && !(await writeTo(call, encodeChaincodeEvents(events, number), cancellation))) return;
    }
  }
}

/** Endorsements of one proposal, all over the same snapshot of the state. */
class EndorsementRound {
  readonly #channel: Channel;
  readonly #proposal: Proposal;
  readonly #options: GatewayOptions;
  readonly #snapshot: ReturnType<Channel['ledger']['openSnapshot']>;
  readonly #runs = new Map<string, Promise<Outcome>>();
  readonly #failures: { readonly peer: Peer; readonly outcome: Outcome; readonly message: string }[] = [];
  #payload: Buffer | undefined;
  #first: string | undefined;
  failedFirst = false;

  constructor(channel: Channel, proposal: Proposal, options: GatewayOptions) {
    this.#channel = channel;
    this.#proposal = proposal;
    this.#options = options;
    this.#snapshot = channel.ledger.openSnapshot();
  }

  /** Begins on the org whose answer all others are compared with. */
  start(mspId: string): void {
    this.#first = mspId;
    this.#run(mspId);
  }

  /** The prepared transaction when every org of the layout endorses the same result. */
  async attempt(layout: readonly string[]): Promise<Buffer | undefined> {
    const first = this.#first ?? layout[0] ?? '';
    for (const mspId of this.#options.simulateOnce ? [first] : layout) this.#run(mspId);
    const payload = await this.#result(first);
    if (payload === undefined) {
      this.failedFirst = true;
      return undefined;
    }
    if (!this.#options.simulateOnce) {
      const results = await Promise.all(layout.map((mspId) => this.#result(mspId)));
      if (results.includes(undefined)) return undefined;
    }
    const endorsements = this.#signers(layout).map((peer) => endorse(peer, payload));
    return encodePreparedTransaction(this.#proposal, payload, endorsements);
  }

  failure(firstFailure: string): StatusError {
    const details = this.#failures.map(({ peer, message }) => detail(peer, message));
    const message = this.failedFirst ? firstFailure : 'failed to collect enough transaction endorsements';
    const unavailable = this.#failures.length > 0 && this.#failures.every(({ outcome }) => outcome.unavailable);
    return new StatusError(unavailable ? UNAVAILABLE : ABORTED, `${message}, ${SEE_DETAILS}`, details);
  }

  /** Releases the snapshot when the last simulation over it has ended. */
  close(): void {
    void Promise.allSettled(this.#runs.values()).then(() => {
      this.#snapshot.close();
    });
  }

  #run(mspId: string): void {
    if (this.#runs.has(mspId)) return;
    const run = simulate(this.#peerOf(mspId), this.#channel, this.#proposal, this.#snapshot);
    run.catch(() => undefined); // awaited below, or left behind when another org has failed first
    this.#runs.set(mspId, run);
  }

  /** The payload an org endorses, which must be the one the first org gave. */
  async #result(mspId: string): Promise<Buffer | undefined> {
    const run = this.#runs.get(mspId);
    if (run === undefined) return undefined;
    const outcome = await run;
    const peer = this.#peerOf(mspId);
    if (!succeeded(outcome) || outcome.payload === undefined) {
      this.#fail(peer, outcome, failureMessage(outcome));
      return undefined;
    }
    this.#payload ??= outcome.payload;
    if (outcome.payload.equals(this.#payload)) return outcome.payload;
    this.#fail(peer, outcome, 'ProposalResponsePayloads do not match');
    return undefined;
  }

  #fail(peer: Peer, outcome: Outcome, message: string): void {
    if (this.#failures.some((failure) => failure.peer === peer)) return;
    this.#failures.push({ peer, outcome, message });
  }

  /** A peer for each place in the layout: an org that stands there twice signs with two of its peers. */
  #signers(layout: readonly string[]): Peer[] {
    const signers: Peer[] = [];
    for (const mspId of layout) {
      const next = this.#peersOf(mspId).find((peer) => !signers.includes(peer));
      if (next !== undefined) signers.push(next);
    }
    return signers;
  }

  #peerOf(mspId: string): Peer {
    const [first] = this.#peersOf(mspId);
    if (first === undefined) throw new Error(`no peer of ${mspId}`);
    return first;
  }

  /** An org's peers, of the gateway's own org the gateway's own peer first. */
  #peersOf(mspId: string): readonly Peer[] {
    const { peer } = this.#options;
    const peers = this.#options.endorsersOf(mspId);
    return mspId === peer.mspId ? [peer, ...peers.filter((other) => other !== peer)] : peers;
  }
}

function decodeOrRefuse<T>(decode: () => T, prefix = ''): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof WireError) throw new StatusError(INVALID_ARGUMENT, prefix + error.message);
    throw error;
  }
}

function decodeEventsRequest(data: Buffer): gatewayProtos.ChaincodeEventsRequest {
  try {
    return gatewayProtos.ChaincodeEventsRequest.deserializeBinary(data);
  } catch {
    throw new StatusError(INVALID_ARGUMENT, 'invalid chaincode events request: malformed');
  }
}

function startBlock(channel: Channel, request: gatewayProtos.ChaincodeEventsRequest): number {
  const position = request.getStartPosition();
  if (position === undefined || position.hasNextCommit()) return channel.ledger.height;
  if (position.hasSpecified()) return position.getSpecified()?.getNumber() ?? 0;
  throw new StatusError(INVALID_ARGUMENT, 'invalid start position type');
}

/** Whether a failure is the peer's own, so that another peer may be asked; otherwise the chaincode has answered. */
function isPeerError(outcome: Outcome): boolean {
  return outcome.payload === undefined && outcome.response.status === 500;
}

function failureMessage(outcome: Outcome): string {
  const { status, message } = outcome.response;
  return isPeerError(outcome) ? message : `chaincode response ${status}, ${message}`;
}

function detail(peer: Readonly<{ address: string; mspId: string }>, message: string): ErrorDetail {
  return { address: peer.address, mspId: peer.mspId, message };
}

function missingOrgs(orgs: readonly string[]): string {
  return `failed to find any endorsing peers for org(s): ${orgs.join(', ')}`;
}

function notConnected(chaincode: string, peers: readonly Readonly<{ address: string; mspId: string }>[]): StatusError {
  const orgs = peers.map(({ mspId }) => mspId).join(', ');
  const details = peers.map((peer) => detail(peer, `chaincode ${chaincode} is not connected`));
  return new StatusError(UNAVAILABLE, `chaincode ${chaincode} is not connected at ${orgs}`, details);
}

function tooMany(limit: number): StatusError {
  return new StatusError(UNKNOWN, `too many requests for /gateway.Gateway, exceeding concurrency limit (${limit})`);
}
