import { common, peer as protos } from '@hyperledger/fabric-protos';
import { AccessError, type ChannelRight } from './access.js';
import type { Channel, ChannelChaincode } from './channel.js';
import type { Peer } from './peer.js';
import { type Proposal, decodeArguments, pair } from './protocol/proposal.js';
import type { ChaincodeResponse } from './protocol/response.js';
import { EMPTY, WireWriter } from './protocol/wire.js';

const { lifecycle } = protos;

type Answer = Buffer | Uint8Array | Promise<Buffer | Uint8Array>;

/** An answer other than success. */
class SystemChaincodeError extends Error {
  override readonly name = 'SystemChaincodeError';
  readonly status: number;

  constructor(message: string, status = 500) {
    super(message);
    this.status = status;
  }
}

/** Whether a name is one of a peer's own chaincodes. */
export function isSystemChaincode(name: string): boolean {
  return name === 'qscc' || name === 'cscc' || name === '_lifecycle' || name === 'lscc';
}

/** Answers a query of a system chaincode; the proposal's creator has been checked, its right to ask has not. */
export async function callSystemChaincode(peer: Peer, proposal: Proposal): Promise<ChaincodeResponse> {
  const [name = EMPTY, ...args] = decodeArguments(proposal.input);
  const call = { peer, proposal, fn: name.toString('utf8'), args };
  try {
    const payload = await dispatch(call);
    return { status: 200, message: '', payload: Buffer.from(payload) };
  } catch (error) {
    if (error instanceof SystemChaincodeError) return { status: error.status, message: error.message, payload: EMPTY };
    if (error instanceof AccessError) {
      return { status: 500, message: `access denied for [${call.fn}]: ${error.message}`, payload: EMPTY };
    }
    throw error;
  }
}

interface Call {
  readonly peer: Peer;
  readonly proposal: Proposal;
  readonly fn: string;
  readonly args: readonly Buffer[];
}

function dispatch(call: Call): Answer {
  switch (call.proposal.chaincodeName) {
    case 'qscc':
      return queryLedger(call);
    case 'cscc':
      return queryConfiguration(call);
    case '_lifecycle':
      return queryLifecycle(call);
    default:
      throw new SystemChaincodeError(`${call.proposal.chaincodeName} is not available on this network`);
  }
}

function queryLedger(call: Call): Answer {
  const { fn, args } = call;
  const [name = EMPTY, parameter] = args;
  if (args.length === 0) throw new SystemChaincodeError('Incorrect number of arguments, 1');
  if (fn !== 'GetChainInfo' && parameter === undefined)
    throw new SystemChaincodeError(`missing 3rd argument for ${fn}`);
  const channel = call.peer.channels.get(name.toString('utf8'));
  if (channel === undefined) throw new SystemChaincodeError(`Invalid chain ID, ${name.toString('utf8')}`);
  authorize(call, channel, 'Readers');
  const argument = parameter ?? EMPTY;
  switch (fn) {
    case 'GetChainInfo':
      return chainInfo(channel);
    case 'GetBlockByNumber':
      return blockByNumber(channel, argument.toString('utf8'));
    case 'GetBlockByHash':
      return blockByHash(channel, argument);
    case 'GetBlockByTxID':
      return blockByTransaction(channel, argument.toString('utf8'));
    case 'GetTransactionByID':
      return transactionById(channel, argument.toString('utf8'));
    default:
      throw new SystemChaincodeError(`Requested function ${fn} not found.`);
  }
}

async function chainInfo(channel: Channel): Promise<Buffer> {
  const { height, lastHash } = channel.ledger;
  const { block } = await channel.block(height - 1);
  return new WireWriter().uint(1, height).bytes(2, lastHash).bytes(3, block.header.previousHash).finish();
}

async function blockByNumber(channel: Channel, text: string): Promise<Buffer> {
  if (!/^\d{1,20}$/.test(text)) throw new SystemChaincodeError(`Failed to parse block number with error ${text}`);
  // The largest unsigned 64-bit number asks for the newest block.
  const number = text === '18446744073709551615' ? channel.ledger.height - 1 : Number(text);
  if (number >= channel.ledger.height) {
    throw new SystemChaincodeError(`Failed to get block number ${text}, error no such block number [${text}] in index`);
  }
  return (await channel.block(number)).bytes;
}

async function blockByHash(channel: Channel, hash: Buffer): Promise<Buffer> {
  // Nothing but this query asks by hash, so no index is kept: from the newest block back, each one's hash is in the next.
  if (hash.equals(channel.ledger.lastHash)) return (await channel.block(channel.ledger.height - 1)).bytes;
  for (let number = channel.ledger.height - 1; number > 0; number -= 1) {
    const { block } = await channel.block(number);
    if (block.header.previousHash.equals(hash)) return (await channel.block(number - 1)).bytes;
  }
  throw new SystemChaincodeError(`Failed to get block hash ${hash.toString('hex')}, error no such block hash in index`);
}

async function blockByTransaction(channel: Channel, txId: string): Promise<Buffer> {
  const found = channel.ledger.transaction(txId);
  if (found === undefined) {
    throw new SystemChaincodeError(
      `Failed to get block for txID ${txId}, error no such transaction ID [${txId}] in index`,
    );
  }
  return (await channel.block(found.block)).bytes;
}

