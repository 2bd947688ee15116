import { common, msp } from '@hyperledger/fabric-protos';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  POLICY_ROLES,
  type Policy,
  type PolicyIdentity,
  type PolicyRole,
  PolicySyntaxError,
  endorsementLayouts,
  evaluatePolicy,
  parsePolicy,
  policyToProto,
} from './policy.js';

const peer = (mspId: string, id = mspId): PolicyIdentity => ({ id, mspId, roles: new Set(['member', 'peer']) });
const signed = (text: string, ...mspIds: readonly string[]): boolean =>
  evaluatePolicy(
    parsePolicy(text),
    mspIds.map((mspId, index) => peer(mspId, `${mspId} ${index}`)),
  );

describe('the policy language', () => {
  it('reads gates in each of their spellings, nested, with any space', () => {
    const expected = parsePolicy("AND('Org1MSP.peer',OR('Org2MSP.peer','Org3MSP.peer'))");
    expect(parsePolicy(`and ( "Org1MSP.peer" , Or('Org2MSP.peer',\n'Org3MSP.peer') ) `)).toEqual(expected);
    expect(parsePolicy("OutOf(2, 'Org1MSP.peer', OUTOF(1, 'Org2MSP.peer', 'Org3MSP.peer'))")).toEqual(expected);
  });

  it.each([
    ['', 'position 0'],
    ["'Org1MSP.peer'", 'begins with'],
    ["XOR('A.peer')", 'found XOR'],
    ["aNd('A.peer')", 'found aNd'],
    ['AND()', 'found )'],
    ["AND('A.peer'", 'position 12'],
    ["AND('A.peer',)", 'found )'],
    ["AND('A.peer') AND('B.peer')", 'follows'],
    ["AND('A')", 'no principal'],
    ["AND('A.boss')", 'no principal'],
    ["AND('A.PEER')", 'no principal'],
    ["AND('A B.peer')", 'no principal'],
    ['AND(A.peer)', 'found A'],
    ["OutOf('A.peer')", 'begins with a number'],
    ["OutOf(0, 'A.peer')", '0 of 1'],
    ["OutOf(3, 'A.peer', 'B.peer')", '3 of 2'],
    ["OutOf(-1, 'A.peer')", 'position'],
    ["OutOf(1.5, 'A.peer')", 'position'],
    [`${'AND('.repeat(40)}'A.peer'${')'.repeat(40)}`, 'deep'],
    [`AND(${"'A.peer',".repeat(2_000)}'A.peer')`, 'characters'],
  ])('refuses %s', (text, message) => {
    expect(() => parsePolicy(text)).toThrow(PolicySyntaxError);
    expect(() => parsePolicy(text)).toThrow(message);
  });

  it('never fails but with its own error', () => {
    const text = fc.string({
      unit: fc.constantFrom('AND', 'OutOf', '(', ')', ',', '1', ' ', "'A.peer'", "'", '"', 'é'),
    });
    fc.assert(
      fc.property(text, (policy) => {
        try {
          parsePolicy(policy);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicySyntaxError);
        }
      }),
    );
  });
});

describe('evaluation', () => {
  it('asks for who is named, in the role named', () => {
    const policy = parsePolicy("AND('A.peer','B.admin')");
    const admin: PolicyIdentity = { id: 'b', mspId: 'B', roles: new Set(['member', 'admin']) };
    expect(evaluatePolicy(policy, [peer('A'), admin])).toBe(true);
    expect(evaluatePolicy(policy, [peer('A'), peer('B')])).toBe(false);
    expect(evaluatePolicy(policy, [peer('A', 'a1'), peer('A', 'a2')])).toBe(false);
    expect(evaluatePolicy(policy, [])).toBe(false);
  });

  it('counts an identity once, however often it signs', () => {
    const two = parsePolicy("AND('A.peer','A.peer')");
    expect(evaluatePolicy(two, [peer('A'), peer('A')])).toBe(false);
    expect(evaluatePolicy(two, [peer('A', 'a1'), peer('A', 'a2')])).toBe(true);
  });

  it('takes in a gate more than it needs, as Fabric does', () => {
    expect(signed("AND(OR('A.peer','B.peer'),'B.peer')", 'A', 'B')).toBe(false);
    expect(signed("AND('B.peer',OR('A.peer','B.peer'))", 'A', 'B')).toBe(true);
    expect(signed("AND(OR('A.peer','B.peer'),'B.peer')", 'B', 'B')).toBe(true);
  });

  it('gives back what a gate took that failed', () => {
    expect(signed("OR(AND('A.peer','C.peer'),AND('A.peer','B.peer'))", 'A', 'B')).toBe(true);
  });
});

