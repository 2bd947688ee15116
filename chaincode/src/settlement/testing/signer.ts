import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

import {
  DOCUMENT_FORM,
  documentBytes,
  type DocumentDomain,
  keyProofBytes,
  lowSignature,
  type Party,
  parseParty,
  parsePublicKey,
  type PublicKey,
  type SettlementDocument,
  type SettlementTerms,
  type Signature,
  toHex,
} from '@cloudfed/core';

/** One of a party's key pairs. */
export interface KeyPair {
  readonly epoch: number;
  readonly publicKey: PublicKey;
  readonly privateKey: KeyObject;
}

export function newKeyPair(epoch: number): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const point = toHex(publicKey.export({ type: 'spki', format: 'der' }).subarray(-65));
  return { epoch, publicKey: parsePublicKey(point, 'publicKey'), privateKey };
}

export function signBytes({ privateKey }: KeyPair, bytes: Uint8Array): Signature {
  return lowSignature(sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
}

/** A party that signs, honest or not: its keys, the present one last. */
export class Signer {
  readonly party: Party;
  readonly keys: KeyPair[];

  constructor(party: string, keys: readonly KeyPair[] = [newKeyPair(1)]) {
    this.party = parseParty(party, 'party');
    this.keys = [...keys];
  }

  again(): Signer {
    return new Signer(this.party, this.keys);
  }

  get key(): KeyPair {
    return this.keys.at(-1) as KeyPair;
  }

  proof(terms: SettlementTerms, ledgerChannel: string, key: KeyPair, by: KeyPair = key): Signature {
    return signBytes(by, keyProofBytes(terms, ledgerChannel, { party: this.party, ...key }));
  }

  sign(domain: DocumentDomain, document: SettlementDocument, key: KeyPair = this.key): PartySignatureText {
    const bytes = documentBytes(domain, document, { party: this.party, epoch: key.epoch });
    return { party: this.party, epoch: key.epoch, signature: signBytes(key, bytes) };
  }
}

export interface PartySignatureText {
  readonly party: string;
  readonly epoch: number;
  readonly signature: string;
}

/** A document as a party hands it over, signed by all of those. */
export function signed(domain: DocumentDomain, document: SettlementDocument, ...signers: readonly Signer[]): string {
  return signedText(document, ...signers.map((signer) => signer.sign(domain, document)));
}

export function signedText(document: SettlementDocument, ...signatures: readonly PartySignatureText[]): string {
  return JSON.stringify({ document: DOCUMENT_FORM.encode(document), signatures });
}