async function transactionById(channel: Channel, txId: string): Promise<Buffer> {
  const found = channel.ledger.transaction(txId);
  const envelope = found === undefined ? undefined : (await channel.block(found.block)).block.envelopes[found.index];
  if (found === undefined || envelope === undefined) {
    throw new SystemChaincodeError(
      `Failed to get transaction with id ${txId}, error no such transaction ID [${txId}] in index`,
    );
  }
  return new WireWriter(envelope.length + 16).element(1, envelope).uint(2, found.code).finish();
}

function queryConfiguration(call: Call): Answer {
  const { peer, fn, args } = call;
  if (fn === 'GetChannels') {
    const response = new protos.ChannelQueryResponse();
    for (const name of peer.channels.keys()) response.addChannels().setChannelId(name);
    return response.serializeBinary();
  }
  if (fn !== 'GetConfigBlock' && fn !== 'GetChannelConfig') {
    throw new SystemChaincodeError(`Requested function ${fn} not found.`);
  }
  const name = (args[0] ?? EMPTY).toString('utf8');
  const channel = peer.channels.get(name);
  if (channel === undefined) throw new SystemChaincodeError(`unknown channel ID, ${name}`);
  authorize(call, channel, 'Readers');
  return fn === 'GetConfigBlock' ? channel.block(0).then(({ bytes }) => bytes) : channelConfig(channel);
}

/** The `common.Config` in the genesis block, which is the only configuration a channel of this network has. */
export async function channelConfig(channel: Channel): Promise<Uint8Array> {
  const [envelope = EMPTY] = (await channel.block(0)).block.envelopes;
  const [payload] = pair(envelope);
  const [, data] = pair(payload);
  const config = common.ConfigEnvelope.deserializeBinary(data).getConfig();
  return config?.serializeBinary() ?? EMPTY;
}

function queryLifecycle(call: Call): Answer {
  const { peer, proposal, fn } = call;
  if (fn === 'QueryInstalledChaincodes') return installedChaincodes(peer);
  const channel = peer.channels.get(proposal.channelId);
  if (channel === undefined) throw new SystemChaincodeError(`${fn} needs a channel`);
  authorize(call, channel, 'Writers');
  const argument = call.args[0] ?? EMPTY;
  switch (fn) {
    case 'QueryChaincodeDefinitions':
      return chaincodeDefinitions(channel);
    case 'QueryChaincodeDefinition': {
      const args = lifecycle.QueryChaincodeDefinitionArgs.deserializeBinary(argument);
      return chaincodeDefinition(channel, definitionOf(channel, args.getName()));
    }
    case 'QueryApprovedChaincodeDefinition': {
      const args = lifecycle.QueryApprovedChaincodeDefinitionArgs.deserializeBinary(argument);
      return approvedDefinition(definitionOf(channel, args.getName()));
    }
    default:
      throw new SystemChaincodeError(
        `${fn}: chaincodes of this network are defined by its configuration; there are no lifecycle transactions`,
      );
  }
}

function definitionOf(channel: Channel, name: string): ChannelChaincode {
  const definition = channel.chaincodes.get(name);
  if (definition === undefined) throw new SystemChaincodeError(`namespace ${name} is not defined`, 404);
  return definition;
}

function chaincodeDefinitions(channel: Channel): Uint8Array {
  const result = new lifecycle.QueryChaincodeDefinitionsResult();
  for (const definition of channel.chaincodes.values()) {
    const entry = result.addChaincodeDefinitions();
    entry.setName(definition.name);
    describe(entry, definition);
  }
  return result.serializeBinary();
}

function chaincodeDefinition(channel: Channel, definition: ChannelChaincode): Uint8Array {
  const result = new lifecycle.QueryChaincodeDefinitionResult();
  describe(result, definition);
  for (const mspId of channel.members) result.getApprovalsMap().set(mspId, true);
  return result.serializeBinary();
}

function approvedDefinition(definition: ChannelChaincode): Uint8Array {
  const result = new lifecycle.QueryApprovedChaincodeDefinitionResult();
  describe(result, definition);
  return result.serializeBinary();
}

interface Describable {
  setSequence(value: number): void;
  setVersion(value: string): void;
  setEndorsementPlugin(value: string): void;
  setValidationPlugin(value: string): void;
  setValidationParameter(value: Uint8Array): void;
}

function describe(target: Describable, definition: ChannelChaincode): void {
  target.setSequence(definition.sequence);
  target.setVersion(definition.version);
  target.setEndorsementPlugin('escc');
  target.setValidationPlugin('vscc');
  target.setValidationParameter(definition.policyBytes);
}

function installedChaincodes(peer: Peer): Uint8Array {
  const result = new lifecycle.QueryInstalledChaincodesResult();
  for (const name of peer.chaincodes.keys()) {
    const entry = result.addInstalledChaincodes();
    entry.setLabel(name);
    entry.setPackageId(name);
  }
  return result.serializeBinary();
}

function authorize(call: Call, channel: Channel, right: ChannelRight): void {
  const { header, proposalBytes, signature } = call.proposal;
  channel.access.authorize(right, header.signature.creator, proposalBytes, signature);
}
