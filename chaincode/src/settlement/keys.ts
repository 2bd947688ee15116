import {
  argumentError,
  CloudfedError,
  firstKey,
  isOrganization,
  KEY_RING_FORM,
  keyProofBytes,
  type KeyRing,
  newestKey,
  orgOfParty,
  parseParty,
  parsePublicKey,
  parseSignature,
  type Party,
  type PublicKey,
  retireKey as retire,
  rotateKey as rotate,
  type SettlementTerms,
  type Signature,
} from '@cloudfed/core';

import { keyRingKey } from '../ledger/keys.js';
import { parseCount, takeArguments } from '../metering/arguments.js';
import {
  type Call,
  keyObjectOf,
  readRow,
  recordText,
  requireMemberOrg,
  requireOwn,
  requireTerms,
  verifySignature,
  writeRow,
} from './call.js';

const MAX_EPOCH = 1_000_000;

/**
 * `registerKey(party, publicKey, proof)`: binds a party's first settlement key to the certificate that calls: its
 * organization's admin for the organization itself, anyone of the organization for a user. `proof` is the key's own
 * signature of `keyProofBytes` with epoch 1.
 */
export async function registerKey(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['party', 'publicKey', 'proof'], args);
  const party = parseParty(given.party, 'party');
  const publicKey = parsePublicKey(given.publicKey, 'publicKey');
  const proof = parseSignature(given.proof, 'proof');
  const terms = await mayChange(call, party);
  const before = await loadKeyRing(call, party);
  requireProof(call, terms, { party, epoch: 1, publicKey, signer: publicKey }, proof, 'proof');
  if (before !== undefined) {
    const [first] = before.keys;
    if (first?.epoch === 1 && first.publicKey === publicKey) return keysText(before);
    throw argumentError('party', 'has a key already: rotate it', 'ALREADY_EXISTS');
  }
  return keep(call, 'SettlementKey.registered', firstKey(party, publicKey));
}

/**
 * `rotateKey(party, publicKey, proof[, consent])`: the next key. A user's takes the consent of its present key, a signature
 * of the same bytes, so that no organization can take the place of its user.
 */
export async function rotateKey(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['party', 'publicKey', 'proof'], args, { optional: ['consent'] });
  const party = parseParty(given.party, 'party');
  const publicKey = parsePublicKey(given.publicKey, 'publicKey');
  const proof = parseSignature(given.proof, 'proof');
  const consent = given.consent === undefined ? undefined : parseSignature(given.consent, 'consent');
  if (isOrganization(party) !== (consent === undefined)) {
    throw argumentError('consent', 'must be given for a user’s key, and for no other');
  }
  const terms = await mayChange(call, party);
  const before = await requireKeyRing(call, party);
  const present = newestKey(before);
  const isRepeat = present.publicKey === publicKey;
  const next = { party, epoch: isRepeat ? present.epoch : present.epoch + 1, publicKey };
  requireProof(call, terms, { ...next, signer: publicKey }, proof, 'proof');
  if (isRepeat) return keysText(before);
  if (consent !== undefined) requireProof(call, terms, { ...next, signer: present.publicKey }, consent, 'consent');
  return keep(call, 'SettlementKey.rotated', rotate(before, publicKey));
}

/**
 * `retireKey(party, epoch)`: an older key counts no more from a window on; called again after that it is dropped. Whoever
 * holds a document signed with it has from the rotation until then to show it, or to have it signed anew.
 */
export async function retireKey(call: Call, args: readonly string[]): Promise<string> {
  const given = takeArguments(['party', 'epoch'], args);
  const party = parseParty(given.party, 'party');
  const epoch = parseCount(given.epoch, 'epoch', 1, MAX_EPOCH);
  const terms = await mayChange(call, party);
  const after = retire(await requireKeyRing(call, party), epoch, call.now, terms.windowSeconds);
  const isDropped = !after.keys.some((key) => key.epoch === epoch);
  return keep(call, isDropped ? 'SettlementKey.dropped' : 'SettlementKey.retiring', after);
}

/** `readKeys(party)`: the keys of a party that still count, the newest last. */
export async function readKeys(call: Call, args: readonly string[]): Promise<string> {
  const party = parseParty(takeArguments(['party'], args).party, 'party');
  return keysText(await requireKeyRing(call, party));
}

export function loadKeyRing(call: Call, party: Party): Promise<KeyRing | undefined> {
  return readRow(call, KEY_RING_FORM, keyRingKey(party));
}

async function requireKeyRing(call: Call, party: Party): Promise<KeyRing> {
  const ring = await loadKeyRing(call, party);
  if (ring === undefined) throw argumentError('party', 'has no settlement key', 'NOT_FOUND');
  return ring;
}

async function mayChange(call: Call, party: Party): Promise<SettlementTerms> {
  requireMemberOrg(call, orgOfParty(party), 'party');
  requireOwn(call, party);
  if (isOrganization(party) && !call.isAdmin()) {
    throw new CloudfedError('FORBIDDEN', "only an organization's admin may change its key");
  }
  return requireTerms(call);
}

function requireProof(
  call: Call,
  terms: SettlementTerms,
  key: Readonly<{ party: Party; epoch: number; publicKey: PublicKey; signer: PublicKey }>,
  signature: Signature,
  argument: string,
): void {
  if (keyObjectOf(key.publicKey) === undefined) throw argumentError('publicKey', 'is no point of the curve');
  if (!verifySignature(key.signer, keyProofBytes(terms, call.ledgerChannel, key), signature)) {
    throw argumentError(argument, `is no signature for epoch ${key.epoch} of ${key.party}`);
  }
}

function keep(call: Call, change: string, ring: KeyRing): string {
  writeRow(call, KEY_RING_FORM, keyRingKey(ring.party), ring);
  const text = keysText(ring);
  call.changed(change, ring.party, text);
  return text;
}

function keysText(ring: KeyRing): string {
  return recordText('SettlementKeys', KEY_RING_FORM, ring);
}
