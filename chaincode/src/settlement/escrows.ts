import {
  argumentError,
  domainOf,
  type EscrowKind,
  type Form,
  type KeyRing,
  orgOfParty,
  type OrgId,
  type Party,
  type Payout,
  type RecordId,
  requireSignatures,
  type SettlementDocument,
  type SignedDocument,
  credit,
  addFen,
  type Fen,
  fenToRecord,
  ZERO_FEN,
} from '@cloudfed/core';

import type { KeyPath } from '../ledger/keys.js';
import { type Call, readRow, requireTerms, verifySignature } from './call.js';
import { changeFunds } from './funds.js';
import { loadKeyRing } from './keys.js';

// What all kinds of escrow have in common: documents come in with signatures, money goes out to organizations.

/** @throws CloudfedError NOT_FOUND naming `argument` */
export async function requireRow<T>(call: Call, form: Form<T>, path: KeyPath, argument: string): Promise<T> {
  const row = await readRow(call, form, path);
  if (row === undefined) throw argumentError(argument, 'there is none of it', 'NOT_FOUND');
  return row;
}

/** @param parties who must have signed, all of them and nobody else. @throws CloudfedError INVALID_ARGUMENT */
export async function requireSigned<Document extends SettlementDocument>(
  call: Call,
  escrow: Readonly<{ kind: EscrowKind; id: RecordId }>,
  signed: SignedDocument<Document>,
  parties: readonly Party[],
  argument: string,
): Promise<Document> {
  const terms = await requireTerms(call);
  const rings = new Map<Party, KeyRing | undefined>();
  for (const party of parties) rings.set(party, await loadKeyRing(call, party));
  const domain = domainOf(terms, call.ledgerChannel, escrow.kind, escrow.id);
  const check = { domain, parties, ringOf: (party: Party) => rings.get(party), now: call.now, verify: verifySignature };
  requireSignatures(signed, check, argument);
  return signed.document;
}

/** Pays out of an escrow: each payment is told; what several parties of an organization get is one sum in its balance. */
export async function payOut(
  call: Call,
  escrow: Readonly<{ kind: EscrowKind; id: RecordId }>,
  payouts: readonly Payout[],
): Promise<void> {
  const sums = new Map<OrgId, Fen>();
  for (const { to, amount } of payouts) {
    if (amount === ZERO_FEN) continue;
    const org = orgOfParty(to);
    sums.set(org, addFen(sums.get(org) ?? ZERO_FEN, amount));
    const payout = {
      objectType: 'Payout',
      escrow: escrow.kind,
      escrowID: escrow.id,
      party: to,
      amount: fenToRecord(amount),
    };
    call.changed('Funds.paidOut', escrow.id, JSON.stringify(payout));
  }
  for (const [org, amount] of sums) await changeFunds(call, org, (funds) => credit(funds, amount));
}
