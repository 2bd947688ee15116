import type { VerifySignature } from '../crypto/signature.js';
import { argumentError } from '../errors.js';
import { documentBytes, type DocumentDomain } from './document.js';
import type { SignedDocument } from './document-form.js';
import { keyInForce, type KeyRing } from './keys.js';
import type { Party } from './party.js';

export interface SignatureCheck {
  readonly domain: DocumentDomain;
  /** Who must have signed: all of them, and nobody else. */
  readonly parties: readonly Party[];
  readonly ringOf: (party: Party) => KeyRing | undefined;
  /** Seconds since 1970 of the transaction. */
  readonly now: number;
  readonly verify: VerifySignature;
}

/**
 * Checks that each party has signed a document for this very escrow, with a key of its that is in force.
 *
 * @param field of the argument that the document came in
 * @throws CloudfedError INVALID_ARGUMENT naming `field`
 */
export function requireSignatures(
  { document, signatures }: SignedDocument,
  check: SignatureCheck,
  field: string,
): void {
  for (const { party } of signatures) {
    if (!check.parties.includes(party)) throw argumentError(field, `${party} is none of those who sign it`);
  }
  for (const party of check.parties) {
    const own = signatures.filter((signature) => signature.party === party);
    const [only] = own;
    if (only === undefined || own.length > 1) throw argumentError(field, `must have one signature of ${party}`);
    const key = keyInForce(check.ringOf(party), only.epoch, check.now);
    if (key === undefined) throw argumentError(field, `the key of ${party} with that epoch is not in force`);
    const bytes = documentBytes(check.domain, document, { party, epoch: only.epoch });
    if (!check.verify(key, bytes, only.signature)) throw argumentError(field, `the signature of ${party} is not valid`);
  }
}
