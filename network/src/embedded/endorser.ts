import { AccessError } from './access.js';
import { ExecutionError, NotConnectedError } from './chaincode/connection.js';
import { Simulation } from './chaincode/simulation.js';
import type { Channel } from './channel.js';
import type { LedgerSnapshot } from './ledger.js';
import { ABSOLUTE_MAX_BYTES } from './options.js';
import type { Peer } from './peer.js';
import { HeaderType, type LedgerTimestamp, transactionIdOf } from './protocol/header.js';
import type { Proposal } from './protocol/proposal.js';
import {
  type ChaincodeResponse,
  type Endorsement,
  encodeEvent,
  encodeResponse,
  encodeResponsePayload,
} from './protocol/response.js';
import { EMPTY } from './protocol/wire.js';
import { callSystemChaincode, isSystemChaincode } from './system-chaincodes.js';

const TIME_WINDOW_MS = 15 * 60 * 1000;
/** From this status on a chaincode's answer is an error that nobody endorses. */
const ERROR_THRESHOLD = 400;
const ERROR = 500;

/**
 * A proposal no peer would work on. `filter`: refused before the endorser saw it, so the caller gets no response at
 * all; `proposal`: refused by the endorser's own checks.
 */
export class ProposalRefused extends Error {
  override readonly name = 'ProposalRefused';
  readonly stage: 'filter' | 'proposal';

  constructor(stage: 'filter' | 'proposal', message: string) {
    super(message);
    this.stage = stage;
  }
}

/** What came of a proposal. */
export interface Outcome {
  readonly response: ChaincodeResponse;
  /** The `ProposalResponsePayload`; undefined when the peer itself, or a status of 400 to 499, refused. */
  readonly payload: Buffer | undefined;
  /** The chaincode is not there to run anything. */
  readonly unavailable?: true;
}

export function succeeded(outcome: Outcome): boolean {
  return outcome.response.status >= 200 && outcome.response.status < ERROR_THRESHOLD;
}

/**
 * Checks a proposal as a peer does before it runs anything: expiry and time window, form, creator, transaction id,
 * repetition, and the right to write.
 *
 * @throws ProposalRefused with the peer's own words
 */
export function checkProposal(peer: Peer, proposal: Proposal, nowMs: number): void {
  const channel = proposal.channelId === '' ? undefined : peer.channels.get(proposal.channelId);
  const access = channel?.access ?? peer.localAccess;
  filterProposal(peer, proposal, nowMs);
  checkHeader(proposal);
  try {
    const identity = access.checkCreator(proposal.header.signature, proposal.proposalBytes, proposal.signature);
    if (channel === undefined) return;
    if (channel.hasTransaction(proposal.txId)) {
      const creator = proposal.header.signature.creator.toString('hex');
      throw new ProposalRefused('proposal', `duplicate transaction found [${proposal.txId}]. Creator [${creator}]`);
    }
    if (!isSystemChaincode(proposal.chaincodeName) && !access.allows('Writers', identity)) {
      throw access.refusal('Writers');
    }
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    const prefix = error.reason === 'policy' ? '' : 'error validating proposal: ';
    throw new ProposalRefused('proposal', prefix + error.message);
  }
}

/** What a peer's authentication filters check. */
function filterProposal(peer: Peer, proposal: Proposal, nowMs: number): void {
  const { channel, signature } = proposal.header;
  if (peer.isExpired(signature.creator, nowMs)) {
    throw new ProposalRefused('filter', 'proposal client identity expired');
  }
  if (channel.timestamp === undefined || Math.abs(milliseconds(channel.timestamp) - nowMs) > TIME_WINDOW_MS) {
    throw new ProposalRefused(
      'filter',
      `request unauthorized due to incorrect timestamp ${rfc3339(channel.timestamp)}, peer time ${rfc3339At(nowMs)}, peer.authentication.timewindow 15m0s`,
    );
  }
}

