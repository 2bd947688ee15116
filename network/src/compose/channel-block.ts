import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { parse } from 'yaml';

import {
  addHashing,
  addPolicy,
  addValue,
  capabilities,
  META_RULES,
  metaPolicy,
  signaturePolicy,
} from '../embedded/config-group.js';
import { fabricMspConfig, splitAddress } from '../embedded/genesis.js';
import { parsePolicy, PolicySyntaxError, policyToProto } from '../embedded/policy.js';
import { type Block, dataHashOf, encodeBlock } from '../embedded/protocol/block.js';
import { HeaderType } from '../embedded/protocol/header.js';
import { EMPTY, WireWriter } from '../embedded/protocol/wire.js';
import { OperatorError } from '../native/operator-error.js';
import { ConfigTree } from './config-tree.js';

const { ConfigMetadata, Consenter, Options } = orderer.etcdraft;
const NONCE_BYTES = 24;

/**
 * The first block of a ledger channel, as `configtxgen -outputBlock` makes it from the same profile. Fabric's images do
 * not hold that command, and whoever has containers need not have its binaries.
 * @param configtx Text of a `configtx.yaml` whose paths are absolute.
 * @throws OperatorError naming what in the profile is missing, or is more than this knows.
 */
export function makeChannelBlock(configtx: string, profile: string, channel: string): Buffer {
  const { Profiles: profiles } = parse(configtx, { merge: true, maxAliasCount: 10_000 }) as {
    Profiles?: Record<string, unknown>;
  };
  if (profiles === undefined || !Object.hasOwn(profiles, profile)) {
    throw new OperatorError(`configtx.yaml has no profile ${profile}`);
  }
  const group = ConfigTree.read(profiles[profile], profile, channelGroup);
  const config = new common.Config();
  config.setChannelGroup(group);
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  return encodeBlock(firstBlock(channel, envelope.serializeBinary()));
}

function channelGroup(tree: ConfigTree): common.ConfigGroup {
  const group = newGroup(tree);
  addHashing(group);
  group.getGroupsMap().set('Orderer', tree.inside('Orderer', ordererGroup));
  group.getGroupsMap().set('Application', tree.inside('Application', applicationGroup));
  return group;
}

/** A group with what all three have: policies and, where it names some, capabilities. */
function newGroup(tree: ConfigTree): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  tree.inside('Policies', (policies) => {
    for (const name of policies.names) addPolicy(group, name, policies.inside(name, readPolicy));
  });
  const needed = tree.has('Capabilities') ? tree.flags('Capabilities') : [];
  if (needed.length > 0) addValue(group, 'Capabilities', capabilities(...needed));
  return group;
}

function readPolicy(tree: ConfigTree): common.Policy {
  const type = tree.text('Type');
  const rule = tree.text('Rule');
  if (type === 'ImplicitMeta') {
    const [, scope = '', subPolicy = ''] = /^(\w+) +(\w+)$/u.exec(rule) ?? [];
    if (!Object.hasOwn(META_RULES, scope))
      throw new OperatorError(`policy rule ${JSON.stringify(rule)} is not understood`);
    return metaPolicy(subPolicy, scope as keyof typeof META_RULES);
  }
  if (type !== 'Signature') throw new OperatorError(`policy type ${JSON.stringify(type)} is not understood`);
  try {
    return signaturePolicy(policyToProto(parsePolicy(rule)));
  } catch (error) {
    if (error instanceof PolicySyntaxError)
      throw new OperatorError(`policy rule ${JSON.stringify(rule)}: ${error.message}`);
    throw error;
  }
}

function applicationGroup(tree: ConfigTree): common.ConfigGroup {
  const group = newGroup(tree);
  for (const [name, org] of tree.list('Organizations', memberGroup)) group.getGroupsMap().set(name, org);
  return group;
}

function memberGroup(tree: ConfigTree): readonly [string, common.ConfigGroup] {
  const [name, group] = orgGroup(tree);
  const anchors = new peer.AnchorPeers();
  for (const { host, port } of tree.has('AnchorPeers') ? tree.list('AnchorPeers', readPlace) : []) {
    const anchor = anchors.addAnchorPeers();
    anchor.setHost(host);
    anchor.setPort(port);
  }
  if (anchors.getAnchorPeersList().length > 0) addValue(group, 'AnchorPeers', anchors);
  return [name, group];
}

function orgGroup(tree: ConfigTree): readonly [string, common.ConfigGroup] {
  const group = newGroup(tree);
  const config = new msp.MSPConfig();
  const definition = fabricMspConfig({ mspId: tree.text('ID'), mspDir: tree.text('MSPDir') });
  config.setConfig(definition.serializeBinary());
  addValue(group, 'MSP', config);
  return [tree.text('Name'), group];
}

