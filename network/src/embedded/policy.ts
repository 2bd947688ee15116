import { common, msp } from '@hyperledger/fabric-protos';

export const POLICY_ROLES = ['member', 'admin', 'client', 'peer', 'orderer'] as const;
export type PolicyRole = (typeof POLICY_ROLES)[number];

/** Who a signature must be from. */
export interface Principal {
  readonly mspId: string;
  readonly role: PolicyRole;
}

/** An endorsement policy: one signature of a principal, or so many of several policies. */
export type Policy =
  | { readonly kind: 'signature'; readonly principal: Principal }
  | { readonly kind: 'outOf'; readonly count: number; readonly policies: readonly Policy[] };

/** What a policy looks at in an identity. */
export interface PolicyIdentity {
  readonly mspId: string;
  readonly roles: ReadonlySet<PolicyRole>;
}

/** A policy's text that cannot be read; the message says where. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

const MAX_TEXT = 4_096;
const MAX_DEPTH = 8;
const MAX_LAYOUTS = 1_000;
const TOKEN = /\s*(?:([A-Za-z]+)|([0-9]{1,4})|'([^']{1,300})'|"([^"]{1,300})"|([(),]))/uy;
const PRINCIPAL = /^(.+)\.(member|admin|client|peer|orderer)$/iu;

/**
 * Reads Fabric's policy language: `AND('A.peer','B.peer')`, `OR(…)`, `OutOf(2,…)`, nested.
 *
 * @throws PolicySyntaxError
 */
export function parsePolicy(text: string): Policy {
  if (text.length > MAX_TEXT) throw new PolicySyntaxError(`a policy has at most ${MAX_TEXT} characters`);
  const reader = new TokenReader(text);
  const policy = readPolicy(reader, 0);
  reader.end();
  return policy;
}

/** Whether the identities satisfy the policy. As in Fabric each identity counts for one principal only. */
export function evaluatePolicy(policy: Policy, identities: readonly PolicyIdentity[]): boolean {
  return consume(policy, identities, new Set()) !== undefined;
}

/** The policy as Fabric's protobuf carries it. */
export function policyToProto(policy: Policy): common.SignaturePolicyEnvelope {
  const envelope = new common.SignaturePolicyEnvelope();
  const indexes = new Map<string, number>();
  const indexOf = (principal: Principal): number => {
    const name = `${principal.mspId}.${principal.role}`;
    const known = indexes.get(name);
    if (known !== undefined) return known;
    const role = new msp.MSPRole();
    role.setMspIdentifier(principal.mspId);
    role.setRole(roleType(principal.role));
    const entry = envelope.addIdentities();
    entry.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
    entry.setPrincipal(role.serializeBinary());
    indexes.set(name, indexes.size);
    return indexes.size - 1;
  };
  const ruleOf = (part: Policy): common.SignaturePolicy => {
    const rule = new common.SignaturePolicy();
    if (part.kind === 'signature') {
      rule.setSignedBy(indexOf(part.principal));
    } else {
      const outOf = new common.SignaturePolicy.NOutOf();
      outOf.setN(part.count);
      outOf.setRulesList(part.policies.map(ruleOf));
      rule.setNOutOf(outOf);
    }
    return rule;
  };
  envelope.setRule(ruleOf(policy));
  return envelope;
}

/**
 * Sets of MSP ids whose peers' signatures satisfy the policy, smallest first, none a superset of another. An id stands
 * twice where two peers of the org must sign.
 *
 * @throws PolicySyntaxError where there are too many to list
 */
export function endorsementLayouts(policy: Policy): readonly (readonly string[])[] {
  const layouts = layoutsOf(policy)
    .map((layout) => [...layout].sort())
    .sort((one, other) => one.length - other.length);
  const minimal: string[][] = [];
  for (const layout of layouts) {
    if (!minimal.some((smaller) => covers(layout, smaller))) minimal.push(layout);
  }
  return minimal;
}

function layoutsOf(policy: Policy): readonly (readonly string[])[] {
  if (policy.kind === 'signature') {
    const signable = policy.principal.role === 'peer' || policy.principal.role === 'member';
    return signable ? [[policy.principal.mspId]] : [];
  }
  let partial: { readonly layout: readonly string[]; readonly count: number }[] = [{ layout: [], count: 0 }];
  for (const part of policy.policies) {
    const choices = layoutsOf(part);
    const taken = partial
      .filter(({ count }) => count < policy.count)
      .flatMap(({ layout, count }) => choices.map((choice) => ({ layout: [...layout, ...choice], count: count + 1 })));
    partial = [...partial, ...taken];
    if (partial.length > MAX_LAYOUTS) throw new PolicySyntaxError('the policy can be satisfied in too many ways');
  }
  return partial.filter(({ count }) => count === policy.count).map(({ layout }) => layout);
}

