import { argumentError } from '../errors.js';
import { type OrgId, parseOrgId } from '../ids.js';
import { MAX_NETTED } from '../metering/netting.js';
import { parsePaymentReference } from '../metering/statement.js';
import {
  digitsForm,
  FEN_FORM,
  type Form,
  listForm,
  optionalForm,
  recordForm,
  textForm,
  wordForm,
} from '../record-form.js';
import { periodSpan } from '../time.js';
import { parseHash } from './document-form.js';
import type { NettingRound, PostedNet, RoundPayment, RoundPosition, RoundTerms } from './netting-round.js';

const MOST_POSTS = MAX_NETTED * (MAX_NETTED - 1);
/** Above what a dozen of the largest amounts add up to. */
const POSITION = /^(?:0|-?[1-9][0-9]{0,17})$/u;

const ORG = textForm(parseOrgId);
const ORG_OR_NONE = textForm((text, field): OrgId | '' => (text === '' ? '' : parseOrgId(text, field)));
const HASH = textForm(parseHash);

function parsePosition(text: string, field: string): bigint {
  if (POSITION.test(text)) return BigInt(text);
  throw argumentError(field, 'must be a whole number in plain digits, such as -144');
}

function parsePeriod(text: string, field: string): string {
  periodSpan(text, field);
  return text;
}

const TERMS: Form<RoundTerms> = recordForm<RoundTerms>({
  termsHash: HASH,
  positions: listForm(recordForm<RoundPosition>({ org: ORG, amount: digitsForm(parsePosition) }), MAX_NETTED),
  payments: listForm(
    recordForm<RoundPayment>({
      debtor: ORG,
      creditor: ORG,
      amount: FEN_FORM,
      paidBy: wordForm(['funds', 'elsewhere', '']),
      paymentReference: textForm((text, field) => (text === '' ? '' : parsePaymentReference(text, field))),
    }),
    MAX_NETTED,
  ),
});

/** A netting round as it stands on the ledger. Positions are texts: they may be above what a JSON number holds. */
export const NETTING_ROUND_FORM: Form<NettingRound> = recordForm<NettingRound>({
  period: textForm(parsePeriod),
  members: listForm(ORG, MAX_NETTED),
  posts: listForm(
    recordForm<PostedNet>({
      by: ORG,
      counterparty: ORG,
      debtor: ORG_OR_NONE,
      amount: FEN_FORM,
      statementsHash: HASH,
    }),
    MOST_POSTS,
  ),
  terms: optionalForm(TERMS),
  signatures: listForm(ORG, MAX_NETTED),
});