function checkHeader(proposal: Proposal): void {
  const { channel, signature } = proposal.header;
  const expected = transactionIdOf(signature);
  const problem =
    channel.type !== HeaderType.endorserTransaction && channel.type !== HeaderType.config
      ? `invalid header type ${channel.type}`
      : channel.epoch !== 0
        ? 'epoch is non-zero'
        : signature.nonce.length === 0
          ? 'nonce is empty'
          : signature.creator.length === 0
            ? 'creator is empty'
            : proposal.txId !== expected
              ? `incorrectly computed txid '${proposal.txId}' -- expected '${expected}'`
              : undefined;
  if (problem !== undefined) throw new ProposalRefused('proposal', `error validating proposal: ${problem}`);
}

/** Runs a checked proposal on one peer's chaincode against a snapshot. Failures are outcomes, not exceptions. */
export async function simulate(
  peer: Peer,
  channel: Channel,
  proposal: Proposal,
  snapshot: LedgerSnapshot,
): Promise<Outcome> {
  const { chaincodeName: name, txId } = proposal;
  const definition = channel.chaincodes.get(name);
  const connection = peer.chaincodes.get(name);
  if (definition === undefined || connection === undefined) {
    return peerError(
      `make sure the chaincode ${name} has been successfully defined on channel ${channel.channelId} and try again: chaincode ${name} not found`,
    );
  }
  const simulation = new Simulation(snapshot, { namespace: name, txId, maxBytes: ABSOLUTE_MAX_BYTES });
  try {
    const { response, event } = await connection.execute({
      channelId: channel.channelId,
      txId,
      input: proposal.input,
      proposal: proposal.signedBytes,
      simulation,
    });
    if (response.status >= ERROR_THRESHOLD && response.status < ERROR) return { response, payload: undefined };
    const failed = response.status >= ERROR;
    const events = event === undefined || failed ? EMPTY : encodeEvent({ ...event, chaincodeId: name, txId });
    const action = { results: simulation.results(), events, response: encodeResponse(response), name };
    return { response, payload: encodeResponsePayload(proposal.hash, { ...action, version: definition.version }) };
  } catch (error) {
    if (error instanceof NotConnectedError) return { ...peerError(error.message), unavailable: true };
    if (error instanceof ExecutionError) {
      return peerError(`error in simulation: failed to execute transaction ${txId}: ${error.message}`);
    }
    throw error;
  }
}

/** A peer's signature under a payload. */
export function endorse(peer: Peer, payload: Buffer): Endorsement {
  const endorser = peer.node.serialized;
  const endorsement = { endorser, signature: peer.node.sign(Buffer.concat([payload, endorser])) };
  peer.ownEndorsements.add(payload, endorsement);
  return endorsement;
}

/** Checks and runs a proposal on one peer, system chaincodes included. @throws ProposalRefused */
export async function processProposal(peer: Peer, proposal: Proposal, nowMs: number): Promise<Outcome> {
  const channel = peer.channels.get(proposal.channelId);
  if (proposal.channelId !== '' && channel === undefined) {
    filterProposal(peer, proposal, nowMs);
    return peerError(`channel '${proposal.channelId}' not found`);
  }
  checkProposal(peer, proposal, nowMs);
  if (isSystemChaincode(proposal.chaincodeName)) {
    const response = await callSystemChaincode(peer, proposal);
    const action = { results: EMPTY, events: EMPTY, response: encodeResponse(response), name: proposal.chaincodeName };
    return { response, payload: encodeResponsePayload(proposal.hash, { ...action, version: 'syscc' }) };
  }
  if (channel === undefined) return peerError(`chaincode ${proposal.chaincodeName} needs a channel`);
  const snapshot = channel.ledger.openSnapshot();
  try {
    return await simulate(peer, channel, proposal, snapshot);
  } finally {
    snapshot.close();
  }
}

function peerError(message: string): Outcome {
  return { response: { status: ERROR, message, payload: EMPTY }, payload: undefined };
}

function milliseconds(timestamp: LedgerTimestamp): number {
  return Number(timestamp.seconds) * 1000 + timestamp.nanos / 1_000_000;
}

function rfc3339(timestamp: LedgerTimestamp | undefined): string {
  return rfc3339At(timestamp === undefined ? 0 : milliseconds(timestamp));
}

function rfc3339At(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? `${new Date(ms).toISOString().slice(0, 19)}Z` : 'out of range';
}
