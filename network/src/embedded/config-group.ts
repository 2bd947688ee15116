import { common } from '@hyperledger/fabric-protos';

// The parts that a channel's configuration tree is put together from.

const IMPLICIT_META = common.Policy.PolicyType.IMPLICIT_META;
const SIGNATURE = common.Policy.PolicyType.SIGNATURE;
const { ANY, ALL, MAJORITY } = common.ImplicitMetaPolicy.Rule;
/** How many of a group's members' policies must be satisfied, as `configtx.yaml` spells it. */
export const META_RULES = { ANY, ALL, MAJORITY } as const;

export function addPolicy(group: common.ConfigGroup, name: string, policy: common.Policy): void {
  const entry = new common.ConfigPolicy();
  entry.setPolicy(policy);
  entry.setModPolicy('Admins');
  group.getPoliciesMap().set(name, entry);
}

export function addValue(
  group: common.ConfigGroup,
  name: string,
  value: Readonly<{ serializeBinary(): Uint8Array }>,
  modPolicy = 'Admins',
): void {
  const entry = new common.ConfigValue();
  entry.setValue(value.serializeBinary());
  entry.setModPolicy(modPolicy);
  group.getValuesMap().set(name, entry);
}

/** How blocks are hashed: there is one way. */
export function addHashing(group: common.ConfigGroup): void {
  const hashing = new common.HashingAlgorithm();
  hashing.setName('SHA256');
  addValue(group, 'HashingAlgorithm', hashing);
  const width = new common.BlockDataHashingStructure();
  width.setWidth(4_294_967_295);
  addValue(group, 'BlockDataHashingStructure', width);
}

/** So many of the policies of this name that the members of the group have. */
export function metaPolicy(subPolicy: string, rule: keyof typeof META_RULES): common.Policy {
  const meta = new common.ImplicitMetaPolicy();
  meta.setSubPolicy(subPolicy);
  meta.setRule(META_RULES[rule]);
  return policyOf(IMPLICIT_META, meta.serializeBinary());
}

/** Signatures as the envelope says. */
export function signaturePolicy(envelope: common.SignaturePolicyEnvelope): common.Policy {
  return policyOf(SIGNATURE, envelope.serializeBinary());
}

/** A single capability, or several, that every node of the channel must have. */
export function capabilities(...names: readonly string[]): common.Capabilities {
  const result = new common.Capabilities();
  for (const name of names) result.getCapabilitiesMap().set(name, new common.Capability());
  return result;
}

function policyOf(type: number, value: Uint8Array): common.Policy {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(value);
  return policy;
}