function readPlace(tree: ConfigTree): { readonly host: string; readonly port: number } {
  return { host: tree.text('Host'), port: tree.whole('Port') };
}

function ordererGroup(tree: ConfigTree): common.ConfigGroup {
  const group = newGroup(tree);
  addValue(group, 'BatchSize', tree.inside('BatchSize', readBatchSize));
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(tree.text('BatchTimeout'));
  addValue(group, 'BatchTimeout', timeout);
  addValue(group, 'ChannelRestrictions', new orderer.ChannelRestrictions());
  const type = tree.text('OrdererType');
  if (type !== 'etcdraft') throw new OperatorError(`OrdererType ${JSON.stringify(type)} is not understood`);
  const consensus = new orderer.ConsensusType();
  consensus.setType(type);
  consensus.setMetadata(tree.inside('EtcdRaft', readRaft).serializeBinary());
  addValue(group, 'ConsensusType', consensus);
  for (const [name, org] of tree.list('Organizations', ordererOrgGroup)) group.getGroupsMap().set(name, org);
  return group;
}

function readBatchSize(tree: ConfigTree): orderer.BatchSize {
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(tree.whole('MaxMessageCount'));
  size.setAbsoluteMaxBytes(tree.whole('AbsoluteMaxBytes'));
  size.setPreferredMaxBytes(tree.whole('PreferredMaxBytes'));
  return size;
}

function readRaft(tree: ConfigTree): orderer.etcdraft.ConfigMetadata {
  const metadata = new ConfigMetadata();
  metadata.setConsentersList([...tree.list('Consenters', readConsenter)]);
  metadata.setOptions(
    tree.inside('Options', (options) => {
      const read = new Options();
      read.setTickInterval(options.text('TickInterval'));
      read.setElectionTick(options.whole('ElectionTick'));
      read.setHeartbeatTick(options.whole('HeartbeatTick'));
      read.setMaxInflightBlocks(options.whole('MaxInflightBlocks'));
      read.setSnapshotIntervalSize(options.whole('SnapshotIntervalSize'));
      return read;
    }),
  );
  return metadata;
}

function readConsenter(tree: ConfigTree): orderer.etcdraft.Consenter {
  const consenter = new Consenter();
  const { host, port } = readPlace(tree);
  consenter.setHost(host);
  consenter.setPort(port);
  consenter.setClientTlsCert(readFileSync(tree.text('ClientTLSCert')));
  consenter.setServerTlsCert(readFileSync(tree.text('ServerTLSCert')));
  return consenter;
}

function ordererOrgGroup(tree: ConfigTree): readonly [string, common.ConfigGroup] {
  const [name, group] = orgGroup(tree);
  const endpoints = new common.OrdererAddresses();
  endpoints.setAddressesList(tree.texts('OrdererEndpoints').filter((address) => splitAddress(address).port > 0));
  addValue(group, 'Endpoints', endpoints);
  return [name, group];
}

function firstBlock(channel: string, configEnvelope: Uint8Array): Block {
  const nonce = randomBytes(NONCE_BYTES);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(HeaderType.config);
  channelHeader.setVersion(1);
  channelHeader.setChannelId(channel);
  // The id of a transaction that nobody signed: the hash of its nonce alone.
  channelHeader.setTxId(createHash('sha256').update(nonce).digest('hex'));
  channelHeader.setTimestamp(now());
  const signatureHeader = new WireWriter().bytes(2, nonce).finish();
  const header = new WireWriter(256)
    .element(1, Buffer.from(channelHeader.serializeBinary()))
    .element(2, signatureHeader)
    .finish();
  const payload = new WireWriter(1024).element(1, header).bytes(2, configEnvelope).finish();
  const envelope = new WireWriter(payload.length + 16).bytes(1, payload).finish();
  // The last configuration is block 0, and 0 is what an empty message says.
  const ordering = new common.OrdererBlockMetadata();
  ordering.setLastConfig(new common.LastConfig());
  const signatures = new WireWriter().bytes(1, ordering.serializeBinary()).finish();
  return {
    header: { number: 0, previousHash: EMPTY, dataHash: dataHashOf([envelope]) },
    envelopes: [envelope],
    metadata: [signatures, EMPTY, EMPTY, EMPTY, EMPTY],
  };
}

function now(): timestamps.Timestamp {
  const timestamp = new timestamps.Timestamp();
  timestamp.setSeconds(Math.floor(Date.now() / 1000));
  return timestamp;
}
