import { hash } from 'node:crypto';
import type { Endorsement } from './protocol/response.js';

/** Endorsed transactions that are never submitted are forgotten, the oldest first. */
const REMEMBERED = 20_000;

/**
 * Endorsements this process has made and not yet seen in a block. Over the very same bytes they hold by construction, so
 * validation need not verify its own signatures: that is a third of the work of a transaction. All others are verified.
 */
export class OwnEndorsements {
  /** Insertion order is age. */
  readonly #made = new Set<string>();

  add(payload: Buffer, endorsement: Endorsement): void {
    this.#made.add(keyOf(payload, endorsement));
    if (this.#made.size <= REMEMBERED) return;
    const [oldest] = this.#made;
    if (oldest !== undefined) this.#made.delete(oldest);
  }

  /** Whether this process made the endorsement of exactly this payload; asked again, it no longer knows. */
  take(payload: Buffer, endorsement: Endorsement): boolean {
    return this.#made.delete(keyOf(payload, endorsement));
  }
}

function keyOf(payload: Buffer, { endorser, signature }: Endorsement): string {
  const digest = hash('sha256', Buffer.concat([payload, endorser]), 'base64');
  return `${endorser.length} ${digest}${signature.toString('latin1')}`;
}
