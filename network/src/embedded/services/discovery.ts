import { createHash } from 'node:crypto';
import type * as grpc from '@grpc/grpc-js';
import { discovery, gossip } from '@hyperledger/fabric-protos';
import { AccessError } from '../access.js';
import type { Channel } from '../channel.js';
import { type ConfigOrg, fabricMspConfig, splitAddress } from '../genesis.js';
import type { Peer } from '../peer.js';
import { type Report, rawMethod, unary } from './methods.js';
import { StatusError, UNKNOWN_STATUS } from './status.js';

const MAX_QUERIES = 100;

export interface DiscoveryOptions {
  readonly peer: Peer;
  /** All peers of the network. */
  readonly peers: readonly Peer[];
  /** Every org's MSP folder and node addresses, the orderer org's too. */
  orgs(): readonly ConfigOrg[];
  readonly ordererMspId: string;
  readonly report: Report;
}

/** `discovery.Discovery` of one peer: what legacy clients learn the network from. */
export class DiscoveryService {
  readonly #options: DiscoveryOptions;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  addTo(server: grpc.Server): void {
    server.addService(
      { discover: rawMethod('/discovery.Discovery/Discover') },
      { discover: unary((request) => this.#discover(request), this.#options.report) },
    );
  }

  #discover(bytes: Buffer): Buffer {
    const { signed, request } = openRequest(bytes);
    const identity = Buffer.from(request.getAuthentication()?.getClientIdentity_asU8() ?? []);
    if (identity.length === 0) throw malformed("access denied, client identity wasn't supplied");
    const queries = request.getQueriesList();
    if (queries.length > MAX_QUERIES) throw malformed(`more than ${MAX_QUERIES} queries`);
    const response = new discovery.Response();
    for (const query of queries) response.addResults(this.#answer(query, signed, identity));
    return Buffer.from(response.serializeBinary());
  }

  #answer(query: discovery.Query, signed: discovery.SignedRequest, identity: Buffer): discovery.QueryResult {
    const name = query.getChannel();
    const channel = this.#options.peer.channels.get(name);
    if (name !== '' && channel === undefined) return errorResult('access denied');
    const access = channel?.access ?? this.#options.peer.localAccess;
    try {
      const [data, signature] = [signed.getPayload_asU8(), signed.getSignature_asU8()].map((part) => Buffer.from(part));
      access.authorize('Readers', identity, data ?? Buffer.alloc(0), signature ?? Buffer.alloc(0));
    } catch (error) {
      if (error instanceof AccessError) return errorResult('access denied');
      throw error;
    }
    if (channel === undefined) {
      return query.hasLocalPeers() ? this.#members(undefined) : errorResult('unknown or missing request type');
    }
    return this.#channelAnswer(query, channel);
  }

  #channelAnswer(query: discovery.Query, channel: Channel): discovery.QueryResult {
    if (query.hasConfigQuery()) return this.#config(channel);
    if (query.hasPeerQuery()) return this.#members(channel);
    const interests = query.getCcQuery()?.getInterestsList();
    if (interests === undefined) return errorResult('unknown or missing request type');
    const result = new discovery.ChaincodeQueryResult();
    for (const interest of interests) {
      const names = interest.getChaincodesList().map((call) => call.getName());
      const descriptor = names.length === 0 ? undefined : this.#endorsers(channel, names);
      if (descriptor === undefined)
        return errorResult(`failed constructing descriptor for chaincodes ${names.join(', ')}`);
      result.addContent(descriptor);
    }
    const answer = new discovery.QueryResult();
    answer.setCcQueryRes(result);
    return answer;
  }

  #config(channel: Channel): discovery.QueryResult {
    const result = new discovery.ConfigResult();
    const { ordererMspId } = this.#options;
    for (const org of this.#options.orgs()) {
      if (org.mspId !== ordererMspId && !channel.members.includes(org.mspId)) continue;
      result.getMspsMap().set(org.mspId, fabricMspConfig(org));
      if (org.mspId !== ordererMspId) continue;
      const endpoints = new discovery.Endpoints();
      for (const address of org.endpoints) {
        const { host, port } = splitAddress(address);
        const endpoint = endpoints.addEndpoint();
        endpoint.setHost(host);
        endpoint.setPort(port);
      }
      result.getOrderersMap().set(org.mspId, endpoints);
    }
    const answer = new discovery.QueryResult();
    answer.setConfigResult(result);
    return answer;
  }

  #members(channel: Channel | undefined): discovery.QueryResult {
    const result = new discovery.PeerMembershipResult();
    for (const peer of this.#options.peers) {
      if (channel !== undefined && !channel.members.includes(peer.mspId)) continue;
      const peers = result.getPeersByOrgMap().get(peer.mspId) ?? new discovery.Peers();
      peers.addPeers(describePeer(peer, channel));
      result.getPeersByOrgMap().set(peer.mspId, peers);
    }
    const answer = new discovery.QueryResult();
    answer.setMembers(result);
    return answer;
  }

  /** Groups are orgs; a layout names the orgs that together satisfy the policies of all chaincodes named. */
  #endorsers(channel: Channel, names: readonly string[]): discovery.EndorsementDescriptor | undefined {
    const [first = '', ...others] = names;
    const layouts = others.reduce<readonly (readonly string[])[] | undefined>(
      (combined, name) => combine(combined, channel.chaincodes.get(name)?.layouts),
      channel.chaincodes.get(first)?.layouts,
    );
    if (layouts === undefined) return undefined;
    const descriptor = new discovery.EndorsementDescriptor();
    descriptor.setChaincode(first);
    for (const mspId of new Set(layouts.flat())) {
      const group = new discovery.Peers();
      const members = this.#options.peers.filter((peer) => peer.mspId === mspId);
      for (const peer of members) group.addPeers(describePeer(peer, channel));
      descriptor.getEndorsersByGroupsMap().set(mspId, group);
    }
    for (const orgs of layouts) {
      const layout = descriptor.addLayouts();
      const quantities = layout.getQuantitiesByGroupMap();
      for (const mspId of orgs) quantities.set(mspId, (quantities.get(mspId) ?? 0) + 1);
    }
    return descriptor;
  }
}