const MSPS = ['A', 'B', 'C'];
const principal = fc.record({ mspId: fc.constantFrom(...MSPS), role: fc.constantFrom<PolicyRole>('peer', 'member') });
const { policy: anyPolicy } = fc.letrec<{ policy: Policy; outOf: Policy }>((tie) => ({
  policy: fc.oneof(
    { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
    principal.map((who): Policy => ({ kind: 'signature', principal: who })),
    tie('outOf'),
  ),
  outOf: fc
    .tuple(fc.array(tie('policy'), { minLength: 1, maxLength: 3 }), fc.nat())
    .map(([policies, number]): Policy => ({ kind: 'outOf', count: 1 + (number % policies.length), policies })),
}));

function textOf(policy: Policy): string {
  if (policy.kind === 'signature') return `'${policy.principal.mspId}.${policy.principal.role}'`;
  return `OutOf(${policy.count}, ${policy.policies.map(textOf).join(', ')})`;
}

/** The rules once more from Fabric's protobuf, with a used flag for each identity, as they are written down there. */
function evaluateProto(envelope: common.SignaturePolicyEnvelope, identities: readonly PolicyIdentity[]): boolean {
  const principals = envelope.getIdentitiesList().map((entry) => {
    expect(entry.getPrincipalClassification()).toBe(msp.MSPPrincipal.Classification.ROLE);
    return msp.MSPRole.deserializeBinary(entry.getPrincipal_asU8());
  });
  const names: readonly PolicyRole[] = ['member', 'admin', 'client', 'peer', 'orderer'];
  const satisfied = (rule: common.SignaturePolicy, used: boolean[]): boolean => {
    if (rule.getTypeCase() === common.SignaturePolicy.TypeCase.SIGNED_BY) {
      const wanted = principals[rule.getSignedBy()];
      const at = identities.findIndex(
        (identity, index) =>
          used[index] !== true &&
          identity.mspId === wanted?.getMspIdentifier() &&
          identity.roles.has(names[wanted.getRole()] ?? 'orderer'),
      );
      if (at >= 0) used[at] = true;
      return at >= 0;
    }
    let verified = 0;
    for (const part of rule.getNOutOf()?.getRulesList() ?? []) {
      const trial = [...used];
      if (!satisfied(part, trial)) continue;
      verified += 1;
      used.splice(0, used.length, ...trial);
    }
    return verified >= (rule.getNOutOf()?.getN() ?? 0);
  };
  const rule = envelope.getRule();
  return rule !== undefined && satisfied(rule, []);
}

const someone = fc.record({
  mspId: fc.constantFrom(...MSPS),
  roles: fc.subarray([...POLICY_ROLES]).map((roles) => new Set(roles)),
});

/** All multisets of at most four MSP ids. */
const GROUPS: readonly (readonly string[])[] = (() => {
  let groups: readonly (readonly string[])[] = [[]];
  const all: (readonly string[])[] = [];
  for (let size = 0; size <= 5; size += 1) {
    all.push(...groups);
    groups = groups.flatMap((group) => MSPS.filter((id) => id >= (group.at(-1) ?? '')).map((id) => [...group, id]));
  }
  return all;
})();

const isWithin = (smaller: readonly string[], larger: readonly string[]): boolean =>
  MSPS.every((id) => smaller.filter((one) => one === id).length <= larger.filter((one) => one === id).length);

describe('any policy', () => {
  it('is what its text says', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        fc.pre(policy.kind === 'outOf');
        expect(parsePolicy(textOf(policy))).toEqual(policy);
      }),
    );
  });

  it('is evaluated as its protobuf is', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(someone, { maxLength: 5 }), (policy, people) => {
        const identities = people.map((person, index) => ({ ...person, id: String(index) }));
        const proto = common.SignaturePolicyEnvelope.deserializeBinary(policyToProto(policy).serializeBinary());
        expect(evaluatePolicy(policy, identities)).toBe(evaluateProto(proto, identities));
      }),
      { numRuns: 500 },
    );
  });

  it('has as layouts the smallest sets of peers that satisfy it', () => {
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        const satisfying = GROUPS.filter((group) =>
          evaluatePolicy(
            policy,
            group.map((id, index) => peer(id, String(index))),
          ),
        );
        const smallest = satisfying.filter(
          (group) => !satisfying.some((other) => other !== group && isWithin(other, group)),
        );
        const layouts = endorsementLayouts(policy).filter((layout) => layout.length <= 5);
        expect(layouts.map(String).sort()).toEqual(smallest.map(String).sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe('layouts', () => {
  it('name an org twice where two of its peers must sign', () => {
    expect(endorsementLayouts(parsePolicy("OR(AND('A.peer','A.peer'),AND('B.peer','C.member'))"))).toEqual([
      ['A', 'A'],
      ['B', 'C'],
    ]);
  });

  it('are none where no peer can sign', () => {
    expect(endorsementLayouts(parsePolicy("AND('A.peer','A.client')"))).toEqual([]);
  });

  it('are all majorities of seven orgs', () => {
    const orgs = Array.from({ length: 7 }, (_, index) => `'Org${index}MSP.peer'`).join(',');
    expect(endorsementLayouts(parsePolicy(`OutOf(4,${orgs})`))).toHaveLength(35);
  });

  it('are refused where there are too many', () => {
    const orgs = Array.from({ length: 30 }, (_, index) => `'Org${index}MSP.peer'`).join(',');
    expect(() => endorsementLayouts(parsePolicy(`OutOf(15,${orgs})`))).toThrow(PolicySyntaxError);
  });
});
