import { argumentError, CloudfedError } from '../errors.js';
import { type Fen, fen } from '../money.js';
import { periodSpan } from '../time.js';
import { addExact, type ExactAmount, roundHalfUp, ZERO_EXACT } from './rating.js';

/** What a statement is made of: bills, metered usage, debit notes (owed too) and credit notes (taken off). */
export const ENTRY_KINDS = ['ECSBill', 'OSSBill', 'ECSUsage', 'OSSUsage', 'debit', 'credit'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
/** Kinds whose amounts are exact until the statement rounds them. */
export type UsageKind = Extract<EntryKind, 'ECSUsage' | 'OSSUsage'>;
export const USAGE_KINDS = ['ECSUsage', 'OSSUsage'] as const satisfies readonly UsageKind[];

/** How many entries of a kind there are and what they add up to: {@link ExactAmount} of usage, fen of all others. */
export interface EntrySum {
  readonly count: number;
  readonly amount: bigint;
}

export type EntrySums = Readonly<Record<EntryKind, EntrySum>>;

/** Exact cost of all metered usage on the statements so far. */
export type UsageCarried = Readonly<Record<UsageKind, ExactAmount>>;

export const NO_ENTRIES: EntrySums = {
  ECSBill: { count: 0, amount: 0n },
  OSSBill: { count: 0, amount: 0n },
  ECSUsage: { count: 0, amount: 0n },
  OSSUsage: { count: 0, amount: 0n },
  debit: { count: 0, amount: 0n },
  credit: { count: 0, amount: 0n },
};
export const NOTHING_CARRIED: UsageCarried = { ECSUsage: ZERO_EXACT, OSSUsage: ZERO_EXACT };

/** One line of a statement. */
export interface StatementLine {
  readonly kind: EntryKind;
  readonly count: number;
  /** Fen, never negative; of a credit note what is taken off. */
  readonly amount: Fen;
  /** Of usage: the exact cumulative cost before and after; the amount is the difference of the two, each rounded. */
  readonly exact?: { readonly before: ExactAmount; readonly after: ExactAmount };
}

/** A statement's figures. */
export interface StatementFigures {
  /** One a kind that has entries, in the order of {@link ENTRY_KINDS}. */
  readonly lines: readonly StatementLine[];
  readonly amountDue: Fen;
  /** Whoever owes it: the provider where credit notes are more than all else, nobody where nothing is due. */
  readonly debtor: 'consumer' | 'provider' | undefined;
  /** For the next statement. */
  readonly carried: UsageCarried;
}

/** Counts one more entry in. */
export function countEntry(sums: EntrySums, kind: EntryKind, entry: EntrySum): EntrySums {
  const { count, amount } = sums[kind];
  return { ...sums, [kind]: { count: count + entry.count, amount: amount + entry.amount } };
}

/**
 * The statement of a period: usage is rounded here and nowhere else, as the difference of two rounded cumulative costs,
 * so that all statements together say what the whole usage costs, rounded once.
 *
 * @throws CloudfedError AMOUNT_OVERFLOW
 */
export function drawUpStatement(sums: EntrySums, carried: UsageCarried): StatementFigures {
  const lines: StatementLine[] = [];
  const after: Record<UsageKind, ExactAmount> = { ...carried };
  let balance = 0n;
  for (const kind of ENTRY_KINDS) {
    const { count, amount } = sums[kind];
    if (count === 0) continue;
    const line: StatementLine = isUsageKind(kind)
      ? usageLine(kind, count, carried[kind], addExact(carried[kind], amount as ExactAmount))
      : { kind, count, amount: fen(amount) };
    if (isUsageKind(kind) && line.exact !== undefined) after[kind] = line.exact.after;
    if (kind === 'credit') balance -= line.amount;
    else balance += line.amount;
    lines.push(line);
  }
  return { lines, ...dueOf(balance), carried: after };
}

/** Who owes how much, from what the consumer owes less what the provider does. @throws CloudfedError AMOUNT_OVERFLOW */
export function dueOf(balance: bigint): Pick<StatementFigures, 'amountDue' | 'debtor'> {
  if (balance > 0n) return { amountDue: fen(balance), debtor: 'consumer' };
  return { amountDue: fen(-balance), debtor: balance < 0n ? 'provider' : undefined };
}

export function isUsageKind(kind: EntryKind): kind is UsageKind {
  return kind === 'ECSUsage' || kind === 'OSSUsage';
}

function usageLine(kind: UsageKind, count: number, before: ExactAmount, after: ExactAmount): StatementLine {
  return { kind, count, amount: fen(roundHalfUp(after) - roundHalfUp(before)), exact: { before, after } };
}

/** The period that follows. @throws CloudfedError INVALID_ARGUMENT for what is no period */
export function nextPeriod(period: string): string {
  periodSpan(period, 'period');
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5))];
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${nextYear.toString().padStart(4, '0')}-${nextMonth.toString().padStart(2, '0')}`;
}

/** A statement's way: answered by the consumer, paid by the debtor, confirmed by the creditor. */
export type StatementStatus = 'issued' | 'disputed' | 'accepted' | 'netted' | 'settled' | 'confirmed';

/** Silence this long after the issue accepts a statement. */
export const SILENCE_SECONDS = 15 * 86_400;

type Party = 'provider' | 'consumer' | 'debtor' | 'creditor' | 'both';

/** Who may do what to a statement, and when. What both do, they do to their net. */
export const STATEMENT_ACTS = {
  accept: { by: 'consumer', from: 'issued', to: 'accepted' },
  dispute: { by: 'consumer', from: 'issued', to: 'disputed' },
  resolve: { by: 'consumer', from: 'disputed', to: 'accepted' },
  net: { by: 'both', from: 'accepted', to: 'netted' },
  settle: { by: 'debtor', from: 'accepted', to: 'settled' },
  refuse: { by: 'creditor', from: 'settled', to: 'accepted' },
  confirm: { by: 'creditor', from: 'settled', to: 'confirmed' },
} as const satisfies Record<
  string,
  { readonly by: Party; readonly from: StatementStatus; readonly to: StatementStatus }
>;

export type StatementAct = keyof typeof STATEMENT_ACTS;

/** What is known of a statement when somebody acts on it. */
export interface StatementState {
  readonly status: StatementStatus;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Undefined where nothing is due. */
  readonly debtor: 'consumer' | 'provider' | undefined;
}

/** The status at a moment: silence accepts. */
export function statusAt({ status, issuedAt }: StatementState, seconds: number): StatementStatus {
  return status === 'issued' && seconds >= issuedAt + SILENCE_SECONDS ? 'accepted' : status;
}

/**
 * The status after an act.
 *
 * @throws CloudfedError FORBIDDEN where the other side is to do it, CONFLICT where it is not the time for it
 */
export function statusAfter(
  state: StatementState,
  act: StatementAct,
  by: 'provider' | 'consumer',
  seconds: number,
): StatementStatus {
  const rule = STATEMENT_ACTS[act];
  const wanted = rule.by === 'both' ? by : partyOf(rule.by, state.debtor);
  if (wanted === undefined) throw new CloudfedError('CONFLICT', 'nothing is due on this statement');
  if (wanted !== by) throw new CloudfedError('FORBIDDEN', `only the ${rule.by}, here the ${wanted}, may do this`);
  const status = statusAt(state, seconds);
  if (status === rule.from) return rule.to;
  throw new CloudfedError('CONFLICT', `the statement is ${status}; this needs one that is ${rule.from}`);
}

function partyOf(party: Exclude<Party, 'both'>, debtor: StatementState['debtor']): 'provider' | 'consumer' | undefined {
  if (party === 'provider' || party === 'consumer') return party;
  if (debtor === undefined || party === 'debtor') return debtor;
  return debtor === 'consumer' ? 'provider' : 'consumer';
}

const PAYMENT_REFERENCE = /^[0-9A-Za-z][0-9A-Za-z._:/-]{0,127}$/u;

/** Names one payment, wherever it was made. @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parsePaymentReference(text: string, field: string): string {
  if (PAYMENT_REFERENCE.test(text)) return text;
  throw argumentError(
    field,
    'must be 1 to 128 of the characters 0-9 A-Z a-z . _ : / - and begin with a letter or digit',
  );
}

/** The id of a statement: `00001-00002-2026-02`, provider, consumer and period. */
export function statementIdOf(providerId: string, consumerId: string, period: string): string {
  return `${providerId}-${consumerId}-${period}`;
}
