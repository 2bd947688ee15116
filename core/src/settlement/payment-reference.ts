import { argumentError, CloudfedError } from '../errors.js';
import { type OrgId, parseId, parseOrgId, type RecordId } from '../ids.js';
import { periodSpan } from '../time.js';
import { parseParty, type Party } from './party.js';

/**
 * What a payment reference names: one transfer of funds, used once; a month's netting round of all organizations, which pays
 * the nets that are in it; an instrument, of which many payments come one after
 * the other – the cheques of a book to one party, or a payment channel; or a payment elsewhere, of which people know.
 */
export type NamedPayment =
  | { readonly kind: 'transfer'; readonly payer: OrgId; readonly id: RecordId }
  | { readonly kind: 'netting'; readonly period: string }
  | PaymentInstrument
  | { readonly kind: 'elsewhere' };

export type PaymentInstrument =
  | { readonly kind: 'cheque'; readonly book: RecordId; readonly beneficiary: Party }
  | { readonly kind: 'payment-channel'; readonly channel: RecordId };

interface Kind {
  readonly parts: number;
  /** What it must look like, for the error. */
  readonly example: string;
  readonly read: (parts: readonly [string, string]) => NamedPayment;
}

const FIELD = 'paymentReference';
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  [
    'transfer',
    {
      parts: 2,
      example: 'of a transfer must be as transfer:00002:transfer-1, payer and id',
      read: ([payer, id]) => ({ kind: 'transfer', payer: parseOrgId(payer, FIELD), id: parseId(id, FIELD) }),
    },
  ],
  [
    'netting',
    {
      parts: 1,
      example: 'of a netting round must be as netting:2026-02, its month',
      read: ([period]) => {
        periodSpan(period, FIELD);
        return { kind: 'netting', period };
      },
    },
  ],
  [
    'cheque',
    {
      parts: 2,
      example: 'of cheques must be as cheque:book-1:00001, book and beneficiary',
      read: ([book, beneficiary]) => ({
        kind: 'cheque',
        book: parseId(book, FIELD),
        beneficiary: parseParty(beneficiary, FIELD),
      }),
    },
  ],
  [
    'payment-channel',
    {
      parts: 1,
      example: 'of a payment channel must be as payment-channel:channel-1',
      read: ([channel]) => ({ kind: 'payment-channel', channel: parseId(channel, FIELD) }),
    },
  ],
]);

/**
 * Reads a payment reference. A kind has one way of writing each payment, so two references are of one payment only where
 * they are the same text.
 *
 * @param reference as `parsePaymentReference` lets it pass
 * @throws CloudfedError INVALID_ARGUMENT (`paymentReference`) where it begins as one of the kinds and is none
 */
export function paymentOf(reference: string): NamedPayment {
  const [word = '', ...parts] = reference.split(':');
  const kind = KINDS.get(word);
  if (kind === undefined) return { kind: 'elsewhere' };
  const [first = '', second = ''] = parts;
  if (parts.length !== kind.parts) throw argumentError(FIELD, kind.example);
  try {
    return kind.read([first, second]);
  } catch (error) {
    if (error instanceof CloudfedError) throw argumentError(FIELD, kind.example);
    throw error;
  }
}

/** Refuses a reference of what a ledger sees by itself. @throws CloudfedError INVALID_ARGUMENT naming `field` */
export function requireElsewhere(reference: string, field: string = FIELD): void {
  const [word = ''] = reference.split(':');
  if (KINDS.has(word)) throw argumentError(field, 'must be of a payment elsewhere, not of one on a ledger');
}

/** Whether many payments come of it, so that what counts of it is claimed. */
export function isInstrument(payment: NamedPayment): payment is PaymentInstrument {
  return payment.kind === 'cheque' || payment.kind === 'payment-channel';
}
