import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { type Hex, toHex } from '../bytes.js';
import { parsePublicKey, parseSignature, type VerifySignature } from '../crypto/signature.js';
import { parseId } from '../ids.js';
import {
  documentBytes,
  type DocumentDomain,
  ESCROW_KINDS,
  type EscrowKind,
  type HashLock,
  type SettlementDocument,
} from './document.js';
import { parseMilliFen } from './milli-fen.js';

const VECTORS = join(import.meta.dirname, 'document-vectors.json');
const ORACLE = join(import.meta.dirname, '../../../test/oracle/settlement_documents.py');

interface Vector {
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
  it('have vectors of every type, good and bad', () => {
    expect(new Set(vectors.map(({ document }) => document.type)).size).toBe(4);
    expect(new Set(vectors.map(({ domain }) => domain.kind))).toEqual(new Set(ESCROW_KINDS));
    expect(vectors.some(({ valid }) => !valid)).toBe(true);
  });

  it.each(vectors.map((vector, index) => [index, vector] as const))(
    'vector %i has its bytes and verdict',
    (_at, vector) => {
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
    { party: parseId(signer.party, 'party'), epoch: Number(signer.epoch) },
  );
}

function documentOf(document: Vector['document']): SettlementDocument {
  const amount = (name: string): ReturnType<typeof parseMilliFen> => parseMilliFen(String(document[name]), name);
  switch (document.type) {
    case 'cheque':
      return {
        type: 'cheque',
        beneficiary: parseId(String(document['beneficiary']), 'beneficiary'),
        cumulative: amount('cumulative'),
      };
    case 'channel-state':
      return {
        type: 'channel-state',
        version: Number(document['version']),
        funding: Number(document['funding']),
        final: document['final'] === true,
        balances: (document['balances'] as readonly string[]).map((text) => parseMilliFen(text, 'balance')),
        locks: (document['locks'] as readonly Record<keyof HashLock, string>[]).map((lock) => ({
          id: parseId(lock.id, 'id'),
          payer: parseId(lock.payer, 'payer'),
          payee: parseId(lock.payee, 'payee'),
          amount: parseMilliFen(lock.amount, 'amount'),
          hash: lock.hash as Hex,
          expiry: Number(lock.expiry),
        })),
      };
    case 'account-credits':
      return { type: 'account-credits', credits: amount('credits') };
    case 'account-debits':
      return { type: 'account-debits', debits: amount('debits') };
  }
}
