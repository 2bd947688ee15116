/** Where a transaction is and what became of it. */
export interface TransactionPlace {
  readonly block: number;
  /** Index in its block. */
  readonly index: number;
  /** Fabric's validation code. */
  readonly code: number;
}

const INDEX_LIMIT = 65_536;
const CODE_LIMIT = 256;

/** Transaction ids of a ledger channel. About 100 bytes each: an id as its 32 bytes, its place packed in one number. */
export class TransactionIndex {
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#places.size;
  }

  /** The first time an id comes counts; later ones are duplicates and change nothing. */
  add(txId: string, place: TransactionPlace): void {
    const key = keyOf(txId);
    if (this.#places.has(key)) return;
    this.#places.set(key, (place.block * INDEX_LIMIT + place.index) * CODE_LIMIT + place.code);
  }

  get(txId: string): TransactionPlace | undefined {
    const packed = this.#places.get(keyOf(txId));
    if (packed === undefined) return undefined;
    const place = Math.floor(packed / CODE_LIMIT);
    return { block: Math.floor(place / INDEX_LIMIT), index: place % INDEX_LIMIT, code: packed % CODE_LIMIT };
  }
}

/** Ids are hashes in hexadecimal; anything else, which a hostile transaction may carry, is kept as it is. */
function keyOf(txId: string): string {
  return /^[0-9a-f]{64}$/u.test(txId) ? Buffer.from(txId, 'hex').toString('latin1') : `?${txId}`;
}
