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
  /** The same for the same certificate, however it was encoded. */
  readonly id: string;
  readonly mspId: string;
  readonly roles: ReadonlySet<PolicyRole>;
}

/** A policy's text that cannot be read; the message says where. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
}

const MAX_TEXT = 8_192;
const MAX_DEPTH = 16;
const MAX_LAYOUTS = 5_000;
const TOKEN = /\s*(?:([A-Za-z]+)|([0-9]{1,4})|'([^']{1,300})'|"([^"]{1,300})"|([(),]))/uy;
const PRINCIPAL = /^([A-Za-z0-9.-]+)\.(member|admin|client|peer|orderer)$/u;
/** Fabric knows these spellings and no others. */
const GATES: Readonly<Record<string, 'and' | 'or' | 'outOf'>> = {
  AND: 'and',
  And: 'and',
  and: 'and',
  OR: 'or',
  Or: 'or',
  or: 'or',
  OUTOF: 'outOf',
  OutOf: 'outOf',
  outof: 'outOf',
};

/**
 * Reads Fabric's policy language: `AND('A.peer','B.peer')`, `OR(…)`, `OutOf(2,…)`, nested. As in Fabric the outermost is
 * a gate and not a principal. Unlike Fabric it refuses `OutOf` of none, which anybody satisfies, and of more than there
 * are, which nobody does.
 *
 * @throws PolicySyntaxError
 */
export function parsePolicy(text: string): Policy {
  if (text.length > MAX_TEXT) throw new PolicySyntaxError(`a policy has at most ${MAX_TEXT} characters`);
  const reader = new TokenReader(text);
  const policy = readPolicy(reader, 0);
  if (policy.kind === 'signature') throw new PolicySyntaxError('a policy begins with AND, OR or OutOf');
  reader.end();
  return policy;
}

/**
 * Whether the identities satisfy the policy, by Fabric's rules: the same one twice counts once, each is used for one
 * principal, and a gate takes what it can from left to right, more than it needs too. So `AND(OR('A.peer','B.peer'),
 * 'B.peer')` is not satisfied by one peer of A and one of B: the OR has taken both.
 */
export function evaluatePolicy(policy: Policy, identities: readonly PolicyIdentity[]): boolean {
  const distinct = [...new Map(identities.map((identity) => [identity.id, identity])).values()];
  return consume(policy, distinct, new Set()) !== undefined;
}

/** The policy as Fabric's protobuf carries it: like in Fabric a principal that occurs twice is listed twice. */
export function policyToProto(policy: Policy): common.SignaturePolicyEnvelope {
  const envelope = new common.SignaturePolicyEnvelope();
  let principals = 0;
  const addPrincipal = ({ mspId, role }: Principal): number => {
    const entry = envelope.addIdentities();
    const mspRole = new msp.MSPRole();
    mspRole.setMspIdentifier(mspId);
    mspRole.setRole(roleType(role));
    entry.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
    entry.setPrincipal(mspRole.serializeBinary());
    principals += 1;
    return principals - 1;
  };
  const ruleOf = (part: Policy): common.SignaturePolicy => {
    const rule = new common.SignaturePolicy();
    if (part.kind === 'signature') {
      rule.setSignedBy(addPrincipal(part.principal));
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
  // Where an org is named twice a gate may take the signature that a later one needs: then more must sign.
  const greedy = [...principalsByMsp(policy).values()].some((count) => count > 1);
  const minimal: (readonly string[])[] = [];
  const candidates = layoutsOf(policy, greedy).toSorted((one, other) => one.length - other.length);
  for (const layout of candidates) {
    const isLarger = (smaller: readonly string[]): boolean => smaller.length < layout.length && covers(layout, smaller);
    if (satisfiedByPeers(policy, layout) && !minimal.some(isLarger)) minimal.push(layout);
  }
  return minimal;
}

function satisfiedByPeers(policy: Policy, mspIds: readonly string[]): boolean {
  const roles = new Set<PolicyRole>(['peer', 'member']);
  return evaluatePolicy(
    policy,
    mspIds.map((mspId, index) => ({ id: String(index), mspId, roles })),
  );
}

/** How many principals name each MSP. */
function principalsByMsp(policy: Policy, counts = new Map<string, number>()): ReadonlyMap<string, number> {
  if (policy.kind === 'outOf') for (const part of policy.policies) principalsByMsp(part, counts);
  else counts.set(policy.principal.mspId, (counts.get(policy.principal.mspId) ?? 0) + 1);
  return counts;
}

/**
 * Sorted lists of MSP ids that give each gate just what it needs or, where gates are greedy, that and more; each once.
 */
function layoutsOf(policy: Policy, greedy: boolean): readonly (readonly string[])[] {
  if (policy.kind === 'signature') {
    const signable = policy.principal.role === 'peer' || policy.principal.role === 'member';
    return signable ? [[policy.principal.mspId]] : [];
  }
  // By how many parts are satisfied: the ways to do it, each under its ids.
  const ways: Map<string, readonly string[]>[] = [new Map([['', []]])];
  for (const part of policy.policies) {
    const choices = layoutsOf(part, greedy);
    const last = greedy ? ways.length : Math.min(ways.length, policy.count);
    for (let count = last; count > 0; count -= 1) {
      const extended = (ways[count] ??= new Map<string, readonly string[]>());
      for (const layout of ways[count - 1]?.values() ?? []) addChoices(extended, layout, choices);
    }
  }
  const layouts = ways.slice(policy.count).flatMap((found) => [...found]);
  return [...new Map(layouts).values()];
}

function addChoices(
  ways: Map<string, readonly string[]>,
  layout: readonly string[],
  choices: readonly (readonly string[])[],
): void {
  for (const choice of choices) {
    const joined = [...layout, ...choice].sort();
    ways.set(joined.join(' '), joined);
    if (ways.size > MAX_LAYOUTS) throw new PolicySyntaxError('the policy can be satisfied in too many ways');
  }
}

/** Whether a list holds every element of another, counted. */
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
  const gate = token.kind === 'word' && Object.hasOwn(GATES, token.value) ? GATES[token.value] : undefined;
  if (gate === undefined) {
    throw new PolicySyntaxError(`AND, OR, OutOf or a quoted principal expected, found ${token.value}`);
  }
  reader.expect('(');
  let count = gate === 'or' ? 1 : undefined;
  if (gate === 'outOf') {
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
  return { mspId, role: role as PolicyRole };
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
