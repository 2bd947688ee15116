import { type Hex, toHex } from '../bytes.js';
import { canonicalBytes } from '../crypto/canonical.js';
import type { Sha256 } from '../crypto/merkle.js';
import { argumentError, CloudfedError } from '../errors.js';
import type { OrgId } from '../ids.js';
import { type Debt, MAX_NETTED, positionsOf, smallestPayments } from '../metering/netting.js';
import { type Fen, ZERO_FEN } from '../money.js';
import { requireElsewhere } from './payment-reference.js';

const FORM = 'cloudfed-netting-1';

/** What an organization says remains between it and another for the month: their net, which both have accepted. */
export interface PostedNet {
  readonly by: OrgId;
  readonly counterparty: OrgId;
  /** One of the two; empty where they are even. */
  readonly debtor: OrgId | '';
  readonly amount: Fen;
  /** The net's: it stands for statements that nobody else sees. */
  readonly statementsHash: Hex;
}

/** One of the payments that leave everybody where it stands. */
export interface RoundPayment {
  readonly debtor: OrgId;
  readonly creditor: OrgId;
  readonly amount: Fen;
  /** Empty until it is paid: by funds on the ledger, or elsewhere, as the creditor says. */
  readonly paidBy: 'funds' | 'elsewhere' | '';
  /** Of a payment elsewhere; else empty. */
  readonly paymentReference: string;
}

/** What all sign, once both of every pair have posted the same. */
export interface RoundTerms {
  readonly termsHash: Hex;
  /** What each member is owed by all others less what it owes, in fen. They add up to zero. */
  readonly positions: readonly RoundPosition[];
  readonly payments: readonly RoundPayment[];
}

export interface RoundPosition {
  readonly org: OrgId;
  readonly amount: bigint;
}

/** A month's nets of all organizations, set off against each other. */
export interface NettingRound {
  readonly period: string;
  readonly members: readonly OrgId[];
  readonly posts: readonly PostedNet[];
  /** Undefined while a pair has not posted the same. */
  readonly terms: RoundTerms | undefined;
  /** Who has signed these very terms. */
  readonly signatures: readonly OrgId[];
}

