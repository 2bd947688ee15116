import { countForm, type Form, type Hex, MAX_SECONDS, parseHash, recordForm, textForm, toHex } from '@cloudfed/core';

import { preimageKey } from '../ledger/keys.js';
import { takeArguments } from '../metering/arguments.js';
import { type Call, readRow, recordText, requireTerms, sha256, writeRow } from './call.js';
import { readRecord } from './funds.js';

/** A preimage on the ledger resolves every lock of its hash, in all payment channels. */
interface Revealed {
  readonly hash: Hex;
  readonly preimage: Hex;
  /** Seconds since 1970: the earliest time that any transaction has revealed it at. */
  readonly revealedAt: number;
}

const REVEALED_FORM: Form<Revealed> = recordForm<Revealed>({
  hash: textForm(parseHash),
  preimage: textForm(parseHash),
  revealedAt: countForm(MAX_SECONDS),
});

/**
 * `revealPreimage(preimage)`: 32 bytes as 64 hexadecimal digits; anyone. The earliest time counts: a payer who has learnt it
 * cannot make its payee late by revealing it first with a later time.
 */
export async function revealPreimage(call: Call, args: readonly string[]): Promise<string> {
  const preimage = parseHash(takeArguments(['preimage'], args).preimage, 'preimage');
  await requireTerms(call);
  const hash = toHex(sha256(Buffer.from(preimage, 'hex')));
  const before = await readRow(call, REVEALED_FORM, preimageKey(hash));
  if (before !== undefined && before.revealedAt <= call.now) return revealedText(before);
  const revealed: Revealed = { hash, preimage, revealedAt: call.now };
  writeRow(call, REVEALED_FORM, preimageKey(hash), revealed);
  const text = revealedText(revealed);
  call.changed('Preimage.revealed', hash, text);
  return text;
}

/** `readPreimage(hash)`. */
export async function readPreimage(call: Call, args: readonly string[]): Promise<string> {
  const hash = parseHash(takeArguments(['hash'], args).hash, 'hash');
  return readRecord(call, 'Preimage', REVEALED_FORM, preimageKey(hash), 'hash');
}

/** When the preimages of some hashes were revealed; what was not is left out. */
export async function revealedTimes(call: Call, hashes: readonly Hex[]): Promise<ReadonlyMap<Hex, number>> {
  const times = new Map<Hex, number>();
  for (const hash of hashes) {
    const row = await readRow(call, REVEALED_FORM, preimageKey(hash));
    if (row !== undefined) times.set(hash, row.revealedAt);
  }
  return times;
}

function revealedText(revealed: Revealed): string {
  return recordText('Preimage', REVEALED_FORM, revealed);
}
