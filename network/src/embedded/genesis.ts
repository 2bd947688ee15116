import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';
import { addHashing, addPolicy, addValue, capabilities, metaPolicy, signaturePolicy } from './config-group.js';
import { type Block, dataHashOf } from './protocol/block.js';
import { HeaderType, encodeSignatureHeader } from './protocol/header.js';
import { WireWriter } from './protocol/wire.js';

/** An org as a channel's configuration has it. */
export interface ConfigOrg {
  readonly mspId: string;
  /** Folder of the org's MSP (the org's own, not a node's). */
  readonly mspDir: string;
  /** `host:port` of its nodes: peers of a member, orderers of the orderer org. */
  readonly endpoints: readonly string[];
}

export interface ChannelConfigInput {
  readonly name: string;
  readonly members: readonly ConfigOrg[];
  readonly ordererOrg: ConfigOrg;
  readonly batch: Readonly<{ maxMessages: number; maxBytes: number; absoluteMaxBytes: number; timeoutMs: number }>;
}

const { ADMIN, CLIENT, PEER, MEMBER, ORDERER } = msp.MSPRole.MSPRoleType;
type RoleType = (typeof msp.MSPRole.MSPRoleType)[keyof typeof msp.MSPRole.MSPRoleType];

/** The genesis block of a channel: one configuration transaction, nobody's signature, as `configtxgen` makes it. */
export function createGenesisBlock(input: ChannelConfigInput): Block {
  const config = new common.Config();
  config.setSequence(0);
  config.setChannelGroup(channelGroup(input));
  const envelope = new common.ConfigEnvelope();
  envelope.setConfig(config);
  const header = new WireWriter()
    .element(1, channelHeader(input.name))
    .element(
      2,
      encodeSignatureHeader(Buffer.alloc(0), createHash('sha256').update(input.name).digest().subarray(0, 24)),
    )
    .finish();
  const payload = new WireWriter(1024).element(1, header).bytes(2, envelope.serializeBinary()).finish();
  const transaction = new WireWriter(payload.length + 16).bytes(1, payload).finish();
  const empty = Buffer.alloc(0);
  return {
    header: { number: 0, previousHash: empty, dataHash: dataHashOf([transaction]) },
    envelopes: [transaction],
    metadata: [empty, empty, Buffer.of(0), empty, empty],
  };
}

/** Reads an org's MSP folder into its configuration. */
export function fabricMspConfig(org: Readonly<{ mspId: string; mspDir: string }>): msp.FabricMSPConfig {
  const config = new msp.FabricMSPConfig();
  const roots = pemFiles(join(org.mspDir, 'cacerts'));
  config.setName(org.mspId);
  config.setRootCertsList(roots);
  config.setIntermediateCertsList(pemFiles(join(org.mspDir, 'intermediatecerts')));
  config.setAdminsList(pemFiles(join(org.mspDir, 'admincerts')));
  config.setRevocationListList(pemFiles(join(org.mspDir, 'crls')));
  config.setTlsRootCertsList(pemFiles(join(org.mspDir, 'tlscacerts')));
  config.setTlsIntermediateCertsList(pemFiles(join(org.mspDir, 'tlsintermediatecerts')));
  const crypto = new msp.FabricCryptoConfig();
  crypto.setSignatureHashFamily('SHA2');
  crypto.setIdentityIdentifierHashFunction('SHA256');
  config.setCryptoConfig(crypto);
  config.setFabricNodeOus(nodeOus(roots[0]));
  return config;
}

function nodeOus(root: Buffer | undefined): msp.FabricNodeOUs {
  const ous = new msp.FabricNodeOUs();
  const identifier = (name: string): msp.FabricOUIdentifier => {
    const ou = new msp.FabricOUIdentifier();
    ou.setOrganizationalUnitIdentifier(name);
    if (root !== undefined) ou.setCertificate(root);
    return ou;
  };
  ous.setEnable(true);
  ous.setClientOuIdentifier(identifier('client'));
  ous.setPeerOuIdentifier(identifier('peer'));
  ous.setAdminOuIdentifier(identifier('admin'));
  ous.setOrdererOuIdentifier(identifier('orderer'));
  return ous;
}

function pemFiles(folder: string): Buffer[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return []; // an MSP folder has only the sub-folders it needs
  }
  return names.sort().map((name) => readFileSync(join(folder, name)));
}

function channelHeader(channelId: string): Buffer {
  return new WireWriter().uint(1, HeaderType.config).uint(2, 1).string(4, channelId).finish();
}

