import type { Hex } from '../bytes.js';
import { parseSignature, type Signature } from '../crypto/signature.js';
import { argumentError } from '../errors.js';
import { parseId } from '../ids.js';
import {
  countForm,
  digitsForm,
  FEN_FORM,
  FLAG_FORM,
  type Form,
  listForm,
  oneOfForms,
  optionalForm,
  parseForm,
  recordForm,
  textForm,
  wordForm,
} from '../record-form.js';
import { MAX_SECONDS } from '../time.js';
import type {
  AccountCredits,
  AccountDebits,
  AccountTerms,
  AccountWithdrawal,
  ChannelState,
  Cheque,
  HashLock,
  SettlementDocument,
} from './document.js';
import { parseMilliFen } from './milli-fen.js';
import { parseParty, type Party } from './party.js';

export const MAX_MEMBERS = 8;
/** Conditional payments under way in a channel at once. */
export const MAX_LOCKS = 64;
/** Longest text of a signed document: eight members and all locks take less. */
export const MAX_DOCUMENT_LENGTH = 65_536;
const MAX_EPOCH = 1_000_000;
const SHA256 = /^[0-9a-f]{64}$/u;

export interface PartySignature {
  readonly party: Party;
  readonly epoch: number;
  readonly signature: Signature;
}

/** A document as it is handed over: who must have signed it is the escrow's to say. */
export interface SignedDocument<Document extends SettlementDocument = SettlementDocument> {
  readonly document: Document;
  readonly signatures: readonly PartySignature[];
}

/** 32 bytes, a hash or what it is of. @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function parseHash(text: string, field: string): Hex {
  if (!SHA256.test(text)) throw argumentError(field, 'must be 64 lower-case hexadecimal digits');
  return text as Hex;
}

const PARTY = textForm(parseParty);
const MILLI_FEN = digitsForm(parseMilliFen);
const COUNT = countForm(Number.MAX_SAFE_INTEGER);

const LOCK_FORM: Form<HashLock> = recordForm<HashLock>({
  id: textForm(parseId),
  payer: PARTY,
  payee: PARTY,
  amount: MILLI_FEN,
  hash: textForm(parseHash),
  expiry: countForm(MAX_SECONDS),
});

export const CHANNEL_STATE_FORM: Form<ChannelState> = recordForm<ChannelState>({
  type: wordForm(['channel-state']),
  version: COUNT,
  funding: COUNT,
  balances: listForm(MILLI_FEN, MAX_MEMBERS),
  withdrawn: listForm(FEN_FORM, MAX_MEMBERS),
  locks: listForm(LOCK_FORM, MAX_LOCKS),
  leaving: optionalForm(PARTY),
  final: FLAG_FORM,
});

export const DOCUMENT_FORM: Form<SettlementDocument> = oneOfForms<SettlementDocument>({
  cheque: recordForm<Cheque>({ type: wordForm(['cheque']), beneficiary: PARTY, cumulative: MILLI_FEN }),
  'channel-state': CHANNEL_STATE_FORM,
  'account-terms': recordForm<AccountTerms>({ type: wordForm(['account-terms']), holder: PARTY, platform: PARTY }),
  'account-credits': recordForm<AccountCredits>({ type: wordForm(['account-credits']), credits: MILLI_FEN }),
  'account-debits': recordForm<AccountDebits>({ type: wordForm(['account-debits']), debits: MILLI_FEN }),
  'account-withdrawal': recordForm<AccountWithdrawal>({
    type: wordForm(['account-withdrawal']),
    toHolder: FEN_FORM,
    toPlatform: FEN_FORM,
    final: FLAG_FORM,
  }),
});

export const SIGNED_DOCUMENT_FORM: Form<SignedDocument> = recordForm<SignedDocument>({
  document: DOCUMENT_FORM,
  signatures: listForm(
    recordForm<PartySignature>({ party: PARTY, epoch: countForm(MAX_EPOCH), signature: textForm(parseSignature) }),
    MAX_MEMBERS,
  ),
});

/**
 * Reads a signed document of the types that are expected, as JSON:
 * `{"document":{"type":"cheque","beneficiary":"00002","cumulative":"48000"},"signatures":[{"party","epoch","signature"}]}`.
 * Amounts in milli-fen are texts of digits; fen, versions, epochs and seconds are JSON integers.
 *
 * @throws CloudfedError INVALID_ARGUMENT, AMOUNT_OVERFLOW naming `field` or a place in it
 */
export function parseSignedDocument<Type extends SettlementDocument['type']>(
  text: string,
  field: string,
  types: readonly Type[],
): SignedDocument<Extract<SettlementDocument, { readonly type: Type }>> {
  const signed = parseForm(SIGNED_DOCUMENT_FORM, text, field);
  if (!types.some((type) => type === signed.document.type)) {
    throw argumentError(field, `must be a document of type ${types.join(' or ')}`);
  }
  return signed as SignedDocument<Extract<SettlementDocument, { readonly type: Type }>>;
}
