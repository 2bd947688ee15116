import { canonicalBytes } from '../crypto/canonical.js';
import { CloudfedError } from '../errors.js';
import { type OrgId, parseId, type RecordId } from '../ids.js';
import type { Fen } from '../money.js';
import { type Debt, positionsOf, smallestPayments } from './netting.js';

const FORM = 'cloudfed-net-1';

/** What a net takes of a statement. */
export interface NettedStatement {
  readonly statementId: RecordId;
  readonly amountDue: Fen;
  /** Both undefined where nothing is due. */
  readonly debtorId: OrgId | undefined;
  readonly creditorId: OrgId | undefined;
  /** SHA-256 of its entries, in hexadecimal; empty without entries. */
  readonly entriesHash: string;
}

/** Two organizations have one net a month: `net-00001-00002-2026-02`, the smaller id first. */
export function netIdOf(one: OrgId, other: OrgId, period: string): RecordId {
  const [first, second] = one < other ? [one, other] : [other, one];
  return parseId(`net-${first}-${second}-${period}`, 'period');
}

/** What remains when two organizations' statements are set off; undefined where they are even. @throws CloudfedError AMOUNT_OVERFLOW */
export function netOf(statements: readonly NettedStatement[]): Debt | undefined {
  const debts = statements.flatMap(({ debtorId, creditorId, amountDue }): Debt[] =>
    debtorId === undefined || creditorId === undefined ? [] : [{ debtorId, creditorId, amount: amountDue }],
  );
  return smallestPayments(positionsOf(debts))[0];
}

/**
 * What the hash of a net's statements is taken over, as netstrings: the form's name, the salt, the period, how many
 * statements there are, and of each its id, what is due, its debtor (empty where nothing is) and its entries' hash.
 *
 * @param salt 64 hexadecimal digits at random: who knows the hash alone must not find the statements by trying
 * @param statements by id
 */
export function netBytes(salt: string, period: string, statements: readonly NettedStatement[]): Uint8Array {
  const values = statements.flatMap(({ statementId, amountDue, debtorId = '', entriesHash }) => [
    statementId,
    amountDue.toString(),
    debtorId,
    entriesHash,
  ]);
  return canonicalBytes([FORM, salt, period, statements.length.toString(), ...values]);
}

/** A net's way: proposed by one side, accepted by the other, paid by the debtor, confirmed by the creditor. */
export const NET_STATUSES = ['proposed', 'accepted', 'settled', 'confirmed'] as const;
export type NetStatus = (typeof NET_STATUSES)[number];

/** Who may do what to a net, and when. One that is even is confirmed by its acceptance. */
export const NET_ACTS = {
  accept: { by: 'other side', from: 'proposed', to: 'accepted' },
  settle: { by: 'debtor', from: 'accepted', to: 'settled' },
  refuse: { by: 'creditor', from: 'settled', to: 'accepted' },
  confirm: { by: 'creditor', from: 'settled', to: 'confirmed' },
} as const satisfies Record<
  string,
  { readonly by: 'other side' | 'debtor' | 'creditor'; readonly from: NetStatus; readonly to: NetStatus }
>;

export type NetAct = keyof typeof NET_ACTS;

/** What is known of a net when one of its two organizations acts on it. */
export interface NetState {
  readonly status: NetStatus;
  readonly proposedBy: OrgId;
  /** Both undefined where it is even. */
  readonly debtorId: OrgId | undefined;
  readonly creditorId: OrgId | undefined;
}

/**
 * The status after an act.
 *
 * @param by one of the net's two organizations
 * @throws CloudfedError FORBIDDEN where the other side is to do it, CONFLICT where it is not the time for it
 */
export function netAfter(net: NetState, act: NetAct, by: OrgId): NetStatus {
  const rule = NET_ACTS[act];
  if (rule.by === 'other side') {
    if (by === net.proposedBy)
      throw new CloudfedError('FORBIDDEN', 'the other side is to accept what one has proposed');
  } else {
    const wanted = rule.by === 'debtor' ? net.debtorId : net.creditorId;
    if (wanted === undefined) throw new CloudfedError('CONFLICT', 'the net is even: nothing is due');
    if (by !== wanted) throw new CloudfedError('FORBIDDEN', `only the ${rule.by}, here ${wanted}, may do this`);
  }
  if (net.status !== rule.from) {
    throw new CloudfedError('CONFLICT', `the net is ${net.status}; this needs one that is ${rule.from}`);
  }
  return act === 'accept' && net.debtorId === undefined ? 'confirmed' : rule.to;
}
