import type { Place } from './changes.js';
import type { ProblemTable } from './tables.js';

const MAX_TEXT = 256;

/** What notes that a change could not be read. */
export function problemRow(
  change: Place & { readonly transactionIndex: number; readonly ordinal: number; readonly kind: string },
  problem: string,
): ProblemTable {
  return {
    ledger_channel: change.ledgerChannel,
    block_number: change.blockNumber,
    transaction_index: change.transactionIndex,
    ordinal: change.ordinal,
    transaction_id: change.transactionId,
    kind: printable(change.kind),
    problem: printable(problem),
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it cannot be read';
}

function printable(text: string): string {
  return text.slice(0, MAX_TEXT).replace(/[^\x20-\x7e]/gu, '?');
}
