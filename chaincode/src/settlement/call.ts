import { createHash, createPublicKey, verify } from 'node:crypto';

import {
  CloudfedError,
  type Form,
  NO_TERMS,
  type OrgId,
  orgOfParty,
  type Party,
  type PublicKey,
  readForm,
  type SettlementTerms,
  TERMS_RECORD_FORM,
  type TermsRecord,
  type VerifySignature,
  writeForm,
} from '@cloudfed/core';

import { type KeyPath, settlementTermsKey } from '../ledger/keys.js';
import type { Store } from '../ledger/store.js';
import type { Transaction } from '../ledger/transaction.js';
import { callersOrganization, loadMembers, WIDE_LEDGER_CHANNEL } from '../metering/organizations.js';

/** What the adjudicator needs of a ledger. The chaincode's is the state of one transaction; another is in memory. */
export type SettlementLedger = Pick<Store, 'get' | 'put' | 'scan' | 'page'>;

/** One call of the adjudicator: who calls, when, and on which ledger. It decides by nothing else. */
export interface Call {
  readonly ledger: SettlementLedger;
  /** The caller's organization, a confirmed one. */
  readonly org: OrgId;
  readonly isAdmin: () => boolean;
  readonly isClearing: () => boolean;
  /** All confirmed organizations of the ledger channel. */
  readonly members: readonly OrgId[];
  readonly ledgerChannel: string;
  /** Seconds since 1970, as the client has chosen them within what the peers allow. */
  readonly now: number;
  /** Notes a change for the transaction's event. */
  readonly changed: (kind: string, id: string, recordText: string) => void;
}

/** A function of settlement: texts in, text out; a refusal is a CloudfedError and leaves no change. */
export type Act = (call: Call, args: readonly string[]) => Promise<string>;

/** @throws CloudfedError FORBIDDEN on other ledger channels, NOT_CONFIRMED */
export async function callOf(tx: Transaction): Promise<Call> {
  if (tx.channelId !== WIDE_LEDGER_CHANNEL) {
    throw new CloudfedError('FORBIDDEN', `settlement lives on the ledger channel ${WIDE_LEDGER_CHANNEL}`);
  }
  const members = await loadMembers(tx);
  return {
    ledger: tx.store,
    org: callersOrganization(tx, members).orgID,
    isAdmin: () => tx.caller.isAdmin(),
    isClearing: () => tx.caller.isClearing(),
    members: members.map(({ orgID }) => orgID),
    ledgerChannel: tx.channelId,
    now: tx.time.seconds,
    changed: (kind, id, text) => {
      tx.changed(kind, id, text);
    },
  };
}

export async function readRow<T>({ ledger }: Call, form: Form<T>, path: KeyPath): Promise<T | undefined> {
  const text = await ledger.get(path);
  return text === undefined ? undefined : readForm(form, text);
}

export function writeRow<T>({ ledger }: Call, form: Form<T>, path: KeyPath, value: T): void {
  ledger.put(path, writeForm(form, value));
}

/** A record as functions answer it and events carry it. */
export function recordText<T>(
  objectType: string,
  form: Form<T>,
  value: T,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ objectType, ...more, ...(form.encode(value) as object) });
}

export async function loadTerms(call: Call): Promise<TermsRecord> {
  return (await readRow(call, TERMS_RECORD_FORM, settlementTermsKey())) ?? NO_TERMS;
}

/** @throws CloudfedError TERMS_MISSING */
export async function requireTerms(call: Call): Promise<SettlementTerms> {
  const { agreed } = await loadTerms(call);
  if (agreed !== undefined) return agreed;
  throw new CloudfedError('TERMS_MISSING', 'the organizations have not agreed on the terms of settlement yet');
}

/** Only its own organization acts for a party. @throws CloudfedError FORBIDDEN */
export function requireOwn({ org }: Call, party: Party): void {
  if (orgOfParty(party) !== org) {
    throw new CloudfedError('FORBIDDEN', `only its own organization may do this for ${party}`);
  }
}

/** An organization must be one of the ledger's before it can have money on it. @throws CloudfedError NOT_CONFIRMED */
export function requireMemberOrg({ members }: Call, org: OrgId, argument: string): void {
  if (members.includes(org)) return;
  throw new CloudfedError('NOT_CONFIRMED', `${argument}: organization ${org} is not confirmed`, argument);
}

/** Total: false for what is no key, no signature, or not of the two. */
export const verifySignature: VerifySignature = (key, bytes, signature) => {
  const keyObject = keyObjectOf(key);
  if (keyObject === undefined) return false;
  return verify('sha256', bytes, { key: keyObject, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'hex'));
};

/** Undefined where the point is not on the curve. */
export function keyObjectOf(key: PublicKey): ReturnType<typeof createPublicKey> | undefined {
  const point = Buffer.from(key, 'hex');
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
