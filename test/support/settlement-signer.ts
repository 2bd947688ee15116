import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import {
  DOCUMENT_FORM,
  documentBytes,
  domainOf,
  type EscrowKind,
  keyProofBytes,
  lowSignature,
  parseId,
  parseParty,
  parsePublicKey,
  type Party,
  type PublicKey,
  type SettlementDocument,
  type SettlementTerms,
  toHex,
} from '@cloudfed/core';

export const WIDE = 'channelall';

/** A party of settlement with a key pair of its own, of epoch 1. */
export class SettlementSigner {
  readonly party: Party;
  readonly publicKey: PublicKey;
  readonly #terms: SettlementTerms;
  readonly #privateKey: KeyObject;

  constructor(party: string, terms: SettlementTerms) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const point = toHex(publicKey.export({ type: 'spki', format: 'der' }).subarray(-65));
    this.party = parseParty(party, 'party');
    this.publicKey = parsePublicKey(point, 'publicKey');
    this.#terms = terms;
    this.#privateKey = privateKey;
  }

  /** The arguments that register its key. */
  registration(): [party: string, publicKey: string, proof: string] {
    const bytes = keyProofBytes(this.#terms, WIDE, { party: this.party, epoch: 1, publicKey: this.publicKey });
    return [this.party, this.publicKey, this.#sign(bytes)];
  }

  /** What makes another's key its own second one. */
  rotation(next: SettlementSigner): { readonly publicKey: string; readonly proof: string; readonly consent: string } {
    const bytes = keyProofBytes(this.#terms, WIDE, { party: this.party, epoch: 2, publicKey: next.publicKey });
    return { publicKey: next.publicKey, proof: next.#sign(bytes), consent: this.#sign(bytes) };
  }

  signatureOf(kind: EscrowKind, id: string, document: SettlementDocument): object {
    const domain = domainOf(this.#terms, WIDE, kind, parseId(id, 'id'));
    const bytes = documentBytes(domain, document, { party: this.party, epoch: 1 });
    return { party: this.party, epoch: 1, signature: this.#sign(bytes) };
  }

  #sign(bytes: Uint8Array): string {
    return lowSignature(sign('sha256', bytes, { key: this.#privateKey, dsaEncoding: 'ieee-p1363' }));
  }
}

/** A document as it is handed over. */
export function signed(
  kind: EscrowKind,
  id: string,
  document: SettlementDocument,
  ...signers: readonly SettlementSigner[]
): string {
  const signatures = signers.map((signer) => signer.signatureOf(kind, id, document));
  return JSON.stringify({ document: DOCUMENT_FORM.encode(document), signatures });
}
