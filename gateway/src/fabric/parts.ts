import type { BlockNumbers } from './block-numbers.js';
import type { Directory } from './directory.js';
import type { Ledger } from './ledger.js';

/** What the parts of the ledger port stand on. */
export interface LedgerParts {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly blockNumbers: BlockNumbers;
}
