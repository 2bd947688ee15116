import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { toHex } from '../bytes.js';
import { parsePublicKey, parseSignature, type VerifySignature } from '../crypto/signature.js';
import { parseId } from '../ids.js';
import { refusalOf } from '../testing/refusal.js';
import {
  documentBytes,
  type DocumentDomain,
  ESCROW_KINDS,
  type EscrowKind,
  type SettlementDocument,
} from './document.js';
import { DOCUMENT_FORM, parseSignedDocument } from './document-form.js';
import { parseParty } from './party.js';

const VECTORS = join(import.meta.dirname, 'document-vectors.json');
const ORACLE = join(import.meta.dirname, '../../../test/oracle/settlement_documents.py');

interface Vector {
  readonly says: string;
  readonly domain: Record<keyof DocumentDomain, string>;
  readonly signer: { readonly party: string; readonly epoch: string };
  readonly document: Record<string, unknown> & { readonly type: SettlementDocument['type'] };
  readonly bytes: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly valid: boolean;
}

const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as readonly Vector[];

/** A verifier of the machine's own library. */
const verifySignature: VerifySignature = (key, bytes, signature) => {
  const point = Buffer.from(key, 'hex');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) };
  const keyObject = createPublicKey({ key: jwk, format: 'jwk' });
  return verify('sha256', bytes, { key: keyObject, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'hex'));
};