/** Whether a sorted list holds every element of another, counted. */
function covers(layout: readonly string[], smaller: readonly string[]): boolean {
  const left = [...layout];
  return smaller.every((mspId) => {
    const at = left.indexOf(mspId);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Identities used once the policy is satisfied on top of those used already; undefined where it is not. */
function consume(
  policy: Policy,
  identities: readonly PolicyIdentity[],
  used: ReadonlySet<number>,
): ReadonlySet<number> | undefined {
  if (policy.kind === 'signature') {
    const { mspId, role } = policy.principal;
    const at = identities.findIndex(
      (identity, index) => !used.has(index) && identity.mspId === mspId && identity.roles.has(role),
    );
    return at < 0 ? undefined : new Set([...used, at]);
  }
  let satisfied = 0;
  let taken = used;
  for (const part of policy.policies) {
    const next = consume(part, identities, taken);
    if (next === undefined) continue;
    satisfied += 1;
    taken = next;
  }
  return satisfied >= policy.count ? taken : undefined;
}

function readPolicy(reader: TokenReader, depth: number): Policy {
  if (depth > MAX_DEPTH) throw new PolicySyntaxError(`a policy nests at most ${MAX_DEPTH} deep`);
  const token = reader.next();
  if (token.kind === 'text') return { kind: 'signature', principal: readPrincipal(token.value) };
  const operator = token.kind === 'word' ? token.value.toLowerCase() : '';
  if (operator !== 'and' && operator !== 'or' && operator !== 'outof') {
    throw new PolicySyntaxError(`AND, OR, OutOf or a quoted principal expected, found ${token.value}`);
  }
  reader.expect('(');
  let count = operator === 'or' ? 1 : undefined;
  if (operator === 'outof') {
    const number = reader.next();
    if (number.kind !== 'number') throw new PolicySyntaxError(`OutOf begins with a number, found ${number.value}`);
    count = Number(number.value);
    reader.expect(',');
  }
  const policies = [readPolicy(reader, depth + 1)];
  while (reader.takeComma()) policies.push(readPolicy(reader, depth + 1));
  count ??= policies.length;
  if (count < 1 || count > policies.length) {
    throw new PolicySyntaxError(`OutOf asks for ${count} of ${policies.length}`);
  }
  return { kind: 'outOf', count, policies };
}

function readPrincipal(text: string): Principal {
  const [, mspId, role] = PRINCIPAL.exec(text) ?? [];
  if (mspId === undefined || role === undefined) {
    throw new PolicySyntaxError(`'${text}' is no principal such as 'Org1MSP.peer'`);
  }
  return { mspId, role: role.toLowerCase() as PolicyRole };
}

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign';
  readonly value: string;
}

class TokenReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): Token {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) throw new PolicySyntaxError(`the policy cannot be read at position ${this.#at}`);
    this.#at = TOKEN.lastIndex;
    const [, word, number, single, double, sign] = match;
    if (word !== undefined) return { kind: 'word', value: word };
    if (number !== undefined) return { kind: 'number', value: number };
    const quoted = single ?? double;
    return quoted === undefined ? { kind: 'sign', value: sign ?? '' } : { kind: 'text', value: quoted };
  }

  expect(sign: string): void {
    const token = this.next();
    if (token.kind !== 'sign' || token.value !== sign) {
      throw new PolicySyntaxError(`'${sign}' expected, found ${token.value}`);
    }
  }

  /** True after a comma, false after a closing bracket. */
  takeComma(): boolean {
    const token = this.next();
    if (token.kind === 'sign' && token.value === ',') return true;
    if (token.kind === 'sign' && token.value === ')') return false;
    throw new PolicySyntaxError(`',' or ')' expected, found ${token.value}`);
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== '') throw new PolicySyntaxError('text follows the policy');
  }
}

function roleType(role: PolicyRole): 0 | 1 | 2 | 3 | 4 {
  const { MEMBER, ADMIN, CLIENT, PEER, ORDERER } = msp.MSPRole.MSPRoleType;
  return { member: MEMBER, admin: ADMIN, client: CLIENT, peer: PEER, orderer: ORDERER }[role];
}