function channelGroup(input: ChannelConfigInput): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  group.getGroupsMap().set('Application', applicationGroup(input));
  group.getGroupsMap().set('Orderer', ordererGroup(input));
  addMetaPolicies(group);
  addHashing(group);
  addValue(group, 'Capabilities', capabilities('V3_0'));
  return group;
}

function applicationGroup(input: ChannelConfigInput): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  for (const member of input.members) {
    const org = orgGroup(member, [
      ['Readers', [ADMIN, PEER, CLIENT]],
      ['Writers', [ADMIN, CLIENT]],
      ['Admins', [ADMIN]],
      ['Endorsement', [PEER]],
    ]);
    const anchors = new peer.AnchorPeers();
    const [first] = member.endpoints;
    if (first !== undefined) {
      const anchor = anchors.addAnchorPeers();
      const { host, port } = splitAddress(first);
      anchor.setHost(host);
      anchor.setPort(port);
    }
    addValue(org, 'AnchorPeers', anchors);
    group.getGroupsMap().set(member.mspId, org);
  }
  addMetaPolicies(group);
  addPolicy(group, 'LifecycleEndorsement', metaPolicy('Endorsement', 'MAJORITY'));
  addPolicy(group, 'Endorsement', metaPolicy('Endorsement', 'MAJORITY'));
  addValue(group, 'Capabilities', capabilities('V2_5'));
  return group;
}

function ordererGroup(input: ChannelConfigInput): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  const org = orgGroup(input.ordererOrg, [
    ['Readers', [MEMBER]],
    ['Writers', [MEMBER]],
    ['Admins', [ADMIN]],
  ]);
  const addresses = new common.OrdererAddresses();
  addresses.setAddressesList([...input.ordererOrg.endpoints]);
  addValue(org, 'Endpoints', addresses, '/Channel/Orderer/Admins');
  group.getGroupsMap().set(input.ordererOrg.mspId, org);
  addMetaPolicies(group);
  addPolicy(group, 'BlockValidation', rolesPolicy(input.ordererOrg.mspId, [ORDERER]));
  const consensus = new orderer.ConsensusType();
  consensus.setType('embedded');
  addValue(group, 'ConsensusType', consensus);
  const size = new orderer.BatchSize();
  size.setMaxMessageCount(input.batch.maxMessages);
  size.setPreferredMaxBytes(input.batch.maxBytes);
  size.setAbsoluteMaxBytes(input.batch.absoluteMaxBytes);
  addValue(group, 'BatchSize', size);
  const timeout = new orderer.BatchTimeout();
  timeout.setTimeout(`${input.batch.timeoutMs}ms`);
  addValue(group, 'BatchTimeout', timeout);
  addValue(group, 'Capabilities', capabilities('V2_0'));
  return group;
}

function orgGroup(org: ConfigOrg, policies: readonly (readonly [string, readonly RoleType[]])[]): common.ConfigGroup {
  const group = new common.ConfigGroup();
  group.setModPolicy('Admins');
  for (const [name, roles] of policies) addPolicy(group, name, rolesPolicy(org.mspId, roles));
  const config = new msp.MSPConfig();
  config.setType(0);
  config.setConfig(fabricMspConfig(org).serializeBinary());
  addValue(group, 'MSP', config);
  return group;
}

function addMetaPolicies(group: common.ConfigGroup): void {
  addPolicy(group, 'Readers', metaPolicy('Readers', 'ANY'));
  addPolicy(group, 'Writers', metaPolicy('Writers', 'ANY'));
  addPolicy(group, 'Admins', metaPolicy('Admins', 'MAJORITY'));
}

/** One signature of any of the roles. */
function rolesPolicy(mspId: string, roles: readonly RoleType[]): common.Policy {
  const envelope = new common.SignaturePolicyEnvelope();
  const anyOf = new common.SignaturePolicy.NOutOf();
  anyOf.setN(1);
  for (const [index, role] of roles.entries()) {
    const principal = new msp.MSPRole();
    principal.setMspIdentifier(mspId);
    principal.setRole(role);
    const identity = envelope.addIdentities();
    identity.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
    identity.setPrincipal(principal.serializeBinary());
    anyOf.addRules().setSignedBy(index);
  }
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(anyOf);
  envelope.setRule(rule);
  return signaturePolicy(envelope);
}

/** Splits `host:port`. */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(':');
  return { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
}