describe('settlement documents', () => {
  it('have vectors of every type and kind, good ones and each attempt on it', () => {
    const good = vectors.filter(({ valid }) => valid);
    const types = new Set(good.map(({ document }) => document.type));
    expect(types.size).toBe(6);
    expect(new Set(good.map(({ domain }) => domain.kind))).toEqual(new Set(ESCROW_KINDS));
    const attempts = new Set(vectors.filter(({ valid }) => !valid).map(({ says }) => says));
    for (const type of types) {
      for (const part of ['network', 'ledgerChannel', 'chaincode', 'kind', 'id']) {
        expect(attempts).toContain(`${type} replayed: another ${part}`);
      }
      for (const attempt of ['with other content', 'by a key that was rotated away', 'malleated: the upper s']) {
        expect(attempts).toContain(`${type} ${attempt}`);
      }
    }
  });

  it.each(vectors.map((vector, index) => [index, vector.says, vector] as const))(
    'vector %i has its bytes and verdict: %s',
    (_at, _says, vector) => {
      const bytes = bytesOf(vector);
      expect(toHex(bytes)).toBe(vector.bytes);
      let valid: boolean;
      try {
        const signature = parseSignature(vector.signature, 'signature');
        valid = verifySignature(parsePublicKey(vector.publicKey, 'publicKey'), bytes, signature);
      } catch {
        valid = false;
      }
      expect(valid).toBe(vector.valid);
    },
  );

  it('are other bytes in every other domain, of every other signer and epoch', () => {
    const [first] = vectors;
    if (first === undefined) throw new Error('there are no vectors');
    const changes: readonly Vector[] = [
      ...(['network', 'ledgerChannel', 'chaincode', 'id'] as const).map((name) => ({
        ...first,
        domain: { ...first.domain, [name]: `${first.domain[name]}x` },
      })),
      { ...first, domain: { ...first.domain, kind: 'account' } },
      { ...first, signer: { ...first.signer, party: '00009' } },
      { ...first, signer: { ...first.signer, epoch: '9' } },
    ];
    const all = [first, ...changes].map((vector) => toHex(bytesOf(vector)));
    expect(new Set(all).size).toBe(all.length);
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!python)('are checked alike in another language (skipped where there is no python3)', () => {
    const { stdout, stderr, status } = spawnSync('python3', [ORACLE, VECTORS], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect([stdout.trim(), status]).toEqual([`${String(vectors.length)} vectors checked`, 0]);
  });
});

function bytesOf({ domain, signer, document }: Vector): Uint8Array {
  return documentBytes(
    { ...domain, kind: domain.kind as EscrowKind, id: parseId(domain.id, 'id') },
    documentOf(document),
    { party: parseParty(signer.party, 'party'), epoch: Number(signer.epoch) },
  );
}

/** Vectors hold every value as text, for readers in other languages; the product's own form has whole numbers too. */
function documentOf(document: Vector['document']): SettlementDocument {
  const counts = ['version', 'funding', 'expiry', 'withdrawn', 'toHolder', 'toPlatform'];
  const json: unknown = JSON.parse(JSON.stringify(document), function (this: unknown, name, value: unknown) {
    const asNumbers = (values: readonly string[]): number[] => values.map(Number);
    if (!counts.includes(name)) return value;
    return Array.isArray(value) ? asNumbers(value as string[]) : Number(value);
  });
  return DOCUMENT_FORM.decode(json, 'document');
}

describe('the form of a signed document', () => {
  const read = (json: unknown): string =>
    refusalOf(() => parseSignedDocument(JSON.stringify(json), 'signed', ['cheque', 'channel-state']));
  const cheque = { type: 'cheque', beneficiary: '00002', cumulative: '48000' };
  const signature = { party: '00001', epoch: 1, signature: `${'0'.repeat(63)}1${'0'.repeat(63)}1` };

  it('is read and written again the same', () => {
    for (const { document } of vectors) {
      const written = JSON.stringify(DOCUMENT_FORM.encode(documentOf(document)));
      expect(JSON.stringify(DOCUMENT_FORM.encode(DOCUMENT_FORM.decode(JSON.parse(written), 'd')))).toBe(written);
    }
    expect(read({ document: cheque, signatures: [signature] })).toBe('accepted');
  });

  it.each([
    ['an amount as a number', { ...cheque, cumulative: 48000 }, 'INVALID_ARGUMENT signed.document.cumulative'],
    ['a negative amount', { ...cheque, cumulative: '-1' }, 'INVALID_ARGUMENT signed.document.cumulative'],
    [
      'too large an amount',
      { ...cheque, cumulative: '9007199254740991001' },
      'AMOUNT_OVERFLOW signed.document.cumulative',
    ],
    ['a field more', { ...cheque, more: 1 }, 'INVALID_ARGUMENT signed.document'],
    ['a field less', { type: 'cheque', beneficiary: '00002' }, 'INVALID_ARGUMENT signed.document.cumulative'],
    ['a type that there is not', { ...cheque, type: '__proto__' }, 'INVALID_ARGUMENT signed.document.type'],
    ['a type that is not expected', { type: 'account-credits', credits: '1' }, 'INVALID_ARGUMENT signed'],
    ['a stranger’s form', { ...cheque, beneficiary: '2' }, 'INVALID_ARGUMENT signed.document.beneficiary'],
    ['a list', [cheque], 'INVALID_ARGUMENT signed.document'],
    ['nothing', null, 'INVALID_ARGUMENT signed.document'],
  ])('refuses %s', (_what, document, refusal) => {
    expect(read({ document, signatures: [signature] })).toBe(refusal);
  });

  it.each([
    ['version', -1],
    ['version', 1.5],
    ['version', -0],
    ['version', '1'],
    ['withdrawn', [9007199254740992, 0]],
    ['final', 'true'],
    ['balances', Array.from({ length: 9 }, () => '1')],
    ['locks', Array.from({ length: 65 }, () => ({}))],
  ])('refuses a state whose %s is %j', (name, value) => {
    const state = {
      type: 'channel-state',
      version: 1,
      funding: 1,
      balances: ['1'],
      withdrawn: [0],
      locks: [],
      final: false,
    };
    expect(read({ document: state, signatures: [] })).toBe('accepted');
    const text = Object.is(value, -0) ? '-0' : JSON.stringify(value);
    const json = JSON.stringify({ document: { ...state, [name]: 'HERE' }, signatures: [] }).replace('"HERE"', text);
    expect(refusalOf(() => parseSignedDocument(json, 's', ['channel-state']))).toMatch(
      /^INVALID_ARGUMENT s\.document\./u,
    );
  });
});
