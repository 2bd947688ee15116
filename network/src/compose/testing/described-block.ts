import { common, msp, orderer, peer } from '@hyperledger/fabric-protos';

/** A configuration block as plain data, without what differs from run to run: nonce, transaction id and time. */
export function describeBlock(bytes: Buffer): unknown {
  const block = common.Block.deserializeBinary(bytes);
  const [first = new Uint8Array()] = block.getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(first);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  return {
    number: block.getHeader()?.getNumber(),
    previousHash: block.getHeader()?.getPreviousHash_asB64(),
    metadata: block.getMetadata()?.getMetadataList_asB64(),
    signature: envelope.getSignature_asB64(),
    header: { type: header.getType(), version: header.getVersion(), channel: header.getChannelId() },
    sequence: config?.getSequence(),
    group: describeGroup(config?.getChannelGroup() ?? new common.ConfigGroup()),
  };
}

function describeGroup(group: common.ConfigGroup): unknown {
  return {
    modPolicy: group.getModPolicy(),
    groups: described(group.getGroupsMap(), describeGroup),
    policies: described(group.getPoliciesMap(), (policy) => ({
      modPolicy: policy.getModPolicy(),
      ...describePolicy(policy.getPolicy() ?? new common.Policy()),
    })),
    values: described(group.getValuesMap(), (value, name) => ({
      modPolicy: value.getModPolicy(),
      value: describeValue(name, value.getValue_asU8()),
    })),
  };
}

interface Entries<T> {
  getEntryList(): [string, unknown][];
  get(key: string): T | undefined;
}

/** A map's entries by name, whatever order they came in. */
function described<T>(map: Entries<T>, describe: (value: T, name: string) => unknown): Record<string, unknown> {
  const names = map.getEntryList().map(([name]) => name);
  return Object.fromEntries(names.sort().map((name) => [name, describe(map.get(name) as T, name)]));
}

function describePolicy(policy: common.Policy): object {
  return policy.getType() === common.Policy.PolicyType.IMPLICIT_META
    ? { implicitMeta: common.ImplicitMetaPolicy.deserializeBinary(policy.getValue_asU8()).toObject() }
    : { signature: common.SignaturePolicyEnvelope.deserializeBinary(policy.getValue_asU8()).toObject() };
}

function describeValue(name: string, bytes: Uint8Array): unknown {
  switch (name) {
    case 'MSP': {
      const config = msp.MSPConfig.deserializeBinary(bytes);
      const definition = msp.FabricMSPConfig.deserializeBinary(config.getConfig_asU8());
      return { type: config.getType(), definition: definition.toObject() };
    }
    case 'ConsensusType': {
      const consensus = orderer.ConsensusType.deserializeBinary(bytes);
      const metadata = orderer.etcdraft.ConfigMetadata.deserializeBinary(consensus.getMetadata_asU8());
      return { type: consensus.getType(), state: consensus.getState(), metadata: metadata.toObject() };
    }
    case 'AnchorPeers':
      return peer.AnchorPeers.deserializeBinary(bytes).toObject();
    case 'BatchSize':
      return orderer.BatchSize.deserializeBinary(bytes).toObject();
    default:
      return Buffer.from(bytes).toString('latin1');
  }
}
