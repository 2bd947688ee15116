import { canonicalBytes } from '../crypto/canonical.js';
import { parsePublicKey, type PublicKey } from '../crypto/signature.js';
import { CloudfedError } from '../errors.js';
import { countForm, type Form, listForm, optionalForm, recordForm, textForm } from '../record-form.js';
import { MAX_SECONDS } from '../time.js';
import { type Party, parseParty } from './party.js';
import type { SettlementTerms } from './terms.js';

/** Keys of one party that may be in force at once: a rotation beyond needs an old one dropped. */
export const MAX_KEYS = 16;
const MAX_EPOCH = 1_000_000;
const FORM = 'cloudfed-settlement-key-1';

export interface SettlementKey {
  /** Counts from 1; it is in every signed document. */
  readonly epoch: number;
  readonly publicKey: PublicKey;
  /** Seconds since 1970 from which its signatures count no more; undefined while nobody has asked for that. */
  readonly retiresAt: number | undefined;
}

/**
 * The settlement keys of a party, the newest last. An older one goes on counting until it is retired, with a window like a
 * close: else a debtor could void what it has signed by taking another key.
 */
export interface KeyRing {
  readonly party: Party;
  readonly keys: readonly SettlementKey[];
}

/** What a new key signs, to show that its owner has it; a user's former key signs the same, to consent. */
export function keyProofBytes(
  terms: SettlementTerms,
  ledgerChannel: string,
  key: Readonly<{ party: Party; epoch: number; publicKey: PublicKey }>,
): Uint8Array {
  return canonicalBytes([
    FORM,
    terms.network,
    ledgerChannel,
    terms.chaincode,
    key.party,
    key.epoch.toString(),
    key.publicKey,
  ]);
}

export function newestKey({ keys }: KeyRing): SettlementKey {
  const newest = keys.at(-1);
  if (newest === undefined) throw new RangeError('a party without a key');
  return newest;
}

export function firstKey(party: Party, publicKey: PublicKey): KeyRing {
  return { party, keys: [{ epoch: 1, publicKey, retiresAt: undefined }] };
}

/** @throws CloudfedError CONFLICT where too many are still in force or the key was used before */
export function rotateKey(ring: KeyRing, publicKey: PublicKey): KeyRing {
  if (ring.keys.some((key) => key.publicKey === publicKey)) {
    throw new CloudfedError('CONFLICT', 'publicKey: is one of an earlier epoch', 'publicKey');
  }
  if (ring.keys.length >= MAX_KEYS) throw new CloudfedError('CONFLICT', 'too many older keys: retire some');
  const epoch = newestKey(ring).epoch + 1;
  return { ...ring, keys: [...ring.keys, { epoch, publicKey, retiresAt: undefined }] };
}

/**
 * Retires an older key in two steps, as a close is: first the deadline is set; once it has passed, the key is dropped.
 *
 * @param now seconds since 1970 of the transaction
 * @throws CloudfedError NOT_FOUND, CONFLICT where it is the newest or not due yet
 */
export function retireKey(ring: KeyRing, epoch: number, now: number, windowSeconds: number): KeyRing {
  const key = ring.keys.find((one) => one.epoch === epoch);
  if (key === undefined) throw new CloudfedError('NOT_FOUND', 'epoch: there is no key of it', 'epoch');
  if (key === newestKey(ring)) throw new CloudfedError('CONFLICT', 'the newest key cannot be retired: rotate it first');
  if (key.retiresAt === undefined) {
    const retiring: SettlementKey = { ...key, retiresAt: now + windowSeconds };
    return { ...ring, keys: ring.keys.map((one) => (one === key ? retiring : one)) };
  }
  if (now < key.retiresAt) throw new CloudfedError('CONFLICT', 'what the key has signed can still be shown');
  return { ...ring, keys: ring.keys.filter((one) => one !== key) };
}

/** The key of an epoch, where its signatures count now. */
export function keyInForce(ring: KeyRing | undefined, epoch: number, now: number): PublicKey | undefined {
  const key = ring?.keys.find((one) => one.epoch === epoch);
  if (key === undefined || (key.retiresAt !== undefined && now >= key.retiresAt)) return undefined;
  return key.publicKey;
}

export const KEY_RING_FORM: Form<KeyRing> = recordForm<KeyRing>({
  party: textForm(parseParty),
  keys: listForm(
    recordForm<SettlementKey>({
      epoch: countForm(MAX_EPOCH),
      publicKey: textForm(parsePublicKey),
      retiresAt: optionalForm(countForm(2 * MAX_SECONDS)),
    }),
    MAX_KEYS,
  ),
});
