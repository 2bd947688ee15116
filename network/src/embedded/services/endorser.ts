import type * as grpc from '@grpc/grpc-js';
import { type Outcome, ProposalRefused, endorse, processProposal, succeeded } from '../endorser.js';
import type { Peer } from '../peer.js';
import { type Proposal, decodeSignedProposal } from '../protocol/proposal.js';
import { encodeProposalResponse, encodeResponse } from '../protocol/response.js';
import { WireError } from '../protocol/wire.js';
import { type Report, rawMethod, unary } from './methods.js';
import { StatusError, UNKNOWN_STATUS } from './status.js';

/** `protos.Endorser` of one peer. */
export function addEndorserService(server: grpc.Server, peer: Peer, report: Report): void {
  server.addService(
    { processProposal: rawMethod('/protos.Endorser/ProcessProposal') },
    { processProposal: unary((request) => respond(peer, request), report) },
  );
}

async function respond(peer: Peer, request: Buffer): Promise<Buffer> {
  try {
    const proposal = decodeSignedProposal(request);
    return encodeOutcome(peer, proposal, await processProposal(peer, proposal, Date.now()));
  } catch (error) {
    if (error instanceof ProposalRefused || error instanceof WireError) {
      throw new StatusError(UNKNOWN_STATUS, error.message);
    }
    throw error;
  }
}

function encodeOutcome(peer: Peer, proposal: Proposal, outcome: Outcome): Buffer {
  const response = encodeResponse(outcome.response);
  if (outcome.payload === undefined || proposal.channelId === '') return encodeProposalResponse({ response });
  const answered = { response, payload: outcome.payload, interest: proposal.chaincodeName };
  if (!succeeded(outcome)) return encodeProposalResponse(answered);
  return encodeProposalResponse({ ...answered, endorsement: endorse(peer, outcome.payload) });
}