const MAX_LAYOUTS = 1_000;

function combine(
  left: readonly (readonly string[])[] | undefined,
  right: readonly (readonly string[])[] | undefined,
): readonly (readonly string[])[] | undefined {
  if (left === undefined || right === undefined || left.length * right.length > MAX_LAYOUTS) return undefined;
  return left.flatMap((orgs) => right.map((more) => [...new Set([...orgs, ...more])]));
}

function openRequest(bytes: Buffer): { signed: discovery.SignedRequest; request: discovery.Request } {
  try {
    const signed = discovery.SignedRequest.deserializeBinary(bytes);
    return { signed, request: discovery.Request.deserializeBinary(signed.getPayload_asU8()) };
  } catch {
    throw malformed('failed parsing request');
  }
}

function malformed(message: string): StatusError {
  return new StatusError(UNKNOWN_STATUS, message);
}

function errorResult(content: string): discovery.QueryResult {
  const error = new discovery.Error();
  error.setContent(content);
  const result = new discovery.QueryResult();
  result.setError(error);
  return result;
}

/** A peer as gossip would describe it: clients read its endpoint, its height and its chaincodes. */
function describePeer(peer: Peer, channel: Channel | undefined): discovery.Peer {
  const pkiId = createHash('sha256').update(peer.node.serialized).digest();
  const member = new gossip.Member();
  member.setEndpoint(peer.address);
  member.setPkiId(pkiId);
  const alive = new gossip.AliveMessage();
  alive.setMembership(member);
  alive.setTimestamp(peerTime());
  const aliveMessage = new gossip.GossipMessage();
  aliveMessage.setTag(gossip.GossipMessage.Tag.EMPTY);
  aliveMessage.setAliveMsg(alive);
  const description = new discovery.Peer();
  description.setIdentity(peer.node.serialized);
  description.setMembershipInfo(envelopeOf(aliveMessage));
  if (channel !== undefined) description.setStateInfo(envelopeOf(stateInfo(peer, channel, pkiId)));
  return description;
}

function stateInfo(peer: Peer, channel: Channel, pkiId: Uint8Array): gossip.GossipMessage {
  const properties = new gossip.Properties();
  properties.setLedgerHeight(channel.ledger.height);
  for (const { name, version } of channel.chaincodes.values()) {
    if (!peer.chaincodes.has(name)) continue;
    const chaincode = new gossip.Chaincode();
    chaincode.setName(name);
    chaincode.setVersion(version);
    properties.addChaincodes(chaincode);
  }
  const info = new gossip.StateInfo();
  info.setPkiId(pkiId);
  info.setTimestamp(peerTime());
  info.setProperties(properties);
  const message = new gossip.GossipMessage();
  message.setTag(gossip.GossipMessage.Tag.CHAN_OR_ORG);
  message.setStateInfo(info);
  return message;
}

function peerTime(): gossip.PeerTime {
  const time = new gossip.PeerTime();
  time.setIncNum(1);
  time.setSeqNum(1);
  return time;
}

function envelopeOf(message: gossip.GossipMessage): gossip.Envelope {
  const envelope = new gossip.Envelope();
  envelope.setPayload(message.serializeBinary());
  return envelope;
}
