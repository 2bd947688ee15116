import { argumentError } from '../errors.js';
import { type OrgId, parseId, parseOrgId, type RecordId } from '../ids.js';
import { countForm, type Form, listForm, optionalForm, recordForm, textForm } from '../record-form.js';
import type { DocumentDomain, EscrowKind } from './document.js';

/** How long the other side has, from a close or the like on: at least a day. */
export const LEAST_WINDOW_SECONDS = 86_400;
export const MOST_WINDOW_SECONDS = 30 * 86_400;
/** A network that is only for trying things out may have a shorter one; its name is in every document. */
const TRIAL_NETWORK = 'test-';
/** How far two clocks on the ledger can differ: 15 minutes either way. */
export const CLOCK_SPREAD_SECONDS = 1_800;

/** What all organizations have agreed on before anything is settled, once and for all. */
export interface SettlementTerms {
  /** Name of the network, of the federation's choice: documents count on it and on no other. */
  readonly network: RecordId;
  readonly chaincode: RecordId;
  readonly windowSeconds: number;
}

/** @throws CloudfedError INVALID_ARGUMENT where the window is too short or too long */
export function checkTerms(terms: SettlementTerms): SettlementTerms {
  const least = terms.network.startsWith(TRIAL_NETWORK) ? 1 : LEAST_WINDOW_SECONDS;
  if (terms.windowSeconds < least || terms.windowSeconds > MOST_WINDOW_SECONDS) {
    throw argumentError('windowSeconds', `must be ${least.toString()} to ${MOST_WINDOW_SECONDS.toString()}`);
  }
  return terms;
}

/** Where the documents of an escrow count. */
export function domainOf(
  { network, chaincode }: SettlementTerms,
  ledgerChannel: string,
  kind: EscrowKind,
  id: RecordId,
): DocumentDomain {
  return { network, ledgerChannel, chaincode, kind, id };
}

export interface TermsVote {
  readonly org: OrgId;
  readonly terms: SettlementTerms;
}

/** The terms once agreed; until then what each organization wants. */
export interface TermsRecord {
  readonly agreed: SettlementTerms | undefined;
  readonly votes: readonly TermsVote[];
}

export const NO_TERMS: TermsRecord = { agreed: undefined, votes: [] };

/** Counts a vote. The terms are agreed when all members, two at the least, want the same. */
export function voteForTerms(record: TermsRecord, vote: TermsVote, members: readonly OrgId[]): TermsRecord {
  const others = record.votes.filter(({ org }) => org !== vote.org && members.includes(org));
  const votes = [...others, vote].sort((one, other) => (one.org < other.org ? -1 : 1));
  const isAgreed = members.length >= 2 && votes.length === members.length && votes.every((each) => same(each, vote));
  return { agreed: isAgreed ? vote.terms : undefined, votes };
}

function same({ terms: one }: TermsVote, { terms: other }: TermsVote): boolean {
  return sameTerms(one, other);
}

export function sameTerms(one: SettlementTerms, other: SettlementTerms): boolean {
  return (
    one.network === other.network && one.chaincode === other.chaincode && one.windowSeconds === other.windowSeconds
  );
}

const TERMS_FORM: Form<SettlementTerms> = recordForm<SettlementTerms>({
  network: textForm(parseId),
  chaincode: textForm(parseId),
  windowSeconds: countForm(MOST_WINDOW_SECONDS),
});

export const TERMS_RECORD_FORM: Form<TermsRecord> = recordForm<TermsRecord>({
  agreed: optionalForm(TERMS_FORM),
  votes: listForm(recordForm<TermsVote>({ org: textForm(parseOrgId), terms: TERMS_FORM }), 1_000),
});