export const ROUND_STATUSES = ['open', 'agreed', 'settled'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

/** Agreed for good once all have signed; settled once all is paid. */
export function statusOfRound({ members, terms, signatures }: NettingRound): RoundStatus {
  if (terms === undefined || !members.every((org) => signatures.includes(org))) return 'open';
  return terms.payments.every(({ paidBy }) => paidBy !== '') ? 'settled' : 'agreed';
}

/**
 * The round with the organizations that there are now, until it is agreed.
 *
 * @param members by id
 * @throws CloudfedError CONFLICT where they are too many to be netted together
 */
export function roundAmong(
  round: NettingRound | undefined,
  period: string,
  members: readonly OrgId[],
  sha256: Sha256,
): NettingRound {
  if (round !== undefined && statusOfRound(round) !== 'open') return round;
  if (members.length > MAX_NETTED) {
    throw new CloudfedError('CONFLICT', `at most ${MAX_NETTED.toString()} organizations are netted together`);
  }
  if (round?.members.join() === members.join()) return round;
  const posts = (round?.posts ?? []).filter(({ by, counterparty }) =>
    [by, counterparty].every((org) => members.includes(org)),
  );
  return withTerms({ period, members, posts }, sha256);
}

/**
 * Posts a pair's net, in place of what the same organization has posted for the pair before. Signatures of other terms are
 * void.
 *
 * @throws CloudfedError INVALID_ARGUMENT where it is no net of the two, CONFLICT once all have signed, AMOUNT_OVERFLOW where
 *   one payment would be too large
 */
export function postNet(round: NettingRound, post: PostedNet, sha256: Sha256): NettingRound {
  requireNet(post);
  const earlier = postOf(round, post.by, post.counterparty);
  if (earlier !== undefined && isSame(earlier, post)) return round;
  requireOpen(round);
  const others = round.posts.filter((one) => one !== earlier);
  const posts = [...others, post].sort((one, other) => (pairText(one) < pairText(other) ? -1 : 1));
  return withTerms({ ...round, posts }, sha256);
}

/** @throws CloudfedError NOT_FOUND where nothing is posted, CONFLICT once all have signed */
export function withdrawPosted(round: NettingRound, by: OrgId, counterparty: OrgId, sha256: Sha256): NettingRound {
  const post = postOf(round, by, counterparty);
  if (post === undefined) {
    throw argumentError('counterpartyID', `${by} has posted no net with ${counterparty}`, 'NOT_FOUND');
  }
  requireOpen(round);
  return withTerms({ ...round, posts: round.posts.filter((one) => one !== post) }, sha256);
}

/** @throws CloudfedError CONFLICT where there is nothing to sign yet, or other terms than these */
export function signRound(round: NettingRound, by: OrgId, termsHash: string): NettingRound {
  if (round.terms === undefined) {
    const [first] = openPairs(round);
    throw argumentError(
      'termsHash',
      `not all have posted the same yet, such as ${first?.orgs.join('–') ?? ''}`,
      'CONFLICT',
    );
  }
  if (round.terms.termsHash !== termsHash) {
    throw argumentError('termsHash', 'is not of the present terms: read them again', 'CONFLICT');
  }
  if (round.signatures.includes(by)) return round;
  return { ...round, signatures: [...round.signatures, by].sort() };
}

/**
 * The debtor pays by funds.
 *
 * @returns the round with it, and what is to be moved: nothing where it was paid so before
 * @throws CloudfedError CONFLICT where it is not agreed yet or paid elsewhere, NOT_FOUND
 */
export function payInRound(
  round: NettingRound,
  debtor: OrgId,
  creditor: OrgId,
): { readonly round: NettingRound; readonly amount: Fen } {
  const payment = paymentBetween(round, debtor, creditor, 'creditorID');
  if (payment.paidBy === 'funds') return { round, amount: ZERO_FEN };
  if (payment.paidBy !== '')
    throw argumentError('creditorID', `says that it was paid by ${payment.paymentReference}`, 'CONFLICT');
  return { round: withPaid(round, { ...payment, paidBy: 'funds' }), amount: payment.amount };
}

/**
 * The creditor says that it was paid elsewhere.
 *
 * @throws CloudfedError CONFLICT where it is not agreed yet or paid otherwise, NOT_FOUND, INVALID_ARGUMENT where the reference
 *   is of what this ledger would see
 */
export function confirmPaidElsewhere(
  round: NettingRound,
  creditor: OrgId,
  debtor: OrgId,
  paymentReference: string,
): NettingRound {
  requireElsewhere(paymentReference);
  const payment = paymentBetween(round, debtor, creditor, 'debtorID');
  if (payment.paidBy === 'elsewhere' && payment.paymentReference === paymentReference) return round;
  if (payment.paidBy !== '') throw argumentError('debtorID', 'has paid it already', 'CONFLICT');
  return withPaid(round, { ...payment, paidBy: 'elsewhere', paymentReference });
}

/** What an organization has posted of its net with another. */
export function postOf({ posts }: Pick<NettingRound, 'posts'>, by: OrgId, counterparty: OrgId): PostedNet | undefined {
  return posts.find((post) => post.by === by && post.counterparty === counterparty);
}

/** Two that have not both posted the same, and who of them has posted: where both have, they differ. */
export interface OpenPair {
  readonly orgs: readonly [OrgId, OrgId];
  readonly postedBy: readonly OrgId[];
}

export function openPairs(round: Pick<NettingRound, 'members' | 'posts'>): readonly OpenPair[] {
  return pairsOf(round).flatMap(({ one, other, net }): OpenPair[] => {
    if (net !== undefined) return [];
    const orgs = [one, other] as const;
    const postedBy = orgs.filter((by) => postOf(round, by, by === one ? other : one) !== undefined);
    return [{ orgs, postedBy }];
  });
}

interface RoundPair {
  readonly one: OrgId;
  readonly other: OrgId;
  /** Undefined where the two have not posted the same. */
  readonly net: PostedNet | undefined;
}

function pairsOf(round: Pick<NettingRound, 'members' | 'posts'>): readonly RoundPair[] {
  const { members } = round;
  return members.flatMap((one, at) =>
    members.slice(at + 1).map((other): RoundPair => {
      const [net, theirs] = [postOf(round, one, other), postOf(round, other, one)];
      return { one, other, net: net !== undefined && theirs !== undefined && isSame(net, theirs) ? net : undefined };
    }),
  );
}

function isSame(one: PostedNet, other: PostedNet): boolean {
  return one.debtor === other.debtor && one.amount === other.amount && one.statementsHash === other.statementsHash;
}

/** The round after a change of what is posted: nobody has signed that. */
function withTerms(round: Pick<NettingRound, 'period' | 'members' | 'posts'>, sha256: Sha256): NettingRound {
  return { ...round, terms: termsOf(round, sha256), signatures: [] };
}

function termsOf(round: Pick<NettingRound, 'period' | 'members' | 'posts'>, sha256: Sha256): RoundTerms | undefined {
  const { period, members } = round;
  const pairs = pairsOf(round);
  const nets = pairs.flatMap(({ net }) => net ?? []);
  if (pairs.length === 0 || nets.length < pairs.length) return undefined;
  const positions = positionsOf(nets.flatMap(debtOf));
  const debts = smallestPayments(positions);
  const values = [
    ...[FORM, period, members.length.toString(), ...members, pairs.length.toString()],
    ...pairs.flatMap(({ one, other, net }) =>
      net === undefined ? [] : [one, other, net.debtor, net.amount.toString(), net.statementsHash],
    ),
    ...[debts.length.toString(), ...debts.flatMap((debt) => [debt.debtorId, debt.creditorId, debt.amount.toString()])],
  ];
  return {
    termsHash: toHex(sha256(canonicalBytes(values))),
    positions: members.map((org) => ({ org, amount: positions.get(org) ?? 0n })),
    payments: debts.map(({ debtorId, creditorId, amount }) => ({
      ...{ debtor: debtorId, creditor: creditorId, amount },
      ...{ paidBy: '', paymentReference: '' },
    })),
  };
}

function debtOf({ by, counterparty, debtor, amount }: PostedNet): readonly Debt[] {
  return debtor === '' ? [] : [{ debtorId: debtor, creditorId: debtor === by ? counterparty : by, amount }];
}

/** @throws CloudfedError INVALID_ARGUMENT */
function requireNet({ by, counterparty, debtor, amount }: PostedNet): void {
  if (by === counterparty) throw argumentError('counterpartyID', 'must be another organization');
  if (debtor === '' && amount !== ZERO_FEN) throw argumentError('debtorID', 'is missing, where something is due');
  if (debtor !== '' && amount === ZERO_FEN) throw argumentError('amount', 'must be above zero, where somebody owes it');
  if (![by, counterparty, ''].includes(debtor)) throw argumentError('debtorID', 'must be one of the two');
}

function requireOpen(round: NettingRound): void {
  if (statusOfRound(round) === 'open') return;
  throw argumentError('period', 'all have signed its netting: it stands for good', 'CONFLICT');
}

function paymentBetween(round: NettingRound, debtor: OrgId, creditor: OrgId, field: string): RoundPayment {
  if (statusOfRound(round) === 'open') throw argumentError('period', 'not all have signed its netting yet', 'CONFLICT');
  const payment = round.terms?.payments.find((one) => one.debtor === debtor && one.creditor === creditor);
  if (payment === undefined) throw argumentError(field, `${debtor} has nothing to pay to ${creditor}`, 'NOT_FOUND');
  return payment;
}

function withPaid(round: NettingRound, paid: RoundPayment): NettingRound {
  const { terms } = round;
  if (terms === undefined) throw new RangeError('a payment of no terms');
  const isIt = ({ debtor, creditor }: RoundPayment): boolean => debtor === paid.debtor && creditor === paid.creditor;
  return { ...round, terms: { ...terms, payments: terms.payments.map((one) => (isIt(one) ? paid : one)) } };
}

function pairText({ by, counterparty }: PostedNet): string {
  return `${by} ${counterparty}`;
}
