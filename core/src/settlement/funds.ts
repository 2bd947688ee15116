import { argumentError, CloudfedError } from '../errors.js';
import { type OrgId, parseId, parseOrgId, type RecordId } from '../ids.js';
import { addFen, type Fen, fen, ZERO_FEN } from '../money.js';
import { FEN_FORM, type Form, listForm, recordForm, textForm, wordForm } from '../record-form.js';

// The money of settlement. What came in against a reference outside, less what went out again, is what the organizations
// have, what is held for redemptions and what is in escrow, at every moment: issued − redeemed = Σ balances + Σ held + Σ escrow.

/** What has come in and gone out in all. */
export interface FundsTotals {
  readonly issued: Fen;
  readonly redeemed: Fen;
}

/** What an organization has. */
export interface Funds {
  readonly org: OrgId;
  readonly balance: Fen;
  /** Asked to be redeemed and not paid out yet. */
  readonly held: Fen;
}

export const NO_TOTALS: FundsTotals = { issued: ZERO_FEN, redeemed: ZERO_FEN };

export function noFunds(org: OrgId): Funds {
  return { org, balance: ZERO_FEN, held: ZERO_FEN };
}

/** Takes out of a balance what goes elsewhere. @throws CloudfedError FUNDS_SHORT; INVALID_ARGUMENT for nothing */
export function debit(funds: Funds, amount: Fen): Funds {
  requireSome(amount);
  if (amount > funds.balance) {
    const { org, balance } = funds;
    throw argumentError(
      'amount',
      `${org} has ${balance.toString()} fen, ${amount.toString()} are asked`,
      'FUNDS_SHORT',
    );
  }
  return { ...funds, balance: fen(funds.balance - amount) };
}

/** Puts into a balance what comes from elsewhere. @throws CloudfedError AMOUNT_OVERFLOW */
export function credit(funds: Funds, amount: Fen): Funds {
  return { ...funds, balance: addFen(funds.balance, amount) };
}

/** @throws CloudfedError INVALID_ARGUMENT where it is nothing */
export function requireSome(amount: Fen): void {
  if (amount === 0n) throw argumentError('amount', 'must be above zero');
}

/** Money that comes in: two organizations ask for the same under one reference, and it is there. */
export interface Issue {
  readonly reference: RecordId;
  readonly status: 'requested' | 'done';
  readonly requests: readonly IssueRequest[];
}

export interface IssueRequest {
  readonly by: OrgId;
  readonly org: OrgId;
  readonly amount: Fen;
}

/** Counts a request; `done` where another organization has asked for the same. @throws CloudfedError ALREADY_EXISTS */
export function requestIssue(issue: Issue | undefined, reference: RecordId, request: IssueRequest): Issue {
  requireSome(request.amount);
  const isSame = ({ org, amount }: IssueRequest): boolean => org === request.org && amount === request.amount;
  const earlier = issue?.requests ?? [];
  if (issue?.status === 'done') {
    if (earlier.every(isSame)) return issue;
    throw argumentError('reference', 'was used for another issue', 'ALREADY_EXISTS');
  }
  const others = earlier.filter(({ by }) => by !== request.by);
  const second = others.find(isSame);
  if (second !== undefined) return { reference, status: 'done', requests: sorted([second, request]) };
  return { reference, status: 'requested', requests: sorted([...others, request]) };
}

function sorted(requests: readonly IssueRequest[]): readonly IssueRequest[] {
  return [...requests].sort((one, other) => (one.by < other.by ? -1 : 1));
}

/** Money that goes out: held while another organization pays it outside, then gone; or given back. */
export interface Redemption {
  readonly org: OrgId;
  readonly reference: RecordId;
  readonly amount: Fen;
  readonly status: 'held' | 'done' | 'refused';
  /** Who said that it is paid, or refused to pay it. */
  readonly answeredBy: OrgId | '';
}

/** @throws CloudfedError FUNDS_SHORT */
export function hold(funds: Funds, amount: Fen): Funds {
  const after = debit(funds, amount);
  return { ...after, held: addFen(after.held, amount) };
}

/**
 * Ends a redemption. Only others may: who pays it outside must not find it taken back meanwhile.
 *
 * @throws CloudfedError FORBIDDEN, CONFLICT where it was answered otherwise
 */
export function answerRedemption(redemption: Redemption, status: 'done' | 'refused', by: OrgId): Redemption {
  if (by === redemption.org) throw new CloudfedError('FORBIDDEN', 'another organization answers a redemption');
  if (redemption.status === status) return redemption;
  if (redemption.status !== 'held') throw new CloudfedError('CONFLICT', `the redemption is ${redemption.status}`);
  return { ...redemption, status, answeredBy: by };
}

/** Money from one organization to another, once under its id. */
export interface Transfer {
  readonly from: OrgId;
  readonly id: RecordId;
  readonly to: OrgId;
  readonly amount: Fen;
}

const ORG = textForm(parseOrgId);

export const TOTALS_FORM: Form<FundsTotals> = recordForm<FundsTotals>({ issued: FEN_FORM, redeemed: FEN_FORM });
export const FUNDS_FORM: Form<Funds> = recordForm<Funds>({ org: ORG, balance: FEN_FORM, held: FEN_FORM });
export const ISSUE_FORM: Form<Issue> = recordForm<Issue>({
  reference: textForm(parseId),
  status: wordForm(['requested', 'done']),
  requests: listForm(recordForm<IssueRequest>({ by: ORG, org: ORG, amount: FEN_FORM }), 1_000),
});
export const REDEMPTION_FORM: Form<Redemption> = recordForm<Redemption>({
  org: ORG,
  reference: textForm(parseId),
  amount: FEN_FORM,
  status: wordForm(['held', 'done', 'refused']),
  answeredBy: textForm((text, field) => (text === '' ? '' : parseOrgId(text, field))),
});
export const TRANSFER_FORM: Form<Transfer> = recordForm<Transfer>({
  from: ORG,
  id: textForm(parseId),
  to: ORG,
  amount: FEN_FORM,
});
