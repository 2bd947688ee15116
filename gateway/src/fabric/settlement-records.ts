import {
  ACCOUNT_FORM,
  CHEQUE_ACCOUNT_FORM,
  CHEQUEBOOK_FORM,
  countForm,
  ESCROW_KINDS,
  type EscrowKind,
  FEN_FORM,
  type Fen,
  type Form,
  FUNDS_FORM,
  type Hex,
  ISSUE_FORM,
  KEY_RING_FORM,
  MAX_SECONDS,
  NETTING_ROUND_FORM,
  optionalForm,
  parseHash,
  parseId,
  parseParty,
  type Party,
  PAYMENT_CHANNEL_FORM,
  readForm,
  recordForm,
  type RecordId,
  REDEMPTION_FORM,
  TERMS_RECORD_FORM,
  textForm,
  wordForm,
  TRANSFER_FORM,
} from '@cloudfed/core';

// The records of settlement as the ledger writes them: their forms are core's, beside a name of their type.

export interface Preimage {
  readonly hash: Hex;
  readonly preimage: Hex;
  /** Seconds since 1970: the earliest time that any transaction has revealed it at. */
  readonly revealedAt: number;
}

/** A cheque or an account's close for which there was not enough. */
export interface Overdraft {
  readonly bookID: RecordId | undefined;
  readonly drawer: Party | undefined;
  readonly beneficiary: Party | undefined;
  readonly accountID: RecordId | undefined;
  readonly holder: Party | undefined;
  readonly platform: Party | undefined;
  /** Of a cheque. */
  readonly paid: Fen | undefined;
  readonly missing: Fen;
}

/** One payment out of an escrow. */
export interface EscrowPayment {
  readonly escrow: EscrowKind;
  readonly escrowID: RecordId;
  readonly party: Party;
  readonly amount: Fen;
}

const PARTY = optionalForm(textForm(parseParty));
const ID = optionalForm(textForm(parseId));

const FORMS = {
  SettlementTerms: TERMS_RECORD_FORM,
  SettlementKeys: KEY_RING_FORM,
  Funds: FUNDS_FORM,
  FundsIssue: ISSUE_FORM,
  FundsRedemption: REDEMPTION_FORM,
  FundsTransfer: TRANSFER_FORM,
  Chequebook: CHEQUEBOOK_FORM,
  ChequeAccount: CHEQUE_ACCOUNT_FORM,
  PaymentChannel: PAYMENT_CHANNEL_FORM,
  Account: ACCOUNT_FORM,
  NettingRound: NETTING_ROUND_FORM,
  Preimage: recordForm<Preimage>({
    hash: textForm(parseHash),
    preimage: textForm(parseHash),
    revealedAt: countForm(MAX_SECONDS),
  }),
  Payout: recordForm<EscrowPayment>({
    escrow: wordForm(ESCROW_KINDS),
    escrowID: textForm(parseId),
    party: textForm(parseParty),
    amount: FEN_FORM,
  }),
  Overdraft: recordForm<Overdraft>({
    ...{ bookID: ID, drawer: PARTY, beneficiary: PARTY },
    ...{ accountID: ID, holder: PARTY, platform: PARTY },
    paid: optionalForm(FEN_FORM),
    missing: FEN_FORM,
  }),
} as const;

type ValueOf<F> = F extends Form<infer T> ? T : never;
export type SettlementValues = { readonly [Type in keyof typeof FORMS]: ValueOf<(typeof FORMS)[Type]> };
export type SettlementType = keyof SettlementValues;
export type SettlementRecord = {
  readonly [Type in SettlementType]: { readonly type: Type; readonly value: SettlementValues[Type] };
}[SettlementType];

/** Beside some records stands their status, for readers; core knows it from the record. */
const WITH_STATUS: ReadonlySet<SettlementType> = new Set(['Chequebook', 'PaymentChannel', 'Account', 'NettingRound']);

/** @throws RangeError where it is not what the ledger writes */
export function settlementValue<Type extends SettlementType>(type: Type, json: unknown): SettlementValues[Type] {
  const { objectType, ...record } = json as Readonly<Record<string, unknown>>;
  if (objectType !== type) throw new RangeError(`a record is ${String(objectType)} where ${type} is expected`);
  const fields = Object.entries(record).filter(([name]) => name !== 'status' || !WITH_STATUS.has(type));
  return readForm(FORMS[type] as Form<SettlementValues[Type]>, JSON.stringify(Object.fromEntries(fields)));
}

/** @throws RangeError */
export function settlementRecord(json: unknown): SettlementRecord {
  const type = (json as { readonly objectType?: unknown }).objectType;
  if (!isSettlementType(type)) throw new RangeError(`${String(type)} is no record of settlement`);
  return { type, value: settlementValue(type, json) } as SettlementRecord;
}

function isSettlementType(type: unknown): type is SettlementType {
  return typeof type === 'string' && Object.hasOwn(FORMS, type);
}

/** Who takes part in a record; nobody where it is of organizations' funds, which no user has a part in. */
export function settlementParties(record: SettlementRecord): readonly Party[] {
  switch (record.type) {
    case 'SettlementKeys':
    case 'Payout':
      return [record.value.party];
    case 'Chequebook':
      return [record.value.drawer];
    case 'ChequeAccount':
      return [record.value.beneficiary];
    case 'PaymentChannel':
      return record.value.members;
    case 'Account':
      return [record.value.holder, record.value.platform];
    case 'Overdraft': {
      const { drawer, beneficiary, holder, platform } = record.value;
      return [drawer, beneficiary, holder, platform].filter((party) => party !== undefined);
    }
    default:
      return [];
  }
}
